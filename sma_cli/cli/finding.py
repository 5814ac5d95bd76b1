"""Searching as people do: what is near is shown where nothing is found, and said to be so."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from sma_cli.cli import messages

if TYPE_CHECKING:
    from sma_cli.archive import Archive
    from sma_cli.archive.nearest import Nearest
    from sma_cli.archive.query import Filters
    from sma_cli.article import Hit


def answered(
    archive: "Archive", query: str, *, filters: "Filters", offset: int = 0, **options: Any
) -> tuple[Iterator["Hit"], "Nearest | None"]:
    """What `Archive.search` finds; where that is nothing, what it finds for the nearest query."""
    hits = archive.search(query, filters=filters, offset=offset, **options)
    for first in hits:
        return chain([first], hits), None
    # Behind the last of those that have all of it, there is nothing.
    is_found = offset > 0 and archive.count(query, filters=filters) > 0
    near = None if is_found else archive.nearest(query, filters=filters)
    if near is None:
        return iter(()), None
    return archive.search(near.query, offset=offset, **options), near


def found(archive: "Archive", query: str, **options: Any) -> Iterator["Hit"]:
    """The same, and standard error says where something else was searched for."""
    hits, near = answered(archive, query, **options)
    if near is not None:
        _tell(near)
    return hits


def _tell(near: "Nearest") -> None:
    """What is shown instead, the words that no article has, and the nearest to them."""
    if near.met < near.parts:
        best = f"the best have {near.met} of {near.parts} parts of the query"
        messages.say(f"no article has all of the words; {best}")
    elif not near.missing:
        messages.say("no article has all of the words as typed; searched for what is inside them")
    for one in near.missing:
        instead = f"; searched for {one.spellings[0]}" if one.spellings else ""
        messages.say(f"no article has {one.word!r}{instead}")
        if one.spellings[1:]:
            messages.hint(f"also near: {', '.join(one.spellings[1:])}")


def explain(archive: "Archive", query: str, filters: "Filters") -> None:
    """Say how the query was understood."""
    lines = archive.understood(query, filters=filters)
    head = "understood as" if len(lines) == 1 else "understood as all of"
    messages.say("\n  ".join([f"{head}:", *lines]))


def warn_of_slips(query: str) -> None:
    """Say what may have gone wrong between the user and the program."""
    from sma_cli.archive.hints import lost_dollar, mistyped_fields

    if lost_dollar(query):
        messages.hint(
            f"searched for {query!r}: inside double quotes the shell takes a $5 away; "
            "use single quotes: sma search 'Trump $5 billion'"
        )
    for typed, field in mistyped_fields(query) if ":" in query else ():
        messages.hint(f"{typed}: is read as a word; did you mean {field}:?")
