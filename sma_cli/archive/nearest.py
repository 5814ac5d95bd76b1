"""What to show where no article has all that a query asks for: those that have most of it.

A word that no article has gives way to words of the index that are spelt nearly so. Then the
articles with the most parts of the query are asked for; fields, and what is excluded, stay as said.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from sma_cli.archive import ranking
from sma_cli.archive.crossing import names_in
from sma_cli.archive.natural import any_of, parted, stripped, told_by
from sma_cli.archive.query import Any, Query, Words, both
from sma_cli.archive.spelling import is_known, spellings
from sma_cli.archive.words import prepared
from sma_cli.archive.written import explained, readable

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
    missing: list[Missing] = []
    kept: list[Query] = []
    lost = 0
    for typed, group in _names(told_by(wanted), exact=exact):
        if _finds(connection, group):
            kept += typed
            continue
        mended = [_mended(connection, part, missing) for part in typed]
        kept += [part for part in mended if part is not None]
        lost += mended.count(None)
    # Words that were mended may be a name together: `Acountability Office`.
    groups = [group for _, group in _names(kept, exact=exact)]
    best = _best(connection, [one for one in groups if _finds(connection, one)], others)
    return best and Nearest(best[0], tuple(missing), best[1], len(groups) + lost)


def _names(parts: list[Query], *, exact: bool) -> list[tuple[Sequence[Query], Query]]:
    return [((part,), part) for part in parts] if exact else list(names_in(parts))


def _finds(connection: sqlite3.Connection, query: Query) -> bool:
    statement = ranking.exists(query)
    return connection.execute(statement.text, statement.values).fetchone() is not None


def _mended(connection: sqlite3.Connection, part: Query, missing: list[Missing]) -> Query | None:
    """The part, or what is nearest to it, that an article has; adds what none has to `missing`."""
    if _finds(connection, part):
        return part
    if not isinstance(part, Words):
        missing.append(Missing(explained(part)[0]))
        return None
    bare = stripped(part)
    if bare != part and _finds(connection, bare):
        return bare
    near = _near(connection, bare)
    missing += near
    if not all(one.spellings for one in near):
        return None
    found = _instead(bare, near)
    return found if _finds(connection, found) else None


def _near(connection: sqlite3.Connection, words: Words) -> list[Missing]:
    """The single words that no article has, each with its nearest."""
    return [
        Missing(one, tuple(spellings(connection, one)))
        for one in readable(words.words).split()
        if not is_known(connection, one)
    ] or [Missing(readable(words.words))]


def _instead(words: Words, near: list[Missing]) -> Words:
    """The words with the nearest spelling instead of each that is missing."""
    instead = {one.word: one.spellings[0] for one in near}
    text = " ".join(instead.get(one, one) for one in readable(words.words).split())
    return replace(words, words=tuple(prepared(text).split()))


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
