"""The first page of an archive, made anew where it is destroyed.

It holds the header and says where each table begins. A new archive of this version has its tables
where the destroyed one had them, unless that was upgraded from an older version: so its first page
is tried, as it is made and as it is after a `vacuum`, on a copy of the file.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sma_cli.archive import connection as opening
from sma_cli.archive.pages import page_sizes

# In the header: for which change the count of pages is valid. For none: SQLite counts them then.
_VALID_FOR = slice(92, 96)


@contextmanager
def with_new_head(
    path: Path, *, is_right: Callable[[sqlite3.Connection], bool]
) -> Iterator[sqlite3.Connection | None]:
    """A copy of the file with a first page that `is_right`, to be read; None where none is.

    None, too, where there is no room for a copy among the temporary files.
    """
    with tempfile.TemporaryDirectory(prefix="sma-") as name:
        repaired = None
        with suppress(OSError, sqlite3.OperationalError):
            repaired = _repaired(path, Path(name), is_right)
        try:
            yield repaired
        finally:
            if repaired is not None:
                repaired.close()


def _repaired(
    path: Path, folder: Path, is_right: Callable[[sqlite3.Connection], bool]
) -> sqlite3.Connection | None:
    copy = folder / "copy.db"
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + ending))
    with copy.open("rb") as file:
        sizes = page_sizes(file.read(100))
    for head in _heads(folder, sizes):
        with copy.open("r+b") as file:
            file.write(head)
        connection = opening.open_damaged(copy)
        if is_right(connection):
            return connection
        connection.close()
    return None


def _heads(folder: Path, sizes: tuple[int, ...]) -> Iterator[bytes]:
    """First pages of new archives with pages of these sizes."""
    for size in sizes:
        new = folder / f"new-{size}.db"
        with closing(sqlite3.connect(new, isolation_level=None)) as connection:
            opening.make(connection, page_size=size)
            for change in ("PRAGMA optimize", "VACUUM"):
                connection.execute(change).fetchall()
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                yield _head(new, size)


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        head = bytearray(file.read(size))
    head[_VALID_FOR] = bytes(4)
    return bytes(head)
