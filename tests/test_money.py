"""Sums and percentages are read in every notation of the trade, and nothing else is a sum."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sma_cli.money import LARGEST, find_amounts, find_percents

ONE_SUM = [
    ("$5 billion", 5_000_000_000, "USD"),
    ("US$5bn", 5_000_000_000, "USD"),
    ("a $5bn-a-year bill", 5_000_000_000, "USD"),
    ("인민폐로 52억5천만원", 5_250_000_000, "CNY"),
    ("$5B", 5_000_000_000, "USD"),
    ("5 billion dollars", 5_000_000_000, "USD"),
    ("a five-billion-dollar bill", 5_000_000_000, "USD"),
    ("ten billion U.S. dollars", 10_000_000_000, "USD"),
    ("1-billion U.S. dollars", 1_000_000_000, "USD"),
    ("a billion dollars", 1_000_000_000, "USD"),
    ("half a billion dollars", 500_000_000, "USD"),
    ("three hundred million dollars", 300_000_000, "USD"),
    ("$888.8 million", 888_800_000, "USD"),
    ("$1,030,000,000", 1_030_000_000, "USD"),
    ("A$60 million", 60_000_000, "AUD"),
    ("1.0389 trillion won", 1_038_900_000_000, "KRW"),
    ("one-point-18 trillion won", 1_180_000_000_000, "KRW"),
    ("944-point-one billion won", 944_100_000_000, "KRW"),
    ("one-point-04 trillion won", 1_040_000_000_000, "KRW"),
    ("one trillion 38-point-nine billion won", 1_038_900_000_000, "KRW"),
    ("W920 billion", 920_000_000_000, "KRW"),
    ("₩1.52 trillion", 1_520_000_000_000, "KRW"),
    ("KRW 1.52 trillion", 1_520_000_000_000, "KRW"),
    ("1,200 won", 1_200, "KRW"),
    ("1.05 trillion yen", 1_050_000_000_000, "JPY"),
    ("50억 달러", 5_000_000_000, "USD"),
    ("50억달러", 5_000_000_000, "USD"),
    ("약50억달러를", 5_000_000_000, "USD"),
    ("$50억", 5_000_000_000, "USD"),
    ("50억불", 5_000_000_000, "USD"),
    ("미화 5천880만달러", 58_800_000, "USD"),
    ("2억2천만달러", 220_000_000, "USD"),
    ("8억 3천만 달러", 830_000_000, "USD"),
    ("1조389억원", 1_038_900_000_000, "KRW"),
    ("1조 389억원", 1_038_900_000_000, "KRW"),
    ("1조 5,192억 원", 1_519_200_000_000, "KRW"),
    ("1조5천192억원", 1_519_200_000_000, "KRW"),
    ("1조1천305억 원", 1_130_500_000_000, "KRW"),
    ("1조 5천억여 원", 1_500_000_000_000, "KRW"),
    ("1조5000억원대", 1_500_000_000_000, "KRW"),
    ("7천600억 원", 760_000_000_000, "KRW"),
    ("천억 원", 100_000_000_000, "KRW"),
    ("5만 3천원", 53_000, "KRW"),
    ("500원을", 500, "KRW"),
    ("1.5조원", 1_500_000_000_000, "KRW"),
    ("1兆389億ウォン", 1_038_900_000_000, "KRW"),
    ("50億ドル", 5_000_000_000, "USD"),
    ("1,18 triliun won", 1_180_000_000_000, "KRW"),
    ("1 triliun 183,3 miliar won", 1_183_300_000_000, "KRW"),
    ("5 miliar dolar AS", 5_000_000_000, "USD"),
    ("1,03 tỷ USD", 1_030_000_000, "USD"),
]


@pytest.mark.parametrize(("text", "value", "currency"), ONE_SUM, ids=[row[0] for row in ONE_SUM])
def test_one_sum_in_any_notation(text: str, value: int, currency: str) -> None:
    """Each notation is one sum of that value, and its text is where it says it is."""
    (found,) = find_amounts(text)
    assert (found.value, found.currency) == (value, currency)
    assert text[found.start : found.end] == found.text


SEVERAL = [
    ("50억달러(약 5조9000억원)", [5_000_000_000, 5_900_000_000_000]),
    ("1.04 trillion won ($888.8 million)", [1_040_000_000_000, 888_800_000]),
    ("from 1.04 trillion to 1.18 trillion won", [1_040_000_000_000, 1_180_000_000_000]),
    ("$5-6 billion", [5_000_000_000, 6_000_000_000]),
    ("$4.7 billion to $5 billion", [4_700_000_000, 5_000_000_000]),
    ("8~9천억원대", [800_000_000_000, 900_000_000_000]),
    ("8천~9천억원", [800_000_000_000, 900_000_000_000]),
    ("1조~1조5000억원", [1_000_000_000_000, 1_500_000_000_000]),
    ("up from 2019 to $1.03 billion", [1_030_000_000]),
    ("from $1 billion to $1.5 billion", [1_000_000_000, 1_500_000_000]),
    ("in 2019 and 5 billion dollars", [5_000_000_000]),
    ("$24 million to a fund", [24_000_000]),
    ("$5 billion and two bases", [5_000_000_000]),
    ("1 trillion won to 28,500 workers", [1_000_000_000_000]),
    ("$3 billion or one percent", [3_000_000_000]),
    ("W920 billion (US$1=W1,039)", [920_000_000_000]),
]


@pytest.mark.parametrize(("text", "values"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_ranges_and_conversions_are_each_a_sum(text: str, values: list[int]) -> None:
    """A range is two sums, a bracketed conversion is one more, a year is none."""
    assert [one.value for one in find_amounts(text)] == values


NO_SUM = [
    "수천억원", "수십억 달러", "billions of dollars", "Team 3 won", "won in 2016", "3불 정책",
    "5원칙", "1달러=1천300원", "달러당 1천300원", "28,500 troops", "1조389억", "5 billion people",
    "1만5000명", "the 12th SMA", "a dollar", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_SUM)
def test_what_is_no_sum(text: str) -> None:
    """Vague sums, exchange rates, verbs and counts are not money."""
    assert find_amounts(text) == []


@pytest.mark.parametrize("text", ["5 billion", "50억", "five billion", "5,000 million"])
def test_a_bare_magnitude_is_a_sum_only_where_asked_for(text: str) -> None:
    """A query may leave the currency out; an article may not."""
    assert find_amounts(text) == []
    assert [(one.value, one.currency) for one in find_amounts(text, bare=True)] == [
        (5_000_000_000, None)
    ]


PERCENTS = [
    ("13.9 percent", [13.9]),
    ("8.3 per cent", [8.3]),
    ("5.8%(505억원)", [5.8]),
    ("약8.3%", [8.3]),
    ("eight-point-two percent", [8.2]),
    ("fifty percent", [50]),
    ("10~20%", [10, 20]),
    ("from 5-10 percent", [5, 10]),
    ("8,2 persen", [8.2]),
    ("1,300 percent", [1300]),
    ("8.2퍼센트", [8.2]),
    ("a 50-50 share", []),
    ("five percentage points", []),
]


@pytest.mark.parametrize(("text", "values"), PERCENTS, ids=[row[0] for row in PERCENTS])
def test_percentages(text: str, values: list[float]) -> None:
    """A percentage is a number with a percent word or sign."""
    assert [one.value for one in find_percents(text)] == values


# fmt: off
PIECES = [
    "$", "5", "billion", "to", "-", "~", "억", "조", "천", "1,038", "US$", "won", "달러", "원", "%",
    "퍼센트", "percent", "3.5", " ", "one", "half a", "point", "-point-", "hundred", "bn", "¥",
]
# fmt: on


@given(
    st.text()
    | st.text(alphabet="0123456789.,$₩W 억조만천~-billonwrdse달러원%")
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
@example("3.5-point-1 billion dollars")
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Whatever the text, spans lie inside it, in order, and values stay storable."""
    sums = find_amounts(text, bare=True)
    percents = find_percents(text)
    assert [text[one.start : one.end] for one in sums] == [one.text for one in sums]
    assert [text[one.start : one.end] for one in percents] == [one.text for one in percents]
    assert all(0 < one.value < LARGEST for one in sums)
    assert sums == sorted(sums, key=lambda one: one.start)


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_hundred_millions_agree_in_both_languages(hundred_millions: int) -> None:
    """The same sum reads the same in dollars, 억 달러 and mixed numerals."""
    thousands, rest = divmod(hundred_millions, 1000)
    mixed = (f"{thousands}천" if thousands else "") + (str(rest) if rest else "") + "억 달러"
    texts = [f"${hundred_millions / 10:,.1f} billion", f"{hundred_millions:,}억 달러", mixed]
    assert {one.value for text in texts for one in find_amounts(text)} == {hundred_millions * 10**8}


