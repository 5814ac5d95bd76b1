"""The documents say what the program does, and nothing else."""

import re
from pathlib import Path

import examples
import pytest
from conftest import PROGRAMS, ROOT

from sma_cli import __version__
from sma_cli.article import EVENTS
from sma_cli.cli.app import COMMANDS, command_named, program
from sma_cli.cli.search import Order
from sma_cli.cli.status import Status
from sma_cli.view import amounts, records

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def section(heading: str) -> str:
    """The text under a heading of the README."""
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def options_of(command: object) -> set[str]:
    """The options of a command, with one dash or two."""
    parameters = getattr(command, "params", [])
    return {name for one in parameters for name in one.opts if name.startswith("-")}


def named_in(text: str) -> set[str]:
    """The options that a text names in code."""
    spans = " ".join(re.findall(r"`([^`]+)`", text))
    return set(re.findall(r"(?<![\w-])--?[a-z0][a-z-]*", spans))


def test_the_examples_of_the_readme_run(tmp_path: Path) -> None:
    """Every command of the README prints what the README says."""
    assert examples.run(README, tmp_path, PROGRAMS) == README


def test_every_command_is_in_the_readme_and_every_one_there_exists() -> None:
    """The table of commands is the list of commands."""
    table = section("Commands and options").partition("| option |")[0]
    assert re.findall(r"^\| `sma (\w+)", table, re.MULTILINE) == list(COMMANDS)


def test_every_option_is_in_the_readme_and_every_one_there_exists() -> None:
    """The table of options is the options of all commands."""
    table = section("Commands and options").partition("| option |")[2].partition("\n\n")[0]
    real = {"-h", "--help"} | options_of(program())
    for name in COMMANDS:
        real |= options_of(command_named(name))
    assert named_in(table) == real


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_says_which_commands_take_an_option(name: str) -> None:
    """The second column of the table of options is right."""
    table = section("Commands and options").partition("| option |")[2].partition("\n\n")[0]
    rows = [row.split(" | ") for row in table.splitlines() if row.startswith("| `")]
    listed = {
        option
        for options, of, *_ in rows
        if of == "all commands" or f"`{name}`" in of
        for option in named_in(options)
    }
    assert listed == options_of(command_named(name)) | {"-h", "--help"}


def test_every_status_is_in_the_readme() -> None:
    """The table of statuses is the enumeration."""
    rows = re.findall(r"^\| (\d+) \|", section("Commands and options"), re.MULTILINE)
    assert [int(one) for one in rows] == sorted(Status)


def test_every_key_is_in_the_readme_in_its_order() -> None:
    """The tables of keys are the keys of the records."""
    articles, rest = section("Records").split("An entry of the timeline:")
    entries, sums = rest.split("A sum of `sma amounts`:")
    keys = re.findall(r"^\| `(\w+)` \|", articles, re.MULTILINE)
    more = [
        *records.HIT_KEYS[len(records.ARTICLE_KEYS) :],
        *records.DETAIL_KEYS[len(records.ARTICLE_KEYS) :],
        *records.OUTCOME_KEYS[len(records.ARTICLE_KEYS) :],
        "changes",
    ]
    assert keys == [*records.ARTICLE_KEYS, *more]
    assert re.findall(r"^\| `(\w+)` \|", entries, re.MULTILINE) == list(records.ENTRY_KEYS)
    assert re.findall(r"^\| `(\w+)` \|", sums, re.MULTILINE) == list(amounts.KEYS)


def test_events_and_orders_are_named() -> None:
    """The README and the help of `search` name every event and order."""
    assert all(f"`{one}`" in section("Searching") for one in EVENTS)
    assert all(f"`{one}`" in section("Commands and options") for one in Order)


def test_every_target_of_make_explains_itself_and_is_known() -> None:
    """Each target has a line of help, and the README speaks of no other."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.* ## ", MAKEFILE, re.MULTILINE))
    assert targets - {"demo"} <= explained
    assert set(re.findall(r"`make (\w+)`", README)) <= targets


def test_the_change_log_knows_this_version() -> None:
    """The newest entry is the version of the package."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+),", changes, re.MULTILINE)[1] == __version__  # type: ignore[index]


def test_nothing_lies_around_at_the_top() -> None:
    """The top level holds the layout of the project and hidden files."""
    allowed = {"pyproject.toml", "README.md", "sma_cli", "tests", "data", "Makefile", "LICENSE"}
    made = {"build", "dist"}
    found = {one.name for one in ROOT.iterdir() if not one.name.startswith(".")}
    assert found - made == allowed | {"CHANGELOG.md"}


def test_constraints_are_exact() -> None:
    """What `.ci/run` installs is pinned, line by line."""
    lines = (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", one) for one in lines)
