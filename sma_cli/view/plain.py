"""The lines of a pipe: one row a line, cells between tabs, no header, nothing cut.

The order of the cells is part of the contract: new cells come at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sma_cli.view import words

if TYPE_CHECKING:
    from sma_cli.answers import Check, Coverage, Detail, Entry, Info, Outcome, Revision
    from sma_cli.article import Article, Hit

Row = tuple[object, ...]


def hit_row(hit: Hit) -> Row:
    """Id, day, source, agreement, event, round, title, snippet."""
    one = hit.article
    day = words.day(one.published)
    return one.id, day, one.source, one.sma, one.event, one.round, one.title, hit.snippet


def entry_row(entry: Entry) -> Row:
    """Agreement, event, round, start, end, venue, outlets, ids of articles, title."""
    ids = ",".join(map(str, entry.articles))
    when = (entry.start, entry.end, entry.venue)
    return entry.sma, entry.event, entry.round, *when, entry.outlets, ids, entry.title


def coverage_row(coverage: Coverage) -> Row:
    """Day, month, year or outlet, number of articles, outlets, ids, the first headline."""
    ids = ",".join(str(one) for one in coverage.articles)
    return coverage.value, len(coverage.articles), coverage.outlets, ids, coverage.title


def outcome_row(outcome: Outcome) -> Row:
    """Status, id, path, day, source, agreement, event, round, start, end, venue, sums, title.

    Then the first and the last words of the body, and how many lines were cut.
    """
    if outcome.article is None:
        return outcome.status, None, outcome.path, *(None,) * 13
    one = outcome.article
    known = (one.sma, one.event, one.round, one.event_start, one.event_end, one.venue)
    origin = (outcome.status, one.id, outcome.path, words.day(one.published), one.source)
    return *origin, *known, words.sums(one.amounts), one.title, *_read(outcome)


def _read(outcome: Outcome) -> Row:
    if outcome.document is None:
        return None, None, None
    return *words.ends(outcome.document.body), len(outcome.document.cut)


def outcome_rows(outcome: Outcome) -> Iterator[Row]:
    """The row of an input, then each line that was cut: `cut`, id, path, the line."""
    yield outcome_row(outcome)
    identifier = outcome.article.id if outcome.article else None
    for text in outcome.document.cut if outcome.document else ():
        yield "cut", identifier, outcome.path, text


def info_rows(info: Info) -> Iterator[Row]:
    """A key and its value a line; the languages and agreements as `en 12, ko 9`."""
    for name in info.__slots__:
        value = getattr(info, name)
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number}" for key, number in value.items())
        yield name, value


def article_rows(article: Article) -> Iterator[Row]:
    """A key and its value a line; what is not known is left out."""
    special = {
        "amounts": words.sums(article.amounts),
        "percents": words.percentages(article.percents),
        "basis": ", ".join(f"{tag} {basis}" for tag, basis in article.basis.items()),
    }
    for name in article.__slots__:
        value = special.get(name, getattr(article, name))
        if value not in (None, ""):
            yield name, value


def detail_text(detail: Detail) -> str:
    """An article to read: its rows, evidence, mentions and conflicts, an empty line, its body."""
    rows = list(article_rows(detail.article))
    rows += [("evidence", one.tag, one.value, words.line(one.text)) for one in detail.evidence]
    rows += [("mention", one.role, words.about(one.sma, None, one.round), one.text)
             for one in detail.mentions]  # fmt: skip
    rows += [("conflict", one.tag, one.value, one.record) for one in detail.conflicts]
    rows += [("origin", detail.origin.path)]
    return "\n".join((*(joined(row) for row in rows), "", words.lines(detail.body)))


def revision_rows(revision: Revision) -> Iterator[Row]:
    """Status, id, field, what it was and what it is, a line a field; one line for a refusal."""
    for one in revision.changes:
        yield revision.status, revision.article.id, one.field, *words.change(one)
    if not revision.changes:
        yield revision.status, revision.article.id, None, None, None


def check_rows(check: Check) -> Iterator[Row]:
    """`ok` and what was looked at; or `damaged`, that, and a problem, a line a problem."""
    if not check.problems:
        yield "ok", check.name, None
    yield from (("damaged", check.name, problem) for problem in check.problems)


def joined(row: Row) -> str:
    """One line of a pipe."""
    return "\t".join("" if cell is None else words.line(str(cell)) for cell in row)