@pytest.mark.parametrize("unit", ["1", "1,", "1천", "one-", "5 to ", "1조 ", "$", "a ", "-"])
def test_adversarial_text_does_not_hang(unit: str) -> None:
    """A hundred thousand repetitions of a number's part are read like any text."""
    assert isinstance(find_amounts(unit * 100_000), list)
    assert isinstance(find_percents(unit * 100_000), list)


def _in_words_of_the_trade(value: int) -> list[str]:
    """A sum of won, to the million, in every notation that can print it whole."""
    trillions = f"{value / 10**12:.6f}"
    whole, fraction = trillions.split(".")
    jo, eok, man = value // 10**12, value // 10**8 % 10**4, value // 10**4 % 10**4
    parts = [(jo, "조"), (eok, "억"), (man, "만")]
    chain = [f"{count}{name}" for count, name in parts if count]
    thousands = [
        f"{count // 1000}천{count % 1000 or ''}{name}" if count >= 1000 else f"{count}{name}"
        for count, name in parts
        if count
    ]
    return [
        f"{trillions} trillion won",
        f"W{value / 10**9:,.3f} billion",
        f"KRW {value:,}",
        f"₩{value / 10**6:,.0f} million",
        f"{whole}-point-{fraction} trillion won",
        f"{whole},{fraction} triliun won",
        f"{value:,}원",
        "".join(chain) + "원",
        " ".join(chain) + " 원",
        "".join(thousands) + "원",
        "".join(f"{count:,}{name}" for count, name in parts if count) + " 원",
    ]


@settings(deadline=None)
@given(st.integers(1, 99 * 10**6).map(lambda millions: millions * 10**6))
def test_a_sum_survives_any_notation(value: int) -> None:
    """What is rendered in a notation of either language is read back to the won."""
    for text in _in_words_of_the_trade(value):
        found = find_amounts(f"Seoul pays {text}, it said.")
        assert [(one.value, one.currency) for one in found] == [(value, "KRW")], text


@given(st.lists(st.sampled_from([row[0] for row in ONE_SUM]), max_size=8).map("; ".join))
def test_the_words_of_a_sum_read_as_the_sum(text: str) -> None:
    """What is shown as evidence says by itself what was read; low ends lean on their high ends."""
    for one in find_amounts(text):
        alone = find_amounts(one.text)
        assert not alone or [(found.value, found.currency) for found in alone] == [
            (one.value, one.currency)
        ]
