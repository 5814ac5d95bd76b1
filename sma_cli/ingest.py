"""The way in, composed: read each input, tag it, store it, and go on with the next.

One input that cannot become an article never stops its neighbours. An article out of an export
comes back as it was: with its original, its tags and the time it was stored first.

Inputs are stored in groups, each in one transaction, and reported when that is on disk. Reading
comes before the transaction: another writer waits for storing alone. Whatever stops a run, every
article that was reported is there, no other is half there, and the same run again completes it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from sma_cli.answers import Outcome
from sma_cli.archive import Archive
from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.parsing import Parsed, Way, parsed, parsed_by
from sma_cli.read.limits import LARGEST_INPUT
from sma_cli.record import Record

# Other processes take a moment to start: fewer inputs than that are read quicker without.
_WORTH_PROCESSES = 48
# A group is reported at the latest after so many inputs or seconds of reading.
_GROUP, _SECONDS = 64, 0.25


def ingest(
    archive: Archive,
    inputs: Iterable[Input | InputRefused],
    *,
    record: Record,
    encoding: str | None = None,
    by_hand: Mapping[str, Any] | None = None,
    largest: int = LARGEST_INPUT,
    reads_known: bool = False,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Store each input and say what became of it, in order.

    `encoding` and the values of `by_hand` (title, published, source, url, lang: see
    `by_hand.values_of`) overrule what is read. With `reads_known` an outcome has its document
    also where the bytes are stored already. What is reported as stored is on disk. Errors of the
    archive end the iteration. Many inputs are read in as many processes as `jobs` says.
    """
    way = Way(
        record=record,
        encoding=encoding,
        by_hand=by_hand or {},
        largest=largest,
        reads_known=reads_known,
    )
    archive.upgrade()
    rest = iter(inputs)
    first = islice(rest, _WORTH_PROCESSES) if jobs > 1 else rest
    for group in _read_here(archive, first, way):
        yield from _stored(archive, group, way)
    for one in rest:
        for group in _read_elsewhere(archive, chain([one], rest), way, jobs):
            yield from _stored(archive, group, way)


Ready = Parsed | Outcome


def _read_here(
    archive: Archive, inputs: Iterable[Input | InputRefused], way: Way
) -> Iterator[list[Ready]]:
    group: list[Ready] = []
    due = time.monotonic() + _SECONDS
    for one in inputs:
        known = _settled(archive, one, way)
        if known is not None:
            group.append(known)
        elif isinstance(one, Input):
            group.append(parsed(one, way))
        if len(group) >= _GROUP or time.monotonic() >= due:
            yield group
            group, due = [], time.monotonic() + _SECONDS
    if group:
        yield group


def _read_elsewhere(
    archive: Archive, inputs: Iterable[Input | InputRefused], way: Way, jobs: int
) -> Iterator[list[Ready]]:
    """The same in other processes; what needs no reading waits for its place in the order."""
    settled: dict[int, Outcome] = {}
    number = 0

    def to_read() -> Iterator[Input]:
        for place, one in enumerate(inputs):
            known = _settled(archive, one, way)
            if known is not None:
                settled[place] = known
            elif isinstance(one, Input):
                yield one

    def up_to_next() -> Iterator[Ready]:
        nonlocal number
        while number in settled:
            yield settled.pop(number)
            number += 1

    for group in parsed_by(jobs, to_read(), way):
        ready: list[Ready] = []
        for one in group:
            ready += up_to_next()
            ready.append(one)
            number += 1
        yield ready
    if left := list(up_to_next()):
        yield left


def _settled(archive: Archive, one: Input | InputRefused, way: Way) -> Outcome | None:
    """What became of an input that need not be read."""
    if isinstance(one, InputRefused):
        return _refused(one.path, one)
    known = None if way.reads_known else archive.known(one)
    return None if known is None else Outcome(one.path, "duplicate", known)


def _stored(archive: Archive, group: list[Ready], way: Way) -> list[Outcome]:
    """Store what has been read, all of it in one transaction, and say what became of it."""
    to_store = [one for one in group if isinstance(one, Parsed) and one.refusal is None]
    with archive.storing() if len(to_store) > 1 else nullcontext():
        return [_outcome(archive, one, way) if isinstance(one, Parsed) else one for one in group]


def _outcome(archive: Archive, one: Parsed, way: Way) -> Outcome:
    if one.refusal is not None or one.source is None or one.document is None:
        return _refused(one.path, one.refusal or InputRefused(f"{one.path}: cannot be read"))
    known = archive.known(one.source)
    if known is not None:
        return Outcome(
            one.path, "duplicate", known, document=one.document if way.reads_known else None
        )
    outcome = archive.add(one.document, one.tags, one.source, ingested_at=one.ingested_at)
    return replace(outcome, path=one.path, document=one.document)


def _refused(path: str, refusal: InputRefused) -> Outcome:
    return Outcome(path, "refused", error=refusal.message, hint=refusal.hint)
