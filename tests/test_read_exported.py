"""What an archive exports is read back as it was."""

import base64
import contextlib
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, Sma
from hypothesis import given
from hypothesis import strategies as st
from pages import KO, KO_TITLE

from sma_cli import Archive
from sma_cli.answers import Detail
from sma_cli.by_hand import values_of
from sma_cli.cli.status import Status
from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.exported import exported_in, packed
from sma_cli.ingest import ingest
from sma_cli.read import LARGEST_INPUT
from sma_cli.record import load_record
from sma_cli.retag import correct
from sma_cli.view.records import EXPORT_KEYS, export_record

RECORD = load_record(None)


def exported(archive: Archive) -> bytes:
    """All articles of an archive as lines of an export."""
    records = (
        export_record(
            archive.article(one),
            dateline=archive.document(one).dateline,
            original=archive.original(one),
        )
        for one in archive.ids()
    )
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Four articles, one of them corrected by hand, one in an encoding that was named."""
    archive = Archive(tmp_path / "a.db")
    names = ("en-01.txt", "ko-02.html", "ko-04.txt")
    inputs = [Input(name, (ARTICLES / name).read_bytes()) for name in names]
    assert {one.status for one in ingest(archive, inputs, record=RECORD)} == {"added"}
    page = Input("old", f"{KO_TITLE}\n\n{KO}".encode("cp949"))
    by_hand = values_of({"title": "By hand", "url": "https://example.com/1", "lang": "ko"})
    list(ingest(archive, [page], record=RECORD, encoding="cp949", by_hand=by_hand))
    correct(archive, [2], by_hand=values_of({"sma": "none", "source": "KBS"}), record=RECORD)
    correct(archive, [3], by_hand=values_of({"dates": "2024-09-25.."}), record=RECORD)
    return archive


def without_id(detail: Detail) -> Detail:
    """All but the id, which belongs to one archive."""
    return replace(detail, article=replace(detail.article, id=0, copy_of=None))


def test_an_archive_is_built_again(archive: Archive, tmp_path: Path) -> None:
    """Text, tags with basis and evidence, tags by hand, originals, origin, time: all the same."""
    (tmp_path / "all.ndjson.gz").write_bytes(gzip.compress(exported(archive)))
    sma = Sma(tmp_path, {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    ran = sma("ingest", "all.ndjson.gz", "--db", "b.db", SMA_RECORD="none")
    assert ran.status == Status.DONE
    again = Archive(tmp_path / "b.db")
    assert again.ids() == archive.ids()
    for one in archive.ids():
        assert without_id(again.article(one)) == without_id(archive.article(one))
        assert again.original(one) == archive.original(one)
        assert again.document(one) == archive.document(one)
    assert again.article(4).article.basis["encoding"] == "manual"
    assert exported(again) == exported(archive)


def test_an_export_of_an_earlier_version_says_nothing_of_its_sums(
    archive: Archive, tmp_path: Path
) -> None:
    """It is read from the body, and comes out as it would have been."""
    records = [json.loads(line) for line in exported(archive).splitlines()]
    assert any(one.pop("claims") for one in records)
    lines = [Input(f"x#{n}", json.dumps(one).encode()) for n, one in enumerate(records)]
    with Archive(tmp_path / "b.db") as again:
        list(ingest(again, lines, record=RECORD))
        assert exported(again) == exported(archive)


def test_what_is_stored_already_stays_as_it_is(archive: Archive) -> None:
    """An export into its own archive changes nothing."""
    before = exported(archive)
    lines = [Input(f"x#{n}", line) for n, line in enumerate(before.splitlines(), 1)]
    outcomes = list(ingest(archive, lines, record=RECORD))
    assert [one.status for one in outcomes] == ["duplicate"] * 4
    assert [one.path for one in outcomes] == ["x#1", "x#2", "x#3", "x#4"]
    assert exported(archive) == before


def test_the_original_behind_an_export_is_a_duplicate_of_it(
    archive: Archive, tmp_path: Path
) -> None:
    """The page that an article was made of is known by its bytes."""
    again = Archive(tmp_path / "b.db")
    line = exported(archive).splitlines()[0]
    page = Input("page", archive.original(1))
    outcomes = list(ingest(again, [Input("x", line), page], record=RECORD))
    assert [one.status for one in outcomes] == ["added", "duplicate"]


def test_options_overrule_an_export_too(archive: Archive, tmp_path: Path) -> None:
    """And are marked as by hand."""
    again = Archive(tmp_path / "b.db")
    line = Input("x", exported(archive).splitlines()[0])
    (outcome,) = ingest(again, [line], record=RECORD, by_hand={"title": "Mine"})
    assert outcome.article is not None
    assert (outcome.article.title, outcome.article.basis["title"]) == ("Mine", "manual")


def test_the_keys_of_an_export() -> None:
    """Those of `show --json`, then two more."""
    assert EXPORT_KEYS[-3:] == ("claims", "dateline", "original")


def change(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Put a value in the place of what an export says."""

    def apply(record: dict[str, Any]) -> None:
        place: Any = record
        *path, last = key.split(".")
        for part in path:
            place = place[int(part) if part.isdigit() else part]
        place[last] = value

    return apply


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("original", "!!", "`original` cannot be unpacked"),
        ("original", 7, "`original` cannot be unpacked"),
        ("original", base64.b64encode(b"xx").decode(), "`original` cannot be unpacked"),
        ("original", packed(b"something else"), "`original` is not what `sha256` says"),
        ("original", packed(bytes(LARGEST_INPUT + 1)), "`original` is larger than 100,000,000"),
        ("origin.sha256", None, "`original` is not what `sha256` says"),
        ("origin", [], "`origin` is no object"),
        ("sma", "12", "`sma` is no whole number"),
        ("sma", True, "`sma` is no whole number"),
        ("round", -1, "`round` is no whole number"),
        ("round", 2**63, "`round` is no whole number"),
        ("event", "party", "`event` is none of"),
        ("event", {}, "`event` is none of"),
        ("event_start", "yesterday", "`event_start` is no date"),
        ("event_end", "2024-05-23T10:00:00", "`event_end` is no day"),
        ("published", "2024-13-01", "`published` is no date"),
        ("ingested_at", "now", "`ingested_at` is no date"),
        ("basis", {"sma": "guessed"}, "`basis` holds no basis"),
        ("basis", {"sma": []}, "`basis` holds no basis of 'sma'"),
        ("basis", {"a,b": "manual"}, "`basis` holds no basis of 'a,b'"),
        ("basis", {"title": "stated"}, "`basis` holds no basis of 'title'"),
        ("basis", None, "`basis` is no object"),
        ("amounts", {}, "`amounts` is no list"),
        ("amounts", [1], "`amounts` is no list of objects"),
        ("amounts.0.value", 1.5, "`value` is no whole number"),
        ("amounts.0.currency", None, "`currency` is missing"),
        ("percents", ["8"], "`percents` holds no number"),
        ("evidence.0.end", 10**9, "no place in `body`"),
        ("evidence.0.start", None, "`start` is missing"),
        ("evidence.0.tag", None, "`tag` is missing"),
        ("title", ["a"], "`title` is no text"),
        ("body", 7, "`body` is no text"),
    ],
)
def test_a_damaged_export_is_refused(
    archive: Archive, tmp_path: Path, key: str, value: object, message: str
) -> None:
    """The key is named, and nothing of it is stored."""
    record = json.loads(exported(archive).splitlines()[0])
    change(key, value)(record)
    line = Input("x", json.dumps(record).encode())
    (outcome,) = ingest(Archive(tmp_path / "b.db"), [line], record=RECORD)
    assert outcome.status == "refused"
    assert (outcome.error or "").startswith("x: a damaged export: ")
    assert message in (outcome.error or "")
    assert not (tmp_path / "b.db").exists()


def test_what_show_prints_is_an_article_too(archived: Sma) -> None:
    """Without an original it is a record like any other."""
    printed = archived("show", "1", "2", "--ndjson").out
    ran = archived("ingest", "-", "--db", "b.db", stdin=printed.encode())
    assert ran.status == Status.DONE
    first = json.loads(archived("show", "1", "--db", "b.db", "--ndjson").out)
    before = json.loads(printed.splitlines()[0])
    for key in ("title", "published", "source", "agency", "lang", "body", "sma", "round"):
        assert first[key] == before[key]


@given(st.binary(max_size=200))
def test_originals_survive(data: bytes) -> None:
    """Whatever the bytes are."""
    assert zlib.decompress(base64.b64decode(packed(data))) == data


@given(st.binary(max_size=200))
def test_other_inputs_are_no_export(data: bytes) -> None:
    """Bytes, and JSON of other kinds."""
    for text in (data, b"{" + data, b'{"original": 1, "origin": 1, "basis": 1, "body": 1' + data):
        with contextlib.suppress(InputRefused):
            assert exported_in(Input("x", text), largest=1000) is None
