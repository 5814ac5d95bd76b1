"""Sentences, as tags, sums and the page take them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.sentences import sentence_at, sentences

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("The U.S. side left. It was late.", ["The U.S. side left.", "It was late."]),
    ("양측은 5.8% 올렸다. 협상은 끝났다.", ["양측은 5.8% 올렸다.", "협상은 끝났다."]),
    ("회의는 2024. 5. 24에 끝났다. 끝.", ["회의는 2024. 5. 24에 끝났다.", "끝."]),
    ("It ended in 2025. The next began.", ["It ended in 2025.", "The next began."]),
    ("No end\n\n다음 문단", ["No end", "다음 문단"]),
    ('"Pay more." He left.', ['"Pay more."', "He left."]),
    ("  \n ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    """An abbreviation or a date with points ends none; a line ends every one."""
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet='aB다. !?\n"”U.S2', max_size=80), st.integers(0, 79))
def test_every_place_is_in_one_sentence_or_in_none(text: str, place: int) -> None:
    """The sentence of a place is one of all, and holds the place unless a blank does."""
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    start, end = sentence_at(text, place)
    if start < end:
        assert not text[start].isspace()
        assert "\n" not in text[start:end]
    if place < len(text) and not text[place].isspace():
        assert start <= place < end
