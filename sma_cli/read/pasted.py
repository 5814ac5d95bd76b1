"""The article among the lines of a page: what to keep, and what everything else tells.

Several signals decide together: known phrases and shapes of single lines (`furniture`), the
place of a line (above the lead, below the last sentence, in a list of other stories: `chosen`),
what stands beside the article (`asides`), and repetition (`repeats`). None decides alone.

Promises: the paragraphs keep their order, each is there once; a caption is kept only where it
is all the text there is; what was cut is listed. Time is linear in the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sma_cli.read.asides import settle_asides
from sma_cli.read.chosen import choose
from sma_cli.read.dateline import Dateline, cut_dateline
from sma_cli.read.furniture import (
    Kind,
    cut_tail,
    cut_wire,
    ends_firmly,
    fold_letters,
    is_sentence,
    kind_of,
    width,
)
from sma_cli.read.outlet import find_by_name
from sma_cli.read.published import find_stamps
from sma_cli.read.repeats import fold_repeats
from sma_cli.read.title import choose_title, clean_title, is_signed

# An article has ended only when this share of the page's prose is above: at a copyright, which
# also stands between two printings of a story; at a name, which also stands at a picture.
_ENOUGH = {"end": 0.4, "byline": 0.7, "outlet": 0.7}
_WIDEST_HEADLINE = 120
# Between a headline and its date stand so few lines, as `is_signed` says.
_SIGNED = 0.6
# A headline printed with its date and byline behind it is so much longer at most.
_LONGEST_HEAD = 140
_WIDEST_CAPTION = 240
# A deck has so many sentences, is so short a part of the text, and stands so near to the date,
# and this to the article.
_DECK, _SHORT, _HEAD, _BELOW = 2, 0.15, 14, 5
_QUESTION = re.compile(r"(?:Q\d{0,2}\s?[.:]|[―—–]\s?|문\s?[.:]|질문\s?[.:]).{4,200}\?$")
_TELLS = re.compile(r"(?:니다|한다|했다|됐다|였다|었다|있다|렸다|섰다|혔다)\.$")
_SENTENCE = re.compile(r"(?:[a-z0-9)]{2}[.?!]|다\.)[\"”’]?(?=\s?[A-Z가-힣\"“‘])")


@dataclass(frozen=True, slots=True)
class Story:
    """An article found on a page.

    `lines` are those it was found in, `kinds` says of each what it is, and `place` is the line of
    the headline, -1 for none; `wires` are the names of wires behind the last sentence, below it,
    or above the lead.
    """

    title: str | None
    place: int
    paragraphs: tuple[str, ...]
    dateline: Dateline | None
    lines: tuple[str, ...]
    kinds: tuple[Kind, ...]
    cut: tuple[str, ...]
    wires: tuple[str, ...]


def find_story(
    lines: Sequence[str],
    *,
    titles: Sequence[str] = (),
    site: str | None = None,
    is_container: bool = False,
) -> Story:
    """The article among `lines`; `titles` are headlines that the page's head already claims.

    `is_container` says that the page's markup has already parted links and lists from the article.
    """
    kinds = [kind_of(line) for line in lines]
    settle_asides(lines, kinds)
    claimed = [title for title in titles if not find_by_name(title)]
    claimed = [clean_title(title, site=site) for title in claimed]
    place = _settle_title(lines, kinds, claimed)
    if place < 0 and not (claimed and is_container):
        place = _guess_title(lines, kinds)
    printed = clean_title(lines[place], site=site) if place >= 0 else None
    title = next(filter(None, claimed), printed)
    chosen = _choose(lines, kinds, title=title, place=place, is_container=is_container)
    paragraphs, dateline, wire, cut = _trim([lines[index] for index in chosen])
    kept = {*chosen, place}
    left_out = [line for index, line in enumerate(lines) if index not in kept]
    return Story(
        title=title,
        place=place,
        paragraphs=tuple(paragraphs),
        dateline=dateline,
        lines=tuple(lines),
        kinds=tuple(kinds),
        cut=(*left_out, *cut),
        wires=(*filter(None, (wire,)), *_names_around(lines, kinds, chosen, place=place)),
    )


def _names_around(
    lines: Sequence[str], kinds: Sequence[Kind], chosen: Sequence[int], *, place: int
) -> list[str]:
    """The names that stand alone below the last paragraph, then those above the first."""
    if not chosen:
        return []
    below = range(chosen[-1] + 1, min(chosen[-1] + 5, len(lines)))
    above = range(place + 1, chosen[0])
    return [lines[at] for at in (*below, *above) if kinds[at] == "outlet"]


def _settle_title(lines: Sequence[str], kinds: list[Kind], titles: Sequence[str]) -> int:
    """Mark every line that prints the headline again; the index of the first, -1 for none."""
    folded = {fold_letters(title) for title in titles} - {""}
    places = [index for index, line in enumerate(lines) if fold_letters(line) in folded]
    for index in places:
        kinds[index] = "headline"
    return places[0] if places else -1


def _guess_title(lines: Sequence[str], kinds: list[Kind]) -> int:
    lead = _find_lead(lines, kinds, start=0)
    while lead > 0 and not _goes_on(kinds, lead):
        # A banner, a notice: no article, and its headline is still to come.
        further = _find_lead(lines, kinds, start=lead + 1)
        if further < 0:
            break
        lead = further
    if lead == 0 and _opens_like_headline(lines, kinds):
        lead = 1
    elif lead >= 0 and _is_signed_headline(lines, kinds, lead):
        lead = _find_lead(lines, kinds, start=lead + 1)
    return choose_title(lines, kinds, lead=lead if lead >= 0 else len(lines))


def _goes_on(kinds: Sequence[Kind], lead: int) -> bool:
    """Whether more of an article stands below a paragraph."""
    return any(kind in ("prose", "brief", "wire") for kind in kinds[lead + 1 : lead + 5])


def _opens_like_headline(lines: Sequence[str], kinds: list[Kind]) -> bool:
    """Whether a first line that looks like a sentence is a headline over a longer text."""
    return (
        len(lines) > 1
        and width(lines[0]) <= 160
        and not ends_firmly(lines[0])
        and any(kind == "prose" for kind in kinds[1:])
    )


def _is_signed_headline(lines: Sequence[str], kinds: Sequence[Kind], place: int) -> bool:
    """Whether a line without a full stop, over the date or the byline, heads more of an article.

    Korean headlines may end in a verb.
    """
    end = lines[place].rstrip("”’\"'")[-1:]
    bare = "가" <= end <= "힣" and width(lines[place]) <= _WIDEST_HEADLINE
    signed = is_signed(kinds[place + 1 : place + 6]) >= _SIGNED
    return bare and signed and any(kind == "prose" for kind in kinds[place + 1 :])


def _find_lead(lines: Sequence[str], kinds: Sequence[Kind], *, start: int) -> int:
    """The first paragraph at or after `start`, -1 for none; short sentences above it belong."""
    lead = next((at for at in range(start, len(lines)) if kinds[at] == "prose"), -1)
    while lead - 1 >= start:
        above = lead - 1
        # A picture or the heading of a broadcast's report may stand below the first sentence.
        while above > start and kinds[above] in ("caption", "wire", "furniture"):
            above -= 1
        parted = above < lead - 1
        if kinds[above] != "brief" or not (_TELLS.search if parted else _opens)(lines[above]):
            break
        lead = above
    return lead


def _opens(line: str) -> bool:
    """Whether a short sentence may open an article: a statement, or the first question."""
    return ends_firmly(line) or bool(_QUESTION.match(line))


def _skip_head(lines: Sequence[str], kinds: Sequence[Kind], *, lead: int) -> int:
    """The date and the byline part a headline's deck, in sentences too, from the article."""
    prose = [at for at in range(max(lead, 0), len(lines)) if kinds[at] == "prose"]
    signed = [
        at for at in range(lead, lead + _HEAD) if kinds[at : at + 1] in (["date"], ["byline"])
    ]
    total = sum(len(lines[at]) for at in prose)
    for place in reversed(signed):
        above = [len(lines[at]) for at in prose if at < place]
        below = next((at for at in prose if at > place), -1)
        if len(above) <= _DECK and sum(above) <= _SHORT * total and below - place <= _BELOW:
            return _find_lead(lines, kinds, start=place)
    return lead


