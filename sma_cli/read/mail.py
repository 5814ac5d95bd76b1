"""MHTML and mail as pages: a browser's single-file save, a newsletter, a forwarded story.

Both are MIME: parts with their own encodings, of which those with HTML or text may hold the
article. The page that was saved comes before its frames, HTML before plain text, what is shown
before what is attached. Promises: the day a page was saved is not taken for anything; what the
head of a mail says serves only where the story is silent; a page cut off in its middle is refused.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read.decode import decode, tidy
from sma_cli.read.formats import decode_page, open_page
from sma_cli.read.furniture import fold_letters
from sma_cli.read.page import Envelope, Page
from sma_cli.record import load_table

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 8192
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:(?:[^\n]|\n[ \t])*\n")
_MBOX = re.compile(rb"From [^\n]{3,200}\n")
_SURE = {b"mime-version", b"received", b"return-path", b"message-id", b"dkim-signature"}
_USUAL = {b"from", b"to", b"subject", b"date", b"content-type", b"reply-to", b"cc"}
_MOST_PARTS = 200
_BLANKS = re.compile(r"\s+")
_QUOTED = re.compile(r"^(?:>\s?)+")
# A line that ends in a blank goes on in the next (RFC 3676), but for the one above a signature.
_FLOWING = re.compile(r"(?<!^--) \n(?!>)", re.MULTILINE)
_LONGEST_FIELD = 400
# Less below a forwarded head is no article.
_FEWEST_LETTERS = 80
_KEYS = {"title": "subject", "published": "sent", "sender": "sender"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part that may hold the article: its bytes unpacked, and what its head claims."""

    kind: Literal["html", "text"]
    data: bytes
    charset: str | None
    url: str | None
    is_flowed: bool = False
    is_attached: bool = False


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the head of a mail or of an MHTML file."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r\n", b"\n")
    mbox = _MBOX.match(head)
    place = mbox.end() if mbox else 0
    names: set[bytes] = set()
    while header := _HEADER.match(head, place):
        names.add(header[0].partition(b":")[0].lower())
        place = header.end()
    ended = head[place : place + 1] in (b"\n", b"") or bool(names & _SURE)
    return ended and (bool(names & _SURE and names & _USUAL) or len(names & _USUAL) >= 3)


def mail_pages(source: Input, *, encoding: str | None = None) -> Iterator[Page]:
    """The pages of a mail or MHTML file, the likeliest first. Raises InputRefused."""
    from email import message_from_bytes

    data = source.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    mbox = _MBOX.match(data)
    try:
        message = message_from_bytes(data[mbox.end() :] if mbox else data)
        parts = _parts(message, path=source.path)
    except RecursionError as error:
        raise InputRefused(
            f"{source.path}: parts nested too deeply", hint="save the page again", path=source.path
        ) from error
    saved = _saved_from(message)
    parts = _sorted(parts, saved)
    if not parts:
        raise InputRefused(
            f"{source.path}: no text in this mail",
            hint="save the article itself as text, HTML or PDF",
            path=source.path,
        )
    for part in parts:
        page, inner = _open_part(source, part, encoding=encoding)
        if saved is not None:
            yield replace(page, format="mhtml", url=page.url or _web(part.url) or _web(saved))
        else:
            envelope = _within(inner, _envelope(message))
            titles = _titles(page, envelope)
            yield replace(page, format="eml", titles=titles, envelope=envelope)


def _saved_from(message: "Message") -> str | None:
    """The address a browser saved the page from, perhaps empty; None for a mail."""
    place = _say(message, "Snapshot-Content-Location")
    by_browser = "saved by" in (_say(message, "From") or "").lower()
    is_bundle = message.get_content_type() == "multipart/related"
    sent = any(message.get(name) for name in ("To", "Received", "Message-ID", "Return-Path"))
    if place or by_browser or (is_bundle and not sent):
        return place or ""
    return None


def _parts(message: "Message", *, path: str) -> list[Part]:
    """The parts of text and HTML. Raises InputRefused where one is cut off."""
    parts: list[Part] = []
    last: Message | None = None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        last = part
        kind = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}.get(
            part.get_content_type()
        )
        payload = part.get_payload(decode=True)
        if kind and isinstance(payload, bytes) and payload.strip():
            parts.append(_part_of(part, kind, payload))  # type: ignore[arg-type]
    if last is not None and _is_cut_off(message) and last.get_content_maintype() == "text":
        # A picture may be cut off, and other files follow the page; the page itself must be whole.
        raise InputRefused(
            f"{path}: ends in the middle of its text", hint="save the page again", path=path
        )
    return parts


def _part_of(part: "Message", kind: Literal["html", "text"], payload: bytes) -> Part:
    charset = part.get_param("charset")
    return Part(
        kind,
        payload,
        charset if isinstance(charset, str) else None,
        _say(part, "Content-Location"),
        is_flowed=str(part.get_param("format", "")).lower() == "flowed",
        is_attached=part.get_content_disposition() == "attachment",
    )


def _is_cut_off(message: "Message") -> bool:
    from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect

    kinds = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    return any(isinstance(one, kinds) for part in message.walk() for one in part.defects)


def _sorted(parts: list[Part], saved: str | None) -> list[Part]:
    return sorted(
        parts,
        key=lambda part: (
            part.is_attached,
            part.kind != "html",
            bool(saved) and part.url != saved,
            # Frames of a saved page stand in any order; the largest tells most.
            -len(part.data) if saved is not None and part.url != saved else 0,
        ),
    )


