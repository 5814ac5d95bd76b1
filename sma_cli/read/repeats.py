"""What a page prints twice: its lead as a summary, its whole story, its headline.

Promises: each paragraph is kept once, in the body's own words and order; time is linear in the
text. Two paragraphs count as one when most of their word pairs are the same.
"""

import itertools
import re
from collections.abc import Sequence

# A reworded lead shares about half of its word pairs; two paragraphs of one story a tenth.
_SAME_LEAD = 0.4
_SAME_PARAGRAPH = 0.8
# Short sentences may rightly stand twice.
_SHORTEST = 40
_LONGEST = 8000
_WORD = re.compile(r"\w+")


def fold_repeats(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without what is printed twice, and what was left out."""
    kept, cut = _cut_second_story(list(paragraphs))
    kept, summaries = _cut_summary(kept)
    kept, again = _cut_repeated(kept)
    return kept, summaries + again + cut


def _cut_second_story(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """A story that begins again and goes on as before is printed twice: keep the first."""
    if len(paragraphs) < 4:
        return paragraphs, []
    grams = [_pairs(paragraph) for paragraph in paragraphs]
    for start in range(2, len(paragraphs)):
        rest = len(paragraphs) - start
        if rest * 2 < start or not _alike(grams[0], grams[start], _SAME_PARAGRAPH):
            continue
        pairs = list(zip(grams, grams[start:], strict=False))[:start]
        if sum(_alike(one, two, _SAME_PARAGRAPH) for one, two in pairs) >= 0.7 * len(pairs):
            return paragraphs[:start], paragraphs[start:]
    return paragraphs, []


def _cut_summary(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """A lead that the next paragraphs say again is the portal's summary: keep the body's own."""
    for count in (1, 2, 3):
        if len(paragraphs) <= count + 1:
            break
        summary = _pairs(" ".join(paragraphs[:count]))
        following = _pairs(" ".join(paragraphs[count : count + 3 + count]))
        next_only = _pairs(paragraphs[count])
        same = _alike(summary, next_only, _SAME_LEAD) if count == 1 else False
        if same or (summary and len(summary & following) >= _SAME_PARAGRAPH * len(summary)):
            return paragraphs[count:], paragraphs[:count]
    return paragraphs, []


def _cut_repeated(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    seen: set[tuple[str, ...]] = set()
    whole: set[str] = set()
    kept: list[str] = []
    cut: list[str] = []
    for paragraph in paragraphs:
        grams = _pairs(paragraph)
        again = paragraph in whole or (len(grams) >= 6 and len(grams & seen) >= 0.9 * len(grams))
        (cut if again and len(paragraph) >= _SHORTEST else kept).append(paragraph)
        seen |= grams
        whole.add(paragraph)
    return kept, cut


def _pairs(paragraph: str) -> set[tuple[str, ...]]:
    if len(paragraph) > _LONGEST:
        return set()
    words = _WORD.findall(paragraph.casefold())
    return set(itertools.pairwise(words))


def _alike(one: set[tuple[str, ...]], two: set[tuple[str, ...]], share: float) -> bool:
    smaller = min(len(one), len(two))
    return smaller >= 4 and len(one & two) >= share * smaller
