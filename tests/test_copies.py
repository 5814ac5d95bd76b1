"""Copies: the same story is one story, however it was cut, lengthened, corrected or touched up."""

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, Sma
from hypothesis import given
from hypothesis import strategies as st
from small_archive import document, source_of
from test_retag import first_version

from sma_cli.archive import Archive
from sma_cli.archive.alike import are_far_apart, is_copy, shingles, sketch
from sma_cli.document import Document, Tags
from sma_cli.ingest import ingest
from sma_cli.read import find_inputs
from sma_cli.record import load_record

PAIRS = ROOT / "data" / "corpus" / "copies"

ENGLISH = (
    "Negotiators from South Korea and the United States closed three days of talks in Seoul on "
    "Thursday without a deal on how to share the cost of the American troops here, officials said."
    '\n\nBoth sides said they had narrowed differences over logistics support. "We explained our '
    'positions in full and listened," chief negotiator Lee Tae-woo told reporters.\n\n'
    "The current agreement, the 11th of its kind, runs to the end of 2025. Under it Seoul paid "
    "1.18 trillion won in 2021, and raised the sum each year with its defense budget.\n\n"
    "Washington is expected to host the next meeting in June, a ministry official said."
)
KOREAN = (
    "한국과 미국이 내년부터 적용할 방위비 분담금을 정하기 위한 네 번째 회의를 10일부터 12일까지 "
    "워싱턴에서 연다.\n\n외교부는 9일 이태우 대표가 이끄는 대표단이 이날 출국했다고 밝혔다. "
    "대표단에는 국방부와 기획재정부 당국자도 들어 있다.\n\n정부 관계자는 “우리 부담이 합리적인 "
    "수준이 되도록 협상하겠다”고 말했다. 양측은 군수지원 분야의 제도를 손보는 문제도 논의한다."
)
TOUCHED_UP = ENGLISH.replace("Negotiators from", "Envoys of").replace("Both", "The two")
BACKGROUND = (
    "\n\nAbout 28,500 troops are stationed in Korea. Cost-sharing agreements have been signed "
    "since 1991, and the bill has grown more than tenfold since then.\n\nAn election in November "
    "may bring a president to Washington who sees allies as customers."
)
OTHER_ENGLISH = (
    "South Korea and the United States made progress but left the hardest questions open when "
    "their defense cost talks ended in Seoul this week, the ministry said on Friday.\n\n"
    '"We explained our positions in full and listened," chief negotiator Lee Tae-woo said after '
    "the meeting, which began on Tuesday. Linda Specht left without speaking to the press.\n\n"
    "Under the 11th agreement Korea paid 1.18 trillion won in its first year."
)
OTHER_KOREAN = (
    "방위비 분담금 협상을 위해 미국을 찾은 이태우 대표는 10일 취재진에게 “우리 부담이 합리적인 "
    "수준이 되도록 협상하겠다”고 말했다.\n\n린다 스펙트 대표는 회의에 앞서 동맹의 힘을 "
    "강조했다. 회의는 12일까지 이어진다.\n\n전문가들은 올해 안에 타결될 가능성을 절반쯤으로 본다."
)


def alike(one: str, other: str, *, far_apart: bool = False) -> bool:
    """Whether one text is a copy of the other."""
    return is_copy(frozenset(shingles(one)), frozenset(shingles(other)), far_apart=far_apart)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ENGLISH, ENGLISH, True),
        (ENGLISH, ENGLISH.partition("\n\n")[0], True),
        (ENGLISH, ENGLISH + BACKGROUND, True),
        (ENGLISH, TOUCHED_UP.rpartition("\n\n")[0] + BACKGROUND, True),
        (ENGLISH, ENGLISH.upper().replace("\n\n", " ").replace('"', "”"), True),
        (ENGLISH, ENGLISH.replace("Thursday", "Friday").replace("1.18", "1.2"), True),
        (KOREAN, KOREAN.partition("\n\n")[0], True),
        (KOREAN, KOREAN.replace("네 번째", "다섯 번째").replace("10일", "11일"), True),
        (KOREAN, KOREAN.replace(" ", ""), True),
        (KOREAN, unicodedata.normalize("NFD", KOREAN), True),
        (ENGLISH, OTHER_ENGLISH, False),
        (KOREAN, OTHER_KOREAN, False),
        (ENGLISH, BACKGROUND, False),
        (ENGLISH, KOREAN, False),
        (ENGLISH, "", False),
        ("", "", False),
        ("The talks have ended.", "The talks have begun.", False),
        ("Both sides said they had narrowed differences.", ENGLISH, False),
        ("The talks have ended.", "The talks have ended!", True),
    ],
)
def test_what_is_a_copy(one: str, other: str, wanted: bool) -> None:  # noqa: FBT001
    """Cut, longer and changed versions are; other reports with the same names and words are not."""
    assert alike(one, other) is alike(other, one) is wanted


