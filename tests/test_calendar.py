"""The timeline as a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Sma
from icalendar import Calendar
from values import ENTRY

from sma_cli.answers import Entry
from sma_cli.view.calendar import calendar

WRITTEN = datetime(2024, 11, 4, 9, tzinfo=UTC)


def read(*entries: Entry) -> list[dict[str, object]]:
    """The events as another program reads them."""
    whole = Calendar.from_ical(calendar(entries, written_at=WRITTEN))
    assert isinstance(whole, Calendar)
    return [
        {"uid": str(one["uid"]), "start": one.start, "end": one.end,
         "summary": str(one["summary"]), "where": str(one.get("location", "")),
         "told": str(one.get("description", ""))}
        for one in whole.events
    ]  # fmt: skip


def test_a_round_lasts_whole_days() -> None:
    """The end is the day after the last, as calendars count."""
    assert read(ENTRY) == [
        {"uid": "12-round-2@sma-cli", "start": date(2024, 5, 21), "end": date(2024, 5, 24),
         "summary": "12th SMA, round 2", "where": "Seoul",
         "told": "Envoys leave Seoul (articles 7, 9)"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2024-05-21", None, date(2024, 5, 22)),
        ("2024-05-21", "2024-05-21", date(2024, 5, 22)),
        ("2024-05-21", "2024-05-20", date(2024, 5, 22)),
    ],
)
def test_a_day_alone(start: str, end: str | None, last: date) -> None:
    """Where no later end is known, an event has one day."""
    assert read(replace(ENTRY, start=start, end=end))[0]["end"] == last


def test_what_is_only_mentioned_says_so() -> None:
    """Who mentions it stands where an article's headline would."""
    (event,) = read(replace(ENTRY, articles=(), mentions=(3,)))
    assert event["told"] == "(mentioned in 3)"


@pytest.mark.parametrize("start", [None, "2005-04"])
def test_what_has_no_day_is_left_out(start: str | None) -> None:
    """A month is no day."""
    assert read(replace(ENTRY, start=start, end=None)) == []


def test_identifiers_tell_entries_apart_and_stay() -> None:
    """A corrected day keeps the identifier; two meetings without a number have two."""
    signed = replace(ENTRY, event="signed", round=None)
    other = replace(ENTRY, round=None)
    entries = (ENTRY, replace(ENTRY, start="2024-05-22"), signed, other,
               replace(other, start="2024-05-22"))  # fmt: skip
    found = [one["uid"] for one in read(*entries)]
    assert found[0] == found[1]
    assert len(set(found)) == 4


def test_titles_keep_their_characters_and_break_nothing() -> None:
    """Commas, line ends and Korean come back as they were, on lines that are short enough."""
    title = "한미, 방위비; 협상\\타결\r\nBEGIN:VEVENT " + "긴 제목 " * 40
    (one,) = read(replace(ENTRY, title=title))
    assert str(one["told"]).startswith("한미, 방위비; 협상\\타결 BEGIN:VEVENT 긴")
    data = calendar([replace(ENTRY, title=title)], written_at=WRITTEN)
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_command_writes_it(archived: Sma) -> None:
    """Beside a page where both are asked for; standard output stays empty."""
    ran = archived("timeline", "--sma", "12", "--ics", "sma.ics", "--html", "page.html")
    assert (ran.status, ran.out) == (0, "")
    data = Path(archived.folder, "sma.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 13
    assert Path(archived.folder, "page.html").exists()
    assert archived("timeline", "--sma", "99", "--ics", "none.ics").status == 1
    assert not Path(archived.folder, "none.ics").exists()
