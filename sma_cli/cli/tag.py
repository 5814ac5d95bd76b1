"""`sma tag`: correct articles by hand, or give tags back to the tagger."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sma_cli.answers import Revision
from sma_cli.by_hand import OPTIONS, values_of, venue_meant
from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.ids import ids_meant
from sma_cli.cli.progress import working
from sma_cli.errors import UsageError
from sma_cli.view import shapes, words
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.archive import Archive

HELP = """
sma tag 12 13 --round 3 --event round --dates 2024-06-10..2024-06-12
sma search specht --ids | sma tag - --venue Washington
sma tag --where 'source:yonhap date:2024-06-10' --venue Washington
sma tag 12 --sma none
sma tag 12 --auto venue dates

Correct articles by their ids (- reads ids from standard input), all of them or
none. A value by hand stands until it is given back: `retag` and a second
`ingest` leave it alone. --auto gives back the tags named, or all. Says what
changed, or with --dry-run what would. Before a query changes more than ten
articles it asks, on a terminal.
"""

# That a query may change without a question.
_MANY = 10


def _option(metavar: str) -> Any:
    return Annotated[str | None, typer.Option(metavar=metavar, rich_help_panel="Tags")]


@options.with_form
@options.takes(
    "by_hand",
    lambda **typed: values_of(typed),
    {
        "sma": _option("N"),
        "event": _option("NAME"),
        "round": _option("N"),
        "dates": _option("DAYS"),
        "venue": _option("CITY"),
        "published": _option("DATE"),
        "source": _option("OUTLET"),
        "title": _option("TEXT"),
    },
)
def tag(
    typed: Annotated[list[str] | None, typer.Argument(metavar="ID...")] = None,
    *,
    by_hand: dict[str, Any],
    form: Form,
    auto: Annotated[
        bool, typer.Option("--auto", help="Give back the tags named among the ids, or all.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would change.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    where: options.Where = None,
    wait: options.Wait = None,
    db: options.Database = None,
) -> None:
    """Correct articles by hand, or give tags back to the tagger."""
    if not ((typed or where) and (by_hand or auto)):
        raise UsageError("nothing to tag", hint="sma tag 12 --round 3; sma tag 12 --auto")
    names = [one for one in typed or () if auto and one in OPTIONS]
    _warn_of_venue(by_hand.get("venue"))
    automatic = (names or OPTIONS) if auto else ()
    with archive_at(db, wait=wait) as archive:
        ids = ids_meant(archive, [one for one in typed or () if one not in names], where)
        corrected = partial(
            _corrected, archive, ids, by_hand=by_hand, automatic=automatic, record=chosen_record()
        )
        if where and not (yes or dry_run):
            _ask(_changed(corrected(dry_run=True)))
        revisions = corrected(dry_run=dry_run)
        changed = _changed(revisions)
        write(changed, shapes.REVISIONS, form, sys.stdout)
    messages.say(_summary(changed, revisions, "would change" if dry_run else "changed"))


def _corrected(
    archive: "Archive", ids: Sequence[int], *, dry_run: bool, **how: Any
) -> list[Revision]:
    """What `retag.correct` makes of the articles, which of many takes a while."""
    from sma_cli.retag import correct

    if not dry_run:
        archive.upgrade()
    with working("correcting"):
        return correct(archive, ids, dry_run=dry_run, **how)


def _changed(revisions: Sequence[Revision]) -> list[Revision]:
    return [one for one in revisions if one.status == "changed"]


def _ask(changed: Sequence[Revision]) -> None:
    """Go on with many only after a yes; raises UsageError where nobody can be asked."""
    if len(changed) <= _MANY:
        return
    articles = words.counted(len(changed), "article")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"the query would change {articles}, and nobody can be asked here",
            hint="--dry-run shows them, --yes changes them without a question",
        )
    typer.confirm(f"Change {articles}?", abort=True, err=True)


def _warn_of_venue(venue: str | None) -> None:
    meant = venue_meant(venue) if venue else None
    if meant:
        messages.warn(f"no known venue is called {venue!r}", hint=f"did you mean {meant}?")


def _summary(changed: Sequence[Revision], all_of_them: Sequence[Revision], verb: str) -> str:
    same = len(all_of_them) - len(changed)
    return (
        words.counted(len(changed), "article")
        + f" {verb}"
        + (f", {same} as before" if same else "")
    )
