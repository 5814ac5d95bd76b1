"""Reading and tagging inputs, in this process or in several.

Reading an article takes as long as storing it, so on a machine of several cores other processes
read while this one stores. Promises: what comes out is in the order of what went in, and the same
as from one process; only so much is under way at a time that memory stays bounded, however long
the inputs go on; a process that dies takes no input with it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import Any

from sma_cli.article import Basis
from sma_cli.document import Document, Input, Tags
from sma_cli.errors import InputRefused
from sma_cli.read.limits import LARGEST_INPUT
from sma_cli.record import Record

# What goes to a process at once: enough that sending costs little beside reading.
_INPUTS, _BYTES = 16, 1_000_000
# What may be under way: two pieces of work for each process, within so many bytes.
_PIECES_A_PROCESS, _BYTES_UNDER_WAY = 2, 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How inputs are to be read."""

    record: Record
    encoding: str | None = None
    by_hand: Mapping[str, Any] = field(default_factory=dict)
    largest: int = LARGEST_INPUT
    reads_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An input as read and tagged; or why it was refused.

    `source` is what is to be kept of it: the input, or the original that it exports.
    """

    path: str
    source: Input | None = None
    document: Document | None = None
    tags: Tags = field(default_factory=Tags)
    ingested_at: str | None = None
    refusal: InputRefused | None = None


def parsed(source: Input, way: Way) -> Parsed:
    """Read and tag one input."""
    try:
        return _parsed(source, way)
    except InputRefused as refusal:
        return Parsed(path=source.path, refusal=refusal)
    except MemoryError:
        too_large = InputRefused(f"{source.path}: too large for the memory there is")
        return Parsed(path=source.path, refusal=too_large)


def _parsed(source: Input, way: Way) -> Parsed:
    from sma_cli.exported import exported_in
    from sma_cli.read import read
    from sma_cli.tag import tag

    exported = exported_in(source, largest=way.largest)
    if exported is not None:
        document: Document = replace(exported.document, **way.by_hand)
        tags = _signed(exported.tags, list(way.by_hand))
        return Parsed(path=source.path, source=exported.source, document=document, tags=tags,
                      ingested_at=exported.ingested_at)  # fmt: skip
    document = read(source, encoding=way.encoding, largest=way.largest)
    document = replace(document, **way.by_hand)
    names = [*way.by_hand, *(["encoding"] if way.encoding is not None else [])]
    tags = _signed(tag(document, record=way.record), names)
    return Parsed(path=source.path, source=source, document=document, tags=tags)


def _signed(tags: Tags, names: list[str]) -> Tags:
    """The tags, with the values that the user has set marked as such."""
    basis: dict[str, Basis] = {**tags.basis, **dict.fromkeys(names, "manual")}
    return replace(tags, basis=basis)


def parsed_by(processes: int, inputs: Iterable[Input], way: Way) -> Iterator[list[Parsed]]:
    """The inputs as read and tagged by so many other processes, in order, a few at a time."""
    from multiprocessing import get_context

    executor = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(way,)
    )
    under_way: deque[tuple[list[Input], Future[list[Parsed]]]] = deque()
    try:
        for piece in pieces(inputs):
            under_way.append((piece, _sent(executor, piece)))
            while under_way and _is_full(under_way, processes):
                yield _received(*under_way.popleft(), way)
        while under_way:
            yield _received(*under_way.popleft(), way)
    finally:
        executor.shutdown(cancel_futures=True)


def pieces(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    """The inputs, a few at a time."""
    piece: list[Input] = []
    for one in inputs:
        piece.append(one)
        if len(piece) >= _INPUTS or _weight(piece) >= _BYTES:
            yield piece
            piece = []
    if piece:
        yield piece


def _weight(piece: list[Input]) -> int:
    return sum(len(one.data) for one in piece)


def _is_full(under_way: deque[tuple[list[Input], Future[list[Parsed]]]], processes: int) -> bool:
    weight = sum(_weight(piece) for piece, _ in under_way)
    return len(under_way) > processes * _PIECES_A_PROCESS or weight > _BYTES_UNDER_WAY


def _sent(executor: ProcessPoolExecutor, piece: list[Input]) -> Future[list[Parsed]]:
    try:
        return executor.submit(_parse_all, piece)
    except BrokenProcessPool as broken:
        failed: Future[list[Parsed]] = Future()
        failed.set_exception(broken)
        return failed


def _received(piece: list[Input], future: Future[list[Parsed]], way: Way) -> list[Parsed]:
    try:
        return future.result()
    except BrokenProcessPool:
        # A process was killed from outside: what it had under way is read here.
        return [parsed(one, way) for one in piece]


_way: Way | None = None


def _begin(way: Way) -> None:
    """What a process is to know of all inputs; Ctrl-C is the business of the first alone."""
    import signal
    from threading import Thread

    global _way
    _way = way
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """Where the first process is killed, nobody tells the others to end."""
    import os
    import signal
    from multiprocessing import parent_process

    first = parent_process()
    if first is not None:
        first.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _parse_all(piece: list[Input]) -> list[Parsed]:
    if _way is None:
        raise RuntimeError("the process was not told how to read")
    return [parsed(one, _way) for one in piece]
