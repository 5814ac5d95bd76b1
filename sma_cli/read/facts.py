"""What a page and its story tell of the article: author, address, publication.

Each fact has several witnesses; they are heard in the order of their trustworthiness, and the
first that knows something decides.
"""

import re
from collections.abc import Sequence

from sma_cli.read.dateline import read_byline
from sma_cli.read.outlet import Outlet, find_by_domain, find_by_name
from sma_cli.read.page import Page
from sma_cli.read.pasted import Story
from sma_cli.read.published import find_in_url, find_published, parse_stamp, to_zone
from sma_cli.read.source import bylines

_KOREAN_TIME = "+09:00"
_HANGUL = re.compile("[가-힣]")
_URL = re.compile(r"https?://[^\s<>\"']{4,500}")


def find_url(lines: Sequence[str]) -> str | None:
    """The address of a pasted page: it stands on a line of its own, near the top or the end."""
    for line in (*lines[:8], *lines[-8:]):
        found = _URL.search(line[:600])
        if found and len(line) - len(found[0]) < 30:
            return found[0].rstrip(").,]")
    return None


def tell_author(page: Page, story: Story) -> str | None:
    """The author named in the head, the dateline or a byline; a wire is no author."""
    if page.author and not find_by_name(page.author):
        return read_byline(page.author)[0] or page.author
    if story.dateline and story.dateline.author:
        return story.dateline.author
    return next((author for author, _ in bylines(page, story) if author), None)


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
    printed = printed or (find_in_url(url) if url else None) or _filed(story)
    sent = parse_stamp(page.envelope.published or "", zone=zone)
    if sent and (printed is None or _adds_clock(page, printed, sent)):
        return to_zone(sent, zone)
    return printed


def _filed(story: Story) -> str | None:
    """The day of a dateline that has its year."""
    return parse_stamp(story.dateline.cut, zone=None) if story.dateline else None


def _adds_clock(page: Page, printed: str, sent: str) -> bool:
    """Whether an outlet's own mail tells the hour of the day that the story prints."""
    by_outlet = page.envelope.sender and find_by_domain(page.envelope.sender.rstrip("> "))
    return bool(by_outlet) and len(printed) == len("2024-05-24") and sent.startswith(printed)
