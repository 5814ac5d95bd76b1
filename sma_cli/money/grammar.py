"""The grammar of money: patterns and words, compiled from `record/money.toml`.

Each pattern is compiled when a text first needs it, so that a query pays for one of them, or for
none. Numbers are matched atomically, so that no text makes a pattern backtrack.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sma_cli.record import load_table

_NUMBER = r"(?>\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d{1,6})?+|\d{1,15}+(?:[.,]\d{1,6}+)?+)"
_DASH = r"[-‐‑–—~∼～〜→]"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the table, in lower case."""

    currency: dict[str, str]
    ambiguous: frozenset[str]
    magnitude: dict[str, int]
    short: frozenset[str]
    decimal_comma: frozenset[str]
    number: dict[str, float]


@cache
def lexicon() -> Lexicon:
    """The words of the table by what they mean."""
    table = load_table("money")
    return Lexicon(
        currency={
            word.lower(): code
            for code, one in table["currency"].items()
            for word in (*one["marks"], *one["words"])
        },
        ambiguous=frozenset(table["ambiguous"]["words"]),
        magnitude={
            word.lower(): power
            for name in ("magnitude", "magnitude_short", "magnitude_cjk", "digit_cjk")
            for word, power in table[name].items()
        },
        short=frozenset(table["magnitude_short"]),
        decimal_comma=frozenset(word.lower() for word in table["decimal_comma"]["words"]),
        number=table["number"],
    )


def holds(text: str, grammar: str) -> bool:
    """Whether the text has a word without which a pattern finds nothing."""
    lower = text.lower()
    return any(word in lower for word in _needed()[grammar])


@cache
def _needed() -> dict[str, list[str]]:
    table = load_table("money")
    words = (word for one in table["currency"].values() for word in one["words"])
    cjk = [word for word in words if _is_cjk(word)]
    return {
        "cjk": [*table["magnitude_cjk"], *table["digit_cjk"], *cjk],
        "percent": [word.lower() for word in table["percent"]["words"]],
    }


def is_spoken(text: str) -> bool:
    """Whether the text may have a number in words; without, the pattern is a third as long."""
    lower = text.lower()
    return "-point-" in lower or _number_word().search(lower) is not None


@cache
def _number_word() -> re.Pattern[str]:
    """The first word of any number in words."""
    first = {re.escape(number.split(" ")[0]) for number in lexicon().number}
    return re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(first))})(?![a-z])")


def is_in_syllables(text: str) -> bool:
    """Whether the text may have a number without a digit: `천만`, `百億`."""
    table = load_table("money")
    return not set(text).isdisjoint({*table["digit_cjk"], *table["magnitude_cjk"]})


@cache
def latin(*, spoken: bool) -> re.Pattern[str]:
    """A sum in Latin letters, also in number words where `spoken`."""
    table = load_table("money")
    number = _spoken_number(table) if spoken else _NUMBER
    return re.compile(_latin_pattern(table, number), re.IGNORECASE | re.VERBOSE)


@cache
def cjk() -> re.Pattern[str]:
    """A sum in Korean, Japanese or Chinese."""
    return re.compile(_cjk_pattern(load_table("money")), re.IGNORECASE | re.VERBOSE)


@cache
def percent() -> re.Pattern[str]:
    """A percentage or a range of them, in any language."""
    return re.compile(_percent_pattern(load_table("money")), re.IGNORECASE | re.VERBOSE)


@cache
def latin_beginning(*, spoken: bool) -> re.Pattern[str]:
    """Where a sum in Latin letters or a percentage can begin; cheap to look for."""
    table = load_table("money")
    digit = rf"{_mark(table)}\s?(?=[\da-z])|(?<![A-Za-z\d.,])\d"
    words = rf"|\b(?:{_choice(table['number'])})(?=[\s-][a-z])" if spoken else ""
    # Nothing begins inside a word, nor at what stands between words: half the time is saved.
    place = r"(?:(?<![A-Za-z])(?=\w)|(?=[^\s\w,.'\"()-]))"
    return re.compile(f"{place}(?:{digit}{words})", re.IGNORECASE)


@cache
def cjk_beginning() -> re.Pattern[str]:
    """Where a Korean, Japanese or Chinese sum can begin; cheap to look for."""
    table = load_table("money")
    digit = "".join(table["digit_cjk"])
    magnitude = "".join(dict.fromkeys("".join(table["magnitude_cjk"])))
    lone = rf"[{digit}](?=\s?[{magnitude}])"
    return re.compile(rf"{_mark(table)}\s?(?=\d)|(?<![\d.,])\d|{lone}", re.IGNORECASE)


