"""What a terminal shows."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from values import ADDED, ARTICLE, DETAIL, ENTRY, HIT, INFO, REVISED

from sma_cli.article import Hit
from sma_cli.view import shapes
from sma_cli.view.output import Form, Shape, write
from sma_cli.view.tables import WIDE, console, marked

KOREAN = replace(
    ARTICLE,
    title="[단독] 한미, 제12차 방위비분담특별협정 2차 회의 서울서 종료…“상호 수용 가능한 목표”",
    source="Hankyoreh",
)
KOREAN_HIT = Hit(
    KOREAN,
    2.0,
    "한국과 미국은 21일부터 사흘간 서울에서 제12차 방위비분담특별협정 체결을 위한 2차 회의를 "
    "개최했다. 트럼프 전 대통령은 50억 달러를 요구한 바 있다.",
    ((29, 32),),
)

SHOWN: list[tuple[Any, Shape[Any]]] = [
    (HIT, shapes.HITS),
    (KOREAN_HIT, shapes.HITS),
    (ENTRY, shapes.ENTRIES),
    (replace(ENTRY, title=KOREAN.title), shapes.ENTRIES),
    (ADDED, shapes.OUTCOMES),
    (DETAIL, shapes.DETAILS),
    (REVISED, shapes.REVISIONS),
    (INFO, shapes.INFO),
]


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def screen_of(value: Any, shape: Shape[Any]) -> str:
    """What stands on the terminal, with its styles."""
    stream = Screen()
    write([value], shape, Form.TABLE, stream)
    return stream.getvalue()


def unstyled(text: str) -> str:
    """The text without styles."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("columns", [40, 60, 80, 81, 99, 119, 120, 121, 140, 200])
