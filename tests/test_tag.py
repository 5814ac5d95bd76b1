"""An article's tags are what a careful reader takes from it, resting on words of its body."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.document import Document, Tags
from sma_cli.record import Record, load_record
from sma_cli.tag import tag
from sma_cli.tag.places import find_places
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import words

CASES = {
    case["name"]: case
    for case in tomllib.loads(
        (Path(__file__).parent / "cases/tags.toml").read_text(encoding="utf-8")
    )["case"]
}


def _document(case: dict[str, Any]) -> Document:
    title, body = case["title"], case["body"].strip()
    lang = "ko" if any("가" <= letter <= "힣" for letter in title) else "en"
    return Document(title=title, body=body, published=case["published"], lang=lang)


def _shown(tags: Tags) -> str:
    shown = (tags.sma, tags.event, tags.round, tags.event_start, tags.event_end, tags.venue)
    return " ".join("-" if one is None else str(one) for one in shown)


def _spans_hold(tags: Tags, body: str) -> bool:
    found = [(one.start, one.end, one.text) for one in tags.evidence]
    found += [(one.start, one.end, one.text) for one in tags.mentions]
    return all(body[start:end] == text for start, end, text in found)


@pytest.mark.parametrize("name", CASES)
def test_what_a_reader_takes_from_the_text_alone(name: str) -> None:
    """Without any record of past negotiations the text itself gives the tags."""
    case = CASES[name]
    assert _shown(tag(_document(case), record=Record())) == case["expected"]


BY_SHARE = [
    ("Seoul, Washington sign cost pact", "The new Special Measures Agreement between South Korea "
     "and the United States was signed in Seoul. Seoul will pay 1.04 trillion won.", 10),
    ("방위비 협정 비준", "국회 본회의가 방위비분담특별협정 비준동의안을 통과시켰다. "
     "분담금은 1조389억원에서 1조1833억원으로 오른다.", 11),
    ("방위비 협상 이어가", "한미가 방위비분담특별협정 회의를 서울에서 열었다. "
     "지금 분담금은 1조389억원이다.", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "number"), BY_SHARE)
def test_the_share_tells_the_agreement_of_a_milestone(
    title: str, body: str, number: int | None
) -> None:
    """Without a day, a milestone's article is about the newest agreement whose share it names."""
    lang = "ko" if any("가" <= letter <= "힣" for letter in title) else "en"
    tags = tag(Document(title=title, body=body, lang=lang), record=load_record())
    assert (tags.sma, tags.basis.get("sma")) == (number, "inferred" if number else None)
    assert _spans_hold(tags, body)


JUST_HELD = [("2020-01-16", 6), ("2020-01-18", 6), ("2020-01-13", None), ("2020-01-25", None)]


@pytest.mark.parametrize(("published", "number"), JUST_HELD)
def test_a_meeting_without_number_and_day_is_the_one_just_held(
    published: str, number: int | None
) -> None:
    """An article that names the place alone reports the round that was held there last."""
    body = (
        "한국과 미국이 워싱턴에서 방위비분담특별협정 체결을 위한 회의를 가졌지만 이견을 못 좁혔다."
    )
    document = Document(title="방위비 회의 종료", body=body, published=published, lang="ko")
    tags = tag(document, record=load_record())
    assert (tags.round, tags.basis.get("dates")) == (number, "inferred" if number else None)


@pytest.mark.parametrize("name", CASES)
def test_the_record_overrules_nothing(name: str) -> None:
    """What is stated or resolved without the record is the same with it."""
    document = _document(CASES[name])
    alone, helped = (tag(document, record=record) for record in (Record(), load_record()))
    for field, basis in (
        ("sma", "sma"),
        ("round", "round"),
        ("event_start", "dates"),
        ("venue", "venue"),
    ):
        if basis in alone.basis:
            assert getattr(helped, field) == getattr(alone, field)
            assert helped.basis[basis] == alone.basis[basis]


@pytest.mark.parametrize("name", CASES)
def test_evidence_is_a_span_of_the_body(name: str) -> None:
    """Every tag that the body gives names the words it rests on, at their place."""
    document = _document(CASES[name])
    tags = tag(document, record=load_record())
    assert _spans_hold(tags, document.body)
    noted = {one.tag for one in tags.evidence}
    assert {name for name, basis in tags.basis.items() if basis != "inferred"} <= noted


def _numbers(text: str, lang: str) -> set[int]:
    known = {**words(lang, "counts"), **words(lang, "numbers")}
    named = {number for word, number in known.items() if word in text.lower()}
    return named | {int(digits) for digits in re.findall(r"\d+", text)}


@pytest.mark.parametrize("name", CASES)
def test_evidence_reads_as_its_tag_says(name: str) -> None:
    """The words of a stated number print it, those of a venue name its city or a hall of it."""
    document = _document(CASES[name])
    lang = document.lang or "en"
    tags = tag(document, record=Record())
    places = find_places(Unit(1, document.body, 0), lang)
    for one in tags.evidence:
        if one.tag in ("sma", "round") and tags.basis[one.tag] == "stated":
            assert int(one.value) in _numbers(one.text, lang)
        if one.tag == "venue":
            assert (one.value, one.start) in {(place.venue, place.start) for place in places}


