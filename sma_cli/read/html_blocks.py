"""A parsed page as runs of text, each with its place in the page's structure.

The parser tells it element by element, and no tree is built; whoever needs the structure
afterwards asks an `Outline`, in which an element is a number. Elements are numbered in reading
order, so that all inside of one are the numbers from it to its last: whether this is inside that
is a comparison.

Promises: no nesting is too deep, time and memory are linear, and a page longer than any article
is left after as many runs of text as are enough to see that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, cast

from sma_cli.read.html_head import Head
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
_EMPTY_LINE = re.compile(r"\n\s*\n")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LONGEST_MARK = 300
# What is shorter may be a word of the sentence around it, marked as a keyword.
_SHORTEST_INSET = 16
_FURNITURE = ("furniture", "doubtful")
# In place of the number of an element that structures nothing.
_PLAIN = -1
# What tells by its attributes, and what by its text.
_MET = frozenset({"html", "meta", "link", "time"})
_HEARD = frozenset({"title", "script", "button", "h1", "h2", "h3"})
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
    """The elements that structure a page, by number: parent, last inside, tag and mark.

    `pictures` are the elements that hold a picture, as often as they hold one.
    """

    parents: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)

    def add(self, tag: str, mark: Mark, parent: int) -> int:
        """The number of a new element inside of `parent`."""
        number = len(self.tags)
        self.parents.append(parent)
        self.lasts.append(number)
        self.tags.append(tag)
        self.marks.append(mark)
        return number


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as parsed: its blocks in reading order, their outline, and what its head says."""

    blocks: tuple[Block, ...]
    outline: Outline
    head: Head


def read_markup(text: str) -> Markup | None:
    """The blocks of an HTML text; None where no parser takes it."""
    import lxml.etree

    reader = _Reader()
    try:
        # Read from UTF-8, which is what the parser works on.
        parser = lxml.etree.HTMLParser(target=cast(Any, reader), encoding="utf-8")
        lxml.etree.fromstring(text.encode("utf-8", "replace"), parser)
    except _Endless:
        pass
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None
    return Markup(tuple(reader.blocks), reader.outline, reader.head)


class _Endless(Exception):
    """The page has more blocks than any article."""


class _Reader:
    """What the parser tells of a page, element by element."""

    __slots__ = (
        *("_breaking", "_dropped", "_furniture", "_heard", "_inline", "_inside", "_insets"),
        *(
            "_kept_lines",
            "_linked",
            "_links",
            "_opened",
            "_skipped",
            "_texts",
            "blocks",
            "head",
            "outline",
        ),
    )

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.outline = Outline()
        self.head = Head()
        self._breaking = _words("blocks")
        self._dropped = _words("dropped")
        self._inline = _words("inline")
        # Of each open element its number, or why it has none; then whether it ends a line.
        self._opened: list[tuple[int, bool]] = []
        self._inside = [self.outline.add("html", "", -1)]
        self._furniture: list[int] = []
        self._insets: list[tuple[int, int]] = []
        self._skipped = 0
        self._links = 0
        # So many elements are open whose lines are paragraphs.
        self._kept_lines = 0
        self._texts: list[str] = []
        self._linked: list[str] = []
        self._heard: list[tuple[str, Mapping[str, str], list[str]]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _MET:
            self.head.meet(tag, attributes)
        elif tag in _HEARD:
            self._heard.append((tag, attributes, []))
        if self._skipped or tag in self._dropped:
            self._skipped += 1
            return
        if tag == "img":
            self.outline.pictures.append(self._inside[-1])
        breaks = tag in self._breaking
        if breaks and self._texts:
            self.cut()
        number, mark = _PLAIN, _plain_mark(tag) if breaks else ""
        if attributes:
            if _is_hidden(attributes):
                self._skipped = 1
                return
            get = attributes.get
            mark = _mark(tag, get("class"), get("id"), get("itemprop"))
        if mark or (breaks and tag != "br"):
            number = self._enter(tag, mark)
        self._opened.append((number, breaks))
        self._links += tag == "a"
        self._kept_lines += tag == "pre"

    def _enter(self, tag: str, mark: Mark) -> int:
        number = self.outline.add(tag, mark, self._inside[-1])
        if mark in _FURNITURE:
            self._furniture.append(number)
            if tag in self._inline and not self._texts:
                self._insets.append((number, len(self.blocks)))
        self._inside.append(number)
        return number

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._heard and self._heard[-1][0] == tag:
            _, attributes, texts = self._heard.pop()
            self.head.hear(tag, attributes, "".join(texts))
        if self._skipped:
            self._skipped -= 1
            return
        if not self._opened:
            return
        number, breaks = self._opened.pop()
        if self._insets and self._insets[-1][0] == number and self._ends_inset():
            breaks = True
        if breaks and self._texts:
            self.cut()
        if number >= 0:
            self.outline.lasts[self._inside.pop()] = len(self.outline.tags) - 1
            if self._furniture and self._furniture[-1] == number:
                self._furniture.pop()
        self._links -= tag == "a"
        self._kept_lines -= tag == "pre"

    def _ends_inset(self) -> bool:
        """Whether the inline element that opened a line is a caption or a box, and no word."""
        _, blocks = self._insets.pop()
        return len(self.blocks) > blocks or sum(map(len, self._texts)) >= _SHORTEST_INSET

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._heard:
            self._heard[-1][2].append(text)
        if self._skipped or not (self._texts or text.strip()):
            return
        if self._kept_lines and "\n" in text:
            pieces = _EMPTY_LINE.split(text)
            for piece in pieces if len(pieces) > 1 else text.split("\n"):
                self._add(piece)
                self.cut()
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        self._texts.append(text)
        if self._links > 0:
            self._linked.append(text)

    def cut(self) -> None:
        """End the block of the pieces so far."""
        text = " ".join("".join(self._texts).split())
        linked = " ".join("".join(self._linked).split()) if self._linked else ""
        self._texts.clear()
        self._linked.clear()
        is_link = linked == text or (
            _letters(linked) == _letters(text) if linked else not any(map(str.isalnum, text))
        )
        around = tuple(self._furniture[-_DEEPEST_MARK:])
        self.blocks.append(Block(text, self._inside[-1], around, len(linked), is_link))
        if len(self.blocks) > MOST_LINES:
            raise _Endless

    def close(self) -> None:
        """The page ends, with whatever is open."""
        for number in self._inside:
            self.outline.lasts[number] = len(self.outline.tags) - 1
        if self._texts:
            self.cut()


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or (
        "style" in attributes and bool(_INVISIBLE.search(attributes["style"]))
    )


@cache
def _plain_mark(tag: str) -> Mark:
    """What an element's tag alone says of it."""
    return _mark(tag, None, None, None)


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
