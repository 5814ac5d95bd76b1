"""The files behind a path, one after another, so that a broken one never hides its neighbours."""

from collections.abc import Iterator
from pathlib import Path

from sma_cli.document import Input
from sma_cli.errors import InputRefused

# Far above any article, far below what would hurt: a saved page with inlined pictures is 10 MB.
LARGEST_INPUT = 20 * 1024 * 1024


def find_inputs(path: str) -> Iterator[Input | InputRefused]:
    """The readable files at `path`: itself, or a folder's, recursively and in sorted order.

    Hidden files and what is no regular file are left out of folders. A file that cannot be read
    is yielded as the error that says why, when its turn comes; nothing is raised.
    """
    root = Path(path)
    try:
        if root.is_dir():
            yield from _find_in_folder(root)
        else:
            yield _load(root)
    except (OSError, ValueError) as error:
        yield _unreadable(root, error)


def _find_in_folder(root: Path) -> Iterator[Input | InputRefused]:
    found = False
    for file in _walk(root):
        found = True
        yield file if isinstance(file, InputRefused) else _load(file)
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


def _load(file: Path) -> Input | InputRefused:
    try:
        if file.exists() and not file.is_file():
            return InputRefused(
                f"{file}: not a regular file", hint="pipe it and ingest `-`", path=str(file)
            )
        size = file.stat().st_size
        if size > LARGEST_INPUT:
            return too_large(str(file), size)
        with file.open("rb") as stream:
            data = stream.read(LARGEST_INPUT + 1)
    except (OSError, ValueError) as error:
        return _unreadable(file, error)
    return Input(str(file), data)


def too_large(path: str, size: int) -> InputRefused:
    """The refusal of an input of `size` bytes; it names the size and the limit."""
    return InputRefused(
        f"{path}: too large for one article: {size / 1024**2:.1f} MB, "
        f"the limit is {LARGEST_INPUT // 1024**2} MB",
        hint="split it into one file an article",
        path=path,
    )


def _unreadable(path: Path, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return InputRefused(
            f"{path}: no such file or folder", hint="check the path", path=str(path)
        )
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputRefused(
        f"{path}: cannot be read: {reason or error}", hint="check its permissions", path=str(path)
    )
