"""The agreements side by side: the record of past negotiations, and what articles tell."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from conftest import Sma
from rich.cells import cell_len
from values import ENTRY

from sma_cli.answers import AgreedSum, Overview
from sma_cli.archive.agreements import overviews
from sma_cli.article import Event
from sma_cli.record import Record, load_record
from sma_cli.view.agreements import (
    KEYS,
    agreed_sums,
    differences,
    overview_record,
    overview_row,
    overview_table,
)

SHIPPED = load_record()


def known(number: int) -> Overview:
    """One agreement as the shipped record has it, without any article."""
    return overviews(SHIPPED, [], {})[number - 1]


@pytest.mark.parametrize(
    ("number", "years", "krw", "usd", "change", "rounds", "days"),
    [
        (1, (1991, 1993), None, 150_000_000, None, None, None),
        (4, (1999, 2001), 257_500_000_000, 141_200_000, None, None, None),
        (6, (2005, 2006), 680_400_000_000, None, -8.9, None, None),
        (9, (2014, 2018), 920_000_000_000, None, 5.8, 10, 215),
        (10, (2019, 2019), 1_038_900_000_000, None, 8.2, 10, 366),
        (11, (2020, 2025), 1_038_900_000_000, None, None, 9, 562),
        (12, (2026, 2030), 1_519_200_000_000, None, 8.3, 8, 195),
    ],
)
def test_the_record_alone(
    number: int, years: tuple[int, int], krw: int | None, usd: int | None,
    change: float | None, rounds: int | None, days: int | None,
) -> None:  # fmt: skip
    """Sums are of the first year; rounds are counted only where the record has the first one."""
    one = known(number)
    assert (one.years, one.krw, one.usd, one.change) == (years, krw, usd, change)
    assert (one.rounds, one.days, one.articles, one.told) == (rounds, days, (), {})


def test_dates_come_in_the_order_of_events() -> None:
    """The first round first, then settlement, initialling, signing, ratification, in force."""
    assert list(known(12).dates.items()) == [
        ("round", "2024-04-23"),
        ("agreed", "2024-10-02"),
        ("initialled", "2024-10-03"),
        ("signed", "2024-11-04"),
        ("ratified", "2024-11-28"),
        ("in_force", "2024-11-29"),
    ]


def test_articles_alone() -> None:
    """Without a record the days are those of the articles, and nothing else is made up."""
    first = replace(ENTRY, round=1, start="2024-04-23")
    signed = replace(ENTRY, event="signed", round=None, start="2024-11-04")
    (one,) = overviews(Record(), [signed, ENTRY, first], {12: [7, 9]})
    assert one.told == {"round": "2024-04-23", "signed": "2024-11-04"}
    assert (one.years, one.krw, one.dates, one.rounds) == (None, None, {}, None)
    assert (one.days, one.told_rounds, one.articles) == (195, 2, (7, 9))


def test_an_agreement_beyond_the_record_is_shown() -> None:
    """Articles about a thirteenth make a thirteenth row, also where they tell no event."""
    assert [one.sma for one in overviews(SHIPPED, [], {13: [1]})] == list(range(1, 14))


@pytest.mark.parametrize(
    ("event", "start", "number", "said"),
    [
        ("signed", "2024-11-04", None, []),
        ("signed", "2024-11-05", None, ["signed 2024-11-05"]),
        ("in_force", "2025-01-01", None, ["in force 2025-01-01"]),
        ("round", "2024-04-22", 1, ["first round 2024-04-22"]),
        ("round", "2024-05-21", 2, []),
        ("round", "2024-10-10", 9, ["9 rounds"]),
        ("signed", None, None, []),
    ],
)
def test_what_articles_tell_otherwise(
    event: Event, start: str | None, number: int | None, said: list[str]
) -> None:
    """A day that is not that of the record is named; fewer rounds than there were are no news."""
    entry = replace(ENTRY, event=event, start=start, round=number)
    assert list(differences(overviews(SHIPPED, [entry], {})[11])) == said


def test_a_month_on_record_is_no_contradiction() -> None:
    """`2005-04` of the record and a day in that April agree."""
    entry = replace(ENTRY, sma=6, event="agreed", round=None, start="2005-04-06")
    assert list(differences(overviews(SHIPPED, [entry], {})[5])) == []


@pytest.mark.parametrize("width", [70, 80, 100, 120, 140])
def test_it_fits(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where there is no room for a bar; where there is, the largest sum has the longest."""
    monkeypatch.setenv("COLUMNS", str(width))
    screen = StringIO()
    assert overview_table(overviews(SHIPPED, [], {}), screen) == 12
    lines = screen.getvalue().splitlines()
    assert max(cell_len(line) for line in lines) <= width
    longest = max(lines, key=lambda line: line.count("█"))
    assert width < 80 or longest.split()[0] == "12th"
    assert all(str(day) in screen.getvalue() for day in ("2026–2030", "2024-11-04"))


def test_sums_that_articles_call_agreed_stand_beside_the_record() -> None:
    """In their order, each with how many say so."""
    told = ((2 * 10**12, (2, 3)), (4 * 10**12, (4,)), (3 * 10**12, (4,)))
    sums = [AgreedSum(value, "KRW", articles) for value, articles in told]
    one = overviews(SHIPPED, [], {12: [1, 2, 3, 4]}, {12: sums})[11]
    assert list(agreed_sums(one)) == ["₩2 trillion (2)", "₩4 trillion (1)", "₩3 trillion (1)"]
    assert overview_row(one)[-2] == "₩2 trillion (2); ₩4 trillion (1); ₩3 trillion (1)"


def test_the_record_says_where_it_has_its_facts_from() -> None:
    """Each address once; an agreement that is only remembered has none."""
    assert known(2).sources == ()
    assert all(one.startswith("http") for one in known(12).sources)
    assert len(set(known(12).sources)) == len(known(12).sources) > 3


def test_the_keys_are_those_of_the_record() -> None:
    """CSV has the columns that JSON has."""
    assert tuple(overview_record(known(1))) == KEYS


def test_without_an_archive_the_record_is_shown(sma: Sma) -> None:
    """Standard error says why no article is counted."""
    ran = sma("agreements", "--json")
    assert (ran.status, len(json.loads(ran.out))) == (0, 12)
    assert "there is no archive" in ran.err


def test_nothing_to_show(sma: Sma) -> None:
    """An archive that was named and is missing is an error, and so is neither of the two."""
    for ran in (sma("agreements", "--db", "none.db"), sma("agreements", SMA_RECORD="none")):
        assert (ran.status, ran.out) == (3, "")
    assert not Path(sma.folder, "none.db").exists()


def test_record_and_articles_agree_on_the_samples(archived: Sma) -> None:
    """What the sample articles tell of the 12th without the record is what the record knows."""
    without = {one["sma"]: one for one in json.loads(
        archived("agreements", "--json", SMA_RECORD="none").out
    )}  # fmt: skip
    beside = {one["sma"]: one for one in json.loads(archived("agreements", "--json").out)}
    assert without[12]["told"] == beside[12]["dates"]
    assert (without[12]["told_rounds"], without[12]["days"]) == (8, 195)
