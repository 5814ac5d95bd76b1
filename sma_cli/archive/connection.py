"""Opening the file of an archive, and saying what is wrong with it.

Reading never creates, changes or leaves behind a file, and works on a read-only file in a
read-only folder. Writing creates file and folder, for their owner alone, and upgrades an archive
of an older version. Whatever SQLite raises becomes an ArchiveError that names the path.
"""

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sma_cli.archive import schema
from sma_cli.archive.identity import FIRST, OTHER, check_identity, identity_of
from sma_cli.archive.keeping import keep_as_it_was
from sma_cli.archive.watching import Watch, unwatched
from sma_cli.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveNotOurs,
    ArchiveUnreadable,
    ArchiveUnwritable,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

# Ctrl-C inside the function that the index calls, which itself raises nothing.
_INTERRUPTED = "user-defined function raised exception"
# An article of a few KB fills a smaller page by half.
PAGE_SIZE = 16384
# SQLite takes less than a page for nothing at all.
_SMALLEST = 512


def open_for_reading(path: Path, *, timeout: float) -> sqlite3.Connection:
    """A connection that cannot write. Raises ArchiveMissing for an archive without tables, too."""
    _check_file(path)
    with errors_named(path):
        connection = sqlite3.connect(_reading_uri(path), uri=True, timeout=timeout)
        try:
            connection.isolation_level = None
            connection.execute("PRAGMA query_only = ON")
            check_identity(path, identity_of(connection))
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_writing(path: Path, *, timeout: float, watch: Watch = unwatched) -> "Database":
    """The archive, created or upgraded where needed; an upgrade can be watched."""
    is_new = _make_file(path)
    try:
        return _opened(path, timeout, watch)
    except BaseException:
        if is_new:
            _unmake_file(path)
        raise


def open_for_changing(path: Path, *, timeout: float, watch: Watch = unwatched) -> "Database":
    """The archive, upgraded where needed. Raises ArchiveMissing where there is none."""
    _check_file(path)
    with errors_named(path), closing(sqlite3.connect(_reading_uri(path), uri=True)) as connection:
        if identity_of(connection).is_blank:
            raise ArchiveMissing(f"{path}: the archive is empty", hint=FIRST)
    return open_for_writing(path, timeout=timeout, watch=watch)


@contextmanager
def errors_named(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Raise what SQLite raises as an ArchiveError that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        if _INTERRUPTED in str(error):
            raise KeyboardInterrupt from error
        raise _named(path, error, writing=writing) from error
    except UnicodeDecodeError as error:
        # Text that is none: in a row, or in what SQLite says of a broken schema.
        raise _damaged(path, error) from error


@contextmanager
def values_known(path: Path) -> Iterator[None]:
    """Raise ArchiveDamaged for a word in a row that no archive has written."""
    try:
        yield
    except KeyError as error:
        raise _damaged(path, error) from error


def _named(path: Path, error: sqlite3.Error, *, writing: bool) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveLocked(
            f"{path}: another program is writing to the archive", hint="try again when it is done"
        )
    if code == sqlite3.SQLITE_NOTADB:
        return ArchiveNotOurs(
            f"{path}: is not an archive",
            hint=f"if it was one, `sma doctor --salvage NEWFILE` saves what is left; or {OTHER}",
        )
    if code == sqlite3.SQLITE_FULL:
        return ArchiveUnwritable(f"{path}: the disk is full", hint="make room and try again")
    if code == sqlite3.SQLITE_READONLY or (writing and code == sqlite3.SQLITE_CANTOPEN):
        return ArchiveUnwritable(
            f"{path}: the archive is read-only",
            hint=f"let yourself write to the file and its folder, or {OTHER}",
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return ArchiveUnreadable(
            f"{path}: cannot be opened",
            hint="let yourself write to its folder, or copy it and its -wal file elsewhere",
        )
    if writing and code == sqlite3.SQLITE_IOERR:
        return ArchiveUnwritable(
            f"{path}: cannot be written ({error})", hint="make room, or check the disk"
        )
    return _damaged(path, error)


def _damaged(path: Path, error: Exception) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"{path}: the archive is damaged ({error})",
        hint="`sma doctor --fix` saves what can be read; or go back to a backup",
    )


def _check_file(path: Path) -> None:
    """Raise unless there is a file that may be an archive.

    It is not opened: closing it again would take away the locks that connections of this process
    have on it, and another process could take its log for one that nobody needs.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveMissing(f"{path}: there is no archive", hint=FIRST) from None
    except OSError as error:
        raise ArchiveUnreadable(f"{path}: {error.strerror}", hint=OTHER) from error
    if not stat.S_ISREG(found.st_mode):
        what = "is a folder" if stat.S_ISDIR(found.st_mode) else "is not a file"
        raise ArchiveNotOurs(f"{path}: {what}, not an archive", hint=OTHER)
    if 0 < found.st_size < _SMALLEST:
        raise ArchiveNotOurs(f"{path}: is not an archive", hint=OTHER)
    if not os.access(path, os.R_OK):
        raise ArchiveUnreadable(f"{path}: Permission denied", hint=OTHER)


def _reading_uri(path: Path) -> str:
    """How to open the file so that nothing appears beside it.

    A read-only connection to a WAL archive makes `-wal` and `-shm` and cannot take them away, so
    where none exist, one that may write (and never does) cleans up after itself. Where writing is
    forbidden nobody else can be expected to write either: `immutable` needs no files at all.
    """
    log = path.with_name(path.name + "-wal")
    uri = path.absolute().as_uri()
    if log.exists() and log.stat().st_size:
        return f"{uri}?mode=ro"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return f"{uri}?mode=rw"
    return f"{uri}?mode=ro&immutable=1"


def _make_file(path: Path) -> bool:
    """Create the file and its folder where they are missing; whether the file was."""
    try:
        _check_file(path)
    except ArchiveMissing:
        return _created(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ArchiveUnwritable(
            f"{path}: the archive is read-only",
            hint=f"let yourself write to the file and its folder, or {OTHER}",
        )
    with errors_named(path), closing(sqlite3.connect(_reading_uri(path), uri=True)) as connection:
        check_identity(path, identity_of(connection), writing=True)
    return False


def _created(path: Path) -> bool:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise ArchiveUnwritable(
            f"{path}: cannot be created: {error.strerror}", hint=OTHER
        ) from error
    return True


def _unmake_file(path: Path) -> None:
    """Take a new file away again that never became an archive."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _opened(path: Path, timeout: float, watch: Watch) -> "Database":
    from sqlite_utils import Database

    uri = f"{path.absolute().as_uri()}?mode=rw"
    with errors_named(path, writing=True):
        connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
        try:
            database = Database(connection, execute_plugins=False)
            prepare(database)
            _migrate(path, database, watch)
        except BaseException:
            connection.close()
            raise
    return database


def open_for_checking(path: Path, *, timeout: float) -> sqlite3.Connection:
    """A connection whose index can be checked: of a copy in memory where nobody may write.

    Nothing is committed by it. Raises sqlite3.Error.
    """
    uri = _reading_uri(path)
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
    if not os.access(path, os.W_OK) or "immutable" in uri:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with closing(connection):
            connection.backup(copy)
        connection = copy
    elif "mode=ro" in uri:
        connection.close()
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None
        )
    connection.execute("PRAGMA trusted_schema = ON")
    _teach(connection)
    return connection


