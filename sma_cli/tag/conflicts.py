"""Where an article's own words contradict the record of past negotiations.

A misprinted day or a wrong city stays as the article has it; what the record says instead is kept
beside it. Only what an article states or what is computed from its words can contradict, and only
rounds and milestones that the record knows can be contradicted.
"""

from collections.abc import Iterator

from sma_cli.document import Contradiction, Tags
from sma_cli.record import Record
from sma_cli.record.negotiations import Meeting

_OWN_WORDS = ("stated", "resolved")


def find_conflicts(tags: Tags, record: Record) -> tuple[Contradiction, ...]:
    """What the record says otherwise; nothing for an empty record."""
    if tags.sma is None or tags.event is None:
        return ()
    if tags.event != "round":
        return tuple(_of_milestone(tags, record.milestone(tags.sma, tags.event)))
    meeting = record.meeting(tags.sma, tags.round) if tags.round is not None else None
    return tuple(_of_meeting(tags, meeting)) if meeting is not None else ()


def _of_milestone(tags: Tags, day: str | None) -> Iterator[Contradiction]:
    """`day` may be a month."""
    start = _own(tags, "dates", tags.event_start)
    if start is None or day is None:
        return
    end = tags.event_end or start
    if not start[: len(day)] <= day <= end[: len(day)]:
        yield Contradiction("dates", days(start, tags.event_end), day)


def _of_meeting(tags: Tags, meeting: Meeting) -> Iterator[Contradiction]:
    start = _own(tags, "dates", tags.event_start)
    if start is not None and _lies_outside(start, tags.event_end, meeting):
        value = days(start, tags.event_end)
        yield Contradiction("dates", value, days(meeting.start, meeting.end))
    venue = _own(tags, "venue", tags.venue)
    if venue is not None and meeting.venue is not None and venue != meeting.venue:
        yield Contradiction("venue", venue, meeting.venue)


def _own(tags: Tags, tag: str, value: str | None) -> str | None:
    return value if tags.basis.get(tag) in _OWN_WORDS else None


def _lies_outside(start: str, end: str | None, meeting: Meeting) -> bool:
    """Whether a day that is named is none of the meeting's; what is not named never is."""
    if meeting.end is None:
        return end is not None and start != end and not start <= meeting.start <= end
    return not (meeting.start <= start <= meeting.end and start <= (end or start) <= meeting.end)


def days(start: str, end: str | None) -> str:
    """A span as a query has it: `2024-05-21..2024-05-23`, `2024-05-21`, `2024-05-21..`."""
    return start if start == end else f"{start}..{end or ''}"
