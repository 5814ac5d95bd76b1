"""Writing values in the format that was asked for.

A `Shape` says how one kind of value looks in each format; `write` does the rest, one value at a
time, so that a million results need no memory and `| head` ends early. Promises: standard output
gets data only, JSON is a whole array also when nothing was found or the source fails half-way.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TextIO, TypeVar

from sma_cli.view import plain, words

Value = TypeVar("Value")


# What begins a formula in spreadsheets, also in fullwidth letters and after blanks.
_FORMULAS = tuple("=+-@＝＋－＠")


class Form(StrEnum):
    """The formats: a table for a terminal, lines for a pipe, and those with an option.

    `NUL` is ids with a NUL behind each, as `xargs -0` takes them.
    """

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    IDS = "ids"
    NUL = "null"


class Shape(NamedTuple, Generic[Value]):
    """How values of one kind look: their keys and record, plain lines, ids, and table."""

    keys: tuple[str, ...]
    record: Callable[[Value], dict[str, Any]]
    text: Callable[[Value], str]
    ids: Callable[[Value], Iterable[int]]
    table: Callable[[Iterable[Value], TextIO], int]


def write(values: Iterable[Value], shape: Shape[Value], form: Form, stream: TextIO) -> int:
    """Write the values and say how many there were."""
    if form is Form.TABLE:
        return shape.table(values, stream)
    counter = _Counter(values)
    for text in _written(counter, shape, form, stream):
        stream.write(text)
    return counter.number


class _Counter(Generic[Value]):
    """An iterable that knows how many values it gave."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.values = values
        self.number = 0

    def __iter__(self) -> Iterator[Value]:
        for value in self.values:
            self.number += 1
            yield value


def _written(
    values: Iterable[Value], shape: Shape[Value], form: Form, stream: TextIO
) -> Iterator[str]:
    if form is Form.PLAIN:
        yield from (f"{shape.text(value)}\n" for value in values)
    elif form in (Form.IDS, Form.NUL):
        end = "\0" if form is Form.NUL else "\n"
        yield from (f"{one}{end}" for value in values for one in shape.ids(value))
    elif form in (Form.CSV, Form.TSV):
        yield from _delimited(map(shape.record, values), shape.keys, form)
    elif form is Form.NDJSON:
        yield from lines_of_json(map(shape.record, values))
    else:
        yield from _array(map(shape.record, values), indent=2 if stream.isatty() else None)


def lines_of_json(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Each record as a line of NDJSON."""
    return (f"{_json(record)}\n" for record in records)


def _json(value: object, indent: int | None = None) -> str:
    """JSON that can be read as it is, but for what would steer a terminal: that is escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return words.steering().sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _array(records: Iterable[dict[str, Any]], *, indent: int | None) -> Iterator[str]:
    """One JSON array, one record a line; closed also when the records end in an error."""
    before = "[\n"
    try:
        for record in records:
            yield before + _json(record, indent)
            before = ",\n"
    except Exception:
        if before == ",\n":
            yield "\n]\n"
        raise
    yield "[]\n" if before == "[\n" else "\n]\n"


def _delimited(
    records: Iterable[dict[str, Any]], keys: tuple[str, ...], form: Form
) -> Iterator[str]:
    """A header and a row a record; lists and objects are JSON in their cell."""
    if form is Form.TSV:
        yield plain.joined(keys) + "\n"
        yield from (plain.joined(tuple(_cells(one, keys))) + "\n" for one in records)
        return
    import csv
    import io

    def row(cells: Iterable[object]) -> str:
        # The ending of RFC 4180 makes the writer quote a lone carriage return; a pipe wants \n.
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow(cells)
        return text.getvalue().removesuffix("\r\n") + "\n"

    yield row(keys)
    yield from (row(_cells(one, keys)) for one in records)


def _cells(record: dict[str, Any], keys: tuple[str, ...]) -> Iterator[object]:
    for key in keys:
        value = record[key]
        yield _json(value) if isinstance(value, (dict, list, tuple)) else _inert(value)


def _inert(value: object) -> object:
    """Text for a spreadsheet: one that it would take for a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    text = words.harmless(value)
    return f"'{text}" if text.lstrip()[:1] in _FORMULAS else text
