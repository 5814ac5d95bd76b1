"""The timeline as one HTML file that needs nothing else: no network, no other file.

Article text reaches the page only through a template that escapes everything, links lead only to
http and https, and the page's own policy forbids whatever is not its one style and one script,
both named by their fingerprints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sma_cli.sentences import sentence_at
from sma_cli.view import drawing, words
from sma_cli.view.agreements import paid

if TYPE_CHECKING:
    from sma_cli.answers import Detail, Entry, Overview
    from sma_cli.article import Article

_TEMPLATES = Path(__file__).with_name("templates")
# How many sentences of an article are shown, and of each how many characters: a page of
# thousands of articles is still one that can be sent.
_SENTENCES = 2
_LONGEST = 200
_HEADING = "Special Measures Agreement: the talks by date"
# How high the chart of one agreement is, in units of which it is 1,000 wide.
_STRIP = 116
_TAGS = ("event", "round", "dates", "venue")


def page(
    entries: Sequence[Entry], details: Mapping[int, Detail], overviews: Iterable[Overview] = ()
) -> str:
    """The page of these entries; `details` are their articles, `overviews` give the sums."""
    from markupsafe import Markup

    style, script = (_part(f"timeline.{kind}") for kind in ("css", "js"))
    months = drawing.months([one.article.published for one in details.values()])
    return _rendered(
        "timeline.html",
        policy=_policy(style, script),
        # Text of this package, in which escaping would break quotation marks.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        heading=_HEADING,
        summary=_summary(entries, details),
        agreements=_agreements(entries, details),
        sums=_sums(overviews),
        **months,
    )


def chart(entries: Sequence[Entry]) -> str:
    """The chart of these entries alone, as an SVG file: each agreement to a scale of its own."""
    from markupsafe import Markup

    drawn = [one for one in _agreements(entries, {}) if one["marks"]]
    return _rendered(
        "timeline.svg",
        # Text of this package, in which escaping would break quotation marks.
        style=Markup(_part("chart.css")),  # noqa: S704
        heading=_HEADING,
        summary="; ".join(f"{one['name']}: {one['first']} to {one['last']}" for one in drawn),
        agreements=[{**one, "y": place * _STRIP} for place, one in enumerate(drawn)],
        height=max(len(drawn), 1) * _STRIP,
    )


def _rendered(name: str, **values: Any) -> str:
    """A template with values, of which every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        autoescape=True,
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return templates.get_template(name).render(**values).lstrip()


def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing from elsewhere, and here only this style and this script."""
    return (
        f"default-src 'none'; style-src {_fingerprint(style)}; script-src {_fingerprint(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _fingerprint(text: str) -> str:
    import base64
    import hashlib

    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _summary(entries: Sequence[Entry], details: Mapping[int, Detail]) -> str:
    outlets = {one.article.source for one in details.values() if one.article.source}
    told = words.counted(len(entries), "round or milestone", "rounds and milestones")
    articles = words.counted(len(details), "article")
    return f"{told}, told by {articles} of {words.counted(len(outlets), 'outlet')}"


def _agreements(entries: Sequence[Entry], details: Mapping[int, Detail]) -> list[dict[str, Any]]:
    ordered = sorted(entries, key=lambda one: one.sma)
    return [
        _agreement(sma, list(group), details)
        for sma, group in groupby(ordered, key=lambda one: one.sma)
    ]


def _agreement(sma: int, entries: Sequence[Entry], details: Mapping[int, Detail]) -> dict[str, Any]:
    told = {article for one in entries for article in one.articles}
    return {
        "sma": sma,
        "name": f"{words.ordinal(sma)} SMA",
        "articles": words.counted(len(told), "article"),
        "entries": [_entry(one, details) for one in entries],
        **drawing.to_scale(entries),
    }


def _entry(entry: Entry, details: Mapping[int, Detail]) -> dict[str, Any]:
    articles = [details[one] for one in entry.articles or entry.mentions if one in details]
    outlets = f" of {words.counted(entry.outlets, 'outlet')}" if entry.outlets else ""
    return {
        "happening": words.happening(entry.event, entry.round).capitalize(),
        "is_milestone": entry.event != "round",
        "when": words.short_span(entry.start, entry.end) or "date unknown",
        "venue": words.line(entry.venue),
        "title": _title(entry),
        "conflicts": [_conflict(one.tag, one.value, one.articles) for one in entry.conflicts],
        "count": words.counted(len(articles), "article") + outlets,
        "articles": [_article(one, entry) for one in articles],
    }


def _title(entry: Entry) -> str:
    if not entry.articles:
        return words.without_article(entry)
    return words.line(entry.title) or "(no title)"


def _conflict(tag: str, value: str, articles: Sequence[int]) -> str:
    who = ", ".join(str(number) for number in articles)
    return f"Otherwise in article {who}: {tag} {words.line(value)}"


def _article(detail: Detail, entry: Entry) -> dict[str, Any]:
    one = detail.article
    facts = (words.line(one.source), words.day(one.published), f"article {one.id}")
    return {
        "lang": one.lang,
        "url": _address(one),
        "title": words.line(one.title) or "(no title)",
        "facts": " · ".join(fact for fact in facts if fact),
        "evidence": _evidence(detail, _places(detail, entry)),
    }


def _address(article: Article) -> str | None:
    """Where the article stands, if following it can do nothing but show it."""
    url = words.line(article.url)
    return url if _is_on_the_web(url) else None


def _is_on_the_web(url: str) -> bool:
    return re.match(r"https?://", url, re.IGNORECASE) is not None


def _source(url: str) -> dict[str, str]:
    """A page that the record has something from, named by its site."""
    return {"url": url, "site": url.split("/")[2].removeprefix("www.")}


def _places(detail: Detail, entry: Entry) -> list[int]:
    """Where an article speaks of an entry: what its tags rest on, or where it mentions it."""
    if entry.articles:
        return [one.start for one in detail.evidence if one.tag in _TAGS]
    told = entry.sma, entry.event, entry.round
    return [one.start for one in detail.mentions if (one.sma, one.event, one.round) == told]


def _evidence(detail: Detail, places: Iterable[int]) -> list[str]:
    """The sentences at some places, each once."""
    found = dict.fromkeys(_sentence(detail.body, start) for start in places)
    return [one for one in found if one][:_SENTENCES]


def _sentence(body: str, place: int) -> str:
    """The sentence around a place, on one line and not too long."""
    start, end = sentence_at(body, place)
    text = words.line(body[start:end])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"


def _sums(overviews: Iterable[Overview]) -> list[dict[str, Any]]:
    found = [one for one in overviews if one.krw or one.usd]
    most = max((one.krw or 0 for one in found), default=0) or 1
    return [
        {
            "name": words.ordinal(one.sma),
            "years": "–".join(str(year) for year in dict.fromkeys(one.years or ())),
            "paid": paid(one),
            "sources": [_source(url) for url in one.sources if _is_on_the_web(url)],
            "width": 0 if one.usd else round(100 * (one.krw or 0) / most, 1),
        }
        for one in found
    ]
