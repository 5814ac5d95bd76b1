"""When and by whom something was written about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import filled

from sma_cli.archive import Archive, Filters
from sma_cli.archive.coverage import EVERY_ARTICLE, Period, coverage
from sma_cli.view.charts import bar


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The small archive."""
    with filled(tmp_path / "sma.db") as archive:
        yield archive


@pytest.mark.parametrize("by", ["day", "month", "year", "source"])
def test_every_article_is_counted_once(archive: Archive, by: Period) -> None:
    """Whatever it is counted by, also one without a date or an outlet."""
    hits = list(archive.search(EVERY_ARTICLE, limit=None, sort="oldest", copies=True))
    counted = coverage(hits, by=by)
    assert sorted(one for part in counted for one in part.articles) == archive.ids()
    assert len({one.value for one in counted}) == len(counted)
    assert all(one.outlets <= len(one.articles) for one in counted)


def test_periods_are_in_order_and_unknown_ones_last(archive: Archive) -> None:
    """Years, months and days by date; outlets with most articles first."""
    hits = list(archive.search(EVERY_ARTICLE, limit=None, sort="oldest"))
    for by, length in (("year", 4), ("month", 7), ("day", 10)):
        values = [one.value for one in coverage(hits, by=by)]  # type: ignore[arg-type]
        dated = [one for one in values if one is not None]
        assert dated == sorted(dated)
        assert {len(one) for one in dated} == {length}
        assert None not in values[:-1]
    numbers = [len(one.articles) for one in coverage(hits, by="source") if one.value]
    assert numbers == sorted(numbers, reverse=True)


def test_filters_narrow_what_is_counted(archive: Archive) -> None:
    """Also where no word is asked for."""
    hits = archive.search(EVERY_ARTICLE, limit=None, filters=Filters(sma=11))
    assert {hit.article.sma for hit in hits} == {11}


def test_nothing_is_counted_of_nothing() -> None:
    """No articles, no periods."""
    assert coverage([], by="month") == []


@pytest.mark.parametrize(
    ("number", "most", "drawn"),
    [(0, 8, ""), (8, 8, "█" * 10), (4, 8, "█" * 5), (1, 1000, "▏"), (1, 8, "█▎"), (0, 0, "")],
)
def test_bars(number: int, most: int, drawn: str) -> None:
    """To scale, in eighths of a cell; whatever is not nothing shows."""
    assert bar(number, most, longest=10) == drawn


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 40))
def test_bars_fit(number: int, more: int, longest: int) -> None:
    """None is longer than the longest."""
    assert 1 <= len(bar(number, number + more, longest=longest)) <= longest
