"""The timeline on a terminal: agreement by agreement, at any width."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from values import ENTRY

from sma_cli.answers import Conflict, Entry
from sma_cli.view import words
from sma_cli.view.charts import sparkline
from sma_cli.view.negotiation import entry_table


def shown(*entries: Entry, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal of that width shows, without colours."""
    monkeypatch.setenv("COLUMNS", str(width))
    screen = StringIO()
    assert entry_table(entries, screen) == len(entries)
    return screen.getvalue()


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_it_fits(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with Korean headlines, whose letters are two cells wide."""
    korean = replace(ENTRY, title="한미, 12차 방위비 협상 전격 타결…첫해 8.3% 올려 1조5192억" * 2)
    text = shown(ENTRY, korean, width=width, monkeypatch=monkeypatch)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_agreements_have_a_heading_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, with how many articles tell them and a bar for each happening."""
    others = replace(ENTRY, sma=11, articles=(7, 8, 9))
    gap = replace(others, round=3, articles=(), basis={}, title=None)
    text = shown(ENTRY, others, gap, width=100, monkeypatch=monkeypatch)
    headings = [line.rstrip() for line in text.splitlines() if " SMA  " in line]
    assert headings[0] == "11th SMA  3 articles  █·"
    assert headings[1].startswith(f"{words.ordinal(ENTRY.sma)} SMA")


def test_what_some_articles_say_instead_stands_below(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both days of one report as a span, as above; any other value with its name."""
    conflicts = (
        Conflict("start", "2024-05-20", (9,)),
        Conflict("end", "2024-05-22", (9,)),
        Conflict("start", "2024-05-01", (4, 8)),
        Conflict("venue", "Jeju", (4, 8)),
    )
    text = shown(replace(ENTRY, conflicts=conflicts), width=100, monkeypatch=monkeypatch)
    for said in ("9: 2024-05-20–22", "4, 8: start 2024-05-01", "4, 8: venue Jeju"):
        assert said in text


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"start": None, "end": None, "venue": None, "basis": {}}, "(no article)"),
        ({"basis": {"start": "record", "venue": "record"}}, "(record alone)"),
        ({"basis": {"start": "mentioned"}, "mentions": (3, 5)}, "(mentioned in 3, 5)"),
    ],
)
def test_what_no_article_tells_is_marked(
    changes: dict[str, Any], mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, not by its colour alone."""
    entry = replace(ENTRY, articles=(), title=None, conflicts=(), **changes)
    assert mark in shown(entry, width=80, monkeypatch=monkeypatch)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-21", "2024-05-23", "2024-05-21–23"),
        ("2024-04-30", "2024-05-02", "2024-04-30–05-02"),
        ("2024-12-30", "2025-01-02", "2024-12-30–2025-01-02"),
        ("2024-10-02", "2024-10-02", "2024-10-02"),
        ("2024-10-02", None, "2024-10-02 –"),
        (None, None, ""),
    ],
)
def test_days_are_short(start: str | None, end: str | None, said: str) -> None:
    """Of the last day only what differs from the first."""
    assert words.short_span(start, end) == said


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [([], ""), ([0, 0], "··"), ([1, 8, 4], "▁█▄"), ([1, 1], "██"), ([1, 1000], "▁█")],
)
def test_sparklines(numbers: list[int], drawn: str) -> None:
    """A cell a number; nothing is a dot, and whatever is not nothing shows."""
    assert sparkline(numbers) == drawn
