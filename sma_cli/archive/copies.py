"""Which story an article tells: found among all others in the time of a few look-ups.

The sketches of all articles lie in one table by hash, so that finding those that share some takes
as long in a large archive as in a small one; the few that share most are compared in full. A story
goes by the id of its earliest article, which every other carries as `copy_of`: never a chain.
"""

# The triggers are put together from names in this module.
# ruff: noqa: S608

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

from sma_cli.archive.alike import are_far_apart, is_copy, shingles, sketch

if TYPE_CHECKING:
    from sqlite_utils import Database

    from sma_cli.archive.watching import Watch

TABLES = (
    """CREATE TABLE sketches (
        hash INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        PRIMARY KEY (hash, article_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX sketches_article ON sketches(article_id)",
    # The next in age takes the place of the first article of a story.
    """CREATE TRIGGER articles_story BEFORE DELETE ON articles BEGIN
        UPDATE articles SET copy_of = nullif(
            (SELECT min(id) FROM articles WHERE copy_of = old.id), id
        ) WHERE copy_of = old.id;
    END""",
)

# The name under which the triggers call `sketched`.
SKETCHED = "sma_sketch"
# An index by article would be as large as the table: a body itself says which hashes to take away.
WITHOUT_INDEX = (
    "ALTER TABLE sketches RENAME TO sketches_before",
    """CREATE TABLE sketches (
        hash INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        PRIMARY KEY (hash, article_id)
    ) WITHOUT ROWID""",
    "INSERT INTO sketches SELECT hash, article_id FROM sketches_before",
    "DROP TABLE sketches_before",
    *(
        f"""CREATE TRIGGER articles_{done} BEFORE {what} ON articles BEGIN
            DELETE FROM sketches WHERE article_id = old.id
            AND hash IN (SELECT value FROM json_each({SKETCHED}(old.body)));
        END"""
        for done, what in (("sketched", "DELETE"), ("sketched_anew", "UPDATE OF body"))
    ),
)

# What everybody writes is in thousands of articles, the copies of a story are among the newest.
_NEWEST = 64
# Articles of one field share some runs of words by chance: of those only the nearest is compared.
_BY_CHANCE, _COMPARED = 2, 3


def place(database: "Database", identifier: int) -> None:
    """Give an article the story that it tells, and let later ones be found as copies of it.

    Also one that has another body now; the first article of a story stays the first.
    """
    connection = database.conn
    body, published = connection.execute(
        "SELECT body, published FROM articles WHERE id = ?", (identifier,)
    ).fetchone()
    runs = shingles(body)
    hashes = sketch(runs)
    story = _story(connection, identifier, hashes, frozenset(runs), published)
    connection.execute(
        "UPDATE articles SET copy_of = ? WHERE id = ? AND copy_of IS NOT ?"
        " AND NOT EXISTS (SELECT 1 FROM articles WHERE copy_of = ?)",
        (story, identifier, story, identifier),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO sketches VALUES (?, ?)", [(one, identifier) for one in hashes]
    )


def sketched(body: str) -> str:
    """The sketch of a body as a list in JSON, for the triggers."""
    from json import dumps

    return dumps(sketch(shingles(body)))


def place_all(database: "Database", watch: "Watch") -> None:
    """The same for every article of an archive that knew no copies."""
    ids = [one for (one,) in database.execute("SELECT id FROM articles ORDER BY id")]
    for identifier in watch(ids, len(ids)):
        place(database, identifier)


def _story(
    connection: sqlite3.Connection,
    identifier: int,
    hashes: list[int],
    runs: frozenset[str],
    published: str | None,
) -> int | None:
    """The earliest article of the story that an earlier one tells in the same words."""
    for candidate in _candidates(connection, identifier, hashes):
        row = connection.execute(
            "SELECT body, published, copy_of FROM articles WHERE id = ?", (candidate,)
        ).fetchone()
        if row is None:
            continue
        body, other_published, copy_of = row
        far_apart = are_far_apart(published, other_published)
        if is_copy(runs, frozenset(shingles(body)), far_apart=far_apart):
            return candidate if copy_of is None else int(copy_of)
    return None


def _candidates(connection: sqlite3.Connection, identifier: int, hashes: list[int]) -> list[int]:
    """The earlier articles that share most of the sketch, the most alike first."""
    shared: Counter[int] = Counter()
    for one in hashes:
        rows = connection.execute(
            "SELECT article_id FROM sketches WHERE hash = ? AND article_id < ?"
            " ORDER BY article_id DESC LIMIT ?",
            (one, identifier, _NEWEST),
        )
        shared.update(article for (article,) in rows)
    nearest = shared.most_common(_COMPARED)
    return [article for article, number in nearest if number > _BY_CHANCE] or [
        article for article, _ in nearest[:1]
    ]
