"""`sma search`: find articles."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import finding, messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.command import query_of
from sma_cli.errors import NotFound
from sma_cli.view import shapes, words
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.archive.query import Filters

HELP = """
sma search 'Trump $5 billion' --since 2024
sma search 방위비 분담금 sma:12 round:2

Find articles, best match first, each story once. Put queries in single quotes.

  trump burden           all of the words (--any: any, as for a question);
                         trump is 트럼프, too (not with --exact)
  trump OR biden -japan  one of the two, or the second without the third
  (trump OR biden) deal  groups; "cost sharing": a phrase; negoti*: a beginning
  seoul NEAR/5 specht    at most five words between them
  $5 billion  50억 달러  a sum, however it is written; 5 billion: any currency
  분담금                 also inside 방위비분담금을
  sma:12 round:2 event:signed venue:seoul source:yonhap agency:afp lang:ko
  date:2024-05..2024-10  it happened or was published; published:last-month
  amount:>1bn amount:900억..1조 percent:8..14 title:burden basis:inferred
  copy:no
"""


class Order(StrEnum):
    """The orders of the results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


# A screenful. A pipe gets everything.
_ON_A_TERMINAL = 20

Offset = Annotated[
    int,
    typer.Option(parser=options.whole_number, metavar="N", help="Leave out the first N."),
]


@options.with_form
@options.with_filters
def search(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    form: Form,
    limit: options.Limit = None,
    offset: Offset = 0,
    sort: Annotated[
        Order, typer.Option(metavar="ORDER", help="relevance (the default), newest or oldest.")
    ] = Order.RELEVANCE,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    copies: options.Copies = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say how the query was understood.")
    ] = False,
    db: options.Database = None,
) -> None:
    """Find articles."""
    query = query_of(typed)
    finding.warn_of_slips(query)
    limit = _ON_A_TERMINAL if limit is None and form is Form.TABLE else limit
    with archive_at(db) as archive:
        if explain:
            finding.explain(archive, query, filters)
        if count:
            typer.echo(number := archive.count(query, filters=filters, copies=copies))
        else:
            hits = finding.found(
                archive,
                query,
                filters=filters,
                limit=limit or None,
                offset=offset,
                sort=sort.value,
                snippets=form is not Form.IDS,
                copies=copies,
            )
            number = write(hits, shapes.HITS, form, sys.stdout)
            if form is Form.TABLE and number == limit:
                _say_how_many(archive.count(query, filters=filters, copies=copies), number, offset)
    if not number:
        raise NotFound(f"nothing found: {query}" if query else "nothing found")


def _say_how_many(total: int, shown: int, offset: int) -> None:
    if total > shown:
        first, last = offset + 1, offset + shown
        messages.say(f"{first:,} to {last:,} of {words.counted(total, 'article')}; -n 0 shows all")
