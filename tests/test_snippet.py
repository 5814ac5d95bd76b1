"""Passages: the words of a query shown where they stand in the original text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sma_cli.archive.parse import parse
from sma_cli.archive.query import All, Any, Words
from sma_cli.archive.snippet import LENGTH, Marker, excerpt, matches
from sma_cli.archive.stem import stem
from sma_cli.archive.words import folded_with_offsets, placed, words_from
from sma_cli.errors import QueryError


def marked(text: str, query: str) -> list[str]:
    """What a query marks in a text."""
    return [text[start:end] for start, end in matches(text, parse(query))]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Trump met Biden. Trump's aide left.", "trump", ["Trump", "Trump's"]),
        (
            "The negotiators' negotiation of it",
            "negotiations",
            ["negotiators'"[:-1], "negotiation"],
        ),
        ("burden-sharing, the sharing of burdens", "burden-sharing", ["burden-sharing"]),
        ("A U.S. envoy told us", "US", ["U.S.", "us"]),
        ("It's said its aim", "it's", ["It's", "its"]),
        ("Café, CAFE", "café", ["Café", "CAFE"]),
        ("a demand for $5 billion, or 5 billion", "$5 billion", ["$5 billion"]),
        ("a demand for $5 billion, or €5 billion", "5 billion", ["$5 billion", "€5 billion"]),
        ("트럼프는 50억달러를 요구", "US$5bn", ["50억달러"]),
        ("약 50억 달러(약 5조9000억원)", "50억", ["50억 달러"]),
        ("up 13.9 percent, 13.9% more", "13.9%", ["13.9 percent", "13.9%"]),
        ("방위비분담금을 둘러싼 방위비 분담", "분담금", ["분담금"]),
        ("방위비분담금", "방위비분담금", ["방위비분담금"]),
        ("한·미 양국과 한미동맹", "한미", ["한·미", "한미"]),
        ("한미 양국", "한·미", ["한미"]),
        ("북핵과 핵심, 핵", "핵", ["핵", "핵", "핵"]),
        ("제12차 회의, 12차례", "12차", ["12차", "12차"]),
        ("negotiate negligent", "nego*", ["negotiate"]),
        ("the second round of talks", '"second round"', ["second round"]),
        ("the second, final round", '"second round"', []),
        ("second\n\nround", '"second round"', ["second\n\nround"]),
        ("한미 대선, 미 대선", '"미 대선"', ["미 대선"]),
        ("élan, Élan, elan", "elan", ["élan", "Élan", "elan"]),
        ("l'accord, accord; 1,028,500 and 28,500", "accord OR 28500", ["accord", "28,500"]),
        ("SMA협정과 제SMA협정", "SMA", ["SMA", "SMA"]),
        ("방위·비분담, 방-위비", "방위비", ["방위·비", "방-위비"]),
        ("Trump and Biden", "trump -biden", ["Trump"]),
        ("Trump and Biden", "trump OR biden", ["Trump", "Biden"]),
        ("Trump and Biden", "sma:12 -trump", []),
        ("Trump Trump", "trump trump", ["Trump", "Trump"]),
        ("ＴＲＵＭＰ ﬁne ½ Trump", "trump", ["ＴＲＵＭＰ", "Trump"]),
        ("ﬁne print", "fine", ["ﬁne"]),
        ("\u1112\u1161\u11ab\u1106\u1175 talks", "한미", ["\u1112\u1161\u11ab\u1106\u1175"]),
    ],
)
def test_what_is_marked(text: str, query: str, found: list[str]) -> None:
    """A mark is what the index would match: in other forms, in compounds, in other notation."""
    assert marked(text, query) == found


PRINTED = st.lists(
    st.sampled_from(
        ["Cost", "cost", "sharing", "shares", "U.S.", "us", "it's", "its", "café", "CAFE"]
    )
    | st.sampled_from(
        ["한·미", "한미", "미", "방위비", "분담금", "28,500", "1,", "SMA", "é", "O'Brien"]
    )
    | st.sampled_from([" ", " ", "-", "·", "\n\n", ".", "'", "s", "’s", ",", "(", "e\u0301"]),
    max_size=20,
).map("".join)
WANTED = [
    *["cost", "sharing", "cost-sharing", "US", "it's", "cafe", "28,500", "SMA", "O'Brien", "c*"],
    *["한미", "방위비", "분담", '"미 한미"', '"SMA 한미"', "shar*"],
]


@settings(max_examples=500, deadline=None)
@example("U.S.U.S.", "US")
@example("한·미 한·미", '"미 한미"')
@example("28,500'Cost", "cost")
@example("SMA28,500'Cost", "cost")
@example("it's O'cost 'cost", "cost")
@given(PRINTED, st.sampled_from(WANTED))
def test_marks_are_where_the_words_of_the_text_are(text: str, query: str) -> None:
    """Looking at likely places finds what reading every word finds."""
    wanted = parse(query)
    assert isinstance(wanted, Words)
    plain, offsets = folded_with_offsets(text)
    words = list(words_from(plain))
    size = len(wanted.words)
    found = {
        placed(offsets, words[at].start, words[at + size - 1].end)
        for at in range(len(words) - size + 1)
        if all(stem(a) == stem(b.text) for a, b in zip(wanted.words[:-1], words[at:], strict=False))
        and (
            words[at + size - 1].text.startswith(wanted.words[-1])
            if wanted.prefix
            else stem(words[at + size - 1].text) == stem(wanted.words[-1])
        )
    }
    assert {(start, end) for start, end, _ in Marker(wanted).marks(text)} == found


PARAGRAPHS = (
    "Envoys met in Seoul on Tuesday. They talked for three days about money.\n\n"
    + "Filler sentences follow one another here. " * 12
    + "\n\nIn the last talks Trump had asked for $5 billion, an aide said. Nobody agreed to it.\n\n"
    + "More filler is at the end, and Trump is named again. " * 8
)


def shown(text: str, query: str) -> tuple[str, list[str]]:
    """A passage and what is marked in it."""
    passage, spans = excerpt(text, Marker(parse(query)))
    return passage, [passage[start:end] for start, end in spans]


def test_the_passage_has_most_of_the_query() -> None:
    """Both words together beat one word twice, and the sentence is whole."""
    assert shown(PARAGRAPHS, "Trump $5 billion") == (
        "In the last talks Trump had asked for $5 billion, an aide said. Nobody agreed to it.",
        ["Trump", "$5 billion"],
    )


def test_the_first_passage_that_has_all_of_the_query_is_shown() -> None:
    """A name is shown where it comes up first, however often it does later."""
    text = "Trump spoke in May.\n\n" + "He is Trump, Trump and again Trump. " * 9
    assert shown(text, "trump") == ("Trump spoke in May.", ["Trump"])


def test_spellings_of_a_name_are_one_part() -> None:
    """A passage with two parts of the query beats one with a name in two spellings."""
    wanted = All((Any((Words(("trump",)), Words(("트럼", "럼프")))), Words(("billion",))))
    text = "Trump (트럼프) spoke first.\n\n" + "Filler. " * 40 + "\n\nThe billion of Trump."
    assert excerpt(text, Marker(wanted))[0] == "The billion of Trump."


def test_the_beginning_is_shown_where_nothing_matches() -> None:
    """A query of fields, or a match in the title alone."""
    passage, found = shown(PARAGRAPHS, "sma:12")
    assert passage == "Envoys met in Seoul on Tuesday. They talked for three days about money."
    assert found == []


def test_a_passage_inside_a_sentence_has_an_ellipsis() -> None:
    """At the end where it stops, at the beginning where it starts."""
    text = "word " * 100 + "Trump " + "word " * 100 + "end."
    passage, found = shown(text, "trump")
    assert passage.startswith("…word")
    assert passage.endswith("word…")
    assert found == ["Trump"]
    assert len(passage) <= LENGTH + 2


def test_a_passage_is_one_line() -> None:
    """Paragraphs are joined by one blank, and the marks move along."""
    passage, found = shown("Trump spoke.\n\n\n  Biden  listened\nto it.", "trump biden")
    assert passage == "Trump spoke. Biden listened to it."
    assert found == ["Trump", "Biden"]


def test_korean_passages_are_as_wide_as_others() -> None:
    """Syllables take two columns."""
    text = "회의가 서울에서 열렸다 " * 30 + "분담금을 논의했다. " + "그리고 끝났다 " * 30
    passage, found = shown(text, "분담금")
    assert found == ["분담금"]
    assert len(passage) <= LENGTH * 6 // 10 + 2


TEXTS = st.lists(
    st.sampled_from(
        [
            "Trump",
            "방위비분담금을",
            "한·미",
            "$5 billion",
            "13.9%",
            ".",
            ". ",
            " ",
            "\n\n",
            "word",
            "ﬁ",
        ]
    )
    | st.text(max_size=5),
    max_size=60,
).map("".join)
QUERIES = st.sampled_from(
    ["trump", "분담금", "한미", "미", "$5 billion", "5 billion 13.9%", "wor* OR f*", '"trump word"']
)


@settings(max_examples=500, deadline=None)
@given(TEXTS, QUERIES)
@example("", "trump")
@example("\n\n", "trump")
@example("Trump" * 100, "trump")
@example("방위비분담금" * 100, "분담금")
def test_a_passage_is_part_of_its_text(text: str, query: str) -> None:
    """Marks are apart, in order and marked in the text too; the rest is the text on one line."""
    passage, spans = excerpt(text, Marker(parse(query)))
    line = " ".join(text.split())
    assert " ".join(passage.strip("…").split()) in line or not line
    assert "\n" not in passage
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(passage) for start, end in spans)
    whole = [" ".join(text[start:end].split()) for start, end in matches(text, parse(query))]
    for start, end in spans:
        assert any(passage[start:end].strip() in one for one in whole)
    assert bool(spans) == bool(whole)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_and_query_have_a_passage(text: str, query: str) -> None:
    """Nothing raises."""
    try:
        wanted = parse(query)
    except QueryError:
        return
    passage, spans = excerpt(text, Marker(wanted))
    assert len(passage) <= max(len(text), LENGTH) + 2
    assert all(end <= len(passage) for _, end in spans)
