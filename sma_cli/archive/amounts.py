"""The sums that articles write about: when, how often, and as what, with the sentence that says so.

A sum is one thing however it is printed; `1.04 trillion won` and `1.0389 trillion won` are two.
Each article counts once for a sum, each story once unless copies are asked for. What is said of a
sum stands beside it in the archive, and SQLite itself puts together what is said alike: a hundred
thousand articles say a few thousand different things of their sums.
"""

# Statements are put together from names in this package; every value is a parameter.
# ruff: noqa: S608

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from sma_cli.answers import AgreedSum, Saying, WrittenSum
from sma_cli.archive.sql import Sql
from sma_cli.document import ClaimRole

# Of the sums that articles call agreed so many are given.
_AGREED = 3
# Where fewer than one article in so many is asked for, their sums are looked up one by one.
_FEW = 8


class Naming(NamedTuple):
    """A sum printed in one way and said to be one thing, and the articles that name it so.

    An article that does so `number` times may be named that often.
    """

    value: int
    currency: str
    text: str
    role: ClaimRole | None
    by: str | None
    number: int
    articles: Sequence[int]


class Tellers(NamedTuple):
    """The articles whose sums are asked for: each with its place by publication, and more.

    Articles of one outlet and moment share a place. Those without a date have no `days`, and only
    copies have `copy_of`.
    """

    places: Mapping[int, int]
    days: Mapping[int, str]
    outlets: Mapping[int, str]
    copy_of: Mapping[int, int]
    agreements: Mapping[int, int]


# What an article says of a sum: its id, value and currency, role and whose.
Said = tuple[int, int, str, ClaimRole | None, str | None]
# The sentence in which an article first says so; empty where its place is not known.
Sentence = Callable[[Said], str]


def written_sums(
    namings: Iterable[Naming], tellers: Tellers, sentence: Sentence, *, copies: bool = False
) -> list[WrittenSum]:
    """Each sum once, those of most articles first, of equals the largest.

    The answer depends on what the articles say, not on the order in which they were stored.
    """
    ordered = sorted(namings, key=lambda one: one[:2])
    found = [
        _written(list(group), tellers, sentence, copies=copies)
        for _, group in groupby(ordered, key=lambda one: one[:2])
    ]
    return sorted(
        (one for one in found if one.articles),
        key=lambda one: (-len(one.articles), -one.value, one.currency),
    )


