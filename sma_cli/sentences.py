"""Where sentences begin and end, in English and in Korean.

What tags rest on, what a sum is said to be and what a page quotes are sentences; all take them
from here. A sentence never crosses a line, and the end of an abbreviation does not end it.
"""

import re
from functools import cache, lru_cache

from sma_cli.record import load_table

# No sentence is longer: what a page has run together is read in pieces of this many characters.
_LONGEST = 1_500
_NEAR = 2 * _LONGEST
_STOP = re.compile(r"[.!?。！？]+[\"'”’)\]』」]*(?=\s+)|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order, without the blanks around it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not stop[0].startswith("\n") and _is_abbreviation(text, start, stop):
            continue
        spans.extend(_pieces(start, stop.end()))
        start = stop.end()
    spans.extend(_pieces(start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence around a place; nothing where there is none."""
    # Of a longer line only what is near is looked at, and places near each other share it: many
    # cost little more than one.
    block = place // _NEAR * _NEAR
    lowest, highest = max(block - _NEAR, 0), min(block + 2 * _NEAR, len(text))
    start = max(text.rfind("\n", lowest, place) + 1, lowest)
    end = text.find("\n", place, highest)
    line = text[start : end if end >= 0 else highest]
    for first, last in _sentences_near(line):
        if start + last > place:
            return start + first, start + last
    return place, place


@lru_cache(maxsize=16)
def _sentences_near(line: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(line))


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    return [(one, min(one + _LONGEST, end)) for one in range(start, end, _LONGEST)]


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop[0] != ".":
        return False
    word = text[max(start, stop.end() - 12) : stop.end()]
    after = text[stop.end() : stop.end() + 4].lstrip()[:1]
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


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
