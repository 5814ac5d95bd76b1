"""The wording of a language, compiled: patterns from `record/wording_*.toml` by section and name.

English serves every language that has no table of its own, because such pages print names and
sums in Latin letters.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sma_cli.record import load_table

LANGUAGES = ("en", "ko")
_WORD = r"\b"
_NEVER = r"(?!)"


def language_of(lang: str) -> str:
    """The language whose wording reads a document of this language."""
    return lang if lang in LANGUAGES else "en"


@cache
def pattern(lang: str, section: str, name: str) -> re.Pattern[str]:
    """One pattern for all the rows of a section's name; nothing matches where it has none."""
    rows = _section(lang, section).get(name, [_NEVER])
    expanded = [_expand(lang, row) for row in _listed(rows)]
    # What begins a word is tried at the beginnings of words alone.
    led = [row.removeprefix(_WORD) for row in expanded if _begins_a_word(row)]
    others = [f"(?:{row})" for row in expanded if not _begins_a_word(row)]
    if led:
        others.insert(0, _WORD + "(?:" + "|".join(led) + ")")
    return re.compile("|".join(others) or _NEVER, re.IGNORECASE)


def _begins_a_word(row: str) -> bool:
    """Whether all that a row matches begins a word: it has no alternatives outside brackets."""
    return row.startswith(_WORD) and "|" not in _outside_brackets(row)


def _outside_brackets(row: str) -> str:
    """The parts of a pattern that stand in no group and no class."""
    plain = re.sub(r"\\.|\[[^]]*\]", "", row)
    while (shorter := re.sub(r"\([^()]*\)", "", plain)) != plain:
        plain = shorter
    return plain


@cache
def patterns(lang: str, section: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The rows of a section's name as patterns of their own, in the table's order."""
    rows = _listed(_section(lang, section).get(name, []))
    return tuple(re.compile(_expand(lang, row), re.IGNORECASE) for row in rows)


@cache
def beginning_with(lang: str, section: str, name: str, part: str) -> tuple[bool, ...]:
    """Which rows of a section's name match only where the part of that name does."""
    rows = _listed(_section(lang, section).get(name, []))
    return tuple(re.match(rf"(?:\(\?![^()]*\))?<{part}>(?!\?)", row) is not None for row in rows)


def words(lang: str, section: str) -> Mapping[str, int]:
    """A section that maps words to numbers."""
    return _section(lang, section)


def _listed(rows: str | list[str]) -> list[str]:
    return [rows] if isinstance(rows, str) else rows


def _section(lang: str, section: str) -> dict[str, Any]:
    found: dict[str, Any] = load_table(f"wording_{lang}").get(section, {})
    return found


def _expand(lang: str, row: str) -> str:
    """Replace `<name>` by the part of that name, also within parts."""
    parts = _section(lang, "part")

    def part(match: re.Match[str]) -> str:
        return f"(?:{_expand(lang, parts[match[1]])})"

    return re.sub(r"(?<!\?P)<(\w+)>", part, row)