def open_damaged(path: Path) -> sqlite3.Connection:
    """A connection that reads on where the file is damaged. Raises sqlite3.Error, ArchiveError."""
    _check_file(path)
    connection = sqlite3.connect(_reading_uri(path), uri=True, isolation_level=None)
    # With it SQLite takes a broken schema and a file that is too short for what they are.
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def make(connection: sqlite3.Connection, *, page_size: int = PAGE_SIZE) -> None:
    """Make the tables of this version in an empty database."""
    from sqlite_utils import Database

    database = Database(connection, execute_plugins=False)
    prepare(database, page_size=page_size)
    with transaction(database):
        _apply(database, schema.MIGRATIONS, schema.VERSION, unwatched)


def prepare(database: "Database", *, page_size: int = PAGE_SIZE) -> None:
    """Set a writing connection up; the pages are those of a new file.

    `synchronous = FULL` brings every commit to the disk before it is reported: in WAL mode the
    log is synced at each commit, so that what was reported outlives `kill -9` (even without) and
    the loss of power (only with it). `NORMAL` would be four times as fast for single articles, and
    nothing for groups; a user who was told "stored" is worth more than the millisecond.
    """
    for setting in (
        f"page_size = {page_size}",
        "trusted_schema = ON",  # the triggers call functions of this connection
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        database.execute(f"PRAGMA {setting}")
    _teach(database.conn)


def _teach(connection: sqlite3.Connection) -> None:
    """Make the functions known that the triggers call."""
    from sma_cli.archive.copies import SKETCHED, sketched
    from sma_cli.archive.words import prepared

    for name, function in ((schema.FUNCTION, prepared), (SKETCHED, sketched)):
        connection.create_function(name, 1, function, deterministic=True)


def _migrate(path: Path, database: "Database", watch: Watch) -> None:
    """Apply what is missing, each step in one transaction, also beside another program.

    What there was before the first step is kept beside the archive. A new archive is made by all
    steps in one: killed meanwhile, it is an empty file and none of a version long past.
    """
    is_first = True
    while True:
        found = identity_of(database.conn)
        check_identity(path, found, writing=True)
        if found.version == schema.VERSION:
            return
        with transaction(database):
            if identity_of(database.conn) == found:
                if is_first and not found.is_blank:
                    keep_as_it_was(path, found.version)
                last = schema.VERSION if found.is_blank else found.version + 1
                _apply(database, schema.MIGRATIONS[found.version : last], last, watch)
                is_first = False


def _apply(database: "Database", steps: Iterable[schema.Step], version: int, watch: Watch) -> None:
    for step in steps:
        step(database, watch)
    database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {version}")


@contextmanager
def transaction(database: "Database") -> Iterator[None]:
    """All of the block or nothing, alone among writers from the start; joins one under way."""
    is_under_way = database.conn.in_transaction
    if is_under_way:
        yield
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.conn.in_transaction:
            database.execute("ROLLBACK")
        raise
