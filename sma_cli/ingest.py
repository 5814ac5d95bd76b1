"""The way in, composed: read each input, tag it, store it, and go on with the next.

One input that cannot become an article never stops its neighbours. An article out of an export
comes back as it was: with its original, its tags and the time it was stored first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sma_cli.answers import Outcome
from sma_cli.archive import Archive
from sma_cli.article import Basis
from sma_cli.document import Document, Input, Tags
from sma_cli.errors import InputRefused
from sma_cli.exported import Exported, exported_in
from sma_cli.read.limits import LARGEST_INPUT
from sma_cli.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How inputs are to be read."""

    record: Record
    encoding: str | None = None
    by_hand: Mapping[str, Any] = field(default_factory=dict)
    largest: int = LARGEST_INPUT
    reads_known: bool = False


def ingest(
    archive: Archive,
    inputs: Iterable[Input | InputRefused],
    *,
    record: Record,
    encoding: str | None = None,
    by_hand: Mapping[str, Any] | None = None,
    largest: int = LARGEST_INPUT,
    reads_known: bool = False,
) -> Iterator[Outcome]:
    """Store each input and say what became of it, in order.

    `encoding` and the values of `by_hand` (title, published, source, url, lang: see
    `by_hand.values_of`) overrule what is read. With `reads_known` an outcome has its document
    also where the bytes are stored already. What is reported as stored is on disk. Errors of the
    archive end the iteration.
    """
    way = _Way(
        record=record,
        encoding=encoding,
        by_hand=by_hand or {},
        largest=largest,
        reads_known=reads_known,
    )
    for one in inputs:
        yield (
            _refused(one.path, one) if isinstance(one, InputRefused) else _taken(archive, one, way)
        )


def _taken(archive: Archive, source: Input, way: _Way) -> Outcome:
    try:
        exported = exported_in(source, largest=way.largest)
        outcome = (
            _stored(archive, source, way) if exported is None else _restored(archive, exported, way)
        )
    except InputRefused as refusal:
        return _refused(source.path, refusal)
    except MemoryError:
        message = f"{source.path}: too large for the memory there is"
        return _refused(source.path, InputRefused(message))
    return replace(outcome, path=source.path)


def _stored(archive: Archive, source: Input, way: _Way) -> Outcome:
    from sma_cli.read import read
    from sma_cli.tag import tag

    known = archive.known(source)
    if known is not None and not way.reads_known:
        return Outcome(source.path, "duplicate", known)
    document = read(source, encoding=way.encoding, largest=way.largest)
    document = replace(document, **way.by_hand)
    if known is not None:
        return Outcome(source.path, "duplicate", known, document=document)
    tags = _signed(tag(document, record=way.record), way)
    return replace(archive.add(document, tags, source), document=document)


def _restored(archive: Archive, exported: Exported, way: _Way) -> Outcome:
    known = archive.known(exported.source)
    if known is not None:
        return Outcome(exported.source.path, "duplicate", known, document=exported.document)
    document: Document = replace(exported.document, **way.by_hand)
    tags = _signed(exported.tags, replace(way, encoding=None))
    outcome = archive.add(document, tags, exported.source, ingested_at=exported.ingested_at)
    return replace(outcome, document=document)


def _signed(tags: Tags, way: _Way) -> Tags:
    """The tags, with the values that the user has set marked as such."""
    names = [*way.by_hand, *(["encoding"] if way.encoding is not None else [])]
    basis: dict[str, Basis] = {**tags.basis, **dict.fromkeys(names, "manual")}
    return replace(tags, basis=basis)


def _refused(path: str, refusal: InputRefused) -> Outcome:
    return Outcome(path, "refused", error=refusal.message, hint=refusal.hint)
