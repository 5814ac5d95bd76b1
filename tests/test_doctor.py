"""The doctor: what is wrong is seen, mended where it can be, and never silently lost."""

import json
import random
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import damage
import pytest
from conftest import Sma
from hypothesis import given, settings
from hypothesis import strategies as st

from sma_cli.archive import Archive, checking
from sma_cli.archive.connection import PAGE_SIZE, open_for_checking
from sma_cli.archive.pages import originals_on_pages
from sma_cli.archive.remains import remains
from sma_cli.by_hand import values_of
from sma_cli.doctor import fix, salvage
from sma_cli.document import Input
from sma_cli.errors import ArchiveDamaged, ArchiveUnwritable, UsageError
from sma_cli.ingest import ingest
from sma_cli.record import load_record
from sma_cli.retag import correct

RECORD = load_record(None)


@pytest.fixture
def path(samples: Path, tmp_path: Path) -> Path:
    """A copy of the sample archive, with a correction by hand."""
    target = tmp_path / "sma.db"
    shutil.copyfile(samples, target)
    with Archive(target) as archive:
        correct(archive, [2], by_hand=values_of({"venue": "Jeju"}), record=RECORD)
    return target


def wrong(path: Path) -> dict[str, tuple[str, ...]]:
    """The checks that found something."""
    with Archive(path) as archive:
        return {one.name: one.problems for one in archive.checks() if one.problems}


def run(path: Path, script: str) -> None:
    """Change the file behind the program's back, but with the triggers' function."""
    connection = open_for_checking(path, timeout=5)
    connection.executescript(script)
    connection.close()


def test_a_sound_archive_has_no_problems(path: Path) -> None:
    """Every check is made, in one order, and finds nothing."""
    with Archive(path) as archive:
        names = [one.name for one in archive.checks()]
    assert names == [
        "file",
        "schema",
        "references",
        "originals",
        "bodies",
        "evidence",
        "claims",
        "index",
    ]
    assert wrong(path) == {}


FAULTS: list[tuple[str, str, str]] = [
    ("index", "INSERT INTO search_index(search_index) VALUES ('delete-all')", "words"),
    ("index", "INSERT INTO search_index(rowid, title) VALUES (999, 'no such')", "words"),
    ("originals", "UPDATE originals SET zlib = x'00' WHERE article_id = 4", "article 4:"),
    ("originals", "DELETE FROM originals WHERE article_id = 4", "article 4: has no original"),
    ("bodies", "UPDATE articles SET body = body || ' more' WHERE id = 5", "article 5:"),
    ("evidence", "UPDATE evidence SET start = start + 1 WHERE article_id = 1", "article 1:"),
    ("claims", "UPDATE amounts SET role = 'heard' WHERE article_id = 1", "article 1:"),
    ("claims", 'UPDATE amounts SET start = 0, "end" = 9 WHERE article_id = 1', "article 1:"),
    ("claims", "UPDATE amounts SET role = 'paid', start = NULL", "a claim about a sum"),
    ("references", "INSERT INTO percents VALUES (999, 0, 5)", "percents"),
    ("references", "UPDATE articles SET copy_of = 999 WHERE id = 6", "articles, row 6"),
    ("schema", "DROP INDEX articles_event", "index articles_event is missing"),
    ("schema", "DROP TRIGGER articles_story", "trigger articles_story is missing"),
    ("schema", "CREATE TABLE mine (x)", "table mine is none of an archive"),
]


@pytest.mark.parametrize(("check", "script", "said"), FAULTS)
def test_each_fault_is_seen_and_mended(path: Path, check: str, script: str, said: str) -> None:
    """The check that is meant for it names the fault; after mending nothing is wrong."""
    with Archive(path) as archive:
        before = [archive.article(one).article for one in archive.ids()]
    run(path, script)
    assert any(said in one for one in wrong(path)[check])
    kept, _ = fix(path, record=RECORD)
    assert wrong(path) == {}
    assert kept.name == "sma.db.damaged"
    with Archive(path) as archive:
        after = {one: archive.article(one).article for one in archive.ids()}
        assert list(after) == [one.id for one in before]
        assert after[2].venue == "Jeju"
        assert after[2].basis["venue"] == "manual"


