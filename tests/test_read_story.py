"""Which lines between an article's paragraphs are its own, and which belong to the page."""

import pytest

from sma_cli.document import Input
from sma_cli.read import read

LEAD = (
    "Negotiators from South Korea and the United States spent two days in Seoul on the upkeep of"
    " the American troops, the foreign ministry said after the meeting on Thursday."
)
MIDDLE = (
    "The ministry gave no sum, but an official told reporters that both delegations had brought"
    " figures and that a further meeting would be held before the end of the month."
)
LAST = (
    "The present agreement ends with the year, and without a new one the Korean workers at the"
    " bases could be sent home again, as they were for two months in the spring."
)
TITLE = "Seoul and Washington part without a sum"


def body_of_page(between: str, after: str = "") -> list[str]:
    """The paragraphs read from a saved page with something in the story, or right below it."""
    story = f"<p>{LEAD}</p><p>{MIDDLE}</p>{between}<p>{LAST}</p>{after}"
    page = f"<html><body><h1>{TITLE}</h1><div class='text'>{story}</div></body></html>"
    return read(Input("page", page.encode())).body.split("\n\n")


def body_of_paste(*between: str) -> list[str]:
    """The paragraphs read from a pasted text with lines in the story."""
    lines = (TITLE, LEAD, MIDDLE, *between, LAST)
    return read(Input("paste", "\n".join(lines).encode())).body.split("\n\n")


@pytest.mark.parametrize(
    ("between", "own"),
    [
        ("<h3>A sum without a name</h3>", ["A sum without a name"]),
        ("<h3 class='sub_tit'>What Washington wants</h3>", ["What Washington wants"]),
        ("<p><strong>Back to the table</strong></p>", ["Back to the table"]),
        ("<h3><div class='sub'>빈손으로 끝난 이틀</div></h3>", ["빈손으로 끝난 이틀"]),
        ("<blockquote>We will be back.</blockquote>", ["We will be back."]),
        (
            "<ul><li>wages of the Korean staff</li><li>new barracks</li></ul>",
            ["wages of the Korean staff", "new barracks"],
        ),
        ("<p>It was short.</p>", ["It was short."]),
    ],
)
def test_what_the_article_says_in_few_words_stays(between: str, own: list[str]) -> None:
    """Sub-headlines, lists, short quotations and short paragraphs stand among the paragraphs."""
    assert body_of_page(between) == [LEAD, MIDDLE, *own, LAST]


@pytest.mark.parametrize(
    "between",
    [
        "<p><a href='/2'>Envoys meet for the ninth time</a></p>",
        "<ul><li><a href='/2'>Envoys meet again</a></li><li><a>Wages unpaid</a></li></ul>",
        "<p>Related</p><p><a href='/2'>Envoys meet for the ninth time</a></p>",
        "<div>Subscribe to our daily newsletter</div>",
        "<p>Sign up for the newsletter of the week and read more about the region.</p>",
        "<p>[영상] 협상장 밖의 하루</p>",
        "<p>무료 뉴스레터 구독하기 ></p>",
        "<p>Envoys meet for the eighth time 2021-02-05</p>",
        "<p>AD 정기예금 특판, 오늘 마감</p>",
        "<p>Lee Areum contributed to this report.</p>",
        "<p>Lee Areum, Arirang News.</p>",
    ],
)
def test_what_the_page_says_between_paragraphs_is_cut(between: str) -> None:
    """Links to other stories, offers, dated headlines and credits are no paragraphs."""
    assert body_of_page(between) == [LEAD, MIDDLE, LAST]


@pytest.mark.parametrize("line", ["The list is as follows:", "단체의 요구는 다음과 같다."])
def test_a_list_that_is_announced_ends_the_article(line: str) -> None:
    """What stands below a colon, or words like it, is the article's even at its end."""
    items = "<ul><li>wages of the Korean staff</li><li>new barracks</li></ul>"
    body = body_of_page("", f"<p>{line}</p>{items}")
    assert body[-3:] == [line, "wages of the Korean staff", "new barracks"]


def test_headlines_below_the_article_are_no_part_of_it() -> None:
    """Words that head no paragraph end the article, linked or not."""
    assert body_of_page("", "<p>Envoys meet again</p><p>Wages unpaid</p>")[-1] == LAST


@pytest.mark.parametrize(
    ("between", "own"),
    [
        (["What comes next"], ["What comes next"]),
        (["◆ 다음 회의는 언제"], ["◆ 다음 회의는 언제"]),
        (["Envoys meet for the ninth time", "Wages unpaid at two bases"], []),
        (["Seoul wants three things:", "- a lower sum", "- a longer term"], None),
        (["Related stories", "Envoys meet for the ninth time"], []),
        (["[Video] Envoys leave the hotel"], []),
    ],
)
def test_one_narrow_line_between_pasted_paragraphs_is_a_sub_headline(
    between: list[str], own: list[str] | None
) -> None:
    """Several are headlines of other stories, unless the line above announces a list."""
    expected = between if own is None else own
    assert body_of_paste(*between) == [LEAD, MIDDLE, *expected, LAST]


def test_columns_that_tabs_part_are_read_one_after_the_other() -> None:
    """A side column pasted behind tabs breaks no sentence of the story."""
    side = ("Most Popular", "1\tSinger comes home", "2\tFlats dearer", "3\tDust over Busan", "")
    rows = zip((TITLE, LEAD, "", MIDDLE, LAST), side, strict=True)
    text = "\n".join(f"{story}\t{beside}" for story, beside in rows)
    assert read(Input("paste", text.encode())).body.split("\n\n") == [LEAD, MIDDLE, LAST]


