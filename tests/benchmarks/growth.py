"""How much longer an article takes to ingest when the archive has become large.

Two archives, one of 1,000 articles and one of 100,000, take the same new articles in turns, each
on disk before the next, so that a busy moment hits both. The promise: the large one takes at most
1.5 times as long. The articles are made of words as common as words are (the n-th comes up once
where the first comes up n times), with sentences that many of them share.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path

from sma_cli import Archive
from sma_cli.document import Document, Input, Tags
from sma_cli.ingest import ingest
from sma_cli.record import Record, load_record

SMALL, LARGE = 1_000, 100_000
ROUNDS = 600
LIMIT = 1.5

VOCABULARY, STOCK, WORDS = 30_000, 40, 330


def sentences(chance: random.Random) -> Callable[[int], str]:
    """A function that makes a sentence of so many words."""
    letters = "aeioustrnlmdkp"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(VOCABULARY)]
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    return lambda number: f"{' '.join(chance.choices(words, cum_weights=weights, k=number))}."


def documents(chance: random.Random) -> Iterator[Document]:
    """Articles without an end, each with three sentences that others have, too."""
    sentence = sentences(chance)
    stock = [sentence(22).capitalize() for _ in range(STOCK)]
    while True:
        own = [sentence(chance.randint(10, 30)).capitalize() for _ in range(WORDS // 20)]
        body = [*own, *chance.sample(stock, 3)]
        chance.shuffle(body)
        day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield Document(sentence(8).capitalize(), "\n\n".join(body), published=day, lang="en")


def fill(archive: Archive, made: Iterator[Document], number: int) -> None:
    """Store so many articles in one transaction, in the archive that the first one makes."""
    first = next(made)
    archive.add(first, Tags(), as_input(first))
    with archive.transaction():
        for document in islice(made, number - 1):
            archive.add(document, Tags(), as_input(document))


def as_input(document: Document) -> Input:
    """The document as a pasted text."""
    text = f"{document.title}\n\n{document.published} 10:00\n\n{document.body}\n"
    return Input("pasted.txt", text.encode())


def seconds(archive: Archive, source: Input, record: Record) -> float:
    """How long one article takes, from its bytes to the disk."""
    start = time.perf_counter()
    (outcome,) = ingest(archive, [source], record=record)
    taken = time.perf_counter() - start
    assert outcome.status == "added"
    return taken


def main() -> int:
    """Print the times; 1 when the promise is broken."""
    made, record = documents(random.Random(5)), load_record(None)
    taken: dict[int, list[float]] = {SMALL: [], LARGE: []}
    with tempfile.TemporaryDirectory() as folder:
        archives = {size: Archive(Path(folder) / f"{size}.db") for size in taken}
        for size, archive in archives.items():
            with archive:  # closing it writes the log into the file
                fill(archive, made, size)
        for _ in range(ROUNDS):
            source = as_input(next(made))
            for size, archive in archives.items():
                taken[size].append(seconds(archive, source, record))
        for archive in archives.values():
            archive.close()
    for size, times in taken.items():
        mean, median = statistics.mean(times) * 1000, statistics.median(times) * 1000
        print(f"beyond {size:7,} articles: {mean:.2f} ms an article, median {median:.2f}")
    ratio = statistics.mean(taken[LARGE]) / statistics.mean(taken[SMALL])
    print(f"\ningesting grows {ratio:.2f} times, promised {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
