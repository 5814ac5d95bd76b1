"""Where an archive is and what is in it, in numbers."""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from pathlib import Path
from typing import Any

from sma_cli.answers import Info


def info(connection: sqlite3.Connection, path: Path) -> Info:
    """The archive in numbers, as of one moment."""

    def row(statement: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = connection.execute(statement).fetchone()
        return found

    connection.execute("BEGIN")
    try:
        articles, first, last, ingested = row(
            "SELECT (SELECT count(*) FROM articles), (SELECT min(published) FROM articles),"
            " (SELECT max(published) FROM articles),"
            " (SELECT ingested_at FROM articles ORDER BY id DESC LIMIT 1)"
        )
        return Info(
            path=str(path),
            articles=articles,
            languages=_shares(connection, "lang"),
            agreements=_shares(connection, "sma"),
            first_published=first,
            last_published=last,
            last_ingested=ingested,
            bytes=_size(path),
            schema=row("PRAGMA user_version")[0],
            sqlite=sqlite3.sqlite_version,
        )
    finally:
        connection.execute("COMMIT")


def _size(path: Path) -> int:
    """With what is still in the log of a writer."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _shares(connection: sqlite3.Connection, column: str) -> dict[str, int]:
    """How many articles have each value of a column, those without one left out."""
    counted = connection.execute(
        f"SELECT {column}, count(*) FROM articles"
        f" WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY {column}"
    )
    return {str(value): number for value, number in counted}
