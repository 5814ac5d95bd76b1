"""The tables that languages, outlets and negotiations fill, and their loaders.

Adding an outlet, a furniture line, a venue or the 13th agreement changes a TOML file beside this
module and a test, never code.
"""

from typing import TYPE_CHECKING

from sma_cli.record.tables import load_table

if TYPE_CHECKING:
    from sma_cli.record.negotiations import Record as Record
    from sma_cli.record.negotiations import load_record as load_record

__all__ = ["Record", "load_record", "load_table"]


def __getattr__(name: str) -> object:
    """Import the record of negotiations only when it is asked for: a query needs only tables."""
    if name in ("Record", "load_record"):
        from sma_cli.record import negotiations

        return getattr(negotiations, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
