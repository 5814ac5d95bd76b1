"""`sma ingest`: store articles, and say what was understood of each."""

import gc
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import typer

from sma_cli.answers import Outcome
from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.progress import counted
from sma_cli.cli.reporting import write_all
from sma_cli.cli.status import Status
from sma_cli.document import Input
from sma_cli.errors import InputRefused, UsageError
from sma_cli.view import shapes, words
from sma_cli.view.output import Form

HELP = """
sma ingest article.txt saved-page.html clippings/
pbpaste | sma ingest -

Store articles: pasted text or saved web pages, from files, folders (and the
folders in them) or standard input (-). Says of each what it understood. What
is stored already stays as it is. Status 4: some inputs were refused.
"""


@options.with_form
def ingest(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")] = None,
    *,
    form: Form,
    encoding: Annotated[
        str | None,
        typer.Option(
            parser=options.encoding_name, metavar="NAME", help="Read the bytes as utf-8, cp949, …."
        ),
    ] = None,
    db: options.Database = None,
) -> None:
    """Store articles, and say what was understood of each."""
    from sma_cli.ingest import ingest as ingested

    if not paths:
        raise UsageError("nothing to ingest", hint="sma ingest article.txt, or … | sma ingest -")
    gc.enable()
    tally: Counter[str] = Counter()
    with archive_at(db) as archive:
        outcomes = ingested(archive, _inputs(paths), record=chosen_record(), encoding=encoding)
        write_all(_reported(counted(outcomes), tally), shapes.OUTCOMES, form)
    messages.say(_summary(tally))
    if tally["refused"]:
        raise typer.Exit(Status.REFUSED)


def _inputs(paths: list[str]) -> Iterator[Input | InputRefused]:
    from sma_cli.read import find_inputs

    for path in paths:
        if path == "-":
            yield _piped()
        else:
            yield from find_inputs(path)


def _piped() -> Input | InputRefused:
    from sma_cli.read.inputs import LARGEST_INPUT, too_large

    if sys.stdin.isatty():
        messages.say("reading from the terminal; end with Ctrl-D")
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) <= LARGEST_INPUT:
        return Input("-", data)
    # Read on without keeping, so that what writes into the pipe ends as it should.
    rest = iter(lambda: sys.stdin.buffer.read(LARGEST_INPUT), b"")
    return too_large("-", len(data) + sum(len(chunk) for chunk in rest))


def _reported(outcomes: Iterator[Outcome], tally: Counter[str]) -> Iterator[Outcome]:
    """Pass the outcomes on, count them, and say what people should know of each."""
    for outcome in outcomes:
        tally[outcome.status] += 1
        yield outcome
        if outcome.status == "refused":
            messages.say(f"refused: {outcome.error}")
            messages.hint(outcome.hint)
        elif outcome.status == "added" and outcome.article is not None:
            for what in ("title", "published"):
                if getattr(outcome.article, what) is None:
                    messages.warn(f"{outcome.path}: {_MISSING[what]}")


_MISSING = {
    "title": "no title was found",
    "published": "no date was found, so days such as 'Tuesday' stay unresolved",
}


def _summary(tally: Counter[str]) -> str:
    said = [words.counted(tally["added"], "article") + " added"]
    if tally["duplicate"]:
        said.append(f"{tally['duplicate']} stored already")
    if tally["refused"]:
        said.append(f"{tally['refused']} refused")
    return ", ".join(said)
