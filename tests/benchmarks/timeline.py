"""How long the talks of 100,000 articles take to show, beside what SQLite needs to count them.

The statements group the same articles by agreement and round, and what is said of their sums by
sum and role. All are whole processes, in turns, so that a busy moment hits all, and the start is
that of the same command over an archive of one article. The promise: at most 1.5 times the
statement, and the start; for `sma agreements`, which shows both, of the two together.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sma_cli import Archive
from sma_cli.document import Document, Input, Tags

ARTICLES = 100_000
ROUNDS = 7
LIMIT = 1.5

STATEMENTS = {
    "timeline": "SELECT sma, round, min(event_start), count(*) FROM articles"
    " WHERE sma IS NOT NULL AND event IS NOT NULL GROUP BY sma, event, round",
    "amounts": "SELECT value, currency, role, min(published), max(published), count(*)"
    " FROM amounts JOIN articles ON id = article_id WHERE sma IS NOT NULL"
    " GROUP BY value, currency, role",
}
COUNTED = {
    "timeline": ("timeline",), "amounts": ("amounts",), "agreements": ("timeline", "amounts"),
}  # fmt: skip
# Sums are written about the more the nearer they stand to the head of the list.
SUMS = 3_000
SUMS_AN_ARTICLE = 4
ROLES = (
    ("demanded", "United States"), ("offered", "South Korea"), ("agreed", None), ("paid", None),
    (None, None),
)  # fmt: skip
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
            for number in range(2, articles + 2):
                database.conn.executemany(
                    "INSERT INTO amounts VALUES (?, ?, ?, 'USD', ?, ?, ?, 0, 40)",
                    _sums(number, chance),
                )


def _sums(article: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """What an article says of its sums, as rows of the archive."""
    for position in range(SUMS_AN_ARTICLE):
        tenths = int(SUMS ** chance.random())
        yield article, position, tenths * 10**8, f"${tenths / 10} billion", *chance.choice(ROLES)


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
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for name in COUNTED:
                times[f"start of {name}"].append(seconds([program, name], small))
                times[name].append(seconds([program, name], path))
            for name, statement in STATEMENTS.items():
                times[f"statement of {name}"].append(_counting(path, statement))
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(f"{name:24} {value * 1000:8.0f} ms")
    ratios = {name: _ratio(name, middle) for name in COUNTED}
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} times the statement and the start; at most {LIMIT}")
    return int(max(ratios.values()) > LIMIT)


def _counting(path: Path, statement: str) -> float:
    """How long SQLite takes for a statement, with opening the file."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement).fetchall()
    return time.perf_counter() - begun


def _ratio(name: str, middle: dict[str, float]) -> float:
    statements = sum(middle[f"statement of {one}"] for one in COUNTED[name])
    return (middle[name] - middle[f"start of {name}"]) / statements


if __name__ == "__main__":
    sys.exit(main())
