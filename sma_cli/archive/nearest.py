"""What to show where no article has all that a query asks for: those that have most of it.

A word that no article has gives way to words of the index that are spelt nearly so. Then the
articles with the most parts of the query are asked for; fields, and what is excluded, stay as said.
"""

import sqlite3
from dataclasses import dataclass, replace
from itertools import combinations, islice

from sma_cli.archive import ranking
from sma_cli.archive.crossing import crossed
from sma_cli.archive.natural import any_of, parted, parts_of, stripped, told_by
from sma_cli.archive.query import Any, Query, Words, both
from sma_cli.archive.spelling import is_known, spellings
from sma_cli.archive.words import prepared
from sma_cli.archive.written import explained, readable, words_of

# Beyond so many parts, or so many ways to choose of them, any is enough.
_PARTS, _WAYS = 8, 60


@dataclass(frozen=True, slots=True)
class Missing:
    """A word that no article has, and words of articles that are spelt nearly so."""

    word: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """A query that finds what comes nearest to another, which finds nothing.

    `missing` are the words of the other that no article has; in the query their spellings stand
    for them, where there are any. Of `parts` words and sums each article found has `met`.
    """

    query: Query
    missing: tuple[Missing, ...]
    met: int
    parts: int


def nearest(connection: sqlite3.Connection, query: Query, *, exact: bool = False) -> Nearest | None:
    """The nearest query that finds something; None where there is none."""
    wanted, others = parted(query)
    if not wanted:
        return None
    groups = _groups(wanted, exact=exact)
    missing: list[Missing] = []
    found: list[Query] = []
    for group in groups:
        if _finds(connection, group):
            found.append(group)
            continue
        mended, lacking = _mended(connection, group, exact=exact)
        missing += lacking
        found += [mended] if mended is not None else []
    best = _best(connection, found, others)
    return best and Nearest(best[0], tuple(missing), best[1], len(groups))


def _groups(wanted: list[Query], *, exact: bool) -> list[Query]:
    """The words of a query, those of one name together, without those that only ask."""
    told = told_by(wanted)
    return told if exact else list(parts_of(crossed(both(*told))))


def _finds(connection: sqlite3.Connection, query: Query) -> bool:
    statement = ranking.exists(query)
    return connection.execute(statement.text, statement.values).fetchone() is not None


def _mended(
    connection: sqlite3.Connection, group: Query, *, exact: bool
) -> tuple[Query | None, list[Missing]]:
    """The group with other words for those that no article has, and these words."""
    typed = group.parts[0] if isinstance(group, Any) else group
    missing: list[Missing] = []
    mended: list[Query] = []
    for words in words_of(typed):
        bare = stripped(words)
        if bare != words and _finds(connection, bare):
            mended.append(bare)
            continue
        near = _near(connection, bare)
        missing += near
        mended += [_instead(bare, near, exact=exact)] if all(one.spellings for one in near) else []
    if not missing and not mended:
        return None, [Missing(explained(typed)[0])]
    found = both(*mended) if mended else None
    return (found if found is not None and _finds(connection, found) else None), missing


def _near(connection: sqlite3.Connection, words: Words) -> list[Missing]:
    """The single words that no article has, each with its nearest."""
    return [
        Missing(one, tuple(spellings(connection, one)))
        for one in readable(words.words).split()
        if not is_known(connection, one)
    ] or [Missing(readable(words.words))]


def _instead(words: Words, near: list[Missing], *, exact: bool) -> Query:
    """The words with the nearest spelling instead of each that is missing."""
    instead = {one.word: one.spellings[0] for one in near}
    text = " ".join(instead.get(one, one) for one in readable(words.words).split())
    found = replace(words, words=tuple(prepared(text).split()))
    return found if exact else crossed(found)


def _best(
    connection: sqlite3.Connection, found: list[Query], others: list[Query]
) -> tuple[Query, int] | None:
    """The query for the articles with the most of the parts, and how many that are."""
    for number in range(len(found), 0, -1):
        ways = list(islice(combinations(found, number), _WAYS + 1))
        if len(found) > _PARTS or len(ways) > _WAYS:
            query = both(any_of(both(*found), exact=True), *others)
            return (query, 1) if _finds(connection, query) else None
        chosen = [both(*way) for way in ways]
        query = both(chosen[0] if len(chosen) == 1 else Any(tuple(chosen)), *others)
        if _finds(connection, query):
            return query, number
    return None
