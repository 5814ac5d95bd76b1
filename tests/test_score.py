"""What is read of the labelled articles stays as good as it was."""

import tomllib
from pathlib import Path

import pytest
import score

FLOOR = tomllib.loads((Path(__file__).parent / "floor.toml").read_text("utf-8"))


@pytest.fixture(scope="module", params=[None, "none"], ids=["with record", "without"])
def reached(request: pytest.FixtureRequest) -> dict[str, float]:
    """The score of every field; without a record, of what the text says by itself."""
    return score.scores(score.verdicts(record=request.param))


def test_every_field_has_a_floor() -> None:
    """No field is forgotten, and no floor is for a field that is not."""
    assert set(FLOOR) == set(score.FIELDS)


@pytest.mark.parametrize("field", score.FIELDS)
def test_no_field_falls_under_its_floor(field: str, reached: dict[str, float]) -> None:
    """Every field of the labelled articles is read at least as well as the floor says."""
    assert reached[field] >= FLOOR[field]


def test_every_label_has_an_article_and_every_article_a_label() -> None:
    """The labels name just the files beside them."""
    files = {one.name for one in score.ARTICLES.iterdir() if one.name != "labels.json"}
    assert set(score.read_labels()) == files


def test_a_wrong_value_counts() -> None:
    """The score can fall: a field that differs is not right."""
    good = score.Verdict("a.txt", "en", "venue", "Seoul", "Seoul")
    bad = score.Verdict("b.txt", "en", "venue", "Seoul", None)
    assert score.rates([good, bad])["venue"] == (1, 2)
