"""The order of results, and what finding it looks at."""

from collections.abc import Iterator

import pytest
from small_archive import document, filled, source_of

from sma_cli.archive import Archive, Filters, ranking
from sma_cli.archive.parse import parse
from sma_cli.document import Tags


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Forty articles; all have `talks`, every second `deal`; dates do not follow the ids."""
    archive = filled(tmp_path_factory.mktemp("many") / "sma.db")
    for number in range(40):
        day = f"2023-{number * 7 % 12 + 1:02}-{number * 11 % 28 + 1:02}"
        body = f"The talks went on{' to a deal' if number % 2 == 0 else ''}, day {number}."
        one = document(f"Day {number}", body, published=day if number % 9 else None)
        archive.add(one, Tags(sma=number % 3 + 9), source_of(one))
    yield archive
    archive.close()


@pytest.mark.parametrize("limit", [1, 5, 20])
@pytest.mark.parametrize("offset", [0, 7])
@pytest.mark.parametrize(
    "query", ["talks", "talks deal", "day -deal", "talks sma:10", "envoys", '"the talks"', "zzz"]
)
def test_the_newest_are_the_same_however_they_are_found(
    many: Archive, query: str, offset: int, limit: int
) -> None:
    """Going from the newest article on finds what sorting all that fit finds."""
    wanted = parse(query)
    found = []
    for is_common in (True, False):
        statement = ranking.select(
            "a.id", wanted, order="newest", limit=limit, offset=offset, is_common=is_common
        )
        found.append(many._connection().execute(*statement).fetchall())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("query", "is_common"),
    [
        ("talks", True),
        ("deal OR envoys", True),
        ("envoys", False),
        ("sma:10", False),
        ("day 1", False),
    ],
)
def test_a_look_at_the_newest_tells_whether_results_are_near(
    many: Archive,
    query: str,
    is_common: bool,  # noqa: FBT001
) -> None:
    """Only words that many of the newest have are worth asking the newest for."""
    assert many._is_common(parse(query)) is is_common


def test_newest_first_has_the_dates_in_order(many: Archive) -> None:
    """Those without a date come last; of one day the one stored last comes first."""
    hits = list(many.search("talks", sort="newest", limit=None, copies=True))
    days = [hit.article.published or "" for hit in hits]
    assert days == sorted(days, reverse=True)
    assert len(hits) == 42
    first = list(many.search("talks", sort="newest", limit=4, copies=True))
    assert [hit.article.id for hit in first] == [hit.article.id for hit in hits[:4]]


def test_filters_hold_for_the_newest_too(many: Archive) -> None:
    """A field narrows what is looked at from the newest on."""
    hits = many.search("talks", sort="newest", limit=9, filters=Filters(sma=10), copies=True)
    assert {hit.article.sma for hit in hits} == {10}
