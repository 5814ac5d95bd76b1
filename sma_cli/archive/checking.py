"""Whether a file is a sound archive, looked at from every side.

The checks see what SQLite's own do not: an index that tells other words than the articles, an
original or a body that is not what its checksum says, a tag whose evidence stands elsewhere, a
table that is not as this version makes it. What has no checksum (an author, a tag) can be changed
by a bad disk without a trace where the change leaves it text. Nothing is changed here. A check that
cannot be made is a problem of its own, never an exception.
"""

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sma_cli.answers import Check
from sma_cli.archive import connection as opening
from sma_cli.archive.storing import fingerprint, sha256_of
from sma_cli.document import CLAIM_ROLES
from sma_cli.errors import ArchiveDamaged

# Of one check; more are only counted.
_MOST = 100


def checks(path: Path, *, timeout: float) -> list[Check]:
    """All checks of an archive. Raises ArchiveError for a file that is none."""
    try:
        with closing(opening.open_for_reading(path, timeout=timeout)) as connection:
            found = [_check(connection, name, problems) for name, problems in _CHECKS.items()]
    except ArchiveDamaged as damaged:
        return [Check("file", (damaged.message,))]
    return [*found, _index(path, timeout)]


Problems = Callable[[sqlite3.Connection], Iterator[str]]


def _check(connection: sqlite3.Connection, name: str, problems: Problems) -> Check:
    told: list[str] = []
    try:
        told.extend(problems(connection))
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        told.append(f"cannot be read to its end: {error}")
    more = len(told) - _MOST
    return Check(name, (*told[:_MOST], *([f"and {more:,} more"] if more > 0 else [])))


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    yield from (" ".join(str(one).split()) for (one,) in found if one != "ok")


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """What a new archive has otherwise; spaces do not count."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        opening.make(fresh)
        meant, found = _objects(fresh), _objects(connection)
    yield from (f"{name} is missing" for name in meant.keys() - found.keys())
    yield from (f"{name} is none of an archive" for name in found.keys() - meant.keys())
    both = meant.keys() & found.keys()
    yield from (f"{name} is not as it should be" for name in both if meant[name] != found[name])


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        f"{kind} {name}": re.sub(r"\s+", " ", sql)
        for kind, name, sql in rows
        if not name.startswith("sqlite_")
    }


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: refers to a row that {parent} does not have"
    chains = connection.execute(
        "SELECT a.id, a.copy_of FROM articles AS a JOIN articles AS b ON b.id = a.copy_of"
        " WHERE b.copy_of IS NOT NULL"
    )
    yield from (f"article {one}: is a copy of the copy {other}" for one, other in chains)


def _originals(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT id, sha256, bytes, zlib FROM articles LEFT JOIN originals ON article_id = id"
    )
    for identifier, sha256, size, packed in rows:
        if packed is None:
            yield f"article {identifier}: has no original"
        elif not is_original(packed, sha256, size):
            yield f"article {identifier}: the original is not what was ingested"


def is_original(packed: bytes, sha256: str, size: int) -> bool:
    """Whether a packed original is the bytes that were ingested."""
    try:
        data = zlib.decompress(packed)
    except (zlib.error, TypeError):
        return False
    return len(data) == size and sha256_of(data) == sha256


def _bodies(connection: sqlite3.Connection) -> Iterator[str]:
    for identifier, body, known in connection.execute("SELECT id, body, body_sha256 FROM articles"):
        if not is_body(body, known):
            yield f"article {identifier}: the body is not what was stored"


def is_body(body: object, known: object) -> bool:
    """Whether a body is the one of this fingerprint."""
    if not (isinstance(body, str) and isinstance(known, str)):
        return False
    return fingerprint(body) == known.partition(":")[0]


def _evidence(connection: sqlite3.Connection) -> Iterator[str]:
    for table in ("evidence", "mentions"):
        rows = connection.execute(
            f'SELECT id, text, substr(body, start + 1, "end" - start) FROM {table}'  # noqa: S608
            " JOIN articles ON id = article_id"
        )
        wrong = (identifier for identifier, text, there in rows if text != there)
        for identifier in dict.fromkeys(wrong):
            yield f"article {identifier}: {table} that is not in the body"


def _claims(connection: sqlite3.Connection) -> Iterator[str]:
    """What is said of a sum that none can be, or in a sentence that does not name it."""
    roles = ", ".join("?" for _ in CLAIM_ROLES)
    rows = connection.execute(
        f"""SELECT DISTINCT article_id FROM amounts AS sum
            WHERE (role IS NOT NULL AND (role NOT IN ({roles}) OR start IS NULL))
            OR (start IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM evidence AS place WHERE place.article_id = sum.article_id
                AND place.tag = 'amount' AND place.text = sum.text
                AND place.start >= sum.start AND place.start < sum."end"
            ))""",  # noqa: S608
        CLAIM_ROLES,
    )
    yield from (f"article {one}: a claim about a sum that its sentence does not make"
                for (one,) in rows)  # fmt: skip


_CHECKS: dict[str, Problems] = {
    "file": _file,
    "schema": _schema,
    "references": _references,
    "originals": _originals,
    "bodies": _bodies,
    "evidence": _evidence,
    "claims": _claims,
}


def _index(path: Path, timeout: float) -> Check:
    """FTS5 compares with the articles only in a statement that could write."""
    try:
        with closing(opening.open_for_checking(path, timeout=timeout)) as connection:
            return _check(connection, "index", _index_problems)
    except sqlite3.Error as error:
        return Check("index", (f"cannot be checked: {error}",))


def _index_problems(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute(
            "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        yield f"cannot be checked: {error}"
    except sqlite3.DatabaseError:
        yield "the words that are searched are not those of the articles"