FIFTH = "Korea and the U.S. held a fifth round of defense cost talks this week."
FIRST = "Korea and the U.S. will hold the first round of defense cost talks this week."
ENVOY = "Seoul named its envoy for talks on the defense cost-sharing deal to apply from 2026."
FURLOUGH = (
    "4,000 workers of U.S. Forces Korea stay home as the cost-sharing talks with Seoul stall."
)
NO_NUMBER = (
    "Korea and the U.S. met on troop costs in Washington on March 5-7 for cost-sharing talks."
)
INFERRED = [
    ("2020-04-01", FURLOUGH, "sma", 11),
    ("2024-04-22", FIRST, "sma", 12),
    ("2024-03-05", ENVOY, "sma", 12),
    ("2021-03-08", NO_NUMBER, "round", 9),
    ("2019-12-20", FIFTH, "event_start", "2019-12-17"),
    ("2019-12-20", FIFTH, "venue", "Seoul"),
]


@pytest.mark.parametrize(("published", "body", "field", "value"), INFERRED)
def test_the_record_fills_what_the_text_leaves_open(
    published: str, body: str, field: str, value: object
) -> None:
    """An inferred tag says so, and disappears with the record."""
    document = Document(
        title="Korea-US defense cost talks", body=body, published=published, lang="en"
    )
    tags = tag(document, record=load_record())
    assert getattr(tags, field) == value
    assert tags.basis["dates" if field == "event_start" else field] == "inferred"
    assert getattr(tag(document, record=Record()), field) is None


def test_the_day_of_the_dateline_is_today() -> None:
    """A report filed in Washington and printed a day later in Seoul means its own days."""
    document = Document(
        title="Fourth round of Korea-US defense cost talks ends",
        body="South Korea and the U.S. ended the fourth round of talks on the 11th SMA in "
        "Washington today. The two-day meeting opened on Tuesday.",
        published="2019-12-05T06:00:00+09:00",
        lang="en",
        dateline="WASHINGTON, Dec. 4",
    )
    tags = tag(document, record=Record())
    assert (tags.event_start, tags.event_end) == ("2019-12-03", "2019-12-04")


def test_other_rounds_and_agreements_are_mentions() -> None:
    """What the article names beside its subject is kept with the part it plays."""
    tags = tag(_document(CASES["past rounds and a count"]), record=Record())
    assert [(one.sma, one.round, one.text) for one in tags.mentions] == [(12, 6, "sixth round")]


def test_sums_are_kept_of_every_article() -> None:
    """Amounts and percentages are tags of articles about anything."""
    document = Document(title="Prices", body="It costs 2 billion won, 5 percent more.", lang="en")
    tags = tag(document, record=load_record())
    assert [one.value for one in tags.amounts] == [2_000_000_000]
    assert tags.percents == (5.0,)
    assert tags.basis == {}


WORDS = [
    *(
        "SMA",
        "12th",
        "제12차",
        "방위비분담특별협정",
        "Special Measures Agreement",
        "second round",
        "2차 회의",
    ),
    *(
        "오는",
        "25~27일",
        "Tuesday",
        "through Thursday",
        "in Seoul",
        "서울에서",
        "Korea",
        "한미",
        "열렸다.",
    ),
    *("held.", "signed", "서명", "타결", "$5 billion", "50억 달러", "(", ")", "\n\n"),
]


@given(
    st.text() | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.none() | st.dates().map(str),
    st.sampled_from(["en", "ko", "ja", "und"]),
)
def test_any_text_is_tagged_without_an_error(body: str, published: str | None, lang: str) -> None:
    """Whatever the text, its tags are consistent and its evidence is where it says."""
    document = Document(title=body[:40] or None, body=body, published=published, lang=lang)
    tags = tag(document, record=load_record())
    assert _spans_hold(tags, body)
    assert (tags.event_start is None) <= (tags.event_end is None)
    assert tags.event is not None or (tags.event_start, tags.round, tags.venue) == (
        None,
        None,
        None,
    )
    assert tags == tag(replace(document), record=load_record())


@pytest.mark.parametrize(
    "unit", ["제12차 ", "12th SMA ", "second round ", "in Seoul ", "서명 ", "a", "가", "? "]
)
def test_adversarial_text_does_not_hang(unit: str) -> None:
    """A megabyte of one repeated word is tagged like any text."""
    body = "The 12th SMA talks with Korea. " + unit * (200_000 // len(unit))
    document = Document(
        title="Korea-US SMA cost-sharing talks", body=body, published="2024-05-24", lang="en"
    )
    assert tag(document, record=Record()).sma is not None
    assert tag(replace(document, lang="ko"), record=Record()) is not None


@pytest.mark.parametrize(("published", "day"), [("2019-12-18", "18"), ("2019-12-17", "17")])
def test_a_later_day_of_a_known_meeting_is_the_meeting(published: str, day: str) -> None:
    """A report of the second day names that day; the record knows the meeting whole."""
    document = Document(
        title="한미 방위비 5차 회의 종료",
        body=f"한미는 {day}일 서울에서 제11차 방위비분담특별협정 체결을 위한 5차 회의를 열었다.",
        published=published,
        lang="ko",
    )
    assert tag(document, record=load_record()).event_start == "2019-12-17"
    assert tag(document, record=Record()).event_start == f"2019-12-{day}"
