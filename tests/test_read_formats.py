"""The format of an input is told by its content, and the same story comes out of all of them."""

import gzip
import json

import mail_files
import pytest
from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE, KOREAN
from pdf_files import pdf
from saved_pages import paragraphs

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read import clean_body, read

TEXT = f"{KO_TITLE}\n\n{KO}\n"
MARKDOWN = f"""---
title: "{EN_TITLE}"
source: https://www.koreaherald.com/article/1
author:
  - "[[Hong Gil-dong]]"
published: 2024-06-13
tags:
  - clippings
---
# {EN_TITLE}

![A photo of **envoys**](https://img.example.com/1.jpg)

{ENGLISH[0].replace("settling", "[settling](https://example.com/settling)")}

{ENGLISH[1].replace("behind closed doors", "**behind closed doors**")}

{ENGLISH[2]}

{ENGLISH[3]}

## Related

- [Who pays for what in the fourth round of talks](https://example.com/2)
- [Envoy to return to Honolulu](https://example.com/3)
"""
PRINTED = [(KO_TITLE, 0)] + [(one, 40) for one in KOREAN]


def read_bytes(data: bytes, name: str = "x") -> tuple[str, str | None, str]:
    """The format, the headline and the body."""
    document = read(Input(name, data))
    return document.format, document.title, document.body


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("page.pdf", TEXT.encode(), "text"),
        ("page.html", TEXT.encode(), "text"),
        ("page.txt", mail_files.HTML.encode("utf-8"), "html"),
        ("page.gz", mail_files.HTML.replace("©", "").encode("cp949"), "html"),
        ("page.txt", mail_files.mhtml(), "mhtml"),
        ("page.json", mail_files.mhtml(encoding="base64"), "mhtml"),
        ("page.txt", mail_files.mhtml(charset="euc-kr", encoding="8bit"), "mhtml"),
        ("page.html", json.dumps({"title": KO_TITLE, "text": KO}).encode(), "json"),
        ("a", json.dumps({"headline": KO_TITLE, "html": mail_files.HTML}).encode(), "json"),
        ("a", json.dumps({"title": KO_TITLE, "body": KO}, indent=1).encode("utf-16"), "json"),
        ("page.txt", pdf([PRINTED]), "pdf"),
        ("page.txt", pdf([PRINTED], encoding="KSCms-UHC-H"), "pdf"),
        ("page", gzip.compress(TEXT.encode()), "text+gzip"),
        ("page", gzip.compress(mail_files.HTML.encode()), "html+gzip"),
        ("page", gzip.compress(mail_files.mhtml()), "mhtml+gzip"),
        ("page", gzip.compress(json.dumps({"title": KO_TITLE, "text": KO}).encode()), "json+gzip"),
        ("page", gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()), "text+gzip"),
    ],
)  # fmt: skip
def test_a_story_is_the_same_in_every_format(name: str, data: bytes, told: str) -> None:
    """The headline and the whole body; the name of the file says nothing."""
    assert read_bytes(data, name) == (told, KO_TITLE, KO)


def test_a_clipped_note_is_read_without_its_signs() -> None:
    """The head of the note claims title, date, address and author; links of others are cut."""
    document = read(Input("note", MARKDOWN.encode()))
    assert (document.format, document.title, document.body) == ("markdown", EN_TITLE, EN)
    assert (document.published, document.source) == ("2024-06-13", "Korea Herald")
    assert (document.url, document.author) == (
        "https://www.koreaherald.com/article/1",
        "Hong Gil-dong",
    )
    assert any("Honolulu" in line for line in document.cut)


@pytest.mark.parametrize(
    "text",
    [
        f"# {EN_TITLE}\n\n> {ENGLISH[0]}\n\n" + "\n\n".join(ENGLISH[1:]),
        f"{EN_TITLE}\n{'=' * 20}\n\n" + EN.replace("Washington", "**Washington**"),
        f"# {EN_TITLE}\n\n" + EN.replace("Washington", "[Washington](https://example.com/w)"),
        f"# {EN_TITLE}\n\n" + EN.replace(" without ", "\nwithout ").replace("closed", "**closed**"),
    ],
)
def test_markdown_by_hand_is_read(text: str) -> None:
    """Headings, quotes, emphasis, links and wrapped lines are no text."""
    assert read_bytes(text.encode())[1:] == (EN_TITLE, EN)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"{EN_TITLE}\n\n{EN}\n\n- Another story of the day\n- And one more",
        f"[단독] {KO_TITLE}\n\n{KO}",
        f"[1] {KO_TITLE}\n\n{KO}",
        f"{{속보}} {KO_TITLE}\n\n{KO}",
        f"From Seoul: {EN_TITLE}\n\n{EN}",
    ],
)
def test_pasted_text_is_nothing_else(text: str) -> None:
    """Brackets, bullets and colons make neither JSON nor Markdown nor mail of an article."""
    assert read_bytes(text.encode())[0] == "text"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(TEXT.encode())[:-6], "gzip data ends too early"),
        (gzip.compress(TEXT.encode())[:20], "gzip data ends too early"),
        (gzip.compress(TEXT.encode())[:-8] + b"\0" * 8, "gzip data is damaged"),
        (gzip.compress(gzip.compress(TEXT.encode())), "binary"),
        (b"\x1f\x8b\x08", "gzip data ends too early"),
    ],
)
def test_damaged_gzip_is_refused(data: bytes, message: str) -> None:
    """What is cut off is never read by half."""
    with pytest.raises(InputRefused, match=rf"x: .*{message}"):
        read_bytes(data)


def test_the_limit_holds_while_unpacking() -> None:
    """Bytes that unpack to more than the limit are refused."""
    data = gzip.compress(b"a" * 3_000_000)
    with pytest.raises(InputRefused, match="unpacks to more than 1 MB"):
        read(Input("x", data), largest=1_000_000)


def test_what_stands_around_the_article_is_named_as_cut() -> None:
    """Also what no container of the page holds, in the order of the page, but not the headline."""
    cut = read(Input("x", mail_files.HTML.encode())).cut
    assert cut.index("정치") < cut.index("입력 2024.06.13 09:05") < cut.index("관련기사")
    assert KO_TITLE not in cut
    assert not set(cut) & set(KOREAN)


def test_clean_body_is_the_body_or_nothing() -> None:
    """For a measurement: bytes in, text out, never an error."""
    page = f"<html><body><nav>Home</nav><article>{paragraphs(ENGLISH)}</article></body></html>"
    assert clean_body(page.encode()) == EN
    assert clean_body(b"") == clean_body(b"\x00\xff" * 9) == clean_body(b"<html></html>") == ""
