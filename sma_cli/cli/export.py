"""`sma export`: everything that is known of the articles, one JSON record a line."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sma_cli.cli import options
from sma_cli.cli.archives import archive_at
from sma_cli.cli.command import query_of
from sma_cli.cli.progress import counted
from sma_cli.errors import NotFound
from sma_cli.view.output import lines_of_json

if TYPE_CHECKING:
    from sma_cli.archive import Archive
    from sma_cli.archive.query import Filters

HELP = """
sma export > articles.ndjson
sma export sma:12 --since 2024 | gzip > twelfth.ndjson.gz

Write all that is kept of every article, its original included, as one JSON
record a line. Words and filters choose articles as in `sma search`. `sma
ingest` builds the same archive of it again: articles, tags, corrections by
hand, originals.
"""


@options.with_filters
def export(
    typed: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...")] = None,
    *,
    filters: "Filters",
    db: options.Database = None,
) -> None:
    """Write everything that is known of the articles."""
    with archive_at(db) as archive, archive.moment():
        ids = archive.matching(query_of(typed), filters=filters)
        read = counted(ids, "article", done="exported", total=lambda: len(ids))
        for line in lines_of_json(_records(archive, read)):
            sys.stdout.write(line)
    if not ids:
        raise NotFound("nothing found to export")


def _records(archive: "Archive", ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    from sma_cli.view.records import export_record

    for one in ids:
        yield export_record(
            archive.article(one),
            dateline=archive.document(one).dateline,
            original=archive.original(one),
        )
