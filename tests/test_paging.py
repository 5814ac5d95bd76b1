"""What is longer than the screen goes through a pager, and only that."""

import os
import re
from pathlib import Path

import pytest
from conftest import PROGRAMS
from small_archive import document, filled, source_of
from transcripts import on_terminal

from sma_cli.document import Tags

# A pager that tells what it was given.
PAGER = "sed -e 1ipaged"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty articles on one word, each with a text of its own."""
    path = tmp_path_factory.mktemp("paging") / "sma.db"
    with filled(path, ()) as archive:
        for number in range(20):
            letters = "".join(chr(ord("a") + number) * length for length in (4, 5, 6))
            body = f"Envoys of {letters} met. " + " ".join(
                f"{letters}{place}" for place in range(60)
            )
            one = document(f"Headline {letters}", body, lang="en")
            archive.add(one, Tags(), source_of(one))
    return path


def shown(path: Path, command: str, **variables: str) -> str:
    """What a terminal of 80 by 40 shows."""
    known = {
        "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
        "HOME": str(path.parent),
        "LANG": "C.UTF-8",
    }
    known |= {"TERM": "xterm-256color", "SMA_DB": str(path), "PAGER": PAGER}
    screen, status = on_terminal(command, path.parent, known | variables, columns=80)
    assert status == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.decode("utf-8")).replace("\r", "")


def test_many_results_go_through_the_pager(path: Path) -> None:
    """All of them, and what is said about them comes after."""
    screen = shown(path, "sma search envoys -n 15")
    assert screen.startswith("paged\n")
    assert screen.count("Headline ") == 15
    assert screen.endswith("sma: 1 to 15 of 20 articles; -n 0 shows all\n")


@pytest.mark.parametrize(
    ("command", "variables"),
    [
        ("sma search envoys -n 5", {}),
        ("sma search envoys", {"PAGER": "cat"}),
        ("sma search envoys", {"PAGER": ""}),
        ("sma search envoys", {"TERM": "dumb"}),
        ("sma search envoys < /dev/null", {}),
        ("sma search envoys | cat", {}),
        ("sma search envoys --json", {}),
    ],
)
def test_what_needs_no_pager_has_none(path: Path, command: str, variables: dict[str, str]) -> None:
    """Few results, no pager wanted, nobody at the keyboard, or no table at all."""
    screen = shown(path, command, **variables)
    assert "paged" not in screen
    assert "Headline " in screen


def test_marks_are_seen_in_the_pager(path: Path) -> None:
    """Underlined with colour, between marks without."""
    assert "«Envoys» of" in shown(path, "sma search envoys", NO_COLOR="1")
    known = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(path.parent)}
    known |= {"TERM": "xterm-256color", "SMA_DB": str(path), "PAGER": PAGER, "LANG": "C.UTF-8"}
    screen, _ = on_terminal("sma search envoys", path.parent, known, columns=80)
    assert b"\x1b[1;4mEnvoys" in screen
