"""Days in English text: weekdays, months and days, and the spans they make.

`from Tuesday through Thursday`, `June 10-12`, `on Nov. 18 … through the 19th`, `a two-day meeting
that opened Monday`, `yesterday`. Weekdays are the latest before publication where the words speak
of the past, the next ones where they speak of the future.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from sma_cli.record import load_table
from sma_cli.tag.when import (
    When,
    is_plausible,
    lasting,
    nearest_year,
    valid_day,
    weekday_on_or_after,
    weekday_on_or_before,
)
from sma_cli.tag.wording import pattern, words

# How far before a day the verb may stand that makes it the first or the last one.
_REACH = 160
_SENTENCES = 32


@cache
def _months() -> dict[str, int]:
    """The names of the months, as printed, with their numbers."""
    table = load_table("languages")["en"]["months"]
    return {name.capitalize(): number for number, names in enumerate(table, 1) for name in names}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


@cache
def _month(group: str) -> str:
    return rf"(?P<{group}>(?:{_any(_months())})\b\.?)"


@cache
def _token() -> re.Pattern[str]:
    """One day, or two of one month, as printed."""
    dash = r"\s?(?:[-–—~]|to|and|through)\s?"
    return re.compile(
        rf"\b{_month('month')}\s(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?"
        rf"(?:{dash}(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:,]\d|\d|\s?(?:a\.m|p\.m|percent|rounds)))?"
        rf"(?:,?\s(?P<year>(?:19|20)\d\d))?"
        rf"|\b(?P<day2>\d{{1,2}})(?:{dash}(?P<until2>\d{{1,2}}))?\s{_month('month2')}\b"
        rf"(?:,?\s(?P<year2>(?:19|20)\d\d))?"
        rf"|\b(?P<weekday>{_any(words('en', 'weekdays'))})\b"
        rf"(?:,?\s\(?(?={_month('after')}\s\d))?"
        rf"|\b(?P<relative>{_any(words('en', 'relative'))})\b"
    )


@dataclass(frozen=True, slots=True)
class _Token:
    match: re.Match[str]
    start: date
    end: date | None = None
    stated: bool = False
    weekday: int | None = None


def english_days(text: str, base: date | None) -> list[When]:
    """Every day and span of days in a sentence, resolved against the base."""
    return list(_days_of(text, base))


@lru_cache(maxsize=_SENTENCES)
def _days_of(text: str, base: date | None) -> tuple[When, ...]:
    """The same, kept for the few sentences that are looked at more than once."""
    tokens = [
        found
        for match in _token().finditer(text)
        if match["after"] is None and (found := _resolve(match, text, base))
    ]
    whens = _joined(tokens, text)
    return tuple(_with_length(one, text) for one in whens if is_plausible(one.start, one.end))


def _resolve(match: re.Match[str], text: str, base: date | None) -> _Token | None:
    if match["weekday"] or match["relative"]:
        return _resolve_near(match, text, base) if base else None
    month = _months()[(match["month"] or match["month2"]).rstrip(".")]
    year = match["year"] or match["year2"] or _year_further_on(match, text)
    first = _day(year, month, int(match["day"] or match["day2"]), base)
    until = match["until"] or match["until2"]
    last = _day(str(first.year), month, int(until), base) if first and until else None
    return _Token(match, first, last, stated=year is not None) if first else None


def _year_further_on(match: re.Match[str], text: str) -> str | None:
    """The year that a span prints once, at its end: `Sept. 30-Oct. 2, 2024`."""
    found = re.match(
        rf"\s?(?:[-–—~]|to|through|until)\s?{_month('month')}\s\d{{1,2}},?\s((?:19|20)\d\d)",
        text[match.end() : match.end() + 40],
    )
    return found[2] if found else None


def _day(year: str | None, month: int, day: int, base: date | None) -> date | None:
    if year is not None:
        return valid_day(int(year), month, day)
    return nearest_year(month, day, base) if base else None


def _resolve_near(match: re.Match[str], text: str, base: date) -> _Token:
    if match["relative"]:
        day = base + timedelta(words("en", "relative")[match["relative"]])
        return _Token(match, day)
    weekday = words("en", "weekdays")[match["weekday"]]
    before = text[max(0, match.start() - 30) : match.start()]
    if _next_week(text, match.start()):
        monday = base - timedelta(base.weekday()) + timedelta(7)
        day = monday + timedelta(weekday)
        if pattern("en", "date", "next_week").search(before[-6:]) and (day - base).days > 7:
            day = weekday_on_or_after(weekday, base + timedelta(1))
    elif pattern("en", "date", "last_week").search(_near(text, match.start(), 80)[0]):
        day = weekday_on_or_before(weekday, base - timedelta(base.weekday() + 1))
    elif pattern("en", "date", "was_planned").search(
        text[max(0, match.start() - 100) : match.start()]
    ):
        both = (weekday_on_or_before(weekday, base), weekday_on_or_after(weekday, base))
        day = min(both, key=lambda one: abs((one - base).days))
    elif is_future(text, match.start()):
        day = weekday_on_or_after(weekday, base)
    else:
        day = weekday_on_or_before(weekday, base)
    return _Token(match, day, weekday=weekday)


def _near(text: str, place: int, reach: int) -> tuple[str, int]:
    """The text around a place, and the place in it: a long sentence costs no more than a short."""
    start = max(0, place - reach)
    return text[start : place + reach], place - start


def _next_week(text: str, place: int) -> bool:
    around, _ = _near(text, place, 60)
    return pattern("en", "date", "next_week").search(around) is not None


def is_future(text: str, place: int) -> bool:
    """Whether the words nearest before a place, or else after it, speak of what is to come."""
    around, here = _near(text, place, 2 * _REACH)
    over = [found.span() for found in pattern("en", "date", "past").finditer(around)]
    past = [start for start, _ in over]
    # `had been due to meet` is over, whatever verb it holds.
    future = [
        found.start()
        for found in pattern("en", "date", "future").finditer(around)
        if not any(start < found.start() < end for start, end in over)
    ]
    nearest_future = max((one for one in future if one < here), default=-1)
    nearest_past = max((one for one in past if one < here), default=-1)
    if nearest_future != nearest_past:
        return nearest_future > nearest_past
    if nearest_future >= 0 or pattern("en", "date", "future_start").match(around, max(0, here - 5)):
        return True
    return min(future, default=len(text)) < min(past, default=len(text))


def _joined(tokens: list[_Token], text: str) -> list[When]:
    """Tokens that a connector joins become one span."""
    whens: list[When] = []
    skip = False
    for place, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following and token.end is None and _connects(token, following, text):
            whens.append(_span(token, following))
            skip = True
        else:
            whens.append(_single(token, text))
    return whens


def _connects(first: _Token, second: _Token, text: str) -> bool:
    between = text[first.match.end() : second.match.start()].lstrip(")")
    return pattern("en", "date", "connector").search(between) is not None


def _span(first: _Token, second: _Token) -> When:
    start, end = first.start, second.end or second.start
    if second.weekday is not None and first.weekday is not None and end < start:
        end = weekday_on_or_after(second.weekday, start)
    if first.weekday is not None and second.weekday is not None and (end - start).days > 6:
        start = weekday_on_or_before(first.weekday, end)
    stated = first.stated or second.stated
    return When(start, end, first.match.start(), second.match.end(), stated)


def _single(token: _Token, text: str) -> When:
    before = text[max(0, token.match.start() - _REACH) : token.match.start()]
    after = text[token.match.end() :][:60]
    # The verb right after a day says more than one far before it.
    opening = int(pattern("en", "date", "start_after").match(after) is not None)
    closing = int(pattern("en", "date", "end_after").match(after) is not None)
    if opening == closing:
        opening, closing = _last_cue("start", before), _last_cue("end", before)
    return When(
        token.start,
        token.end,
        *token.match.span(),
        stated=token.stated,
        opens=token.end is None and opening > closing,
        closes=token.end is None and closing > opening,
    )


def _last_cue(name: str, before: str) -> int:
    """Where the last cue of a first or last day stands; -1 where there is none."""
    return max(
        (found.start() for found in pattern("en", "date", name).finditer(before)), default=-1
    )


def _is_over(one: When, text: str) -> bool:
    """Whether the words before a day, or right after it, say that the meeting ended on it."""
    before, after = text[max(0, one.begin - _REACH) : one.begin], text[one.finish :][:60]
    return bool(
        pattern("en", "date", "over").search(before)
        or pattern("en", "date", "end_after").match(after)
    )


def _with_length(one: When, text: str) -> When:
    """Complete a lone first or last day by the length that the sentence prints."""
    if one.end is not None:
        return one
    around = _near(text, one.begin, _REACH)[0]
    nth = pattern("en", "date", "nth_day").search(around)
    if nth is not None:
        earlier = timedelta(words("en", "numbers")[nth["days"].lower()] - 1)
        end = one.start if nth["is_last"] or _is_over(one, text) else None
        first = one.start - earlier
        return replace(one, start=first, end=end, opens=end is None, day=one.start)
    length = pattern("en", "date", "length").search(_near(text, one.begin, 2 * _REACH)[0])
    begins_or_ends = one.opens or one.closes or is_future(text, one.begin)
    if not length or not begins_or_ends or pattern("en", "date", "extended").search(text):
        return one
    return lasting(one, words("en", "days")[length["days"].lower()])
