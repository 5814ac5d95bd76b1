"""Words of the index that are spelt nearly as one that is not in it.

Latin words are compared with the words of the index that begin with one of their first two
letters; of Hangul every word is tried that differs in one part of one syllable (`ㅐ` for `ㅔ`), in
a syllable left out, put in, or in another place. What is answered is in the index.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from sma_cli.archive.stem import stem
from sma_cli.archive.words import folded_with_offsets, is_cjk, placed, prepared, words_from

# How many are worth telling.
_MOST = 3
# How many are looked up as they are printed.
_LOOKED_AT = 12
# Words of so many letters may differ in one, in two; what is shorter is another word.
_ONE, _TWO = 4, 7
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_MEDIALS, _FINALS = 21, 28
_INITIALS = 19


def spellings(connection: sqlite3.Connection, word: str) -> list[str]:
    """The nearest words of the index, the most frequent first; [] for none.

    `word` is a word of Latin letters or a run of Hangul.
    """
    _open_vocabulary(connection)
    if is_cjk(word[0]):
        return _korean(connection, word)
    return _latin(connection, word)


def _open_vocabulary(connection: sqlite3.Connection) -> None:
    """Let the connection see the words of the index; nothing of the file changes."""
    known = "SELECT 1 FROM temp.sqlite_master WHERE name = 'vocabulary'"
    if connection.execute(known).fetchone():
        return
    connection.execute("PRAGMA query_only = OFF")
    for name, kind in (("vocabulary", "row"), ("instances", "instance")):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab(main, search_index, {kind})"
        )
    connection.execute("PRAGMA query_only = ON")


def is_known(connection: sqlite3.Connection, word: str) -> bool:
    """Whether a Latin word, in any form, or every pair of a run is in the index."""
    _open_vocabulary(connection)
    terms = {stem(one) for one in prepared(word).split()}
    return terms <= _known(connection, terms)


def _known(connection: sqlite3.Connection, terms: Iterable[str]) -> set[str]:
    """Those of the terms that the index has."""
    statement = "SELECT term FROM vocabulary WHERE term = ?"
    return {one for one in set(terms) if connection.execute(statement, (one,)).fetchone()}


def _latin(connection: sqlite3.Connection, word: str) -> list[str]:
    wanted = stem(word)
    most = 0 if len(word) < _ONE else 1 if len(word) < _TWO else 2
    if not most or not word.isalpha():
        return []
    near: list[tuple[int, bool, int, str]] = []
    for first in dict.fromkeys(wanted[:2]):
        found = connection.execute(
            "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?"
            " AND length(term) BETWEEN ? AND ?",
            (first, chr(ord(first) + 1), len(wanted) - most, len(wanted) + most),
        )
        near += [
            (distance, term[0] != wanted[0], -number, term)
            for term, number in found
            if (distance := _distance(wanted, term, most)) <= most and term.isalpha()
        ]
    best = [term for distance, *_, term in sorted(near) if distance == min(near)[0]]
    words = [_printed(connection, term) for term in best[:_LOOKED_AT]]
    # A stem is short, and like many: `acount` of `acountability` is as near to `amount`.
    alike = sorted(filter(None, words), key=lambda one: _distance(word, one.lower(), len(word)))
    return list(dict.fromkeys(alike))[:_MOST]


def _printed(connection: sqlite3.Connection, term: str) -> str | None:
    """A word of an article whose stem the term is, as it is printed."""
    found = connection.execute("SELECT doc, col FROM instances WHERE term = ? LIMIT 1", (term,))
    identifier, column = found.fetchone()
    if column not in ("title", "body"):
        return None
    title, body = connection.execute(
        "SELECT title, body FROM articles WHERE id = ?", (identifier,)
    ).fetchone()
    text = title if column == "title" else body
    plain, offsets = folded_with_offsets(text)
    for one in words_from(plain):
        if stem(one.text) == term:
            start, end = placed(offsets, one.start, one.end)
            return str(text[start:end])
    return None


def _distance(first: str, second: str, most: int) -> int:
    """Letters to change, put in, leave out or swap with the next; beyond `most`, `most` + 1."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        two_before, before, row = before, row, [place]
        for column, other in enumerate(second, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other))
            is_swapped = (
                column > 1
                and two_before
                and first[place - 2 : place] == (other + second[column - 2])
            )
            row.append(min(cost, two_before[column - 2] + 1) if is_swapped else cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _korean(connection: sqlite3.Connection, run: str) -> list[str]:
    """Runs that differ in one syllable and whose pairs, side by side, are in an article."""
    if len(run) < 2 or not all(_FIRST_SYLLABLE <= ord(one) <= _LAST_SYLLABLE for one in run):
        return []
    for way in (_written_otherwise, _swapped, _with_one_more, _with_one_less):
        found = [one for one in dict.fromkeys(way(connection, run)) if _stands(connection, one)]
        if found:
            return found[:_MOST]
    return []


def _stands(connection: sqlite3.Connection, run: str) -> bool:
    terms = prepared(run).split()
    if _known(connection, terms) != set(terms):
        return False
    statement = "SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1"
    phrase = f'{{title body}} : "{" ".join(terms)}"'
    return connection.execute(statement, (phrase,)).fetchone() is not None


def _written_otherwise(_: sqlite3.Connection, run: str) -> Iterator[str]:
    for place, syllable in enumerate(run):
        for other in _alike(syllable):
            yield run[:place] + other + run[place + 1 :]


def _swapped(_: sqlite3.Connection, run: str) -> Iterator[str]:
    for place in range(len(run) - 1):
        yield run[:place] + run[place + 1] + run[place] + run[place + 2 :]


def _with_one_more(connection: sqlite3.Connection, run: str) -> Iterator[str]:
    """With a syllable put in, of those that the index has behind the one before."""
    for place, syllable in enumerate(run[:-1]):
        pairs = connection.execute(
            "SELECT term FROM vocabulary WHERE term > ? AND term < ?",
            (syllable, f"{syllable}\uffff"),
        )
        for (pair,) in pairs.fetchall():
            yield run[:place] + pair + run[place + 1 :]


def _with_one_less(_: sqlite3.Connection, run: str) -> Iterator[str]:
    for place in range(len(run) if len(run) > 2 else 0):
        yield run[:place] + run[place + 1 :]


def _alike(syllable: str) -> Iterator[str]:
    """The syllables that differ in their first consonant, their vowel or their last consonant."""
    number = ord(syllable) - _FIRST_SYLLABLE
    initial, rest = divmod(number, _MEDIALS * _FINALS)
    medial, final = divmod(rest, _FINALS)
    parts = [
        *((initial, one, final) for one in range(_MEDIALS) if one != medial),
        *((one, medial, final) for one in range(_INITIALS) if one != initial),
        *((initial, medial, one) for one in range(_FINALS) if one != final),
    ]
    for first, second, third in parts:
        yield chr(_FIRST_SYLLABLE + (first * _MEDIALS + second) * _FINALS + third)
