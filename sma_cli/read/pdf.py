"""PDF with a text layer as a page: its lines put together into paragraphs again.

pdfminer.six reads the file (the optional extra `pdf`). It knows the Korean encodings that older
programs write without a table of Unicode, and tells where each line stands, which is all that
parts one paragraph from the next. Promises: a file with a password, without text or with more in
it than any article is refused with the reason; what a browser prints above and below a page is
no text of it.
"""

import io
import itertools
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read.compressed import inflated_size
from sma_cli.read.decode import tidy
from sma_cli.read.furniture import width
from sma_cli.read.limits import LONGEST_TEXT, too_long
from sma_cli.read.page import Envelope, Page, part_lines

# Streams that are no picture and no font hold less; more of them takes minutes.
_LARGEST_TEXT, _LARGEST_OTHER, _LARGEST_WHOLE = 4_000_000, 200_000_000, 1_000_000_000
_MOST_STREAMS = 100_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_MOST_PAGES = 300
# A gap so much wider than most, or letters so much larger, begin a paragraph.
_WIDER, _LARGER = 1.3, 1.12
# A headline's letters are so much larger; it has so many lines at most, and names no outlet.
_HEADLINE, _LONGEST_HEADLINE, _NARROWEST_HEADLINE = 1.2, 4, 24
# In heights of their letters: lines of a headline stand no further apart, nor do any others.
_TIGHT, _WIDEST = 1.8, 2.6
_BULLET = re.compile(r"\s*[•·▪■□○◦‣ㅇ※*–-]\s")
_PRINTED_FOOT = re.compile(r"^(https?://\S+)\s+\d{1,3}\s?/\s?\d{1,3}$")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[-–—\s]*$", re.I)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?。…:][\"'”’)\]]{0,3}$|다[\"'”’)\]]{0,3}$")
_HANGUL = re.compile("[가-힣]")
_TITLE_OF_PROGRAM = re.compile(
    r"^Microsoft Word|\.(?:docx?|hwpx?|pdf|indd)$|^untitled|^제목 없음", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its place on the page, and the height of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    page: int


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of a file are set: their usual gap, right margin, height, and blanks."""

    gap: float
    margin: float
    height: float
    keeps_blanks: bool


def open_pdf(source: Input) -> Page:
    """The page of a PDF. Raises InputRefused."""
    _check_weight(source)
    try:
        lines, title = _read_lines(source)
    except ImportError as error:
        raise InputRefused(
            f"{source.path}: a PDF, which needs a library that is not installed",
            hint="pip install 'sma-cli[pdf]'",
            path=source.path,
        ) from error
    if not any(line.text.strip() for line in lines):
        raise InputRefused(
            f"{source.path}: a PDF without text, such as a scan",
            hint="recognize its text first, for example with ocrmypdf",
            path=source.path,
        )
    url = next((found[1] for line in lines if (found := _PRINTED_FOOT.match(line.text))), None)
    inner = _without_edges(lines)
    return Page(
        lines=part_lines(tidy(paragraph) for paragraph in _paragraphs(inner)),
        titles=tuple(filter(None, (_headline(inner),))),
        url=url,
        format="pdf",
        encoding="binary",
        envelope=Envelope(title=title),
    )


def _check_weight(source: Input) -> None:
    """Unpack each stream up to a limit before the library does it without one."""
    data = source.data
    total = 0
    for number, found in enumerate(_STREAM.finditer(data)):
        head = data[max(0, found.start() - 1000) : found.start()].rpartition(b" obj")[2]
        if b"Flate" not in head:
            continue
        is_other = b"/Image" in head or b"/Length1" in head or b"/Subtype" in head
        largest = _LARGEST_OTHER if is_other else _LARGEST_TEXT
        size = inflated_size(data, found.end(), largest=largest)
        total += size
        if size > largest or total > _LARGEST_WHOLE or number > _MOST_STREAMS:
            raise too_long(source, f"{max(size, total) / 1_000_000:.0f} MB and more when unpacked")


def _read_lines(source: Input) -> tuple[list[Line], str | None]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    lines: list[Line] = []
    length = 0
    try:
        title = _title(PDFDocument(PDFParser(io.BytesIO(source.data))))
        layout = LAParams(boxes_flow=None)
        pages = extract_pages(io.BytesIO(source.data), laparams=layout, maxpages=_MOST_PAGES)
        for number, page in enumerate(pages):
            lines += _lines_of(page, number)
            length = sum(len(line.text) for line in lines)
            if length > LONGEST_TEXT:
                break
    except PDFPasswordIncorrect as error:
        raise InputRefused(
            f"{source.path}: a PDF with a password",
            hint="save a copy without a password",
            path=source.path,
        ) from error
    # pdfminer raises whatever a damaged file makes its own code raise.
    except Exception as error:
        if isinstance(error, (ImportError, MemoryError)):
            raise
        raise InputRefused(
            f"{source.path}: a damaged PDF", hint="fetch or save it again", path=source.path
        ) from error
    return lines, title


def _title(document: Any) -> str | None:
    """What the file calls itself, unless a program made that up."""
    from pdfminer.utils import decode_text

    raw = next((info["Title"] for info in document.info if "Title" in info), None)
    title = decode_text(raw) if isinstance(raw, bytes) else ""
    title = tidy(title).strip()
    return title if title and not _TITLE_OF_PROGRAM.search(title) else None


def _lines_of(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page from top to bottom; what stands side by side is one line."""
    from pdfminer.layout import LTTextContainer, LTTextLine

    boxes = [box for box in page if isinstance(box, LTTextContainer)]
    found = [line for box in boxes for line in box if isinstance(line, LTTextLine)]
    here: Line | None = None
    for line in sorted(found, key=lambda one: (-round(one.y0), one.x0)):
        text = line.get_text().rstrip("\n")
        if not text.strip():
            continue
        now = Line(text, line.x0, line.x1, line.y0, line.height, number)
        if here and abs(here.bottom - now.bottom) < 0.4 * min(here.height, now.height):
            here = Line(
                f"{here.text.rstrip()}  {text}", here.left, now.right, here.bottom, here.height,
                number,
            )  # fmt: skip
            continue
        if here:
            yield here
        here = now
    if here:
        yield here


def _without_edges(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers, running heads, and what a browser prints around a page."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [(page[0], page[-1]) for page in pages.values()]
    running = Counter(_DIGITS.sub("0", line.text.strip()) for pair in edges for line in set(pair))
    kept: list[Line] = []
    for page in pages.values():
        printed = _PRINTED_FOOT.match(page[-1].text.strip())
        for line in page:
            is_edge = line is page[0] or line is page[-1]
            text = line.text.strip()
            runs = len(pages) > 1 and running[_DIGITS.sub("0", text)] > 1
            if not (is_edge and (printed or runs or _PAGE_NUMBER.match(text))):
                kept.append(line)
    return kept


def _headline(lines: Sequence[Line]) -> str | None:
    """What is printed in the largest letters of the first page, if that is one short text."""
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(first, key=lambda line: line.height)
    usual = statistics.median(line.height for line in first)
    large = [line for line in first if _is_same_size(line, largest)]
    places = [first.index(line) for line in large]
    is_one = places == list(range(places[0], places[0] + len(places)))
    if largest.height < _HEADLINE * usual or not is_one or len(large) > _LONGEST_HEADLINE:
        return None
    title = tidy(" ".join(line.text.strip() for line in large))
    return title if width(title) >= _NARROWEST_HEADLINE else None


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines joined where one goes on in the next."""
    if not lines:
        return
    setting = _setting(lines)
    whole = lines[0].text
    for above, line in itertools.pairwise(lines):
        if _goes_on(above, line, setting):
            whole = _join(whole, line.text, keeps_blanks=setting.keeps_blanks)
        else:
            yield whole
            whole = line.text
    yield whole


def _setting(lines: Sequence[Line]) -> Setting:
    margin = max(line.right for line in lines)
    near = [
        (above, _gap(above, line))
        for above, line in itertools.pairwise(lines)
        if above.page == line.page and _is_same_size(above, line)
    ]
    # Short lines stand apart; those that run on to the margin are paragraphs.
    gaps = [gap for above, gap in near if _is_full(above, margin)] or [gap for _, gap in near]
    return Setting(
        gap=statistics.median_low(gaps) if gaps else _TIGHT,
        margin=margin,
        height=statistics.median(line.height for line in lines),
        keeps_blanks=_keeps_blanks(lines),
    )


def _gap(above: Line, line: Line) -> float:
    """How far apart two lines stand, in heights of their letters."""
    return (above.bottom - line.bottom) / line.height


def _is_full(line: Line, margin: float) -> bool:
    return line.right > margin - 0.25 * (margin - line.left)


def _is_same_size(one: Line, two: Line) -> bool:
    return max(one.height, two.height) <= _LARGER * min(one.height, two.height)


def _goes_on(above: Line, line: Line, setting: Setting) -> bool:
    if not _is_same_size(above, line):
        return False
    is_full = _is_full(above, setting.margin)
    has_ended = bool(_SENTENCE_END.search(above.text.rstrip()))
    if above.page != line.page:
        return is_full and not has_ended
    if line.height > _LARGER * setting.height:
        # Large letters are a headline, which is broken where it reads well.
        return _gap(above, line) <= _TIGHT
    if _gap(above, line) > min(_WIDER * setting.gap, _WIDEST) or not is_full:
        return False
    is_set_in = line.left - above.left > 0.8 * line.height
    return not (is_set_in and has_ended) and not _BULLET.match(line.text)


def _keeps_blanks(lines: Sequence[Line]) -> bool:
    """Whether the blank at which a line was broken is still there, as some programs leave it."""
    return sum(line.text.endswith(" ") for line in lines) * 5 > len(lines)


def _join(above: str, below: str, *, keeps_blanks: bool) -> str:
    """Two lines of a paragraph; Hangul may be broken inside a word."""
    is_word = keeps_blanks and not above.endswith(" ") and not below.startswith(" ")
    within = is_word and _HANGUL.match(above[-1:]) and _HANGUL.match(below[:1])
    return above + below if within else f"{above.rstrip()} {below.lstrip()}"
