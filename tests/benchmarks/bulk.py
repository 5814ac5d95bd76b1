"""How many articles a second go into an archive, how large it becomes and what memory that takes.

`python tests/benchmarks/bulk.py [NUMBER...]` (1,000 and 10,000 if not said; 100,000 takes a
while). Articles of 350 words, 70 % English and 30 % Korean, words as common as words are (the
n-th comes up once where the first comes up n times), 10 % copies with a sentence of their own.
Of processors that others keep busy, too, `ingest` gets a part: how many articles it would store
with two of them to itself is computed from the work that it did. Beside it, in the same run and
on the same text, Python's own sqlite3 with an FTS5 table alone. The output is Markdown:
`RESULTS.md` keeps the last one.
"""

import json
import os
import platform
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from sma_cli import Archive

WORDS, VOCABULARY = 350, 30_000
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호기니디리미비시이지치키티피히"


def vocabulary(chance: random.Random, letters: str, shortest: int, longest: int) -> list[str]:
    """Made-up words of these letters."""
    return [
        "".join(chance.choices(letters, k=chance.randint(shortest, longest)))
        for _ in range(VOCABULARY)
    ]


def articles(number: int, *, more: int = 0) -> Iterator[tuple[str, str]]:
    """So many headlines and bodies, always the same; with `more`, others of the same words."""
    chance = random.Random(17)
    english = vocabulary(chance, "aeioustrnlmdkp", 3, 9)
    korean = vocabulary(chance, _SYLLABLES, 2, 4)
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    if more:
        chance.seed(more)
    recent: list[str] = []
    for place in range(number):
        words = korean if chance.random() < 0.3 else english

        def sentence(words: list[str] = words) -> str:
            chosen = chance.choices(words, cum_weights=weights, k=chance.randint(12, 24))
            return f"{' '.join(chosen).capitalize()}{'다' if words is korean else ''}."

        if recent and chance.random() < 0.1:
            yield f"{sentence()[:60]} {place}", f"{chance.choice(recent)}\n\n{sentence()}"
            continue
        body = "\n\n".join(" ".join(sentence() for _ in range(3)) for _ in range(WORDS // 54))
        recent = [*recent[-50:], body]
        yield f"{sentence()[:60]} {place}", body


def write_articles(folder: Path, number: int, *, more: int = 0) -> int:
    """The articles as pasted texts, a thousand a folder; how many bytes of text."""
    size = 0
    for place, (title, body) in enumerate(articles(number, more=more)):
        inside = folder / f"{place // 1000:04}"
        inside.mkdir(exist_ok=True)
        text = f"{title}\n\nYonhap\nMay {place % 28 + 1}, 2024\n\n{body}\n"
        (inside / f"{place:07}.txt").write_text(text, "utf-8")
        size += len(text.encode())
    return size


class Measured(NamedTuple):
    """Seconds on the clock, those of processors, and the most memory (MB) that a process had."""

    seconds: float
    worked: float
    memory: int


def measured(command: list[str]) -> Measured:
    """What a command takes, with the processes that it starts."""
    start = time.perf_counter()
    script = (
        "import json, resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, check=True, text=True
    )
    worked, memory = json.loads(done.stdout)
    return Measured(time.perf_counter() - start, worked, memory // 1024)


def plain_fts(folder: Path, target: Path) -> Measured:
    """What an FTS5 table alone takes for the same files."""
    start, worked = time.perf_counter(), time.process_time()
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, body)")
        for file in sorted(folder.glob("*/*.txt")):
            title, _, body = file.read_text("utf-8").partition("\n\n")
            connection.execute("INSERT INTO t VALUES (?, ?)", (title, body))
        connection.commit()
    return Measured(time.perf_counter() - start, time.process_time() - worked, 0)


def row(number: int) -> str:
    """One line of the table."""
    program = str(Path(sys.executable).with_name("sma"))
    with tempfile.TemporaryDirectory() as name:
        folder, archive, plain = Path(name) / "in", Path(name) / "a.db", Path(name) / "plain.db"
        folder.mkdir()
        size = write_articles(folder, number)
        taken = measured([program, "ingest", str(folder), "--db", str(archive)])
        beside = plain_fts(folder, plain)
        with Archive(archive) as opened:
            stored = opened.info().articles
            assert stored == number, f"{stored} of {number} stored"
        asked = measured([program, "info", "--db", str(archive)])
        ratio, plain_ratio = archive.stat().st_size / size, plain.stat().st_size / size
    return (
        f"| {number:,} | {number / taken.seconds:.0f} | {2 * number / taken.worked:.0f} |"
        f" {number / beside.seconds:.0f} | {taken.worked / beside.worked:.1f} |"
        f" {ratio:.2f} | {plain_ratio:.2f} | {taken.memory} | {asked.seconds:.2f} |"
    )


def machine() -> str:
    """What it ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = os.getloadavg()[0]
    return (
        f"{len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {platform.system()}"
        f" {platform.machine()}, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}; load {load:.1f} before the run"
    )


def main(numbers: list[int]) -> None:
    """Print the table."""
    print(f"{machine()}\n")
    print(
        "| articles | articles/s | with two processors to itself | plain FTS5 |"
        " times its work | file / text | plain FTS5 | peak MB of a process | `sma info`, s |\n"
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for number in numbers:
        print(row(number), flush=True)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000])
