"""Reading and tagging again: what is stored becomes what this program makes of its originals."""

import json
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import transcripts
from conftest import ARTICLES, PROGRAMS, Sma
from test_archive_storing import index_is_sound

from sma_cli.answers import Detail, Revision
from sma_cli.archive import Archive, schema
from sma_cli.archive.watching import unwatched
from sma_cli.archive.words import prepared
from sma_cli.by_hand import values_of
from sma_cli.document import Input, Tags
from sma_cli.errors import ArchiveError, NotFound
from sma_cli.ingest import ingest
from sma_cli.read import find_inputs
from sma_cli.record import Record, load_record
from sma_cli.retag import correct, retag

RECORD = load_record(None)


@pytest.fixture
def archive(samples: Path, tmp_path: Path) -> Archive:
    """An archive of all sample articles, to write to."""
    return Archive(shutil.copy(samples, tmp_path / "sma.db"))


def spoil(archive: Archive, *ids: int) -> None:
    """Store the articles as a program might have that understood nothing."""
    for one in ids:
        document = archive.document(one)
        document = replace(document, title="Menu", body=f"{document.body}\n\nRead more", author="?")
        archive.replace(one, document, Tags())


def all_of(archive: Archive) -> list[Detail]:
    """Every article."""
    return [archive.article(one) for one in archive.ids()]


def test_nothing_changes_without_an_upgrade(archive: Archive) -> None:
    """The same program reads the same, and writes nothing."""
    before = all_of(archive)
    with archive.transaction():
        pass
    number = archive.path.stat().st_size, archive.path.stat().st_mtime_ns
    revisions = list(retag(archive, record=RECORD))
    assert {one.status for one in revisions} == {"unchanged"}
    assert [one.article.id for one in revisions] == archive.ids()
    assert all_of(archive) == before
    assert (archive.path.stat().st_size, archive.path.stat().st_mtime_ns) == number


def test_an_upgrade_is_made_good(archive: Archive) -> None:
    """Text, tags, index and evidence become those of this program; the id and origin stay."""
    before = all_of(archive)
    spoil(archive, 3, 7, 20)
    assert archive.count("menu") == 3
    revisions = {one.article.id: one for one in retag(archive, record=RECORD)}
    assert {one for one, revision in revisions.items() if revision.status == "changed"} == {
        3,
        7,
        20,
    }
    fields = {change.field: change for change in revisions[7].changes}
    assert fields["title"].old == "Menu"
    assert fields["title"].new == before[6].article.title
    assert str(fields["body"].old).endswith("Read more")
    assert all_of(archive) == before
    assert archive.count("menu") == 0
    index_is_sound(archive)


def test_a_dry_run_foretells_and_changes_nothing(archive: Archive) -> None:
    """What it says is what the run then does."""
    spoil(archive, 3, 7)
    archive.close()
    before = archive.path.read_bytes()
    foretold = list(retag(archive, record=RECORD, dry_run=True))
    archive.close()
    assert archive.path.read_bytes() == before
    assert list(retag(archive, record=RECORD)) == foretold


def test_only_the_articles_asked_for(archive: Archive) -> None:
    """Each once, in the order given; an unknown id stops it before anything is read."""
    spoil(archive, 3, 7)
    with pytest.raises(NotFound):
        retag(archive, [3, 99], record=RECORD)
    assert archive.article(3).article.title == "Menu"
    revisions = list(retag(archive, [7, 1, 7], record=RECORD))
    assert [(one.article.id, one.status) for one in revisions] == [(7, "changed"), (1, "unchanged")]
    assert archive.article(3).article.title == "Menu"


def test_tags_by_hand_are_never_touched(archive: Archive) -> None:
    """Nor cleared ones, nor what was said of the page."""
    values = values_of(
        {"round": "9", "venue": "none", "title": "Mine", "published": "2020-01-02", "source": "X"}
    )
    correct(archive, [3, 7], by_hand=values, record=RECORD)
    before = all_of(archive)
    assert {one.status for one in retag(archive, record=RECORD)} == {"unchanged"}
    assert all_of(archive) == before
    article = archive.article(7).article
    assert (article.round, article.venue, article.title) == (9, None, "Mine")


def test_another_record_is_taken_up(archive: Archive) -> None:
    """Without a record nothing stays inferred; with it everything comes back."""
    before = all_of(archive)
    for _ in retag(archive, record=Record()):
        pass
    assert not any("inferred" in one.article.basis.values() for one in all_of(archive))
    assert not any(one.conflicts for one in all_of(archive))
    for _ in retag(archive, record=RECORD):
        pass
    assert all_of(archive) == before


