"""Files and folders become inputs, one after another."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read import LARGEST_INPUT, find_inputs

NOBODY = 65534


def found(path: Path) -> list[str]:
    """The paths found, relative to the folder; a refusal by its message."""
    inputs = list(find_inputs(str(path)))
    return [
        one.message if isinstance(one, InputRefused) else os.path.relpath(one.path, path)
        for one in inputs
    ]


def test_a_file_is_its_bytes(tmp_path: Path) -> None:
    """The path as given and the bytes unchanged."""
    file = tmp_path / "기사.txt"
    file.write_bytes(b"\xff\x00\r\n")
    assert list(find_inputs(str(file))) == [Input(str(file), b"\xff\x00\r\n")]


def test_a_folder_is_searched_in_sorted_order(tmp_path: Path) -> None:
    """Files first, then folders; hidden files and what is no regular file are left out."""
    for name in ("b.txt", "a.html", ".hidden", "deep/er/c.txt", "deep/d", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path) == ["a.html", "b.txt", "deep/d", "deep/er/c.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "missing.txt: no such file or folder"),
        ("empty", "empty: no files in this folder"),
        ("pipe", "pipe: not a regular file"),
        ("large", "large: too large for one article: 100 MB, the limit is 100 MB"),
        ("a\0b", "cannot be read"),
        ("n" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_yielded_as_its_refusal(
    tmp_path: Path, name: str, message: str
) -> None:
    """Nothing is raised; the message names the path, the hint the next step."""
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(LARGEST_INPUT + 1)
    refused = list(find_inputs(str(tmp_path / name)))
    assert len(refused) == 1
    assert isinstance(refused[0], InputRefused)
    assert message in refused[0].message
    assert refused[0].hint


def test_a_large_file_does_not_hide_its_neighbours(tmp_path: Path) -> None:
    """The refusal comes in its turn, and the rest goes on."""
    (tmp_path / "a").write_text("x")
    (tmp_path / "c").write_text("x")
    with (tmp_path / "b").open("wb") as large:
        large.truncate(LARGEST_INPUT + 1)
    first, second, third = found(tmp_path)
    assert (first, third) == ("a", "c")
    assert "too large" in second


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that anybody may enter, read as somebody who may not read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "a").write_text("x")
    (folder / "b").write_text("x")
    (folder / "a").chmod(0)
    own = os.geteuid()
    os.seteuid(NOBODY if own == 0 else own)
    yield folder
    os.seteuid(own)
    shutil.rmtree(folder)


def test_a_forbidden_file_does_not_hide_its_neighbours(unprivileged: Path) -> None:
    """The refusal names the permission."""
    first, second = found(unprivileged)
    assert "cannot be read" in first
    assert second == "b"
