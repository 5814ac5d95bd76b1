"""The command line: what a user types, and how the program ends.

One module per command parses, calls the library and hands the result to a view. `ending` turns
every error into a line on standard error and a status. Nothing imports this package.
"""

import gc
import os
import sys


def main() -> None:
    """Run `sma` with the arguments of this process and end with its status."""
    from sma_cli.cli.ending import status_of

    _settle_streams()
    status = status_of(_run, sys.argv[1:])
    # The process ends: nothing is worth a last look for cycles.
    gc.freeze()
    sys.exit(status)


def _settle_streams() -> None:
    """Data in a pipe is UTF-8 whatever the locale, and a closed stream is as good as /dev/null.

    Else the archive could be opened as the number that a closed stream has left free.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - never closed
        elif mode == "w":
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _run(arguments: list[str]) -> None:
    """Parse and call. Typer's own `main` is left out: it ends a closed pipe with status 1."""
    # Looking for cycles while modules load is a tenth of the time it takes to start, and commands
    # that read make next to none. `ingest`, which parses pages, enables it again.
    gc.disable()
    from sma_cli.cli.app import program

    command = program()
    with command.make_context("sma", list(arguments)) as context:
        command.invoke(context)
