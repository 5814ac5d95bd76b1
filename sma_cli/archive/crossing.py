"""The other spellings of a query's names and terms: `Trump` is `트럼프`, `Specht` is `스펙트`.

`record/glossary.toml` decides. Words side by side in a query that are a spelling of the table,
typed as a phrase or not, find every other spelling of its line, the longest first. The table is
read as lines of text and only where a line may have the word, so that a query of other words
costs next to nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, product
from pathlib import Path

from sma_cli.archive.parse import parse
from sma_cli.archive.query import All, Any, Near, Not, Query, Words
from sma_cli.archive.stem import stem
from sma_cli.archive.words import is_cjk, prepared

_TABLE = Path(__file__).parent.parent / "record" / "glossary.toml"
_SPELLING = re.compile(r'"([^"]*)"')
# How many words of a query may be one name, and how much of a word a line is chosen by.
_LONGEST, _HINT = 6, 3
# Of names near each other.
_COMBINATIONS = 50


def meant(text: str, *, exact: bool = False) -> Query:
    """The query that a text means, with every spelling of its names unless it is `exact`."""
    return parse(text) if exact else crossed(parse(text))


def crossed(query: Query) -> Query:
    """The query that finds every spelling of its names and terms; what is negated stays exact."""
    match query:
        case All(parts):
            return All(tuple(_crossed_run(parts)))
        case Any(parts):
            return Any(tuple(crossed(part) for part in parts))
        case Words() | Near():
            (one,) = _crossed_run((query,))
            return one
    return query


def _crossed_run(parts: tuple[Query, ...]) -> Iterator[Query]:
    for _, found in names_in(parts):
        yield found


def names_in(
    parts: Sequence[Query],
) -> Iterator[tuple[Sequence[Query], Query]]:
    """The parts, in order, those of one name together; each with its other spellings beside it."""
    place = 0
    while place < len(parts):
        here = parts[place]
        size, others = _longest_name(parts[place : place + _LONGEST])
        typed = parts[place : place + size]
        if others:
            yield typed, Any((here if size == 1 else All(tuple(typed)), *others))
        elif isinstance(here, Near):
            yield (here,), _crossed_near(here)
        else:
            is_plain = isinstance(here, Words | Not)
            yield (here,), here if is_plain else crossed(here)
        place += size if others else 1


def _crossed_near(near: Near) -> Query:
    """Every spelling of the one near every spelling of the other, so many at most."""
    spellings = [(part, *_longest_name((part,))[1]) for part in near.parts]
    found = [Near(parts, near.distance) for parts in islice(product(*spellings), _COMBINATIONS)]
    return found[0] if len(found) == 1 else Any(tuple(found))


def _longest_name(parts: Sequence[Query]) -> tuple[int, tuple[Words, ...]]:
    """How many of the parts are one name, from the first on, and its other spellings."""
    words: list[Words] = []
    for part in parts:
        if not isinstance(part, Words) or _is_open(part):
            break
        if words and words[0].title != part.title:
            break
        words.append(part)
    for size in range(len(words), 0, -1):
        others = _others(tuple(word for one in words[:size] for word in one.words))
        if others:
            return size, tuple(replace(one, title=words[0].title) for one in others)
    return 1, ()


def _is_open(part: Words) -> bool:
    """Whether it asks for the beginning of words, which is no name."""
    return part.prefix and not is_cjk(part.words[-1])


def _key(words: tuple[str, ...]) -> str:
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
def _others(typed: tuple[str, ...]) -> tuple[Words, ...]:
    """Every spelling of the lines that have what was typed, without those that hold another.

    `negotiator` and `negotiations` have one stem: a line that has the word itself comes first.
    One syllable is in words of all kinds, so it is there to be typed, not to be asked for.
    """
    lines = [_spellings(line) for line in _lines_with(typed)]
    alike = [
        one for one in lines if _key(typed) in map(_key, one) or _joined(typed) in map(_joined, one)
    ]
    alike = [one for one in alike if typed in one] or alike
    found = dict.fromkeys(words for one in alike for words in one if _stems(words) != _stems(typed))
    asked = [words for words in found if not _is_syllable(words)]
    return tuple(
        Words(words)
        for words in asked
        if not any(_holds(words, other) for other in (*asked, typed))
    )


def _joined(words: tuple[str, ...]) -> str:
    """`Byungse` is `Byung-se`; one word alone is put together of nothing."""
    return "".join(words) if len(words) > 1 else " ".join(words)


def _is_syllable(words: tuple[str, ...]) -> bool:
    return len(words) == len(words[0]) == 1 and is_cjk(words[0])


def _spellings(line: str) -> list[tuple[str, ...]]:
    return [tuple(prepared(one).split()) for one in _SPELLING.findall(line)]


def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(stem, words))


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a longer spelling is found wherever the shorter is asked for."""
    size = len(part)
    return size < len(words) and any(
        _stems(words[place : place + size]) == _stems(part) for place in range(len(words))
    )


def _lines_with(typed: tuple[str, ...]) -> Iterator[str]:
    """The lines that may have it: those with its first letters."""
    hint = typed[0][: 1 if is_cjk(typed[0]) else _HINT]
    for folded, line in _lines():
        if hint in folded:
            yield line


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith('"')]
    return tuple((line.casefold().replace(".", ""), line) for line in entries)
