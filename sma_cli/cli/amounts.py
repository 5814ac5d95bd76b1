"""`sma amounts`: the sums that articles write about."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.command import query_of
from sma_cli.cli.progress import working
from sma_cli.errors import NotFound
from sma_cli.view import words
from sma_cli.view.amounts import SUMS
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.archive.query import Filters

HELP = """
sma amounts --sma 12
sma amounts 'Trump' --since 2019 --until 2020
sma amounts --json

The sums that articles about the talks name, those of most articles first: when
and how often each was written about, and as what where the sentence says so:
demanded, offered or agreed, by whom, or paid. Words choose articles as in
`sma search`. Copies of a story count once.
"""

# A screenful. A pipe gets everything.
_ON_A_TERMINAL = 20


@options.with_form
@options.with_filters
def amounts(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    form: Form,
    limit: options.Limit = None,
    copies: options.Copies = False,
    db: options.Database = None,
) -> None:
    """Show the sums that articles write about."""
    with archive_at(db) as archive, working("putting the sums together"):
        found = archive.amounts(query_of(typed), filters=filters, copies=copies)
    if limit is None and form is Form.TABLE:
        limit = _ON_A_TERMINAL
    shown = found[: limit or None]
    write(shown, SUMS, form, sys.stdout)
    if form is Form.TABLE and len(shown) < len(found):
        messages.say(f"1 to {len(shown):,} of {words.counted(len(found), 'sum')}; -n 0 shows all")
    if not found:
        raise NotFound("no sum is named by these articles")
