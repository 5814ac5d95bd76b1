"""The headline: which line it is, and what is no part of it.

Promises: version marks (`(LEAD)`, `(종합)`) and the outlet's suffix are cut, whatever separates
them; `[사설]` and `[단독]` stay.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sma_cli.read.controls import is_control
from sma_cli.read.furniture import Kind, ends_firmly, fold_letters, width
from sma_cli.read.likeness import share_of, words_of
from sma_cli.read.outlet import find_by_name, find_in_text, fold
from sma_cli.record import load_table

_BLANKS = re.compile(r"\s+")
_SEPARATOR = re.compile(
    r"\s{0,3}(?:\||｜|::|ㅣ|│|┃|»|›|‹|<|＜|«|＞)\s{0,3}|\s{1,3}(?:-|–|—|:|/|l|•|·|>|~)\s{1,3}"
)
_HYPHEN = re.compile(r"\s?[-–—]\s?(?=[^-–—]{2,24}$)")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{2,30}\.){1,3}(?:com|net|org|kr|co|news|jp|uk|tv|asia)", re.I)
# A graphic is headed by its name, a picture by a longer caption.
_WIDEST_GRAPHIC = 60
_HEADLINES = frozenset(("headline", "item", "section", "end", "brief"))
# So many lines below a section's heading are its list.
_LIST = 6
_BRACKETED = re.compile(r"^[\[【]([^\]】]{2,24})[\]】]\s{0,3}(?=\S)")
# So much of the text is compared with a headline.
_READ = 6000
# Headlines are hardly narrower.
_NARROWEST = 30
_NARROW = 24
# So many controls of a page may stand between a headline and its date.
_CONTROLS = 40
# So many of the words of a headline are words of its text, in English.
_TELLING = 0.43
_BARS = "|｜>»"
_TICKER = re.compile(r"속보[^\s\]]")
_NUMBER = re.compile(r"\d{1,2}\.?")
_EDGES = " |｜:ㅣ-–—<>«»/"


def clean_title(title: str, *, site: str | None = None) -> str:
    """The headline as printed, without version marks and without the outlet's name."""
    title = _BLANKS.sub(" ", title).strip()
    for _ in range(6):
        shorter = _cut_tail(_cut_head(_marks().sub("", title).strip(), site), site)
        if shorter == title or not shorter:
            break
        title = shorter
    return title


def _cut_tail(title: str, site: str | None) -> str:
    separators = list(_SEPARATOR.finditer(title))
    for separator in separators[-1:]:
        if _is_site(title[separator.end() :], site):
            return title[: separator.start()].rstrip(_EDGES)
    # A hyphen without blanks joins words, too: only an outlet's own name may stand behind it.
    hyphen = _HYPHEN.search(title)
    if hyphen and find_by_name(title[hyphen.end() :]):
        return title[: hyphen.start()].rstrip(_EDGES)
    return title


def _cut_head(title: str, site: str | None) -> str:
    bracketed = _BRACKETED.match(title)
    if bracketed and find_by_name(bracketed[1]):
        return title[bracketed.end() :]
    separator = _SEPARATOR.search(title)
    if separator and _is_site(title[: separator.start()], site) and separator.end() < len(title):
        return title[separator.end() :].lstrip(_EDGES)
    return title


def _is_site(words: str, site: str | None) -> bool:
    """Whether words beside a separator name an outlet or a section, and not the news.

    An outlet's motto may stand behind its name.
    """
    bare = words.strip(_EDGES)
    same = bool(site) and fold(bare) == fold(site or "")
    named = find_by_name(bare) or find_by_name(bare.partition(": ")[0]) or _opens_with_name(bare)
    return not bare or same or bool(named) or is_control(bare) or bool(_DOMAIN.fullmatch(bare))


def _opens_with_name(words: str) -> bool:
    """Whether an outlet's name stands before a section or a program of it: `SBS 8뉴스`."""
    name, _, rest = words.partition(" ")
    return bool(rest) and find_by_name(name) is not None and is_control(rest)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("|".join(load_table("furniture")["titles"]["marks"]))


