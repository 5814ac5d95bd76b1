"""Whose a SQLite file is and of which version, told by its header and whether it has tables."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from sma_cli.archive import schema
from sma_cli.errors import ArchiveMissing, ArchiveNewer, ArchiveNotOurs, ArchiveOlder

OTHER = "name another archive with --db or $SMA_DB"
FIRST = f"`sma ingest FILE` makes it, or {OTHER}"


class Identity(NamedTuple):
    """What a SQLite file says it is."""

    application: int
    version: int
    is_blank: bool


def identity_of(connection: sqlite3.Connection) -> Identity:
    """What a file says it is. Raises sqlite3.Error."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return Identity(application, version, (application, version, objects) == (0, 0, 0))


def check_identity(path: Path, found: Identity, *, writing: bool = False) -> None:
    """Raise an ArchiveError for what is no archive of this version; `writing` makes it one."""
    if found.is_blank and not writing:
        raise ArchiveMissing(f"{path}: the archive is empty", hint=FIRST)
    if not found.is_blank and found.application != schema.APPLICATION_ID:
        raise ArchiveNotOurs(f"{path}: is a database of another program", hint=OTHER)
    if found.version > schema.VERSION:
        raise ArchiveNewer(
            f"{path}: the archive has version {found.version}, this program knows up to "
            f"{schema.VERSION}",
            hint="upgrade the program: pip install --upgrade sma-cli",
        )
    if found.version < schema.VERSION and not writing:
        raise ArchiveOlder(
            f"{path}: the archive has version {found.version}, this program reads {schema.VERSION}",
            hint="the next `sma ingest` or `sma retag` upgrades it",
        )
