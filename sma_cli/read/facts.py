"""What a page and its story tell of the article: outlet, wire, author, address, publication.

Each fact has several witnesses; they are heard in the order of their trustworthiness, and the
first that knows something decides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sma_cli.read.dateline import read_byline
from sma_cli.read.outlet import Outlet, find_by_domain, find_by_mark, find_by_name, find_in_text
from sma_cli.read.page import Page
from sma_cli.read.pasted import Story
from sma_cli.read.published import find_in_url, find_published, parse_stamp, to_zone

_KOREAN_TIME = "+09:00"
_HANGUL = re.compile("[가-힣]")
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+\-]{0,40}@([A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,3})"
)
_URL = re.compile(r"https?://[^\s<>\"']{4,500}")
_COPYRIGHT = re.compile(r"[©ⓒ]|copyright|저작권|\(c\)|무단\s?전재|all rights reserved", re.I)
# A claim in words: a picture's credit is the mark alone.
_CLAIM = re.compile(r"[^\w]{0,4}(?:copyright|저작권자)", re.I)
_BESIDE_TITLE = re.compile(r"\s[|:<>/–—-]+\s|::|[|ㅣ]")
# Longer lines are paragraphs, which name outlets and addresses of all kinds.
_LONGEST_LINE = 400


def find_url(lines: Sequence[str]) -> str | None:
    """The address of a pasted page: it stands on a line of its own, near the top or the end."""
    for line in (*lines[:8], *lines[-8:]):
        found = _URL.search(line[:600])
        if found and len(line) - len(found[0]) < 30:
            return found[0].rstrip(").,]")
    return None


def tell_outlet(page: Page, story: Story, *, url: str | None, lang: str) -> Outlet | None:
    """The outlet on whose page the text stands; a portal is none."""
    for outlet in _outlets(page, story, url=url, lang=lang):
        if outlet and outlet.kind != "portal":
            return outlet
    return None


def _outlets(page: Page, story: Story, *, url: str | None, lang: str) -> Iterator[Outlet | None]:
    """The witnesses of the outlet, the surest first."""
    if page.site:
        yield find_by_name(page.site)
    if url:
        yield find_by_domain(url, lang=lang)
    if page.site:
        yield find_in_text(page.site)
    short = [line for line in page.lines if len(line) <= _LONGEST_LINE]
    yield from _copyright_outlets(short)
    yield from map(_outlet_beside, (*page.titles, *story.lines[max(story.place, 0) :][:1]))
    yield from map(find_by_mark, short)
    for line in (line for line in short if "@" in line):
        yield from (find_by_domain(host, lang=lang) for host in _MAIL.findall(line))
    yield from _outlets_alone(page, story)
    if page.author:
        yield find_by_name(page.author)
    if story.dateline:
        yield story.dateline.outlet
    sender = page.envelope.sender
    if sender:
        yield find_by_domain(sender.rstrip("> "), lang=lang)
        yield find_in_text(sender.partition("<")[0])


def _copyright_outlets(lines: Iterable[str]) -> list[Outlet]:
    """Outlets of copyright lines; whoever carries a wire's text carries its copyright too."""
    found = [find_in_text(line) for line in lines if _COPYRIGHT.search(line)]
    return sorted(filter(None, found), key=lambda outlet: outlet.kind == "agency")


def _outlet_beside(title: str) -> Outlet | None:
    """The outlet named behind a headline's separator."""
    parts = _BESIDE_TITLE.split(title[:300])[1:]
    return next(filter(None, map(find_by_name, reversed(parts))), None)


def _outlets_alone(page: Page, story: Story) -> Iterator[Outlet | None]:
    """Outlets named on lines of their own; below the headline a wire is just the wire."""
    if page.container is not None:
        return
    for place, (line, kind) in enumerate(zip(story.lines, story.kinds, strict=True)):
        outlet = find_by_name(line) if kind == "outlet" else None
        if outlet and (outlet.kind != "agency" or place < story.place):
            yield outlet


def tell_agency(page: Page, story: Story, *, outlet: Outlet | None) -> str | None:
    """The wire: of the dateline, byline, end of the article, outlet or claim of copyright."""
    candidates = [
        story.dateline.outlet if story.dateline else None,
        find_by_name(page.author) if page.author else None,
        *(wire for _, wire in _bylines(story)),
        *map(find_by_name, story.wires),
        outlet,
        *_copyright_outlets(line for line in page.lines if _CLAIM.match(line[:40])),
    ]
    return next((wire.name for wire in candidates if wire and wire.kind == "agency"), None)


def tell_author(page: Page, story: Story) -> str | None:
    """The author named in the head, the dateline or a byline; a wire is no author."""
    if page.author and not find_by_name(page.author):
        return read_byline(page.author)[0] or page.author
    if story.dateline and story.dateline.author:
        return story.dateline.author
    return next((author for author, _ in _bylines(story) if author), None)


def _bylines(story: Story) -> list[tuple[str | None, Outlet | None]]:
    lines = zip(story.lines, story.kinds, strict=True)
    return [read_byline(line) for line, kind in lines if kind in ("byline", "date")]


def tell_published(
    page: Page, story: Story, *, outlet: Outlet | None, url: str | None
) -> str | None:
    """First publication: as the head claims it, as the page prints it, as the URL spells it.

    The day it was mailed serves last.
    """
    korean = any(_HANGUL.search(line[:200]) for line in page.lines)
    zone = outlet.zone if outlet else _KOREAN_TIME if korean else None
    claims = (parse_stamp(claim, zone=zone) for claim in page.published)
    claimed = next(filter(None, claims), None)
    if claimed and "T" in claimed:
        return to_zone(claimed, zone)
    place = story.place if page.container is None else -1
    printed = find_published(page.lines, title=place, zone=zone)
    if claimed:
        # A head may name the day alone, and the page the hour as well.
        return printed if printed and printed.startswith(f"{claimed}T") else claimed
    printed = printed or (find_in_url(url) if url else None)
    sent = parse_stamp(page.envelope.published or "", zone=zone)
    if sent and (printed is None or _adds_clock(page, printed, sent)):
        return to_zone(sent, zone)
    return printed


def _adds_clock(page: Page, printed: str, sent: str) -> bool:
    """Whether an outlet's own mail tells the hour of the day that the story prints."""
    by_outlet = page.envelope.sender and find_by_domain(page.envelope.sender.rstrip("> "))
    return bool(by_outlet) and len(printed) == len("2024-05-24") and sent.startswith(printed)
