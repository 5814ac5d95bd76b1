"""What the archive answers besides articles: details, outcomes, the timeline, what is in it."""

from dataclasses import dataclass
from typing import Literal

from sma_cli.article import Article, Basis, Event
from sma_cli.document import Claim, ClaimRole, Contradiction, Document, Evidence, Mention

# How an entry's value is known: by articles about it, by others that mention it, or by the record
# of past negotiations alone.
Ground = Basis | Literal["mentioned", "record"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, and the fingerprint of its bytes."""

    path: str
    sha256: str
    bytes: int
    format: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Detail:
    """An article with all that is kept of it, as `show` needs it."""

    article: Article
    body: str
    evidence: tuple[Evidence, ...]
    mentions: tuple[Mention, ...]
    origin: Origin
    conflicts: tuple[Contradiction, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; `article` is the stored one unless the input was refused.

    `document` is the input as it was read, where it was read.
    """

    path: str
    status: Literal["added", "duplicate", "refused"]
    article: Article | None = None
    error: str | None = None
    hint: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an article that became another value, or is known in another way.

    `dates` stands for the two days of an event, as `2024-06-10..2024-06-12`.
    """

    field: str
    old: object
    new: object
    old_basis: Basis | None = None
    new_basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one article that was corrected or read again; `article` is as it is now."""

    article: Article
    status: Literal["changed", "unchanged", "refused"]
    changes: tuple[Change, ...] = ()
    error: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that other articles of a timeline entry give, and those articles."""

    tag: str
    value: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening of the negotiation and the articles that tell it.

    `copies` is how many more tell a story that is told by one of `articles`; `mentions` are the
    articles about something else that say when or where it was. The fields are the keys of its
    JSON record, in that order.
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
    basis: dict[str, Ground]
    conflicts: tuple[Conflict, ...]
    copies: int = 0
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles of one day, month, year or outlet; `value` is None where theirs is unknown."""

    value: str | None
    articles: tuple[int, ...]
    outlets: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """What some articles say that a sum is; nothing where `role` is None.

    `text` is the sentence of the earliest of them, which is `article`.
    """

    role: ClaimRole | None
    by: str | None
    articles: tuple[int, ...]
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenSum:
    """One sum of money in integer units, and when and as what it was written about.

    `text` is how most articles print it, `months` counts them by month of publication. `copies`
    is how many more tell a story of one of `articles`. The fields are the keys of its JSON record.
    """

    value: int
    currency: str
    text: str
    articles: tuple[int, ...]
    outlets: int
    first: str | None
    last: str | None
    months: dict[str, int]
    said: tuple[Saying, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class AgreedSum:
    """A sum in integer units, and the articles that say it was agreed."""

    value: int
    currency: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """One agreement: what the record of past negotiations knows, and what the articles tell.

    `krw` and `usd` are the sum of its first year (or the two parts of it), `change` is in percent
    of the year before, `days` runs from the first round to the signing, by the record or else by
    the articles. `dates` is of the record and `told` of the articles: from event to its first day,
    `round` standing for the first round. `sources` are where the record has it from; `told_sums`
    are those that most articles about the agreement call agreed.
    """

    sma: int
    years: tuple[int, int] | None
    krw: int | None
    usd: int | None
    change: float | None
    rounds: int | None
    days: int | None
    dates: dict[Event, str]
    articles: tuple[int, ...]
    told: dict[Event, str]
    told_rounds: int | None
    sources: tuple[str, ...] = ()
    told_sums: tuple[AgreedSum, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what is wrong with it."""

    name: str
    problems: tuple[str, ...] = ()
