"""The command line: what a user types, and how the program ends.

One module per command parses, calls the library and hands the result to a view. `ending` turns
every error into a line on standard error and a status. Nothing imports this package.
"""

import gc
import sys


def main() -> None:
    """Run `sma` with the arguments of this process and end with its status."""
    from sma_cli.cli.ending import status_of

    _speak_utf8()
    sys.exit(status_of(_run, sys.argv[1:]))


def _speak_utf8() -> None:
    """Data in a pipe is UTF-8 whatever the locale; no character can stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]


def _run(arguments: list[str]) -> None:
    """Parse and call. Typer's own `main` is left out: it ends a closed pipe with status 1."""
    # Collecting garbage while modules load is a tenth of the time it takes to start; it is
    # enabled again when the command's own module is there.
    gc.disable()
    from sma_cli.cli.app import program

    command = program()
    with command.make_context("sma", arguments) as context:
        command.invoke(context)
