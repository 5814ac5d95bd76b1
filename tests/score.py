"""How much of the labelled articles is read right, per field.

`python tests/score.py [SET…]` ingests the sets of labelled inputs and compares every field with
their `labels.json`. With SMA_RECORD=none it counts only what a text says by itself (basis stated
or resolved). Sets that nobody had seen when they were first read keep that first score beside
them, in `first-score.toml`: it is printed as it came out.
"""

import json
import os
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import search_score

from sma_cli import Archive
from sma_cli.answers import Detail
from sma_cli.ingest import ingest
from sma_cli.read import find_inputs
from sma_cli.record import load_record

DATA = Path(__file__).parent.parent / "data"
ARTICLES = DATA / "articles"
SETS = {
    path.parent.relative_to(DATA).as_posix(): path.parent
    for path in sorted(DATA.glob("**/labels.json"))
}

PLAIN = ("title", "published", "source", "agency", "lang")
TAGS = ("sma", "event", "round", "event_start", "event_end", "venue")
FIGURES = ("amounts", "percents")
FIELDS = (*PLAIN, *TAGS, *FIGURES, "basis", "body", "tags", "not about")

_BASIS_OF = {"event_start": "dates", "event_end": "dates"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one article: what the label says and what was read."""

    file: str
    lang: str
    field: str
    wanted: Any
    got: Any
    evidence: str = ""
    difficulty: str = ""

    @property
    def is_right(self) -> bool:
        """Whether they agree."""
        return bool(self.wanted == self.got)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How well the figures read agree with the figures labelled."""

    both: int
    wanted: int
    got: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.wanted + self.got) if self.wanted + self.got else 1.0

    def __str__(self) -> str:
        precision = self.both / self.got if self.got else 1.0
        recall = self.both / self.wanted if self.wanted else 1.0
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {self.f1:.3f}"


def read_labels(folder: Path = ARTICLES) -> dict[str, dict[str, Any]]:
    """The labels by file name."""
    labels: dict[str, dict[str, Any]] = json.loads((folder / "labels.json").read_text("utf-8"))
    return labels


def read_articles(
    folder: Path = ARTICLES, *, record: str | None = None
) -> dict[str, tuple[Detail | None, str]]:
    """Ingest the labelled files into a new archive: by name, what is stored, or the refusal.

    A record of a file of several has the name `file#3`.
    """
    stored: dict[str, tuple[Detail | None, str]] = {}
    files = dict.fromkeys(name.partition("#")[0] for name in read_labels(folder))
    with tempfile.TemporaryDirectory() as place, Archive(Path(place) / "score.db") as archive:
        inputs = (one for name in files for one in find_inputs(str(folder / name)))
        for outcome in ingest(archive, inputs, record=load_record(record)):
            detail = archive.article(outcome.article.id) if outcome.article else None
            stored[Path(outcome.path).name] = detail, outcome.error or outcome.status
    return stored


def verdicts(folder: Path = ARTICLES, *, record: str | None = None) -> list[Verdict]:
    """Every field of every article of a set."""
    articles = read_articles(folder, record=record)
    return [
        verdict
        for name, label in read_labels(folder).items()
        for verdict in _of_article(
            name, label, *articles.get(name, (None, "missing")), without=record == "none"
        )
    ]


def _of_article(
    name: str, label: dict[str, Any], detail: Detail | None, status: str, *, without: bool
) -> Iterator[Verdict]:
    inferred = {tag for tag, basis in label["basis"].items() if without and basis == "inferred"}
    lang = label["lang"]
    for field in (*PLAIN, *TAGS):
        if field in label and _BASIS_OF.get(field, field) not in inferred:
            got = getattr(detail.article, field) if detail else status
            yield Verdict(name, lang, field, label[field], got, _evidence(detail, field))
    for field in FIGURES:
        yield Verdict(name, lang, field, _figures(label, field), _figures_read(detail, field))
    if not inferred:
        wanted, got = ([_get(one, tag) for tag in TAGS] for one in (label, detail))
        yield Verdict(name, lang, "tags", wanted, got, difficulty=label.get("difficulty", ""))
        basis = dict(detail.article.basis) if detail else {}
        yield Verdict(name, lang, "basis", label["basis"], basis)
    if label["sma"] is None:
        yield Verdict(name, lang, "not about", None, detail.article.sma if detail else status)
    if "body_has" in label:
        yield Verdict(name, lang, "body", [], list(_faults(label, detail)))


def _get(one: dict[str, Any] | Detail | None, tag: str) -> Any:
    if isinstance(one, Detail):
        return getattr(one.article, tag)
    return one[tag] if one else "refused"


