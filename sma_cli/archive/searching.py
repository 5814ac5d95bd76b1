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

    from sma_cli.archive.comparing import Asked

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
    asked: "Asked | None" = None,
    order: ranking.Order,
    limit: int | None,
    offset: int,
    copies: bool,
) -> Iterator[folding.Row]:
    """The `columns` and the score of what a query finds; each story once, or with `copies` all.

    Where anything is `asked` for, the best are weighed by it.
    """

    def ask_fts5(
        limit: int | None, offset: int, others: str | None = None
    ) -> Iterator[folding.Row]:
        shown = others or columns
        first = _FIRST.get(order)
        if first and limit is not None and not offset and 0 < limit < _MOST:
            best = first(execute, query, limit)
            if best is not None:
                return execute(ranking.these(shown, best, limit)) if best else iter(())
        return execute(ranking.select(shown, query, order=order, limit=limit, offset=offset))

    ask: Ask = ask_fts5
    if asked and any(asked) and order == "relevance":
        ask = _weighed(ask, asked, execute)
    return ask(limit, offset) if copies else folding.folded(ask, limit=limit, offset=offset)


def _weighed(ask: "Ask", asked: "Asked", execute: Execute) -> "Ask":
    """The same rows, of which the best are weighed by what is asked."""
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


# Ids with their scores.
_Found = Sequence[tuple[int, float]]


def _best(execute: Execute, query: Query, limit: int) -> _Found | None:
    """The best, and those that are as good as the last; None where another way must find them.

    Ties go by date, which the index of words does not know.
    """
    statement = ranking.best(query, limit + _SPARE)
    if statement is None:
        return None
    found = execute(statement).fetchall()
    if len(found) <= limit:
        return found
    last = found[limit - 1][1]
    if len(found) == limit + _SPARE and found[-1][1] == last:
        return None
    return [one for one in found if one[1] >= last]


def _newest(execute: Execute, query: Query, limit: int) -> _Found | None:
    """The newest; None where they are so few that they must be looked for among all articles."""
    statement = ranking.newest(query, limit)
    found = execute(statement).fetchall() if statement else []
    return found if len(found) == limit else None


_FIRST: dict[ranking.Order, Callable[[Execute, Query, int], _Found | None]] = {
    "relevance": _best,
    "newest": _newest,
}
