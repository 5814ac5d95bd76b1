"""In what order articles are found: the statements that search and count.

The best match, the newest or the oldest come first. Whatever is not needed to find that order is
fetched row by row, as the caller asks for it.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from sma_cli.archive.query import All, Any, Field, Figure, Query, Words, both
from sma_cli.archive.sql import LARGEST, MATCH, Sql, condition, joined, match_expression, plan
from sma_cli.archive.stem import stem

Order = Literal["relevance", "newest", "oldest"]

# Weights of title, body and figures; FTS5's better ranks are smaller, our better scores larger.
TITLE = 10
_SCORE = f"-bm25(search_index, {TITLE}, 1, 1)"
_ORDERS: dict[Order, str] = {
    "relevance": "score DESC, a.published DESC, a.id DESC",
    "newest": "a.published DESC, a.id DESC",
    "oldest": "a.published IS NULL, a.published, a.id",
}

# The index holds what conditions and orders look at, without the bodies in between: half the time
# of a ranked search, a quarter of one by date.
_ARTICLES = "articles AS a INDEXED BY articles_found"
# Words first: SQLite would otherwise ask FTS5 for each article that fits the fields.
_WORDS_FIRST = f"search_index CROSS JOIN {_ARTICLES} ON a.id = search_index.rowid"
# Of so many newest articles, and as many times more as results are wanted, each that has the words
# is found at less cost than all that have them are put in order.
_NEWEST, _TIMES = 500, 20


def select(
    columns: str,
    query: Query,
    *,
    order: Order = "relevance",
    limit: int | None = None,
    offset: int = 0,
) -> Sql:
    """The statement for `columns` (of `articles AS a`) and, last, the score (higher is better).

    Ids are found and sorted first, as rows of a few bytes, and everything else is fetched row by
    row as the caller asks for it. Newest and oldest first compute no rank: their scores are 0.
    """
    match, conditions = plan(phrased(query) if order == "relevance" else query)
    if match is None and order == "relevance":
        order = "newest"
    score = _SCORE if order == "relevance" else "0.0"
    found = f"""
        SELECT a.id AS id, {score} AS score FROM {_tables(match)} WHERE {conditions.text}
        ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?
    """
    values = (
        *conditions.values,
        LARGEST if limit is None else min(limit, LARGEST),
        min(offset, LARGEST),
    )
    # CROSS JOIN and the LIMIT inside keep the order of what was found.
    return Sql(
        f"""
        WITH found AS MATERIALIZED ({found})
        SELECT {columns}, found.score FROM found CROSS JOIN articles AS a ON a.id = found.id
        """,
        values,
    )


def best(query: Query, limit: int) -> Sql | None:
    """The statement for ids and scores of the best, in an order that only ties can upset.

    None for a query that also asks for what FTS5 does not know: looking up nothing else is what
    makes it quicker than `select`.
    """
    match, conditions = plan(phrased(query))
    if match is None or conditions.text != MATCH:
        return None
    return Sql(
        f"SELECT rowid, {_SCORE} AS score FROM search_index WHERE {MATCH}"
        " ORDER BY score DESC, rowid DESC LIMIT ?",
        (match, limit),
    )


def newest(query: Query, limit: int) -> Sql | None:
    """The statement for ids and scores of those that fit among the newest articles, newest first.

    The newest are those of the days that the query names, if it does. Where fewer than `limit` are
    found, older ones may fit as well. None for a query without words.
    """
    days, rest = _published(query)
    match, conditions = plan(rest)
    if match is None:
        return None
    of_days = f"WHERE {days.text}" if days.text else ""
    also = "" if conditions.text == MATCH else f"CROSS JOIN {_ARTICLES} ON a.id = new.id"
    return Sql(
        f"""
        WITH new AS MATERIALIZED (
            SELECT a.id AS id, a.published AS published
            FROM articles AS a INDEXED BY articles_published {of_days}
            ORDER BY a.published DESC, a.id DESC LIMIT ?
        )
        SELECT new.id, 0.0 FROM search_index CROSS JOIN new ON new.id = search_index.rowid {also}
        WHERE {conditions.text} ORDER BY new.published DESC, new.id DESC LIMIT ?
        """,
        (*days.values, _NEWEST + _TIMES * limit, *conditions.values, limit),
    )


def _published(query: Query) -> tuple[Sql, Query]:
    """The days of publication that a query must meet, blank for any, and what else it asks for."""
    parts = query.parts if isinstance(query, All) else ()
    if not any(isinstance(one, Field) for one in parts):
        return Sql(""), query
    from sma_cli.archive.field_values import Dated

    dated = [one for one in parts if isinstance(one, Dated) and one.field == "published"]
    if not dated:
        return Sql(""), query
    days = joined("AND", [condition(one) for one in dated])
    return days, both(*(one for one in parts if one not in dated))


def these(columns: str, found: Sequence[tuple[int, float]], limit: int) -> Sql:
    """The statement that `select` is, for articles whose ids and scores are known."""
    ids = ", ".join(["(?, ?)"] * len(found))
    return Sql(
        f"""
        WITH best(id, score) AS (VALUES {ids}),
        found AS MATERIALIZED (
            SELECT best.id, score FROM best CROSS JOIN {_ARTICLES} ON a.id = best.id
            ORDER BY {_ORDERS["relevance"]} LIMIT ?
        )
        SELECT {columns}, found.score FROM found CROSS JOIN articles AS a ON a.id = found.id
        """,
        (*(value for pair in found for value in pair), limit),
    )


def phrased(query: Query) -> Query:
    """The same query, for which words that stand side by side as typed count as one match more.

    What the index takes for one spelling counts once: `defense cost`, `defense costs`.
    """
    query = _once(query)
    if isinstance(query, All):
        return All(tuple(_phrased(query.parts)))
    return both(*_phrased((query,)))


def _once(query: Query) -> Query:
    match query:
        case All(parts):
            return All(tuple(_once(part) for part in parts))
        case Any(parts):
            return Any(tuple({_as_indexed(part): _once(part) for part in parts}.values()))
    return query


def _as_indexed(query: Query) -> Query:
    """The words as their stems, which are all that the index has."""
    if isinstance(query, Words) and not query.prefix:
        return replace(query, words=tuple(stem(word) for word in query.words))
    return query


def _phrased(parts: tuple[Query, ...]) -> Iterator[Query]:
    run: list[Query] = []
    for part in (*parts, None):
        if part is not None and _typed(part):
            run.append(part)
            continue
        typed = [words for one in run for words in _typed(one)]
        if len(typed) > 1:
            side_by_side = Words(tuple(word for words in typed for word in words))
            yield Any((both(*(_even(one) for one in run)), side_by_side))
        else:
            yield from map(_even, run)
        run = []
        if part is not None:
            yield part


def _even(part: Query) -> Query:
    """A name of several words with its other spellings, which have one word to score by, twice."""
    if len(_typed(part)) < 2 or not isinstance(part, Any):
        return part
    first, *others = part.parts
    return Any((first, *others, *others))


def _typed(part: Query) -> tuple[tuple[str, ...], ...]:
    """What was typed, without its other spellings; nothing where it is no plain words."""
    match part:
        case Words(words, prefix=False):
            return (words,)
        case Any((Words() | All() as first, *_)):
            return _typed(first)
        case All(parts):
            typed = [_typed(one) for one in parts]
            return tuple(words for one in typed for words in one) if all(typed) else ()
    return ()


def count(query: Query, *, copies: bool = False) -> Sql:
    """The statement for the number of stories that a query finds, or with `copies` of articles."""
    match, conditions = plan(query)
    if not copies:
        stories = "count(DISTINCT coalesce(a.copy_of, a.id))"
        return Sql(
            f"SELECT {stories} FROM {_tables(match)} WHERE {conditions.text}", conditions.values
        )
    tables = "search_index" if match and conditions.text == MATCH else _tables(match)
    return Sql(f"SELECT count(*) FROM {tables} WHERE {conditions.text}", conditions.values)


def having(concepts: Sequence[Sequence[Words | Figure]]) -> Sql:
    """The statement for how many articles there are, and how many have each of these."""
    number = f"(SELECT count(*) FROM search_index WHERE {MATCH})"
    expressions = [match_expression(_once(Any(tuple(one)))) for one in concepts]
    numbers = ", ".join(["(SELECT count(*) FROM articles)", *[number] * len(expressions)])
    return Sql(f"SELECT {numbers}", tuple(expressions))


def fitting(query: Query, ids: Sequence[int]) -> Sql:
    """The statement for those of the ids whose articles fit."""
    fits = condition(query)
    places = ", ".join("?" * len(ids))
    return Sql(
        f"SELECT a.id FROM articles AS a WHERE a.id IN ({places}) AND {fits.text}",
        (*ids, *fits.values),
    )


def exists(query: Query) -> Sql:
    """The statement that gives a row where the query finds anything."""
    match, conditions = plan(query)
    return Sql(f"SELECT 1 FROM {_tables(match)} WHERE {conditions.text} LIMIT 1", conditions.values)


def _tables(match: str | None) -> str:
    return "articles AS a" if match is None else _WORDS_FIRST
