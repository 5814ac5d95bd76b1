"""What is read of the labelled articles stays as good as it was."""

import tomllib
from pathlib import Path

import pytest
import score

FLOOR = tomllib.loads((Path(__file__).parent / "floor.toml").read_text("utf-8"))


RECORDS = {"with record": None, "without": "none"}


def test_every_set_has_floors() -> None:
    """No set of labelled inputs is forgotten, and no floor is for a field that is not."""
    assert set(FLOOR) == set(score.SETS)
    assert all(set(floors) <= set(score.FIELDS) for floors in FLOOR.values())


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
