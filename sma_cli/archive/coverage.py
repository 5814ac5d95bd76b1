"""When and by whom something was written about: articles counted by day, month, year or outlet.

Pure functions over search results; what has no date or outlet is counted under None, last.
"""

from collections.abc import Iterable
from typing import Literal

from sma_cli.answers import Coverage
from sma_cli.archive.query import NOTHING, Not, Query
from sma_cli.article import Article, Hit

Period = Literal["day", "month", "year", "source"]

# What finds every article; an empty query finds none, so that nobody prints all by accident.
EVERY_ARTICLE: Query = Not(NOTHING)

_LENGTHS = {"day": len("2024-05-21"), "month": len("2024-05"), "year": len("2024")}


def coverage(hits: Iterable[Hit], *, by: Period) -> list[Coverage]:
    """One value for each day, month, year or outlet that has articles, in order.

    Outlets with more articles come first. The headline is that of the first article given.
    """
    found: dict[str | None, list[Article]] = {}
    for hit in hits:
        found.setdefault(_key(hit.article, by), []).append(hit.article)
    counted = [_counted(value, articles) for value, articles in found.items()]
    if by == "source":
        counted.sort(key=lambda one: (one.value is None, -len(one.articles), one.value or ""))
    else:
        counted.sort(key=lambda one: (one.value is None, one.value or ""))
    return counted


def _key(article: Article, by: Period) -> str | None:
    if by == "source":
        return article.source
    return article.published[: _LENGTHS[by]] if article.published else None


def _counted(value: str | None, articles: list[Article]) -> Coverage:
    return Coverage(
        value=value,
        articles=tuple(one.id for one in articles),
        outlets=len({one.source for one in articles if one.source}),
        title=next((one.title for one in articles if one.title), None),
    )
