"""How well and how fast saved pages are read, beside readability-lxml alone and trafilatura.

`python tests/benchmarks/reading.py` reads the project's own labelled pages: the share that holds
every phrase it must and none it must not, and the pages a second of each tool, in one process.
`--pages FOLDER` reads pages whose whole bodies are known, kept in the form of the
article-extraction-benchmark: `ground-truth.json` with `{id: {"articleBody": …, "url": …}}` and
`html/ID.html.gz`. The measure is that benchmark's: word 4-grams as multisets, each page weighing
the same; precision and recall are means over pages, F1 is theirs.

The promises: at least as good as the others, and, on the pages of `--pages`, from bytes to body,
and from files into an archive by the processes that `sma ingest` starts on two cores, at least
1.6 times the pages a second of readability's `summary()` alone in one process; the project's own
pages are small and dense with what must be cut, and show the other end. Tools take turns on each
page; seconds are of the processor, so that a busy machine changes little, but those of two
processes are on the clock, beside `summary()` on the clock before and after them. trafilatura is
no part of the program: `pip install 'sma-cli[bench]'` adds it.
The output is Markdown: `RESULTS.md` keeps the last one.
"""

import argparse
import gzip
import importlib
import json
import logging
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sma_cli import Archive
from sma_cli.document import Input
from sma_cli.ingest import ingest
from sma_cli.read import clean_body
from sma_cli.read.decode import decode
from sma_cli.read.markup import is_html
from sma_cli.record import load_record

RATIO = 1.6
WARMING, STARTING = 5, 200
OWN, PEER, SUMMARY = "sma", "readability-lxml", "readability-lxml, summary() alone"
DATA = Path(__file__).parent.parent.parent / "data"
SETS = ("articles", "corpus/pages", "corpus/pages-fresh", "corpus/formats")
BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "ol", "p"),
    *("pre", "section", "table", "td", "th", "tr", "ul"),
}
_TOKEN = re.compile(r"\w+")
_SHINGLE = 4

Tool = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page's bytes and text, and what is known of its article: the body, or phrases of it."""

    name: str
    data: bytes
    text: str
    body: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The shares of a page's shingles that both have, that only the tool and only the truth has."""

    both: float
    extra: float
    missed: float


def saved_page(name: str, data: bytes, **known: Any) -> SavedPage:
    """A page of these bytes; its text is what the other tools are given."""
    return SavedPage(name, data, decode(Input(name, data)).text, **known)


def labelled_pages() -> Iterator[SavedPage]:
    """The project's own pages, with the phrases of their labels."""
    for folder in (DATA / one for one in SETS):
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        for path in sorted(folder.glob("*.html")):
            label = labels.get(path.name, {})
            if "body_has" in label and is_html(path.read_bytes()[:20_000].decode("latin-1")):
                has, lacks = tuple(label["body_has"]), tuple(label["body_lacks"])
                yield saved_page(path.name, path.read_bytes(), has=has, lacks=lacks)


def pages_with_bodies(folder: Path) -> Iterator[SavedPage]:
    """Pages in the form of the article-extraction-benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, known in sorted(truth.items()):
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield saved_page(name, data, body=known.get("articleBody", ""))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The word 4-grams of a text, each as often as it occurs; of fewer words the one they make."""
    words = _TOKEN.findall(text)
    count = max(1, len(words) - _SHINGLE + 1) if words else 0
    return Counter(tuple(words[start : start + _SHINGLE]) for start in range(count))


def match(truth: str, read: str) -> Match:
    """How a body that was read agrees with the true one, in shares of all their shingles."""
    wanted, got = shingles(truth), shingles(read)
    both = (wanted & got).total()
    every = (wanted | got).total() or 1
    return Match(both / every, (got - wanted).total() / every, (wanted - got).total() / every)


def precision_recall(matches: Sequence[Match]) -> tuple[float, float]:
    """The means over the pages where there is something to be right about."""
    precise = [one.both / (one.both + one.extra) for one in matches if one.both + one.extra]
    recalled = [one.both / (one.both + one.missed) for one in matches if one.both + one.missed]
    return statistics.mean(precise or [0.0]), statistics.mean(recalled or [0.0])


def f1(matches: Sequence[Match]) -> float:
    """The harmonic mean of mean precision and mean recall."""
    precision, recall = precision_recall(matches)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def is_clean(page: SavedPage, read: str) -> bool:
    """Whether a body holds every phrase it must, and none it must not; blanks are alike."""
    body = " ".join(read.split())
    has, lacks = ([" ".join(one.split()) for one in some] for some in (page.has, page.lacks))
    return all(one in body for one in has) and not any(one in body for one in lacks)


def tools() -> dict[str, Tool]:
    """What reads a page, by name; trafilatura only where it is installed."""
    found: dict[str, Tool] = {
        OWN: lambda data, _: clean_body(data),
        PEER: lambda _, text: plain_text(summary(text)),
        SUMMARY: lambda _, text: summary(text),
    }
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        return found
    for name, options in (("", {}), (", precision", {"favor_precision": True})):
        found[f"trafilatura{name}"] = extracting_with(trafilatura.extract, options)
    return found


def extracting_with(extract: Callable[..., str | None], options: dict[str, bool]) -> Tool:
    """Trafilatura with these options, without comments, as its own benchmarks call it."""
    return lambda _, text: extract(text, include_comments=False, **options) or ""


