"""The timeline: what many articles tell about one happening becomes one entry."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import REPORT, Report, entries, entries_of, in_passing, mention, only, report, tellings
from small_archive import document, filled

from sma_cli.answers import Conflict, Entry
from sma_cli.archive import Archive, Filters
from sma_cli.archive.consensus import Telling
from sma_cli.archive.fields import FIELDS
from sma_cli.article import EVENTS
from sma_cli.document import Tags
from sma_cli.errors import QueryError


def test_one_article_is_one_entry() -> None:
    """With everything it says."""
    assert only(REPORT) == Entry(
        sma=12,
        event="round",
        round=2,
        start="2024-05-21",
        end="2024-05-23",
        venue="Seoul",
        title="Second round ends",
        articles=(1,),
        outlets=1,
        basis={"start": "stated", "venue": "stated"},
        conflicts=(),
    )


def test_articles_of_one_round_are_one_entry() -> None:
    """Ordered by date; outlets are counted once."""
    entry = only(
        report(1, published="2024-05-25", source="KBS"),
        report(2, published=None, source=None),
        report(3, published="2024-05-24T09:00:00+09:00"),
        report(4, published="2024-05-24T08:00:00+09:00"),
    )
    assert entry.articles == (4, 3, 1, 2)
    assert entry.outlets == 2


def test_entries_are_by_date_then_event() -> None:
    """Undated ones last."""
    found = entries(
        [
            report(1, event="in_force", round=None, start="2021-09-01", end=None),
            report(2, event="ratified", round=None, start=None, end=None, venue=None),
            report(3, event="signed", round=None, start="2024-11-04", end="2024-11-04"),
            report(4, event="agreed", round=8, start="2024-10-02", end="2024-10-02"),
            report(5, round=8, start="2024-10-02", end="2024-10-02"),
            report(6),
        ]
    )
    assert [(entry.event, entry.start) for entry in found] == [
        ("in_force", "2021-09-01"),
        ("round", "2024-05-21"),
        ("round", "2024-10-02"),
        ("agreed", "2024-10-02"),
        ("signed", "2024-11-04"),
        ("ratified", None),
    ]


@pytest.mark.parametrize(
    ("reports", "start", "basis"),
    [
        ([{"start": "2024-05-20", "dates_basis": "inferred"}, {}], "2024-05-21", "stated"),
        ([{"start": "2024-05-20", "dates_basis": "resolved"}, {}], "2024-05-21", "stated"),
        (
            [
                {"start": "2024-05-20"},
                {"dates_basis": "resolved"},
                {"dates_basis": "resolved", "source": "KBS"},
            ],
            "2024-05-21",
            "resolved",
        ),
        (
            [{"start": "2024-05-22", "published": "2024-05-19"}, {"dates_basis": "resolved"}],
            "2024-05-21",
            "resolved",
        ),
        ([{"dates_basis": "manual"}, *[{"start": "2024-05-20"}] * 5], "2024-05-21", "manual"),
        ([{"start": "2024-05-20"}, {"published": "2024-06-01"}], "2024-05-21", "stated"),
        ([{"start": None, "end": None}, {}], "2024-05-21", "stated"),
    ],
    ids=[
        "stated before inferred",
        "stated before resolved",
        "two resolved before one stated",
        "a report before a preview",
        "what the user said before all",
        "the later of equals",
        "any date before none",
    ],
)
def test_the_weightier_dates_win(reports: list[dict[str, Any]], start: str, basis: str) -> None:
    """And the others are conflicts."""
    entry = only(*[report(number, **changes) for number, changes in enumerate(reports, 1)])
    assert (entry.start, entry.basis["start"]) == (start, basis)
    losers = {change.get("start", start) for change in reports} - {start, None}
    assert {conflict.value for conflict in entry.conflicts} == losers


def test_losing_values_are_kept_with_their_articles() -> None:
    """One conflict for each other start, end and venue."""
    entry = only(
        report(1),
        report(2),
        report(3, start="2024-05-20", end="2024-05-22", dates_basis="resolved"),
        report(4, end="2024-05-22", dates_basis="inferred", venue="Jeju", venue_basis="inferred"),
    )
    assert (entry.start, entry.end, entry.venue) == ("2024-05-21", "2024-05-23", "Seoul")
    assert entry.conflicts == (
        Conflict("start", "2024-05-20", (3,)),
        Conflict("end", "2024-05-22", (3, 4)),
        Conflict("venue", "Jeju", (4,)),
    )


def test_a_start_without_an_end_backs_any_end() -> None:
    """Knowing less is no conflict."""
    entry = only(
        report(1, end=None),
        report(2, end=None),
        report(3, dates_basis="resolved"),
        report(4, start="2024-05-20", end="2024-05-22"),
    )
    assert (entry.start, entry.end) == ("2024-05-21", "2024-05-23")
    assert entry.basis["start"] == "stated"
    assert [conflict.value for conflict in entry.conflicts] == ["2024-05-20", "2024-05-22"]


def test_a_start_alone_is_enough() -> None:
    """Then there is no end, as no article says one."""
    entry = only(report(1, end=None, venue=None, venue_basis=None))
    assert (entry.start, entry.end, entry.venue) == ("2024-05-21", None, None)
    assert entry.basis == {"start": "stated"}


def test_a_milestone_happens_once() -> None:
    """Whether or not an article says in which round it came about."""
    agreed = {"event": "agreed", "start": "2024-10-02", "end": "2024-10-02"}
    entry = only(report(1, **agreed, round=8), report(2, **agreed, round=None))
    assert (entry.round, entry.articles) == (8, (1, 2))


def test_a_settlement_is_older_than_its_announcement() -> None:
    """Of two days that are equally well attested, the first is the milestone's own."""
    settled = {"event": "agreed", "round": 8, "start": "2024-10-02", "end": "2024-10-02"}
    announced = {"event": "agreed", "round": 8, "start": "2024-10-04", "end": "2024-10-04"}
    entry = only(
        report(1, **announced, published="2024-10-04"), report(2, **settled, published="2024-10-04")
    )
    assert (entry.start, entry.end) == ("2024-10-02", "2024-10-02")
    assert [(one.tag, one.value) for one in entry.conflicts] == [
        ("start", "2024-10-04"),
        ("end", "2024-10-04"),
    ]


