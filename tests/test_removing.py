"""Removing: gone from every place, and never by accident."""

import os
import pty
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROGRAMS, Sma
from test_archive_storing import index_is_sound

from sma_cli.archive import Archive
from sma_cli.document import Document, Input, Tags
from sma_cli.errors import NotFound

RARE = "quixotically zanzibar"
BODY = f"A sentence of which nothing may stay, {RARE}, in any table of the file. " * 3


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Forty articles, of which the second holds rare words and the third and fourth copy it."""
    archive = Archive(tmp_path / "sma.db")
    for n in range(1, 41):
        words = " ".join(f"{letter}{n}" for letter in "abcdefghijklmnopqrstuvw")
        body = f"{BODY}{'' if n == 2 else n}" if n in (2, 3, 4) else f"Others, {words}."
        one = Document(f"Number {n}", body)
        archive.add(one, Tags(), Input(f"{n}.txt", f"{n} {body}".encode()))
    return archive


def test_a_removed_article_is_found_nowhere(archive: Archive) -> None:
    """No table has a row of it, and the index and the foreign keys are sound."""
    archive.remove([2, 3, 4])
    assert archive.count("quixotically") == 0
    assert len(archive.ids()) == 37
    with pytest.raises(NotFound):
        archive.original(2)
    index_is_sound(archive)
    archive.close()
    connection = sqlite3.connect(archive.path)
    for table in ("originals", "sketches", "evidence", "amounts"):
        found = connection.execute(
            f"SELECT count(*) FROM {table} WHERE article_id IN (2, 3, 4)"  # noqa: S608
        )
        assert found.fetchone() == (0,), table
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_after_vacuum_no_byte_is_left(archive: Archive) -> None:
    """Neither text, nor words of the index, nor the packed original stand in file or log."""
    with closing(sqlite3.connect(archive.path)) as connection:
        ((packed,),) = connection.execute("SELECT zlib FROM originals WHERE article_id = 2")
    assert packed in whole_file(archive.path)
    assert b"quixot" in whole_file(archive.path)
    archive.close()
    size = archive.path.stat().st_size
    archive.remove([2, 3, 4])
    archive.vacuum()
    left = whole_file(archive.path)
    for trace in (packed, packed[-40:], b"quixot", b"zanzibar", b"uixotic"):
        assert trace not in left
    index_is_sound(archive)
    archive.close()
    assert archive.path.stat().st_size <= size


def whole_file(path: Path) -> bytes:
    """The bytes of the archive and its log."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


def test_the_next_in_age_takes_the_place_of_the_first_of_a_story(archive: Archive) -> None:
    """The copies of a removed article are copies of the earliest that is left."""
    assert archive.article(3).article.copy_of == archive.article(4).article.copy_of == 2
    archive.remove([2])
    assert archive.article(3).article.copy_of is None
    assert archive.article(4).article.copy_of == 3


def test_all_or_none_are_removed(archive: Archive) -> None:
    """An id that no article has leaves all the others."""
    with pytest.raises(NotFound):
        archive.remove([1, 99])
    assert len(archive.ids()) == 40


def test_ids_are_not_given_again(archive: Archive) -> None:
    """An id that was removed never comes to mean another article."""
    archive.remove([40])
    outcome = archive.add(Document("New", "Something new."), Tags(), Input("new", b"new"))
    assert outcome.article is not None
    assert outcome.article.id == 41


def test_elsewhere_than_on_a_terminal_it_needs_yes(archive: Archive, sma: Sma) -> None:
    """Nothing is removed without --yes where nobody can be asked."""
    archive.close()
    refused = sma("remove", "1", "--db", "sma.db")
    assert (refused.status, "--yes" in refused.err) == (2, True)
    done = sma("remove", "-", "--yes", "--db", "sma.db", stdin=b"1 2\n2")
    assert (done.status, done.err) == (0, "sma: 2 articles removed\n")
    assert sma("remove", "-", "--yes", "--db", "sma.db").status == 1
    assert sma("remove", "--db", "sma.db").status == 2
    assert len(archive.ids()) == 38


@pytest.mark.parametrize(("answer", "left", "status"), [(b"y\n", 39, 0), (b"n\n", 40, 130)])
def test_on_a_terminal_it_asks(
    archive: Archive, sma: Sma, answer: bytes, left: int, status: int
) -> None:
    """The headlines are shown, and only a yes removes."""
    archive.close()
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [str(PROGRAMS / "sma"), "remove", "7", "--db", "sma.db"],
        cwd=sma.folder, env=sma.variables, stdin=its, stdout=its, stderr=its,
    )  # fmt: skip
    os.close(its)
    os.write(mine, answer)
    assert process.wait(timeout=60) == status
    assert b"Number 7" in os.read(mine, 4096)
    os.close(mine)
    assert len(archive.ids()) == left


def test_copies_of_the_archive_are_named(archive: Archive, sma: Sma) -> None:
    """What was kept before an upgrade still holds the article, and the user is told."""
    archive.close()
    (sma.folder / "sma.db.version-1").write_bytes(b"")
    assert "sma.db.version-1 is an older copy" in sma("remove", "1", "--yes", "--db", "sma.db").err


def test_vacuum_alone_needs_no_ids(archive: Archive, sma: Sma) -> None:
    """The file can be made smaller without removing anything."""
    archive.close()
    assert sma("remove", "--vacuum", "--db", "sma.db").status == 0
    assert len(archive.ids()) == 40


def test_articles_can_be_chosen_by_a_query(archive: Archive, sma: Sma) -> None:
    """Every article that it finds, copies too; none and a query beside ids are said to be so."""
    db = str(archive.path)
    ran = sma("remove", "--where", "quixotically title:number", "--yes", "--db", db)
    assert (ran.status, ran.err) == (0, "sma: 3 articles removed\n")
    assert len(archive.ids()) == 37
    ran = sma("remove", "--where", "quixotically", "--yes", "--db", db)
    assert (ran.status, ran.err) == (1, "sma: nothing found: quixotically\n")
    assert sma("remove", "--where", " ", "--yes", "--db", db).status == 1
    ran = sma("remove", "5", "--where", "title:number", "--yes", "--db", db)
    assert ran.status == 2
    assert "exclude each other" in ran.err
    assert len(archive.ids()) == 37
