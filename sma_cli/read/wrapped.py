"""Lines broken inside a sentence, made paragraphs again.

Mail and old wires wrap text at a fixed width, and text copied out of a page breaks at its links.
Headlines below each other look much the same, so a break is mended only where the lines around
it leave no doubt. Time is linear in the lines.
"""

import re
from collections.abc import Sequence

from sma_cli.read.furniture import ends_firmly, is_sentence, width

# Columns at which text is wrapped, and how ragged its right edge may be.
_NARROWEST, _WIDEST, _RAGGED = 40, 110, 24
# A sentence cannot end so; and no headline, byline or date begins so.
_SMALL = re.compile(r"(?!https?:|www\.)[a-z]+(?:[-'’][a-z]+)*[ ,;:.)]")
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|of|in|an?|and|or|to|for|with|on|by|at|from|that|as|is|was|will|D\.(?:C\.)?))$"
)
_GOES_ON = re.compile(r"^(?:[a-z]|[,;)]|C\.)")
# Nor does a Korean headline end in a particle or word that waits for its verb or noun.
_OPEN_KOREAN_END = re.compile(
    r"[가-힣](?:을|를|의|와|과|에서|으로|하는|하고|하며|했고|했으며)$|\s(?:위한|위해|대한|관한|따른|통해|및)$"
)


def unwrap(lines: Sequence[str]) -> list[str]:
    """The lines, each wrapped block joined into one; empty lines part blocks and stay."""
    blocks = _split(lines)
    long = [block for block in blocks if len(block) > 2]
    wrapped = [block for block in long if _is_wrapped(block)]
    column = max((width(line) for block in wrapped for line in block), default=0)
    if not column or len(wrapped) * 2 < len(long):
        column = 0
    joined: list[str] = []
    for block in blocks:
        if _is_wrapped(block):
            joined.append(" ".join(block))
        elif column and block and ends_firmly(block[-1]):
            joined.extend(_join_filled(block, column))
        else:
            joined.extend(_mend(_join_runs(block)))
        joined.append("")
    return joined


def _split(lines: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks


def _is_wrapped(block: Sequence[str]) -> bool:
    """Lines equally wide, hardly one ending a sentence before the last, which does."""
    inner = block[:-1]
    if len(inner) < 2 or not ends_firmly(block[-1]):
        return False
    widths = [width(line) for line in inner]
    even = max(widths) - min(widths) <= _RAGGED and width(block[-1]) <= max(widths) + 4
    ended = sum(is_sentence(line) for line in inner)
    return min(widths) >= _NARROWEST and max(widths) <= _WIDEST and even and ended * 3 <= len(inner)


def _join_filled(block: Sequence[str], column: int) -> list[str]:
    """Join each line that fills a `column` at which text is wrapped, and ends no sentence.

    Below a headline stand short lines: an outlet, a date.
    """
    joined: list[str] = []
    open_end = False
    for line in block:
        if open_end and _is_text(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        open_end = column - _RAGGED <= width(line) <= column + 4 and not is_sentence(line)
    return joined


def _join_runs(block: list[str]) -> list[str]:
    """Paragraphs that are wrapped and parted by no empty line; most lines begin in lower case."""
    column = max(map(width, block), default=0)
    if len(block) < 4 or not _NARROWEST <= column <= _WIDEST:
        return block
    runs: list[list[str]] = [[block[0]], []]
    for line in block[1:]:
        runs[-1].append(line)
        if is_sentence(line) or width(line) < column - _RAGGED:
            runs.append([])
    going_on = [line for run in runs for line in run[1:]]
    small = sum(bool(_GOES_ON.match(line)) for line in going_on)
    if len(going_on) < 2 or small * 2 < len(going_on):
        return block
    return [" ".join(run) for run in runs if run]


def _mend(block: Sequence[str]) -> list[str]:
    """Join lines that break inside a sentence: the one cannot end so, the next goes on."""
    mended: list[str] = []
    for line in block:
        if mended and _runs_on(mended[-1], line):
            mended[-1] = f"{mended[-1]} {line}".replace(" ,", ",").replace("D. C.", "D.C.")
        else:
            mended.append(line)
    return mended


def _runs_on(above: str, line: str) -> bool:
    """Whether a sentence breaks between two lines, which are as wide as text is wrapped at."""
    if _OPEN_END.search(above[-8:]) and _GOES_ON.match(line):
        return True
    if not _NARROWEST <= width(above) <= _WIDEST or width(line) > _WIDEST or is_sentence(above):
        return False
    # Below a headline a sentence begins anew: with a capital, whatever it is about.
    return bool(_OPEN_KOREAN_END.search(above) or _SMALL.match(line)) and _is_text(line)


def _is_text(line: str) -> bool:
    """Whether a line may be the rest of a sentence: no name of an outlet, no date."""
    return ends_firmly(line) or width(line) >= _NARROWEST
