"""How much of anything is read: far above any article, below what would hurt.

A gigabyte of memory and half a minute are enough for whatever is let through.
"""

from sma_cli.document import Input
from sma_cli.errors import InputRefused

# A saved page with all its pictures in it is 10 MB.
LARGEST_INPUT = 100_000_000
# For inputs that are known to be wanted, such as the originals of an archive.
NO_LIMIT = 1 << 62
# Of text and markup, without the pictures in it.
LARGEST_MARKUP = 20_000_000
# Of the visible text: a thick book.
LONGEST_TEXT = 4_000_000
MOST_LINES = 100_000
# Of one JSON object.
MOST_VALUES = 2_000_000


def megabytes(size: int) -> str:
    """A number of bytes: `100 MB`, `20.5 MB`, `3 kB`."""
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"


def too_large(path: str, size: int, *, largest: int = LARGEST_INPUT) -> InputRefused:
    """The refusal of an input of `size` bytes; it names the size and the limit."""
    return InputRefused(
        f"{path}: too large for one article: {megabytes(size)}, the limit is {megabytes(largest)}",
        hint="split it into one file an article, or raise the limit: --max-size",
        path=path,
    )


def too_long(source: Input, what: str) -> InputRefused:
    """The refusal of an input that holds more text than any article."""
    return InputRefused(
        f"{source.path}: {what}, more than any article has",
        hint="split it into one file an article",
        path=source.path,
    )
