"""How long tagging takes: per 2,000 characters of article, as texts grow, and on hostile texts.

The promises: 2,000 characters of a labelled article take at most 5 ms (median); ten times the text
takes at most 13 times as long, up to a million characters; and no text that repeats a fragment of
what the patterns look for takes more than 2.6 times as long when it is twice as long. Two sizes of
one text take turns, and the quickest of several runs counts, by processor time, so that a busy
moment hits neither.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sma_cli.document import Document, Input
from sma_cli.read import find_inputs, read
from sma_cli.record import load_record
from sma_cli.tag import tag

MILLISECONDS, LENGTH = 5.0, 2_000
GROWTH, DOUBLING = 13.0, 2.6
RUNS = 3

DATA = Path(__file__).parent.parent.parent / "data"
RECORD = load_record()
FRAGMENTS = [
    *("제12차 ", "2차 회의 ", "제1·2차 ", "서명 ", "25~27일 ", "지난 ", "오는 25", "1조5천", "가"),
    *("12th SMA ", "second round ", "the second round of the ", "in Seoul ", "from Tuesday "),
    *(
        "June 10-",
        "agreement, ",
        "South Korean cost-sharing ",
        "$1,",
        "one-point-",
        "a",
        "? ",
        "\n",
    ),
]


def articles() -> Iterator[Document]:
    """The labelled articles, as they are read."""
    for one in find_inputs(str(DATA / "articles")):
        if isinstance(one, Input) and not one.path.endswith(".json"):
            yield read(one)


def quickest(*documents: Document, runs: int = RUNS) -> list[float]:
    """The seconds that each document takes at best, while they take turns."""
    taken: list[list[float]] = [[] for _ in documents]
    for _ in range(runs):
        for document, times in zip(documents, taken, strict=True):
            start = time.process_time()
            tag(document, record=RECORD)
            times.append(time.process_time() - start)
    return [min(times) for times in taken]


def per_length(documents: list[Document]) -> float:
    """The median milliseconds for 2,000 characters."""
    tag(documents[0], record=RECORD)  # compiles the patterns
    # All take turns, so that no sentence is remembered from the run before.
    times = quickest(*documents)
    return statistics.median(
        taken * 1000 * LENGTH / len(one.body) for one, taken in zip(documents, times, strict=True)
    )


def growth(document: Document) -> float:
    """How many times as long a million characters take as a hundred thousand."""
    small, large = (
        replace(document, body=(document.body + "\n\n") * (size // len(document.body)))
        for size in (100_000, 1_000_000)
    )
    first, second = quickest(small, large)
    return second / first


def doubling(fragment: str, lang: str) -> float:
    """How many times as long a hostile text takes when it is doubled."""
    lead = "Korea and the U.S. hold talks on the 12th SMA, 한미 방위비분담특별협정. "
    size = 100_000 // len(fragment)
    texts = (lead + fragment * size, lead + fragment * (2 * size))
    documents = (
        Document(title=lead, body=body, published="2024-05-24", lang=lang) for body in texts
    )
    first, second = quickest(*documents)
    return second / first


def main() -> int:
    """Print the times; 1 when a promise is broken."""
    documents = list(articles())
    milliseconds = {
        lang: per_length([one for one in documents if one.lang == lang]) for lang in ("en", "ko")
    }
    for lang, found in milliseconds.items():
        print(f"{lang}: {found:.2f} ms for {LENGTH:,} characters (promised {MILLISECONDS})")
    examples = {one.lang: one for one in documents}
    grown = {lang: growth(examples[lang]) for lang in ("en", "ko")}
    for lang, times in grown.items():
        print(f"{lang}: ten times the text takes {times:.1f} times as long (promised {GROWTH})")
    doubled = {(lang, one): doubling(one, lang) for lang in ("en", "ko") for one in FRAGMENTS}
    worst = max(doubled, key=lambda one: doubled[one])
    print(f"the worst of {len(doubled)} hostile texts, {worst[1]!r} in {worst[0]}, takes "
          f"{doubled[worst]:.2f} times as long when doubled (promised {DOUBLING})")  # fmt: skip
    kept = max(milliseconds.values()) <= MILLISECONDS and max(grown.values()) <= GROWTH
    return int(not kept or doubled[worst] > DOUBLING)


if __name__ == "__main__":
    sys.exit(main())
