"""The options that commands share, each declared once.

`takes` gives a command more options than its own signature shows, and hands it what becomes of
them as one value.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from sma_cli.errors import UsageError
from sma_cli.view.output import Form

if TYPE_CHECKING:
    from sma_cli.archive.query import Filters

Command = Callable[..., None]

# Of SQLite's integers, which end at 2**63.
_MOST_DIGITS = 18

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="PATH", help="The archive, in place of $SMA_DB."),
]

Where = Annotated[
    str | None,
    typer.Option("--where", metavar="QUERY", help="Not ids, but the articles a query finds."),
]

Copies = Annotated[
    bool, typer.Option("--copies", help="Each article, also those that tell a story once more.")
]


def _seconds(typed: str) -> float:
    """A number of seconds, from 0 to a day."""
    try:
        seconds = float(str(typed))
    except ValueError:
        seconds = -1.0
    if 0 <= seconds <= _A_DAY:
        return seconds
    raise UsageError(f"--wait: {typed!r} is no number of seconds", hint="such as 30")


_A_DAY = 86_400

Wait = Annotated[
    float | None,
    typer.Option(
        "--wait", parser=_seconds, metavar="SECONDS", help="For others that write; 5 if not said."
    ),
]


def takes(
    name: str, make: Callable[..., Any], options: Mapping[str, Any]
) -> Callable[[Command], Command]:
    """Let a command take these options; it gets `make(**options)` as its parameter `name`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            mine = {option: given.pop(option) for option in options}
            command(**given, **{name: make(**mine)})

        own = inspect.signature(command)
        shown = [one for one in own.parameters.values() if one.name != name]
        shown += [_parameter(option, kind) for option, kind in options.items()]
        run.__signature__ = own.replace(parameters=shown)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in shown}
        return run

    return decorate


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    default = False if get_args(kind)[0] is bool else None
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, keyword, default=default, annotation=kind)


def whole_number(typed: str) -> int:
    """A number from 0 on that SQLite can hold."""
    return number_of(typed, "whole number", hint="such as 20")


def number_of(typed: str, what: str, *, hint: str) -> int:
    """What was typed as a number; raises UsageError that calls it `what`."""
    digits = str(typed)
    if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
        return int(digits)
    raise UsageError(f"{digits!r} is no {what}", hint=hint)


Limit = Annotated[
    int | None,
    typer.Option(
        "-n",
        "--limit",
        parser=whole_number,
        metavar="N",
        help="At most N; 0, as in a pipe: all.",
    ),
]


def encoding_name(typed: str) -> str:
    """The name of an encoding that exists."""
    import codecs

    try:
        codecs.lookup(typed)
    except (LookupError, ValueError) as error:
        raise UsageError(f"unknown encoding: {typed}", hint="such as utf-8 or cp949") from error
    return typed


def form_of(**chosen: bool) -> Form:
    """The format that was asked for; else a table on a terminal and lines in a pipe."""
    ends_with_nul = chosen.pop(Form.NUL)
    asked = [Form(name) for name, is_chosen in chosen.items() if is_chosen]
    if ends_with_nul:
        if asked not in ([], [Form.IDS]):
            raise UsageError(f"-0 and --{asked[0]} exclude each other", hint="-0 goes with --ids")
        return Form.NUL
    if len(asked) > 1:
        names = " and ".join(f"--{form}" for form in asked)
        raise UsageError(f"{names} exclude each other", hint="choose one format")
    if asked:
        return asked[0]
    return Form.TABLE if sys.stdout.isatty() else Form.PLAIN


def _form_option(form: Form) -> Any:
    name = "-0" if form is Form.NUL else f"--{form}"
    return Annotated[bool, typer.Option(name, rich_help_panel="Output")]


_WITH_AN_OPTION = (Form.JSON, Form.NDJSON, Form.CSV, Form.TSV, Form.IDS, Form.NUL)

with_form = takes("form", form_of, {form.value: _form_option(form) for form in _WITH_AN_OPTION})
"""Let a command take `--json --ndjson --csv --tsv --ids -0`; it gets the `Form` as `form`."""


def filters_of(**given: Any) -> "Filters":
    """The filters that the options say."""
    from sma_cli.archive.query import Filters

    return Filters(**given)


def _filter_option(kind: Any, metavar: str) -> Any:
    parser = whole_number if kind is int else None
    option = typer.Option(metavar=metavar, rich_help_panel="Filters", parser=parser)
    return Annotated[kind | None, option]


with_filters = takes(
    "filters",
    filters_of,
    {
        "sma": _filter_option(int, "N"),
        "round": _filter_option(int, "N"),
        "event": _filter_option(str, "NAME"),
        "venue": _filter_option(str, "CITY"),
        "source": _filter_option(str, "OUTLET"),
        "agency": _filter_option(str, "WIRE"),
        "lang": _filter_option(str, "CODE"),
        "since": _filter_option(str, "DATE"),
        "until": _filter_option(str, "DATE"),
        "date": _filter_option(str, "DATE"),
        "published": _filter_option(str, "DATE"),
        "amount": _filter_option(str, "SUM"),
        "percent": _filter_option(str, "NUMBER"),
        "title": _filter_option(str, "WORD"),
        "basis": _filter_option(str, "NAME"),
        "copy": _filter_option(str, "WHICH"),
        "any": Annotated[bool, typer.Option("--any", rich_help_panel="Filters")],
        "exact": Annotated[bool, typer.Option("--exact", rich_help_panel="Filters")],
    },
)
"""Let a command take the fields of a query as options; it gets the `Filters` as `filters`."""
