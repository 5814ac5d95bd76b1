"""How the program ends: every error becomes a sentence and a status, in this one place."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sma_cli.cli import messages, streams
from sma_cli.cli.status import Status

if TYPE_CHECKING:
    from sma_cli.errors import SmaError


def status_of(run: Callable[[list[str]], None], arguments: list[str]) -> int:
    """Run, flush, and give the status; nothing but the interpreter's own death escapes."""
    try:
        _run_and_flush(run, arguments)
    except KeyboardInterrupt:
        messages.say("interrupted")
        return Status.INTERRUPTED
    except BrokenPipeError:
        streams.drop_output()
    except Exception as error:
        if os.environ.get("SMA_DEBUG") or "--debug" in arguments:
            import traceback

            traceback.print_exc()
        return _status_after(error)
    return Status.DONE


def _run_and_flush(run: Callable[[list[str]], None], arguments: list[str]) -> None:
    """Whatever happens, what was written before it reaches the reader."""
    try:
        run(arguments)
    finally:
        sys.stdout.flush()


def _status_after(error: Exception) -> int:
    """Say what went wrong; the status that stands for it."""
    from typer import Abort, BadParameter, Exit

    from sma_cli.errors import SmaError

    if isinstance(error, Exit):
        return error.exit_code
    if isinstance(error, Abort):
        return Status.INTERRUPTED
    if isinstance(error, SmaError):
        return _told(error)
    # Typer carries a Click of its own from 0.26 on; this base is what both have in common.
    if isinstance(error, BadParameter.__bases__[0]):
        return _wrong_usage(error)
    return _unexpected(error)


def _told(error: "SmaError") -> Status:
    from sma_cli.errors import ArchiveError, NotFound, UsageError

    if isinstance(error, NotFound):
        messages.say(error.message)
        messages.hint(error.hint)
        return Status.NOTHING_FOUND
    messages.fail(error.message, hint=error.hint)
    if isinstance(error, UsageError):
        return Status.USAGE
    return Status.ARCHIVE if isinstance(error, ArchiveError) else Status.REFUSED


def _wrong_usage(error: Any) -> Status:
    """An option or argument that Typer would not take."""
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx else "sma"
    messages.fail(message[:1].lower() + message[1:], hint=f"{path} --help shows what it takes")
    return Status.USAGE


def _unexpected(error: Exception) -> Status:
    if isinstance(error, OSError):
        messages.fail(f"{error.filename or 'cannot write the output'}: {error.strerror}")
    else:
        messages.fail(
            f"unexpected {type(error).__name__}: {error}",
            hint="this is a fault of the program: please report it with what --debug shows",
        )
    return Status.UNEXPECTED
