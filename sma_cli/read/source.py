"""Who a page is by: the outlet on whose page the text stands, and the wire that it came from.

Each fact has several witnesses; they are heard in the order of their trustworthiness, and the
first that names an outlet of the table decides. An outlet that the table lacks goes by the name
that its page gives it.
"""

import re
from collections.abc import Iterable, Iterator

from sma_cli.read.controls import is_control
from sma_cli.read.dateline import read_byline
from sma_cli.read.furniture import Kind, fold_letters, has_form, kind_of
from sma_cli.read.outlet import Outlet, find_by_domain, find_by_mark, find_by_name, find_in_text
from sma_cli.read.page import Page
from sma_cli.read.pasted import Story
from sma_cli.read.published import find_stamps

_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+\-]{0,40}@([A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,3})"
)
_COPYRIGHT = re.compile(r"[©ⓒ]|copyright|저작권|\(c\)|무단\s?전재|all rights reserved", re.I)
# A claim in words: a picture's credit is the mark alone.
_CLAIM = re.compile(r"[^\w]{0,4}(?:copyright|저작권자)", re.I)
_HOLDER = re.compile(
    r"(?:copyrights?|저작권자|[©ⓒ]|\([cC]\))[\W\d_]{1,20}"
    r"(?P<name>(?!all rights|무단)[^\W\d_][^,.|<>©ⓒ()\[\]]{1,36}?)"
    r"\s?(?:,|\.|$|무단|all rights|\(|[-–—|>])",
    re.I,
)
_SOURCED = re.compile(r"[(\[<]?\s?(?:Source|SOURCE|출처)\s?[:：]\s?([^;|)\]>]{2,40})")
_BESIDE_TITLE = re.compile(r"\s[|:<>/–—-]+\s|::|[|ㅣ]")
_PIECE = re.compile(r"[|/,·()\[\]<>=ㅣ]|\s[-–—:]\s")
# Longer lines are paragraphs, which name outlets and addresses of all kinds.
_LONGEST_LINE = 400
_LONGEST_HEAD = 120
_LONGEST_NAME = 40
# So many lines around a headline are its own.
_NEAR = 12
_LONGEST_WORDS = 4
# A headline, a paragraph, a name.
_FEWEST_LINES = 3


def tell_outlet(page: Page, story: Story, *, url: str | None, lang: str) -> Outlet | None:
    """The outlet on whose page the text stands; a portal is none."""
    witnesses = _outlets(page, story, url=url, lang=lang)
    found = next((one for one in witnesses if one and one.kind != "portal"), None)
    if found is None:
        return None
    # A house claims the copyright in its own name, and its service prints its own above.
    services = filter(None, _outlets_alone(page, story))
    return next((one for one in services if one.name.startswith(f"{found.name} ")), found)


def name_below(page: Page, story: Story) -> str | None:
    """The name below a pasted text that reads as an outlet's, though the table lacks it."""
    name = (_last_line(page, story) or "").strip(" -–—|<>[]()")
    is_name = story.kinds[-1:] == ("headline",) and has_form(name, "mastheads")
    return name if is_name and len(name) <= _LONGEST_NAME and not find_in_text(name) else None


def name_unknown(page: Page) -> str | None:
    """The name that a page gives its own outlet, which the table lacks; None for a portal's."""
    names = [page.site or ""]
    if not page.site:
        claims = [line for line in page.lines[-_NEAR:] if len(line) <= _LONGEST_LINE]
        holders = [found["name"] for line in claims if (found := _HOLDER.search(line))]
        names.extend(holders[:1])
    for name in names:
        bare = name.strip(" -|:")
        known = find_by_name(bare) or find_in_text(bare)
        if 1 < len(bare) <= _LONGEST_NAME and "." not in bare and bare[0] != "@" and not known:
            return bare
    return None


def _outlets(page: Page, story: Story, *, url: str | None, lang: str) -> Iterator[Outlet | None]:
    """The witnesses of the outlet, the surest first."""
    if page.site:
        yield find_by_name(page.site)
    own = page.url if page.site and page.is_marked_up else url
    if own:
        yield find_by_domain(own, lang=lang)
    if page.site:
        yield find_in_text(page.site)
    short = [line for line in page.lines if len(line) <= _LONGEST_LINE]
    yield from _copyright_outlets(short)
    yield from map(_outlet_beside, (*page.titles, *story.lines[max(story.place, 0) :][:1]))
    if page.site and page.is_marked_up and name_unknown(page):
        # Whose mail or address stands in the text wrote what this page copies.
        return
    yield _outlet_below(page, story)
    yield from map(find_by_mark, short)
    above = _outlets_alone(page, story, above=True)
    yield from (one for one in above if one and one.kind == "outlet")
    for line in (line for line in short if "@" in line):
        yield from (find_by_domain(host, lang=lang) for host in _MAIL.findall(line))
    yield from _outlets_alone(page, story)
    yield from _outlets_at_head(page, story)
    yield from _sourced(page, story)
    if page.author:
        yield find_by_name(page.author)
    signed = (outlet for _, outlet in bylines(page, story))
    yield from (one for one in signed if one and one.kind == "outlet")
    if story.dateline:
        yield story.dateline.outlet
    sender = page.envelope.sender
    if sender:
        yield find_by_domain(sender.rstrip("> "), lang=lang)
        yield find_in_text(sender.partition("<")[0])


def _copyright_outlets(lines: Iterable[str]) -> list[Outlet]:
    """Outlets of copyright lines; whoever carries a wire's text carries its copyright too."""
    claims = (line for line in lines if _COPYRIGHT.search(line))
    found = [find_in_text(line) for line in claims if kind_of(line) not in ("caption", "wire")]
    return sorted(filter(None, found), key=lambda outlet: outlet.kind == "agency")


