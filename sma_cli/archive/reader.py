"""An archive as its readers see it: find articles, read them, see the talks by date.

Opening is lazy, and reading never creates or changes a file. Every failure is an error of
`sma_cli.errors` that names the path and the next step.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from weakref import WeakSet

from sma_cli.archive import folding, ranking, rows, searching, sql
from sma_cli.archive.connection import errors_named, open_for_reading, values_known
from sma_cli.archive.crossing import meant
from sma_cli.archive.query import EVERYTHING, Filters, Query, both, filtered
from sma_cli.errors import ArchiveDamaged, ArchiveMissing, NotFound, QueryError

if TYPE_CHECKING:
    from types import TracebackType

    from sma_cli.answers import AgreedSum, Check, Detail, Entry, Info, WrittenSum
    from sma_cli.archive.comparing import Asked
    from sma_cli.archive.nearest import Nearest
    from sma_cli.archive.snippet import Passage, Spans
    from sma_cli.article import Article, Hit
    from sma_cli.document import Document, Input, Tags

NO_FILTERS = Filters()

# Of the text of an article: the passage that fits best, all of it, or nothing.
Shown = Literal["passage", "plain", "full", "none"]


class Reader:
    """One SQLite file of articles, read; a context manager. `timeout`: seconds to wait for it."""

    def __init__(self, path: str | Path, *, timeout: float = 5.0) -> None:
        self.path = Path(path)
        self._timeout = timeout
        self._reading: sqlite3.Connection | None = None
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; searches under way end, the next call opens it again."""
        # SQLite keeps the file for a statement that is not finished.
        for cursor in self._cursors:
            cursor.close()
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def search(
        self,
        query: str | Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        sort: ranking.Order = "relevance",
        filters: Filters = NO_FILTERS,
        shown: Shown = "passage",
        copies: bool = False,
        any: bool = False,  # noqa: A002 - the word of the option
    ) -> Iterator["Hit"]:
        """Articles that the query and the filters find, each fetched when it is asked for.

        Of a story told by many only the best is given, unless `copies` are asked for. A query
        without words to rank by gives the newest first. With `any` one of the words is enough, as
        for a question in a whole sentence: what only asks does not count. Raises QueryError for a
        query without any meaning, before the first article.

        The `snippet` of a hit is the best passage of its text, or what else is `shown` of it;
        `plain` is the same passage, and what matches in the title is not looked for.
        """
        filters = replace(filters, any=True) if any else filters
        wanted = _asked(query, filters)
        columns = folding.COLUMNS if shown == "none" else f"{folding.COLUMNS}, a.body"
        found = searching.found(
            self._cursor, wanted, columns, asked=_weighed_by(query, filters), order=sort,
            limit=limit, offset=offset, copies=copies,
        )  # fmt: skip
        return self._hits(found, wanted, shown)

    def _cursor(self, statement: sql.Sql) -> sqlite3.Cursor:
        connection = self._connection()
        with errors_named(self.path):
            cursor = connection.execute(statement.text, statement.values)
        self._cursors.add(cursor)
        return cursor

    def _hits(self, found: Iterator[folding.Row], query: Query, shown: Shown) -> Iterator["Hit"]:
        from sma_cli.article import Hit

        marked = _marked(query, shown)
        with errors_named(self.path):
            for row in found:
                article = rows.article_of(row)
                passage, in_title = marked(article, row[folding.WIDTH])
                yield Hit(article, row[-1], *passage, row[rows.WIDTH], in_title)

    def count(
        self, query: str | Query, *, filters: Filters = NO_FILTERS, copies: bool = False
    ) -> int:
        """How many stories the query and the filters find, or with `copies` articles."""
        statement = ranking.count(_asked(query, filters), copies=copies)
        connection = self._connection()
        with errors_named(self.path):
            (number,) = connection.execute(statement.text, statement.values).fetchone()
        return int(number)

    def understood(self, query: str | Query, *, filters: Filters = NO_FILTERS) -> list[str]:
        """How a query and the filters are understood: a line for each part that must be met."""
        from sma_cli.archive.written import explained

        return explained(_both(query, filters))

    def nearest(self, query: str | Query, *, filters: Filters = NO_FILTERS) -> "Nearest | None":
        """What to search for in place of a query that finds nothing; None where there is nothing.

        Its `query` is for `search`; it says which words no article has, with near spellings.
        """
        from sma_cli.archive.nearest import nearest
        from sma_cli.archive.parse import parse

        typed = parse(query) if isinstance(query, str) else query
        connection = self._connection()
        with errors_named(self.path):
            return nearest(connection, both(typed, filtered(filters)), exact=filters.exact)

    def timeline(
        self, query: str | Query = "", *, filters: Filters = NO_FILTERS, copies: bool = False
    ) -> list["Entry"]:
        """The happenings that articles found by the query and the filters tell, by date.

        A story told by many counts once; with `copies`, each of its articles is named.
        """
        from sma_cli.archive import tellings, timeline

        condition = sql.condition(_both(query, filters))
        connection = self._connection()
        with self.moment(), values_known(self.path):
            return timeline.entries(
                tellings.tellings(connection, condition),
                lambda ids: tellings.titles(connection, ids),
                copies=copies,
            )

    def amounts(
        self, query: str | Query = "", *, filters: Filters = NO_FILTERS, copies: bool = False
    ) -> list["WrittenSum"]:
        """The sums that articles about the talks name, of those found by the query and the filters.

        A story told by many counts once for a sum; with `copies`, each of its articles is named.
        """
        from sma_cli.archive import amounts

        condition = sql.condition(_both(query, filters))
        connection = self._connection()
        with self.moment():
            tellers = amounts.tellers_in(connection, condition)
            namings = amounts.namings_of(connection, tellers)
            sentence = amounts.sentences_in(connection)
            return amounts.written_sums(namings, tellers, sentence, copies=copies)

    def agreed(self) -> dict[int, list["AgreedSum"]]:
        """By agreement the sums that most articles about it call agreed; each story counts once."""
        from sma_cli.archive import amounts

        connection = self._connection()
        with self.moment():
            tellers = amounts.tellers_in(connection, sql.condition(EVERYTHING))
            namings = amounts.namings_of(connection, tellers, role="agreed")
            return amounts.agreed_sums(namings, tellers)

    def known(self, source: "Input") -> "Article | None":
        """The article that was made of the same bytes, if there is one (or an archive at all)."""
        from sma_cli.archive.storing import sha256_of

        try:
            connection = self._connection()
        except ArchiveMissing:
            return None
        with errors_named(self.path):
            row = connection.execute(
                "SELECT article_id FROM originals WHERE sha256 = ?", (sha256_of(source.data),)
            ).fetchone()
            return rows.article_at(connection, row[0]) if row else None

    def article(self, identifier: int) -> "Detail":
        """All that is kept of one article. Raises NotFound."""
        connection = self._connection()
        with errors_named(self.path):
            detail = rows.detail_at(connection, storable(identifier))
        if detail is None:
            raise self._absent(identifier)
        return detail

    def original(self, identifier: int) -> bytes:
        """The bytes that were ingested, unchanged. Raises NotFound."""
        import zlib

        connection = self._connection()
        with errors_named(self.path):
            row = connection.execute(
                "SELECT zlib FROM originals WHERE article_id = ?",
                (storable(identifier),),
            ).fetchone()
        if row is None:
            raise self._absent(identifier)
        try:
            return zlib.decompress(row[0])
        except zlib.error as error:
            raise ArchiveDamaged(
                f"{self.path}: the original of article {identifier} is damaged",
                hint="go back to a backup",
            ) from error

    def document(self, identifier: int) -> "Document":
        """One article as the document that it was stored as. Raises NotFound."""
        connection = self._connection()
        with errors_named(self.path):
            document = rows.document_at(connection, storable(identifier))
        if document is None:
            raise self._absent(identifier)
        return document

    def ids(self) -> list[int]:
        """The ids of all articles, in order."""
        return self.matching("")

    def matching(self, query: str | Query, *, filters: Filters = NO_FILTERS) -> list[int]:
        """The ids of the articles that the query and the filters find, in order; else of all."""
        condition = sql.condition(_both(query, filters))
        connection = self._connection()
        with errors_named(self.path):
            found = connection.execute(
                f"SELECT a.id FROM articles AS a WHERE {condition.text} ORDER BY a.id",
                condition.values,
            )
            return [one for (one,) in found]

    def holds(self, identifier: int, document: "Document", tags: "Tags") -> bool:
        """Whether an article's columns, with what is indexed of it, are as these make them."""
        from sma_cli.archive.correcting import outdated

        connection = self._connection()
        with errors_named(self.path):
            return outdated(connection, storable(identifier), document, tags) == {}

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Let all that the block reads be of one moment."""
        with errors_named(self.path), rows.one_moment(self._connection()):
            yield

    def backup(self, target: Path) -> None:
        """Copy the archive to a file as it is at one moment, whole or not at all."""
        from sma_cli.archive.keeping import copy_of

        connection = self._connection()
        with errors_named(self.path):
            copy_of(connection, target)

    def checks(self) -> "list[Check]":
        """Whether the file is sound, looked at from every side; changes nothing."""
        from sma_cli.archive.checking import checks

        return checks(self.path, timeout=self._timeout)

    def info(self) -> "Info":
        """Where the archive is and what is in it."""
        from sma_cli.archive.counting import info

        connection = self._connection()
        with errors_named(self.path):
            return info(connection, self.path)

    def _connection(self) -> sqlite3.Connection:
        if self._reading is None:
            self._reading = open_for_reading(self.path, timeout=self._timeout)
        return self._reading

    def _absent(self, identifier: int) -> NotFound:
        return NotFound(f"no article {identifier} in {self.path}", hint="`sma search` gives ids")


def _weighed_by(query: str | Query, filters: Filters) -> "Asked | None":
    """What the best answers to a question are weighed by; nothing for words as they are written."""
    if filters.exact or not (filters.any and isinstance(query, str)):
        return None
    from sma_cli.archive.comparing import asked

    return asked(query)


def _marked(query: Query, shown: Shown) -> "Callable[[Article, str], tuple[Passage, Spans]]":
    """What makes of an article and its text what is shown of it, and the matches in its title."""
    if shown == "none":
        return lambda _article, _text: (("", ()), ())
    from sma_cli.archive.snippet import Marker, excerpt, whole

    marker = Marker(query)
    cut = whole if shown == "full" else excerpt
    return lambda article, text: (
        cut(text, marker, article.amounts),
        () if shown == "plain" else whole(article.title or "", marker)[1],
    )


def storable(identifier: int) -> int:
    """The id, or 0, which no article has, for a number SQLite cannot hold."""
    return identifier if 0 < identifier <= sql.LARGEST else 0


def _both(query: str | Query, filters: Filters) -> Query:
    if not isinstance(query, str):
        return both(query, filtered(filters))
    if filters.any:
        from sma_cli.archive.natural import meant_by

        return both(meant_by(query, exact=filters.exact), filtered(filters))
    return both(meant(query, exact=filters.exact), filtered(filters))


def _asked(query: str | Query, filters: Filters) -> Query:
    wanted = _both(query, filters)
    if wanted == EVERYTHING:
        raise QueryError("the query is empty", hint="such as: sma search 'Trump $5 billion'")
    return wanted
