"""Asking for rows in the order that is wanted, the quickest way there is to find it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sma_cli.archive import folding, ranking
from sma_cli.archive.query import Query
from sma_cli.archive.sql import Sql

if TYPE_CHECKING:
    from typing import Protocol

    from sma_cli.archive.comparing import Concept

    class Ask(Protocol):
        """Rows in order: at most so many (None: all), without the first; or with other columns."""

        def __call__(
            self, limit: int | None, offset: int, others: str | None = None
        ) -> Iterator[folding.Row]:
            """Ask for them."""


Execute = Callable[[Sql], sqlite3.Cursor]

# So many articles at most are fetched by their ids: SQLite limits the parameters of a statement.
_MOST = 1_000
# So many more are looked at for those that fit as well as the last.
_SPARE = 300


def found(
    execute: Execute,
    query: Query,
    columns: str,
    *,
    asked: "Sequence[Concept]" = (),
    order: ranking.Order,
    limit: int | None,
    offset: int,
    copies: bool,
) -> Iterator[folding.Row]:
    """The `columns` and the score of what a query finds; each story once, or with `copies` all.

    Where concepts are `asked` for, the best are weighed by them.
    """
    is_common = order == "newest" and limit is not None and _is_common(execute, query)

    def ask_fts5(
        limit: int | None, offset: int, others: str | None = None
    ) -> Iterator[folding.Row]:
        shown = others or columns
        if order == "relevance" and limit is not None and not offset and limit < _MOST:
            rows = _best(execute, query, shown, limit)
            if rows is not None:
                return rows
        statement = ranking.select(
            shown, query, order=order, limit=limit, offset=offset, is_common=is_common
        )
        return execute(statement)

    ask: Ask = ask_fts5
    if asked and order == "relevance":
        ask = _weighed(ask, asked, execute)
    return ask(limit, offset) if copies else folding.folded(ask, limit=limit, offset=offset)


def _weighed(ask: "Ask", asked: "Sequence[Concept]", execute: Execute) -> "Ask":
    """The same rows, of which the best are weighed by concepts."""
    from sma_cli.archive import comparing

    @cache
    def best() -> list[folding.Row]:
        rows = list(ask(comparing.BEST, 0, f"{folding.COLUMNS}, {comparing.COLUMNS}"))
        return comparing.compared(rows, asked, execute)

    def ask_anew(
        limit: int | None, offset: int, others: str | None = None
    ) -> Iterator[folding.Row]:
        here = best()[offset:] if limit is None else best()[offset : offset + limit]
        yield from here
        if len(best()) == comparing.BEST and (limit is None or len(here) < limit):
            left = None if limit is None else limit - len(here)
            yield from ask(left, max(offset, comparing.BEST), others)

    return ask_anew


def _is_common(execute: Execute, query: Query) -> bool:
    """Whether so many articles fit that the newest of them are among the newest of all."""
    statement = ranking.sample(query)
    if statement is None:
        return False
    (number,) = execute(statement).fetchone()
    return int(number) >= ranking.ENOUGH


def _best(execute: Execute, query: Query, columns: str, limit: int) -> Iterator[folding.Row] | None:
    """The best rows; None where another way must find them.

    Ties go by date, which the index of words does not know: those that are like the last that is
    wanted must be known, too.
    """
    statement = ranking.best(query, limit + _SPARE)
    if statement is None or limit == 0:
        return None
    found = execute(statement).fetchall()
    if len(found) > limit:
        last = found[limit - 1][1]
        if len(found) == limit + _SPARE and found[-1][1] == last:
            return None
        found = [one for one in found if one[1] >= last]
    return execute(ranking.these(columns, found, limit)) if found else iter(())
