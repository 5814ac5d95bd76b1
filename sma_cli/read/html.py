"""A saved web page as a Page: its lines, its article's container and the claims of its head.

readability-lxml finds the container. It is an untrusted guest: it raises on empty input, is slow
on large pages and logs, so it is asked once, on pages of ordinary size, and whatever it does
wrong ends here. It decides where the article stands; the words are taken from the page itself,
which keeps the paragraphs that it drops and the boundaries that it loses.
"""

import itertools
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sma_cli.read.furniture import ends_firmly, fold_letters, kind_of, width
from sma_cli.read.limits import MOST_LINES
from sma_cli.read.metadata import Claims, read_claims
from sma_cli.read.page import Page, part_lines
from sma_cli.record import load_table

# readability takes seconds on more, and an article's page holds less.
_LARGEST_FOR_READABILITY = 1_500_000
# The container is the smallest element with this share of the article's text.
_MOST = 0.85
# An element that holds this share of the page's sentences is no furniture, whatever its class.
_TOO_MUCH = 0.4
# Headings narrower than this name sections.
_SHORTEST_HEADLINE = 24
# What is shorter may be a word of the sentence around it, marked as a keyword.
_SHORTEST_INSET = 16
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# The last one of a page that was cut off may lack its end.
_TAG = re.compile(r"<[^<>]{0,2000}>|<[a-zA-Z/!][^<>]{0,2000}\Z")
# One that is never closed runs to the end, at one go: the time stays linear.
_SCRIPT = re.compile(r"<(?:script|style|title)\b(?:[^<]|<(?!/(?:script|style|title)))*", re.I)
_SCRIPTED = re.compile(r'"(?:first_publish_date|firstPublished|publishedAt)"\s?:\s?"([^"]{8,40})"')
_LONGEST_SCRIPT = 400_000
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text between block boundaries; `owner` is the element it stands in.

    `is_link` says that all of it leads elsewhere: the headline of another story, say.
    """

    text: str
    owner: Any
    furniture: tuple[Any, ...]
    is_link: bool


def open_html(text: str) -> Page:
    """The page of an HTML text, however broken; a page without any text has no lines."""
    tree = _parse(text)
    if tree is None:
        return Page(lines=_strip_tags(text), format="html", is_marked_up=True)
    claims = read_claims(_metas(tree), _linked_data(tree))
    blocks = list(_blocks(tree))
    container = _container(text, blocks) if len(blocks) <= MOST_LINES else ()
    lines = part_lines(block.text for block in blocks)
    return Page(
        # Nested deeper than the parser goes, a page seems empty.
        lines=lines or _strip_tags(text),
        container=part_lines(_whole(container, claims)) or None,
        titles=_titles(tree, claims),
        published=(*claims.published, *_times(tree), *_scripted_dates(tree)),
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


def _blocks(tree: Any) -> Iterator[Block]:
    """The page's runs of text in reading order; iterative, so that no nesting is too deep."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    parts: list[tuple[str, bool]] = []
    furniture: list[Any] = []
    insets: list[Any] = []
    owner = tree
    links = 0
    for event, element in walk:
        if event in ("comment", "pi"):
            parts.append((element.tail or "", links > 0))
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if (
            event == "start"
            and _is_inset(element, tag, after=parts)
            and not any(one.strip() for one, _ in parts)
        ):
            insets.append(element)
        is_inset = bool(insets) and insets[-1] is element
        is_block = is_inset or tag in _words("blocks")
        if is_block:
            yield from _flush(parts, owner, furniture)
        if event == "start":
            if tag in _words("dropped") or _is_invisible(element):
                walk.skip_subtree()
                continue
            if _is_marked_furniture(element, tag):
                furniture.append(element)
            owner = element if is_block and tag != "br" else owner
            links += tag == "a"
            parts.append((element.text or "", links > 0))
            continue
        if furniture and furniture[-1] is element:
            furniture.pop()
        if is_inset:
            insets.pop()
        if is_block and tag != "br":
            parent = element.getparent()
            owner = parent if parent is not None else tree
        links -= tag == "a"
        parts.append((element.tail or "", links > 0))
    yield from _flush(parts, owner, furniture)


