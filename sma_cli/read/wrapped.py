"""Lines broken at a fixed width, as mail and old wires send them, made paragraphs again."""

import re
from collections.abc import Sequence

from sma_cli.read.furniture import is_sentence, width

# Columns at which text is wrapped, and how ragged its right edge may be.
_NARROWEST, _WIDEST, _RAGGED = 40, 110, 24
_GOES_ON = re.compile(r"^[a-z(\"“‘0-9가-힣]")


def unwrap(lines: Sequence[str]) -> list[str]:
    """The lines, with each wrapped block joined into one; empty lines part blocks."""
    joined: list[str] = []
    block: list[str] = []
    for line in (*lines, ""):
        if line:
            block.append(line)
        else:
            joined.extend(_join(block))
            block = []
    return joined


def _join(block: Sequence[str]) -> Sequence[str]:
    """One paragraph where a block is wrapped: its lines equally wide, few ending a sentence."""
    inner = block[:-1]
    if len(inner) < 2:
        return block
    widths = [width(line) for line in inner]
    wrapped = min(widths) >= _NARROWEST and max(widths) <= _WIDEST
    even = max(widths) - min(widths) <= _RAGGED and width(block[-1]) <= max(widths) + 4
    ended = sum(is_sentence(line) for line in inner)
    continued = sum(bool(_GOES_ON.match(line)) for line in block[1:])
    if wrapped and even and ended * 3 <= len(inner) and continued * 3 >= 2 * len(inner):
        return [" ".join(block)]
    return block
