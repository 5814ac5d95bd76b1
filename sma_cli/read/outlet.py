"""Who stands behind a page: its outlet or wire, by name, domain or reporter's mail address.

The outlets are rows of `record/outlets.toml`; nothing here knows one by name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sma_cli.record import load_table

_KOREAN_TIME = "+09:00"
_RUN = re.compile(r"[가-힣]+|\d+|[^\W\d_가-힣]+")
_HOST = re.compile(r"^(?:[a-z]{3,6}:)?//([^/?#:]+)", re.I)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the table; `zone` is the offset of the clock times it prints, if known."""

    name: str
    kind: Literal["outlet", "agency", "portal"]
    zone: str | None
    lang: str | None


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: how names are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def find_by_name(text: str) -> Outlet | None:
    """The outlet that `text` names and nothing else, whatever its punctuation and case."""
    if len(text) > 60:
        return None
    return _names().get(fold(text)) or _named_twice(text.split())


def _named_twice(words: Sequence[str]) -> Outlet | None:
    """The outlet that the first words name, and the others again: in letters and in Hangul."""
    for place in range(1, len(words)):
        first = _names().get(fold(" ".join(words[:place])))
        if first and first == _names().get(fold(" ".join(words[place:]))):
            return first
    return None


def find_in_text(text: str) -> Outlet | None:
    """The outlet whose longest name stands in a short text such as a copyright line."""
    padded = f" {_spaced(text[:400])} "
    found = [name for name in _spaced_names() if name in padded]
    best = max(found, key=len, default=None)
    return _spaced_names()[best] if best else None


def find_by_mark(line: str) -> Outlet | None:
    """The outlet whose pages alone print a line of this form."""
    found = _marks()[0].match(line[:200])
    return _marks()[1][found.lastindex - 1] if found and found.lastindex else None


def find_by_domain(address: str, *, lang: str | None = None) -> Outlet | None:
    """The outlet of a URL, host or mail address; `lang` decides where two share a domain."""
    found = _HOST.match(address)
    host = found[1] if found else address.rpartition("@")[2]
    labels = host.casefold().strip("./ ").split(".")
    for first in range(len(labels) - 1):
        sharing = _domains().get(".".join(labels[first:]), ())
        if sharing:
            return next((outlet for outlet in sharing if outlet.lang == lang), sharing[0])
    return None


@cache
def _outlets() -> tuple[tuple[Outlet, dict[str, list[str]]], ...]:
    rows = load_table("outlets")["outlet"]
    return tuple(
        (
            Outlet(
                row["name"],
                row.get("kind", "outlet"),
                row.get("zone", _KOREAN_TIME) or None,
                row.get("lang"),
            ),
            row,
        )
        for row in rows
    )


@cache
def _names() -> dict[str, Outlet]:
    return {
        fold(name): outlet
        for outlet, row in _outlets()
        for name in (row["name"], row.get("korean", ""), *row.get("names", ()))
        if name
    }


def _spaced(text: str) -> str:
    """Runs of letters, digits or Hangul parted by single blanks, so that names stand alone."""
    return " ".join(_RUN.findall(text.casefold()))


@cache
def _spaced_names() -> dict[str, Outlet]:
    """Names as `find_in_text` looks for them: a Korean name may carry a particle or a suffix."""
    names: dict[str, Outlet] = {}
    for outlet, row in _outlets():
        for name in (row["name"], row.get("korean", ""), *row.get("names", ())):
            spaced = _spaced(name)
            if spaced:
                names[f" {spaced}" + ("" if "가" <= spaced[-1] <= "힣" else " ")] = outlet
    return names


@cache
def _domains() -> dict[str, tuple[Outlet, ...]]:
    domains: dict[str, tuple[Outlet, ...]] = {}
    for outlet, row in _outlets():
        for domain in {*row.get("domains", ()), *row.get("mails", ())}:
            domains[domain] = (*domains.get(domain, ()), outlet)
    return domains


@cache
def _marks() -> tuple[re.Pattern[str], tuple[Outlet, ...]]:
    marked = [(mark, outlet) for outlet, row in _outlets() for mark in row.get("marks", ())]
    pattern = "|".join(f"({mark})" for mark, _ in marked)
    return re.compile(pattern), tuple(outlet for _, outlet in marked)
