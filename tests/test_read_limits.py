"""Inputs made to break a reader: with 1 GB and in 30 s each is an article or a line."""

import gzip
import json
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROGRAMS
from pages import EN, ENGLISH
from pdf_files import whole
from saved_pages import paragraphs

from sma_cli.cli.status import Status

STORY = paragraphs(ENGLISH).encode()
PAGE = b"<!doctype html><html><body>" + STORY
LINE = "The envoys met again in Seoul and spoke about $5 billion on May 3. "
MEGABYTE = 1_000_000
ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 100}">' for inner, name in ("ab", "bc", "cd", "de", "ef")
)


def zeros(megabytes: int) -> bytes:
    """Gzip data that unpacks to so many megabytes, made without unpacking them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + packer.flush()


def pdf_stream(content: bytes) -> bytes:
    """A PDF whose page is drawn by these bytes."""
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return whole([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        head + packed + b"\nendstream",
    ])  # fmt: skip


def mail(head: str, body: bytes) -> bytes:
    """A mail with this head."""
    return f"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n{head}\n\n".encode() + body


BOMBS: dict[str, Callable[[], bytes]] = {
    "nesting of 100,000 blocks": lambda: PAGE + b"<div>" * 100_000 + STORY,
    "nesting of 100,000 around the story": lambda: b"<html>" + b"<div>" * 100_000 + STORY,
    "nesting of 100,000 words": lambda: PAGE + b"<b>" * 100_000 + b"x",
    "a million tags inside a line": lambda: PAGE + b"<i>a</i>" * MEGABYTE,
    "a million paragraphs": lambda: PAGE + b"<p>word</p>" * MEGABYTE,
    "a million tags never closed": lambda: PAGE + b"<p a" * MEGABYTE,
    "a million comments": lambda: PAGE + b"<!---->a" * MEGABYTE,
    "entities in entities": lambda: (
        f"<!DOCTYPE html [{ENTITIES}]><html><body><p>&f;&f;</p>".encode() + STORY
    ),
    "an attribute of 50 MB": lambda: (
        PAGE.replace(b"<body>", b'<body title="' + b"a" * 50 * MEGABYTE + b'">')
    ),
    "a picture of 50 MB in the page": lambda: (
        PAGE + b'<img src="data:image/png;base64,' + b"QUJD" * 12_500_000 + b'">'
    ),
    "a page of 99 MB": lambda: PAGE + b"<p>Envoys met.</p>" * 5_500_000,
    "one line of 10 MB": lambda: (LINE * 150_000).encode(),
    "one word of 10 MB": lambda: b"a" * 10 * MEGABYTE,
    "one Korean word of 10 MB": lambda: "협상".encode() * 1_700_000,
    "one line of 4 MB": lambda: (LINE * 58_000).encode(),
    "a million lines": lambda: b"Envoys met.\n" * MEGABYTE,
    "brackets of 10 MB": lambda: b"(" * 10 * MEGABYTE,
    "text of 99 MB": lambda: "협상이 열렸다. ".encode() * 4_500_000,
    "NUL bytes": lambda: EN.encode() + bytes(1000),
    "lone surrogates": lambda: EN.encode() + "\ud800".encode("utf-8", "surrogatepass"),
    "gzip of 3 GB": lambda: zeros(3000),
    "gzip of 3 GB in a mail": lambda: mail("Content-Type: text/plain", zeros(3000)),
    "gzip of 90 MB of zeros": lambda: zeros(90),
    "JSON of 90 MB of brackets": lambda: b"[" * 90 * MEGABYTE,
    "JSON objects in objects": lambda: b'{"text":' * MEGABYTE,
    "JSON of ten million values": lambda: b'[{"text":[' + b'"a",' * 10 * MEGABYTE + b"0]}]",
    "JSON of escapes": lambda: b'[{"text":"' + b"\\n" * 20 * MEGABYTE + b'"}]',
    "JSON of quotes without an end": lambda: b'[{"' + b'\\"' * 20 * MEGABYTE,
    "a key of 40 MB": lambda: b'{"' + b"a" * 40 * MEGABYTE + b'": 1}',
    "an export with a bomb for an original": lambda: json.dumps({
        "original": "eJw" + "A" * 100_000, "origin": {"path": "a"}, "basis": {}, "body": "a",
    }).encode(),
    "a PDF of 100 MB packed": lambda: pdf_stream(bytes(100 * MEGABYTE)),
    "a PDF drawn for ever": lambda: pdf_stream(b"0 0 m 1 1 l S\n" * 500_000),
    "a PDF of brackets": lambda: pdf_stream(b"[" * 5 * MEGABYTE),
    "a PDF that is its own page": lambda: whole([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>",
    ]),
    "mail in mail in mail": lambda: b"".join(
        mail(f"Content-Type: multipart/mixed; boundary=b{n}", b"--b%d\n" % n) for n in range(9000)
    ),
    "a mail of 300,000 parts": lambda: mail(
        "Content-Type: multipart/mixed; boundary=b",
        b"--b\nContent-Type: text/plain\n\nhello there\n" * 300_000,
    ),
    "a mail of heads": lambda: mail("", b"From: a\nTo: b\nDate: c\nSubject: d\n\nhello\n" * 20_000),
    "Markdown of brackets": lambda: b"# A title\n\n- item\n\n" + b"[" * 450_000 + b"](http://x.y)",
    "Markdown of links": lambda: b"# A title\n\n" + b"[a](http://x.yz" * 30_000,
    "Markdown of stars": lambda: b"# A title\n\n- item\n\n" + b"**a **" * 70_000,
    "Markdown of quotes": lambda: b"# A title\n\n- item\n\n" + b"> " * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_an_article_or_a_line(name: str, tmp_path: Path) -> None:
    """At most 1 GB of memory and 30 s; status 0 or 4, and the neighbour is stored."""
    (tmp_path / "bomb").write_bytes(BOMBS[name]())
    (tmp_path / "neighbour").write_text(EN)
    begun = time.monotonic()
    ran = subprocess.run(
        ["bash", "-c", "ulimit -v 1000000; sma ingest bomb neighbour --ids --db a.db"],
        cwd=tmp_path,
        env={"PATH": f"{PROGRAMS}:/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONWARNINGS": "error"},
        capture_output=True,
        timeout=120,
        check=False,
        text=True,
    )
    assert ran.returncode in (Status.DONE, Status.REFUSED), ran.stderr[-2000:]
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr) < 1000
    refused = [line for line in ran.stderr.splitlines() if line.startswith("sma: refused: bomb")]
    assert len(refused) == (ran.returncode == Status.REFUSED)
    assert len(ran.stdout.split()) == 2 - len(refused)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("option", "status"),
    [("", Status.REFUSED), ("--max-size 200MB", Status.DONE), ("--max-size 1k", Status.REFUSED)],
)
def test_the_limit_is_an_option(option: str, status: Status, tmp_path: Path) -> None:
    """It holds for files and pipes, for what is packed and what it unpacks to."""
    picture = b'<img src="data:image/png;base64,' + b"QUJD" * 26 * MEGABYTE + b'">'
    (tmp_path / "packed").write_bytes(gzip.compress(PAGE + picture, 1))
    for command in ("sma ingest packed", "sma ingest - < packed"):
        ran = subprocess.run(
            ["bash", "-c", f"{command} {option} --db a.db"],
            cwd=tmp_path,
            env={"PATH": f"{PROGRAMS}:/usr/bin:/bin", "HOME": str(tmp_path)},
            capture_output=True,
            timeout=120,
            check=False,
            text=True,
        )
        assert ran.returncode == status, ran.stderr
