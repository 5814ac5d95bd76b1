"""Compressed bytes, unpacked up to a limit that holds while they grow.

Promises: a bomb of a few kilobytes never becomes more than the limit and one piece in memory;
what is cut off or damaged is refused, never read by half.
"""

import zlib

from sma_cli.errors import InputRefused
from sma_cli.read.limits import megabytes

GZIP = b"\x1f\x8b"
# Wants the header and the trailer of gzip, whose checksum proves that all is there.
_AS_GZIP = 31
_PIECE, _GROWS_BY = 1 << 16, 1 << 20


def gunzip(data: bytes, *, path: str, largest: int) -> bytes:
    """The bytes that gzip packed, one member or several. Raises InputRefused."""
    unpacked = bytearray()
    place = 0
    while place < len(data):
        try:
            place = _unpack_member(data, place, unpacked, largest)
        except zlib.error as error:
            raise damaged(path) from error
        except EOFError as error:
            raise damaged(path, "ends too early") from error
        if len(unpacked) > largest:
            raise InputRefused(
                f"{path}: unpacks to more than {megabytes(largest)}",
                hint="if it is to be trusted, raise the limit: --max-size",
                path=path,
            )
        # Some writers fill their last block with zeros.
        while data[place : place + 1] == b"\0":
            place += 1
    return bytes(unpacked)


def _unpack_member(data: bytes, place: int, unpacked: bytearray, largest: int) -> int:
    """Append one member's bytes; where the next begins. Raises EOFError where it is cut off."""
    stream = zlib.decompressobj(_AS_GZIP)
    while not stream.eof and place < len(data):
        piece = data[place : place + _PIECE]
        place += len(piece)
        while piece and not stream.eof:
            unpacked += stream.decompress(piece, _GROWS_BY)
            piece = stream.unconsumed_tail
            if len(unpacked) > largest:
                return len(data)
    unpacked += b"" if stream.eof else stream.flush()
    if not stream.eof:
        raise EOFError
    return place - len(stream.unused_data)


def unpack(data: bytes, *, largest: int) -> bytes | None:
    """What zlib packed; None where it is damaged, cut off, or more than `largest`."""
    stream = zlib.decompressobj()
    try:
        unpacked = stream.decompress(data, largest + 1)
    except zlib.error:
        return None
    return unpacked if stream.eof and len(unpacked) <= largest else None


def inflated_size(data: bytes, place: int, *, largest: int) -> int:
    """How many bytes the zlib data at `place` become, counted until more than `largest`."""
    stream = zlib.decompressobj()
    size = 0
    try:
        while not stream.eof and place < len(data) and size <= largest:
            piece = data[place : place + _PIECE]
            place += len(piece)
            while piece and not stream.eof and size <= largest:
                size += len(stream.decompress(piece, _GROWS_BY))
                piece = stream.unconsumed_tail
    except zlib.error:
        return size
    return size


def damaged(path: str, what: str = "is damaged") -> InputRefused:
    """The refusal of gzip data that cannot be unpacked to its end."""
    return InputRefused(f"{path}: the gzip data {what}", hint="fetch or pack it again", path=path)
