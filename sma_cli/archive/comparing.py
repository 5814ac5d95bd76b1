"""Weighing articles of several languages alike.

FTS5 weighs each spelling for itself: `방위비`, which every Korean article has, counts little, and
`defense cost`, which few have, counts much. Here a word and its spellings in the other language are
one: how rare it is, all articles tell that have any of them, and a spelling that stands for
several words counts for each. The length of an article is compared with those of its language.

What a question says of the tags of its answer (`asking`) weighs like a word that is as rare.

Only the best by FTS5 are weighed again, and only where they are of several languages or the
question says anything of tags.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sma_cli.archive import query as queries
from sma_cli.archive import rows
from sma_cli.archive.query import All, Figure, Query, Words, both
from sma_cli.archive.ranking import TITLE, count, fitting, having
from sma_cli.archive.sql import Sql

if TYPE_CHECKING:
    from sma_cli.archive.folding import Row

# A word or sum with its other spellings, all of which count as it.
Concept = tuple[Words | Figure, ...]

# How many of the best are weighed again, and by how many words at most: each is counted.
BEST, MOST = 100, 16
# What a row has behind the columns of `folding`.
COLUMNS = "a.body, a.figures"

# Of BM25, as FTS5 has them.
_K1, _B = 1.2, 0.75
_ID, _TITLE, _LANG = 0, 1, 7
# A field that is met weighs as much as so many words.
_FIELD = 2.0
# The beginning of a word tells less than the word.
_BEGINNING = 0.5


class Asked(NamedTuple):
    """What the best are weighed by: concepts, beginnings of words, fields to be met."""

    concepts: tuple[Concept, ...] = ()
    beginnings: tuple[Words, ...] = ()
    fields: tuple[Query, ...] = ()

    @property
    def counted(self) -> tuple[Concept, ...]:
        """All that is counted in the texts."""
        return (*self.concepts, *((one,) for one in self.beginnings))


def asked(question: str) -> Asked:
    """What a question is answered by; nothing where FTS5 weighs it as well."""
    from sma_cli.archive.asking import told
    from sma_cli.archive.crossing import crossed
    from sma_cli.archive.natural import asked_by, beginnings

    words, fields = asked_by(question), told(question)
    found = concepts(crossed(both(*words)))
    if len(found) > MOST or not (fields or any(len(one) > 1 for one in found)):
        return Asked()
    return Asked(found, tuple(beginnings(words))[:MOST], fields)


def concepts(query: Query) -> tuple[Concept, ...]:
    """What a query asks for, each with its other spellings.

    Nothing for a query that is more than words and names.
    """
    found: list[Concept] = []
    for part in query.parts if isinstance(query, All) else (query,):
        match part:
            case Words(title=False) | Figure():
                found.append((part,))
            case queries.Any((Words(title=False) | All() as typed, *others)):
                words = _plain(typed)
                spellings = [one for one in others if isinstance(one, Words)]
                if not words or len(spellings) < len(others):
                    return ()
                found += [(one, *spellings) for one in words]
                if len(words) > 1:
                    found.append((_side_by_side(words), *spellings))
            case queries.Any() | All() | queries.Near():
                return ()
    return tuple(found)


def _plain(typed: Query) -> tuple[Words, ...]:
    if isinstance(typed, Words):
        return (typed,)
    parts = typed.parts if isinstance(typed, All) else ()
    words = tuple(one for one in parts if isinstance(one, Words))
    return words if len(words) == len(parts) else ()


def _side_by_side(words: Sequence[Words]) -> Words:
    return Words(tuple(word for one in words for word in one.words))


def compared(
    best: "Sequence[Row]", asked: Asked, execute: Callable[[Sql], sqlite3.Cursor]
) -> "list[Row]":
    """The rows in a new order, with new scores; as they are where nothing is to be weighed."""
    total, *having_each = execute(having(asked.counted)).fetchone()
    tagged = _tagged(best, asked.fields, total, execute)
    if not tagged and len({row[_LANG] for row in best}) < 2:
        return list(best)
    whole = len(asked.concepts)
    worth = [
        _rarity(number, total) * (1.0 if place < whole else _BEGINNING)
        for place, number in enumerate(having_each)
    ]
    usual = _usual_lengths(best)
    often = _counter(asked.counted)
    weighed = [
        (*row[:-1], _weight(row, often(row), worth, usual[row[_LANG]]) + tagged.get(row[_ID], 0.0))
        for row in best
    ]
    # Stable: what weighs alike stays in the order of dates.
    return sorted(weighed, key=lambda row: -row[-1])


def _tagged(
    best: "Sequence[Row]",
    fields: Sequence[Query],
    total: int,
    execute: Callable[[Sql], sqlite3.Cursor],
) -> dict[int, float]:
    """What meeting the fields is worth, by the ids of those that do."""
    worth: defaultdict[int, float] = defaultdict(float)
    ids = [row[_ID] for row in best]
    for field in fields:
        (number,) = execute(count(field, copies=True)).fetchone()
        for (identifier,) in execute(fitting(field, ids)):
            worth[identifier] += _FIELD * _rarity(number, total)
    return worth


def _rarity(number: int, total: int) -> float:
    return max(math.log((total - number + 0.5) / (number + 0.5)), 1e-6) if number else 0.0


def _usual_lengths(best: "Sequence[Row]") -> dict[str, float]:
    lengths: dict[str, list[int]] = {}
    for row in best:
        lengths.setdefault(row[_LANG], []).append(len(row[rows.WIDTH + 1]))
    return {lang: sum(every) / len(every) or 1.0 for lang, every in lengths.items()}


def _counter(asked: Sequence[Concept]) -> "Callable[[Row], list[int]]":
    """What counts how often each concept is in an article; once in its title counts as ten."""
    from sma_cli.archive.snippet import Marker

    spellings = list(dict.fromkeys(one for concept in asked for one in concept))
    words = [one for one in spellings if isinstance(one, Words)]
    marker = Marker(queries.Any(tuple(words)))

    def count(row: "Row") -> list[int]:
        title, body, figures = row[_TITLE] or "", row[rows.WIDTH + 1], row[rows.WIDTH + 2]
        found: Counter[Any] = Counter(words[mark.part] for mark in marker.marks(body))
        for mark in marker.marks(title):
            found[words[mark.part]] += TITLE
        terms = Counter(figures.split())
        return [
            sum(terms[one.term] if isinstance(one, Figure) else found[one] for one in concept)
            for concept in asked
        ]

    return count


def _weight(row: "Row", often: Sequence[int], worth: Sequence[float], usual: float) -> float:
    length = 1 - _B + _B * len(row[rows.WIDTH + 1]) / usual
    return sum(
        rarity * number * (_K1 + 1) / (number + _K1 * length)
        for rarity, number in zip(worth, often, strict=True)
    )
