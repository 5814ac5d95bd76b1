"""What a sentence says of a sum, by labelled sentences in both languages."""

import tomllib
from collections import Counter
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.document import CLAIM_ROLES
from sma_cli.money import find_amounts
from sma_cli.money.claims import Said, claims
from sma_cli.record import load_table

# Of the labelled sums, how many must be read right. Floors may only rise.
FLOORS = {
    ("claims", "en"): 0.98,
    ("claims", "ko"): 0.93,
    ("claims-fresh", "en"): 1.0,
    ("claims-fresh", "ko"): 1.0,
    ("claims-read", "en"): 1.0,
    ("claims-read", "ko"): 0.97,
    ("claims-second", "en"): 0.70,
    ("claims-second", "ko"): 0.94,
    ("claims-third", "en"): 1.0,
    ("claims-third", "ko"): 0.91,
}


def cases(name: str) -> list[dict[str, Any]]:
    """The sentences of a table."""
    found: list[dict[str, Any]] = tomllib.loads(
        (ROOT / f"tests/cases/{name}.toml").read_text("utf-8")
    )["case"]
    return found


def said(text: str, lang: str) -> list[str]:
    """The claim about each sum as the tables have it."""
    sums = [(one.start, one.end) for one in find_amounts(text)]
    found = claims(text, sums, lang=lang)
    assert len(found) == len(sums)
    return [f"{one.role} {one.by or ''}".rstrip() if one else "none" for one in found]


@pytest.mark.parametrize(("name", "lang"), FLOORS)
def test_labelled_sentences(name: str, lang: str) -> None:
    """So many sums are read right; a demand or an offer is never taken for the other side's."""
    right: Counter[bool] = Counter()
    for case in cases(name):
        if case["lang"] != lang:
            continue
        found = said(case["text"], lang)
        right.update(a == b for a, b in zip(found, case["said"], strict=True))
        sides = {one.partition(" ")[2] for one in found} - {""}
        assert sides <= {one.partition(" ")[2] for one in case["said"]}, case["text"]
    assert right[True] / right.total() >= FLOORS[name, lang]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Washington is said to want $5 billion.", "en", ["demanded United States"]),
        ("Washington offered to take $2 billion.", "en", ["demanded United States"]),
        ("Seoul wants no more than $1 billion.", "en", ["offered South Korea"]),
        ("One side asked for $2 billion.", "en", ["demanded"]),
        ("Prices rose by $5 billion.", "en", ["none"]),
        (
            "Washington wanted $5 billion, then cut it to $4 billion.",
            "en",
            ["demanded United States"] * 2,
        ),
        ("Seoul paid from $1 billion in 2020 to $2 billion in 2026.", "en", ["paid", "paid"]),
        ("분담금은 1조원→2조원→3조원으로 는다.", "ko", ["paid"] * 3),
        ("1조원에서 2조원, 2026년 3조원을 미국이 요구했다.", "ko", ["demanded United States"] * 3),
        ("$5 billion", "en", ["none"]),
        ("미국은 50억 달러(약 6조원)를 요구했다.", "ko", ["demanded United States"] * 2),
        ("Washington veut 5 milliards, $5 billion.", "fr", ["none"]),
        ("", "ko", []),
    ],
)
def test_whose_it_is(text: str, lang: str, expected: list[str]) -> None:
    """A proposal of the one is a demand, of the other an offer; a bracket repeats its sum."""
    assert said(text, lang) == expected


PARTS = (
    *("Washington wants ", "$5 billion", " (about ", "50억 달러", "를 요구", "한국은 ", "paid "),
    *(", ", ") ", "the ", ". ", "의 5배"),
)


@given(
    st.lists(st.sampled_from(PARTS), max_size=14),
    st.sampled_from(["en", "ko", "und"]),
)
def test_any_sentence_is_read(parts: list[str], lang: str) -> None:
    """Each sum has a claim or none; what is agreed or paid is of no party."""
    text = "".join(parts)
    sums = [(one.start, one.end) for one in find_amounts(text)]
    for one in claims(text, sums, lang=lang):
        assert one is None or one.role in CLAIM_ROLES
        assert one is None or one.by is None or one.role in ("demanded", "offered")


def test_time_grows_with_the_sums_alone() -> None:
    """Words far from a sum are not looked at for a cue, so a long line costs little."""
    text = "the share that Seoul " * 5_000 + "paid $5 billion" + " of the sum" * 5_000
    assert claims(text, [(text.index("$"), text.index("$") + 10)], lang="en") == [Said("paid")]


def test_the_table_speaks_of_both_sides() -> None:
    """Every language has the same sections, but for what only one needs."""
    table = load_table("claims")
    assert set(table["languages"]) == set(table) - {"languages", "names"}
    shapes = [
        set(table[lang]) - {"beside", "paired", "revised_before", "revised_after"}
        for lang in table["languages"]
    ]
    assert shapes[0] == shapes[1]
