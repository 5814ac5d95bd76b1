"""The fields of a query as values: what an article's tags, dates and sums must be.

`fields` reads them from text, `conditions` makes SQL of them. They stand apart from `query`, for a
search for words alone has none of them and need not wait for them.
"""

from dataclasses import dataclass
from typing import Literal

from sma_cli.archive.dates import Interval
from sma_cli.archive.query import Field
from sma_cli.article import Basis

DateField = Literal["date", "published"]
NumberField = Literal["sma", "round"]
NameField = Literal["source", "agency", "venue"]
QuantityField = Literal["amount", "percent"]


@dataclass(frozen=True, slots=True)
class Number(Field):
    """An agreement or round from `low` to `high`, both included; `low` None means none known."""

    field: NumberField
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Quantity(Field):
    """A sum of the body, or a percentage in thousandths, from `low` to `high`, both included.

    Without a currency a sum in any; None is open.
    """

    field: QuantityField
    low: int | None
    high: int | None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Dated(Field):
    """`published`: published in the span. `date`: or its event touches it."""

    field: DateField
    span: Interval


@dataclass(frozen=True, slots=True)
class Named(Field):
    """An outlet, a wire or a city whose name contains the text."""

    field: NameField
    text: str


@dataclass(frozen=True, slots=True)
class Kind(Field):
    """The language or the event of an article; None means none known."""

    field: Literal["lang", "event"]
    value: str | None


@dataclass(frozen=True, slots=True)
class Based(Field):
    """Articles one of whose tags, or the tag named, is known so."""

    basis: Basis
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Copied(Field):
    """`of` None: copies of another article; else that article and all that tell its story."""

    of: int | None = None
