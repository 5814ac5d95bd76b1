"""What is read from saved web pages, and from what only pretends to be one."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE, KOREAN
from saved_pages import SAVED, SavedPage, paragraphs

from sma_cli.document import Document, Input
from sma_cli.errors import InputRefused
from sma_cli.read import read
from sma_cli.read.markup import is_html


def read_page(html: str) -> Document:
    """Read a saved page under a name that tells nothing."""
    return read(Input("page.txt", html.encode()))


@pytest.mark.parametrize("page", SAVED, ids=lambda page: page.name)
def test_a_saved_page_gives_its_article_and_nothing_else(page: SavedPage) -> None:
    """The body is the article's paragraphs, and the head's facts are read."""
    document = read_page(page.html)
    assert document.body == page.body
    assert (document.title, document.published) == (page.title, page.published)
    assert (document.source, document.agency) == (page.source, page.agency)
    assert document.url == page.url
    assert document.format == "html"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html><p>x", True),
        ("\n<html>", True),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>', True),
        ("<!-- saved from url --><html><head>", True),
        ("<div><p>a</p></div>", True),
        ("text <p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>", True),
        ("The bill, <not the deal>, failed.", False),
        ("<저작권자(c) 연합뉴스>", False),
        ("Costs < 5 and rounds > 3", False),
        ("", False),
    ],
)
def test_html_is_told_by_its_content(text: str, expected: bool) -> None:  # noqa: FBT001
    """Tags make a page, angle brackets do not."""
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ('<meta property="article:published_time" content="2024-06-13T09:05:00+0900">', "full"),
        ('<meta property="article:published_time" content="2024-06-13T00:05:00.000Z">', "full"),
        ('<meta itemprop="datePublished" content="2024-06-13 09:05:00">', "full"),
        ('<meta name="pubdate" content="Thu, 13 Jun 2024 09:05:00 +0900">', "full"),
        ('<meta property="og:regDate" content="20240613090500">', "none"),
        ('<meta name="date" content="2024-06-13">', "day"),
        ('<meta name="DC.date.issued" content="2024-06-13">', "day"),
        ('<time itemprop="datePublished" datetime="2024-06-13T09:05:00+09:00"></time>', "full"),
        ('<time datetime="2024-06-13">June 13</time>', "day"),
        ('<meta property="article:published_time" content="">', "none"),
        ('<meta property="article:published_time" content="yesterday">', "none"),
        ('<meta property="article:modified_time" content="2024-06-14T00:00:00Z">', "none"),
    ],
)
def test_the_date_of_the_head_is_read_on_the_outlets_clock(meta: str, published: str) -> None:
    """Any usual tag dates the page; an outlet in Korea has Korean time."""
    html = f"""<html><head><title>{EN_TITLE}</title>{meta}
