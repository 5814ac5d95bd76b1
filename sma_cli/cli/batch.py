"""`sma search --batch`: many queries, one a line, answered by one process, a line each.

Each line of the answer is one JSON object: `query` and `results`, or `query` and `error` (with
`hint` and `place`). Where nothing was found, `nearest` says what the results are instead. Lines
come out as their queries come in, so that another program can ask and wait.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sma_cli.cli import finding
from sma_cli.errors import QueryError, UsageError
from sma_cli.view import records
from sma_cli.view.output import lines_of_json

if TYPE_CHECKING:
    from sma_cli.archive import Archive

Answer = dict[str, Any]


def answer(archive: "Archive", path: str, options: Mapping[str, Any]) -> tuple[int, int]:
    """Answer each line of a file (`-` is standard input); how many found something or are broken.

    `options` are those of `Archive.search`. Lines without a query are passed over.
    """
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    found, broken = 0, 0
    with _queries(path) as queries:
        for query in queries:
            one = _answered(archive, query, options)
            found += bool(one.get("results"))
            broken += "error" in one
            sys.stdout.writelines(lines_of_json([one]))
    return found, broken


@contextmanager
def _queries(path: str) -> Iterator[Iterator[str]]:
    """The lines of the file that say something, as they come."""
    try:
        opened = nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb")  # noqa: PTH123, SIM115
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="--batch takes a file, or -") from error
    with opened as stream:
        # Not by iteration, which would read ahead of the one who asks and waits.
        lines = iter(stream.readline, b"")
        texts = (line.decode("utf-8", "replace").strip("\ufeff \t\r\n") for line in lines)
        yield (text for text in texts if text)


def _answered(archive: "Archive", query: str, options: Mapping[str, Any]) -> Answer:
    try:
        hits, near = finding.answered(archive, query, **options)
        results = [records.hit_record(hit) for hit in hits]
    except QueryError as error:
        said = {"error": error.message, "hint": error.hint, "place": error.place}
        return {"query": query, **said}
    if near is None:
        return {"query": query, "results": results}
    told = asdict(near)
    del told["query"]
    return {"query": query, "nearest": told, "results": results}
