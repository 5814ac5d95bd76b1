"""The way in: every input is stored or named, and no input stops its neighbours."""

import json
import sqlite3
from pathlib import Path

import pytest
import transcripts
from conftest import ARTICLES, PROGRAMS, Sma

from sma_cli import Archive
from sma_cli.cli.status import Status
from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.ingest import ingest
from sma_cli.record import load_record

TEXT = (
    "Envoys meet again in Seoul\n"
    "Published: May 24, 2024\n\n"
    "South Korea and the United States ended the second round of talks on the 12th Special "
    "Measures Agreement in Seoul on Thursday, after three days of meetings, officials said.\n\n"
    "Washington once asked for $5 billion a year, which Seoul turned down as far too much.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that does not exist yet."""
    return Archive(tmp_path / "sma.db")


def test_inputs_are_read_tagged_and_stored(archive: Archive) -> None:
    """What comes out is the article as it is stored."""
    (outcome,) = ingest(archive, [Input("a.txt", TEXT.encode())], record=load_record(None))
    assert (outcome.status, outcome.path) == ("added", "a.txt")
    assert outcome.article is not None
    assert outcome.article.title == "Envoys meet again in Seoul"
    assert (outcome.article.sma, outcome.article.round) == (12, 2)
    assert archive.article(outcome.article.id).article == outcome.article
    assert archive.original(outcome.article.id) == TEXT.encode()


def test_the_same_bytes_again_are_a_duplicate(archive: Archive) -> None:
    """A second time changes nothing, whatever the file is called."""
    inputs = [Input("a.txt", TEXT.encode()), Input("b.txt", TEXT.encode())]
    first, second = ingest(archive, inputs, record=load_record(None))
    assert (first.status, second.status) == ("added", "duplicate")
    assert first.article == second.article


def test_the_same_body_from_another_page_is_a_duplicate(archive: Archive) -> None:
    """A page around the same text makes no second article."""
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT.split("\n\n")[1:])
    page = f"<!doctype html><html><head><title>Envoys</title></head><body><article>{paragraphs}"
    inputs = [Input("a.txt", TEXT.encode()), Input("b.html", page.encode())]
    first, second = ingest(archive, inputs, record=load_record(None))
    assert first.article is not None
    assert second.article is not None
    assert second.article.id == first.article.id


def test_a_refused_input_does_not_stop_the_next(archive: Archive) -> None:
    """Refusals come out in their turn, with the message and the next step."""
    inputs: list[Input | InputRefused] = [
        InputRefused("gone.txt: no such file or folder", hint="check the path", path="gone.txt"),
        Input("empty.txt", b""),
        Input("binary.dat", bytes(range(256)) * 9),
        Input("a.txt", TEXT.encode()),
    ]
    outcomes = list(ingest(archive, inputs, record=load_record(None)))
    assert [one.status for one in outcomes] == ["refused"] * 3 + ["added"]
    assert [one.path for one in outcomes] == ["gone.txt", "empty.txt", "binary.dat", "a.txt"]
    assert all(one.path in (one.error or "") for one in outcomes[:3])
    assert all(one.hint for one in outcomes[:3])


def test_each_outcome_is_on_disk_when_it_comes(archive: Archive) -> None:
    """Another program sees an article as soon as it is reported."""
    inputs = [Input(one.name, one.read_bytes()) for one in sorted(ARTICLES.glob("en-*.txt"))]
    for number, _ in enumerate(ingest(archive, inputs, record=load_record(None)), 1):
        with sqlite3.connect(f"file:{archive.path}?mode=ro", uri=True) as other:
            assert other.execute("SELECT count(*) FROM articles").fetchone()[0] >= number
        other.close()


def test_without_a_record_an_article_speaks_for_itself(sma: Sma) -> None:
    """SMA_RECORD=none leaves out all that is inferred."""
    article = str(ARTICLES / "ko-18.txt")
    with_record = json.loads(sma("ingest", article, "--json", "--db", "a.db").out)[0]
    without = json.loads(sma("ingest", article, "--json", "--db", "b.db", SMA_RECORD="none").out)[0]
    assert with_record["basis"]["sma"] == "inferred"
    assert "inferred" not in without["basis"].values()


def test_a_broken_record_is_wrong_usage(sma: Sma) -> None:
    """A record that cannot be read is named before anything is stored."""
    (sma.folder / "a.txt").write_text(TEXT)
    (sma.folder / "record.toml").write_text("agreement = 12")
    for name in ("record.toml", "missing.toml"):
        ran = sma("ingest", "a.txt", "--db", "a.db", SMA_RECORD=name)
        assert ran.status == Status.USAGE
        assert name in ran.err
        assert not (sma.folder / "a.db").exists()


def test_a_closed_pipe_does_not_lose_articles(sma: Sma) -> None:
    """Who stops reading the report still gets everything stored."""
    for variables in ({}, {"PYTHONUNBUFFERED": "1"}):
        name = f"a{len(variables)}.db"
        ran = sma.shell(
            f'set -o pipefail; sma ingest "{ARTICLES}"/*.txt --ids --db {name} | head -1 | wc -l',
            **variables,
        )
        assert (ran.status, ran.out.strip()) == (Status.DONE, "1")
        files = len(list(ARTICLES.glob("*.txt")))
        assert sma("search", "--since", "1900", "--db", name, "--count").out != "0\n"
        info = json.loads(sma("info", "--json", "--db", name).out)[0]
        assert info["articles"] == files


def test_a_closed_pipe_does_not_hide_refusals(sma: Sma) -> None:
    """Status 4 stands also when nobody reads the report."""
    ran = sma.shell(
        f'set -o pipefail; sma ingest missing.txt "{ARTICLES}"/*.txt --json --db a.db | true'
    )
    assert ran.status == Status.REFUSED
    assert "refused: missing.txt" in ran.err


def test_progress_is_on_a_terminal_while_the_output_goes_elsewhere(sma: Sma) -> None:
    """Long work into a file says on the terminal how far it is, and clears the line."""
    folder = sma.folder / "many"
    folder.mkdir()
    for number in range(1200):
        (folder / f"{number}.txt").write_text(TEXT.replace("three", f"{number} whole"))
    screen, status = transcripts.on_terminal(
        "sma ingest many --ids --db a.db > ids.txt", sma.folder, dict(sma.variables), columns=80
    )
    assert status == Status.DONE
    assert b" inputs read" in screen
    assert screen.decode().replace("\r\x1b[K", "\n").splitlines()[-1] == "sma: 1,200 articles added"
    assert len((sma.folder / "ids.txt").read_text().split()) == 1200


def test_the_terminal_is_named_when_it_is_read(sma: Sma) -> None:
    """`-` on a terminal says that it waits; Ctrl-D ends the text."""
    screen, status = transcripts.on_terminal(
        "sma ingest - --ids --db a.db",
        sma.folder,
        dict(sma.variables),
        columns=80,
        typed=TEXT.encode() + b"\n\x04",
    )
    assert status == Status.DONE
    assert b"sma: reading from the terminal; end with Ctrl-D" in screen


def test_no_argument_reads_nothing(sma: Sma) -> None:
    """Without a path nothing is read from standard input, so nothing can hang."""
    screen, status = transcripts.on_terminal("sma ingest", sma.folder, sma.variables, columns=80)
    assert status == Status.USAGE
    assert b"sma ingest article.txt" in screen


def test_the_program_is_a_module_too(sma: Sma) -> None:
    """`python -m sma_cli` is `sma`."""
    ran = sma.shell(f"{PROGRAMS}/python -m sma_cli --version")
    assert ran == sma("--version")
