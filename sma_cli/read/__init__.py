"""From bytes to a Document: format, decoding, headline, date, outlet, clean body.

Promises: what a file is called tells nothing, its content alone does; the body is the article's
paragraphs, each once, without the furniture of its page; an input that holds no article is
refused with the reason. A missing headline or date is no reason to refuse.

`find_inputs` finds the inputs behind a path, `read` makes a document of one, and `clean_body`
gives the body alone of a page's bytes, for whoever wants nothing else.
"""

import re
from dataclasses import replace

from sma_cli.document import Document, Input
from sma_cli.errors import InputRefused
from sma_cli.read.facts import (
    find_url,
    tell_author,
    tell_published,
)
from sma_cli.read.formats import find_pages
from sma_cli.read.furniture import fold_letters
from sma_cli.read.inputs import find_inputs
from sma_cli.read.language import tell_language
from sma_cli.read.limits import LARGEST_INPUT, NO_LIMIT, too_large
from sma_cli.read.page import Page
from sma_cli.read.pasted import Story, find_story
from sma_cli.read.source import name_below, name_unknown, tell_agency, tell_outlet

__all__ = ["LARGEST_INPUT", "NO_LIMIT", "clean_body", "find_inputs", "read"]

# Fewer words are no article, and nothing that a search could find.
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")


def read(source: Input, *, encoding: str | None = None, largest: int = LARGEST_INPUT) -> Document:
    """Read one input as an article; `encoding` overrules what the bytes seem to be.

    `largest` is the most bytes the input may have, packed or unpacked. Raises InputRefused where
    the input is no article, UsageError for an unknown `encoding`.
    """
    if len(source.data) > largest:
        raise too_large(source.path, len(source.data), largest=largest)
    page = None
    for page in find_pages(source, encoding=encoding, largest=largest):
        story = _find_story(page)
        if _has_words(story):
            return _compose(page, story)
    what = "no article on this page" if page and page.is_marked_up else "no article text"
    raise InputRefused(f"{source.path}: {what}", hint="paste the article's own text")


def clean_body(page: bytes) -> str:
    """The article on a page, of bytes in any format that `read` takes (HTML, for one).

    The body's paragraphs, an empty line between them, without headline, furniture or markup; empty
    where there is no article. This is what is stored as `body`, so a measurement of extraction can
    call it: it raises nothing for any bytes, and keeps nothing between two calls.
    """
    try:
        return read(Input("page", page)).body
    except InputRefused:
        return ""


def _find_story(page: Page) -> Story:
    """The story in the page's container, or on the whole page where the container has none."""
    if page.container is not None:
        story = find_story(page.container, titles=page.titles, site=page.site, is_container=True)
        if story.paragraphs and story.title:
            return story
        whole = find_story(page.lines, titles=page.titles, site=page.site)
        return replace(story, title=whole.title) if story.paragraphs else whole
    return find_story(page.lines, titles=page.titles, site=page.site)


def _has_words(story: Story) -> bool:
    sample = " ".join((story.title or "", *story.paragraphs))[:5000]
    return bool(story.paragraphs) and len(_WORD.findall(sample)) >= _FEWEST_WORDS


def _compose(page: Page, story: Story) -> Document:
    around = page.envelope
    body = "\n\n".join(story.paragraphs)
    lang = tell_language(f"{story.title or ''}\n{body}", claimed=page.lang)
    url = page.url or find_url(page.lines)
    outlet = tell_outlet(page, story, url=url, lang=lang)
    agency = tell_agency(page, story, outlet=outlet)
    return Document(
        title=story.title or around.title,
        body=body,
        published=tell_published(page, story, outlet=outlet, url=url),
        source=outlet.name if outlet else around.source or _unlisted(page, story) or agency,
        agency=around.agency or agency,
        author=tell_author(page, story),
        url=url,
        lang=lang,
        dateline=story.dateline.text if story.dateline else None,
        format=page.format,
        encoding=page.encoding,
        cut=_left_out(page, story),
    )


def _unlisted(page: Page, story: Story) -> str | None:
    """The outlet's name where the table lacks it.

    A wire's text that names no outlet stands, for all one can tell, on the wire's own page.
    """
    return name_unknown(page) or name_below(page, story)


def _left_out(page: Page, story: Story) -> tuple[str, ...]:
    """What is not in the body, in the order of the page: also what stands around its container."""
    if story.lines == page.lines:
        return story.cut
    inside, cut = set(story.lines), set(story.cut)
    title = fold_letters(story.title or "")
    outside = [
        line
        for line in page.lines
        if line in cut
        # Most lines are menus, and shorter than the headline.
        or (line not in inside and (len(line) < len(title) or fold_letters(line) != title))
    ]
    known = set(outside)
    return (*outside, *(piece for piece in story.cut if piece not in known))