def test_what_is_mended_from_the_original_says_so(path: Path) -> None:
    """A body that is not what it was is read again; the correction by hand is named as lost."""
    run(path, "UPDATE articles SET body = 'overwritten' WHERE id = 5")
    with Archive(path) as archive:
        original = archive.original(5)
    _, (lost,) = fix(path, record=RECORD)
    assert lost.name == "article 5"
    assert "read again from its original" in lost.problems[0]
    with Archive(path) as archive:
        assert archive.original(5) == original
        assert "overwritten" not in archive.article(5).body


def test_the_text_stands_in_for_a_lost_original(path: Path) -> None:
    """An article whose original is destroyed keeps its text and its tags."""
    with Archive(path) as archive:
        before = archive.article(4)
    run(path, "UPDATE originals SET zlib = x'00' WHERE article_id = 4")
    _, (lost,) = fix(path, record=RECORD)
    assert (lost.name, "original is lost" in lost.problems[0]) == ("article 4", True)
    with Archive(path) as archive:
        assert archive.article(4).article == before.article
        assert archive.original(4).decode() == before.body


def test_with_both_gone_the_article_is_named(path: Path) -> None:
    """What cannot be saved at all is in the list of losses, and its id is not given again."""
    run(
        path,
        "UPDATE originals SET zlib = x'00' WHERE article_id = 4;"
        "UPDATE articles SET body = 'overwritten' WHERE id = 4",
    )
    target = path.with_name("saved.db")
    (lost,) = salvage(path, target, record=RECORD)
    assert (lost.name, lost.problems[0][:4]) == ("article 4", "lost")
    with Archive(target) as archive:
        assert 4 not in archive.ids()


def test_salvage_writes_over_nothing(path: Path) -> None:
    """A file that is there stays."""
    with pytest.raises(UsageError, match="is there already"):
        salvage(path, path, record=RECORD)


def test_a_file_without_anything_left_is_refused(tmp_path: Path) -> None:
    """Nothing is made of a file of which only the first page is left."""
    broken = tmp_path / "sma.db"
    broken.write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(ArchiveDamaged):
        salvage(broken, tmp_path / "new.db", record=RECORD)
    assert not (tmp_path / "new.db").exists()


def test_the_command_has_status_3_and_mends(path: Path, sma: Sma) -> None:
    """`doctor` names the fault and the way out, `--fix` takes it, and then all is well."""
    assert sma("doctor", "--db", "sma.db").status == 0
    run(path, "INSERT INTO search_index(search_index) VALUES ('delete-all')")
    seen = sma("doctor", "--db", "sma.db", "--json")
    assert (seen.status, "--fix" in seen.err) == (3, True)
    checks = {one["check"]: one["sound"] for one in json.loads(seen.out)}
    assert checks == {**dict.fromkeys(checks, True), "index": False}
    fixed = sma("doctor", "--fix", "--db", "sma.db")
    assert fixed.status == 0
    assert "sma.db.damaged is the file as it was" in fixed.err
    assert sma("doctor", "--db", "sma.db").status == 0
    assert sma("search", "--count", "korea", "--db", "sma.db").out.strip() != "0"


def test_a_sound_archive_is_not_touched_by_fix(path: Path, sma: Sma) -> None:
    """There is nothing to keep where nothing is changed."""
    assert sma("doctor", "--fix", "--db", "sma.db").status == 0
    assert [one.name for one in path.parent.iterdir()] == ["sma.db"]


def test_a_read_only_archive_is_checked_without_a_trace(path: Path) -> None:
    """Where nothing may be written, the index is checked in memory."""
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert wrong(path) == {}
        assert [one.name for one in path.parent.iterdir()] == ["sma.db"]
    finally:
        path.parent.chmod(0o700)


