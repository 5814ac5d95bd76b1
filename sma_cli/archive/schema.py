"""The tables of an archive, and how an archive of an older version becomes one of this version.

One row of `articles` is one article; what it says many times (amounts, percents, evidence,
mentions) has tables of its own, and `originals` keeps the ingested bytes, compressed by zlib.
`search_index` is an FTS5 table over the view `prepared`, whose columns a function of the writing
connection makes; triggers keep it in step with `articles`. Reading needs no function.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

from collections.abc import Callable
from typing import TYPE_CHECKING

from sma_cli.archive.watching import Watch

if TYPE_CHECKING:
    from sqlite_utils import Database

# "SMA1" as a number, in the header of the file: whose archive it is.
APPLICATION_ID = 0x534D4131
# The name under which the triggers and the view call `words.prepared`.
FUNCTION = "sma_prepared"

_TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT,
  published TEXT,
  source TEXT,
  agency TEXT,
  author TEXT,
  url TEXT,
  lang TEXT NOT NULL,
  sma INTEGER,
  event TEXT,
  round INTEGER,
  event_start TEXT,
  event_end TEXT,
  venue TEXT,
  sma_basis TEXT,
  event_basis TEXT,
  round_basis TEXT,
  dates_basis TEXT,
  venue_basis TEXT,
  copy_of INTEGER REFERENCES articles(id) ON DELETE SET NULL,
  words INTEGER NOT NULL,
  ingested_at TEXT NOT NULL,
  dateline TEXT,
  body_sha256 TEXT NOT NULL UNIQUE,
  figures TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX articles_found ON articles(
  id, published, sma, event, round, lang, source, venue, event_start, event_end
);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_event ON articles(sma, event, round);
CREATE INDEX articles_copy_of ON articles(copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE amounts (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value INTEGER NOT NULL,
  currency TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE percents (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE evidence (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  value TEXT NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE mentions (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sma INTEGER,
  round INTEGER,
  role TEXT NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE originals (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  zlib BLOB NOT NULL
)
"""

_INDEX = (
    f"""CREATE VIEW prepared AS SELECT
        id, {FUNCTION}(coalesce(title, '')) AS title, {FUNCTION}(body) AS body, figures
    FROM articles""",
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title, body, figures,
        content='prepared', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
        INSERT INTO search_index(rowid, title, body, figures)
        SELECT id, title, body, figures FROM prepared WHERE id = new.id;
    END""",
    """CREATE TRIGGER articles_deleted BEFORE DELETE ON articles BEGIN
        INSERT INTO search_index(search_index, rowid, title, body, figures)
        SELECT 'delete', id, title, body, figures FROM prepared WHERE id = old.id;
    END""",
    """CREATE TRIGGER articles_changing BEFORE UPDATE OF id, title, body, figures ON articles BEGIN
        INSERT INTO search_index(search_index, rowid, title, body, figures)
        SELECT 'delete', id, title, body, figures FROM prepared WHERE id = old.id;
    END""",
    """CREATE TRIGGER articles_changed AFTER UPDATE OF id, title, body, figures ON articles BEGIN
        INSERT INTO search_index(rowid, title, body, figures)
        SELECT id, title, body, figures FROM prepared WHERE id = new.id;
    END""",
)


def _first(database: "Database", _: Watch) -> None:
    for statement in _TABLES.split(";\n"):
        database.execute(statement)
    for statement in _INDEX:
        database.execute(statement)


_BY_HAND = (
    # What a user has set besides the tags, whose own basis says so: `title,published`.
    "ALTER TABLE articles ADD COLUMN by_hand TEXT",
    """CREATE TABLE conflicts (
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        tag TEXT NOT NULL,
        value TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) WITHOUT ROWID""",
)


def _corrections(database: "Database", _: Watch) -> None:
    for statement in _BY_HAND:
        database.execute(statement)


def _copies(database: "Database", watch: Watch) -> None:
    from sma_cli.archive import copies

    for statement in (*copies.TABLES, *_FOLDED):
        database.execute(statement)
    copies.place_all(database, watch)


_FOLDED = (
    "DROP INDEX articles_found",
    """CREATE INDEX articles_found ON articles(
        id, published, sma, event, round, lang, source, venue, event_start, event_end, copy_of
    )""",
)


def _witnesses(database: "Database", _: Watch) -> None:
    """What an article says of the other rounds it names; `sma retag` reads it of what is stored."""
    for column in ("event", "event_start", "event_end", "venue"):
        database.execute(f"ALTER TABLE mentions ADD COLUMN {column} TEXT")


def _smaller_sketches(database: "Database", _: Watch) -> None:
    from sma_cli.archive.copies import WITHOUT_INDEX

    for statement in WITHOUT_INDEX:
        database.execute(statement)


_TOLD = (
    "DROP INDEX articles_found",
    """CREATE INDEX articles_found ON articles(
        id, published, sma, event, round, lang, source, venue, event_start, event_end, copy_of,
        event_basis, round_basis, dates_basis, venue_basis
    )""",
    # Of what is named in passing the little that says when or where something was.
    """CREATE INDEX mentions_told ON mentions(
        sma, event, round, event_start, event_end, venue
    ) WHERE event_start IS NOT NULL OR venue IS NOT NULL""",
)


def _tellings(database: "Database", _: Watch) -> None:
    for statement in _TOLD:
        database.execute(statement)


def _claims(database: "Database", watch: Watch) -> None:
    from sma_cli.archive import claiming

    for statement in claiming.COLUMNS:
        database.execute(statement)
    claiming.claim_all(database.conn, watch)
    database.execute(claiming.INDEX)


Step = Callable[["Database", Watch], None]
MIGRATIONS: tuple[Step, ...] = (
    _first,
    _corrections,
    _copies,
    _witnesses,
    _smaller_sketches,
    _tellings,
    _claims,
)
"""What makes version n + 1 of version n, in order. A released one is never changed.

A step that reads every article lets it be watched.

A change of `words.prepared` needs one that rebuilds the index: words are taken out of the index
as they were put in, and older programs must not write to the new one.
"""

VERSION = len(MIGRATIONS)
