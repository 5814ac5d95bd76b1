"""The archive as its callers see it: all that a reader does, and storing and changing.

`add` creates the archive where there is none. What one call changes is on disk when it returns,
all of it or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sma_cli.archive import rows
from sma_cli.archive.connection import errors_named, open_for_changing, open_for_writing
from sma_cli.archive.reader import Reader, storable
from sma_cli.archive.watching import Watch, unwatched
from sma_cli.errors import ArchiveMissing, ArchiveOlder

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

    from sma_cli.answers import Outcome
    from sma_cli.document import Document, Input, Tags


class Archive(Reader):
    """One SQLite file of articles; a context manager. `timeout`: seconds to wait for a writer.

    `watch` sees the articles pass while an archive of an older version is upgraded.

    >>> from tempfile import TemporaryDirectory
    >>> from sma_cli import Archive
    >>> folder = TemporaryDirectory()
    >>> archive = Archive(f"{folder.name}/sma.db")
    >>> passages = [
    ...     {"id": 1, "title": "A fourth round", "text": "Specht met Lee in Seoul, not for $5bn."},
    ...     {"id": 2, "text": "스펙트 대표가 호놀룰루에서 50억 달러를 말했다."},
    ... ]
    >>> [outcome.status for outcome in archive.ingest_records(passages)]
    ['added', 'added']

    The query language, with words in both languages and sums in any notation:

    >>> [hit.article.id for hit in archive.search("specht $5 billion", limit=20)]
    [1, 2]
    >>> (hit,) = archive.search("호놀룰루 OR title:zzzz")
    >>> [hit.snippet[start:end] for start, end in hit.matches]
    ['호놀룰루']

    A question in a whole sentence, of which any word is enough:

    >>> next(archive.search("Where did Specht meet Lee?", any=True)).article.title
    'A fourth round'

    What comes nearest, where nothing has all of a query:

    >>> list(archive.search("sprecht seattle"))
    []
    >>> near = archive.nearest("sprecht seattle")
    >>> [(one.word, one.spellings) for one in near.missing], near.met, near.parts
    ([('sprecht', ('Specht',)), ('seattle', ())], 1, 2)
    >>> sorted(hit.article.id for hit in archive.search(near.query))
    [1, 2]
    >>> archive.close()
    >>> folder.cleanup()
    """

    def __init__(self, path: str | Path, *, timeout: float = 5.0, watch: Watch = unwatched) -> None:
        super().__init__(path, timeout=timeout)
        self._watch = watch
        self._writing: Database | None = None

    def close(self) -> None:
        """Let go of the file; searches under way end, the next call opens it again."""
        super().close()
        if self._writing is not None:
            self._writing.close()
            self._writing = None

    @contextmanager
    def storing(self) -> Iterator["Database"]:
        """A `transaction` that creates the archive where there is none."""
        if self._writing is None:
            self._writing = open_for_writing(self.path, timeout=self._timeout, watch=self._watch)
        with self.transaction() as database:
            yield database

    def add(
        self, document: "Document", tags: "Tags", source: "Input", *,
        ingested_at: str | None = None, identifier: int | None = None,
    ) -> "Outcome":  # fmt: skip
        """Store an article; it is on disk when this returns.

        `ingested_at` is when it was stored first, and `identifier` the id that it is to have, if
        that was in another archive. Bytes that are
        stored already, and a body that is, are a `duplicate` and change nothing.
        """
        from sma_cli.answers import Outcome
        from sma_cli.archive.storing import store

        with self.storing() as database:
            stored, is_new = store(database, document, tags, source, ingested_at, identifier)
            article = rows.article_at(database.conn, stored)
        return Outcome(source.path, "added" if is_new else "duplicate", article)

    def ingest_records(self, records: "Iterable[Mapping[str, Any]]") -> "list[Outcome]":
        """Store plain passages as they are: nothing is cut from them, and nothing is tagged.

        A record has a `text` (or `body`), and may have `title`, `lang`, `published`, `source` and
        an `id`: a whole number becomes the article's id, anything else is kept as its path. What
        is stored already is a `duplicate`, a record without text is `refused`. All are stored or,
        where the archive fails, none. See `sma_cli.ingest` for articles as they are found.
        """
        from sma_cli.archive.passages import stored

        with self.storing() as database:
            return [stored(database, one, place) for place, one in enumerate(records, 1)]

    def upgrade(self) -> None:
        """Make an archive of an older version one of this; nothing where it is, or is none."""
        try:
            self._connection()
        except ArchiveMissing:
            return
        except ArchiveOlder:
            with self.transaction():
                pass

    @contextmanager
    def transaction(self) -> Iterator["Database"]:
        """All that the block changes or nothing, and nobody else changes anything meanwhile.

        Raises ArchiveMissing where there is no archive.
        """
        from sma_cli.archive.connection import transaction

        if self._writing is None:
            self._writing = open_for_changing(self.path, timeout=self._timeout, watch=self._watch)
        with errors_named(self.path, writing=True), transaction(self._writing):
            yield self._writing

    def replace(self, identifier: int, document: "Document", tags: "Tags") -> None:
        """Put a document and its tags in the place of what an article was; keep its original.

        It is on disk when this returns, or when the `transaction` ends. Raises NotFound.
        """
        from sma_cli.archive.correcting import put

        with self.transaction() as database:
            if not put(database, storable(identifier), document, tags):
                raise self._absent(identifier)

    def remove(self, ids: Iterable[int]) -> None:
        """Remove articles with all that is kept of them, all or none.

        Their place in the file is overwritten; `vacuum` gives it back. Raises NotFound.
        """
        from sma_cli.archive.removing import remove

        with self.transaction() as database:
            for one in ids:
                if not remove(database, storable(one)):
                    raise self._absent(one)

    def vacuum(self) -> None:
        """Make the file as small as what is in it; no word of what was removed is left there."""
        from sma_cli.archive.removing import vacuum

        with self.transaction() as database:
            pass
        with errors_named(self.path, writing=True):
            vacuum(database)

    def _connection(self) -> "sqlite3.Connection":
        if self._writing is not None:
            connection: sqlite3.Connection = self._writing.conn
            return connection
        return super()._connection()
