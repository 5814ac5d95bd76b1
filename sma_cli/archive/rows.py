"""Rows of the archive as values: one statement brings everything that one article needs."""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sma_cli.article import Amount, Article, Basis

if TYPE_CHECKING:
    from sma_cli.answers import Detail
    from sma_cli.document import Document

# In the order of Article, with basis as five columns and lists as text: a search into a pipe does
# not pay for a JSON parser. `storing` keeps the two separators out of what is stored.
COLUMNS = """
    a.id, a.title, a.published, a.source, a.agency, a.author, a.url, a.lang,
    a.sma, a.event, a.round, a.event_start, a.event_end, a.venue,
    (SELECT group_concat(value || char(31) || currency || char(31) || text, char(30)) FROM
        (SELECT value, currency, text FROM amounts WHERE article_id = a.id ORDER BY position)),
    (SELECT group_concat(value, char(30)) FROM
        (SELECT value FROM percents WHERE article_id = a.id ORDER BY position)),
    a.sma_basis, a.event_basis, a.round_basis, a.dates_basis, a.venue_basis, a.by_hand,
    a.copy_of, a.words, a.ingested_at
"""
WIDTH = 25
ITEM, PART = "\x1e", "\x1f"
BASES = ("sma", "event", "round", "dates", "venue")

_FIRST_LIST, _FIRST_BASIS, _BY_HAND = 14, 16, 21
# Where in a row of `amounts` begins what is said of it.
_CLAIM = 5


def article_of(row: tuple[Any, ...]) -> Article:
    """The article of the first `WIDTH` columns."""
    amounts, percents = row[_FIRST_LIST:_FIRST_BASIS]
    bases = zip(BASES, row[_FIRST_BASIS:_BY_HAND], strict=True)
    by_hand = row[_BY_HAND]
    cells: list[Any] = [
        *row[:_FIRST_LIST],
        tuple(_amount(*one.split(PART)) for one in _items(amounts)),
        tuple(float(one) for one in _items(percents)),
        {tag: basis for tag, basis in bases if basis is not None}
        | (dict.fromkeys(by_hand.split(","), "manual") if by_hand else {}),
        *row[_BY_HAND + 1 : WIDTH],
    ]
    return Article(*cells)


def names_by_hand(basis: dict[str, Basis]) -> str | None:
    """What a user has set besides the tags, as the column `by_hand` has it."""
    return ",".join(name for name in basis if name not in BASES) or None


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
    """All that is kept of the article with an id, as of one moment; also without an original."""
    with one_moment(connection):
        article = article_at(connection, identifier)
        return _detail(connection, article) if article else None


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read in one transaction, in that of a writer where one is under way."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _detail(connection: sqlite3.Connection, article: Article) -> "Detail":
    from sma_cli.answers import Detail, Origin
    from sma_cli.document import Claim, Contradiction, Evidence, Mention

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, (article.id,)).fetchall()

    ((body,),) = rows("SELECT body FROM articles WHERE id = ?")
    evidence = rows(
        'SELECT tag, value, text, start, "end" FROM evidence WHERE article_id = ? ORDER BY position'
    )
    # All columns, for a damaged archive of an older version has fewer.
    amounts = rows("SELECT * FROM amounts WHERE article_id = ? ORDER BY position")
    mentions = rows("SELECT * FROM mentions WHERE article_id = ? ORDER BY position")
    conflicts = rows(
        "SELECT tag, value, record FROM conflicts WHERE article_id = ? ORDER BY position"
    )
    origins = rows(
        "SELECT path, sha256, bytes, format, encoding FROM originals WHERE article_id = ?"
    )
    return Detail(
        article,
        body,
        tuple(Evidence(*one) for one in evidence),
        tuple(Mention(*one[2:]) for one in mentions),
        Origin(*origins[0]) if origins else Origin("-", "", 0, "text", "utf-8"),
        tuple(Contradiction(*one) for one in conflicts),
        tuple(
            Claim(number, *one[_CLAIM:])
            for number, one in enumerate(amounts)
            if one[_CLAIM:] and one[-1] is not None
        ),
    )


def document_at(connection: sqlite3.Connection, identifier: int) -> "Document | None":
    """The article with an id as the document that it was stored as; what was cut is not kept."""
    from sma_cli.document import Document

    row = connection.execute(
        "SELECT title, body, published, source, agency, author, url, lang, dateline,"
        " coalesce(format, 'text'), coalesce(encoding, 'utf-8')"
        " FROM articles LEFT JOIN originals ON article_id = id WHERE id = ?",
        (identifier,),
    ).fetchone()
    return Document(*row) if row else None
