"""Which archive, and which record of past negotiations.

This is the only place that reads them from the environment.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sma_cli.archive import Archive
    from sma_cli.record import Record

Value = TypeVar("Value")

# For another program that writes: long enough for a group of articles.
SECONDS_TO_WAIT = 5.0


def archive_at(path: str | None, *, wait: float | None = None) -> "Archive":
    """The archive at the path, else at $SMA_DB, else in the user's data folder; opens no file.

    `wait` is for how many seconds other programs that write are waited for.
    """
    from sma_cli.archive import Archive

    chosen = path or os.environ.get("SMA_DB")
    timeout = SECONDS_TO_WAIT if wait is None else wait
    file = Path(chosen).expanduser() if chosen else _users_own()
    return Archive(file, timeout=timeout, watch=_upgraded)


def _upgraded(values: "Iterable[Value]", total: int) -> "Iterable[Value]":
    """Say how far the upgrade of an archive is; it can take minutes, and prints nothing itself."""
    from sma_cli.cli.progress import counted

    return counted(values, "article", done="upgraded", printed="nothing", total=lambda: total)


def _users_own() -> Path:
    from platformdirs import user_data_path

    return user_data_path("sma", appauthor=False) / "sma.db"


def chosen_record() -> "Record":
    """The shipped record, or the file that $SMA_RECORD names; `none` is an empty one."""
    from sma_cli.record import load_record

    return load_record(os.environ.get("SMA_RECORD") or None)
