"""The values that travel the way through: what an input, a document and an article are.

They hold data and nothing else: no parsing, no SQL, no rendering. Dates are ISO 8601 text,
because an archive keeps the precision it was given: `2024-05-24` or `2024-05-24T11:52:00+09:00`.
"""

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["stated", "resolved", "inferred", "manual"]
Event = Literal["round", "agreed", "initialled", "signed", "ratified", "in_force"]
Role = Literal["previous", "next", "background"]

EVENTS: tuple[Event, ...] = ("round", "agreed", "initialled", "signed", "ratified", "in_force")


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes handed to ingest, and where they came from (`-` for standard input)."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """One input as read: clean text and what its page says about itself.

    `body` is the article's paragraphs, separated by one empty line. `cut` is what was left out,
    line by line, in the order of the page. `dateline` is the place and day a report was filed
    from (`WASHINGTON, June 7`), which is furniture, yet dates the words after it.
    """

    title: str | None
    body: str
    published: str | None = None
    source: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    lang: str = "und"
    dateline: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum of money in integer units (won, dollars, yen), as printed in `text`."""

    value: int
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a tag rests on: `body[start:end] == text`."""

    tag: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Another round or agreement that the article names, and why it names it."""

    sma: int | None
    round: int | None
    role: Role
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tags:
    """What one article says about the talks. `basis` has a key for every tag that is known.

    The keys of `basis` are `sma`, `event`, `round`, `dates` and `venue`.
    """

    sma: int | None = None
    event: Event | None = None
    round: int | None = None
    event_start: str | None = None
    event_end: str | None = None
    venue: str | None = None
    amounts: tuple[Amount, ...] = ()
    percents: tuple[float, ...] = ()
    basis: dict[str, Basis] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, and the fingerprint of its bytes."""

    path: str
    sha256: str
    bytes: int
    format: str
    encoding: str


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
class Detail:
    """An article with all that is kept of it, as `show` needs it."""

    article: Article
    body: str
    evidence: tuple[Evidence, ...]
    mentions: tuple[Mention, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; `article` is the stored one unless the input was refused."""

    path: str
    status: Literal["added", "duplicate", "refused"]
    article: Article | None = None
    error: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `matches` are offsets (start, end) into `snippet`."""

    article: Article
    score: float
    snippet: str
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that other articles of a timeline entry give, and those articles."""

    tag: str
    value: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening of the negotiation and the articles that tell it.

    The fields are the keys of its JSON record, in that order.
    """

    sma: int
    event: Event
    round: int | None
    start: str | None
    end: str | None
    venue: str | None
    title: str | None
    articles: tuple[int, ...]
    outlets: int
    basis: dict[str, Basis]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Info:
    """Where an archive is and what is in it; sizes in bytes."""

    path: str
    articles: int
    languages: dict[str, int]
    agreements: dict[str, int]
    first_published: str | None
    last_published: str | None
    last_ingested: str | None
    bytes: int
    schema: int
    sqlite: str
