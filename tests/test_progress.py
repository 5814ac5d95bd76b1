"""Progress: how far, how fast, how long still."""

import io
import os
import sys
import time
from pathlib import Path

import pytest

from sma_cli.cli import progress
from sma_cli.read.inputs import count_files, find_inputs


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("number", "seconds", "expected", "said"),
    [
        (1200, 5.0, 5000, "1,200 of 5,000 inputs read, 240 a second, 0:16 left"),
        (1200, 5.0, None, "1,200 inputs read, 240 a second"),
        (1200, 5.0, 3, "1,200 inputs read, 240 a second"),
        (1, 1.0, 4000, "1 of 4,000 inputs read, 1 a second, 1:06:39 left"),
        (1, 4.0, 31, "1 of 31 inputs read, 4 s each, 2:00 left"),
        (1, 1.0, 1, "1 of 1 input read, 1 a second, 0:00 left"),
    ],
)
def test_rate_and_time_left(number: int, seconds: float, expected: int | None, said: str) -> None:
    """The rate always, the time left where the end is known."""
    assert progress.said(number, seconds, "input", expected) == said


def test_it_shows_on_a_terminal_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first second it is written over itself; in the end nothing is left of it."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)

    def slow() -> list[int]:
        time.sleep(0.01)
        return [1, 2, 3]

    assert list(progress.counted(slow(), total=lambda: 3)) == [1, 2, 3]
    assert "3 of 3 inputs read" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")


@pytest.mark.parametrize(
    ("width", "done", "left"),
    [(140, 7, 23), (80, 5, 19), (66, 2, 8), (60, 0, 0)],
)
def test_a_bar_where_there_is_room(width: int, done: int, left: int) -> None:
    """It fits the terminal, in one line, at any width."""
    text = "1,200 of 5,000 inputs read, 240 a second, 0:16 left"
    bar = f"{'█' * done}{'░' * left}  " if done else ""
    assert progress.drawn(text, 1200, 5000, width) == f"{bar}{text}"
    assert progress.drawn(text, 1200, 5000, 30) == text[:27]
    assert progress.drawn(text, 1200, None, 80) == text


def sleep_and_fail() -> None:
    """Work that takes a moment and ends badly."""
    time.sleep(0.1)
    raise ZeroDivisionError


def test_work_without_steps_says_how_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, and nothing is left of it; also where it fails."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.01)
    with pytest.raises(ZeroDivisionError), progress.working("counting"):
        sleep_and_fail()
    assert "\r\033[Kcounting, 0:00" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress.working("counting"):
        time.sleep(0.05)
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == ""


@pytest.mark.parametrize("into", ["file", "pipe", "nothing"])
def test_results_are_counted_on_their_way_into_a_file(
    into: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into a pipe, behind which a pager may have the screen."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    end, beginning = os.pipe()
    streams = {
        "file": (tmp_path / "out").open("w"),
        "pipe": os.fdopen(beginning, "w"),
        "nothing": io.StringIO(),
    }
    monkeypatch.setattr("sys.stdout", streams[into])
    assert list(progress.streamed([1, 2], "article", done="found")) == [1, 2]
    assert ("2 articles found" in terminal.getvalue()) is (into == "file")
    for stream in streams.values():
        stream.close()
    os.close(end)


def test_it_stays_below_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of output clears it, and it stands again under that at once."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 60.0)
    for value in progress.counted([1, 2], printed="lines"):
        terminal.write(f"row {value}\n")
    lines = terminal.getvalue().replace("\r\033[K", "|").split("|")
    assert [one.partition(",")[0] for one in lines] == [
        "row 1\n", "1 input read", "row 2\n", "1 input read", ""
    ]  # fmt: skip


def test_it_stands_still_where_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cleared at each value, it would hardly be seen while the work is done; results hide it."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 60.0)
    assert list(progress.counted([1, 2, 3], printed="results")) == [1, 2, 3]
    assert terminal.getvalue() == ""
    assert list(progress.counted([1, 2, 3], printed="nothing")) == [1, 2, 3]
    shown = terminal.getvalue().split("\r\033[K")
    assert [one.partition(",")[0] for one in shown] == ["", "1 input read", ""]


def test_nobody_is_told_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere than on a terminal the total is not even asked for."""
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert list(progress.counted([1, 2], total=lambda: 1 // 0)) == [1, 2]


def test_files_are_counted_as_they_will_be_read(tmp_path: Path) -> None:
    """A folder has as many as are found in it; a path alone is one, also where there is none."""
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt", ".hidden"):
        (tmp_path / name).write_text("Some words.")
    assert count_files(str(tmp_path)) == 3 == len(list(find_inputs(str(tmp_path))))
    assert count_files(str(tmp_path / "a.txt")) == count_files("nowhere") == 1
