"""A saved web page as a Page: its lines, its article's container and the claims of its head.

The place of the paragraphs tells the container on most pages (`html_container`); where it leaves
a doubt, readability-lxml decides. That is an untrusted guest: it raises on empty input, takes
three times as long as all else and logs, so it is asked at most once, on pages of ordinary size,
and whatever it does wrong ends here. It decides where the article stands; the words are taken
from the page itself, which keeps the paragraphs that it drops and the boundaries that it loses.
"""

import logging
import re

from sma_cli.read.furniture import fold_letters
from sma_cli.read.html_blocks import Markup, read_markup
from sma_cli.read.html_container import find_container
from sma_cli.read.limits import MOST_LINES
from sma_cli.read.metadata import Claims
from sma_cli.read.page import Page, part_lines

# readability takes seconds on more, and an article's page holds less.
_LARGEST_FOR_READABILITY = 1_500_000
_BLANKS = re.compile(r"\s+")
# The last one of a page that was cut off may lack its end.
_TAG = re.compile(r"<[^<>]{0,2000}>|<[a-zA-Z/!][^<>]{0,2000}\Z")
# One that is never closed runs to the end, at one go: the time stays linear.
_SCRIPT = re.compile(r"<(?:script|style|title)\b(?:[^<]|<(?!/(?:script|style|title)))*", re.I)
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def open_html(text: str) -> Page:
    """The page of an HTML text, however broken; a page without any text has no lines."""
    text = _PROLOG.sub("", text)
    markup = read_markup(text)
    if markup is None:
        return Page(lines=_strip_tags(text), format="html", is_marked_up=True)
    claims = markup.head.claims()
    return Page(
        # What is cut off in its head, or hidden as a whole, may hold text all the same.
        lines=part_lines(block.text for block in markup.blocks) or _strip_tags(text),
        container=part_lines(_whole(_container(text, markup, claims), claims)) or None,
        titles=markup.head.titles(claims),
        published=markup.head.dates(claims),
        site=claims.site,
        author=claims.author,
        url=claims.url,
        lang=markup.head.lang,
        format="html",
        is_marked_up=True,
    )


def _strip_tags(text: str) -> tuple[str, ...]:
    """The bare lines of markup that no parser takes."""
    from html import unescape

    bare = unescape(_TAG.sub("\n", _SCRIPT.sub("", text.partition("<!--")[0])))
    return tuple(filter(None, (_BLANKS.sub(" ", line).strip() for line in bare.split("\n"))))


def _container(text: str, markup: Markup, claims: Claims) -> tuple[str, ...]:
    """The lines of the article's container; readability is asked where its place is doubtful."""
    if len(markup.blocks) > MOST_LINES:
        return ()
    found = find_container(markup.blocks, markup.outline, claimed=claims.body)
    if not found.is_certain and (wanted := _readable(text)):
        found = find_container(markup.blocks, markup.outline, wanted=wanted)
    return found.lines


def _readable(text: str) -> frozenset[str]:
    """The folded lines of what readability takes for the article; none if it fails."""
    if len(text) > _LARGEST_FOR_READABILITY:
        return frozenset()
    from readability import Document as Readable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        markup = read_markup(Readable(text).summary(html_partial=True))
    # readability raises whatever lxml, cssselect and its own recursion raise.
    except Exception:
        return frozenset()
    return frozenset(fold_letters(block.text) for block in markup.blocks) if markup else frozenset()


def _whole(container: tuple[str, ...], claims: Claims) -> tuple[str, ...]:
    """The container, or the head's own `articleBody` where the container misses much of it."""
    body = claims.body or ""
    held = sum(map(len, container))
    if held >= 0.6 * len(body) or body.rstrip().endswith(("...", "…")):
        return container
    return tuple(filter(None, (line.strip() for line in _strip_tags(body))))
