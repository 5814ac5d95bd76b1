"""What is promised of any bytes, whoever made them up, and the seeds to make them up from.

A `Promise` takes bytes and raises where the program does not keep it: `fuzzing.py` looks for such
bytes for as long as it is given, `test_fuzzed.py` tries the seeds and what was found before.
"""

import gzip
import io
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import seeds
from small_archive import ARTICLES as SMALL
from small_archive import filled
from test_page import Elements
from values import ADDED, ARTICLE, DETAIL, ENTRY, HIT, REVISED

from sma_cli.answers import Detail, Outcome
from sma_cli.archive import Archive
from sma_cli.document import Document, Evidence, Input, Tags
from sma_cli.errors import InputRefused, QueryError
from sma_cli.exported import exported_in
from sma_cli.parsing import Parsed, Way, parsed
from sma_cli.read.split import split
from sma_cli.record import load_record
from sma_cli.tag import tag
from sma_cli.view import shapes
from sma_cli.view.output import Form, write
from sma_cli.view.page import page
from sma_cli.view.records import export_record

WAY = Way(record=load_record(None))
# What no output may hold: C0 but the line feed, DEL, C1, what turns the direction of a line.
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_STYLES = re.compile(r"\x1b\[[0-9;]*m")


class Promise(NamedTuple):
    """A check of bytes, what to begin with, and words that are worth trying."""

    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()


