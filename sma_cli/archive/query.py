"""What is searched for: queries as values, and the filters that commands add to them.

A query is a small tree of frozen values, made from text by `parse`, compared with `==`, and put
together with `both`. It knows nothing of SQL; `sql.py` turns it into a statement.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sma_cli.errors import QueryError

if TYPE_CHECKING:
    from sma_cli.archive.dates import Interval


@dataclass(frozen=True, slots=True)
class Words:
    """Prepared words that stand side by side in a title or body; `prefix` opens the last one.

    With `title` they stand in the title.
    """

    words: tuple[str, ...]
    prefix: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words and figures of which, in any order, at most so many others stand between."""

    parts: tuple["Words | Figure", ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of money (`usd5000000000`, or `n5000000000` in any currency) or percentage."""

    term: str


class Field:
    """What else an article must be, besides its words: one of the values of `field_values`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Every article that the part does not find."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Articles that every part finds; of no parts, every article."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Articles that any part finds; of no parts, none."""

    parts: tuple["Query", ...] = ()


Query = Words | Near | Figure | Field | Not | All | Any

EVERYTHING = All()
NOTHING = Any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The fields of a query as options: each narrows, None leaves open.

    Dates are typed text of any precision; `since` and `until` include what they name. Values
    that have no meaning raise QueryError when the filters become a query. With `exact` the words
    of the query are meant as they are written, without their other spellings; with `any` one of
    them is enough.
    """

    sma: int | None = None
    round: int | None = None
    event: str | None = None
    venue: str | None = None
    source: str | None = None
    agency: str | None = None
    lang: str | None = None
    date: str | None = None
    published: str | None = None
    amount: str | None = None
    percent: str | None = None
    title: str | None = None
    basis: str | None = None
    copy: str | None = None
    since: str | None = None
    until: str | None = None
    exact: bool = False
    any: bool = False


# What says nothing of articles is no reason to import what reads values.
_OPEN = (Filters(), Filters(exact=True), Filters(any=True))


def both(*queries: Query) -> Query:
    """Articles that all the queries find."""
    parts: list[Query] = []
    for query in queries:
        parts.extend(query.parts if isinstance(query, All) else (query,))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def filtered(filters: Filters) -> Query:
    """The query that the filters say. Raises QueryError for a value without meaning."""
    if filters in _OPEN:
        return EVERYTHING
    from sma_cli.archive.field_values import Dated
    from sma_cli.archive.fields import FIELDS, field

    parts = [
        field(name, str(getattr(filters, name)))
        for name in FIELDS
        if getattr(filters, name) is not None
    ]
    if filters.since is not None or filters.until is not None:
        parts.append(Dated("date", _from_until(filters.since, filters.until)))
    return both(*parts)


def _from_until(since: str | None, until: str | None) -> "Interval":
    from sma_cli.archive.dates import span

    return span(_typed_date("since", since), _typed_date("until", until))


def _typed_date(option: str, text: str | None) -> "Interval | None":
    if text is None:
        return None
    from sma_cli.archive.dates import interval

    found = interval(text.strip())
    if found is None:
        raise QueryError(f"--{option}: {text!r} is no date", hint=f"such as --{option} 2024-05")
    return found