def test_the_next_round_in_the_same_words_is_no_copy() -> None:
    """Weeks later nearly everything must be the same."""
    one = "한미는 23일부터 25일까지 호놀룰루에서 방위비 협정 체결을 위한 1차 회의를 열었다."
    other = "한미는 21일부터 23일까지 서울에서 방위비 협정 체결을 위한 2차 회의를 열었다."
    assert not alike(one, other, far_apart=True)
    assert alike(one, one, far_apart=True)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("2024-05-24T11:52:00+09:00", "2024-05-23", False),
        ("2024-05-24", "2024-06-03", False),
        ("2024-05-24", "2024-06-04T08:00:00+09:00", True),
        ("2024-05-24", None, False),
        (None, None, False),
    ],
)
def test_what_is_too_far_apart(one: str | None, other: str | None, wanted: bool) -> None:  # noqa: FBT001
    """More than ten days; an unknown day is near."""
    assert are_far_apart(one, other) is are_far_apart(other, one) is wanted


TEXTS = st.text(max_size=400) | st.lists(st.sampled_from(ENGLISH.split())).map(" ".join)


@given(TEXTS, TEXTS)
def test_any_text_can_be_compared(one: str, other: str) -> None:
    """Nothing raises, order does not matter, a sketch is small and of 64 bits."""
    assert alike(one, other) == alike(other, one)
    found = sketch(shingles(one))
    assert len(found) == len(set(found)) <= 26
    assert bool(found) == bool(shingles(one)) == any(letter.isalnum() for letter in one)
    assert all(-(2**63) <= number < 2**63 for number in found)


@given(st.integers(0, 12), st.integers(1, 12))
def test_a_part_shares_most_of_its_sketch_with_the_whole(first: int, number: int) -> None:
    """So that it is found: what of the whole's sketch lies in the part is in the part's, too."""
    whole = shingles(ENGLISH + BACKGROUND)
    part = whole[first * 5 : first * 5 + number * 10]
    of_part = {number for run in part for number in sketch([run])}
    assert of_part & set(sketch(whole)[:20]) <= set(sketch(part))


def test_an_endless_text_is_compared_by_its_beginning() -> None:
    """Ten megabytes cost no more than a book."""
    words = (f"word{number}" for number in range(1_000_000))
    assert len(shingles(" ".join(words))) < 40_000


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "sma.db")


def stored(archive: Archive, body: str, *, published: str | None = "2024-05-24") -> int | None:
    """Store an article; what it is a copy of."""
    return stored_document(archive, document(f"On {body[:9]}", body, published=published))


def stored_document(archive: Archive, one: Document, tags: Tags | None = None) -> int | None:
    """The same for a whole document."""
    outcome = archive.add(one, tags or Tags(), source_of(one))
    assert (outcome.status, outcome.article is None) == ("added", False), outcome
    return outcome.article.copy_of if outcome.article else None


def test_a_copy_names_the_earliest_of_its_story(archive: Archive) -> None:
    """Never a copy: also a copy of a copy names the first."""
    assert stored(archive, ENGLISH.partition("\n\n")[0]) is None
    assert stored(archive, KOREAN) is None
    assert stored(archive, ENGLISH) == 1
    assert stored(archive, ENGLISH.partition("\n\n")[2]) == 1
    assert stored(archive, KOREAN + " 끝.") == 2
    assert stored(archive, OTHER_ENGLISH) is None
    assert stored(archive, OTHER_KOREAN) is None
    assert stored(archive, ENGLISH.replace("Seoul", "Busan"), published="2024-07-01") == 1
    assert stored(archive, ENGLISH[:250] + BACKGROUND, published="2024-08-01") is None


def test_many_copies_of_one_story_are_all_found(archive: Archive) -> None:
    """Also when more have the same words than are looked at."""
    found = [stored(archive, f"{ENGLISH}\n\nBy reporter {number}.") for number in range(150)]
    assert found == [None] + [1] * 149
    assert archive.count("negotiators") == 1
    assert archive.count("negotiators", copies=True) == 150
    (hit,) = archive.search("negotiators")
    assert hit.copies == 149


def filled(archive: Archive) -> Archive:
    """Three articles of one story (1, 2, 4) and another one (3)."""
    tags = Tags(12, "round", 2, "2024-05-21", "2024-05-23", "Seoul")
    for one in (
        document("Talks end", ENGLISH, source="Yonhap"),
        document("Talks end without deal", ENGLISH[:260], source="KBS"),
        document("More about the talks", OTHER_ENGLISH, source="Korea Herald"),
        document("Correction", f"{ENGLISH}\n\nThis corrects the venue: Honolulu.", source="VOA"),
    ):
        stored_document(archive, one, tags)
    return archive


