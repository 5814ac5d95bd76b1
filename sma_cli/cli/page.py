"""Writing the timeline to files, for `sma timeline --html`, `--svg` and `--ics`."""

from pathlib import Path
from typing import TYPE_CHECKING

from sma_cli.cli import messages
from sma_cli.cli.archives import chosen_record
from sma_cli.cli.progress import counted, working
from sma_cli.errors import UsageError
from sma_cli.view import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sma_cli.answers import Entry
    from sma_cli.archive import Archive


def write_page(archive: "Archive", entries: "Iterable[Entry]", path: str) -> int:
    """Write the page of these entries to a file, none for no entries; says how many it has."""
    from sma_cli.archive.agreements import overviews
    from sma_cli.view.page import page

    found = list(entries)
    if not found:
        return 0
    ids = {article for one in found for article in one.articles or one.mentions}
    read = counted(sorted(ids), "article", printed="nothing", total=lambda: len(ids))
    details = {one: archive.article(one) for one in read}
    with working("writing the page"):
        text = page(found, details, overviews(chosen_record(), [], {}))
    _written(text.encode("utf-8", "replace"), path)
    told = words.counted(len(found), "entry", "entries")
    messages.say(f"{told} and {words.counted(len(details), 'article')} written to {path}")
    return len(found)


def write_chart(entries: "Iterable[Entry]", path: str) -> int:
    """Write the chart of the entries that have a day, none for none; says how many."""
    from sma_cli.view.calendar import days_of
    from sma_cli.view.page import chart

    found = [one for one in entries if days_of(one)]
    if found:
        _written(chart(found).encode("utf-8", "replace"), path)
        messages.say(f"{words.counted(len(found), 'entry', 'entries')} written to {path}")
    return len(found)


def write_calendar(entries: "Iterable[Entry]", path: str) -> int:
    """Write the calendar of the entries that have a day, none for none; says how many."""
    from datetime import UTC, datetime

    from sma_cli.view.calendar import calendar, days_of

    found = [one for one in entries if days_of(one)]
    if found:
        _written(calendar(found, written_at=datetime.now(UTC)), path)
        messages.say(f"{words.counted(len(found), 'entry', 'entries')} written to {path}")
    return len(found)


def _written(data: bytes, path: str) -> None:
    try:
        Path(path).expanduser().write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror}", hint="name a file in a folder that is there"
        ) from error
