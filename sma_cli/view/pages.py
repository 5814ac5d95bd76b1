"""What a terminal shows of one article: the text with its evidence marked, and why it is so tagged.

Below the article stand its tags, each with the words it rests on and what the record of past
negotiations says against it, and the other rounds and agreements that the article names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from sma_cli.view import plain, words
from sma_cli.view.tables import console, marked, table_with, text_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from sma_cli.answers import Check, Detail, Revision
    from sma_cli.article import Article, Basis

Row = tuple[str, str, str, str]


def detail_pages(details: Iterable[Detail], stream: TextIO) -> int:
    """Articles to read, each with the words its tags rest on; returns how many."""
    screen = console(stream)
    number = 0
    for number, detail in enumerate(details, 1):
        if number > 1:
            screen.rule()
        _page(detail, screen)
    return number


def _page(detail: Detail, screen: Console) -> None:
    from rich.padding import Padding

    one = detail.article
    facts = [words.clock(one.published), one.source, one.agency, one.author, words.subject(one)]
    screen.print(text_of(one.title or "(no title)", style="bold"))
    known = dict.fromkeys(words.line(fact) for fact in facts if fact)
    screen.print(text_of(f"{one.id} · " + " · ".join(known), style="dim"))
    if one.url:
        screen.print(text_of(one.url, style="dim"), soft_wrap=True)
    spans = tuple((evidence.start, evidence.end) for evidence in detail.evidence)
    body = marked(detail.body, spans, screen)
    screen.print(Padding(body, (1, 0)))
    if one.basis or one.amounts:
        screen.print(_tag_table(detail))
    if detail.mentions:
        screen.print(_mention_table(detail))


def _tag_table(detail: Detail) -> Table:
    table = table_with(["Tag", "Value", "Basis", "Words it rests on"])
    for row in _tag_rows(detail):
        table.add_row(*(text_of(cell) for cell in row))
    return table


def _tag_rows(detail: Detail) -> Iterator[Row]:
    """Every tag with its value, its basis, its words, and what the record says instead."""
    one = detail.article
    spoken: dict[str, dict[str, None]] = {}
    for evidence in detail.evidence:
        spoken.setdefault(evidence.tag, {})[evidence.text] = None
    values = _values(detail)
    for tag, basis in one.basis.items():
        rests_on = " | ".join(spoken.get(tag, ())) or _ELSEWHERE[basis]
        yield tag, values.get(tag) or "none", basis, rests_on
        for conflict in detail.conflicts:
            if conflict.tag == tag:
                value = words.days(conflict.record)
                yield "", value, "conflict", "the record of past negotiations says so"
    for amount in dict.fromkeys(one.amounts):
        yield "amount", words.money(amount), "stated", amount.text


def _values(detail: Detail) -> dict[str, str | None]:
    one = detail.article
    return {
        "sma": str(one.sma or ""),
        "event": words.happening(one.event, None) if one.event != "round" else "round",
        "round": str(one.round or ""),
        "dates": words.span(one.event_start, one.event_end),
        "venue": one.venue,
        **{name: getattr(one, name) for name in ("title", "source", "agency", "author", "url")},
        "published": words.clock(one.published),
        "lang": one.lang,
        "encoding": detail.origin.encoding,
    }


# Evidence lies in the body; a tag without any was found here.
_ELSEWHERE: dict[Basis, str] = {
    "stated": "(the headline)",
    "resolved": "(the day of publication)",
    "inferred": "(the record of past negotiations)",
    "manual": "(set by hand)",
}


def _mention_table(detail: Detail) -> Table:
    """The other rounds and agreements that the article names, each with its role."""
    table = table_with(["Also named", "Role", "Words"])
    for one in detail.mentions:
        named = words.about(one.sma, None, one.round)
        table.add_row(*(text_of(cell) for cell in (named, one.role, one.text)))
    return table


def revision_blocks(revisions: Iterable[Revision], stream: TextIO) -> int:
    """What changed of each article, as it comes; returns how many articles."""
    screen = console(stream)
    number = 0
    for revision in revisions:
        number += 1
        if revision.changes:
            screen.print(_revision_block(revision))
    return number


def _revision_block(revision: Revision) -> Table:
    from rich.table import Table

    one = revision.article
    block = Table.grid(padding=(0, 2))
    block.add_column(no_wrap=True, min_width=len("published") + 2)
    block.add_column(overflow="fold")
    block.add_row(text_of(str(one.id), style="bold"), text_of(_headline(one), style="bold"))
    for change in revision.changes:
        old, new = words.change(change)
        block.add_row(text_of(f"  {change.field}", style="dim"), text_of(f"{old} -> {new}"))
    return block


def _headline(one: Article) -> str:
    return one.title or "(no title)"


def check_table(checks: Iterable[Check], stream: TextIO) -> int:
    """What was looked at, and what is wrong with it; returns how many checks."""
    found = list(checks)
    table = table_with(["Check", "Result"])
    for said, name, problem in (row for check in found for row in plain.check_rows(check)):
        table.add_row(text_of(str(name)), text_of(str(problem or said)))
    if found:
        console(stream).print(table)
    return len(found)
