"""What no article covers: rounds that others imply, and what only the record knows."""

import pytest
from reports import entries, mention, report

from sma_cli.answers import Entry
from sma_cli.archive import Filters
from sma_cli.archive.gaps import gaps, with_record
from sma_cli.archive.parse import parse
from sma_cli.archive.query import EVERYTHING, filtered
from sma_cli.record import Record, load_record

SHIPPED = load_record()


def rounds(found: list[Entry]) -> list[tuple[int, int | None]]:
    """The agreement and the round of each entry."""
    return [(one.sma, one.round) for one in found]


def test_rounds_below_the_highest_are_implied() -> None:
    """They have neither days nor articles, and no basis."""
    found = gaps(entries([report(1, round=4), report(2, round=2), report(3, sma=11, round=2)]))
    assert rounds(found) == [(11, 1), (12, 1), (12, 3)]
    assert [(one.start, one.venue, one.articles, one.basis) for one in found] == [
        (None, None, (), {})
    ] * 3


def test_a_settlement_in_a_round_implies_the_round() -> None:
    """And those before it."""
    (agreed,) = entries([report(1, event="agreed", round=3, start="2024-10-02", end="2024-10-02")])
    assert rounds(gaps([agreed])) == [(12, 1), (12, 2), (12, 3)]


def test_a_round_that_is_only_mentioned_is_a_gap_with_days() -> None:
    """It names who mentions it; rounds below it are implied as below any other."""
    found = gaps(entries([report(1, round=1), mention(2, round=3), mention(3, round=1)]))
    assert rounds(found) == [(12, 2), (12, 3)]
    assert [(one.start, one.mentions, one.articles) for one in found] == [
        (None, (), ()),
        ("2024-05-21", (2,), ()),
    ]


def test_the_record_adds_nothing_to_what_is_mentioned() -> None:
    """Words in passing come before the record, as all that articles say."""
    found = with_record(entries([mention(1, round=3)]), SHIPPED, wanted=EVERYTHING)
    (third,) = [one for one in found if one.round == 3]
    assert third.basis == {"start": "mentioned", "venue": "mentioned"}


def test_talks_told_from_the_first_round_have_no_gaps() -> None:
    """Nor has an empty timeline, nor a meeting without a number."""
    assert gaps(entries([report(1, round=1), report(2, round=2)])) == []
    assert gaps([]) == []
    assert gaps(entries([report(1, round=None)])) == []


def test_the_record_adds_what_no_article_tells() -> None:
    """With its days and venues, marked as from the record, in order of date."""
    told = entries([report(1)])
    found = with_record(told, SHIPPED, wanted=EVERYTHING)
    assert rounds([one for one in found if one.event == "round"]) == [
        (12, number) for number in range(1, 9)
    ]
    first = found[0]
    assert (first.start, first.end, first.venue) == ("2024-04-23", "2024-04-25", "Honolulu")
    assert first.basis == {"start": "record", "venue": "record"}
    assert (first.articles, first.outlets, first.title, first.conflicts) == ((), 0, None, ())
    assert told[0] in found
    assert [one.start for one in found] == sorted(str(one.start) for one in found)


def test_without_a_record_nothing_is_added() -> None:
    """The entries are what they were."""
    told = entries([report(1)])
    assert with_record(told, Record(), wanted=EVERYTHING) == told


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sma=11, round=2), [(11, "round", 2)]),
        (Filters(sma=12, event="signed"), [(12, "signed", None)]),
        (Filters(sma=12, venue="hawaii"), [(12, "round", 1)]),
        (Filters(sma=12, since="2024-11-28"), [(12, "ratified", None), (12, "in_force", None)]),
        (Filters(sma=12, date="2024-05"), [(12, "round", 2)]),
        (Filters(sma=12, until="2024-04-24"), [(12, "round", 1)]),
        (Filters(sma=12, round=2, lang="ko", source="yonhap"), [(12, "round", 2)]),
        (Filters(sma=99), []),
        (Filters(), []),
    ],
)
def test_the_record_follows_the_filters(
    filters: Filters, expected: list[tuple[int, str, int | None]]
) -> None:
    """An agreement that is asked for is shown also where no article speaks of it.

    What chooses articles, such as an outlet, says nothing of what no article tells.
    """
    found = with_record([], SHIPPED, wanted=filtered(filters))
    assert [(one.sma, one.event, one.round) for one in found] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sma:12 round:2..3", [2, 3]),
        ("sma:12 event:round -venue:seoul", [1, 3, 6]),
        ("sma:12 (round:1 OR round:8) trump", [1, 8]),
        ("sma:12 -round:2..8 event:round", [1]),
        ("sma:12 round:none event:round", []),
        ("trump", []),
        ('sma:12 round:2 -trump "cost sharing"', [2]),
    ],
)
def test_the_record_follows_a_query(query: str, expected: list[int]) -> None:
    """As it does the options; words choose articles alone."""
    found = with_record([], SHIPPED, wanted=parse(query))
    assert [one.round for one in found] == expected


def test_gaps_of_the_record_have_days() -> None:
    """What is known and what is implied alike, each once."""
    found = gaps(with_record(entries([report(1)]), SHIPPED, wanted=EVERYTHING))
    numbered = [one for one in found if one.event == "round"]
    assert [one.round for one in numbered] == [1, 3, 4, 5, 6, 7, 8]
    assert all(one.basis["start"] == "record" for one in numbered)
