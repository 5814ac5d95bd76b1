"""The timeline of real heaps: the labelled articles without any record, right and made wrong."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from reports import Report, entries
from test_timeline_cases import TWELFTH, facts

from sma_cli.archive import Archive
from sma_cli.document import Document, Input
from sma_cli.errors import SmaError
from sma_cli.read import read
from sma_cli.record import Record
from sma_cli.tag import tag

FOLDERS = ("corpus/tagging", "corpus/tagging-fresh", "corpus/pages", "corpus/pages-fresh")
ELEVENTH = [
    ("round", 1, "2019-09-24", "2019-09-25", "Seoul"),
    ("round", 2, "2019-10-23", "2019-10-24", "Honolulu"),
    ("round", 3, "2019-11-18", "2019-11-19", "Seoul"),
    ("round", 4, "2019-12-03", "2019-12-04", "Washington"),
    ("round", 5, "2019-12-17", "2019-12-18", "Seoul"),
    ("round", 6, "2020-01-14", "2020-01-15", "Washington"),
    ("round", 7, "2020-03-17", "2020-03-19", "Los Angeles"),
    ("round", 8, "2021-02-05", "2021-02-05", "online"),
    ("round", 9, "2021-03-05", "2021-03-07", "Washington"),
    ("agreed", 9, "2021-03-07", "2021-03-07", "Washington"),
    ("initialled", None, "2021-03-18", "2021-03-18", "Seoul"),
    ("signed", None, "2021-04-08", "2021-04-08", "Seoul"),
    ("ratified", None, "2021-08-31", "2021-08-31", None),
    ("in_force", None, "2021-09-01", "2021-09-01", None),
]


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Everything that can be read of the labelled corpus, tagged without a record."""
    with Archive(tmp_path_factory.mktemp("heap") / "sma.db") as archive, archive.storing():
        for folder in FOLDERS:
            for path in sorted((ROOT / "data" / folder).iterdir()):
                if path.suffix not in (".json", ".toml"):
                    source = Input(path.name, path.read_bytes())
                    add(archive, source)
        yield archive


def add(archive: Archive, source: Input) -> None:
    """Store what can be read."""
    try:
        document = read(source)
    except SmaError:
        return
    archive.add(document, tag(document, record=Record()), source)


def test_the_eleventh_from_the_corpus_alone(heap: Archive) -> None:
    """Nine rounds and every milestone, with the right days and venues."""
    assert [facts(one) for one in heap.timeline("sma:11")] == ELEVENTH


def reports_of(archive: Archive, sma: int) -> list[Report]:
    """What each article tells that is about a happening with a day."""
    found = [archive.article(one).article for one in archive.matching(f"sma:{sma}")]
    return [
        Report(
            one.id,
            one.title,
            one.published,
            one.source or f"Outlet {one.id}",
            sma,
            one.event,
            one.round,
            one.event_start,
            one.event_end,
            one.venue,
            one.basis.get("event"),
            one.basis.get("round"),
            one.basis.get("dates"),
            one.basis.get("venue"),
            one.copy_of,
        )
        for one in found
        if one.event and one.event_start
    ]


def made_wrong(reports: list[Report], chance: random.Random) -> tuple[list[Report], set[int]]:
    """The reports, one in five of each happening's own stories about another day or venue."""
    groups: dict[tuple[Any, ...], list[Report]] = {}
    for one in reports:
        if one.copy_of is None:
            groups.setdefault((one.event, one.round if one.event == "round" else None), []).append(
                one
            )
    victims = {one.id for group in groups.values() for one in chance.sample(group, len(group) // 5)}
    wrong: dict[str, Any] = {"start": "2018-01-02", "end": "2018-01-03"}
    return [
        one._replace(**(wrong if one.venue is None or chance.random() < 0.5 else {"venue": "Jeju"}))
        if one.id in victims
        else one
        for one in reports
    ], victims


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("sma", [11, 12])
def test_one_article_in_five_may_be_wrong(heap: Archive, sma: int, seed: int) -> None:
    """Of the corpus as well: the timeline stays, and the wrong ones are conflicts."""
    reports = reports_of(heap, sma)
    before = [facts(one) for one in entries(reports)]
    assert before == (ELEVENTH if sma == 11 else TWELFTH)
    spoilt, victims = made_wrong(reports, random.Random(seed))  # noqa: S311
    found = entries(spoilt)
    assert [facts(one) for one in found] == before
    assert victims <= {n for one in found for other in one.conflicts for n in other.articles}
    assert len(victims) >= 8


THREE = (
    (
        "Eighth round of troop cost talks ends in Seoul", "2024-09-27", "en",
        "South Korea and the United States ended the eighth round of talks on the 12th Special "
        "Measures Agreement in Seoul on Friday after three days.\n\nThe first round was held in "
        "Honolulu on April 23-25. The second round took place in Seoul on May 21-23. The third "
        "round was held in Washington on June 10-12.",
    ),
    (
        "방위비 7차 회의 서울서 열려", "2024-08-28", "ko",
        "한미가 27일부터 29일까지 서울에서 제12차 방위비분담특별협정(SMA) 체결을 위한 7차 회의를 "
        "연다.\n\n앞서 5차 회의는 7월 10~12일 서울에서 열렸고, 6차 회의는 8월 12~14일 워싱턴에서 "
        "열렸다.",
    ),
    (
        "Diplomat looks back on the talks", "2024-10-20", "en",
        "A diplomat who took part in the talks on the 12th Special Measures Agreement spoke of "
        "them on Sunday.\n\nThe fourth round was held in Seoul on June 25-27.",
    ),
)  # fmt: skip


def test_three_articles_show_eight_rounds(tmp_path: Path) -> None:
    """Five of them are only mentioned, which is said; none is missing."""
    with Archive(tmp_path / "sma.db") as archive:
        for title, published, lang, body in THREE:
            document = Document(title, body, published=published, source=title[:5], lang=lang)
            archive.add(document, tag(document, record=Record()), Input(title, title.encode()))
        found = archive.timeline("sma:12")
        third = archive.timeline("round:3")
    assert [facts(one) for one in found] == TWELFTH[:8]
    told = {one.round for one in found if one.articles}
    assert told == {4, 7, 8}
    assert all(one.basis["start"] == "mentioned" for one in found if one.round not in told)
    assert third == [one for one in found if one.round == 3]
