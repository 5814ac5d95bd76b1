"""`sma timeline`: the negotiation by date."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from sma_cli.cli import options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.command import query_of
from sma_cli.cli.progress import counted, streamed, working
from sma_cli.errors import NotFound, UsageError
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sma_cli.answers import Entry
    from sma_cli.archive import Archive
    from sma_cli.archive.coverage import Period
    from sma_cli.archive.query import Filters
    from sma_cli.article import Hit


HELP = """
sma timeline --sma 12
sma timeline --since 2018 --venue washington
sma timeline --sma 11 --gaps
sma timeline 'Trump $5 billion' --by month

The negotiation by date: rounds and milestones, each once, with dates, venue
and the articles that tell it. Words choose articles as in `sma search`. Where
articles disagree, the better founded value stands and the others are named.
Copies of a story count once. With --by, when something was written about.
"""


class By(StrEnum):
    """What articles are counted by, where the happenings themselves are not asked for."""

    ARTICLE = "article"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SOURCE = "source"


class Files(NamedTuple):
    """Where the timeline is to be written instead of standard output."""

    html: str | None = None
    svg: str | None = None
    ics: str | None = None


@options.with_form
@options.with_filters
def timeline(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    form: Form,
    by: Annotated[
        By | None, typer.Option(metavar="UNIT", help="article, day, month, year or source.")
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only what articles disagree about.")
    ] = False,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="Only rounds, known or implied, that no article is about."),
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Also what only the record of past talks knows.")
    ] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write a page to send or print.")
    ] = None,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Write the chart alone.")
    ] = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write a calendar.")
    ] = None,
    copies: options.Copies = False,
    db: options.Database = None,
) -> None:
    """Show the negotiation by date."""
    query = query_of(typed)
    if by and (conflicts or gaps or record or html or svg or ics):
        raise UsageError("--by counts articles", hint="leave out other options of the timeline")
    with archive_at(db) as archive:
        if by:
            number = _write_articles(archive, query, filters, form, by=by, copies=copies)
        else:
            with working("putting the timeline together"):
                entries = archive.timeline(query, filters=filters, copies=copies)
            entries = _with_record(entries, query, filters) if record else entries
            entries = _gaps(entries) if gaps else entries
            shown = (one for one in entries if one.conflicts or not conflicts)
            files = Files(html=html, svg=svg, ics=ics)
            number = _write_entries(archive, shown, form, files)
    if not number:
        raise NotFound(_nothing(conflicts=conflicts, gaps=gaps, by=by))


def _write_entries(archive: "Archive", entries: "Iterable[Entry]", form: Form, files: Files) -> int:
    """To the files that are named, else to standard output."""
    if files == Files():
        return write(entries, shapes.ENTRIES, form, sys.stdout)
    from sma_cli.cli.page import write_calendar, write_chart, write_page

    found = list(entries)
    numbers = [write_page(archive, found, files.html)] if files.html is not None else []
    numbers += [write_chart(found, files.svg)] if files.svg is not None else []
    numbers += [write_calendar(found, files.ics)] if files.ics is not None else []
    return max(numbers)


def _write_articles(
    archive: "Archive", query: str, filters: "Filters", form: Form, *, by: By, copies: bool
) -> int:
    """The articles themselves by date, or how many there are of each unit."""
    from sma_cli.archive.coverage import EVERY_ARTICLE, coverage

    hits: Iterable[Hit] = archive.search(
        query if query.strip() else EVERY_ARTICLE,
        limit=None,
        sort="oldest",
        filters=filters,
        shown="passage" if by is By.ARTICLE and form not in (Form.IDS, Form.NUL) else "none",
        copies=copies,
    )
    if by is By.ARTICLE:
        return write(streamed(hits, "article", done="found"), shapes.HITS, form, sys.stdout)
    read = counted(hits, "article", printed="nothing")
    return write(coverage(read, by=cast("Period", by.value)), shapes.COVERAGE, form, sys.stdout)


def _with_record(entries: "list[Entry]", query: str, filters: "Filters") -> "list[Entry]":
    from sma_cli.archive.gaps import with_record
    from sma_cli.archive.parse import parse
    from sma_cli.archive.query import both, filtered

    wanted = both(parse(query), filtered(filters))
    return with_record(entries, chosen_record(), wanted=wanted)


def _gaps(entries: "list[Entry]") -> "list[Entry]":
    from sma_cli.archive.gaps import gaps

    return gaps(entries)


def _nothing(*, conflicts: bool, gaps: bool, by: By | None) -> str:
    if by:
        return "nothing found"
    if gaps:
        return "no round is missing"
    if conflicts:
        return "these articles disagree about nothing"
    return "no round or milestone is told by these articles"