@cache
def part() -> re.Pattern[str]:
    """One number, digit or magnitude of a Korean sum."""
    table = load_table("money")
    return re.compile(
        rf"(?P<number>{_NUMBER})|(?P<digit>{_choice(table['digit_cjk'])})"
        rf"|(?P<magnitude>{_choice(table['magnitude_cjk'])})"
    )


@cache
def rate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after the price of a currency."""
    table = load_table("money")["rate"]
    before = re.compile(rf"(?:{_choice(table['before'])})[\s$W]*$")
    return before, re.compile(rf"\s?(?:{_choice(table['after'])})")


def _choice(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)


def _words(table: dict[str, Any], *, cjk: bool) -> str:
    every = {word for one in table["currency"].values() for word in one["words"]}
    return _choice(word for word in every if _is_cjk(word) is cjk)


def _is_cjk(word: str) -> bool:
    return ord(word[0]) > 0x2E7F


def _mark(table: dict[str, Any]) -> str:
    marks = {mark for one in table["currency"].values() for mark in one["marks"]}
    lettered = {mark for mark in marks if mark[0].isascii() and mark[0].isalpha()}
    return rf"(?:(?<![A-Za-z])(?:{_choice(lettered)})|{_choice(marks - lettered)})"


def _spoken_number(table: dict[str, Any]) -> str:
    """A number in digits or words, also as radio spells it: `one-point-18`, `944-point-one`."""
    word = rf"(?:{_choice(table['number'])})"
    small = rf"(?:{_NUMBER}|\b{word}(?:-{word})?\b)"
    return rf"(?>{small}-point(?:-(?:\d+|{word}\b)){{1,4}}|{small})"


def _latin_pattern(table: dict[str, Any], number: str) -> str:
    mark = _mark(table)
    magnitude = rf"(?:(?:hundred[\s-])?(?:{_choice(table['magnitude'])})\b)"
    short = rf"(?:{_choice(table['magnitude_short'])})\b"
    cjk = "".join(table["magnitude_cjk"] | table["digit_cjk"])
    between, word = _choice(table["between"]["latin"]), _words(table, cjk=False)
    # `$24 million to a fund` and `$5 billion and two bases` name one sum.
    sum_follows = (
        rf"{mark}|{number}[\s-]{{0,2}}(?:{magnitude}|{short}|(?:(?:{between})\s)?(?:{word})\b)"
    )
    return rf"""
        (?:(?P<mark>{mark})\s?|(?<![A-Za-z\d.,]))
        (?:(?P<low>{number})(?:[\s-]?(?P<low_magnitude>{magnitude}|{short}))?
           (?:\s?{_DASH}\s?(?!a\b)|\s(?:to|or|and)\s(?={sum_follows}))(?P<high_mark>{mark}\s?)?)?
        (?P<number>{number})(?!\s?[{cjk}])
        (?:[\s-]{{0,2}}(?P<magnitude>{magnitude}|{short})
           (?:[\s-](?P<rest>{number})[\s-](?P<rest_magnitude>{magnitude}))?)?
        (?:[\s-]{{0,2}}(?:(?:{between})\s)?(?P<word>{word})\b)?
    """


def _cjk_pattern(table: dict[str, Any]) -> str:
    digit, magnitude = _choice(table["digit_cjk"]), _choice(table["magnitude_cjk"])
    section = rf"(?:(?:{_NUMBER}\s?(?:{digit})\s?)+{_NUMBER}?|{_NUMBER}|(?:{digit}))"
    chain = rf"(?>{section}\s?(?:{magnitude})(?:\s?{section}\s?(?:{magnitude}))*)"
    between = rf"(?:{_choice(table['between']['cjk'])})"
    word = _words(table, cjk=True)
    return rf"""
        (?:(?P<mark>{_mark(table)})\s?)?
        (?<![\d.,])(?<![수몇십백천만억조])
        (?:(?P<low>{chain}|{section})\s?{_DASH}\s?(?=\d))?
        (?:(?P<chain>{chain})(?:\s?(?P<rest>{section})(?=\s?(?:{word})))?
             (?:\s?{between}){{0,2}}(?:\s?(?P<word>{word}))?
          |(?P<plain>{section})\s?(?P<plain_word>{word})
             (?=(?-i:[^가-힣ぁ-んァ-ヶ一-鿿])|$|{_choice(table["after_plain"]["words"])}))
    """


def _percent_pattern(table: dict[str, Any]) -> str:
    number = _spoken_number(table)
    return rf"""
        (?<![A-Za-z\d.,])(?:(?P<low>{number})\s?(?:%|％)?(?:\s?{_DASH}\s?|\sto\s))?
        (?P<number>{number})[\s-]?(?P<word>{_choice(table["percent"]["words"])})(?![a-z])
    """
