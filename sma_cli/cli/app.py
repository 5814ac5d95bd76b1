"""The program and its commands, each imported only when it is called."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sma_cli import __version__
from sma_cli.cli.command import Command, QueryCommand, write_help, write_options
from sma_cli.errors import UsageError

# Each is a function of the same name in a module of the same name.
COMMANDS = {
    "ingest": (Command, "store articles from files, folders or standard input"),
    "search": (QueryCommand, "find articles, best match first"),
    "timeline": (QueryCommand, "the negotiation by date"),
    "agreements": (Command, "the agreements side by side"),
    "amounts": (QueryCommand, "the sums that articles write about"),
    "show": (Command, "an article, and why it is tagged as it is"),
    "tag": (Command, "correct tags by hand, or give them back"),
    "retag": (Command, "read and tag stored articles again"),
    "remove": (Command, "remove articles for good"),
    "export": (QueryCommand, "everything, as NDJSON that `ingest` takes"),
    "backup": (Command, "copy the archive to a file"),
    "info": (Command, "where the archive is, and what is in it"),
    "doctor": (Command, "whether the archive is sound, and mending it"),
}

HELP = """
sma ingest article.txt saved-page.html     store articles
sma search 'Trump $5 billion'              find them again
sma timeline --sma 12                      see the negotiation

An archive of news about the Korea–US SMA talks: one SQLite file at --db PATH,
$SMA_DB or the user's data folder. $SMA_RECORD: another record, or `none`.

Exit status: 0 done, 1 nothing found, 2 wrong usage or query, 3 the archive
cannot be used, 4 some inputs were refused, 130 interrupted.
"""

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class Program(TyperGroup):
    """The group of commands: it knows their names without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of all commands, in the order of a user's first day."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or an error that names the nearest."""
        if cmd_name not in COMMANDS:
            raise UsageError(f"there is no command {cmd_name!r}", hint=_nearest(cmd_name))
        return command_named(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, the commands and the options."""
        write_help(str(self.help), formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])
        write_options(self.get_params(ctx), formatter)


def program() -> Any:
    """The whole program, ready to parse arguments."""
    app = typer.Typer(
        cls=Program,
        add_completion=False,
        rich_markup_mode=None,
        context_settings=_SETTINGS,
        invoke_without_command=True,
    )
    app.callback(cls=Program, help=HELP, invoke_without_command=True, context_settings=_SETTINGS)(
        sma
    )
    return typer.main.get_command(app)


def command_named(name: str) -> Any:
    """One command, its module imported."""
    kind, _ = COMMANDS[name]
    module = import_module(f"sma_cli.cli.{name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=kind, help=module.HELP, context_settings=_SETTINGS)(getattr(module, name))
    return typer.main.get_command(app)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}`sma --help` lists the commands"


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it
    if asked:
        typer.echo(f"sma {__version__}")
        raise typer.Exit


def sma(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    debug: Annotated[  # noqa: ARG001
        bool, typer.Option("--debug", help="Show the traceback of an error (or SMA_DEBUG=1).")
    ] = False,
) -> None:
    """Run one of the commands; alone, say what there is."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
