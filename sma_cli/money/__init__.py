"""Sums of money and percentages as people write them, in any notation of the trade.

One grammar serves the tagger, which reads articles, and the query language, so that `$5 billion`,
`US$5bn`, `five billion dollars` and `50억 달러` are the same sum wherever they stand. The words
of each language come from `record/money.toml`. Promises: the text found reads as the value given;
exchange rates and vague sums (`수천억원`, `billions of dollars`) are no sums; time grows
linearly with the text, because numbers are matched atomically.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sma_cli.money.grammar import (
    cjk,
    cjk_beginning,
    holds,
    is_spoken,
    latin,
    latin_beginning,
    lexicon,
    part,
    percent,
    rate,
)

# A sum beyond this is a misreading, and SQLite's integers end at 2**63.
LARGEST = 10**18

# While it is read, a number is counted in parts, which keeps fractions exact without `decimal`,
# whose import alone takes as long as reading a query.
_DIGITS = 12
_PARTS = int(10**_DIGITS)


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
    spoken = is_spoken(text)
    found = [
        one
        for match in _matches(latin_beginning(spoken=spoken), latin(spoken=spoken), text)
        for one in _read_latin(match, bare=bare)
    ]
    if holds(text, "cjk"):
        found += [
            one
            for match in _matches(cjk_beginning(), cjk(), text)
            for one in _read_cjk(match, bare=bare)
        ]
    sums = [one for one in found if 0 < one.value < LARGEST and not _is_rate(text, one)]
    return sorted(sums, key=lambda one: one.start)


def find_percents(text: str) -> list[Percentage]:
    """Every percentage that is written with a percent word or sign, in order."""
    found: list[Percentage] = []
    if not holds(text, "percent"):
        return found
    for match in _matches(latin_beginning(spoken=is_spoken(text)), percent(), text):
        comma = _has_decimal_comma(match["word"])
        for group, end in (("low", match.end("low")), ("number", match.end())):
            if match[group]:
                value = _number(match[group], decimal_comma=comma) / _PARTS
                start = match.start(group)
                found.append(Percentage(value, text[start:end], start, end))
    return found


def _matches(
    beginning: re.Pattern[str], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Matches of a costly pattern, tried only where a cheap one finds a beginning."""
    end = 0
    for begins in beginning.finditer(text):
        match = pattern.match(text, begins.start()) if begins.start() >= end else None
        if match:
            end = match.end()
            yield match


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
        yield Sum(low // _PARTS, currency, match.string[start:end], start, end)
    start = match.start("high_mark" if match["high_mark"] else "number")
    if not match["low"]:
        start = match.start()
    yield Sum(value // _PARTS, currency, match.string[start : match.end()], start, match.end())


def _is_latin_sum(match: re.Match[str], currency: str | None, *, bare: bool) -> bool:
    magnitude, number, mark = (
        match["magnitude"],
        match["number"],
        match["mark"] or match["high_mark"],
    )
    if currency is None:
        return bare and magnitude is not None and magnitude.lower() not in lexicon().short
    if magnitude is None and number.lower() in lexicon().number and number.lower() != "one":
        return number.lower() not in ("a", "half a")
    ambiguous = (match["word"] or "").lower() in lexicon().ambiguous
    return not (ambiguous and magnitude is None and mark is None and "," not in number)


def _read_cjk(match: re.Match[str], *, bare: bool) -> Iterator[Sum]:
    currency = _currency(match["mark"] or match["word"] or match["plain_word"])
    if (currency is None and not bare) or match["plain_word"] in lexicon().ambiguous:
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
    names = [one.lastgroup for one in part().finditer(low)]
    if "magnitude" in names:
        return low
    parts = list(part().finditer(high))
    unsaid = [one for one in parts if one.lastgroup == "magnitude" or "digit" not in names]
    return low + "".join(one[0] for one in unsaid if one.lastgroup != "number")


def _cjk_value(chain: str) -> int:
    """`1조5천192억` as an integer: digits and 천 add up to a section, 조 and 억 close it."""
    total = section = 0
    pending: int | None = None
    for one in part().finditer(chain):
        power: int = 10 ** lexicon().magnitude.get(one[0], 0)
        if one.lastgroup == "number":
            pending = _number(one[0])
        elif one.lastgroup == "digit":
            section += (_PARTS if pending is None else pending) * power
            pending = None
        else:
            total += (section + (pending or 0)) * power
            section, pending = 0, None
    return (total + section + (pending or 0)) // _PARTS


def _currency(word: str | None) -> str | None:
    return lexicon().currency[word.lower()] if word else None


def _scaled(number: str, magnitude: str | None) -> int:
    """The value in parts."""
    words = re.split(r"[\s-]", magnitude.lower()) if magnitude else []
    power = sum(2 if word == "hundred" else lexicon().magnitude[word] for word in words)
    scale: int = 10**power
    return _number(number, decimal_comma=_has_decimal_comma(magnitude)) * scale


def _has_decimal_comma(word: str | None) -> bool:
    return (word or "").lower() in lexicon().decimal_comma


def _number(text: str, *, decimal_comma: bool = False) -> int:
    """The value of digits or words, in parts: `1,038.9`, `1,18`, `twenty-five`, `one-point-04`."""
    whole, _, fraction = text.lower().partition("-point-")
    if fraction:
        digits = "".join(str(lexicon().number.get(one, one)) for one in fraction.split("-"))
        return _number(whole) // _PARTS * _PARTS + _fraction(digits.replace(".", ""))
    if not text[0].isdigit():
        return round(sum(lexicon().number[word] for word in _number_words(whole)) * _PARTS)
    if text.count(",") == 1 and (decimal_comma or re.fullmatch(r"\d+,\d{1,2}", text)):
        text = text.replace(".", "").replace(",", ".")
    whole, _, fraction = text.replace(",", "").partition(".")
    return int(whole) * _PARTS + _fraction(fraction)


def _fraction(digits: str) -> int:
    return int(digits[:_DIGITS].ljust(_DIGITS, "0"))


def _number_words(text: str) -> list[str]:
    return [text] if text in lexicon().number else text.split("-")


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _is_rate(text: str, one: Sum) -> bool:
    before = text[max(0, one.start - 20) : one.start]
    rate_before, rate_after = rate()
    return bool(rate_before.search(before) or rate_after.match(text, one.end))
