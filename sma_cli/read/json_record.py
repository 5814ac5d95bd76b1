"""A JSON object as the page it tells of: what its keys say, and its text or markup.

What a key says is a claim like any other, but an outlet or author that no table knows is kept as
the record has it. The keys are rows of `record/formats.toml`.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sma_cli.document import Input
from sma_cli.errors import InputRefused
from sma_cli.read.decode import tidy
from sma_cli.read.limits import MOST_VALUES
from sma_cli.read.page import Envelope, Page
from sma_cli.record import load_table

Record = Mapping[str, Any]


def as_record(source: Input, text: str) -> Record | None:
    """The object that a text is in JSON; None for any other text.

    Raises InputRefused for JSON that is broken, and for JSON that is no object.
    """
    start = text.lstrip()[:200]
    if not start.startswith(("{", "[", '"')):
        return None
    if text.count(",") + text.count("[") > MOST_VALUES:
        raise InputRefused(f"{source.path}: too many values for a record", path=source.path)
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        value = None
    except json.JSONDecodeError as error:
        if _begins_object(start):
            raise _broken(source, error) from error
        return None
    if isinstance(value, dict):
        return value
    if isinstance(value, str):
        return None
    raise InputRefused(
        f"{source.path}: JSON without records",
        hint='a record is an object: {"title": …, "text": …}',
        path=source.path,
    )


def _begins_object(start: str) -> bool:
    """Whether a text begins with a brace and a key, as no article does."""
    return start[:1] == "{" and start[1:].lstrip().startswith('"') and '":' in start


def _broken(source: Input, error: json.JSONDecodeError) -> InputRefused:
    return InputRefused(
        f"{source.path}: broken JSON in line {error.lineno}, character {error.colno}: {error.msg}",
        hint="one object, an array of objects, or one object a line",
        path=source.path,
    )


def open_record(source: Input, record: Record) -> Page:
    """The page a record tells of. Raises InputRefused for one without text."""
    from sma_cli.read.formats import open_page

    text = _text_of(record, "text") or _text_of(record, "html")
    if text is None:
        raise InputRefused(
            f"{source.path}: a JSON object without text",
            hint="a record has its article under `text`, `body` or `html`",
            path=source.path,
        )
    page = open_page(text)
    title, published, source_name, author, url = (
        _text_of(record, key) for key in ("title", "published", "source", "author", "url")
    )
    if source_name and source_name.startswith("http"):
        # Some tools call the page's address its source.
        url, source_name = url or source_name, None
    return replace(
        page,
        titles=(title, *page.titles) if title else page.titles,
        published=(published, *page.published) if published else page.published,
        site=source_name or page.site,
        author=author or page.author,
        url=url if url and url.startswith("http") else page.url,
        lang=_text_of(record, "lang") or page.lang,
        format="json",
        envelope=Envelope(source=source_name, agency=_text_of(record, "agency")),
    )


def _text_of(record: Record, key: str) -> str | None:
    """What the record says under any of the names of a key: text, or the name of an object."""
    names = load_table("formats")["json"][key]
    said = (_plain(record.get(name)) for name in names)
    return next((tidy(text).strip() for text in said if text.strip()), None)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("rendered")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    return whole(value) if isinstance(value, str) else ""


def whole(text: str) -> str:
    """The text with the halves of a character put together, and lone ones replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
