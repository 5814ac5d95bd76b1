"""Ordinals are told apart by what they count; so are places, milestones and subjects."""

import pytest

from sma_cli.tag.happening import main_happening
from sma_cli.tag.ordinals import find_ordinals, main_agreement, main_round, settle
from sma_cli.tag.places import find_places
from sma_cli.tag.subject import is_about_the_talks
from sma_cli.tag.units import Unit, split_units


def _lang(text: str) -> str:
    return "ko" if any("가" <= letter <= "힣" for letter in text) else "en"


ORDINALS = [
    ("talks on the 12th Special Measures Agreement (SMA)", "agreement 12 main"),
    ("the tenth Special Measures Agreement(SMA)", "agreement 10 main"),
    ("the third negotiation for the 11th SMA", "round 3 main, agreement 11 main"),
    ("a fourth meeting regarding the 10th SMA", "round 4 main, agreement 10 main"),
    ("the 11th round of the Special Measures Agreement consultation", "agreement 11 main"),
    ("the current 11th SMA expires", "agreement 11 background"),
    ("the 11th SMA, signed in 2021, will be in effect until 2025", "agreement 11 expiring"),
    ("the pact is the 11th of its kind", "agreement 11 main"),
    ("the second round of talks", "round 2 main"),
    ("the eighth round of negotiations on the 12th SMA", "round 8 main, agreement 12 main"),
    ("a previous third round", "round 3 previous"),
    ("following the second round of talks", "round 2 previous"),
    ("the fifth session of the SMA talks", "round 5 main"),
    ("the 51st SCM and the 27th KIDD", ""),
    ("a second round of drills", ""),
    ("their first face-to-face meeting in a year", ""),
    ("six rounds of talks, 28 years, five times", ""),
    ("제12차 한미 방위비분담특별협정(SMA)", "agreement 12 main"),
    ("제 9차 방위비 분담협정", "agreement 9 main"),
    ("현행 11차 협정", "agreement 11 background"),
    ("12차 SMA의 2차 회의", "agreement 12 main, round 2 main"),
    ("제10차 특별협정 체결을 위한 제2차 회의", "agreement 10 main, round 2 main"),
    ("10차 한미 방위비 분담금 협상 열번째 회의", "agreement 10 main, round 10 main"),
    ("제6차 한미 방위비 분담금 협상이 29일 시작", "round 6 main"),
    ("12차 방위비 협상", "agreement 12 main"),
    ("첫 회의, 두 번째 회의", "round 1 main, round 2 main"),
    ("8번째 회의", "round 8 main"),
    ("제1·2차 고위급 협의", "range 1 main"),
    ("1∼3차 회의는", "range 1 main"),
    ("다음 4차 회의", "round 4 next"),
    ("지난 3차 회의", "round 3 previous"),
    ("네 차례 회의, 10차례 공식 회의", ""),
    ("제51차 한미안보협의회, 3차 한미 기술협의", ""),
]


@pytest.mark.parametrize(("text", "expected"), ORDINALS, ids=[row[0] for row in ORDINALS])
def test_what_an_ordinal_counts(text: str, expected: str) -> None:
    """Each ordinal is an agreement's, a round's or a range of rounds, with the part it plays."""
    lang = _lang(text)
    found = settle(find_ordinals([Unit(1, text, 0)], lang), number_of_talks=None, lang=lang)
    assert ", ".join(f"{one.kind} {one.value} {one.part}" for one in found) == expected


def test_an_ordinal_on_the_talks_is_the_agreement_that_was_being_negotiated() -> None:
    """`제8차 방위비 협의` is the agreement in 2008, and round 8 in a year of another agreement."""
    units = [Unit(1, "제8차 한미 방위비 고위급 협의", 0)]
    kinds = [
        settle(find_ordinals(units, "ko"), number_of_talks=number, lang="ko")[0].kind
        for number in (8, 9)
    ]
    assert kinds == ["agreement", "round"]


def test_the_highest_ordinal_is_the_subject() -> None:
    """The title and the lead decide; a list of past rounds further down does not."""
    units = split_units(
        "Fifth round of talks opens",
        "The fifth round of talks opened. It is about money. There was snow. The first round "
        "was in Seoul, the second round in Honolulu, the third round in Seoul on the 11th SMA.",
    )
    found = settle(find_ordinals(units, "en"), number_of_talks=None, lang="en")
    subject, agreement = main_round(found, units, "en"), main_agreement(found, "en", parts=["main"])
    assert subject is not None
    assert subject.value == 5
    assert agreement is not None
    assert agreement.value == 11


