"""The page of the timeline: whole, escaped, self-contained."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Sma
from values import ARTICLE, DETAIL, ENTRY

from sma_cli.answers import Detail, Entry
from sma_cli.archive.agreements import overviews
from sma_cli.document import Mention
from sma_cli.record import load_record
from sma_cli.view.drawing import months, to_scale
from sma_cli.view.page import chart, page

ATTACK = "<script>alert(1)</script>"


class Elements(HTMLParser):
    """Every tag of a page with its attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text.append(data)


def detail(identifier: int = 7, **changes: Any) -> Detail:
    """An article of the entry with some fields changed."""
    return replace(DETAIL, article=replace(ARTICLE, id=identifier, **changes))


def page_of(entry: Entry = ENTRY, **changes: Any) -> Elements:
    """The page of one entry and its one article."""
    return Elements(page([entry], {7: detail(**changes)}))


@pytest.mark.parametrize("field", ["title", "source", "published", "lang", "url"])
def test_what_articles_say_is_text(field: str) -> None:
    """No field of an article adds an element or leaves its attribute."""
    plain = page_of(ENTRY, **{field: "a"})
    attacked = page_of(replace(ENTRY, title=ATTACK, venue=ATTACK), **{field: f'">{ATTACK}'})
    assert [tag for tag, _ in attacked.tags] == [tag for tag, _ in plain.tags]
    assert ATTACK in "".join(attacked.text)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/1", True),
        ("HTTP://example.org/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org/1", False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_links_lead_only_to_the_web(url: str | None, linked: bool) -> None:  # noqa: FBT001
    """Other addresses are not made into links."""
    links = [one["href"] for tag, one in page_of(url=url).tags if tag == "a"]
    assert links == ["#timeline", *([url] if linked else [])]


def test_nothing_is_fetched() -> None:
    """No element loads anything, and the policy would not let it."""
    elements = page_of()
    assert not {"link", "img", "iframe", "object", "audio"} & {tag for tag, _ in elements.tags}
    assert not [one for _, one in elements.tags if "src" in one or "style" in one]
    policy = next(one["content"] for tag, one in elements.tags if "http-equiv" in one)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_each_sentence_is_that_of_the_evidence() -> None:
    """What an entry rests on stands on the page, whole and not too long."""
    text = "".join(page_of().text)
    assert any(one.text in text for one in DETAIL.evidence)


def test_what_is_only_mentioned_shows_who_says_so() -> None:
    """With the sentence that mentions it, not those of the article's own subject."""
    entry = replace(ENTRY, round=1, articles=(), mentions=(7,), outlets=0, title=None)
    mention = Mention(12, 1, "previous", "한미", 46, 48, "round", "2024-05-21")
    elements = Elements(page([entry], {7: replace(detail(), mentions=(mention,))}))
    text = "".join(elements.text)
    assert "(mentioned in 7)" in text
    assert "한미 방위비 협상이 서울에서 끝났다." in text
    assert "Talks on a $5 billion demand" not in text


def test_the_record_names_its_sources() -> None:
    """Each a link that says which site it leads to."""
    sums = overviews(load_record(), [], {})
    links = [one for tag, one in Elements(page([ENTRY], {7: detail()}, sums)).tags if tag == "a"]
    sources = [one for one in links if one.get("class") == "source"]
    assert [one["href"] for one in sources] == [url for one in sums for url in one.sources]
    assert all("." in str(one["aria-label"]) for one in sources)


def test_a_conflict_is_told() -> None:
    """The other value, and who gives it."""
    assert "Otherwise in article 9: start 2024-05-22" in "".join(page_of().text)


def test_marks_are_to_scale() -> None:
    """Days later are units to the right; nothing leaves the drawing."""
    first = replace(ENTRY, round=1, start="2024-01-01", end="2024-01-10")
    last = replace(ENTRY, event="signed", round=None, start="2024-04-09", end=None)
    drawn = to_scale([first, last])
    assert (drawn["first"], drawn["last"]) == ("2024-01-01", "2024-04-09")
    a, b = drawn["marks"]
    assert (a["x"], a["width"], b["x"]) == (20, 96, 970.4)


@pytest.mark.parametrize("start", [None, "2024-04", "x"])
def test_what_has_no_day_is_not_drawn(start: str | None) -> None:
    """It is in the list alone."""
    assert to_scale([replace(ENTRY, start=start, end=None)])["marks"] == []


def test_months_are_counted() -> None:
    """Each month once, an empty one as a gap, unknown dates left out."""
    drawn = months(["2023-12-31", "2024-02-01", "2024-02-02T01:00:00+09:00", None])
    assert [one["said"] for one in drawn["months"]] == [
        "2023-12: 1 article", "2024-02: 2 articles",
    ]  # fmt: skip
    assert drawn["months"][1]["x"] == pytest.approx(2000 / 3, abs=0.1)
    assert months([None])["months"] == []
    assert months(["0001-01-01", "2024-01-01"])["months"] == []


def test_the_chart_alone_is_xml() -> None:
    """Each agreement with a day has a strip of its own; text of articles is text."""
    signed = replace(ENTRY, sma=11, event="signed", round=None)
    nothing = replace(ENTRY, sma=10, start=None, end=None)
    root = ElementTree.fromstring(chart([ENTRY, signed, nothing]))  # noqa: S314 - our own
    names = [one.text for one in root.iter() if one.get("class") == "name"]
    assert names == ["11th SMA", "12th SMA"]
    assert int(root.get("height", "0")) == 2 * 116
    titles = [one.text for one in root.iter() if one.tag.endswith("title")]
    assert "round 2, 2024-05-21–23" in titles


def test_five_thousand_articles_stay_under_five_megabytes() -> None:
    """A page of a large archive can still be sent."""
    sentence = "양국 대표단은 서울에서 회의를 열고 첫해 분담금 총액을 논의했다고 밝혔다. " * 9
    one = replace(DETAIL, body=sentence + DETAIL.body)
    details = {n: replace(one, article=replace(ARTICLE, id=n)) for n in range(5_000)}
    entries = [replace(ENTRY, articles=tuple(range(n, n + 100))) for n in range(0, 5_000, 100)]
    assert len(page(entries, details).encode("utf-8")) < 5_000_000


def test_the_command_writes_it(archived: Sma) -> None:
    """All entries of the JSON are on the page; standard output stays empty."""
    ran = archived("timeline", "--html", "page.html")
    assert (ran.status, ran.out) == (0, "")
    assert re.search(r"sma: \d+ entries and \d+ articles written to page.html", ran.err)
    entries = json.loads(archived("timeline", "--json").out)
    text = Path(archived.folder, "page.html").read_text("utf-8")
    elements = Elements(text)
    assert sum("data-about" in one for _, one in elements.tags) == len(entries)
    assert {one["title"] for one in entries if one["articles"]} <= {
        said.strip() for said in elements.text
    }


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--html", "nowhere/page.html"), 2),
        (("--html", "page.html", "--by", "month"), 2),
        (("--html", "page.html", "--sma", "99"), 1),
        (("--svg", "nowhere/page.svg"), 2),
        (("--svg", "page.html", "--by", "day"), 2),
        (("--svg", "page.html", "--sma", "99"), 1),
    ],
)
def test_where_no_page_can_be(archived: Sma, arguments: tuple[str, ...], status: int) -> None:
    """A folder that is missing, other counts, nothing found: said, and nothing is written."""
    ran = archived("timeline", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert not Path(archived.folder, "page.html").exists()
