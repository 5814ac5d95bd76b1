"""Shell sessions go as they are written down."""

import difflib
from pathlib import Path

import pytest
import transcripts
from conftest import PROGRAMS

FILES = sorted(transcripts.TRANSCRIPTS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_goes_as_written(path: Path, tmp_path: Path) -> None:
    """Every command prints what the transcript says and ends with its status."""
    for written, now in transcripts.replayed(path.read_text("utf-8"), tmp_path, PROGRAMS):
        assert transcripts.is_same(written, now), "\n".join(
            difflib.unified_diff(
                written.text().splitlines(), now.text().splitlines(), "written", "now", lineterm=""
            )
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_transcript_reads_back(path: Path) -> None:
    """What is written down is all that is read."""
    text = path.read_text("utf-8")
    assert "".join(step.text() for step in transcripts.parse(text)) == text


def test_no_session_shows_a_traceback() -> None:
    """Nothing that a user does ends in the inside of the program."""
    for path in FILES:
        text = path.read_text("utf-8")
        assert "Traceback" not in text
        assert "unexpected" not in text


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (["a", "..."], ["a", "b", "c"], True),
        (["a", "..."], ["a"], True),
        (["a[..]c"], ["abbbc"], True),
        (["a[..]c"], ["ab"], False),
        (["a"], ["a", "b"], False),
        ([], [], True),
    ],
)
def test_what_stands_for_anything(expected: list[str], printed: list[str], same: bool) -> None:  # noqa: FBT001
    """`[..]` is any text in a line, `...` any lines, and nothing else is."""
    assert transcripts.matches(expected, printed) is same
