"""What a sum may be written as, to be found near other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.archive.figures import figures
from sma_cli.archive.notations import notations
from sma_cli.archive.query import Figure
from sma_cli.archive.words import prepared


@pytest.mark.parametrize(
    ("term", "texts"),
    [
        (
            "usd5000000000",
            ["$5 billion", "US$5bn", "five billion dollars", "50억 달러", "50억달러"],
        ),
        ("krw1038900000000", ["1조389억원", "1조 389억 원", "1.0389 trillion won"]),
        ("krw1183300000000", ["1조1833억원", "1조1천833억원", "1조1,833억원"]),
        ("krw830500000000", ["8305억원", "8천305억원", "W830.5 billion"]),
        ("n800000000000", ["8000억", "8천억", "800 billion"]),
        ("usd28500", ["$28,500", "28.5 thousand dollars", "2만8500달러"]),
        ("usd7", ["$7"]),
        ("p13900", ["13.9%", "13.9 percent", "13.9퍼센트"]),
        ("p8000", ["8 percent"]),
    ],
)
def test_the_words_of_a_sum_are_in_the_text(term: str, texts: list[str]) -> None:
    """Each way to write it has one of the notations in it, side by side."""
    found = [" ".join(one.words) for one in notations(Figure(term))]
    for text in texts:
        words = f" {prepared(text)}"
        assert any(f" {one}" in words for one in found), text


@given(st.integers(1, 10**14 - 1))
def test_a_sum_of_any_size_has_few_notations(number: int) -> None:
    """Also one that no magnitude makes short; what a Korean notation says is the sum itself."""
    value = number * 10**4
    found = notations(Figure(f"n{value}"))
    assert 1 <= len(found) <= 20
    assert [term for _, _, term in figures("".join(found[-1].words))] == [f"n{value}"]
