"""`sma remove`: articles leave the archive for good."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.ids import ids_meant
from sma_cli.cli.progress import counted, working
from sma_cli.errors import UsageError
from sma_cli.view import words

if TYPE_CHECKING:
    from pathlib import Path

    from sma_cli.article import Article

HELP = """
sma remove 12 13
sma remove --where 'source:tabloid published:..2010'
sma search source:tabloid --ids | sma remove - --yes

Remove articles by their ids (- reads ids from standard input), all of them or
none: text, tags, original and index. Asks before, on a terminal. --vacuum
makes the file smaller too, so that no word of them is left in it.
"""

# Of a question; more are only counted.
_NAMED = 10


def remove(
    typed: Annotated[list[str] | None, typer.Argument(metavar="ID...")] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    vacuum: Annotated[
        bool, typer.Option("--vacuum", help="Give the room in the file back, to the last byte.")
    ] = False,
    where: options.Where = None,
    wait: options.Wait = None,
    db: options.Database = None,
) -> None:
    """Remove articles for good."""
    if not (typed or where or vacuum):
        raise UsageError("nothing to remove", hint="sma remove 12; `sma search` gives the ids")
    with archive_at(db, wait=wait) as archive:
        archive.upgrade()
        ids = ids_meant(archive, typed or [], where) if typed or where else []
        articles = [archive.article(one).article for one in ids]
        if articles and not yes:
            _ask(articles)
        archive.remove(
            counted(ids, "article", done="removed", printed="nothing", total=lambda: len(ids))
        )
        messages.say(f"{words.counted(len(ids), 'article')} removed")
        if vacuum:
            with working("making the file smaller"):
                archive.vacuum()
    _tell_of_copies(archive.path)


def _ask(articles: "list[Article]") -> None:
    """Go on only after a yes; raises UsageError where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("nobody can be asked here", hint="--yes removes without a question")
    for one in articles[:_NAMED]:
        messages.say(f"{one.id}  {one.title or '(no title)'}")
    typer.confirm(f"Remove {words.counted(len(articles), 'article')}?", abort=True, err=True)


def _tell_of_copies(path: "Path") -> None:
    """Files beside the archive that may still hold what was removed."""
    for kept in sorted(path.parent.glob(f"{path.name}.*")):
        messages.hint(f"{kept} is an older copy of the archive and was not changed")
