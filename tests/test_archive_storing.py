"""Storing: one article is one transaction, kept whole, never twice."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_archive import ARTICLES, EXACT, document, filled, source_of

from sma_cli.archive import Archive, schema
from sma_cli.article import Amount
from sma_cli.document import Document, Evidence, Input, Mention, Tags
from sma_cli.errors import NotFound

DOCUMENT = Document(
    title="Talks end",
    body="The talks ended in Seoul.\n\n회의가 끝났다 어제.",
    published="2024-05-24T11:52:00+09:00",
    source="Korea Herald",
    agency="Yonhap",
    author="Hong Gil-dong",
    url="https://news.example/1",
    lang="en",
    dateline="SEOUL, May 24",
    format="html",
    encoding="cp949",
)
TAGS = Tags(
    sma=12,
    event="round",
    round=2,
    event_start="2024-05-21",
    event_end="2024-05-23",
    venue="Seoul",
    amounts=(Amount(10**17, "KRW", "1"), Amount(5, "USD", "$5")),
    percents=(13.9, 8.0),
    basis={"sma": "stated", "dates": "resolved", "venue": "manual"},
    evidence=(Evidence("venue", "Seoul", "Seoul", 19, 24), Evidence("round", "2", "talks", 4, 9)),
    mentions=(
        Mention(11, None, "background", "talks", 4, 9),
        Mention(12, 3, "next", "T", 0, 1, "round", "2024-06-10", None, "Washington"),
    ),
)
SOURCE = Input("in/put.html", bytes(range(256)) * 40)


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    """What a plain SQLite connection reads."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_everything_is_kept(tmp_path: Path) -> None:
    """An article comes back from the file as it went in."""
    path = tmp_path / "sma.db"
    with Archive(path) as archive:
        outcome = archive.add(DOCUMENT, TAGS, SOURCE)
    with Archive(path) as archive:
        detail = archive.article(1)
        assert archive.original(1) == SOURCE.data
    assert outcome.status == "added"
    assert outcome.path == SOURCE.path
    assert outcome.article == detail.article
    article = detail.article
    for name in ("title", "published", "source", "agency", "author", "url", "lang"):
        assert getattr(article, name) == getattr(DOCUMENT, name)
    names = ("sma", "event", "round", "event_start", "event_end", "venue")
    for name in (*names, "amounts", "percents", "basis"):
        assert getattr(article, name) == getattr(TAGS, name)
    assert (detail.body, detail.evidence, detail.mentions) == (
        DOCUMENT.body,
        TAGS.evidence,
        TAGS.mentions,
    )
    assert (detail.origin.path, detail.origin.bytes) == (SOURCE.path, 10240)
    assert (detail.origin.format, detail.origin.encoding) == ("html", "cp949")
    assert len(detail.origin.sha256) == 64
    assert article.words == 8
    assert article.ingested_at.endswith("+00:00")
    assert article.copy_of is None


