"""Showing what is longer than the screen in a pager, as `git` does.

Rich hands it to the pager that `$PAGER` names, else to `less`, which ends by itself where all fits
and keeps bold and underlined text. `PAGER=cat` turns it off, and so does a program that writes
what is typed: paging needs a keyboard.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# What git sets, too: end where all fits, show styles, leave the text on the screen.
_LESS = "FRX"


def show(what: RenderableType, screen: Console) -> None:
    """Print, through the pager where it is longer than the screen."""
    if not _is_worth_it(what, screen):
        screen.print(what)
        return
    os.environ.setdefault("LESS", _LESS)
    with screen.pager(styles=not screen.no_color):
        screen.print(what)


def _is_worth_it(what: RenderableType, screen: Console) -> bool:
    if not (screen.is_terminal and screen.file is sys.stdout and sys.stdin.isatty()):
        return False
    if os.environ.get("PAGER", "less") in ("", "cat") or os.environ.get("TERM") == "dumb":
        return False
    return len(screen.render_lines(what, pad=False)) >= screen.height
