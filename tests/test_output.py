"""Every format of every kind of value."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values import ADDED, ARTICLE, DETAIL, ENTRY, HIT, INFO, REFUSED, REVISED, UNREADABLE

from sma_cli.article import Hit
from sma_cli.view import shapes
from sma_cli.view.output import Form, Shape, write

KINDS: list[tuple[Any, Shape[Any]]] = [
    (HIT, shapes.HITS),
    (ENTRY, shapes.ENTRIES),
    (ADDED, shapes.OUTCOMES),
    (REFUSED, shapes.OUTCOMES),
    (DETAIL, shapes.DETAILS),
    (REVISED, shapes.REVISIONS),
    (UNREADABLE, shapes.REVISIONS),
    (INFO, shapes.INFO),
]

# fmt: off
ARTICLE_KEYS = [
    "id", "title", "published", "source", "agency", "author", "url", "lang", "sma", "event",
    "round", "event_start", "event_end", "venue", "amounts", "percents", "basis", "copy_of",
    "words", "ingested_at",
]
ENTRY_KEYS = [
    "sma", "event", "round", "start", "end", "venue", "title", "articles", "outlets", "basis",
    "conflicts", "copies", "mentions",
]
# fmt: on


def written(values: Any, shape: Shape[Any], form: Form) -> str:
    """What the format makes of the values."""
    stream = io.StringIO()
    write(values, shape, form, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "shape", "keys"),
    [
        (
            HIT,
            shapes.HITS,
            [*ARTICLE_KEYS, "score", "snippet", "matches", "copies", "title_matches"],
        ),
        (
            DETAIL,
            shapes.DETAILS,
            [*ARTICLE_KEYS, "body", "evidence", "mentions", "origin", "conflicts", "claims"],
        ),
        (REVISED, shapes.REVISIONS, [*ARTICLE_KEYS, "status", "error", "changes"]),
        (
            ADDED,
            shapes.OUTCOMES,
            [*ARTICLE_KEYS, "path", "status", "error", "begins", "ends", "cut"],
        ),
        (
            REFUSED,
            shapes.OUTCOMES,
            [*ARTICLE_KEYS, "path", "status", "error", "begins", "ends", "cut"],
        ),
        (ENTRY, shapes.ENTRIES, ENTRY_KEYS),
    ],
)
def test_the_keys_and_their_order(value: Any, shape: Shape[Any], keys: list[str]) -> None:
    """The keys of each record are those of the contract, in its order."""
    (record,) = json.loads(written([value], shape, Form.JSON))
    assert list(record) == keys
    assert list(shape.keys) == keys


def test_nested_keys() -> None:
    """Sums, evidence, mentions, origin and conflicts have the keys of the contract."""
    (record,) = json.loads(written([DETAIL], shapes.DETAILS, Form.JSON))
    assert record["amounts"][0] == {"value": 5_000_000_000, "currency": "USD", "text": "$5 billion"}
    assert list(record["evidence"][0]) == ["tag", "value", "text", "start", "end"]
    assert record["mentions"][0]["role"] == "previous"
    assert record["conflicts"] == [
        {"tag": "dates", "value": "2024-05-21..2024-05-23", "record": "2024-05-20..2024-05-23"}
    ]
    assert list(record["origin"]) == ["path", "sha256", "bytes", "format", "encoding"]
    (revision,) = json.loads(written([REVISED], shapes.REVISIONS, Form.JSON))
    assert revision["changes"][1] == {
        "field": "round",
        "old": 3,
        "new": 2,
        "old_basis": "stated",
        "new_basis": "manual",
    }
    (entry,) = json.loads(written([ENTRY], shapes.ENTRIES, Form.JSON))
    assert entry["conflicts"] == [{"tag": "start", "value": "2024-05-22", "articles": [9]}]


@pytest.mark.parametrize(("value", "shape"), KINDS)
@pytest.mark.parametrize("form", [Form.JSON, Form.NDJSON])
def test_both_forms_of_json_hold_the_same(value: Any, shape: Shape[Any], form: Form) -> None:
    """NDJSON is the array, one record a line; Korean stays readable."""
    text = written([value, value], shape, form)
    records = (
        json.loads(text) if form is Form.JSON else [json.loads(one) for one in text.splitlines()]
    )
    assert records == json.loads(json.dumps([shape.record(value)] * 2))
    assert "\\u" not in text


@pytest.mark.parametrize(("value", "shape"), KINDS)
def test_csv_reads_back(value: Any, shape: Shape[Any]) -> None:
    """A CSV has a header and one row a value, with lists as JSON."""
    header, *rows = csv.reader(io.StringIO(written([value] * 3, shape, Form.CSV)))
    assert tuple(header) == shape.keys
    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize(("value", "shape"), KINDS)
def test_tsv_has_one_line_a_value(value: Any, shape: Shape[Any]) -> None:
    """No text in a cell can break a line or a column of a TSV."""
    header, *rows = written([value] * 2, shape, Form.TSV).splitlines()
    assert header.split("\t") == list(shape.keys)
    assert {row.count("\t") for row in rows} == {header.count("\t")}


@pytest.mark.parametrize("form", [one for one in Form if one is not Form.TABLE])
@pytest.mark.parametrize("shape", [shape for _, shape in KINDS])
def test_nothing_is_still_the_format(shape: Shape[Any], form: Form) -> None:
    """Without values JSON is `[]`, CSV and TSV their header, the rest empty."""
    text = written([], shape, form)
    if form is Form.JSON:
        assert text == "[]\n"
    elif form in (Form.CSV, Form.TSV):
        assert len(text.splitlines()) == 1
    else:
        assert text == ""


def test_ids_with_a_nul_behind_each() -> None:
    """As `xargs -0` takes them."""
    stream = io.StringIO()
    write([HIT, HIT], shapes.HITS, Form.NUL, stream)
    assert stream.getvalue() == "7\0007\000"


def test_ids() -> None:
    """The ids are those of the articles, one a line, also of a timeline."""
    assert written([HIT], shapes.HITS, Form.IDS) == "7\n"
    assert written([ENTRY], shapes.ENTRIES, Form.IDS) == "7\n9\n"
    assert written([ADDED, REFUSED], shapes.OUTCOMES, Form.IDS) == "7\n"


def test_plain_lines() -> None:
    """A pipe gets the cells in their order, empty where nothing is known."""
    assert written([HIT], shapes.HITS, Form.PLAIN) == (
        "7\t2024-05-24\tKorea Herald\t12\tround\t2\t"
        "Envoys leave Seoul [with] a list of sums\tTalks on a $5 billion demand ended\n"
    )
    assert written([ENTRY], shapes.ENTRIES, Form.PLAIN) == (
        "12\tround\t2\t2024-05-21\t2024-05-23\tSeoul\t2\t7,9\tEnvoys leave Seoul\n"
    )
    assert written([REFUSED], shapes.OUTCOMES, Form.PLAIN).startswith("refused\t\tempty.txt\t")


def test_the_ends_of_the_body_and_what_was_cut() -> None:
    """The last cells of an input; each line that was cut has a row of its own where asked for."""
    (line,) = written([ADDED], shapes.OUTCOMES, Form.PLAIN).splitlines()
    assert line.split("\t")[13:] == [
        "Talks on a sum ended. Talks on a sum ended. Talks on a sum", "a sum ended. Talks on a sum"
        " ended. Talks on a sum ended. ", "2",
    ]  # fmt: skip
    rows = written([ADDED, REFUSED], shapes.OUTCOMES_AND_CUT, Form.PLAIN).splitlines()
    assert rows[1:3] == [
        "cut\t7\tclippings/seven.txt\tHome",
        "cut\t7\tclippings/seven.txt\t[b]Share",
    ]
    assert rows[3].startswith("refused")
    added, refused = json.loads(written([ADDED, REFUSED], shapes.OUTCOMES, Form.JSON))
    assert added["cut"] == ["Home", "[b]Share"]
    assert (refused["begins"], refused["ends"], refused["cut"]) == (None, None, None)


def test_added_and_refused_have_the_same_cells() -> None:
    """What became of an input stands in the same columns whatever became of it."""
    lines = written([ADDED, REFUSED], shapes.OUTCOMES, Form.PLAIN).splitlines()
    assert len({one.count("\t") for one in lines}) == 1


def test_an_article_reads_as_text() -> None:
    """In a pipe an article is `key<TAB>value` lines, an empty line, and the body."""
    head, _, body = written([DETAIL], shapes.DETAILS, Form.PLAIN).partition("\n\n")
    assert body == f"{DETAIL.body}\n"
    assert "round\t2" in head.splitlines()
    assert "evidence\tvenue\tSeoul\tSeoul" in head.splitlines()
    assert all("\t" in one for one in head.splitlines())
    assert "mention\tprevious\t11th SMA\tTalks" in head.splitlines()
    days = "2024-05-21..2024-05-23\t2024-05-20..2024-05-23"
    assert f"conflict\tdates\t{days}" in head.splitlines()


def test_a_revision_is_a_line_a_field() -> None:
    """What it was and what it is stand in the last two cells, each with its basis."""
    lines = written([REVISED], shapes.REVISIONS, Form.PLAIN).splitlines()
    assert lines[:3] == [
        "changed\t7\ttitle\tnone\tEnvoys leave Seoul [with] a list of sums (manual)",
        "changed\t7\tround\t3 (stated)\t2 (manual)",
        "changed\t7\tdates\t2024-05-28 – (resolved)\t2024-05-21 – 2024-05-23 (manual)",
    ]
    assert lines[3:] == [
        "changed\t7\tamounts\tnone\t$5 billion, $1.03 billion",
        "changed\t7\tpercents\t8%\t13.9%",
        "changed\t7\tbody\t2 words\t14 words",
        "changed\t7\tconflicts\tnone\tdates on record: 2024-05-20 – 2024-05-23",
    ]
    assert written([UNREADABLE], shapes.REVISIONS, Form.PLAIN) == "refused\t7\t\t\t\n"


@given(st.text(), st.text())
def test_no_text_breaks_a_format(title: str, snippet: str) -> None:
    """Whatever stands in an article, each format has one record of it."""
    hit = Hit(replace(ARTICLE, title=title), 1.0, snippet, ())
    assert json.loads(written([hit], shapes.HITS, Form.JSON))[0]["title"] == title
    assert len(written([hit], shapes.HITS, Form.NDJSON).split("\n")) == 2
    assert len(written([hit], shapes.HITS, Form.PLAIN).splitlines()) == 1
    _, row = csv.reader(io.StringIO(written([hit], shapes.HITS, Form.CSV), newline=""))
    assert row[1] == title or not title.isprintable() or row[1] == f"'{title}"


@pytest.mark.parametrize("form", [Form.CSV, Form.TSV])
@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1 for Seoul", "'+1 for Seoul"),
        ("-5%: the bill falls", "'-5%: the bill falls"),
        ("@SUM(1)", "'@SUM(1)"),
        (" \u00a0=1+1", "' \u00a0=1+1"),
        ("＝1+1", "'＝1+1"),
        ("5 = 5", "5 = 5"),
        ("\x1b[31m\u202eevil\x9b", "\ufffd[31m\ufffdevil\ufffd"),
    ],
)
def test_a_table_for_spreadsheets_runs_nothing(form: Form, title: str, cell: str) -> None:
    """What a spreadsheet would compute or a terminal obey is text in CSV and TSV."""
    written_down = written([Hit(replace(ARTICLE, title=title), 1.0, "", ())], shapes.HITS, form)
    delimiter = "," if form is Form.CSV else "\t"
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if form is Form.CSV else csv.QUOTE_NONE
    _, row = csv.reader(io.StringIO(written_down), delimiter=delimiter, quoting=quoting)
    assert row[1] == cell


def test_json_steers_no_terminal() -> None:
    """Marks that turn a line and C1 controls are escaped, and read back as they were."""
    title = "\u202eevil\x9b31m\u2028\x7f\x1b 한국"
    text = written([Hit(replace(ARTICLE, title=title), 1.0, "", ())], shapes.HITS, Form.NDJSON)
    assert text.rstrip("\n").isprintable()
    assert "한국" in text
    assert json.loads(text)["title"] == title


def test_an_array_is_closed_when_the_source_fails() -> None:
    """What was written before an error is still JSON; an early error writes nothing."""

    def failing(good: int) -> Iterator[Hit]:
        yield from [HIT] * good
        raise OSError("the disk went away")

    for good in (0, 2):
        stream = io.StringIO()
        with pytest.raises(OSError, match="went away"):
            write(failing(good), shapes.HITS, Form.JSON, stream)
        text = stream.getvalue()
        assert len(json.loads(text)) == good if good else text == ""


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.TABLE])
def test_values_are_written_as_they_come(form: Form) -> None:
    """The first record is out before the second is asked for, in every format."""
    stream = io.StringIO()

    def slow() -> Iterator[Hit]:
        yield HIT
        assert re.search(r"\b7\b", stream.getvalue())
        yield HIT

    assert write(slow(), shapes.HITS, form, stream) == 2


def test_nobody_is_asked_for_what_nobody_reads() -> None:
    """A pipe that closes after the first line ends the search, however much it would find."""
    asked: list[int] = []

    def many() -> Iterator[Hit]:
        for number in range(100_000):
            asked.append(number)
            yield HIT

    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            if self.tell():
                raise BrokenPipeError
            return super().write(text)

    for form in (Form.PLAIN, Form.NDJSON, Form.IDS):
        asked.clear()
        with pytest.raises(BrokenPipeError):
            write(many(), shapes.HITS, form, Closed())
        assert len(asked) == 2
