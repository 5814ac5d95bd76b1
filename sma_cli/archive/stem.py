"""Stems of English words exactly as FTS5's `porter` makes them.

The index keeps stems only. To mark a match in the original text, and to ask for the words that
begin with certain letters, one must know which words share a stem. The algorithm is M. F. Porter,
"An algorithm for suffix stripping", Program 14(3), 1980, with the departures of FTS5: words under
three or over 64 bytes keep their form. A test compares it with SQLite word by word.
"""

from functools import lru_cache
from itertools import pairwise

_LONGEST = 64
_VOWELS = frozenset("aeiou")

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
    ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti",
    "ous", "ive", "ize", "al", "er", "ic", "ou",
)  # fmt: skip
# Endings that make whole words of the letters someone typed before `*`.
_ENDINGS = (
    "e", "s", "es", "ed", "ing", "ings", "er", "ers", "ion", "ions", "ation", "ations", "ating",
    "ated", "ates", "ator", "ators", "ative", "ement", "ements", "ment", "ments", "ness", "able",
    "ible", "ance", "ence", "al", "ally", "ly", "ity", "ize", "ized", "izing", "ization", "ies",
    "y", "ful", "ous", "ive", "ism", "ied", "ying",
)  # fmt: skip


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of one prepared word."""
    if len(word) < 3 or not word.isascii() or len(word) > _LONGEST:
        return word
    word = _step_1(word)
    word = _replaced(word, _STEP_2)
    word = _replaced(word, _STEP_3)
    return _step_5(_step_4(word))


def words_with_prefix(prefix: str) -> tuple[str, tuple[str, ...]]:
    """How to ask an index of stems for the words that begin with these letters.

    Two answers: a word whose stem is the prefix itself, to be asked for as a prefix; and words
    that begin with the prefix although their stems do not (`negotiati` of `negotiation`, whose
    stem is `negoti`), to be asked for whole.
    """
    whole = next((prefix + end for end in ("", *_ENDINGS) if stem(prefix + end) == prefix), prefix)
    others: dict[str, str] = {}
    if len(prefix) > 3 and prefix.isascii():
        for word in _completions(prefix):
            if not stem(word).startswith(prefix):
                others.setdefault(stem(word), word)
    return whole, tuple(others.values())


def _completions(prefix: str) -> list[str]:
    """Words that the prefix may be the beginning of, cut inside or before an ending.

    One consonant is too little to guess by: `korean*` is no beginning of `korea` and `-ness`.
    """
    return [prefix] + [
        prefix + ending[cut:]
        for ending in _ENDINGS
        for cut in range(len(ending))
        if prefix.endswith(ending[:cut]) and not (cut == 1 and ending[0] not in _VOWELS)
    ]


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant: Porter's m."""
    kinds = _kinds(word)
    return sum(1 for first, second in pairwise(kinds) if first and not second)


def _kinds(word: str) -> list[bool]:
    """Vowel or not, letter by letter."""
    kinds: list[bool] = []
    for letter in word:
        after_vowel = not kinds or kinds[-1]
        kinds.append(letter in _VOWELS or (letter == "y" and not after_vowel))
    return kinds


def _has_vowel(word: str) -> bool:
    return any(_kinds(word))


def _ends_short(word: str) -> bool:
    """Consonant, vowel, consonant other than w, x, y at the end: Porter's *o."""
    kinds = _kinds(word)
    return kinds[-3:] == [False, True, False] and word[-1] not in "wxy"


def _step_1(word: str) -> str:
    word = _singular(word)
    if word.endswith("eed") and len(word) > 3:
        word = word[:-1] if _measure(word[:-3]) > 0 else word
    else:
        for ending in ("ed", "ing"):
            if word.endswith(ending):
                if _has_vowel(word[: -len(ending)]):
                    word = _restored(word[: -len(ending)])
                break
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    return word


def _singular(word: str) -> str:
    if (word.endswith("sses") and len(word) > 4) or (word.endswith("ies") and len(word) > 3):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _restored(word: str) -> str:
    """What `-ed` and `-ing` had taken: `agre-ed`, `siz-ing`, `hopp-ing`, `fil-ing`."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _replaced(word: str, table: tuple[tuple[str, str], ...]) -> str:
    for ending, other in table:
        if word.endswith(ending) and len(word) > len(ending):
            start = word[: -len(ending)]
            return start + other if _measure(start) > 0 else word
    return word


def _step_4(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending) and len(word) > len(ending):
            start = word[: -len(ending)]
            if _measure(start) > 1 and (ending != "ion" or start[-1] in "st"):
                return start
            return word
    return word


def _step_5(word: str) -> str:
    if word.endswith("e"):
        start = word[:-1]
        if _measure(start) > 1 or (_measure(start) == 1 and not _ends_short(start)):
            word = start
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
