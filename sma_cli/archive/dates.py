"""Spans of days as people type them: `2024`, `2024-05`, `2024-05..2024-10`, `..2024`, `last-month`.

A date keeps its precision and becomes a right-open interval of ISO days, so that comparing text
compares dates: `2024-05` is everything from 2024-05-01 up to, and without, 2024-06-01.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

# Nobody archives other centuries, and ISO years of four digits sort as text.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_DATE = re.compile(
    r"([0-9]{4})(?:[-./년]([0-9]{1,2})(?:[-./월]([0-9]{1,2})일?|월)?|년)?[.]?"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
)
# An ellipsis is what some keyboards make of dots.
_RANGE = re.compile(r"\.\.+|…")


class Interval(NamedTuple):
    """The days from `low` up to, and without, `high` (ISO dates); None is open."""

    low: str | None = None
    high: str | None = None


def interval(text: str, *, today: date | None = None) -> Interval | None:
    """The span a date or a range of dates means, or None where it is neither.

    A range whose ends are swapped means the same span. Words such as `yesterday` count from
    `today`, which is the day of the clock unless it is given.
    """
    first, dots, last = (one.strip() for one in _split(text))
    if not dots:
        return _whole(first, today)
    low, high = _whole(first, today), _whole(last, today)
    if (first and not low) or (last and not high) or not (first or last):
        return None
    return span(low, high)


def span(first: Interval | None, last: Interval | None) -> Interval:
    """From the beginning of the one to the end of the other, whichever is earlier."""
    if first and last and first.low and last.low and first.low > last.low:
        first, last = last, first
    return Interval(first.low if first else None, last.high if last else None)


def _split(text: str) -> tuple[str, str, str]:
    dots = _RANGE.search(text)
    if dots is None:
        return text, "", ""
    return text[: dots.start()], dots[0], text[dots.end() :]


def _whole(text: str, today: date | None) -> Interval | None:
    """The year, month or day that the text names."""
    match = _DATE.fullmatch(text)
    if match is None:
        return _relative(text.casefold(), today)
    year, month, day = (int(part) if part else 0 for part in _parts(match))
    if not (_FIRST_YEAR <= year <= _LAST_YEAR) or month > 12 or (match[2] and not month):
        return None
    if not month:
        return Interval(f"{year:04}-01-01", f"{year + 1:04}-01-01")
    if not (match[3] or match[6]):
        after = (year + 1, 1) if month == 12 else (year, month + 1)
        return Interval(f"{year:04}-{month:02}-01", f"{after[0]:04}-{after[1]:02}-01")
    return _day(year, month, day)


def _parts(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    return Interval(first.isoformat(), (first + timedelta(days=1)).isoformat())


_RELATIVE = (
    r"(?P<day>today|yesterday)|(?P<which>this|last)[ _-]+(?P<unit>week|month|year)"
    r"|last[ _-]+(?P<number>[0-9]{1,3})[ _-]+(?P<units>day|week|month|year)s?"
)


def _relative(text: str, today: date | None) -> Interval | None:
    """Days, calendar weeks (from Monday), months and years as seen from a day."""
    match = re.fullmatch(_RELATIVE, text if text.isascii() else _in_english(text))
    if match is None:
        return None
    today = today or date.today()
    if match["day"]:
        return _days(today - timedelta(days=match["day"] == "yesterday"), 1)
    if match["unit"]:
        first = _first(today, match["unit"])
        if match["which"] == "last":
            first = _first(first - timedelta(days=1), match["unit"])
        return Interval(first.isoformat(), _after(first, match["unit"]).isoformat())
    length = int(match["number"]) * _DAYS[match["units"]]
    return _days(today - timedelta(days=length - 1), length) if length else None


def _in_english(text: str) -> str:
    """The same words of time, of which a table knows those in other languages."""
    from sma_cli.record import load_table

    return str(load_table("questions")["ko"]["times"].get(text.replace(" ", ""), ""))


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _days(first: date, number: int) -> Interval:
    return Interval(first.isoformat(), (first + timedelta(days=number)).isoformat())


def _first(day: date, unit: str) -> date:
    """The first day of the week, month or year of a day."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _after(first: date, unit: str) -> date:
    """The first day of the next week, month or year."""
    return _first(first + timedelta(days={"week": 7, "month": 31, "year": 366}[unit]), unit)
