"""`sma search`: find articles."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sma_cli.cli import finding, messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.command import query_of
from sma_cli.cli.progress import streamed
from sma_cli.errors import NotFound, UsageError
from sma_cli.view import shapes, words
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.archive import Archive
    from sma_cli.archive.query import Filters
    from sma_cli.archive.reader import Shown

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
# Of each query, whose results must be together before they make a line.
_IN_A_BATCH = 20

Offset = Annotated[
    int,
    typer.Option(parser=options.whole_number, metavar="N", help="Leave out the first N."),
]
Batch = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Answer each line of FILE (- is standard input), as NDJSON."),
]


def _shown_of(*, full: bool, no_snippet: bool) -> "Shown":
    if full and no_snippet:
        raise UsageError("--full and --no-snippet exclude each other", hint="choose one")
    return "full" if full else "none" if no_snippet else "passage"


@options.with_form
@options.with_filters
@options.takes(
    "shown",
    _shown_of,
    {
        "full": Annotated[bool, typer.Option("--full", help="Show whole texts, matches marked.")],
        "no_snippet": Annotated[bool, typer.Option("--no-snippet", help="Show no text.")],
    },
)
def search(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    form: Form,
    shown: "Shown",
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
    batch: Batch = None,
    db: options.Database = None,
) -> None:
    """Find articles."""
    query = query_of(typed)
    wanted = Wanted(filters, form, shown, limit, offset, sort, copies=copies)
    with archive_at(db) as archive:
        if batch is not None:
            number = _answer(archive, wanted, batch, query)
        else:
            finding.warn_of_slips(query)
            if explain:
                finding.explain(archive, query, filters)
            number = _count(archive, wanted, query) if count else _show(archive, wanted, query)
    if not number:
        raise NotFound(f"nothing found: {query}" if query else "nothing found")


class Wanted(NamedTuple):
    """What the options ask for."""

    filters: "Filters"
    form: Form
    shown: "Shown"
    limit: int | None
    offset: int
    sort: Order
    copies: bool

    def options(self, limit: int | None) -> dict[str, Any]:
        """The arguments of `Archive.search`."""
        has_no_text = self.shown == "none" or self.form in (Form.IDS, Form.NUL)
        return {
            "filters": self.filters,
            "limit": limit or None,
            "offset": self.offset,
            "sort": self.sort.value,
            "copies": self.copies,
            "shown": "none" if has_no_text else self.shown,
        }


def _count(archive: "Archive", wanted: Wanted, query: str) -> int:
    number = archive.count(query, filters=wanted.filters, copies=wanted.copies)
    typer.echo(number)
    return number


def _show(archive: "Archive", wanted: Wanted, query: str) -> int:
    is_table = wanted.form is Form.TABLE
    limit = _ON_A_TERMINAL if wanted.limit is None and is_table else wanted.limit
    asked = wanted.options(limit)
    if wanted.form is Form.PLAIN and wanted.shown == "passage":
        # A line in a pipe marks nothing, and a headline's sums are dear to look for.
        asked["shown"] = "plain"
    hits = finding.found(archive, query, **asked)
    found = streamed(hits, "article", done="found")
    number = write(found, shapes.HITS, wanted.form, sys.stdout)
    if is_table and number == limit:
        total = archive.count(query, filters=wanted.filters, copies=wanted.copies)
        _say_how_many(total, number, wanted.offset)
    return number


def _answer(archive: "Archive", wanted: Wanted, path: str, query: str) -> int:
    from sma_cli.cli import batch

    if query:
        raise UsageError("words and --batch exclude each other", hint="put the query into the file")
    if wanted.form not in (Form.PLAIN, Form.TABLE, Form.NDJSON):
        raise UsageError(f"--batch and --{wanted.form} exclude each other", hint="it gives NDJSON")
    limit = _IN_A_BATCH if wanted.limit is None else wanted.limit
    found, broken = batch.answer(archive, path, wanted.options(limit))
    if broken:
        raise UsageError(f"{words.counted(broken, 'query', 'queries')} could not be understood",
                         hint="`error` in their lines says why")  # fmt: skip
    return found


def _say_how_many(total: int, shown: int, offset: int) -> None:
    if total > shown:
        first, last = offset + 1, offset + shown
        messages.say(f"{first:,} to {last:,} of {words.counted(total, 'article')}; -n 0 shows all")
