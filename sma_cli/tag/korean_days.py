"""Days in Korean text: `오는 25~27일`, `지난달 2일`, `18일부터 사흘간`, `어제(30일)와 오늘(31일)`.

Most Korean articles print the day alone, so that the month and year come from the day of
publication, from words such as 지난·오는·같은 달, and from a date earlier in the sentence.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from sma_cli.tag.when import (
    When,
    is_plausible,
    lasting,
    month_step,
    nearest_month,
    nearest_year,
    valid_day,
)
from sma_cli.tag.wording import pattern, words

_SENTENCES = 32
_DASH = r"[-‐–—~∼～〜]"


def _any(section: str) -> str:
    return "|".join(sorted(words("ko", section), key=len, reverse=True))


@cache
def _token() -> re.Pattern[str]:
    """A day or a span of days; numbers are bounded, so that nothing backtracks."""
    year = r"(?:(?P<{0}>(?:19|20)\d\d)\s?(?:년|\.)\s?)?"
    month = r"(?:(?P<{0}>\d{{1,2}})\s?(?:월|\.)\s?)?"
    weekday, relative = _any("weekdays"), _any("relative")
    same = pattern("ko", "date", "same_month").pattern
    note = rf"(?:\s?\((?:{pattern('ko', 'date', 'note').pattern}|(?:{weekday})(?:요일)?)\))?"
    join = rf"(?:{note}\s?(?:{_DASH}|{pattern('ko', 'date', 'joins').pattern})\s?)"
    return re.compile(
        rf"(?<![\d.])(?:(?P<side>{_any('sides')})\s?(?!달))?"
        rf"(?:(?P<word>{_any('months')}|{same})\s?달\s?)?"
        rf"{year.format('year')}{month.format('month')}"
        rf"(?P<day>\d{{1,2}})(?:일|\.)?(?P<until>{join}"
        rf"{month.format('last_month')}(?P<last>\d{{1,2}}))?"
        rf"(?:일(?!{pattern('ko', 'date', 'no_day').pattern})"
        rf"|\.(?=\s?(?:\(|,|\d|에|부|까|개|열|$)))"
        rf"|(?P<relative>{relative})(?:\s?\((?P<named>\d{{1,2}})일\))?"
        rf"(?P<joined>\s?(?:와|과|부터|에\s?이어(?:서)?)\s?(?P<relative_last>{relative})"
        rf"(?:\s?\((?P<named_last>\d{{1,2}})일\))?)?"
    )


def korean_days(text: str, base: date | None) -> list[When]:
    """Every day and span of days in a sentence, resolved against the base."""
    return list(_days_of(text, base))


@lru_cache(maxsize=_SENTENCES)
def _days_of(text: str, base: date | None) -> tuple[When, ...]:
    """The same, kept for the few sentences that are looked at more than once."""
    whens: list[When] = []
    for match in _token().finditer(text):
        context = whens[-1].end or whens[-1].start if whens else None
        found = _relative(match, base) if match["relative"] else _days(match, base, context)
        if found and is_plausible(found.start, found.end):
            whens.append(_with_length(_with_role(found, text), text))
    if base is not None and "요일" in text:
        whens.extend(_weekdays(text, base))
    return tuple(sorted(whens, key=lambda one: one.begin))


@cache
def _weekday_token() -> re.Pattern[str]:
    weekday = _any("weekdays")
    join = pattern("ko", "date", "joins").pattern
    return re.compile(
        rf"(?P<week>{_any('weeks')})\s?주\s(?P<first>{weekday})(?:요일)?"
        rf"(?:\s?(?:{_DASH}|{join})\s?(?P<last>{weekday})요일|요일)"
    )


def _weekdays(text: str, base: date) -> list[When]:
    """Days of a week that is named beside them: `이번 주 화요일부터 목요일까지`."""
    found = []
    for match in _weekday_token().finditer(text):
        monday = base + timedelta(7 * words("ko", "weeks")[match["week"]] - base.weekday())
        start = monday + timedelta(words("ko", "weekdays")[match["first"]])
        last = words("ko", "weekdays").get(match["last"])
        end = None if last is None else monday + timedelta(last)
        if end is None or start <= end:
            found.append(_with_length(_with_role(When(start, end, *match.span()), text), text))
    return found


def _relative(match: re.Match[str], base: date | None) -> When | None:
    if base is None:
        return None
    start = base + timedelta(words("ko", "relative")[match["relative"]])
    if match["named"]:
        start = nearest_month(int(match["named"]), base) or start
    end = None
    if match["joined"]:
        end = base + timedelta(words("ko", "relative")[match["relative_last"]])
        if match["named_last"]:
            end = nearest_month(int(match["named_last"]), base) or end
    return When(start, end, *match.span())


def _days(match: re.Match[str], base: date | None, context: date | None) -> When | None:
    if not _is_day(match):
        return None
    start = _first_day(match, base, context)
    if start is None:
        return None
    end = _last_day(match, start)
    if match["last"] and end is None:
        return None
    return When(start, end, *match.span(), stated=match["year"] is not None)


def _is_day(match: re.Match[str]) -> bool:
    """Whether the digits can be a day: a dotted date needs its year and month."""
    dotted = "일" not in match[0]
    return not dotted or bool(match["year"] and match["month"])


def _first_day(match: re.Match[str], base: date | None, context: date | None) -> date | None:
    day, month = int(match["day"]), match["month"]
    if match["year"] and month:
        return valid_day(int(match["year"]), int(month), day)
    if base is None:
        return None
    if month:
        return nearest_year(int(month), day, base)
    if match["word"]:
        step = words("ko", "months").get(match["word"])
        return month_step(context or base, 0, day) if step is None else month_step(base, step, day)
    if context and abs((context - base).days) > 45:
        return month_step(context, 0, day)
    side = words("ko", "sides").get(match["side"], 0)
    return nearest_month(day, base, past=side < 0, future=side > 0)


def _last_day(match: re.Match[str], start: date) -> date | None:
    if not match["last"]:
        return None
    last = int(match["last"])
    if match["last_month"]:
        month = int(match["last_month"])
        return valid_day(start.year + (month < start.month), month, last)
    return month_step(start, int(last < start.day), last)


def _with_role(one: When, text: str) -> When:
    before, after = text[max(0, one.begin - 12) : one.begin], text[one.finish : one.finish + 120]
    if one.end is not None:
        return one
    if pattern("ko", "date", "start_before").search(before):
        return replace(one, opens=True)
    if pattern("ko", "date", "end_before").search(before):
        return replace(one, closes=True)
    nth = pattern("ko", "date", "nth_day").search(after)
    if nth is not None:
        earlier = timedelta(words("ko", "days")[nth["days"]] - 1)
        end = one.start if _closes(after) else None
        first = one.start - earlier
        return replace(one, start=first, end=end, opens=end is None, day=one.start)
    opens = pattern("ko", "date", "start").search(after) is not None
    return replace(one, opens=opens, closes=not opens and _closes(after))


def _closes(after: str) -> bool:
    return pattern("ko", "date", "end").search(after) is not None


def _with_length(one: When, text: str) -> When:
    """Complete a lone first or last day by the length that the sentence prints."""
    if one.end is not None:
        return one
    length = pattern("ko", "date", "length").search(text, one.begin, one.finish + 50)
    if length is None or _token().search(text, one.finish, length.start()):
        return one
    days = words("ko", "days").get(length["days"])
    return lasting(one, days) if days else one
