"""The days of the event that an article reports, chosen from all the days it names.

A meeting's days stand near the words that report it and belong to no other round; the day on which
somebody spoke is not the day on which something happened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sma_cli.article import Event
from sma_cli.record.negotiations import MILESTONES
from sma_cli.tag.english_days import english_days
from sma_cli.tag.happening import Happening, weight_of_report
from sma_cli.tag.korean_days import korean_days
from sma_cli.tag.ordinals import Ordinal
from sma_cli.tag.ownership import owners
from sma_cli.tag.units import Unit
from sma_cli.tag.when import When
from sma_cli.tag.wording import pattern, words

_GRAMMARS: dict[str, Callable[[str, date | None], list[When]]] = {
    "en": english_days,
    "ko": korean_days,
}
_REACH = 14
_OPENING = 6
# Days of statements, travels and other rounds score less.
_ASIDE = -2.0
# No round has lasted longer than eight days.
_LONGEST = 8
_SHORT = 4
_ENOUGH = 1.5


@dataclass(frozen=True, slots=True)
class Named:
    """Days named in a unit, and how well they fit the event."""

    when: When
    unit: Unit
    score: float


def days_of_round(
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    happening: Happening,
    base: date | None,
    lang: str,
    *,
    value: int | None,
) -> Named | None:
    """The days of the round, or None where the article names none."""
    named = [
        one
        for unit in units[:_REACH]
        for one in _of_unit(unit, ordinals, happening, base, lang, value=value)
    ]
    named = _with_that_day(named, lang)
    best = max(named, key=lambda one: (one.score, -one.unit.index, -one.when.begin), default=None)
    if best is None or best.score <= 0:
        return None
    opening = " ".join(unit.text for unit in units[:_OPENING])
    whole = _whole(best, named, opening, lang)
    return _spoken(_extended(whole, named, opening, lang), named)


def _with_that_day(named: Sequence[Named], lang: str) -> list[Named]:
    """`이날` is the lone day named before it, where one was."""
    result: list[Named] = []
    told: date | None = None
    for one in named:
        when, text = one.when, one.unit.text
        if told and pattern(lang, "date", "that_day").search(text[when.begin : when.finish]):
            is_last = when.is_span and when.start < told
            days = {"end": told} if is_last else _moved(when, told)
            one = replace(one, when=replace(when, **days))
        elif not (when.is_span or when.opens or _is_travel(text, when, lang)):
            told = when.start
        result.append(one)
    return result


def _moved(when: When, start: date) -> dict[str, date | None]:
    return {"start": start, "end": None if when.end is None else start + (when.end - when.start)}


def _spoken(best: Named, named: Sequence[Named]) -> Named:
    """The same days where the body names them, since evidence lies in the body."""
    same = (
        one for one in named if one.unit.offset is not None and one.when.start == best.when.start
    )
    shown = best if best.unit.offset is not None else next(same, best)
    when = replace(best.when, begin=shown.when.begin, finish=shown.when.finish)
    return replace(best, unit=shown.unit, when=when)


def _extended(best: Named, named: Sequence[Named], opening: str, lang: str) -> Named:
    """The meeting with the day that was added to it, where the first sentences say so."""
    if best.when.end is None or not pattern(lang, "date", "extended").search(opening):
        return best
    for one in named:
        day = one.when.start
        is_added = not one.when.is_span and 0 < (day - best.when.end).days <= 2
        is_added = is_added and not _is_statement(one.unit.text, one.when, lang)
        if is_added and one.score > _ASIDE:
            return replace(best, when=replace(best.when, end=day))
    before = best.unit.text[: best.when.begin]
    is_of_the_plan = pattern(lang, "date", "was_planned").search(before) is not None
    if is_of_the_plan and pattern(lang, "date", "another_day").search(opening):
        return replace(best, when=replace(best.when, end=best.when.end + timedelta(1)))
    return best


def _whole(best: Named, named: Sequence[Named], opening: str, lang: str) -> Named:
    """The whole meeting where the best-placed words name only one of its days.

    A span that holds the day is the meeting; a first day goes with a last day named elsewhere.
    """
    if best.when.is_span:
        return best
    day = best.when.start
    near = [one for one in named if one.score > _ASIDE and one is not best]
    extended = pattern(lang, "date", "extended").search(opening) is not None
    for one in near:
        end = one.when.end
        if end is not None and one.when.start <= day <= end + timedelta(2 * extended):
            return one
    start, end = _first_and_last(best, near, opening, lang)
    if start == end:
        return best
    return replace(best, when=replace(best.when, start=start, end=end))


def _first_and_last(
    best: Named, near: Sequence[Named], opening: str, lang: str
) -> tuple[date, date]:
    """The first and last day around a day of the meeting, from days named apart or a length."""
    day = start = end = best.when.start
    for one in near:
        gap = (day - one.when.start).days
        if not best.when.opens and one.when.opens and 0 < gap < _LONGEST:
            start = min(start, one.when.start)
        if best.when.closes and _is_told_before(one, best) and 0 < gap < _SHORT:
            start = min(start, one.when.start)
        if not best.when.closes and one.when.closes and 0 < -gap < _LONGEST:
            end = max(end, one.when.start)
    if start < end:
        return start, end
    if not best.when.opens and pattern(lang, "date", "day_before").search(opening):
        return day - timedelta(1), day
    runs = pattern(lang, "date", "runs").search(opening)
    if runs is not None and not best.when.closes:
        return day, day + timedelta(words(lang, "days")[runs["days"].lower()] - 1)
    length = pattern(lang, "date", "length_of_meeting").search(opening)
    if length is not None:
        more = timedelta(words(lang, "days")[length["days"].lower()] - 1)
        start = day - more if best.when.closes else day
        end = day + more if best.when.opens else day
    return start, end


def _is_told_before(one: Named, best: Named) -> bool:
    """Whether a lone day of the lead goes with the last day that the next sentences name."""
    return not one.when.is_span and one.unit.index <= best.unit.index and one.score >= _ENOUGH


def day_of_milestone(
    units: Sequence[Unit], happening: Happening, base: date | None, lang: str
) -> Named | None:
    """The day of a milestone: the nearest one to the words that report it."""
    named = []
    for unit in units[:_OPENING]:
        report = pattern(lang, "event", happening.event)
        reports = [match.span() for match in report.finditer(unit.text)]
        told = [span for span in reports if weight_of_report(unit.text, *span, lang)]
        is_near = abs(unit.index - happening.unit.index) <= 1
        for when in _GRAMMARS[lang](unit.text, base) if reports or is_near else ():
            score = _nearness(when, [start for start, _ in told])
            score -= 3.0 * _is_of_another(unit.text, when, happening.event, lang)
            score -= 0.7 * unit.index
            score -= 2.5 if _is_statement(unit.text, when, lang) else 0.0
            score -= 3.0 if _far(when, base) else 0.0
            named.append(Named(when, unit, score))
    best = max(named, key=lambda one: one.score, default=None)
    if best is None or best.score <= _ASIDE:
        return None
    # What comes about in a meeting of several days comes about on the last of them.
    last = replace(best.when, start=best.when.day or best.when.end or best.when.start)
    return _spoken(replace(best, when=last), named)


def _is_of_another(text: str, when: When, event: Event, lang: str) -> bool:
    """Whether another milestone's words stand right after the day, and the event's own do not."""
    after = text[when.finish : when.finish + 24]
    own = pattern(lang, "event", event).search(after)
    others = [
        found.start()
        for other in MILESTONES
        if other != event and (found := pattern(lang, "event", other).search(after))
    ]
    return bool(others) and (own is None or min(others) < own.start())


def _nearness(when: When, reports: Sequence[int]) -> float:
    """How near a day stands to the words that report the event, best before them."""
    if not reports:
        return 1.0
    return max(
        4.0 - abs(when.begin - place) / 50 + (1.0 if when.begin < place else 0.0)
        for place in reports
    )


def _far(when: When, base: date | None) -> bool:
    return base is not None and abs((when.start - base).days) > 60


def _of_unit(
    unit: Unit,
    ordinals: Sequence[Ordinal],
    happening: Happening,
    base: date | None,
    lang: str,
    *,
    value: int | None,
) -> list[Named]:
    whens = named_days(unit.text, base, lang)
    inside = [one for one in ordinals if one.unit.index == unit.index]
    owned = owners(inside, [(one.begin, one.finish) for one in whens])
    speaks = pattern(lang, "event_cue", "talks").search(unit.text) is not None
    result = []
    for when, owner in zip(whens, owned, strict=True):
        score = 2.0 - 0.35 * unit.index + 2.0 * when.is_span + 1.0 * speaks
        score += 0.5 * (when.opens or when.closes)
        if owner is not None:
            is_main = owner.value == value and owner.part == "main"
            score += 4.0 if is_main else -6.0
        if unit.index == happening.unit.index:
            score += 1.0
        if not when.is_span and _is_statement(unit.text, when, lang):
            score -= 9.0
        if _turns_away(unit.text, when, lang):
            score -= 5.0
        if not when.is_span and _is_travel(unit.text, when, lang):
            score -= 4.0
        score -= 3.0 if _far(when, base) else 0.0
        result.append(Named(when, unit, score))
    return result


def named_days(text: str, base: date | None, lang: str) -> list[When]:
    """The days that a sentence names; a first and a last day named apart are one meeting."""
    return _opening_to_closing(_GRAMMARS[lang](text, base))


def is_aside(text: str, when: When, lang: str) -> bool:
    """Whether a lone day is one of statements or travels."""
    if when.is_span:
        return False
    return _is_statement(text, when, lang) or _is_travel(text, when, lang)


def _turns_away(text: str, when: When, lang: str) -> bool:
    """Whether the sentence turns to the next round before it names the days."""
    return any(
        found.end() <= when.begin for found in pattern(lang, "ordinal", "following").finditer(text)
    )


def _is_travel(text: str, when: When, lang: str) -> bool:
    """Whether the day is one of arrivals, departures and dinners around a meeting."""
    if pattern(lang, "date", "meeting_day_after").match(text, when.finish):
        return False
    return _stands_beside("travel", text, when, lang)


def _is_statement(text: str, when: When, lang: str) -> bool:
    """Whether the day is the one on which somebody said something, and no day of the meeting."""
    before = text[max(0, when.begin - 12) : when.begin]
    if pattern(lang, "date", "extended").search(text, max(0, when.begin - 12), when.finish):
        return False
    if any(pattern(lang, "date", name).search(before) for name in ("start_before", "end_before")):
        return False
    if pattern(lang, "date", "meeting_day_after").match(text, when.finish):
        return False
    return _stands_beside("statement", text, when, lang)


def _stands_beside(cue: str, text: str, when: When, lang: str) -> bool:
    """Whether the words before or after a day are those of a cue."""
    before, after = text[max(0, when.begin - 80) : when.begin], text[when.finish :][:60]
    return bool(
        pattern(lang, "date", f"{cue}_before").search(before)
        or pattern(lang, "date", f"{cue}_after").search(after)
    )


def _opening_to_closing(whens: Sequence[When]) -> list[When]:
    """Join a first day and a last day that one sentence names apart."""
    result: list[When] = []
    for when in whens:
        last = result[-1] if result else None
        if last and last.end is None and last.opens and when.closes and when.end is None:
            gap = (when.start - last.start).days
            if 0 < gap < _LONGEST:
                result[-1] = replace(last, end=when.start, finish=when.finish)
                continue
        result.append(when)
    return result