@settings(max_examples=30)
@given(st.binary(max_size=3000))
def test_an_original_is_kept_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever the bytes."""
    with Archive(tmp_path_factory.mktemp("bytes") / "sma.db") as archive:
        archive.add(DOCUMENT, TAGS, Input("x", data))
        assert archive.original(1) == data


@pytest.mark.parametrize(
    ("other", "source"),
    [
        (replace(DOCUMENT, title="Another title", body="Another body."), SOURCE),
        (DOCUMENT, Input("other.txt", b"other bytes")),
        (replace(DOCUMENT, title=None), Input("other.txt", b"other bytes")),
        (
            replace(DOCUMENT, body="THE  talks ended\nin Seoul.\n\n회의가 끝났다 어제."),
            Input("other.txt", b"other bytes"),
        ),
    ],
    ids=["same bytes", "same body", "same body, other title", "body in other blanks and case"],
)
def test_the_same_article_again_changes_nothing(
    tmp_path: Path, other: Document, source: Input
) -> None:
    """The same bytes, or the same body from another file, are a duplicate."""
    path = tmp_path / "sma.db"
    with Archive(path) as archive:
        first = archive.add(DOCUMENT, TAGS, SOURCE)
    before = path.read_bytes()
    with Archive(path) as archive:
        again = archive.add(other, Tags(), source)
    assert (again.status, again.path, again.article) == ("duplicate", source.path, first.article)
    assert path.read_bytes() == before


def test_known_bytes_are_recognized_before_they_are_read(tmp_path: Path) -> None:
    """Without an archive nothing is known, and none is made."""
    archive = Archive(tmp_path / "sma.db")
    assert archive.known(SOURCE) is None
    assert list(tmp_path.iterdir()) == []
    article = archive.add(DOCUMENT, TAGS, SOURCE).article
    assert archive.known(SOURCE) == article
    assert archive.known(Input(SOURCE.path, b"others")) is None
    archive.close()


def test_what_sqlite_cannot_store_is_replaced_in_place(tmp_path: Path) -> None:
    """A lone surrogate or NUL becomes one other character, so that offsets stay right."""
    text = "a\0b \ud800 c\x1e\x1f"
    with Archive(tmp_path / "sma.db") as archive:
        archive.add(
            replace(DOCUMENT, title=text, body=text, author=text),
            replace(
                TAGS,
                amounts=(Amount(5, "USD", text), Amount(6, "USD", text)),
                evidence=(Evidence("sma", text, text, 0, 7),),
            ),
            Input(text, b"x"),
        )
        detail = archive.article(1)
    stored = "a\ufffdb \ufffd c\ufffd\ufffd"
    assert detail.body == detail.article.title == detail.evidence[0].text == stored
    assert detail.article.amounts == (Amount(5, "USD", stored), Amount(6, "USD", stored))


def test_absent_articles_are_not_found(tmp_path: Path) -> None:
    """Any number that is no id is an error that names it."""
    with filled(tmp_path / "sma.db") as archive:
        for number in (0, -1, 99, 2**70, -(2**70)):
            for read in (archive.article, archive.original):
                with pytest.raises(NotFound) as error:
                    read(number)
                assert str(number) in error.value.message


def test_the_file_is_for_its_owner(tmp_path: Path) -> None:
    """Folders are made as needed; others cannot read what one collects."""
    path = tmp_path / "new" / "folder" / "sma.db"
    filled(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["sma.db"]


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    """Application, version, log and foreign keys are set."""
    path = tmp_path / "sma.db"
    filled(path)
    assert rows(path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(schema.VERSION,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_other_programs_can_read_the_tables(tmp_path: Path) -> None:
    """Amounts, percents, evidence and mentions are rows that point to their article."""
    path = tmp_path / "sma.db"
    with Archive(path) as archive:
        archive.add(DOCUMENT, TAGS, SOURCE)
    joined = "FROM articles JOIN {0} ON {0}.article_id = articles.id"
    for table, number in (("amounts", 2), ("percents", 2), ("evidence", 2), ("mentions", 2)):
        found = rows(path, f"SELECT count(*) {joined.format(table)}")
        assert found == [(number,)], table
        (key,) = rows(path, f"PRAGMA foreign_key_list({table})")
        assert key[2:7] == ("articles", "article_id", "id", "NO ACTION", "CASCADE")
    match = "SELECT rowid FROM search_index WHERE search_index MATCH 'seoul'"
    assert rows(path, match) == [(1,)]


def index_is_sound(archive: Archive) -> None:
    """Raise where the index is out of step with the articles; only rank 1 sees it."""
    assert archive._writing is not None
    archive._writing.execute(
        "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
    )


def test_the_index_stays_in_step(tmp_path: Path) -> None:
    """Changing and deleting rows changes the index with them."""
    archive = filled(tmp_path / "sma.db")
    archive.add(DOCUMENT, TAGS, SOURCE)
    database = archive._writing
    assert database is not None
    index_is_sound(archive)
    database.execute("UPDATE articles SET title = 'Quite another', sma = 3 WHERE id = 1")
    database.execute("UPDATE articles SET round = 9 WHERE id = 2")
    index_is_sound(archive)
    assert [hit.article.id for hit in archive.search("quite another")] == [1]
    database.execute("DELETE FROM articles WHERE id = 8")
    index_is_sound(archive)
    assert archive.count("talks ended", filters=EXACT) == 0
    for table in ("amounts", "percents", "evidence", "mentions", "originals"):
        held = f"SELECT count(*) FROM {table} WHERE article_id = 8"  # noqa: S608
        assert database.execute(held).fetchone() == (0,)
    database.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    index_is_sound(archive)
    assert [hit.article.id for hit in archive.search("quite another")] == [1]
    archive.close()


def test_a_program_without_our_words_cannot_spoil_the_index(tmp_path: Path) -> None:
    """Writing with plain SQLite fails rather than leaving the index behind."""
    path = tmp_path / "sma.db"
    filled(path)
    connection = sqlite3.connect(path)
    for statement in ("DELETE FROM articles", "UPDATE articles SET body = 'x'"):
        with pytest.raises(sqlite3.OperationalError, match="no such function"):
            connection.execute(statement)
    connection.close()


def test_an_id_is_never_given_twice(tmp_path: Path) -> None:
    """Also not after the last article was deleted."""
    archive = filled(tmp_path / "sma.db")
    one = document("New", "New words.")
    archive.add(one, Tags(), source_of(one))
    assert archive._writing is not None
    archive._writing.execute("DELETE FROM articles WHERE id = 8")
    outcome = archive.add(one, Tags(), source_of(one))
    assert outcome.article is not None
    assert outcome.article.id == 9
    archive.close()


def test_info_counts_what_is_there(tmp_path: Path) -> None:
    """Languages, agreements, dates and size."""
    path = tmp_path / "sma.db"
    with filled(path) as archive:
        info = archive.info()
    assert (info.path, info.articles) == (str(path), len(ARTICLES))
    assert info.languages == {"en": 5, "ko": 2}
    assert info.agreements == {"11": 2, "12": 4}
    assert info.first_published == "2019-11-20"
    assert info.last_published == "2024-10-04T09:00:00+09:00"
    assert info.last_ingested is not None
    assert info.bytes == path.stat().st_size
    assert (info.schema, info.sqlite) == (schema.VERSION, sqlite3.sqlite_version)


WRITER = """
import sys
sys.path[:0] = sys.argv[3:]
from small_archive import document, source_of
from sma_cli.archive import Archive
from sma_cli.document import Tags
with Archive(sys.argv[1], timeout=60) as archive:
    for n in range(10_000):
        one = document(f"Title {sys.argv[2]} {n}", f"Body {sys.argv[2]} {n} on $5 billion. " * 20)
        archive.add(one, Tags(sma=12, percents=(1.0, 2.0)), source_of(one))
        print(n, flush=True)
        if n == 30 and sys.argv[2] != "killed":
            break
