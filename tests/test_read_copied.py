"""Labelled pages in other shapes: copied as text, without their heads, without their classes.

A page's markup helps, and none of it may be needed: what a person copies out of a browser is the
same lines without any. The floors here may only rise.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read import read
from sma_cli.read.decode import decode
from sma_cli.read.html_blocks import read_markup
from sma_cli.read.markup import is_html

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
SETS = ("pages", "pages-fresh")


def copied(page: str) -> str:
    """All that the page shows, a line for each of its blocks."""
    markup = read_markup(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    assert markup
    return "\n".join(block.text for block in markup.blocks)


def headless(page: str) -> str:
    """The page without what its head and scripts claim."""
    bare = re.sub(r"(?is)<script\b.*?</script>", "", page)
    return re.sub(r"(?is)<head\b.*?</head>", "<head><meta charset='utf-8'></head>", bare, count=1)


def unmarked(page: str) -> str:
    """The page without the names of its elements."""
    value = r"(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
    page = re.sub(rf"\s(?:class|id|itemprop|data-[a-z-]+)\s*=\s*{value}", "", page)
    return re.sub(r"charset=[\"']?[\w-]+", "charset=utf-8", page)


def pages() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every labelled page that is HTML, decoded, and its label."""
    for name in SETS:
        labels = json.loads((CORPUS / name / "labels.json").read_text("utf-8"))
        for file, label in labels.items():
            data = (CORPUS / name / file).read_bytes()
            text = decode(Input(file, data)).text if file.endswith((".html", ".txt")) else ""
            if is_html(text):
                yield text, label


def share_read(reshape: Callable[[str], str], field: str) -> float:
    """How many of the pages are read right in another shape."""
    right = total = 0
    for page, label in pages():
        total += 1
        try:
            document = read(Input("page", reshape(page).encode()))
        except InputRefused:
            continue
        body = document.body
        right += (
            all(text in body for text in label["body_has"])
            and not any(text in body for text in label["body_lacks"])
            and all(body.count(text) == 1 for text in label["body_once"])
            if field == "body"
            else getattr(document, field) == label[field]
        )
    return right / total


@pytest.mark.parametrize(
    ("reshape", "field", "floor"),
    [
        (copied, "body", 0.91),
        (copied, "title", 1.0),
        (copied, "source", 0.94),
        (copied, "agency", 0.98),
        (headless, "body", 1.0),
        (headless, "title", 1.0),
        (unmarked, "body", 0.94),
        (unmarked, "title", 1.0),
    ],
)
def test_pages_are_read_in_other_shapes(
    reshape: Callable[[str], str], field: str, floor: float
) -> None:
    """Signals that are gone are made up for by those that are left."""
    assert share_read(reshape, field) >= floor