class _Undone(Exception):
    """Ends a transaction of which nothing is to stay."""


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@cache
def archive() -> Archive:
    """The small archive, in a folder that goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="fuzzed-", dir=_fastest())
    _folders.append(folder)
    return filled(Path(folder.name) / "sma.db")


_folders: list[tempfile.TemporaryDirectory[str]] = []


def _fastest() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def reads(data: bytes) -> None:
    """Bytes are articles or refusals; an article is stored, shown, exported and read back."""
    for one in split(io.BytesIO(data), "fuzzed", largest=10_000_000):
        if isinstance(one, InputRefused):
            assert one.message.isprintable(), one.message
            continue
        found = parsed(one, WAY)
        if found.refusal is None:
            _outlives(found)


def reads_packed(data: bytes) -> None:
    """The same of bytes that gzip packed."""
    reads(gzip.compress(data, 1))


def tags(data: bytes) -> None:
    """Of any text the tags are possible and their evidence stands where it is said to."""
    first, _, body = data.decode("utf-8", "replace").partition("\n")
    document = Document(first or None, body, published="2024-05-24T11:52:00+09:00", lang="en")
    _are_possible(tag(document, record=WAY.record), body)


def _are_possible(found: Tags, body: str) -> None:
    for evidence in found.evidence:
        assert body[evidence.start : evidence.end] == evidence.text, evidence
    for mention in found.mentions:
        assert body[mention.start : mention.end] == mention.text, mention
    for day in (found.event_start, found.event_end):
        assert day is None or datetime.fromisoformat(day)
    assert all(0 <= one.value < 2**63 for one in found.amounts)


def _outlives(found: Parsed) -> None:
    """Storing, reading, exporting and reading the export change nothing; no format is steered."""
    assert found.document is not None
    assert found.source is not None
    _are_possible(found.tags, found.document.body)
    there = archive()
    try:
        with there.storing():
            outcome = there.add(found.document, found.tags, found.source)
            assert outcome.article is not None
            _is_the_same_exported(there, outcome.article.id)
            _is_harmless(replace(outcome, document=found.document), shapes.OUTCOMES_AND_CUT)
            raise _Undone
    except _Undone:
        pass


def _is_the_same_exported(there: Archive, identifier: int) -> None:
    detail, document = there.article(identifier), there.document(identifier)
    original = there.original(identifier)
    line = json.dumps(export_record(detail, dateline=document.dateline, original=original))
    back = exported_in(Input("again", line.encode()), largest=10_000_000)
    assert back is not None
    assert back.source == Input(detail.origin.path, original)
    assert back.document == replace(document, cut=())
    kept = detail.article
    assert (back.tags.amounts, back.tags.percents) == (kept.amounts, kept.percents)
    assert (back.tags.evidence, back.tags.mentions) == (detail.evidence, detail.mentions)
    assert (back.tags.sma, back.tags.event, back.tags.round) == (kept.sma, kept.event, kept.round)


def _is_harmless(value: Any, shape: Any, *, screens: bool = False) -> None:
    for form in Form:
        if form is Form.TABLE and not screens:
            continue
        stream = _Screen() if form is Form.TABLE else io.StringIO()
        write([value], shape, form, stream)
        text = stream.getvalue()
        if form is Form.CSV:
            # A cell keeps its lines and blanks.
            text = re.sub("[\t\r]", "", text)
        elif form is Form.NUL:
            text = text.replace("\0", "")
        elif form is Form.TSV or (form is Form.PLAIN and shape is not shapes.DETAILS):
            text = text.replace("\t", "")
            assert form is Form.PLAIN or text.count("\n") == 2
        elif form is Form.PLAIN:
            text = text.replace("\t", "")
        elif form is Form.TABLE:
            text = _STYLES.sub("", text)
        assert not (found := STEERING.search(text)), (form, found, text[:300])
        if form in (Form.JSON, Form.NDJSON):
            json.loads(text)


def asks(data: bytes) -> None:
    """Any text is a query, or has a place where it breaks; every way to search agrees on it."""
    text = data.decode("utf-8", "surrogateescape")
    there = archive()
    try:
        hits = list(there.search(text, limit=None, copies=True))
    except QueryError as refused:
        _has_a_place(refused, text)
        return
    assert there.count(text, copies=True) == len(hits)
    assert sorted(one.article.id for one in hits) == there.matching(text)
    for one in hits:
        assert all(0 <= a <= b <= len(one.snippet) for a, b in one.matches), one
    there.timeline(text)


def _has_a_place(refused: QueryError, text: str) -> None:
    assert 0 <= refused.place <= len(text), refused.place
    assert refused.message.isprintable(), refused.message


def rebuilds(data: bytes) -> None:
    """A line of an export that was tampered with is refused, or an article like any other."""
    chance = random.Random(data[:8])
    record = json.loads(_lines()[chance.randrange(len(_lines()))])
    pieces = data[8:].split(b"\xff") or [b""]
    for piece in pieces[:4]:
        _tampered(record, piece, chance)
    whole = json.dumps(record, ensure_ascii=chance.random() < 0.5)
    reads(whole.encode("utf-8", "surrogatepass"))


def _tampered(record: Any, piece: bytes, chance: random.Random) -> None:
    """Put a value in the place of another, somewhere inside."""
    while isinstance(record, (dict, list)) and record:
        key = chance.choice(list(record) if isinstance(record, dict) else range(len(record)))
        if isinstance(record[key], (dict, list)) and record[key] and chance.random() < 0.7:
            record = record[key]
            continue
        record[key] = _value(piece, chance)
        return


def _value(piece: bytes, chance: random.Random) -> Any:
    text = piece.decode("utf-8", "surrogateescape")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        number = int.from_bytes(piece[:9], "big", signed=True)
        return chance.choice([text, number, -number / 7, None, [], {}, True, [text], {text: text}])


@cache
def _lines() -> tuple[str, ...]:
    """The small archive as an export has it."""
    there = archive()
    records = (
        export_record(
            there.article(one),
            dateline=there.document(one).dateline,
            original=there.original(one),
        )
        for one in range(1, len(SMALL) + 1)
    )
    return tuple(json.dumps(one) for one in records)


def shows(data: bytes) -> None:
    """Whatever an article says moves no cursor, breaks no row and adds nothing to the page."""
    text = data.decode("utf-8", "replace")
    title, _, rest = text.partition("\n")
    source, _, body = rest.partition("\n")
    one = replace(ARTICLE, title=title, source=source, author=body, agency=title, url=source)
    start = len(body) // 3
    span = (body[start : start + 20], start, min(start + 20, len(body)))
    detail: Detail = replace(
        DETAIL, article=one, body=body, evidence=(Evidence("venue", title, *span),), mentions=()
    )
    outcome: Outcome = replace(
        ADDED, article=one, path=title, document=Document(title, body, cut=(title, source))
    )
    entry = replace(ENTRY, title=title, venue=source)
    for value, shape in (
        (replace(HIT, article=one, snippet=body, matches=((start, start + 3),)), shapes.HITS),
        (detail, shapes.DETAILS),
        (replace(REVISED, article=one), shapes.REVISIONS),
        (outcome, shapes.OUTCOMES_AND_CUT),
        (entry, shapes.ENTRIES),
    ):
        _is_harmless(value, shape, screens=True)
    written = page([entry], {7: detail, 9: detail})
    tags = [name for name, _ in Elements(written).tags]
    assert tags.count("script") == _page_of_nothing().count("script")
    assert set(tags) <= set(_page_of_nothing())
    assert not STEERING.search(written.replace("\t", "")), written[:200]


@cache
def _page_of_nothing() -> list[str]:
    return [name for name, _ in Elements(page([ENTRY], {7: DETAIL, 9: DETAIL})).tags]


def _records() -> Iterator[bytes]:
    yield from seeds.records()
    yield "\n".join(_lines()).encode()


PROMISES: dict[str, Promise] = {
    "pasted": Promise(reads, seeds.pasted, seeds.TALKS),
    "html": Promise(reads, seeds.html, seeds.MARKUP),
    "mail": Promise(reads, seeds.mails, seeds.MAIL),
    "pdf": Promise(reads, seeds.pdfs, seeds.PDF),
    "records": Promise(reads, _records, ('{"', '":"', "[{", "null", "\\u0000", "\\ud800", "1e999")),
    "packed": Promise(reads_packed, _records, ("\n",)),
    "tags": Promise(tags, seeds.pasted, seeds.TALKS),
    "queries": Promise(asks, seeds.queries, seeds.QUERY),
    "exports": Promise(rebuilds, seeds.queries, ("null", "[]", "-1", "1e308", '"2024-13"')),
    "shown": Promise(shows, seeds.shown, ("\x1b[", "\u202e", "[/b]", "<", "'", "=", "\x85")),
}
