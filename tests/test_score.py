"""What is read of the labelled articles stays as good as it was."""

import tomllib
from pathlib import Path

import pytest
import score
import search_score

FLOOR = tomllib.loads((Path(__file__).parent / "floor.toml").read_text("utf-8"))


RECORDS = {"with record": None, "without": "none"}


def test_every_set_has_floors() -> None:
    """No set of labelled inputs is forgotten, and no floor is for a field that is not."""
    assert set(FLOOR) == {*score.SETS, *search_score.SETS}
    assert all(set(FLOOR[name]) <= set(score.FIELDS) for name in score.SETS)
    assert all(set(FLOOR[name]) == set(search_score.MEASURES) for name in search_score.SETS)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", score.SETS)
def test_no_field_falls_under_its_floor(name: str, record: str) -> None:
    """Every field of the labelled inputs is read at least as well as the floor says.

    Without a record of past negotiations, of what the text says by itself.
    """
    reached = score.scores(score.verdicts(score.SETS[name], record=RECORDS[record]))
    assert {
        field: reached[field] for field in FLOOR[name] if reached[field] < FLOOR[name][field]
    } == {}
    assert set(reached) == set(FLOOR[name])


@pytest.mark.parametrize("name", score.SETS)
def test_every_label_has_a_file_and_every_file_a_label(name: str) -> None:
    """The labels name just the files beside them."""
    beside = {"labels.json", "first-score.toml"}
    files = {one.name for one in score.SETS[name].iterdir() if one.is_file()} - beside
    assert {label.partition("#")[0] for label in score.read_labels(score.SETS[name])} == files


def test_a_wrong_value_counts() -> None:
    """The score can fall: a field that differs is not right."""
    good = score.Verdict("a.txt", "en", "venue", "Seoul", "Seoul")
    bad = score.Verdict("b.txt", "en", "venue", "Seoul", None)
    assert score.rates([good, bad])["venue"] == (1, 2)


@pytest.mark.parametrize("name", search_score.SETS)
def test_no_measure_of_search_falls_under_its_floor(name: str) -> None:
    """The labelled queries find what they found."""
    reached = search_score.scores(search_score.answers(name))
    assert {one: reached[one] for one in FLOOR[name] if reached[one] < FLOOR[name][one]} == {}


@pytest.mark.parametrize("name", search_score.SETS)
def test_labels_of_queries_name_files_that_are_there(name: str) -> None:
    """Each query once, of a known kind, with something to find, graded one way."""
    queries = search_score.read(search_score.SETS[name])["query"]
    known = set(search_score.files())
    for one in queries:
        exact, useful = one["exact"], one.get("useful", [])
        assert exact
        assert {*exact, *useful} <= known
        assert len({*exact, *useful}) == len(exact) + len(useful)
        assert one["kind"] in search_score.KINDS
    assert len({one["text"] for one in queries}) == len(queries)


def test_queries_of_every_kind_are_labelled() -> None:
    """At least eighty, and some of each kind cross languages or come from people who misspell."""
    queries = search_score.read(search_score.SETS["search"])["query"]
    assert len(queries) >= 80
    assert {one["kind"] for one in queries} == set(search_score.KINDS)
    assert sum(one.get("crosses", False) for one in queries) >= 30


def test_measures_of_a_query() -> None:
    """The best order scores 1; what is missing or stands too low counts."""
    grades = {"articles/en-01.txt": 2, "articles/ko-01.txt": 1}

    def found(*names: str) -> search_score.Asked:
        return search_score.Asked("talks", "english", grades, names, crosses=True)

    best = found("articles/en-01.txt", "articles/ko-01.txt", "articles/en-02.html")
    assert (best.ndcg, best.recall, best.across) == (1, 1, 1)
    turned = found("articles/ko-01.txt", "articles/en-01.txt")
    assert 0 < turned.ndcg < 1
    assert (turned.recall, turned.across) == (1, 1)
    one = found("articles/en-01.txt")
    assert (one.recall, one.across) == (0.5, 0)
    assert found().ndcg == 0
