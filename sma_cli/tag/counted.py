"""Rounds reached by counting, where an article gives no ordinal for the meeting it reports.

`Only one round has taken place`, `the talks, which follow the third round`, `여섯 차례 회의에 이어
다시 만났다`: the meeting is the one after those that are counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sma_cli.tag.ordinals import Ordinal, is_followed
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import pattern, patterns, words

_REACH = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """A round's number and the words at `unit.text[start:end]` that it is counted from."""

    value: int
    unit: Unit
    start: int
    end: int


def counted_round(units: Sequence[Unit], ordinals: Sequence[Ordinal], lang: str) -> Counted | None:
    """The round after those that the first sentences count, or None where they count none."""
    another = any(pattern(lang, "ordinal", "another").search(one.text) for one in units[:2])
    counts = [*patterns(lang, "ordinal", "counted")]
    counts += patterns(lang, "ordinal", "counted_another") if another else ()
    for unit in units[:_REACH]:
        first = pattern(lang, "ordinal", "first_meeting").search(unit.text)
        if first:
            return Counted(1, unit, *first.span())
        for compiled in counts:
            match = compiled.search(unit.text)
            count = _number(match["count"], lang) if match else None
            if match and count:
                return Counted(count + 1, unit, *match.span())
    for one in ordinals:
        if one.kind == "round" and one.unit.index < _REACH and is_followed(one, lang):
            return Counted(one.value + 1, one.unit, one.start, one.end)
    following = [one for one in ordinals if one.kind == "round" and one.part == "next"]
    if following and following[0].value > 1:
        one = following[0]
        return Counted(one.value - 1, one.unit, one.start, one.end)
    return None


def _number(text: str, lang: str) -> int | None:
    if re.fullmatch(r"\d{1,2}", text):
        return int(text)
    return words(lang, "counts").get(text.lower())
