"""Markup made light before it is read: pictures written into a page weigh more than its text.

Works on bytes, because text takes up to four times their place. Time is linear.
"""

import re

_SMALL = 200_000
_LARGE = 2_000_000
_MANY_COMMENTS = 10_000
_PICTURE = re.compile(rb"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%\s-]{500,}")
# No attribute that tells of an article is as long as this.
_LONG_ATTRIBUTE = re.compile(rb"=\s{0,5}(?:\"[^\"]{50000,}\"|'[^']{50000,}')")
_TAG = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|p|div|article|meta|h1|title|table)(?:\s[^<>]{0,300})?>",
    re.I,
)
# A page begins with a tag; a fragment of one has tags all over.
_FRAGMENT_TAGS = 5


def lighten(data: bytes) -> bytes:
    """The page without the pictures and endless attributes in its tags, if it is a large page."""
    if len(data) < _SMALL or not is_html(data[:20_000].decode("latin-1")):
        return data
    data = _PICTURE.sub(b"", data)
    if data.count(b"<!--") > _MANY_COMMENTS:
        data = _without_comments(data)
    return _LONG_ATTRIBUTE.sub(b'=""', data) if len(data) > _LARGE else data


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
