"""`sma ingest`: store articles, and say what was understood of each."""

import gc
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from sma_cli.answers import Outcome
from sma_cli.by_hand import values_of
from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.progress import counted
from sma_cli.cli.reporting import write_all
from sma_cli.cli.status import Status
from sma_cli.document import Input
from sma_cli.errors import InputRefused, UsageError
from sma_cli.read.limits import LARGEST_INPUT
from sma_cli.view import shapes, words
from sma_cli.view.output import Form, Shape

HELP = """
sma ingest article.txt saved-page.html clippings/ export.ndjson.gz
pbpaste | sma ingest - --show-cut

Store articles from files, folders (and the folders in them) or standard input
(-): pasted text, Markdown, HTML, MHTML, mail, PDF, JSON or NDJSON, also packed
by gzip. What a file is called tells nothing. Says of each what it understood:
headline, date, outlet, the first and last words of the body, how much was cut.
What is stored already stays as it is. Status 4: some inputs were refused.
"""

_SIZE = re.compile(r"(\d{1,12})\s*([kmg]?)b?", re.ASCII | re.IGNORECASE)
# One process stores as fast as about three read.
_MOST_PROCESSES = 4
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def _size(typed: str) -> int:
    """A number of bytes: `5000000`, `200MB`."""
    found = _SIZE.fullmatch(str(typed).strip())
    if found and int(found[1]):
        return int(found[1]) * _UNITS[found[2].lower()]
    raise UsageError(f"--max-size: {typed!r} is no size", hint="such as 200MB")


def _fact(metavar: str) -> Any:
    return Annotated[str | None, typer.Option(metavar=metavar, rich_help_panel="Overrule")]


@options.with_form
@options.takes(
    "by_hand",
    lambda **typed: values_of(typed),
    {
        "title": _fact("TEXT"),
        "published": _fact("DATE"),
        "source": _fact("OUTLET"),
        "url": _fact("URL"),
        "lang": _fact("CODE"),
    },
)
def ingest(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")] = None,
    *,
    form: Form,
    by_hand: dict[str, Any],
    encoding: Annotated[
        str | None,
        typer.Option(
            parser=options.encoding_name, metavar="NAME", help="Read the bytes as utf-8, cp949, …."
        ),
    ] = None,
    max_size: Annotated[
        int | None,
        typer.Option(parser=_size, metavar="SIZE", help="The most an input may have: 100MB."),
    ] = None,
    show_cut: Annotated[
        bool, typer.Option("--show-cut", help="Show what was left out of each article.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number, metavar="N", help="Processes that read; 1: only this one."
        ),
    ] = None,
    wait: options.Wait = None,
    db: options.Database = None,
) -> None:
    """Store articles, and say what was understood of each."""
    from sma_cli.ingest import ingest as ingested

    if not paths:
        raise UsageError("nothing to ingest", hint="sma ingest article.txt, or … | sma ingest -")
    gc.enable()
    tally: Counter[str] = Counter()
    largest = max_size or LARGEST_INPUT
    shape = shapes.OUTCOMES_AND_CUT if show_cut else shapes.OUTCOMES
    with archive_at(db, wait=wait) as archive:
        outcomes = ingested(
            archive, _inputs(paths, largest), record=chosen_record(), encoding=encoding,
            by_hand=by_hand, largest=largest, reads_known=show_cut, jobs=jobs or _processes(),
        )  # fmt: skip
        _report(outcomes, paths, tally, shape, form)
    messages.say(_summary(tally))
    if tally["duplicate"] and by_hand:
        messages.hint("what is stored already was not changed: `sma tag` corrects it")
    if tally["refused"]:
        raise typer.Exit(Status.REFUSED)


def _report(
    outcomes: Iterator[Outcome],
    paths: list[str],
    tally: Counter[str],
    shape: Shape[Outcome],
    form: Form,
) -> None:
    """Show what becomes of each input; whatever ends it early, say how many were stored."""
    read = counted(outcomes, printed="lines", total=lambda: _expected(paths))
    shown = _reported(read, tally)
    try:
        write_all(shown, shape, form)
    except BaseException:
        if tally:
            messages.say(f"{_summary(tally)}, until it ended")
        raise


def _processes() -> int:
    """As many as there are processors for, but no more than one that stores keeps busy."""
    available = getattr(os, "sched_getaffinity", None)
    number = len(available(0)) if available else os.cpu_count() or 1
    return min(number, _MOST_PROCESSES)


def _expected(paths: list[str]) -> int | None:
    """How many inputs will come, unless that is known only when they come."""
    from sma_cli.read.inputs import count_files

    return None if "-" in paths else sum(count_files(one) for one in paths)


def _inputs(paths: list[str], largest: int) -> Iterator[Input | InputRefused]:
    from sma_cli.read.inputs import find_inputs
    from sma_cli.read.split import split

    for path in paths:
        if path != "-":
            yield from find_inputs(path, largest=largest)
            continue
        if sys.stdin.isatty():
            messages.say("reading from the terminal; end with Ctrl-D")
        yield from split(sys.stdin.buffer, "-", largest=largest)


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