def _skip_to_dateline(lines: Sequence[str], kinds: Sequence[Kind], *, lead: int) -> int:
    """A dateline opens the article itself: what stands above it is a summary or a caption."""
    prose = [at for at in range(max(lead, 0), len(lines)) if kinds[at] == "prose"]
    marked = [at for at in prose[:4] if _has_dateline(lines[at])]
    return marked[-1] if marked else lead


def _has_dateline(line: str) -> bool:
    dateline = cut_dateline(line)[1]
    return dateline is not None and dateline.text is not None


def _choose(
    lines: Sequence[str],
    kinds: list[Kind],
    *,
    title: str | None,
    place: int,
    is_container: bool,
) -> list[int]:
    """The indexes of the article's paragraphs."""
    usable: list[Kind] = [
        "furniture" if title and _repeats_title(line, title) else kind
        for line, kind in zip(lines, kinds, strict=True)
    ]
    _settle_wires(lines, usable)
    lead = _find_lead(lines, usable, start=place + 1)
    if lead < 0:
        lead = _find_lead(lines, usable, start=0)
    lead = _skip_to_dateline(lines, usable, lead=_skip_head(lines, usable, lead=lead))
    if lead < 0:
        return _choose_without_prose(lines, usable, place=place)
    end = _find_end(lines, usable, lead=lead)
    return choose(lines, usable, lead=lead, end=end, is_container=is_container)


