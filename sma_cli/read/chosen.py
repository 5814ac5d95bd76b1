"""Which lines between an article's lead and its end are its own.

Paragraphs are; what is no sentence may be a sub-headline, a list, or the headline of another
story. Several signals decide: whether a list is announced, how many such lines stand together,
whether the page's markup has already parted links from the story, and what the lines say.
"""

import re
from collections.abc import Sequence

from sma_cli.read.furniture import (
    Kind,
    announces_list,
    ends_firmly,
    has_form,
    is_offer,
    is_sentence,
    names_another,
    width,
)
from sma_cli.read.likeness import share_of, words_of

# Only a paragraph as wide as this ends a list of other stories.
_RESUMING = 90
_WIDEST_HEADING = 60
_NARROWEST_STORY = 36
# Behind a heading with a colon stand one story, a sub-headline and the paragraph.
_ASIDE = 3
_NARROWER = 0.75
# More lines than one that are no sentences are a list, announced or another story's.
_LIST = 2
# Below a list so short, a sentence is the article's.
_SHORT_LIST = 3
# So long may one be below which a short sentence and a paragraph are.
_LONG_LIST = 6
# A headline that belongs to a text shares so many words with so many paragraphs above.
_RELATED, _READ = 0.2, 12
# Headlines quote, or leave something out.
_SAID = re.compile("[“”\"‘’'…:·]")
# How the items of one sentence end.
_JOINS = (";", ",", "; and", ", and", "; or", ", or")
# What stands between a sub-headline and its paragraph, and says nothing of either.
_PASSED = ("caption", "wire", "advert")


def choose(
    lines: Sequence[str], kinds: Sequence[Kind], *, lead: int, end: int, is_container: bool
) -> list[int]:
    """The indexes of the paragraphs; `is_container` says that links are parted from them."""
    chosen: list[int] = []
    waiting: list[int] = []
    # Where the list of other stories begins that one is in.
    listing: int | None = None
    # Short sentences behind headlines that were left out: the story's only if it goes on.
    doubtful: int | None = None
    for index in range(lead, end):
        kind = kinds[index]
        if _waits(lines, kinds, index, waiting):
            advert = not is_container and _is_advert(lines, kinds, index, chosen)
            if listing is None and not advert:
                waiting.append(index)
        elif kind == "section":
            waiting, listing = _announced(lines, waiting), index
        elif kind == "prose" or kind == "brief":
            if listing is not None and not _resumes(
                lines, kinds, index, since=listing, is_container=is_container
            ):
                continue
            if listing is not None:
                waiting = _own_heading(lines, kinds, index, since=listing)
            told = _told(lines, kinds, waiting, is_container=is_container)
            if kind == "prose":
                doubtful = None
            elif len(waiting) - len(told) >= _LIST and doubtful is None:
                doubtful = len(chosen)
            chosen.extend((*told, index))
            waiting, listing = [], None
        elif kind not in _PASSED and not (is_container and is_offer(lines[index])):
            waiting = _announced(lines, waiting)
    return [*chosen[:doubtful], *_told_last(lines, kinds, waiting)]


def _waits(lines: Sequence[str], kinds: Sequence[Kind], index: int, waiting: Sequence[int]) -> bool:
    """Whether what follows a line decides on it: a headline, an item of a list."""
    if kinds[index] in ("headline", "item"):
        return True
    # A triangle opens captions, and the points of a list that is announced.
    return kinds[index] == "caption" and _is_announced(lines, [*waiting, index])


def _is_advert(
    lines: Sequence[str], kinds: Sequence[Kind], index: int, chosen: Sequence[int]
) -> bool:
    """Whether a line below the word over advertisements sells something, and nothing told here."""
    if not index or kinds[index - 1] != "advert" or not has_form(lines[index], "bargains"):
        return False
    text = words_of(" ".join(lines[place] for place in chosen[-_READ:]))
    return share_of(lines[index], text) < _RELATED


def _own_heading(
    lines: Sequence[str], kinds: Sequence[Kind], index: int, *, since: int
) -> list[int]:
    """The sub-headline behind `See also:` and its one story, over a paragraph: it is narrow."""
    kind, heading = kinds[index - 1], lines[index - 1]
    is_aside = index - since == _ASIDE and lines[since].rstrip().endswith((":", "："))
    # Headlines of other stories are as wide as headlines are.
    others = [width(line) for line in lines[since + 1 : index - 1]]
    is_bare = not (_SAID.search(heading) or has_form(lines[since], "rankings"))
    is_aside = is_aside or (is_bare and width(heading) <= _NARROWER * min(others, default=0))
    own = is_aside and kind == "headline" and width(heading) < _NARROWEST_STORY
    return [index - 1] if own and kinds[index] == "prose" and not names_another(heading) else []


