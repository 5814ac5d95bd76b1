"""What fuzzing begins with: samples in every format, queries, hostile text; and telling words."""

import json
from collections.abc import Iterator
from pathlib import Path

import mail_files
import pdf_files
import saved_pages
from conftest import ARTICLES, ROOT
from small_archive import ARTICLES as SMALL
from values import BODY

CORPUS = ROOT / "data" / "corpus"


def _files(pattern: str, *folders: Path, most: int = 200_000) -> Iterator[bytes]:
    for folder in folders:
        for file in sorted(folder.glob(pattern)):
            data = file.read_bytes()
            if len(data) <= most:
                yield data


def pasted() -> Iterator[bytes]:
    """Texts of portals and mails as people paste them."""
    yield from _files("*.txt", ARTICLES, CORPUS / "tagging", CORPUS / "formats")


def html() -> Iterator[bytes]:
    """Saved pages."""
    yield from (one.html.encode() for one in saved_pages.SAVED)
    yield from _files("*.html", ARTICLES, CORPUS / "pages")


def mails() -> Iterator[bytes]:
    """Mails, and pages that a browser saved in one file."""
    yield from (mail_files.newsletter(), mail_files.forwarded())
    for encoding in ("quoted-printable", "base64", "8bit"):
        yield mail_files.mhtml(encoding=encoding)
    yield mail_files.mhtml(encoding="base64", charset="cp949")


def pdfs() -> Iterator[bytes]:
    """Files of Korean and English lines, and one that is locked."""
    lines = [("/Envoys meet in Seoul", 20), ("The talks on $5 billion ended.", 30), ("협상이", 14)]
    for encoding in ("UniKS-UCS2-H", "KSCms-UHC-H"):
        yield pdf_files.pdf([lines, lines], encoding=encoding, title="Envoys 방위비")
    yield pdf_files.locked()


def records() -> Iterator[bytes]:
    """JSON of one article and of several."""
    one = {"title": "Envoys meet", "date": "2024-05-24", "text": BODY, "url": "https://a.org/1"}
    story = {
        "@type": "NewsArticle",
        "headline": "회의",
        "articleBody": BODY,
        "author": [{"name": "a"}],
    }
    for value in (one, story, [one, story], {"content": "<p>Talks ended.</p>", "published_at": 1}):
        yield json.dumps(value, ensure_ascii=False).encode()
    yield b"\n".join(json.dumps(value).encode() for value in (one, story, one))


def queries() -> Iterator[bytes]:
    """Queries of every kind."""
    for one in (
        "Trump $5 billion", '"cost-sharing talks" OR -sma:12', "방위비 분담금 sma:12 round:2",
        "(trump OR 트럼프) NOT date:2024-05..2024-10", "amount:>1bn event:signed lang:ko",
        "trump* source:yonhap 50억달러", "U.S. it's C++ 1989년", "published:2024 amount:1조..2조",
    ):  # fmt: skip
        yield one.encode()


def shown() -> Iterator[bytes]:
    """Headline, outlet and body of articles, one of them hostile."""
    yield "<script>alert(1)</script>\n=cmd|' /C calc'!A0\n[/b] \x1b[2J \u202e [link=x]".encode()
    yield from (f"{one.title}\n{one.source}\n{one.body}".encode() for one, _ in SMALL)


TALKS = (
    "$5 billion", "1조389억원", "50억 달러", "12th SMA", "제12차", "2차 회의", "May 21-23",
    "지난달 21일", "Tuesday", "round", "in Seoul", "13.9 percent", "ⓒ", "기자 =", "(LEAD)", "\r\n",
)  # fmt: skip
MARKUP = (
    "<p>", "</p>", "<div class=article>", "<table><tr><td>", "<script>", "<!--", "-->", "&nbsp;",
    "<meta property=og:title content=", '<script type="application/ld+json">', "<br><br>", "<h1>",
    "charset=euc-kr", "<time datetime=", "]]>", "&#x202e;",
)  # fmt: skip
MAIL = (
    "Content-Type: multipart/mixed; boundary=", "Content-Transfer-Encoding: base64", "=?utf-8?B?",
    "Content-Type: message/rfc822", "Content-Location: ", "Subject: ", "Date: ", "charset=",
    "\r\n\r\n--",
)  # fmt: skip
PDF = ("/Type /Page", "/Kids [", "/Filter /FlateDecode", "stream\n", "endobj", "/Encrypt", "<feff")
QUERY = (
    " OR ", " NOT ", '"', "(", ")", "*", "-", "sma:", "round:", "date:", "published:", "amount:>",
    "..", "venue:", "source:", "lang:", "event:", "$5 billion", "50억", "분담금", "none", "\0",
)  # fmt: skip
