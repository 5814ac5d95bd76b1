"""Files of many records become many inputs, each with bytes of its own."""

import contextlib
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ARTICLES, Sma
from hypothesis import given
from hypothesis import strategies as st
from pages import EN, EN_TITLE, KO, KO_TITLE

from sma_cli.cli.status import Status
from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read import find_inputs, read
from sma_cli.read.split import split

ONE = {"title": EN_TITLE, "text": EN, "published": "2024-06-13", "source": "Korea Herald"}
TWO = {"headline": KO_TITLE, "html": "<p>" + "</p><p>".join(KO.split("\n\n")) + "</p>"}


def found(data: bytes, *, largest: int = 10_000_000) -> list[Input | InputRefused]:
    """The inputs in a stream named `x`."""
    return list(split(io.BytesIO(data), "x", largest=largest))


def lines(*records: object) -> bytes:
    """The records as NDJSON."""
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records).encode()


def named(inputs: Sequence[Input | InputRefused]) -> list[str]:
    """The path of each input, the message of each refusal."""
    return [one.path if isinstance(one, Input) else one.message for one in inputs]


@pytest.mark.parametrize(
    "data",
    [
        lines(ONE, TWO),
        lines(ONE, TWO).rstrip(b"\n"),
        b"\xef\xbb\xbf\n\n" + lines(ONE, TWO),
        lines(ONE, TWO).replace(b"\n", b"\r\n\r\n"),
        json.dumps([ONE, TWO]).encode(),
        json.dumps([ONE, TWO], indent=2, ensure_ascii=False).encode(),
        json.dumps([ONE, TWO]).encode("utf-16"),
        gzip.compress(lines(ONE, TWO)),
        gzip.compress(lines(ONE)) + gzip.compress(lines(TWO)),
        gzip.compress(json.dumps([ONE, TWO]).encode()),
    ],
)
def test_each_record_is_an_input(data: bytes) -> None:
    """Named by its number, and read as the article it is."""
    inputs = found(data)
    assert named(inputs) == ["x#1", "x#2"]
    first, second = (read(one) for one in inputs if isinstance(one, Input))
    assert (first.title, first.body, first.published, first.source, first.format) == (
        EN_TITLE, EN, "2024-06-13", "Korea Herald", "json",
    )  # fmt: skip
    assert (second.title, second.body) == (KO_TITLE, KO)


def test_the_bytes_of_a_record_are_its_own() -> None:
    """As they stood in the file, without what parted them."""
    text = json.dumps(ONE, indent=3).encode()
    (one, _) = found(b"[\n " + text + b" , {}]")
    assert one == Input("x#1", text)
    (one, _) = found(lines(ONE, TWO))
    assert one == Input("x#1", lines(ONE).rstrip(b"\n"))


@pytest.mark.parametrize(
    "data",
    [
        b"plain text",
        b"{",
        b"{}",
        lines(ONE),
        json.dumps(ONE, indent=2).encode(),
        b"[1] A note\n\nText",
        b'["a", "b"]',
        b"[]",
        b'{"a": 1}\n\n  \n',
        b"",
    ],
)
def test_anything_else_is_one_input(data: bytes) -> None:
    """Its bytes unchanged."""
    assert found(data) == [Input("x", data)]


def test_a_broken_line_is_named_and_the_others_are_read() -> None:
    """The number of the record and of its line; whichever line it is."""
    good = lines(ONE)
    for at in range(3):
        parts = [good, b"\n", good, good]
        parts.insert(2 * at if at < 2 else 4, b'{"title": "cut o\n')
        inputs = found(b"".join(parts))
        assert len(inputs) == 4
        (refused,) = [one for one in inputs if isinstance(one, InputRefused)]
        assert "broken JSON at character" in refused.message
        assert f"line {1 if at == 0 else 3 if at == 1 else 5}:" in refused.message
    whole = named(found(b"[" + good + b', {"title": oops}, ' + good + b', {"title": "cut'))
    assert whole[0] == "x#1"
    assert whole[1].startswith("x#2: from line 2: broken JSON")
    assert whole[2] == "x#3"
    assert whole[3] == "x#4: the JSON array ends too early"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "line 2: no JSON object"),
        ("null", "line 2: no JSON object"),
        ("NaN", "line 2: no JSON object"),
        ('{"a": ' + "[" * 100_000, "line 2: nested too deeply"),
        ('{"a": "' + "," * 2_100_000 + '"}', "line 2: too many values"),
    ],
)
def test_what_is_no_record_is_refused(line: str, message: str) -> None:
    """Between two that are."""
    first, refused, third = named(found(lines(ONE) + line.encode() + b"\n" + lines(TWO)))
    assert (first, third) == ("x#1", "x#3")
    assert message in refused


def test_the_limit_holds_for_a_record_and_not_for_all() -> None:
    """A long file of short lines is read; one long line is refused, the next is not."""
    inputs = named(found(lines(*[ONE] * 9, {"text": "a" * 9000}, ONE), largest=2000))
    assert len(inputs) == 11
    assert inputs[9] == "x#10: line 10 is longer than 4 kB"
    assert inputs[10] == "x#11"
    assert named(found(b"a" * 2001, largest=2000)) == [
        "x: too large for one article: 2 kB, the limit is 2 kB"
    ]


