"""Copies of an archive: the one kept beside it before an upgrade, and those a user asks for."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sma_cli.errors import ArchiveUnwritable


def keep_as_it_was(path: Path, version: int) -> Path:
    """Copy the archive to `NAME.version-1` and the like, whole or not at all; for its owner alone.

    What others have committed is in it, also from the log; an older copy of that name goes.
    """
    kept = path.with_name(f"{path.name}.version-{version}")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as source:
        copy_of(source, kept)
    return kept


def copy_of(source: sqlite3.Connection, target: Path) -> None:
    """Write what the connection sees to a file, in the place of what stands there.

    The file is its owner's alone, and on disk when this returns. Raises ArchiveUnwritable.
    """
    unfinished = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            # The copy of a file with a log would ask for a log of its own.
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(target: Path, error: OSError | sqlite3.Error) -> ArchiveUnwritable:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return ArchiveUnwritable(
        f"{target}: the copy cannot be written: {why}",
        hint="make room, or let yourself write to the folder",
    )
