"""Where nothing is found: what is near, what no article has, and how it is said."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sma
from hypothesis import given, settings
from hypothesis import strategies as st
from small_archive import filled

from sma_cli.archive import Archive, Filters
from sma_cli.archive.hints import mistyped_fields
from sma_cli.archive.nearest import Missing
from sma_cli.archive.spelling import _distance, spellings
from sma_cli.errors import QueryError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The small archive, open for reading."""
    with filled(tmp_path_factory.mktemp("small") / "sma.db") as archive:
        yield archive


def found(archive: Archive, query: str, filters: Filters | None = None) -> list[int]:
    """The articles that the nearest query finds."""
    near = archive.nearest(query, filters=filters or Filters())
    if near is None:
        return []
    return sorted(hit.article.id for hit in archive.search(near.query, limit=None))


NEAREST = [
    # one letter, two letters, two changed places
    ("sprecht", ["Specht"], [1, 2]),
    ("spehct", ["Specht"], [1, 2]),
    ("Tramp $5 billion", ["Trump"], [1, 2]),
    ("honululu", ["Honolulu"], [7]),
    ("negotations trump", ["negotiations"], [1]),
    ("progamer", ["programmer"], [5]),
    ("cost-shearing", ["sharing"], [1, 2]),
    # Hangul: one part of a syllable, a syllable more or less
    ("스팩트", ["스펙트"], [1, 2]),
    ("드럼프", ["트럼프"], [1, 2, 5]),
    ("방위분담금", ["방위비분담금"], [2]),
    ("방위위비", ["방위비"], [1, 2, 4]),
    ("스팩트가", ["스펙트"], [1, 2]),
    # what no article has, and nothing near: the others
    ("specht zzzz", [], [1, 2]),
    ("specht qqqq zzzz", [], [1, 2]),
    ("specht zzzz -한미", [], [1]),
    ("specht zzzz sma:11", [], []),
    ("specht honolulu", [], [1, 2, 7]),
    ("trump specht honolulu", [], [1, 2]),
    ("$7 trillion trump", [], [1, 2, 5]),
    ("zzzz", [], []),
    ("sma:99", [], []),
    ("-zzzz sma:99", [], []),
    ("", [], []),
    ('"', [], []),
    # a whole sentence: what only asks is no word, what clings to a word is taken off
    ("who is zzzz", [], []),
    ("스펙트는 언제 어디에서 무엇을 말했는가", [], [1, 2]),
    ("where was the second round of the talks with Linda Specht held", [], [1]),
]


@pytest.mark.parametrize(("query", "instead", "ids"), NEAREST)
def test_what_is_near_is_found(
    archive: Archive, query: str, instead: list[str], ids: list[int]
) -> None:
    """Misspelt words give way to the nearest of the index; the most parts of a query count."""
    assert found(archive, query) == ids
    near = archive.nearest(query)
    said = [one.spellings[0] for one in near.missing if one.spellings] if near else []
    assert said == instead


def test_it_is_told_what_is_missing(archive: Archive) -> None:
    """The words that no article has, and how much of the query the articles have."""
    near = archive.nearest("specht zzzz honolulu $7 trillion")
    assert near is not None
    assert near.missing == (Missing("zzzz"), Missing("7,000,000,000,000 USD"))
    assert (near.met, near.parts) == (1, 4)


def test_exact_words_find_no_other_language(archive: Archive) -> None:
    """A near spelling is a word as it is written, too."""
    assert found(archive, "sprecht", Filters(exact=True)) == [1]
    assert found(archive, "sprecht", Filters(sma=11)) == []


def test_a_broken_query_stays_an_error(archive: Archive) -> None:
    """Looking for what is near forgives no broken field."""
    with pytest.raises(QueryError):
        archive.nearest("sma:x zzzz")


