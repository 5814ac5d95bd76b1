"""Which element of a page is the article's own, told by where its paragraphs stand.

The signals: the body that the page's head repeats, the element that its markup calls the
article's body, and the weight of paragraphs. A paragraph weighs by its length and its commas,
less what of it leads elsewhere; its element gets the weight, and the one around it half.

Promises: time is linear in the page, however deep it is; nothing is cut here that the markup does
not say is furniture.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sma_cli.read.furniture import ends_firmly, fold_letters, has_form, kind_of, width
from sma_cli.read.html_blocks import Block, Outline

# The container is the smallest element with this share of the article's text.
_MOST = 0.85
# An element that holds this share of the page's sentences is no furniture, whatever its class;
# for one that is also said to be the article's, less is enough.
_TOO_MUCH = 0.4
_DOUBTFUL = 0.1
_NARROWEST = 50
# As wide as this, a line without a full stop is a paragraph.
_WIDE = 160
# How much more an element marked as the article weighs.
_ARTICLE = 1.25
# The text that the markup calls the article's body must be a good part of the page's.
_BODY = 0.25
# Another place that weighs so much of the heaviest makes the choice uncertain.
_RIVAL = 0.7
_LONGEST_LABEL = 40
# A picture's box is so high above it, and holds no more than its caption.
_HIGHEST_BOX = 4
_LONGEST_CAPTION = 180
# A paragraph of which more leads elsewhere is no opening of a story.
_LINKED = 0.2
_COMMAS = ",，、،；"
# The head's claim tells where the article is if the page repeats this much of it; only pages and
# claims of a usual size are compared.
_SAID = 0.5
_MOST_REPEATED, _LONGEST_CLAIM = 500, 200_000


@dataclass(frozen=True, slots=True)
class Container:
    """The lines of the article's element; `is_certain` where nothing rivals it."""

    lines: tuple[str, ...]
    is_certain: bool


def is_paragraph(text: str) -> bool:
    """Whether a block is a paragraph: wide, and it ends as sentences do; or very wide."""
    if 2 * len(text) < _NARROWEST:
        return False
    columns = width(text)
    return columns > _WIDE or (columns >= _NARROWEST and ends_firmly(text))


def find_container(
    blocks: Sequence[Block],
    outline: Outline,
    *,
    claimed: str | None = None,
    wanted: Set[str] = frozenset(),
) -> Container:
    """The lines of the article's element, without what its markup says is furniture.

    `claimed` is the body as the page's head repeats it. `wanted` are the folded lines of what
    another judge takes for the article: where they are given, they decide.
    """
    marked = [block for block in blocks if is_paragraph(block.text)]
    spared = _spared(marked, outline)
    open_blocks = [block for block in blocks if spared.issuperset(block.furniture)]
    paragraphs = [block for block in marked if spared.issuperset(block.furniture)]
    if not paragraphs:
        return Container((), is_certain=False)
    element, is_certain = _choose(paragraphs, outline, claimed=claimed, wanted=wanted)
    last = outline.lasts[element]
    boxes = _picture_boxes(blocks, outline, within=element)
    inside = [
        block
        for block in open_blocks
        if element <= block.owner <= last and not (block.owner in boxes and _may_be_caption(block))
    ]
    return Container(_own(inside), is_certain=is_certain)


