"""What a terminal shows: Rich tables that fit its width, also with Korean text.

Article text is only ever a `Text`, so that `[b]` in a headline stays a headline and nothing in it
moves the cursor. Nothing is said by colour alone: matches and evidence are bold and underlined,
and stand in `«…»` where there is no colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TextIO

from sma_cli.view import paging, plain, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sma_cli.answers import Info, Outcome
    from sma_cli.article import Article, Hit

# From this width on, a result has a column for each of its facts.
WIDE = 120

# Of the inputs of one run, more are shown in short.
_IN_FULL = 20

_MARK = "bold underline"


def console(stream: TextIO) -> Console:
    """A console that takes every text as it is."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)


def hit_table(hits: Iterable[Hit], stream: TextIO) -> int:
    """Search results; returns how many."""
    found = list(hits)
    if not found:
        return 0
    screen = console(stream)
    wide = screen.width >= WIDE
    table = table_with(
        ["ID", "Published", "Source", "About", "Article"] if wide else ["ID", "Article"]
    )
    table.leading = 1
    for hit in found:
        one = hit.article
        facts = [words.day(one.published), words.line(one.source), words.subject(one)]
        told = words.copies(one, hit.copies)
        title = one.title or "(no title)"
        text = marked(title, hit.title_matches, screen, style="bold", clean=words.line)
        shown = [] if wide else facts
        if any((*shown, told)):
            said = " · ".join(fact for fact in (*shown, told) if fact)
            text.append(f"\n{said}", style="not bold dim")
        if hit.snippet:
            text.append("\n")
            text.append_text(marked(hit.snippet, hit.matches, screen, style="not bold"))
        table.add_row(str(one.id), *(facts if wide else ()), text)
    paging.show(table, screen)
    return len(found)


def outcome_blocks(outcomes: Iterable[Outcome], stream: TextIO, *, with_cut: bool = False) -> int:
    """What was understood of each input, as it comes; returns how many inputs.

    Of many, the first are shown in full and the others on a line each, if not `with_cut`.
    """
    screen = console(stream)
    number = 0
    for outcome in outcomes:
        number += 1
        if outcome.article is None:
            continue
        if number <= _IN_FULL or with_cut:
            screen.print(_block(outcome, with_cut=with_cut))
        else:
            screen.print(_in_short(outcome, outcome.article, screen.width))
    return number


def _in_short(outcome: Outcome, one: Article, width: int) -> Text:
    """Status, id, day, what it is about, and as much of the headline as there is room for."""
    subject = words.subject(one)
    line = text_of(f"{outcome.status:9} {one.id:>6}  {words.day(one.published):10}  {subject:19}")
    line.append(words.line(one.title) or "(no title)")
    line.truncate(width, overflow="ellipsis")
    return line


def _block(outcome: Outcome, *, with_cut: bool) -> Table:
    from rich.table import Table

    block = Table.grid(padding=(0, 2))
    block.add_column(no_wrap=True, min_width=len("already there"))
    block.add_column(overflow="fold")
    status = "added" if outcome.status == "added" else "already there"
    block.add_row(text_of(status, style="bold"), text_of(words.line(outcome.path)))
    for name, value in (*_understood(outcome), *_read(outcome, with_cut=with_cut)):
        block.add_row(text_of(f"  {name}", style="dim"), text_of(value))
    return block


def _read(outcome: Outcome, *, with_cut: bool) -> Iterable[tuple[str, str]]:
    """The first and last words of the body, and what was cut."""
    if outcome.document is None:
        return
    begins, ends = words.ends(outcome.document.body)
    number = words.counted(len(outcome.document.body.split()), "word")
    yield "body", f"{begins} … {ends} ({number})" if ends else f"{begins} ({number})"
    cut = outcome.document.cut
    if not with_cut:
        lines = words.counted(len(cut), "line")
        yield "cut", f"{lines} (--show-cut shows them)" if cut else "nothing"
        return
    for place, text in enumerate(cut):
        yield "" if place else "cut", words.line(text)


def _understood(outcome: Outcome) -> Iterable[tuple[str, str]]:
    one = outcome.article
    if one is None:
        return
    source = (
        f"{one.source} ({one.agency})" if one.agency and one.agency != one.source else one.source
    )
    facts = {
        "id": str(one.id),
        "story": words.copies(one, 0),
        "title": one.title,
        "published": words.clock(one.published),
        "source": source,
        "about": words.subject(one) or "no agreement of this negotiation",
        "dates": words.span(one.event_start, one.event_end),
        "venue": one.venue,
        "sums": words.sums(one.amounts),
        "percents": words.percentages(one.percents),
    }
    yield from ((name, words.line(value)) for name, value in facts.items() if value)


def info_table(infos: Iterable[Info], stream: TextIO) -> int:
    """What is in the archive."""
    from rich.table import Table

    shown = 0
    for info in infos:
        shown += 1
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in plain.info_rows(info):
            said = words.size(info.bytes) if name == "bytes" else str(value or "")
            said = words.clock(said) if str(name).endswith(("published", "ingested")) else said
            table.add_row(str(name).replace("_", " "), text_of(said))
        console(stream).print(table)
    return shown


def marked(
    text: str,
    spans: Sequence[tuple[int, int]],
    screen: Console,
    *,
    style: str = "",
    clean: Callable[[str], str] = words.lines,
) -> Text:
    """The text with the spans set off; they may touch, overlap or come in any order."""
    from rich.text import Text

    bare = screen.no_color or screen.color_system is None
    whole = Text(style=style)
    place = 0
    for start, end in _merged(spans):
        whole.append(clean(text[place:start]))
        inside = clean(text[start:end])
        whole.append(f"«{inside}»" if bare else inside, style=_MARK)
        place = end
    whole.append(clean(text[place:]))
    return whole


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def text_of(text: str, style: str = "") -> Text:
    """The text of an article or of this program, on one line, without markup."""
    from rich.text import Text

    return Text(words.line(text), style=style)


def table_with(headings: Sequence[str]) -> Table:
    """An empty table of the one look that all have."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for heading in headings:
        short = heading in {"ID", "SMA", "Published"}
        justify: Literal["left", "right"] = "right" if heading == "ID" else "left"
        # Rich's own overflow cuts a wide character at the edge of a column.
        table.add_column(heading, no_wrap=short, justify=justify, overflow="fold")
    return table
