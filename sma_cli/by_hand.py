"""What a user says of an article by hand: typed words become checked values.

Promises: every value is whole and has the form in which the tagger writes it (a whole day, a
canonical city or outlet, the name of an event), and what has no meaning is a UsageError that names
the option, what was typed and the right form. `none` says that there is no such thing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sma_cli.article import EVENTS, Article
from sma_cli.errors import UsageError
from sma_cli.record import load_table

TAGS = ("sma", "event", "round", "dates", "venue")
# `tag` sets the first three, `ingest` also `url` and `lang`.
FIELDS = ("title", "published", "source", "agency", "author", "url", "lang")
OPTIONS = ("title", "published", "source", *TAGS)

_NONE = "none"
_LARGEST_NUMBER = 999
_DAYS = re.compile(r"(?P<start>[^.]*)(?P<dots>\.\.)?(?P<end>[^.]*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII | re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S{3,2000}")
_CODE = re.compile(r"[a-z]{2}|und", re.ASCII | re.IGNORECASE)
# Nobody archives other centuries.
_YEARS = range(1900, 2200)


def values_of(typed: Mapping[str, str | None]) -> dict[str, Any]:
    """The values that were typed, by the names of `OPTIONS`; what was not typed is left out.

    `dates` becomes `event_start` and `event_end`. Raises UsageError.
    """
    values: dict[str, Any] = {}
    for name, text in typed.items():
        if text is None:
            continue
        value = None if text.strip().casefold() == _NONE else _READERS[name](text.strip())
        if name == "lang":
            values[name] = value or "und"
        elif name == "dates":
            values["event_start"], values["event_end"] = value or (None, None)
        else:
            values[name] = value
    return values


def is_by_hand(article: Article, tag: str) -> bool:
    """Whether a user has set the tag or field."""
    return article.basis.get(tag) == "manual"


def values_in(article: Article) -> dict[str, Any]:
    """The values that a user has set, as `values_of` gives them."""
    names = [name for name in (*FIELDS, *TAGS) if is_by_hand(article, name)]
    fields = [field for name in names for field in fields_of(name)]
    return {field: getattr(article, field) for field in fields}


def fields_of(tag: str) -> tuple[str, ...]:
    """The fields of an article that hold a tag."""
    return ("event_start", "event_end") if tag == "dates" else (tag,)


def venue_meant(venue: str) -> str | None:
    """The known city that a city with nearly the same name may be; None for a known one."""
    from difflib import get_close_matches

    known = {city.casefold(): city for city in load_table("venues")}
    near = get_close_matches(venue.casefold(), known, n=1, cutoff=0.75)
    return known[near[0]] if near and known[near[0]] != venue else None


def _number(name: str, what: str) -> Callable[[str], int]:
    def read(typed: str) -> int:
        if typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= _LARGEST_NUMBER:
            return int(typed)
        raise UsageError(f"--{name}: {typed!r} is no {what}", hint="such as 12, or none")

    return read


def _event(typed: str) -> str:
    from difflib import get_close_matches

    name = typed.casefold().replace(" ", "_").replace("-", "_")
    if name in EVENTS:
        return name
    near = get_close_matches(name, EVENTS, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise UsageError(f"--event: {typed!r} is no event", hint=f"{meant}{', '.join(EVENTS)}, or none")


def _dates(typed: str) -> tuple[str, str | None]:
    found = _DAYS.fullmatch(typed)
    start = _day(found["start"]) if found else None
    end = _day(found["end"]) if found and found["end"] else None
    if found is None or start is None or (found["end"] and end is None):
        raise UsageError(
            f"--dates: {typed!r} are no whole days",
            hint="2024-06-10, 2024-06-10..2024-06-12, 2024-06-10.. (the last not known), or none",
        )
    if end is not None and end < start:
        raise UsageError(f"--dates: {typed!r} ends before it begins", hint=f"{end}..{start}")
    return start, end if found["dots"] else start


def _day(typed: str) -> str | None:
    if not _DAY.fullmatch(typed):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day.isoformat() if day.year in _YEARS else None


def _published(typed: str) -> str:
    day = _day(typed)
    if day is not None:
        return day
    moment = _moment(typed)
    if moment is not None:
        return moment
    raise UsageError(
        f"--published: {typed!r} is no day, nor a time with its zone",
        hint="2024-06-12, 2024-06-12T11:52+09:00, or none",
    )


def _moment(typed: str) -> str | None:
    if not _MOMENT.fullmatch(typed):
        return None
    try:
        moment = datetime.fromisoformat(typed.upper())
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds") if moment.year in _YEARS else None


def _venue(typed: str) -> str:
    """The canonical name of a known city, or any other city as it was typed."""
    for city, names in load_table("venues").items():
        spellings = (re.escape(city), *names.get("en", ()), *names.get("ko", ()))
        if any(re.fullmatch(one, typed, re.IGNORECASE) for one in spellings):
            return str(city)
    return _text("venue")(typed)


def _source(typed: str) -> str:
    """The canonical name of a known outlet, or any other name as it was typed."""
    from sma_cli.read.outlet import find_by_name

    outlet = find_by_name(typed)
    return outlet.name if outlet else _text("source")(typed)


def _url(typed: str) -> str:
    if _ADDRESS.fullmatch(typed):
        return typed
    raise UsageError(f"--url: {typed!r} is no address", hint="https://…, or none")


def _lang(typed: str) -> str:
    if _CODE.fullmatch(typed):
        return typed.lower()
    raise UsageError(f"--lang: {typed!r} is no code of a language", hint="such as en or ko")


def _text(name: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        text = " ".join(typed.split())
        if not text:
            raise UsageError(f"--{name} is empty", hint=f"--{name} none takes it away")
        return text

    return read


_READERS: dict[str, Callable[[str], Any]] = {
    "title": _text("title"),
    "published": _published,
    "source": _source,
    "url": _url,
    "lang": _lang,
    "sma": _number("sma", "number of an agreement"),
    "event": _event,
    "round": _number("round", "number of a round"),
    "dates": _dates,
    "venue": _venue,
}