def test_looking_for_spellings_changes_nothing(tmp_path: Path) -> None:
    """The file is the same byte by byte, and the connection still cannot write."""
    with filled(tmp_path / "sma.db") as archive:
        before = archive.path.read_bytes()
        assert archive.nearest("sprecht") is not None
        with pytest.raises(sqlite3.OperationalError):
            archive._connection().execute("DELETE FROM articles")
    assert archive.path.read_bytes() == before


def test_near_spellings_while_articles_are_added(tmp_path: Path) -> None:
    """The same from a connection that writes."""
    with filled(tmp_path / "sma.db") as archive, archive.transaction():
        assert spellings(archive._connection(), "sprecht") == ["Specht"]


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=12))
def test_any_text_has_a_nearest_or_none(archive: Archive, text: str) -> None:
    """Nothing raises but QueryError, and what is said to be found is found."""
    try:
        near = archive.nearest(text)
    except QueryError:
        return
    assert near is None or archive.count(near.query) > 0


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_one_of_edits(first: str, second: str) -> None:
    """It is the same from either side, 0 for the same alone, and each edit costs one."""
    distance = _distance(first, second, 9)
    assert distance == _distance(second, first, 9)
    assert (distance == 0) == (first == second)
    assert distance <= max(len(first), len(second))
    assert distance >= abs(len(first) - len(second))
    assert _distance(f"{first}x", second, 9) <= distance + 1
    assert _distance(first, second, 1) == min(distance, 2)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("rounds:2", [("rounds", "round")]),
        ("sorce:yonhap", [("sorce", "source")]),
        ("outlet:yonhap year:2024", [("outlet", "source"), ("year", "date")]),
        ("-langs:ko", [("langs", "lang")]),
        ("Vanue:seoul", [("vanue", "venue")]),
        ("round:2 sma:12", []),
        ("http://a.kr/x", []),
        ("foo:bar", []),
        ("trump: the deal", []),
        ("12:30", []),
    ],
)
def test_a_mistyped_field_is_noticed(text: str, hints: list[tuple[str, str]]) -> None:
    """A name before a colon that is nearly a field, or that others call one."""
    assert mistyped_fields(text) == hints


def test_the_command_says_what_it_did(archived: Sma) -> None:
    """Status 0, the articles, and a line for what no article has."""
    ran = archived("search", "sprecht", "--ids")
    assert ran.status == 0
    assert ran.out == archived("search", "specht", "--ids").out
    assert ran.err == "sma: no article has 'sprecht'; searched for Specht\n"
    ran = archived("search", "specht", "zzzz", "--ids")
    assert ran.status == 0
    assert "the best have 1 of 2 parts of the query" in ran.err
    assert "no article has 'zzzz'" in ran.err
    ran = archived("search", "zzzz", "--ids")
    assert (ran.status, ran.out, ran.err) == (1, "", "sma: nothing found: zzzz\n")


def test_pages_go_on_over_near_matches(archived: Sma) -> None:
    """`--offset` counts them, and beyond the last page of exact ones nothing is near."""
    whole = archived("search", "sprecht", "--ids").out.split()
    rest = archived("search", "sprecht", "--ids", "--offset", "1").out.split()
    assert rest == whole[1:]
    assert archived("search", "specht", "--ids", "--offset", "99").status == 1
    assert archived("search", "sprecht", "--count").out == "0\n"


def test_a_query_is_explained(archived: Sma) -> None:
    """Each part on a line of standard error, with spellings, sums and fields."""
    ran = archived("search", "specht", "$5 billion", "sma:12", "-japan", "--explain", "--ids")
    assert ran.err.splitlines() == [
        "sma: understood as all of:",
        "  specht or 스펙트 or 스패크 or 스페크",
        "  5,000,000,000 USD",
        "  sma:12",
        "  not japan",
    ]
    ran = archived("search", "rounds:2", "--explain", "--count")
    assert "hint: rounds: is read as a word; did you mean round:?" in ran.err
