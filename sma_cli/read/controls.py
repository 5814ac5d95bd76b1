"""Whether a line is the words of buttons and menus, and nothing else.

The words are those of `record/furniture.toml`. Promises: any word that is none of them makes the
line something else; words that stick together, as those of neighbouring buttons do, are told apart.
"""

import re
from functools import cache, lru_cache

from sma_cli.record import load_table

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 160
_SHORTEST_STUCK, _LONGEST_STUCK = 4, 60


def is_control(line: str) -> bool:
    """Whether a line is made of nothing but the words of controls and menus."""
    if len(line) > _LONGEST_LINE:
        return False
    return all(map(_is_of_controls, _WORD.findall(line.casefold())))


@lru_cache(maxsize=4096)
def _is_of_controls(word: str) -> bool:
    """Whether a word is one of controls, or several that stick together, as buttons do."""
    known = _controls()
    if word in known or not _SHORTEST_STUCK <= len(word) <= _LONGEST_STUCK:
        return word in known
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        starts = (start for start in range(end) if reached[start])
        reached[end] = any(word[at:end] in known and _is_whole(word[at:end]) for at in starts)
    return reached[-1]


def _is_whole(piece: str) -> bool:
    """Whether a piece of a word is long enough to be a word of its own."""
    return len(piece) >= (2 if "가" <= piece[0] <= "힣" else 4)


@cache
def _controls() -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(load_table("furniture")["controls"]["words"])))
