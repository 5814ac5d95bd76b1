"""Markup made light before it is read: pictures and scripts of a page weigh more than its text.

Works on bytes, because text takes up to four times their place. Time is linear.
"""

import re

# Of a script no more is read.
LONGEST_SCRIPT = 400_000
_SMALL = 100_000
_LARGE = 2_000_000
_MANY_COMMENTS = 10_000
_LONGEST_TAG = 300
_PICTURE = re.compile(rb"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%\s-]{500,}")
# No attribute that tells of an article is as long as this.
_LONG_ATTRIBUTE = re.compile(rb"=\s{0,5}(?:\"[^\"]{50000,}\"|'[^']{50000,}')")
# What a comment holds is none of the page's.
_UNREAD = re.compile(rb"<!--|<(script|style)[\s>]")
# What a script has that says when the article was published.
_TELLING = (b"first_publish_date", b"firstPublished", b"publishedAt")
_TAG = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|p|div|article|meta|h1|title|table)(?:\s[^<>]{0,300})?>",
    re.I,
)
# A page begins with a tag; a fragment of one has tags all over.
_FRAGMENT_TAGS = 5


def lighten(data: bytes) -> bytes:
    """A large page without pictures, styles, endless attributes, and scripts that tell nothing."""
    if len(data) < _SMALL or not is_html(data[:20_000].decode("latin-1")):
        return data
    data = _PICTURE.sub(b"", _without_scripts(data))
    if data.count(b"<!--") > _MANY_COMMENTS:
        data = _without_comments(data)
    return _LONG_ATTRIBUTE.sub(b'=""', data) if len(data) > _LARGE else data


def _without_scripts(data: bytes) -> bytes:
    """The page with its styles emptied, and its scripts but for those that tell of the article."""
    pieces: list[bytes] = []
    at = copied = 0
    while found := _UNREAD.search(data, at):
        start, tag = found.start(), found[1]
        at = data.find(b"</" + tag if tag else b"-->", found.end())
        if at < 0:
            break
        if tag:
            pieces += data[copied:start], _telling(data[start:at]) or b"<" + tag + b">"
            copied = at
    return b"".join([*pieces, data[copied:]])


def _telling(script: bytes) -> bytes:
    """What is worth reading of a script; nothing of most."""
    if b"ld+json" in script[:_LONGEST_TAG]:
        return script
    return script[:LONGEST_SCRIPT] if any(word in script for word in _TELLING) else b""


def _without_comments(data: bytes) -> bytes:
    """The page without its comments, whose number a parser walks over slowly."""
    first, *rest = data.split(b"<!--")
    closed = (piece.partition(b"-->") for piece in rest)
    return b"".join((first, *(after if end else before for before, end, after in closed)))


def is_html(text: str) -> bool:
    """Whether the text is markup: it begins with a page's tag, or has many of them."""
    head = text[:2000].lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    if head.startswith("<") and _TAG.search(head):
        return True
    return len(_TAG.findall(text[:20_000])) >= _FRAGMENT_TAGS
