"""Ordinals of agreements and of rounds, told apart from each other, from counts and from ranges.

The number of an agreement and the number of a round stand in the same sentences, often on the
same words. What is decided here is what kind of thing each ordinal counts and which part it plays
in the article: its subject, or a previous, next or background one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sma_cli.tag.units import Unit
from sma_cli.tag.wording import beginning_with, pattern, patterns, words

Kind = Literal["agreement", "either", "round", "range"]
# `expiring` is an agreement whose end is named: the current one, or a new one and its years.
Part = Literal["main", "previous", "next", "background", "expiring"]

# No negotiation has reached an eleventh round, so a higher ordinal on `talks` is an agreement's.
MOST_ROUNDS = 10
_ENOUGH = 2.0
_THIS_ONE = 3.0
# A sentence that names so many rounds tells how the talks have gone.
_MANY = 4
_HISTORY = 6.0
# How far an ordinal of each part stands back behind the subject's.
_ASIDE: dict[Part, float] = {
    "main": 0.0, "previous": 5.5, "next": 5.0, "background": 4.0, "expiring": 4.0,
}  # fmt: skip
_HEIGHT = (10.0, 8.0, 6.0, 5.0, 4.0)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One ordinal at `unit.text[start:end]`, head noun included."""

    kind: Kind
    value: int
    part: Part
    unit: Unit
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.unit.text[self.start : self.end]


def find_ordinals(units: Sequence[Unit], lang: str) -> list[Ordinal]:
    """Every ordinal of an agreement or a round, in reading order; `either` ones still open."""
    return [found for unit in units for found in _in_unit(unit, lang)]


def settle(ordinals: Sequence[Ordinal], *, number_of_talks: int | None, lang: str) -> list[Ordinal]:
    """Decide each `either`: an agreement's number, or the round's.

    `number_of_talks` is the agreement that `the talks` meant at the time, where a record of past
    negotiations knows it. Without one, a number one above an agreement named as the current one,
    or beside another ordinal of a round, is the agreement's.
    """
    numbers = {one.value for one in ordinals if one.kind == "agreement"} | {number_of_talks}
    current = current_agreements(ordinals)
    rounds = {one.value for one in ordinals if one.kind == "round" and one.part == "main"}

    def kind_of(one: Ordinal) -> Kind:
        if one.kind in ("agreement", "range"):
            return one.kind
        if one.value > MOST_ROUNDS:
            return "agreement"
        if one.kind == "round":
            return "round"
        follows = one.value - 1 in current or _another_round_follows(one, ordinals)
        alone = len(numbers) == 1 and one.value > 2 and bool(rounds - {one.value})
        return "agreement" if one.value in numbers or follows or alone else "round"

    return [_with_part(replace(one, kind=kind_of(one)), lang) for one in ordinals]


def _another_round_follows(one: Ordinal, ordinals: Sequence[Ordinal]) -> bool:
    """Whether the same words go on to name a round: `10차 방위비 협상 열 번째 회의`."""
    return any(
        other.kind == "round"
        and other.unit.index == one.unit.index
        and 0 <= other.start - one.end < 20
        for other in ordinals
    )


def main_round(ordinals: Sequence[Ordinal], units: Sequence[Unit], lang: str) -> Ordinal | None:
    """The ordinal of the round that the article mainly reports, held or upcoming.

    The title and the first sentences win; previous, next and listed rounds stand back, and so does
    one that is over where the first sentences announce another.
    """
    announced = [one for one in units[:2] if pattern(lang, "ordinal", "another").search(one.text)]
    rounds = [
        one
        for one in ordinals
        if one.kind == "round"
        and not (announced and _is_over(one, lang))
        and not (one.unit.index and is_followed(one, lang))
    ]
    weight, best = _heaviest(rounds, lang)
    return best if weight >= _ENOUGH else None


def is_followed(one: Ordinal, lang: str) -> bool:
    """Whether the meeting reported is said to come right after this round."""
    before = one.unit.text[max(0, one.start - 40) : one.start]
    after = one.unit.text[one.end : one.end + 40]
    return bool(
        pattern(lang, "ordinal", "follows_before").search(before)
        or pattern(lang, "ordinal", "follows_after").match(after)
    )


def _is_over(one: Ordinal, lang: str) -> bool:
    """Whether an ordinal below the lead is said to have been held."""
    after = one.unit.text[one.end : one.end + 60]
    return one.unit.index > 1 and bool(pattern(lang, "ordinal", "earlier_after").search(after))


def main_agreement(
    ordinals: Sequence[Ordinal], lang: str, *, parts: Sequence[Part]
) -> Ordinal | None:
    """The ordinal of the agreement that is the article's subject, of those with these parts."""
    named = [one for one in ordinals if one.kind == "agreement" and one.part in parts]
    return _heaviest(named, lang)[1]


def current_agreements(ordinals: Sequence[Ordinal]) -> set[int]:
    """The numbers of the agreements that are called the current or the expiring one."""
    return {one.value for one in ordinals if one.kind == "agreement" and one.part != "main"}


def _heaviest(ordinals: Sequence[Ordinal], lang: str) -> tuple[float, Ordinal | None]:
    """The ordinal that stands out by height, part and repetition; the first of equals."""
    repeats = Counter(one.value for one in ordinals if one.part == "main")
    beside: dict[int, set[int]] = {}
    for one in ordinals:
        beside.setdefault(one.unit.index, set()).add(one.value)
    best, heaviest = None, 0.0
    for one in ordinals:
        together = len(beside[one.unit.index])
        is_listed = together > 1 and one.unit.index > 2
        weight = _weight(one, repeats=repeats[one.value], is_listed=is_listed)
        weight += _THIS_ONE * _is_this_one(one, lang)
        weight -= _HISTORY * (together >= _MANY and one.unit.offset is not None)
        if best is None or weight > heaviest:
            best, heaviest = one, weight
    return heaviest, best


