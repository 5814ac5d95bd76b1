"""One file of many records becomes many inputs, named `path#1`, `path#2`, ….

Records are the objects of a JSON array, or the lines of NDJSON, packed by gzip or not. Promises:
each record is an input of its own bytes; a broken one is refused with its number and its line,
and takes no neighbour with it; lines are read one after another, so that the size limit holds for
each of them and not for all. Whatever else a file is, is one input, its bytes unchanged.
"""

import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read.compressed import GZIP, damaged, gunzip
from sma_cli.read.limits import LARGEST_INPUT, MOST_VALUES, megabytes, too_large

_PIECE = 1 << 16
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OPENS_ARRAY = re.compile(rb"\s*\[\s*\{\s*(?:\"|\})")
_OPENS_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
_MARK = re.compile(rb"\\.|[\"\[\]{},]", re.DOTALL)


def split(
    stream: BinaryIO, path: str, *, largest: int = LARGEST_INPUT, size: int | None = None
) -> Iterator[Input | InputRefused]:
    """The inputs in a stream; `size` is how many bytes it has, where that is known.

    An error of reading from the stream is raised; what is wrong with its bytes is yielded.
    """
    kept = _Kept(stream)
    if _is_lines(kept, largest):
        yield from _of_lines(kept.again(), path, largest)
        return
    if size is None or size <= largest:
        kept.read_to(largest + 1)
    if len(kept.data) > largest or (size or 0) > largest:
        yield too_large(path, size or kept.count_all(), largest=largest)
        return
    try:
        yield from _of_whole(Input(path, bytes(kept.data)), largest)
    except InputRefused as refusal:
        yield refusal


