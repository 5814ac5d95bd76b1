"""How long the program takes to start, side by side with what it cannot do without.

Every case is a whole process; the cases take turns, so that a busy moment hits all alike. The
promise: a search into a pipe takes at most 1.6 times `python -c 'import typer'`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
LIMIT = 1.6

PROGRAM = str(Path(sys.executable).parent / "sma")
ARTICLES = Path(__file__).parent.parent.parent / "data" / "articles"

CASES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "python -c 'import typer'": [sys.executable, "-c", "import typer"],
    "sma --version": [PROGRAM, "--version"],
    "sma search --help": [PROGRAM, "search", "--help"],
    "sma search specht": [PROGRAM, "search", "specht"],
    "sma search 'Trump $5 billion'": [PROGRAM, "search", "Trump $5 billion"],
    "sma search '50억 달러' --ids": [PROGRAM, "search", "50억 달러", "--ids"],
    "sma search korea --json": [PROGRAM, "search", "korea", "--json"],
    "sma timeline --sma 12": [PROGRAM, "timeline", "--sma", "12"],
}


def medians(variables: dict[str, str], rounds: int = ROUNDS) -> dict[str, float]:
    """The median seconds of each case."""
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds + 1):  # the first round warms the disk
        for name, command in CASES.items():
            start = time.perf_counter()
            subprocess.run(command, env=variables, check=True, stdout=subprocess.PIPE)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def main() -> int:
    """Print the medians; 1 when the promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {**os.environ, "SMA_DB": str(Path(folder) / "sma.db")}
        files = sorted(str(one) for one in ARTICLES.iterdir() if one.suffix != ".json")
        subprocess.run([PROGRAM, "ingest", *files], env=variables, check=True, capture_output=True)
        found = medians(variables)
    bare, typer = found["python -c pass"], found["python -c 'import typer'"]
    print(f"{'':32}{'ms':>8}{'/ pass':>9}{'/ typer':>9}   (medians of {ROUNDS}, taking turns)")
    for name, seconds in found.items():
        print(f"{name:32}{seconds * 1000:8.1f}{seconds / bare:9.2f}{seconds / typer:9.2f}")
    searches = [name for name in CASES if name.startswith("sma search") and "--help" not in name]
    ratio = max(found[name] for name in searches) / typer
    print(f"\nthe slowest search: {ratio:.2f} times `import typer`, promised {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
