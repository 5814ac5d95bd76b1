"""Days are read as people print them, in English and Korean, against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.tag.english_days import english_days
from sma_cli.tag.korean_days import korean_days

ENGLISH = [
    ("took place from Tuesday through Thursday", "2024-05-24", "2024-05-21..2024-05-23"),
    ("will be held from Wednesday to Friday", "2024-07-08", "2024-07-10..2024-07-12"),
    ("are scheduled for Tuesday and Wednesday", "2019-12-02", "2019-12-03..2019-12-04"),
    ("next week they meet from Monday through Wednesday", "2024-06-08", "2024-06-10..2024-06-12"),
    ("opened on Monday last week", "2024-06-21", "2024-06-10"),
    ("a two-day meeting that opened on Nov. 18", "2019-11-19", "2019-11-18..2019-11-19"),
    ("wrapped up the three-day talks on Thursday", "2024-06-28", "2024-06-25..2024-06-27"),
    ("talks on Nov. 18 and 19", "2019-11-20", "2019-11-18..2019-11-19"),
    ("in Honolulu on April 23-25, 2024", None, "2024-04-23..2024-04-25"),
    ("from Sept. 30 to Oct. 2, 2024", None, "2024-09-30..2024-10-02"),
    ("held on 18 and 19 November 2019", None, "2019-11-18..2019-11-19"),
    ("from January 14 to 15", "2020-01-20", "2020-01-14..2020-01-15"),
    ("opened Monday (Nov. 18)", "2019-11-19", "2019-11-18"),
    ("It began yesterday and was to last through today", "2019-11-19", "2019-11-18..2019-11-19"),
    ("signed on Monday", "2024-11-04", "2024-11-04"),
    ("will meet on May 6", "2024-05-02", "2024-05-06"),
    ("in December 31", "2019-01-05", "2018-12-31"),
    ("talks on Dec. 30 and 31", "2019-01-02", "2018-12-30..2018-12-31"),
    ("no day at all in May", "2024-05-24", ""),
    ("a six-year accord with 28,500 troops and 13.9 percent", "2024-05-24", ""),
    ("at 10 a.m. on Tuesday", "2024-05-24", "2024-05-21"),
]  # fmt: skip

KOREAN = [
    ("오는 25~27일 서울에서", "2024-06-24", "2024-06-25..2024-06-27"),
    ("지난 10∼12일 워싱턴에서", "2024-06-24", "2024-06-10..2024-06-12"),
    ("지난 28∼29일", "2024-07-03", "2024-06-28..2024-06-29"),
    ("오는 2~3일", "2019-11-29", "2019-12-02..2019-12-03"),
    ("지난달 2일 워싱턴에서", "2013-08-16", "2013-07-02"),
    ("지난달 2일 회의에 이어 같은 달 24~25일", "2013-08-16", "2013-07-02 2013-07-24..2013-07-25"),
    ("다음달 7일 호놀룰루에서", "2018-02-26", "2018-03-07"),
    ("내달 3∼4일", "2019-11-25", "2019-12-03..2019-12-04"),
    ("18∼19일(현지시간)", "2019-11-20", "2019-11-18..2019-11-19"),
    ("11일과 12일", "2018-04-10", "2018-04-11..2018-04-12"),
    ("24, 25일 서울에서", "2019-09-24", "2019-09-24..2019-09-25"),
    ("어제(30일)와 오늘(31일)", "2013-10-31", "2013-10-30..2013-10-31"),
    ("오늘부터 내일까지", "2019-09-24", "2019-09-24..2019-09-25"),
    ("내일까지 이틀간", "2019-09-24", "2019-09-24..2019-09-25"),
    ("2019.9.24.(화)~25.(수)", None, "2019-09-24..2019-09-25"),
    ("2024년 5월 21∼23일", None, "2024-05-21..2024-05-23"),
    ("3월7일~9일", "2018-03-10", "2018-03-07..2018-03-09"),
    ("9월 30일∼10월 2일", "2024-10-02", "2024-09-30..2024-10-02"),
    ("오는 18일부터 이틀간", "2019-11-14", "2019-11-18..2019-11-19"),
    ("21일부터 사흘간", "2024-05-20", "2024-05-21..2024-05-23"),
    ("13일부터 나흘간", "2018-11-12", "2018-11-13..2018-11-16"),
    ("23일부터 25일까지", "2024-04-22", "2024-04-23..2024-04-25"),
    ("25일(월)부터 27일(수)까지", "2024-06-24", "2024-06-25..2024-06-27"),
    ("오는 27일까지 사흘간 이어진다", "2024-06-25", "2024-06-25..2024-06-27"),
    ("28일 이틀째 회의", "2024-08-28", "2024-08-27"),
    ("이번 주 화요일부터 목요일까지", "2024-05-24", "2024-05-21..2024-05-23"),
    ("다음 주 월요일부터 사흘간", "2024-06-07", "2024-06-10..2024-06-12"),
    ("17일에 이어 18일에도", "2019-12-18", "2019-12-17..2019-12-18"),
    ("18일 만에 다시", "2024-06-10", ""),
    ("60일간의 무급휴직", "2020-02-28", ""),
    ("13.9% 오른 28,500명", "2024-05-24", ""),
    ("3일본부", "2024-05-24", ""),
]  # fmt: skip


def _shown(whens: list[object]) -> str:
    parts = []
    for when in whens:
        start, end = getattr(when, "start"), getattr(when, "end")  # noqa: B009
        parts.append(f"{start}..{end}" if end else str(start))
    return " ".join(parts)


@pytest.mark.parametrize(("text", "base", "days"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english_days(text: str, base: str | None, days: str) -> None:
    """Weekdays, months and days, spans and lengths are the days a reader understands."""
    found = english_days(text, date.fromisoformat(base) if base else None)
    assert _shown([*found]) == days


@pytest.mark.parametrize(("text", "base", "days"), KOREAN, ids=[row[0] for row in KOREAN])
def test_korean_days(text: str, base: str | None, days: str) -> None:
    """Bare days, month words, ranges and lengths are the days a reader understands."""
    found = korean_days(text, date.fromisoformat(base) if base else None)
    assert _shown([*found]) == days


@pytest.mark.parametrize("read", [english_days, korean_days])
@pytest.mark.parametrize("text", ["Tuesday", "May 3", "오는 3일", "어제"])
def test_without_a_day_of_publication_only_whole_dates_are_read(read: object, text: str) -> None:
    """Nothing is guessed where nothing is known."""
    assert callable(read)
    assert read(text, None) == []


@given(
    st.text() | st.text(alphabet="0123456789일월년 ~∼.,()지난오는달부터까지 MayTuesdyJ-th"),
    st.dates(),
)
def test_any_text_has_days_inside_it(text: str, base: date) -> None:
    """Whatever the text, no error, and every day found lies inside the text and in order."""
    for whens in (english_days(text, base), korean_days(text, base)):
        assert all(0 <= one.begin < one.finish <= len(text) for one in whens)
        assert all(one.end is None or one.start <= one.end for one in whens)


@pytest.mark.parametrize(
    "unit", ["1일", "1~", "May 1 ", "Tuesday and ", "지난 ", "12.", "오는 25~27일 "]
)
def test_adversarial_text_is_read_in_linear_time(unit: str) -> None:
    """Thirty thousand repetitions of a date's part are read like any text."""
    text = unit * 3_000
    assert isinstance(english_days(text, date(2024, 5, 24)), list)
    assert isinstance(korean_days(text, date(2024, 5, 24)), list)