class _Kept:
    """A stream whose first bytes are read, and kept to be read again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._has_ended = False
        self.data = bytearray()

    def read_on(self) -> bytes:
        """The next bytes, none at the end."""
        piece = b"" if self._has_ended else self._stream.read(_PIECE)
        # A terminal can go on after its end; whoever typed it means the end.
        self._has_ended = len(piece) < _PIECE
        self.data += piece
        return piece

    def read_to(self, size: int) -> None:
        """Keep so many bytes, or all there are."""
        while len(self.data) < size and self.read_on():
            pass

    def count_all(self) -> int:
        """How many bytes there are; what writes into a pipe ends as it should."""
        if self._has_ended:
            return len(self.data)
        pieces = iter(lambda: self._stream.read(_PIECE), b"")
        return len(self.data) + sum(len(piece) for piece in pieces)

    def again(self) -> BinaryIO:
        """All bytes from the first, unpacked."""
        rest = [] if self._has_ended else [self._stream]
        whole = io.BufferedReader(_Joined(io.BytesIO(self.data), *rest), _PIECE)
        if not self.data.startswith(GZIP):
            return whole
        import gzip

        return io.BufferedReader(gzip.GzipFile(fileobj=whole), _PIECE)


class _Joined(io.RawIOBase):
    """Two streams, one after the other."""

    def __init__(self, *streams: BinaryIO) -> None:
        self._streams = list(streams)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self._streams:
            piece = self._streams[0].read(len(buffer))
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
            self._streams.pop(0)
        return 0


def _is_lines(kept: _Kept, largest: int) -> bool:
    """Whether the first line is a JSON object, and not all there is."""
    kept.read_on()
    unpack = _unpacking() if kept.data.startswith(GZIP) else bytearray
    head = unpack(bytes(kept.data)).removeprefix(_BOM).lstrip()
    if not _OPENS_OBJECT.match(head):
        return False
    end = head.find(b"\n")
    while end < 0 or not head[end:].strip():
        piece = kept.read_on()
        if not piece or len(head) > 2 * largest:
            return False
        seen = len(head)
        head += unpack(piece)
        end = head.find(b"\n", seen) if end < 0 else end
    return isinstance(_value(bytes(head[:end])), dict)


def _unpacking() -> Callable[[bytes], bytearray]:
    """What unpacks gzip data piece by piece: the beginning is enough, others judge the rest."""
    stream = zlib.decompressobj(31)

    def unpack(piece: bytes) -> bytearray:
        try:
            return bytearray(stream.decompress(stream.unconsumed_tail + piece, 64 * _PIECE))
        except zlib.error:
            return bytearray()

    return unpack


def _value(text: bytes) -> object:
    """The value of a JSON text; None where it is none."""
    try:
        return json.loads(text.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None


def _of_lines(stream: BinaryIO, path: str, largest: int) -> Iterator[Input | InputRefused]:
    number = record = 0
    # An exported article holds its original too, which takes more place in JSON.
    longest = 2 * largest
    while True:
        try:
            line = stream.readline(longest + 1)
        except (EOFError, OSError, zlib.error):
            yield damaged(path, f"ends or is damaged after line {number}")
            return
        if not line:
            return
        number += 1
        if len(line) > longest:
            _skip_line(stream)
        text = (line.removeprefix(_BOM) if number == 1 else line).strip()
        if text:
            record += 1
            name = f"{path}#{record}"
            yield (
                _of_line(name, text, number)
                if len(line) <= longest
                else InputRefused(
                    f"{name}: line {number} is longer than {megabytes(longest)}",
                    hint="raise the limit: --max-size",
                    path=name,
                )
            )


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def _of_line(name: str, line: bytes, number: int) -> Input | InputRefused:
    fault = _fault(line)
    return _broken(name, f"line {number}: {fault}") if fault else Input(name, line)


def _fault(text: bytes) -> str | None:
    """What is wrong with a record; None for a JSON object."""
    if text.count(b",") + text.count(b"[") > MOST_VALUES:
        return "too many values for a record"
    try:
        value = json.loads(text.decode("utf-8", "replace"), strict=False)
    except RecursionError:
        return "nested too deeply"
    except json.JSONDecodeError as error:
        return f"broken JSON at character {error.pos + 1}: {error.msg}"
    return None if isinstance(value, dict) else "no JSON object"


def _broken(name: str, what: str) -> InputRefused:
    return InputRefused(f"{name}: {what}", hint="write the record again", path=name)


def _of_whole(source: Input, largest: int) -> Iterator[Input | InputRefused]:
    data = source.data
    if data.startswith(GZIP):
        data = gunzip(data, path=source.path, largest=largest)
    text = _as_utf8(data)
    if _OPENS_ARRAY.match(text):
        yield from _of_array(source, text)
    elif _OPENS_OBJECT.match(text) and _has_broken_first_line(text):
        yield from _of_lines(io.BytesIO(text), source.path, largest)
    else:
        yield source


def _as_utf8(data: bytes) -> bytes:
    """JSON is UTF-8; some shells write UTF-16, with a mark."""
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace").encode()
    return data.removeprefix(_BOM)


def _has_broken_first_line(text: bytes) -> bool:
    """Whether a later line is a whole record, which in one JSON object none is."""
    if isinstance(_value(text), dict):
        return False
    lines = text.split(b"\n")[1:1000]
    return any(isinstance(_value(line), dict) and b":" in line for line in lines)


def _of_array(source: Input, text: bytes) -> Iterator[Input | InputRefused]:
    """The elements of an array, each read for itself, so that one may be broken."""
    record = 0
    for start, end in _elements(text):
        piece = text[start:end].strip()
        if start < 0:
            yield _broken(f"{source.path}#{record + 1}", "the JSON array ends too early")
        elif piece:
            record += 1
            name = f"{source.path}#{record}"
            line = text.count(b"\n", 0, start) + 1
            fault = _fault(piece)
            yield _broken(name, f"from line {line}: {fault}") if fault else Input(name, piece)


def _elements(text: bytes) -> Iterator[tuple[int, int]]:
    """Where each element of an array begins and ends; (-1, -1) where the array has no end."""
    depth = begin = 0
    is_quoted = False
    for found in _MARK.finditer(text):
        mark = text[found.start()]
        if mark == 0x22:
            is_quoted = not is_quoted
        elif is_quoted or mark == 0x5C:
            continue
        elif mark in b"[{":
            depth += 1
            begin = found.end() if depth == 1 else begin
        elif mark in b"]}":
            depth -= 1
        if depth == 0 or (mark == 0x2C and depth == 1):
            yield begin, found.start()
            begin = found.end()
        if depth == 0:
            return
    yield -1, -1
