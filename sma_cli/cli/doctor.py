"""`sma doctor`: whether the archive is sound, and mending it where it is not."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.progress import working
from sma_cli.cli.status import Status
from sma_cli.errors import UsageError
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.answers import Check
    from sma_cli.archive import Archive

HELP = """
sma doctor
sma doctor --fix
sma doctor --db broken.db --salvage saved.db

Look at everything: the file, its tables, the index against the articles, the
originals and bodies against their checksums, the evidence of the tags. --fix
builds a damaged archive anew from its articles and originals and keeps the
file as it was beside it; --salvage does so into a new file. Both name what is
lost. Status 3: something is wrong, or was lost.
"""


@options.with_form
def doctor(
    *,
    form: Form,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is wrong.")] = False,
    salvage: Annotated[
        str | None, typer.Option("--salvage", metavar="NEWFILE", help="Save what can be read.")
    ] = None,
    db: options.Database = None,
) -> None:
    """Say whether the archive is sound, and mend it."""
    if fix and salvage:
        raise UsageError("--fix and --salvage exclude each other", hint="choose one")
    with archive_at(db) as archive:
        if salvage:
            found = _salvaged(archive, Path(salvage).expanduser())
        else:
            with working("looking at everything"):
                found = archive.checks()
            found = _fixed(archive, found) if fix else found
    write(found, shapes.CHECKS, form, sys.stdout)
    if any(one.problems for one in found):
        if not (fix or salvage):
            messages.hint("`sma doctor --fix` mends it, after a copy")
        raise typer.Exit(Status.ARCHIVE)


def _salvaged(archive: "Archive", target: Path) -> "list[Check]":
    from sma_cli import doctor as mending

    with working("saving what can be read"):
        lost = mending.salvage(archive.path, target, record=chosen_record())
    messages.say(f"{target}: holds what could be saved")
    return lost


def _fixed(archive: "Archive", found: "list[Check]") -> "list[Check]":
    """What is still wrong after mending, and what was lost by it."""
    from sma_cli import doctor as mending

    if not any(one.problems for one in found):
        return found
    for one in found:
        for problem in one.problems:
            messages.say(f"{one.name}: {problem}")
    archive.close()
    with working("mending"):
        kept, lost = mending.fix(archive.path, record=chosen_record())
    messages.say(f"mended; {kept} is the file as it was")
    with working("looking at everything again"):
        return [*archive.checks(), *lost]
