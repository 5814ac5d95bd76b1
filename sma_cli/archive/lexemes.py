"""The pieces of a query's text: words, phrases, fields, sums, brackets and operators.

Every character belongs to a piece or to the space between; whatever is typed has pieces.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from sma_cli.archive.words import is_cjk, may_hold_figures

_QUOTES = '"“”„'
# Values of several words that need no quotation marks.
_SUM = rf"(?:[<>]=?[ ]?)?[^\s(){_QUOTES}]*\d[^\s(){_QUOTES}]*"
_UNITS = r"(?:[ ](?:[mb]illion|trillion|dollars?|won|달러|원)(?![\w:]))+"
_SPAN = r"(?:this|last)[ ](?:week|month|year)(?!\w)"


class Lexeme(NamedTuple):
    """A piece of a query and its offset; `text` is without quotation marks and stars."""

    kind: Literal["word", "phrase", "figure", "field", "minus", "open", "close"]
    text: str
    place: int
    starred: bool = False


@cache
def _lexeme() -> re.Pattern[str]:
    """Any piece but a field: most queries have none, and pay for no more."""
    return re.compile(
        rf"""
        (?P<space>\s+)
        |(?P<open>\()
        |(?P<close>\))
        |[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?(?P<phrase_star>\*)?
        |(?P<minus>-+(?=[^\s)]))
        |(?P<word>[^\s(){_QUOTES}]+)
        """,
        re.VERBOSE,
    )


@cache
def _field() -> re.Pattern[str]:
    from sma_cli.archive.fields import FIELDS

    return re.compile(
        rf"""(?P<field>
            amount:{_SUM}{_UNITS}
            |percent:{_SUM}[ ]percent(?![\w:])
            |(?:date|published):{_SPAN}
            |title:[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]\*
            |(?:{"|".join(FIELDS)}):(?:[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?|[^\s(){_QUOTES}]*)
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


def lexemes(text: str) -> Iterator[Lexeme]:
    """The pieces of the query in order. A sum may stand inside a word: `미화50억달러를`."""
    position = 0
    for start, end, term in [*_figures(text), (len(text), len(text), "")]:
        while position < start:
            match = _match(text, position)
            position = min(match.end(), start) if match.lastgroup == "word" else match.end()
            if not _is_prefix_of_sum(
                text[match.start() : position], clings=bool(term) and position == start
            ):
                yield from _read(match, position)
        if term:
            yield Lexeme("figure", term, start)
            position = _without_particle(text, end)


def _match(text: str, position: int) -> re.Match[str]:
    field = _field().match(text, position) if ":" in text else None
    match = field or _lexeme().match(text, position)
    if match is None:
        raise AssertionError("every character begins a lexeme")
    return match


def _read(match: re.Match[str], end: int) -> Iterator[Lexeme]:
    place = match.start()
    match match.lastgroup:
        case "field":
            yield Lexeme("field", match[0].translate(_NO_QUOTES), place)
        case "word":
            word = match.string[place:end]
            yield Lexeme("word", word.rstrip("*"), place, starred=word.endswith("*"))
        case "phrase" | "phrase_star":
            yield Lexeme("phrase", match["phrase"], place, starred=match["phrase_star"] is not None)
        case "open" | "close" | "minus" as kind:
            yield Lexeme(kind, match[0], place)


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
