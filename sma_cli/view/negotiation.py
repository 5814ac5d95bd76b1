"""The timeline as a terminal shows it: agreement by agreement, a row for each happening.

Nothing is said by colour alone: what no article is about is dim, and says `(record alone)` or
`(mentioned in 3)`; the bars over an agreement stand beside the numbers they draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from sma_cli.view import charts, tables, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sma_cli.answers import Conflict, Entry

# Of when, event and venue; fixed, so that all agreements stand in the same columns.
_NARROW = (16, 13, 12)
_WIDE = (24, 18, 16)


def entry_table(entries: Iterable[Entry], stream: TextIO) -> int:
    """The timeline, a table for each agreement, in order; returns how many entries."""
    found = sorted(entries, key=lambda one: one.sma)
    screen = tables.console(stream)
    for sma, group in groupby(found, key=lambda one: one.sma):
        own = list(group)
        screen.print(_heading(sma, own))
        screen.print(_table(own, screen))
    return len(found)


def _heading(sma: int, entries: Sequence[Entry]) -> Text:
    """The agreement, how much is told of it, and a bar for how often each happening is."""
    numbers = [len(one.articles) for one in entries]
    told = {article for one in entries for article in one.articles}
    text = tables.text_of(f"{words.ordinal(sma)} SMA", style="bold")
    text.append(f"  {words.counted(len(told), 'article')}  ", style="not bold")
    text.append(charts.sparkline(numbers), style="not bold dim")
    return text


def _table(entries: Sequence[Entry], screen: Console) -> Table:
    wide = screen.width >= tables.WIDE
    table = tables.table_with(
        ["When", "Event", "Venue", *(["Articles"] if wide else []), "Headline"]
    )
    for column, width in zip(table.columns, _WIDE if wide else _NARROW, strict=False):
        column.min_width = column.max_width = width
    for one in entries:
        table.add_row(*_cells(one, wide=wide), style=None if one.articles else "dim")
    return table


def _cells(entry: Entry, *, wide: bool) -> Iterable[str | Text]:
    ids = ", ".join(str(one) for one in entry.articles) + _left_out(entry)
    yield words.short_span(entry.start, entry.end) + _unsure(entry, "start")
    yield words.happening(entry.event, entry.round)
    yield words.line(entry.venue) + _unsure(entry, "venue")
    if wide:
        yield ids + (f" ({words.counted(entry.outlets, 'outlet')})" if entry.outlets > 1 else "")
    yield _headline(entry, ids="" if wide else ids)


def _unsure(entry: Entry, tag: str) -> str:
    """A value that rests on the record of past negotiations, or on words in passing, says so."""
    basis = entry.basis.get(tag) if entry.articles else None
    return f" ({basis})" if basis in ("inferred", "mentioned") else ""


def _left_out(entry: Entry) -> str:
    """How many copies are not named."""
    return f" + {words.counted(entry.copies, 'copy', 'copies')}" if entry.copies else ""


def _headline(entry: Entry, *, ids: str) -> Text:
    """The title, the ids where they have no column, and what some articles say instead."""
    if not entry.articles:
        return tables.text_of(words.without_article(entry))
    text = tables.text_of(entry.title or "(no title)")
    if ids:
        text.append(f" ({ids})", style="dim")
    for who, said in _contradicted(entry.conflicts):
        text.append(f"\n{', '.join(map(str, who))}: {words.line(said)}", style="dim")
    return text


def _contradicted(conflicts: Iterable[Conflict]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Articles, and what they say instead: the first day and the last as one span."""
    for who, group in groupby(conflicts, key=lambda one: one.articles):
        said = {one.tag: one.value for one in group}
        if "start" in said and "end" in said:
            yield who, words.short_span(said.pop("start"), said.pop("end"))
        yield from ((who, f"{tag} {value}") for tag, value in said.items())
