"""The negotiation by date: what many articles tell about one happening, as one entry.

Articles of one agreement, event and round make one entry; milestones happen once for an
agreement. A meeting without a number joins the numbered one whose days it shares. Where articles
disagree the weightier value wins and the others are kept as conflicts. The entries depend on the
articles alone, not on the order in which they were stored.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sma_cli.answers import Conflict, Entry
from sma_cli.archive.gaps import order
from sma_cli.article import Basis, Event

COLUMNS = """
    a.id, a.title, a.published, a.source, a.sma, a.event, a.round, a.event_start, a.event_end,
    a.venue, a.event_basis, a.round_basis, a.dates_basis, a.venue_basis, a.copy_of
"""

# How much a word counts. What a user said outweighs any number of articles.
_WEIGHTS: dict[Basis | None, int] = {
    "manual": 100_000, "stated": 6, "resolved": 4, "inferred": 2, None: 2,
}  # fmt: skip


class Report(NamedTuple):
    """What one article tells about the talks."""

    id: int
    title: str | None
    published: str | None
    source: str | None
    sma: int
    event: Event
    round: int | None
    start: str | None
    end: str | None
    venue: str | None
    event_basis: Basis | None
    round_basis: Basis | None
    dates_basis: Basis | None
    venue_basis: Basis | None
    copy_of: int | None


report = Report._make


class _Vote(NamedTuple):
    """One article's word for a value."""

    value: str
    weight: int
    basis: Basis | None
    report: Report


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The value that won, the best basis it has, and the losers with their articles."""

    value: str | None = None
    basis: Basis | None = None
    losers: tuple[tuple[str, tuple[int, ...]], ...] = ()


def entries(reports: Iterable[Report], *, copies: bool = False) -> list[Entry]:
    """One entry per happening, ordered by date, then in the order of events.

    Copies of a story have no say of their own, unless they give other days or another venue, as
    corrections do; with `copies` they are named with the others.
    """
    found = [_entry(group, copies=copies) for group in _grouped(list(reports))]
    return sorted(found, key=order)


def _grouped(reports: list[Report]) -> list[list[Report]]:
    groups: dict[tuple[object, ...], list[Report]] = {}
    for one in reports:
        groups.setdefault(_key(one), []).append(one)
    unnumbered = [key for key in groups if key[1] == "round" and key[2] is None]
    talks = {key[:2] for key in unnumbered}
    numbered = {
        key: _span(group)
        for key, group in groups.items()
        if key[2] is not None and key[:2] in talks
    }
    for key in unnumbered:
        home = next((other for other, span in sorted(numbered.items(), key=str)
                     if other[:2] == key[:2] and _touches(span, groups[key][0])), None)  # fmt: skip
        if home is not None:
            groups[home].extend(groups.pop(key))
    return list(groups.values())


def _key(one: Report) -> tuple[object, ...]:
    if one.event != "round":
        return one.sma, one.event, None, None
    days = (one.start, one.end) if one.round is None and one.start is not None else None
    return one.sma, one.event, one.round, days


def _span(group: Sequence[Report]) -> tuple[str | None, str | None]:
    dates = _dates(group)
    return dates[0].value, dates[1].value or dates[0].value


def _touches(span: tuple[str | None, str | None], one: Report) -> bool:
    start, end = span
    if start is None or end is None or one.start is None:
        return False
    return one.start <= end and (one.end or one.start) >= start


def _entry(group: list[Report], *, copies: bool) -> Entry:
    everyone = sorted(group, key=_by_publication)
    group = _without_copies(everyone)
    named = everyone if copies else group
    heard = _heard(everyone, group)
    start, end = _dates(heard)
    venue = _verdict(_votes(heard, lambda one: one.venue, lambda one: one.venue_basis))
    number = _verdict(_votes(heard, _round_of, lambda one: one.round_basis))
    basis: dict[str, Basis | None] = {"start": start.basis, "venue": venue.basis}
    verdicts = {"start": start, "end": end, "venue": venue, "round": number}
    return Entry(
        sma=group[0].sma,
        event=group[0].event,
        round=int(number.value) if number.value else None,
        start=start.value,
        end=end.value,
        venue=venue.value,
        title=_headline(group, start.value),
        articles=tuple(one.id for one in named),
        outlets=len({one.source for one in named if one.source}),
        basis={name: one for name, one in basis.items() if one is not None},
        conflicts=tuple(
            Conflict(tag, value, ids) for tag, one in verdicts.items() for value, ids in one.losers
        ),
        copies=len(everyone) - len(named),
    )


def _by_publication(one: Report) -> tuple[bool, str, str, str, int]:
    """By date; equals by what they say before what number they have."""
    return one.published is None, one.published or "", one.title or "", one.source or "", one.id


def _without_copies(group: list[Report]) -> list[Report]:
    """The first of each story: what it is a copy of if that is here, else the one before others."""
    stories: dict[int, int] = {}
    for one in sorted(group, key=lambda one: one.copy_of is not None):
        stories.setdefault(_story(one), one.id)
    shown = set(stories.values())
    return [one for one in group if one.id in shown]


def _heard(everyone: Sequence[Report], firsts: Sequence[Report]) -> list[Report]:
    """Who has a say: the first of each story, and a copy that says something else, corrected."""
    first = {_story(one): one for one in firsts}
    said = {(_story(one), *_said(one)) for one in firsts}
    heard: list[Report] = []
    for one in everyone:
        own = (_story(one), *_said(one))
        if one is first[_story(one)]:
            heard.append(one)
        elif own not in said:
            said.add(own)
            heard.append(one)
    return heard


def _story(one: Report) -> int:
    return one.id if one.copy_of is None else one.copy_of


def _said(one: Report) -> tuple[str | None, str | None, str | None]:
    return one.start, one.end, one.venue


def _round_of(one: Report) -> str | None:
    return None if one.round is None else str(one.round)


def _votes(
    group: Sequence[Report],
    value: Callable[[Report], str | None],
    basis: Callable[[Report], Basis | None],
) -> list[_Vote]:
    return [
        _Vote(said, _weight(one, basis(one)), basis(one), one)
        for one in group
        if (said := value(one)) is not None
    ]


def _weight(one: Report, basis: Basis | None) -> int:
    """A preview counts half: plans change, and reports come after the day."""
    weight = _WEIGHTS[basis]
    return weight if _is_report(one, one.start) else weight // 2


def _is_report(one: Report, start: str | None) -> bool:
    return start is None or one.published is None or one.published[:10] >= start


def _dates(group: Sequence[Report]) -> tuple[_Verdict, _Verdict]:
    """Start and end, decided together: an article that knows the start alone backs any end."""
    votes = _votes(group, _dates_of, lambda one: one.dates_basis)
    backed = [
        vote
        if vote.report.end
        else _Vote(_best_end(vote, votes), vote.weight, vote.basis, vote.report)
        for vote in votes
    ]
    # A milestone is announced on its day or after it, so of equal days the first is its own.
    winner = _verdict(backed, first_of_equals=bool(group) and group[0].event != "round")
    if winner.value is None:
        return _Verdict(), _Verdict()
    start, _, end = winner.value.partition("/")
    starts = [(lost.partition("/")[0], ids) for lost, ids in winner.losers]
    ends = [(lost.partition("/")[2], ids) for lost, ids in winner.losers]
    return (
        _Verdict(start, winner.basis, _gathered(starts, but=start)),
        _Verdict(end or None, winner.basis, _gathered(ends, but=end)),
    )


def _dates_of(one: Report) -> str | None:
    return f"{one.start}/{one.end or ''}" if one.start else None


def _best_end(vote: _Vote, votes: Sequence[_Vote]) -> str:
    """The weightiest value with the same start, for an article that gives no end."""
    same = [one for one in votes if one.value.startswith(vote.value) and one.report.end]
    return _verdict(same).value or vote.value


def _gathered(
    losers: Iterable[tuple[str, tuple[int, ...]]], *, but: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Losing values with all their articles, in order; the winning and no value left out."""
    found: dict[str, list[int]] = {}
    for value, ids in losers:
        if value not in ("", but):
            found.setdefault(value, []).extend(ids)
    return tuple((value, tuple(sorted(ids))) for value, ids in sorted(found.items()))


