"""The order of results, and what finding it looks at."""

from collections.abc import Iterator
from pathlib import Path

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
@pytest.mark.parametrize(
    "query",
    [
        "talks",
        "talks deal",
        "day -deal",
        "talks sma:10",
        "envoys",
        '"the talks"',
        "talks published:2019",
        "talks published:2019 published:2019-02 sma:10",
        "talks OR published:2019",
        "zzz",
    ],
)
def test_the_newest_are_the_same_however_they_are_found(
    many: Archive, query: str, limit: int
) -> None:
    """Looking among the newest finds the first of what sorting all that fit finds, or too few."""
    wanted = parse(query)
    everything = ranking.select("a.id", wanted, order="newest")
    all_in_order = many._connection().execute(*everything).fetchall()
    nearest = ranking.newest(wanted, limit)
    if nearest is not None:
        assert many._connection().execute(*nearest).fetchall() == all_in_order[:limit]
    hits = many.search(wanted, sort="newest", limit=limit, copies=True)
    assert [(hit.article.id, hit.score) for hit in hits] == all_in_order[:limit]


@pytest.mark.parametrize("newest", [0, 3])
def test_the_newest_are_found_where_few_of_the_newest_fit(
    many: Archive, newest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is rare among the newest articles is looked for among all."""
    every = [hit.article.id for hit in many.search("envoys", sort="newest", copies=True)]
    monkeypatch.setattr(ranking, "_NEWEST", newest)
    monkeypatch.setattr(ranking, "_TIMES", 0)
    found = many.search("envoys", sort="newest", limit=len(every), copies=True)
    assert every
    assert [hit.article.id for hit in found] == every


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


@pytest.mark.parametrize("limit", [1, 3, 10, 11, 29])
@pytest.mark.parametrize("query", ["talks", "talks deal OR day", "talks day", '"the talks"'])
def test_the_best_are_the_same_however_many_are_asked_for(
    many: Archive, query: str, limit: int
) -> None:
    """Articles that fit alike stand by date, also at the end of what is shown."""
    every = [hit.article.id for hit in many.search(query, limit=None, copies=True)]
    few = [hit.article.id for hit in many.search(query, limit=limit, copies=True)]
    assert few == every[:limit]


def test_ties_go_by_date(many: Archive) -> None:
    """Of two that fit alike the newer one is first."""
    hits = list(many.search("talks", limit=None, copies=True))
    order = [(hit.score, hit.article.published or "") for hit in hits]
    assert order == sorted(order, reverse=True)
    assert len({score for score, _ in order}) < len(order)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("burden sharing", "The burden sharing of allies was on the table again this week."),
        ("sharing burden", "Allies are sharing burden and cost alike, officials said again."),
        ("방위비 총액", "양측은 방위비 총액 문제를 두고 이틀 동안 서울에서 협의를 이어 갔다."),
    ],
)
def test_words_as_typed_come_before_the_same_words_scattered(
    tmp_path: Path, query: str, first: str
) -> None:
    """Also where the others have them more often."""
    bodies = (
        "The burden sharing of allies was on the table again this week.",
        "Allies are sharing burden and cost alike, officials said again.",
        "Sharing is a burden, and the burden of it is sharing, a poet wrote of sharing.",
        "양측은 방위비 총액 문제를 두고 이틀 동안 서울에서 협의를 이어 갔다.",
        "총액이 문제다. 방위비 협상의 총액, 그 총액을 정하는 방위비 협의가 방위비 논란을 불렀다.",
        "Nothing of the kind stands here, nor in the one after it.",
        "Weather was fine in the harbour, and boats went out.",
        "A third filler is about the price of cabbages in spring.",
    )
    with filled(tmp_path / "sma.db", ()) as archive:
        for number, body in enumerate(bodies):
            one = document(f"Headline {number}", body)
            archive.add(one, Tags(), source_of(one))
        best, *_ = archive.search(query, limit=3)
        assert archive.article(best.article.id).body == first


def test_a_phrase_is_no_way_around_what_is_excluded(many: Archive) -> None:
    """Words side by side count more only where the article fits at all."""
    wanted = parse("the talks -deal")
    hits = many.search(wanted, limit=None, copies=True)
    assert all("deal" not in many.article(hit.article.id).body for hit in hits)


@pytest.mark.parametrize("query", ["p13900", "usd*", "n5*", "krw*"])
def test_how_the_index_writes_a_sum_is_no_word(tmp_path: Path, query: str) -> None:
    """Words are looked for in titles and bodies, also those that look like the index's sums."""
    with filled(tmp_path / "sma.db") as archive:
        one = document("Money", "The bill came to $5 billion, 13.9 percent more.")
        archive.add(one, Tags(), source_of(one))
        assert list(archive.search("$5 billion"))
        assert list(archive.search(query)) == []
