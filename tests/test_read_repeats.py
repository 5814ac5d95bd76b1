"""What a page prints twice is kept once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import ENGLISH, KOREAN

from sma_cli.read.furniture import cut_tail, is_sentence, kind_of, part_glued
from sma_cli.read.repeats import fold_repeats
from sma_cli.read.wrapped import unwrap

REWORDED = (
    "Negotiators from South Korea and the United States ended three days of talks on Thursday "
    "without settling how much Seoul will pay for American troops from 2026, officials said."
)


@pytest.mark.parametrize("story", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_a_doubled_lead_is_kept_once(story: tuple[str, ...]) -> None:
    """In the same words, the summary goes."""
    assert fold_repeats([story[0], *story])[0] == list(story)


def test_of_a_reworded_lead_the_bodys_own_is_kept() -> None:
    """The second of the two is the one that the body goes on from."""
    kept, cut = fold_repeats([REWORDED, *ENGLISH])
    assert kept == list(ENGLISH)
    assert cut == [REWORDED]


@pytest.mark.parametrize("story", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_a_story_printed_twice_is_kept_once(story: tuple[str, ...]) -> None:
    """Whole, or broken off in the middle."""
    assert fold_repeats([*story, *story])[0] == list(story)
    assert fold_repeats([*story, *story[:-1]])[0] == list(story)


@pytest.mark.parametrize("story", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_a_summary_of_sentences_of_the_text_is_cut(story: tuple[str, ...]) -> None:
    """Three lines above the text that a machine took out of it."""
    summary = [story[0], story[1]]
    assert fold_repeats([*summary, *story])[0] == list(story)


def test_short_sentences_may_stand_twice() -> None:
    """`No comment.` is said more than once."""
    story = [ENGLISH[0], "“No.”", ENGLISH[1], "“No.”"]
    assert fold_repeats(story)[0] == story


def test_paragraphs_on_one_matter_are_no_repeats() -> None:
    """Two paragraphs that share a phrase both stay."""
    story = [
        "The third round on the 12th Special Measures Agreement was held in Washington in June.",
        "The second round on the 12th Special Measures Agreement was held in Seoul late in May.",
        *ENGLISH[2:],
    ]
    assert fold_repeats(story)[0] == story


@given(st.lists(st.sampled_from([*ENGLISH, *KOREAN]), max_size=12))
def test_every_paragraph_is_kept_once_and_none_is_lost(paragraphs: list[str]) -> None:
    """Whatever is repeated, each paragraph is there once, and the rest is listed."""
    kept, cut = fold_repeats(paragraphs)
    assert set(kept) == set(paragraphs)
    assert sorted([*kept, *cut]) == sorted(paragraphs)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("글자크기 설정 파란원을 좌우로 움직이시면 글자크기가 변경 됩니다.", "furniture"),
        ("(예시) 가장 빠른 뉴스가 있고 다양한 정보를 전합니다.", "furniture"),
        ("이 기사의 카테고리는 언론사의 분류를 따릅니다.", "furniture"),
        ("크게 작게 프린트 메일", "furniture"),
        ("Home > National > Diplomacy", "furniture"),
        ("small font big font facebook share", "furniture"),
        ("1,152 읽음", "furniture"),
        ("추천0 비추천 0", "furniture"),
        ("#방위비 #SMA", "furniture"),
        ("4 MINUTE READ", "furniture"),
        ("[앵커]", "furniture"),
        ("", "furniture"),
        ("이 기사에 대해 어떻게 생각하시나요?", "end"),
        ("댓글 첫 댓글을 작성해보세요", "end"),
        ("Leave a Reply", "end"),
        ("(끝)", "end"),
        ("(END)", "end"),
        ("저작권자 © 미래일보 무단전재 및 재배포 금지", "end"),
        ("Copyright © 코리아중앙데일리. 무단전재 및 재배포 금지.", "end"),
        ("관련기사", "section"),
        ("Most Popular", "section"),
        ("이 시각 주요뉴스", "section"),
        ("Related articles: Second round ends", "section"),
        ("Yonhap", "outlet"),
        ("The Korea Herald", "outlet"),
        ("입력 2024-06-13 10:43", "date"),
        ("가나다 기자 gana@hani.co.kr", "byline"),
        ("By Ga Na-da", "byline"),
        ("Reporting by Ga Nada; Editing by Ra Maba", "byline"),
        ("- 장마 북상에 남부 호우특보", "item"),
        ("▲ 이태우 대표가 회의장에 들어서고 있다.", "caption"),
        ("한미 방위비 3차 회의 빈손 종료", "headline"),
        ("협상이 헛도는 가운데 주한미군은 무급휴직을 예고했고 정부는 유감을 표했다.", "prose"),
        (ENGLISH[0], "prose"),
        (KOREAN[1], "prose"),
        ("No deal was reached.", "brief"),
        (
            "Comments by Trump have unsettled the negotiators on both sides, she said.",
            "prose",
        ),
        (
            "관련기사가 쏟아졌지만 정부는 어떤 숫자도 확인해 주지 않겠다는 입장을 지켰다.",
            "prose",
        ),
    ],
)
def test_a_line_alone_is_told_by_phrase_and_shape(line: str, kind: str) -> None:
    """The kinds that decide what is an article's and what is its page's."""
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("It ended.", True),
        ("회의를 마쳤다", True),
        ("“We agree.”", True),
        ("協議を終えました。", True),
        ("Seoul to send envoy to U.S.", False),
        ("Allies meet", False),
        ("", False),
    ],
)
def test_sentences_end_as_sentences_do(line: str, sentence: bool) -> None:  # noqa: FBT001
    """A headline that ends in an abbreviation is no sentence."""
    assert is_sentence(line) is sentence


def test_what_is_stuck_to_a_sentence_is_parted() -> None:
    """A credit before the lead, and lists after the last sentence."""
    assert part_glued(f"Photo : YONHAP News{ENGLISH[0]}") == ["Photo : YONHAP News", ENGLISH[0]]
    assert part_glued(f"{KOREAN[0]}관련 키워드방위비") == [KOREAN[0], "관련 키워드방위비"]
    assert part_glued("Photo : YONHAP News") == ["Photo : YONHAP News"]
    assert part_glued(f"{ENGLISH[0]}{ENGLISH[1]}") == [ENGLISH[0], ENGLISH[1]]
    assert part_glued("".join(KOREAN[:2])) == [KOREAN[0], KOREAN[1]]
    assert cut_tail(f"{KOREAN[0]} 가나다 기자 gana@yna.co.kr (끝)") == (
        KOREAN[0],
        "가나다 기자 gana@yna.co.kr (끝)",
    )
    assert cut_tail(ENGLISH[0]) == (ENGLISH[0], "")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Second round ends early in Seoul",
            "Why the third round matters",
            "A street of bookshops",
        ],
        [*ENGLISH],
        ["정치", "경제", "국제", "스포츠"],
        [],
    ],
)
def test_lines_that_are_not_wrapped_stay(lines: list[str]) -> None:
    """Headlines below each other are not joined."""
    assert [line for line in unwrap(lines) if line] == lines
