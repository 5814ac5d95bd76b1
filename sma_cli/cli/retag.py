"""`sma retag`: read and tag again what is stored, after an upgrade."""

import gc
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import typer

from sma_cli.answers import Revision
from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.ids import ids_of
from sma_cli.cli.progress import counted
from sma_cli.cli.reporting import write_all
from sma_cli.cli.status import Status
from sma_cli.errors import NotFound
from sma_cli.view import shapes, words
from sma_cli.view.output import Form

HELP = """
sma retag --dry-run
sma retag 12 13

Read and tag the stored originals again, of all articles or of those with the
ids (- reads ids from standard input), as after an upgrade of the program. Says
what changed. What was set by hand stays. Status 4: some originals cannot be
read any more; their articles stay as they were.
"""


@options.with_form
def retag(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    *,
    form: Form,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would change.")
    ] = False,
    wait: options.Wait = None,
    db: options.Database = None,
) -> None:
    """Read and tag stored articles again, and say what changed."""
    from sma_cli import retag as retagging

    ids = ids_of(typed) if typed else None
    if ids == []:
        raise NotFound("no ids came in")
    gc.enable()
    tally: Counter[str] = Counter()
    with archive_at(db, wait=wait) as archive:
        revisions = retagging.retag(archive, ids, record=chosen_record(), dry_run=dry_run)
        read = counted(revisions, "article", printed="lines")
        write_all(_reported(read, tally), shapes.REVISIONS, form)
    messages.say(_summary(tally, "would change" if dry_run else "changed"))
    if tally["refused"]:
        raise typer.Exit(Status.REFUSED)


def _reported(revisions: Iterator[Revision], tally: Counter[str]) -> Iterator[Revision]:
    """Pass on what changed or was refused, and count all."""
    for one in revisions:
        tally[one.status] += 1
        if one.status != "unchanged":
            yield one
        if one.status == "refused":
            messages.say(f"article {one.article.id} stays as it was: {one.error}")
            messages.hint(one.hint)


def _summary(tally: Counter[str], verb: str) -> str:
    said = f"{words.counted(tally.total(), 'article')} read, {tally['changed']:,} {verb}"
    return said + (f", {tally['refused']:,} refused" if tally["refused"] else "")
