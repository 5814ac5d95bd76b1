"""How text becomes the words of the index, and a query the same words.

FTS5 sees only what this module prepares: words in small letters with one blank between them.
Latin words and numbers stay whole (FTS5 stems them); runs of Hangul, Han and kana become
overlapping pairs, so that `분담금` is a phrase inside `방위비분담금을`. Articles and queries go
through the same function, which is why they agree in any form of Unicode.

Promises: `prepared(text)` holds letters, digits and blanks only; NFC, NFD and fullwidth forms
prepare alike; `50억` is split like `50 억`, `U.S.` is `US`, `it's` is `its`, `한·미` is `한미`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

# Letters and digits from Hangul upwards, but for the Latin and Greek that Unicode put there; and
# those below. Small ranges: Python compiles a character class in time linear in its size.
_CJK = r"[^\W_\0-\u10ff\u1e00-\u1fff]"
_LETTER = r"(?:[0-9a-z]|(?![^\0-\u10ff\u1e00-\u1fff])[^\W_])"
# What joins names of one or more syllables in print: 한·미, 한･미, 한-미.
JOINERS = "·・•‧∙⋅-‐‑"
_APOSTROPHE = r"['’‘ʼ]"
# Printed as a middle dot, but NFKC would make a vowel of it.
_ARAEA = "\u318d"
# Characters that a query has at most, mostly.
_SHORT = 200
_DIACRITICS = re.compile("[\u0300-\u036f]+")


class Word(NamedTuple):
    """One prepared word and the place in the text that it stands for."""

    text: str
    start: int
    end: int


def prepared(text: str) -> str:
    """The text as the index and its queries see it."""
    words: list[str] = []
    for run in _runs(folded(text)):
        if is_cjk(run):
            words += _pairs(_letters(run))
        elif word := _bare(run):
            words.append(word)
    return " ".join(words)


def words_from(text: str, start: int = 0) -> Iterator[Word]:
    """What `prepared` makes of a folded text from one place on, with offsets into it."""
    for match in _word().finditer(text, start):
        start, end = match.span()
        if match.lastgroup == "cjk":
            places = [place for place in range(start, end) if text[place].isalnum()]
            pairs = _pairs("".join(text[place] for place in places))
            for nth, pair in enumerate(pairs):
                yield Word(pair, places[nth], places[nth + len(pair) - 1] + 1)
        elif word := _bare(match[0]):
            yield Word(word, start, end)


def beginnings(hints: Iterable[str]) -> re.Pattern[str]:
    """Where in a folded text words that begin with these letters may begin.

    A syllable may stand anywhere in a run; for others `begins_word` knows.
    """
    every = sorted({_printed(hint) for hint in hints})
    latin = [hint for hint in every if not is_cjk(hint)]
    syllables = [hint for hint in every if is_cjk(hint)]
    return re.compile("|".join([*latin, f"(?={'|'.join(syllables)})"] if syllables else latin))


def begins_word(text: str, place: int) -> bool:
    """Whether a word begins at one of the `beginnings`: not in `O'Brien`, but in `1,000'cost`."""
    if place == 0 or is_cjk(text[place]):
        return True
    if _boundary().match(text, place) is None:
        return False
    if text[place - 1] not in _APOSTROPHE[1:-1]:
        return True
    chunk = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    return any(word.start == place for word in words_from(text, chunk))


@cache
def _boundary() -> re.Pattern[str]:
    inside_initials = r"(?!(?<=(?<![^\W_])[a-z]\.)[a-z](?![^\W_]))"
    return re.compile(rf"(?<!{_LETTER}){inside_initials}")


def _printed(hint: str) -> str:
    """A pattern for the first letters of a word as they may be printed."""
    between = f"[{re.escape(JOINERS)}]?" if is_cjk(hint) else r"['’‘ʼ.,]?"
    return between.join(map(re.escape, hint))


def placed(offsets: list[int] | None, start: int, end: int) -> tuple[int, int]:
    """Where a piece of a folded text stands in the text it was made of."""
    if offsets is None:
        return start, end
    last = offsets[end - 1]
    while offsets[end] == last:
        end += 1
    return offsets[start], offsets[end]


def narrowed(text: str) -> str:
    """The text with fullwidth ASCII made plain, one for one, and nothing SQLite cannot store."""
    return text if text.isascii() else text.translate(_narrow())


@cache
def _narrow() -> dict[int, int]:
    fullwidth = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    surrogates = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
    return fullwidth | surrogates | {0x3000: 0x20}


def may_hold_figures(text: str) -> bool:
    """Whether it is worth reading the text for sums and percentages."""
    return _figure().search(text) is not None


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d|illion|thousand|hundred|dollar|per ?cent", re.IGNORECASE)


def is_cjk(word: str) -> bool:
    """Whether a prepared word comes from a run of Hangul, Han or kana."""
    return word >= "\u1100" and not "\u1e00" <= word < "\u2000"


def folded(text: str) -> str:
    """The text in NFKC and small letters, without diacritics, with middle dots kept."""
    if text.isascii():
        return text.lower()
    if _plain().fullmatch(text):
        return text.casefold()
    text = unicodedata.normalize("NFKD", text.replace(_ARAEA, "·")).casefold()
    return unicodedata.normalize("NFKC", _DIACRITICS.sub("", text))


@cache
def _plain() -> re.Pattern[str]:
    """Most texts in Hangul: nothing in them has another form, but for capitals."""
    return re.compile(r"[\0-\x7f가-힣一-鿿‘’“”·]*+")


def folded_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters (and its end) the offset into the text.

    No offsets where both are alike, character by character. A character that folds to several
    gives all of them its own place.
    """
    is_plain = text.isascii() or _plain().fullmatch(text)
    odd = "" if is_plain else "".join(filter(_is_odd, set(text)))
    if not odd:
        return folded(text), None
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _clusters(odd).finditer(text):
        start, end = match.span()
        pieces += folded(text[position:start]), folded(match[0])
        offsets.extend(range(position, start))
        offsets.extend([start] * len(pieces[-1]))
        position = end
    pieces.append(folded(text[position:]))
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), offsets


