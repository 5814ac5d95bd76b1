"""The tables that languages, outlets and negotiations fill, and their loaders.

Adding an outlet, a furniture line, a venue or the 13th agreement changes a TOML file beside this
module and a test, never code.
"""

from sma_cli.record.negotiations import Record, load_record
from sma_cli.record.tables import load_table

__all__ = ["Record", "load_record", "load_table"]