def _flush(parts: list[tuple[str, bool]], owner: Any, furniture: Sequence[Any]) -> Iterator[Block]:
    text = _BLANKS.sub(" ", "".join(part for part, _ in parts)).strip()
    is_link = not any(map(str.isalnum, "".join(part for part, linked in parts if not linked)))
    parts.clear()
    if text:
        yield Block(text, owner, tuple(furniture[-12:]), is_link)


def _is_invisible(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_INVISIBLE.search(element.get("style") or ""))


def _is_inset(element: Any, tag: str, *, after: Sequence[tuple[str, bool]]) -> bool:
    """Whether an inline element that opens a line is a caption or a box: marked so, and no word."""
    return (
        tag in _words("inline")
        and _is_marked_furniture(element, tag)
        and not any(text.strip() for text, _ in after)
        and _holds(element, _SHORTEST_INSET)
    )


def _holds(element: Any, length: int) -> bool:
    """Whether an element's text has so many letters; no more of it is looked at."""
    texts = itertools.accumulate(len(text.strip()) for text in element.itertext())
    return any(held >= length for held in texts)


def _is_marked_furniture(element: Any, tag: str) -> bool:
    if tag in _words("furniture"):
        return True
    if tag in _words("spared"):
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return any(word.lower() in _words("classes") for word in _CLASS_WORD.findall(marks))


@cache
def _words(key: str) -> frozenset[str]:
    """Names of tags or classes, as the table groups them."""
    return frozenset(load_table("furniture")["html"][key])


def _container(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines of the article's container, without what its markup says is furniture."""
    spared = _spared(blocks)
    open_blocks = [block for block in blocks if spared.issuperset(block.furniture)]
    wanted = _readable(text)
    marked = [block for block in open_blocks if fold_letters(block.text) in wanted]
    marked = [block for block in marked if _is_paragraph(block.text)] or [
        block for block in open_blocks if _is_paragraph(block.text)
    ]
    container = _smallest_common(marked)
    if container is None:
        return ()
    inside = set(container.iter())
    return tuple(_own(block for block in open_blocks if block.owner in inside))


def _own(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines that may be the article's: no links to other stories, nor the words over them."""
    section = None
    for block in blocks:
        if block.is_link and not _is_paragraph(block.text):
            section = None
            continue
        if section:
            yield section
        section = block.text if kind_of(block.text) == "section" else None
        if not section:
            yield block.text
    if section:
        yield section


def _is_paragraph(text: str) -> bool:
    return (width(text) >= 50 and ends_firmly(text)) or width(text) > 160


def _spared(blocks: Sequence[Block]) -> set[Any]:
    """Elements marked as furniture that hold too much of the page's text to be it."""
    held: dict[Any, int] = defaultdict(int)
    total = 0
    for block in blocks:
        if _is_paragraph(block.text):
            total += len(block.text)
            for element in block.furniture:
                held[element] += len(block.text)
    return {element for element, length in held.items() if length > _TOO_MUCH * total}


def _smallest_common(blocks: Sequence[Block]) -> Any:
    """The deepest element that holds most of the text of `blocks`."""
    held: dict[Any, int] = defaultdict(int)
    total = 0
    for block in blocks:
        total += len(block.text)
        element = block.owner.getparent() if block.owner.tag in ("p", "li") else block.owner
        while element is not None:
            held[element] += len(block.text)
            element = element.getparent()
    enough = [element for element, length in held.items() if length >= _MOST * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


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
    return frozenset(fold_letters(block.text) for block in _blocks(tree))


def _whole(container: tuple[str, ...], claims: Claims) -> tuple[str, ...]:
    """The container, or the head's own `articleBody` where the container misses much of it."""
    body = claims.body or ""
    held = sum(map(len, container))
    if held >= 0.6 * len(body) or body.rstrip().endswith(("...", "…")):
        return container
    return tuple(filter(None, (line.strip() for line in _strip_tags(body))))
