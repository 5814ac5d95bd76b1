"""A page's own heading is its headline where others agree with it, and a deck is none."""

import pytest

from sma_cli.document import Input
from sma_cli.read import read

_BODY = (
    "<p>South Korea and the United States met in Seoul on Tuesday to talk about what the troops"
    " cost, the foreign ministry said.</p><p>The two sides will meet again in Washington next"
    " month, an official told reporters after the session.</p>"
)


def page(claimed: str, heading: str, title: str) -> str:
    """A page with a claim for social networks, a heading and a title."""
    return (
        f'<html><head><title>{title}</title><meta property="og:title" content="{claimed}"></head>'
        f"<body><article><h1>{heading}</h1>{_BODY}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("claimed", "heading", "title", "headline"),
    [
        (
            "Will the troops get dearer?",
            "Seoul and Washington open talks on what troops cost",
            "Seoul and Washington open talks on what troops cost | The Paper",
            "Seoul and Washington open talks on what troops cost",
        ),
        (
            "Seoul and Washington open talks",
            "Seoul and Washington open talks on what troops cost",
            "The Paper",
            "Seoul and Washington open talks",
        ),
        (
            "Will the troops get dearer?",
            "All that is new about the alliance this week",
            "Will the troops get dearer? | The Paper",
            "Will the troops get dearer?",
        ),
    ],
    ids=["two against one", "printed in the heading", "the heading alone"],
)
def test_the_heading_that_another_claim_repeats(
    claimed: str, heading: str, title: str, headline: str
) -> None:
    """A headline for readers elsewhere gives way to the one that page and title share."""
    assert read(Input("a.html", page(claimed, heading, title).encode())).title == headline


def test_a_deck_below_the_date_is_no_headline() -> None:
    """What stands between the date and the text is a deck where a headline stands above both."""
    text = (
        "정치\n방위비 7차 회의 결론 못 내고 끝나… 하루 더 만났지만 제자리\n"
        "글자크기 설정\n공유하기\n"
        "홍길동 기자\n수정 2020-03-20 16:48\n입력 2020-03-20 14:31\n\n"
        "LA서 17~19일 7차 회의… 결론 못 내\n\n"
        "한국과 미국이 방위비 분담금을 두고 LA에서 연 7차 회의가 19일 결론 없이 끝났다.\n\n"
        "양측은 회의를 하루 더 이어 갔지만 총액을 둘러싼 거리를 좁히지 못했다고 외교부가 밝혔다.\n"
    )
    document = read(Input("a.txt", text.encode()))
    assert (document.title, document.published) == (
        "방위비 7차 회의 결론 못 내고 끝나… 하루 더 만났지만 제자리",
        "2020-03-20T14:31:00+09:00",
    )


def test_a_comment_is_not_the_day_of_a_page_that_names_its_last_change_alone() -> None:
    """`Updated` is better than the hour of what a reader wrote far below."""
    comments = "\n".join(f"<p>reader{n}</p><p>2020-01-16 11:2{n}</p>" for n in range(5))
    text = page("Seoul opens talks on cost", "Seoul opens talks on cost", "x").replace(
        "</h1>", "</h1><span>Updated: 2020-01-16 10:00:41 KST</span>"
    )
    text = text.replace("</article>", f"</article><h3>Comments (5)</h3>{comments}")
    assert read(Input("a.html", text.encode())).published == "2020-01-16T10:00:41+09:00"


def test_the_country_is_no_reader() -> None:
    """A sentence about the US and an account of something is no offer to readers."""
    sentence = (
        "He has done something like it before: the envoys asked for US$5 billion, and by his own"
        " account he would have taken less."
    )
    text = page("Seoul opens talks on cost", "Seoul opens talks on cost", "x")
    text = text.replace("</article>", f"<p>{sentence}</p></article>")
    assert sentence in read(Input("a.html", text.encode())).body
