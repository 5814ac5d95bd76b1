"""Every sample article is read as its label says."""

import json
from pathlib import Path
from typing import Any

import pytest

from sma_cli.document import Input
from sma_cli.read import read

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
LABELS: dict[str, Any] = json.loads((ARTICLES / "labels.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(LABELS))
def test_a_sample_is_read_as_labelled(name: str) -> None:
    """Headline, date, outlet, wire and language; a body with all of it and nothing else."""
    label = LABELS[name]
    document = read(Input(name, (ARTICLES / name).read_bytes()))
    facts = {key: getattr(document, key) for key in ("title", "published", "source", "agency")}
    assert facts == {key: label[key] for key in facts}
    assert document.lang == label["lang"]
    assert [part for part in label["body_has"] if part not in document.body] == []
    assert [part for part in label["body_lacks"] if part in document.body] == []
    assert [document.body.count(part) for part in label["body_once"]] == [1] * len(
        label["body_once"]
    )
