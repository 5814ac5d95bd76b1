"""Units of reading: the title and the sentences of the body, in order, with their places.

Everything the tagger decides, it decides from units: how high one stands, and what else stands in
it. A sentence never crosses a paragraph.
"""

import re
from dataclasses import dataclass
from functools import cache

from sma_cli.record import load_table

# No sentence is longer: what a page has run together is read in pieces of this many characters.
_LONGEST = 1_500
_STOP = re.compile(r"[.!?。！？]+[\"'”’)\]』」]*(?=\s+)|\n+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The title (`index` 0, no `offset`) or a sentence of the body at `body[offset:]`."""

    index: int
    text: str
    offset: int | None


def split_units(title: str | None, body: str) -> list[Unit]:
    """The title, empty where there is none, and the sentences of the body."""
    found = [Unit(0, title or "", None)]
    for start, end in _sentences(body):
        found.append(Unit(len(found), body[start:end], start))
    return found


def _sentences(body: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(body):
        if not stop[0].startswith("\n") and _is_abbreviation(body, start, stop):
            continue
        spans.extend(_pieces(start, stop.end()))
        start = stop.end()
    spans.extend(_pieces(start, len(body)))
    return [trimmed for span in spans if (trimmed := _trim(body, *span))[0] < trimmed[1]]


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    return [(one, min(one + _LONGEST, end)) for one in range(start, end, _LONGEST)]


def _is_abbreviation(body: str, start: int, stop: re.Match[str]) -> bool:
    if stop[0] != ".":
        return False
    word = body[max(start, stop.end() - 12) : stop.end()]
    after = body[stop.end() : stop.end() + 4].lstrip()[:1]
    if word[-2:-1].isdigit():
        # `6.9.` and `2024. 5. 24.` go on with a digit; `in 2025. The` does not.
        return after.isdigit()
    # `the U.S. The` and `Washington, D.C. Both`: a capital after a place ends the sentence as
    # often as not, and a joined sentence costs less than a cut one.
    return _abbreviation().search(word) is not None


@cache
def _abbreviation() -> re.Pattern[str]:
    listed = "|".join(load_table("wording_en")["sentence"]["abbreviations"])
    return re.compile(rf"(?:\b(?:[A-Z]|{listed})|\d)\.$")


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end
