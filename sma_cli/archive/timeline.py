"""The negotiation by date: what many articles tell about one happening, as one entry.

Articles of one agreement, event and round make one entry; milestones happen once for an
agreement. A meeting without a number joins the numbered one whose days it shares. Where articles
disagree the weightier value wins and the others are kept as conflicts. What articles mention of
another round makes an entry too, if nobody tells more. The entries depend on the articles alone,
not on the order in which they were stored.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from sma_cli.answers import Conflict, Entry, Ground
from sma_cli.archive.consensus import Telling, Verdict, Vote, verdict, votes
from sma_cli.archive.gaps import order

# The headlines of articles with these ids, of those that have one.
Titles = Callable[[Iterable[int]], Mapping[int, str]]

_Happening = tuple[object, ...]
_Place = tuple[bool, bool, str, str]


def entries(tellings: Iterable[Telling], titles: Titles, *, copies: bool = False) -> list[Entry]:
    """One entry per happening, ordered by date, then in the order of events.

    Copies of a story have no say of their own, unless they give other days or another venue, as
    corrections do; with `copies` they are named with the others.
    """
    found = [_entry(group, titles, copies=copies) for group in _grouped(tellings)]
    # A round that is named with a city alone may be one to come, or no more than a plan.
    return sorted((one for one in found if one.articles or one.start), key=order)


def _grouped(tellings: Iterable[Telling]) -> list[list[Telling]]:
    groups: dict[_Happening, list[Telling]] = {}
    for one in tellings:
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


def _key(one: Telling) -> _Happening:
    if one.event != "round":
        return one.sma, one.event, None, None
    days = (one.start, one.end) if one.round is None and one.start is not None else None
    return one.sma, one.event, one.round, days


def _span(group: Sequence[Telling]) -> tuple[str | None, str | None]:
    start, end = _dates(group)
    return start.value, end.value or start.value


def _touches(span: tuple[str | None, str | None], one: Telling) -> bool:
    start, end = span
    if start is None or end is None or one.start is None:
        return False
    return one.start <= end and (one.end or one.start) >= start


def _entry(group: list[Telling], titles: Titles, *, copies: bool) -> Entry:
    everyone = sorted(group, key=_by_publication)
    firsts = _without_copies(everyone)
    heard = _heard(everyone, firsts)
    own = [one for one in firsts if not one.is_mention]
    named = [one for one in everyone if not one.is_mention] if copies else own
    start, end = _dates(heard)
    venue = verdict(votes(heard, lambda one: one.venue, lambda one: one.venue_basis))
    number = _number(heard)
    basis: dict[str, Ground | None] = {"start": start.basis, "venue": venue.basis}
    verdicts = {"start": start, "end": end, "venue": venue, "round": number}
    mentioning = [one for one in firsts if one.is_mention]
    return Entry(
        sma=group[0].sma,
        event=group[0].event,
        round=int(number.value) if number.value else None,
        start=start.value,
        end=end.value,
        venue=venue.value,
        title=_headline(own, start.value, titles),
        articles=_in_order(named),
        outlets=len({one.source for one in named if one.source}),
        basis={name: one for name, one in basis.items() if one is not None},
        conflicts=tuple(_conflicts(verdicts, but=_in_order(mentioning) if own else ())),
        copies=len(everyone) - len(firsts) if not copies else 0,
        mentions=_in_order(mentioning),
    )


def _conflicts(verdicts: Mapping[str, Verdict], *, but: Sequence[int]) -> Iterator[Conflict]:
    """What other articles say; words in passing contradict nothing that others are about."""
    passing = set(but)
    for tag, one in verdicts.items():
        for value, ids in one.losers:
            told = tuple(one for one in ids if one not in passing)
            if told:
                yield Conflict(tag, value, told)


def _in_order(tellings: Sequence[Telling]) -> tuple[int, ...]:
    """The ids of the articles, by date of publication."""
    articles = sorted(chain.from_iterable(one.articles for one in tellings))
    return tuple(map(itemgetter(1), articles))


def _by_publication(one: Telling) -> tuple[str, str, int]:
    """By date; equals by what they say before what number they have."""
    published, identifier = one.articles[0]
    return published, one.source or "", identifier


def _without_copies(group: list[Telling]) -> list[Telling]:
    """The first of each story: what it is a copy of if that is here, else the one before others."""
    stories: dict[int, Telling] = {}
    copied = [one for one in group if one.story is not None]
    for one in sorted(copied, key=lambda one: one.story != one.articles[0][1]):
        stories.setdefault(one.story or 0, one)
    return [one for one in group if one.story is None or stories[one.story] is one]


def _heard(everyone: Sequence[Telling], firsts: Sequence[Telling]) -> list[Telling]:
    """Who has a say: the first of each story, and a copy that says something else, corrected."""
    if len(everyone) == len(firsts):
        return list(firsts)
    shown = {id(one) for one in firsts}
    said = {(one.story, *_said(one)) for one in firsts}
    heard: list[Telling] = []
    for one in everyone:
        own = (one.story, *_said(one))
        if id(one) in shown:
            heard.append(one)
        elif own not in said:
            said.add(own)
            heard.append(one)
    return heard


def _said(one: Telling) -> tuple[str | None, str | None, str | None]:
    return one.start, one.end, one.venue


def _number(heard: Sequence[Telling]) -> Verdict:
    """The number of the round; only a milestone may have several to choose from."""
    numbers = {one.round for one in heard if one.round is not None}
    if len(numbers) == 1:
        return Verdict(str(numbers.pop()))
    return verdict(votes(heard, _round_of, lambda one: one.round_basis))


def _round_of(one: Telling) -> str | None:
    return None if one.round is None else str(one.round)


def _dates(group: Sequence[Telling]) -> tuple[Verdict, Verdict]:
    """Start and end, decided together: an article that knows the start alone backs any end."""
    given = votes(group, _dates_of, lambda one: one.dates_basis)
    ends = {
        vote.value: verdict(_with_ends(vote.value, given)).value or vote.value
        for vote in given
        if not vote.telling.end
    }
    backed = [vote._replace(value=ends.get(vote.value, vote.value)) for vote in given]
    # A milestone is announced on its day or after it, so of equal days the first is its own.
    winner = verdict(backed, first_of_equals=bool(group) and group[0].event != "round")
    if winner.value is None:
        return Verdict(), Verdict()
    start, _, end = winner.value.partition("/")
    starts = [(lost.partition("/")[0], ids) for lost, ids in winner.losers]
    lost_ends = [(lost.partition("/")[2], ids) for lost, ids in winner.losers]
    return (
        Verdict(start, winner.basis, _gathered(starts, but=start)),
        Verdict(end or None, winner.basis, _gathered(lost_ends, but=end)),
    )


def _dates_of(one: Telling) -> str | None:
    return f"{one.start}/{one.end or ''}" if one.start else None


def _with_ends(start: str, given: Sequence[Vote]) -> list[Vote]:
    """The votes for a start that give an end, for articles that give none."""
    return [one for one in given if one.telling.end and one.value.startswith(start)]


def _gathered(
    losers: Iterable[tuple[str, tuple[int, ...]]], *, but: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Losing values with all their articles, in order; the winning and no value left out."""
    found: dict[str, list[int]] = {}
    for value, ids in losers:
        if value not in ("", but):
            found.setdefault(value, []).extend(ids)
    return tuple((value, tuple(sorted(ids))) for value, ids in sorted(found.items()))


