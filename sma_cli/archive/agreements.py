"""The agreements side by side: what the record knows of each, and what the articles tell of it.

Pure functions over a record of past negotiations and the entries of a timeline; either may be
empty. What an article tells never replaces what the record knows, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from sma_cli.answers import Overview
from sma_cli.article import EVENTS, Event

if TYPE_CHECKING:
    from sma_cli.answers import AgreedSum, Entry
    from sma_cli.record import Record
    from sma_cli.record.negotiations import Agreement

Dates = dict[Event, str]


def overviews(
    record: Record,
    entries: Sequence[Entry],
    articles: Mapping[int, Sequence[int]],
    agreed: Mapping[int, Sequence[AgreedSum]] = MappingProxyType({}),
) -> list[Overview]:
    """Each agreement that is known or told of, by number.

    `articles` are the ids about each, `agreed` the sums that these say were.
    """
    known = {one.number: one for one in record.agreements}
    numbers = {*known, *(one.sma for one in entries), *articles}
    return [
        _overview(
            number,
            known.get(number),
            record,
            [one for one in entries if one.sma == number],
            tuple(articles.get(number, ())),
            tuple(agreed.get(number, ())),
        )
        for number in sorted(numbers)
    ]


def _overview(
    number: int,
    agreement: Agreement | None,
    record: Record,
    entries: Sequence[Entry],
    articles: tuple[int, ...],
    agreed: tuple[AgreedSum, ...],
) -> Overview:
    dates, told = _recorded(number, agreement, record), _told(entries)
    # Where the record begins in the middle of the talks, their number is not known.
    meetings = [one.number for one in record.meetings if one.sma == number]
    return Overview(
        sma=number,
        years=agreement.years if agreement else None,
        krw=agreement.krw if agreement else None,
        usd=agreement.usd if agreement else None,
        change=agreement.change if agreement else None,
        rounds=_highest(meetings) if 1 in meetings else None,
        days=_days(dates) or _days(told),
        dates=dates,
        articles=articles,
        told=told,
        # A round that is only mentioned may still be to come.
        told_rounds=_highest(one.round for one in entries if one.articles),
        sources=agreement.sources if agreement else (),
        told_sums=agreed,
    )


def _recorded(number: int, agreement: Agreement | None, record: Record) -> Dates:
    first = record.meeting(number, 1)
    dates: Dates = {"round": first.start} if first else {}
    return dates | _in_order(agreement.milestones if agreement else {})


def _told(entries: Iterable[Entry]) -> Dates:
    found: Dates = {
        one.event: one.start
        for one in entries
        if one.start and (one.event != "round" or one.round == 1)
    }
    return _in_order(found)


def _in_order(dates: Dates) -> Dates:
    return {event: dates[event] for event in EVENTS if event in dates}


def _highest(numbers: Iterable[int | None]) -> int | None:
    return max((one for one in numbers if one is not None), default=None)


def _days(dates: Dates) -> int | None:
    """From the first round to the signing, where both days are known."""
    ends = [dates.get("round", ""), dates.get("signed", "")]
    if any(len(one) != len("2024-11-04") for one in ends):
        return None
    first, last = map(date.fromisoformat, ends)
    return (last - first).days