def test_an_original_that_cannot_be_read_is_reported(archive: Archive) -> None:
    """Its article stays as it was, and the others are read."""
    spoil(archive, 3, 5)
    with archive.transaction() as database:
        database.execute("UPDATE originals SET zlib = zeroblob(9) WHERE article_id = 3")
    archive.add(archive.document(1), Tags(), Input("blank.txt", b"\n"))
    before = archive.article(3)
    revisions = {one.article.id: one for one in retag(archive, record=RECORD)}
    assert revisions[3].status == "refused"
    assert "damaged" in str(revisions[3].error)
    assert archive.article(3) == before
    assert revisions[5].status == "changed"


def test_an_article_removed_meanwhile_is_passed_over(archive: Archive) -> None:
    """Another program may delete while this one reads."""
    revisions = retag(archive, [1, 2, 3], record=RECORD)
    assert next(revisions).article.id == 1
    with archive.transaction() as database:
        database.execute("DELETE FROM articles WHERE id = 2")
    assert [one.article.id for one in revisions] == [3]


def test_an_encoding_that_was_given_is_used_again(tmp_path: Path) -> None:
    """Bytes that were read as a user said are read so again."""
    text = (
        "Talks in S\u00e3o Paulo\n\nThe envoys of both sides met for an hour in S\u00e3o Paulo.\n"
    )
    with Archive(tmp_path / "sma.db") as archive:
        source = Input("x.txt", text.encode("cp1252"))
        (outcome,) = ingest(archive, [source], record=RECORD, encoding="cp1252")
        assert outcome.article is not None
        assert outcome.article.basis["encoding"] == "manual"
        assert "São Paulo" in archive.article(1).body
        (revision,) = retag(archive, record=RECORD)
        assert (revision.status, archive.article(1).origin.encoding) == ("unchanged", "cp1252")


