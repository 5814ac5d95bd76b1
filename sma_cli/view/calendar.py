"""The timeline as a calendar that other programs take in: an all-day event for each happening.

An entry keeps its identifier from one writing to the next, so that a calendar that takes the
file in again corrects an event and does not double it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sma_cli.view import words

if TYPE_CHECKING:
    from icalendar import Event

    from sma_cli.answers import Entry


def calendar(entries: Iterable[Entry], *, written_at: datetime) -> bytes:
    """The calendar of the entries that have a day."""
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//sma-cli//timeline//EN")
    whole.add("version", "2.0")
    for one in entries:
        days = days_of(one)
        if days:
            whole.add_component(_event(one, *days, written_at.astimezone(UTC)))
    return bytes(whole.to_ical())


def days_of(entry: Entry) -> tuple[date, date] | None:
    """The first and the last day, where the first is known to the day."""
    try:
        start = date.fromisoformat(entry.start or "")
        return start, max(start, date.fromisoformat(entry.end or entry.start or ""))
    except ValueError:  # a month, or nothing
        return None


def _event(entry: Entry, first: date, last: date, written_at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.sma}-{entry.event}-{_which(entry)}@sma-cli")
    event.add("dtstamp", written_at)
    event.add("dtstart", first)
    # The end of an all-day event is the day after.
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", words.subject(entry))
    event.add("transp", "TRANSPARENT")
    if entry.venue:
        event.add("location", words.line(entry.venue))
    if entry.articles:
        ids = ", ".join(str(one) for one in entry.articles)
        event.add("description", f"{words.line(entry.title) or '(no title)'} (articles {ids})")
    else:
        event.add("description", words.without_article(entry))
    return event


def _which(entry: Entry) -> str:
    """A milestone happens once; a meeting without a number is told by its day."""
    if entry.event != "round":
        return "once"
    return str(entry.start if entry.round is None else entry.round)
