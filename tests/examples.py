"""The examples of the README, run as a reader would run them.

The `console` blocks are one transcript (see `transcripts.py`), run in a folder that has the
project's `data`; a number after the word is the width of a terminal. The `python` blocks run in
the same folder.

`python tests/examples.py PROGRAMS` runs them with the `sma` and `python` in that folder;
`--update` writes into the README what is printed now.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import transcripts

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

_BLOCK = re.compile(r"^```(console|python)(?: (\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[re.Match[str]]:
    """The blocks that can be run: kind, width of the terminal, content."""
    return list(_BLOCK.finditer(text))


def run(text: str, folder: Path, programs: Path) -> str:
    """The README as it goes now; raises where a `python` block fails."""
    (folder / "data").symlink_to(ROOT / "data")
    now, place = [], 0
    for block in blocks(text):
        content = block[3]
        if block[1] == "console":
            width = f"# terminal: {block[2]}\n" if block[2] else ""
            content = transcripts.updated(width + content, folder, programs)
            content = content.removeprefix(width)
        else:
            _run_python(content, folder, programs)
        now += [text[place : block.start(3)], content]
        place = block.end(3)
    return "".join((*now, text[place:]))


def _run_python(code: str, folder: Path, programs: Path) -> None:
    subprocess.run(
        [str(programs / "python"), "-W", "error", "-c", code],
        cwd=folder,
        env=transcripts.environment(folder, programs),
        stdout=subprocess.PIPE,
        check=True,
    )


def main(arguments: list[str]) -> int:
    """Compare the README with the program, or write it anew."""
    is_update = arguments[:1] == ["--update"]
    programs = Path(sys.executable).parent if is_update else Path(arguments[0]).absolute()
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        now = run(text, Path(folder), programs)
    if is_update:
        README.write_text(now, "utf-8")
    print(f"{len(blocks(text))} examples: {'as written' if now == text else 'they differ'}")
    return int(now != text and not is_update)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
