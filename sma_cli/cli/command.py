"""How every command parses and explains itself.

Promises: a query word may begin with `-`, a misspelt `--option` is still an error, and the help
of a command is as it was written, examples first, with its options on one page.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand

# Stands for the `-` of a query word while the options are parsed; no shell can type it.
_SHIELD = "\ue000"


def write_help(text: str, formatter: Any) -> None:
    """Write a help as it stands, its first paragraph, the examples, set in."""
    examples, _, rest = text.strip().partition("\n\n")
    for line in examples.splitlines():
        formatter.write(f"  {line}\n")
    formatter.write(f"\n{rest}\n")


def write_options(parameters: Iterable[Any], formatter: Any) -> None:
    """Write the options: those with a heading in one paragraph each, the others one a line."""
    headed: dict[str, list[tuple[str, str]]] = {"Options": []}
    for one in parameters:
        if one.param_type_name == "option":
            names = ", ".join(sorted(one.opts, key=len)) + (
                "" if one.is_flag else f" {one.metavar}"
            )
            panel = getattr(one, "rich_help_panel", None) or "Options"
            headed.setdefault(panel, []).append((names, one.help or ""))
    options = headed.pop("Options")
    for heading, rows in headed.items():
        formatter.write_paragraph()
        formatter.write_text(f"{heading}: " + "  ".join(names for names, _ in rows))
    with formatter.section("Options"):
        formatter.write_dl(options)


class Command(TyperCommand):
    """A command whose help is written by hand and whose options are listed compactly."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, then the options."""
        write_help(str(self.help), formatter)
        write_options(self.get_params(ctx), formatter)


class QueryCommand(Command):
    """A command whose words are a query, in which `-word` means without the word."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options and leave every `-word` to the query."""
        takes_value = {
            name: not getattr(one, "is_flag", False)
            for one in self.get_params(ctx)
            for name in one.opts
            if name.startswith("-")
        }
        return super().parse_args(ctx, list(shielded(args, takes_value)))


def query_of(typed: list[str] | None) -> str:
    """The words as typed, joined; bytes that are no UTF-8 become replacement characters."""
    text = " ".join(word.replace(_SHIELD, "-", 1) for word in typed or ())
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def shielded(args: list[str], takes_value: dict[str, bool]) -> Iterator[str]:
    """The arguments with every `-word` made safe from the parser of options.

    `takes_value` says of each option whether a value follows it.
    """
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            yield arg
            yield from rest
        elif _is_word(arg, takes_value):
            yield f"{_SHIELD}{arg[1:]}"
        else:
            yield arg
            if takes_value.get(arg):
                yield from (value for value in [next(rest, None)] if value is not None)


def _is_word(arg: str, takes_value: dict[str, bool]) -> bool:
    """Whether it is a query's `-word`: one dash, and no short option, also not as `-n5`."""
    if not arg.startswith("-") or arg.startswith("--") or arg == "-" or arg in takes_value:
        return False
    return not (takes_value.get(arg[:2]) and arg[2:].isdigit())
