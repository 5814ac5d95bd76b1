"""Whether two bodies tell the same story: what they share of their runs of words.

A text is taken as its *shingles*: every three words that stand side by side, or five characters
where a script writes syllables (Hangul, kana, Chinese characters), without regard to case, forms
of letters, blanks and punctuation. A copy shares most of the shingles of the shorter text, however
much was cut, added or touched up; two reports of one meeting share its names and a quotation.
A *sketch* is the few shingles by which a text is looked up among many.
"""

import re
import unicodedata
import zlib
from datetime import date
from hashlib import blake2b
from itertools import islice

# From here on scripts write syllables, and each is a token; before it, words and numbers are.
_SYLLABLES = "\u1100"
_TOKEN = re.compile(rf"[^\W_{_SYLLABLES}-\U0010ffff]+|[^\W_]")
_WORDS, _CHARACTERS = 3, 5

# Of the whole text, and once more of its beginning: what is cut is cut from the end.
_OF_ALL, _OF_THE_LEAD = 20, 6
_LEAD = 60
# No article is longer; of what is, the beginning will do.
_LONGEST = 200_000

# Measured: copies share .46 and more of the shorter text, other reports of the same talks .33 and
# less; as parts of what both say together .24 and more, .18 and less.
_SHARE, _PART_OF_BOTH = 0.4, 0.25
# An outlet tells round after round in the same words, with other numbers, and repeats what it said
# before; and in few words, three in a row are easily the same. Then half of both must be.
_HALF_OF_BOTH = 0.5
_DAYS, _FEW = 10, 12


def shingles(text: str) -> list[str]:
    """Every run of words or characters, in the order of the text, repeats included."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())
    last = max(1, len(tokens) - _WORDS + 1)
    return [
        " ".join(tokens[place : place + (_WORDS if token < _SYLLABLES else _CHARACTERS)])
        for place, token in enumerate(tokens[:last])
    ]


def sketch(runs: list[str]) -> list[int]:
    """The shingles to look a text up by, as numbers of 64 bits.

    Always the same ones of equal texts, and of similar texts as many of the same as they share:
    those with the smallest checksums.
    """
    # A checksum is a third of the time of a hash, and all it does is choose.
    sums = {zlib.crc32(run.encode()): run for run in runs}
    chosen = {*sorted(sums)[:_OF_ALL], *sorted(islice(sums, _LEAD))[:_OF_THE_LEAD]}
    return [_number(sums[one]) for one in sorted(chosen)]


def _number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), signed=True)


def is_copy(one: frozenset[str], other: frozenset[str], *, far_apart: bool = False) -> bool:
    """Whether texts of these shingles tell the same story.

    `far_apart`: they were published so far from each other that alike is not enough.
    """
    fewer = min(len(one), len(other))
    if not fewer:
        return False
    shared = len(one & other)
    part_of_both = shared / (len(one) + len(other) - shared)
    if far_apart or fewer < _FEW:
        return part_of_both >= _HALF_OF_BOTH
    return part_of_both >= _PART_OF_BOTH or shared / fewer >= _SHARE


def are_far_apart(one: str | None, other: str | None) -> bool:
    """Whether two dates of publication, if known, are too far apart for one story."""
    if one is None or other is None:
        return False
    return abs((_day(one) - _day(other)).days) > _DAYS


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
