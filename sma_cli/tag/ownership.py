"""Which round a date or a place in a sentence belongs to, where the sentence names several.

`The third round was held in Washington on June 10-12, the fourth is in Seoul`: each ordinal takes
the date and the place that follow it, or, where none follows, the ones that led up to it.
"""

from collections.abc import Sequence

from sma_cli.tag.ordinals import Ordinal

_REACH = 90


def owners(ordinals: Sequence[Ordinal], spans: Sequence[tuple[int, int]]) -> list[Ordinal | None]:
    """For each span of a unit, in order, the round ordinal of that unit that it belongs to."""
    rounds = [one for one in ordinals if one.kind in ("round", "range")]
    taken: set[int] = set()
    found: list[Ordinal | None] = []
    for place, (start, end) in enumerate(spans):
        border = spans[place + 1][0] if place + 1 < len(spans) else None
        owner = _owner(rounds, taken, start, end, border)
        if owner is not None:
            taken.add(owner.start)
        found.append(owner)
    return found


def _owner(
    rounds: Sequence[Ordinal], taken: set[int], start: int, end: int, border: int | None
) -> Ordinal | None:
    previous = next((one for one in reversed(rounds) if one.end <= start), None)
    if previous is not None and previous.start not in taken and start - previous.end <= _REACH:
        return previous
    # A round that is still to be dated, `no date for a fifth round`, has no days before it.
    following = next((one for one in rounds if one.start >= end and one.part != "next"), None)
    if following is None or following.start - end > _REACH:
        return previous if previous is not None and start - previous.end <= _REACH else None
    if border is not None and border < following.start and following.kind != "range":
        return None
    return following
