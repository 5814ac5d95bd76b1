"""`sma agreements`: the agreements side by side."""

import sys
from typing import TYPE_CHECKING

from sma_cli.cli import messages, options
from sma_cli.cli.archives import archive_at, chosen_record
from sma_cli.cli.progress import working
from sma_cli.errors import ArchiveMissing, NotFound
from sma_cli.view.agreements import AGREEMENTS
from sma_cli.view.output import Form, write

if TYPE_CHECKING:
    from sma_cli.answers import AgreedSum, Entry

HELP = """
sma agreements
sma agreements --json

The agreements by number: years, the sum of the first year and its change,
rounds, days from the first round to the signing, key dates. They are of the
record of past negotiations; beside it stands how many articles are about an
agreement, and what these tell otherwise. Without an archive: the record alone.
"""


@options.with_form
def agreements(*, form: Form, db: options.Database = None) -> None:
    """Show the agreements side by side."""
    from sma_cli.archive.agreements import overviews

    record = chosen_record()
    try:
        entries, articles, agreed = _told(db)
    except ArchiveMissing as missing:
        if db or not record.agreements:
            raise
        messages.hint(f"{missing.message}, so this is the record of past negotiations alone")
        entries, articles, agreed = [], {}, {}
    if not write(overviews(record, entries, articles, agreed), AGREEMENTS, form, sys.stdout):
        raise NotFound("no agreement is on record or told of")


def _told(
    db: str | None,
) -> "tuple[list[Entry], dict[int, list[int]], dict[int, list[AgreedSum]]]":
    """The timeline, the articles about each agreement, and the sums that they call agreed."""
    with archive_at(db) as archive, working("reading what the articles tell"):
        entries = archive.timeline()
        numbers = [int(name) for name in archive.info().agreements if name.isdigit()]
        articles = {one: archive.matching(f"sma:{one}") for one in numbers}
        return entries, articles, archive.agreed()
