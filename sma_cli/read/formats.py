"""Which format an input is in, told by its content, and the pages it holds.

Promises: the name of a file is never asked; what is packed is unpacked up to a limit. An input
may hold several pages (the frames of a saved page, the parts of a mail): they come in the order
of their worth, and the first that holds a story is the article's.
"""

from collections.abc import Iterator
from dataclasses import replace

from sma_cli.document import Input
from sma_cli.read.compressed import GZIP, gunzip
from sma_cli.read.decode import Decoded, decode
from sma_cli.read.limits import LARGEST_MARKUP, LONGEST_TEXT, MOST_LINES, megabytes, too_long
from sma_cli.read.markup import is_html, lighten
from sma_cli.read.page import Page, split_lines

_PDF = b"%PDF-"
# Readers of PDF look so far for its mark.
_PDF_HEAD = 1024


def find_pages(source: Input, *, encoding: str | None, largest: int) -> Iterator[Page]:
    """The pages of an input, each opened when it is asked for.

    Raises InputRefused where the input cannot be read, UsageError for an unknown `encoding`.
    """
    if source.data.startswith(GZIP):
        inner = Input(source.path, gunzip(source.data, path=source.path, largest=largest))
        for page in _unpacked(inner, encoding):
            yield replace(page, format=f"{page.format}+gzip")
    else:
        yield from _unpacked(source, encoding)


def _unpacked(source: Input, encoding: str | None) -> Iterator[Page]:
    from sma_cli.read.mail import is_mail, mail_pages

    if _PDF in source.data[:_PDF_HEAD]:
        from sma_cli.read.pdf import open_pdf

        yield checked(source, open_pdf(source))
    elif is_mail(source.data):
        for page in mail_pages(source, encoding=encoding):
            yield checked(source, page)
    else:
        yield checked(source, _open_text(source, decode_page(source, encoding=encoding)))


def decode_page(
    source: Input, *, encoding: str | None = None, claimed: str | None = None
) -> Decoded:
    """The text of a page that is no larger than any article's."""
    light = Input(source.path, lighten(source.data))
    if len(light.data) > LARGEST_MARKUP:
        raise too_long(source, f"{megabytes(len(light.data))} of text")
    return decode(light, encoding=encoding, claimed=claimed)


def _open_text(source: Input, decoded: Decoded) -> Page:
    from sma_cli.read.json_record import as_record, open_record

    record = as_record(source, decoded.text)
    page = open_page(decoded.text) if record is None else open_record(source, record)
    return replace(page, encoding=decoded.encoding)


def open_page(text: str) -> Page:
    """The page of a text: HTML, Markdown, or as it was pasted."""
    from sma_cli.read.markdown import is_markdown, open_markdown

    if is_html(text):
        from sma_cli.read.html import open_html

        return open_html(text)
    return open_markdown(text) if is_markdown(text) else Page(lines=split_lines(text))


def checked(source: Input, page: Page) -> Page:
    """The page, if it is not endless. Raises InputRefused."""
    if len(page.lines) > MOST_LINES:
        raise too_long(source, f"{len(page.lines):,} lines")
    length = sum(map(len, page.lines))
    if length > LONGEST_TEXT:
        raise too_long(source, f"{length:,} characters of text")
    return page
