"""The wording tables are whole, and what is built on them counts, owns and joins as people do."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.record import load_table
from sma_cli.tag.counted import counted_round
from sma_cli.tag.ordinals import Ordinal, find_ordinals, settle
from sma_cli.tag.ownership import owners
from sma_cli.tag.units import Unit, split_units
from sma_cli.tag.when import (
    When,
    is_plausible,
    lasting,
    month_step,
    nearest_month,
    nearest_year,
    weekday_on_or_after,
    weekday_on_or_before,
)
from sma_cli.tag.wording import LANGUAGES, language_of, pattern, patterns

TAGGER = Path(__file__).parent.parent / "sma_cli" / "tag"
READERS = (*sorted(TAGGER.glob("*.py")), TAGGER.parent / "sentences.py")
SOURCE = "".join(path.read_text("utf-8") for path in READERS)
# Sections whose keys are words of the language, or names that only other rows use.
VOCABULARY = {
    *("part", "numbers", "counts", "days", "relative", "weekdays", "months", "weeks", "sides"),
    "event",
}


def _rows(lang: str) -> list[tuple[str, str]]:
    table = load_table(f"wording_{lang}")
    return [(section, name) for section, rows in table.items() for name in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_a_pattern(lang: str) -> None:
    """Each row compiles alone, and with the others of its name unless they name their parts."""
    for section, name in _rows(lang):
        if section not in VOCABULARY - {"event"}:
            rows = patterns(lang, section, name)
            assert rows
            assert len(rows) == 1 or any(one.groups for one in rows) or pattern(lang, section, name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_row_is_idle(lang: str) -> None:
    """Whatever the tables hold, the tagger reads; parts are used by other rows."""
    text = (TAGGER.parent / "record" / f"wording_{lang}.toml").read_text("utf-8")
    for section, name in _rows(lang):
        stem = re.sub(r"_(?:before|after)$", "", name)
        if section == "part":
            assert f"<{name}>" in text, name
        elif section not in VOCABULARY:
            assert f'"{name}"' in SOURCE or f"'{name}'" in SOURCE or f'"{stem}"' in SOURCE, name


def test_both_languages_answer_the_same_questions() -> None:
    """What one grammar asks of its table, and both are asked, both tables know."""
    shared = {"about", "event", "event_cue"}
    english, korean = ({row for row in _rows(lang) if row[0] in shared} for lang in ("en", "ko"))
    assert {row for row in english ^ korean if row[1] not in ("future_after",)} == set()


@pytest.mark.parametrize(
    ("lang", "reads"), [("en", "en"), ("ko", "ko"), ("ja", "en"), ("und", "en")]
)
def test_other_languages_are_read_as_english(lang: str, reads: str) -> None:
    """A page without a table of its own prints names and sums in Latin letters."""
    assert language_of(lang) == reads


COUNTED = [
    ("Only one round has taken place so far.", 2),
    ("The sides have held three rounds and will meet again on Tuesday.", 4),
    ("The talks, which follow the third round, open on Tuesday.", 4),
    ("They will meet for the first time to draw up a pact.", 1),
    ("여섯 차례 회의에 이어 다시 만났다.", 7),
    ("앞선 네 차례 회의에서 접점을 찾지 못한 대표단이 다시 마주 앉는다.", 5),
    ("다음번인 7차 회의는 9월에 열린다.", 6),
    ("Troops are paid in won.", None),
    ("The talks lasted three rounds.", None),
    ("회의는 사흘간 열린다.", None),
]


@pytest.mark.parametrize(("text", "number"), COUNTED, ids=[row[0] for row in COUNTED])
def test_a_meeting_is_the_one_after_those_counted(text: str, number: int | None) -> None:
    """Where no ordinal names the meeting, the ones before it do."""
    lang = "ko" if re.search("[가-힣]", text) else "en"
    units = split_units(None, text)
    ordinals = settle(find_ordinals(units, lang), number_of_talks=None, lang=lang)
    found = counted_round(units, ordinals, lang)
    assert (found.value if found else None) == number


def _round(value: int, start: int, end: int) -> Ordinal:
    return Ordinal("round", value, "main", Unit(1, "", 0), start, end)


# Ordinals as (value, start, end), spans as (start, end), and the owner of each span.
OWNED = {
    "the round before": ([(3, 0, 10)], [(15, 20)], [3]),
    "the round after": ([(4, 30, 40)], [(5, 10)], [4]),
    "each its own, ordinals first": ([(1, 0, 8), (2, 40, 48)], [(10, 20), (50, 60)], [1, 2]),
    "each its own, days first": ([(3, 20, 28), (4, 60, 68)], [(5, 15), (45, 55)], [3, 4]),
    "too far away": ([(3, 0, 10)], [(200, 210)], [None]),
    "no rounds": ([], [(5, 10)], [None]),
}


@pytest.mark.parametrize("name", OWNED)
def test_days_and_places_belong_to_the_round_beside_them(name: str) -> None:
    """An ordinal takes what follows it, or else what led up to it, once."""
    ordinals, spans, expected = OWNED[name]
    found = owners([_round(*one) for one in ordinals], spans)
    assert [one.value if one else None for one in found] == expected


DAYS = st.dates(date(1991, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_within_a_week(base: date, weekday: int) -> None:
    """The latest one before and the first one after are that weekday, at most six days away."""
    before, after = weekday_on_or_before(weekday, base), weekday_on_or_after(weekday, base)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (base - before).days <= 6
    assert 0 <= (after - base).days <= 6


@given(DAYS, st.integers(1, 28))
def test_a_bare_day_lies_on_the_side_that_is_named(base: date, day: int) -> None:
    """`지난` is never after the base, `오는` never before it, and each is near."""
    past, future = nearest_month(day, base, past=True), nearest_month(day, base, future=True)
    assert past is not None
    assert future is not None
    assert past <= base <= future
    assert past.day == future.day == day
    assert (base - past).days <= 31
    assert (future - base).days <= 31


@given(DAYS, st.integers(-24, 24), st.integers(1, 28))
def test_months_are_counted_across_years(base: date, months: int, day: int) -> None:
    """A step of months forth and the same back is the same month."""
    there = month_step(base, months, day)
    assert there is not None
    back = month_step(there, -months, day)
    assert back is not None
    assert (back.year, back.month) == (base.year, base.month)


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_date_without_its_year_is_the_nearest(base: date, month: int, day: int) -> None:
    """No other year brings the day nearer."""
    found = nearest_year(month, day, base)
    assert found is not None
    assert abs((found - base).days) <= 183


def test_a_day_the_calendar_lacks_is_none() -> None:
    """The 31st of a short month and the 29th of February of a common year are no days."""
    assert month_step(date(2024, 6, 10), 0, 31) is None
    assert nearest_year(2, 30, date(2024, 2, 1)) is None


@given(DAYS, st.integers(1, 7), st.booleans())
def test_a_meeting_lasts_as_long_as_it_says(day: date, length: int, closes: bool) -> None:  # noqa: FBT001
    """A lone day with a length is a span of so many days, ending or beginning there."""
    whole = lasting(When(day, None, 0, 1, opens=not closes, closes=closes), length)
    assert whole.end is not None
    assert (whole.end - whole.start).days == length - 1
    assert day == (whole.end if closes else whole.start)
    assert is_plausible(whole.start, whole.end)
