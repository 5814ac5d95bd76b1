"""Archives that cannot be used: the right error, the next step, and nothing created or changed."""

import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_archive import document, filled, source_of

from sma_cli.archive import Archive, schema
from sma_cli.archive.connection import errors_named
from sma_cli.document import Tags
from sma_cli.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveNotOurs,
    ArchiveUnreadable,
    ArchiveUnwritable,
)

ONE = document("New", "New words.")
NOBODY = 65534


def add(archive: Archive) -> object:
    """Store an article."""
    return archive.add(ONE, Tags(), source_of(ONE))


READING: dict[str, Callable[[Archive], object]] = {
    "search": lambda archive: archive.search("trump"),
    "count": lambda archive: archive.count("trump"),
    "timeline": lambda archive: archive.timeline(),
    "article": lambda archive: archive.article(1),
    "original": lambda archive: archive.original(1),
    "info": lambda archive: archive.info(),
}
EVERYTHING: dict[str, Callable[[Archive], object]] = {
    **READING,
    "add": add,
    "known": lambda archive: archive.known(source_of(ONE)),
}


def state(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else None
        for one in folder.rglob("*")
    }


def refused(kind: type[ArchiveError], path: Path, use: Callable[[Archive], object]) -> str:
    """Use an archive that cannot be used: the message; nothing is created or changed."""
    before = state(path.parent)
    with Archive(path, timeout=0.05) as archive, pytest.raises(kind) as error:
        use(archive)
    assert type(error.value) is kind
    assert str(path) in error.value.message
    assert error.value.hint
    assert state(path.parent) == before
    return error.value.message


@pytest.mark.parametrize("name", READING)
def test_a_missing_archive(tmp_path: Path, name: str) -> None:
    """Reading never creates one; the hint says how to make it."""
    refused(ArchiveMissing, tmp_path / "sma.db", READING[name])
    refused(ArchiveMissing, tmp_path / "no" / "folder" / "sma.db", READING[name])


@pytest.mark.parametrize("name", READING)
def test_an_empty_file_is_no_archive_yet(tmp_path: Path, name: str) -> None:
    """Reading says it is empty; adding makes an archive of it."""
    path = tmp_path / "sma.db"
    path.touch()
    assert "empty" in refused(ArchiveMissing, path, READING[name])
    with Archive(path) as archive:
        add(archive)
        assert archive.info().articles == 1


