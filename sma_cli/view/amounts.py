"""The sums that articles write about in each format; a terminal gets a chart of when.

All rows of the chart share one axis of time, so that what stands above each other was written at
the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TextIO

from sma_cli.answers import WrittenSum
from sma_cli.article import Amount
from sma_cli.view import charts, plain, tables, words
from sma_cli.view.output import Shape

if TYPE_CHECKING:
    from rich.text import Text

    from sma_cli.answers import Saying

KEYS = tuple(field.name for field in fields(WrittenSum))
# Cells of the longest bar, and of the axis of time, where there is room and where there is not.
_NARROW = (5, 12)
_WIDE = (10, 24)


def sum_record(one: WrittenSum) -> dict[str, Any]:
    """One sum."""
    return asdict(one)


def sum_row(one: WrittenSum) -> plain.Row:
    """Value, currency, number of articles, outlets, first and last day, ids, as what, as printed.

    Then a sentence of those that say the first thing.
    """
    ids = ",".join(str(article) for article in one.articles)
    facts = (one.value, one.currency, len(one.articles), one.outlets, one.first, one.last, ids)
    return *facts, sayings(one), one.text, one.said[0].text


def sayings(one: WrittenSum) -> str:
    """`demanded by United States 27; agreed 2`: as what the sum was written about, how often."""
    return "; ".join(f"{_named(said)} {len(said.articles)}" for said in one.said if said.role)


def _named(said: Saying) -> str:
    return f"{said.role} by {said.by}" if said.by else str(said.role)


def sum_table(found: Iterable[WrittenSum], stream: TextIO) -> int:
    """A row for each sum, with a chart of when; returns how many."""
    sums = list(found)
    if not sums:
        return 0
    screen = tables.console(stream)
    longest, cells = _WIDE if screen.width >= tables.WIDE else _NARROW
    months = sorted({month for one in sums for month in one.months})
    most = max(len(one.articles) for one in sums)
    table = tables.table_with(["Sum", "Articles", _axis(months, cells), "As what"])
    for column in table.columns[:3]:
        column.no_wrap = True
    for one in sums:
        number = len(one.articles)
        table.add_row(
            tables.text_of(words.money(Amount(one.value, one.currency, ""))),
            f"{number:>3,} {charts.bar(number, most, longest=longest)}",
            charts.sparkline(_over_time(one.months, months, cells)),
            _as_what(one),
        )
    table.leading = 1
    screen.print(table)
    return len(sums)


def _axis(months: Sequence[str], cells: int) -> str:
    """The years from which to which the chart runs, one at each end."""
    if not months:
        return ""
    first, last = months[0][:4], months[-1][:4]
    return first if first == last else f"{first}{last:>{cells - len(first)}}"


def _over_time(counts: Mapping[str, int], months: Sequence[str], cells: int) -> list[int]:
    """The numbers of months put into as many equal spans, of at least a month, as there is room."""
    if not months:
        return []
    first, number = _month(months[0]), _month(months[-1]) - _month(months[0]) + 1
    spans = [0] * min(cells, number)
    for month, count in counts.items():
        spans[(_month(month) - first) * len(spans) // number] += count
    return spans


def _month(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _as_what(one: WrittenSum) -> Text:
    """What is said and how often, and one sentence that says it."""
    said = sayings(one)
    text = tables.text_of(said or "(nothing is said)", style="bold" if said else "dim")
    first = one.said[0]
    if first.text:
        text.append(f"\n{words.line(first.text)} ({first.article})", style="not bold dim")
    return text


SUMS: Shape[WrittenSum] = Shape(
    KEYS,
    sum_record,
    lambda one: plain.joined(sum_row(one)),
    lambda one: one.articles,
    sum_table,
)
