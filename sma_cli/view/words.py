"""How values read in words, the same in a terminal, a pipe and a message.

Promises: what comes out of `line` and `lines` moves no cursor, hides nothing and breaks no row,
whatever stood in the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sma_cli.answers import Change, Entry
    from sma_cli.article import Amount, Article


_MARKS = {"USD": "$", "KRW": "₩", "JPY": "¥", "EUR": "€"}
# Characters of a body's end.
_END = 60
_MAGNITUDES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_SHORT_MAGNITUDES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))


def line(text: str | None) -> str:
    """The text on one line without control characters; nothing for None."""
    if not text or text.isprintable():
        return text or ""
    breaks, controls = _unprintable()
    return controls.sub("\N{REPLACEMENT CHARACTER}", breaks.sub(" ", text))


@cache
def _unprintable() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends a line; and C0, C1, DEL and the marks that turn the direction of a line."""
    breaks = "[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+"
    controls = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    return re.compile(breaks), re.compile(controls)


@cache
def steering() -> re.Pattern[str]:
    """What steers a terminal or breaks a line, and JSON leaves as it is."""
    return re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text with its blanks and lines, but without what steers a terminal."""
    if text.isprintable():
        return text
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\N{REPLACEMENT CHARACTER}",
                  steering().sub("\N{REPLACEMENT CHARACTER}", text))  # fmt: skip


def lines(text: str) -> str:
    """The text with its lines kept and other control characters replaced."""
    kept = text.replace("\r\n", "\n").replace("\t", "    ")
    return "\n".join(line(one) for one in kept.split("\n"))


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`, `12th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def happening(event: str | None, round_number: int | None) -> str:
    """`round 2`, `signed`, `agreed in round 8`; nothing where nothing is known."""
    if event == "round" or (event is None and round_number is not None):
        return "a round" if round_number is None else f"round {round_number}"
    said = (event or "").replace("_", " ")
    return f"{said} in round {round_number}" if said and round_number is not None else said


def about(sma: int | None, event: str | None, round_number: int | None) -> str:
    """`12th SMA, round 2`; nothing where the article is not about the talks."""
    if sma is None:
        return happening(event, round_number)
    said = happening(event, round_number)
    return f"{ordinal(sma)} SMA, {said}" if said else f"{ordinal(sma)} SMA"


def subject(one: Article | Entry) -> str:
    """What an article or an entry is about, in words."""
    return about(one.sma, one.event, one.round)


def without_article(entry: Entry) -> str:
    """In place of a headline: what an entry rests on that no article is about."""
    if entry.mentions:
        return f"(mentioned in {', '.join(str(one) for one in entry.mentions)})"
    return "(record alone)" if entry.basis else "(no article)"


def copies(article: Article, number: int) -> str:
    """`copy of 7`, `2 copies`: what else tells the same story; nothing where nothing does."""
    said = [] if article.copy_of is None else [f"copy of {article.copy_of}"]
    if number > len(said):
        said.append(counted(number, "copy", "copies"))
    return ", ".join(said)


def span(start: str | None, end: str | None) -> str:
    """`2024-05-21 – 2024-05-23`, a single day once, `2024-05-21 –` where the end is unknown."""
    if start is None:
        return ""
    if start == end:
        return start
    return f"{start} – {end or ''}".rstrip()


def short_span(start: str | None, end: str | None) -> str:
    """`2024-05-21–23`, `2024-04-30–05-02`: of the last day only what differs from the first."""
    if start is None or end is None or start == end:
        return span(start, end)
    same = next((place for place in (8, 5) if start[:place] == end[:place]), 0)
    return f"{start}–{end[same:]}"


def days(said: str) -> str:
    """`2024-05-21..2024-05-23` as `span` has it; any other value as it is."""
    start, dots, end = said.partition("..")
    return span(start, end or None) if dots else said


def change(one: Change) -> tuple[str, str]:
    """What a field was and what it is, each with its basis: `2 (stated)`, `none (manual)`."""
    return _known(one.field, one.old, one.old_basis), _known(one.field, one.new, one.new_basis)


def _known(field: str, value: object, basis: str | None) -> str:
    said = line(_said(field, value)) or "none"
    return f"{said} ({basis})" if basis else said


def _said(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "body":
        return counted(len(value.split()), "word")
    if field == "conflicts":
        return ", ".join(f"{one.tag} on record: {days(one.record)}" for one in value)
    if field == "dates":
        return days(value)
    if field in ("amounts", "percents"):
        return sums(value) if field == "amounts" else percentages(value)
    return str(value)


def day(moment: str | None) -> str:
    """The date of an ISO date or date-time."""
    return (moment or "")[:10]


def clock(moment: str | None) -> str:
    """`2024-05-24 11:52 +09:00` for a date-time, the date alone for a date."""
    if not moment or len(moment) == 10:
        return moment or ""
    return f"{moment[:10]} {moment[11:16]} {moment[19:]}".rstrip()


def money(amount: Amount) -> str:
    """`$5 billion`, `₩1.0389 trillion`: the exact value, however it was printed."""
    return _money(amount, _MAGNITUDES)


def short_money(amount: Amount) -> str:
    """The same for a narrow column: `$5bn`, `₩1.0389tn`."""
    return _money(amount, _SHORT_MAGNITUDES)


def _money(amount: Amount, magnitudes: Sequence[tuple[int, str]]) -> str:
    mark = _MARKS.get(amount.currency, f"{amount.currency} ")
    for power, name in magnitudes:
        if amount.value >= power:
            whole, rest = divmod(amount.value, power)
            fraction = f"{rest:0{len(str(power)) - 1}d}".rstrip("0")
            return f"{mark}{whole:,}{'.' if fraction else ''}{fraction}{name}"
    return f"{mark}{amount.value:,}"


def sums(amounts: Sequence[Amount]) -> str:
    """Each sum once, in order."""
    return ", ".join(dict.fromkeys(money(one) for one in amounts))


def percentages(percents: Sequence[float]) -> str:
    """Each percentage once, in order: `13.9%, 8%`."""
    return ", ".join(dict.fromkeys(f"{one:g}%" for one in percents))


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ends(body: str) -> tuple[str, str]:
    """The first and the last words of a body; the first alone where there are no others."""
    whole = line(body)
    if len(whole) <= 2 * _END:
        return whole, ""
    first, last = whole[:_END], whole[-_END:]
    return first.rpartition(" ")[0] or first, last.partition(" ")[2] or last


def size(number: int) -> str:
    """A number of bytes for people: `4.2 MB`."""
    for power, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if number >= power:
            return f"{number / power:.1f} {unit}"
    return counted(number, "byte")
