"""From a document to its tags: agreement, event, round, days, venue and sums, each with evidence.

Pure functions over the text. A tag is `stated` where the text says so, `resolved` where it is
computed from the text and its day of publication, `inferred` where the record of past negotiations
was needed; what the text states is never overruled. An article that is not about the Korea–US
agreement gets its sums and percentages and nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sma_cli.article import Amount, Basis, Event
from sma_cli.document import Document, Evidence, Tags
from sma_cli.money import find_amounts, find_percents
from sma_cli.money.claims import claims_of
from sma_cli.record import Record
from sma_cli.tag.agreement import choose_agreement
from sma_cli.tag.conflicts import find_conflicts
from sma_cli.tag.counted import counted_round
from sma_cli.tag.days import Named, day_of_milestone, days_of_round
from sma_cli.tag.english_days import english_days
from sma_cli.tag.filling import filled
from sma_cli.tag.happening import Happening, main_happening
from sma_cli.tag.mentions import find_mentions
from sma_cli.tag.ordinals import Ordinal, find_ordinals, in_body, main_round, settle
from sma_cli.tag.places import Place, main_place
from sma_cli.tag.subject import is_about_the_talks
from sma_cli.tag.units import Unit, split_units
from sma_cli.tag.wording import language_of, pattern

__all__ = ["tag"]


@dataclass(slots=True)
class _Found:
    """What has been found so far, while one article is read."""

    basis: dict[str, Basis] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def note(
        self, name: str, value: object, basis: Basis, unit: Unit, start: int, end: int
    ) -> None:
        """Record a tag's basis and, where they stand in the body, the words it rests on."""
        self.basis[name] = basis
        if unit.offset is not None:
            text = unit.text[start:end]
            begin = unit.offset + start
            self.evidence.append(Evidence(name, str(value), text, begin, begin + len(text)))


def tag(document: Document, *, record: Record) -> Tags:
    """The tags of a document; `record` fills what the text leaves open."""
    lang = language_of(document.lang)
    units = split_units(document.title, document.body)
    sums = _sums(document.body, lang)
    if not is_about_the_talks(units, lang):
        return sums
    published = published_day(document)
    number_of_talks = record.agreement_of_talks(published) if published else None
    ordinals = settle(find_ordinals(units, lang), number_of_talks=number_of_talks, lang=lang)
    return _talks(document, units, ordinals, sums, record, lang)


def _talks(
    document: Document,
    units: Sequence[Unit],
    ordinals: list[Ordinal],
    sums: Tags,
    record: Record,
    lang: str,
) -> Tags:
    found = _Found(evidence=list(sums.evidence))
    subject = main_round(ordinals, units, lang)
    happening = main_happening(units, ordinals, subject, lang)
    published = published_day(document)
    choice = choose_agreement(
        units,
        ordinals,
        lang,
        record=record,
        published=published,
        event=happening.event if happening else None,
        amounts=sums.amounts,
    )
    if choice.unit is not None and choice.basis is not None:
        found.note("sma", choice.value, choice.basis, choice.unit, choice.start, choice.end)
    elif choice.basis is not None:
        found.basis["sma"] = choice.basis
    tags = replace(sums, sma=choice.value)
    if happening is not None:
        found.note(
            "event", happening.event, "stated", happening.unit, happening.start, happening.end
        )
        tags = _event(tags, found, units, ordinals, happening, subject, _base(document), lang)
        tags = _without_mere_talk(tags, found)
    tags = filled(replace(tags, basis=found.basis), record, published=published)
    return replace(
        tags,
        evidence=tuple(sorted(found.evidence, key=lambda one: (one.start, one.tag))),
        mentions=find_mentions(units, ordinals, tags, _base(document), lang),
        conflicts=find_conflicts(tags, record),
    )


def _without_mere_talk(tags: Tags, found: _Found) -> Tags:
    """No event where talks are spoken of, but no round's number, day or venue is given."""
    if tags.event != "round" or (tags.round, tags.event_start, tags.venue) != (None, None, None):
        return tags
    del found.basis["event"]
    found.evidence[:] = [one for one in found.evidence if one.tag != "event"]
    return replace(tags, event=None)


