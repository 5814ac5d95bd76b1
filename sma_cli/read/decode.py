r"""Bytes to text, by evidence: a declared encoding is a claim, valid UTF-8 is a proof.

Promises: nothing is replaced or dropped to make bytes fit; what cannot be read is refused with
the offset of the byte. The text returned is NFC, its lines end in `\\n`, and it holds no control
characters.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from sma_cli.document import Input
from sma_cli.errors import InputRefused, UsageError

# How much of a page's head may pass before it has declared its encoding.
_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The supersets that people mean by the names they write (WHATWG Encoding, "names and labels").
_SUPERSETS = {
    "euc_kr": "cp949",
    "johab": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
}
# Written in seven bits, which UTF-8 takes for plain letters.
_SHIFTED = ("iso2022_kr", "iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "hz")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,30})""", re.I)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite f")
_UTF8_PART = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
# KS X 1001: Hangul of everyday text stands in these rows, its signs in the two first.
_KOREAN_PAIR = re.compile(rb"[\xb0-\xc8\xa1-\xa3][\xa1-\xfe]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text and the encoding it was read in, under Python's name for it."""

    text: str
    encoding: str


def decode(source: Input, *, encoding: str | None = None, claimed: str | None = None) -> Decoded:
    """Read the bytes of `source` as text; `encoding` overrules every other evidence.

    `claimed` is what stands around the bytes, such as the head of a mail: one claim more.
    Raises InputRefused for bytes that are no text, and UsageError for an unknown `encoding`.
    """
    if not source.data.strip():
        raise InputRefused(f"{source.path}: the file is empty", hint="check what was saved")
    if encoding is not None:
        name = _known(encoding)
        if name is None:
            raise UsageError(f"unknown encoding: {encoding}", hint="for example utf-8 or cp949")
        return _decode_as(source, name)
    if source.data.startswith(_MAGIC):
        raise _binary(source)
    return _decode_as(source, _recognize(source, claimed))


def _recognize(source: Input, claimed: str | None) -> str:
    """The encoding the bytes are in; an undecodable input gets the likeliest, which then fails."""
    data = source.data
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if b"\x00" in data:
        wide = _recognize_wide(data)
        if wide is None:
            raise _binary(source)
        return wide
    claims = [_known(claimed or ""), _declared(data)]
    shifted = next((claim for claim in claims if claim in _SHIFTED), None)
    if shifted and b"\x1b" in data and _fits(data, shifted):
        return shifted
    if _fits(data, "utf-8"):
        return "utf-8"
    for claim in claims:
        if claim and claim != "utf-8" and _is_plausible(data, claim):
            return claim
    for candidate in ("cp949", "cp1252"):
        if _is_plausible(data, candidate):
            return candidate
    return "utf-8"


def _recognize_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly all of it must be letters and signs that people print."""
    sample = data[: 2 * 2000]
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = sample[: len(sample) // 2 * 2].decode(name)
        except UnicodeDecodeError:
            continue
        printed = sum(_is_common(character) for character in text)
        if len(data) % 2 == 0 and printed >= 0.95 * len(text):
            return name
    return None


def _is_common(character: str) -> bool:
    code = ord(character)
    return (
        character in "\t\r\n"
        or 0x20 <= code < 0x250
        or 0xAC00 <= code < 0xD7A4
        or 0x2010 <= code < 0x2040
        or 0x3000 <= code < 0x3130
        or 0x4E00 <= code < 0xA000
    )


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    found = _DECLARED.search(head) or _XML_DECLARED.search(head)
    return _known(found[1].decode("ascii")) if found else None


def _known(name: str) -> str | None:
    """Python's name of an encoding of text, widened to the superset that is meant by it."""
    try:
        found = codecs.lookup(name.strip().lower())
        "".encode(found.name)
    except (LookupError, ValueError, TypeError):
        return None
    return _SUPERSETS.get(found.name, found.name)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _is_plausible(data: bytes, encoding: str) -> bool:
    """Whether bytes that are no UTF-8 read sensibly in this encoding, judged by its high bytes.

    Damaged UTF-8 reads as anything in a single-byte encoding, and curly quotes before a letter
    are rare Hangul in cp949; so Korean must come in the pairs that everyday Korean is made of,
    and Western text must have few high bytes, none of which are pieces of UTF-8.
    """
    if not _fits(data, encoding):
        return False
    high = len(_HIGH.findall(data))
    if sum(map(len, _UTF8_PART.findall(data))) > 0.8 * high:
        return encoding not in ("cp949", "cp1252")
    korean = 2 * len(_KOREAN_PAIR.findall(data))
    if encoding == "cp949":
        return korean >= 0.7 * high
    if encoding == "cp1252":
        return high <= 0.2 * len(data) and korean < 0.7 * high
    return True


def _decode_as(source: Input, encoding: str) -> Decoded:
    try:
        text = source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{source.path}: not {encoding} text: byte 0x{error.object[error.start]:02x} "
            f"at offset {error.start}",
            hint="name its encoding: --encoding cp949",
        ) from None
    except (UnicodeError, ValueError) as error:
        raise InputRefused(
            f"{source.path}: not {encoding} text at offset 0: {error}",
            hint="name its encoding: --encoding cp949",
        ) from None
    return Decoded(tidy(text), encoding)


def tidy(text: str) -> str:
    """The text in NFC, its lines ended in one way, without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Looking for a single character is far quicker than a pattern that none of it fits.
    for end in _LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _binary(source: Input) -> InputRefused:
    return InputRefused(
        f"{source.path}: not text but binary data", hint="save the article as text or HTML"
    )
