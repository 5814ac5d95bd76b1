"""Where a query's words stand in a text, and the passage that shows most of them.

Works on the original text, so that what a reader sees is what was written: inside Korean
compounds, in another form of the word, in a sum of money written another way. Pure functions; the
same words as the index are compared, so a match is marked and nothing else is.
"""

import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sma_cli.archive.query import All, Any, Figure, Near, Query, Words
from sma_cli.archive.stem import stem
from sma_cli.archive.words import (
    JOINERS,
    Word,
    beginnings,
    begins_word,
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
_WIDE_BLANKS = re.compile(r"\s{2,}")

Span = tuple[int, int]
Spans = tuple[Span, ...]
# A text and the places in it that are marked.
Passage = tuple[str, Spans]


class Mark(NamedTuple):
    """A place in the text and which part of the query it answers."""

    start: int
    end: int
    part: int


class Marker:
    """What a query wants to see marked: its words and figures that are not negated."""

    def __init__(self, query: Query) -> None:
        self.parts: set[int] = set()
        self._figures: dict[str, int] = {}
        self._by_stem: dict[str, list[_Wanted]] = {}
        self._open: list[_Wanted] = []
        hints: list[str] = []
        for part, one in dict.fromkeys(_positive(query)):
            self.parts.add(part)
            if isinstance(one, Figure):
                self._figures[one.term] = part
                continue
            hints.append(_hint(one))
            wanted = _Wanted(one, part, _is_syllable_first(one))
            if one.prefix and len(one.words) == 1:
                self._open.append(wanted)
            else:
                self._by_stem.setdefault(stem(one.words[0]), []).append(wanted)
        self._beginnings = beginnings(hints) if hints else None

    def marks(self, text: str, sums: Sequence["Amount"] = ()) -> Iterator[Mark]:
        """Every place that answers the query, in order; they may overlap.

        `sums` are those known to be in the text, which spares reading it for sums again.
        """
        words = self._marked_words(text)
        if not self._figures:
            return words
        found = list(self._marked_sums(text, sums))
        if not (found or self._needs_no_figures(sums)):
            found = list(self._marked_figures(text))
        return merge(words, sorted(found))

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
        if self._beginnings is None:
            return
        plain, offsets = folded_with_offsets(text)
        for beginning in self._beginnings.finditer(plain):
            start = beginning.start()
            if not begins_word(plain, start):
                continue
            words = words_from(plain, start)
            here = [next(words)]
            for wanted in (*self._by_stem.get(stem(here[0].text), ()), *self._open):
                here += islice(words, max(0, len(wanted.words.words) - len(here)))
                if _begin_with(here, wanted.words) and not (
                    wanted.is_syllable_first and _is_inside_run(plain, start)
                ):
                    end = _end(wanted.words, here[len(wanted.words.words) - 1])
                    yield Mark(*placed(offsets, start, end), wanted.part)

    def _marked_figures(self, text: str) -> Iterator[Mark]:
        text = narrowed(text)
        if not self._may_stand_in(text):
            return
        from sma_cli.archive.figures import figures

        for start, end, term in figures(text):
            for name in (term, f"n{term.lstrip('abcdefghijklmnopqrstuvwxyz')}"):
                if name in self._figures and (name == term or term[0] != "p"):
                    yield Mark(start, end, self._figures[name])

    def _may_stand_in(self, text: str) -> bool:
        """Whether the first digit of a figure does, or numbers in words: reading sums is dear."""
        from sma_cli.money.grammar import is_in_syllables, is_spoken

        first = {term.lstrip("abcdefghijklmnopqrstuvwxyz")[:1] for term in self._figures}
        return bool(first & set(text)) or is_in_syllables(text) or is_spoken(text)


class _Wanted(NamedTuple):
    """Words of a query, the part of it that they are, and whether a lone syllable is first."""

    words: Words
    part: int
    is_syllable_first: bool


def matches(text: str, query: Query) -> tuple[Span, ...]:
    """The places (start, end) in a text that answer a query, apart and in order."""
    return _merged(list(Marker(query).marks(text)))


def whole(text: str, marker: Marker, sums: Sequence["Amount"] = ()) -> Passage:
    """The text as it is, and every marked place."""
    return text, _merged(list(marker.marks(text, sums)))


def excerpt(text: str, marker: Marker, sums: Sequence["Amount"] = ()) -> Passage:
    """A passage of the text on one line, and the marked places as offsets into the passage.

    The first passage with most parts of the query; the beginning where there is none. Where it
    begins or ends inside a sentence it has an ellipsis.
    """
    marks = _enough(marker.marks(text, sums), text, len(marker.parts))
    start, end = _passage(text, marks)
    spans = _merged([one for one in marks if one.start >= start and one.end <= end])
    head = "" if _starts_sentence(text, start) else "…"
    tail = "" if end == len(text) or text[end] == "\n" or text[end - 1] in ".!?。”\"'’" else "…"
    line, shifted = _one_line(text[start:end], [(a - start, b - start) for a, b in spans])
    moved = tuple((a + len(head), b + len(head)) for a, b in shifted)
    return f"{head}{line}{tail}", moved


def _positive(query: Query) -> Iterator[tuple[int, Words | Figure]]:
    """The words and figures that are wanted, each with its part of the query.

    Spellings of one name inside a longer query are one part.
    """
    parts = query.parts if isinstance(query, All | Any) else (query,)
    for place, part in enumerate(parts):
        yield from ((place, leaf) for leaf in _leaves(part))


def _leaves(query: Query) -> Iterator[Words | Figure]:
    match query:
        case Words() | Figure():
            yield query
        case All(parts) | Any(parts) | Near(parts):
            for part in parts:
                yield from _leaves(part)


def _hint(query: Words) -> str:
    """The letters that the first word begins with, whatever its ending is."""
    first = query.words[0]
    if is_cjk(first) or (query.prefix and len(query.words) == 1):
        return first
    return first[: max(2, len(stem(first)) - 1)]


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


def _enough(marks: Iterator[Mark], text: str, parts: int) -> list[Mark]:
    """The marks up to the first paragraph that has every part close together, and just behind."""
    reach = _reach(text)
    found: list[Mark] = []
    latest: dict[int, int] = {}
    last = len(text)
    for mark in marks:
        if mark.start > last:
            break
        found.append(mark)
        latest[mark.part] = mark.start
        if last == len(text) and len(latest) == parts:
            first = min(latest.values())
            if mark.end - first <= reach and text.find("\n\n", first, mark.end) < 0:
                last = mark.end + LENGTH
    return found


def _passage(text: str, marks: Sequence[Mark]) -> Span:
    """The best passage: most parts of the query, in one paragraph, the first."""
    length = _length(text[:LENGTH])
    if not marks:
        start = len(text) - len(text.lstrip())
        return start, _cut(text, start, start + length, start)
    first, last = _densest(text, marks, _reach(text))
    start = _start(text, marks[first].start, marks[last].end, length)
    return start, _cut(text, start, start + length, marks[last].end)


def _length(sample: str) -> int:
    """How many characters are as wide as `LENGTH` of Latin text: three bytes are two columns."""
    is_wide = len(sample.encode(errors="replace")) > 2 * len(sample)
    return LENGTH * 6 // 10 if is_wide else LENGTH


def _reach(text: str) -> int:
    """How far apart marks may be to be shown together."""
    return _length(text[:LENGTH]) * 3 // 4


def _densest(text: str, marks: Sequence[Mark], length: int) -> tuple[int, int]:
    """The first and last of the marks that are shown together: the first with most parts."""
    best, best_worth = (0, 0), (0, False)
    paragraph = -1
    for first, mark in enumerate(marks):
        if mark.end > paragraph:
            paragraph = _paragraph_end(text, mark.end)
        parts: set[int] = set()
        for last in range(first, len(marks)):
            end = marks[last].end
            if last > first and end - mark.start > length:
                break
            parts.add(marks[last].part)
            worth = (len(parts), end <= paragraph)
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
    if len(line := " ".join(text.split())) == len(text):
        return line, list(spans)
    wide = [one.span() for one in _WIDE_BLANKS.finditer(text)]

    def moved(place: int) -> int:
        return place - sum(end - start - 1 for start, end in wide if end <= place)

    return _BLANKS.sub(" ", text), [(moved(start), moved(end)) for start, end in spans]
