"""What is read from pasted pages, in the forms that outlets and portals print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE, KOREAN, PASTED, Page

from sma_cli.document import Document, Input
from sma_cli.read import read


def read_text(text: str) -> Document:
    """Read pasted text."""
    return read(Input("pasted.txt", text.encode()))


@pytest.mark.parametrize("page", PASTED, ids=lambda page: page.name)
def test_a_pasted_page_gives_its_article_and_nothing_else(page: Page) -> None:
    """The body is the article's paragraphs, each once, and the page's facts are read."""
    document = read_text(page.text)
    assert document.body == page.body
    assert (document.title, document.published) == (page.title, page.published)
    assert (document.source, document.agency) == (page.source, page.agency)
    assert document.author == page.author
    assert document.lang == ("ko" if page.body.startswith("한국") else "en")


@pytest.mark.parametrize("page", PASTED, ids=lambda page: page.name)
@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"], ids=["CRLF", "CR", "LS"])
def test_line_ends_make_no_difference(page: Page, line_end: str) -> None:
    """Any line end is a line end."""
    assert read_text(page.text.replace("\n", line_end)) == read_text(page.text)


@pytest.mark.parametrize("page", PASTED, ids=lambda page: page.name)
def test_reading_what_was_read_changes_nothing(page: Page) -> None:
    """A clean body under its title is read as itself."""
    document = read_text(page.text)
    again = read_text(f"{document.title or ''}\n\n{document.body}")
    assert (again.title, again.body) == (document.title, document.body)


@pytest.mark.parametrize(
    ("dateline", "text", "agency", "author"),
    [
        ("SEOUL, Nov. 17 (Yonhap) --", "SEOUL, Nov. 17", "Yonhap", None),
        ("WASHINGTON, June 7 (Yonhap) —", "WASHINGTON, June 7", "Yonhap", None),
        ("SEOUL (Reuters) -", "SEOUL", "Reuters", None),
        ("SEOUL, South Korea (AP) —", "SEOUL, South Korea", "AP", None),
        ("Seoul (AFP) –", "Seoul", "AFP", None),
        ("TOKYO, July 9 (KUNA) --", "TOKYO, July 9", "KUNA", None),
        ("SEOUL, Sept. 24, 2024 (Yonhap) ---", "SEOUL, Sept. 24, 2024", "Yonhap", None),
        ("SEOUL ---", "SEOUL", None, None),
        ("WASHINGTON:", "WASHINGTON", None, None),
        ("Seoul (dpa) -", "Seoul", "dpa", None),
        ("Seoul, 24 September (TASS):", "Seoul, 24 September", "TASS", None),
        ("Seoul, South Korea –", "Seoul, South Korea", None, None),
        ("TOKYO, Sept. 24, Kyodo -", "TOKYO, Sept. 24", "Kyodo", None),
        ("HONOLULU, Hawaii (AP) _", "HONOLULU, Hawaii", "AP", None),
        ("Seoul (AP)", "Seoul", "AP", None),
        ("(서울=연합뉴스) 홍길동 기자 =", "서울=연합뉴스", "Yonhap", "홍길동"),
        ("(워싱턴=연합뉴스) 홍길동 특파원 =", "워싱턴=연합뉴스", "Yonhap", "홍길동"),
        ("(서울=뉴스1) 홍길동 김가나 기자 =", "서울=뉴스1", "News1", "홍길동, 김가나"),
        ("[서울=뉴시스]홍길동 기자 =", "서울=뉴시스", "Newsis", "홍길동"),
        ("【서울=뉴시스】홍길동 기자 =", "서울=뉴시스", "Newsis", "홍길동"),
        ("[이데일리 홍길동 기자]", None, None, "홍길동"),
        ("[워싱턴=홍길동 특파원]", "워싱턴", None, "홍길동"),
        ("홍길동 기자 =", None, None, "홍길동"),
    ],
)
def test_datelines_are_cut_and_kept(
    dateline: str, text: str | None, agency: str | None, author: str | None
) -> None:
    """A dateline leaves the body, and gives its place and day, its wire and its reporter."""
    korean = any(character >= "가" for character in dateline)
    title, body = (KO_TITLE, KO) if korean else (EN_TITLE, EN)
    document = read_text(f"{title}\n\n{dateline} {body}")
    assert document.body == body
    assert document.dateline == text
    assert (document.agency, document.author) == (agency, author)


@pytest.mark.parametrize(
    "start",
    [
        "SEOUL is not alone in paying for foreign troops, as officials of both sides point out.",
        "USFK (US Forces Korea) said on Monday that half of its Korean workers are on leave.",
        "DEHART: We were compelled to cut short our participation in the talks today.",
        "Seoul: a city that has never paid as little as Washington says it has.",
        "U.S. - Korea talks went on for a third day, and nobody said how far apart they are.",
        "THAAD - a missile shield - is not part of what the two sides are talking about.",
        "(1) The sum, (2) the term and (3) the yearly rise were on the table, officials said.",
        "[사설을 읽고] 협상이 길어질수록 현장의 불안이 커진다는 독자의 지적에 공감하는 이가 많다.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(start: str) -> None:
    """Capitals and brackets alone make no dateline."""
    assert read_text(f"{EN_TITLE}\n\n{start}\n\n{EN}").body.startswith(start)


@pytest.mark.parametrize(
    "tail",
    [
        "가나다 기자 gana@yna.co.kr",
        "gana@yna.co.kr",
        "(gana@yna.co.kr)",
        "[email protected]",
        "(끝)",
        "/가나다 기자 gana@seoul.co.kr",
        "[가나다 기자]",
        ".../뉴스1",
        "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>",
        "gana@yna.co.kr (끝) <저작권자(c) 연합뉴스, 무단 전재-재배포 금지>",
        "Copyright ⓒ 미래일보. 무단전재 및 재배포 금지",
    ],
)
def test_what_is_glued_to_the_last_sentence_is_cut(tail: str) -> None:
    """Mail, reporter and copyright leave the sentence that they are stuck to."""
    assert read_text(f"{KO_TITLE}\n\n{KO} {tail}").body == KO
    assert read_text(f"{KO_TITLE}\n\n{KO}{tail}").body == KO


@pytest.mark.parametrize(
    "caption",
    [
        "▲ 이태우 대표가 11일 회의장에 들어서고 있다.",
        "이태우 대표가 11일 회의장에 들어서고 있다. /사진=연합뉴스",
        "회의장에 들어서는 두 대표. [사진 외교부]",
        "두 나라 대표가 지난 2차 회의에서 악수하고 있다. 〈외교부 제공〉",
        "(사진=외교부 제공)",
        "이태우 대표(왼쪽)와 린다 스펙트 대표가 10일 워싱턴에서 악수하고 있다.",
        "두 나라 대표가 1차 회의를 시작하고 있다. (공동취재) 2024.4.23/뉴스1",
        "Negotiators pose before the second round of talks in Seoul on May 21. [AFP/YONHAP]",
        "Lee Tae-woo (right) shakes hands with Linda Specht in Seoul on May 21. (Yonhap)",
        "The two teams face each other in the second round. / Courtesy of the Foreign Ministry",
        "This file photo shows the two chief negotiators in the first round in Hawaii.",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_captions_are_cut_wherever_they_stand(caption: str, place: int) -> None:
    """A caption above the lead or between paragraphs is no part of the article."""
    lines = [*KOREAN[:place], caption, *KOREAN[place:]]
    document = read_text("\n\n".join((KO_TITLE, *lines)))
    assert document.body == KO
    assert document.agency is None


def test_a_caption_stays_where_it_is_all_the_text_there_is() -> None:
    """A page of a picture is read by its caption."""
    caption = "▲ 이태우 대표와 린다 스펙트 대표가 3차 회의에서 악수하고 있다. (사진=외교부 제공)"
    assert read_text(f"{KO_TITLE}\n{caption}\n공유하기\n").body == caption


@pytest.mark.parametrize(
    "box",
    [
        "관련기사\n2차 회의는 왜 하루 일찍 끝났나",
        '관련기사 "4차 회의에서 30억달러 요구"…협상단의 뒷이야기',
        "Read more: Second round of talks ends early",
        '- 미 국무부, 5차 회의 날짜 확정\n- 국회 "50억 달러 안 돼"',
        "크게\n작게\n프린트",
    ],
)
def test_boxes_between_paragraphs_do_not_end_the_article(box: str) -> None:
    """A list of other stories inside the text is cut, and the text goes on below it."""
    text = "\n".join((KO_TITLE, *KOREAN[:2], box, *KOREAN[2:]))
    assert KOREAN[1] in read_text(text).body
    assert KOREAN[3] in read_text(text).body
    assert "회의는 왜" not in read_text(text).body
    assert "30억달러" not in read_text(text).body


@pytest.mark.parametrize("name", ["Yonhap", "(Yonhap)", "YONHAP", "연합뉴스"])
def test_a_wire_below_the_text_is_the_agency(name: str) -> None:
    """The wire's name leaves the body; it is the source only where no outlet is named."""
    document = read_text(f"{EN_TITLE}\n\n{EN}\n\n{name}\n")
    assert (document.body, document.agency, document.source) == (EN, "Yonhap", "Yonhap")
    carried = read_text(f"{EN_TITLE}\n\n{EN}\n\n{name}\n\nCopyright ⓒ The Korea Times\n")
    assert (carried.agency, carried.source) == ("Yonhap", "Korea Times")


