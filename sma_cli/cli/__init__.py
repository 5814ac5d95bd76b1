"""The command line: what a user types, and how the program ends.

One module per command parses, calls the library and hands the result to a view. `ending` turns
every error into a line on standard error and a status. Nothing imports this package.
"""

import gc
import sys


def main() -> None:
    """Run `sma` with the arguments of this process and end with its status."""
    # Looking for cycles while modules load is a tenth of the time it takes to start, and commands
    # that read make next to none. `ingest`, which parses pages, enables it again.
    gc.disable()
    from sma_cli.cli import streams
    from sma_cli.cli.ending import status_of

    streams.settle()
    status = status_of(run, sys.argv[1:])
    # The process ends: nothing is worth a last look for cycles.
    gc.freeze()
    sys.exit(status)


def run(arguments: list[str]) -> None:
    """Parse the arguments and call the command.

    Typer's own `main` is left out: it ends a closed pipe with status 1, which means nothing found.
    """
    from sma_cli.cli.app import program

    command = program()
    with command.make_context("sma", list(arguments)) as context:
        command.invoke(context)