def in_body(chosen: Ordinal, ordinals: Sequence[Ordinal]) -> Ordinal:
    """The same number where the body prints it first, since evidence lies in the body."""
    spoken = (
        one
        for one in ordinals
        if (one.kind, one.value) == (chosen.kind, chosen.value) and one.unit.offset is not None
    )
    return chosen if chosen.unit.offset is not None else next(spoken, chosen)


def _is_this_one(one: Ordinal, lang: str) -> bool:
    """Whether the words before the ordinal say that it counts the meeting reported."""
    before = one.unit.text[max(0, one.start - 40) : one.start]
    return pattern(lang, "ordinal", "this_one").search(before) is not None


def _weight(one: Ordinal, *, repeats: int, is_listed: bool) -> float:
    height = _HEIGHT[one.unit.index] if one.unit.index < len(_HEIGHT) else 1.5
    return height + min(repeats - 1, 4) * 0.5 - 2.0 * is_listed - _ASIDE[one.part]


def _in_unit(unit: Unit, lang: str) -> list[Ordinal]:
    found: list[Ordinal] = []
    if not pattern(lang, "ordinal", "gate").search(unit.text):
        return found
    for kind in ("range", "agreement", "either", "round"):
        for match in _matches(lang, kind, unit.text):
            span = match.span()
            if any(one.start < span[1] and span[0] < one.end for one in found):
                continue
            value = ordinal_value(match.groupdict().get("which") or match[0], lang)
            if pattern(lang, "ordinal", "no_round").search(match[0]):
                continue
            if value is not None and 0 < value < 100:
                found.append(_with_part(Ordinal(kind, value, "main", unit, *span), lang))
    return sorted(found, key=lambda one: one.start)


def _matches(lang: str, kind: Kind, text: str) -> Iterator[re.Match[str]]:
    numbers = _numbers(lang, text)
    rows = patterns(lang, "ordinal", kind)
    for compiled, is_led in zip(rows, beginning_with(lang, "ordinal", kind, "number"), strict=True):
        yield from _matches_at(compiled, text, numbers) if is_led else compiled.finditer(text)


@lru_cache(maxsize=1)
def _numbers(lang: str, text: str) -> tuple[int, ...]:
    """Where the numbers of a sentence begin, looked for once for all the patterns."""
    return tuple(found.start() for found in pattern(lang, "ordinal", "number").finditer(text))


def _matches_at(
    compiled: re.Pattern[str], text: str, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    """The matches that begin at these places, none within another."""
    end = 0
    for place in places:
        match = compiled.match(text, place) if place >= end else None
        if match:
            end = match.end()
            yield match


def ordinal_value(text: str, lang: str) -> int | None:
    """The number at the beginning of an ordinal: `제 9차` is 9, `the twelfth` is 12."""
    text = re.sub(r"^(?:.{0,60}, )?(?:the|a) ", "", text, flags=re.IGNORECASE)
    digits = re.match(r"\D{0,2}?(\d{1,2})", text)
    if digits:
        return int(digits[1])
    lowered = text.lower()
    named = [word for word in words(lang, "numbers") if lowered.startswith(word)]
    if named:
        return words(lang, "numbers")[max(named, key=len)]
    return words(lang, "counts").get(lowered)


def ordinal_values(one: Ordinal, lang: str) -> tuple[int, ...]:
    """The numbers that the words name: one, or for a range such as `1~3차` each of them.

    A range without a dash, `the fifth and sixth rounds`, names its two ends.
    """
    if one.kind != "range":
        return (one.value,)
    numbers = [
        ordinal_value(found[0], lang) or 0
        for found in pattern(lang, "ordinal", "numeral").finditer(one.text)
    ]
    after = one.unit.text[one.end : one.end + 60]
    is_of_rounds = not pattern(lang, "ordinal", "range_of_agreements").search(after)
    if not is_of_rounds or len(numbers) != 2 or not 0 < numbers[0] < numbers[1] <= MOST_ROUNDS:
        return ()
    whole = pattern(lang, "ordinal", "range_of_all").search(one.text)
    return tuple(range(numbers[0], numbers[1] + 1)) if whole else tuple(numbers)


def _with_part(one: Ordinal, lang: str) -> Ordinal:
    """The ordinal with the part that the words around it give it."""
    before = one.unit.text[max(0, one.start - 60) : one.start]
    after = one.unit.text[one.end : one.end + 60]
    part: Part = "main"
    if one.kind == "agreement":
        expires = pattern(lang, "ordinal", "current_after")
        if pattern(lang, "ordinal", "current").search(before):
            part = "background"
        elif expires.search(after) or expires.search(one.text):
            part = "expiring"
    elif pattern(lang, "ordinal", "next").search(before) or (
        pattern(lang, "ordinal", "indefinite").search(before)
        and pattern(lang, "ordinal", "next_after").search(after)
    ):
        part = "next"
    elif pattern(lang, "ordinal", "previous").search(before):
        part = "previous"
    elif pattern(lang, "ordinal", "background").search(one.unit.text[: one.start]):
        part = "background"
    return replace(one, part=part)
