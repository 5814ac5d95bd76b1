"""Sums of money and percentages as people write them, in any notation of the trade.

One grammar serves the tagger, which reads articles, and the query language, so that `$5 billion`,
`US$5bn`, `five billion dollars` and `50억 달러` are the same sum wherever they stand. The words
of each language come from `record/money.toml`. Promises: the text found reads as the value given;
exchange rates and vague sums (`수천억원`, `billions of dollars`) are no sums; time grows
linearly with the text, because numbers are matched atomically.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sma_cli.record import load_table

# A sum beyond this is a misreading, and SQLite's integers end at 2**63.
LARGEST = 10**18

_NUMBER = r"(?>\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d{1,6})?+|\d{1,15}+(?:[.,]\d{1,6}+)?+)"
_DASH = r"[-‐‑–—~∼～〜→]"


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
    A range (`8~9천억원`) is two sums.
    """
    readers = [(_latin, _read_latin)]
    if _holds(text, "cjk"):
        readers.append((_cjk, _read_cjk))
    found = [
        one
        for pattern, read in readers
        for match in pattern().finditer(text)
        for one in read(match, bare=bare)
        if 0 < one.value < LARGEST and not _is_rate(text, one)
    ]
    return sorted(found, key=lambda one: one.start)


def find_percents(text: str) -> list[Percentage]:
    """Every percentage that is written with a percent word or sign, in order."""
    found: list[Percentage] = []
    if not _holds(text, "percent"):
        return found
    for match in _percent().finditer(text):
        comma = _has_decimal_comma(match["word"])
        for group, end in (("low", match.end("low")), ("number", match.end())):
            if match[group]:
                value = float(_number(match[group], decimal_comma=comma))
                start = match.start(group)
                found.append(Percentage(value, text[start:end], start, end))
    return found


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of the table, in lower case."""

    currency: dict[str, str]
    ambiguous: frozenset[str]
    magnitude: dict[str, int]
    short: frozenset[str]
    decimal_comma: frozenset[str]
    number: dict[str, float]


@cache
def _lexicon() -> _Lexicon:
    table = load_table("money")
    return _Lexicon(
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


# Each pattern is compiled when a text first needs it: a query pays for one of them, or for none.


def _holds(text: str, grammar: str) -> bool:
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


@cache
def _latin() -> re.Pattern[str]:
    return re.compile(_latin_pattern(load_table("money")), re.IGNORECASE | re.VERBOSE)


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(_cjk_pattern(load_table("money")), re.IGNORECASE | re.VERBOSE)


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(_percent_pattern(load_table("money")), re.IGNORECASE | re.VERBOSE)


@cache
def _part() -> re.Pattern[str]:
    """One number, digit or magnitude of a Korean sum."""
    table = load_table("money")
    return re.compile(
        rf"(?P<number>{_NUMBER})|(?P<digit>{_choice(table['digit_cjk'])})"
        rf"|(?P<magnitude>{_choice(table['magnitude_cjk'])})"
    )


@cache
def _rate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after the price of a currency."""
    rate = load_table("money")["rate"]
    before = re.compile(rf"(?:{_choice(rate['before'])})[\s$W]*$")
    return before, re.compile(rf"\s?(?:{_choice(rate['after'])})")


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


def _latin_pattern(table: dict[str, Any]) -> str:
    mark, number = _mark(table), _spoken_number(table)
    magnitude = rf"(?:(?:hundred[\s-])?(?:{_choice(table['magnitude'])})\b)"
    short = rf"(?:{_choice(table['magnitude_short'])})\b"
    cjk = "".join(table["magnitude_cjk"] | table["digit_cjk"])
    return rf"""
        (?:(?P<mark>{mark})\s?|(?<![A-Za-z\d.,]))
        (?:(?P<low>{number})(?:[\s-]?(?P<low_magnitude>{magnitude}|{short}))?
           (?:\s?{_DASH}\s?|\s(?:to|or|and)\s)(?P<high_mark>{mark}\s?)?)?
        (?P<number>{number})(?!\s?[{cjk}])
        (?:[\s-]{{0,2}}(?P<magnitude>{magnitude}|{short})
           (?:[\s-](?P<rest>{number})[\s-](?P<rest_magnitude>{magnitude}))?)?
        (?:[\s-]{{0,2}}(?:(?:{_choice(table["between"]["latin"])})\s)?
           (?P<word>{_words(table, cjk=False)})\b)?
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
             (?=[^가-힣ぁ-んァ-ヶ一-鿿]|$|{_choice(table["after_plain"]["words"])}))
    """


def _percent_pattern(table: dict[str, Any]) -> str:
    number = _spoken_number(table)
    return rf"""
        (?<![A-Za-z\d.,])(?:(?P<low>{number})\s?(?:%|％)?(?:\s?{_DASH}\s?|\sto\s))?
        (?P<number>{number})[\s-]?(?P<word>{_choice(table["percent"]["words"])})(?![a-z])
    """


