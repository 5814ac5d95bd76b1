"""The other rounds and agreements that an article names, and what it says of them there."""

import pytest

from sma_cli.document import Document, Mention
from sma_cli.record import Record
from sma_cli.tag import tag

ENGLISH = (
    "Korea-US defense cost talks: fourth round opens",
    "South Korea and the U.S. opened the fourth round of talks on the 12th Special Measures "
    "Agreement in Seoul on Tuesday. ",
    "2024-06-25",
    "en",
)
KOREAN = (
    "한미, 4차 방위비 회의 시작",
    "한미가 25일 서울에서 제12차 방위비분담특별협정 체결을 위한 4차 회의를 시작했다. ",
    "2024-06-25",
    "ko",
)
# What follows the lead above, and the mentions: role, agreement.round, days and venue.
CASES = [
    (ENGLISH, "", []),
    (
        ENGLISH,
        "The two sides held the first round in Honolulu on April 23-25 and the second round in "
        "Seoul on May 21-23.",
        [
            "background 12.1 2024-04-23..2024-04-25 Honolulu",
            "background 12.2 2024-05-21..2024-05-23 Seoul",
        ],
    ),
    (
        ENGLISH,
        "In the previous third round, held in Washington on June 10-12, they differed.",
        ["previous 12.3 2024-06-10..2024-06-12 Washington"],
    ),
    (ENGLISH, "The fifth round is expected in Washington.", ["next 12.5 - Washington"]),
    (KOREAN, "협정이 지난해 12월 31일 만료돼 공백 상태에서 열린 첫 협상이다.", []),
    (KOREAN, "올해 들어 첫 회의다.", []),
    (
        ENGLISH,
        "The fifth round will be held in Seoul on July 10.",
        ["next 12.5 2024-07-10.. Seoul"],
    ),
    (
        ENGLISH,
        "The first and second rounds were held in Honolulu and in Seoul.",
        ["background 12.1 - Honolulu", "background 12.2 - Seoul"],
    ),
    (
        ENGLISH,
        "The first through third rounds set the frame.",
        ["background 12.1 - -", "background 12.2 - -", "background 12.3 - -"],
    ),
    (
        ENGLISH,
        "The official said Monday that the third round had gone well.",
        ["background 12.3 - -"],
    ),
    (
        ENGLISH,
        "The third round was held in Washington. In the third round, held on June 10-12, they met.",
        ["background 12.3 2024-06-10..2024-06-12 Washington"],
    ),
    (
        ENGLISH,
        "The 11th SMA was signed on April 8, 2021.",
        ["background 11 signed 2021-04-08..2021-04-08 -"],
    ),
    (ENGLISH, "The 11th SMA runs through 2025.", ["background 11 - -"]),
    (
        ENGLISH,
        "The ninth round of talks on the 11th SMA was held in Washington on March 5-7, 2021.",
        ["background 11.9 2021-03-05..2021-03-07 Washington", "background 11 - -"],
    ),
    (
        KOREAN,
        "앞서 1차 회의는 4월 23~25일 호놀룰루에서, 2차 회의는 5월 21~23일 서울에서 열렸다.",
        [
            "previous 12.1 2024-04-23..2024-04-25 Honolulu",
            "background 12.2 2024-05-21..2024-05-23 Seoul",
        ],
    ),
    (
        KOREAN,
        "지난 10∼12일 워싱턴에서 열린 3차 회의에 이어 2주 만이다.",
        ["background 12.3 2024-06-10..2024-06-12 Washington"],
    ),
    (KOREAN, "5차 회의는 다음달 10일 서울에서 열린다.", ["next 12.5 2024-07-10.. Seoul"]),
    (
        KOREAN,
        "1~3차 회의에서 논의한 내용을 바탕으로 한다.",
        ["background 12.1 - -", "background 12.2 - -", "background 12.3 - -"],
    ),
    (
        KOREAN,
        "1차와 3차 회의는 각각 하와이와 워싱턴에서 열렸다.",
        ["background 12.1 - -", "background 12.3 - -"],
    ),
    (
        KOREAN,
        "1차와 3차 회의는 미국 워싱턴에서 열렸다.",
        ["background 12.1 - Washington", "background 12.3 - Washington"],
    ),
    (KOREAN, "8·9차 협정은 다섯 해짜리였다.", []),
    (
        KOREAN,
        "제11차 협정은 2021년 4월 8일 서명됐다.",
        ["background 11 signed 2021-04-08..2021-04-08 -"],
    ),
]


def _shown(one: Mention) -> str:
    number = f"{one.sma}" if one.round is None else f"{one.sma}.{one.round}"
    days = f"{one.event_start}..{one.event_end or ''}" if one.event_start else "-"
    event = "" if one.event in (None, "round") else f"{one.event} "
    return f"{one.role} {number} {event}{days} {one.venue or '-'}"


@pytest.mark.parametrize(("article", "more", "mentions"), CASES)
def test_what_is_said_beside_a_name_belongs_to_it(
    article: tuple[str, str, str, str], more: str, mentions: list[str]
) -> None:
    """Days and venues of other rounds go with their names, and leave the article's own alone."""
    title, lead, published, lang = article
    document = Document(title=title, body=lead + more, published=published, lang=lang)
    tags = tag(document, record=Record())
    assert [_shown(one) for one in tags.mentions] == mentions
    assert (tags.sma, tags.event, tags.round, tags.event_start, tags.venue) == (
        *(12, "round", 4),
        *("2024-06-25", "Seoul"),
    )
    for one in tags.mentions:
        assert document.body[one.start : one.end] == one.text
        assert (one.event == "round") == (one.round is not None)