def ids(
    archive: Archive, query: str, *, copies: bool = False, limit: int | None = None
) -> list[int]:
    """The articles that a search shows, in its order."""
    hits = archive.search(query, sort="oldest", copies=copies, limit=limit)
    return [hit.article.id for hit in hits]


def test_a_search_shows_a_story_once(archive: Archive) -> None:
    """By the article that ranks best among those that match."""
    filled(archive)
    assert ids(archive, "talks") == [1, 3]
    assert ids(archive, "talks", copies=True) == [1, 2, 3, 4]
    assert ids(archive, "source:kbs") == [2]
    assert ids(archive, "source:kbs OR source:voa") == [2]
    assert next(archive.search("deal")).article.id == 2


def test_a_correction_is_found_where_its_first_version_is_not(archive: Archive) -> None:
    """It stands for the story then, and says that there are others."""
    filled(archive)
    (hit,) = archive.search("Honolulu")
    assert (hit.article.id, hit.article.copy_of, hit.copies) == (4, 1, 2)


@pytest.mark.parametrize(
    "query", ["talks", "source:kbs OR source:voa", "sma:12", "Honolulu", "zzz"]
)
def test_counting_agrees_with_searching(archive: Archive, query: str) -> None:
    """Folded and not."""
    filled(archive)
    assert archive.count(query) == len(ids(archive, query))
    assert archive.count(query, copies=True) == len(ids(archive, query, copies=True))


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_of_a_search_are_parts_of_the_whole(archive: Archive, sort: str) -> None:
    """Whatever the page, also when all copies stand before everything else."""
    filled(archive)
    for number in range(40):
        stored(archive, f"{ENGLISH}\n\nVersion {number}.", published=f"2024-05-{number % 9 + 10}")
    for number in range(5):
        words = " ".join(f"word{number}{one}" for one in range(40))
        stored(archive, f"The talks of day {number}: {words}", published=None)
    whole = [hit.article.id for hit in archive.search("talks", sort=sort, limit=None)]  # type: ignore[arg-type]
    assert len(whole) == 7
    for limit in range(1, 9):
        for offset in range(9):
            found = archive.search("talks", sort=sort, limit=limit, offset=offset)  # type: ignore[arg-type]
            assert [hit.article.id for hit in found] == whole[offset : offset + limit]


def test_the_timeline_counts_a_story_once(archive: Archive) -> None:
    """And names every article where that is asked for."""
    filled(archive)
    (entry,) = archive.timeline()
    assert (entry.articles, entry.copies, entry.outlets) == ((1, 3), 2, 2)
    (entry,) = archive.timeline(copies=True)
    assert (sorted(entry.articles), entry.copies, entry.outlets) == ([1, 2, 3, 4], 0, 4)


def test_when_the_first_is_removed_the_next_takes_its_place(archive: Archive) -> None:
    """The story stays one story."""
    filled(archive)
    with archive.transaction() as database:
        database.execute("DELETE FROM articles WHERE id = 1")
    assert ids(archive, "talks") == [2, 3]
    assert archive.article(2).article.copy_of is None
    assert archive.article(4).article.copy_of == 2
    assert stored(archive, f"{ENGLISH}\n\nOnce more.") == 2
    with archive.transaction() as database:
        left = database.execute("SELECT count(*) FROM sketches WHERE article_id = 1").fetchone()
    assert left == (0,)


def test_a_sketch_without_its_article_is_passed_over(archive: Archive) -> None:
    """As another program may leave one that took the article away behind the triggers' back."""
    filled(archive)
    with archive.transaction() as database:
        database.execute("DROP TRIGGER articles_sketched")
        database.execute("DELETE FROM articles WHERE id IN (1, 2, 4)")
    assert stored(archive, f"{ENGLISH}\n\nOnce more.") is None


@pytest.mark.parametrize("changed", ["body", "published"])
def test_an_article_has_one_sketch(archive: Archive, changed: str) -> None:
    """However often it is read again, with another body or day; an old body is forgotten."""
    filled(archive)
    once = sketches_of(archive, 3)
    other = replace(document("More about the talks", KOREAN), published="2024-09-02")
    same = archive.document(3)
    one = replace(same, **{changed: getattr(other, changed)})
    for again in (one, same, one, same):
        archive.replace(3, again, Tags())
        assert (sketches_of(archive, 3) == once) is (again is same or changed == "published")


def sketches_of(archive: Archive, identifier: int) -> list[int]:
    """The hashes by which an article can be found."""
    with archive.transaction() as database:
        found = database.execute(
            "SELECT hash FROM sketches WHERE article_id = ? ORDER BY hash", (identifier,)
        )
        return [one for (one,) in found.fetchall()]