<meta property="og:site_name" content="The Korea Times"></head>
<body><h1>{EN_TITLE}</h1>{meta if "time" in meta[:5] else ""}{paragraphs(ENGLISH)}</body></html>"""
    expected = {"full": "2024-06-13T09:05:00+09:00", "day": "2024-06-13", "none": None}
    assert read_page(html).published == expected[published]


@pytest.mark.parametrize(
    "title",
    [
        f"{KO_TITLE} | 연합뉴스",
        f"{KO_TITLE} :: 공감언론 뉴시스 ::",
        f"{KO_TITLE} - KBS WORLD",
        f"{KO_TITLE} < 정치 < 기사본문 - 미래일보",
        f"{KO_TITLE} | 정치 | 한겨레",
        f"연합뉴스 | {KO_TITLE}",
        f"{KO_TITLE} l KBS WORLD",
        f"{KO_TITLE} - 38 North: Informed Analysis",
        f"[동아일보]{KO_TITLE}",
    ],
)
def test_the_outlets_suffix_is_no_part_of_the_headline(title: str) -> None:
    """The headline is what the outlet printed over the text."""
    html = f"<html><head><title>{title.replace('<', '&lt;')}</title></head><body><p>{KO}</p>"
    assert read_page(html).title == KO_TITLE


@pytest.mark.parametrize(
    ("name", "author", "agency"),
    [
        ("Ga Na-da", "Ga Na-da", None),
        ("가나다 기자", "가나다", None),
        ("가나다 기자 gana@hani.co.kr", "가나다", None),
        ("Yonhap", None, "Yonhap"),
        ("https://www.facebook.com/hani", None, None),
    ],
)
def test_the_heads_author_is_a_person_or_the_wire(
    name: str, author: str | None, agency: str | None
) -> None:
    """A wire is no author, and an address is nobody."""
    head = f'<title>{EN_TITLE}</title><meta property="article:author" content="{name}">'
    document = read_page(f"<html><head>{head}</head><body>{paragraphs(ENGLISH)}")
    assert (document.author, document.agency) == (author, agency)


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 5000,
        '{"@type": "NewsArticle", "headline": 5, "author": [null, {"name": 3}]}',
        '{"@type": "NewsArticle", "datePublished": {"a": 1}, "articleBody": ["x"]}',
        "null",
        '{"@graph": {"@type": null}}',
    ],
)
def test_broken_linked_data_is_as_if_it_were_not_there(script: str) -> None:
    """Whatever stands in a JSON-LD script, the page is read."""
    html = f"""<html><head><title>{EN_TITLE}</title><script type="application/ld+json">
{script}</script></head><body>{paragraphs(ENGLISH)}</body></html>"""
    assert read_page(html).body == EN


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><head><title>Seoul</title></head><body></body></html>",
        "<html><body><nav><a>Home</a><a>News</a></nav></body></html>",
        "<!doctype html><script>var a = 'The talks ended in Seoul on Friday.';</script>",
        "<html><!-- no end",
        "<html><script>" * 1000,
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    """A page of menus or scripts is no article."""
    with pytest.raises(InputRefused, match=r"page\.txt: no article on this page"):
        read_page(html)


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 5000 + paragraphs(ENGLISH) + "</div>" * 5000,
        "<html><body>" + "<table><tr><td>" * 500 + paragraphs(ENGLISH),
        "<html><body>" + paragraphs(ENGLISH).replace("</p>", ""),
        f"<html><body><p class='{'a ' * 50_000}'>" + paragraphs(ENGLISH),
        "<html><body>" + "<b>" * 10_000 + paragraphs(ENGLISH),
        '<?xml version="1.0" encoding="euc-kr"?><html><body>' + paragraphs(ENGLISH),
        "<html><body><p>\x01\x02</p>" + paragraphs(ENGLISH),
    ],
    ids=["deep", "deep tables", "unclosed", "long class", "unclosed inline", "prolog", "controls"],
)
def test_a_broken_page_is_read_all_the_same(html: str) -> None:
    """No nesting and no missing end hides the article."""
    assert ENGLISH[0] in read_page(html).body
    assert ENGLISH[3] in read_page(html).body


def test_a_page_too_large_for_readability_is_read() -> None:
    """A page with a megabyte of pictures inlined or of menus is read all the same."""
    menu = "<div class='menu'><a>Politics</a> <a>Economy</a></div>" * 40_000
    assert read_page(f"<html><body>{menu}<div>{paragraphs(ENGLISH)}</div>").body == EN


def test_reading_a_page_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Readability's talk stays inside."""
    with caplog.at_level(logging.DEBUG):
        read_page(SAVED[0].html)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


@settings(max_examples=60)
@given(st.text(alphabet="<>/pdiv bahref='\"=&;한국. ", max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    """Nothing but a refusal comes of broken markup."""
    try:
        read_page(f"<html><body>{markup}")
    except InputRefused:
        return


def test_a_page_cut_off_inside_a_tag_shows_no_markup() -> None:
    """What is left of a tag is no text: a page cut off in its head has no article."""
    cut_off = f'<html><head><title>{KO_TITLE}</title><meta property="og:description" content="{KO}'
    with pytest.raises(InputRefused, match="no article"):
        read_page(cut_off)


@pytest.mark.parametrize(
    ("claim", "line", "published"),
    [
        ("2024-06-13", "Posted June. 13, 2024 07:41,", "2024-06-13T07:41:00+09:00"),
        ("2024-06-13", "Posted June. 14, 2024 07:41,", "2024-06-13"),
        ("2024-06-13T09:05:00+09:00", "Posted June. 13, 2024 07:41,", "2024-06-13T09:05:00+09:00"),
    ],
)
def test_the_page_tells_the_hour_of_the_day_that_its_head_claims(
    claim: str, line: str, published: str
) -> None:
    """A head that names the day alone is believed, and the page's own clock with it."""
    head = f'<meta property="article:published_time" content="{claim}">'
    body = f"<h1>{KO_TITLE}</h1><p>{line}</p>{paragraphs(KOREAN)}"
    assert read_page(f"<html><head>{head}</head><body>{body}").published == published


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ('{"first_publish_date":"2024-06-13T00:05:00.512Z"}', "2024-06-13T09:05:00+09:00"),
        ('[{"publishedAt":"2024-06-13"},{"publishedAt":"2024-06-12"}]', None),
    ],
)
def test_a_pages_state_tells_when_it_was_published(script: str, published: str | None) -> None:
    """A script's date serves where it names one only: others are of other stories."""
    page = f"<html><head><script>a={script}</script></head><body><h1>{KO_TITLE}</h1>"
    assert read_page(page + paragraphs(KOREAN)).published == published


@pytest.mark.parametrize(
    ("button", "published"),
    [
        ("입력 2024-06-13 09:05", "2024-06-13T09:05:00+09:00"),
        ("수정 2024-06-13 09:05", None),
        ("공유하기", None),
    ],
)
def test_a_button_may_tell_when_a_page_was_published(button: str, published: str | None) -> None:
    """Some pages show the date of the last change when one presses that of the first."""
    page = f"<html><body><h1>{KO_TITLE}</h1><button>{button}</button>{paragraphs(KOREAN)}"
    assert read_page(page).published == published