def test_other_programs_may_write_between_two_articles(archive: Archive) -> None:
    """The archive is held only while one article is stored."""
    spoil(archive, *archive.ids())
    for number, _ in enumerate(retag(archive, record=RECORD)):
        with Archive(archive.path, timeout=0) as other:
            values = values_of({"venue": "Jeju"})
            correct(other, [archive.ids()[-1 - number // 2]], by_hand=values, record=RECORD)
    assert archive.count("venue:jeju") == 18
    index_is_sound(archive)


def first_version(path: Path) -> None:
    """An archive of the first version with one article, of which only the words were kept."""
    from sqlite_utils import Database

    connection = sqlite3.connect(path, isolation_level=None)
    database = Database(connection)
    database.register_function(prepared, deterministic=True, name=schema.FUNCTION)
    database.execute("PRAGMA trusted_schema = ON")
    schema.MIGRATIONS[0](database, unwatched)
    database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")
    with Archive(path.with_name("new.db")) as archive:
        list(ingest(archive, find_inputs(str(ARTICLES / "en-05.html")), record=RECORD))
    database.execute("ATTACH ? AS new", (str(path.with_name("new.db")),))
    for table in ("articles", "originals"):
        names = ", ".join(row[1] for row in database.execute(f"PRAGMA main.table_info({table})"))
        database.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608
    connection.close()


def test_an_archive_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    """What was not kept then is made of the originals; a dry run changes not even the version."""
    path = tmp_path / "old.db"
    first_version(path)
    before = path.read_bytes()
    with Archive(path) as archive, pytest.raises(ArchiveError, match="version 1"):
        list(retag(archive, record=RECORD, dry_run=True))
    assert path.read_bytes() == before
    with Archive(path) as archive:
        (revision,) = retag(archive, record=RECORD)
        assert [change.field for change in revision.changes] == ["amounts", "percents"]
        assert archive.info().schema == schema.VERSION
        with Archive(tmp_path / "new.db") as new:
            assert archive.article(1) == new.article(1)
        assert archive.count("사령부 OR troops") == 1
        index_is_sound(archive)


# The command.


@pytest.fixture
def mine(archive: Archive, sma: Sma) -> Sma:
    """The program with an archive of all samples, three of them spoilt."""
    spoil(archive, 3, 7, 20)
    archive.close()
    return Sma(sma.folder, {**sma.variables, "SMA_DB": str(archive.path)})


def test_the_command_says_what_changed(mine: Sma) -> None:
    """Only articles that changed, field by field; the count on standard error."""
    dry = mine("retag", "--dry-run")
    assert dry.err == "sma: 36 articles read, 3 would change\n"
    ran = mine("retag")
    assert (ran.status, ran.out) == (0, dry.out)
    assert ran.err == "sma: 36 articles read, 3 changed\n"
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert {(row[0], len(row)) for row in rows} == {("changed", 5)}
    assert ["changed", "3", "author", "?"] in [row[:4] for row in rows]
    again = mine("retag")
    assert (again.status, again.out) == (0, "")


def test_the_command_takes_ids(mine: Sma) -> None:
    """From the line and from standard input; none at all is not all."""
    assert mine("retag", "3", "--ids").out == "3\n"
    assert mine("retag", "-", "--ids", stdin=b"7\n1\n").out == "7\n"
    ran = mine("retag", "-", stdin=b"")
    assert (ran.status, ran.err) == (1, "sma: no ids came in\n")
    assert mine("retag", "99").status == 1
    assert mine("retag", "x").status == 2
    assert mine("retag", "20", "--json").out.startswith('[\n{"id": 20')


def test_the_command_names_what_cannot_be_read(mine: Sma) -> None:
    """Status 4; the records of the others and of the refused one are there."""
    connection = sqlite3.connect(mine.variables["SMA_DB"])
    connection.execute("UPDATE originals SET zlib = zeroblob(9) WHERE article_id = 3")
    connection.commit()
    connection.close()
    ran = mine("retag", "--json")
    assert ran.status == 4
    assert "article 3 stays as it was" in ran.err
    assert ran.err.endswith("36 articles read, 2 changed, 1 refused\n")
    records = json.loads(ran.out)
    assert [(one["id"], one["status"]) for one in records] == [
        (3, "refused"),
        (7, "changed"),
        (20, "changed"),
    ]


def test_a_closed_pipe_stops_no_work(mine: Sma) -> None:
    """Whoever reads the report may go."""
    assert mine.shell("sma retag | head -n 1; sma retag --ids").out.count("\n") == 1


def test_a_terminal_sees_blocks_and_no_progress_of_quick_work(mine: Sma) -> None:
    """The line of progress comes after a second, and is taken away."""
    variables = {**mine.variables, "TERM": "xterm-256color"}
    screen, status = transcripts.on_terminal("sma retag", mine.folder, variables, columns=80)
    text = screen.decode()
    assert status == 0
    assert "articles read\r" not in text.replace("\n", "")
    assert "->" in text


def test_progress_shows_beside_output() -> None:
    """On a terminal the count stands while nothing is printed, and goes for what is."""
    code = (
        "import time; from sma_cli.cli import progress; progress._FIRST_AFTER = 0.01\n"
        "for one in progress.counted(range(3), 'article', printed='lines'):\n"
        "    time.sleep(0.2); print('value', one)"
    )
    command = f'{PROGRAMS / "python"} -c "{code}"'
    screen, status = transcripts.on_terminal(
        command, Path.cwd(), {"PATH": "/usr/bin:/bin", "TERM": "xterm"}, columns=80
    )
    assert status == 0
    # The rate is the machine's, not the program's.
    shown = re.sub(r", \d+ (?:a second|s each)", "", screen.decode().replace("\r\n", "\n"))
    assert shown.split("\r\x1b[K") == [
        "value 0\n", "1 article read", "value 1\n", "2 articles read", "value 2\n",
        "3 articles read", "",
    ]  # fmt: skip


def test_revisions_are_reported_as_they_are_made(archive: Archive) -> None:
    """What is reported is on disk when it is reported."""
    spoil(archive, 3, 7)
    revisions = retag(archive, [3, 7], record=RECORD)
    first: Revision = next(revisions)
    with Archive(archive.path) as other:
        assert other.article(3).article == first.article
        assert other.article(7).article.title == "Menu"


def test_a_copy_is_one_as_long_as_it_tells_the_same_story(tmp_path: Path) -> None:
    """Another body is another story, and the old body the old one again."""
    text = (ARTICLES / "en-01.txt").read_text("utf-8")
    again = text.replace(" on Monday", "", 1).replace(" talks ", " discussions ")
    assert again != text
    with Archive(tmp_path / "sma.db") as archive:
        inputs = [Input("1.txt", text.encode()), Input("2.txt", again.encode())]
        assert [one.status for one in ingest(archive, inputs, record=RECORD)] == ["added"] * 2
        assert archive.article(2).article.copy_of == 1
        document = replace(archive.document(2), body="Quite another story, in a few words.")
        archive.replace(2, document, Tags())
        assert archive.article(2).article.copy_of is None
        (revision,) = retag(archive, [2], record=RECORD)
        assert revision.article.copy_of == archive.article(2).article.copy_of == 1
