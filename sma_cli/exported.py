"""An article as a line of an export: all that an archive knows of it, and its original bytes.

The record has the keys of `show --json`, then `dateline` and `original`, which is base64 of zlib
of the bytes that were ingested. Promises: what is written here is read back as it was, tags by
hand included, whatever program tags today; a line that was tampered with or is of another kind is
refused with the key that is wrong, and never reaches an archive.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, get_args

from sma_cli.article import EVENTS, Amount, Basis
from sma_cli.by_hand import FIELDS, TAGS
from sma_cli.document import (
    CLAIM_ROLES,
    Claim,
    Contradiction,
    Document,
    Evidence,
    Input,
    Mention,
    Role,
    Tags,
)
from sma_cli.errors import InputRefused

_SIGNS = (b'"original"', b'"origin"', b'"basis"', b'"body"')
_LARGEST_NUMBER = 2**63 - 1
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BASES = get_args(Basis)
_BY_HAND = (*FIELDS, "encoding")
_ROLES = frozenset(get_args(Role))


@dataclass(frozen=True, slots=True)
class Exported:
    """An article out of an export: ready to be stored, with the time it was stored first."""

    document: Document
    tags: Tags
    source: Input
    ingested_at: str


class _Wrong(ValueError):
    """What is wrong with the value of a key."""


def packed(original: bytes) -> str:
    """The bytes as the key `original` has them."""
    return base64.b64encode(zlib.compress(original)).decode("ascii")


def exported_in(source: Input, *, largest: int) -> Exported | None:
    """The article that an input exports; None for any other input.

    Raises InputRefused for an export that is damaged, or whose original is larger than `largest`.
    """
    if not source.data.lstrip().startswith(b"{") or any(one not in source.data for one in _SIGNS):
        return None
    try:
        record = json.loads(source.data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not {"original", "origin", "basis", "body"} <= set(record):
        return None
    try:
        return _exported(record, largest)
    except _Wrong as wrong:
        raise InputRefused(
            f"{source.path}: a damaged export: {wrong}",
            hint="export the article again; without `original` the record is read as any other",
            path=source.path,
        ) from None


def _exported(record: Mapping[str, Any], largest: int) -> Exported:
    origin = _object(record, "origin")
    source = Input(_text(origin, "path") or "-", _original(record, origin, largest))
    return Exported(
        document=_document(record, origin),
        tags=_tags(record),
        source=source,
        ingested_at=_moment(record, "ingested_at") or "",
    )


def _original(record: Mapping[str, Any], origin: Mapping[str, Any], largest: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        data = base64.b64decode(str(record["original"]), validate=True)
        original = stream.decompress(data, largest + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise _Wrong("`original` cannot be unpacked") from error
    if len(original) > largest:
        raise _Wrong(f"`original` is larger than {largest:,} bytes, see --max-size")
    if not stream.eof or sha256(original).hexdigest() != origin.get("sha256"):
        raise _Wrong("`original` is not what `sha256` says")
    return original


def _document(record: Mapping[str, Any], origin: Mapping[str, Any]) -> Document:
    published = _moment(record, "published")
    return Document(
        title=_text(record, "title"),
        body=_text(record, "body") or "",
        published=published,
        source=_text(record, "source"),
        agency=_text(record, "agency"),
        author=_text(record, "author"),
        url=_text(record, "url"),
        lang=_text(record, "lang") or "und",
        dateline=_text(record, "dateline"),
        format=_text(origin, "format") or "text",
        encoding=_text(origin, "encoding") or "utf-8",
    )


def _tags(record: Mapping[str, Any]) -> Tags:
    body = _text(record, "body") or ""
    amounts = _items(record, "amounts", _amount)
    return Tags(
        sma=_number(record, "sma"),
        event=_one_of(record, "event", EVENTS),
        round=_number(record, "round"),
        event_start=_day(record, "event_start"),
        event_end=_day(record, "event_end"),
        venue=_text(record, "venue"),
        amounts=amounts,
        percents=tuple(_percent(one) for one in _list(record, "percents")),
        basis=_basis(record),
        evidence=_items(record, "evidence", lambda one: _evidence(one, body)),
        mentions=_items(record, "mentions", lambda one: _mention(one, body)),
        conflicts=_items(record, "conflicts", _conflict),
        # Exports of an earlier version have none; they are read of the body where it is stored.
        claims=_items(record, "claims", lambda one: _claim(one, body, len(amounts))),
    )


def _basis(record: Mapping[str, Any]) -> dict[str, Basis]:
    """Any basis for a tag; what else a user may set has no other than `manual`."""
    basis = _object(record, "basis")
    for name, value in basis.items():
        allowed = _BASES if name in TAGS else ("manual",) if name in _BY_HAND else ()
        if value not in allowed:
            raise _Wrong(f"`basis` holds no basis of {name!r}")
    return basis


def _evidence(one: Mapping[str, Any], body: str) -> Evidence:
    return Evidence(_must(_text(one, "tag"), "tag"), _text(one, "value") or "", *_span(one, body))


def _mention(one: Mapping[str, Any], body: str) -> Mention:
    role = _must(_one_of(one, "role", _ROLES), "role")
    return Mention(
        _number(one, "sma"),
        _number(one, "round"),
        role,
        *_span(one, body),
        event=_one_of(one, "event", EVENTS),
        event_start=_day(one, "event_start"),
        event_end=_day(one, "event_end"),
        venue=_text(one, "venue"),
    )


def _claim(one: Mapping[str, Any], body: str, amounts: int) -> Claim:
    number = _must(_number(one, "amount"), "amount")
    if number >= amounts:
        raise _Wrong("`amount` is no place in `amounts`")
    _, *span = _span(one, body)
    return Claim(number, _one_of(one, "role", CLAIM_ROLES), _text(one, "by"), *span)


def _conflict(one: Mapping[str, Any]) -> Contradiction:
    said, recorded = _text(one, "value") or "", _text(one, "record") or ""
    return Contradiction(_must(_text(one, "tag"), "tag"), said, recorded)


def _amount(one: Mapping[str, Any]) -> Amount:
    value = _must(_number(one, "value"), "value")
    return Amount(value, _must(_text(one, "currency"), "currency"), _text(one, "text") or "")


def _percent(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
        return float(value)
    raise _Wrong("`percents` holds no number")


def _span(one: Mapping[str, Any], body: str) -> tuple[str, int, int]:
    start, end = _must(_number(one, "start"), "start"), _must(_number(one, "end"), "end")
    if not start <= end <= len(body):
        raise _Wrong("`start` and `end` are no place in `body`")
    return _text(one, "text") or "", start, end


def _items(record: Mapping[str, Any], key: str, make: Callable[[Any], Any]) -> tuple[Any, ...]:
    found = _list(record, key)
    if not all(isinstance(one, dict) for one in found):
        raise _Wrong(f"`{key}` is no list of objects")
    return tuple(make(one) for one in found)


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    value = record.get(key, [])
    if not isinstance(value, list):
        raise _Wrong(f"`{key}` is no list")
    return value


def _object(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = record.get(key)
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value):
        raise _Wrong(f"`{key}` is no object")
    return value


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    raise _Wrong(f"`{key}` is no text")


def _number(record: Mapping[str, Any], key: str) -> int | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_NUMBER:
        return value
    raise _Wrong(f"`{key}` is no whole number")


def _one_of(record: Mapping[str, Any], key: str, allowed: Any) -> Any:
    value = record.get(key)
    if value is None or (isinstance(value, str) and value in allowed):
        return value
    raise _Wrong(f"`{key}` is none of {', '.join(sorted(allowed))}")


def _day(record: Mapping[str, Any], key: str) -> str | None:
    value = _moment(record, key)
    if value is None or _DAY.fullmatch(value):
        return value
    raise _Wrong(f"`{key}` is no day")


def _moment(record: Mapping[str, Any], key: str) -> str | None:
    value = _text(record, key)
    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError as error:
        raise _Wrong(f"`{key}` is no date") from error
    return value


def _must(value: Any, key: str) -> Any:
    if value is None:
        raise _Wrong(f"`{key}` is missing")
    return value
