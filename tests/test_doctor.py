"""The doctor: what is wrong is seen, mended where it can be, and never silently lost."""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import damage
import pytest
from conftest import Sma

from sma_cli.archive import Archive, checking
from sma_cli.archive.connection import open_for_checking
from sma_cli.by_hand import values_of
from sma_cli.doctor import fix, salvage
from sma_cli.errors import ArchiveDamaged, UsageError
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
    assert names == ["file", "schema", "references", "originals", "bodies", "evidence", "index"]
    assert wrong(path) == {}


FAULTS: list[tuple[str, str, str]] = [
    ("index", "INSERT INTO search_index(search_index) VALUES ('delete-all')", "words"),
    ("index", "INSERT INTO search_index(rowid, title) VALUES (999, 'no such')", "words"),
    ("originals", "UPDATE originals SET zlib = x'00' WHERE article_id = 4", "article 4:"),
    ("originals", "DELETE FROM originals WHERE article_id = 4", "article 4: has no original"),
    ("bodies", "UPDATE articles SET body = body || ' more' WHERE id = 5", "article 5:"),
    ("evidence", "UPDATE evidence SET start = start + 1 WHERE article_id = 1", "article 1:"),
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


@pytest.mark.parametrize("harm", [damage.truncated, damage.flipped])
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