def _headline(own: Sequence[Telling], start: str | None, titles: Titles) -> str | None:
    """The earliest headline of a report, rather of one that says outright what it reports.

    Only the titles of those in question are asked for: there may be thousands.
    """
    places = [(_best_place(one, start), one) for one in own]
    if not places:
        return None
    first = min(place for place, _ in places)
    ties = [
        identifier
        for place, one in places
        if place == first
        for published, identifier in one.articles
        if published == first[2]
    ]
    return min(titles(ties).values(), default=None) or _any_headline(own, start, titles)


def _any_headline(own: Sequence[Telling], start: str | None, titles: Titles) -> str | None:
    """The best of all headlines, where the best articles have none."""
    found = titles(identifier for one in own for identifier in one.ids)
    ranked = [
        (_place(one, published, start), found[identifier])
        for one in own
        for published, identifier in one.articles
        if identifier in found
    ]
    return min(ranked)[1] if ranked else None


def _best_place(one: Telling, start: str | None) -> _Place:
    """Of the articles that tell alike, the place of the first report, else of the first."""
    at = bisect_left(one.articles, (start or "",))
    published, _ = one.articles[at if at < len(one.articles) else 0]
    return _place(one, published, start)


def _place(one: Telling, published: str, start: str | None) -> _Place:
    basis = one.round_basis if one.event == "round" else one.event_basis
    is_preview = published < (start or "")
    return is_preview, basis not in ("manual", "stated"), published, one.source or ""
