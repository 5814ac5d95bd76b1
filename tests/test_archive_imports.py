"""Start-up is a promise: what a search and the other reading methods import."""

import subprocess
import sys
from pathlib import Path

import pytest
from small_archive import filled

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from sma_cli.archive import Archive
with Archive(sys.argv[2]) as archive:
    {use}
print(*sorted(sys.modules))
"""
HEAVY = {"rich", "typer", "sqlite_utils", "readability", "lxml", "platformdirs", "click"}
NEEDLESS = {"json", "tomllib", "hashlib", "email", "csv", "html", "sma_cli.money", "sma_cli.record"}


def imported(path: Path, use: str) -> set[str]:
    """The modules that are there after using the archive at a path."""
    command = [sys.executable, "-c", PROGRAM.format(use=use), str(Path(__file__).parents[1])]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("use", "needless"),
    [
        ("assert list(archive.search('trump specht sma:12 date:2024'))", NEEDLESS),
        ("assert list(archive.search('방위비'))", NEEDLESS),
        ("archive.count('trump')", NEEDLESS),
        ("archive.timeline()", NEEDLESS - {"json"}),
        ("archive.info()", NEEDLESS),
        ("archive.article(1), archive.original(1)", NEEDLESS),
        ("assert list(archive.search('$5 billion'))", set()),
        ("archive.search('source:yonhap')", set()),
    ],
)
def test_reading_imports_little(tmp_path: Path, use: str, needless: set[str]) -> None:
    """Nothing heavy ever, and the reader of sums and tables only for a query that needs it."""
    filled(tmp_path / "sma.db")
    modules = imported(tmp_path / "sma.db", use)
    assert "sma_cli.archive.archive" in modules
    assert modules & (HEAVY | needless) == set()
