"""Articles that disagree: a table of them, and the sample articles with one in five made wrong."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from reports import Report, entries, report

from sma_cli.answers import Entry
from sma_cli.archive import Archive
from sma_cli.document import Input
from sma_cli.read import read
from sma_cli.record import Record
from sma_cli.tag import tag

CASES = tomllib.loads((ROOT / "tests/cases/timeline.toml").read_text("utf-8"))["case"]


def said(value: Any) -> Any:
    """A value of the table; TOML has no word for nothing."""
    return None if value == "none" else value


def test_the_table_has_enough_cases() -> None:
    """At least thirty, each with a name of its own."""
    assert len({case["name"] for case in CASES}) == len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_articles_that_disagree(case: dict[str, Any]) -> None:
    """The right days and venue stand, every other value is a conflict; in any order of storing."""
    told = [
        report(number, **{name: said(value) for name, value in one.items()})
        for number, one in enumerate(case["articles"], 1)
    ]
    for order in (told, told[::-1]):
        (entry,) = entries(order)
        expected = [said(case[name]) for name in ("start", "end", "venue")]
        assert [entry.start, entry.end, entry.venue] == expected
        assert [f"{one.tag} {one.value}" for one in entry.conflicts] == case["conflicts"]


TWELFTH = [
    ("round", 1, "2024-04-23", "2024-04-25", "Honolulu"),
    ("round", 2, "2024-05-21", "2024-05-23", "Seoul"),
    ("round", 3, "2024-06-10", "2024-06-12", "Washington"),
    ("round", 4, "2024-06-25", "2024-06-27", "Seoul"),
    ("round", 5, "2024-07-10", "2024-07-12", "Seoul"),
    ("round", 6, "2024-08-12", "2024-08-14", "Washington"),
    ("round", 7, "2024-08-27", "2024-08-29", "Seoul"),
    ("round", 8, "2024-09-25", "2024-09-27", "Seoul"),
    ("agreed", 8, "2024-10-02", "2024-10-02", "Seoul"),
    ("initialled", None, "2024-10-03", "2024-10-03", "Seoul"),
    ("signed", None, "2024-11-04", "2024-11-04", "Seoul"),
    ("ratified", None, "2024-11-28", "2024-11-28", None),
    ("in_force", None, "2024-11-29", "2024-11-29", None),
]


def facts(one: Entry) -> tuple[object, ...]:
    """What an entry says happened."""
    return one.event, one.round, one.start, one.end, one.venue


def test_the_twelfth_from_the_sample_articles_alone(tmp_path: Path) -> None:
    """Without any record: eight rounds and every milestone, with the right days and venues."""
    with Archive(tmp_path / "sma.db") as archive:
        for path in sorted((ROOT / "data/articles").iterdir()):
            if path.suffix != ".json":
                source = Input(path.name, path.read_bytes())
                document = read(source)
                archive.add(document, tag(document, record=Record()), source)
        assert [facts(one) for one in archive.timeline("sma:12")] == TWELFTH


def five_outlets(happening: tuple[Any, ...], first: int) -> list[Report]:
    """Five reports of a happening, each of another outlet."""
    event, number, start, end, venue = happening
    return [
        report(
            first + place,
            event=event,
            round=number,
            start=start,
            end=end,
            venue=venue,
            published=end,
            source=f"Outlet {place}",
            venue_basis="stated" if venue else None,
        )
        for place in range(5)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_one_article_in_five_may_be_wrong(seed: int) -> None:
    """About the day or the venue: the timeline is the same, and the wrong ones are conflicts."""
    chance = random.Random(seed)  # noqa: S311
    told: list[Report] = []
    wrong: set[int] = set()
    for place, happening in enumerate(TWELFTH):
        five = five_outlets(happening, 5 * place + 1)
        victim = chance.randrange(5)
        changes: dict[str, Any] = (
            {"start": "2024-01-02"} if chance.random() < 0.5 else {"venue": "Jeju"}
        )
        if happening[4] is None:
            changes = {"start": "2024-01-02"}
        five[victim] = five[victim]._replace(**changes)
        wrong.add(five[victim].id)
        told += five
    chance.shuffle(told)
    found = entries(told)
    assert [facts(one) for one in found] == TWELFTH
    assert {
        number for one in found for other in one.conflicts for number in other.articles
    } == wrong
