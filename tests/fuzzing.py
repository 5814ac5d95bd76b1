"""Look for bytes that break a promise of `fuzzed`, led by what of the program they come to.

`python tests/fuzzing.py [SECONDS [PROMISE...]]` gives every promise so many seconds (60 if not
said), in one process after the other, and says how many inputs were tried. What it finds is kept in
`.fuzz/found`, and what comes to new places of the program in `.fuzz/corpus`, where the next run
goes on. Each find becomes a test before it is mended. It needs `atheris`: `make fuzz` installs it.
"""

import hashlib
import re
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".fuzz"
# Processor seconds for one input of at most so many bytes, on a machine that counts every branch.
LIMIT, LONGEST = 3.0, 30_000


def main(seconds: int, names: list[str]) -> int:
    """Try each promise; 1 if something was found."""
    total = finds = 0
    for name in names:
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, str(seconds)],
            cwd=Path(__file__).parent, capture_output=True, errors="replace", check=False,
        )  # fmt: skip
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        found = [line for line in done.stdout.splitlines() if line.startswith("found ")]
        if tried is None or done.returncode:
            found.append(f"found an end of the process ({done.returncode}): {done.stderr[-1500:]}")
        total += int(tried[1]) if tried else 0
        finds += len(found)
        print(
            f"{name:8} {int(tried[1]) if tried else 0:>9,} inputs, {len(found)} found", flush=True
        )
        print("".join(f"  {line}\n" for line in found), end="", flush=True)
    print(f"{total:,} inputs in {len(names) * seconds / 60:.0f} minutes, {finds} found")
    return int(finds > 0)


def one(name: str, seconds: int) -> None:
    """Try one promise in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["sma_cli"]):
        from fuzzed import PROMISES
    promise = PROMISES[name]
    corpus, seeds, dictionary = KEPT / "corpus" / name, KEPT / "seeds" / name, KEPT / f"{name}.dict"
    for folder in (corpus, seeds, KEPT / "found"):
        folder.mkdir(parents=True, exist_ok=True)
    for data in promise.seeds():
        (seeds / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    lines = (_quoted(word) for word in promise.words)
    dictionary.write_text("".join(f"{line}\n" for line in lines), "ascii")
    warnings.simplefilter("error")
    known: set[str] = set()

    def tried(data: bytes) -> None:
        begun = time.process_time()
        try:
            promise.check(data)
            taken = time.process_time() - begun
            if taken > LIMIT:
                raise TimeoutError(f"{taken:.1f} s for {len(data):,} bytes")
        except Exception as error:
            _keep(name, data, error, known)

    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-dict={dictionary}",
        "-timeout=60", "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=1",
        str(corpus), str(seeds),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], tried)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    """A word as a dictionary of libFuzzer has it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'


def _keep(name: str, data: bytes, error: Exception, known: set[str]) -> None:
    """Keep the first input that fails at a place."""
    place = "timeout" if isinstance(error, TimeoutError) else _place(error)
    if place in known:
        return
    known.add(place)
    mark = hashlib.sha256(place.encode()).hexdigest()[:8]
    file = KEPT / "found" / f"{name}-{mark}"
    file.write_bytes(data)
    file.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8")
    print(f"found {file.name}: {type(error).__name__} {str(error)[:200]!r} at {place}", flush=True)


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    *_, last = [one for one in frames if "sma_cli" in one.filename or "fuzzed" in one.filename]
    return f"{Path(last.filename).name}:{last.lineno} {type(error).__name__}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        from fuzzed import PROMISES

        sys.exit(main(int((sys.argv[1:] or ["60"])[0]), sys.argv[2:] or list(PROMISES)))
