"""What an article, a file's name or an export says is text: it steers, runs and writes nothing."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
from conftest import Sma
from fuzzed import STEERING
from test_page import Elements

# Each is a headline; what would come of it were it not taken for text.
HEADLINES = {
    "clears the screen": "Envoys meet \x1b[2J\x1b[1;1H in Seoul",
    "sets the title of the window": "Envoys meet \x1b]0;owned\x07 in Seoul",
    "makes a link": "Envoys \x1b]8;;https://evil.example\x1b\\meet\x1b]8;;\x1b\\ in Seoul",
    "speaks to the terminal in one byte": "Envoys meet \x9b31m in Seoul",
    "rings and goes back": "Envoys meet \x07\x08\x08\r in Seoul",
    "turns the line": "Envoys meet \u202elluoes ni\u2066 in Seoul\u200f",
    "opens markup": "[bold red]Envoys[/bold] meet [/] [link=https://evil.example] in Seoul :bomb:",
    "runs a script": "Envoys meet <script>alert(1)</script><img src=x onerror=alert(1)> in Seoul",
    "leaves its attribute": "Envoys meet \"><svg onload='alert(1)'> in Seoul",
    "starts a program": "=cmd|' /C calc'!A0 Envoys meet in Seoul",
    "is a formula": '+HYPERLINK("https://evil.example","Envoys meet in Seoul")',
    "drops a table": "Envoys meet'); DROP TABLE articles; -- in Seoul",
    "is a query": 'Envoys meet" OR title:* NEAR( in Seoul) AND NOT -"',
    "is a template": "Envoys meet {{ 7 * 7 }} {% include '/etc/passwd' %} in Seoul",
    "is a format": "Envoys meet %s %n {0.__class__} $(touch owned) `touch owned` in Seoul",
    "is a path": "../../../../Envoys meet in Seoul/../../owned\0.txt",
}
BODY = (
    "Envoys of South Korea and the U.S. met in Seoul on May 21 for the second round of talks on "
    "the 12th Special Measures Agreement and spoke about $5 billion."
)


@pytest.fixture
def hostile(sma: Sma) -> Sma:
    """An archive with an article for each, of which every field says the same."""
    records = [
        {
            "title": title, "date": "2024-05-24", "source": title, "author": title,
            "agency": title, "url": f"https://example.org/{title}",
            "text": f"{BODY}\n\nThe {name}, said {title} of it.",
        }
        for name, title in HEADLINES.items()
    ]  # fmt: skip
    lines = "".join(f"{json.dumps(one)}\n" for one in records)
    (sma.folder / "all.ndjson").write_text(lines, "utf-8")
    ran = sma("ingest", "all.ndjson", "--db", "sma.db")
    assert ran.status == 0, ran
    assert len(ran.out.splitlines()) == len(HEADLINES)
    assert not _steers(ran.out + ran.err)
    return sma


def _steers(text: str) -> bool:
    return STEERING.search(text.replace("\t", "")) is not None


def test_no_command_is_steered(hostile: Sma) -> None:
    """In lines, JSON, TSV and CSV nothing moves a cursor, and each row stays one row."""
    everything = [
        "search envoys --copies --full",
        "timeline --copies",
        "export",
        "tag 1 --venue Jeju",
    ]
    for command in (*everything, *(f"show {number + 1}" for number in range(len(HEADLINES)))):
        ran = hostile(*command.split(), "--db", "sma.db")
        assert ran.status == 0, ran
        assert not _steers(ran.out + ran.err), (command, ran.out)
    for form, around in (("--json", 2), ("--ndjson", 0), ("--tsv", 1)):
        ran = hostile("search", "envoys", "--copies", form, "--db", "sma.db")
        assert not _steers(ran.out), (form, ran.out)
        assert len(ran.out.splitlines()) == len(HEADLINES) + around


def test_no_cell_is_a_formula(hostile: Sma) -> None:
    """Where a spreadsheet would compute, the cell begins with an apostrophe."""
    search = ("search", "envoys", "--copies", "--db", "sma.db")
    rows = list(csv.reader(io.StringIO(hostile(*search, "--csv").out)))
    rows += [line.split("\t") for line in hostile(*search, "--tsv").out.splitlines()]
    assert len(rows) == 2 * (len(HEADLINES) + 1)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[\s]*[=+@\t\r]|-\D", cell), cell


def test_the_page_and_the_calendar_take_it_for_text(hostile: Sma) -> None:
    """No element, attribute or property comes of it."""
    assert hostile("timeline", "--html", "page.html", "--copies", "--db", "sma.db").status == 0
    assert hostile("timeline", "--ics", "days.ics", "--copies", "--db", "sma.db").status == 0
    written = Elements((hostile.folder / "page.html").read_text("utf-8"))
    names = [name for name, _ in written.tags]
    assert names.count("script") == 1
    assert not {"img", "iframe", "object", "embed"} & set(names)
    assert not [one for _, attributes in written.tags for one in attributes if one[:2] == "on"]
    text = "".join(written.text)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in text
    days = (hostile.folder / "days.ics").read_text("utf-8")
    assert days.count("BEGIN:VEVENT") == 1
    assert not _steers(days.replace("\r\n", "\n"))


def test_nothing_is_run_and_nothing_is_lost(hostile: Sma) -> None:
    """Each article's bytes come back, each headline is a query, and no file has appeared."""
    lines = (hostile.folder / "all.ndjson").read_text("utf-8").splitlines()
    for number in (1, 9, len(lines)):
        shown = hostile("show", str(number), "--original", "--db", "sma.db").out
        assert shown == lines[number - 1]
    for title in (json.loads(line)["title"].replace("\0", "") for line in lines):
        ran = hostile("search", "--db", "sma.db", "--", title)
        assert ran.status in (0, 1, 2), ran
        assert not _steers(ran.out + ran.err)
    assert hostile("doctor", "--db", "sma.db").status == 0
    assert {one.name for one in hostile.folder.iterdir()} == {"all.ndjson", "sma.db"}


