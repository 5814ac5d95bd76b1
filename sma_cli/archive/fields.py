"""The fields of the query language: what each may hold, and what to say where it does not.

Each is a function from the text behind the colon to a query.
"""

import re
from collections.abc import Callable

from sma_cli.archive.dates import interval
from sma_cli.archive.field_values import (
    Based,
    Copied,
    Dated,
    DateField,
    Kind,
    Named,
    NameField,
    Number,
    NumberField,
)
from sma_cli.archive.query import Not, Query, Words
from sma_cli.article import BASES, EVENTS
from sma_cli.errors import QueryError

_NUMBER = re.compile(r"제?([0-9]{1,3})(?:st|nd|rd|th|차)?")
_NUMBERS = re.compile(r"(.*?)\.\.+(.*)")
_NONE = "none"


def field(name: str, text: str, *, place: int = 0) -> Query:
    """The query that a field means. Raises QueryError with the right form."""
    value = text.strip()
    found = FIELDS[name](value) if value.strip("*") else None
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


def _amount(text: str) -> Query | None:
    from sma_cli.archive.quantities import amount

    return amount(text)


def _percent(text: str) -> Query | None:
    from sma_cli.archive.quantities import percent

    return percent(text)


def _title(text: str) -> Query | None:
    from sma_cli.archive.parse import words

    found = words(text.rstrip("*"), is_prefix=text.endswith("*"))
    return found and Words(found.words, found.prefix, title=True)


_TAGS = ("sma", "event", "round", "dates", "venue", "title", "published", "source", "url", "lang")
_BASIS = re.compile(r"(?:([a-z]+)\s*=\s*)?([a-z]+)")


def _basis(text: str) -> Query | None:
    match = _BASIS.fullmatch(text.casefold())
    if match is None or (match[1] or _TAGS[0]) not in _TAGS:
        return None
    return next((Based(one, match[1]) for one in BASES if one == match[2]), None)


def _copy(text: str) -> Query | None:
    match text.casefold():
        case "yes":
            return Copied()
        case "no" | "none":
            return Not(Copied())
    return Copied(int(text)) if re.fullmatch(r"[0-9]{1,18}", text) else None


FIELDS: dict[str, Callable[[str], Query | None]] = {
    "sma": _number("sma"),
    "round": _number("round"),
    "event": _event,
    "venue": _named("venue"),
    "source": _named("source"),
    "agency": _named("agency"),
    "lang": _language,
    "date": _dated("date"),
    "published": _dated("published"),
    "amount": _amount,
    "percent": _percent,
    "title": _title,
    "basis": _basis,
    "copy": _copy,
}

_DATES = "2024, 2024-05, 2024-05-21, today, last-month or a range such as 2024-05..2024-10"
_FORMS = {
    "sma": "sma:12, sma:11..12 or sma:none",
    "round": "round:2, round:1..3 or round:none",
    "event": f"event:{', event:'.join(EVENTS)} or event:none",
    "venue": "venue:seoul",
    "source": 'source:yonhap or source:"korea herald"',
    "agency": "agency:yonhap",
    "lang": "lang:ko or lang:en",
    "date": f"date: and {_DATES}",
    "published": f"published: and {_DATES}",
    "amount": "amount:$5bn, amount:>1bn or amount:900억..1조",
    "percent": "percent:13.9, percent:>8 or percent:8..14",
    "title": 'title:burden or title:"cost sharing"',
    "basis": f"basis:{', basis:'.join(BASES)} or, of one tag, basis:round=inferred",
    "copy": "copy:no, copy:yes or, for all that tell the story of article 12, copy:12",
}
