"""Whether a happening that no article tells fits a query: what only the record knows of.

What a query says of the happening itself (agreement, event, round, venue, date) holds for it;
words, outlets and languages choose articles, and say nothing of a happening without any.
"""

from collections.abc import Iterator

from sma_cli.answers import Entry
from sma_cli.archive.field_values import Dated, Kind, Named, Number
from sma_cli.archive.query import All, Any, Not, Query
from sma_cli.archive.words import narrowed


def fits(query: Query, entry: Entry) -> bool:
    """Whether nothing that the query says of the happening is against it."""
    return _fits(query, entry) is not False


def agreements_in(query: Query) -> list[Number]:
    """The agreements that a query asks for by number, wherever in it."""
    return [one for one in _numbers(query) if one.field == "sma"]


def _numbers(query: Query) -> Iterator[Number]:
    match query:
        case Number():
            yield query
        case All(parts) | Any(parts):
            for part in parts:
                yield from _numbers(part)


def _fits(query: Query, entry: Entry) -> bool | None:
    """None where the query asks for what only articles have."""
    match query:
        case All(parts):
            found = [_fits(part, entry) for part in parts]
            return False if False in found else None if None in found else True
        case Any(parts):
            found = [_fits(part, entry) for part in parts]
            return True if True in found else None if None in found else False
        case Not(part):
            inner = _fits(part, entry)
            return None if inner is None else not inner
        case Number():
            return holds(query, entry.sma if query.field == "sma" else entry.round)
        case Kind("event", value):
            return entry.event == value
        case Named("venue", text):
            return _is_there(entry.venue, narrowed(text))
        case Dated("date", (low, high)):
            start, end = entry.start or "", entry.end or entry.start or ""
            return bool(start) and (high is None or start < high) and (low is None or end >= low)
    return None


def holds(number: Number, value: int | None) -> bool:
    """Whether a number is one of those asked for; no number where none is."""
    if number.low is None or number.high is None or value is None:
        return number.low is value is None
    return number.low <= value <= number.high


def _is_there(venue: str | None, text: str) -> bool:
    from sma_cli.archive.names import venues_named

    return venue is not None and (
        text.casefold() in venue.casefold() or venue in venues_named(text)
    )
