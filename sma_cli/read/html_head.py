"""What a saved page says of its article outside of it: in its head, its scripts and its headings.

The parser tells what it meets; nothing here sees a tree. Promises: what is broken or empty is as
if it were not there, and no script or heading is kept longer than it may tell something.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sma_cli.read.furniture import fold_letters, width
from sma_cli.read.markup import LONGEST_SCRIPT
from sma_cli.read.metadata import Claims, read_claims
from sma_cli.read.published import find_stamps

# Headings narrower than this name sections.
_SHORTEST_HEADLINE = 24
_SCRIPTED = re.compile(r'"(?:first_publish_date|firstPublished|publishedAt)"\s?:\s?"([^"]{8,40})"')
_LONGEST_BUTTON = 120
_HEADINGS = ("h1", "h2", "h3")


@dataclass(slots=True)
class Head:
    """What was met so far; `claims`, `titles` and `dates` are asked at the end."""

    lang: str | None = None
    _metas: dict[str, str] = field(default_factory=dict)
    _canonical: str | None = None
    _linked: list[str] = field(default_factory=list)
    _scripted: set[str] = field(default_factory=set)
    _times: list[Mapping[str, str]] = field(default_factory=list)
    _buttons: list[str] = field(default_factory=list)
    _title: str | None = None
    _headings: list[tuple[str, str]] = field(default_factory=list)

    def meet(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element that tells by its attributes alone."""
        if tag == "meta":
            name = next(filter(None, map(attributes.get, ("property", "name", "itemprop"))), None)
            content = attributes.get("content")
            if name and content:
                self._metas.setdefault(name.strip().lower(), content)
        elif tag == "link":
            is_canonical = (attributes.get("rel") or "").lower() == "canonical"
            if is_canonical and attributes.get("href"):
                self._canonical = self._canonical or attributes["href"]
        elif tag == "time" and attributes.get("datetime"):
            self._times.append(attributes)
        elif tag == "html":
            self.lang = self.lang or attributes.get("lang") or attributes.get("xml:lang")

    def hear(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        """An element that tells by its text: a heading, a title, a script."""
        if tag == "script":
            if "ld+json" in (attributes.get("type") or "").lower() and text:
                self._linked.append(text)
            if "ublish" in text:
                self._scripted.update(_SCRIPTED.findall(text[:LONGEST_SCRIPT]))
        elif tag == "button":
            # It shows when the page was published and, on a click, when it was changed.
            stamps = find_stamps(text) if len(text) <= _LONGEST_BUTTON else iter(())
            if any(stamp.label == "first" for stamp in stamps):
                self._buttons.append(text)
        elif tag in _HEADINGS:
            self._headings.append((tag, " ".join(text.split())))
        elif self._title is None:
            self._title = " ".join(text.split())

    def claims(self) -> Claims:
        """The claims of meta tags and JSON-LD."""
        metas = dict(self._metas)
        if self._canonical:
            metas.setdefault("canonical", self._canonical)
        return read_claims(metas, self._linked)

    def titles(self, claims: Claims) -> tuple[str, ...]:
        """Headlines in the order of their worth.

        The first claim gives way to a heading of the page where it is cut short by `…`, or is
        printed nowhere, as one for readers elsewhere, while another claim repeats the heading.
        """
        printed = [text for rank in _HEADINGS for tag, text in self._headings if tag == rank]
        head = [self._title] if self._title is not None else []
        site = fold_letters(claims.site or "")
        claimed = [title for title in claims.titles if fold_letters(title) not in ("", site)]
        if not claimed:
            return _titles_of_body(printed, head)
        whole = [heading for heading in printed if _is_cut_short(claimed[0], heading)]
        whole = whole or _repeated(printed, claimed, head)
        return tuple(dict.fromkeys((*whole[:1], *claimed, *head)))

    def dates(self, claims: Claims) -> tuple[str, ...]:
        """Dates of first publication in the order of their worth, unread.

        Of times in the text the first alone, marked ones before others; of scripts the one that
        they agree on, since they may hold other stories' too.
        """
        times = sorted(self._times, key=lambda time: not _marks_publication(time))
        scripted = self._scripted if len(self._scripted) == 1 else ()
        printed = (*(time["datetime"] for time in times[:1]), *self._buttons[:1])
        return (*claims.published, *printed, *scripted)


def _marks_publication(time: Mapping[str, str]) -> bool:
    marks = f"{time.get('itemprop')} {time.get('class')}".lower()
    return "publish" in marks or "pubdate" in time


def _repeated(printed: Sequence[str], claimed: Sequence[str], head: Sequence[str]) -> list[str]:
    """The long headings that other claims repeat, where the first claim is printed nowhere."""
    first = fold_letters(claimed[0])
    folded = [fold_letters(heading) for heading in printed]
    if any(heading and (heading in first or first in heading) for heading in folded):
        return []
    others = " ".join(map(fold_letters, (*claimed[1:], *head)))
    return [
        heading
        for heading, letters in zip(printed, folded, strict=True)
        if width(heading) >= _SHORTEST_HEADLINE and letters in others
    ]


def _titles_of_body(printed: Sequence[str], head: Sequence[str]) -> tuple[str, ...]:
    """The heading that `<title>` repeats, or the first long one: `<title>` may name the site."""
    long = [heading for heading in printed if width(heading) >= _SHORTEST_HEADLINE]
    folded = fold_letters(" ".join(head))
    repeated = [heading for heading in long if fold_letters(heading) in folded]
    return tuple(dict.fromkeys((*repeated[:1], *long[:1], *head)))


def _is_cut_short(title: str, heading: str) -> bool:
    stem = title.rstrip(" .…")
    return stem != title and len(stem) > 15 and heading.startswith(stem)
