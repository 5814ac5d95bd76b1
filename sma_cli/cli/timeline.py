"""`sma timeline`: the negotiation by date."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.command import query_of
from sma_cli.errors import NotFound
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.answers import Entry
    from sma_cli.archive.query import Filters


HELP = """
sma timeline --sma 12
sma timeline --since 2018 --venue washington
sma timeline --sma 11 --gaps

The negotiation by date: rounds and milestones, each once, with dates, venue
and the articles that tell it. Words choose articles as in `sma search`. Where
articles disagree, the better founded value stands and the others are named.
Copies of a story count once.
"""


@options.with_form
@options.with_filters
def timeline(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    form: Form,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only what articles disagree about.")
    ] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Only rounds, known or implied, that no article covers.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Also what only the record of past talks knows.")
    ] = False,
    copies: options.Copies = False,
    db: options.Database = None,
) -> None:
    """Show the negotiation by date."""
    with archive_at(db) as archive:
        entries = archive.timeline(query_of(typed), filters=filters, copies=copies)
    if record:
        entries = _with_record(entries, filters)
    if gaps:
        entries = _gaps(entries)
    if conflicts:
        entries = [one for one in entries if one.conflicts]
    if not write(entries, shapes.ENTRIES, form, sys.stdout):
        raise NotFound(_nothing(conflicts=conflicts, gaps=gaps))


def _with_record(entries: "list[Entry]", filters: "Filters") -> "list[Entry]":
    from sma_cli.archive.gaps import with_record

    return with_record(entries, chosen_record(), filters=filters)


def _gaps(entries: "list[Entry]") -> "list[Entry]":
    from sma_cli.archive.gaps import gaps

    return gaps(entries)


def _nothing(*, conflicts: bool, gaps: bool) -> str:
    if conflicts:
        return "these articles disagree about nothing"
    return "no round is missing" if gaps else "no round or milestone is told by these articles"
