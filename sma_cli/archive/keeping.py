"""A copy of the archive as it was, beside it, before an upgrade changes it."""

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
    unfinished = kept.with_name(f"{kept.name}.part")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(path, unfinished)
        unfinished.replace(kept)
    except OSError as error:
        raise ArchiveUnwritable(
            f"{kept}: cannot be written: {error.strerror}",
            hint="a copy is kept before an upgrade: make room, or let yourself write to the folder",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def _copy(path: Path, target: Path) -> None:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        # The copy of a file with a log would ask for a log of its own.
        copy.execute("PRAGMA journal_mode = DELETE")
