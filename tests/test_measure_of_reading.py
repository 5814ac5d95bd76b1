"""The measure that reading is judged by is the article-extraction-benchmark's."""

import gzip
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest


def benchmark() -> Any:
    """The benchmark, which is a program and in no package."""
    path = Path(__file__).parent / "benchmarks" / "reading.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_reading", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("truth", "read", "f1"),
    [
        ("one two three four five", "one two three four five", 1.0),
        ("one two three four five", "One, two; three: four.", 0.0),
        ("one two three four five", "one two, three four!", 2 / 3),
        ("one two", "one two", 1.0),
        ("one two", "one two three", 0.0),
        ("a b c d a b c d", "a b c d", 1 / 3),
        ("한국과 미국이 회의를 열었다", "한국과 미국이 회의를 열었다.", 1.0),
        ("one two three four", "", 0.0),
    ],
)
def test_bodies_are_compared_by_runs_of_four_words(truth: str, read: str, f1: float) -> None:
    """Case counts, punctuation does not; what stands twice counts twice; few words are one run."""
    reading = benchmark()
    assert reading.f1([reading.match(truth, read)]) == pytest.approx(f1)


def test_every_page_weighs_the_same() -> None:
    """A long page that is read well does not hide a short one that is read badly."""
    reading = benchmark()
    long, short = "a b c d e " * 200, "v w x y z"
    matches = [reading.match(long, long), reading.match(short, "no such words here")]
    assert reading.precision_recall(matches) == (0.5, 0.5)


def test_a_folder_in_the_form_of_the_benchmark_is_read(tmp_path: Path) -> None:
    """Bodies by id in one file, pages packed in another place."""
    (tmp_path / "html").mkdir()
    page = "<html><body><p>Envoys met in Seoul.</p></body></html>"
    (tmp_path / "html" / "a1.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"a1": {"articleBody": "Envoys met in Seoul.", "url": "https://example.org/1"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    (found,) = benchmark().pages_with_bodies(tmp_path)
    assert (found.name, found.text, found.body) == ("a1", page, "Envoys met in Seoul.")


def test_the_text_of_a_summary_has_a_line_for_each_block() -> None:
    """Words of two blocks are not glued, those of one word are not parted."""
    html = "<div><p>one<b>two</b></p><p>three</p>four<br>five</div>"
    assert benchmark().plain_text(html).split() == ["onetwo", "three", "four", "five"]
