"""When an article was first published, in any form that outlets and portals print.

Promises: the first publication, never the update, where both are printed; a day and month
without a year and the date of an index are not believed; a clock time only with its zone. Dates
are ISO 8601 text: `2024-05-24`, or `2024-05-24T11:52:00+09:00`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from sma_cli.record import load_table

# News on the web begins in the nineties, digitized newspapers a little before.
_YEARS = range(1980, 2100)
# A date line is short; what is longer is a paragraph that names a date.
_LONGEST_LINE = 200
_ZONES = {
    "KST": "+09:00", "JST": "+09:00", "WIB": "+07:00", "HKT": "+08:00", "SGT": "+08:00",
    "GMT": "+00:00", "UTC": "+00:00", "Z": "+00:00", "BST": "+01:00", "CET": "+01:00",
    "CEST": "+02:00", "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_AMERICAN = {"ET": 5, "PT": 8}
# What follows a year in words is a month in words: `2026년 1.5조` is none.
_YMD = (
    r"(?P<y1>\d{4})\s?(?:[-./]\s?(?P<m1>\d{1,2})\s?[-./]|[年년]\s?(?P<m6>\d{1,2})\s?[月월])"
    r"\s?(?P<d1>\d{1,2})(?!\d)\s?[.日일]?"
)
# Two digits are a year only with a clock time behind: `24.05.24 11:52`.
_YMD_SHORT = (
    r"(?P<y5>\d{2})(?P<mark>[./-])(?P<m5>\d{2})(?P=mark)(?P<d5>\d{2})"
    r"(?=\.?\s?(?:\(?[월화수목금토일]\)?\s?)?\d{1,2}:\d{2})"
)
_DMY = r"(?P<d4>\d{1,2})(?P<mark4>[./-])(?P<m4>\d{1,2})[./-](?P<y4>\d{4})"
_ZONE = (
    r"(?P<zone>\b(?:GMT|UTC)[+-]\d{1,2}(?!\d)"
    r"|\b(?:KST|JST|WIB|HKT|SGT|GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T)\b|Z\b|[+-]\d{2}:?\d{2})"
)
_CLOCK = (
    # A printed page may stand between day and hour: `2006/12/07 011면 09:15:22`.
    r"[\s,.(\[|/T·\-–]{0,6}"
    r"(?:\(?(?:[월화수목금토일](?:요일)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?)\)?,?\s{0,2})?(?:[A-Z]?\d{1,3}\s?면[\s,|/]{1,3})?(?:at\s)?"
    r"(?:(?P<before>오전|오후|午前|午後|[AaPp]\.?[Mm]\.?)\s?)?"
    r"(?P<hour>\d{1,2})\s?(?:[:시時]\s?(?P<minute>\d{2})|시\s?(?P<single>\d)(?=분))(?:\s?[:분分]\s?(?P<second>\d{2}))?"
    r"(?:\.\d{1,9})?[분초]?\)?\s?(?P<after>[AaPp]\.?[Mm]\b\.?)?\s?\(?" + _ZONE + "?"
)
# A point parts hour and minute only before a zone: `10.31 BST`.
_CLOCK_POINTED = (
    r"[\s,]{1,3}(?P<h3>\d{1,2})\.(?P<n3>\d{2})\s?(?P<after3>[AaPp]\.?[Mm]\b\.?)?\s?"
    + _ZONE.replace("<zone>", "<zone3>")
)
_CLOCK_BEFORE = (
    r"(?P<h2>\d{1,2}):(?P<n2>\d{2})(?::\d{2})?\s?(?P<after2>[AaPp]\.?[Mm]\.?)?\s?"
    rf"(?:{_ZONE.replace('<zone>', '<zone2>')})?,?\s"
    r"(?:\(?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\)?,?\s)?"
)
_CAPTION_DATE = re.compile(r"(\d{4})\s?\.\s?(\d{1,2})\s?\.\s?(\d{1,2})\.?\s?/\s?[가-힣A-Z]")
_INDEX_DATE = re.compile(r"^\s?date \d{4}-\d{2}(?:-\d{2})?\b\s*")
_URL_SLASHED = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-]?(\d{2})(?=[/_.-]|$)")
_URL_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4,12})?(?!\d)")
_YEAR = re.compile(r"\d{4}|\d{2}[./-]\d{2}[./-]\d{2}")
_WEEKDAY = re.compile(
    r"\(?\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[월화수목금토일]요일)\b\)?|\([월화수목금토일]\)"
)
# The dates of first publication and of the last change stand within so many lines.
_BESIDE = 4
_PARTING = "|•·∙ㅣ"
_ENDING = re.compile(r"[a-z가-힣]{3}[.!?]$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as printed: its place in the line, its label, and a clock time if it has one."""

    day: date
    clock: str | None
    zone: str | None
    label: str | None
    start: int
    end: int

    def iso(self, zone: str | None) -> str:
        """ISO 8601; `zone` is the offset of clock times that print none."""
        offset = self.zone or zone
        if not self.clock or not offset:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.clock}{offset}"


