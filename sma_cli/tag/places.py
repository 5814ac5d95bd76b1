"""Venues: the cities and halls where a round is held, told from datelines and governments.

`Seoul` and `Washington` are mostly governments; a place is a venue only where the words around it
say that something happens there. Spellings and halls come from `record/venues.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sma_cli.record import load_table
from sma_cli.tag.ordinals import Ordinal
from sma_cli.tag.ownership import owners
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import pattern

_IN_THE_PAST = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """A venue named at `unit.text[start:end]`."""

    venue: str
    unit: Unit
    start: int
    end: int
    score: float = 0.0


def main_place(
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    lang: str,
    *,
    value: int | None,
    anchors: Sequence[tuple[int, int]],
) -> Place | None:
    """The venue of the event: the best-placed one that belongs to no other round.

    `anchors` are the (unit index, offset) of the words that report the event and its dates.
    """
    scored = [
        place
        for unit in units[:12]
        for place in _scored(unit, ordinals, lang, value=value, anchors=anchors)
    ]
    best = max(scored, key=lambda one: (one.score, -one.unit.index, -one.start), default=None)
    if best is None or best.score <= 0:
        return None
    spoken = (one for one in scored if one.venue == best.venue and one.unit.offset is not None)
    return best if best.unit.offset is not None else next(spoken, best)


def _scored(
    unit: Unit,
    ordinals: Sequence[Ordinal],
    lang: str,
    *,
    value: int | None,
    anchors: Sequence[tuple[int, int]],
) -> list[Place]:
    places = find_places(unit, lang)
    inside = [one for one in ordinals if one.unit.index == unit.index]
    result = []
    for place, owner in zip(
        places, owners(inside, [(one.start, one.end) for one in places]), strict=True
    ):
        score = 3.0 - 0.4 * unit.index
        distances = [abs(place.start - offset) for index, offset in anchors if index == unit.index]
        if distances:
            score += 3.0 - min(min(distances), 150) / 100
        if owner is not None and owner.value == value and owner.part == "main":
            score += 3.0
        elif owner is not None and owner.value != value:
            score -= 6.0
        is_subject = value is None and bool(distances)
        if not is_subject and _speaks_of_the_next(unit.text, place, lang):
            score -= 6.0
        score -= _IN_THE_PAST * _was_before(unit.text, place, lang)
        result.append(Place(place.venue, unit, place.start, place.end, score))
    return result


def _was_before(text: str, place: Place, lang: str) -> bool:
    """Whether something took place there a month or some weeks ago."""
    return bool(
        pattern(lang, "venue", "past_after").search(text[place.end : place.end + 40])
        or pattern(lang, "venue", "past_before").search(
            text[max(0, place.start - 20) : place.start]
        )
    )


def _speaks_of_the_next(text: str, place: Place, lang: str) -> bool:
    return any(
        -20 < place.start - found.end() < 90
        for found in pattern(lang, "venue", "next").finditer(text)
    )


def find_places(unit: Unit, lang: str) -> list[Place]:
    """Every place in a unit where something happens, in order, each span once."""
    found = [
        Place(venue, unit, *match.span())
        for venue, city, hall in _spellings(lang)
        for compiled, is_hall in ((city, False), (hall, True))
        for match in compiled.finditer(unit.text)
        if is_hall or venue == "online" or _is_where(unit.text, match, lang)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    return [
        one for place, one in enumerate(found) if not place or found[place - 1].end <= one.start
    ]


def _is_where(text: str, match: re.Match[str], lang: str) -> bool:
    before, after = text[max(0, match.start() - 80) : match.start()], text[match.end() :][:90]
    if pattern(lang, "venue", "after").match(after):
        return True
    lead = re.search(rf"(?:{pattern(lang, 'venue', 'before').pattern})$", before, re.IGNORECASE)
    if lead is None:
        return False
    leading = before[: lead.start()].rstrip() + " "
    if pattern(lang, "venue", "hall_before").search(leading):
        return True
    return pattern(lang, "venue", "not_before").search(leading) is None


@cache
def _spellings(lang: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (venue, _any(row.get(lang, [])), _any(row.get(f"halls_{lang}", [])))
        for venue, row in load_table("venues").items()
    )


def _any(rows: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows) or r"(?!)")
