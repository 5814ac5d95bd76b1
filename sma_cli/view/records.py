"""The keys of the machine formats, in their order. Additive changes only.

Every function takes one value and gives a new dict that JSON can hold.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from sma_cli.article import Article
from sma_cli.view import words

if TYPE_CHECKING:
    from sma_cli.answers import Check, Coverage, Detail, Entry, Info, Outcome, Revision
    from sma_cli.article import Hit

Record = dict[str, Any]

ARTICLE_KEYS = tuple(field.name for field in fields(Article))
HIT_KEYS = (*ARTICLE_KEYS, "score", "snippet", "matches", "copies", "title_matches")
# fmt: off
DETAIL_KEYS = (
    *ARTICLE_KEYS, "body", "evidence", "mentions", "origin", "conflicts", "claims",
)
# fmt: on
OUTCOME_KEYS = (*ARTICLE_KEYS, "path", "status", "error", "begins", "ends", "cut")
EXPORT_KEYS = (*DETAIL_KEYS, "dateline", "original")
REVISION_KEYS = (*ARTICLE_KEYS, "status", "error", "changes")
# fmt: off
ENTRY_KEYS = (
    "sma", "event", "round", "start", "end", "venue", "title", "articles", "outlets", "basis",
    "conflicts", "copies", "mentions",
)
COVERAGE_KEYS = ("value", "articles", "outlets", "title")
INFO_KEYS = (
    "path", "articles", "languages", "agreements", "first_published", "last_published",
    "last_ingested", "bytes", "schema", "sqlite",
)
CHECK_KEYS = ("check", "sound", "problems")
# fmt: on


def hit_record(hit: Hit) -> Record:
    """One search result."""
    whole = asdict(hit)
    return {**whole.pop("article"), **whole}


def detail_record(detail: Detail) -> Record:
    """One article with its body and what its tags rest on."""
    whole = asdict(detail)
    return {**whole.pop("article"), **whole}


def outcome_record(outcome: Outcome) -> Record:
    """What became of one input; a refused one has the article's keys with null.

    `begins`, `ends` and `cut` are null where nothing was read.
    """
    article = asdict(outcome.article) if outcome.article else dict.fromkeys(ARTICLE_KEYS)
    happened = {"path": outcome.path, "status": outcome.status, "error": outcome.error}
    if outcome.document is None:
        return article | happened | dict.fromkeys(("begins", "ends", "cut"))
    begins, ends = words.ends(outcome.document.body)
    return article | happened | {"begins": begins, "ends": ends, "cut": outcome.document.cut}


def export_record(detail: Detail, *, dateline: str | None, original: bytes) -> Record:
    """All that is known of one article, from which an archive can be built again."""
    from sma_cli.exported import packed

    return detail_record(detail) | {"dateline": dateline, "original": packed(original)}


def revision_record(revision: Revision) -> Record:
    """What became of one article that was corrected or read again."""
    whole = asdict(revision)
    return {**whole["article"], **{key: whole[key] for key in ("status", "error", "changes")}}


def entry_record(entry: Entry) -> Record:
    """One entry of the timeline."""
    return asdict(entry)


def coverage_record(coverage: Coverage) -> Record:
    """The articles of one day, month, year or outlet."""
    return asdict(coverage)


def info_record(info: Info) -> Record:
    """What is in the archive."""
    return asdict(info)


def check_record(check: Check) -> Record:
    """One thing that was looked at, and what is wrong with it."""
    return {"check": check.name, "sound": not check.problems, "problems": list(check.problems)}