def find_published(lines: Sequence[str], *, title: int, zone: str | None) -> str | None:
    """The publication date that date lines print; `title` is the headline's place, -1 for none.

    A line above the headline is likelier the day the page was fetched, and one without a label far
    below the day of the last change a reader's comment.
    """
    stamps = [(place, stamp) for place, line in enumerate(lines) for stamp in stamps_of_line(line)]
    later = [place for place, stamp in stamps if stamp.label == "later" and place >= title]
    comments = min(later, default=len(lines)) + _BESIDE
    ranked = [
        (
            _rank(stamp) + 5 * (place < title) + 3 * (stamp.label is None and place > comments),
            place,
            stamp,
        )
        for place, stamp in stamps
    ]
    best = min(ranked, key=lambda found: found[:2], default=None)
    if best:
        return best[2].iso(zone)
    return next(filter(None, map(_find_in_caption, lines)), None)


def _rank(stamp: Stamp) -> int:
    if stamp.label:
        return 0 if stamp.label == "first" else 3
    return 1 if stamp.clock else 2


@lru_cache(maxsize=512)
def stamps_of_line(line: str) -> tuple[Stamp, ...]:
    """The dates of a line that is there for its date; none for a sentence that names one."""
    if len(line) > _LONGEST_LINE or not _YEAR.search(line):
        return ()
    if _INDEX_DATE.match(line) or _CAPTION_DATE.search(line):
        return ()
    stamps = tuple(find_stamps(line))
    if not stamps:
        return ()
    rest = line
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + rest[stamp.end :]
    rest = _WEEKDAY.sub("", rest).strip()
    dedicated = any(stamp.label or stamp.clock or _is_parted(line, stamp) for stamp in stamps)
    if len(rest) > (80 if dedicated else 30) or (len(rest) > 40 and _ENDING.search(rest)):
        return ()
    return stamps


def _is_parted(line: str, stamp: Stamp) -> bool:
    """Whether a bar or a bullet parts the date from a reporter's name or a reading time."""
    before, after = line[: stamp.start].rstrip(), line[stamp.end :].lstrip()
    edges = (before[-1:], after[:1])
    return any(edges) and all(edge in _PARTING for edge in edges)


def find_stamps(text: str) -> Iterator[Stamp]:
    """Every date with a year in `text`, in order, each with the label before it."""
    end = 0
    for found in _pattern().finditer(text):
        day = _day(found)
        if day:
            label = _label(text[max(end, found.start() - 24) : found.start()])
            label = label or _label_behind(text[found.end() : found.end() + 24])
            clock, zone = _clock(found, day)
            yield Stamp(day, clock, zone, label, found.start(), found.end())
        end = found.end()


