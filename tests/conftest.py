"""What every test may use: the real program in a real process, and an archive of the samples."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
PROGRAMS = Path(sys.executable).parent


# Started in the background, a process ignores interrupts, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A change is judged by the same examples each time; at a desk new ones are tried.
# How long one takes says more of the machine than of the program.
settings.register_profile("judged", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("judged" if os.environ.get("CI") else "desk")


def pytest_report_header() -> str:
    """Name what the archive depends on."""
    return f"SQLite {sqlite3.sqlite_version}"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name no bytes: every worker packs its own, and some hold the time or a random boundary."""
    return "bytes" if isinstance(val, bytes) else None


@dataclass(frozen=True)
class Ran:
    """What a process printed, and its status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Sma:
    """The program, run in a folder as a user without any settings would."""

    folder: Path
    variables: dict[str, str]

    def __call__(self, *arguments: str, stdin: bytes = b"", **variables: str) -> Ran:
        """Run `sma` with the arguments."""
        return self._ran([str(PROGRAMS / "sma"), *arguments], stdin, variables)

    def shell(self, command: str, **variables: str) -> Ran:
        """Run a line of bash."""
        return self._ran(["bash", "-c", command], b"", variables)

    def _ran(self, command: list[str], stdin: bytes, variables: dict[str, str]) -> Ran:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.variables, **variables},
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _variables(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": f"{PROGRAMS}{os.pathsep}/usr/local/bin:/usr/bin:/bin",
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def sma(tmp_path: Path) -> Sma:
    """The program with an empty home."""
    return Sma(tmp_path, _variables(tmp_path))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of all sample articles, which no test may write to."""
    from sma_cli import Archive
    from sma_cli.ingest import ingest
    from sma_cli.read import find_inputs
    from sma_cli.record import load_record

    path = tmp_path_factory.mktemp("samples") / "sma.db"
    files = sorted(one for one in ARTICLES.iterdir() if one.suffix != ".json")
    with Archive(path) as archive:
        inputs = (one for file in files for one in find_inputs(str(file)))
        for outcome in ingest(archive, inputs, record=load_record(None)):
            assert outcome.status == "added", outcome
    return path


@pytest.fixture
def archived(samples: Path, tmp_path: Path) -> Sma:
    """The program with the archive of all sample articles as $SMA_DB."""
    return Sma(tmp_path, {**_variables(tmp_path), "SMA_DB": str(samples)})
