"""Which agreement an article is about, for most never print its number.

In order: the number printed as the subject; the one after the agreement that is called the current
one, where talks on the next are the news; the year from which it applies; the talks of the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sma_cli.article import Amount, Basis, Event
from sma_cli.record import Record
from sma_cli.tag.ordinals import Ordinal, Part, current_agreements, in_body, main_agreement
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import patterns

_FAR_DOWN = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An agreement's number, how it is known, and the words at `unit.text[start:end]`."""

    value: int | None = None
    basis: Basis | None = None
    unit: Unit | None = None
    start: int = 0
    end: int = 0


def choose_agreement(
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    lang: str,
    *,
    record: Record,
    published: date | None,
    event: Event | None,
    amounts: Sequence[Amount] = (),
) -> Choice:
    """The agreement that the article is about; an empty choice where nothing tells.

    `event` is what the article reports: talks are on the agreement after the current one.
    """
    # What is settled, signed or ratified is the subject, also where its own years are named.
    parts: Sequence[Part] = ("main",) if event in (None, "round") else ("main", "expiring")
    stated = main_agreement(ordinals, lang, parts=parts)
    if stated is not None and not _is_background(
        stated, ordinals, record=record, published=published, event=event
    ):
        return _of_ordinal(stated, ordinals)
    by_year = _by_year(units, lang, record, published)
    number = record.agreement_of_talks(published) if published else None
    # A year that is covered already is not the one that talks are about.
    is_covered = event == "round" and number is not None
    if by_year is not None and not (is_covered and (by_year.value or 0) < (number or 0)):
        return by_year
    current = [one for one in ordinals if one.kind == "agreement"]
    if current:
        newest = max(current, key=lambda one: one.value)
        value = newest.value + 1 if event or _speaks_of_the_next(units, lang) else newest.value
        if number in (None, value) or event:
            return Choice(value, "resolved", newest.unit, newest.start, newest.end)
    if number is None and published is None and event is not None:
        by_sum = _by_sum(units, record, amounts) if event != "round" else None
        return by_sum or _by_final_year(units, lang, record, event)
    return Choice(number, "inferred") if number is not None else Choice()


def _is_background(
    stated: Ordinal,
    ordinals: Sequence[Ordinal],
    *,
    record: Record,
    published: date | None,
    event: Event | None,
) -> bool:
    """Whether the printed number is that of the current agreement, and no subject."""
    if event == "round":
        return _is_only_the_current_one(stated, ordinals)
    return event is None and _is_the_one_before(stated, ordinals, record, published)


def _is_the_one_before(
    stated: Ordinal, ordinals: Sequence[Ordinal], record: Record, published: date | None
) -> bool:
    """Whether a number named once, far down, is the one before that of the talks of the time."""
    named = [one for one in ordinals if one.kind == "agreement"]
    if len(named) > 1 or stated.unit.index < _FAR_DOWN or published is None:
        return False
    return record.agreement_of_talks(published) == stated.value + 1


def _is_only_the_current_one(stated: Ordinal, ordinals: Sequence[Ordinal]) -> bool:
    """Whether the number is elsewhere called the current one, and the title does not print it."""
    return stated.unit.offset is not None and stated.value in current_agreements(ordinals)


def _speaks_of_the_next(units: Sequence[Unit], lang: str) -> bool:
    """Whether the first sentences of an article without an event speak of a new agreement."""
    return any(
        compiled.search(unit.text)
        for compiled in patterns(lang, "upcoming", "patterns")
        for unit in units[:6]
    )


def _of_ordinal(stated: Ordinal, ordinals: Sequence[Ordinal]) -> Choice:
    shown = in_body(stated, ordinals)
    return Choice(stated.value, "stated", shown.unit, shown.start, shown.end)


def _by_sum(units: Sequence[Unit], record: Record, amounts: Sequence[Amount]) -> Choice | None:
    """By the newest agreement whose share a milestone's article without a day names."""
    known = [
        (number, one.text)
        for one in amounts
        if one.currency == "KRW" and (number := record.agreement_of_share(one.value))
    ]
    if not known:
        return None
    number, text = max(known)
    for unit in units[1:]:
        place = unit.text.find(text)
        if place >= 0:
            return Choice(number, "inferred", unit, place, place + len(text))
    return None


def _by_final_year(units: Sequence[Unit], lang: str, record: Record, event: Event) -> Choice:
    """By the year with which an agreement ends: the new one's, or the one's that talks replace."""
    for unit in units:
        for compiled in patterns(lang, "final", "patterns"):
            for match in compiled.finditer(unit.text):
                number = record.agreement_in_force_until(int(match["year"]))
                if number is not None:
                    return Choice(number + (event == "round"), "inferred", unit, *match.span())
    return Choice()


def _by_year(
    units: Sequence[Unit], lang: str, record: Record, published: date | None
) -> Choice | None:
    """The agreement that applies from a year the article names and that was not yet past."""
    for unit in units:
        for compiled in patterns(lang, "effective", "patterns"):
            for match in compiled.finditer(unit.text):
                year = int(match["year"])
                number = record.agreement_in_force_from(year)
                if number is not None and (published is None or year >= published.year):
                    return Choice(number, "inferred", unit, *match.span())
    return None
