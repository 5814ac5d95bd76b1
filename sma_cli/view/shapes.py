"""How each kind of value looks in each format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sma_cli.view import charts, negotiation, pages, plain, records, tables
from sma_cli.view.output import Shape

if TYPE_CHECKING:
    from sma_cli.answers import Check, Coverage, Detail, Entry, Info, Outcome, Revision
    from sma_cli.article import Hit

HITS: Shape[Hit] = Shape(
    records.HIT_KEYS,
    records.hit_record,
    lambda hit: plain.joined(plain.hit_row(hit)),
    lambda hit: (hit.article.id,),
    tables.hit_table,
)
ENTRIES: Shape[Entry] = Shape(
    records.ENTRY_KEYS,
    records.entry_record,
    lambda entry: plain.joined(plain.entry_row(entry)),
    lambda entry: entry.articles,
    negotiation.entry_table,
)
COVERAGE: Shape[Coverage] = Shape(
    records.COVERAGE_KEYS,
    records.coverage_record,
    lambda coverage: plain.joined(plain.coverage_row(coverage)),
    lambda coverage: coverage.articles,
    charts.coverage_table,
)
OUTCOMES: Shape[Outcome] = Shape(
    records.OUTCOME_KEYS,
    records.outcome_record,
    lambda outcome: plain.joined(plain.outcome_row(outcome)),
    lambda outcome: () if outcome.article is None else (outcome.article.id,),
    tables.outcome_blocks,
)
OUTCOMES_AND_CUT: Shape[Outcome] = OUTCOMES._replace(
    text=lambda outcome: "\n".join(plain.joined(row) for row in plain.outcome_rows(outcome)),
    table=lambda outcomes, stream: tables.outcome_blocks(outcomes, stream, with_cut=True),
)
DETAILS: Shape[Detail] = Shape(
    records.DETAIL_KEYS,
    records.detail_record,
    plain.detail_text,
    lambda detail: (detail.article.id,),
    pages.detail_pages,
)
REVISIONS: Shape[Revision] = Shape(
    records.REVISION_KEYS,
    records.revision_record,
    lambda revision: "\n".join(plain.joined(row) for row in plain.revision_rows(revision)),
    lambda revision: (revision.article.id,),
    pages.revision_blocks,
)
INFO: Shape[Info] = Shape(
    records.INFO_KEYS,
    records.info_record,
    lambda info: "\n".join(plain.joined(row) for row in plain.info_rows(info)),
    lambda _: (),
    tables.info_table,
)
CHECKS: Shape[Check] = Shape(
    records.CHECK_KEYS,
    records.check_record,
    lambda check: "\n".join(plain.joined(row) for row in plain.check_rows(check)),
    lambda _: (),
    pages.check_table,
)
