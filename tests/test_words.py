"""Values in words, and text that cannot hurt a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.article import Amount
from sma_cli.view import words


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st")],
)
def test_ordinals(number: int, said: str) -> None:
    """Agreements are counted as English counts."""
    assert words.ordinal(number) == said


@pytest.mark.parametrize(
    ("sma", "event", "number", "said"),
    [
        (12, "round", 2, "12th SMA, round 2"),
        (12, "round", None, "12th SMA, a round"),
        (12, "in_force", None, "12th SMA, in force"),
        (12, "agreed", 8, "12th SMA, agreed in round 8"),
        (11, None, None, "11th SMA"),
        (11, None, 3, "11th SMA, round 3"),
        (None, None, None, ""),
    ],
)
def test_what_an_article_is_about(
    sma: int | None, event: str | None, number: int | None, said: str
) -> None:
    """Agreement, event and round read as one phrase."""
    assert words.about(sma, event, number) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-21", "2024-05-23", "2024-05-21 – 2024-05-23"),
        ("2024-10-04", "2024-10-04", "2024-10-04"),
        ("2026-01-01", None, "2026-01-01 –"),
        (None, None, ""),
    ],
)
def test_spans(start: str | None, end: str | None, said: str) -> None:
    """A day stands once, and an open end stays open."""
    assert words.span(start, end) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ((5_000_000_000, "USD"), "$5 billion"),
        ((1_030_000_000, "USD"), "$1.03 billion"),
        ((1_038_900_000_000, "KRW"), "₩1.0389 trillion"),
        ((999, "JPY"), "¥999"),
        ((2_500_000, "GBP"), "GBP 2.5 million"),
        ((1_000_001, "USD"), "$1.000001 million"),
    ],
)
def test_sums_are_exact(amount: tuple[int, str], said: str) -> None:
    """A sum in words loses no digit."""
    assert words.money(Amount(*amount, text="")) == said


def test_a_narrow_column_has_short_words() -> None:
    """The same digits, other words."""
    assert words.short_money(Amount(1_038_900_000_000, "KRW", "")) == "₩1.0389tn"
    assert words.short_money(Amount(141_200_000, "USD", "")) == "$141.2m"
    assert words.short_money(Amount(999, "GBP", "")) == "GBP 999"


@given(st.integers(1, 10**18), st.sampled_from(["USD", "KRW", "JPY"]))
def test_a_sum_in_words_reads_back(value: int, currency: str) -> None:
    """Whatever the sum, its words say just that sum."""
    from sma_cli.money import find_amounts

    said = words.money(Amount(value, currency, ""))
    digits, _, magnitude = said[1:].partition(" ")
    power = {"trillion": 12, "billion": 9, "million": 6, "": 0}[magnitude]
    whole, _, fraction = digits.replace(",", "").partition(".")
    assert int(whole + fraction.ljust(power, "0")) == value
    assert isinstance(find_amounts(said), list)


def test_each_sum_stands_once() -> None:
    """Sums and percentages are listed without repeats, in order."""
    five = Amount(5, "USD", "$5")
    assert words.sums([five, Amount(6, "USD", "$6"), five]) == "$5, $6"
    assert words.percentages([13.9, 8.0, 13.9]) == "13.9%, 8%"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-05-24T11:52:00+09:00", "2024-05-24 11:52 +09:00"),
        ("2024-05-24", "2024-05-24"),
        (None, ""),
    ],
)
def test_clock(moment: str | None, said: str) -> None:
    """A moment keeps its precision and its zone."""
    assert words.clock(moment) == said
    assert words.day(moment) == said[:10]


def test_the_ends_of_a_body_are_whole_words() -> None:
    """A short body is all beginning; words longer than an end are cut."""
    assert words.ends("One.\n\nTwo.") == ("One. Two.", "")
    begins, ends = words.ends("gone " * 40 + "away")
    assert set(begins.split()) == {"gone"}
    assert set(ends.split()) == {"gone", "away"}
    assert words.ends("협" * 300) == ("협" * 60, "협" * 60)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 byte"), (999, "999 bytes"), (2_345_678, "2.3 MB")]
)
def test_sizes(number: int, said: str) -> None:
    """Bytes are rounded for people."""
    assert words.size(number) == said


@given(st.text())
def test_a_line_is_one_line_that_moves_no_cursor(text: str) -> None:
    """No text breaks a row, hides what follows or turns its direction."""
    said = words.line(text)
    assert len(said.splitlines()) <= 1
    assert not any(unicodedata.category(one) == "Cc" for one in said)
    assert not set("\u202e\u2066\u200f") & set(said)


@given(st.text())
def test_lines_keep_paragraphs_and_nothing_else_that_moves_the_cursor(text: str) -> None:
    """A body keeps its line ends and loses every other control character."""
    said = words.lines(text)
    assert not any(unicodedata.category(one) == "Cc" for one in said if one != "\n")


def test_plain_text_stays_as_it_is() -> None:
    """Korean, quotes, brackets and wide spaces pass unchanged."""
    for text in ("[단독] 한미, “상호 수용”", "U.S.’s $5 billion", "a\u3000b\u00a0c"):
        assert words.line(text) == text
