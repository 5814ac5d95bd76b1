"""Reporting work as it is done: what is shown as stored is on disk."""

import sys
from collections.abc import Iterator
from typing import TypeVar

from sma_cli.cli import streams
from sma_cli.view.output import Form, Shape, write

Value = TypeVar("Value")


def write_all(values: Iterator[Value], shape: Shape[Value], form: Form) -> None:
    """Show each value as it comes, and let the work be done also when nobody reads any more."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    try:
        write(values, shape, form, sys.stdout)
    except BrokenPipeError:
        # Whoever read the report has gone; the work is wanted all the same.
        streams.drop_output()
        for _ in values:
            pass
