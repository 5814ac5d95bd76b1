"""Lines for people, on standard error. They never fail."""

import contextlib
import sys

from sma_cli.view import words


def say(text: str) -> None:
    """One or more lines, after `sma: `."""
    _print(f"sma: {words.lines(text)}")


def warn(text: str, *, hint: str = "") -> None:
    """What may surprise, although all went well."""
    say(f"warning: {text}")
    _hint(hint)


def fail(text: str, *, hint: str = "") -> None:
    """What went wrong and what to do next."""
    say(f"error: {text}")
    _hint(hint)


def hint(text: str) -> None:
    """What may help."""
    _hint(text)


def _hint(text: str) -> None:
    if text:
        _print(f"hint: {words.lines(text)}")


def _print(text: str) -> None:
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr)  # noqa: T201 - this is where the program speaks
