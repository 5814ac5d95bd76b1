"""The files behind a path, one after another, so that a broken one never hides its neighbours."""

from collections.abc import Iterator
from pathlib import Path

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read.limits import LARGEST_INPUT
from sma_cli.read.split import split


def find_inputs(path: str, *, largest: int = LARGEST_INPUT) -> Iterator[Input | InputRefused]:
    """The inputs in the files at `path`: itself, or a folder's, recursively and in sorted order.

    A file of many records is as many inputs, `path#1` and so on; `largest` is the size of one.

    Hidden files and what is no regular file are left out of folders. A file that cannot be read
    is yielded as the error that says why, when its turn comes; nothing is raised.
    """
    root = Path(path)
    try:
        if root.is_dir():
            yield from _find_in_folder(root, largest)
        else:
            yield from _load(root, largest)
    except (OSError, ValueError) as error:
        yield _unreadable(root, error)


def count_files(path: str) -> int:
    """How many files `find_inputs` would open; a file of many records counts once."""
    try:
        root = Path(path)
        return sum(1 for _ in _walk(root)) if root.is_dir() else 1
    except (OSError, ValueError):
        return 1


def _find_in_folder(root: Path, largest: int) -> Iterator[Input | InputRefused]:
    found = False
    for file in _walk(root):
        found = True
        if isinstance(file, InputRefused):
            yield file
        else:
            yield from _load(file, largest)
    if not found:
        yield InputRefused(
            f"{root}: no files in this folder",
            hint="name a file, or a folder that holds some",
            path=str(root),
        )


def _walk(folder: Path) -> Iterator[Path | InputRefused]:
    """The regular files under `folder`; links to folders are not followed, so it always ends."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
        except OSError as error:
            yield _unreadable(here, error)
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (entry for entry in visible if entry.is_file())
        folders = [entry for entry in visible if entry.is_dir() and not entry.is_symlink()]
        waiting.extend(reversed(folders))


def _load(file: Path, largest: int) -> Iterator[Input | InputRefused]:
    try:
        if file.exists() and not file.is_file():
            yield InputRefused(
                f"{file}: not a regular file", hint="pipe it and ingest `-`", path=str(file)
            )
            return
        with file.open("rb") as stream:
            yield from split(stream, str(file), largest=largest, size=file.stat().st_size)
    except (OSError, ValueError) as error:
        yield _unreadable(file, error)


def _unreadable(path: Path, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return InputRefused(
            f"{path}: no such file or folder", hint="check the path", path=str(path)
        )
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputRefused(
        f"{path}: cannot be read: {reason or error}", hint="check its permissions", path=str(path)
    )
