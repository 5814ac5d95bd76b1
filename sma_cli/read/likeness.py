"""How far two pieces of a page speak of the same, by their words alone.

Promises: English words count without their ends and Korean by pairs of syllables, so that other
forms of a word are the same; time is linear in the text.
"""

import re

_WORD = re.compile(r"[a-z]{3,}|\d+")
_HANGUL = re.compile("[가-힣]+")
_STEM = 5
_FEWEST_WORDS = 4


def words_of(text: str) -> frozenset[str]:
    """English words without their ends, numbers, and pairs of Korean syllables."""
    words = {word[:_STEM] for word in _WORD.findall(text.casefold())}
    runs = _HANGUL.findall(text)
    return frozenset(words.union(run[at : at + 2] for run in runs for at in range(len(run) - 1)))


def share_of(line: str, text: frozenset[str]) -> float:
    """How many of a line's words are words of a text, from 0 to 1; few words tell nothing."""
    words = words_of(line)
    return len(words & text) / max(len(words), _FEWEST_WORDS)
