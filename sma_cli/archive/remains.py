"""What can still be read of a damaged archive, article by article."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sma_cli.archive import connection as opening
from sma_cli.archive import rows
from sma_cli.archive.checking import is_body, is_original
from sma_cli.archive.head import with_new_head
from sma_cli.archive.pages import Originals, originals_on_pages

if TYPE_CHECKING:
    from sma_cli.answers import Detail
    from sma_cli.document import Document, Input

Found = TypeVar("Found")

# What a damaged page can make SQLite and Python raise.
_UNREADABLE = (sqlite3.Error, UnicodeError, ValueError, TypeError, OverflowError, zlib.error)

# Each finds ids that others may not: tables and indexes lie on different pages, and a broken page
# in the middle is come to from both ends.
_IDS = (
    "SELECT id FROM articles NOT INDEXED ORDER BY id",
    "SELECT id FROM articles NOT INDEXED ORDER BY id DESC",
    "SELECT id FROM articles INDEXED BY articles_published ORDER BY published",
    "SELECT id FROM articles INDEXED BY articles_published ORDER BY published DESC",
    "SELECT article_id FROM originals NOT INDEXED ORDER BY article_id",
    "SELECT article_id FROM originals NOT INDEXED ORDER BY article_id DESC",
    "SELECT DISTINCT article_id FROM sketches",
)
# Of articles, before it is said that a file has none.
_MOST_LOOKED_AT = 1_000
# Ids are tried one by one up to here where lists of them are broken.
_MOST_TRIED = 10_000_000


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of one article; None for what is not, or is not what it was."""

    id: int
    detail: "Detail | None" = None
    document: "Document | None" = None
    original: "Input | None" = None


def remains(path: Path) -> Iterator[Remains]:
    """What is left of every article, in the order of their ids; of some nothing.

    Where SQLite cannot say what the tables are, they are taken for those of this version. An
    original that SQLite does not come to any more is looked for on every page of the file.
    """
    with opening.errors_named(path), closing(opening.open_damaged(path)) as connection:
        ids = _ids(connection)
        if ids:
            yield from _each(connection, ids, path)
            return
    on_pages = originals_on_pages(path)
    with with_new_head(path, is_right=_has_articles) as repaired:
        ids = _ids(repaired) if repaired else []
        yield from _each(repaired, {*ids, *on_pages.places}, path, on_pages)


def _each(
    connection: sqlite3.Connection | None,
    ids: Iterable[int],
    path: Path,
    on_pages: Originals | None = None,
) -> Iterator[Remains]:
    for identifier in sorted(ids):
        one = _remains(connection, identifier) if connection else Remains(identifier)
        if one.original is None:
            on_pages = on_pages or originals_on_pages(path)
            one = replace(one, original=on_pages.read(identifier))
        yield one


def _has_articles(connection: sqlite3.Connection) -> bool:
    """Whether an article can be read, among the first of which there are ids."""
    first = _ids(connection)[:_MOST_LOOKED_AT]
    return any(_remains(connection, one).detail is not None for one in first)


def _ids(connection: sqlite3.Connection) -> list[int]:
    """All ids that can be found; where lists are broken, also those that may have been."""
    found: set[int] = set()
    is_broken = False
    for statement in _IDS:
        try:
            found.update(one for (one,) in connection.execute(statement) if _is_id(one))
        except _UNREADABLE:
            is_broken = True
    if is_broken:
        last = _attempt(lambda: _last(connection)) or 0
        found.update(range(1, min(max(last, *found, 0), _MOST_TRIED) + 1))
    return sorted(found)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and 0 < value <= _MOST_TRIED


def _last(connection: sqlite3.Connection) -> int:
    """The highest id that was ever given."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    return int(row[0]) if row and _is_id(row[0]) else 0


def _remains(connection: sqlite3.Connection, identifier: int) -> Remains:
    detail = _attempt(lambda: _detail(connection, identifier))
    document = _attempt(lambda: rows.document_at(connection, identifier))
    original = _attempt(lambda: _original(connection, identifier))
    return Remains(identifier, detail, document if detail else None, original)


def _detail(connection: sqlite3.Connection, identifier: int) -> "Detail | None":
    row = connection.execute(
        "SELECT body, body_sha256 FROM articles WHERE id = ?", (identifier,)
    ).fetchone()
    return rows.detail_at(connection, identifier) if row and is_body(*row) else None


def _original(connection: sqlite3.Connection, identifier: int) -> "Input | None":
    from sma_cli.document import Input

    row = connection.execute(
        "SELECT path, sha256, bytes, zlib FROM originals WHERE article_id = ?", (identifier,)
    ).fetchone()
    if row is None or not is_original(row[3], row[1], row[2]):
        return None
    return Input(str(row[0]), zlib.decompress(row[3]))


def _attempt(read: Callable[[], Found]) -> Found | None:
    try:
        return read()
    except _UNREADABLE:
        return None
