"""Exports and backups: everything comes back, and nothing is written over unasked."""

import json
import sqlite3
import stat
from pathlib import Path

import pytest
from conftest import Sma

from sma_cli.archive import Archive


@pytest.fixture
def full(sma: Sma, samples: Path) -> Sma:
    """A copy of the sample archive as `full.db`, with corrections by hand."""
    with Archive(samples) as archive:
        archive.backup(sma.folder / "full.db")
    assert sma("tag", "3", "--round", "7", "--venue", "Jeju", "--db", "full.db").status == 0
    assert sma("tag", "5", "--title", "By hand", "--sma", "none", "--db", "full.db").status == 0
    return sma


def export(sma: Sma, db: str, *words: str) -> str:
    """What is exported of an archive."""
    done = sma("export", *words, "--db", db)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_an_export_builds_the_same_archive_again(full: Sma) -> None:
    """Ingested and exported again, it is the same to the byte: tags, corrections, originals."""
    first = export(full, "full.db")
    (full.folder / "all.ndjson").write_text(first, "utf-8")
    done = full("ingest", "all.ndjson", "--db", "again.db", "--ids")
    assert done.status == 0
    assert export(full, "again.db") == first
    with Archive(full.folder / "full.db") as one, Archive(full.folder / "again.db") as other:
        assert one.ids() == other.ids()
        for identifier in one.ids():
            assert other.original(identifier) == one.original(identifier)
            assert other.article(identifier) == one.article(identifier)
            assert other.document(identifier) == one.document(identifier)


def test_corrections_by_hand_outlive_an_export_and_a_retag(full: Sma) -> None:
    """What was set by hand is by hand in the new archive, too, and stands."""
    (full.folder / "all.ndjson").write_text(export(full, "full.db"), "utf-8")
    full("ingest", "all.ndjson", "--db", "again.db")
    assert full("retag", "--db", "again.db").status == 0
    (one,) = json.loads(full("show", "3", "--json", "--db", "again.db").out)
    assert (one["round"], one["venue"], one["basis"]["round"]) == (7, "Jeju", "manual")


def test_words_and_filters_choose_what_is_exported(full: Sma) -> None:
    """An export holds what a search with all copies finds; nothing found has status 1."""
    some = [json.loads(one)["id"] for one in export(full, "full.db", "sma:12").splitlines()]
    found = full("search", "--sma", "12", "--copies", "--ids", "--db", "full.db").out.split()
    assert some == sorted(int(one) for one in found)
    assert full("export", "zzzz", "--db", "full.db").status == 1


def test_a_backup_is_an_archive_for_its_owner_alone(full: Sma) -> None:
    """The copy is complete and sound, nobody else can read it, and nothing is left beside it."""
    assert full("backup", "copies.db", "--db", "full.db").status == 0
    copy = full.folder / "copies.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert export(full, "copies.db") == export(full, "full.db")
    assert sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [one.name for one in full.folder.glob("copies*")] == ["copies.db"]


def test_a_backup_holds_what_is_still_in_the_log(full: Sma) -> None:
    """A copy taken while a writer has the archive open holds what it has committed."""
    writer = sqlite3.connect(full.folder / "full.db", isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE articles SET author = 'In the log' WHERE id = 1")
    assert full("backup", "copy.db", "--db", "full.db").status == 0
    (one,) = json.loads(full("show", "1", "--json", "--db", "copy.db").out)
    assert one["author"] == "In the log"
    writer.close()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("there.txt", "is there already"),
        ("full.db", "is the archive itself"),
        (".", "is a folder"),
    ],
)
def test_a_backup_refuses_to_write_over_a_file(full: Sma, target: str, said: str) -> None:
    """A file stays as it is without --force, and the archive itself always."""
    (full.folder / "there.txt").write_text("mine")
    done = full("backup", target, "--db", "full.db")
    assert done.status == 2
    assert said in done.err
    assert (full.folder / "there.txt").read_text() == "mine"
    forced = full("backup", target, "--force", "--db", "full.db")
    assert forced.status == (0 if target == "there.txt" else 2)


def test_a_backup_that_cannot_be_written_says_so(full: Sma) -> None:
    """A folder that is not there is named, with status 3."""
    done = full("backup", "nowhere/copy.db", "--db", "full.db")
    assert done.status == 3
    assert "nowhere/copy.db: the copy cannot be written" in done.err


def test_a_backup_of_nothing_makes_nothing(sma: Sma) -> None:
    """Without an archive there is no copy either."""
    assert sma("backup", "copy.db", "--db", "none.db").status == 3
    assert list(sma.folder.iterdir()) == []
