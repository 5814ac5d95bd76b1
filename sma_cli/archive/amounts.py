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
from itertools import accumulate, groupby, pairwise, takewhile
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
    """The articles whose sums are asked for, by publication; each goes by its place among them.

    `places` gives it for an id, the others the id, day and outlet for a place. Articles of one
    outlet and moment share it in `moments`, and only copies are in `copy_of`, with a story's id.
    """

    places: Mapping[int, int]
    ids: Sequence[int]
    days: Sequence[str | None]
    outlets: Sequence[str | None]
    moments: Sequence[int]
    copy_of: Mapping[int, int]
    agreements: Sequence[int]


# What an article says of a sum: its id, value and currency, role and whose.
Said = tuple[int, int, str, ClaimRole | None, str | None]
# The sentence in which an article first says so; empty where its place is not known.
Sentence = Callable[[Said], str]
# As what articles name a sum, and their places.
Roles = dict[tuple[ClaimRole | None, str | None], set[int]]


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
    roles: Roles = defaultdict(set)
    printed: Counter[str] = Counter()
    for one in namings:
        printed[one.text] += one.number
        roles[one.role, one.by] |= _places(one.articles, tellers)
    everyone = set().union(*roles.values())
    shown = everyone if copies else _without_copies(everyone, tellers)
    ordered = sorted(shown)
    days = [day for place in ordered if (day := tellers.days[place])]
    return WrittenSum(
        value=value,
        currency=currency,
        text=min(printed, key=lambda text: (-printed[text], text)),
        articles=tuple(map(tellers.ids.__getitem__, ordered)),
        outlets=len(set(map(tellers.outlets.__getitem__, ordered)) - {None, ""}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        months=dict(Counter(day[:7] for day in days)),
        said=tuple(
            _saying((value, currency, *said), own, tellers, sentence)
            for said, own in _ranked(roles, shown)
        ),
        copies=len(everyone) - len(shown),
    )


def _places(articles: Iterable[int], tellers: Tellers) -> set[int]:
    """Where those of the articles stand that are asked for."""
    found = set(map(tellers.places.get, articles))
    found.discard(None)
    return found  # type: ignore[return-value]


def _without_copies(places: set[int], tellers: Tellers) -> set[int]:
    """Of each story the article that is no copy, if it is among them, else the earliest."""
    copied = tellers.copy_of.keys() & places
    if not copied:
        return places
    kept = places - copied
    told = {tellers.ids[one] for one in kept}
    for one in sorted(copied):
        story = tellers.copy_of[one]
        if story not in told:
            kept.add(one)
            told.add(story)
    return kept


def _ranked(
    roles: Roles, shown: set[int]
) -> list[tuple[tuple[ClaimRole | None, str | None], set[int]]]:
    """What is said of a sum, what most of the articles do first; those that say nothing last."""
    claiming = set().union(*(own for (role, _), own in roles.items() if role))
    found = {
        (role, by): (own if role else own - claiming) & shown for (role, by), own in roles.items()
    }
    return sorted(((said, own) for said, own in found.items() if own), key=_rank)


def _saying(
    said: tuple[int, str, ClaimRole | None, str | None],
    places: set[int],
    tellers: Tellers,
    sentence: Sentence,
) -> Saying:
    ordered = sorted(places)
    earliest = takewhile(lambda one: tellers.moments[one] == tellers.moments[ordered[0]], ordered)
    text, first = min((sentence((tellers.ids[one], *said)), tellers.ids[one]) for one in earliest)
    return Saying(said[2], said[3], tuple(map(tellers.ids.__getitem__, ordered)), first, text)


def _rank(
    said: tuple[tuple[ClaimRole | None, str | None], set[int]],
) -> tuple[bool, int, str, str]:
    (role, by), places = said
    return role is None, -len(places), role or "", by or ""


def agreed_sums(namings: Iterable[Naming], tellers: Tellers) -> dict[int, list[AgreedSum]]:
    """By agreement the sums that most articles about it call agreed."""
    said: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for one in namings:
        for place in _places(one.articles, tellers) if one.role == "agreed" else ():
            said[tellers.agreements[place], one.value, one.currency].add(place)
    found: dict[int, list[AgreedSum]] = defaultdict(list)
    for (sma, value, currency), places in said.items():
        kept = sorted(_without_copies(places, tellers))
        ids = tuple(map(tellers.ids.__getitem__, kept))
        found[sma].append(AgreedSum(value, currency, ids))
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
    changes = (one[1:3] != before[1:3] for before, one in pairwise(rows))
    return Tellers(
        places={one[0]: place for place, one in enumerate(rows)},
        ids=[one[0] for one in rows],
        days=[one[1] and one[1][:10] for one in rows],
        outlets=[one[2] for one in rows],
        moments=list(accumulate(changes, initial=0)),
        copy_of={place: one[3] for place, one in enumerate(rows) if one[3] is not None},
        agreements=[one[4] for one in rows],
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