def test_a_meeting_without_a_number_joins_the_round_of_its_days() -> None:
    """Other days stay a meeting of their own."""
    found = entries(
        [
            report(1),
            report(2, round=None, start="2024-05-22", end=None, dates_basis="resolved"),
            report(3, round=None, start="2024-06-10", end="2024-06-12"),
            report(4, round=None, start="2024-07-10", end="2024-07-12"),
            report(5, sma=11, round=None),
        ]
    )
    assert [(entry.sma, entry.round, entry.articles) for entry in found] == [
        (11, None, (5,)),
        (12, 2, (1, 2)),
        (12, None, (3,)),
        (12, None, (4,)),
    ]


@pytest.mark.parametrize(
    ("reports", "title"),
    [
        ([{"title": "Late", "published": "2024-05-26"}, {"title": "Early"}], "Early"),
        ([{"title": "Preview", "published": "2024-05-18"}, {"title": "Report"}], "Report"),
        ([{"title": "Guess", "round_basis": "inferred"}, {"title": "Sure"}], "Sure"),
        ([{"title": None}, {"title": "Any"}], "Any"),
        ([{"title": None}], None),
    ],
)
def test_the_best_headline(reports: list[dict[str, Any]], title: str | None) -> None:
    """The earliest of a report that says outright what it reports."""
    changed = [report(number, **changes) for number, changes in enumerate(reports, 1)]
    assert only(*changed).title == title


def test_copies_are_left_out() -> None:
    """Unless the article they copy is not there."""
    found = only(report(1), report(2, copy_of=1))
    assert found == replace(only(report(1)), copies=1)
    assert only(report(2, copy_of=1)).articles == (2,)
    found = only(report(3, copy_of=1), report(2, copy_of=1), report(4))
    assert (found.articles, found.copies) == ((2, 4), 1)


