"""The way in, composed: read each input, tag it, store it, and go on with the next.

One input that cannot become an article never stops its neighbours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sma_cli.answers import Outcome
from sma_cli.archive import Archive
from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.record import Record


def ingest(
    archive: Archive,
    inputs: Iterable[Input | InputRefused],
    *,
    record: Record,
    encoding: str | None = None,
) -> Iterator[Outcome]:
    """Store each input and say what became of it, in order.

    What is reported as stored is on disk. Errors of the archive end the iteration.
    """
    for one in inputs:
        yield (
            _refused(one.path, one)
            if isinstance(one, InputRefused)
            else _stored(archive, one, record=record, encoding=encoding)
        )


def _stored(archive: Archive, source: Input, *, record: Record, encoding: str | None) -> Outcome:
    from sma_cli.read import read
    from sma_cli.tag import tag

    known = archive.known(source)
    if known is not None:
        return Outcome(source.path, "duplicate", known)
    try:
        document = read(source, encoding=encoding)
    except InputRefused as refusal:
        return _refused(source.path, refusal)
    tags = tag(document, record=record)
    if encoding is not None:
        tags = replace(tags, basis={**tags.basis, "encoding": "manual"})
    return archive.add(document, tags, source)


def _refused(path: str, refusal: InputRefused) -> Outcome:
    return Outcome(path, "refused", error=refusal.message, hint=refusal.hint)
