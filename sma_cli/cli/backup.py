"""`sma backup`: a copy of the archive."""

from pathlib import Path
from typing import Annotated

import typer

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.progress import working
from sma_cli.errors import UsageError
from sma_cli.view import words

HELP = """
sma backup ~/backups/sma-2024-06.db

Copy the archive to a file, as it is at one moment, also while others write to
it. The copy is an archive itself, readable by you alone: --db FILE uses it.
"""


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Also in the place of a file that is there.")
    ] = False,
    db: options.Database = None,
) -> None:
    """Copy the archive to a file."""
    target = Path(file).expanduser()
    if target.is_dir():
        raise UsageError(f"{target}: is a folder", hint="name a file in it")
    with archive_at(db) as archive:
        if target.exists() and archive.path.exists() and target.samefile(archive.path):
            raise UsageError(f"{target}: is the archive itself", hint="name another file")
        if target.exists() and not force:
            raise UsageError(f"{target}: is there already", hint="--force writes over it")
        with working("copying the archive"):
            archive.backup(target)
    messages.say(f"{target}: {words.size(target.stat().st_size)}")
