"""What becomes of an archive whose file is harmed at random places.

`python tests/damage.py [NUMBER]` harms the sample archive that often in each way and says what
happened. For each the promise is: no command ends in a traceback; the doctor sees harm to a body or
an original; what `--salvage` does not bring back as it was, it names.
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from conftest import ARTICLES, Sma, _variables

from sma_cli.archive import Archive
from sma_cli.errors import SmaError

Harm = Callable[[bytes, random.Random], bytes]


def truncated(data: bytes, chance: random.Random) -> bytes:
    """The file cut off somewhere."""
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """The file with up to a hundred bytes changed, where they were."""
    harmed = bytearray(data)
    for _ in range(chance.choice((1, 10, 100))):
        harmed[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return bytes(harmed)


def beheaded(data: bytes, chance: random.Random) -> bytes:
    """The file with its first bytes or its first pages overwritten."""
    length = chance.choice((16, 100, 4096, 16384, 2 * 16384, 5 * 16384))
    return chance.choice((b"\0", b"\xff")) * length + data[length:]


def contents(path: Path) -> dict[int, object]:
    """The body and the original of every article."""
    with Archive(path) as archive:
        return {one: (archive.document(one).body, archive.original(one)) for one in archive.ids()}


def verdict(path: Path, sma: Sma, harm: Harm, chance: random.Random) -> list[str]:
    """Harm the archive and try everything; the promises that were broken."""
    before = contents(path)
    path.write_bytes(harm(path.read_bytes(), chance))
    broken: list[str] = []
    for command in (["search", "korea"], ["timeline"], ["show", "1"], ["info"], ["export"]):
        done = sma(*command, "--db", path.name)
        if done.status not in (0, 1, 2, 3) or (done.status and not done.err):
            broken.append(f"{command} ended with {done.status}: {done.err}")
    doctor = sma("doctor", "--db", path.name)
    if doctor.status not in (0, 3):
        broken.append(f"doctor ended with {doctor.status}: {doctor.err}")
    return broken + _lost(path, sma, before, is_sound=doctor.status == 0)


def _lost(path: Path, sma: Sma, before: dict[int, object], *, is_sound: bool) -> list[str]:
    saved = sma("doctor", "--salvage", "saved.db", "--db", path.name)
    if saved.status not in (0, 3) or "unexpected" in saved.err:
        return [f"salvage ended with {saved.status}: {saved.err}"]
    target = path.with_name("saved.db")
    if not target.exists():
        return ["the doctor found nothing, yet nothing was saved"] if is_sound else []
    named = {line.split("\t")[1] for line in saved.out.splitlines()}
    try:
        after = contents(target)
    except SmaError as error:
        return [f"what was saved cannot be read: {error}"]
    finally:
        target.unlink()
    unnamed = [one for one in before if f"article {one}" not in named and one not in after]
    broken = [f"article {one} is lost and not named" for one in unnamed]
    if is_sound:
        broken += [
            f"article {one} was changed unseen" for one in before if after[one] != before[one]
        ]
    return broken


def sample(folder: Path) -> Path:
    """An archive of the pasted samples."""
    files = sorted(str(one) for one in ARTICLES.glob("*.txt"))
    assert Sma(folder, _variables(folder))("ingest", *files, "--db", "sma.db").status == 0
    return folder / "sma.db"


def _tried(sound: Path, harm: Harm, chance: random.Random) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copy(sound, Path(name) / "sma.db"))
        return verdict(path, Sma(Path(name), _variables(Path(name))), harm, chance)


def main(number: int) -> int:
    """Try each harm so often; 1 if a promise was broken."""
    results: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        sound = sample(Path(name))
        for harm in (truncated, flipped, beheaded):
            for seed in range(number):
                broken = _tried(sound, harm, random.Random(seed))
                results[f"{harm.__name__} {'broken' if broken else 'kept'}"] += 1
                for one in broken:
                    print(f"{harm.__name__} {seed}: {one}", flush=True)
    print(dict(results))
    return int(any(name.endswith("broken") for name in results))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
