"""Originals found on the pages of a file that SQLite cannot read any more.

A SQLite file is pages of one size, and a row stands on a leaf of its table's tree, or goes on from
there on a chain of other pages. Neither the header nor the tree is asked here: every page that
looks like a leaf is read, and of its rows those that look like originals; what they hold is what
was ingested only when its checksum says so. Newer pages in the log stand for those of the file.

The format: https://www.sqlite.org/fileformat2.html.
"""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from sma_cli.archive.checking import is_original
from sma_cli.document import Input

# What archives have been made with; the header may say something else.
_SIZES = (16384, 4096)
_MAGIC = b"SQLite format 3\0"
_LEAF = 0x0D
# Of the log: its own header, that of a frame, and how both formats of its checksum begin.
_LOG_HEAD, _FRAME_HEAD, _LOG_MAGIC = 32, 24, b"\x37\x7f\x06"
_LONGEST_CHAIN = 1_000_000

Page = Callable[[int], bytes]
Bytes = bytes | mmap


class Place(NamedTuple):
    """A cell: the number of its page, and where on it it begins."""

    page: int
    start: int


class Originals(NamedTuple):
    """Originals by the ids of their articles, of some several versions, each to be read yet."""

    places: dict[int, list[Place]]
    read: Callable[[int], Input | None]


def page_sizes(data: Bytes) -> tuple[int, ...]:
    """The sizes that the pages of a file may have, the likeliest first."""
    told = int.from_bytes(data[16:18], "big")
    if data[:16] == _MAGIC and 512 <= told <= 32768 and told & (told - 1) == 0:
        return told, *(one for one in _SIZES if one != told)
    return _SIZES


def originals_on_pages(path: Path) -> Originals:
    """Every row of a file and its log that looks like an original. Raises OSError."""
    data, log = _mapped(path), _mapped(path.with_name(path.name + "-wal"))
    most: Originals = Originals({}, lambda _: None)
    for size in page_sizes(data):
        found = _originals(data, log, size)
        if len(found.places) > len(most.places):
            most = found
    return most


def _mapped(path: Path) -> Bytes:
    """The bytes of a file, none where there is none, without having them all in memory."""
    if not path.exists() or not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _originals(data: Bytes, log: Bytes, size: int) -> Originals:
    logged = _logged(log, size)

    def page(number: int) -> bytes:
        there = logged.get(number)
        return log[there : there + size] if there else data[(number - 1) * size : number * size]

    places: dict[int, list[Place]] = defaultdict(list)
    for number in range(2, max([len(data) // size, *logged]) + 1):
        for identifier, place in _leaf(number, page(number)):
            places[identifier].append(place)

    def read(identifier: int) -> Input | None:
        versions = (_original(place, page, size) for place in places.get(identifier, ()))
        return next((one for one in versions if one is not None), None)

    return Originals(dict(places), read)


def _logged(log: Bytes, size: int) -> dict[int, int]:
    """Where in the log the newest version of each page begins."""
    if log[:3] != _LOG_MAGIC:
        return {}
    frames = range(_LOG_HEAD, len(log) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size)
    salt = log[16:24]
    # Behind the newest frames stand those of an older log, which has other salt.
    return {
        int.from_bytes(log[start : start + 4], "big"): start + _FRAME_HEAD
        for start in frames
        if log[start + 8 : start + 16] == salt
    }


def _leaf(number: int, page: bytes) -> Iterator[tuple[int, Place]]:
    """The cells of a page that look like originals, if it looks like a leaf of a table."""
    if len(page) < 8 or page[0] != _LEAF:
        return
    for nth in range(int.from_bytes(page[3:5], "big")):
        start = int.from_bytes(page[8 + 2 * nth : 10 + 2 * nth], "big")
        try:
            _, after = _varint(page, start)
            identifier, after = _varint(page, after)
            if _is_like_an_original(_types(page, after)[0]):
                yield identifier, Place(number, start)
        except IndexError:
            continue


def _types(page: bytes, start: int) -> tuple[list[int], int]:
    """The types of a record's columns, and how long its head is."""
    head, place = _varint(page, start)
    types: list[int] = []
    while place < start + min(head, 40):
        one, place = _varint(page, place)
        types.append(one)
    return types, head


def _is_like_an_original(types: list[int]) -> bool:
    """Nothing for the id, path, checksum of 64 letters, size, format, encoding, bytes."""
    if len(types) != 7 or types[0] != 0 or types[2] != 13 + 2 * 64:
        return False
    are_texts = all(one >= 13 and one % 2 == 1 for one in (types[1], types[4], types[5]))
    return are_texts and types[3] in range(1, 10) and types[6] >= 12 and types[6] % 2 == 0


def _original(place: Place, page: Page, size: int) -> Input | None:
    """What the cell holds, if it is what was ingested."""
    record = _record(place, page, size)
    try:
        types, at = _types(record, 0)
    except IndexError:
        return None
    columns: list[bytes] = []
    for one in types:
        length = _length(one)
        columns.append(record[at : at + length])
        at += length
    _, path, sha256, number, _, _, packed = columns
    bytes_ = {8: 0, 9: 1}.get(types[3], int.from_bytes(number, "big"))
    if not is_original(packed, sha256.decode("ascii", "replace"), bytes_):
        return None
    return Input(path.decode("utf-8", "replace"), zlib.decompress(packed))


def _record(place: Place, page: Page, size: int) -> bytes:
    """The whole record of a cell, gathered from the pages that it goes on on."""
    here = page(place.page)
    length, after = _varint(here, place.start)
    _, after = _varint(here, after)
    most = size - 35
    if length <= most:
        return here[after : after + length]
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    local = local if local <= most else least
    pieces, missing = [here[after : after + local]], length - local
    following = int.from_bytes(here[after + local : after + local + 4], "big")
    for _ in range(_LONGEST_CHAIN):
        more = page(following) if following and missing > 0 else b""
        if not more:
            break
        pieces.append(more[4 : 4 + missing])
        missing -= size - 4
        following = int.from_bytes(more[:4], "big")
    return b"".join(pieces)


def _length(kind: int) -> int:
    """How many bytes a column of this type has."""
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next begins. Raises IndexError."""
    value = 0
    for _ in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    return value << 8 | data[place], place + 1