@pytest.mark.parametrize("place", [0.3, 0.6, 0.95])
def test_gzip_cut_off_keeps_what_was_read(place: float) -> None:
    """The records before the end are inputs, and the end is named."""
    data = gzip.compress(lines(*({**ONE, "text": f"{EN} {n * 7919}"} for n in range(4000))))
    inputs = found(data[: int(len(data) * place)])
    *records, last = inputs
    assert len(records) > 500
    assert all(isinstance(one, Input) for one in records[:-1])
    assert isinstance(last, InputRefused)
    assert "gzip data ends or is damaged after line" in last.message


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "a JSON object without text"),
        ({"title": EN_TITLE}, "a JSON object without text"),
        ({"title": EN_TITLE, "text": 7, "html": None}, "a JSON object without text"),
        ({"title": EN_TITLE, "text": " \n"}, "a JSON object without text"),
        ({"en-01.txt": {"title": "x"}}, "a JSON object without text"),
        (["a", "b"], "JSON without records"),
    ],
)
def test_a_record_without_text_is_refused(record: object, message: str) -> None:
    """The hint says which keys hold text."""
    with pytest.raises(InputRefused, match=f"x: {message}") as refused:
        read(Input("x", json.dumps(record).encode()))
    assert refused.value.hint


@pytest.mark.parametrize("text", ['{"title": "cut o', '{"a": 1,}', '{\n "a": [1, 2}\n}'])
def test_a_broken_object_is_refused_with_its_place(text: str) -> None:
    """And never taken for an article."""
    with pytest.raises(InputRefused, match=r"x: broken JSON in line \d+, character \d+"):
        read(Input("x", text.encode()))


def test_what_a_record_says_is_kept_where_no_table_knows_it() -> None:
    """Outlet, author, wire and address; names in objects and lists."""
    record = {
        "title": EN_TITLE,
        "content": EN,
        "source": {"id": None, "name": "Valley Gazette"},
        "authors": [{"name": "Kim Ha-neul"}, "Lee Bom"],
        "agency": "Yonhap",
        "link": "https://gazette.example.com/1",
        "publishedAt": "2024-06-13T00:05:00Z",
        "language": "en",
    }
    document = read(Input("x", json.dumps(record).encode()))
    assert (document.title, document.body) == (EN_TITLE, EN)
    assert (document.source, document.agency) == ("Valley Gazette", "Yonhap")
    assert (document.author, document.url) == (
        "Kim Ha-neul, Lee Bom",
        "https://gazette.example.com/1",
    )
    assert document.published == "2024-06-13T00:05:00+00:00"


def test_halves_of_characters_are_put_together_or_replaced() -> None:
    """Lone surrogates reach no archive."""
    text = EN.replace("Seoul", "\\ud55c\\uad6d \\ud83d\\ude00 \\ud800 Seoul").replace("\n", "\\n")
    data = (
        b'{"title": "A \\udfff headline of the day", "text": "%s"}'
        % text.replace('"', '\\"').encode()
    )
    document = read(Input("x", data))
    assert "한국 😀 \ufffd Seoul" in document.body
    assert document.title == "A \ufffd headline of the day"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["title", "text", "html", "source", "a"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Whatever the keys hold."""
    for data in (json.dumps(value).encode(), lines(value, ONE), json.dumps([value, ONE]).encode()):
        for one in found(data):
            with contextlib.suppress(InputRefused):
                assert isinstance(one, InputRefused) or read(one).body


@given(
    st.lists(st.sampled_from([b'{"a"', b"[", b"]", b"}", b",", b'"', b"\\", b"\n", b":", b"{}"]))
)
def test_any_signs_are_split_or_refused(pieces: list[bytes]) -> None:
    """No sequence of signs raises anything."""
    for start in (b"", b'[{"a": 1}', b'{"a": 1}\n'):
        named(found(start + b"".join(pieces)))


def test_the_folder_of_samples_is_stored_and_its_labels_are_refused(sma: Sma) -> None:
    """A file that is no article costs one line and status 4."""
    ran = sma("ingest", str(ARTICLES), "--db", "a.db", "--ids")
    articles = [one for one in ARTICLES.iterdir() if one.name != "labels.json"]
    assert ran.status == Status.REFUSED
    assert len(ran.out.split()) == len(articles)
    refused = [line for line in ran.err.splitlines() if line.startswith("sma: refused")]
    assert refused == [f"sma: refused: {ARTICLES}/labels.json: a JSON object without text"]


def test_records_are_read_from_a_pipe_and_from_a_folder(sma: Sma, tmp_path: Path) -> None:
    """Standard input is `-`, and so are its records."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "a.jsonl").write_bytes(lines(ONE, TWO))
    ran = sma("ingest", "-", "--db", "a.db", stdin=lines(ONE, TWO, {"title": "x"}))
    assert [line.split("\t")[:3] for line in ran.out.splitlines()] == [
        ["added", "1", "-#1"],
        ["added", "2", "-#2"],
        ["refused", "", "-#3"],
    ]
    assert [one.path for one in find_inputs(str(tmp_path / "some"))] == [
        str(tmp_path / "some" / f"a.jsonl#{number}") for number in (1, 2)
    ]
    original = sma("show", "1", "--original", "--db", "a.db").out
    assert original.encode() == lines(ONE).rstrip(b"\n")
    assert sma("retag", "--db", "a.db").err == "sma: 2 articles read, 0 changed\n"
