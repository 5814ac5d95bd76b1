"""Standard input, output and error as every command may rely on them."""

import os
import sys


def settle() -> None:
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


def drop_output() -> None:
    """Send standard output nowhere from now on, also what is still buffered."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