def _written(
    namings: Sequence[Naming], tellers: Tellers, sentence: Sentence, *, copies: bool
) -> WrittenSum:
    value, currency = namings[0][:2]
    everyone = _in_order({one for each in namings for one in each.articles}, tellers)
    ids = everyone if copies else _without_copies(everyone, tellers.copy_of)
    days = sorted(day for one in ids if (day := tellers.days.get(one)))
    printed: Counter[str] = Counter()
    for one in namings:
        printed[one.text] += one.number
    return WrittenSum(
        value=value,
        currency=currency,
        text=min(printed, key=lambda text: (-printed[text], text)),
        articles=tuple(ids),
        outlets=len({tellers.outlets[one] for one in ids if one in tellers.outlets}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        months=dict(Counter(day[:7] for day in days)),
        said=tuple(_said(namings, ids, tellers, sentence)),
        copies=len(everyone) - len(ids),
    )


def _in_order(ids: Iterable[int], tellers: Tellers) -> list[int]:
    """Those of the articles that are asked for, by publication."""
    known = tellers.places.keys() & ids
    return sorted(sorted(known), key=tellers.places.__getitem__)


def _without_copies(ids: Sequence[int], copy_of: Mapping[int, int]) -> list[int]:
    """Of each story the article that is no copy, if it is among them, else the earliest."""
    if copy_of.keys().isdisjoint(ids):
        return list(ids)
    told = {one for one in ids if one not in copy_of}
    kept: list[int] = []
    for one in ids:
        story = copy_of.get(one)
        if story is None or story not in told:
            kept.append(one)
            told.add(one if story is None else story)
    return kept


def _said(
    namings: Sequence[Naming], ids: Sequence[int], tellers: Tellers, sentence: Sentence
) -> Iterator[Saying]:
    """What the articles say, what most of them do first; those that say nothing last."""
    found: dict[tuple[ClaimRole | None, str | None], set[int]] = defaultdict(set)
    shown = set(ids)
    for one in namings:
        found[one.role, one.by].update(shown.intersection(one.articles))
    claiming = {one for (role, _), own in found.items() if role for one in own}
    found[None, None] -= claiming
    told = [(role, by, own) for (role, by), own in found.items() if own]
    for role, by, own in sorted(told, key=_rank):
        articles = _in_order(own, tellers)
        text, first = min(
            (sentence((one, *namings[0][:2], role, by)), one)
            for one in _earliest(articles, tellers)
        )
        yield Saying(role, by, tuple(articles), first, text)


def _earliest(articles: Sequence[int], tellers: Tellers) -> Iterator[int]:
    """Of articles in order the first, and those that share its place."""
    place = tellers.places[articles[0]]
    return takewhile(lambda one: tellers.places[one] == place, articles)


def _rank(said: tuple[ClaimRole | None, str | None, set[int]]) -> tuple[bool, int, str, str]:
    role, by, articles = said
    return role is None, -len(articles), role or "", by or ""


def agreed_sums(namings: Iterable[Naming], tellers: Tellers) -> dict[int, list[AgreedSum]]:
    """By agreement the sums that most articles about it call agreed."""
    said: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for one in namings:
        for article in one.articles if one.role == "agreed" else ():
            if article in tellers.agreements:
                said[tellers.agreements[article], one.value, one.currency].add(article)
    found: dict[int, list[AgreedSum]] = defaultdict(list)
    for (sma, value, currency), ids in said.items():
        articles = _without_copies(_in_order(ids, tellers), tellers.copy_of)
        found[sma].append(AgreedSum(value, currency, tuple(articles)))
    for own in found.values():
        own.sort(key=lambda one: (-len(one.articles), -one.value, one.currency))
        del own[_AGREED:]
    return dict(found)


def tellers_in(connection: sqlite3.Connection, condition: Sql) -> Tellers:
    """The articles about the talks that fit."""
    rows = connection.execute(
        "SELECT a.id, a.published, a.source, a.copy_of, a.sma"
        " FROM articles AS a INDEXED BY articles_found"
        f" WHERE a.sma IS NOT NULL AND {condition.text}"
        " ORDER BY a.published IS NULL, a.published, a.source",
        condition.values,
    ).fetchall()
    places: dict[int, int] = {}
    place, before = 0, None
    for identifier, published, source, _, _ in rows:
        place += (published, source) != before
        before = published, source
        places[identifier] = place
    return Tellers(
        places,
        {one[0]: one[1][:10] for one in rows if one[1]},
        {one[0]: one[2] for one in rows if one[2]},
        {one[0]: one[3] for one in rows if one[3] is not None},
        {one[0]: one[4] for one in rows},
    )


# In the index `amounts_said`, or of the articles with some ids.
_ALL = "amounts INDEXED BY amounts_said"
_OF_SOME = "json_each(?) AS one CROSS JOIN amounts ON article_id = one.value"


def namings_of(
    connection: sqlite3.Connection, tellers: Tellers, *, role: ClaimRole | None = None
) -> Iterator[Naming]:
    """What these articles, and maybe others, say of their sums; of one role, or all."""
    (last,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    are_few = len(tellers.places) * _FEW < (last or 0)
    values: list[object] = [json.dumps(list(tellers.places))] if are_few else []
    said = 'amounts.value, currency, text, role, "by"'
    rows = connection.execute(
        f"SELECT {said}, count(*), group_concat(article_id) FROM {_OF_SOME if are_few else _ALL}"
        f" WHERE ? IS NULL OR role = ? GROUP BY {said}",
        [*values, role, role],
    )
    for value, currency, text, as_what, by, number, articles in rows:
        ids = tuple(map(int, articles.split(",")))
        yield Naming(value, currency, text, as_what, by, number, ids)


def sentences_in(connection: sqlite3.Connection) -> Sentence:
    """What gives the sentence in which an article first says something of a sum."""

    def sentence(said: Said) -> str:
        row = connection.execute(
            'SELECT substr(body, start + 1, "end" - start) FROM amounts'
            " JOIN articles ON id = article_id"
            ' WHERE article_id = ? AND value = ? AND currency = ? AND role IS ? AND "by" IS ?'
            " ORDER BY position LIMIT 1",
            said,
        ).fetchone()
        return (row and row[0]) or ""

    return sentence
