"""Archives as earlier versions of the program left them, for tests of upgrades."""

import sqlite3
from pathlib import Path

from sma_cli.archive import Archive, connection, schema
from sma_cli.archive.watching import unwatched

TABLES = ("articles", "originals", "amounts", "percents", "evidence", "mentions", "conflicts")


def of_version(path: Path, version: int, new: Archive) -> None:
    """Write to the path what a program of that version would have kept of a new archive."""
    from sqlite_utils import Database

    new.close()
    with sqlite3.connect(path, isolation_level=None) as opened:
        database = Database(opened)
        connection.prepare(database)
        for migration in schema.MIGRATIONS[:version]:
            migration(database, unwatched)
        database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {version}")
        database.execute("ATTACH ? AS new", (str(new.path),))
        for table in TABLES:
            _copy(database.conn, table)
        if "sketches" in database.table_names():
            opened.execute("INSERT OR IGNORE INTO main.sketches SELECT * FROM new.sketches")
    opened.close()


def _copy(opened: sqlite3.Connection, table: str) -> None:
    """The rows of a table, as far as the version knew it and its columns."""
    names = ", ".join(f'"{row[1]}"' for row in opened.execute(f"PRAGMA main.table_info({table})"))
    if names:
        opened.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608
