"""What articles tell of the talks, as the archive has it: those that tell alike put together.

A hundred thousand articles say a few thousand different things, so values are weighed for these
few. Everything but the headlines stands in one index, and headlines are fetched for those alone
that may be shown.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sma_cli.archive.consensus import UNDATED, Telling
from sma_cli.archive.sql import Sql

# What an article says, as Telling has it: one text, which is compared and decoded as a whole in
# half the time of eleven values.
_SAID = """json_array(
    a.sma, a.event, a.round, a.event_start, a.event_end, a.venue, a.source,
    a.event_basis, a.round_basis, a.dates_basis, a.venue_basis
)"""
_COLUMNS = f"coalesce(a.published, '{UNDATED}'), a.id, {_SAID}"
_SOURCE = 6
_COPIED = "SELECT copy_of FROM articles WHERE copy_of IS NOT NULL"

# The other happenings that articles name with their days or venue, as if these were the articles'
# own, so that a query finds what is told, not who tells it. Of a story only the first article.
_MENTIONED = """
    SELECT article.id, article.title, article.published, article.source, article.agency,
        article.lang, article.copy_of, article.by_hand,
        mention.sma, mention.event, mention.round, mention.event_start, mention.event_end,
        mention.venue, 'mentioned' AS sma_basis, 'mentioned' AS event_basis,
        'mentioned' AS round_basis, 'mentioned' AS dates_basis, 'mentioned' AS venue_basis
    FROM mentions AS mention JOIN articles AS article ON article.id = mention.article_id
    WHERE (mention.event_start IS NOT NULL OR mention.venue IS NOT NULL)
        AND article.copy_of IS NULL
"""
_FITS = "a.sma IS NOT NULL AND a.event IS NOT NULL"


def tellings(connection: sqlite3.Connection, condition: Sql) -> Iterator[Telling]:
    """What the articles that fit tell and mention of the talks."""

    def found(columns: str, tables: str, more: str) -> sqlite3.Cursor:
        return connection.execute(
            f"SELECT {columns} FROM {tables} WHERE {_FITS} AND {more} AND {condition.text}",
            condition.values,
        )

    once = f"a.copy_of IS NULL AND a.id NOT IN ({_COPIED})"
    yield from _alike(found(_COLUMNS, "articles AS a INDEXED BY articles_found", once))
    yield from _alike(found(_COLUMNS, f"({_MENTIONED}) AS a", "1"))
    story = f"(a.copy_of IS NOT NULL OR a.id IN ({_COPIED}))"
    for published, one, said, first in found(
        f"{_COLUMNS}, coalesce(a.copy_of, a.id)", "articles AS a", story
    ):
        yield Telling._make((*json.loads(said), ((published, one),), first))


def _alike(rows: Iterable[tuple[str, int, str]]) -> Iterator[Telling]:
    """Articles of one outlet that tell alike as one; articles of no outlet are witnesses each."""
    alike: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for published, one, said in rows:
        alike[said].append((published, one))
    for text, articles in alike.items():
        values = json.loads(text)
        if values[_SOURCE] is None:
            yield from (Telling._make((*values, (one,), None)) for one in articles)
        else:
            yield Telling._make((*values, sorted(articles), None))


def titles(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The headlines of the articles with these ids that have one."""
    found = connection.execute(
        "SELECT id, title FROM articles"
        " WHERE id IN (SELECT value FROM json_each(?)) AND coalesce(title, '') <> ''",
        (json.dumps(list(ids)),),
    )
    return dict(found)