def test_copies_are_named_where_they_are_asked_for() -> None:
    """They are in the list and among the outlets, and still have no say of their own."""
    told = [report(1, source="KBS"), report(2, copy_of=1, source="Yonhap")]
    (found,) = entries(told, copies=True)
    (alone,) = entries(told)
    assert (found.articles, found.outlets, found.copies) == ((1, 2), 2, 0)
    assert (alone.articles, alone.outlets, alone.copies) == ((1,), 1, 1)
    assert (found.start, found.conflicts) == (alone.start, alone.conflicts)


def test_what_is_only_mentioned_is_an_entry() -> None:
    """With its days and venue, marked, and without an article of its own."""
    found = only(mention(1), mention(2, source="KBS", venue=None))
    assert (found.start, found.end, found.venue) == ("2024-05-21", "2024-05-23", "Seoul")
    assert found.basis == {"start": "mentioned", "venue": "mentioned"}
    assert (found.articles, found.mentions, found.outlets, found.title) == ((), (1, 2), 0, None)


def test_a_city_alone_makes_no_entry() -> None:
    """A round that is mentioned without a day may never have come about."""
    assert entries([mention(1, start=None, end=None)]) == []
    assert only(mention(1, start=None, end=None), mention(2, venue=None)).venue == "Seoul"


def test_mentions_that_disagree_are_conflicts_of_each_other() -> None:
    """As long as no article is about the round."""
    odd = mention(3, venue="Jeju", source="MBC")
    assert only(mention(1), mention(2, source="KBS"), odd).conflicts == (
        Conflict("venue", "Jeju", (3,)),
    )


@pytest.mark.parametrize("basis", ["stated", "inferred"])
def test_a_mention_weighs_less_than_an_article(basis: str) -> None:
    """One or a few, even beside a preview; what it says in passing contradicts nothing."""
    preview = report(1, dates_basis=basis, venue_basis=basis, published="2024-05-19")
    others = [mention(2, start="2024-05-20"), mention(3, venue="Jeju")]
    found = only(preview, *others)
    assert (found.start, found.venue, found.basis["start"]) == ("2024-05-21", "Seoul", basis)
    assert (found.articles, found.mentions, found.conflicts) == ((1,), (2, 3), ())


def test_a_mention_fills_what_no_article_says() -> None:
    """And lends its weight where articles are equal."""
    found = only(report(1, venue=None, venue_basis=None), mention(2))
    assert (found.venue, found.basis["venue"]) == ("Seoul", "mentioned")
    pair = [report(1, start="2024-05-22"), report(2, source="KBS", published="2024-05-23")]
    assert only(*pair).start == "2024-05-22"
    assert only(*pair, mention(3, source="MBC")).start == "2024-05-21"


def test_a_meeting_without_a_number_joins_a_round_that_is_mentioned() -> None:
    """Their days say that they are one."""
    found = only(report(1, round=None), mention(2))
    assert (found.round, found.articles, found.mentions) == (2, (1,), (2,))


def test_a_corrected_copy_has_a_say() -> None:
    """Once for what it says anew, however many copy the correction."""
    wrong = report(1, start="2024-05-20")
    mended = [report(one, copy_of=1, published="2024-05-25") for one in (2, 3, 4)]
    found = only(wrong, *mended)
    assert (found.start, found.articles, found.copies) == ("2024-05-21", (1,), 3)
    assert found.conflicts == (Conflict("start", "2024-05-20", (1,)),)
    unmoved = only(wrong, *mended, report(5, start="2024-05-20"))
    assert unmoved.start == "2024-05-20"


REPORTS = st.builds(
    Report,
    id=st.just(0),
    title=st.sampled_from([None, "A", "B", "C"]),
    published=st.sampled_from([None, "2024-05-19", "2024-05-24", "2024-06-01T09:00:00+09:00"]),
    source=st.sampled_from([None, "Yonhap", "KBS"]),
    sma=st.sampled_from([11, 12]),
    event=st.sampled_from(EVENTS),
    round=st.sampled_from([None, 1, 2]),
    start=st.sampled_from([None, "2024-05-20", "2024-05-21"]),
    end=st.sampled_from([None, "2024-05-22", "2024-05-23"]),
    venue=st.sampled_from([None, "Seoul", "Jeju"]),
    event_basis=st.sampled_from(["stated", "resolved", None]),
    round_basis=st.sampled_from(["stated", "inferred", None]),
    dates_basis=st.sampled_from(["stated", "resolved", "inferred"]),
    venue_basis=st.sampled_from(["stated", "inferred"]),
    copy_of=st.none(),
)
MENTIONS = REPORTS.map(in_passing)


