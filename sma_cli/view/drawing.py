"""Where the marks of a chart stand: numbers for a drawing of 1,000 units, no markup.

Days are to scale: a meeting of three days is three times as wide as one of a day, and never so
narrow that it is not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sma_cli.view import words
from sma_cli.view.calendar import days_of

if TYPE_CHECKING:
    from sma_cli.answers import Entry

_LEFT, _WIDTH = 20, 960
_NARROWEST = 6.0
_MILESTONE = 9
# Of the bars of months: how high, and where they stand.
_HEIGHT, _FLOOR = 90, 104
# Years of coverage beyond which a single date is taken for a mistake and no chart is drawn.
_MOST_MONTHS = 1_200


def to_scale(entries: Sequence[Entry]) -> dict[str, Any]:
    """The marks of an agreement's rounds and milestones, its first day and its last."""
    dated = [(one, *days) for one in entries if (days := days_of(one)) is not None]
    if not dated:
        return {"marks": [], "first": "", "last": ""}
    first, last = min(start for _, start, _ in dated), max(end for _, _, end in dated)
    unit = _WIDTH / ((last - first).days + 1)
    marks = [
        _mark(one, _LEFT + (start - first).days * unit, ((end - start).days + 1) * unit)
        for one, start, end in dated
    ]
    return {"marks": marks, "first": first.isoformat(), "last": last.isoformat()}


def _mark(entry: Entry, x: float, width: float) -> dict[str, Any]:
    """A bar for a round, a diamond, held inside the drawing, for a milestone."""
    wide = max(min(width, _LEFT + _WIDTH - x), _NARROWEST)
    is_round = entry.event == "round"
    place = x if is_round else min(x, _LEFT + _WIDTH - _MILESTONE)
    when = words.short_span(entry.start, entry.end)
    return {
        "is_round": is_round,
        "x": round(place, 1),
        "width": round(wide, 1),
        "middle": round(x + wide / 2, 1),
        "label": "" if entry.round is None else str(entry.round),
        "said": f"{words.happening(entry.event, entry.round)}, {when}",
    }


def months(published: Iterable[str | None]) -> dict[str, Any]:
    """A bar for each month from the first to the last, and what they say in words."""
    counts = Counter(_month(one) for one in published if one and one[:7].count("-") == 1)
    if not counts or max(counts) - min(counts) >= _MOST_MONTHS:
        return {"months": [], "months_said": "", "first_month": "", "last_month": ""}
    first, last = min(counts), max(counts)
    (busiest, most), *_ = counts.most_common(1)
    ends = _named(first), _named(last)
    return {
        "months": _bars(counts, first, last - first + 1, most),
        "months_said": f"From {ends[0]} to {ends[1]}; most in {_named(busiest)}:"
        f" {words.counted(most, 'article')}.",
        "first_month": ends[0],
        "last_month": ends[1],
    }


def _bars(counts: Counter[int], first: int, number: int, most: int) -> list[dict[str, Any]]:
    unit = (2 * _LEFT + _WIDTH) / number
    return [
        {
            "x": round((month - first) * unit, 1),
            "y": round(_FLOOR - _HEIGHT * count / most, 1),
            "width": round(max(unit * 0.8, 1), 1),
            "height": round(_HEIGHT * count / most, 1),
            "said": f"{_named(month)}: {words.counted(count, 'article')}",
        }
        for month, count in sorted(counts.items())
    ]


def _month(published: str) -> int:
    return int(published[:4]) * 12 + int(published[5:7]) - 1


def _named(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