def _outlet_beside(title: str) -> Outlet | None:
    """The outlet named behind a headline's separator."""
    parts = _BESIDE_TITLE.split(title[:300])[1:]
    return next(filter(None, map(find_by_name, reversed(parts))), None)


def _outlets_alone(page: Page, story: Story, *, above: bool = False) -> Iterator[Outlet | None]:
    """Outlets named on lines of their own; below the headline a wire is just the wire.

    `above` asks for those above the headline alone.
    """
    if page.container is not None:
        return
    for place, (line, kind) in enumerate(zip(story.lines, story.kinds, strict=True)):
        outlet = find_by_name(line) if kind == "outlet" else None
        is_above = place < story.place
        if outlet and (is_above or not (above or outlet.kind == "agency")):
            yield outlet


def _outlet_below(page: Page, story: Story) -> Outlet | None:
    """The outlet whose name is a pasted text's last line, right below its last paragraph.

    It is surer than a form of date, which outlets have in common.
    """
    name = _last_line(page, story)
    outlet = find_by_name(name) if name else None
    return outlet if outlet and outlet.kind == "outlet" else None


def _last_line(page: Page, story: Story) -> str | None:
    """The last line of a pasted text that ends with its article; None where more follows."""
    if page.container is not None or len(story.lines) < _FEWEST_LINES:
        return None
    return story.lines[-1] if story.kinds[-2] in ("prose", "brief", "wire") else None


def _outlets_at_head(page: Page, story: Story) -> Iterator[Outlet | None]:
    """Outlets named beside a date, a reporter or a section, at the head or the foot of the text."""
    lines = [
        (line, kind)
        for place, (line, kind) in enumerate(zip(story.lines, story.kinds, strict=True))
        if kind in ("date", "byline") or (place <= _NEAR and kind in ("headline", "furniture"))
    ]
    for line, kind in (*lines, *_beside_headline(page, story)):
        if len(line) <= _LONGEST_HEAD and kind != "caption":
            yield from map(find_by_name, _pieces(line))
            is_signed = kind in ("date", "byline")
            for words in (line, *(_pieces(line) if is_signed else ())):
                yield _before_section(words, is_signed=is_signed)


def _pieces(line: str) -> list[str]:
    """A line's parts without its dates: names stand between commas, bars and dates."""
    for stamp in reversed(list(find_stamps(line))):
        line = f"{line[: stamp.start]}|{line[stamp.end :]}"
    return [piece for piece in _PIECE.split(line) if piece.strip()]


def _before_section(line: str, *, is_signed: bool) -> Outlet | None:
    """The outlet whose name opens a line that else names sections, or is signed by a reporter."""
    words = line.split()
    for count in range(min(_LONGEST_WORDS, len(words) - 1), 0, -1):
        outlet = find_by_name(" ".join(words[:count]))
        if outlet and (is_signed or is_control(" ".join(words[count:]))):
            return outlet
    return None


def tell_agency(page: Page, story: Story, *, outlet: Outlet | None) -> str | None:
    """The wire: of the dateline, byline, end of the article, outlet or claim of copyright."""
    candidates = [
        story.dateline.outlet if story.dateline else None,
        find_by_name(page.author) if page.author else None,
        *(wire for _, wire in bylines(page, story)),
        *_sourced(page, story),
        *_wires_beside_headline(page, story),
        *map(find_by_name, story.wires),
        outlet,
        *_copyright_outlets(line for line in page.lines if _CLAIM.match(line[:40])),
    ]
    wires = (wire.name for wire in candidates if wire and wire.kind == "agency")
    return next(wires, None) or _syndicate(story, outlet)


def _sourced(page: Page, story: Story) -> Iterator[Outlet | None]:
    """Whoever a credit above or below the text names: `(Source: … ; issued …)`."""
    lines = [*zip(story.lines, story.kinds, strict=True), *_beside_headline(page, story)]
    for line, kind in lines:
        found = _SOURCED.match(line) if kind not in ("prose", "caption", "wire") else None
        if found:
            yield find_by_name(found[1])


def _syndicate(story: Story, outlet: Outlet | None) -> str | None:
    """An outlet that files for others: its name is in the dateline on another outlet's page."""
    filed = story.dateline.outlet if story.dateline else None
    return filed.name if filed and outlet and filed != outlet else None


def _wires_beside_headline(page: Page, story: Story) -> Iterator[Outlet | None]:
    """Wires named alone where a reporter's name would stand: next to the date or the byline."""
    near = _beside_headline(page, story)
    for place, (line, kind) in enumerate(near):
        beside = {kind for _, kind in near[max(place - 1, 0) : place + 4]}
        if kind == "outlet" and not beside.isdisjoint(("date", "byline")):
            yield find_by_name(line)


def bylines(page: Page, story: Story) -> list[tuple[str | None, Outlet | None]]:
    """Author and wire of each byline: in the story, then beside its headline on the page."""
    lines = [*zip(story.lines, story.kinds, strict=True), *_beside_headline(page, story)]
    return [read_byline(line) for line, kind in lines if kind in ("byline", "date")]


def _beside_headline(page: Page, story: Story) -> list[tuple[str, Kind]]:
    """The lines below the headline of a page whose container may not hold them."""
    if page.container is None or not story.title:
        return []
    folded = fold_letters(story.title)
    place = next((at for at, line in enumerate(page.lines) if fold_letters(line) == folded), -1)
    near = page.lines[place + 1 : place + 1 + _NEAR] if place >= 0 else ()
    return [(line, kind_of(line)) for line in near if len(line) <= _LONGEST_HEAD]
