"""Storing one article: one transaction, on disk when it returns, never twice."""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sma_cli.archive.connection import transaction
from sma_cli.archive.rows import BASES, ITEM, PART
from sma_cli.document import Document, Input, Tags

if TYPE_CHECKING:
    from sqlite_utils import Database

# What SQLite cannot store, C programs cut at, and `rows` separates lists by; one for one, so that
# offsets stay right.
_UNSTORABLE = re.compile(f"[\0{ITEM}{PART}\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def store(database: "Database", document: Document, tags: Tags, source: Input) -> tuple[int, bool]:
    """The id of the article, and whether it was added; else it was there, as it still is."""
    with transaction(database):
        sha256 = sha256_of(source.data)
        body_sha256 = sha256_of(_normalized(document.body).encode())
        known = database.execute(
            "SELECT article_id FROM originals WHERE sha256 = ?"
            " UNION ALL SELECT id FROM articles WHERE body_sha256 = ?",
            (sha256, body_sha256),
        ).fetchone()
        if known:
            return int(known[0]), False
        identifier = _insert_article(database, document, tags, body_sha256)
        _insert_lists(database, identifier, tags)
        _insert(
            database, "originals",
            (identifier, _clean(source.path), sha256, len(source.data), document.format,
             document.encoding, zlib.compress(source.data)),
        )  # fmt: skip
    return identifier, True


def sha256_of(data: bytes) -> str:
    """The fingerprint of bytes, in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def _normalized(body: str) -> str:
    """A body as compared with others: forms of letters, case and blanks do not count."""
    text = unicodedata.normalize("NFKC", _clean(body)).casefold()
    return " ".join(text.split())


def _clean(text: str) -> str:
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def _insert_article(database: "Database", document: Document, tags: Tags, body_sha256: str) -> int:
    from datetime import UTC, datetime

    from sma_cli.archive.figures import terms_of

    row = {
        "title": document.title,
        "published": document.published,
        "source": document.source,
        "agency": document.agency,
        "author": document.author,
        "url": document.url,
        "lang": document.lang,
        "sma": tags.sma,
        "event": tags.event,
        "round": tags.round,
        "event_start": tags.event_start,
        "event_end": tags.event_end,
        "venue": tags.venue,
        **{f"{tag}_basis": tags.basis.get(tag) for tag in BASES},
        "words": len(document.body.split()),
        "ingested_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "dateline": document.dateline,
        "body_sha256": body_sha256,
        "figures": terms_of(f"{document.title or ''}\n{document.body}"),
        "body": document.body,
    }
    marks = ", ".join("?" for _ in row)
    values = [_clean(value) if isinstance(value, str) else value for value in row.values()]
    added = database.execute(
        f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks}) RETURNING id", values
    ).fetchone()
    return int(added[0])


def _insert_lists(database: "Database", identifier: int, tags: Tags) -> None:
    amounts = [(one.value, one.currency, one.text) for one in tags.amounts]
    percents = [(one,) for one in tags.percents]
    evidence = [(one.tag, one.value, one.text, one.start, one.end) for one in tags.evidence]
    mentions = [
        (one.sma, one.round, one.role, one.text, one.start, one.end) for one in tags.mentions
    ]
    tables: dict[str, Iterable[Sequence[object]]] = {
        "amounts": amounts,
        "percents": percents,
        "evidence": evidence,
        "mentions": mentions,
    }
    for table, rows in tables.items():
        for position, row in enumerate(rows):
            cells = [_clean(cell) if isinstance(cell, str) else cell for cell in row]
            _insert(database, table, (identifier, position, *cells))


def _insert(database: "Database", table: str, row: Sequence[object]) -> None:
    marks = ", ".join("?" for _ in row)
    database.execute(f"INSERT INTO {table} VALUES ({marks})", row)
