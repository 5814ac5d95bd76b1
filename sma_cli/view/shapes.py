"""How each kind of value looks in each format.

The modules of tables are imported when a table is shown: a pipe does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

from sma_cli.view import plain, records
from sma_cli.view.output import Shape

if TYPE_CHECKING:
    from sma_cli.answers import Check, Coverage, Detail, Entry, Info, Outcome, Revision
    from sma_cli.article import Hit


def _table(name: str, **options: bool) -> Callable[[Iterable[Any], TextIO], int]:
    """The function of that name (`module.function`) of this package, imported when it is called."""

    def show(values: Iterable[Any], stream: TextIO) -> int:
        module, _, function = name.partition(".")
        shown: int = getattr(import_module(f"sma_cli.view.{module}"), function)(
            values, stream, **options
        )
        return shown

    return show


HITS: Shape[Hit] = Shape(
    records.HIT_KEYS,
    records.hit_record,
    lambda hit: plain.joined(plain.hit_row(hit)),
    lambda hit: (hit.article.id,),
    _table("tables.hit_table"),
)
ENTRIES: Shape[Entry] = Shape(
    records.ENTRY_KEYS,
    records.entry_record,
    lambda entry: plain.joined(plain.entry_row(entry)),
    lambda entry: entry.articles,
    _table("negotiation.entry_table"),
)
COVERAGE: Shape[Coverage] = Shape(
    records.COVERAGE_KEYS,
    records.coverage_record,
    lambda coverage: plain.joined(plain.coverage_row(coverage)),
    lambda coverage: coverage.articles,
    _table("charts.coverage_table"),
)
OUTCOMES: Shape[Outcome] = Shape(
    records.OUTCOME_KEYS,
    records.outcome_record,
    lambda outcome: plain.joined(plain.outcome_row(outcome)),
    lambda outcome: () if outcome.article is None else (outcome.article.id,),
    _table("tables.outcome_blocks"),
)
OUTCOMES_AND_CUT: Shape[Outcome] = OUTCOMES._replace(
    text=lambda outcome: "\n".join(plain.joined(row) for row in plain.outcome_rows(outcome)),
    table=_table("tables.outcome_blocks", with_cut=True),
)
DETAILS: Shape[Detail] = Shape(
    records.DETAIL_KEYS,
    records.detail_record,
    plain.detail_text,
    lambda detail: (detail.article.id,),
    _table("pages.detail_pages"),
)
REVISIONS: Shape[Revision] = Shape(
    records.REVISION_KEYS,
    records.revision_record,
    lambda revision: "\n".join(plain.joined(row) for row in plain.revision_rows(revision)),
    lambda revision: (revision.article.id,),
    _table("pages.revision_blocks"),
)
INFO: Shape[Info] = Shape(
    records.INFO_KEYS,
    records.info_record,
    lambda info: "\n".join(plain.joined(row) for row in plain.info_rows(info)),
    lambda _: (),
    _table("tables.info_table"),
)
CHECKS: Shape[Check] = Shape(
    records.CHECK_KEYS,
    records.check_record,
    lambda check: "\n".join(plain.joined(row) for row in plain.check_rows(check)),
    lambda _: (),
    _table("pages.check_table"),
)
