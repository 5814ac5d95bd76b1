"""A day or a span of days as an article gives it, resolved against the day it was published.

Articles print `Tuesday through Thursday` and `오는 25~27일`; what is kept is ISO dates. The
grammars of the languages are in `english_days` and `korean_days`; here is what they share.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

_FAR = 400


@dataclass(frozen=True, slots=True)
class When:
    """Days named at `text[begin:finish]` of a unit; `end` is None where one day is named.

    `stated` says that the year is printed. `opens` and `closes` say that the words around the day
    make it the first or the last of a longer meeting; `day` is the one that the words name, where
    the first was reckoned back from it.
    """

    start: date
    end: date | None
    begin: int
    finish: int
    stated: bool = False
    opens: bool = False
    closes: bool = False
    day: date | None = None

    @property
    def is_span(self) -> bool:
        """Whether more than one day is named."""
        return self.end is not None and self.end != self.start


def lasting(one: When, days: int) -> When:
    """A lone day as a meeting of so many days, of which it is the last or else the first."""
    more = timedelta(days - 1)
    if one.closes:
        return replace(one, start=one.start - more, end=one.start)
    return replace(one, end=one.start + more)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, base: date) -> date | None:
    """The day of that month nearest to the base."""
    years = (base.year - 1, base.year, base.year + 1)
    days = [found for year in years if (found := valid_day(year, month, day))]
    return min(days, key=lambda found: abs((found - base).days), default=None)


def nearest_month(day: int, base: date, *, past: bool = False, future: bool = False) -> date | None:
    """The nearest day of that number in the base's month or its neighbours.

    `past` and `future` exclude what lies on the other side of the base.
    """
    days = [found for step in (-1, 0, 1) if (found := month_step(base, step, day))]
    if past:
        days = [found for found in days if found <= base] or days
    if future:
        days = [found for found in days if found >= base] or days
    # A bare day is of the month it is printed in, unless that is far away.
    return min(
        days,
        key=lambda found: abs((found - base).days) - 5 * (found.month == base.month),
        default=None,
    )


def month_step(base: date, months: int, day: int) -> date | None:
    """The day of that number, some months from the base's month."""
    index = base.year * 12 + base.month - 1 + months
    return valid_day(index // 12, index % 12 + 1, day)


def weekday_on_or_before(weekday: int, base: date) -> date:
    """The latest such weekday (Monday is 0) that is not after the base."""
    return base - timedelta((base.weekday() - weekday) % 7)


def weekday_on_or_after(weekday: int, base: date) -> date:
    """The first such weekday that is not before the base."""
    return base + timedelta((weekday - base.weekday()) % 7)


def is_plausible(start: date, end: date | None) -> bool:
    """Whether the days can be a meeting's: in order, and within the age of the agreements."""
    return start.year >= 1950 and (end is None or 0 <= (end - start).days <= _FAR)
