"""A query as text: in the query language, so that parsing it gives the query, and in words.

Words are written as they were prepared, in quotation marks, in which nothing is an operator.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sma_cli.archive.dates import Interval
from sma_cli.archive.field_values import Based, Copied, Dated, Kind, Named, Number, Quantity
from sma_cli.archive.query import NOTHING, All, Any, Figure, Near, Not, Query, Words
from sma_cli.archive.words import is_cjk

_THOUSAND = 1000


def to_text(query: Query) -> str:
    """The query in its language: `parse` makes the same query of it."""
    match query:
        case All(parts):
            return " ".join(_inside(part) for part in parts)
        case Any(parts):
            return " OR ".join(_inside(part) for part in parts) if parts else '""'
        case Not(part):
            return f"-{_bracketed(part) if isinstance(part, All | Any | Near) else to_text(part)}"
        case Near(parts, distance):
            return f" NEAR/{distance} ".join(map(to_text, parts))
        case Words(words, prefix, title):
            star = "*" if prefix and not is_cjk(words[-1]) else ""
            return f'{"title:" * title}"{readable(words)}"{star}'
        case Figure(term):
            return _figure(term)
    return _field(query)


def _inside(part: Query) -> str:
    return _bracketed(part) if isinstance(part, Any) and part != NOTHING else to_text(part)


def _bracketed(part: Query) -> str:
    return f"({to_text(part)})"


def readable(words: tuple[str, ...]) -> str:
    """Prepared words with pairs of syllables put together: `방위 위비` is `방위비`."""
    pieces: list[str] = []
    for word in words:
        before = pieces[-1] if pieces else ""
        if is_cjk(word) and len(word) == 2 and len(before) > 1 and before[-1] == word[0]:
            pieces[-1] += word[1]
        else:
            pieces.append(word)
    return " ".join(pieces)


def _figure(term: str) -> str:
    letters = term.rstrip("0123456789")
    digits = term[len(letters) :]
    if letters == "p":
        return f"percent:{_decimal(int(digits))}"
    return f"amount:{'' if letters == 'n' else letters}{digits}"


def _decimal(thousandths: int) -> str:
    return f"{thousandths // _THOUSAND}.{thousandths % _THOUSAND:03}"


def _field(query: Query) -> str:
    match query:
        case Number(name, None, None):
            return f"{name}:none"
        case Number(name, low, high):
            return f"{name}:{low}" if low == high else f"{name}:{low}..{high}"
        case Quantity():
            return _quantity(query)
        case Dated(name, span):
            return f"{name}:{_span(span)}"
        case Named(name, text):
            return f'{name}:"{text}"'
        case Kind(name, value):
            return f"{name}:{value or 'none'}"
        case Based(basis, tag):
            return f"basis:{tag}={basis}" if tag else f"basis:{basis}"
        case Copied(of):
            return f"copy:{'yes' if of is None else of}"
    raise TypeError(f"no query: {query!r}")


def _quantity(query: Quantity) -> str:
    low, high = (_end(query, one) for one in (query.low, query.high))
    if high == "":
        return f"{query.field}:>={low}"
    return f"{query.field}:{low}..{high}" if low else f"{query.field}:<={high}"


def _end(query: Quantity, value: int | None) -> str:
    if value is None:
        return ""
    if query.field == "percent":
        return _decimal(value)
    return f"{(query.currency or '').lower()}{value}"


def _span(span: Interval) -> str:
    last = (date.fromisoformat(span.high) - timedelta(days=1)).isoformat() if span.high else ""
    return span.low if span.low == last and span.low else f"{span.low or ''}..{last}"


def explained(query: Query) -> list[str]:
    """How a query is understood: a line for each part that must be met."""
    parts = query.parts if isinstance(query, All) else (query,)
    return [_said(part) for part in parts] or ["every article"]


def _said(part: Query) -> str:
    match part:
        case All(parts):
            return f"({' and '.join(map(_grouped, parts))})"
        case Any(parts):
            return " or ".join(map(_said, parts)) or "nothing"
        case Not(inner):
            return f"not {_said(inner)}" if not isinstance(inner, Any) else f"not ({_said(inner)})"
        case Near(parts, distance):
            return f"{', '.join(map(_said, parts))} within {distance} words"
        case Words(words, prefix, title):
            where = " in the title" if title else ""
            return f"{readable(words)}{'…' if prefix else ''}{where}"
        case Figure(term):
            return _said_figure(term)
        case Dated("date", span):
            return f"happened or published {_span(span)}"
        case Dated(_, span):
            return f"published {_span(span)}"
    return _field(part)


def _grouped(part: Query) -> str:
    return f"({_said(part)})" if isinstance(part, Any) else _said(part)


def _said_figure(term: str) -> str:
    letters = term.rstrip("0123456789")
    value = int(term[len(letters) :])
    if letters == "p":
        return f"{value / _THOUSAND:g} percent"
    return f"{value:,} {'in any currency' if letters == 'n' else letters.upper()}"


def words_of(query: Query) -> Iterator[Words]:
    """The words that a query wants, without those it excludes."""
    match query:
        case Words():
            yield query
        case All(parts) | Any(parts) | Near(parts):
            for part in parts:
                yield from words_of(part)
