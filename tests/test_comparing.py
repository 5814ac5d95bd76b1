"""Articles of two languages weighed alike, where a question may be answered in either."""

from pathlib import Path

import pytest
from small_archive import document, filled, source_of

from sma_cli.archive.asking import told
from sma_cli.archive.comparing import Concept, concepts
from sma_cli.archive.crossing import meant
from sma_cli.archive.parse import parse
from sma_cli.archive.query import All, Figure, Words
from sma_cli.document import Tags

TRUMP, IN_KOREAN = Words(("trump",)), Words(("트럼", "럼프"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trump", ((TRUMP, IN_KOREAN),)),
        ("trump jets", ((TRUMP, IN_KOREAN), (Words(("jets",)),))),
        ("trump $5 billion", ((TRUMP, IN_KOREAN), (Figure("usd5000000000"),))),
        ("jets", ((Words(("jets",)),),)),
        ("trump -jets sma:12", ((TRUMP, IN_KOREAN),)),
        ("(trump jets) OR biden", ()),
        ("seoul NEAR/5 specht", ()),
        ("sma:12", ()),
        ("", ()),
    ],
)
def test_what_is_one_concept(query: str, found: tuple[Concept, ...]) -> None:
    """A word with its spellings; nothing where there are none, or more than words is asked for."""
    assert concepts(meant(query, exact=False)) == found


def test_a_name_is_each_of_its_words_and_all_side_by_side() -> None:
    """Its other spelling stands for every one of them."""
    money = Words(("머니", "머신"))
    found = concepts(meant("money machine", exact=False))
    assert [concept[0] for concept in found] == [
        Words(("money",)),
        Words(("machine",)),
        Words(("money", "machine")),
    ]
    assert all(money in concept for concept in found)


def test_a_question_is_answered_in_both_languages(tmp_path: Path) -> None:
    """What is said much in one language does not stand behind what is said rarely in the other."""
    with filled(tmp_path / "sma.db", ()) as archive:
        for number in range(30):
            korean = (
                f"방위비 회의가 {number}일에 열렸다는 소식을 기자가 다시 전했다. 날씨는 맑았다."
            )
            one = document(f"소식 {number}", korean + f" 바람{number}", lang="ko")
            archive.add(one, Tags(), source_of(one))
        bodies = {
            "ko": "트럼프는 한국을 머니 머신이라고 불렀고 방위비를 더 내라고 요구했다.",
            "en": "Trump called Korea a money machine and asked for more defense costs.",
        }
        for lang, body in bodies.items():
            one = document(f"Headline {lang}", body, lang=lang)
            archive.add(one, Tags(), source_of(one))
        for question in (
            "트럼프는 왜 한국을 머니 머신이라고 불렀나",
            "Who called Korea a money machine?",
        ):
            first, second, *_ = archive.search(question, any=True, limit=5)
            assert {first.article.lang, second.article.lang} == {"en", "ko"}
            assert "Headline" in str(first.article.title)
            assert "Headline" in str(second.article.title)


def test_pages_of_an_answer_are_parts_of_the_whole(tmp_path: Path) -> None:
    """However many are weighed again, those behind them follow, each once."""
    with filled(tmp_path / "sma.db", ()) as archive:
        for number in range(130):
            lang = "ko" if number % 3 else "en"
            body = (
                f"트럼프 {'요구 ' * (number % 7)}"
                if lang == "ko"
                else f"Trump {'bill ' * (number % 5)}"
            )
            one = document(f"{number}", f"{body} number{number}", lang=lang)
            archive.add(one, Tags(), source_of(one))

        def ids(limit: int | None, offset: int) -> list[int]:
            hits = archive.search(
                "Trump bill?", any=True, limit=limit, offset=offset, copies=True, shown="none"
            )
            return [hit.article.id for hit in hits]

        every = ids(None, 0)
        assert sorted(every) == list(range(1, 131))
        for limit, offset in ((20, 0), (20, 90), (20, 110), (5, 99), (None, 97), (200, 0)):
            assert ids(limit, offset) == every[offset:][:limit]


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("When was the second round of the 12th SMA talks?", "sma:12 round:2 (sma:12 round:2)"),
        ("제12차 방위비분담특별협정 2차 회의는 어디서 열렸나", "sma:12 round:2 (sma:12 round:2)"),
        ("Who initialed the tenth Special Measures Agreement?", "sma:10 event:initialled"),
        ("11차 협정은 누가 가서명했나", "sma:11 event:initialled"),
        ("What became of the 9th defense cost-sharing deal?", "sma:9"),
        ("What does SMA-11 say?", "sma:11"),
        ("11차 방위비 협상은 언제 끝났나", "sma:11"),
        ("3차 회의는 왜 끝났나", "round:3"),
        ("Why did round 4 end early?", "round:4"),
        ("When did the lawmakers vote on it?", "event:ratified"),
        ("국회는 언제 통과시켰나 비준을", "event:ratified"),
        ("Which pact took effect in 2021?", "event:in_force date:2021"),
        ("2014년에 서명한 사람은", "event:signed date:2014"),
        ("Why did the talks in Los Angeles fail?", "venue:Los-Angeles"),
        ("제주에서는 무슨 회의가 열렸나", "venue:Jeju"),
        ("Was this the first time that he made demands?", ""),
        ("What was the initial demand of 1,234 won?", ""),
        ("Who paid the bill?", ""),
        ("", ""),
    ],
)
def test_what_a_question_says_of_its_answer(question: str, fields: str) -> None:
    """Agreement, round, step, year and city, in both languages; ordinals of other things not."""
    wanted = parse(fields.replace("Los-Angeles", '"Los Angeles"').replace("(", "").replace(")", ""))
    simple = wanted.parts if isinstance(wanted, All) else (wanted,)
    found = told(question)
    assert {one for one in found if not isinstance(one, All)} == set(simple if fields else ())
    assert any(isinstance(one, All) for one in found) == ("(" in fields)


def test_articles_that_are_tagged_as_asked_stand_first(tmp_path: Path) -> None:
    """Of articles with the same words, the one about the round that is asked for is best."""
    with filled(tmp_path / "sma.db", ()) as archive:
        for number in range(1, 9):
            one = document(f"Envoys meet, {number}", f"The round of talks was long, day {number}.")
            archive.add(one, Tags(sma=12, event="round", round=number), source_of(one))
        for number in (1, 5, 8):
            question = f"When did round {number} of the talks end?"
            (best,) = archive.search(question, any=True, limit=1)
            assert best.article.round == number