def choose_title(lines: Sequence[str], kinds: Sequence[Kind], *, lead: int) -> int:
    """The index of the headline among the lines above the lead, -1 where none is one.

    The signals: its words are those of the text, it is printed again, the date or the byline
    follows, it stands first, it is no menu word. None decides alone.
    """
    folded = [fold_letters(line) for line in lines]
    # Among others like it, below the text, a line is one of a list.
    printed = Counter(
        line
        for at, line in enumerate(folded)
        if at <= lead or not _HEADLINES.issuperset(kinds[at - 1 : at + 2])
    )
    # A headline without a rival is asked no further.
    rivals = sum(kind in ("headline", "brief", "prose") for kind in kinds[:lead])
    text = _words_below(lines, kinds, lead) if rivals > 1 else frozenset()
    best, best_score = -1, 0.0
    above, section = 0, -_LIST
    for place in range(lead):
        kind = kinds[place]
        graphic = kind == "caption" and not above and width(lines[place]) <= _WIDEST_GRAPHIC
        if graphic or kind in ("headline", "brief", "prose"):
            signed = is_signed(kinds[place + 1 : place + 6])
            # Some print the date above the headline.
            above_it = list(kinds[max(place - 2, 0) : place])
            deck = _is_deck(lines, kinds, place, text)
            dated = above_it[-1:] == ["date"] and above_it[:1] != ["headline"] and not deck
            signed = signed or 0.5 * dated
            score = _score(lines[place], text) + 4 * signed
            score += 4 * (printed[folded[place]] > 1) + 2 * (above == 0)
            score -= 3 * (above - section < _LIST) * (1 - signed / 2)
            score -= 3 * _is_ranked(lines, place) + 3.5 * deck
            if score > best_score:
                best, best_score = place, score
        above += kind != "furniture"
        section = above if kind == "section" else section
    return best


def _words_below(lines: Sequence[str], kinds: Sequence[Kind], lead: int) -> frozenset[str]:
    """The words of the text: those of other headlines below it would tell of themselves."""
    told = zip(lines[lead:], kinds[lead:], strict=True)
    text = " ".join(line for line, kind in told if kind in ("prose", "brief", "wire"))
    return words_of(text[:_READ] or " ".join(lines[lead:])[:_READ])


def _score(line: str, text: frozenset[str]) -> float:
    """What speaks for a line as the headline of a text: its form and its words."""
    score = 6 * share_of(line, text) + (width(line) >= _NARROWEST) - 3 * ends_firmly(line)
    parts = re.split("[|｜>»]", line)
    sections = len(parts) > 2 and max(map(width, parts)) < _NARROWEST
    score -= 3 * (_is_menu(clean_title(line)) or sections)
    return score - 4 * (len(line.split()) < 3 and width(line) < 24)


def _is_menu(line: str) -> bool:
    """Whether a line joins sections or news by bars, or is the motto that an outlet has."""
    bars = sum(map(line.count, _BARS))
    return bars > 1 or bool(_TICKER.match(line)) or find_in_text(line[:80]) is not None


def is_signed(following: Sequence[Kind]) -> float:
    """How surely the date or the byline below a line is its own: what belongs between may."""
    for place, kind in enumerate(following):
        if kind in ("date", "byline"):
            return 1 - place / 8
        if kind not in ("headline", "brief", "caption", "furniture", "outlet"):
            break
    return 0


def _is_ranked(lines: Sequence[str], place: int) -> bool:
    """Whether a number stands over a line, as in a list of what is read most."""
    return place > 0 and bool(_NUMBER.fullmatch(lines[place - 1]))


def _headline_above(lines: Sequence[str], kinds: Sequence[Kind], place: int) -> int:
    """The nearest line above that is as wide as a headline, beyond what a page does; else -1."""
    for above in range(place - 1, max(place - _CONTROLS, -1), -1):
        if kinds[above] == "headline" and width(lines[above]) >= _NARROWEST:
            return above
        if kinds[above] not in ("headline", "date", "byline", "furniture", "outlet", "brief"):
            break
    return -1


def _is_deck(lines: Sequence[str], kinds: Sequence[Kind], place: int, text: frozenset[str]) -> bool:
    """Whether the line above is as good a headline: then this one stands under it.

    Some print the date, the byline and what the page does between them.
    """
    above = place - 1
    if kinds[above] in ("date", "byline"):
        above = _headline_above(lines, kinds, above)
    if above < 0 or kinds[above] != "headline" or width(lines[above]) < _NARROWEST:
        return False
    if _is_menu(clean_title(lines[above])) or _is_menu(lines[above]):
        return False
    before = range(max(above - 2, 0), above)
    if len(before) == 2 and all(
        kinds[at] == "headline" and width(lines[at]) >= _NARROW for at in before
    ):
        # One of a list of headlines.
        return False
    share = share_of(lines[above], text)
    telling, ratio = (0.3, 0.4) if "가" <= lines[above][:1] <= "힣" else (_TELLING, 0.6)
    as_good = share >= max(telling, ratio * share_of(lines[place], text))
    return as_good and not _is_ranked(lines, above)
