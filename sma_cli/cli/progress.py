"""Progress of long work, on a terminal's standard error while standard output goes elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sma_cli.view import words

Value = TypeVar("Value")

_FIRST_AFTER = 1.0
_EVERY = 0.1


def counted(
    values: Iterable[Value], noun: str = "input", *, beside_output: bool = False
) -> Iterator[Value]:
    """Pass the values on; after the first second, say now and then how many there were.

    Where a terminal gets the output too, only with `beside_output`: most values print nothing.
    """
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not beside_output):
        yield from values
        return
    due = time.monotonic() + _FIRST_AFTER
    is_shown = False
    try:
        for number, value in enumerate(values, 1):
            if is_shown:
                _overwrite("")
            yield value
            is_shown = is_shown or time.monotonic() >= due
            if time.monotonic() >= due:
                _overwrite(f"{words.counted(number, noun)} read")
                due = time.monotonic() + _EVERY
    finally:
        _overwrite("")


def _overwrite(text: str) -> None:
    sys.stderr.write(f"\r\033[K{text}")
    sys.stderr.flush()
