"""What an article is: the values of a search, which are all that a search imports.

The values of this project (here, in `document` and in `answers`) hold data and nothing else: no
parsing, no SQL, no rendering. Dates are ISO 8601 text, because an archive keeps the precision it
was given: `2024-05-24` or `2024-05-24T11:52:00+09:00`.
"""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["stated", "resolved", "inferred", "manual"]
Event = Literal["round", "agreed", "initialled", "signed", "ratified", "in_force"]

BASES: tuple[Basis, ...] = ("stated", "resolved", "inferred", "manual")
EVENTS: tuple[Event, ...] = ("round", "agreed", "initialled", "signed", "ratified", "in_force")


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum of money in integer units (won, dollars, yen), as printed in `text`."""

    value: int
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One stored article: the fields are the keys of its JSON record, in that order."""

    id: int
    title: str | None
    published: str | None
    source: str | None
    agency: str | None
    author: str | None
    url: str | None
    lang: str
    sma: int | None
    event: Event | None
    round: int | None
    event_start: str | None
    event_end: str | None
    venue: str | None
    amounts: tuple[Amount, ...]
    percents: tuple[float, ...]
    basis: dict[str, Basis]
    copy_of: int | None
    words: int
    ingested_at: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `matches` are offsets (start, end) into `snippet`.

    `copies` is how many other articles tell the same story; `title_matches` are offsets into the
    title.
    """

    article: Article
    score: float
    snippet: str
    matches: tuple[tuple[int, int], ...]
    copies: int = 0
    title_matches: tuple[tuple[int, int], ...] = ()
