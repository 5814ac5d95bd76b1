"""From bytes to a Document: decoding, HTML or pasted text, headline, date, outlet, clean body.

Promises: what a file is called tells nothing, its content alone does; the body is the article's
paragraphs, each once, without the furniture of its page; an input that holds no article is
refused with the reason. A missing headline or date is no reason to refuse.
"""

import re

from sma_cli.document import Document, Input
from sma_cli.errors import InputRefused
from sma_cli.read.decode import decode
from sma_cli.read.facts import (
    find_url,
    tell_agency,
    tell_author,
    tell_outlet,
    tell_published,
)
from sma_cli.read.inputs import LARGEST_INPUT, find_inputs, too_large
from sma_cli.read.language import tell_language
from sma_cli.read.page import Page, split_lines
from sma_cli.read.pasted import Story, find_story

__all__ = ["LARGEST_INPUT", "find_inputs", "read"]

_TAG = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|p|div|article|meta|h1|title|table)(?:\s[^<>]{0,300})?>",
    re.I,
)
# Fewer words are no article, and nothing that a search could find.
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
# A page begins with a tag; a fragment of one has tags all over.
_FRAGMENT_TAGS = 5


def read(source: Input, *, encoding: str | None = None) -> Document:
    """Read one input as an article; `encoding` overrules what the bytes seem to be.

    Raises InputRefused where the input is no article, UsageError for an unknown `encoding`.
    """
    if len(source.data) > LARGEST_INPUT:
        raise too_large(source.path, len(source.data))
    decoded = decode(source, encoding=encoding)
    page = _open_page(decoded.text)
    story = _find_story(page)
    if not _has_words(story):
        what = "no article on this page" if page.format == "html" else "no article text"
        raise InputRefused(f"{source.path}: {what}", hint="paste the article's own text")
    return _compose(page, story, encoding=decoded.encoding)


def _open_page(text: str) -> Page:
    if is_html(text):
        from sma_cli.read.html import open_html

        return open_html(text)
    return Page(lines=split_lines(text))


def is_html(text: str) -> bool:
    """Whether the text is markup: it begins with a page's tag, or has many of them."""
    head = text[:2000].lstrip()
    if head.startswith("<") and _TAG.search(head):
        return True
    return len(_TAG.findall(text[:20_000])) >= _FRAGMENT_TAGS


def _find_story(page: Page) -> Story:
    """The story in the page's container, or on the whole page where the container has none."""
    if page.container is not None:
        story = find_story(page.container, titles=page.titles, site=page.site)
        if story.paragraphs:
            return story
    return find_story(page.lines, titles=page.titles, site=page.site)


def _has_words(story: Story) -> bool:
    sample = " ".join((story.title or "", *story.paragraphs))[:5000]
    return bool(story.paragraphs) and len(_WORD.findall(sample)) >= _FEWEST_WORDS


def _compose(page: Page, story: Story, *, encoding: str) -> Document:
    body = "\n\n".join(story.paragraphs)
    lang = tell_language(f"{story.title or ''}\n{body}", claimed=page.lang)
    url = page.url or find_url(page.lines)
    outlet = tell_outlet(page, story, url=url, lang=lang)
    agency = tell_agency(page, story, outlet=outlet)
    return Document(
        title=story.title or None,
        body=body,
        published=tell_published(page, story, outlet=outlet, url=url),
        # A wire's text that names no other outlet stands, for all one can tell, on its own page.
        source=outlet.name if outlet else agency,
        agency=agency,
        author=tell_author(page, story),
        url=url,
        lang=lang,
        dateline=story.dateline.text if story.dateline else None,
        format=page.format,
        encoding=encoding,
        cut=story.cut,
    )