@lru_cache(maxsize=4096)
def _is_odd(letter: str) -> bool:
    """Whether a character folds to another number of characters, or into the one before."""
    return len(folded(letter)) != 1 or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    is_jamo = "\u1160" <= letter <= "\u11ff"
    return unicodedata.combining(folded(letter)[:1] or letter) != 0 or is_jamo


def _clusters(odd: str) -> re.Pattern[str]:
    """Odd characters, each with the marks behind it."""
    marks = re.escape("".join(filter(_is_mark, odd)) or "\0")
    return re.compile(f"[^{marks}][{marks}]+|[{re.escape(odd)}]", re.DOTALL)


@cache
def _word() -> re.Pattern[str]:
    """Every alternative starts where the one before cannot go on: linear in the text."""
    letters = rf"(?:[0-9a-z]++|{_LETTER})++"
    return re.compile(
        rf"""
        (?P<cjk>{_CJK}++(?:[{re.escape(JOINERS)}]{_CJK}++)*)
        |(?P<initials>(?<![^\W_])[a-z](?:\.[a-z])+(?![^\W_])
            \.?(?:{_APOSTROPHE}s(?![^\W_]))?)
        |(?P<number>(?<!{_LETTER})[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!{_LETTER}))
        |(?P<word>{letters}(?:{_APOSTROPHE}{letters})*)
        """,
        re.VERBOSE,
    )


def _runs(text: str) -> Iterable[str]:
    """What words are made of; a query is not worth a pattern that only long texts need."""
    if len(text) > _SHORT:
        return _run().findall(text)
    return (match[0] for match in _word().finditer(text))


@cache
def _run() -> re.Pattern[str]:
    """The same without groups: what all of a text is made of is found twice as quickly."""
    return re.compile(re.sub(r"\(\?P<\w+>", "(?:", _word().pattern), re.VERBOSE)


def _letters(run: str) -> str:
    """The run without joiners and characters that Unicode has not assigned yet."""
    return run if run.isalnum() else "".join(letter for letter in run if letter.isalnum())


def _pairs(letters: str) -> list[str]:
    """Overlapping pairs; one letter stays alone."""
    if len(letters) < 2:
        return [letters] if letters else []
    return [first + second for first, second in pairwise(letters)]


def _bare(word: str) -> str:
    """A Latin word without dots, commas, apostrophes and possessive."""
    if word.isascii() and word.isalnum():
        return word
    parts = re.split(_APOSTROPHE, word)
    if len(parts) > 1 and parts[-1] == "s":
        del parts[-1]
    return "".join(parts).replace(".", "").replace(",", "")
