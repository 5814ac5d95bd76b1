"""What the record of past negotiations adds where an article leaves a tag open (`inferred`).

Nothing that an article states, or that a user said, is touched.
"""

from dataclasses import replace
from datetime import date, timedelta

from sma_cli.document import Tags
from sma_cli.record import Record
from sma_cli.record.negotiations import Meeting

# How long after a meeting an article that names no day may still report it.
_FRESH = timedelta(3)


def filled(tags: Tags, record: Record, *, published: date | None = None) -> Tags:
    """The tags with round, days and venue from the record, where they are not known.

    Without number and day, a meeting in the place that is named is the one just before
    publication.
    """
    if tags.sma is None or tags.event is None:
        return tags
    if tags.event == "round":
        return _filled_from(_meeting(tags, tags.sma, record, published), tags)
    day = record.milestone(tags.sma, tags.event)
    if "dates" not in tags.basis and day is not None and len(day) == 10:
        return _inferred(tags, "dates", event_start=day, event_end=day)
    return tags


def _meeting(tags: Tags, sma: int, record: Record, published: date | None) -> Meeting | None:
    """The round of that number, the one of those days, or the one just held in that place."""
    if tags.round is not None:
        return record.meeting(sma, tags.round)
    if "round" in tags.basis:
        return None
    if tags.event_start is None:
        if published is None or "dates" in tags.basis:
            return None
        near = record.meeting_near(sma, published - _FRESH, published)
        return near if near is not None and near.venue == tags.venue else None
    start = date.fromisoformat(tags.event_start)
    end = date.fromisoformat(tags.event_end) if tags.event_end else start
    return record.meeting_near(sma, start, end)


def _filled_from(meeting: Meeting | None, tags: Tags) -> Tags:
    if meeting is None:
        return tags
    if "round" not in tags.basis:
        tags = _inferred(tags, "round", round=meeting.number)
    if "dates" not in tags.basis or _is_later_day(tags, meeting):
        tags = _inferred(tags, "dates", event_start=meeting.start, event_end=meeting.end)
    if "venue" not in tags.basis and meeting.venue is not None:
        tags = _inferred(tags, "venue", venue=meeting.venue)
    return tags


def _is_later_day(tags: Tags, meeting: Meeting) -> bool:
    """Whether the text names one day after the first of a meeting that is known whole.

    Reports of a second day or of a closing statement name just that day.
    """
    if tags.event_start is None or tags.basis.get("dates") != "resolved":
        return False
    is_one_day = tags.event_end in (None, tags.event_start)
    return is_one_day and meeting.start < tags.event_start <= (meeting.end or meeting.start)


def _inferred(tags: Tags, tag: str, **values: str | int | None) -> Tags:
    return replace(tags, basis={**tags.basis, tag: "inferred"}, **values)  # type: ignore[arg-type]
