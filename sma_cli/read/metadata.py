"""What a page's head claims of its article: meta tags and JSON-LD, in the order of their worth.

A claim is not yet believed: pages name their own site as headline, leave dates empty and print
broken JSON. Whatever cannot be read is as if it were not there.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# The types of schema.org whose `articleBody` is an article.
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|LiveBlog|WebPage")
_DEEPEST = 20
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "article:published", "pubdate", "publishdate", "publish-date", "publish_date", "published_date",
    "date.published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "article_date_original", "article.published", "regdate",
    "article:pub_date", "cxenseparse:recs:publishtime", "originalpublicationdate", "datecreated",
    "og:pubdate", "pub_date", "published-date", "publication_date", "dcterms.date",
    "article:published_date", "dc.date.created", "sailthru.pubdate", "release_date", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_AUTHORS = ("article:author", "og:article:author", "author", "dable:author", "byl", "dc.creator")


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one page's head; each tuple begins with the claim of most worth."""

    titles: tuple[str, ...]
    published: tuple[str, ...]
    site: str | None
    author: str | None
    url: str | None
    body: str | None


def read_claims(metas: Mapping[str, str], scripts: Sequence[str]) -> Claims:
    """What the meta tags (`name: content`, names in lower case) and JSON-LD scripts claim."""
    articles = [node for node in _nodes(scripts) if _ARTICLE_TYPE.search(_type_of(node))]
    # A WebPage node often repeats the article with less in it.
    articles.sort(key=lambda node: "WebPage" in _type_of(node))
    titles = [*_metas(metas, _TITLES[:1]), *_texts(articles, "headline"), *_metas(metas, _TITLES)]
    dates = [*_texts(articles, "datePublished"), *_metas(metas, _PUBLISHED)]
    sites = [*_metas(metas, _SITES[:1]), *_names(articles, "publisher"), *_metas(metas, _SITES)]
    authors = [*_names(articles, "author"), *_metas(metas, _AUTHORS)]
    addresses = [*_metas(metas, ("canonical", "og:url")), *_texts(articles, "url")]
    bodies = _texts(articles, "articleBody")
    return Claims(
        titles=tuple(titles),
        published=tuple(dates),
        site=next(iter(sites), None),
        author=next((name for name in authors if not name.startswith("http")), None),
        url=next((url for url in addresses if url.startswith("http")), None),
        body=max(bodies, key=len, default=None),
    )


def _metas(metas: Mapping[str, str], names: Sequence[str]) -> list[str]:
    return [metas[name].strip() for name in names if metas.get(name, "").strip()]


def _nodes(scripts: Sequence[str]) -> Iterator[dict[str, object]]:
    for script in scripts:
        try:
            yield from _walk(json.loads(script.strip().rstrip(";"), strict=False), depth=0)
        except (ValueError, RecursionError):
            continue


def _walk(node: object, *, depth: int) -> Iterator[dict[str, object]]:
    """Every object of a JSON-LD script: alone, in a list, in `@graph`, as a page's main entity."""
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for item in node:
            yield from _walk(item, depth=depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _walk(node.get(key), depth=depth + 1)


def _type_of(node: Mapping[str, object]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _texts(nodes: Sequence[Mapping[str, object]], key: str) -> list[str]:
    values = [node.get(key) for node in nodes]
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def _names(nodes: Sequence[Mapping[str, object]], key: str) -> list[str]:
    """Names of people or publishers, written as text, as an object or as a list of either."""
    found: list[str] = []
    for node in nodes:
        value = node.get(key)
        people = value if isinstance(value, list) else [value]
        names = [person.get("name") if isinstance(person, dict) else person for person in people]
        joined = ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip())
        if joined:
            found.append(joined)
    return found