def _own(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines that may be the article's: no links to other stories, nor the words over them."""
    own: list[str] = []
    follows_own = False
    for block in blocks:
        if not _leads_elsewhere(block) or is_paragraph(block.text):
            own.append(block.text)
            follows_own = True
            continue
        if follows_own and kind_of(own[-1]) == "section":
            own.pop()
        follows_own = False
    return tuple(own)


def _picture_boxes(blocks: Sequence[Block], outline: Outline, *, within: int) -> set[int]:
    """The elements inside of one that hold a picture, a few words with it, and nothing else."""
    lengths = [0] * (len(outline.tags) + 1)
    for block in blocks:
        lengths[block.owner + 1] += len(block.text)
    held = list(itertools.accumulate(lengths))
    boxes: set[int] = set()
    for picture in outline.pictures:
        box, element = -1, picture
        for _ in range(_HIGHEST_BOX):
            words = held[outline.lasts[element] + 1] - held[element]
            if element <= within or words > _LONGEST_CAPTION:
                break
            box, element = element, outline.parents[element]
        if box >= 0 and box not in boxes:
            boxes.update(range(box, outline.lasts[box] + 1))
    return boxes


def _may_be_caption(block: Block) -> bool:
    """Whether words beside a picture are of it: no heading, no paragraph that tells more."""
    return not is_paragraph(block.text) or has_form(block.text, "scenes")


def _leads_elsewhere(block: Block) -> bool:
    """Whether a block is a link; a heading like `Related:` before it is no more than the link."""
    if block.is_link:
        return True
    label = block.text[: -block.linked].strip() if block.linked else ""
    return 0 < len(label) <= _LONGEST_LABEL and kind_of(label) == "section"


def _spared(paragraphs: Sequence[Block], outline: Outline) -> set[int]:
    """Elements marked as furniture that hold too much of the page's text to be it."""
    held: dict[int, int] = defaultdict(int)
    total = 0
    for block in paragraphs:
        total += len(block.text)
        for element in block.furniture:
            held[element] += len(block.text)
    return {
        element
        for element, length in held.items()
        if length > (_DOUBTFUL if outline.marks[element] == "doubtful" else _TOO_MUCH) * total
    }


def _choose(
    paragraphs: Sequence[Block], outline: Outline, *, claimed: str | None, wanted: Set[str]
) -> tuple[int, bool]:
    """The element that holds the article, and whether there is no doubt of it."""
    chosen = [block for block in paragraphs if fold_letters(block.text) in wanted]
    if chosen:
        return _smallest_common(chosen, outline), True
    if claimed and (repeated := _repeated(paragraphs, claimed)):
        return _smallest_common(repeated, outline), True
    body = _body(paragraphs, outline)
    if body is not None:
        return body, True
    return _heaviest(paragraphs, outline)


def _repeated(paragraphs: Sequence[Block], claimed: str) -> list[Block]:
    """The paragraphs that the head repeats, if they are most of what it says."""
    if len(paragraphs) > _MOST_REPEATED or len(claimed) > _LONGEST_CLAIM:
        return []
    said = "".join(filter(str.isalpha, claimed.casefold()))
    folded = [fold_letters(block.text) for block in paragraphs]
    repeated = [at for at, letters in enumerate(folded) if letters in said]
    length = sum(len(folded[at]) for at in repeated)
    return [paragraphs[at] for at in repeated] if length >= _SAID * len(said) else []


def _body(paragraphs: Sequence[Block], outline: Outline) -> int | None:
    """The element called the article's body, if it holds a good part of the page's text."""
    declared = [number for number, mark in enumerate(outline.marks) if mark == "body"]
    if not declared:
        return None
    held = _held(paragraphs, outline)
    return next((element for element in declared if held[element] >= _BODY * held[0]), None)


def _heaviest(paragraphs: Sequence[Block], outline: Outline) -> tuple[int, bool]:
    """The element whose paragraphs weigh most, and whether no other place comes near."""
    weights: dict[int, float] = defaultdict(float)
    for block in paragraphs:
        weight = _weight(block)
        near = _home(block, outline)
        weights[near] += weight
        if outline.parents[near] >= 0:
            weights[outline.parents[near]] += weight / 2
    for element in weights:
        if outline.marks[element] == "article":
            weights[element] *= _ARTICLE
    best = max(weights, key=lambda element: weights[element])
    last = outline.lasts[best]
    rival = max(
        (
            weight
            for element, weight in weights.items()
            if not (best <= element <= last) and not (element < best <= outline.lasts[element])
        ),
        default=0.0,
    )
    chosen = [block for block in paragraphs if best <= block.owner <= last]
    chosen = [*_opening(paragraphs, outline, best, chosen), *chosen]
    return _smallest_common(chosen, outline), rival < _RIVAL * weights[best]


def _opening(
    paragraphs: Sequence[Block], outline: Outline, best: int, chosen: Sequence[Block]
) -> list[Block]:
    """The story's first paragraphs, where they stand in a box of their own above the others."""
    around = outline.parents[best]
    if around < 0:
        return []
    above = [
        block
        for block in paragraphs
        if around <= block.owner < best and block.linked <= _LINKED * len(block.text)
    ]
    length = sum(len(block.text) for block in above)
    return above if length > (1 - _MOST) * sum(len(block.text) for block in chosen) else []


def _weight(block: Block) -> float:
    commas = sum(map(block.text.count, _COMMAS))
    plain = 1 - block.linked / len(block.text)
    return (1 + commas + min(width(block.text) / 100, 3)) * max(plain, 0.0)


def _home(block: Block, outline: Outline) -> int:
    """The element whose paragraph a block is."""
    owner = block.owner
    if outline.tags[owner] in ("p", "li", "dd") and outline.parents[owner] >= 0:
        return outline.parents[owner]
    return owner


def _smallest_common(blocks: Sequence[Block], outline: Outline) -> int:
    """The deepest element that holds most of the text of `blocks`."""
    held = _held(blocks, outline)
    # They stand in each other, so that the last is the deepest.
    return max(element for element, length in enumerate(held) if length >= _MOST * held[0])


def _held(blocks: Sequence[Block], outline: Outline) -> list[int]:
    """How much of the text of `blocks` each element holds, by its number."""
    held = [0] * len(outline.tags)
    for block in blocks:
        held[_home(block, outline)] += len(block.text)
    # What stands inside of an element has a higher number.
    for element in range(len(held) - 1, 0, -1):
        held[outline.parents[element]] += held[element]
    return held
