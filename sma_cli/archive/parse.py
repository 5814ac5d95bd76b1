"""The query language: text to a query.

Words are ANDed; `"a phrase"`; `OR`; `-word` or `NOT word`; `word*`; parentheses; fields; sums of
money and percentages. `AND` binds tighter than `OR`. Whatever is typed means something: a word is
a word (`cost-sharing`, `U.S.`, `it's`, `C++`), lone operators and punctuation are passed over, a
quotation mark left open ends with the query. Only a broken field value or bracket is an error.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from sma_cli.archive.query import (
    EVERYTHING,
    NOTHING,
    Any,
    Figure,
    Not,
    Query,
    Words,
    both,
)
from sma_cli.archive.words import is_cjk, may_hold_figures, narrowed, prepared
from sma_cli.errors import QueryError

# A person's query is shorter, and SQLite's statements and FTS5's brackets have limits.
LONGEST = 10_000
DEEPEST = 25

_QUOTES = '"“”„'
_DIGIT = re.compile(r"\d")


class Lexeme(NamedTuple):
    """A piece of a query and its offset; `text` is without quotation marks and stars."""

    kind: Literal["word", "phrase", "figure", "field", "minus", "open", "close"]
    text: str
    place: int
    starred: bool = False


def parse(text: str) -> Query:
    """The query that the text means; blank text means every article.

    Raises QueryError, with the offset into the text, for a broken field value or bracket.
    """
    plain = narrowed(unicodedata.normalize("NFC", text))
    if len(plain) > LONGEST:
        raise QueryError(f"the query has more than {LONGEST:,} characters", place=LONGEST)
    try:
        found = _built(_lexemes(plain))
    except QueryError as error:
        error.place = _place_as_typed(text, error.place)
        raise
    if found is not None:
        return found
    return NOTHING if plain.strip() else EVERYTHING


def _place_as_typed(text: str, place: int) -> int:
    """The offset into the text whose composed form is `place` characters long."""
    if unicodedata.is_normalized("NFC", text):
        return place
    typed = range(len(text))
    return next(
        (at for at in typed if len(unicodedata.normalize("NFC", text[:at])) >= place), place
    )


@dataclass(slots=True)
class _Bracket:
    """What stands inside one bracket so far, and whether the whole of it is negated."""

    place: int
    is_negated: bool = False
    negates_next: bool = False
    alternatives: list[list[Query]] = field(default_factory=lambda: [[]])

    def take(self, part: Query | None) -> None:
        """Add an operand; one without words counts as not typed."""
        if part is not None:
            self.alternatives[-1].append(_negated(part) if self.negates_next else part)
        self.negates_next = False

    def whole(self) -> Query | None:
        """The query that the bracket means, None where nothing is in it."""
        parts = [both(*parts) for parts in self.alternatives if parts]
        return (parts[0] if len(parts) == 1 else Any(tuple(parts))) if parts else None


def _negated(part: Query) -> Query:
    return part.part if isinstance(part, Not) else Not(part)


def _built(lexemes: Iterator[Lexeme]) -> Query | None:
    from sma_cli.archive.fields import field as query_of_field

    brackets = [_Bracket(0)]
    for lexeme in lexemes:
        inner = brackets[-1]
        match lexeme.kind:
            case "open":
                brackets.append(_opened(inner, lexeme, len(brackets)))
            case "close":
                _close(brackets, lexeme)
            case "minus":
                inner.negates_next = not inner.negates_next
            case "field":
                name, _, value = lexeme.text.partition(":")
                inner.take(query_of_field(name.casefold(), value, place=lexeme.place))
            case "figure":
                inner.take(Figure(lexeme.text))
            case _:
                _take_word(inner, lexeme)
    if len(brackets) > 1:
        raise QueryError("a bracket is not closed", hint=_BRACKETS, place=brackets[-1].place)
    return brackets[0].whole()


_BRACKETS = 'the form is (trump OR biden) sma:11; a bracket in a phrase needs quotes: "(SMA)"'


def _opened(outer: _Bracket, lexeme: Lexeme, depth: int) -> _Bracket:
    if depth > DEEPEST:
        raise QueryError(f"more than {DEEPEST} brackets inside each other", place=lexeme.place)
    inner = _Bracket(lexeme.place, is_negated=outer.negates_next)
    outer.negates_next = False
    return inner


def _close(brackets: list[_Bracket], lexeme: Lexeme) -> None:
    if len(brackets) == 1:
        raise QueryError(
            "a bracket is closed that was not opened", hint=_BRACKETS, place=lexeme.place
        )
    inner = brackets.pop()
    brackets[-1].negates_next = inner.is_negated
    brackets[-1].take(inner.whole())


def _take_word(bracket: _Bracket, lexeme: Lexeme) -> None:
    operator = lexeme.text if lexeme.kind == "word" else ""
    if operator == "OR":
        bracket.alternatives.append([])
        bracket.negates_next = False
    elif operator == "NOT":
        bracket.negates_next = not bracket.negates_next
    elif operator != "AND":
        bracket.take(words(lexeme.text, is_prefix=lexeme.starred))


def words(text: str, *, is_prefix: bool = False) -> Words | None:
    """The query for words side by side, None where the text has no letter or digit.

    One syllable at the end stands for all words that begin with it: particles follow it.
    """
    parts = tuple(prepared(text).split())
    if not parts:
        return None
    if is_cjk(parts[-1]):
        is_prefix = len(parts[-1]) == 1
    return Words(parts, prefix=is_prefix)


@cache
def _lexeme() -> re.Pattern[str]:
    from sma_cli.archive.fields import FIELDS

    return re.compile(
        rf"""
        (?P<space>\s+)
        |(?P<open>\()
        |(?P<close>\))
        |[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?(?P<phrase_star>\*)?
        |(?P<minus>-+(?=[^\s)]))
        |(?P<field>(?:{"|".join(FIELDS)}):(?:[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?|[^\s(){_QUOTES}]*))
        |(?P<word>[^\s(){_QUOTES}]+)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _lexemes(text: str) -> Iterator[Lexeme]:
    """The pieces of the query in order. A sum may stand inside a word: `미화50억달러를`."""
    position = 0
    for start, end, term in [*_figures(text), (len(text), len(text), "")]:
        while position < start:
            match = _match(text, position)
            position = min(match.end(), start) if match["word"] else match.end()
            if not _is_prefix_of_sum(
                text[match.start() : position], clings=bool(term) and position == start
            ):
                yield from _read(match, position)
        if term:
            yield Lexeme("figure", term, start)
            position = _without_particle(text, end)


def _match(text: str, position: int) -> re.Match[str]:
    match = _lexeme().match(text, position)
    if match is None:
        raise AssertionError("every character begins a lexeme")
    return match


def _read(match: re.Match[str], end: int) -> Iterator[Lexeme]:
    place = match.start()
    if match["phrase"] is not None:
        yield Lexeme("phrase", match["phrase"], place, starred=match["phrase_star"] is not None)
    elif match["word"]:
        word = match.string[place:end]
        yield Lexeme("word", word.rstrip("*"), place, starred=word.endswith("*"))
    elif match["field"]:
        yield Lexeme("field", match["field"].translate(_NO_QUOTES), place)
    elif match["open"]:
        yield Lexeme("open", match[0], place)
    elif match["close"]:
        yield Lexeme("close", match[0], place)
    elif match["minus"]:
        yield Lexeme("minus", match[0], place)


_NO_QUOTES = dict.fromkeys(map(ord, _QUOTES))


def _is_prefix_of_sum(word: str, *, clings: bool) -> bool:
    """Whether this is the one syllable that some write against a sum: `약50억 달러`."""
    return clings and len(word) == 1 and is_cjk(word)


def _without_particle(text: str, end: int) -> int:
    """Where a sum ends together with the particle that clings to it (`50억 달러를`)."""
    match = re.compile(r"[가-힣]{1,2}(?!\w)").match(text, end)
    return match.end() if match else end


def _figures(text: str) -> list[tuple[int, int, str]]:
    """Sums and percentages outside quotation marks and fields: start, end and index term."""
    if not may_hold_figures(text) or not may_hold_figures(text := _masked(text)):
        return []
    from sma_cli.archive.figures import figures

    return figures(text)


def _masked(text: str) -> str:
    """The text with phrases, fields and stars made of characters that no sum contains."""
    position, pieces = 0, []
    while position < len(text):
        match = _match(text, position)
        is_plain = match.lastgroup in ("word", "space")
        pieces.append(match[0] if is_plain else "\0" * len(match[0]))
        position = match.end()
    return "".join(pieces)


def lost_dollar(text: str) -> bool:
    """Whether a shell may have taken `$5` out of the query.

    Tell-tales: two blanks side by side, a number that begins with its decimals, and a magnitude
    (`billion`) that no number precedes.
    """
    if re.search(r"\S {2,}\S|(?:^|\s)[.,]\d", text):
        return True
    alone = re.search(r"(?:^|(\S*)\s)\s*(?:US)?(?:[mb]illion|trillion|bn|[억조]\b)", text)
    return alone is not None and not _is_number((alone[1] or "").casefold())


def _is_number(word: str) -> bool:
    from sma_cli.record import load_table

    vague = ("few", "many", "several")
    return bool(_DIGIT.search(word)) or word in vague or word in load_table("money")["number"]
