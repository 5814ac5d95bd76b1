"""The other spellings of a query's names and terms: `Trump` is `트럼프`, `Specht` is `스펙트`.

`record/glossary.toml` decides. Words side by side in a query that are a spelling of the table,
typed as a phrase or not, find every other spelling of its line, the longest first. The table is
read as lines of text and only where a line may have the word, so that a query of other words
costs next to nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sma_cli.archive.query import All, Any, Not, Query, Words
from sma_cli.archive.stem import stem
from sma_cli.archive.words import is_cjk, prepared

_TABLE = Path(__file__).parent.parent / "record" / "glossary.toml"
_SPELLING = re.compile(r'"([^"]*)"')
# How many words of a query may be one name, and how much of a word a line is chosen by.
_LONGEST, _HINT = 6, 3


def crossed(query: Query) -> Query:
    """The query that finds every spelling of its names and terms; what is negated stays exact."""
    match query:
        case All(parts):
            return All(tuple(_crossed_run(parts)))
        case Any(parts):
            return Any(tuple(crossed(part) for part in parts))
        case Words():
            (one,) = _crossed_run((query,))
            return one
    return query


def _crossed_run(parts: tuple[Query, ...]) -> Iterator[Query]:
    """The parts, in order, with names put together and other spellings beside them."""
    place = 0
    while place < len(parts):
        size, others = _longest_name(parts[place : place + _LONGEST])
        typed = parts[place] if size == 1 else All(parts[place : place + size])
        if others:
            yield Any((typed, *others))
        else:
            yield typed if isinstance(typed, Words | Not) else crossed(typed)
        place += size


def _longest_name(parts: tuple[Query, ...]) -> tuple[int, tuple[Words, ...]]:
    """How many of the parts are one name, from the first on, and its other spellings."""
    words: list[Words] = []
    for part in parts:
        if not isinstance(part, Words) or _is_open(part):
            break
        words.append(part)
    for size in range(len(words), 0, -1):
        others = _others(_key([word for one in words[:size] for word in one.words]))
        if others:
            return size, others
    return 1, ()


def _is_open(part: Words) -> bool:
    """Whether it asks for the beginning of words, which is no name."""
    return part.prefix and not is_cjk(part.words[-1])


def _key(words: list[str]) -> str:
    """What is alike for words that differ in endings and blanks alone."""
    pieces: list[str] = []
    for word in words:
        if not is_cjk(word):
            pieces.append(f" {stem(word)} ")
        elif pieces and pieces[-1][-1] == word[0] and len(word) == 2:
            pieces.append(word[1])
        else:
            pieces.append(word)
    return "".join(pieces)


@cache
def _others(key: str) -> tuple[Words, ...]:
    """Every spelling of the lines that have the key, without those that hold another."""
    found: dict[str, Words] = {}
    for line in _lines_with(key):
        spellings = {_key(prepared(one).split()): one for one in _SPELLING.findall(line)}
        if key in spellings:
            found |= {name: _words(one) for name, one in spellings.items() if name != key}
    return tuple(
        words
        for name, words in found.items()
        if not any(other != name and other in name for other in (*found, key))
    )


def _words(spelling: str) -> Words:
    parts = tuple(prepared(spelling).split())
    return Words(parts, prefix=is_cjk(parts[-1]) and len(parts[-1]) == 1)


def _lines_with(key: str) -> Iterator[str]:
    """The lines that may have the key: those with its first letters."""
    first = key.split()[0]
    hint = first[: 1 if is_cjk(first) else _HINT]
    for folded, line in _lines():
        if hint in folded:
            yield line


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith('"')]
    return tuple((line.casefold().replace(".", ""), line) for line in entries)
