"""Units of reading: the title and the sentences of the body, in order, with their places.

Everything the tagger decides, it decides from units: how high one stands, and what else stands in
it. A sentence never crosses a paragraph.
"""

from dataclasses import dataclass

from sma_cli.sentences import sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """The title (`index` 0, no `offset`) or a sentence of the body at `body[offset:]`."""

    index: int
    text: str
    offset: int | None


def split_units(title: str | None, body: str) -> list[Unit]:
    """The title, empty where there is none, and the sentences of the body."""
    found = [Unit(0, title or "", None)]
    for start, end in sentences(body):
        found.append(Unit(len(found), body[start:end], start))
    return found
