"""What articles say of their sums, for an archive of a time when it was not stored.

It is read from the stored bodies and from where the evidence of each sum stands, so that no
original is needed; a sum without evidence stays one of which nothing is said.
"""

import sqlite3
from typing import TYPE_CHECKING

from sma_cli.article import Amount
from sma_cli.document import Claim, Evidence

if TYPE_CHECKING:
    from sma_cli.archive.watching import Watch

COLUMNS = (
    "ALTER TABLE amounts ADD COLUMN role TEXT",
    'ALTER TABLE amounts ADD COLUMN "by" TEXT',
    "ALTER TABLE amounts ADD COLUMN start INTEGER",
    'ALTER TABLE amounts ADD COLUMN "end" INTEGER',
)
# All that is asked of sums stands in it; the articles of a sum are its last column.
INDEX = 'CREATE INDEX amounts_said ON amounts(value, currency, text, role, "by")'


def claim_all(connection: sqlite3.Connection, watch: "Watch") -> None:
    """Read what every article says of its sums, and store it beside them."""
    articles = [one for (one,) in connection.execute("SELECT DISTINCT article_id FROM amounts")]
    for one in watch(articles, len(articles)):
        rows = [
            (claim.role, claim.by, claim.start, claim.end, one, claim.amount)
            for claim in _claims(connection, one)
        ]
        connection.executemany(
            'UPDATE amounts SET role = ?, "by" = ?, start = ?, "end" = ?'
            " WHERE article_id = ? AND position = ?",
            rows,
        )


def _claims(connection: sqlite3.Connection, identifier: int) -> tuple[Claim, ...]:
    from sma_cli.money.claims import claims_of

    lang, body = connection.execute(
        "SELECT lang, body FROM articles WHERE id = ?", (identifier,)
    ).fetchone()
    amounts = connection.execute(
        "SELECT value, currency, text FROM amounts WHERE article_id = ? ORDER BY position",
        (identifier,),
    ).fetchall()
    evidence = connection.execute(
        'SELECT tag, value, text, start, "end" FROM evidence WHERE article_id = ? AND tag = ?'
        " ORDER BY position",
        (identifier, "amount"),
    )
    return claims_of(
        body,
        [Amount(*one) for one in amounts],
        [Evidence(*one) for one in evidence],
        lang=lang,
    )
