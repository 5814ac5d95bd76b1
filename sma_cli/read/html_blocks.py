"""A parsed page as runs of text, each with its place in the page's structure.

The tree is walked once; whoever needs the structure afterwards asks an `Outline`, in which an
element is a number. Elements are numbered in reading order, so that all inside of one are the
numbers from it to its last: whether this is inside that is a comparison.

Promises: no nesting is too deep, time and memory are linear, and a page longer than any article
is left after as many runs of text as are enough to see that.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

from sma_cli.read.limits import MOST_LINES
from sma_cli.record import load_table

Mark = Literal[
    "",
    "furniture",
    "doubtful",  # by one word furniture, by another the article
    "article",  # by a word of its class or id
    "body",  # by the vocabulary of schema.org
]

_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LONGEST_MARK = 300
# What is shorter may be a word of the sentence around it, marked as a keyword.
_SHORTEST_INSET = 16
_FURNITURE = ("furniture", "doubtful")
# In place of an element's number: it structures nothing, or is not to be seen.
_PLAIN, _HIDDEN = -1, -2
# So many elements marked as furniture around one run of text are asked at most.
_DEEPEST_MARK = 12


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text between block boundaries; `owner` is the element it stands in.

    `furniture` are the elements around it that are marked as furniture, the innermost last;
    `linked` is how many of its characters lead elsewhere, and `is_link` says that all words do.
    """

    text: str
    owner: int
    furniture: tuple[int, ...]
    linked: int
    is_link: bool


@dataclass(slots=True)
class Outline:
    """The elements that structure a page, by number: parent, last inside, tag and mark."""

    parents: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, tag: str, mark: Mark, parent: int) -> int:
        """The number of a new element inside of `parent`."""
        self.parents.append(parent)
        self.lasts.append(len(self.tags))
        self.tags.append(tag)
        self.marks.append(mark)
        return len(self.tags) - 1

    def around(self, element: int) -> Iterator[int]:
        """The element and those it stands in, outwards."""
        while element >= 0:
            yield element
            element = self.parents[element]


def read_blocks(tree: Any) -> tuple[list[Block], Outline]:
    """The runs of text of a page in reading order, and its outline; the tree loses its scripts."""
    import lxml.etree

    unread = (lxml.etree.Comment, lxml.etree.ProcessingInstruction)
    lxml.etree.strip_elements(tree, *_words("dropped"), *unread, with_tail=False)
    breaking = _words("blocks")
    outline, run = Outline(), _Run()
    inside = [outline.add("html", "", -1)]
    opened: list[tuple[int, bool]] = []
    walk = lxml.etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            number, breaks = opened.pop()
            if breaks:
                run.cut(inside[-1])
            if number >= 0:
                outline.lasts[inside.pop()] = len(outline.tags) - 1
                run.leave(number)
            run.links -= tag == "a" and number != _HIDDEN
            run.add(element.tail)
        elif _is_hidden(element):
            walk.skip_subtree()
            opened.append((_HIDDEN, tag in breaking))
        else:
            mark = _mark(tag, element.get("class"), element.get("id"), element.get("itemprop"))
            breaks = tag in breaking or (mark in _FURNITURE and run.is_inset(element, tag))
            if breaks:
                run.cut(inside[-1])
            number = _PLAIN
            if mark or (breaks and tag != "br"):
                number = outline.add(tag, mark, inside[-1])
                inside.append(number)
                run.enter(number, mark)
            opened.append((number, breaks))
            run.links += tag == "a"
            run.add(element.text)
        if len(run.blocks) > MOST_LINES:
            break
    run.cut(inside[0])
    outline.lasts[0] = len(outline.tags) - 1
    return run.blocks, outline


class _Run:
    """The pieces of text since the last block boundary, and the blocks before it."""

    __slots__ = ("_furniture", "_linked", "_texts", "blocks", "links")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links = 0
        self._texts: list[str] = []
        self._linked: list[str] = []
        self._furniture: list[int] = []

    def add(self, text: str | None) -> None:
        """One more piece, inside of as many links as are open."""
        if text:
            self._texts.append(text)
            if self.links > 0:
                self._linked.append(text)

    def enter(self, element: int, mark: Mark) -> None:
        """What follows stands in an element of this mark."""
        if mark in _FURNITURE:
            self._furniture.append(element)

    def leave(self, element: int) -> None:
        """What follows stands in it no more."""
        if self._furniture and self._furniture[-1] == element:
            self._furniture.pop()

    def cut(self, owner: int) -> None:
        """End the block of the pieces so far, if they hold anything."""
        if not self._texts:
            return
        text = " ".join("".join(self._texts).split())
        linked = " ".join("".join(self._linked).split()) if self._linked else ""
        self._texts.clear()
        self._linked.clear()
        if text:
            is_link = bool(linked) and _letters(linked) == _letters(text)
            is_link = is_link or not any(map(str.isalnum, text))
            around = tuple(self._furniture[-_DEEPEST_MARK:])
            self.blocks.append(Block(text, owner, around, len(linked), is_link))

    def is_inset(self, element: Any, tag: str) -> bool:
        """Whether an inline element that opens a line is a caption or a box, and no word."""
        return (
            tag in _words("inline")
            and not any(map(str.strip, self._texts))
            and _holds(element, _SHORTEST_INSET)
        )


def _holds(element: Any, length: int) -> bool:
    """Whether an element's text has so many letters; no more of it is looked at."""
    texts = itertools.accumulate(len(text.strip()) for text in element.itertext())
    return any(held >= length for held in texts)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _INVISIBLE.search(style))


@lru_cache(maxsize=8192)
def _mark(tag: str, classes: str | None, name: str | None, prop: str | None) -> Mark:
    """What an element's tag, class, id and property say of it."""
    if prop and "articlebody" in prop.lower():
        return "body"
    if tag in _words("spared"):
        return "article" if tag == "article" else ""
    marks = f"{classes or ''} {name or ''}"[:_LONGEST_MARK]
    words = {word.lower() for word in _CLASS_WORD.findall(marks)}
    is_article = not words.isdisjoint(_words("article"))
    if tag in _words("furniture"):
        return "furniture"
    if not words.isdisjoint(_words("classes")):
        return "doubtful" if is_article else "furniture"
    return "article" if is_article else ""


@cache
def _words(key: str) -> frozenset[str]:
    """Names of tags or classes, as the table groups them."""
    return frozenset(load_table("furniture")["html"][key])