def parse_stamp(text: str, *, zone: str | None) -> str | None:
    """The ISO form of a date that a page's head claims, in any of the forms."""
    compact = re.match(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$", text.strip())
    if compact:
        year, month, day, hour, minute, second = compact.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        text = f"{year}-{month}-{day}{clock}"
    stamp = next(find_stamps(text[:100]), None)
    return stamp.iso(zone) if stamp else None


def find_in_url(url: str) -> str | None:
    """The date that the path of a URL spells out; numeric ids that are no date give none."""
    for pattern in (_URL_SLASHED, _URL_DIGITS):
        for found in pattern.finditer(url[:500]):
            day = _real_day(*found.groups())
            if day:
                return day.isoformat()
    return None


def to_zone(published: str, zone: str | None) -> str:
    """The same moment on the outlet's own clock, whose day is the one that readers saw."""
    if zone is None or "T" not in published:
        return published
    moment = datetime.fromisoformat(published)
    sign = -1 if zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    own = moment - (moment.utcoffset() or timedelta()) + offset
    return f"{own.replace(tzinfo=None).isoformat(timespec='seconds')}{zone}"


def strip_index_date(line: str) -> str:
    """The line without the date that a search index wrote before it."""
    return _INDEX_DATE.sub("", line)


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for row in load_table("languages").values()
        for number, names in enumerate(row["months"], start=1)
        for name in names
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    year_last = (
        rf"(?P<M2>{names})\.?\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[.,]?\s{{0,2}}(?P<y2>\d{{4}})"
    )
    day_first = rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?P<M3>{names})\.?,?\s(?P<y3>\d{{4}})"
    dates = f"(?:{_YMD}|{year_last}|{day_first}|{_DMY}|{_YMD_SHORT})"
    return re.compile(rf"(?<!\d)(?:{_CLOCK_BEFORE})?{dates}(?:{_CLOCK_POINTED}|{_CLOCK})?", re.I)


def _day(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    if part["y1"]:
        return _real_day(part["y1"], part["m1"] or part["m6"], part["d1"])
    for number in "23":
        if part[f"y{number}"]:
            month = _months()[part[f"M{number}"].casefold()]
            return _real_day(part[f"y{number}"], month, part[f"d{number}"])
    if part["y5"]:
        return _real_day(f"20{part['y5']}", part["m5"], part["d5"])
    # 05/06/2024 is read by nobody alike: a number above twelve settles it, or points between.
    first, second = int(part["d4"]), int(part["m4"])
    if first <= 12 and second <= 12 and first != second and part["mark4"] != ".":
        return None
    month, day = (first, second) if second > 12 else (second, first)
    return _real_day(part["y4"], month, day)


def _real_day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        real = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return real if real.year in _YEARS else None


def _clock(found: re.Match[str], day: date) -> tuple[str | None, str | None]:
    hour = found["hour"] or found["h3"] or found["h2"]
    minute = found["minute"] or found["n3"] or found["n2"] or f"0{found['single']}"
    if not hour:
        return None, None
    halves = map(found.group, ("before", "after", "after2", "after3"))
    half = next(filter(None, halves), "").casefold().replace(".", "")
    number = int(hour)
    if half in ("오후", "午後", "pm") and number < 12:
        number += 12
    elif half in ("오전", "午前", "am") and number == 12:
        number = 0
    if number > 23 or int(minute) > 59 or int(found["second"] or 0) > 59:
        return None, None
    return f"{number:02d}:{minute}:{found['second'] or '00'}", _offset(
        found["zone"] or found["zone3"] or found["zone2"], day
    )


def _offset(zone: str | None, day: date) -> str | None:
    if not zone:
        return None
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    name = zone.upper()
    if len(name) > 4 and name[3] in "+-":
        return f"{name[3]}{int(name[4:]):02d}:00"
    if name in _AMERICAN:
        return f"-{_AMERICAN[name] - _is_summer_in_america(day):02d}:00"
    return _ZONES[name]


def _is_summer_in_america(day: date) -> bool:
    """Daylight time since 2007: the second Sunday of March to the first of November."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    begins = march + timedelta(days=6 - march.weekday())
    ends = november + timedelta(days=6 - november.weekday())
    return begins <= day < ends


def _label(before: str) -> str | None:
    folded = "".join(filter(str.isalpha, before.casefold()))
    # "update" ends in "date": the later publication is asked for first.
    for label in ("later", "first"):
        if folded.endswith(_labels()[label]):
            return label
    return None


def _label_behind(after: str) -> str | None:
    """The label that ends a line: `2024/06/13 09:05 송고`; else it belongs to the next date."""
    bare = after.strip(" ()[]|·").casefold()
    return next((label for label in ("later", "first") if bare in _labels()[label]), None)


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    table = load_table("furniture")["dates"]
    return {
        label: tuple("".join(filter(str.isalpha, word.casefold())) for word in table[label])
        for label in ("first", "later")
    }


def _find_in_caption(line: str) -> str | None:
    found = _CAPTION_DATE.search(line[-120:])
    day = _real_day(*found.groups()) if found else None
    return day.isoformat() if day else None