def _verdict(votes: Sequence[_Vote], *, first_of_equals: bool = False) -> _Verdict:
    """The value of most weight; of equals that of more articles, then the one last written.

    With `first_of_equals` the first in order wins instead of the one last written.
    """
    values: dict[str, list[_Vote]] = {}
    for vote in votes:
        values.setdefault(vote.value, []).append(vote)
    if not values:
        return _Verdict()

    def worth(value: str) -> tuple[int, int, int, str, str]:
        for_it = values[value]
        return (
            _weight_of_outlets(for_it),
            len(for_it),
            max(vote.weight for vote in for_it),
            max(vote.report.published or "" for vote in for_it),
            value,
        )

    ranked = sorted(values, key=worth, reverse=True)
    if first_of_equals:
        equals = [value for value in ranked if worth(value)[:3] == worth(ranked[0])[:3]]
        ranked.sort(key=lambda value: value != min(equals))
    best = max(values[ranked[0]], key=lambda vote: _WEIGHTS[vote.basis])
    losers = [(value, tuple(vote.report.id for vote in values[value])) for value in ranked[1:]]
    return _Verdict(ranked[0], best.basis, tuple(sorted(losers)))


def _weight_of_outlets(votes: Iterable[_Vote]) -> int:
    """An outlet that repeats itself is one witness: its weightiest article counts."""
    weights: dict[str | int, int] = {}
    for vote in votes:
        outlet = vote.report.source or vote.report.id
        weights[outlet] = max(weights.get(outlet, 0), vote.weight)
    return sum(weights.values())


def _headline(group: Sequence[Report], start: str | None) -> str | None:
    """The earliest headline of a report, rather of one that says outright what it reports."""
    titled = [one for one in group if one.title]

    def rank(one: Report) -> tuple[bool, bool]:
        basis = one.round_basis if one.event == "round" else one.event_basis
        return not _is_report(one, start), basis not in ("manual", "stated")

    return min(titled, key=rank).title if titled else None
