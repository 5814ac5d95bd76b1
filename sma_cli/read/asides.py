"""What stands beside an article in sentences of its own: summaries, comments, words on the author.

Each is told by its heading or its first words, by its place, and by what follows. Promises: the
kinds of such lines are settled so that nobody takes them for paragraphs; a line that only looks
like such a heading changes nothing.
"""

import re
from collections.abc import Sequence

from sma_cli.read.furniture import (
    Kind,
    has_form,
    width,
)

_LONGEST_SUMMARY = 6
# A machine says again what the article says: in so much of its own words, and no longer.
_SAID_AGAIN = 0.4
_SHORTER = 0.5
_PLAIN_SUMMARY = 160
# So many lines below their heading, comments show what belongs to them.
_COMMENT = 8
# Words on the author stand behind so much of the article.
_BEHIND = 0.6
_READ = 12_000
_WORD = re.compile(r"[a-z]{3,}|\d+")
_HANGUL = re.compile("[가-힣]+")
_TEXT = ("prose", "brief", "item")


def settle_asides(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark what is beside the article: summaries as furniture, comments as its end."""
    for place, line in enumerate(lines):
        if kinds[place] != "date" and has_form(line, "summaries"):
            _settle_summary(lines, kinds, place)
    for place in range(1, len(lines)):
        if kinds[place] == "outlet" and kinds[place - 1] == "caption":
            # Who took the picture, on a line of its own.
            kinds[place] = "caption"
    _settle_comments(lines, kinds)
    _settle_biographies(lines, kinds)


def _settle_summary(lines: Sequence[str], kinds: list[Kind], heading: int) -> None:
    """Mark the lines of a summary below its heading, as far as it goes."""
    run: list[int] = []
    for place in range(heading + 1, min(heading + 2 + _LONGEST_SUMMARY, len(lines))):
        if kinds[place] not in (*_TEXT, "headline"):
            break
        run.append(place)
    else:
        # Nothing ends it: it goes as far as its lines are marked, or short and said again.
        run = _opening(lines, kinds, run)
    below = range(heading + 1 + len(run), len(lines))
    rest = " ".join(lines[place] for place in below if kinds[place] in _TEXT)[:_READ]
    said = [lines[place] for place in run]
    if said and sum(map(len, said)) <= _SHORTER * len(rest) and _is_said(" ".join(said), rest):
        kinds[heading] = "furniture"
        for place in run:
            kinds[place] = "furniture"


def _opening(lines: Sequence[str], kinds: Sequence[Kind], run: list[int]) -> list[int]:
    marked = [place for place in run if kinds[place] == "item"]
    if marked and marked[0] == run[0]:
        return run[: next((at for at, place in enumerate(run) if kinds[place] != "item"), len(run))]
    short = (at for at, place in enumerate(run) if width(lines[place]) > _PLAIN_SUMMARY)
    return run[: min(next(short, len(run)), 3)]


def _is_said(said: str, rest: str) -> bool:
    """Whether much of the words of one text stand in the other."""
    words = _words(said)
    return len(words & _words(rest)) >= _SAID_AGAIN * len(words)


def _words(text: str) -> set[str]:
    """English words without their ends, and pairs of Korean syllables."""
    found = {word[:6] for word in _WORD.findall(text.casefold())}
    hangul = _HANGUL.findall(text)
    return found | {one[at : at + 2] for one in hangul for at in range(len(one) - 1)}


def _settle_comments(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark the heading of readers' comments as the end, where comments stand below it."""
    told = 0
    for place, line in enumerate(lines):
        told += kinds[place] == "prose"
        if told and kinds[place] != "prose" and has_form(line, "comments"):
            below = lines[place + 1 : place + 1 + _COMMENT]
            if any(has_form(one, "replies") for one in below):
                kinds[place:] = ["end"] * (len(lines) - place)
                return


def _settle_biographies(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark words on the author, which stand behind the article."""
    texts = [place for place, kind in enumerate(kinds) if kind in ("prose", "brief")]
    for place in texts[int(_BEHIND * len(texts)) :][-4:]:
        if len(texts) > 2 and has_form(lines[place], "biographies"):
            kinds[place] = "furniture"
