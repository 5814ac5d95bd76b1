"""The other agreements and rounds that an article names, with what it says beside each name.

`앞서 1차 회의는 4월 23~25일 호놀룰루에서 열렸다`: days and a city that one sentence gives to
another round are no tags of the article, but a witness of that round. Only words of the same
sentence count, and only where they belong to no other round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sma_cli.article import Event
from sma_cli.document import Mention, Role, Tags
from sma_cli.record.negotiations import MILESTONES
from sma_cli.tag.days import is_aside, named_days
from sma_cli.tag.ordinals import MOST_ROUNDS, Ordinal, ordinal_values
from sma_cli.tag.ownership import owners
from sma_cli.tag.places import find_places
from sma_cli.tag.units import Unit
from sma_cli.tag.when import When
from sma_cli.tag.wording import pattern

# How far from an agreement's name the words stand that tell what became of it, and how far the day.
_REACH = 60
_DAY_REACH = 40
_FAR = 30

Value = TypeVar("Value")


def find_mentions(
    units: Sequence[Unit], ordinals: Sequence[Ordinal], tags: Tags, base: date | None, lang: str
) -> tuple[Mention, ...]:
    """Each agreement and round besides the article's subject once, in reading order.

    A round has its days and venue where some sentence gives them, an agreement the milestone and
    its day.
    """
    seen: dict[tuple[int | None, int | None], Mention] = {}
    by_unit: dict[int, list[Ordinal]] = {}
    for one in ordinals:
        by_unit.setdefault(one.unit.index, []).append(one)
    for unit in units:
        inside = by_unit.get(unit.index, [])
        if unit.offset is None or all(_is_subject(one, tags) for one in inside):
            continue
        for mention in _of_unit(unit, inside, tags, base, lang):
            key = (mention.sma, mention.round)
            seen[key] = _both(seen[key], mention) if key in seen else mention
    return tuple(seen.values())


def _is_subject(one: Ordinal, tags: Tags) -> bool:
    subject = tags.sma if one.kind == "agreement" else tags.round
    return one.kind != "range" and one.value == subject


def _of_unit(
    unit: Unit, inside: Sequence[Ordinal], tags: Tags, base: date | None, lang: str
) -> Iterator[Mention]:
    whens = _days_of(unit, inside, base, lang)
    venues = _venues_of(unit, inside, lang)
    is_apart = pattern(lang, "ordinal", "range_apart").search(unit.text) is not None
    for one in inside:
        if one.kind == "agreement":
            if one.value != tags.sma:
                yield _with_milestone(_mention(one, one.value, None), one, base, lang)
            continue
        sma = _agreement_beside(one, inside) or tags.sma
        numbers = ordinal_values(one, lang)
        days = _shared(whens.get(one.start, []), len(numbers), each=len(numbers) == 1)
        cities = _shared(venues.get(one.start, []), len(numbers), each=not is_apart)
        for number, when, venue in zip(numbers, days, cities, strict=True):
            if (sma, number) != (tags.sma, tags.round):
                yield _meeting(_mention(one, sma, number), when, venue, tags, base)


def _mention(one: Ordinal, sma: int | None, number: int | None) -> Mention:
    begin = (one.unit.offset or 0) + one.start
    role: Role = one.part if one.part in ("previous", "next") else "background"
    return Mention(sma, number, role, one.text, begin, begin + len(one.text))


def _meeting(
    mention: Mention, when: When | None, venue: str | None, tags: Tags, base: date | None
) -> Mention:
    """The mention of a round with its days and venue; a higher number is a later round."""
    is_later = mention.sma == tags.sma and (mention.round or 0) > (tags.round or MOST_ROUNDS)
    role: Role = "next" if is_later and mention.role == "background" else mention.role
    return replace(
        mention,
        role=role,
        event="round",
        event_start=_iso(when.start) if when else None,
        event_end=_last_day(when, base) if when else None,
        venue=venue,
    )


def _last_day(when: When, base: date | None) -> str | None:
    """The last day; not known of a meeting that only begins on the day, or is still to come."""
    if when.end is not None:
        return _iso(when.end)
    is_to_come = base is not None and when.start > base
    return None if when.opens or is_to_come else _iso(when.start)


def _agreement_beside(one: Ordinal, inside: Sequence[Ordinal]) -> int | None:
    """The agreement of the same phrase: `the seventh round of talks on the 11th SMA`."""
    gaps = [
        (max(other.start - one.end, one.start - other.end), other.value)
        for other in inside
        if other.kind == "agreement"
    ]
    gap, value = min(gaps, default=(_FAR, None))
    return value if gap < _FAR else None


def _shared(found: Sequence[Value], number: int, *, each: bool) -> list[Value | None]:
    """What is found beside several rounds, one for each; or, for `each` of them, the only one."""
    if len(found) == number or (number == 1 and found):
        return list(found[:number])
    return [found[0] if each and len(found) == 1 else None] * number


def _both(first: Mention, second: Mention) -> Mention:
    """One mention of both: the words that give the days, and all that either of them says."""
    shown, other = first, second
    if second.event_start is not None and first.event_start is None:
        shown, other = second, first
    if shown.event_start is None and other.event_start is None:
        shown = replace(shown, event=shown.event or other.event)
    return replace(
        shown,
        role=shown.role if shown.role != "background" else other.role,
        venue=shown.venue or other.venue,
    )


def _days_of(
    unit: Unit, inside: Sequence[Ordinal], base: date | None, lang: str
) -> dict[int, list[When]]:
    """The days that belong to a round of the sentence, by the place of its ordinal."""
    whens = [one for one in named_days(unit.text, base, lang) if not is_aside(unit.text, one, lang)]
    return _by_owner(whens, inside, [(one.begin, one.finish) for one in whens])


def _venues_of(unit: Unit, inside: Sequence[Ordinal], lang: str) -> dict[int, list[str]]:
    """The venues that belong to a round of the sentence, by the place of its ordinal."""
    places = find_places(unit, lang)
    venues = [one.venue for one in places]
    return _by_owner(venues, inside, [(one.start, one.end) for one in places])


def _by_owner(
    found: Sequence[Value], inside: Sequence[Ordinal], spans: Sequence[tuple[int, int]]
) -> dict[int, list[Value]]:
    owned: dict[int, list[Value]] = {}
    for one, owner in zip(found, owners(inside, spans), strict=True):
        if owner is not None:
            owned.setdefault(owner.start, []).append(one)
    return owned


def _with_milestone(mention: Mention, one: Ordinal, base: date | None, lang: str) -> Mention:
    """The agreement with what became of it, where the words right behind its name tell it."""
    text, reach = one.unit.text, one.end + _REACH
    reports: list[tuple[int, int, Event]] = []
    for event in MILESTONES:
        match = pattern(lang, "event", event).search(text, one.end, reach)
        if match and not pattern(lang, "event_cue", "hedge_after").search(text[match.end() :][:40]):
            reports.append((*match.span(), event))
    if not reports:
        return mention
    start, end, event = min(reports)
    near = [
        when
        for when in named_days(text, base, lang)
        if one.end <= when.begin and start - when.finish < _DAY_REACH > when.begin - end
    ]
    if not near:
        return mention
    day = _iso(near[0].end or near[0].start)
    return replace(mention, event=event, event_start=day, event_end=day)


def _iso(day: date) -> str:
    return day.isoformat()
