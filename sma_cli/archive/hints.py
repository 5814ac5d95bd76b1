"""What may have gone wrong with a query that has a meaning all the same."""

import re
from collections.abc import Iterable

_DIGIT = re.compile(r"\d")


def lost_dollar(text: str) -> bool:
    """Whether a shell may have taken `$5` out of the query.

    Tell-tales: two blanks side by side, a number that begins with its decimals, and a magnitude
    (`billion`) that no number precedes.
    """
    if re.search(r"\S {2,}\S|(?:^|\s)[.,]\d", text):
        return True
    alone = re.search(r"(?:^|(\S*)\s)\s*(?:US)?(?:[mb]illion|trillion|bn|[억조]\b)", text)
    return alone is not None and not _is_number((alone[1] or "").casefold())


def _is_number(word: str) -> bool:
    from sma_cli.record import load_table

    vague = ("few", "many", "several")
    return bool(_DIGIT.search(word)) or word in vague or word in load_table("money")["number"]


# What some call a field.
_ALSO = {
    "outlet": "source", "publisher": "source", "media": "source", "wire": "agency",
    "agreement": "sma", "city": "venue", "place": "venue", "location": "venue",
    "language": "lang", "money": "amount", "sum": "amount", "headline": "title",
    "type": "event", "year": "date", "from": "date", "since": "date", "until": "date",
    "after": "date", "before": "date", "on": "date",
}  # fmt: skip
_COLON = r"(?<![\w:])-?([A-Za-z]{2,12}):(?=[^\s/:])"


def mistyped_fields(text: str) -> list[tuple[str, str]]:
    """The names before a colon that are no field, each with the field that may be meant."""
    from sma_cli.archive.fields import FIELDS

    typed = dict.fromkeys(one.casefold() for one in re.findall(_COLON, text))
    meant = [(one, _field_like(one, FIELDS)) for one in typed if one not in FIELDS]
    return [(one, field) for one, field in meant if field]


def _field_like(typed: str, fields: Iterable[str]) -> str | None:
    if typed in _ALSO:
        return _ALSO[typed]
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, list(fields), n=1, cutoff=0.75)), None)
