"""What one line of a page is, by known phrases and by its shape.

No rule here looks at the lines around; that is `pasted`'s part. The phrases and shapes are rows
of `record/furniture.toml`. Time is linear in the line: only the ends of a long line are looked
at, and every shape is bounded.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from sma_cli.read.controls import is_control
from sma_cli.read.outlet import find_by_name
from sma_cli.read.published import stamps_of_line
from sma_cli.record import load_table

Kind = Literal[
    "prose",  # a paragraph: long enough, and it ends as sentences do
    "brief",  # a short sentence
    "headline",  # words that are no sentence: a headline, a subheading
    "item",  # … with a bullet before it
    "caption",  # what stands under a picture
    "wire",  # a sentence with a wire's name behind it: a caption, or the article's last one
    "furniture",
    "advert",  # the word over an advertisement, which may part a heading from its paragraph
    "date",
    "byline",
    "outlet",  # the name of an outlet or a wire alone
    "section",  # the heading of a list of other stories
    "end",  # nothing of the article follows
]

# A line as wide as this is a paragraph, however it ends; a headline is not so wide.
_WIDEST_HEADLINE = 150
# A headline that ends in an abbreviation is narrower than a sentence that does.
_WIDEST_ABBREVIATED = 100
_LONGEST_SHAPE = 420
_LONGEST_OFFER = 300
_NARROWEST_STORY = 36
_LONGEST_HEADING = 90
_LONGEST_CAPTION = 300
_LONGEST_AGE = 32
_COUNTRY = re.compile(r"\bUS\b")
_QUOTE = re.compile('["“”]')
# Furniture is stuck to something this long at least; shorter lines are furniture themselves.
_SHORTEST_GLUED = 40
# A reporter signs a sentence no shorter than this.
_SHORTEST_SIGNED = 24
_SENTENCE_END = re.compile(
    r"(?:[.!?。！？…]|[가-힣](?:다|요|죠|까|함|음))[\"'”’»)\]』」〉》″]{0,3}$"
)
_FIRM_END = re.compile(r"(?:[.。]|[가-힣](?:다|요)\.?)[\"'”’»)\]』」〉》″]{0,3}$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,3}$")
_BULLET = re.compile(r"^(?:[-–—•·▶▷►→*]|\d{1,2}[.)]?)\s{1,4}\S")
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+\-]{0,40}@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,3}|\[email\sprotected\]"
)
_HANGUL = re.compile("[가-힣]")
_WIDE = re.compile("[\u1100-\uffdc]")
# A full stop with no blank before the next sentence was the end of a paragraph.
_GLUED_SENTENCES = re.compile(r"(?<=[a-z]{2}\.)(?=[A-Z][a-z])|(?<=[가-힣]다\.)(?=[가-힣“‘])")
_GLUED_STOP = re.compile("\\.[A-Z가-힣“‘]")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}


def fold_letters(line: str) -> str:
    """The letters of a line alone, in lower case: how lines are compared with the table."""
    folded = line[:_LONGEST_SHAPE].casefold()
    if folded.isascii():
        return folded.translate(_NO_LETTERS)
    return "".join(filter(str.isalpha, folded))


def width(line: str) -> int:
    """How wide a line is in columns, near enough: Hangul, Han and kana are two wide."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def is_sentence(line: str) -> bool:
    """Whether a line ends as sentences do; headlines that end in a name like `U.S.` do not."""
    end = line[-12:]
    if end.endswith((":", "：")):
        return width(line) >= _SHORTEST_GLUED
    return bool(_SENTENCE_END.search(end)) and not (
        _ABBREVIATION_END.search(end) and width(line) < _WIDEST_ABBREVIATED
    )


def ends_firmly(line: str) -> bool:
    """Whether a line ends in a full stop or a Korean verb, which headlines avoid."""
    return is_sentence(line) and bool(_FIRM_END.search(line[-12:]))


def kind_of(line: str) -> Kind:
    """What one line is, seen alone."""
    if len(line) > 3 * _LONGEST_SHAPE:
        return "caption" if _is_caption(line) and line[0] in "▲△" else "prose"
    return _kind_of_short(line)


