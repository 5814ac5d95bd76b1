"""The ids that a user types, or hands over on standard input."""

import sys

from sma_cli.cli import options


def ids_of(typed: list[str]) -> list[int]:
    """The numbers as typed; `-` stands for those on standard input."""
    return [_number(one) for word in typed for one in (_typed_in() if word == "-" else [word])]


def _typed_in() -> list[str]:
    return sys.stdin.buffer.read().decode("utf-8", "replace").split()


def _number(typed: str) -> int:
    return options.number_of(typed, "id", hint="ids are numbers, such as `sma search` gives")
