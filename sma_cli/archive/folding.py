"""Showing a story once: of all its articles that a query finds, the one that ranks best.

A correction or a longer version that alone matches is shown; what it is a copy of need not match.
Results stay a stream: of the stories seen, only those that have copies are remembered.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sma_cli.archive import rows
from sma_cli.archive.sql import LARGEST

Row = tuple[Any, ...]

_ID, _COPY_OF = 0, rows.WIDTH - 3

# How many other articles tell the story of an article.
COPIES = "(SELECT count(*) FROM articles AS other WHERE other.copy_of = coalesce(a.copy_of, a.id))"
COLUMNS = f"{rows.COLUMNS}, {COPIES}"
WIDTH = rows.WIDTH + 1

# The best few are found quicker than all are put in order, so a few more are asked for at first.
_ROWS_A_STORY = 2

# Rows in their order: at most so many (None: all), without so many first ones.
Ask = Callable[[int | None, int], Iterator[Row]]


def folded(ask: Ask, *, limit: int | None, offset: int) -> Iterator[Row]:
    """The best row of each story, in order; rows are asked for once, a second time if too few."""
    if limit is None:
        return islice(_once(ask(None, 0)), offset, None)
    last = min(offset + limit, LARGEST)
    window = last * _ROWS_A_STORY
    return islice(_once(_continued(ask(window, 0), ask, window)), min(offset, last), last)


def _continued(first: Iterator[Row], ask: Ask, window: int) -> Iterator[Row]:
    rest = window
    for row in first:
        yield row
        rest -= 1
    if not rest:
        yield from ask(None, window)


def _once(found: Iterator[Row]) -> Iterator[Row]:
    seen: set[int] = set()
    for row in found:
        story = row[_ID] if row[_COPY_OF] is None else row[_COPY_OF]
        if story not in seen:
            yield row
        if row[rows.WIDTH]:
            seen.add(story)