@settings(max_examples=300)
@given(st.lists(REPORTS | MENTIONS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_storing_does_not_matter(reports: list[Report], chance: random.Random) -> None:
    """Other ids, the same entries; every article is in exactly one."""
    shuffled = chance.sample(reports, len(reports))
    first = entries([one._replace(id=n) for n, one in enumerate(reports)])
    again = entries([one._replace(id=n) for n, one in enumerate(shuffled)])
    assert [told(entry, reports) for entry in first] == [told(entry, shuffled) for entry in again]
    named = {one for entry in first for one in entry.articles}
    assert named == {n for n, one in enumerate(reports) if one.event_basis != "mentioned"}


@given(st.lists(REPORTS | MENTIONS, max_size=12))
def test_alike_articles_may_be_counted_together(reports: list[Report]) -> None:
    """As the archive does: the entries are the same."""
    numbered = [one._replace(id=n) for n, one in enumerate(reports)]
    alike: dict[tuple[object, ...], Telling] = {}
    for one in tellings(numbered):
        key = one[:11] if one.source else one
        known = alike.get(key, one._replace(articles=()))
        articles = tuple(sorted((*known.articles, *one.articles)))
        alike[key] = known._replace(articles=articles)
    assert entries_of(alike.values(), numbered) == entries(numbered)


def told(entry: Entry, reports: list[Report]) -> tuple[object, ...]:
    """An entry with its ids replaced by what they stand for."""

    def said(ids: tuple[int, ...]) -> list[str]:
        return sorted(str(reports[one]) for one in ids)

    conflicts = [(one.tag, one.value, said(one.articles)) for one in entry.conflicts]
    values = (entry.sma, entry.event, entry.round, entry.start, entry.end, entry.venue)
    return (
        *values,
        entry.title,
        said(entry.articles),
        said(entry.mentions),
        entry.outlets,
        conflicts,
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The small archive."""
    with filled(tmp_path / "sma.db") as archive:
        yield archive


def test_the_timeline_of_an_archive(archive: Archive) -> None:
    """Articles without an event or an agreement are in none of its entries."""
    found = archive.timeline()
    assert [(one.sma, one.event, one.round, one.start, one.articles) for one in found] == [
        (11, "signed", None, "2021-04-08", (4,)),
        (12, "round", 1, "2024-04-23", (7,)),
        (12, "round", 2, "2024-05-21", (1, 2)),
        (12, "agreed", 8, "2024-10-02", (3,)),
    ]
    assert found[2].venue == "Seoul"
    assert found[2].outlets == 2


def test_a_timeline_of_some_articles(archive: Archive) -> None:
    """Filters and queries narrow it; a query without meaning is an error."""
    assert [one.articles for one in archive.timeline(filters=Filters(sma=11))] == [(4,)]
    assert [one.articles for one in archive.timeline("specht")] == [(1, 2)]
    assert [one.articles for one in archive.timeline("round:2 lang:ko")] == [(2,)]
    assert archive.timeline("zzzz") == []
    assert archive.timeline('"') == []
    with pytest.raises(QueryError):
        archive.timeline("sma:x")


EVERY_FIELD = {
    "sma": "12",
    "round": "2",
    "event": "round",
    "date": "2024",
    "published": "2024",
    "source": "yonhap",
    "agency": "yonhap",
    "lang": "en",
    "venue": "seoul",
    "amount": ">1bn",
    "percent": ">1",
    "title": "talks",
    "basis": "dates=stated",
    "copy": "no",
}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_narrows_a_timeline(name: str, archive: Archive) -> None:
    """What articles tell and what they mention alike."""
    whole = archive.timeline()
    assert len(archive.timeline(f"{name}:{EVERY_FIELD[name]}")) <= len(whole)


def test_an_archive_without_events(tmp_path: Path) -> None:
    """An empty timeline is no error."""
    with filled(tmp_path / "sma.db", ((document(), Tags(sma=12)),)) as archive:
        assert archive.timeline() == []
