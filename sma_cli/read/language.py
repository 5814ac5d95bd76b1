"""Which language a text is in, by its script and its commonest words."""

import re
from collections import Counter
from functools import cache

from sma_cli.record import load_table

# Enough to be sure of a language, little enough to be quick.
_SAMPLE = 3000
_HANGUL = re.compile("[가-힣]")
_KANA = re.compile("[ぁ-ヿ]")
_HAN = re.compile("[一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}


def tell_language(text: str, *, claimed: str | None = None) -> str:
    """The ISO 639-1 code of the text's language, `und` where nothing tells it.

    `claimed` is what a page says of itself; it decides only where the text does not.
    """
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample) or _primary(claimed) or "und"


def _by_script(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample)) or 1
    hangul, kana, han = (len(script.findall(sample)) for script in (_HANGUL, _KANA, _HAN))
    if kana > 0.1 * letters and kana > hangul:
        return "ja"
    if hangul > 0.25 * letters:
        return "ko"
    if han > 0.4 * letters:
        return "zh"
    for code, script in _OTHER_SCRIPTS.items():
        if len(script.findall(sample)) > 0.4 * letters:
            return code
    return None


def _by_words(sample: str) -> str | None:
    words = Counter(_LATIN_WORD.findall(sample.lower()))
    shares = {
        code: sum(words[word] for word in common) / words.total()
        for code, common in _common_words().items()
        if words
    }
    best = max(shares, key=lambda code: shares[code], default=None)
    return best if best and shares[best] >= 0.1 else None


@cache
def _common_words() -> dict[str, frozenset[str]]:
    table = load_table("languages")
    return {code: frozenset(row["words"]) for code, row in table.items() if row["words"]}


def _primary(claimed: str | None) -> str | None:
    code = (claimed or "").strip().lower()[:2]
    return code if code.isalpha() and len(code) == 2 else None
