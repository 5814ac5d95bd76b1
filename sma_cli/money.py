"""Sums of money and percentages as people write them, in any notation of the trade.

One grammar serves the tagger, which reads articles, and the query language, so that `$5 billion`,
`US$5bn`, `five billion dollars` and `50억 달러` are the same sum wherever they stand. The words
of each language come from `record/money.toml`. Promises: the text found reads as the value given;
exchange rates and vague sums (`수천억원`, `billions of dollars`) are no sums; time grows
linearly with the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sma_cli.record import load_table

# A sum beyond this is a misreading, and SQLite's integers end at 2**63.
LARGEST = 10**18

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15})(?:[.,]\d{1,6}(?!\d))?"
_DASH = r"[-‐‑–—~∼～〜]"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum in integer units at `text[start:end]`; no currency where none is written."""

    value: int
    currency: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Percentage:
    """One percentage at `text[start:end]`."""

    value: float
    text: str
    start: int
    end: int


def find_amounts(text: str, *, bare: bool = False) -> list[Sum]:
    """Every sum of money in the text, in order.

    With `bare`, numbers with a magnitude but no currency (`5 billion`, `50억`) are sums too.
    """
    if not _may_hold_money(text):
        return []
    found = sorted(
        (*_latin_sums(text, bare=bare), *_han_sums(text, bare=bare)), key=lambda one: one.start
    )
    return [one for one in found if 0 < one.value < LARGEST and not _is_rate(text, one)]


def find_percents(text: str) -> list[Percentage]:
    """Every percentage that is written with a percent word or sign, in order."""
    return [
        Percentage(float(_plain(match[group])), match[group], *match.span(group))
        for match in _grammar().percent.finditer(text)
        for group in ("low", "number")
        if match[group]
    ]


def _may_hold_money(text: str) -> bool:
    return re.search(r"\d|\b(?:[mb]|tr)illion|dollar|thousand", text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class _Grammar:
    latin: re.Pattern[str]
    han: re.Pattern[str]
    part: re.Pattern[str]
    percent: re.Pattern[str]
    currency: dict[str, str]
    magnitude: dict[str, int]
    decimal_comma: frozenset[str]
    digit: dict[str, int]
    number: dict[str, int]


@cache
def _grammar() -> _Grammar:
    """Compile the table once: a query without digits never pays for it."""
    table = load_table("money")
    units = table["magnitude"] | table["magnitude_beside_mark"] | table["magnitude_hangul_han"]
    return _Grammar(
        latin=re.compile(_latin_pattern(table), re.IGNORECASE | re.VERBOSE),
        han=re.compile(_han_pattern(table), re.IGNORECASE | re.VERBOSE),
        part=re.compile(
            rf"({_NUMBER})\s?({_choice(table['digit_hangul_han'])})?"
            rf"|({_choice(table['magnitude_hangul_han'])})"
        ),
        percent=re.compile(_percent_pattern(table), re.IGNORECASE | re.VERBOSE),
        currency=_currencies(table["currency"]),
        magnitude={word.lower(): power for word, power in units.items()},
        decimal_comma=frozenset(word.lower() for word in table["decimal_comma"]["magnitudes"]),
        digit=table["digit_hangul_han"],
        number=table["number"],
    )


def _currencies(table: dict[str, Any]) -> dict[str, str]:
    return {
        word.lower(): code
        for code, one in table.items()
        for word in (*one["marks"], *one["words"])
    }


def _choice(words: Any) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _spoken_number(table: dict[str, Any]) -> str:
    """A number in digits or words, also as radio spells it: `one-point-18`, `944-point-one`."""
    word = rf"(?:{_choice(table['number'])})"
    small = rf"(?:{_NUMBER}|\b{word}(?:-{word})?\b)"
    return rf"(?:{small}-point(?:-(?:\d+|{word}))+|{small})"


def _marks_and_words(table: dict[str, Any]) -> tuple[str, str]:
    marks = {mark for one in table["currency"].values() for mark in one["marks"]}
    words = {word for one in table["currency"].values() for word in one["words"]}
    return rf"(?:{_choice(marks - {'W'})}|(?<![a-z])W(?=\d))", rf"(?:{_choice(words)})"


def _latin_pattern(table: dict[str, Any]) -> str:
    mark, word = _marks_and_words(table)
    number, magnitude = _spoken_number(table), _choice(table["magnitude"])
    beside = _choice(table["magnitude_beside_mark"])
    between = rf"(?:(?:{_choice(table['between']['words'])})[\s-]){{0,2}}"
    join = rf"\s?(?:{_DASH}|\bto\b|\bor\b|\band\b)\s?(?:{mark}\s?)?"
    return rf"""
        (?<![\w.,])
        (?:(?P<mark>{mark})\s?)?
        (?:(?P<low>{number})(?:[\s-]?(?P<low_magnitude>{magnitude})\b)?{join}(?=[\d$]|{number}))?
        (?P<number>{number})
        (?:[\s-]{{0,2}}(?P<magnitude>{magnitude}|(?:{beside})(?<=\d{beside_guard(beside)}))\b)?
        (?:,?[\s-](?P<rest>{number})(?:[\s-](?P<rest_magnitude>{magnitude})\b)?(?=[\s-]{word}))?
        (?:[\s-]?{between}(?P<word>{word})(?![a-z]))?
    """
