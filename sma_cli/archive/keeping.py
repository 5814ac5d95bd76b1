"""Copies of an archive: the one kept beside it before an upgrade, and those a user asks for."""

import os
import shutil
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


def keep_damaged(path: Path) -> Path:
    """A copy of the file and of its log under the first name that is free."""
    names = (f"{path.name}.damaged{n or ''}" for n in range(1000))
    kept = next(one for one in map(path.with_name, names) if not one.exists())
    try:
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                copy = kept.with_name(kept.name + ending)
                os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                shutil.copyfile(source, copy)
    except OSError as error:
        raise ArchiveUnwritable(
            f"{kept}: cannot be written: {error.strerror}",
            hint="a copy is kept before a change: make room, or let yourself write to the folder",
        ) from error
    return kept


def put_in_place(mended: Path, path: Path) -> None:
    """Write it over the archive as one change that others wait for, else in the file's place."""
    try:
        with closing(sqlite3.connect(mended)) as new, closing(sqlite3.connect(path)) as old:
            new.backup(old)
    except sqlite3.DatabaseError:
        # The log belongs to the damaged file: it must not be played into the new one.
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        mended.replace(path)
