"""Progress of long work on a terminal's standard error: one line, in the end gone."""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeVar

from sma_cli.view import words

Value = TypeVar("Value")

_FIRST_AFTER = 1.0
_EVERY = 0.1
# Columns of the bar, and of a terminal that does not tell its own.
_LONGEST_BAR, _SHORTEST_BAR = 30, 8
_NARROW = 80
# For the ^C that a terminal shows: on another line it would leave this one standing.
_FREE = 3


# What a terminal gets of the work besides: nothing, lines as they come, or what would not bear
# another line in it.
Printed = Literal["nothing", "lines", "results"]


def counted(
    values: Iterable[Value],
    noun: str = "input",
    *,
    done: str = "read",
    printed: Printed = "results",
    total: Callable[[], int | None] = lambda: None,
) -> Iterator[Value]:
    """Pass the values on; after the first second, say now and then how many there were.

    With the rate, and the time left where `total` knows how many will come; it is asked once,
    when there is somebody to tell. Below lines that are `printed` on the same terminal it stands
    again after each; results on it are not disturbed.
    """
    is_shared = sys.stdout.isatty() and printed != "nothing"
    if not sys.stderr.isatty() or (is_shared and printed == "results"):
        yield from values
        return
    begun = time.monotonic()
    due = begun + _FIRST_AFTER
    expected = total()
    shown = ""
    try:
        for number, value in enumerate(values, 1):
            if shown and is_shared:
                _overwrite("")
            yield value
            is_due = time.monotonic() >= due
            if is_due:
                told = said(number, time.monotonic() - begun, noun, expected, done=done)
                shown = drawn(told, number, expected, _width())
                due = time.monotonic() + _EVERY
            if shown and (is_due or is_shared):
                _overwrite(shown)
    finally:
        if shown:
            _overwrite("")


def streamed(values: Iterable[Value], noun: str, *, done: str) -> Iterable[Value]:
    """The same for results that are written one by one: only where they go into a file.

    A pipe may end in a pager, whose screen is not ours; and who reads it sees them come.
    """
    try:
        is_file = stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        is_file = False
    return counted(values, noun, done=done) if is_file else values


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say what is done, and for how long, while the block prints nothing; from the first second."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    begun, is_done = time.monotonic(), Event()

    def tell() -> None:
        while not is_done.wait(_FIRST_AFTER):
            _overwrite(f"{what}, {_clock(round(time.monotonic() - begun))}"[: _width() - _FREE])

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_done.set()
        teller.join()
        if time.monotonic() - begun >= _FIRST_AFTER:
            _overwrite("")


def drawn(text: str, number: int, expected: int | None, width: int) -> str:
    """What is `said`, behind a bar where the end is known, on one line of a terminal."""
    room = min(_LONGEST_BAR, width - len(text) - 2 - _FREE)
    if expected is not None and expected >= number and room >= _SHORTEST_BAR:
        full = number * room // expected
        text = f"{'█' * full}{'░' * (room - full)}  {text}"
    return text[: width - _FREE]


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _NARROW
    except (OSError, ValueError):
        return _NARROW


def said(
    number: int, seconds: float, noun: str, expected: int | None, *, done: str = "read"
) -> str:
    """`1,200 of 5,000 inputs read, 240 a second, 0:16 left`."""
    rate = number / seconds if seconds > 0 else 0.0
    told = f"{words.counted(number, noun)} {done}"
    if expected is not None and expected >= number:
        told = f"{number:,} of {words.counted(expected, noun)} {done}"
    told += f", {rate:.0f} a second" if rate >= 1 else f", {seconds / number:.0f} s each"
    if expected is None or expected < number or not rate:
        return told
    return f"{told}, {_clock(round((expected - number) / rate))} left"


def _clock(seconds: int) -> str:
    """`0:16`, `1:02:16`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _overwrite(text: str) -> None:
    sys.stderr.write(f"\r\033[K{text}")
    sys.stderr.flush()
