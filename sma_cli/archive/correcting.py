"""Putting an article in the place of what it was: after a correction by hand, or read again.

Promises: the article keeps its id, its origin and the time it was stored; columns that stay as
they are are not written, so that the index is touched only where words change.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sma_cli.answers import Detail
from sma_cli.archive.connection import transaction
from sma_cli.archive.copies import place
from sma_cli.archive.storing import (
    LISTS,
    columns_of,
    fingerprint,
    insert_lists,
    storable,
    whole,
)
from sma_cli.document import Document, Tags

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_THE_DOCUMENT = ("title", "published", "source", "agency", "author", "url", "lang")
_OF_THE_TAGS = (
    "sma", "event", "round", "event_start", "event_end", "venue", "amounts", "percents", "basis",
)  # fmt: skip


def as_stored(before: Detail, document: Document, tags: Tags) -> Detail:
    """What an article will be when this document and these tags are stored in its place."""
    document, tags = storable(document), storable(whole(document, tags))
    article = replace(
        before.article,
        **{name: getattr(document, name) for name in _OF_THE_DOCUMENT},
        **{name: getattr(tags, name) for name in _OF_THE_TAGS},
        words=len(document.body.split()),
    )
    return Detail(
        article,
        document.body,
        tags.evidence,
        tags.mentions,
        replace(before.origin, format=document.format, encoding=document.encoding),
        tags.conflicts,
        tags.claims,
    )


def put(database: "Database", identifier: int, document: Document, tags: Tags) -> bool:
    """Store the document and the tags in the place of an article; whether there is one."""
    document, tags = storable(document), storable(whole(document, tags))
    with transaction(database):
        changed = outdated(database.conn, identifier, document, tags)
        if changed is None:
            return False
        _update(database, identifier, changed)
        for table in LISTS:
            database.execute(f"DELETE FROM {table} WHERE article_id = ?", (identifier,))
        insert_lists(database, identifier, tags)
        database.execute(
            "UPDATE originals SET format = ?, encoding = ? WHERE article_id = ?",
            (document.format, document.encoding, identifier),
        )
        if changed.keys() & {"body", "published"}:
            place(database, identifier)
    return True


def outdated(
    connection: sqlite3.Connection, identifier: int, document: Document, tags: Tags
) -> dict[str, Any] | None:
    """The columns of an article that these change, with their new values; None without one."""
    row = columns_of(storable(document), storable(tags))
    old = connection.execute(
        f"SELECT {', '.join(row)} FROM articles WHERE id = ?", (identifier,)
    ).fetchone()
    if old is None:
        return None
    return {name: value for (name, value), was in zip(row.items(), old, strict=True)
            if value != was}  # fmt: skip


def _update(database: "Database", identifier: int, changed: dict[str, Any]) -> None:
    if "body" in changed:
        changed["body_sha256"] = _own_fingerprint(database, identifier, changed["body"])
    if changed:
        settings = ", ".join(f"{name} = ?" for name in changed)
        values = (*changed.values(), identifier)
        database.execute(f"UPDATE articles SET {settings} WHERE id = ?", values)


def _own_fingerprint(database: "Database", identifier: int, body: str) -> str:
    """The body's fingerprint; where another article has the same body by now, one of its own.

    What is stored is never lost: both stay, and the next input with that body is a duplicate.
    """
    print_of_body = fingerprint(body)
    taken = database.execute(
        "SELECT 1 FROM articles WHERE body_sha256 = ? AND id != ?", (print_of_body, identifier)
    ).fetchone()
    return f"{print_of_body}:{identifier}" if taken else print_of_body
