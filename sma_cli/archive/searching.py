"""Asking for rows in the order that is wanted, the quickest way there is to find it."""

import sqlite3
from collections.abc import Callable, Iterator

from sma_cli.archive import folding, ranking
from sma_cli.archive.query import Query
from sma_cli.archive.sql import Sql

Execute = Callable[[Sql], sqlite3.Cursor]

# So many articles at most are fetched by their ids: SQLite limits the parameters of a statement.
_MOST = 1_000


def found(
    execute: Execute,
    query: Query,
    columns: str,
    *,
    order: ranking.Order,
    limit: int | None,
    offset: int,
    copies: bool,
) -> Iterator[folding.Row]:
    """The `columns` and the score of what a query finds; each story once, or with `copies` all."""
    is_common = order == "newest" and limit is not None and _is_common(execute, query)

    def ask(limit: int | None, offset: int) -> Iterator[folding.Row]:
        if order == "relevance" and limit is not None and not offset and limit < _MOST:
            rows = _best(execute, query, columns, limit)
            if rows is not None:
                return rows
        statement = ranking.select(
            columns, query, order=order, limit=limit, offset=offset, is_common=is_common
        )
        return execute(statement)

    return ask(limit, offset) if copies else folding.folded(ask, limit=limit, offset=offset)


def _is_common(execute: Execute, query: Query) -> bool:
    """Whether so many articles fit that the newest of them are among the newest of all."""
    statement = ranking.sample(query)
    if statement is None:
        return False
    (number,) = execute(statement).fetchone()
    return int(number) >= ranking.ENOUGH


def _best(execute: Execute, query: Query, columns: str, limit: int) -> Iterator[folding.Row] | None:
    """The best rows; None where another way must find them.

    Ties go by date, which the index of words does not know: where the last that is wanted and the
    next are alike, all must be looked at.
    """
    statement = ranking.best(query, limit + 1)
    if statement is None:
        return None
    found = execute(statement).fetchall()
    if len(found) > limit and (limit == 0 or found[limit - 1][1] == found[limit][1]):
        return None
    return execute(ranking.these(columns, found[:limit])) if found else iter(())