def test_another_body_may_be_another_story(archive: Archive) -> None:
    """An article that is read again is looked up again; the first of a story stays the first."""
    filled(archive)
    archive.replace(2, document("Talks end without deal", KOREAN), Tags())
    assert archive.article(2).article.copy_of is None
    assert stored(archive, f"{KOREAN} 끝.") == 2
    archive.replace(3, document("More about the talks", ENGLISH[:300]), Tags())
    assert archive.article(3).article.copy_of == 1
    archive.replace(1, document("Talks end", OTHER_ENGLISH), Tags())
    assert archive.article(4).article.copy_of == 1
    assert archive.article(1).article.copy_of is None


def test_the_same_body_twice_is_no_copy_but_a_duplicate(archive: Archive) -> None:
    """As before: nothing is stored twice."""
    stored(archive, ENGLISH)
    one = document("Elsewhere", ENGLISH.upper())
    assert archive.add(one, Tags(), source_of(one)).status == "duplicate"


def found_in(first: Path, second: Path, archive: Archive) -> bool:
    """Whether the second input is known as the story of the first."""
    inputs = (one for path in (first, second) for one in find_inputs(str(path)))
    one, other = ingest(archive, inputs, record=load_record(None))
    assert one.article is not None
    assert other.article is not None
    return one.article.id in (other.article.id, other.article.copy_of)


@pytest.mark.parametrize("order", [1, -1])
def test_pairs_of_the_corpus(tmp_path: Path, order: int) -> None:
    """All 25 pairs of copies are found, none of the 25 other pairs, whichever comes first."""
    for kind, wanted in (("p", 25), ("d", 0)):
        pairs = [sorted(PAIRS.glob(f"{kind}{number:02}-*"))[::order] for number in range(1, 26)]
        found = [found_in(first, second, Archive(tmp_path / first.name)) for first, second in pairs]
        assert sum(found) == wanted


def test_no_story_of_the_corpus_is_taken_for_another(archive: Archive) -> None:
    """Two hundred reports of the same talks and all the pairs together: only pairs are found."""
    folders = (PAIRS, PAIRS.parent / "tagging", ROOT / "data" / "articles")
    files = [one for folder in folders for one in sorted(folder.iterdir()) if one.suffix != ".json"]
    inputs = (one for path in files for one in find_inputs(str(path)))
    names: dict[int, str] = {}
    wrong = []
    for outcome in ingest(archive, inputs, record=load_record(None)):
        article, name = outcome.article, Path(outcome.path).name
        if article is None or outcome.status == "duplicate":
            continue
        names[article.id] = name
        if article.copy_of is not None and names[article.copy_of][:4] != name[:4]:
            wrong.append((names[article.copy_of], name))
    assert wrong == []


def test_an_archive_that_knew_no_copies_learns_them(tmp_path: Path) -> None:
    """An upgrade finds what was stored before, and keeps the archive as it was."""
    path = tmp_path / "sma.db"
    first_version(path)
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT id, title, body FROM articles").fetchall()
    ((identifier, _, body),) = kept
    with Archive(path) as archive:
        assert stored(archive, f"{body}\n\nAnd a sentence more.", published=None) == identifier
        with archive.transaction() as database:
            assert database.execute("SELECT count(*) > 1 FROM sketches").fetchone() == (1,)
    before = tmp_path / "sma.db.version-1"
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("SELECT id, title, body FROM articles").fetchall() == kept
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert before.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in tmp_path.glob("sma*")} == {"sma.db", "sma.db.version-1"}


def test_a_new_archive_has_nothing_to_keep(archive: Archive) -> None:
    """Only an upgrade leaves a copy behind."""
    stored(archive, ENGLISH)
    archive.close()
    assert [one.name for one in archive.path.parent.iterdir()] == ["sma.db"]


def test_copies_on_the_command_line(sma: Sma) -> None:
    """A story once, each article with `--copies`, and how many in the machine formats."""
    for name, body in (("a", ENGLISH), ("b", ENGLISH[:300]), ("c", OTHER_ENGLISH)):
        (sma.folder / f"{name}.txt").write_text(f"Talks {name}\n\n2024-05-24\n\n{body}\n", "utf-8")
    assert sma("ingest", "a.txt", "b.txt", "c.txt", SMA_DB="s.db").status == 0
    assert sma("search", "Seoul", "--ids", "--sort", "oldest", SMA_DB="s.db").out == "1\n3\n"
    assert sma("search", "Seoul", "--count", SMA_DB="s.db").out == "2\n"
    assert sma("search", "Seoul", "--count", "--copies", SMA_DB="s.db").out == "3\n"
    ran = sma("search", "Seoul", "--copies", "--ids", "--sort", "oldest", SMA_DB="s.db")
    assert ran.out == "1\n2\n3\n"
    assert '"copies": 1' in sma("search", "logistics", "--ndjson", SMA_DB="s.db").out