@pytest.mark.parametrize("name", EVERYTHING)
def test_things_that_are_no_archive(tmp_path: Path, name: str) -> None:
    """A folder, a text, a picture, a socket."""
    use = EVERYTHING[name]
    assert "folder" in refused(ArchiveNotOurs, tmp_path, use)
    text = tmp_path / "article.txt"
    text.write_text("Talks ended in Seoul. " * 100)
    refused(ArchiveNotOurs, text, use)
    short = tmp_path / "short"
    short.write_bytes(b"x")
    refused(ArchiveNotOurs, short, use)
    half = tmp_path / "half.db"
    half.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    refused(ArchiveNotOurs, half, use)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        refused(ArchiveNotOurs, tmp_path / "s", use)


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.parametrize("name", EVERYTHING)
def test_the_database_of_another_program(tmp_path: Path, name: str, mode: str) -> None:
    """It is left alone."""
    path = tmp_path / "bookmarks.db"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, body TEXT)")
    connection.close()
    assert "another program" in refused(ArchiveNotOurs, path, EVERYTHING[name])


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_archive_of_a_newer_version(tmp_path: Path, name: str) -> None:
    """The message names both versions."""
    path = tmp_path / "sma.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 41}")
    connection.close()
    message = refused(ArchiveNewer, path, EVERYTHING[name])
    assert f"version {schema.VERSION + 41}" in message
    assert f"up to {schema.VERSION}" in message


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """An archive that another process is writing to."""
    path = tmp_path / "sma.db"
    filled(path)
    command = [sys.executable, "-c", LOCK, str(path), "BEGIN IMMEDIATE"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield path
        process.communicate(b"")


def test_a_locked_archive_can_be_read_but_not_written(locked: Path) -> None:
    """Adding waits, then says that another program is writing; reading goes on."""
    with Archive(locked, timeout=0.2) as archive:
        assert archive.count("trump") == 3
        with pytest.raises(ArchiveLocked) as error:
            add(archive)
        assert str(locked) in error.value.message
        assert error.value.hint
        assert archive.info().articles == 7


def test_adding_waits_for_a_lock_to_go(tmp_path: Path) -> None:
    """Within the timeout a lock only delays."""
    path = tmp_path / "sma.db"
    filled(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    command = [
        sys.executable,
        "-c",
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from test_archive_errors import *\n"
        "archive = Archive(sys.argv[1], timeout=30)\n"
        "archive.info()\n"
        "print('opened', flush=True)\n"
        "print(add(archive).status)",
        str(path),
        str(Path(__file__).parent),
        str(Path(__file__).parent.parent),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "opened\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        connection.execute("ROLLBACK")
        connection.close()
        assert process.stdout.read() == "added\n"


def test_a_damaged_archive(tmp_path: Path) -> None:
    """What SQLite calls malformed is said to be damaged, and stays as it is."""
    path = tmp_path / "sma.db"
    filled(path)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x7f" * len(data[4096:])
    path.write_bytes(data)
    for name in ("search", "count", "timeline", "article", "original", "info"):
        refused(ArchiveDamaged, path, READING[name])


def test_a_damaged_original(tmp_path: Path) -> None:
    """Bytes that no longer unpack are damage, not other bytes."""
    path = tmp_path / "sma.db"
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE originals SET zlib = x'00' WHERE article_id = 1")
    connection.commit()
    connection.close()
    refused(ArchiveDamaged, path, lambda archive: archive.original(1))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter, with an archive that every user may read."""
    made = Path(tempfile.mkdtemp())
    filled(made / "sma.db")
    made.chmod(0o755)
    (made / "sma.db").chmod(0o644)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


PROGRAM = """
import os, sys
sys.path[:0] = sys.argv[2:]
from test_archive_errors import *
use_everything(filled(Path(tempfile.mkdtemp()) / "sma.db"))
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
with Archive(sys.argv[1], timeout=0.1) as archive:
    for name, use in {**READING, "add": add}.items():
        try:
            found = use(archive)
            print(name, len(list(found)) if name == "search" else "done")
        except ArchiveError as error:
            print(name, type(error).__name__, error.message)
"""


def use_everything(archive: Archive) -> None:
    """Import what the archive imports only when needed, as long as one may read the modules."""
    with archive:
        for use in EVERYTHING.values():
            use(archive)


def as_anybody(path: Path) -> list[str]:
    """What a user without special rights gets from every method, a line each."""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, str(path), str(here), str(here.parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def read_well(path: Path) -> list[str]:
    """What reads everything and is refused to write."""
    reads = ["search 3", *[f"{name} done" for name in list(READING)[1:]]]
    return [*reads, f"add ArchiveUnwritable {path}: the archive is read-only"]


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"),
    [(0o444, 0o555), (0o644, 0o555), (0o444, 0o755)],
    ids=["both", "folder", "file"],
)
def test_a_read_only_archive_can_be_read(folder: Path, file_mode: int, folder_mode: int) -> None:
    """A read-only file, in a read-only folder, or both: all of it reads, nothing appears."""
    path = folder / "sma.db"
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    before = state(folder)
    assert as_anybody(path) == read_well(path)
    assert state(folder) == before


def test_an_archive_that_may_not_be_read(folder: Path) -> None:
    """No permission is said as such, by reading and by writing."""
    path = folder / "sma.db"
    path.chmod(0)
    assert as_anybody(path) == [
        f"{name} ArchiveUnreadable {path}: Permission denied" for name in [*READING, "add"]
    ]


def test_a_read_only_archive_with_an_unfinished_log(folder: Path) -> None:
    """What a killed writer left in the log is read, or said to be out of reach: never left out."""
    path = folder / "sma.db"
    archive = Archive(path)
    add(archive)
    for name in ("sma.db", "sma.db-wal"):
        shutil.copy(folder / name, folder / name.replace("sma", "copy"))
        (folder / name.replace("sma", "copy")).chmod(0o644)
    archive.close()
    folder.chmod(0o555)
    found = as_anybody(folder / "copy.db")
    assert found[0] == f"search ArchiveUnreadable {folder / 'copy.db'}: cannot be opened"
    folder.chmod(0o777)
    assert as_anybody(folder / "copy.db")[:2] == ["search 3", "count done"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "sma.db"
    before = state(tmp_path)
    with Archive(path) as archive, pytest.raises(ArchiveUnwritable) as error:
        add(archive)
    assert str(path) in error.value.message
    assert state(tmp_path) == before


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """Reading and writing say so."""
    refused(ArchiveUnreadable, tmp_path / ("a" * 300), READING["info"])
    refused(ArchiveUnreadable, tmp_path / ("a" * 300), add)


FULL = """
import resource, signal, sys
sys.path[:0] = sys.argv[2:]
from test_archive_errors import *
limit = int(sys.argv[1].rpartition("-")[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with Archive(sys.argv[1], timeout=1) as archive:
    for number in range(200):
        one = document(f"Title {number}", f"Number {number}. " * 300)
        try:
            archive.add(one, Tags(), source_of(one))
        except ArchiveUnwritable as error:
            print(number, error.message, error.hint)
            break
"""


@pytest.mark.parametrize("limit", [0, 5_000, 250_000])
def test_no_more_room(tmp_path: Path, limit: int) -> None:
    """A write that fails leaves what was stored before, and no archive where there was none."""
    path = tmp_path / f"sma-{limit}"
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-B", "-c", FULL, str(path), str(here), str(here.parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    number, message = done.stdout.split(" ", 1)
    assert str(path) in message
    if int(number) == 0:
        assert list(tmp_path.iterdir()) == []
    else:
        with Archive(path) as archive:
            assert archive.info().articles == archive.count("title") == int(number)
            add(archive)


def test_a_full_disk(tmp_path: Path) -> None:
    """SQLite's own word for it becomes ours."""
    archive = filled(tmp_path / "sma.db")
    add(archive)
    assert archive._writing is not None
    archive._writing.execute("PRAGMA max_page_count = 1")
    one = document("Long", "Many words stand here. " * 20_000)
    with pytest.raises(ArchiveUnwritable, match="disk is full"):
        archive.add(one, Tags(), source_of(one))
    assert archive.info().articles == 8
    archive.close()


def test_names_with_special_characters(tmp_path: Path) -> None:
    """A path is a path, not an address."""
    for name in ("a?mode=rwc#x.db", "빵 %41.db", "file:x.db", "-v", "'; DROP"):
        path = tmp_path / name
        filled(path)
        with Archive(path) as archive:
            assert archive.count("trump") == 3
        assert path.exists()


def test_a_closed_archive_opens_again(tmp_path: Path) -> None:
    """Closing lets go of the file only."""
    archive = filled(tmp_path / "sma.db")
    assert archive.count("trump") == 3
    archive.close()
    archive.close()
    assert archive.count("trump") == 3
    archive.close()
    assert [one.name for one in tmp_path.iterdir()] == ["sma.db"]


def test_reading_a_live_archive_leaves_nothing_behind(tmp_path: Path) -> None:
    """Reading one after the other, and inside each other."""
    filled(tmp_path / "sma.db")
    before = state(tmp_path)
    with Archive(tmp_path / "sma.db") as first:
        hits = first.search("sma:12")
        next(hits)
        with Archive(tmp_path / "sma.db") as second:
            assert second.count("trump") == 3
    assert state(tmp_path) == before


def test_an_interruption_inside_the_index_is_one() -> None:
    """SQLite hides what its functions raise: Ctrl-C there is no damage of the archive."""

    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    connection = sqlite3.connect(":memory:")
    connection.create_function("prepared", 1, interrupted)
    with pytest.raises(KeyboardInterrupt), errors_named(Path("sma.db")):
        connection.execute("SELECT prepared('text')")
    connection.close()
