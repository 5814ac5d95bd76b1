"""Whether a newsroom's archive is as quick as a desk's: the next articles, and cold searches.

`python tests/benchmarks/large.py [NUMBER]` (a million if not said: an hour and 15 GB for the first
run; 10,000 is quick). The articles are those of `bulk.py`. The archive and a plain FTS5 table of
the same text are built once and kept in a folder under the folder for temporary files. Then
10,000 articles more go into a copy of that archive and into an empty one, in turns; and each
question is asked by a process of its own after the file has been put out of memory, as it is
the first time in a morning, of the archive and of the plain table. The promises: the articles a
second are at least 0.7 of those into the empty archive, a cold search takes at most 1.5 times the
plain one. Times are of the clock: what the disk takes is a part of them. The output is Markdown:
`RESULTS.md` keeps the last one.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bulk
import search

from sma_cli import Archive

RATE, COLD = 0.7, 1.5
NEXT, TURNS, ROUNDS = 10_000, 3, 7


def built(number: int) -> Path:
    """A folder with `sma.db` and `plain.db`, made where it is not there yet."""
    folder = Path(tempfile.gettempdir()) / f"sma-large-{number}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        texts = folder / "in"
        texts.mkdir(parents=True)
        bulk.write_articles(texts, number)
        taken = bulk.measured(ingesting(texts, folder / "sma.db"))
        print(f"Ingested {number / taken.seconds:.0f} a second, {taken.memory} MB at most.\n")
        bulk.plain_fts(texts, folder / "plain.db")
        shutil.rmtree(texts)
        (folder / "complete").touch()
    return folder


def ingesting(folder: Path, archive: Path) -> list[str]:
    """The command that ingests a folder."""
    return [search.PROGRAM, "ingest", str(folder), "--db", str(archive)]


def rates(large: Path) -> tuple[float, float]:
    """Articles a second that go into the large archive, and into an empty one."""
    taken: dict[str, list[float]] = {"large": [], "empty": []}
    with tempfile.TemporaryDirectory(dir=large.parent) as name:
        copy = Path(name) / "large.db"
        shutil.copyfile(large, copy)
        os.sync()  # what is still to be written of the copy is no part of ingesting
        for turn in range(1, TURNS + 1):
            texts = Path(name) / f"in{turn}"
            texts.mkdir()
            bulk.write_articles(texts, NEXT, more=turn)
            empty = Path(name) / f"empty{turn}.db"
            taken["large"].append(bulk.measured(ingesting(texts, copy)).seconds)
            taken["empty"].append(bulk.measured(ingesting(texts, empty)).seconds)
            with Archive(empty) as opened:
                assert opened.info().articles == NEXT
    return NEXT / min(taken["large"]), NEXT / min(taken["empty"])


def put_out_of_memory(path: Path) -> None:
    """Have the system forget what it keeps of a file, so that it is read from the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def cold(commands: dict[Path, list[str]]) -> list[float]:
    """Median milliseconds of each command when its file is not in memory; they take turns."""
    taken: dict[Path, list[float]] = {path: [] for path in commands}
    for _ in range(ROUNDS):
        for path, command in commands.items():
            put_out_of_memory(path)
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.PIPE)
            taken[path].append((time.perf_counter() - start) * 1000)
    return [statistics.median(times) for times in taken.values()]


def main(number: int) -> int:
    """Print the tables; 1 when a promise is broken."""
    print(f"{bulk.machine()}\n")
    folder = built(number)
    archive, plain = folder / "sma.db", folder / "plain.db"
    large, empty = rates(archive)
    print(f"Into {number:,} articles {large:.0f} a second, into none {empty:.0f}:"
          f" {large / empty:.2f} (promised {RATE}).\n")  # fmt: skip
    print("| asked for | cold, ms | plain FTS5, ms | times |\n|---|--:|--:|--:|")
    kept = large / empty >= RATE
    for case in search.cases(number):
        if case.span or case.name == "an amount":
            continue  # these articles have one month, and no sums
        commands = {archive: search.searching(archive, case), plain: search.asking(plain, case)}
        own, other = cold(commands)
        print(f"| {case.name} | {own:.0f} | {other:.0f} | {own / other:.2f} |", flush=True)
        kept &= own / other <= COLD
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000))
