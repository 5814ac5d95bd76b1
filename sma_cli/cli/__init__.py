"""The command line: what a user types, and how the program ends.

One module per command parses, calls the library and hands the result to a view. `ending` turns
every error into a line on standard error and a status. Nothing imports this package.
"""

import contextlib
import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run `sma` with the arguments of this process and end with its status."""
    # Looking for cycles while modules load is a tenth of the time it takes to start, and commands
    # that read make next to none. `ingest`, which parses pages, enables it again.
    gc.disable()
    from sma_cli.cli import streams
    from sma_cli.cli.ending import status_of

    streams.settle()
    _end(status_of(run, sys.argv[1:]))


def _end(status: int) -> NoReturn:
    """End the process without taking it apart, value by value: a tenth of what a start takes.

    All is written and closed by now, and the system takes back the rest. Where other processes
    helped or a thread goes on, Python ends as it always does.
    """
    import threading

    if threading.active_count() == 1 and "multiprocessing" not in sys.modules:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def run(arguments: list[str]) -> None:
    """Parse the arguments and call the command.

    Typer's own `main` is left out: it ends a closed pipe with status 1, which means nothing found.
    """
    from sma_cli.cli.app import program

    command = program()
    with command.make_context("sma", list(arguments)) as context:
        command.invoke(context)
