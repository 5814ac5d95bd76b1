"""The fields of a query as SQL: what they ask of the columns of `articles AS a`."""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

from sma_cli.archive.field_values import (
    Based,
    Copied,
    Dated,
    Kind,
    Named,
    Number,
    Quantity,
)
from sma_cli.archive.query import Field
from sma_cli.archive.sql import LARGEST, Sql, joined
from sma_cli.archive.words import narrowed


def of_field(query: Field) -> Sql:
    """A field as a condition on `articles AS a`, null where nothing is known."""
    match query:
        case Number(name, None, None):
            return Sql(f"a.{name} IS NULL")
        case Number(name, low, high):
            return Sql(f"a.{name} BETWEEN ? AND ?", (low, high))
        case Quantity():
            return _quantity(query)
        case Kind(name, value):
            return Sql(f"a.{name} IS ?", (value,))
        case Named():
            return _named(query)
        case Based():
            return _based(query)
        case Copied(None):
            return Sql("a.copy_of IS NOT NULL")
        case Copied(of):
            story = "(SELECT coalesce(copy_of, id) FROM articles WHERE id = ?)"
            return Sql(f"coalesce(a.copy_of, a.id) = {story}", (of,))
        case Dated("published", span):
            return _within(span.low, span.high, "a.published", "a.published")
        case Dated(_, span):
            event = _within(
                span.low, span.high, "a.event_start", "ifnull(a.event_end, a.event_start)"
            )
            published = _within(span.low, span.high, "a.published", "a.published")
            return joined("OR", [Sql(f"ifnull({event.text}, 0)", event.values), published])
    raise TypeError(f"no field: {query!r}")


def _quantity(query: Quantity) -> Sql:
    """Whether a sum, or a percentage in thousandths, of the article is in the range."""
    value = "value" if query.field == "amount" else "round(value * 1000)"
    conditions = [
        *([Sql(f"{value} >= ?", (min(query.low, LARGEST),))] if query.low is not None else []),
        *([Sql(f"{value} <= ?", (min(query.high, LARGEST),))] if query.high is not None else []),
        *([Sql("currency = ?", (query.currency,))] if query.currency is not None else []),
    ]
    fits = joined("AND", conditions)
    return Sql(f"a.id IN (SELECT article_id FROM {query.field}s WHERE {fits.text})", fits.values)


_TAGS = ("sma", "event", "round", "dates", "venue")


def _based(query: Based) -> Sql:
    """Whether a tag, or the one named, is known so; what else a user may set is by hand or not."""
    named = [one for one in _TAGS if query.tag in (None, one)]
    conditions = [Sql(f"a.{tag}_basis IS ?", (query.basis,)) for tag in named]
    if query.basis == "manual" and query.tag is None:
        conditions.append(Sql("a.by_hand IS NOT NULL"))
    elif query.basis == "manual" and query.tag not in _TAGS:
        conditions.append(Sql("ifnull(instr(',' || a.by_hand || ',', ?), 0)", (f",{query.tag},",)))
    return joined("OR", conditions) if conditions else Sql("0")


def _within(low: str | None, high: str | None, start: str, end: str) -> Sql:
    """Whether the days from `start` to `end` touch a right-open span of days."""
    parts = [Sql(f"{end} >= ?", (low,))] if low else []
    parts += [Sql(f"{start} < ?", (high,))] if high else []
    return joined("AND", parts) if parts else Sql(f"{start} IS NOT NULL")


def _contains(column: str, text: str) -> Sql:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Sql(f"a.{column} LIKE ? ESCAPE '\\'", (f"%{escaped}%",))


def _named(query: Named) -> Sql:
    """An outlet or city whose canonical name contains the text, or that it is another name of."""
    from sma_cli.archive.names import outlets_named, venues_named

    text = narrowed(query.text)
    others = venues_named(text) if query.field == "venue" else outlets_named(text)
    same = [Sql(f"a.{query.field} IS ?", (name,)) for name in others]
    return joined("OR", [_contains(query.field, text), *same])
