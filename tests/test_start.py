"""Starting is quick because a command imports only what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLES, PROGRAMS, Sma

HEAVY = {"rich", "sqlite_utils", "lxml", "readability", "platformdirs", "hypothesis", "pydantic"}


def imported(sma: Sma, *arguments: str) -> set[str]:
    """The modules that a whole run of the program imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(PROGRAMS / "sma"), *arguments],
        cwd=sma.folder,
        env=sma.variables,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [one for one in done.stderr.splitlines() if one.startswith("import time:")]
    return {one.rpartition("|")[2].strip() for one in lines}


def heavy(modules: set[str]) -> set[str]:
    """The packages among them that a search must not pay for."""
    return {one.partition(".")[0] for one in modules} & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "specht"],
        ["search", "Trump $5 billion"],
        ["search", "50억 달러", "--json"],
        ["search", "방위비", "sma:12", "source:yonhap", "--csv"],
        ["search", "korea", "--ids", "--since", "2024"],
        ["search", "korea", "--count"],
        ["search", "zzzz"],
        ["timeline", "--sma", "12"],
        ["show", "1"],
        ["info"],
        ["search", "--help"],
        ["--version"],
    ],
)
def test_reading_into_a_pipe_imports_nothing_heavy(arguments: list[str], archived: Sma) -> None:
    """Neither Rich nor sqlite-utils nor lxml nor readability is loaded to answer a pipe."""
    modules = imported(archived, *arguments)
    assert "typer" in modules
    assert heavy(modules) == set()


def test_only_the_commands_own_module_is_imported(archived: Sma) -> None:
    """A search loads no other command, no reader and no tagger."""
    modules = {one for one in imported(archived, "search", "korea") if one.startswith("sma_cli.")}
    commands = {"ingest", "timeline", "show", "info"}
    assert not {f"sma_cli.cli.{one}" for one in commands} & modules
    assert not any(one.startswith(("sma_cli.read", "sma_cli.tag")) for one in modules)


def test_ingesting_a_text_needs_no_html_parser(sma: Sma) -> None:
    """Pasted text is read without lxml and without Rich."""
    article = next(one for one in sorted(ARTICLES.iterdir()) if one.suffix == ".txt")
    modules = imported(sma, "ingest", str(article), "--db", "sma.db")
    assert heavy(modules) <= {"sqlite_utils"}


def test_the_package_itself_is_light() -> None:
    """`import sma_cli` loads nothing but itself."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import sma_cli"],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "sma_cli." not in done.stderr
