"""How long a search takes in a large archive, beside the same question to plain FTS5.

`python tests/benchmarks/search.py [NUMBER...]` (100,000 articles if not said; 1,000 and 10,000
are quick). The articles are those of `bulk.py`, with dates over fifteen years and a sum in one of
twenty; archive and plain table are built once and kept in a folder under the folder for temporary
files. Plain FTS5 is Python's own sqlite3 with a table of titles and bodies, asked by a script
that imports typer, ranks, cuts snippets and prints as many lines. The promises: a whole
`sma search` into a pipe takes at most 1.25 times as long, inside one process at most 1.5 times;
newest first takes single milliseconds; no search takes 80 MB. Times are of the processor, which
other programs change less than those of the clock. The output is Markdown: `RESULTS.md` keeps the
last one.
"""

import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import bulk

from sma_cli import Archive
from sma_cli.article import Amount
from sma_cli.document import Document, Input, Tags

ROUNDS, INSIDE = 11, 7
WHOLE_LIMIT, INSIDE_LIMIT, NEWEST_LIMIT, MEMORY_LIMIT = 1.25, 1.5, 10.0, 80
SHOWN = 20
# What one article in so many says of money.
SUMS = {
    "The bill came to $5 billion a year.": Tags(amounts=(Amount(5 * 10**9, "USD", "$5 billion"),)),
    "요구액은 50억 달러였다.": Tags(amounts=(Amount(5 * 10**9, "USD", "50억 달러"),)),
    "A raise of 13.9 percent.": Tags(percents=(13.9,)),
}
EVERY = 20
SPAN = ("2015-03", "2015-03-01", "2015-04-01")

PROGRAM = str(Path(sys.executable).with_name("sma"))


class Case(NamedTuple):
    """One question: what `sma` is asked, and what plain FTS5 is."""

    name: str
    query: str
    plain: str
    span: tuple[str, str] | None = None


def documents(number: int) -> Iterator[Document]:
    """The articles of `bulk.py` with days and sums."""
    chance = random.Random(5)
    for title, body in bulk.articles(number):
        year, month, day = chance.randint(2010, 2024), chance.randint(1, 12), chance.randint(1, 28)
        said = f"{body}\n\n{chance.choice(list(SUMS))}" if chance.random() < 1 / EVERY else body
        lang = "en" if body[:1].isascii() else "ko"
        yield Document(title, said, published=f"{year}-{month:02}-{day:02}", lang=lang)


def built(number: int) -> Path:
    """A folder with `sma.db` and `plain.db`, made where it is not there yet."""
    folder = Path(tempfile.gettempdir()) / f"sma-search-{number}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with Archive(folder / "sma.db") as archive:
            _fill(archive, documents(number))
        _fill_plain(folder / "plain.db", documents(number))
        (folder / "complete").touch()
    with Archive(folder / "sma.db") as archive, archive.transaction():
        pass  # brings an archive of an older version up to date
    return folder


def _fill(archive: Archive, made: Iterator[Document]) -> None:
    while group := list(islice(made, 1_000)):
        with archive.storing():
            for one in group:
                tags = SUMS.get(one.body.rpartition("\n\n")[2], Tags())
                archive.add(one, tags, Input("pasted.txt", f"{one.title}\n{one.body}".encode()))


def _fill_plain(path: Path, made: Iterator[Document]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, body)")
        connection.execute("CREATE TABLE dates (id INTEGER PRIMARY KEY, published TEXT)")
        for place, one in enumerate(made, 1):
            connection.execute("INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)",
                               (place, one.title, one.body))  # fmt: skip
            connection.execute("INSERT INTO dates VALUES (?, ?)", (place, one.published))
        connection.commit()


def cases(number: int) -> list[Case]:
    """The questions: words as common and as rare as the text has them."""
    english, korean = _words(number)
    common, second, rare, hangul = english[0], english[40], english[-1], korean[20]
    first, next_ = _side_by_side(number, english[30:400])
    return [
        Case("a rare word", rare, f'"{rare}"'),
        Case("a common word", common, f'"{common}"'),
        Case("two words", f"{english[20]} {second}", f'"{english[20]}" "{second}"'),
        Case("a phrase", f'"{first} {next_}"', f'"{first} {next_}"'),
        Case("a prefix", f"{english[300][:4]}*", f'"{english[300][:4]}" *'),
        Case("an amount", "$5 billion", '"5 billion" OR "50억 달러" *'),
        Case("a Hangul word", hangul, f'"{hangul}" *'),
        Case(f"a word in {SPAN[0]}", f"{english[20]} published:{SPAN[0]}", f'"{english[20]}"',
             SPAN[1:]),
    ]  # fmt: skip


def _words(number: int) -> tuple[list[str], list[str]]:
    """English and Korean words of the articles, the commonest first; of those twice or more."""
    counted: dict[str, Counter[str]] = {"en": Counter(), "ko": Counter()}
    for one in islice(documents(number), 2_000):
        counted[one.lang].update(one.body.lower().replace(".", "").split())
    english, korean = (
        [word for word, often in counter.most_common() if often > 1 and len(word) > 2]
        for counter in counted.values()
    )
    return english, [word for word in korean if len(word) > 1 and not word.isascii()]


