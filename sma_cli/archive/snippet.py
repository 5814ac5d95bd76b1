"""Where a query's words stand in a text, and the passage that shows most of them.

Works on the original text, so that what a reader sees is what was written: inside Korean
compounds, in another form of the word, in a sum of money written another way. Pure functions; the
same words as the index are compared, so a match is marked and nothing else is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sma_cli.archive.query import All, Any, Figure, Query, Words
from sma_cli.archive.stem import stem
from sma_cli.archive.words import (
    JOINERS,
    Word,
    beginnings,
    folded_with_offsets,
    is_cjk,
    narrowed,
    placed,
    words_from,
)

if TYPE_CHECKING:
    from sma_cli.article import Amount

# How long a passage is, in characters of Latin text; syllables and ideographs count double.
LENGTH = 200
_SENTENCE_END = re.compile(r"""[.!?。]["'”’)\]]*\s+""")
_BLANKS = re.compile(r"\s+")

Span = tuple[int, int]


class Mark(NamedTuple):
    """A place in the text and which part of the query it answers."""

    start: int
    end: int
    part: int


class Marker:
    """What a query wants to see marked: its words and figures that are not negated."""

    def __init__(self, query: Query) -> None:
        parts = list(dict.fromkeys(_positive(query)))
        self._figures = {
            part.term: place for place, part in enumerate(parts) if isinstance(part, Figure)
        }
        self._words = [(part, place) for place, part in enumerate(parts) if isinstance(part, Words)]
        self._longest = max((len(part.words) for part, _ in self._words), default=0)
        self._beginnings = beginnings(part.words[0] for part, _ in self._words)

    def marks(self, text: str, sums: Sequence["Amount"] = ()) -> list[Mark]:
        """Every place that answers the query, in order; they may overlap.

        `sums` are those known to be in the text, which spares reading it for sums again.
        """
        known = list(self._marked_sums(text, sums))
        found = known if known or self._needs_no_figures(sums) else self._marked_figures(text)
        return sorted([*self._marked_words(text), *found])

    def _needs_no_figures(self, sums: Sequence["Amount"]) -> bool:
        """Whether no figure of the query can be in a text with these sums but among them."""
        return bool(sums) and not any(term[0] in "np" for term in self._figures)

    def _marked_sums(self, text: str, sums: Sequence["Amount"]) -> Iterator[Mark]:
        for one in dict.fromkeys(sums):
            for term in (f"{one.currency.lower()}{one.value}", f"n{one.value}"):
                if term in self._figures:
                    for match in re.finditer(rf"(?<![\d.,]){re.escape(one.text)}", text):
                        yield Mark(*match.span(), self._figures[term])

    def _marked_words(self, text: str) -> Iterator[Mark]:
        if not self._words:
            return
        plain, offsets = folded_with_offsets(text)
        for beginning in self._beginnings.finditer(plain):
            here = list(islice(words_from(plain, beginning.start()), self._longest))
            is_inside = _is_inside_run(plain, beginning.start())
            for query, part in self._words:
                if _begin_with(here, query) and not (is_inside and _is_syllable_first(query)):
                    end = _end(query, here[len(query.words) - 1])
                    yield Mark(*placed(offsets, here[0].start, end), part)

    def _marked_figures(self, text: str) -> Iterator[Mark]:
        if not self._figures:
            return
        from sma_cli.archive.figures import figures

        for start, end, term in figures(narrowed(text)):
            for name in (term, f"n{term.lstrip('abcdefghijklmnopqrstuvwxyz')}"):
                if name in self._figures and (name == term or term[0] != "p"):
                    yield Mark(start, end, self._figures[name])


def matches(text: str, query: Query) -> tuple[Span, ...]:
    """The places (start, end) in a text that answer a query, apart and in order."""
    return _merged(Marker(query).marks(text))


def excerpt(
    text: str, marker: Marker, sums: Sequence["Amount"] = ()
) -> tuple[str, tuple[Span, ...]]:
    """A passage of the text on one line, and the marked places as offsets into the passage.

    The passage with most parts of the query; the beginning where there is none. Where it begins
    or ends inside a sentence it has an ellipsis.
    """
    marks = marker.marks(text, sums)
    start, end = _passage(text, marks)
    spans = _merged([one for one in marks if one.start >= start and one.end <= end])
    head = "" if _starts_sentence(text, start) else "…"
    tail = "" if end == len(text) or text[end] == "\n" or text[end - 1] in ".!?。”\"'’" else "…"
    line, shifted = _one_line(text[start:end], [(a - start, b - start) for a, b in spans])
    moved = tuple((a + len(head), b + len(head)) for a, b in shifted)
    return f"{head}{line}{tail}", moved


