"""Where articles contradict the record of past negotiations, and where they only seem to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.article import Basis
from sma_cli.document import Contradiction, Document, Tags
from sma_cli.record import Record, load_record
from sma_cli.record.negotiations import Agreement, Meeting
from sma_cli.tag import tag
from sma_cli.tag.conflicts import find_conflicts

RECORD = Record(
    (Agreement(12, (2026, 2030), None, {"agreed": "2024-10", "signed": "2024-11-04"}),),
    (
        Meeting(12, 2, "2024-05-21", "2024-05-23", "Seoul"),
        Meeting(12, 3, "2024-06-10", None, None),
    ),
)
OWN: dict[str, Basis] = dict.fromkeys(("sma", "event", "round", "dates", "venue"), "stated")
ROUND = Tags(12, "round", 2, "2024-05-21", "2024-05-23", "Seoul", basis=OWN)
SIGNED = Tags(12, "signed", None, "2024-11-04", "2024-11-04", basis=OWN)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-05-21", "2024-05-23"),
        ("2024-05-21", "2024-05-21"),
        ("2024-05-22", "2024-05-23"),
        ("2024-05-21", None),
        ("2024-05-23", None),
        (None, None),
    ],
)
def test_days_of_the_round_are_no_conflict(start: str | None, end: str | None) -> None:
    """Also where an article names one of them alone, or the first without the last."""
    assert find_conflicts(replace(ROUND, event_start=start, event_end=end), RECORD) == ()


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-28", "2024-05-30", "2024-05-28..2024-05-30"),
        ("2024-05-21", "2024-05-24", "2024-05-21..2024-05-24"),
        ("2024-05-20", "2024-05-23", "2024-05-20..2024-05-23"),
        ("2024-05-20", "2024-05-20", "2024-05-20"),
        ("2024-03-21", None, "2024-03-21.."),
    ],
)
def test_other_days_are_a_conflict(start: str, end: str | None, said: str) -> None:
    """The article's days stand beside the record's, both as a query has them."""
    found = find_conflicts(replace(ROUND, event_start=start, event_end=end), RECORD)
    assert found == (Contradiction("dates", said, "2024-05-21..2024-05-23"),)


@pytest.mark.parametrize("basis", ["inferred", "manual"])
def test_only_the_words_of_an_article_can_contradict(basis: Basis) -> None:
    """What a user said or what came from the record itself is no conflict."""
    said = replace(ROUND, event_start="2024-05-28", event_end="2024-05-30", venue="Jeju")
    assert len(find_conflicts(said, RECORD)) == 2
    other = replace(said, basis={**OWN, "dates": basis, "venue": basis})
    assert find_conflicts(other, RECORD) == ()


@pytest.mark.parametrize(
    ("tags", "conflicts"),
    [
        (replace(ROUND, venue="Washington"), (Contradiction("venue", "Washington", "Seoul"),)),
        (replace(ROUND, round=9, venue="Washington"), ()),
        (replace(ROUND, round=None, venue="Washington"), ()),
        (replace(ROUND, sma=13, venue="Washington"), ()),
        (replace(ROUND, sma=None, venue="Washington"), ()),
        (replace(ROUND, event=None, venue="Washington"), ()),
    ],
)
def test_only_what_the_record_knows_can_be_contradicted(
    tags: Tags, conflicts: tuple[Contradiction, ...]
) -> None:
    """A round of another number or agreement says nothing against it."""
    assert find_conflicts(tags, RECORD) == conflicts


@pytest.mark.parametrize(
    ("start", "end", "is_conflict"),
    [
        ("2024-06-10", "2024-06-12", False),
        ("2024-06-09", "2024-06-10", False),
        ("2024-06-12", None, False),
        ("2024-06-12", "2024-06-12", False),
        ("2024-06-17", "2024-06-19", True),
    ],
)
def test_a_round_of_which_only_the_first_day_is_on_record(
    start: str, end: str | None, *, is_conflict: bool
) -> None:
    """A day after it may belong to it; a whole span without it does not."""
    tags = replace(ROUND, round=3, event_start=start, event_end=end)
    assert [one.record for one in find_conflicts(tags, RECORD)] == ["2024-06-10.."] * is_conflict


@pytest.mark.parametrize(
    ("tags", "record"),
    [
        (SIGNED, []),
        (replace(SIGNED, event_start="2024-11-05", event_end="2024-11-05"), ["2024-11-04"]),
        (replace(SIGNED, event_start="2024-11-03", event_end="2024-11-05"), []),
        (replace(SIGNED, event="agreed", event_start="2024-10-02", event_end=None), []),
        (replace(SIGNED, event="agreed"), ["2024-10"]),
        (replace(SIGNED, event="ratified"), []),
    ],
)
def test_a_milestone_is_compared_as_far_as_the_record_knows_its_day(
    tags: Tags, record: list[str]
) -> None:
    """A month on record is contradicted by another month only."""
    assert [one.record for one in find_conflicts(tags, RECORD)] == record


def test_the_word_of_the_article_is_kept() -> None:
    """A misprinted day and a wrong city stay tags; without a record nothing contradicts."""
    body = (
        "The second round of talks on the 12th Special Measures Agreement between South Korea and "
        "the United States was held in Washington from May 28 to 30, 2024, the ministry said."
    )
    article = Document("Second round of defense cost talks held", body, published="2024-05-31")
    tags = tag(article, record=load_record(None))
    assert (tags.event_start, tags.event_end, tags.venue) == (
        "2024-05-28",
        "2024-05-30",
        "Washington",
    )
    assert tags.conflicts == (
        Contradiction("dates", "2024-05-28..2024-05-30", "2024-05-21..2024-05-23"),
        Contradiction("venue", "Washington", "Seoul"),
    )
    assert tag(article, record=Record()) == replace(tags, conflicts=())


@given(st.integers(1, 14), st.integers(1, 11), st.dates(), st.sampled_from(["Seoul", "online"]))
def test_an_empty_record_is_never_contradicted(
    sma: int, number: int, day: object, venue: str
) -> None:
    """Whatever an article says."""
    tags = Tags(sma, "round", number, str(day), str(day), venue, basis=OWN)
    assert find_conflicts(tags, Record()) == ()
