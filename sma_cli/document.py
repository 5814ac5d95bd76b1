"""What goes in: an input, the document that is read of it, and the tags that are found in it."""

from dataclasses import dataclass, field
from typing import Literal

from sma_cli.article import Amount, Basis, Event

Role = Literal["previous", "next", "background"]

# What an article may say of a sum: what one side wants or offers, what both agreed, what is paid.
ClaimRole = Literal["demanded", "offered", "agreed", "paid"]
CLAIM_ROLES: tuple[ClaimRole, ...] = ("demanded", "offered", "agreed", "paid")


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
class Evidence:
    """The words a tag rests on: `body[start:end] == text`."""

    tag: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Another round or agreement that the article names, why, and what it says of it.

    `body[start:end] == text`. `event`, its days and `venue` are those of the round, or of the
    milestone of an agreement, where the words beside its name give them.
    """

    sma: int | None
    round: int | None
    role: Role
    text: str
    start: int
    end: int
    event: Event | None = None
    event_start: str | None = None
    event_end: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the sentence `body[start:end]` says of the sum at place `amount` of the amounts.

    `role` is None where it says nothing; `by` is whose demand or offer, where the text names it.
    """

    amount: int
    role: ClaimRole | None
    by: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that an article gives, and what the record of past negotiations says instead."""

    tag: str
    value: str
    record: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What one article says about the talks. `basis` has a key for every tag that is known.

    The keys of `basis` are `sma`, `event`, `round`, `dates` and `venue`; and, always `manual`,
    those fields of the document that a user has set. A sum whose place in the text is not known
    has no claim.
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
    conflicts: tuple[Contradiction, ...] = ()
    claims: tuple[Claim, ...] = ()
