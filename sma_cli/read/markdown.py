"""Markdown as a page: a clipped or hand-written note becomes lines without its signs.

markdown-it-py, which Rich brings along, parses it; a parser knows hard-wrapped paragraphs,
escapes and nested lists, which patterns do not. A list of nothing but links is marked as such,
since those are other stories.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sma_cli.read.page import Page, part_lines
from sma_cli.record import load_table

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 500_000
_HEAD = re.compile(r"\s*---\n((?:[A-Za-z_ -]{1,40}:.*\n|\s*-\s.*\n|\s*\n){1,60})---[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^([A-Za-z_ -]{1,40}):[ \t]*(?:\n[ \t]*-[ \t]*)?(\S.*)$", re.MULTILINE)
# What Markdown writes and pasted text hardly does; two kinds of them make a note.
_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\(<?https?://[^\s)]{1,500}"),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^\s)]{1,500}"),
    re.compile(r"^={3,}$", re.MULTILINE),
    re.compile(r"^> ?\S", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])"),
    re.compile(r"^[-*+] \S", re.MULTILINE),
)
# Of these, the first are never signs of anything else.
_SURE = 4
_BLANKS = re.compile(r"\s+")
_WIKI = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")


def is_markdown(text: str) -> bool:
    """Whether a text has a note's head, a heading with other signs, or links in Markdown's form."""
    if len(text) > _LONGEST:
        return False
    if _HEAD.match(text):
        return True
    signs = [bool(sign.search(text)) for sign in _SIGNS]
    return sum(signs) >= 2 and any(signs[:_SURE])


def open_markdown(text: str) -> Page:
    """The page of a note; its head and its first heading claim what they say."""
    from markdown_it import MarkdownIt

    head = _HEAD.match(text)
    fields = _fields(head[1]) if head else {}
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text[head.end() :] if head else text)
    lines = list(_lines(tokens))
    url = _say(fields, "url")
    return Page(
        lines=part_lines(lines),
        titles=tuple(filter(None, (_say(fields, "title"), *_headings(tokens)[:1]))),
        published=tuple(filter(None, (_say(fields, "published"),))),
        site=_say(fields, "source"),
        author=_say(fields, "author"),
        url=url if url and url.startswith("http") else None,
        format="markdown",
    )


def _fields(head: str) -> dict[str, str]:
    found = {name.strip().lower(): value.strip(" \t\"'[]") for name, value in _FIELD.findall(head)}
    return {name: _WIKI.sub(r"\1", value) for name, value in found.items() if value}


def _say(fields: Mapping[str, str], key: str) -> str | None:
    names = load_table("formats")["markdown"][key]
    return next((fields[name] for name in names if name in fields), None)


def _headings(tokens: list["Token"]) -> list[str]:
    """The headings of the first degree."""
    return [
        _text_of(tokens[place + 1])
        for place, token in enumerate(tokens[:-1])
        if token.type == "heading_open" and token.tag == "h1"
    ]


def _lines(tokens: list["Token"]) -> Iterator[str]:
    in_list = 0
    for token in tokens:
        in_list += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline":
            bullet = "- " if in_list and _is_link(token) else ""
            yield from (f"{bullet}{line}" for line in _text_of(token).split("\n"))


def _is_link(token: "Token") -> bool:
    """Whether a text is one link and nothing else."""
    children = token.children or []
    kinds = [child.type for child in children]
    return kinds[:1] == ["link_open"] and kinds.index("link_close") == len(kinds) - 1


def _text_of(token: "Token") -> str:
    """The text of a paragraph or heading: pictures and tags left out, hard breaks as lines."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type in ("text", "code_inline"):
            parts.append(_BLANKS.sub(" ", child.content))
    return "\n".join(line.strip() for line in "".join(parts).split("\n"))