def _event(
    tags: Tags,
    found: _Found,
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    happening: Happening,
    subject: Ordinal | None,
    base: date | None,
    lang: str,
) -> Tags:
    """The round, days and venue of the event, with their evidence."""
    subject = subject if subject and _belongs(subject, happening, lang) else None
    printed = subject.value if subject else None
    number = _number(found, units, ordinals, happening, subject, lang)
    if happening.event == "round":
        named = days_of_round(units, ordinals, happening, base, lang, value=printed)
    else:
        named = day_of_milestone(units, happening, base, lang)
    anchors = [(happening.unit.index, happening.start)]
    if named is not None:
        when = named.when
        basis: Basis = "stated" if when.stated else "resolved"
        found.note("dates", when.start, basis, named.unit, when.begin, when.finish)
        anchors.append((named.unit.index, when.begin))
    if subject is not None:
        anchors.append((subject.unit.index, subject.start))
    place = _place(units, ordinals, happening, lang, value=printed, anchors=anchors)
    if place is not None:
        found.note("venue", place.venue, "stated", place.unit, place.start, place.end)
    start, end = _span(named, happening.event, place, base)
    return replace(
        tags,
        event=happening.event,
        round=number,
        event_start=start,
        event_end=end,
        venue=place.venue if place else None,
    )


def _number(
    found: _Found,
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    happening: Happening,
    subject: Ordinal | None,
    lang: str,
) -> int | None:
    """The round's number, as its ordinal prints it or as the rounds before it are counted."""
    if subject is not None:
        spoken = in_body(subject, ordinals)
        found.note("round", subject.value, "stated", spoken.unit, spoken.start, spoken.end)
        return subject.value
    counted = counted_round(units, ordinals, lang) if happening.event == "round" else None
    if counted is None:
        return None
    found.note("round", counted.value, "resolved", counted.unit, counted.start, counted.end)
    return counted.value


def _place(
    units: Sequence[Unit],
    ordinals: Sequence[Ordinal],
    happening: Happening,
    lang: str,
    *,
    value: int | None,
    anchors: Sequence[tuple[int, int]],
) -> Place | None:
    """The venue: a milestone's stands beside the words that report it, a vote has none."""
    if happening.event in ("ratified", "in_force"):
        return None
    if happening.event != "round":
        reports = (
            pattern(lang, "event", happening.event),
            pattern(lang, "venue", "ceremony"),
        )
        near = (0, 1, happening.unit.index, happening.unit.index + 1)
        units = [
            one
            for one in units[:6]
            if one.index in near
            or (value is not None and _speaks_of_round(one, ordinals, value))
            or any(report.search(one.text) for report in reports)
        ]
    return main_place(units, ordinals, lang, value=value, anchors=anchors)


def _speaks_of_round(unit: Unit, ordinals: Sequence[Ordinal], value: int) -> bool:
    return any(
        one.unit.index == unit.index and (one.kind, one.value) == ("round", value)
        for one in ordinals
    )


def _belongs(subject: Ordinal, happening: Happening, lang: str) -> bool:
    """Whether the round is the event, or the one in which a settlement came about."""
    if happening.event == "round":
        return True
    if happening.event not in ("agreed", "initialled") or subject.unit.index > 5:
        return False
    before = subject.unit.text[: subject.start]
    if pattern(lang, "ordinal", "not_its_own").search(before):
        return False
    # The round that brought the settlement is not the one of its initialling.
    reports_another = happening.event == "initialled" and (
        pattern(lang, "event", "agreed").search(subject.unit.text) is not None
    )
    return not reports_another or subject.unit.index == happening.unit.index


def _span(
    named: Named | None, event: Event, place: Place | None, base: date | None
) -> tuple[str | None, str | None]:
    """First and last day; a meeting that only begins on a day has no last one yet."""
    if named is None:
        return None, None
    when = named.when
    if when.end is not None:
        return when.start.isoformat(), when.end.isoformat()
    online = place is not None and place.venue == "online"
    is_to_come = base is not None and when.start > base
    is_one_day = event != "round" or online or not (when.opens or is_to_come)
    return when.start.isoformat(), when.start.isoformat() if is_one_day else None


def _sums(body: str, lang: str) -> Tags:
    found = find_amounts(body)
    amounts = tuple(Amount(one.value, one.currency or "", one.text) for one in found)
    evidence = tuple(
        Evidence("amount", f"{one.value} {one.currency}", one.text, one.start, one.end)
        for one in found
    )
    return Tags(
        amounts=amounts,
        percents=tuple(one.value for one in find_percents(body)),
        evidence=evidence,
        claims=claims_of(body, amounts, evidence, lang=lang),
    )


def published_day(document: Document) -> date | None:
    """The day of publication as printed."""
    return date.fromisoformat(document.published[:10]) if document.published else None


def _base(document: Document) -> date | None:
    """The day that `today` means in the text: the dateline's, or else the day of publication."""
    published = published_day(document)
    if published is None or not document.dateline:
        return published
    dated = english_days(re.sub(r"\([^)]*\)", " ", document.dateline), published)
    near = [one.start for one in dated if abs((one.start - published).days) <= 3]
    return near[0] if near else published
