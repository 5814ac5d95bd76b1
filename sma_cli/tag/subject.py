"""Whether an article is about the Korea–US agreement at all, told by where its names stand.

A name high up counts for much, one far down for little; Korea must be spoken of, and neither
Japan's agreement of the same name nor another meaning of the letters may prevail.
"""

from collections.abc import Sequence

from sma_cli.tag.units import Unit
from sma_cli.tag.wording import pattern

_OPENING = 6
_HEIGHT = (3.0, 2.0, 1.6, 1.2, 0.9, 0.7)
_FURTHER_DOWN, _MOST_FURTHER_DOWN = 0.4, 1.2
# The agreement's own name says more than a topic it shares with others.
_NUMBERED = 1.5
_NAMED = 1.3
_ENOUGH = 1.7


def is_about_the_talks(units: Sequence[Unit], lang: str) -> bool:
    """Whether the units are an article about the Korea–US Special Measures Agreement."""
    lead = " ".join(unit.text for unit in units[:_OPENING])
    whole = " ".join(unit.text for unit in units)
    is_numbered = _speaks_of("numbered", lang, lead) and not _speaks_of("elsewhere", lang, lead)
    if not is_numbered and not _speaks_of("korea", lang, lead):
        return False
    opening = " ".join(unit.text for unit in units[:2])
    if _speaks_of("elsewhere", lang, units[0].text) and not _speaks_of("korea", lang, opening):
        return False
    if _count("elsewhere", lang, lead) > _count("korea", lang, lead):
        return False
    if _speaks_of("meetings", lang, units[0].text) and not any(
        _anchor(unit.text, lang, has_topic=True) for unit in units[:2]
    ):
        return False
    if pattern(lang, "about", "other").search(lead) and not _names(lang, lead):
        return False
    if _is_named_in_passing(units, lang):
        return False
    return _has_enough(units, lang, whole)


def _is_named_in_passing(units: Sequence[Unit], lang: str) -> bool:
    """Whether one sentence below the lead is all that a report of another meeting says of it."""
    other = [one.index for one in units[:_OPENING] if _speaks_of("meetings", lang, one.text)]
    if not other or any(_anchor(one.text, lang, has_topic=True) for one in units[:2]):
        return False
    anchored = (one.index for one in units[2:] if _anchor(one.text, lang, has_topic=True))
    first = next(anchored, None)
    return first is not None and other[0] <= first and next(anchored, None) is None


def _has_enough(units: Sequence[Unit], lang: str, whole: str) -> bool:
    """Whether anchors weigh enough by height; the letters SMA need a topic beside them somewhere.

    Most articles have enough in their first sentences, and the others are not looked at.
    """
    has_topic = _names(lang, whole) or _speaks_of("topics", lang, whole)
    score = rest = 0.0
    for unit in units:
        weight = _anchor(unit.text, lang, has_topic=has_topic)
        if unit.index < len(_HEIGHT):
            score += weight * _HEIGHT[unit.index]
        else:
            rest = min(rest + weight * _FURTHER_DOWN, _MOST_FURTHER_DOWN)
        if score + rest >= _ENOUGH:
            return True
        if rest == _MOST_FURTHER_DOWN:
            return False
    return False


def _anchor(text: str, lang: str, *, has_topic: bool) -> float:
    if _speaks_of("numbered", lang, text):
        return _NUMBERED
    if _names(lang, text):
        return _NAMED
    if _speaks_of("topics", lang, text):
        return 1.0
    return float(has_topic and _speaks_of("abbreviation", lang, text))


def _names(lang: str, text: str) -> bool:
    return _speaks_of("names", lang, text)


def _speaks_of(name: str, lang: str, text: str) -> bool:
    return pattern(lang, "about", name).search(text) is not None


def _count(name: str, lang: str, text: str) -> int:
    return len(pattern(lang, "about", name).findall(text))
