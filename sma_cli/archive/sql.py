"""A query as SQL: the FTS5 expression, the conditions, the statements.

Nothing that was typed stands in a statement: words reach FTS5 prepared (letters and digits), in
quotation marks, inside a parameter, and every value of a field is a parameter.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import NamedTuple

from sma_cli.archive.query import All, Any, Field, Figure, Near, Not, Query, Words
from sma_cli.archive.words import is_cjk

Value = str | int | float | None

# SQLite's largest integer.
LARGEST = 2**63 - 1

MATCH = "search_index MATCH ?"


class Sql(NamedTuple):
    """A piece of SQL and the values of its parameters, in order."""

    text: str
    values: tuple[Value, ...] = ()


def plan(query: Query) -> tuple[str | None, Sql]:
    """What FTS5 is asked for first, if anything, and all conditions."""
    parts = query.parts if isinstance(query, All) else (query,)
    wanted, excluded, others = _split(parts)
    if not wanted:
        return None, condition(query)
    match = _matching(wanted, excluded)
    return match, joined("AND", [Sql(MATCH, (match,)), *map(condition, others)])


def match_expression(query: Query) -> str | None:
    """The FTS5 expression of a query that asks for words and figures alone, else None."""
    match query:
        case Words():
            return _words(query)
        case Near():
            return _near(query)
        case Figure():
            return _figure(query)
        case Any(parts):
            expressions = [match_expression(part) for part in parts]
            texts = [one for one in expressions if one is not None]
            return _any(texts) if parts and len(texts) == len(parts) else None
        case All(parts):
            wanted, excluded, others = _split(parts)
            return _matching(wanted, excluded) if wanted and not others else None
    return None


def _split(parts: Iterable[Query]) -> tuple[list[str], list[str], list[Query]]:
    """FTS5 expressions of what is wanted and of what is excluded, and the other parts."""
    wanted: list[str] = []
    excluded: list[str] = []
    others: list[Query] = []
    for part in parts:
        expression = match_expression(part.part if isinstance(part, Not) else part)
        if expression is None:
            others.append(part)
        else:
            (excluded if isinstance(part, Not) else wanted).append(expression)
    return wanted, excluded, others


def _matching(wanted: list[str], excluded: list[str]) -> str:
    found = " AND ".join(wanted)
    return f"({found}) NOT {_any(excluded)}" if excluded else f"({found})"


def _any(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _words(query: Words) -> str:
    columns = _columns(query)
    return _any([f"{columns}{phrase}" for phrase in _phrases(query)])


def _columns(*queries: Words) -> str:
    """Where the words must stand; FTS5 is a quarter quicker where it need not look."""
    if queries[0].title:
        return "{title} : "
    return "{title body} : " if all(map(_may_be_figure, queries)) else ""


def _may_be_figure(query: Words) -> bool:
    """Whether the words may stand among the figures, too: `p13900`, or the beginning `usd*`."""
    *first, last = query.words
    return all(map(_is_figure, first)) and (
        _is_figure(last) or (query.prefix and last.isascii() and len(last) <= _CURRENCY)
    )


def _is_figure(word: str) -> bool:
    letters = word.rstrip("0123456789")
    return letters != word and 0 < len(letters) <= _CURRENCY and letters.isascii()


# Letters of a currency, the longest that a figure begins with.
_CURRENCY = 3


def _phrases(query: Words) -> list[str]:
    """The phrases of which any answers the words: more than one for the beginning of a word."""
    *first, last = query.words
    if not query.prefix:
        return [f'"{" ".join(query.words)}"']
    if is_cjk(last):
        return [f'"{" ".join(query.words)}" *']
    from sma_cli.archive.stem import words_with_prefix

    whole, others = words_with_prefix(last)
    return [
        f'"{" ".join([*first, whole])}" *',
        *[f'"{" ".join([*first, other])}"' for other in others],
    ]


# Beginnings of words, and sums, near each other stand for so many combinations at most: two sums
# in all their notations are some hundreds.
_COMBINATIONS = 1_000


def _near(query: Near) -> str:
    parts = list(dict.fromkeys(query.parts))  # what is near is near itself
    figures = [one for one in parts if isinstance(one, Figure)]
    spelt = [_spelt(one) for one in parts]
    columns = _columns(*(one for words in spelt for one in words))
    phrases = [[phrase for one in words for phrase in _phrases(one)] for words in spelt]
    chosen = islice(product(*phrases), _COMBINATIONS)
    near = _any([f"{columns}NEAR({' '.join(one)}, {query.distance})" for one in chosen])
    return f"({' AND '.join([near, *map(_figure, figures)])})" if figures else near


def _spelt(part: Words | Figure) -> Sequence[Words]:
    """The words, or all that the figure may be written as."""
    if isinstance(part, Words):
        return (part,)
    from sma_cli.archive.notations import notations

    return notations(part)


def _figure(figure: Figure) -> str:
    return f'figures : "{figure.term}"'


def condition(query: Query) -> Sql:
    """A query as a condition on `articles AS a` that is true or false, never null."""
    expression = match_expression(query)
    if expression is not None:
        return Sql(f"a.id IN (SELECT rowid FROM search_index WHERE {MATCH})", (expression,))
    match query:
        case All(parts):
            return joined("AND", [condition(part) for part in parts]) if parts else Sql("1")
        case Any(parts):
            return joined("OR", [condition(part) for part in parts]) if parts else Sql("0")
        case Not(part):
            inner = condition(part)
            return Sql(f"NOT {inner.text}", inner.values)
        case Field():
            from sma_cli.archive.conditions import of_field

            field = of_field(query)
            return Sql(f"ifnull({field.text}, 0)", field.values)
    raise TypeError(f"no query: {query!r}")


def joined(operator: str, parts: list[Sql]) -> Sql:
    """The parts as a balanced tree: SQLite limits how deep an expression may be."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = joined(operator, parts[:middle]), joined(operator, parts[middle:])
    return Sql(f"({left.text} {operator} {right.text})", left.values + right.values)