# It is asked of a line more than once, and the pages of a site have their menus again.
@lru_cache(maxsize=4096)
def _kind_of_short(line: str) -> Kind:
    rest, tail = cut_tail(line)
    if tail and width(rest) < _WIDEST_HEADLINE and has_form(tail.strip(" ."), "photo_credits"):
        return "caption"
    if tail and has_form(rest, "scenes"):
        return "wire"
    if tail and width(rest) >= _SHORTEST_SIGNED and ends_firmly(rest):
        line = rest
    return _by_table(line) or _by_shape(line) or _by_length(line)


def _by_table(line: str) -> Kind | None:
    folded = fold_letters(line)
    if stamps_of_line(line) or (len(line) <= _LONGEST_AGE and has_form(line, "ages")):
        return "date"
    if folded in _phrases("lines", "adverts"):
        return "advert"
    if not folded or folded in _phrases("lines", "folded"):
        return "furniture"
    if find_by_name(line):
        return "outlet"
    if folded in _phrases("sections", "headings"):
        return "section"
    if len(line) <= _LONGEST_HEADING and has_form(line, "sections"):
        return "section"
    talks = ends_firmly(line) and width(line) > 70
    if folded.startswith(_openings("ends", "prefixes")) and not talks:
        return "end"
    if folded.startswith(_openings("sections", "leads")) and not talks:
        # With a story on its own line, a heading heads no list.
        return "section" if width(line) < _NARROWEST_STORY else "furniture"
    if folded.startswith(_openings("lines", "prefixes")) or is_control(line):
        return "furniture"
    return None


def _by_shape(line: str) -> Kind | None:
    if len(line) <= _LONGEST_SHAPE:
        if _shape("copyright").fullmatch(line) or _shape("end").fullmatch(line):
            return "end"
        if is_byline(line):
            return "byline"
        if _shape("furniture").fullmatch(line) or is_address(line):
            return "furniture"
    if _is_caption(line):
        return "caption"
    if _ends_in_wire(line):
        return "wire"
    if is_offer(line):
        return "furniture"
    if _BULLET.match(line) and (width(line) <= _WIDEST_HEADLINE or not is_sentence(line)):
        return "item"
    return None


def is_address(line: str) -> bool:
    """Whether a page says a line to its readers: it has such a form, and reports nothing."""
    return has_form(line, "addresses") and not _shape("reports").search(line)


def is_offer(line: str) -> bool:
    """Whether a line offers its readers something: it appeals to them, and names what it offers.

    What somebody is quoted with is no offer.
    """
    if len(line) > _LONGEST_OFFER or _QUOTE.search(line):
        return False
    appeals, things = _offers()["korean" if _HANGUL.search(line[:60]) else "english"]
    # The country is no reader: `US$5 billion by his own account`.
    folded = line.casefold() if line.isupper() else _COUNTRY.sub("U.S.", line).casefold()
    return bool(things.search(folded) and appeals.search(folded))


@cache
def _offers() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        lang: (
            re.compile(_any_of(row["appeals"])),
            re.compile(_any_of(row["things"])),
        )
        for lang, row in load_table("furniture")["offers"].items()
    }


def has_form(line: str, form: str) -> bool:
    """Whether a whole line has one of the forms that the table lists under a name."""
    return len(line) <= _LONGEST_SHAPE and bool(_shape(form).fullmatch(line))


def announces_list(line: str) -> bool:
    """Whether a list belongs behind a line: it ends in a colon, or in words like `as follows`."""
    return bool(_ending("announcing").search(line[-40:]))


def names_another(line: str) -> bool:
    """Whether a line that is no sentence reads as another story's headline or as an offer."""
    return bool(_shape("elsewhere").fullmatch(line))


def is_byline(line: str) -> bool:
    """Whether a line names its reporters, or holds their mail addresses and little else."""
    if len(line) > 160:
        return False
    rest, mails = _MAIL.subn("", line)
    rest = rest.strip(" ()[]<>|,·./")
    if mails and (len(rest) <= 45 or not is_sentence(rest)) and width(rest) < 90:
        return True
    return bool(rest and _shape("byline").fullmatch(rest))


def _is_caption(line: str) -> bool:
    if _shape("caption_starts").match(line):
        return True
    end = line[-120:]
    if _may_hold("credits").search(end) and _ending("caption_ends").search(end):
        return True
    return len(line) <= 320 and bool(_shape("caption_places").match(line))