"""


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    """A process that adds articles, and says so after each."""
    here = Path(__file__).parent
    command = [sys.executable, "-c", WRITER, str(path), name, str(here), str(here.parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("after", [0, 1, 7, 40])
def test_a_killed_writer_leaves_a_sound_archive(tmp_path: Path, after: int) -> None:
    """What was reported is there, whole, and the next writer goes on."""
    path = tmp_path / "sma.db"
    with writer(path, "killed") as process:
        assert process.stdout is not None
        reported = -1
        while reported < after:
            reported = int(process.stdout.readline())
        process.kill()
        reported = max([reported, *map(int, process.stdout.read().split())])
    with Archive(path) as archive:
        stored = archive.info().articles
        assert stored in (reported + 1, reported + 2)
        assert archive.count("title $5 billion") == stored
        assert archive.article(stored).article.percents == (1.0, 2.0)
        assert archive.original(stored)
        archive.add(DOCUMENT, TAGS, SOURCE)
        index_is_sound(archive)
        assert archive.count("title OR talks") == stored + 1
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert [one.name for one in tmp_path.iterdir()] == ["sma.db"]


def test_a_writer_killed_at_once_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    """However far the making of the file got, the next writer makes an archive of it."""
    for pause in range(7):
        path = tmp_path / f"{pause}.db"
        with writer(path, "killed") as process:
            try:
                process.wait(0.1 + pause * 0.06)
            except subprocess.TimeoutExpired:
                process.kill()
        with Archive(path) as archive:
            assert archive.add(DOCUMENT, TAGS, SOURCE).status == "added"
            index_is_sound(archive)


def test_a_new_archive_is_there_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the last of its tables is made, others see an empty file and no older version."""
    path, seen = tmp_path / "sma.db", []

    def look(*_: object) -> None:
        with closing(sqlite3.connect(path)) as other:
            seen.append(other.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
            seen.append(other.execute("PRAGMA user_version").fetchone()[0])

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], look))
    with Archive(path) as archive, archive.storing():
        pass
    assert seen == [0, 0]
    assert [one.name for one in tmp_path.iterdir()] == ["sma.db"]


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    """Several programs may create and fill one archive at the same time."""
    path = tmp_path / "sma.db"
    processes = [writer(path, str(number)) for number in range(4)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with Archive(path) as archive:
        assert archive.info().articles == 4 * 31
        assert archive.count("title") == 4 * 31
