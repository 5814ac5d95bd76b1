"""What is left when `sma ingest` is killed at a random moment, and what a second run makes of it.

`python tests/killing.py [KILLS [ARTICLES]]` kills so many runs over so many articles. For each
the promise is: what was reported is there, the doctor finds nothing, and the same run once more
ends in the archive of an undisturbed one.
"""

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import PROGRAMS, Sma, _variables


def articles(folder: Path, number: int) -> Path:
    """A file of made-up articles, a tenth of them copies of others."""
    chance = random.Random(number)
    words = ["".join(chance.choices("aeioustrnlm", k=chance.randint(3, 9))) for _ in range(2_000)]
    target = folder / "articles.ndjson"
    bodies: list[str] = []
    with target.open("w", encoding="utf-8") as stream:
        for place in range(number):
            body = " ".join(chance.choices(words, k=120))
            if bodies and chance.random() < 0.1:
                body = f"{chance.choice(bodies)} {words[place % 2_000]}"
            bodies.append(body)
            record = {
                "title": f"Article {place} about the talks",
                "date": f"2024-05-{place % 28 + 1:02}",
                "text": f"{body}. The 12th SMA talks were about ${place + 1} million.",
            }
            stream.write(json.dumps(record) + "\n")
    return target


def undisturbed(sma: Sma, source: Path) -> tuple[list[str], float]:
    """What an archive exports after a run to the end, and how many seconds that takes."""
    start = time.monotonic()
    assert sma("ingest", str(source), "--db", "whole.db").status == 0
    taken = time.monotonic() - start
    return exported(sma, "whole.db"), taken


def exported(sma: Sma, db: str) -> list[str]:
    """Every record of an archive, without ids and the time of storing."""
    records = [json.loads(line) for line in sma("export", "--db", db).out.splitlines()]
    return sorted(json.dumps({**one, "id": 0, "ingested_at": ""}) for one in records)


def killed(sma: Sma, source: Path, db: str, after: float, how: signal.Signals) -> list[int]:
    """Kill a run after so many seconds, with its processes; the ids it has reported."""
    process = subprocess.Popen(
        [str(PROGRAMS / "sma"), "ingest", str(source), "--ids", "--db", db],
        cwd=sma.folder, env=sma.variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(how)
    out, _ = process.communicate(timeout=60)
    *whole, _ = out.decode().split("\n")
    return [int(one) for one in whole]


def broken(sma: Sma, db: str, reported: list[int]) -> list[str]:
    """The promises that a killed run has broken."""
    if not (sma.folder / db).exists() or sma("info", "--db", db).status == 3:
        return ["reported, but there is no archive"] if reported else []
    there = {int(one) for one in sma("export", "--db", db).out and _ids(sma, db)}
    lost = [one for one in reported if one not in there]
    doctor = sma("doctor", "--db", db)
    found = [f"reported and lost: {lost}"] if lost else []
    return found + ([f"doctor: {doctor.out}{doctor.err}"] if doctor.status else [])


def _ids(sma: Sma, db: str) -> list[str]:
    return [str(json.loads(line)["id"]) for line in sma("export", "--db", db).out.splitlines()]


def completed(sma: Sma, source: Path, db: str) -> list[str]:
    """What the archive exports after the same run once more; or why that did not end well."""
    done = sma("ingest", str(source), "--db", db)
    left = sorted(one.name for one in sma.folder.glob(f"{db}*"))
    if done.status or left != [db]:
        return [f"a second run ended with {done.status}: {done.err}; beside it are {left}"]
    return exported(sma, db)


def main(kills: int, number: int) -> int:
    """Kill so often; 1 if a promise was broken."""
    chance, failures, cut = random.Random(kills), 0, 0
    with tempfile.TemporaryDirectory() as name:
        sma = Sma(Path(name), _variables(Path(name)))
        source = articles(Path(name), number)
        whole, seconds = undisturbed(sma, source)
        for run in range(kills):
            db = f"killed-{run}.db"
            reported = killed(sma, source, db, chance.uniform(0.05, seconds), signal.SIGKILL)
            found = broken(sma, db, reported)
            cut += len(reported) < number
            after = completed(sma, source, db)
            if after != whole:
                found.append(f"a second run ends in another archive: {after[0][:500]}")
            for one in found:
                print(f"run {run}: {one}", flush=True)
            failures += bool(found)
            for file in Path(name).glob(f"{db}*"):
                file.unlink()
    print(f"{kills} kills of a run of {seconds:.1f} s, {cut} before its end, {failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [200, 2_000][len(given) :])))