PLACES = [
    ("held in Seoul", ["Seoul"]),
    ("held in Washington, D.C., in March", ["Washington"]),
    ("met in Honolulu, Hawaii", ["Honolulu"]),
    ("Washington is working with Seoul", []),
    ("the U.S. Embassy in Seoul said", []),
    ("at the Korea Institute for Defense Analyses", ["Seoul"]),
    ("talks by video conference", ["online"]),
    ("서울에서 열렸다", ["Seoul"]),
    ("서울 동대문구 한국국방연구원에서", ["Seoul", "Seoul", "Seoul"]),
    ("미국 워싱턴D.C.에서 열린", ["Washington"]),
    ("하와이 호놀룰루에서", ["Honolulu", "Honolulu"]),
    ("LA에서 만난", ["Los Angeles"]),
    ("제주 서귀포에서", ["Jeju", "Jeju"]),
    ("서울과 워싱턴의 입장 차이", []),
    ("화상으로 개최", ["online"]),
]


@pytest.mark.parametrize(("text", "venues"), PLACES, ids=[row[0] for row in PLACES])
def test_places_where_something_happens(text: str, venues: list[str]) -> None:
    """A city is a venue where something happens in it, not where it stands for a government."""
    assert [one.venue for one in find_places(Unit(1, text, 0), _lang(text))] == venues


EVENTS = [
    ("Allies sign cost-sharing deal", "signed"),
    ("Assembly ratifies troop cost pact", "ratified"),
    ("Defense cost pact takes effect", "in_force"),
    ("Envoys initial cost-sharing deal text, initialing it in Seoul", "initialled"),
    ("Seoul, Washington reach cost-sharing deal", "agreed"),
    ("Korea hopes to sign cost-sharing deal soon", None),
    ("No deal reached on troop costs", None),
    ("Panel passes ratification motion", None),
    ("한미, 방위비 협정 서명", "signed"),
    ("한미, 방위비 협정 가서명", "initialled"),
    ("방위비 협정 비준동의안 본회의 통과", "ratified"),
    ("방위비 협정 발효", "in_force"),
    ("한미 방위비 협상 타결", "agreed"),
    ("방위비 협상 조속한 타결 촉구", None),
    ("방위비 협상 타결 실패", None),
    ("외통위, 방위비 비준동의안 의결", None),
]


@pytest.mark.parametrize(("title", "event"), EVENTS, ids=[row[0] for row in EVENTS])
def test_the_title_tells_the_milestone(title: str, event: str | None) -> None:
    """What happened is told from what is hoped for, refused or left to a committee."""
    found = main_happening([Unit(0, title, None)], [], None, _lang(title))
    assert (found.event if found else None) == event


ABOUT = [
    ("Korea, US open talks on 12th SMA", True),
    ("Seoul and Washington far apart on cost of U.S. troops in Korea", True),
    ("Japan, US sign Special Measures Agreement for USFJ in Tokyo", False),
    ("20-day simple moving average (SMA) of Samsung in Seoul", False),
    ("Poland and the US share the cost of American troops in Warsaw", False),
    ("한미 방위비 분담금 협상 시작", True),
    ("주한미군 주둔비 협상", True),
    ("척수성 근위축증(SMA) 치료제", False),
    ("일본 방위비 사상 최대", False),
]


@pytest.mark.parametrize(("title", "about"), ABOUT, ids=[row[0] for row in ABOUT])
def test_what_is_about_the_talks(title: str, about: bool) -> None:  # noqa: FBT001
    """The agreement's name, or its topic with Korea beside it, makes an article about the talks."""
    assert is_about_the_talks([Unit(0, title, None)], _lang(title)) is about


UNITS = [
    ("The U.S. met on Nov. 18. It ended.", ["The U.S. met on Nov. 18.", "It ended."]),
    ("Paid $1.5 billion. More.", ["Paid $1.5 billion.", "More."]),
    ("열렸다. 다음은 서울이다.", ["열렸다.", "다음은 서울이다."]),
    ("One\n\nTwo", ["One", "Two"]),
    ('He said "no." She left.', ['He said "no."', "She left."]),
]


@pytest.mark.parametrize(("body", "sentences"), UNITS, ids=[row[0] for row in UNITS])
def test_sentences(body: str, sentences: list[str]) -> None:
    """A sentence ends at its stop, not within a number or an abbreviation."""
    units = split_units(None, body)
    assert [one.text for one in units[1:]] == sentences
    assert all(body[one.offset or 0 :].startswith(one.text) for one in units[1:])