def test_an_exchange_rate_behind_the_last_sentence_is_cut() -> None:
    """Agencies print it below a story; it says nothing of the talks."""
    line = "Whether the payments stop was not clear."
    assert body_of_page("", f"<p>{line} ($1 = 1,166.9 won)</p>")[-1] == line


def test_a_sentence_that_ends_inside_a_wrapped_block_parts_no_other() -> None:
    """Where text is wrapped, a line that fills the column goes on in the next."""
    wrapped = """
Negotiators from South Korea and the United States spent two days in
Seoul on the upkeep of the American troops, the foreign ministry there
said after the meeting on Thursday.

The ministry gave no sum, but an official told reporters that the Special
Measures Agreement was close. Both delegations had brought figures along.
A further meeting would be held before the end of the month.
"""
    document = read(Input("paste", f"{TITLE}\nMBN\n{wrapped}".encode()))
    assert (document.title, document.source) == (TITLE, "MBN")
    body = document.body
    assert "that the Special Measures Agreement was close." in body


def test_a_marked_list_stays_where_it_is_announced() -> None:
    """A triangle opens captions, and the points of a list below the words that announce it."""
    points = "<p>▲ 인건비 부담을 늘린다</p><p>▲ 새 항목을 두지 않는다</p>"
    body = body_of_page(f"<p>양쪽의 합의는 다음과 같다.</p>{points}")
    assert body[2:5] == [
        "양쪽의 합의는 다음과 같다.",
        "▲ 인건비 부담을 늘린다",
        "▲ 새 항목을 두지 않는다",
    ]


def test_words_under_a_picture_are_cut_by_its_mark() -> None:
    """A picture's box holds its caption, which reads like a short line of the story."""
    picture = "<div class='news_img'><img src='a.png'>지난해 서울에서 열린 5차 회의</div>"
    assert body_of_page(picture) == [LEAD, MIDDLE, LAST]


@pytest.mark.parametrize(
    "inset",
    [
        "<em class='img_desc'>악수하는 두 나라의 협상 대표들 뉴시스</em>",
        "<span class='relate_box'>The story so far, told in five pictures</span>",
    ],
)
def test_a_caption_inside_a_paragraph_is_parted_from_it(inset: str) -> None:
    """An inline element marked as a picture's words glues itself to no sentence."""
    page = f"<html><body><h1>{TITLE}</h1><div>{LEAD}<br>{inset}{MIDDLE}<br>{LAST}</div>"
    assert read(Input("page", page.encode())).body.split("\n\n") == [LEAD, MIDDLE, LAST]


def test_a_marked_word_parts_no_sentence() -> None:
    """A keyword is marked for its tag page, and yet a word of its sentence."""
    page = LEAD.replace("foreign ministry", "<em class='tag'>foreign ministry</em>")
    assert read(Input("page", f"<p>{page}</p><p>{LAST}</p>".encode())).body.startswith(LEAD)


@pytest.mark.parametrize("heading", ["Related stories", "[관련기사]"])
def test_a_sub_headline_stands_below_a_list_of_links(heading: str) -> None:
    """A list of other stories ends where its links end, whatever stands below."""
    links = "<ul><li><a href='/2'>Envoys meet again</a></li><li><a href='/3'>Wages</a></li></ul>"
    between = f"<h4>{heading}</h4>{links}<h3>What Washington wants</h3>"
    assert body_of_page(between) == [LEAD, MIDDLE, "What Washington wants", LAST]


@pytest.mark.parametrize(
    ("picture", "own"),
    [
        ("<div><img src='a.png'><p>Last year's fifth round</p></div>", []),
        ("<div><a><img src='a.png'></a><div><span>지난해 열린 5차 회의</span></div></div>", []),
        ("<p><img src='a.png'><br>두 나라 대표가 지난해 회의에 앞서 악수하고 있다.</p>", []),
        ("<p><img src='a.png'>Nobody at the ministry would say how large the sum is.</p>", None),
        ("<p>It was short.</p><img src='a.png'>", ["It was short."]),
    ],
)
def test_words_in_a_pictures_box_are_its_caption(picture: str, own: list[str] | None) -> None:
    """A box with a picture and a few words needs no mark; a paragraph beside one stays."""
    said = ["Nobody at the ministry would say how large the sum is."] if own is None else own
    assert body_of_page(picture) == [LEAD, MIDDLE, *said, LAST]


def test_a_deck_is_no_lead() -> None:
    """What stands above the date and the byline is said of the article, not in it."""
    deck = "Both sides speak of progress in the talks, but neither would name a sum."
    lines = (TITLE, deck, "By Dana Whitlock", "July 12, 2024", LEAD, MIDDLE, LAST)
    assert read(Input("paste", "\n".join(lines).encode())).body.split("\n\n")[0] == LEAD


def test_a_title_that_names_the_site_alone_is_none() -> None:
    """Old pages have one title for all; the headline is what stands above the text."""
    story = "".join(f"<p>{line}</p>" for line in (LEAD, MIDDLE, LAST))
    head = f"<title>MBN</title><body><b>{TITLE}</b><br>2024-07-12 20:55<div>{story}</div>"
    assert read(Input("page", f"<html>{head}</html>".encode())).title == TITLE