def _read_latin(match: re.Match[str], *, bare: bool) -> Iterator[Sum]:
    currency = _currency(match["word"] or match["mark"] or (match["high_mark"] or "").rstrip())
    if not _is_latin_sum(match, currency, bare=bare):
        return
    value = _scaled(match["number"], match["magnitude"])
    if match["rest"]:
        value += _scaled(match["rest"], match["rest_magnitude"])
    if match["low"] and not _is_year(match["low"]):
        low = _scaled(match["low"], match["low_magnitude"] or match["magnitude"])
        start = match.start("mark") if match["mark"] else match.start("low")
        end = match.end("low_magnitude") if match["low_magnitude"] else match.end("low")
        yield Sum(int(low), currency, match.string[start:end], start, end)
    start = match.start("high_mark" if match["high_mark"] else "number")
    if not match["low"]:
        start = match.start()
    yield Sum(int(value), currency, match.string[start : match.end()], start, match.end())


def _is_latin_sum(match: re.Match[str], currency: str | None, *, bare: bool) -> bool:
    magnitude, number, mark = (
        match["magnitude"],
        match["number"],
        match["mark"] or match["high_mark"],
    )
    if currency is None:
        return bare and magnitude is not None and magnitude.lower() not in _lexicon().short
    if magnitude is None and number.lower() in _lexicon().number and number.lower() != "one":
        return number.lower() not in ("a", "half a")
    ambiguous = (match["word"] or "").lower() in _lexicon().ambiguous
    return not (ambiguous and magnitude is None and mark is None and "," not in number)


def _read_cjk(match: re.Match[str], *, bare: bool) -> Iterator[Sum]:
    currency = _currency(match["word"] or match["plain_word"] or match["mark"])
    if (currency is None and not bare) or match["plain_word"] in _lexicon().ambiguous:
        return
    chain = (match["chain"] or match["plain"]) + (match["rest"] or "")
    if match["low"]:
        low = _cjk_value(_with_magnitude_of(match["low"], chain))
        yield Sum(low, currency, match["low"], *match.span("low"))
    start = match.start("chain") if match["chain"] else match.start("plain")
    if match["mark"] and not match["low"]:
        start = match.start("mark")
    yield Sum(_cjk_value(chain), currency, match.string[start : match.end()], start, match.end())


def _with_magnitude_of(low: str, high: str) -> str:
    """The low end of `8~9천억` with what it leaves unsaid: `8천억`."""
    names = [part.lastgroup for part in _part().finditer(low)]
    if "magnitude" in names:
        return low
    parts = list(_part().finditer(high))
    unsaid = [p for p in parts if p.lastgroup == "magnitude" or "digit" not in names]
    return low + "".join(part[0] for part in unsaid if part.lastgroup != "number")


def _cjk_value(chain: str) -> int:
    """`1조5천192억` as an integer: digits and 천 add up to a section, 조 and 억 close it."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    for part in _part().finditer(chain):
        power = _lexicon().magnitude.get(part[0], 0)
        if part.lastgroup == "number":
            pending = _number(part[0])
        elif part.lastgroup == "digit":
            section += (Decimal(1) if pending is None else pending) * 10**power
            pending = None
        else:
            total += (section + (pending or 0)) * 10**power
            section, pending = Decimal(0), None
    return int(total + section + (pending or 0))


def _currency(word: str | None) -> str | None:
    return _lexicon().currency[word.lower()] if word else None


def _scaled(number: str, magnitude: str | None) -> Decimal:
    words = re.split(r"[\s-]", magnitude.lower()) if magnitude else []
    power = sum(2 if word == "hundred" else _lexicon().magnitude[word] for word in words)
    return _number(number, decimal_comma=_has_decimal_comma(magnitude)) * Decimal(10) ** power


def _has_decimal_comma(word: str | None) -> bool:
    return (word or "").lower() in _lexicon().decimal_comma


def _number(text: str, *, decimal_comma: bool = False) -> Decimal:
    """The value of digits or words: `1,038.9`, `1,18`, `twenty-five`, `one-point-04`."""
    whole, _, fraction = text.lower().partition("-point-")
    if fraction:
        digits = "".join(str(_lexicon().number.get(one, one)) for one in fraction.split("-"))
        return Decimal(f"{int(_number(whole))}.{digits.replace('.', '')}")
    if not text[0].isdigit():
        return Decimal(str(sum(_lexicon().number[word] for word in _number_words(whole))))
    if decimal_comma or re.fullmatch(r"\d+,\d{1,2}", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ""))


def _number_words(text: str) -> list[str]:
    return [text] if text in _lexicon().number else text.split("-")


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _is_rate(text: str, one: Sum) -> bool:
    before = text[max(0, one.start - 20) : one.start]
    rate_before, rate_after = _rate()
    return bool(rate_before.search(before) or rate_after.match(text, one.end))
