"""The tables that languages, outlets and negotiations fill, and their loader.

Adding an outlet, a furniture line, a venue or the 13th agreement changes a TOML file beside this
module and a test, never code.
"""

from functools import cache
from pathlib import Path
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table `name.toml` of this package. The answer is shared: do not change it."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
