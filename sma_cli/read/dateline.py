"""Datelines, bylines and credits: where a report was filed, by whom, and by which wire.

`SEOUL, Nov. 17 (Yonhap) --` and `(서울=연합뉴스) 홍길동 기자 =` are furniture of the first
paragraph, but they name the place, the day, the wire and the reporter.
"""

import re
from dataclasses import dataclass
from functools import cache

from sma_cli.read.outlet import Outlet, find_by_name, find_in_text
from sma_cli.record import load_table

_NAMES = r"[가-힣]{2,4}(?:[·,/\s]{1,2}[가-힣]{2,4}){0,4}"
_POST = r"(?:[가-힣]{1,4}\s?)?(?:기자|특파원|통신원|객원기자|논설위원)"
_KOREAN = re.compile(
    r"^\s*[\[(【〔（［]\s?(?P<inside>[^\[\](){}【】〕）］]{1,50})[\])】〕）］]\s{0,3}"
    rf"(?:(?P<names>{_NAMES})\s?{_POST}(?:\s?[·,]?\s?{_NAMES}\s?{_POST}){{0,3}}\s?[=＝]?|[=＝])?\s{{0,3}}"
)
_KOREAN_NAMES = re.compile(
    rf"^\s*(?:(?P<outlet>[가-힣A-Z0-9]{{2,12}})\s)?(?P<names>{_NAMES})\s?{_POST}\s?[=＝]\s{{0,3}}"
)
_INSIDE_NAMES = re.compile(rf"(?P<names>{_NAMES})\s?{_POST}$")
_PLACE = r"[A-Z][A-Z.'’\-]{1,20}(?:\s[A-Z][A-Z.'’\-]{0,20}){0,3}"
_PIECE = re.compile(r"\s?[/,]\s?|\s[-–]\s")
_DAY = (
    r"(?:,\s(?:[A-Z][A-Za-z.]{1,20}\s?){1,3}(?:\d{1,2}(?:st|nd|rd|th)?(?:,\s\d{4})?)?"
    r"|,\s\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?)"
)
_DASH = r"(?:-{1,3}|—|–|_|:)"
# A dash that touches the first word is a long one.
_GAP = r"(?:\s{1,3}|(?:(?<=—)|(?<=–)|(?<=--))(?=[A-Z“\"]))"
_CAPITAL = r"(?=\s{0,3}[A-Z“\"‘'])"
_ENGLISH = re.compile(
    r"^\s*(?:\([^()]{1,40}(?:\([^()]{1,20}\))?\)\s)?"
    rf"(?P<place>{_PLACE}(?:/{_PLACE})?{_DAY}{{0,2}})"
    rf"\s{{0,2}}(?:\((?P<wire>[A-Za-z][\w .,\-/]{{1,60}})\)\s{{0,2}}(?P<dash>{_DASH})?"
    rf"|(?P<rule>-{{1,3}}|—|–){_CAPITAL}){_GAP}"
)
_ENGLISH_WIRE = re.compile(
    rf"^\s*(?P<place>[A-Z][a-z]+(?:[ /][A-Z][A-Za-z.]+){{0,3}}(?:\s\d{{1,2}})?{_DAY}{{0,2}})\s"
    rf"\((?P<wire>[A-Za-z][\w .\-/]{{1,30}})\)\s?(?P<dash>{_DASH})\s{{1,3}}"
)
# A city alone opens sentences, too: it is one where reports are filed.
_ENGLISH_CITY = re.compile(
    rf"^\s*(?P<place>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?(?:/[A-Z][A-Za-z]+)?{_DAY}{{0,2}})"
    rf"\s{{0,2}}(?:\((?P<wire>[A-Z][\w .\-]{{1,30}})\)(?:\s?{_DASH})?"
    rf"|(?P<dash>[|:]|-{{1,3}}|—|–){_CAPITAL}){_GAP}"
)
_WIRE_ALONE = re.compile(r"^\s*(?P<place>)\((?P<wire>[A-Z][\w .\-/]{1,30})\)\s?(?:--|—|–|-)\s{0,3}")
_BY = re.compile(r"^(?:By|BY|by|Reported by|Written by|Posted by)\s(?P<names>[^\n]{2,90})$")
_MAIL = re.compile(r"(?a:[\[(<]?\s?[A-Za-z0-9][\w.+\-]{0,40}@[\w.\-]{3,60}\s?[\])>]?)")
_KOREAN_BYLINE = re.compile(rf"(?:^[가-힣]{{2,6}}\s?[/=|]\s?)?(?P<names>{_NAMES})\s?{_POST}")
_ENGLISH_NAME = re.compile(
    r"^[A-Z][\w.\-'’]{0,20}(?:[ ,&]{1,3}(?:and\s)?[A-Z][\w.\-'’]{0,20}){1,5}$"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words cut (`cut`), what they are (`text`), and the names found in them."""

    cut: str
    text: str | None
    outlet: Outlet | None
    author: str | None


def cut_dateline(paragraph: str) -> tuple[str, Dateline | None]:
    """The paragraph without its dateline, and the dateline if it has one."""
    head = paragraph[:200]
    for reader in (_read_english, _read_korean):
        end, dateline = reader(head)
        if dateline and len(paragraph) > end + 10:
            return paragraph[end:].strip(), dateline
    return paragraph, None


def _read_english(head: str) -> tuple[int, Dateline | None]:
    found = _ENGLISH.match(head) or _ENGLISH_WIRE.match(head) or _WIRE_ALONE.match(head)
    if not found:
        return _read_city(head)
    part = found.groupdict()
    place = found["place"].strip(" ,")
    wire = _wire(part["wire"] or "") or find_by_name(place)
    before, _, last = place.rpartition(", ")
    if not wire and before and (wire := find_by_name(last)):
        place = before
    if part.get("rule") and len(place) < 5 and "." in place:
        return 0, None
    sure = wire and (wire.kind == "agency" or _is_city(place))
    if part["wire"] and not sure and not part.get("dash", "-"):
        # An abbreviation with its words in brackets opens a sentence.
        return 0, None
    return found.end(), Dateline(found[0].strip(), place or None, wire, None)


def _wire(words: str) -> Outlet | None:
    """The outlet in the brackets of a dateline, which may name two, or a day."""
    pieces = (words, *_PIECE.split(words)) if words else ()
    return next(filter(None, map(find_by_name, pieces)), None) or find_in_text(words)


def _read_city(head: str) -> tuple[int, Dateline | None]:
    found = _ENGLISH_CITY.match(head)
    if not found:
        return 0, None
    place = found["place"].strip()
    city, _, name = place.rpartition(" ")
    outlet = _wire(found["wire"] or "") or (find_by_name(name) if _is_city(city) else None)
    if not (_is_city(place) or (outlet and _is_city(city))) or (found["wire"] and not outlet):
        return 0, None
    return found.end(), Dateline(found[0].strip(), place, outlet, None)


def _is_city(place: str) -> bool:
    return _PIECE.split(place)[0].casefold() in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(map(str.casefold, load_table("furniture")["datelines"]["cities"]))


def _read_korean(head: str) -> tuple[int, Dateline | None]:
    found = _KOREAN_NAMES.match(head)
    if found:
        outlet = find_by_name(found["outlet"] or "")
        return found.end(), Dateline(found[0].strip(), None, outlet, _clean_names(found["names"]))
    found = _KOREAN.match(head)
    if not found:
        return 0, None
    inside = found["inside"].strip()
    named = _INSIDE_NAMES.search(inside)
    place, equals, rest = inside.partition("=")
    if not equals:
        place, equals, rest = inside.partition("ㅣ")
    outlet = find_by_name(rest) or find_by_name(inside) or (find_in_text(inside) if named else None)
    if not (outlet or named or found["names"] or equals):
        return 0, None
    names = found["names"] or (named["names"] if named else None)
    text = inside if equals == "=" and not named else place.strip() if equals == "=" else None
    return found.end(), Dateline(found[0].strip(), text, outlet, _clean_names(names))


def _clean_names(names: str | None) -> str | None:
    if not names:
        return None
    people = [name for name in re.findall("[가-힣]{2,4}", names) if not find_by_name(name)]
    return ", ".join(people) or None


def read_byline(line: str) -> tuple[str | None, Outlet | None]:
    """The author and the wire that a byline names; `By Yonhap` names a wire alone."""
    bare = _MAIL.sub("", line[:200]).strip(" |,·/()[]<>")
    found = _BY.match(bare)
    if found:
        names = re.split(
            r",?\s(?:Staff|staff|Korea|in|Published|Contributing)\b|\|", found["names"]
        )[0]
        outlet = find_by_name(names)
        if outlet:
            return None, outlet
        # `By Dana Whitlock, The Associated Press`
        people, _, last = names.rpartition(",")
        outlet = find_by_name(last) if people else None
        return (people if outlet else names).strip(" ,") or None, outlet
    korean = _KOREAN_BYLINE.search(bare)
    if korean:
        return _clean_names(korean["names"]), None
    return (bare, None) if _ENGLISH_NAME.match(bare) and len(bare) <= 60 else (None, None)