def _repeats_title(line: str, title: str) -> bool:
    """Whether a line is the headline again, alone or with the date behind it."""
    if line.startswith(title) and len(line) < len(title) + _LONGEST_HEAD:
        return any(find_stamps(line[len(title) :])) or fold_letters(line) == fold_letters(title)
    return len(line) < 2 * len(title) + 20 and fold_letters(line) == fold_letters(title)


def _settle_wires(lines: Sequence[str], kinds: list[Kind]) -> None:
    """A line with a wire's name behind it is the article's last, or else a picture's caption."""
    prose = [index for index, kind in enumerate(kinds) if kind == "prose"]
    for index, kind in enumerate(kinds):
        if kind == "wire":
            above = sum(place < index for place in prose[:3])
            last = not prose or index > prose[-1]
            ended = len(_SENTENCE.findall(lines[index]))
            whole = ended > 1 and (above > 1 or width(lines[index]) > _WIDEST_CAPTION)
            kinds[index] = "prose" if (last and above) or whole else "caption"


def _find_end(lines: Sequence[str], kinds: Sequence[Kind], *, lead: int) -> int:
    """The index after the article's last possible line."""
    total = sum(len(line) for line, kind in zip(lines, kinds, strict=True) if kind == "prose")
    above = 0
    for index in range(lead, len(lines)):
        if kinds[index] == "prose":
            above += len(lines[index])
        elif above >= _ENOUGH.get(kinds[index], 2) * total:
            return index
    return len(lines)


def _choose_without_prose(lines: Sequence[str], kinds: Sequence[Kind], *, place: int) -> list[int]:
    """A page with no paragraph: its short sentences, else its captions, else its few words."""
    for wanted in ({"brief"}, {"caption", "wire"}, {"headline"}):
        chosen = [
            index
            for index, kind in enumerate(kinds)
            if kind in wanted and (index != place or is_sentence(lines[index]))
        ]
        if chosen:
            return chosen
    return [place] if place >= 0 else []


def _trim(
    paragraphs: Sequence[str],
) -> tuple[list[str], Dateline | None, str | None, list[str]]:
    """The paragraphs without what is glued to them or printed twice.

    Also the dateline of the first, the wire named behind the last, and what was cut.
    """
    kept: list[str] = []
    cut: list[str] = []
    wire = None
    for paragraph in paragraphs:
        rest, glued = cut_tail(paragraph)
        rest, wire = cut_wire(rest)
        cut.extend(filter(None, (glued, wire)))
        kept.extend(filter(None, (rest,)))
    kept, repeated = fold_repeats(kept)
    dateline = None
    if kept:
        kept[0], dateline = cut_dateline(kept[0])
        cut.extend([dateline.cut] if dateline else [])
    return kept, dateline, wire, [*cut, *repeated]
