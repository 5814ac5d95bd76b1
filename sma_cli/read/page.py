"""The page as one sees it: its lines, and what it says of itself outside them.

Pasted text and saved HTML both become a `Page`, so that the rules for what is article and what
is furniture are written once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sma_cli.read.furniture import part_glued
from sma_cli.read.limits import MOST_LINES
from sma_cli.read.published import strip_index_date
from sma_cli.read.wrapped import unwrap

_BLANKS = re.compile(r"[^\S\n]+")
# Only lines of a usual length are kept in mind.
_LONGEST_KNOWN = 1000
# With fewer rows a tab is a slip of the hand, not the edge of a column.
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around a page: believed where neither the page nor its story says anything."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    agency: str | None = None
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in reading order, those of the article's container alone, and metadata if any.

    `lines` is everything visible; `container` is the part a structured page marks as its article
    (None for pasted text). The other fields are claims of the page's head, unchecked.
    """

    lines: tuple[str, ...]
    container: tuple[str, ...] | None = None
    titles: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    site: str | None = None
    author: str | None = None
    url: str | None = None
    lang: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    is_marked_up: bool = False
    envelope: Envelope = Envelope()


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of pasted text that hold something: trimmed, single blanks, wrapping undone."""
    lines = strip_index_date(text).split("\n")
    if len(lines) > MOST_LINES and len(filled := list(filter(str.strip, lines))) > MOST_LINES:
        return tuple(filled)  # more than any article has: it is refused, whatever it holds
    lines = _columns_apart(lines)
    return part_lines(unwrap([_BLANKS.sub(" ", line).strip() for line in lines]))


def _columns_apart(lines: list[str]) -> list[str]:
    """The lines of the first column, then those of the others, where tabs part columns."""
    rows = [line.rstrip().split("\t") for line in lines]
    if sum(len(row) > 1 and bool(row[0].strip()) for row in rows) < _FEWEST_ROWS:
        return lines
    return [row[0] for row in rows] + [cell for row in rows for cell in row[1:]]


def part_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that hold something, each parted where furniture is stuck to a sentence."""
    return tuple(part for line in lines if line for part in _parts(line))


def _parts(line: str) -> tuple[str, ...]:
    return _known_parts(line) if len(line) <= _LONGEST_KNOWN else _new_parts(line)


def _new_parts(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in part_glued(line))


# A page's container has its lines again, and the pages of a site have their menus.
_known_parts = lru_cache(maxsize=2048)(_new_parts)