def test_lines_wrapped_at_a_column_are_paragraphs_again() -> None:
    """Text from mail is read as the paragraphs it was."""
    from textwrap import fill

    wrapped = "\n\n".join(fill(paragraph, 72) for paragraph in ENGLISH)
    assert read_text(f"{EN_TITLE}\n\n{wrapped}\n").body == EN
    assert read_text(f"{EN_TITLE}\n{wrapped}\n".replace("\n\n", "\n")).body == EN


def test_a_sentence_broken_at_a_link_is_mended() -> None:
    """A line that cannot end there goes on in the next."""
    broken = EN.replace("on the 12th Special Measures Agreement", "on the\n12th\nAgreement")
    assert "round on the\n12th" not in read_text(f"{EN_TITLE}\n{broken}").body
    capital = EN.replace("closed doors", "closed doors in Washington, D.\nC.\n")
    assert "D.C." in read_text(f"{EN_TITLE}\n{capital}").body


@pytest.mark.parametrize(
    "head", [EN_TITLE, f"{EN_TITLE}.", f"{EN_TITLE}. June. 13, 2024 07:38. by Na-Da Ga"]
)
def test_the_headline_printed_again_is_no_paragraph(head: str) -> None:
    """Above the lead, alone or with the date and the byline behind it."""
    assert read_text(f"{EN_TITLE}\nJune. 13, 2024 07:38.\n\n{head}\n\n{EN}").body == EN


