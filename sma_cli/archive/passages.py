"""Plain passages as articles, for measuring how well they are found again."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sma_cli.answers import Outcome
from sma_cli.archive.rows import article_at
from sma_cli.archive.sql import LARGEST
from sma_cli.archive.storing import store
from sma_cli.document import Document, Input, Tags

if TYPE_CHECKING:
    from sqlite_utils import Database


def stored(database: "Database", record: Mapping[str, Any], place: int) -> Outcome:
    """What became of one record, the `place`-th of all."""
    name = str(record.get("id", place))
    document = _document(record)
    if not document.body.strip():
        return Outcome(name, "refused", error=f"record {name} has no text")
    data = json.dumps(dict(record), ensure_ascii=False, default=str).encode("utf-8", "replace")
    identifier = _free(database, record.get("id"))
    number, is_new = store(database, document, Tags(), Input(name, data), identifier=identifier)
    article = article_at(database.conn, number)
    return Outcome(name, "added" if is_new else "duplicate", article)


def _document(record: Mapping[str, Any]) -> Document:
    return Document(
        _text(record, "title"),
        _text(record, "text") or _text(record, "body") or "",
        published=_text(record, "published"),
        source=_text(record, "source"),
        lang=_text(record, "lang") or "und",
        format="json",
    )


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    return None if value is None else str(value)


def _free(database: "Database", identifier: object) -> int | None:
    """The id that the record asks for, unless it is none or taken."""
    if not isinstance(identifier, int) or not 0 < identifier <= LARGEST:
        return None
    taken = database.execute("SELECT 1 FROM articles WHERE id = ?", (identifier,)).fetchone()
    return None if taken else identifier
