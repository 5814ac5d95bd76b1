"""How well the labelled queries find their articles.

`data/corpus/queries*.toml` name, for each query, the articles that answer it exactly and those
worth a look. They are asked of an archive of all articles that the files may name, as a user
types them. Three measures, each from 0 to 1:

- `nDCG@10`: whether what is best stands first (an exact answer counts three times a useful one);
- `recall@20`: how much of what is relevant, or of twenty, is among the first twenty;
- `across@20`: the same for queries that cross, of what is in the other language.

A file that nobody had seen when it was first asked keeps that score in a table `first_score`.
"""

import json
import math
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sma_cli import Archive
from sma_cli.article import Hit
from sma_cli.errors import QueryError
from sma_cli.ingest import ingest
from sma_cli.read import find_inputs
from sma_cli.record import load_record

DATA = Path(__file__).parent.parent / "data"
FOLDERS = ("articles", "corpus/tagging", "corpus/pages")
SETS = {path.stem.replace("queries", "search"): path for path in DATA.glob("corpus/queries*.toml")}
KINDS = ("english", "korean", "amount", "mixed", "misspelt", "question")
MEASURES = ("nDCG@10", "recall@20", "across@20")
FIRST, SHOWN = 10, 20
EXACT, USEFUL = 2, 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the grades of what is relevant to it by file, and the files that it found."""

    text: str
    kind: str
    grades: dict[str, int]
    found: tuple[str, ...]
    crosses: bool = False

    @property
    def ndcg(self) -> float:
        """How near the order of the first ten is to the best there is."""
        gains = [2 ** self.grades.get(name, 0) - 1 for name in self.found[:FIRST]]
        best = sorted((2**grade - 1 for grade in self.grades.values()), reverse=True)[:FIRST]
        return _discounted(gains) / _discounted(best)

    @property
    def recall(self) -> float:
        """How much of what is relevant is among the first twenty."""
        return _recall(set(self.grades), self.found)

    @property
    def across(self) -> float | None:
        """The same for what is in the other language; None where nothing is wanted of it."""
        others = {name for name in self.grades if language(name) != language(self.text)}
        return _recall(others, self.found) if self.crosses and others else None


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _recall(wanted: set[str], found: tuple[str, ...]) -> float:
    return len(wanted & set(found[:SHOWN])) / min(len(wanted), SHOWN)


def language(text: str) -> str:
    """The language of a query, or of a file by its name."""
    is_korean = any("가" <= letter <= "힣" for letter in text) or "/ko-" in text
    return "ko" if is_korean else "en"


def files() -> list[str]:
    """Every file that a label may name."""
    return [
        f"{folder}/{name}"
        for folder in FOLDERS
        for name in json.loads((DATA / folder / "labels.json").read_text("utf-8"))
        if "#" not in name
    ]


def filled(path: Path) -> tuple[Archive, dict[int, str]]:
    """An archive of all articles, and the file of each by its id."""
    archive = Archive(path)
    names: dict[int, str] = {}
    inputs = ((name, one) for name in files() for one in find_inputs(str(DATA / name)))
    for name, one in inputs:
        (outcome,) = ingest(archive, [one], record=load_record(None))
        if outcome.article is not None:
            names.setdefault(outcome.article.id, name)
    return archive, names


def asked(path: Path, archive: Archive, names: dict[int, str]) -> Iterator[Asked]:
    """Each query of a file with what it finds."""
    for one in read(path)["query"]:
        grades = dict.fromkeys(one.get("useful", ()), USEFUL)
        grades |= dict.fromkeys(one["exact"], EXACT)
        found = tuple(names[hit.article.id] for hit in _hits(archive, one["text"], one["kind"]))
        crosses = one.get("crosses", False)
        yield Asked(one["text"], one["kind"], grades, found, crosses=crosses)


def _hits(archive: Archive, text: str, kind: str) -> list[Hit]:
    """What `sma search` shows, with `--any` for a question: where nothing is found, the nearest."""
    is_question = kind == "question"
    try:
        found = list(archive.search(text, limit=SHOWN, shown="none", any=is_question))
    except QueryError:
        return []
    near = None if found else archive.nearest(text)
    return list(archive.search(near.query, limit=SHOWN, shown="none")) if near else found


def read(path: Path) -> dict[str, Any]:
    """A file of labelled queries."""
    return tomllib.loads(path.read_text("utf-8"))


def answers(name: str) -> list[Asked]:
    """The queries of a set, asked of a new archive."""
    with tempfile.TemporaryDirectory() as folder:
        archive, names = filled(Path(folder) / "search.db")
        with archive:
            return list(asked(SETS[name], archive, names))


def scores(found: Iterable[Asked]) -> dict[str, float]:
    """The mean of each measure."""
    every = list(found)
    values = (
        [one.ndcg for one in every],
        [one.recall for one in every],
        [one.across for one in every if one.across is not None],
    )
    return {
        measure: sum(numbers) / len(numbers)
        for measure, numbers in zip(MEASURES, values, strict=True)
        if numbers
    }


def print_report(name: str, found: list[Asked]) -> None:
    """The means by kind of query, and the queries that are not answered at their best."""
    first = read(SETS[name]).get("first_score", {})
    print(f"\n{name:12} {'queries':>8}" + "".join(f"{measure:>11}" for measure in MEASURES))
    for kind in ("all", *KINDS):
        of_kind = [one for one in found if kind in ("all", one.kind)]
        if of_kind:
            reached = scores(of_kind)
            cells = "".join(f"{reached.get(one, math.nan):>11.3f}" for one in MEASURES)
            print(f"{kind:12} {len(of_kind):>8}{cells}")
    if first:
        print(f"{'unseen':12} {'':>8}" + "".join(f"{first[one]:>11.3f}" for one in MEASURES))
    for one in found:
        if one.ndcg < 1 or one.recall < 1:
            _print_miss(one)


def _print_miss(one: Asked) -> None:
    print(f"{one.text!r}: nDCG@10 {one.ndcg:.3f}, recall@20 {one.recall:.3f}")
    missed = [name for name in one.grades if name not in one.found[:SHOWN]]
    if missed:
        print(f"    lacks {' '.join(missed)}")
    if one.ndcg < 1:
        graded = (f"{name}={one.grades.get(name, 0)}" for name in one.found[:FIRST])
        print(f"    first {' '.join(graded)}")
