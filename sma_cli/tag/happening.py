"""Which event an article mainly reports: a round, or a milestone of its agreement.

The same words speak of what happened, what is hoped for and what comes later; an article's own
news stands high, and is neither hedged nor somebody's wish.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sma_cli.article import Event
from sma_cli.record.negotiations import MILESTONES
from sma_cli.tag.ordinals import Ordinal, in_body
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import pattern

_HEIGHT = (3.0, 2.5, 1.5, 1.0)
_ENOUGH = 2.0
_FUTURE = 0.5
_ALMOST = 0.8
_QUOTED = 0.3


@dataclass(frozen=True, slots=True)
class Happening:
    """The event, and the words at `unit.text[start:end]` that report it."""

    event: Event
    unit: Unit
    start: int
    end: int


def main_happening(
    units: Sequence[Unit], ordinals: Sequence[Ordinal], main_round: Ordinal | None, lang: str
) -> Happening | None:
    """The event that the article mainly reports; None for commentary."""
    if pattern(lang, "event_cue", "commentary").search(units[0].text):
        return None
    milestone = _milestone(units, lang)
    if milestone is not None:
        return milestone
    if main_round is not None and _is_news(units, main_round, lang):
        spoken = in_body(main_round, ordinals)
        return Happening("round", spoken.unit, spoken.start, spoken.end)
    rejected = main_round.unit.index if main_round is not None else None
    return _unnumbered_round(units, ordinals, lang, rejected=rejected)


def _is_news(units: Sequence[Unit], main_round: Ordinal, lang: str) -> bool:
    """Whether the round stands high up, or further down under a lead that reports a meeting."""
    height = main_round.unit.index
    if height and (main_round.part == "previous" or _title_tells_of_another(units[0], lang)):
        return False
    if height and any(
        pattern(lang, "event_cue", "appointed").search(one.text) for one in units[:2]
    ):
        return False
    is_aside = _is_a_remark(units[:2], lang) or (
        _tells_of_another(units, lang)
        and not pattern(lang, "event_cue", "talks").search(units[0].text)
    )
    if height >= 2 and is_aside:
        return False
    if height == 3 and not _tells_of_another(units, lang):
        return True
    return height <= 2 or (height <= 5 and any(_reports_a_meeting(one, lang) for one in units[:2]))


def _title_tells_of_another(title: Unit, lang: str) -> bool:
    """Whether the title's news is another, to which the talks are the background."""
    is_other, is_talks = (
        pattern(lang, "event_cue", name).search(title.text) is not None
        for name in ("other_news", "talks")
    )
    return is_other and not is_talks


def _is_a_remark(opening: Sequence[Unit], lang: str) -> bool:
    """Whether title and lead give somebody's words and do not speak of a meeting."""

    def has(name: str) -> bool:
        return any(pattern(lang, "event_cue", name).search(one.text) for one in opening)

    return has("remark") and not has("talks") and not has("meeting")


def _tells_of_another(units: Sequence[Unit], lang: str) -> bool:
    """Whether the title or the lead has other news than a meeting."""
    return any(pattern(lang, "event_cue", "other_news").search(one.text) for one in units[:2])


def _meeting(unit: Unit, lang: str) -> re.Match[str] | None:
    """The words that say that a meeting takes, took or will take place."""
    for match in pattern(lang, "event_cue", "meeting").finditer(unit.text):
        before = unit.text[max(0, match.start() - 120) : match.start()]
        after = unit.text[match.end() : match.end() + 20]
        if not (
            pattern(lang, "event_cue", "negated_before").search(before)
            or pattern(lang, "event_cue", "negated_after").search(after)
        ):
            return match
    return None


def _reports_a_meeting(unit: Unit, lang: str) -> bool:
    speaks = pattern(lang, "event_cue", "talks").search(unit.text) is not None
    return speaks and _meeting(unit, lang) is not None


def _milestone(units: Sequence[Unit], lang: str) -> Happening | None:
    """The milestone whose unhedged words weigh most; the earliest of equals."""
    weights: dict[Event, float] = {}
    first: dict[Event, Happening] = {}
    for unit in units[: len(_HEIGHT)]:
        for found, weight in _reported(unit, lang):
            height = _HEIGHT[unit.index] + (unit.index == 1 and not units[0].text) * _HEIGHT[0]
            weights[found.event] = weights.get(found.event, 0.0) + weight * height
            known = first.get(found.event)
            if known is None or known.unit.offset is None:
                first[found.event] = found
    if _is_of_a_committee(units[:2], lang):
        weights.pop("ratified", None)
    most = max(weights.values(), default=0.0)
    # What is signed has been agreed before, and reports of a signing say so, too.
    latest = [event for event in MILESTONES if weights.get(event, 0.0) >= _ALMOST * most]
    return first[latest[-1]] if most >= _ENOUGH else None


def _is_of_a_committee(opening: Sequence[Unit], lang: str) -> bool:
    """Whether title and lead tell of a committee's vote, and of none by the whole house."""
    text = "\n".join(one.text for one in opening)
    voted = pattern(lang, "event_cue", "committee").search(text) is not None
    return voted and pattern(lang, "event_cue", "plenary").search(text) is None


def _reported(unit: Unit, lang: str) -> list[tuple[Happening, float]]:
    """The first unhedged report of each milestone in a unit, with its weight.

    Where several milestones are reported at once, the later words are usually what comes next.
    """
    found: list[tuple[Happening, float]] = []
    for event in MILESTONES:
        for match in pattern(lang, "event", event).finditer(unit.text):
            weight = weight_of_report(unit.text, match.start(), match.end(), lang)
            if weight:
                found.append((Happening(event, unit, *match.span()), weight))
                break
    found.sort(key=lambda one: one[0].start)
    return [
        (one, weight if not place else weight * 0.7) for place, (one, weight) in enumerate(found)
    ]


def weight_of_report(text: str, start: int, end: int, lang: str) -> float:
    """How much a milestone's words at `text[start:end]` report it, from 0 (hedged) to 1."""
    before, after = text[max(0, start - 150) : start], text[end : end + 40]
    cue = "event_cue"
    if pattern(lang, cue, "hedge_before").search(before):
        return 0.0
    if pattern(lang, cue, "hedge_after").search(after):
        return 0.0
    if pattern(lang, cue, "hedge_inside").search(text, start, end):
        return 0.0
    if text.count('"', 0, start) % 2 or text.rfind("“", 0, start) > text.rfind("”", 0, start):
        announced = pattern(lang, cue, "announced_after").search(text, end, end + 40)
        if announced is None:
            return _QUOTED
    future = pattern(lang, cue, "future_before").search(before)
    return _FUTURE if future or pattern(lang, cue, "future_after").search(after) else 1.0


def _unnumbered_round(
    units: Sequence[Unit], ordinals: Sequence[Ordinal], lang: str, *, rejected: int | None
) -> Happening | None:
    """A meeting of the talks that the title or the lead reports without its number."""
    if _tells_of_another(units, lang) or _is_of_a_committee(units[:2], lang):
        return None
    # The title's report is shown where the body makes it, since evidence lies in the body.
    for unit in (*units[1:3], units[0]):
        if unit.index == rejected:
            continue
        meeting = _meeting(unit, lang)
        if (
            meeting
            and _reports_a_meeting(unit, lang)
            and not any(one.kind == "range" for one in ordinals)
            and not pattern(lang, "about", "meetings").search(unit.text)
            and not pattern(lang, "event_cue", "other_news").search(unit.text)
        ):
            return Happening("round", unit, *meeting.span())
    return None
