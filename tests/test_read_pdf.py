"""PDF with a text layer becomes paragraphs; other PDF is refused with the reason."""

import sys
import zlib

import pytest
from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE, KOREAN
from pdf_files import Printed, locked, pdf, whole

from sma_cli.document import Document, Input
from sma_cli.errors import InputRefused
from sma_cli.read import read


def read_pdf(data: bytes) -> Document:
    """What is read of a PDF."""
    return read(Input("x", data))


def wrapped(text: str, columns: int, gap: int = 30) -> list[Printed]:
    """A paragraph as it is printed: its lines 16 points apart, the first further below."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= columns:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [(line, 16 if number else gap) for number, line in enumerate(lines)]


def printed(title: str, paragraphs: tuple[str, ...], columns: int) -> list[Printed]:
    """A page of wrapped paragraphs below its headline."""
    return [(title, 0), *(line for one in paragraphs for line in wrapped(one, columns))]


def test_printed_lines_become_paragraphs() -> None:
    """A wider gap begins a paragraph, nothing else does."""
    document = read_pdf(pdf([printed(EN_TITLE, ENGLISH, 80)]))
    assert (document.title, document.body) == (EN_TITLE, EN)
    assert (document.format, document.encoding) == ("pdf", "binary")


def test_a_paragraph_goes_on_over_the_page() -> None:
    """What a page's end parts is joined; running heads and page numbers are no text."""
    lines = printed(EN_TITLE, ENGLISH, 80)
    pages = [
        [
            ("Ministry of Examples", 0),
            *[(text, below or 20) for text, below in part],
            (f"- {n} -", 30),
        ]
        for n, part in enumerate((lines[:2], lines[2:]), 1)
    ]
    document = read_pdf(pdf(pages))
    assert (document.title, document.body) == (EN_TITLE, EN)


def test_a_page_printed_by_a_browser_has_its_address() -> None:
    """The line above and the line below are the browser's; the address is the page's."""
    url = "https://www.koreaherald.com/article/3"
    lines = [
        ("24. 9. 2. 오전 9:12", 0),
        *[(text, below or 24) for text, below in printed(EN_TITLE, ENGLISH, 80)],
        (f"{url} 1/1", 40),
    ]
    document = read_pdf(pdf([lines]))
    assert (document.title, document.body, document.url) == (EN_TITLE, EN, url)
    assert (document.published, document.source) == (None, "Korea Herald")


def test_hangul_broken_inside_a_word_is_joined() -> None:
    """Where a printer leaves the blank at a line's end, a line without one breaks a word."""
    lines = [
        (text[at : at + 24], 16 if at else 40) for text in KOREAN for at in range(0, len(text), 24)
    ]
    document = read_pdf(pdf([[(KO_TITLE, 0), *lines]]))
    assert any(line.endswith(" ") for line, _ in lines[:-1])
    assert not all(line.endswith(" ") for line, _ in lines[:-1])
    assert document.body == KO


def test_the_files_own_title_serves_where_none_is_printed() -> None:
    """Unless a program made it up."""
    lines = [line for one in ENGLISH for line in wrapped(one, 80)]
    assert read_pdf(pdf([lines], title=EN_TITLE)).title == EN_TITLE
    for made_up in ("Microsoft Word - draft.docx", "untitled", "release_final.hwp"):
        assert read_pdf(pdf([lines], title=made_up)).title is None


def test_the_largest_letters_are_the_headline() -> None:
    """However many lines stand above it, and over how many it is broken."""
    head, tail = EN_TITLE[:26], EN_TITLE[26:]
    above = [("Ministry of Examples", 0), ("Press releases", 20), (f"/{head.strip()}", 40)]
    lines = [*above, (f"/{tail.strip()}", 22), ("OFFICE OF THE SPOKESPERSON", 30)]
    body = [line for one in ENGLISH for line in wrapped(one, 80)]
    document = read_pdf(pdf([[*lines, *body]]))
    assert (document.title, document.body) == (EN_TITLE, EN)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([[]]), "a PDF without text"),
        (locked(), "a PDF with a password"),
        (b"%PDF-1.7 and no more", "damaged PDF|without text"),
        (pdf([printed(EN_TITLE, ENGLISH, 80)])[:300], "damaged PDF|without text"),
        (
            whole([b"<< /Length 9 /Filter /FlateDecode >>\nstream\n"
                   + zlib.compress(bytes(9_000_000)) + b"\nendstream"]),
            "MB and more when unpacked",
        ),
    ],
)  # fmt: skip
def test_other_pdf_is_refused_with_the_reason(data: bytes, message: str) -> None:
    """The message says what is wrong, the hint what to do."""
    with pytest.raises(InputRefused, match=rf"x: .*(?:{message})") as refused:
        read_pdf(data)
    assert refused.value.hint


def test_without_the_library_the_message_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A PDF needs the extra; nothing else does."""
    for name in [one for one in sys.modules if one.startswith("pdfminer")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    with pytest.raises(InputRefused, match="not installed") as refused:
        read_pdf(pdf([[("Text of a page", 0)]]))
    assert "sma-cli[pdf]" in refused.value.hint