def _evidence(detail: Detail | None, field: str) -> str:
    tag = _BASIS_OF.get(field, field)
    found = [one.text for one in detail.evidence if one.tag == tag] if detail else []
    return " | ".join(found)


def _figures(label: dict[str, Any], field: str) -> Counter[Any]:
    if field == "percents":
        return Counter(float(one) for one in label[field])
    return Counter((one["value"], one["currency"]) for one in label[field])


def _figures_read(detail: Detail | None, field: str) -> Counter[Any]:
    if detail is None:
        return Counter()
    if field == "percents":
        return Counter(detail.article.percents)
    return Counter((one.value, one.currency) for one in detail.article.amounts)


def _faults(label: dict[str, Any], detail: Detail | None) -> Iterator[str]:
    body = detail.body if detail else ""
    yield from (f"lacks {text!r}" for text in label["body_has"] if text not in body)
    yield from (f"keeps {text!r}" for text in label["body_lacks"] if text in body)
    for text in label["body_once"]:
        if body.count(text) != 1:
            yield f"{body.count(text)} times {text!r}"


def rates(found: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """Right and all, by field."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for one in found:
        right[one.field] += one.is_right
        every[one.field] += 1
    return {field: (right[field], every[field]) for field in FIELDS if every[field]}


def overlap(found: Iterable[Verdict], field: str) -> Overlap:
    """The figures of a field over all articles, each printed one counting once."""
    of_field = [one for one in found if one.field == field]
    both = sum((one.wanted & one.got).total() for one in of_field)
    wanted = sum(one.wanted.total() for one in of_field)
    return Overlap(both, wanted, sum(one.got.total() for one in of_field))


def scores(found: list[Verdict]) -> dict[str, float]:
    """One number from 0 to 1 a field: right of all; F1 for the figures."""
    share = {field: right / every for field, (right, every) in rates(found).items()}
    return share | {field: overlap(found, field).f1 for field in FIGURES}


def first_score(folder: Path) -> dict[str, float]:
    """What a set scored when it was first read, before anything was learnt from it."""
    path = folder / "first-score.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _print_report(name: str, found: list[Verdict], first: dict[str, float]) -> None:
    languages = sorted({one.lang for one in found if one.lang in ("en", "ko")})
    columns = {lang: rates(one for one in found if one.lang == lang) for lang in languages}
    unseen = f"{'unseen':>10}" if first else ""
    print(
        f"\n{name:12} {'right of all':>16}" + "".join(f"{lang:>10}" for lang in languages) + unseen
    )
    for field, (right, every) in rates(found).items():
        shares = ("/".join(map(str, columns[lang].get(field, (0, 0)))) for lang in languages)
        row = f"{field:12} {right:4}/{every:<4}{right / every:7.3f}"
        row += "".join(f"{share:>10}" for share in shares)
        print(row + (f"{first[field]:>10.3f}" if field in first else ""))
    for field in FIGURES:
        print(f"{field}: {overlap(found, field)}")
    for difficulty in dict.fromkeys(one.difficulty for one in found if one.difficulty):
        _print_tags_of(difficulty, found, languages)
    for one in found:
        if not one.is_right:
            _print_miss(one)


def _print_tags_of(difficulty: str, found: list[Verdict], languages: list[str]) -> None:
    of_it = [one for one in found if one.difficulty == difficulty]
    shares = (
        f"{lang} {sum(one.is_right for one in of_lang)}/{len(of_lang)}"
        for lang in languages
        if (of_lang := [one for one in of_it if one.lang == lang])
    )
    print(f"tags of {difficulty} ones: {', '.join(shares)}")


def _print_miss(one: Verdict) -> None:
    wanted, got = one.wanted, one.got
    if one.field in FIGURES:
        wanted, got = list((wanted - got).elements()), list((got - wanted).elements())
    evidence = f"\n    from {one.evidence}" if one.evidence else ""
    print(f"{one.file} {one.field}:\n    wanted {wanted}\n    got    {got}{evidence}")


def _main(names: list[str]) -> None:
    sets = (*SETS, *search_score.SETS)
    for name in names or sets:
        if name not in sets:
            sys.exit(f"there is no set {name!r}: {', '.join(sets)}")
        if name in search_score.SETS:
            search_score.print_report(name, search_score.answers(name))
            continue
        found = verdicts(SETS[name], record=os.environ.get("SMA_RECORD"))
        _print_report(name, found, first_score(SETS[name]))


if __name__ == "__main__":
    _main(sys.argv[1:])
