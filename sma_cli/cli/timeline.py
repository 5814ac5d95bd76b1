"""`sma timeline`: the negotiation by date."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.command import query_of
from sma_cli.errors import NotFound
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.archive.query import Filters


HELP = """
sma timeline --sma 12
sma timeline --since 2018 --venue washington

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
    copies: options.Copies = False,
    db: options.Database = None,
) -> None:
    """Show the negotiation by date."""
    with archive_at(db) as archive:
        entries = archive.timeline(query_of(typed), filters=filters, copies=copies)
        number = write(entries, shapes.ENTRIES, form, sys.stdout)
    if not number:
        raise NotFound("no round or milestone is told by these articles")
