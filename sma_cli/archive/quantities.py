"""Sums and percentages as the values of fields: `>1bn`, `$5bn`, `900억..1조`, `8..14`, `13.9%`.

One sum is what the same sum in a query is; a comparison or a range is a `Quantity`. A currency
may stand at either end of a range, and an end without a magnitude has that of the other: `$1..2bn`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from sma_cli.archive.field_values import Quantity, QuantityField
from sma_cli.archive.query import Figure, Query

_RANGE = re.compile(r"\s*(?:\.\.+|…|~)\s*")
_COMPARED = re.compile(r"([<>]=?|[≤≥])\s*(.*)", re.DOTALL)
_UNIT = re.compile(r"[0-9]\s*([^0-9.,\s].*)")
_PERCENT = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_PLAIN = re.compile(r"[0-9]{1,18}")
# Percentages are compared in thousandths, as the index has them.
_THOUSAND = 1000


class _Number(NamedTuple):
    value: int
    currency: str | None = None


def amount(text: str) -> Query | None:
    """The query that `amount:` and this text mean, None where it is no sum."""
    return _quantity("amount", text, _sum)


def percent(text: str) -> Query | None:
    """The query that `percent:` and this text mean, None where it is no percentage."""
    return _quantity("percent", text, _thousandths)


def _quantity(
    field: QuantityField, text: str, read: Callable[[str], _Number | None]
) -> Query | None:
    compared = _COMPARED.fullmatch(text)
    if compared:
        limit = read(compared[2]) if compared[2] else None
        return _compared(field, compared[1], limit) if limit else None
    ends = _RANGE.split(text)
    if len(ends) == 1:
        one = read(text)
        return Figure(_term(field, one)) if one else None
    return _between(field, *map(read, _completed(*ends))) if len(ends) == 2 else None


def _term(field: QuantityField, one: _Number) -> str:
    if field == "percent":
        return f"p{one.value}"
    return f"{(one.currency or 'n').lower()}{one.value}"


def _compared(field: QuantityField, sign: str, limit: _Number) -> Query:
    value, currency = limit
    if sign[0] in ">≥":
        return Quantity(field, value + (sign == ">"), None, currency)
    return Quantity(field, None, value - (sign == "<"), currency)


def _between(field: QuantityField, low: _Number | None, high: _Number | None) -> Query | None:
    """None where an end was not understood; an open end is the number -1."""
    if low is None or high is None or low == high == _OPEN:
        return None
    first, last = (one.value if one is not _OPEN else None for one in (low, high))
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Quantity(field, first, last, low.currency or high.currency)


_OPEN = _Number(-1)


def _completed(low: str, high: str) -> tuple[str, str]:
    """The ends of `1..2bn` and `900..950억`, each with its unit."""
    unit = _UNIT.search(high)
    return (f"{low}{unit[1]}", high) if unit and low and not _UNIT.search(low) else (low, high)


def _sum(text: str) -> _Number | None:
    from sma_cli.money import find_amounts

    if not text:
        return _OPEN
    if _PLAIN.fullmatch(text):
        return _Number(int(text))
    for prefix in ("", "$"):
        found = find_amounts(f"{prefix}{text}", bare=True)
        if len(found) == 1 and found[0].text.strip() == f"{prefix}{text}":
            return _Number(found[0].value, None if prefix else found[0].currency)
    return None


def _thousandths(text: str) -> _Number | None:
    if not text:
        return _OPEN
    match = _PERCENT.match(text)
    behind = text[match.end() :].strip() if match else ""
    if match is None or (behind and not _is_percent_word(behind)):
        return None
    return _Number(round(float(match[0]) * _THOUSAND))


def _is_percent_word(text: str) -> bool:
    from sma_cli.record import load_table

    words = load_table("money")["percent"]["words"]
    return text.casefold() in (word.casefold() for word in words)