def _by_length(line: str) -> Kind:
    columns = width(line)
    if columns > _WIDEST_HEADLINE:
        return "prose"
    # Korean headlines too may end in a verb; a short sentence has its full stop.
    if not is_sentence(line) or (columns < 60 and "가" <= line[-1] <= "힣"):
        return "headline"
    return "prose" if columns >= 60 and (ends_firmly(line) or columns >= 110) else "brief"


def part_glued(line: str) -> list[str]:
    """The line parted where furniture is stuck to a sentence, or a sentence to the next.

    A credit stands before, a list after; a paragraph's lost end shows where no blank follows.
    """
    if "." not in line and width(line) < _SHORTEST_GLUED:
        return [line] if line.strip() else []
    dated = _shape("glued_dates").fullmatch(line) if len(line) <= _LONGEST_SHAPE else None
    if dated and width(dated["head"]) >= _SHORTEST_SIGNED and not is_byline(dated["head"]):
        return [dated["head"], dated["date"]]
    start = _end_of_caption(line)
    places = [line.find(mark, start + _SHORTEST_GLUED) for mark in _marks_of_parts()]
    end = min((place for place in places if place > 0), default=len(line))
    parts = [line[:start]]
    middle = line[start:end]
    for sentence in _GLUED_SENTENCES.split(middle) if _GLUED_STOP.search(middle) else [middle]:
        heading = _shape("glued_headings").match(sentence)
        place = heading.end() if heading and len(sentence) >= _SHORTEST_GLUED else 0
        parts.extend((sentence[:place], sentence[place:]))
    return [part for part in (*parts, line[end:]) if part.strip()]


def _end_of_caption(line: str) -> int:
    """Where a sentence begins to which a credit, or a caption with one, is stuck."""
    head = line[:_LONGEST_CAPTION]
    for form in ("credit_prefixes", "glued_captions") if _may_hold("credits").search(head) else ():
        front = _shape(form).match(head)
        if front and front.end() and width(line[front.end() :]) >= _SHORTEST_GLUED:
            return front.end()
    return 0


def cut_wire(line: str) -> tuple[str, str | None]:
    """The line without the wire's name that stands behind its last sentence, and that name."""
    offset = max(0, len(line) - 40)
    found = _ends_in_wire(line)
    if not found:
        return line, None
    return line[: offset + found.start()].rstrip(" /"), found[0].strip(" ()/")


def _ends_in_wire(line: str) -> re.Match[str] | None:
    return None if line[-1:] in '.?!"”' else _ending("wire_ends").search(line[-40:])


def cut_tail(line: str) -> tuple[str, str]:
    """The line without the mail, reporter or copyright stuck to its end, and those words."""
    whole = line
    # Mail, reporter, `(끝)` and copyright may all follow each other.
    for _ in range(10):
        # Only the end is searched: a pattern is bounded, and so is the work.
        offset = max(0, len(line) - 240)
        end = line[offset:]
        found = _may_hold("tails").search(end) and _ending_of_tail().search(end)
        if not found or offset + found.start() < 20:
            break
        line = line[: offset + found.start()].rstrip(" \t/,·|")
    return line, whole[len(line) :].strip()


@cache
def _phrases(table: str, key: str) -> frozenset[str]:
    return frozenset(map(fold_letters, load_table("furniture")[table][key]))


@cache
def _openings(table: str, key: str) -> tuple[str, ...]:
    return tuple(_phrases(table, key))


@cache
def _marks_of_parts() -> tuple[str, ...]:
    return tuple(load_table("furniture")["tails"]["glued"])


def _any_of(patterns: list[str]) -> str:
    return "(?:" + "|".join(patterns) + ")"


@cache
def _shape(key: str) -> re.Pattern[str]:
    return re.compile(_any_of(load_table("furniture")["shapes"][key]))


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(_any_of(load_table("furniture")["shapes"][key]) + r"\s*$")


@cache
def _may_hold(what: str) -> re.Pattern[str]:
    """What any credit, or anything stuck to a paragraph, holds: cheap to ask before the dear."""
    return re.compile("|".join(map(re.escape, load_table("furniture")["hints"][what])))


@cache
def _ending_of_tail() -> re.Pattern[str]:
    return re.compile(r"\s*" + _any_of(load_table("furniture")["tails"]["patterns"]) + r"\s*$")
