"""Rows of the archive as values: one statement brings everything that one article needs."""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from typing import TYPE_CHECKING, Any

from sma_cli.article import Amount, Article

if TYPE_CHECKING:
    from sma_cli.answers import Detail

# In the order of Article, with basis as five columns and lists as text: a search into a pipe does
# not pay for a JSON parser. `storing` keeps the two separators out of what is stored.
COLUMNS = """
    a.id, a.title, a.published, a.source, a.agency, a.author, a.url, a.lang,
    a.sma, a.event, a.round, a.event_start, a.event_end, a.venue,
    (SELECT group_concat(value || char(31) || currency || char(31) || text, char(30)) FROM
        (SELECT value, currency, text FROM amounts WHERE article_id = a.id ORDER BY position)),
    (SELECT group_concat(value, char(30)) FROM
        (SELECT value FROM percents WHERE article_id = a.id ORDER BY position)),
    a.sma_basis, a.event_basis, a.round_basis, a.dates_basis, a.venue_basis,
    a.copy_of, a.words, a.ingested_at
"""
WIDTH = 24
ITEM, PART = "\x1e", "\x1f"
BASES = ("sma", "event", "round", "dates", "venue")

_FIRST_LIST, _FIRST_BASIS, _AFTER_BASES = 14, 16, 21


def article_of(row: tuple[Any, ...]) -> Article:
    """The article of the first `WIDTH` columns."""
    amounts, percents = row[_FIRST_LIST:_FIRST_BASIS]
    bases = zip(BASES, row[_FIRST_BASIS:_AFTER_BASES], strict=True)
    cells: list[Any] = [
        *row[:_FIRST_LIST],
        tuple(_amount(*one.split(PART)) for one in _items(amounts)),
        tuple(float(one) for one in _items(percents)),
        {tag: basis for tag, basis in bases if basis is not None},
        *row[_AFTER_BASES:WIDTH],
    ]
    return Article(*cells)


def _items(text: str | None) -> list[str]:
    return [] if text is None else text.split(ITEM)


def _amount(value: str, currency: str, text: str) -> Amount:
    return Amount(int(value), currency, text)


def article_at(connection: sqlite3.Connection, identifier: int) -> Article | None:
    """The article with an id."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM articles AS a WHERE a.id = ?", (identifier,)
    ).fetchone()
    return article_of(row) if row else None


def detail_at(connection: sqlite3.Connection, identifier: int) -> "Detail | None":
    """All that is kept of the article with an id, as of one moment."""
    connection.execute("BEGIN")
    try:
        article = article_at(connection, identifier)
        return _detail(connection, article) if article else None
    finally:
        connection.execute("COMMIT")


def _detail(connection: sqlite3.Connection, article: Article) -> "Detail":
    from sma_cli.answers import Detail, Origin
    from sma_cli.document import Evidence, Mention

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, (article.id,)).fetchall()

    ((body,),) = rows("SELECT body FROM articles WHERE id = ?")
    evidence = rows(
        'SELECT tag, value, text, start, "end" FROM evidence WHERE article_id = ? ORDER BY position'
    )
    mentions = rows(
        'SELECT sma, round, role, text, start, "end" FROM mentions WHERE article_id = ?'
        " ORDER BY position"
    )
    (origin,) = rows(
        "SELECT path, sha256, bytes, format, encoding FROM originals WHERE article_id = ?"
    )
    return Detail(
        article,
        body,
        tuple(Evidence(*one) for one in evidence),
        tuple(Mention(*one) for one in mentions),
        Origin(*origin),
    )
