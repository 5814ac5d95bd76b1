"""A name or term of the talks in one language is asked for in both."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any as Anything

import pytest
from small_archive import EXACT, document, filled, ids

from sma_cli import record
from sma_cli.archive import crossing
from sma_cli.archive.crossing import crossed
from sma_cli.archive.parse import parse
from sma_cli.archive.query import All, Any, Not, Query, Words
from sma_cli.document import Tags

TABLE = Path(record.__file__).with_name("glossary.toml")


def entries(table: dict[str, Anything]) -> Iterator[tuple[str, list[str]]]:
    """The names of a table, also of those in it, each with its other spellings."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from entries(value)
        else:
            yield name, value


ENTRIES = list(entries(tomllib.loads(TABLE.read_text("utf-8"))))


def asked(query: Query) -> set[str]:
    """Every run of words that a query asks for."""
    match query:
        case Words(words):
            return {" ".join(words)}
        case All(parts) | Any(parts):
            return {one for part in parts for one in asked(part)}
    return set()


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("trump", "트럼 럼프"),
        ("트럼프", "trump"),
        ("Specht", "스패 패크"),
        ("linda specht", "스펙 펙트"),
        ('"Linda Specht"', "스펙 펙트"),
        ("정은보", "chung eun bo"),
        ("Chung Eun-bo", "정은 은보"),
        ("USFK", "주한 한미 미군"),
        ("주한미군", "usfk"),
        ("U.S. Forces Korea", "주한 한미 미군"),
        ("initialled", "가서 서명"),
        ("가서명", "initialing"),
        ("signing", "서명"),
        ("비준", "ratify"),
        ("ratifying", "비준"),
        ("방위비 분담금", "defense contribution"),
        ("방위비분담특별협정", "sma"),
        ("defense cost-sharing", "방위 위비 비분 분담"),
        ("negotiations", "협상"),
        ("trump OR biden", "바이 이든"),
        ("-japan trump", "트럼 럼프"),
        ("trump sma:12", "트럼 럼프"),
        ("핵", "nuclear"),
        ("nuclear", "북핵"),
        ("strategic assets", "전략 략자 자산"),
        ("strategic assets", "전략 자산"),
        ("전략자산", "전략 자산"),
        ("전략 자산", "전략 략자 자산"),
        ("negotiator", "협상 상대 대표"),
    ],
)
def test_a_name_is_asked_for_in_the_other_language(text: str, also: str) -> None:
    """Also in another form, with or without blanks, quoted or not."""
    assert also in asked(crossed(parse(text)))


@pytest.mark.parametrize("text", ["zzzz", "trum*", "-trump", "sma:12", "$5 billion", "", "the"])
def test_what_is_no_name_stays_as_it_is(text: str) -> None:
    """Other words, beginnings of words, what is negated, fields and sums."""
    assert crossed(parse(text)) == parse(text)


def test_the_longest_name_is_taken_whole() -> None:
    """`defense cost-sharing talks` is one term, not three."""
    (one,) = [
        part
        for part in asked(crossed(parse("defense cost-sharing talks")))
        if part == "방위 위비 협상"
    ]
    assert one
    assert "협의" not in asked(crossed(parse("defense cost-sharing talks")))


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("nuclear", "핵"),
        ("negotiator", "협상"),
        ("talks", "회의"),
        ("settled", "concluded"),
        ("specht", "린다 스펙 펙트"),
    ],
)
def test_what_means_more_is_not_asked_for(text: str, without: str) -> None:
    """A syllable of many words, another word of one stem, a longer spelling of a shorter one."""
    assert without not in asked(crossed(parse(text)))


def test_what_is_negated_stays_exact() -> None:
    """An article without the word itself is not lost for the other language."""
    query = crossed(parse("-trump"))
    assert query == Not(Words(("trump",)))


@pytest.mark.parametrize(("name", "others"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_every_spelling_of_a_line_finds_another(name: str, others: list[str]) -> None:
    """No entry is idle, and every one has a spelling in Hangul."""
    assert any(re.search("[가-힣]", one) for one in others)
    for one in (name, *others):
        assert asked(crossed(parse(f'"{one}"'))) != asked(parse(f'"{one}"')), one


ALIKE = [
    ["U.S.", "US", "u.s", "Ｕ．Ｓ．", "미국", "\u1106\u1175\u1100\u116e\u11a8", "United States"],
    ["한·미", "한미", "한-미", "한･미", "\u1112\u1161\u11ab\u1106\u1175", "Korea-U.S.", "ROK-US"],
    ["트럼프", "\u1110\u1173\u1105\u1165\u11b7\u1111\u1173", "Trump", "Ｔｒｕｍｐ", "trump’s"],
    ["방위비 분담금", "방위비분담금", "방위비·분담금", "defense contribution"],
    ["Jeong Eun-bo", "Jeong Eun bo", "Chung Eun-bo", "정은보", "Jeong Eunbo"],
    ["initialled", "initialed", "initialling", "가서명", "가-서명"],
    ["USFK", "U.S. Forces Korea", "US Forces Korea", "주한미군", "주한 미군"],
]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda names: names[0])
def test_spellings_find_each_other(tmp_path: Path, spellings: list[str]) -> None:
    """In any form of Unicode, with or without hyphens, dots and blanks, in either language."""
    texts = dict.fromkeys(spellings)
    articles = tuple(
        (document(f"Number {n}", f"Words {n} of {text} and other {n * 7} words."), Tags())
        for n, text in enumerate(texts)
    )
    with filled(tmp_path / "sma.db", articles) as archive:
        for text in spellings:
            assert archive.count(text, copies=True) == len(texts), text


def test_there_are_enough_entries_one_a_line() -> None:
    """The table has at least 150 names and terms, read by lines as TOML reads them."""
    assert len(ENTRIES) >= 150
    assert len(crossing._lines()) == len(ENTRIES)


@pytest.mark.parametrize(
    ("text", "found", "exact"),
    [
        ("specht", [1, 2], [1]),
        ("스펙트", [1, 2], [2]),
        ("linda specht", [1, 2], [1]),
        ("trump specht", [1, 2], [1]),
        ("트럼프 $5 billion", [1, 2], [2]),
        ("trump lang:ko", [2], []),
        ("specht -trump", [2], []),
    ],
)
def test_a_search_crosses_languages_unless_exact(
    tmp_path: Path, text: str, found: list[int], exact: list[int]
) -> None:
    """The glossary is on; `exact` turns it off. Matches are marked in either language."""
    with filled(tmp_path / "sma.db") as archive:
        hits = list(archive.search(text, limit=None))
        assert sorted(hit.article.id for hit in hits) == found
        assert all(hit.matches for hit in hits)
        assert archive.count(text) == len(found)
        assert ids(archive, text) == exact
        assert archive.count(text, filters=EXACT) == len(exact)
