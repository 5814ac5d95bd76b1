"""What becomes of an article's tags when a user has set some of them by hand.

A value by hand stands whatever the text says, also where it is that there is none. What rested on
the record of past negotiations is looked up again for the agreement, event and round that now
stand, and tags that describe an event go with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sma_cli.article import Basis
from sma_cli.document import Mention, Tags
from sma_cli.record import Record
from sma_cli.tag.conflicts import find_conflicts
from sma_cli.tag.filling import filled

# The values of a tag, and those that say nothing without it.
_VALUES = {"dates": ("event_start", "event_end")}
_OF_THE_EVENT = ("round", "dates", "venue")
_DEPENDENT = {"sma": ("event", *_OF_THE_EVENT), "event": _OF_THE_EVENT}


def overruled(tags: Tags, by_hand: Mapping[str, Any], *, record: Record) -> Tags:
    """The tags with the values by hand, whose keys are fields of `Tags`; None says there is none.

    With no such values the tags are what they were.
    """
    manual = _tags_of(by_hand)
    if not manual:
        return tags
    tags = _without(tags, _outdated(tags, by_hand) - manual)
    basis: dict[str, Basis] = {**tags.basis, **dict.fromkeys(manual, "manual")}
    changed = filled(replace(tags, **by_hand, basis=_ordered(basis)), record)
    changed = replace(
        changed,
        evidence=tuple(one for one in tags.evidence if one.tag not in manual),
        mentions=_mentions(tags, changed),
        basis=_ordered(changed.basis),
    )
    return replace(changed, conflicts=find_conflicts(changed, record))


def _tags_of(by_hand: Mapping[str, Any]) -> set[str]:
    return {"dates" if name.startswith("event_") else name for name in by_hand}


def _ordered(basis: dict[str, Basis]) -> dict[str, Basis]:
    return {tag: basis[tag] for tag in ("sma", "event", *_OF_THE_EVENT) if tag in basis}


def _outdated(tags: Tags, by_hand: Mapping[str, Any]) -> set[str]:
    """The tags that do not stand any more beside those by hand."""
    gone = {one for tag in _DEPENDENT if tag in by_hand and by_hand[tag] is None
            for one in _DEPENDENT[tag]}  # fmt: skip
    if by_hand.keys() & {"sma", "event", "round", "event_start"}:
        gone |= {one for one in _OF_THE_EVENT if tags.basis.get(one) == "inferred"}
    return gone


def _without(tags: Tags, gone: set[str]) -> Tags:
    fields: dict[str, Any] = {field: None for tag in gone for field in _VALUES.get(tag, (tag,))}
    return replace(
        tags,
        **fields,
        basis={tag: basis for tag, basis in tags.basis.items() if tag not in gone},
        evidence=tuple(one for one in tags.evidence if one.tag not in gone),
    )


def _mentions(before: Tags, after: Tags) -> tuple[Mention, ...]:
    """The others that the article names: what is its subject now is none, what was is one."""
    others = [
        replace(one, sma=after.sma) if one.round is not None and one.sma == before.sma else one
        for one in before.mentions
    ]
    for one in before.evidence:
        if one.tag in ("sma", "round"):
            number = int(one.value)
            sma, meeting = (number, None) if one.tag == "sma" else (after.sma, number)
            others.append(Mention(sma, meeting, "background", one.text, one.start, one.end))
    others.sort(key=lambda one: one.start)
    return tuple(one for one in others if not _is_subject(one, after))


def _is_subject(one: Mention, tags: Tags) -> bool:
    if one.round is None:
        return one.sma == tags.sma
    return (one.sma, one.round) == (tags.sma, tags.round)
