"""The same few stories as many outlets and portals print them: nothing else is ever read.

`outlets/labels.json` says of each page or paste what is its article. Every one stands for a
form: of bylines and date lines, of boxes between paragraphs, of what follows the last one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from sma_cli.document import Input
from sma_cli.read import read

OUTLETS = Path(__file__).parent / "outlets"
LABELS: dict[str, dict[str, Any]] = json.loads((OUTLETS / "labels.json").read_text("utf-8"))


@pytest.mark.parametrize("name", LABELS)
def test_a_form_of_page_gives_its_article_and_nothing_else(name: str) -> None:
    """Headline, date, outlet, wire, and each paragraph once, in order."""
    label = LABELS[name]
    document = read(Input("page", (OUTLETS / name).read_bytes()))
    assert document.body.split("\n\n") == label["body"]
    assert document.title == label["title"]
    assert document.published == label["published"]
    assert (document.source, document.agency) == (label["source"], label["agency"])


def test_every_form_is_labelled() -> None:
    """A page without a label, or a label without a page, would test nothing."""
    pages = {path.name for path in OUTLETS.iterdir()} - {"labels.json"}
    assert pages == set(LABELS)