def test_many_problems_of_one_kind_are_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first are named, the others counted."""
    monkeypatch.setattr(checking, "_MOST", 3)
    run(path, "UPDATE originals SET zlib = x'00'")
    assert len(wrong(path)["originals"]) == 4
    assert "more" in wrong(path)["originals"][-1]


def test_a_reader_beside_it_sees_the_mended_archive(path: Path) -> None:
    """Mending goes through SQLite where the file lets it: who reads meanwhile sees the new one."""
    reader = sqlite3.connect(path)
    run(path, "INSERT INTO search_index(search_index) VALUES ('delete-all')")
    assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] > 10
    fix(path, record=RECORD)
    found = reader.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'korea'")
    assert found.fetchone()[0] > 0
    reader.close()


@pytest.mark.parametrize("harm", [damage.truncated, damage.flipped, damage.beheaded])
@pytest.mark.parametrize("seed", range(6))
def test_harm_at_a_random_place_is_named_or_harmless(
    path: Path, sma: Sma, harm: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    """Every command ends with a message and a known status, and nothing is lost unnamed."""
    assert damage.verdict(path, sma, harm, random.Random(seed)) == []  # noqa: S311


def test_words_that_no_archive_has_written_are_damage(path: Path, sma: Sma) -> None:
    """A basis that is none, bytes that are no text, a schema that is none: status 3, no fault."""
    run(path, "UPDATE articles SET dates_basis = 'stawed'")
    assert sma("timeline", "--db", "sma.db").status == 3
    run(path, "UPDATE articles SET author = CAST(x'b8ff' AS TEXT) WHERE id = 1")
    assert sma("show", "1", "--db", "sma.db").status == 3
    run(path, "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = CAST(x'b8' AS TEXT)")
    for command in ("search korea", "info", "doctor"):
        done = sma(*command.split(), "--db", "sma.db")
        assert (done.status, "unexpected" in done.err) == (3, False), done


def beheaded(path: Path, pages: int, *, page_size: int = PAGE_SIZE) -> None:
    """Overwrite the first pages of a file; none of them: its header alone."""
    length = pages * page_size or 100
    path.write_bytes(b"\xff" * length + path.read_bytes()[length:])


def test_a_destroyed_first_page_loses_nothing(path: Path) -> None:
    """Header and schema are made anew: every article is as it was, also what was set by hand."""
    with Archive(path) as archive:
        before = {one: (archive.article(one), archive.original(one)) for one in archive.ids()}
    for number, pages in enumerate((0, 1)):
        beheaded(path, pages)
        target = path.with_name(f"saved-{number}.db")
        assert salvage(path, target, record=RECORD) == []
        with Archive(target) as archive:
            after = {one: (archive.article(one), archive.original(one)) for one in archive.ids()}
        assert after == before


@pytest.mark.parametrize("script", ["VACUUM", "DELETE FROM articles WHERE id % 3 = 1; VACUUM"])
def test_where_tables_begin_is_found_out(path: Path, script: str) -> None:
    """Tables are also looked for where a vacuum puts them; what was removed does not come back."""
    run(path, f"PRAGMA foreign_keys = ON; {script}; PRAGMA wal_checkpoint(TRUNCATE)")
    with Archive(path) as archive:
        before = {one: archive.article(one) for one in archive.ids()}
    beheaded(path, 1)
    assert salvage(path, path.with_name("saved.db"), record=RECORD) == []
    with Archive(path.with_name("saved.db")) as archive:
        assert {one: archive.article(one) for one in archive.ids()} == before


def test_smaller_pages_are_read_as_such(path: Path) -> None:
    """Archives once had pages of 4 KB; their originals are found, whatever the header says."""
    run(path, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM")
    with Archive(path) as archive:
        before = {one: archive.original(one) for one in archive.ids()}
    beheaded(path, 3, page_size=4096)
    salvage(path, path.with_name("saved.db"), record=RECORD)
    with Archive(path.with_name("saved.db")) as archive:
        assert {one: archive.original(one) for one in archive.ids()} == before


def test_originals_are_found_without_tables(path: Path) -> None:
    """With the roots of the tables gone, too, each article is read again from its original.

    Also one that goes on on many pages, and one that stands in the log alone.
    """
    chance = random.Random(1)  # noqa: S311
    words = " ".join("".join(chance.choices("aeioustrnlm", k=7)) for _ in range(30_000))
    large = Input("large.txt", f"A large headline\n\n{words}.\n".encode())
    late = Input("late.txt", b"A late headline\n\nThe envoys met again in Seoul at last.\n")
    with Archive(path) as archive:
        assert [one.status for one in ingest(archive, [large], record=RECORD)] == ["added"]
    with Archive(path) as archive:
        assert [one.status for one in ingest(archive, [late], record=RECORD)] == ["added"]
        before = {one: archive.original(one) for one in archive.ids()}
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{path.with_name('cut.db')}{ending}")
    beheaded(path.with_name("cut.db"), 5)
    target = path.with_name("saved.db")
    lost = salvage(path.with_name("cut.db"), target, record=RECORD)
    with Archive(target) as archive:
        after = {one: archive.original(one) for one in archive.ids()}
    assert after == before
    assert large.data in after.values()
    assert late.data in after.values()
    assert all("corrections by hand are lost" in one.problems[0] for one in lost)


def test_what_looks_like_an_original_is_none_without_its_checksum(path: Path) -> None:
    """Bytes that were changed on a page are not given out as what was ingested."""
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        (packed,) = connection.execute("SELECT zlib FROM originals WHERE article_id = 4").fetchone()
    place = data.index(packed[:40])
    path.write_bytes(
        b"\xff" * 5 * PAGE_SIZE + data[5 * PAGE_SIZE : place] + bytes(9) + data[place + 9 :]
    )
    found = originals_on_pages(path)
    assert 4 in found.places
    assert found.read(4) is None
    assert found.read(5) is not None


@given(st.binary(max_size=2000), st.sampled_from([b"\x0d\0\0\0\x07", b""]))
@settings(deadline=None)
def test_no_bytes_make_the_search_of_pages_fail(data: bytes, leaf: bytes) -> None:
    """Whatever a page holds: an original with its checksum, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sma.db"
        path.write_bytes(bytes(4096) + (leaf + data).ljust(4096, b"\x81"))
        found = originals_on_pages(path)
        assert all(found.read(one) is None for one in found.places)


def test_without_room_for_a_copy_originals_are_found(
    path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where the temporary files have no room, the pages are read where they are."""
    room = path.stat().st_size - 20_000
    beheaded(path, 1)
    before = path.read_bytes()
    target = tmp_path_factory.mktemp("saved") / "saved.db"
    with limited(room):
        found = list(remains(path))
    assert len(found) == 36
    assert all(one.detail is None and one.original is not None for one in found)
    with limited(room), pytest.raises(ArchiveUnwritable):
        salvage(path, target, record=RECORD)
    assert list(target.parent.iterdir()) == []
    assert path.read_bytes() == before


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_was_no_archive_is_not_saved(sma: Sma) -> None:
    """A file of another kind, or of noise: said, with the next step, and no file is made."""
    (sma.folder / "noise.db").write_bytes(random.Random(3).randbytes(70_000))  # noqa: S311
    seen = sma("info", "--db", "noise.db")
    assert (seen.status, "--salvage" in seen.err) == (3, True)
    done = sma("doctor", "--db", "noise.db", "--salvage", "new.db")
    assert (done.status, "nothing can be read of it" in done.err) == (3, True)
    assert "hint: go back to a backup" in done.err
    assert [one.name for one in sma.folder.iterdir()] == ["noise.db"]
