"""How long the timeline of 100,000 articles takes, beside what SQLite needs to count them.

The statement groups the same articles by agreement and round. Both are whole processes, in turns,
so that a busy moment hits both, and the start is that of the same command over an archive of one
article. The promise: at most 1.5 times the statement, and the start.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sma_cli import Archive
from sma_cli.document import Document, Input, Tags

ARTICLES = 100_000
ROUNDS = 7
LIMIT = 1.5

STATEMENT = (
    "SELECT sma, round, min(event_start), count(*) FROM articles"
    " WHERE sma IS NOT NULL AND event IS NOT NULL GROUP BY sma, event, round"
)
OUTLETS = (
    "Yonhap",
    "KBS World",
    "Korea Herald",
    "Hankyoreh",
    "Chosun Ilbo",
    "Newsis",
    "MBC",
    "SBS",
)


def fill(path: Path, chance: random.Random, *, articles: int = ARTICLES) -> None:
    """An archive of so many articles on ten rounds of twelve agreements, one in twenty wrong."""
    with Archive(path) as archive:
        first = Document("First", "The first of them.")
        archive.add(first, Tags(), Input("first", b"first"))
        with archive.transaction() as database:
            rows = (_row(number, chance) for number in range(articles))
            database.conn.executemany(
                "INSERT INTO articles (title, published, source, lang, sma, event, round,"
                " event_start, event_end, venue, sma_basis, event_basis, round_basis, dates_basis,"
                " venue_basis, words, ingested_at, body_sha256, figures, body)"
                " VALUES (?, ?, ?, 'en', ?, 'round', ?, ?, ?, ?, 'stated', 'stated', 'stated',"
                " ?, 'stated', 300, '2025-01-01T00:00:00+00:00', ?, '', ?)",
                rows,
            )


def _row(number: int, chance: random.Random) -> tuple[object, ...]:
    sma, meeting = chance.randint(1, 12), chance.randint(1, 10)
    month = f"{2000 + 2 * sma}-{meeting:02}"
    day = 10 if chance.random() < 0.95 else chance.randint(1, 20)
    body = f"Article {number}. " + "The two sides met for another round of the talks. " * 30
    return (
        f"Round {meeting} of the talks, {number}", f"{month}-{chance.randint(10, 28)}",
        chance.choice(OUTLETS), sma, meeting, f"{month}-{day:02}", f"{month}-{day + 2:02}",
        chance.choice(("Seoul",) * 9 + ("Washington",)), chance.choice(("stated", "resolved")),
        str(number), body,
    )  # fmt: skip


def seconds(command: list[str], path: Path) -> float:
    """How long a process takes."""
    begun = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"SMA_DB": str(path)}
    )
    return time.perf_counter() - begun


def main() -> int:
    """Print the times and whether the promise holds."""
    program = str(Path(sys.executable).with_name("sma"))
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder) / "sma.db", Path(folder) / "one.db"
        fill(path, random.Random(12))
        fill(small, random.Random(12), articles=1)
        times: dict[str, list[float]] = {"start": [], "timeline": [], "statement": []}
        for _ in range(ROUNDS):
            times["start"].append(seconds([program, "timeline"], small))
            times["timeline"].append(seconds([program, "timeline"], path))
            begun = time.perf_counter()
            with sqlite3.connect(path) as connection:
                connection.execute(STATEMENT).fetchall()
            connection.close()
            times["statement"].append(time.perf_counter() - begun)
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(f"{name:10} {value * 1000:8.0f} ms")
    ratio = (middle["timeline"] - middle["start"]) / middle["statement"]
    print(f"{ratio:.2f} times the statement and the start; at most {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