NAMES = ("\x1b[2Jclear.txt", "\u202etxt.exe", "two\nlines.txt", "[b]bold.txt", "--help", "=1+1.txt")


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_text(sma: Sma, name: str) -> None:
    """Neither in the report nor in a refusal does it steer; each is told on one line."""
    (sma.folder / "in").mkdir()
    (sma.folder / "in" / name).write_text(f"A headline of some words\n\n{BODY}\n")
    (sma.folder / "in" / f"empty {name}").write_bytes(b"")
    ran = sma("ingest", "in", "--db", "sma.db")
    assert ran.status == 4
    assert len(ran.out.splitlines()) == 2
    assert not _steers(ran.out + ran.err), ran
    assert not _steers(sma("show", "1", "--db", "sma.db").out)


def _mhtml(place: str) -> bytes:
    return (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: {place}\r\n"
        f'Content-Disposition: attachment; filename="{place}"\r\n\r\n'
        f"<html><body><h1>Envoys meet in Seoul</h1><p>{BODY}</p><p>{BODY} Again.</p></body></html>"
        "\r\n--b--\r\n"
    ).encode()


def _packed(place: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(filename=place, mode="wb", fileobj=out) as file:
        file.write(f"Envoys meet in Seoul\n\n{BODY}\n".encode())
    return out.getvalue()


@pytest.mark.parametrize("make", [_mhtml, _packed])
@pytest.mark.parametrize("place", ["../../owned", "/tmp/owned", "file:///etc/passwd", "C:\\owned"])
def test_a_path_inside_a_file_leads_nowhere(sma: Sma, make: object, place: str) -> None:
    """What parts of pages and packed files are called is not asked; nothing is written."""
    assert callable(make)
    (sma.folder / "in").mkdir()
    (sma.folder / "in" / "file").write_bytes(make(place))
    before = _files(sma.folder.parent)
    assert sma("ingest", "in/file", "--db", "sma.db").status == 0
    assert _files(sma.folder.parent) - before == {sma.folder / "sma.db"}
    assert BODY in json.loads(sma("show", "1", "--json", "--db", "sma.db").out)[0]["body"]


def test_an_export_cannot_choose_where_to_write(sma: Sma) -> None:
    """The path of an original in an export is told, and never opened."""
    (sma.folder / "one.txt").write_text(f"Envoys meet in Seoul\n\n{BODY}\n")
    assert sma("ingest", "one.txt", "--db", "sma.db").status == 0
    record = json.loads(sma("export", "--db", "sma.db").out)
    record["origin"]["path"] = "../../../owned\x1b[2J"
    (sma.folder / "export.ndjson").write_text(json.dumps(record))
    before = _files(sma.folder.parent)
    assert sma("ingest", "export.ndjson", "--db", "again.db").status == 0
    assert sma("show", "1", "--original", "--db", "again.db").out.startswith("Envoys meet")
    assert sma("retag", "--db", "again.db").status == 0
    assert not _steers(sma("show", "1", "--db", "again.db").out)
    assert _files(sma.folder.parent) - before == {sma.folder / "again.db"}


def _files(folder: Path) -> set[Path]:
    return {one for one in folder.rglob("*") if one.is_file()}


def test_folders_that_lead_into_themselves_end(sma: Sma) -> None:
    """A link to its own folder is not followed, and a link to nowhere is refused by name."""
    inside = sma.folder / "in" / "deep"
    inside.mkdir(parents=True)
    (inside / "again").symlink_to(sma.folder / "in")
    (inside / "nowhere").symlink_to("/nowhere/at/all")
    (inside / "one.txt").write_text(f"Envoys meet in Seoul\n\n{BODY}\n")
    ran = sma("ingest", "in", "--ids", "--db", "sma.db")
    assert ran.out == "1\n", ran
