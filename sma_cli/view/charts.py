"""What a terminal shows of numbers over time: bars that fit its width, beside the number itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from sma_cli.view import tables, words

if TYPE_CHECKING:
    from sma_cli.answers import Coverage

# Cells of the longest bar.
_LONGEST = 20
# A cell in eighths.
_LEVELS = "▁▂▃▄▅▆▇█"
_PARTS = " ▏▎▍▌▋▊▉"


def coverage_table(coverage: Iterable[Coverage], stream: TextIO) -> int:
    """A row for each day, month, year or outlet; returns how many."""
    found = list(coverage)
    if not found:
        return 0
    screen = tables.console(stream)
    longest = _LONGEST if screen.width >= tables.WIDE else _LONGEST // 2
    most = max(len(one.articles) for one in found)
    table = tables.table_with(["", "Articles", "", "Outlets", "First headline"])
    for one in found:
        number = len(one.articles)
        table.add_row(
            tables.text_of(one.value or "unknown"),
            f"{number:,}",
            bar(number, most, longest=longest),
            str(one.outlets),
            tables.text_of(words.line(one.title) or "(no title)"),
        )
    screen.print(table)
    return len(found)


def bar(number: int, most: int, *, longest: int) -> str:
    """A bar of at most `longest` cells, in eighths; whatever is not nothing shows."""
    eighths = max(round(number * longest * 8 / most), 1) if number and most else 0
    whole, part = divmod(eighths, 8)
    return "█" * whole + _PARTS[part].strip()


def sparkline(numbers: Sequence[int]) -> str:
    """A cell for each number, as high as it is beside the largest; a dot for nothing."""
    most = max(numbers, default=0)
    return "".join(
        _LEVELS[-(-number * len(_LEVELS) // most) - 1] if number else "·" for number in numbers
    )
