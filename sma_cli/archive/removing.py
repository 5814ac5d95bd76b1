"""Removing articles for good.

Promises: an article goes with its tags, its original, its words in the index and its sketch; the
copies of its story go by the next in age. Its bytes are overwritten with zeros where they stood.
Words stay in the segments of the index until these are merged, and the log keeps pages until it
is begun anew: after `vacuum` the file holds nothing of it any more.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def remove(database: "Database", identifier: int) -> bool:
    """Remove one article; whether there was one."""
    database.execute("PRAGMA secure_delete = ON")
    removed = database.execute(
        "DELETE FROM articles WHERE id = ? RETURNING id", (identifier,)
    ).fetchall()
    return bool(removed)


def vacuum(database: "Database") -> None:
    """Merge the index into one, write the file anew and empty the log."""
    database.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
    database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
