"""The agreements in each format: the record of past negotiations, and beside it the articles.

The bar of a sum compares sums that are wholly in won; where a part is in dollars, or all, the
words alone speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from sma_cli.article import EVENTS, Amount
from sma_cli.view import charts, plain, tables, words
from sma_cli.view.output import Shape

if TYPE_CHECKING:
    from rich.text import Text

    from sma_cli.answers import Overview

# fmt: off
KEYS = (
    "sma", "years", "krw", "usd", "change", "rounds", "days", "dates", "articles", "told",
    "told_rounds", "sources", "told_sums",
)
# fmt: on
# Cells of the longest bar, and from which widths on there is room for it and for all dates.
_NARROW, _WIDE = 6, 10
_WITH_BAR = 80
_WITH_DATES = 120
_WITH_SUMS = 140
_FOLDED = ("First year", "Articles", "Agreed by articles")


def overview_record(one: Overview) -> dict[str, Any]:
    """One agreement."""
    return asdict(one)


def overview_row(one: Overview) -> plain.Row:
    """Agreement, years, won, dollars, change, rounds, days, dates by event, articles, differences.

    Then the sums that articles call agreed, and the sources. The first of the dates is that of the
    first round.
    """
    dates = (one.dates.get(event) for event in EVENTS)
    told = (len(one.articles), "; ".join(differences(one)))
    facts = (one.krw, one.usd, one.change, one.rounds, one.days)
    more = ("; ".join(agreed_sums(one)), " ".join(one.sources))
    return one.sma, *(one.years or (None, None)), *facts, *dates, *told, *more


def differences(one: Overview) -> Iterator[str]:
    """What the articles tell that the record does not know, or knows otherwise."""
    for event, day in one.told.items():
        known = one.dates.get(event)
        if known is None or not day.startswith(known):
            yield f"{_named(event)} {day}"
    # Fewer rounds than on record contradict nothing: not all were written about.
    if (one.told_rounds or 0) > (one.rounds or 0):
        yield words.counted(one.told_rounds or 0, "round")


def agreed_sums(one: Overview) -> Iterator[str]:
    """`₩1.5192 trillion (8)`: what articles about an agreement call agreed, and how many do."""
    yield from _agreed(one, words.money)


def _agreed(one: Overview, said: Callable[[Amount], str]) -> Iterator[str]:
    for sum_ in one.told_sums:
        yield f"{said(Amount(sum_.value, sum_.currency, ''))} ({len(sum_.articles):,})"


def overview_table(found: Iterable[Overview], stream: TextIO) -> int:
    """A row for each agreement; returns how many."""
    agreements = list(found)
    screen = tables.console(stream)
    table = tables.table_with(_headings(screen.width))
    for column in table.columns:
        column.no_wrap = column.header not in _FOLDED[screen.width >= _WITH_BAR :]
    most = max((one.krw or 0 for one in agreements), default=0)
    for one in agreements:
        cells = _cells(one, most, longest=_WIDE if screen.width >= _WITH_DATES else _NARROW)
        table.add_row(*(cells[str(column.header)] for column in table.columns))
    if agreements:
        screen.print(table)
    return len(agreements)


def _headings(width: int) -> list[str]:
    """As many columns as there is room for; the bar and the other dates go first."""
    bar = [""] if width >= _WITH_BAR else []
    dates = ["Agreed", "Signed", "In force", "Days"] if width >= _WITH_DATES else ["Signed"]
    sums = ["Agreed by articles"] if width >= _WITH_SUMS else []
    return ["SMA", "Years", "First year", *bar, "Rounds", *dates, "Articles", *sums]


def _cells(one: Overview, most: int, *, longest: int) -> dict[str, str | Text]:
    """What stands under each heading."""
    change = "" if one.change is None else f" {one.change:+g}%"
    in_won = one.krw is not None and one.usd is None
    return {
        "SMA": words.ordinal(one.sma),
        "Years": "–".join(str(year) for year in dict.fromkeys(one.years or ())),
        "First year": "\n+ ".join(map(words.short_money, _parts(one))) + change,
        "": charts.bar(one.krw or 0, most, longest=longest) if in_won else "",
        "Rounds": str(one.rounds or ""),
        "Agreed": one.dates.get("agreed", ""),
        "Signed": one.dates.get("signed", ""),
        "In force": one.dates.get("in_force", ""),
        "Days": "" if one.days is None else str(one.days),
        "Articles": tables.text_of("; ".join((f"{len(one.articles):,}", *differences(one)))),
        "Agreed by articles": "; ".join(_agreed(one, words.short_money)),
    }


def paid(one: Overview) -> str:
    """`₩1,519.2 billion (+8.3%)`, `₩257.5 billion + $141.2 million`."""
    said = " + ".join(map(words.money, _parts(one)))
    return said if one.change is None else f"{said} ({one.change:+g}%)"


def _parts(one: Overview) -> list[Amount]:
    """What is paid in won, and what in dollars."""
    parts = ((one.krw, "KRW"), (one.usd, "USD"))
    return [Amount(value, currency, "") for value, currency in parts if value]


def _named(event: str) -> str:
    return "first round" if event == "round" else words.happening(event, None)


AGREEMENTS: Shape[Overview] = Shape(
    KEYS,
    overview_record,
    lambda one: plain.joined(overview_row(one)),
    lambda one: one.articles,
    overview_table,
)
