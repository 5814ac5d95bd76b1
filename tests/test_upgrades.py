"""Upgrades: an archive of any earlier version becomes one of this version and loses nothing."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import ARTICLES, Sma
from past_versions import of_version

from sma_cli.answers import Detail
from sma_cli.archive import Archive, schema
from sma_cli.errors import ArchiveError
from sma_cli.ingest import ingest
from sma_cli.read import find_inputs
from sma_cli.record import load_record
from sma_cli.retag import retag

VERSIONS = range(1, schema.VERSION)
RECORD = load_record(None)
Value = TypeVar("Value")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """All sample articles in an archive of this version."""
    archive = Archive(tmp_path_factory.mktemp("new") / "sma.db")
    list(ingest(archive, find_inputs(str(ARTICLES)), record=RECORD))
    return archive


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path, samples: Archive) -> Archive:
    """The same in an archive of each earlier version."""
    of_version(tmp_path / "old.db", request.param, samples)
    return Archive(tmp_path / "old.db")


def details(archive: Archive) -> list[Detail]:
    """All that is kept of every article."""
    return [archive.article(one) for one in archive.ids()]


def test_every_article_tag_and_original_comes_through(old: Archive, samples: Archive) -> None:
    """What the older version did not keep is made of the originals by reading them again."""
    with old.storing():
        pass
    assert [check for check in old.checks() if check.problems] == []
    assert old.ids() == samples.ids()
    assert [old.original(one) for one in old.ids()] == [
        samples.original(one) for one in samples.ids()
    ]
    list(retag(old, record=RECORD))
    assert details(old) == details(samples)


def test_what_is_said_of_sums_is_read_from_the_bodies(old: Archive, samples: Archive) -> None:
    """Without an original, as the articles are told one by one to whoever watches."""
    seen: list[int] = []

    def watch(values: Iterable[Value], total: int) -> Iterator[Value]:
        for number, one in enumerate(values, 1):
            assert number <= total
            seen.append(number)
            yield one

    with Archive(old.path, watch=watch) as watched, watched.storing():
        pass
    assert old.amounts() == samples.amounts() != []
    assert [one.claims for one in details(old)] == [one.claims for one in details(samples)]
    assert seen[-1] == sum(bool(one.article.amounts) for one in details(samples))


def test_what_was_stored_is_known_and_found(old: Archive, samples: Archive) -> None:
    """The same inputs are duplicates, and a search finds what it finds in a new archive."""
    outcomes = list(ingest(old, find_inputs(str(ARTICLES)), record=RECORD))
    assert {outcome.status for outcome in outcomes if outcome.article} == {"duplicate"}
    for query in ("Trump $5 billion", "방위비 분담금", "sma:12 round:2"):
        found, wanted = (
            [replace(hit, score=0) for hit in one.search(query)] for one in (old, samples)
        )
        assert found == wanted != []


@pytest.mark.parametrize("command", ["ingest", "tag", "retag", "remove"])
def test_every_command_that_writes_upgrades(old: Archive, sma: Sma, command: str) -> None:
    """Whatever is done first with the new program."""
    what = {
        "ingest": [str(ARTICLES / "en-01.txt")],
        "tag": ["1", "--round", "2"],
        "remove": ["1", "--yes"],
    }
    ran = sma(command, *what.get(command, []), "--db", str(old.path))
    assert ran.status == 0, ran.err
    assert sma("info", "--ndjson", "--db", str(old.path)).status == 0


def tables(connection: sqlite3.Connection) -> list[object]:
    """What a file says that it holds, and the articles in it."""
    return [
        *connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name"),
        *connection.execute("SELECT * FROM articles ORDER BY id"),
    ]


def test_it_is_kept_as_it_was(old: Archive) -> None:
    """A copy with the number of its version stands beside it before anything is changed."""
    with closing(sqlite3.connect(old.path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        before = tables(connection)
    with old.storing():
        pass
    kept = old.path.with_name(f"{old.path.name}.version-{version}")
    with closing(sqlite3.connect(kept)) as connection:
        assert tables(connection) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


def test_reading_changes_nothing(old: Archive, sma: Sma) -> None:
    """Both versions are named, and what to do; the file stays as it was to the byte."""
    before = old.path.read_bytes()
    with pytest.raises(ArchiveError, match=f"this program reads {schema.VERSION}"):
        old.count("talks")
    ran = sma("search", "talks", "--db", str(old.path))
    assert (ran.status, ran.out) == (3, "")
    assert "upgrades it" in ran.err
    assert old.path.read_bytes() == before


def test_a_failing_upgrade_leaves_the_version_it_came_to(
    old: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is whole or not there, and the next run goes on from it."""

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    whole = schema.MIGRATIONS
    monkeypatch.setattr(schema, "MIGRATIONS", (*whole[:-1], fails))
    with pytest.raises(ArchiveError), old.storing():
        pass
    with closing(sqlite3.connect(old.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
    monkeypatch.setattr(schema, "MIGRATIONS", whole)
    with old.storing():
        pass
    assert [check for check in old.checks() if check.problems] == []
