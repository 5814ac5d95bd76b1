"""Days in Korean text: `오는 25~27일`, `지난달 2일`, `18일부터 사흘간`, `어제(30일)와 오늘(31일)`.

Most Korean articles print the day alone, so that the month and year come from the day of
publication, from words such as 지난·오는·같은 달, and from a date earlier in the sentence.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from sma_cli.tag.when import (
    When,
    is_plausible,
    month_step,
    nearest_month,
    nearest_year,
    valid_day,
)
from sma_cli.tag.wording import pattern, words

_MONTH_WORDS = {"지난": -1, "이": 0, "이번": 0, "금": 0, "다음": 1, "내": 1, "같은": None}
_WEEKDAYS = "월화수목금토일"
_WEEKS = {"지난": -1, "이번": 0, "금": 0, "다음": 1}
_RELATIVE = {"어제": -1, "전날": -1, "오늘": 0, "이날": 0, "내일": 1, "모레": 2, "그제": -2}
_DASH = r"[-‐–—~∼～〜]"
_NOTE = r"(?:\s?\((?:현지\s?시[간각]|한국\s?시[간각]|[월화수목금토일](?:요일)?)\))?"


@cache
def _token() -> re.Pattern[str]:
    """A day or a span of days; numbers are bounded, so that nothing backtracks."""
    year = r"(?:(?P<{0}>(?:19|20)\d\d)\s?(?:년|\.)\s?)?"
    month = r"(?:(?P<{0}>\d{{1,2}})\s?(?:월|\.)\s?)?"
    join = rf"(?:{_NOTE}\s?(?:{_DASH}|[·･ㆍ・,]\s?|부터|에\s?이어|과|와|및)\s?)"
    return re.compile(
        rf"(?<![\d.])(?:(?P<side>지난|오는)\s?(?!달))?"
        rf"(?:(?P<word>지난|이번|이|금|다음|내|같은)\s?달\s?)?"
        rf"{year.format('year')}{month.format('month')}"
        rf"(?P<day>\d{{1,2}})(?:일|\.)?(?P<until>{join}"
        rf"{month.format('last_month')}(?P<last>\d{{1,2}}))?"
        rf"(?:일(?!\s?(?:만(?:에|의)|간\s?(?:의\s)?(?:무|휴|연|통)|째|전|후|뒤|짜리|정도|이내|여\s)|본|보|반)"
        rf"|\.(?=\s?(?:\(|,|\d|에|부|까|개|열|$)))"
        rf"|(?P<relative>어제|전날|오늘|이날|내일|모레|그제)(?:\s?\((?P<named>\d{{1,2}})일\))?"
        rf"(?P<joined>\s?(?:와|부터)\s?(?:어제|오늘|내일|모레)(?:\s?\((?P<named_last>\d{{1,2}})일\))?)?"
    )


def korean_days(text: str, base: date | None) -> list[When]:
    """Every day and span of days in a sentence, resolved against the base."""
    whens: list[When] = []
    for match in _token().finditer(text):
        context = whens[-1].end or whens[-1].start if whens else None
        found = _relative(match, base) if match["relative"] else _days(match, base, context)
        if found and is_plausible(found.start, found.end):
            whens.append(_with_length(_with_role(found, text), text))
    if base is not None and "요일" in text:
        whens.extend(_weekdays(text, base))
    return sorted(whens, key=lambda one: one.begin)


@cache
def _weekday_token() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<week>이번|다음|지난|금)\s?주\s(?P<first>[{_WEEKDAYS}])(?:요일)?"
        rf"(?:\s?(?:부터|과|와|{_DASH}|[·,])\s?(?P<last>[{_WEEKDAYS}])요일|요일)"
    )


def _weekdays(text: str, base: date) -> list[When]:
    """Days of a week that is named beside them: `이번 주 화요일부터 목요일까지`."""
    found = []
    for match in _weekday_token().finditer(text):
        monday = base + timedelta(7 * _WEEKS[match["week"]] - base.weekday())
        start = monday + timedelta(_WEEKDAYS.index(match["first"]))
        end = monday + timedelta(_WEEKDAYS.index(match["last"])) if match["last"] else None
        if end is None or start <= end:
            found.append(_with_length(_with_role(When(start, end, *match.span()), text), text))
    return found


def _relative(match: re.Match[str], base: date | None) -> When | None:
    if base is None:
        return None
    start = base + timedelta(_RELATIVE[match["relative"]])
    if match["named"]:
        start = nearest_month(int(match["named"]), base) or start
    end = None
    if match["joined"]:
        word = next(one for one in _RELATIVE if one in match["joined"])
        end = base + timedelta(_RELATIVE[word])
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
        step = _MONTH_WORDS[match["word"]]
        return month_step(context or base, 0, day) if step is None else month_step(base, step, day)
    if context and abs((context - base).days) > 45:
        return month_step(context, 0, day)
    side = match["side"]
    return nearest_month(day, base, past=side == "지난", future=side == "오는")


def _last_day(match: re.Match[str], start: date) -> date | None:
    if not match["last"]:
        return None
    last = int(match["last"])
    if match["last_month"]:
        month = int(match["last_month"])
        return valid_day(start.year + (month < start.month), month, last)
    return month_step(start, int(last < start.day), last)


def _with_role(one: When, text: str) -> When:
    after = text[one.finish : one.finish + 90]
    if one.end is not None:
        return one
    nth = pattern("ko", "date", "nth_day").search(after)
    if nth is not None:
        earlier = timedelta(words("ko", "days")[nth["days"]] - 1)
        return replace(one, start=one.start - earlier, opens=True)
    opens = pattern("ko", "date", "start").search(after) is not None
    return replace(one, opens=opens, closes=not opens and _closes(after))


def _closes(after: str) -> bool:
    return pattern("ko", "date", "end").search(after) is not None


def _with_length(one: When, text: str) -> When:
    """Complete a lone first or last day by the length that the sentence prints."""
    if one.end is not None:
        return one
    length = pattern("ko", "date", "length").search(text, one.begin, one.finish + 50)
    if length is None:
        return one
    days = words("ko", "days").get(length["days"].replace(" ", ""), 0)
    if not days:
        return one
    if one.closes:
        return replace(one, start=one.start - timedelta(days - 1), end=one.start)
    return replace(one, end=one.start + timedelta(days - 1))
