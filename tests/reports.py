"""What one article tells of the talks, for tests of the timeline; and the entries of many."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sma_cli.answers import Entry
from sma_cli.archive import timeline
from sma_cli.archive.consensus import UNDATED, Telling, Told
from sma_cli.article import Event


class Report(NamedTuple):
    """What one article tells of the talks."""

    id: int
    title: str | None
    published: str | None
    source: str | None
    sma: int
    event: Event
    round: int | None
    start: str | None
    end: str | None
    venue: str | None
    event_basis: Told | None
    round_basis: Told | None
    dates_basis: Told | None
    venue_basis: Told | None
    copy_of: int | None


REPORT = Report(
    id=1,
    title="Second round ends",
    published="2024-05-24",
    source="Yonhap",
    sma=12,
    event="round",
    round=2,
    start="2024-05-21",
    end="2024-05-23",
    venue="Seoul",
    event_basis="stated",
    round_basis="stated",
    dates_basis="stated",
    venue_basis="stated",
    copy_of=None,
)


def report(identifier: int, **changes: Any) -> Report:
    """A report of the second round of the 12th, but for the changes."""
    return REPORT._replace(id=identifier, **changes)


def mention(identifier: int, **changes: Any) -> Report:
    """The same in passing, by an article about something else."""
    return in_passing(report(identifier, **changes))


def in_passing(one: Report) -> Report:
    """The report as the words of an article about something else."""
    bases: dict[str, Any] = dict.fromkeys(
        ("event_basis", "round_basis", "dates_basis", "venue_basis"), "mentioned"
    )
    return one._replace(**bases)


def tellings(reports: Iterable[Report]) -> list[Telling]:
    """Each report as a telling of its own."""
    found = list(reports)
    copied = {one.copy_of for one in found}
    return [_telling(one, one.id if one.id in copied else None) for one in found]


def _telling(one: Report, story: int | None) -> Telling:
    return Telling(
        *(one.sma, one.event, one.round, one.start, one.end, one.venue, one.source),
        *(one.event_basis, one.round_basis, one.dates_basis, one.venue_basis),
        articles=((one.published or UNDATED, one.id),),
        story=story if one.copy_of is None else one.copy_of,
    )


def entries(reports: Iterable[Report], *, copies: bool = False) -> list[Entry]:
    """The timeline of the reports."""
    found = list(reports)
    return entries_of(tellings(found), found, copies=copies)


def entries_of(
    told: Iterable[Telling], reports: Iterable[Report], *, copies: bool = False
) -> list[Entry]:
    """The timeline of the tellings, with the headlines of the reports."""
    titles = {one.id: one.title for one in reports if one.title}

    def of(ids: Iterable[int]) -> dict[int, str]:
        return {one: titles[one] for one in ids if one in titles}

    return timeline.entries(told, of, copies=copies)


def only(*reports: Report) -> Entry:
    """The one entry that the reports make."""
    (entry,) = entries(reports)
    return entry
