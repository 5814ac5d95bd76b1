"""What no article of a timeline is about: rounds that later ones imply, and what the record knows.

An entry that articles only mention is a gap, too, with what they say of it. An entry made here
names no article. One from the record of past negotiations says so in its basis; one that is only
implied has neither dates nor a venue. Pure functions over entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sma_cli.answers import Entry
from sma_cli.archive.fitting import agreements_in, fits, holds
from sma_cli.article import EVENTS, Event

if TYPE_CHECKING:
    from sma_cli.archive.query import Query
    from sma_cli.record import Record


def with_record(entries: Sequence[Entry], record: Record, *, wanted: Query) -> list[Entry]:
    """The entries, and between them what the record alone knows of the same agreements.

    What the query says of a happening holds for both; what it says of articles, for articles. An
    agreement that is asked for is shown from the record also where no article speaks of it.
    """
    told_of = {one.sma for one in entries}
    asked = agreements_in(wanted)
    told = {_happening(one) for one in entries}
    added = [
        one
        for one in _recorded(record)
        if (one.sma in told_of or any(holds(number, one.sma) for number in asked))
        and _happening(one) not in told
        and fits(wanted, one)
    ]
    return sorted((*entries, *added), key=order)


def gaps(entries: Sequence[Entry]) -> list[Entry]:
    """What no article covers: entries without any, and rounds below the highest of their talks."""
    missing = [one for one in entries if not one.articles]
    covered = {(one.sma, one.round) for one in entries if one.event == "round"}
    for sma, highest in sorted(_highest_rounds(entries).items()):
        missing += [
            _entry(sma, "round", number)
            for number in range(1, highest)
            if (sma, number) not in covered
        ]
    return sorted(missing, key=lambda one: (one.sma, one.event != "round", one.round or 0))


def order(entry: Entry) -> tuple[bool, str, int, int, int, str]:
    """By date, then in the order of events; what has no date comes last."""
    return (
        entry.start is None,
        entry.start or "",
        entry.sma,
        EVENTS.index(entry.event),
        entry.round or 0,
        entry.end or "",
    )


def _happening(entry: Entry) -> tuple[int, Event, int | None]:
    return entry.sma, entry.event, entry.round if entry.event == "round" else None


def _highest_rounds(entries: Iterable[Entry]) -> dict[int, int]:
    """The highest round that is known of each agreement, also from a settlement in it."""
    highest: dict[int, int] = {}
    for one in entries:
        # A settlement in a round implies that round too.
        implied = (one.round or 0) + (one.event != "round" and one.round is not None)
        highest[one.sma] = max(highest.get(one.sma, 0), implied)
    return highest


def _recorded(record: Record) -> list[Entry]:
    """The numbered rounds and the milestones of the record; added sessions are their round's."""
    found = [
        _entry(one.sma, "round", one.number, start=one.start, end=one.end, venue=one.venue)
        for one in record.meetings
        if one.number is not None and one is record.meeting(one.sma, one.number)
    ]
    for agreement in record.agreements:
        found += [
            _entry(agreement.number, event, None, start=day, end=day)
            for event, day in agreement.milestones.items()
        ]
    return found


def _entry(
    sma: int,
    event: Event,
    number: int | None,
    *,
    start: str | None = None,
    end: str | None = None,
    venue: str | None = None,
) -> Entry:
    """An entry that rests on no article."""
    known = {"start": start, "venue": venue}
    return Entry(
        sma=sma,
        event=event,
        round=number,
        start=start,
        end=end,
        venue=venue,
        title=None,
        articles=(),
        outlets=0,
        basis={tag: "record" for tag, value in known.items() if value is not None},
        conflicts=(),
    )
