"""The query language: text to a query.

Words are ANDed; `"a phrase"`; `OR`; `-word` or `NOT word`; `word*`; `a NEAR/5 b`; parentheses;
fields; sums of money and percentages. `NEAR` binds tightest, then `AND`, then `OR`. Whatever is
typed means something: a word is a word (`cost-sharing`, `U.S.`, `it's`, `C++`), lone operators and
punctuation are passed over, a quotation mark left open ends with the query. Only a broken field
value or bracket is an error.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from sma_cli.archive.lexemes import Lexeme, lexemes
from sma_cli.archive.query import (
    EVERYTHING,
    NOTHING,
    Any,
    Figure,
    Near,
    Not,
    Query,
    Words,
    both,
)
from sma_cli.archive.words import is_cjk, narrowed, prepared
from sma_cli.errors import QueryError

# A person's query is shorter, and SQLite's statements and FTS5's brackets have limits.
LONGEST = 10_000
DEEPEST = 25

_NEAR = re.compile(r"NEAR/([0-9]{1,3})")


def parse(text: str) -> Query:
    """The query that the text means; blank text means every article.

    Raises QueryError, with the offset into the text, for a broken field value or bracket.
    """
    plain = narrowed(unicodedata.normalize("NFC", text))
    if len(plain) > LONGEST:
        raise QueryError(f"the query has more than {LONGEST:,} characters", place=LONGEST)
    try:
        found = _built(lexemes(plain))
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
    near_next: int | None = None
    alternatives: list[list[Query]] = field(default_factory=lambda: [[]])

    def take(self, part: Query | None) -> None:
        """Add an operand; one without words counts as not typed."""
        if part is not None:
            operands = self.alternatives[-1]
            part = _negated(part) if self.negates_next else part
            joined = _near(operands[-1], part, self.near_next) if operands else None
            operands[-1:] = [joined] if joined else [*operands[-1:], part]
        self.negates_next, self.near_next = False, None

    def whole(self) -> Query | None:
        """The query that the bracket means, None where nothing is in it."""
        parts = [both(*parts) for parts in self.alternatives if parts]
        return (parts[0] if len(parts) == 1 else Any(tuple(parts))) if parts else None


def _negated(part: Query) -> Query:
    return part.part if isinstance(part, Not) else Not(part)


def _near(first: Query, second: Query, distance: int | None) -> Query | None:
    """Words and sums near each other, or near those that are already; None for anything else."""
    if distance is None or not isinstance(second, Words | Figure):
        return None
    if isinstance(first, Not):
        joined = _near(first.part, second, distance)
        return joined and Not(joined)
    parts = first.parts if isinstance(first, Near) else (first,)
    alike = [
        one
        for one in parts
        if isinstance(one, Words | Figure) and _is_of_title(one) == _is_of_title(second)
    ]
    if len(alike) < len(parts):
        return None
    widest = max(distance, first.distance) if isinstance(first, Near) else distance
    return Near((*alike, second), widest)


def _is_of_title(part: Words | Figure) -> bool:
    return isinstance(part, Words) and part.title


def _field(lexeme: Lexeme) -> Query:
    from sma_cli.archive.fields import field as query_of_field

    name, _, value = lexeme.text.partition(":")
    return query_of_field(name.casefold(), value, place=lexeme.place)


def _built(lexemes: Iterator[Lexeme]) -> Query | None:
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
                inner.take(_field(lexeme))
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
    near = _NEAR.fullmatch(operator)
    if near:
        bracket.near_next = int(near[1])
    elif operator == "OR":
        bracket.alternatives.append([])
        bracket.negates_next, bracket.near_next = False, None
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
