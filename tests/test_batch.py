"""Many queries to one process, and ids from one command to the next."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAMS, Sma
from small_archive import ARTICLES, filled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of seven articles."""
    filled(tmp_path / "sma.db", ARTICLES)
    return tmp_path / "sma.db"


def answers(out: str) -> list[dict[str, object]]:
    """The lines of a batch."""
    return [json.loads(line) for line in out.splitlines()]


def test_each_query_has_its_line_in_order(sma: Sma, path: Path) -> None:
    """With results as `--json` gives them; blank lines are no queries."""
    asked = "specht\n\n  sma:11 signed \r\n﻿50억 달러\nzzzzq\n"
    ran = sma("search", "--batch", "-", "--exact", "--db", str(path), stdin=asked.encode())
    found = answers(ran.out)
    assert [one["query"] for one in found] == ["specht", "sma:11 signed", "50억 달러", "zzzzq"]
    for one in found[:3]:
        alone = sma("search", str(one["query"]), "--exact", "--json", "--db", str(path))
        assert one["results"] == json.loads(alone.out)
    assert found[3] == {"query": "zzzzq", "results": []}
    assert ran.status == 0


def test_a_broken_query_is_told_in_its_line_and_the_others_are_answered(
    sma: Sma, path: Path
) -> None:
    """Message, hint and place; the status says that there was one."""
    ran = sma("search", "--batch", "-", "--db", str(path), stdin=b"(specht\nspecht\nsma:x\n")
    broken, fine, field = answers(ran.out)
    assert broken["error"] == "a bracket is not closed"
    assert broken["place"] == 0
    assert "trump OR biden" in str(broken["hint"])
    assert fine["results"]
    assert "results" not in field
    assert ran.status == 2
    assert "2 queries could not be understood" in ran.err


def test_behind_the_last_result_nothing_is_near(sma: Sma, path: Path) -> None:
    """Something has all of the words, so that nothing else is searched for: as for one query."""
    ran = sma("search", "--batch", "-", "--offset", "9", "--db", str(path), stdin=b"specht\n")
    assert answers(ran.out) == [{"query": "specht", "results": []}]
    alone = sma("search", "specht", "--offset", "9", "--db", str(path))
    assert (alone.status, alone.err) == (1, "sma: nothing found: specht\n")


def test_what_comes_nearest_says_so_in_its_line(sma: Sma, path: Path) -> None:
    """A misspelt word, and what was searched for instead."""
    ran = sma("search", "--batch", "-", "--db", str(path), stdin=b"spechtt\n")
    (one,) = answers(ran.out)
    assert one["nearest"]["missing"][0]["word"] == "spechtt"  # type: ignore[index]
    assert one["results"]
    assert ran.err == ""


def test_options_hold_for_all_queries_of_a_file(sma: Sma, path: Path, tmp_path: Path) -> None:
    """Filters, limit, order and what is shown."""
    file = tmp_path / "queries.txt"
    file.write_text("sma:12\nround:2\n", "utf-8")
    options = ("--lang", "en", "-n", "1", "--sort", "oldest", "--no-snippet")
    ran = sma("search", "--batch", str(file), *options, "--db", str(path))
    for one in answers(ran.out):
        hits: Any = one["results"]
        (hit,) = hits
        assert (hit["id"], hit["lang"], hit["snippet"]) == (1, "en", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--batch", "nowhere.txt"), "nowhere.txt: No such file or directory"),
        (("--batch", "."), ".: Is a directory"),
        (("specht", "--batch", "-"), "words and --batch exclude each other"),
        (("--batch", "-", "--csv"), "--batch and --csv exclude each other"),
        (("specht", "--full", "--no-snippet"), "--full and --no-snippet exclude each other"),
        (("specht", "-0", "--json"), "-0 and --json exclude each other"),
    ],
)
def test_what_makes_no_sense_is_said(
    sma: Sma, path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Before anything is searched for."""
    ran = sma("search", *arguments, "--db", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_nothing_found_by_any_query_is_status_1(sma: Sma, path: Path) -> None:
    """As for one query."""
    ran = sma("search", "--batch", "-", "--db", str(path), stdin=b"zzzzq\n")
    assert ran.status == 1


def test_a_program_can_ask_and_wait_for_each_answer(path: Path) -> None:
    """A line comes out before the next goes in."""
    command = [str(PROGRAMS / "sma"), "search", "--batch", "-", "--ids", "--db", str(path)]
    command.remove("--ids")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for query in ("specht", "trump", "50억"):
            process.stdin.write(f"{query}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["query"] == query
        process.stdin.close()
    assert process.returncode == 0


@pytest.mark.parametrize("alone", [(), ("--ids",)])
def test_ids_with_nuls_go_from_command_to_command(
    sma: Sma, path: Path, alone: tuple[str, ...]
) -> None:
    """As `xargs -0` takes them; `show`, `tag` and `remove` take them as they are."""
    found = sma("search", "sma:12", "-0", *alone, "--db", str(path)).out
    assert found == "3\0002\0001\0007\000"
    shown = sma("show", "-", "--ids", "--db", str(path), stdin=found.encode())
    assert shown.out.split() == ["3", "2", "1", "7"]
    tagged = sma("tag", "-", "--venue", "Jeju", "--db", str(path), stdin=found.encode())
    assert "4 articles changed" in tagged.err
    gone = sma("remove", "-", "--yes", "--db", str(path), stdin=found.encode())
    assert "4 articles removed" in gone.err
