"""The record of past negotiations is sound, and can be replaced by another."""

from datetime import date
from pathlib import Path

import pytest

from sma_cli.errors import RecordError
from sma_cli.record import Record, load_record, load_table

SHIPPED = load_record()


def test_twelve_agreements_follow_each_other() -> None:
    """The agreements are numbered from one, and each begins in or after its forerunner's years."""
    assert [one.number for one in SHIPPED.agreements] == list(range(1, 13))
    pairs = zip(SHIPPED.agreements, SHIPPED.agreements[1:], strict=False)
    assert all(before.years[1] < after.years[0] for before, after in pairs)


@pytest.mark.parametrize("number", range(6, 13))
def test_milestones_come_in_their_order(number: int) -> None:
    """Settled, initialled, signed, ratified, in force: never the other way round."""
    days = [
        day
        for event in ("agreed", "initialled", "signed", "ratified", "in_force")
        if (day := SHIPPED.milestone(number, event))
    ]
    assert days
    assert days == sorted(days)


def test_rounds_follow_each_other() -> None:
    """Within an agreement a later round has a higher number and never a shorter calendar."""
    for number in (9, 10, 11, 12):
        rounds = [one for one in SHIPPED.meetings if one.sma == number and one.number]
        numbers = [one.number or 0 for one in rounds]
        assert numbers == sorted(numbers)
        assert all(one.start <= (one.end or one.start) for one in rounds)


def test_every_venue_is_a_known_one() -> None:
    """The record spells venues as the table of venues does."""
    assert {one.venue for one in SHIPPED.meetings if one.venue} <= set(load_table("venues"))


def test_every_fact_names_its_confidence() -> None:
    """Each round, milestone and sum says how well its sources agree; high needs a source."""
    table = load_table("negotiations")
    facts = [*table["round"]]
    for one in table["agreement"]:
        facts += [
            *one.get("sums", []),
            *(value for value in one.values() if isinstance(value, dict)),
        ]
    for fact in facts:
        if {"date", "start", "krw", "usd"} & set(fact):
            assert fact["confidence"] in {"high", "medium", "low"}
            assert fact["sources"] or fact["confidence"] == "low"


LOOKED_UP = [
    ("2024-05-24", 12), ("2024-02-01", 12), ("2023-05-01", 11), ("2019-07-01", 11),
    ("2019-03-08", 10), ("2014-01-09", 9), ("2008-11-20", 8), ("2006-06-29", 7),
    ("2004-11-01", 6), ("1995-01-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("day", "number"), LOOKED_UP)
def test_the_talks_of_a_day(day: str, number: int | None) -> None:
    """What `the talks` meant on a day is the agreement whose talks had begun last."""
    assert SHIPPED.agreement_of_talks(date.fromisoformat(day)) == number


SHARES = [
    (1_038_900_000_000, 10), (1_040_000_000_000, 10), (1_038_000_000_000, 10),
    (1_183_300_000_000, 11), (1_519_200_000_000, 12), (1_520_000_000_000, 12),
    (920_000_000_000, 9), (1_000_000_000_000, None), (1_200_000_000_000, None),
    (5_000_000_000_000, None), (999_900_000_000, None),
]  # fmt: skip


@pytest.mark.parametrize(("krw", "number"), SHARES)
def test_a_share_tells_its_agreement(krw: int, number: int | None) -> None:
    """A year's share is that of the first agreement with it, also rounded to three digits."""
    assert SHIPPED.agreement_of_share(krw) == number


def test_a_meeting_is_found_by_number_and_by_day() -> None:
    """A round is found by its number, and by any of its days."""
    meeting = SHIPPED.meeting(11, 7)
    assert meeting is not None
    assert (meeting.start, meeting.end, meeting.venue) == (
        "2020-03-17",
        "2020-03-19",
        "Los Angeles",
    )
    assert SHIPPED.meeting_near(11, date(2020, 3, 18), date(2020, 3, 18)) == meeting
    assert SHIPPED.meeting_near(11, date(2020, 3, 21), date(2020, 3, 22)) is None


def test_no_record_knows_nothing() -> None:
    """`none` is the record that leaves every article to its own words."""
    assert load_record("none") == Record()
    assert load_record("none").agreement_of_talks(date(2024, 5, 24)) is None


def test_another_record_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """A file with a thirteenth agreement answers for it, and for nothing else."""
    path = tmp_path / "record.toml"
    path.write_text(
        '[[agreement]]\nnumber = 13\nyears = [2031, 2035]\ntalks = ["2029-03", "2030-06"]\n'
        'signed = { date = "2030-05-02" }\n'
        '[[round]]\nsma = 13\nnumber = 1\nstart = "2029-03-06"\n',
        encoding="utf-8",
    )
    record = load_record(str(path))
    assert record.agreement_of_talks(date(2029, 4, 1)) == 13
    assert record.milestone(13, "signed") == "2030-05-02"
    assert record.agreement_in_force_from(2026) is None


BROKEN = [
    ("[[agreement]\n", "is not TOML"),
    ("[[agreement]]\nnumber = 13\n", "is no record"),
    ('[[round]]\nsma = 13\nstart = "soon"\n', "is no record"),
    ("agreement = 3\n", "is no record"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_record_is_named(tmp_path: Path, text: str, message: str) -> None:
    """The error names the file, what is wrong with it, and the next step."""
    path = tmp_path / "record.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=message) as caught:
        load_record(str(path))
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error, not an empty record."""
    with pytest.raises(RecordError, match="cannot read"):
        load_record(str(tmp_path / "none-such.toml"))