def _positive(query: Query) -> Iterator[Words | Figure]:
    match query:
        case Words() | Figure():
            yield query
        case All(parts) | Any(parts):
            for part in parts:
                yield from _positive(part)


def _begin_with(here: Sequence[Word], query: Words) -> bool:
    """Whether the query's words are the first of these."""
    if len(here) < len(query.words):
        return False
    *first, last = query.words
    if not all(stem(wanted) == stem(word.text) for wanted, word in zip(first, here, strict=False)):
        return False
    word = here[len(first)].text
    return word.startswith(last) if query.prefix else stem(word) == stem(last)


def _is_inside_run(text: str, place: int) -> bool:
    """Whether the run goes on from before, also across the middle dot of `한·미`."""
    before = text[max(0, place - 2) : place]
    if before[-1:] in tuple(JOINERS):
        before = before[:-1]
    return before[-1:].isalnum() and is_cjk(before[-1:])


def _is_syllable_first(query: Words) -> bool:
    """Whether it begins with one syllable that stands alone: `미 대선` is not in `한미 대선`."""
    return len(query.words) > 1 and len(query.words[0]) == 1 and is_cjk(query.words[0])


def _end(query: Words, last: Word) -> int:
    """Where a mark ends: one syllable marks one syllable, not the pair."""
    if query.prefix and is_cjk(last.text):
        return min(last.start + len(query.words[-1]), last.end)
    return last.end


def _merged(marks: Sequence[Mark]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end, _ in marks:
        if merged and start <= merged[-1][1] - 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _passage(text: str, marks: Sequence[Mark]) -> Span:
    """The best passage: most parts of the query, in one paragraph, most marks, the first."""
    length = _length(text[:LENGTH])
    if not marks:
        start = len(text) - len(text.lstrip())
        return start, _cut(text, start, start + length, start)
    first, last = _densest(text, marks, length * 3 // 4)
    start = _start(text, marks[first].start, marks[last].end, length)
    return start, _cut(text, start, start + length, marks[last].end)


def _length(sample: str) -> int:
    wide = sum(1 for letter in sample if letter > "\u1100")
    return LENGTH if wide * 2 < len(sample) else LENGTH * 6 // 10


def _densest(text: str, marks: Sequence[Mark], length: int) -> tuple[int, int]:
    """The first and last of the marks that are best shown together."""
    best, best_worth = (0, 0), (0, False, 0)
    for first, mark in enumerate(marks):
        paragraph = _paragraph_end(text, mark.end)
        parts: set[int] = set()
        for last in range(first, len(marks)):
            if last > first and marks[last].end - mark.start > length:
                break
            parts.add(marks[last].part)
            worth = (len(parts), marks[last].end <= paragraph, last - first)
            if worth > best_worth:
                best, best_worth = (first, last), worth
    return best


def _paragraph_end(text: str, place: int) -> int:
    end = text.find("\n\n", place)
    return len(text) if end < 0 else end


def _start(text: str, first: int, last: int, length: int) -> int:
    """Where the passage begins: with a sentence, the latest from which it can be filled."""
    earliest = max(0, min(first, last - length))
    paragraph = text.rfind("\n\n", earliest, first)
    if paragraph >= 0:
        earliest = paragraph + 2
    starts = [one.end() for one in _SENTENCE_END.finditer(text, earliest, first)]
    if earliest == 0 or paragraph >= 0:
        starts.insert(0, earliest)
    if starts:
        end = _paragraph_end(text, last)
        return next((start for start in reversed(starts) if end - start >= length), starts[0])
    blank = text.find(" ", max(earliest, first - length // 3), first)
    return blank + 1 if blank >= 0 else first


def _cut(text: str, start: int, end: int, needed: int) -> int:
    """Where the passage ends: with its paragraph, else between words, never inside a mark."""
    end = min(max(end, needed), _paragraph_end(text, max(start, needed)))
    if end == len(text) or text[end].isspace():
        return end
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return blank if blank > max(start, needed - 1) else end


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or "\n" in text[len(before) : start] or before[-1] in ".!?。”\"'’)"


def _one_line(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """The text with single blanks, and the spans moved along."""
    wide = [one for one in _BLANKS.finditer(text) if len(one[0]) > 1]

    def moved(place: int) -> int:
        return place - sum(len(one[0]) - 1 for one in wide if one.end() <= place)

    return _BLANKS.sub(" ", text), [(moved(start), moved(end)) for start, end in spans]