@pytest.mark.parametrize(("value", "shape"), SHOWN)
def test_nothing_is_wider_than_the_terminal(
    value: Any, shape: Shape[Any], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line fits, counting Korean syllables as two."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = unstyled(screen_of(value, shape)).splitlines()
    assert max(cell_len(one) for one in lines if "https:" not in one) <= columns


@pytest.mark.parametrize("columns", range(60, 150, 3))
def test_no_word_is_lost_in_wrapping(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A headline and its snippet are there whole, at any width."""
    monkeypatch.setenv("COLUMNS", str(columns))
    text = "".join(unstyled(screen_of(KOREAN_HIT, shapes.HITS)).split())
    wide_only = "".join(f"{KOREAN.title}{KOREAN_HIT.snippet}".split())
    if columns >= WIDE:
        assert wide_only in text
    else:
        assert "".join(KOREAN_HIT.snippet.split()) in text


@pytest.mark.parametrize("title", ["[b]bold[/b] [/x]", "[video] :smile: talks", "[link=http://x]"])
def test_markup_in_a_headline_is_text(title: str) -> None:
    """Brackets and colons of an article are shown as they are."""
    hit = replace(HIT, article=replace(ARTICLE, title=title))
    assert title in unstyled(screen_of(hit, shapes.HITS))


def test_matches_in_a_headline_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the headline has the words, one sees why it was found."""
    monkeypatch.setenv("NO_COLOR", "1")
    title = "Talks\nin Jeju"
    hit = replace(HIT, article=replace(ARTICLE, title=title), title_matches=((9, 13),))
    assert "Talks in «Jeju»" in unstyled(screen_of(hit, shapes.HITS))


def test_control_characters_do_not_reach_the_terminal() -> None:
    """An article cannot clear the screen, ring the bell or set the window's title."""
    evil = "a\x1b[2Jb\x07c\x1b]0;title\x07d\x9b31m"
    detail = replace(DETAIL, article=replace(ARTICLE, title=evil, author=evil), body=evil)
    shown: list[tuple[Any, Shape[Any]]] = [
        (replace(HIT, article=detail.article, snippet=evil, matches=()), shapes.HITS),
        (replace(detail, evidence=()), shapes.DETAILS),
        (replace(REVISED, article=detail.article), shapes.REVISIONS),
        (replace(ADDED, article=detail.article, path=evil), shapes.OUTCOMES),
        (replace(ENTRY, title=evil, venue=evil), shapes.ENTRIES),
    ]
    for value, shape in shown:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", unstyled(screen_of(value, shape)))


def test_matches_are_set_off_with_and_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A match is bold and underlined, and in guillemets where there is no colour."""
    assert "\x1b[1;4m$5 billion" in screen_of(HIT, shapes.HITS)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert "«$5 billion»" in unstyled(screen_of(HIT, shapes.HITS))


def test_no_colour_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR no colour code is written."""
    monkeypatch.setenv("NO_COLOR", "1")
    for value, shape in SHOWN:
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", screen_of(value, shape))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_marking_loses_no_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Spans may overlap, touch or lie outside: the text stays the same."""
    from sma_cli.view import words

    screen = console(Screen())
    clean = words.line(text)
    assert marked(clean, [(a, b) for a, b in spans if a <= b], screen).plain == clean


def test_evidence_is_set_off_with_and_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that tags rest on stand out in the article also where there is no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    text = unstyled(screen_of(DETAIL, shapes.DETAILS))
    assert "«Talks» on a $5 billion demand ended in «Seoul»." in text


def test_show_names_conflicts_and_what_else_is_named() -> None:
    """The record's value stands under the article's; other agreements have their role."""
    lines = unstyled(screen_of(DETAIL, shapes.DETAILS)).splitlines()
    cells = [re.split(r" {2,}", one.strip()) for one in lines]
    at = cells.index(["dates", "2024-05-21 – 2024-05-23", "resolved", "(the day of publication)"])
    assert cells[at + 1][:2] == ["2024-05-20 – 2024-05-23", "conflict"]
    assert ["11th SMA", "previous", "Talks"] in cells


def test_a_tag_cleared_by_hand_says_so() -> None:
    """A value that a user took away is `none`, not an empty cell."""
    article = replace(ARTICLE, venue=None, basis={**ARTICLE.basis, "venue": "manual"})
    text = unstyled(screen_of(replace(DETAIL, article=article, evidence=()), shapes.DETAILS))
    assert re.search(r"venue +none +manual +\(set by hand\)", text)


def test_a_revision_shows_what_was_and_what_is() -> None:
    """Each field that changed has a line under the headline."""
    text = " ".join(unstyled(screen_of(REVISED, shapes.REVISIONS)).split())
    assert "round 3 (stated) -> 2 (manual)" in text
    assert "7 Envoys leave Seoul [with] a list of sums" in text


def test_a_value_of_the_record_says_so() -> None:
    """What the timeline does not have from an article is called inferred, conflicts are named."""
    text = unstyled(screen_of(ENTRY, shapes.ENTRIES))
    assert "(inferred)" in " ".join(text.split())
    assert "9: start 2024-05-22" in " ".join(text.split())


def test_show_names_the_words_each_tag_rests_on() -> None:
    """Evidence is marked in the body and listed with its basis."""
    text = screen_of(DETAIL, shapes.DETAILS)
    assert "\x1b[1;4mSeoul" in text
    assert "Words it rests on" in text


def test_of_many_inputs_the_first_are_shown_in_full() -> None:
    """From the 21st on each has one line that fits, unless what was cut is to be shown."""
    added = [replace(ADDED, article=replace(KOREAN, id=number)) for number in range(1, 31)]
    stream = Screen()
    write(added, shapes.OUTCOMES, Form.TABLE, stream)
    *_, last = lines = unstyled(stream.getvalue()).splitlines()
    assert sum(line.startswith("added  ") for line in lines) == 30
    assert last.startswith("added         30  2024-05-24  12th SMA, round 2  [단독] 한미")
    assert cell_len(last) <= 80
    assert last.endswith("…")
    stream = Screen()
    write(added, shapes.OUTCOMES_AND_CUT, Form.TABLE, stream)
    assert not any(line.startswith("added         30") for line in stream.getvalue().splitlines())
