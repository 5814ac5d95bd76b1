"""What many articles say about one value, weighed: the value that stands, and the others.

Stated counts more than resolved, resolved more than inferred, a report twice a preview, and what
an article tells of its own subject more than what it says of another meeting in passing. An
outlet that repeats itself is one witness. What a user said outweighs any number of articles.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sma_cli.article import Basis, Event

# In place of a day of publication that is not known: later than every day.
UNDATED = "~"

# How what is told is known; `mentioned`: by articles whose subject is another happening.
Told = Basis | Literal["mentioned"]

_WEIGHTS: dict[Told | None, int] = {
    "manual": 400_000, "stated": 24, "resolved": 16, "inferred": 8, None: 8, "mentioned": 2,
}  # fmt: skip


class Telling(NamedTuple):
    """What articles of one outlet tell alike of a happening.

    `articles` are their dates of publication (or `UNDATED`) and ids, in order. Of a story told by
    many each article is a telling of its own, `story` the id of its first; it is None for others.
    """

    sma: int
    event: Event
    round: int | None
    start: str | None
    end: str | None
    venue: str | None
    source: str | None
    event_basis: Told | None
    round_basis: Told | None
    dates_basis: Told | None
    venue_basis: Told | None
    articles: Sequence[tuple[str, int]]
    story: int | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """The articles' ids."""
        return tuple(one for _, one in self.articles)

    @property
    def is_mention(self) -> bool:
        """Whether the articles are about something else."""
        return self.event_basis == "mentioned"


class Vote(NamedTuple):
    """What one telling says of a value."""

    value: str
    basis: Told | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value that won, the best basis it has, and the losers with their articles."""

    value: str | None = None
    basis: Told | None = None
    losers: tuple[tuple[str, tuple[int, ...]], ...] = ()


def votes(
    tellings: Iterable[Telling],
    value: Callable[[Telling], str | None],
    basis: Callable[[Telling], Told | None],
) -> list[Vote]:
    """The votes of those tellings that say something."""
    return [Vote(said, basis(one), one) for one in tellings if (said := value(one)) is not None]


def verdict(given: Sequence[Vote], *, first_of_equals: bool = False) -> Verdict:
    """The value of most weight; of equals that of more articles, then the one last written.

    With `first_of_equals` the first in order wins instead of the one last written.
    """
    values: dict[str, list[Vote]] = {}
    for vote in given:
        values.setdefault(vote.value, []).append(vote)
    if not values:
        return Verdict()
    worth = {value: (*_worth(for_it), value) for value, for_it in values.items()}
    ranked = sorted(values, key=lambda value: worth[value], reverse=True)
    if first_of_equals:
        equals = [value for value in ranked if worth[value][:3] == worth[ranked[0]][:3]]
        ranked.sort(key=lambda value: value != min(equals))
    best = max(values[ranked[0]], key=lambda vote: _WEIGHTS[vote.basis])
    losers = [(value, ids_of(values[value])) for value in ranked[1:]]
    return Verdict(ranked[0], best.basis, tuple(sorted(losers)))


def ids_of(given: Iterable[Vote]) -> tuple[int, ...]:
    """The articles that vote so, in the order of their ids."""
    return tuple(sorted(one for vote in given for one in vote.telling.ids))


def _worth(for_it: Sequence[Vote]) -> tuple[int, int, int, str]:
    """Weight, number of articles, the weight of the best, the newest.

    An outlet that repeats itself is one witness: its weightiest article counts.
    """
    weights: dict[str | int, int] = {}
    number, newest = 0, ""
    for vote in for_it:
        articles = vote.telling.articles
        outlet = vote.telling.source or articles[0][1]
        weights[outlet] = max(weights.get(outlet, 0), _weight(vote))
        number += len(articles)
        newest = max(newest, "" if articles[-1][0] == UNDATED else articles[-1][0])
    return sum(weights.values()), number, max(weights.values()), newest


def _weight(vote: Vote) -> int:
    """A preview counts half: plans change, and reports come after the day."""
    weight = _WEIGHTS[vote.basis]
    newest, _ = vote.telling.articles[-1]
    return weight if newest >= (vote.telling.start or "") else weight // 2
