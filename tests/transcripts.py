"""Real shell sessions, written down and replayed.

A transcript is a text file of commands and what they print:

    # a comment; `# terminal: 80` runs the rest on a terminal of that width
    $ sma search zzzz
    2> sma: nothing found: zzzz
    ? 1

`$ ` a command for bash (`> ` continues it), then the lines of standard output as they are,
`2> ` those of standard error, `? ` the exit status where it is not 0. In an expected line `[..]`
stands for any text, and a line `...` for any lines. On a terminal both streams are one, and
styles are left out. All commands of a file run in one new folder, with `$ARTICLES` naming the
sample articles, also in what is printed.

`python tests/transcripts.py --update [FILE…]` writes what is printed now; read the diff.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TRANSCRIPTS = HERE / "transcripts"
ARTICLES = HERE.parent / "data" / "articles"

# A line that is written over, such as progress on a slow day.
_OVERWRITTEN = re.compile(r"\r\x1b\[K(?:[^\r\n]*(?=\r\x1b\[K))?")
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")


@dataclass
class Step:
    """One command, the width of its terminal (None: pipes), and what it prints."""

    command: str
    terminal: int | None = None
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    status: int = 0
    before: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The step as it is written down."""
        first, *rest = self.command.split("\n")
        written = [*self.before, f"$ {first}", *(f"> {line}" for line in rest), *self.out]
        written += [f"2> {line}".rstrip() for line in self.err]
        if self.status:
            written.append(f"? {self.status}")
        return "".join(f"{line}\n" for line in written)


def parse(text: str) -> list[Step]:
    """The steps of a transcript; comments and empty lines before a command stay with it."""
    steps: list[Step] = []
    before: list[str] = []
    terminal: int | None = None
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:], terminal, before=before))
            before = []
        elif line.startswith("#") or (not line and (before or not steps)):
            before.append(line)
            if line.startswith("# terminal:"):
                terminal = int(line.partition(":")[2])
        elif line.startswith("> ") and not steps[-1].out:
            steps[-1].command += f"\n{line[2:]}"
        elif line.startswith("2>"):
            steps[-1].err.append(line[3:])
        elif line.startswith("? "):
            steps[-1].status = int(line[2:])
        else:
            steps[-1].out.append(line)
    return steps


def environment(folder: Path, programs: Path) -> dict[str, str]:
    """A user with nothing set, whose home is the folder."""
    return {
        "ARTICLES": str(ARTICLES),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONWARNINGS": "error",
        "TERM": "xterm-256color",
    }


def run(step: Step, folder: Path, programs: Path) -> Step:
    """The step as it goes now."""
    if step.terminal is None:
        done = subprocess.run(
            ["bash", "-c", step.command],
            cwd=folder,
            env=environment(folder, programs),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        out, err, status = done.stdout, done.stderr, done.returncode
    else:
        out, status = on_terminal(
            step.command, folder, environment(folder, programs), columns=step.terminal
        )
        err = b""
    return Step(step.command, step.terminal, _lines(out), _lines(err), status, before=step.before)


def on_terminal(
    command: str, folder: Path, variables: dict[str, str], *, columns: int, typed: bytes = b""
) -> tuple[bytes, int]:
    """Run the command on a terminal of its own; what the screen got, and the status."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=variables,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        if typed:
            os.write(mine, typed)
        screen = b""
        while chunk := _read(mine):
            screen += chunk
    os.close(mine)
    return screen, process.returncode


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed
        return b""


def _lines(printed: bytes) -> list[str]:
    text = _OVERWRITTEN.sub("", printed.decode("utf-8", "replace"))
    text = _STYLE.sub("", text).replace("\r\n", "\n")
    text = text.replace(str(ARTICLES), "$ARTICLES")
    lines = [line.rstrip(" ") for line in text.split("\n")]
    return lines[:-1] if lines and not lines[-1] else lines


def matches(expected: list[str], printed: list[str]) -> bool:
    """Whether the lines are as expected, `[..]` and `...` standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else _line_pattern(line) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def _line_pattern(line: str) -> str:
    return r"[^\n]*".join(re.escape(part) for part in line.split("[..]"))


def replayed(text: str, folder: Path, programs: Path) -> list[tuple[Step, Step]]:
    """Each step of a transcript as written and as it goes now."""
    return [(step, run(step, folder, programs)) for step in parse(text)]


def is_same(written: Step, now: Step) -> bool:
    """Whether a step went as written."""
    return (
        matches(written.out, now.out)
        and matches(written.err, now.err)
        and written.status == now.status
    )


def updated(text: str, folder: Path, programs: Path) -> str:
    """The transcript as it goes now; steps that go as written keep their `[..]`."""
    pairs = replayed(text, folder, programs)
    return "".join((old if is_same(old, new) else new).text() for old, new in pairs)


def main(arguments: list[str]) -> None:
    """Write transcripts anew."""
    if arguments[:1] != ["--update"]:
        sys.exit("usage: transcripts.py --update [FILE...]")
    for path in [Path(name) for name in arguments[1:]] or sorted(TRANSCRIPTS.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            text = path.read_text("utf-8")
            now = updated(text, Path(folder), Path(sys.executable).parent)
        print(f"{path.name}: {'as written' if now == text else 'written anew'}")
        path.write_text(now, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
