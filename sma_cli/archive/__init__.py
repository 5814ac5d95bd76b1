"""The SQLite file: storing, the query language, searching, the timeline. Only this speaks SQL."""

from sma_cli.archive.archive import Archive
from sma_cli.archive.query import Filters

__all__ = ["Archive", "Filters"]