def test_what_was_cut_is_listed() -> None:
    """The document tells what it left out."""
    cut = read_text(PASTED[3].text).cut
    assert "이 글자크기로 변경됩니다." in cut
    assert any(line.startswith("Negotiators from South Korea") for line in cut)


def test_text_without_a_headline_has_no_title() -> None:
    """A lead is not taken for a headline."""
    assert read_text(EN).title is None
    assert read_text("Trump asked for $5 billion.\nSeoul said no.").title is None


def test_a_few_words_are_text_enough() -> None:
    """A note of a few words is kept as it is."""
    assert read_text("Trump asked for $5 billion").body == "Trump asked for $5 billion"


@pytest.mark.parametrize(
    "text",
    [
        "The talks ended. " * 200_000,
        "협상이 끝났다. " * 200_000,
        "Hello world." * 100_000,
        "(left), " * 200_000,
        "Write to gana@hani.co.kr soon. " * 100_000,
        f"{EN}\n" * 2_000,
        "Second round ends early\n" * 20_000,
        "2024. 6. 13. 09:05\n" * 20_000 + EN,
    ],
    ids=["line", "Korean line", "glued", "places", "mail", "story", "headlines", "dates"],
)
def test_no_size_and_no_repetition_is_too_much(text: str) -> None:
    """Megabytes in one line, or a hundred thousand lines, are read in one go."""
    assert read_text(text).body


@given(st.text(min_size=1, max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but the errors of reading is raised, and a body keeps its promises."""
    from sma_cli.errors import InputRefused

    try:
        document = read_text(text)
    except InputRefused:
        return
    paragraphs = document.body.split("\n\n")
    assert all(paragraph == paragraph.strip() and paragraph for paragraph in paragraphs)
    assert not any("\n" in paragraph for paragraph in paragraphs)


_MARKS = ["Yonhap", "관련기사", "(끝)", "2024. 6. 13. 09:05"]
_PIECES = [*ENGLISH, *KOREAN, EN_TITLE, KO_TITLE, *_MARKS]


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=30))
def test_no_paragraph_is_ever_printed_twice(pieces: list[str]) -> None:
    """However the pieces of pages are mixed, each long paragraph of the body is there once."""
    from sma_cli.errors import InputRefused

    try:
        paragraphs = read_text("\n".join(pieces)).body.split("\n\n")
    except InputRefused:
        return
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 80]
    assert len(long) == len(set(long))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "The two sides will hold a third round of talks on sharing the",
            "cost of troops, it said.",
        ),
        ("Envoys met for a third day at the foreign ministry in Seoul to narrow", "gaps, he said."),
        (
            "한국과 미국은 11일부터 사흘간 워싱턴에서 새 협정 체결을 위한",
            "3차 회의를 연다고 밝혔다.",
        ),
        ("양측 대표단은 이날 오전 10시부터 서울 한국국방연구원에서", "회의를 시작했다고 한다."),
    ],
)
def test_two_lines_of_one_sentence_are_no_headline_and_lead(above: str, below: str) -> None:
    """A short text wrapped by hand is one paragraph without a headline."""
    for around in ("{}\n{}", "{}\n{}\n", "\n\n{}\n{}\n\n" + KO):
        document = read_text(around.format(above, below))
        assert document.body.startswith(f"{above} {below}")
        assert document.title is None


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Korea, US to hold 8th round of defense cost talks this week",
            "Envoys meet on Wednesday.",
        ),
        (EN_TITLE, ENGLISH[0]),
        (KO_TITLE, KOREAN[0]),
        ("한미 방위비 협상 이틀째… 쟁점은 여전히 총액과 인상률", "양측은 12일 다시 만났다."),
    ],
)
def test_a_headline_right_above_its_lead_stays_one(title: str, lead: str) -> None:
    """Without an empty line between them."""
    document = read_text(f"{title}\n{lead}\n")
    assert (document.title, document.body) == (title, lead)


@pytest.mark.parametrize(
    "title", ["한미, 방위비 분담금 협상 원칙적 합의", "이틀간의 서울 협의서 분담금 논의"]
)
def test_a_korean_headline_may_end_like_a_particle(title: str) -> None:
    """`합의` and `논의` are nouns: the outlet below them is no rest of a sentence."""
    document = read_text(f"{title}\nMBN\n입력 2008-10-30 18:12\n\n{KO}")
    assert (document.title, document.source) == (title, "MBN")