def _side_by_side(number: int, words: list[str]) -> tuple[str, str]:
    """Two words that some article has side by side."""
    for one in documents(number):
        found = one.body.lower().split()
        for first, following in pairwise(found):
            if first in words and following in words:
                return first, following
    raise AssertionError("no two of the words stand side by side")


_PLAIN = """
import sqlite3, sys, typer
path, match, limit, *span = sys.argv[1:]
connection = sqlite3.connect(path)
text = "SELECT t.rowid, title, snippet(t, 1, '', '', '…', 30) FROM t"
if span:
    text += " CROSS JOIN dates ON dates.id = t.rowid"
text += " WHERE t MATCH ?" + (" AND published >= ? AND published < ?" if span else "")
for row in connection.execute(f"{text} ORDER BY rank LIMIT ?", (match, *span, int(limit))):
    print(*row, sep="\\t")
"""


def plain_inside(connection: sqlite3.Connection, case: Case) -> int:
    """The same statement in this process; how many rows."""
    text = "SELECT t.rowid, title, snippet(t, 1, '', '', '…', 30) FROM t"
    text += " CROSS JOIN dates ON dates.id = t.rowid" if case.span else ""
    text += " WHERE t MATCH ?" + (" AND published >= ? AND published < ?" if case.span else "")
    values = (case.plain, *(case.span or ()), SHOWN)
    return len(connection.execute(f"{text} ORDER BY rank LIMIT ?", values).fetchall())


def taking_turns(calls: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each call; a busy moment hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds + 1):  # the first round warms the disk
        for name, call in calls.items():
            taken[name].append(call() * 1000)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def process(command: list[str]) -> Callable[[], float]:
    """A call that runs a command, reads what it prints and gives its seconds of the processor."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


def inside_one(call: Callable[[], object]) -> Callable[[], float]:
    """The same for a call in this process."""

    def run() -> float:
        start = time.process_time()
        call()
        return time.process_time() - start

    return run


def searching(archive: Path, case: Case) -> list[str]:
    """The command that asks the archive."""
    return [PROGRAM, "search", case.query, "--db", str(archive), "-n", str(SHOWN)]


def asking(plain: Path, case: Case) -> list[str]:
    """The command that asks the plain table."""
    return [sys.executable, "-c", _PLAIN, str(plain), case.plain, str(SHOWN), *(case.span or ())]


def rows(folder: Path, case: Case) -> dict[str, float]:
    """The times of one case, whole processes and inside one."""
    archive, plain = folder / "sma.db", folder / "plain.db"
    command = searching(archive, case)
    whole = taking_turns({"sma": process(command), "plain": process(asking(plain, case))}, ROUNDS)
    with Archive(archive) as opened, closing(sqlite3.connect(plain)) as connection:
        inside = taking_turns(
            {
                "sma": inside_one(lambda: list(opened.search(case.query, limit=SHOWN))),
                "plain": inside_one(lambda: plain_inside(connection, case)),
                "newest": inside_one(
                    lambda: list(opened.search(case.query, limit=SHOWN, sort="newest"))
                ),
            },
            INSIDE,
        )
        found = opened.count(case.query, copies=True)
    memory = bulk.measured(command).memory
    return {"found": found, "memory": memory, "newest": inside["newest"], "whole": whole["sma"],
            "whole / plain": whole["sma"] / whole["plain"], "inside": inside["sma"],
            "inside / plain": inside["sma"] / inside["plain"]}  # fmt: skip


def sizes(folder: Path, number: int) -> str:
    """How large the index is beside the text."""
    text = sum(len(f"{one.title}\n{one.body}".encode()) for one in documents(number))
    with closing(sqlite3.connect(folder / "sma.db")) as connection:
        (index,) = connection.execute(
            "SELECT (SELECT sum(length(block)) FROM search_index_data)"
            " + (SELECT sum(length(sz)) FROM search_index_docsize)"
        ).fetchone()
    return f"{text / 1e6:.0f} MB of text; the index is {index / text:.2f} times the text"


def report(number: int) -> bool:
    """Print the table of one size; whether every promise is kept."""
    folder = built(number)
    print(f"{number:,} articles, {sizes(folder, number)}\n")
    print(
        "| asked for | found | `sma search`, ms | / plain | inside, ms | / plain | newest, ms |"
        " peak MB |\n|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    kept = True
    for case in cases(number):
        one = rows(folder, case)
        print(
            f"| {case.name} | {one['found']:,} | {one['whole']:.0f} | {one['whole / plain']:.2f} |"
            f" {one['inside']:.1f} | {one['inside / plain']:.2f} | {one['newest']:.1f} |"
            f" {one['memory']} |",
            flush=True,
        )
        kept &= one["whole / plain"] <= WHOLE_LIMIT and one["inside / plain"] <= INSIDE_LIMIT
        kept &= one["newest"] < NEWEST_LIMIT and one["memory"] < MEMORY_LIMIT
    print()
    return kept


def main(numbers: list[int]) -> int:
    """Print the tables; 1 when a promise is broken."""
    print(f"{bulk.machine()}\n")
    kept = [report(number) for number in numbers]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]] or [100_000]))
