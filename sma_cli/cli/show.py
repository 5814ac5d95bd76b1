"""`sma show`: an article, and why it is tagged as it is."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.ids import ids_of
from sma_cli.cli.progress import streamed
from sma_cli.cli.status import Status
from sma_cli.errors import NotFound, UsageError
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.answers import Detail
    from sma_cli.archive import Archive

HELP = """
sma show 12
sma search specht --ids | xargs sma show --json

Show articles by their ids (- reads ids from standard input): title, body and,
for every tag, its basis and the words it rests on.
"""


@options.with_form
def show(
    typed: Annotated[list[str] | None, typer.Argument(metavar="ID...")] = None,
    *,
    form: Form,
    original: Annotated[
        bool, typer.Option("--original", help="Write the bytes that were ingested, unchanged.")
    ] = False,
    db: options.Database = None,
) -> None:
    """Show articles, and why they are tagged as they are."""
    if not typed:
        raise UsageError("nothing to show", hint="sma show 12; `sma search` gives the ids")
    ids = ids_of(typed)
    missing: list[int] = []
    with archive_at(db) as archive:
        details = _details(archive, streamed(ids, "article", done="read"), missing)
        if original:
            _write_originals(archive, details)
        else:
            write(details, shapes.DETAILS, form, sys.stdout)
    if not ids:
        raise NotFound("no ids came in")
    if missing:
        raise typer.Exit(Status.NOTHING_FOUND)


def _details(archive: "Archive", ids: Iterable[int], missing: list[int]) -> Iterator["Detail"]:
    """The articles there are; the others are named as they come."""
    for one in ids:
        try:
            yield archive.article(one)
        except NotFound as absent:
            messages.say(absent.message)
            missing.append(one)


def _write_originals(archive: "Archive", details: Iterator["Detail"]) -> None:
    for detail in details:
        sys.stdout.buffer.write(archive.original(detail.article.id))
