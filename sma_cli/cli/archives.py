"""Which archive, and which record of past negotiations.

This is the only place that reads them from the environment.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sma_cli.archive import Archive
    from sma_cli.record import Record


def archive_at(path: str | None) -> "Archive":
    """The archive at the path, else at $SMA_DB, else in the user's data folder; opens no file."""
    from sma_cli.archive import Archive

    chosen = path or os.environ.get("SMA_DB")
    return Archive(Path(chosen).expanduser() if chosen else _users_own())


def _users_own() -> Path:
    from platformdirs import user_data_path

    return user_data_path("sma", appauthor=False) / "sma.db"


def chosen_record() -> "Record":
    """The shipped record, or the file that $SMA_RECORD names; `none` is an empty one."""
    from sma_cli.record import load_record

    return load_record(os.environ.get("SMA_RECORD") or None)
