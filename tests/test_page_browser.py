"""The page of the timeline in a real browser: silent, filtered, reachable by keys, accessible.

Where Chromium or what drives it is missing these tests are skipped, but never in CI.
"""

import json
import os
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Sma
from values import ARTICLE, DETAIL, ENTRY

from sma_cli.answers import Entry
from sma_cli.archive.agreements import overviews
from sma_cli.record import load_record
from sma_cli.view.page import chart, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium")
if not os.environ.get("CI"):
    pytest.importorskip("playwright.sync_api", reason="`make test` installs it beside Chromium")
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt install chromium", allow_module_level=True)

ATTACK = "<script>alert(1)</script>"
WIDTHS = (400, 1400)
SCHEMES = ("light", "dark")


@dataclass
class Opened:
    """A page as a browser shows it, and what it said, asked for and popped up meanwhile."""

    page: "Page"
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(self, dialog: "Dialog") -> None:
        """Close what pops up."""
        self.said.append(dialog.message)
        dialog.dismiss()

    def shown(self) -> list[str]:
        """The entries that can be seen, by what happened."""
        return [
            one.locator("h3").inner_text()
            for one in self.page.locator("ol.entries > li").all()
            if one.is_visible()
        ]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """One Chromium for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def opened(
    browser: "Browser", path: Path, *, fragment: str = "", width: int = 1000, scheme: str = "light"
) -> Opened:
    """A file opened from disk."""
    view = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    found = Opened(view)
    view.on("console", lambda message: found.said.append(message.text))
    view.on("pageerror", lambda error: found.said.append(str(error)))
    view.on("dialog", found.answer)
    view.on("request", lambda request: found.asked.append(request.url))
    view.goto(f"{path.as_uri()}{fragment}")
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A page of three entries of two agreements, one of them an attack."""
    attacked = replace(DETAIL, article=replace(ARTICLE, title=ATTACK))
    others = [
        replace(ENTRY, round=3, venue="Honolulu", title=ATTACK, articles=(7,), conflicts=()),
        replace(ENTRY, sma=11, event="signed", round=None, title="서명", articles=(), basis={}),
    ]
    sums = overviews(load_record(), [], {})
    path = tmp_path / "page.html"
    first = replace(ENTRY, title="한미 방위비 협상 끝나")
    path.write_text(page([first, *others], {7: attacked}, sums), "utf-8")
    return path


def test_it_opens_from_disk_in_silence(browser: "Browser", written: Path) -> None:
    """Nothing is asked for but the file, nothing complained of, and an attack is a headline."""
    found = opened(browser, written)
    assert (found.said, found.asked) == ([], [written.as_uri()])
    assert found.shown() == ["Signed", "Round 2", "Round 3"]
    assert found.page.locator("ol.entries > li > div > p", has_text=ATTACK).is_visible()
    assert found.page.get_by_role("status").inner_text() == "3 of 3 shown"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("honolulu", ["Round 3"]),
        ("SIGNED 11th", ["Signed"]),
        ("11th", ["Signed"]),
        ("alert(1)", ["Round 2", "Round 3"]),
        ("zzz", []),
        ("  ", ["Signed", "Round 2", "Round 3"]),
    ],
)
def test_the_filter_filters(
    typed: str, shown: list[str], browser: "Browser", written: Path
) -> None:
    """Every word must be there; an agreement without an entry is hidden; how many is told."""
    found = opened(browser, written)
    found.page.get_by_label("Filter").fill(typed)
    assert found.shown() == shown
    sections = found.page.locator("section.agreement")
    assert sum(one.is_visible() for one in sections.all()) == len({"S" in one for one in shown})
    assert found.page.get_by_role("status").inner_text() == f"{len(shown)} of 3 shown"
    found.page.get_by_label("Filter").fill("")
    assert len(found.shown()) == 3
    assert found.said == []


def test_a_link_opens_it_filtered(browser: "Browser", written: Path) -> None:
    """By what stands behind the number sign, also in Korean and decomposed."""
    assert opened(browser, written, fragment="#filter=honolulu%203").shown() == ["Round 3"]
    found = opened(browser, written)
    found.page.get_by_label("Filter").fill(unicodedata.normalize("NFD", "방위비 한미"))
    assert found.shown() == ["Round 2"]


def test_keys_are_enough(browser: "Browser", written: Path) -> None:
    """First the way past the filter, then the filter, then the charts and the articles."""
    found = opened(browser, written)
    reached = []
    for _ in range(6):
        found.page.keyboard.press("Tab")
        reached.append(found.page.evaluate("document.activeElement.tagName"))
    assert reached[:2] == ["A", "INPUT"]
    assert "SUMMARY" in reached
    while found.page.evaluate("document.activeElement.tagName") != "SUMMARY":
        found.page.keyboard.press("Tab")
    found.page.keyboard.press("Enter")
    assert found.page.evaluate("document.activeElement.parentElement.open")


def test_it_prints_with_all_articles(browser: "Browser", written: Path) -> None:
    """Without the filter, and with every article unfolded."""
    found = opened(browser, written)
    found.page.emulate_media(media="print")
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not found.page.get_by_label("Filter").is_visible()
    assert all(one.is_visible() for one in found.page.locator("blockquote").all())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible(width: int, scheme: str, browser: "Browser", written: Path) -> None:
    """As axe sees it: contrast, labels, roles, order; and nothing is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    found = opened(browser, written, width=width, scheme=scheme)
    found.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    violations = Axe().run(found.page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_entry_is_there(browser: "Browser", archived: Sma) -> None:
    """All that `timeline --json` has, in its order within each agreement."""
    assert archived("timeline", "--html", "page.html", "--svg", "chart.svg").status == 0
    found = opened(browser, archived.folder / "page.html")
    entries = json.loads(archived("timeline", "--json").out)
    entries.sort(key=lambda one: one["sma"])
    titles = found.page.locator("ol.entries > li > div:nth-child(2) > p:first-child")
    texts = titles.all_inner_texts()
    assert len(texts) == len(entries)
    for text, entry in zip(texts, entries, strict=True):
        assert text == " ".join((entry["title"] or "").split()) or text.startswith("(mentioned in")
    assert found.said == []


def test_the_chart_is_a_drawing(browser: "Browser", tmp_path: Path) -> None:
    """A file of its own that asks for nothing; what articles say stays text."""
    entries: list[Entry] = [ENTRY, replace(ENTRY, event="signed", round=None, venue=ATTACK)]
    path = tmp_path / "chart.svg"
    path.write_text(chart(entries), "utf-8")
    found = opened(browser, path)
    assert (found.said, found.asked) == ([], [path.as_uri()])
    assert found.page.evaluate("document.querySelectorAll('rect, path').length") == 3
    assert found.page.evaluate("document.documentElement.tagName") == "svg"
