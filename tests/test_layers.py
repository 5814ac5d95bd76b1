"""Each package keeps to its own business."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sma_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))


def package_of(path: Path) -> str:
    """`cli`, `read`, …, or the name of a module that stands alone."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Every module that is imported anywhere in the file, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def users_of(*names: str) -> set[str]:
    """The packages of this project that import one of the modules."""
    return {
        package_of(path)
        for path in MODULES
        for one in imports_of(path)
        if any(one == name or one.startswith(f"{name}.") for name in names)
    }


@pytest.mark.parametrize(
    ("modules", "allowed"),
    [
        (["typer"], {"cli"}),
        (["rich"], {"view"}),
        (["jinja2", "markupsafe", "icalendar"], {"view"}),
        (["sqlite3", "sqlite_utils"], {"archive"}),
        (["readability", "lxml"], {"read"}),
        (["platformdirs"], {"cli"}),
        (["click"], set()),
        (["sma_cli.cli"], {"cli", "__main__"}),
        (["sma_cli.view"], {"cli", "view"}),
        (["sma_cli.read"], {"cli", "read", "ingest", "retag", "by_hand", "doctor", "parsing"}),
        (["sma_cli.tag"], {"tag", "ingest", "retag", "doctor", "parsing"}),
        (["sma_cli.archive"], {"cli", "archive", "ingest", "retag", "doctor", "__init__"}),
    ],
)
def test_arrows_go_one_way(modules: list[str], allowed: set[str]) -> None:
    """A module is imported only where its business is."""
    assert users_of(*modules) <= allowed


def test_one_module_reads_html() -> None:
    """One adapter stands before readability and lxml."""
    users = {path.name for path in MODULES for one in imports_of(path) if "readability" in one}
    assert users == {"html.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_library_neither_prints_nor_exits_nor_reads_the_environment(path: Path) -> None:
    """Only the command line knows a terminal, a status and the environment."""
    if package_of(path) in {"cli", "view", "__main__"}:
        return
    text = path.read_text("utf-8")
    called = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)
    }
    assert not called & {"print", "exit", "quit", "sys.exit", "os._exit", "os.getenv", "input"}
    assert "os.environ" not in text
    assert "sys.std" not in text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_say_why_they_exist_and_stay_small(path: Path) -> None:
    """Each module has a docstring and under 350 lines, each function under 60."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= 350
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_commands_are_thin() -> None:
    """The body of a command parses, calls and shows: under 25 lines."""
    from sma_cli.cli.app import COMMANDS

    for name in COMMANDS:
        tree = ast.parse((PACKAGE / "cli" / f"{name}.py").read_text("utf-8"))
        (command,) = (
            node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name
        )
        assert (command.end_lineno or 0) - command.body[0].lineno < 25, name