def _open_part(source: Input, part: Part, *, encoding: str | None) -> tuple[Page, Envelope]:
    """The page of a part, and the envelope of the mail that it forwards."""
    decoded = decode_page(Input(source.path, part.data), encoding=encoding, claimed=part.charset)
    if part.kind == "text":
        text = _FLOWING.sub(" ", decoded.text) if part.is_flowed else decoded.text
        lines, inner = _forwarded(_without_quotes(text.split("\n")))
        return replace(open_page("\n".join(lines)), encoding=decoded.encoding), inner
    from sma_cli.read.html import open_html

    page = open_html(decoded.text)
    lines, inner = _forwarded(page.lines)
    container = _forwarded(page.container)[0] if page.container else None
    return (
        replace(
            page,
            lines=tuple(lines),
            container=tuple(container) if container else None,
            encoding=decoded.encoding,
        ),
        inner,
    )


def _without_quotes(lines: Sequence[str]) -> Sequence[str]:
    """A mail quoted as a whole, without the signs of quotation and the remarks in between."""
    quoted = sum(len(line) for line in lines if line.startswith(">"))
    if 2 * quoted <= sum(map(len, lines)):
        return lines
    return [_QUOTED.sub("", line) for block in _said_by_others(lines) for line in block]


def _said_by_others(lines: Sequence[str]) -> Iterator[list[str]]:
    """The blocks that empty lines part, without those below the first quoted line that quote none.

    Where a line was wrapped again, its end stands unquoted right below it.
    """
    has_begun = False
    for is_filled, block in itertools.groupby(lines, key=lambda line: bool(line.strip())):
        kept = list(block)
        quotes = any(line.startswith(">") for line in kept)
        if quotes or not (has_begun and is_filled):
            yield kept
        has_begun = has_begun or quotes


def _forwarded(lines: Sequence[str]) -> tuple[Sequence[str], Envelope]:
    """The lines of a forwarded mail without its head and the note above it, and its envelope.

    A mail forwarded again has several heads: the last, innermost one stands over the article.
    """
    last, said = 0, {}
    below = sum(map(len, lines))
    for place, line in enumerate(lines):
        if place >= last:
            end, fields = _read_head(lines, place)
            if fields and below - sum(map(len, lines[place:end])) > _FEWEST_LETTERS:
                last, said = end, fields
        below -= len(line)
    names = {name: said.get(name) for name in ("title", "published", "sender")}
    return (lines[last:], Envelope(**names)) if said else (lines, Envelope())


def _read_head(lines: Sequence[str], place: int) -> tuple[int, dict[str, str]]:
    """Where a forwarded mail's head that begins here ends, and its fields; none where none does."""
    begins = fold_letters(lines[place]) in _folded("begins")
    end = place + begins
    fields: dict[str, str] = {}
    number = 0
    while end < len(lines):
        name, colon, value = lines[end].partition(":")
        name = name.strip(" *>\t").casefold()
        if colon and name in _table("head") and len(value) < _LONGEST_FIELD:
            number += 1
            fields |= {key: value.strip(" *\t") for key in _KEYS if name in _table(_KEYS[key])}
        elif lines[end].strip() or not begins or number:
            break
        end += 1
    if "title" in fields:
        fields["title"] = _subject(fields["title"])
    return (end, fields) if number >= 3 or (begins and number) else (place, {})


def _titles(page: Page, envelope: Envelope) -> tuple[str, ...]:
    """The page's headlines; before them the subject, if the page prints it too."""
    folded = fold_letters(envelope.title or "")
    if envelope.title and folded and folded in map(fold_letters, page.lines):
        return (envelope.title, *page.titles)
    return page.titles


def _envelope(message: "Message") -> Envelope:
    return Envelope(
        title=_subject(_say(message, "Subject") or "") or None,
        published=_say(message, "Date"),
        sender=_say(message, "From"),
    )


def _within(inner: Envelope, outer: Envelope) -> Envelope:
    """What the inner envelope says, and what the outer one says where that is silent."""
    return Envelope(
        title=inner.title or outer.title,
        published=inner.published or outer.published,
        sender=inner.sender or outer.sender,
    )


def _subject(text: str) -> str:
    """A subject without the marks of answers and forwards."""
    return _marks().sub("", text).strip()


@cache
def _marks() -> re.Pattern[str]:
    marks = "|".join(load_table("formats")["mail"]["marks"])
    mark = rf"(?:(?:{marks})(?:\[\d+\])?\s*:|\[(?:{marks})\])"
    return re.compile(rf"^\s*(?:{mark}\s*)+", re.IGNORECASE)


@cache
def _table(key: str) -> frozenset[str]:
    return frozenset(load_table("formats")["mail"][key])


@cache
def _folded(key: str) -> frozenset[str]:
    return frozenset(map(fold_letters, _table(key)))


def _say(message: "Message", name: str) -> str | None:
    """What a head says under a name, decoded as far as it can be."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        raw = message.get(name)
        pieces = decode_header(raw) if raw is not None else []
    except (HeaderParseError, ValueError, LookupError):
        return None
    text = "".join(_piece(piece, charset) for piece, charset in pieces)
    return _BLANKS.sub(" ", tidy(text)).strip() or None


def _piece(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        # Bytes above ASCII in a head come as surrogates.
        text, charset = text.encode("utf-8", "surrogateescape"), None
    try:
        return decode(Input("", text), claimed=charset).text if text.strip() else " "
    except InputRefused:
        return text.decode("utf-8", "replace")


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
