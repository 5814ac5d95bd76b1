"""An archive and search tool for news about the Korea–US Special Measures Agreement talks.

The way through is `read -> tag -> archive -> view`. As a library it never prints, never exits
and never reads the environment.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sma_cli.archive import Archive as Archive

__all__ = ["Archive", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the archive only when it is asked for, so that `sma --version` stays quick."""
    if name == "Archive":
        from sma_cli.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
