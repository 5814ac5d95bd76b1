"""The ids that a user types, or hands over on standard input."""

import sys
from typing import TYPE_CHECKING

from sma_cli.cli import options
from sma_cli.errors import NotFound, UsageError

if TYPE_CHECKING:
    from sma_cli.archive import Archive


def ids_meant(archive: "Archive", typed: list[str], where: str | None) -> list[int]:
    """The ids as typed, or those of all articles that a query finds; raises NotFound for none."""
    if where is None:
        ids = ids_of(typed)
        if not ids:
            raise NotFound("no ids came in")
        return list(dict.fromkeys(ids))
    if typed:
        raise UsageError("ids and --where exclude each other", hint="choose articles in one way")
    ids = archive.matching(where) if where.strip() else []
    if not ids:
        raise NotFound(f"nothing found: {where}")
    return ids


def ids_of(typed: list[str]) -> list[int]:
    """The numbers as typed; `-` stands for those on standard input."""
    return [_number(one) for word in typed for one in (_typed_in() if word == "-" else [word])]


def _typed_in() -> list[str]:
    """What is between blanks, line ends and NULs."""
    return sys.stdin.buffer.read().decode("utf-8", "replace").replace("\0", " ").split()


def _number(typed: str) -> int:
    return options.number_of(typed, "id", hint="ids are numbers, such as `sma search` gives")
