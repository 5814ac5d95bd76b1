"""`sma info`: where the archive is, and what is in it."""

import sys

from sma_cli.cli import options
from sma_cli.cli.archives import archive_at
from sma_cli.view import shapes
from sma_cli.view.output import Form, write

HELP = """
sma info

Where the archive is, and what is in it: articles by language and agreement,
first and last publication, versions.
"""


@options.with_form
def info(*, form: Form, db: options.Database = None) -> None:
    """Say where the archive is, and what is in it."""
    with archive_at(db) as archive:
        write([archive.info()], shapes.INFO, form, sys.stdout)
