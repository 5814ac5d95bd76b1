"""What stands beside an article in sentences of its own: summaries, comments, words on the author.

Each is told by its heading or its first words, by its place, and by what follows. Promises: the
kinds of such lines are settled so that nobody takes them for paragraphs; a line that only looks
like such a heading changes nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from sma_cli.read.furniture import (
    Kind,
    has_form,
    width,
)
from sma_cli.read.likeness import share_of, words_of

_LONGEST_HEADING = 60
_NARROWEST_TWIN = 24
_LONGEST_SUMMARY = 6
# A machine says again what the article says: in so much of its own words, and no longer.
_SAID_AGAIN = 0.4
_SHORTER = 0.5
_PLAIN_SUMMARY, _LONGEST_PLAIN = 220, 3
# So many lines below their heading, comments show what belongs to them.
_WIDEST_CAPTION = 200
_COMMENT = 8
# So many lines lie between two controls of a player.
_PLAYER = 6
# So many lines that belong to comments need no heading.
_MANY = 3
# Words on the author stand behind so much of the article.
_BEHIND = 0.6
_READ = 12_000
_TEXT = ("prose", "brief", "item")


def settle_asides(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark what is beside the article: summaries as furniture, comments as its end."""
    for place, line in enumerate(lines):
        if len(line) <= _LONGEST_HEADING and has_form(line, "summaries"):
            _settle_summary(lines, kinds, place)
    for place in range(1, len(lines)):
        # Who took the picture, on a line of its own.
        credited = kinds[place] == "outlet" or has_form(lines[place], "photo_credits")
        # Where the caption has its credit, the name below is of the writer.
        named = lines[place - 1].casefold().endswith(lines[place].casefold())
        if credited and kinds[place - 1] == "caption" and not named:
            kinds[place] = "caption"
        elif _is_twin(lines[place - 1], lines[place]):
            kinds[place - 1 : place + 1] = ["caption", "caption"]
        elif has_form(lines[place - 1], "photo_houses"):
            kinds[place - 1] = "caption"
            kinds[place] = "caption" if kinds[place] == "headline" else kinds[place]
        elif has_form(lines[place], "credits") and width(lines[place - 1]) < _WIDEST_CAPTION:
            kinds[place - 1 : place + 1] = ["caption", "caption"]
    _settle_players(lines, kinds)
    _settle_comments(lines, kinds)
    _settle_biographies(lines, kinds)


def _is_twin(line: str, below: str) -> bool:
    """Whether a picture's words stand twice, the second time with a credit."""
    credit = below[len(line) :].strip()
    return (
        width(line) >= _NARROWEST_TWIN
        and 2 < len(credit) <= _LONGEST_HEADING
        and below.startswith(line)
        and credit[0] in "([/|©ⓒ"
    )


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
    if not run:
        return run
    marked = [place for place in run if kinds[place] == "item"]
    if marked and marked[0] == run[0]:
        return run[: next((at for at, place in enumerate(run) if kinds[place] != "item"), len(run))]
    below = [lines[place] for place in range(run[0], len(lines)) if kinds[place] in _TEXT]
    for count in range(min(len(run), _LONGEST_PLAIN)):
        line = lines[run[count]]
        rest = " ".join(below[count + 1 :])[:_READ]
        if width(line) > _PLAIN_SUMMARY or not _is_said(line, rest):
            return run[:count]
    return run[:_LONGEST_PLAIN]


def _is_said(said: str, rest: str) -> bool:
    """Whether much of the words of one text stand in the other."""
    return share_of(said, words_of(rest)) >= _SAID_AGAIN


def _settle_players(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark what stands between the controls of one player: the title of what it plays."""
    controls = [place for place, line in enumerate(lines) if has_form(line, "players")]
    for first, last in pairwise(controls):
        if last - first <= _PLAYER and "prose" not in kinds[first:last]:
            kinds[first : last + 1] = ["furniture"] * (last + 1 - first)


def _settle_comments(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark where readers' comments begin as the end: at their heading, or at the first of many."""
    told = 0
    replies = [place for place, line in enumerate(lines) if has_form(line, "reply_marks")]
    for place, line in enumerate(lines):
        told += kinds[place] == "prose"
        begins = len(replies) >= _MANY and place == replies[0]
        if told and kinds[place] != "prose" and (begins or _heads_comments(lines, place, line)):
            start = _first_of_comment(kinds, place) if begins else place
            kinds[start:] = ["end"] * (len(lines) - start)
            return


def _heads_comments(lines: Sequence[str], place: int, line: str) -> bool:
    below = lines[place + 1 : place + 1 + _COMMENT]
    return has_form(line, "comments") and any(has_form(one, "replies") for one in below)


def _first_of_comment(kinds: Sequence[Kind], reply: int) -> int:
    """Where the comment begins whose last line this is: at the date with its author."""
    near = range(reply, max(reply - _COMMENT, 0), -1)
    return next((place for place in near if kinds[place] == "date"), reply)


def _settle_biographies(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark words on the author, which stand behind the article."""
    for place in range(1, len(lines)):
        below = kinds[place] == "brief" and kinds[place - 1] == "byline"
        introduced = kinds[place] in _TEXT and has_form(lines[place - 1], "signatures")
        if introduced or (below and has_form(lines[place], "biographies")):
            kinds[place] = "furniture"
    texts = [place for place, kind in enumerate(kinds) if kind in ("prose", "brief")]
    for place in texts[int(_BEHIND * len(texts)) :][-4:]:
        if len(texts) > 2 and has_form(lines[place], "biographies"):
            kinds[place] = "furniture"
