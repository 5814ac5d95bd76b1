"""Progress of long work, on a terminal's standard error while standard output goes elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sma_cli.view import words

Value = TypeVar("Value")

_FIRST_AFTER = 1.0
_EVERY = 0.1


def counted(values: Iterable[Value]) -> Iterator[Value]:
    """Pass the values on; after the first second, say now and then how many there were."""
    if not _is_wanted():
        yield from values
        return
    due = time.monotonic() + _FIRST_AFTER
    try:
        for number, value in enumerate(values, 1):
            yield value
            if time.monotonic() >= due:
                _overwrite(f"{words.counted(number, 'input')} read")
                due = time.monotonic() + _EVERY
    finally:
        _overwrite("")


def _is_wanted() -> bool:
    return sys.stderr.isatty() and not sys.stdout.isatty()


def _overwrite(text: str) -> None:
    sys.stderr.write(f"\r\033[K{text}")
    sys.stderr.flush()