def summary(text: str) -> str:
    """What readability-lxml takes for the article, as HTML; none where it fails."""
    from readability import Document

    try:
        return str(Document(text).summary())
    except Exception:  # it raises whatever lxml and cssselect raise
        return ""


def plain_text(html: str) -> str:
    """The text of a piece of HTML, a line for each block."""
    import lxml.html

    if not html.strip():
        return ""
    tree: Any = lxml.html.document_fromstring(html)
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return str(tree.text_content())


def read_all(
    pages: Sequence[SavedPage], using: dict[str, Tool]
) -> tuple[dict[str, list[str]], dict[str, float]]:
    """The bodies that each tool reads, and the seconds it takes; they take turns."""
    bodies: dict[str, list[str]] = {name: [] for name in using}
    seconds = dict.fromkeys(using, 0.0)
    for page in pages[:WARMING]:
        for tool in using.values():
            tool(page.data, page.text)  # loads tables and libraries
    for page in pages:
        for name, tool in using.items():
            start = time.process_time()
            bodies[name].append(tool(page.data, page.text))
            seconds[name] += time.process_time() - start
    return bodies, seconds


def seconds_to_ingest(pages: Sequence[SavedPage]) -> float:
    """How long all but the first take into an archive: read, tagged, indexed and on disk."""
    inputs = [Input(page.name, page.data) for page in pages]
    record = load_record()
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "bench.db") as archive:
        for _ in ingest(archive, inputs[:WARMING], record=record):
            pass
        start = time.process_time()
        for _ in ingest(archive, inputs[WARMING:], record=record):
            pass
        return time.process_time() - start


def seconds_by_two(pages: Sequence[SavedPage]) -> tuple[float, float]:
    """Seconds on the clock of storing all pages by two processes, and of `summary()` of them.

    What the processes take to start is measured by small inputs alone, and taken off.
    """
    record = load_record()
    small = [Input(f"small-{place}", b"<p>%d</p>" % place) for place in range(STARTING)]
    inputs = [Input(page.name, page.data) for page in pages]

    def store(inputs: Sequence[Input]) -> None:
        with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
            for _ in ingest(archive, inputs, record=record, jobs=2):
                pass

    alone = clocked(lambda: [summary(page.text) for page in pages])
    start, whole = clocked(lambda: store(small)), clocked(lambda: store([*small, *inputs]))
    again = clocked(lambda: [summary(page.text) for page in pages])
    return whole - start, (alone + again) / 2


def clocked(work: Callable[[], object]) -> float:
    """How many seconds this takes, on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quality(pages: Sequence[SavedPage], read: Sequence[str]) -> list[float]:
    """F1, precision and recall where bodies are known; else the share of clean pages."""
    if pages[0].body is None:
        return [statistics.mean(map(is_clean, pages, read))]
    matches = [match(page.body or "", body) for page, body in zip(pages, read, strict=True)]
    return [f1(matches), *precision_recall(matches)]


def print_pages(pages: Sequence[SavedPage], bodies: dict[str, list[str]]) -> None:
    """The F1 of each page by each tool, the own worst first."""
    names = [name for name in bodies if name != SUMMARY]
    rows = [
        (page.name, [f1([match(page.body or "", bodies[name][at])]) for name in names])
        for at, page in enumerate(pages)
        if page.body is not None and page.body.strip()
    ]
    print("\n" + "  ".join(names))
    for name, values in sorted(rows, key=lambda row: row[1][0]):
        print("  ".join(f"{value:.3f}" for value in values), name)


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="Quality and speed of reading saved pages.")
    parser.add_argument("--pages", type=Path, help="a folder of pages whose bodies are known")
    parser.add_argument("--each", action="store_true", help="print every page's F1 too")
    given = parser.parse_args()
    pages = list(pages_with_bodies(given.pages) if given.pages else labelled_pages())
    logging.disable(logging.ERROR)
    using = tools()
    bodies, seconds = read_all(pages, using)
    size = statistics.median(len(page.data) for page in pages) / 1000
    print(f"{len(pages)} pages, half of them over {size:.0f} kB\n")
    measures = ["F1", "precision", "recall"] if given.pages else ["clean"]
    print(f"| tool | {' | '.join(measures)} | pages/s |\n|---|{'--:|' * len(measures)}--:|")
    judged = {name: quality(pages, read) for name, read in bodies.items() if name != SUMMARY}
    for name, taken in seconds.items():
        values = [f"{one:.3f}" for one in judged.get(name, [])] or ["" for _ in measures]
        print(f"| {name} | {' | '.join(values)} | {len(pages) / taken:.1f} |")
    ingested = (len(pages) - WARMING) / seconds_to_ingest(pages)
    print(f"| sma, ingested | {' | '.join('' for _ in measures)} | {ingested:.1f} |")
    if len(using) == 3:
        print("\ntrafilatura is not installed, so it is not measured: pip install 'sma-cli[bench]'")
    read, stored = seconds[SUMMARY] / seconds[OWN], ingested * seconds[SUMMARY] / len(pages)
    by_two, alone = seconds_by_two(pages)
    promised = f"promised {RATIO} of the first and last" if given.pages else "nothing is promised"
    print(
        f"\nread {read:.2f}, ingested by one process {stored:.2f} and by two {alone / by_two:.2f}"
        f" times as fast as summary() alone; {promised}"
    )
    if given.each:
        print_pages(pages, bodies)
    best = max(values[0] for values in judged.values())
    slow = given.pages is not None and min(read, alone / by_two) < RATIO
    return int(judged[OWN][0] < best or slow)


if __name__ == "__main__":
    sys.exit(main())
