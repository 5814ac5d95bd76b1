"""What a page prints twice: its lead as a summary, its whole story, its headline.

Promises: each paragraph is kept once, in the body's own words and order; time is linear in the
text. Two paragraphs count as one when most of their word pairs are the same.
"""

import itertools
import re
from collections.abc import Sequence

# A reworded lead shares this much of its word pairs; two formulaic sentences share six tenths.
_SAME_LEAD = 0.65
_SAME_PARAGRAPH = 0.8
# A machine's summary has so many lines at most.
_LONGEST_SUMMARY = 3
# Short sentences may rightly stand twice.
_SHORTEST = 40
_FEWEST_PAIRS = 6
_LONGEST = 8000
_WORD = re.compile(r"\w+")


def fold_repeats(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without what is printed twice, and what was left out."""
    start = _end_of_summary(paragraphs)
    kept, again = _cut_repeated(paragraphs[start:])
    return kept, [*paragraphs[:start], *again]


def _end_of_summary(paragraphs: Sequence[str]) -> int:
    """How many first paragraphs are a summary: the lead comes again, and all they say with it.

    A story printed twice is no summary of itself: its lead comes again after more lines.
    """
    first = _pairs(paragraphs[0]) if paragraphs else set()
    for count in range(1, min(_LONGEST_SUMMARY, len(paragraphs) - 1) + 1):
        if _alike(first, _pairs(paragraphs[count]), _SAME_LEAD):
            summary = _pairs(" ".join(paragraphs[1:count]))
            rest = _pairs(" ".join(paragraphs[count:])[:_LONGEST])
            if len(summary & rest) >= _SAME_PARAGRAPH * len(summary):
                return count
    return 0


def _cut_repeated(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each paragraph once: the first printing stays; a short one may stand twice on its own."""
    seen: set[tuple[str, ...]] = set()
    whole: set[str] = set()
    kept: list[str] = []
    cut: list[str] = []
    again = False
    for paragraph in paragraphs:
        pairs = _pairs(paragraph)
        known = len(pairs) >= _FEWEST_PAIRS and len(pairs & seen) >= _SAME_PARAGRAPH * len(pairs)
        again = (known or paragraph in whole) and (again or len(paragraph) >= _SHORTEST)
        (cut if again else kept).append(paragraph)
        seen |= pairs
        whole.add(paragraph)
    return kept, cut


def _pairs(paragraph: str) -> set[tuple[str, ...]]:
    if len(paragraph) > _LONGEST:
        return set()
    words = _WORD.findall(paragraph.casefold())
    return set(itertools.pairwise(words))


def _alike(one: set[tuple[str, ...]], two: set[tuple[str, ...]], share: float) -> bool:
    smaller = min(len(one), len(two))
    return smaller >= _FEWEST_PAIRS and len(one & two) >= share * smaller
