"""A saved web page as a Page: its lines, its article's container and the claims of its head.

The place of the paragraphs tells the container on most pages (`html_container`); where it leaves
a doubt, readability-lxml decides. That is an untrusted guest: it raises on empty input, takes
three times as long as all else and logs, so it is asked at most once, on pages of ordinary size,
and whatever it does wrong ends here. It decides where the article stands; the words are taken
from the page itself, which keeps the paragraphs that it drops and the boundaries that it loses.
"""

import logging
import re
from collections.abc import Sequence
from typing import Any

from sma_cli.read.furniture import fold_letters, width
from sma_cli.read.html_blocks import Block, Outline, read_blocks
from sma_cli.read.html_container import find_container
from sma_cli.read.limits import MOST_LINES
from sma_cli.read.metadata import Claims, read_claims
from sma_cli.read.page import Page, part_lines

# readability takes seconds on more, and an article's page holds less.
_LARGEST_FOR_READABILITY = 1_500_000
# Headings narrower than this name sections.
_SHORTEST_HEADLINE = 24
_BLANKS = re.compile(r"\s+")
# The last one of a page that was cut off may lack its end.
_TAG = re.compile(r"<[^<>]{0,2000}>|<[a-zA-Z/!][^<>]{0,2000}\Z")
# One that is never closed runs to the end, at one go: the time stays linear.
_SCRIPT = re.compile(r"<(?:script|style|title)\b(?:[^<]|<(?!/(?:script|style|title)))*", re.I)
_SCRIPTED = re.compile(r'"(?:first_publish_date|firstPublished|publishedAt)"\s?:\s?"([^"]{8,40})"')
_LONGEST_SCRIPT = 400_000
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def open_html(text: str) -> Page:
    """The page of an HTML text, however broken; a page without any text has no lines."""
    tree = _parse(text)
    if tree is None:
        return Page(lines=_strip_tags(text), format="html", is_marked_up=True)
    claims = read_claims(_metas(tree), _linked_data(tree))
    titles, dates = _titles(tree, claims), (*_times(tree), *_scripted_dates(tree))
    blocks, outline = read_blocks(tree)
    container = _container(text, blocks, outline, claims) if len(blocks) <= MOST_LINES else ()
    lines = part_lines(block.text for block in blocks)
    return Page(
        # Nested deeper than the parser goes, a page seems empty.
        lines=lines or _strip_tags(text),
        container=part_lines(_whole(container, claims)) or None,
        titles=titles,
        published=(*claims.published, *dates),
        site=claims.site,
        author=claims.author,
        url=claims.url,
        lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        format="html",
        is_marked_up=True,
    )


def _parse(text: str) -> Any:
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(_PROLOG.sub("", text))
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if tree.tag == "html" else None


def _strip_tags(text: str) -> tuple[str, ...]:
    """The bare lines of markup that no parser takes."""
    from html import unescape

    bare = unescape(_TAG.sub("\n", _SCRIPT.sub("", text.partition("<!--")[0])))
    return tuple(filter(None, (_BLANKS.sub(" ", line).strip() for line in bare.split("\n"))))


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            metas.setdefault(name.strip().lower(), meta.get("content"))
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            metas.setdefault("canonical", link.get("href"))
    return metas


def _linked_data(tree: Any) -> list[str]:
    scripts = tree.iter("script")
    return [
        script.text
        for script in scripts
        if "ld+json" in (script.get("type") or "").lower() and script.text
    ]


def _times(tree: Any) -> list[str]:
    """The `datetime` of the page's first times; those marked as publication before others."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    times.sort(key=lambda time: not _marks_publication(time))
    return [time.get("datetime") for time in times[:1]]


def _scripted_dates(tree: Any) -> list[str]:
    """First publication as a page's own scripts have it, where they hold no other story's."""
    found = {
        date
        for script in tree.iter("script")
        for date in _SCRIPTED.findall((script.text or "")[:_LONGEST_SCRIPT])
    }
    return list(found) if len(found) == 1 else []


def _marks_publication(time: Any) -> bool:
    marks = f"{time.get('itemprop')} {time.get('class')}".lower()
    return "publish" in marks or "pubdate" in time.attrib


def _titles(tree: Any, claims: Claims) -> tuple[str, ...]:
    """Headlines in the order of their worth; one cut short by `…` gives way to the page's own."""
    printed = [_text_of(heading) for tag in ("h1", "h2", "h3") for heading in tree.iter(tag)]
    head = [_text_of(title) for title in tree.iter("title")][:1]
    site = fold_letters(claims.site or "")
    claimed = [title for title in claims.titles if fold_letters(title) not in ("", site)]
    if not claimed:
        return _titles_of_body(printed, head)
    whole = [heading for heading in printed if _is_cut_short(claimed[0], heading)]
    return tuple(dict.fromkeys((*whole[:1], *claimed, *head)))


def _titles_of_body(printed: Sequence[str], head: Sequence[str]) -> tuple[str, ...]:
    """The heading that `<title>` repeats, or the first long one: `<title>` may name the site."""
    long = [heading for heading in printed if width(heading) >= _SHORTEST_HEADLINE]
    folded = fold_letters(" ".join(head))
    repeated = [heading for heading in long if fold_letters(heading) in folded]
    return tuple(dict.fromkeys((*repeated[:1], *long[:1], *head)))


def _is_cut_short(title: str, heading: str) -> bool:
    stem = title.rstrip(" .…")
    return stem != title and len(stem) > 15 and heading.startswith(stem)


def _text_of(element: Any) -> str:
    return _BLANKS.sub(" ", element.text_content()).strip()


def _container(
    text: str, blocks: Sequence[Block], outline: Outline, claims: Claims
) -> tuple[str, ...]:
    """The lines of the article's container; readability is asked where its place is doubtful."""
    found = find_container(blocks, outline, claimed=claims.body)
    if not found.is_certain and (wanted := _readable(text)):
        found = find_container(blocks, outline, wanted=wanted)
    return found.lines


def _readable(text: str) -> frozenset[str]:
    """The folded lines of what readability takes for the article; none if it fails."""
    if len(text) > _LARGEST_FOR_READABILITY:
        return frozenset()
    import lxml.html
    from readability import Document as Readable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Readable(_PROLOG.sub("", text)).summary(html_partial=True)
        tree = lxml.html.document_fromstring(summary)
    # readability raises whatever lxml, cssselect and its own recursion raise.
    except Exception:
        return frozenset()
    return frozenset(fold_letters(block.text) for block in read_blocks(tree)[0])


def _whole(container: tuple[str, ...], claims: Claims) -> tuple[str, ...]:
    """The container, or the head's own `articleBody` where the container misses much of it."""
    body = claims.body or ""
    held = sum(map(len, container))
    if held >= 0.6 * len(body) or body.rstrip().endswith(("...", "…")):
        return container
    return tuple(filter(None, (line.strip() for line in _strip_tags(body))))
