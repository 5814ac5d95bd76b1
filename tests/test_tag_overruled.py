"""How tags by hand and tags of the tagger stand together."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.article import EVENTS, Basis
from sma_cli.document import Contradiction, Document, Evidence, Mention, Tags
from sma_cli.record import Record, load_record
from sma_cli.record.negotiations import Agreement, Meeting
from sma_cli.tag import tag
from sma_cli.tag.overruled import overruled

RECORD = Record(
    (Agreement(12, (2026, 2030), None, {"signed": "2024-11-04"}),),
    (
        Meeting(12, 2, "2024-05-21", "2024-05-23", "Seoul"),
        Meeting(12, 3, "2024-06-10", "2024-06-12", "Washington"),
    ),
)
STATED: dict[str, Basis] = {"sma": "stated", "event": "stated", "round": "stated"}
FILLED = Tags(
    12,
    "round",
    2,
    "2024-05-21",
    "2024-05-23",
    "Seoul",
    basis={**STATED, "dates": "inferred", "venue": "inferred"},
    evidence=(Evidence("round", "2", "second", 5, 11), Evidence("sma", "12", "12th", 20, 24)),
    mentions=(
        Mention(12, 3, "next", "third", 40, 45),
        Mention(11, None, "background", "x", 50, 51),
    ),
)
OWN = replace(FILLED, basis={**STATED, "dates": "stated", "venue": "resolved"})


def test_nothing_by_hand_changes_nothing() -> None:
    """Not even the order of things."""
    assert overruled(FILLED, {}, record=RECORD) is FILLED


def test_a_value_by_hand_stands_and_has_no_evidence() -> None:
    """Its basis says so; all else stays."""
    tags = overruled(OWN, {"venue": "Jeju"}, record=RECORD)
    assert (tags.venue, tags.basis["venue"]) == ("Jeju", "manual")
    assert tags.evidence == OWN.evidence
    assert replace(tags, venue="Seoul", basis=OWN.basis) == OWN


def test_what_rests_on_the_record_follows() -> None:
    """Another round has other days and another city; what the text says stays, and may differ."""
    tags = overruled(FILLED, {"round": 3}, record=RECORD)
    assert (tags.event_start, tags.event_end, tags.venue) == (
        "2024-06-10",
        "2024-06-12",
        "Washington",
    )
    assert tags.basis == {
        **STATED,
        "round": "manual",
        "dates": "inferred",
        "venue": "inferred",
    }
    stated = overruled(OWN, {"round": 3}, record=RECORD)
    assert (stated.event_start, stated.venue) == ("2024-05-21", "Seoul")
    assert stated.conflicts == (
        Contradiction("dates", "2024-05-21..2024-05-23", "2024-06-10..2024-06-12"),
        Contradiction("venue", "Seoul", "Washington"),
    )


def test_without_a_record_nothing_is_filled_in() -> None:
    """Days of the old round do not stay with the new one."""
    tags = overruled(FILLED, {"round": 3}, record=Record())
    assert (tags.event_start, tags.event_end, tags.venue) == (None, None, None)
    assert tags.basis == {**STATED, "round": "manual"}


@pytest.mark.parametrize(
    ("by_hand", "left"),
    [
        ({"sma": None}, {"sma"}),
        ({"event": None}, {"sma", "event"}),
        ({"round": None}, {"sma", "event", "round", "dates", "venue"}),
        ({"sma": None, "venue": "Jeju"}, {"sma", "venue"}),
        ({"event": None, "round": 2}, {"sma", "event", "round"}),
    ],
)
def test_tags_of_an_event_go_with_it(by_hand: dict[str, Any], left: set[str]) -> None:
    """An article about no agreement tells no round; one that reports nothing has no days."""
    tags = overruled(OWN, by_hand, record=RECORD)
    assert tags.basis.keys() == left
    for name in ("sma", "event", "round", "venue"):
        if name not in left:
            assert getattr(tags, name) is None


def test_what_is_taken_away_is_not_filled_in_again() -> None:
    """`none` is an answer."""
    tags = overruled(FILLED, {"event_start": None, "event_end": None, "venue": None}, record=RECORD)
    assert (tags.event_start, tags.event_end, tags.venue, tags.round) == (None, None, None, 2)
    assert (tags.basis["dates"], tags.basis["venue"]) == ("manual", "manual")


def test_an_untagged_article_can_be_tagged() -> None:
    """Agreement, event and round are enough for the record to know the rest."""
    tags = overruled(Tags(), {"sma": 12, "event": "round", "round": 3}, record=RECORD)
    assert (tags.event_start, tags.venue) == ("2024-06-10", "Washington")
    signed = overruled(Tags(), {"sma": 12, "event": "signed"}, record=RECORD)
    assert (signed.event_start, signed.event_end) == ("2024-11-04", "2024-11-04")


def test_what_was_the_subject_is_named_and_what_is_it_is_no_other() -> None:
    """Mentions are the others, whatever the subject."""
    tags = overruled(FILLED, {"round": 3}, record=RECORD)
    assert tags.mentions == (
        Mention(12, 2, "background", "second", 5, 11),
        Mention(11, None, "background", "x", 50, 51),
    )
    assert tags.evidence == (FILLED.evidence[1],)
    other = overruled(FILLED, {"sma": 11}, record=RECORD)
    assert [(one.sma, one.round) for one in other.mentions] == [(12, None), (11, 3)]


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "sma": st.sampled_from([None, 11, 12, 13]),
        "event": st.sampled_from([None, *EVENTS]),
        "round": st.sampled_from([None, 1, 2, 3]),
        "venue": st.sampled_from([None, "Jeju"]),
    },
)


@given(VALUES, st.sampled_from([OWN, FILLED, Tags()]), st.booleans())
def test_a_hand_is_never_overruled(by_hand: dict[str, Any], tags: Tags, known: object) -> None:
    """Whatever is set by hand comes out as it went in, once or twice over."""
    record = RECORD if known else Record()
    once = overruled(tags, by_hand, record=record)
    for name, value in by_hand.items():
        assert getattr(once, name) == value
        assert once.basis[name] == "manual"
    assert all(one.tag not in by_hand for one in once.evidence)
    again = overruled(once, by_hand, record=record)
    assert replace(again, mentions=()) == replace(once, mentions=())


def test_a_real_article_follows_its_correction() -> None:
    """From the words of an article to the tags that a user made of them."""
    body = (
        "Seoul and Washington held the second round of talks on the 12th Special Measures "
        "Agreement."
    )
    tags = tag(Document("Second round held", body, lang="en"), record=load_record(None))
    assert (tags.round, tags.event_start, tags.basis["dates"]) == (2, "2024-05-21", "inferred")
    third = overruled(tags, {"round": 3}, record=load_record(None))
    assert (third.round, third.event_start, third.venue) == (3, "2024-06-10", "Washington")
