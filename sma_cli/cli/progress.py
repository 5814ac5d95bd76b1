"""Progress of long work, on a terminal's standard error while standard output goes elsewhere."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sma_cli.view import words

Value = TypeVar("Value")

_FIRST_AFTER = 1.0
_EVERY = 0.1


def counted(
    values: Iterable[Value],
    noun: str = "input",
    *,
    beside_output: bool = False,
    total: Callable[[], int | None] = lambda: None,
) -> Iterator[Value]:
    """Pass the values on; after the first second, say now and then how many there were.

    With the rate, and the time left where `total` knows how many will come; it is asked once,
    when there is somebody to tell. Where a terminal gets the output too, only with
    `beside_output`: most values print nothing.
    """
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not beside_output):
        yield from values
        return
    begun = time.monotonic()
    due = begun + _FIRST_AFTER
    expected = total()
    is_shown = False
    try:
        for number, value in enumerate(values, 1):
            if is_shown:
                _overwrite("")
            yield value
            is_shown = is_shown or time.monotonic() >= due
            if time.monotonic() >= due:
                _overwrite(said(number, time.monotonic() - begun, noun, expected))
                due = time.monotonic() + _EVERY
    finally:
        _overwrite("")


def said(number: int, seconds: float, noun: str, expected: int | None) -> str:
    """`1,200 of 5,000 inputs read, 240 a second, 0:16 left`."""
    rate = number / seconds if seconds > 0 else 0.0
    told = f"{words.counted(number, noun)} read"
    if expected is not None and expected >= number:
        told = f"{number:,} of {words.counted(expected, noun)} read"
    told += f", {rate:.0f} a second" if rate >= 1 else f", {seconds / number:.0f} s each"
    if expected is None or expected < number or not rate:
        return told
    minutes, left = divmod(round((expected - number) / rate), 60)
    return f"{told}, {minutes}:{left:02} left"


def _overwrite(text: str) -> None:
    sys.stderr.write(f"\r\033[K{text}")
    sys.stderr.flush()