def _resumes(
    lines: Sequence[str], kinds: Sequence[Kind], index: int, *, since: int, is_container: bool
) -> bool:
    """Whether a sentence below a list of other stories is the article again.

    A wide paragraph is; a narrower one where another follows, or where the list is short.
    """
    line, kind = lines[index], kinds[index]
    firm = ends_firmly(line) and not line.endswith(("...", "…"))
    if is_container:
        return kind == "prose" or firm
    if not firm or _is_signed_deck(kinds, index, since=since):
        return False
    if index - since <= _SHORT_LIST:
        return kind == "prose" or line.endswith((".", "”", '"'))
    goes_on = index + 1 < len(lines) and kinds[index + 1] in ("prose", "brief")
    if kind == "brief":
        # A deck stands over the next headline, a short sentence over a paragraph.
        bare = set(kinds[since + 1 : index]) <= {"headline"} and index - since <= _LONG_LIST
        return bare and goes_on and kinds[index + 1] == "prose" and line.endswith(".")
    return width(line) >= _RESUMING or goes_on


def _is_signed_deck(kinds: Sequence[Kind], index: int, *, since: int) -> bool:
    """Whether a sentence stands between another story's headline and its reporter or day.

    The reporter below the article's own last sentence has no paragraph behind.
    """
    below = kinds[index + 1 : index + 2]
    goes_on = "prose" in kinds[index + 2 : index + 2 + _SHORT_LIST]
    return goes_on and kinds[since + 1 : index] == ["headline"] and below in (["byline"], ["date"])


def _told(
    lines: Sequence[str], kinds: Sequence[Kind], waiting: Sequence[int], *, is_container: bool
) -> list[int]:
    """Those of the waiting lines above a paragraph that are the article's own."""
    if _is_announced(lines, waiting):
        return list(waiting)
    joined = _joined(lines, waiting)
    if joined:
        rest = waiting[: -len(joined)]
        return [*_told(lines, kinds, rest, is_container=is_container), *joined]
    listed = _uniform(lines, waiting)
    if listed:
        rest = waiting[len(listed) :]
        return [*listed, *_told(lines, kinds, rest, is_container=is_container)]
    own = [index for index in waiting if not _is_another(lines, index)]
    items = [index for index in own if kinds[index] == "item"]
    if len(waiting) == 1:
        is_heading = is_container or width(lines[waiting[0]]) <= _WIDEST_HEADING
        return own if is_heading or is_sentence(lines[waiting[0]]) else []
    if items and all(ends_firmly(lines[index]) for index in items):
        return own
    return [index for index in own if index not in items] if is_container else []


def _is_another(lines: Sequence[str], index: int) -> bool:
    """Whether a line is another story's headline by its form, or by a label in brackets above."""
    labelled = index > 0 and has_form(lines[index - 1], "labels")
    return labelled or names_another(lines[index])


def _told_last(lines: Sequence[str], kinds: Sequence[Kind], waiting: Sequence[int]) -> list[int]:
    """Those of the lines behind the last paragraph that are its list."""
    firm = all(kinds[index] == "item" and lines[index].endswith(".") for index in waiting)
    if firm or _is_announced(lines, waiting):
        return list(waiting)
    return _uniform(lines, waiting)


def _joined(lines: Sequence[str], waiting: Sequence[int]) -> list[int]:
    """The last of the lines that are items of one sentence, as their ends say, with its start."""
    start = len(waiting)
    while start and lines[waiting[start - 1]].rstrip().endswith(_JOINS):
        start -= 1
    if start == len(waiting):
        return []
    opened = start > 0 and announces_list(lines[waiting[start - 1]])
    return list(waiting[start - opened :]) if opened or len(waiting) - start >= _LIST else []


def _uniform(lines: Sequence[str], waiting: Sequence[int]) -> list[int]:
    """The first of the lines that are a list by their form: demands, or facts with their names."""
    for form in ("demands", "facts"):
        other = (at for at, index in enumerate(waiting) if not has_form(lines[index], form))
        alike = waiting[: next(other, len(waiting))]
        if len(alike) >= _LIST:
            return list(alike)
    return []


def _announced(lines: Sequence[str], waiting: Sequence[int]) -> list[int]:
    return list(waiting) if _is_announced(lines, waiting) else []


def _is_announced(lines: Sequence[str], waiting: Sequence[int]) -> bool:
    """Whether the list that the lines begin is announced there, or by the line above."""
    first = waiting[0] if waiting else 0
    return bool(waiting) and any(map(announces_list, lines[max(first - 1, 0) : first + 1]))
