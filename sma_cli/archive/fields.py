"""The fields of the query language: what each may hold, and what to say where it does not.

`sma: round: event: date: published: source: lang: venue:`, each a function from the text behind
the colon to a query.
"""

import re
from collections.abc import Callable

from sma_cli.archive.dates import interval
from sma_cli.archive.query import (
    Dated,
    DateField,
    Kind,
    Named,
    NameField,
    Number,
    NumberField,
    Query,
)
from sma_cli.article import EVENTS
from sma_cli.errors import QueryError

_NUMBER = re.compile(r"제?([0-9]{1,3})(?:st|nd|rd|th|차)?")
_NUMBERS = re.compile(r"(.*?)\.\.+(.*)")
_NONE = "none"


def field(name: str, text: str, *, place: int = 0) -> Query:
    """The query that a field means. Raises QueryError with the right form."""
    value = text.strip()
    found = FIELDS[name](value) if value else None
    if found is None:
        what = f"{value!r} is not understood" if value else "its value is missing"
        raise QueryError(f"{name}: {what}", hint=f"the form is {_FORMS[name]}", place=place)
    return found


def _number(name: NumberField) -> Callable[[str], Query | None]:
    def read(text: str) -> Query | None:
        if text.casefold() == _NONE:
            return Number(name, None, None)
        match = _NUMBERS.fullmatch(text)
        ends = [match[1], match[2]] if match else [text, text]
        low, high = (_ordinal(end) for end in ends)
        if (low, high) == (None, None) or any(_is_broken(end) for end in ends):
            return None
        low, high = low if low is not None else 0, high if high is not None else 999
        return Number(name, min(low, high), max(low, high))

    return read


def _ordinal(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.casefold())
    return int(match[1]) if match else None


def _is_broken(text: str) -> bool:
    return bool(text) and _ordinal(text) is None


def _dated(name: DateField) -> Callable[[str], Query | None]:
    def read(text: str) -> Query | None:
        found = interval(text)
        return Dated(name, found) if found else None

    return read


def _named(name: NameField) -> Callable[[str], Query | None]:
    return lambda text: Named(name, text)


def _event(text: str) -> Query | None:
    name = text.casefold().replace("-", "_").replace(" ", "_").replace("initialed", "initialled")
    if name == _NONE:
        return Kind("event", None)
    return Kind("event", name) if name in EVENTS else None


def _language(text: str) -> Query | None:
    code = text.casefold()
    return Kind("lang", code) if re.fullmatch(r"[a-z]{2,3}", code) else None


FIELDS: dict[str, Callable[[str], Query | None]] = {
    "sma": _number("sma"),
    "round": _number("round"),
    "event": _event,
    "venue": _named("venue"),
    "source": _named("source"),
    "lang": _language,
    "date": _dated("date"),
    "published": _dated("published"),
}

_DATES = "2024, 2024-05, 2024-05-21 or a range such as 2024-05..2024-10"
_FORMS = {
    "sma": "sma:12, sma:11..12 or sma:none",
    "round": "round:2, round:1..3 or round:none",
    "event": f"event:{', event:'.join(EVENTS)} or event:none",
    "venue": "venue:seoul",
    "source": 'source:yonhap or source:"korea herald"',
    "lang": "lang:ko or lang:en",
    "date": f"date: and {_DATES}",
    "published": f"published: and {_DATES}",
}
