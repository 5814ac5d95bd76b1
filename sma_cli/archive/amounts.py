"""The sums that articles write about: when, how often, and as what, with the sentence that says so.

A sum is one thing however it is printed; `1.04 trillion won` and `1.0389 trillion won` are two.
Each article counts once for a sum, each story once unless copies are asked for. What is said of a
sum is read from the stored bodies, so that better wording serves articles of any age.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sma_cli.answers import Claim, Saying, WrittenSum
from sma_cli.archive.sql import Sql
from sma_cli.sentences import sentence_at

_MONTH = len("2024-05")


class Naming(NamedTuple):
    """One place where an article names a sum; no `sentence` where its place is not known."""

    value: int
    currency: str
    text: str
    article: int
    copy_of: int | None
    published: str | None
    source: str | None
    claim: Claim | None
    sentence: str


def written_sums(namings: Iterable[Naming], *, copies: bool = False) -> list[WrittenSum]:
    """Each sum once, those of most articles first, of equals the largest.

    The answer depends on what the articles say, not on the order in which they were stored.
    """
    ordered = sorted(namings, key=lambda one: (one.value, one.currency))
    found = [
        _written(list(group), copies=copies)
        for _, group in groupby(ordered, key=lambda one: (one.value, one.currency))
    ]
    return sorted(found, key=lambda one: (-len(one.articles), -one.value, one.currency))


def _written(namings: Sequence[Naming], *, copies: bool) -> WrittenSum:
    everyone = sorted(namings, key=_by_publication)
    shown = everyone if copies else _without_copies(everyone)
    ids = tuple(dict.fromkeys(one.article for one in shown))
    days = {one.article: one.published[:10] for one in shown if one.published}
    printed = Counter(one.text for one in everyone)
    return WrittenSum(
        value=shown[0].value,
        currency=shown[0].currency,
        text=min(printed, key=lambda text: (-printed[text], text)),
        articles=ids,
        outlets=len({one.source for one in shown if one.source}),
        first=min(days.values(), default=None),
        last=max(days.values(), default=None),
        months=dict(sorted(Counter(day[:_MONTH] for day in days.values()).items())),
        said=tuple(_said(shown)),
        copies=len({one.article for one in everyone}) - len(ids),
    )


def _by_publication(one: Naming) -> tuple[bool, str, str, str, int]:
    """By date; equals by what they say before what number they have."""
    return one.published is None, one.published or "", one.sentence, one.source or "", one.article


def _without_copies(namings: Sequence[Naming]) -> list[Naming]:
    """Of each story the article that is no copy, if it names the sum, else the earliest."""
    stories: dict[int, int] = {}
    for one in sorted(namings, key=lambda one: one.copy_of is not None):
        stories.setdefault(one.article if one.copy_of is None else one.copy_of, one.article)
    shown = set(stories.values())
    return [one for one in namings if one.article in shown]


def _said(namings: Sequence[Naming]) -> Iterator[Saying]:
    """What the articles say, what most of them do first; those that say nothing last."""
    claiming = {one.article for one in namings if one.claim}
    found: dict[Claim | None, dict[int, str]] = {}
    for one in namings:
        if one.claim or one.article not in claiming:
            found.setdefault(one.claim, {}).setdefault(one.article, one.sentence)
    for claim in sorted(found, key=lambda claim: _rank(claim, len(found[claim]))):
        articles = tuple(found[claim])
        role, by = (claim.role, claim.by) if claim else (None, None)
        yield Saying(role, by, articles, articles[0], found[claim][articles[0]])


def _rank(claim: Claim | None, number: int) -> tuple[bool, int, str, str]:
    return claim is None, -number, claim.role if claim else "", (claim.by if claim else "") or ""


def namings(connection: sqlite3.Connection, condition: Sql) -> Iterator[Naming]:
    """Every place where an article about the talks names a sum, of articles that fit."""
    articles = connection.execute(
        "SELECT a.id, a.copy_of, a.published, a.source, a.lang, a.body FROM articles AS a"
        f" WHERE a.sma IS NOT NULL AND {condition.text}",
        condition.values,
    )
    for identifier, copy_of, published, source, lang, body in articles:
        origin = (identifier, copy_of, published, source)
        read = _read(connection, identifier, body, lang)
        for value, currency, text in connection.execute(
            "SELECT value, currency, text FROM amounts WHERE article_id = ? ORDER BY position",
            (identifier,),
        ):
            for claim, sentence in read.get(f"{value} {currency}", [(None, "")]):
                yield Naming(value, currency, text, *origin, claim, sentence)


def _read(
    connection: sqlite3.Connection, identifier: int, body: str, lang: str
) -> dict[str, list[tuple[Claim | None, str]]]:
    """What each sentence of a body says of its sums, by value and currency as evidence has them."""
    from sma_cli.money.claims import claims

    places = connection.execute(
        'SELECT value, start, "end" FROM evidence WHERE article_id = ? AND tag = ? ORDER BY start',
        (identifier, "amount"),
    ).fetchall()
    said: dict[str, list[tuple[Claim | None, str]]] = {}
    for (begin, finish), group in groupby(places, key=lambda one: sentence_at(body, one[1])):
        own = list(group)
        sentence = body[begin:finish]
        sums = [(start - begin, end - begin) for _, start, end in own]
        for (value, *_), claim in zip(own, claims(sentence, sums, lang=lang), strict=True):
            said.setdefault(value, []).append((claim, sentence))
    return said
