"""What queries find: from the text that is typed to the articles, and their order."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_archive import ARTICLES, EXACT, document, filled, ids, source_of

from sma_cli.archive import Archive, Filters, ranking
from sma_cli.archive.parse import parse
from sma_cli.archive.query import Any, Not, Words
from sma_cli.document import Tags
from sma_cli.errors import QueryError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The small archive, open for reading."""
    with filled(tmp_path_factory.mktemp("small") / "sma.db") as archive:
        yield archive


FOUND = [
    # amounts
    ("Trump $5 billion", [1]),
    ("US$5bn", [1, 2]),
    ("US$5 billion", [1, 2]),
    ("5 billion dollars", [1, 2]),
    ("five billion dollars", [1, 2]),
    ("50억 달러", [1, 2]),
    ("50억달러", [1, 2]),
    ("５０억 달러", [1, 2]),
    ("50억 달러를", [1, 2]),
    ("5 billion", [1, 2, 6]),
    ("50억", [1, 2, 6]),
    ("5 billion euros", [6]),
    ("$50 billion", []),
    ('"$5 billion"', [1, 6]),
    ('"50억 달러"', [2]),
    ("Trump  billion", [1, 5]),
    ("1.03bn", []),
    ("$1.03bn", [1]),
    ("1.52 trillion won", [3]),
    ("1조5200억원", [3]),
    ("1조1833억원", [4]),
    ("$1.13 billion", [3]),
    ("200 million dollars", [7]),
    ("-$5 billion sma:12", [3, 7]),
    ("13.9%", [1, 4]),
    ("13.9 percent", [1, 4]),
    ("12%", [6]),
    # words
    ("cost-sharing", [1]),
    ("cost sharing", [1]),
    ("burden-sharing", [5]),
    ("U.S.", [1, 3]),
    ("US", [1, 3]),
    ("u.s", [1, 3]),
    ("it's", [1, 6]),
    ("its", [1, 6]),
    ("C++", [5]),
    ("don't", [5]),
    ("trump", [1, 5]),
    ("Trump's", [1, 5]),
    ("TRUMP", [1, 5]),
    ("ＴＲＵＭＰ", [1, 5]),
    ("trump specht", [1]),
    ("negotiator", [1, 7]),
    ("negotiation", [1, 7]),
    ("negot*", [1, 7]),
    ("negotiati*", [1, 7]),
    ("korean*", [5]),
    ("five", [3, 5]),
    ("28,500", [1]),
    ("28500", [1]),
    ("cafe", [7]),
    ("fine print", [7]),
    ("SMA:", None),
    ("zzzz", []),
    # phrases
    ('"second round"', [1]),
    ('"round second"', []),
    ('"free riders"', [5]),
    ('"12th Special Measures Agreement (SMA)"', [1]),
    ('"special measures agree"*', [1]),
    # Korean
    ("방위비", [2, 4]),
    ("분담금", [2]),
    ("방위비분담금을", [2]),
    ("분담", [2]),
    ("한미", [2]),
    ("한·미", [2]),
    ("한･미", [2]),
    ("한-미", [2]),
    ("트럼프", [2]),
    ("\u1110\u1173\u1105\u1165\u11b7\u1111\u1173", [2]),
    ("협정", [2, 4]),
    ("특별협정", [2]),
    ("1989년", [2]),
    ("2차 회의", [2]),
    ("제12차", [2]),
    ('"2차 회의"', [2]),
    ("북", [2]),
    ("서명 방위비", [4]),
    ("미국", []),
    # operators
    ("-trump", [2, 3, 4, 6, 7]),
    ("trump -specht", [5]),
    ("specht OR editorial", [1, 5]),
    ("specht OR 스펙트", [1, 2]),
    ("(specht OR 스펙트) -한미", [1]),
    ("-(trump OR sma:12)", [4, 6]),
    ("trump OR event:signed", [1, 4, 5]),
    ("NOT sma:12 trump", [5]),
    ('"', []),
    ("+++", []),
    ("trump ++", [1, 5]),
    # fields
    ("sma:12 round:2", [1, 2]),
    ("sma:12", [1, 2, 3, 7]),
    ("sma:11..12 lang:ko", [2, 4]),
    ("sma:none", [6]),
    ("-sma:12", [4, 5, 6]),
    ("round:none sma:11", [4, 5]),
    ("event:signed", [4]),
    ("event:none", [5, 6]),
    ("date:2024-05", [1, 2, 6]),
    ("published:2024-05", [1, 2, 6]),
    ("date:2024-05-22", [1, 2]),
    ("published:2024-05-22", []),
    ("date:2024-04..2024-05-21", [1, 2, 6, 7]),
    ("date:2024-05-23..2024-05-21", [1, 2]),
    ("date:..2021", [4, 5]),
    ("-date:..2024", []),
    ("-published:2024", [4, 5, 7]),
    ("source:yonhap", [4]),
    ("source:korea", [1, 3, 5]),
    ('source:"korea herald"', [3]),
    ("source:한겨레", [2]),
    ("source:연합뉴스", [4]),
    ("source:%", []),
    ("venue:seoul", [1, 2, 4]),
    ("venue:서울", [1, 2, 4]),
    ("venue:hawaii", [7]),
    ("lang:ko 협정", [2, 4]),
    ("trump lang:ko", []),
    ("amount:>1bn", [1, 2]),
    ("amount:$1.03bn", [1]),
    ("amount:<$1.1bn", [1]),
    ("amount:>1bn won", []),
    ("amount:10억..60억", [1, 2]),
    ("-amount:>1", [3, 4, 5, 6, 7]),
    ("percent:13.9", [1, 4]),
    ("percent:>=8.3", [1, 3, 4]),
    ("percent:>8.3", [1, 4]),
    ("percent:5..9", [3]),
    ("title:round", [1, 7]),
    ("title:방위비", [2, 4]),
    ("title:specht", []),
    ('title:"second round"', [1]),
    ("title:sign* OR title:opens", [7]),
    ("basis:resolved", [5]),
    ("basis:sma=resolved", [5]),
    ("basis:round=stated sma:12", [1, 2, 3, 7]),
    ("basis:manual", []),
    ("-basis:stated", [5, 6]),
    ("copy:yes", []),
    ("copy:no", [1, 2, 3, 4, 5, 6, 7]),
    ("copy:3", [3]),
    ("copy:99", []),
    ("agency:yonhap", []),
    ("specht NEAR/1 led", [1]),
    ("led NEAR/1 specht", [1]),
    ("linda NEAR/0 led", []),
    ("linda NEAR/1 led", [1]),
    ("트럼프 NEAR/9 요구", [2]),
    ("trump NEAR/3 $5 billion", [1]),
    ("$5 billion NEAR/0 demanded", [1]),
    ("specht NEAR/5 $5 billion", []),
    ("trump NEAR/3 €5 billion", []),
    ("pact NEAR/9 13.9%", [1]),
    ("트럼프 NEAR/2 스펙트", []),
    ("-trump NEAR/5 demanded", [2, 3, 4, 5, 6, 7]),
    ("published:last-month", []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_a_query_finds(archive: Archive, query: str, found: list[int] | None) -> None:
    """Each query finds exactly these articles, and counts as many."""
    if found is None:
        with pytest.raises(QueryError):
            archive.count(query)
        return
    assert ids(archive, query) == found
    assert archive.count(query, filters=EXACT) == len(found)
    assert archive.matching(query, filters=EXACT) == found
    assert archive.timeline(query) is not None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(sma=12), [1, 2, 3, 7]),
        (Filters(sma=12, round=2, lang="ko"), [2]),
        (Filters(since="2024-06"), [3]),
        (Filters(until="2024-04"), [4, 5, 7]),
        (Filters(since="2024-05", until="2024-05"), [1, 2, 6]),
        (Filters(venue="Honolulu"), [7]),
        (Filters(source="herald", published="2024-10"), [3]),
    ],
)
def test_filters_find_without_a_query(archive: Archive, filters: Filters, found: list[int]) -> None:
    """Options alone are a search."""
    assert sorted(hit.article.id for hit in archive.search("", filters=filters)) == found
    assert archive.count("", filters=filters) == len(found)


def test_filters_narrow_a_query(archive: Archive) -> None:
    """A query and options must both be met."""
    assert [hit.article.id for hit in archive.search("trump", filters=Filters(sma=12))] == [2, 1]


def test_a_query_may_be_a_value(archive: Archive) -> None:
    """What `parse` gives can be built by hand."""
    query = Any((Words(("specht",)), Not(Words(("trump",)))))
    assert sorted(hit.article.id for hit in archive.search(query)) == [1, 2, 3, 4, 6, 7]


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_an_empty_query_is_an_error(archive: Archive, query: str) -> None:
    """It is an error at once, not when the first article is asked for."""
    with pytest.raises(QueryError) as error:
        archive.search(query)
    assert "empty" in error.value.message
    with pytest.raises(QueryError):
        archive.count(query)


def test_a_word_in_the_title_counts_more(archive: Archive) -> None:
    """`SMA` heads the article that has it in its headline; scores fall."""
    hits = list(archive.search("sma", filters=EXACT))
    assert [hit.article.id for hit in hits] == [6, 1]
    assert hits[0].score > hits[1].score > 0


@pytest.mark.parametrize(
    ("sort", "found"), [("newest", [3, 2, 1, 6, 7]), ("oldest", [6, 1, 2, 3, 7])]
)
def test_order_by_date(archive: Archive, sort: str, found: list[int]) -> None:
    """Newest or oldest first, the undated last, and nothing is ranked."""
    hits = list(archive.search("sma:12 OR solar", sort=sort))  # type: ignore[arg-type]
    assert [hit.article.id for hit in hits] == found
    assert {hit.score for hit in hits} == {0.0}


def test_fields_alone_give_the_newest_first(archive: Archive) -> None:
    """Without words there is nothing to rank by."""
    assert [hit.article.id for hit in archive.search("sma:12")] == [3, 2, 1, 7]


def test_equal_ranks_are_ordered_by_date_then_id(tmp_path: Path) -> None:
    """Ties go to the newer article, then to the one stored later; the undated come last."""
    dates = ["2024-05-02", None, "2024-05-03", "2024-05-02"]
    twins = tuple(
        (document("Talks", f"The same words {letter}.", published=date), Tags())
        for letter, date in zip("wxyz", dates, strict=True)
    )
    with filled(tmp_path / "sma.db", twins) as archive:
        hits = list(archive.search("words"))
    assert [hit.article.id for hit in hits] == [3, 4, 1, 2]
    assert len({hit.score for hit in hits}) == 1


def test_limit_and_offset_are_a_page(archive: Archive) -> None:
    """Pages put together are the whole, in order; absurd numbers are no error."""
    whole = [hit.article.id for hit in archive.search("sma:12", limit=None)]
    pages = [
        hit.article.id
        for offset in range(0, 6, 2)
        for hit in archive.search("sma:12", limit=2, offset=offset)
    ]
    assert pages == whole
    assert list(archive.search("sma:12", limit=10**30, offset=10**30)) == []


def test_the_order_holds_for_many(tmp_path: Path) -> None:
    """Hundreds of articles come in the order asked for, one at a time."""
    many = tuple(
        (document(f"Talks {n}", f"words number{n}", published=f"20{n * 7 % 100:02}-01-01"), Tags())
        for n in range(300)
    )
    with filled(tmp_path / "sma.db", many) as archive:
        dates = [
            hit.article.published or ""
            for hit in archive.search("words", sort="newest", limit=None)
        ]
        scores = [hit.score for hit in archive.search("words", limit=None)]
    assert len(dates) == len(scores) == 300
    assert dates == sorted(dates, reverse=True)
    assert scores == sorted(scores, reverse=True)


def test_a_hit_carries_the_whole_article(archive: Archive) -> None:
    """Amounts, percents and basis come with the row."""
    (hit,) = archive.search("specht", filters=EXACT)
    assert hit.article == archive.article(1).article
    tags = ARTICLES[0][1]
    assert (hit.article.amounts, hit.article.percents) == (tags.amounts, tags.percents)
    assert hit.article.basis == tags.basis


def test_a_snippet_shows_the_words(archive: Archive) -> None:
    """The best passage of the original, and where the words stand in it."""
    (hit,) = archive.search("Trump $5 billion", filters=EXACT)
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["Trump", "$5 billion"]
    assert "President Donald Trump demanded $5 billion a year" in hit.snippet


def test_snippets_can_be_left_out(archive: Archive) -> None:
    """Then none is made."""
    (hit,) = archive.search("specht", shown="none", filters=EXACT)
    assert (hit.snippet, hit.matches) == ("", ())


def test_hits_are_fetched_as_they_are_asked_for(tmp_path: Path) -> None:
    """Reading the first of many large articles does not read the others."""
    import tracemalloc

    filler = "long winded talks " * 3000
    many = tuple((document(f"Talks {n}", f"{filler} {n}"), Tags()) for n in range(20))
    with filled(tmp_path / "sma.db", many) as archive:
        tracemalloc.start()
        hits = archive.search("talks", limit=None, shown="none", copies=True)
        next(hits)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(list(hits)) == 19
    assert peak < len(filler) * 10


def test_results_keep_coming_while_articles_are_added(tmp_path: Path) -> None:
    """A search sees the archive as it was when it began."""
    with filled(tmp_path / "sma.db") as archive:
        hits = archive.search("sma:12")
        first = next(hits)
        one = replace(document("New", "A thirteenth article."))
        assert archive.add(one, Tags(sma=12), source_of(one)).status == "added"
        assert [first.article.id, *(hit.article.id for hit in hits)] == [3, 2, 1, 7]
        assert archive.count("sma:12") == 5


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_order_by_date_computes_no_rank(order: ranking.Order) -> None:
    """Ranking every match is what makes a search slow."""
    assert "bm25" not in ranking.select("a.id", parse("trump"), order=order).text
    assert "bm25" in ranking.select("a.id", parse("trump")).text


@pytest.mark.parametrize("query", ["trump", "trump sma:12 date:2024", "trump -x source:yonhap"])
def test_words_are_looked_up_first(archive: Archive, query: str) -> None:
    """FTS5 is asked once, and fields are read from an index without bodies."""
    statement = ranking.select("a.id", parse(query))
    connection = sqlite3.connect(archive.path)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", statement.values).fetchall()
    connection.close()
    steps = [step[3] for step in plan]
    first = next(number for number, step in enumerate(steps) if "search_index" in step)
    assert "VIRTUAL TABLE" in steps[first]
    assert "COVERING INDEX articles_found (id=?)" in steps[first + 1]


@pytest.mark.parametrize("query", ["allies", "방위비", "$5 billion", "agree 1.52 trillion won"])
def test_a_plain_passage_is_the_same_without_the_title(archive: Archive, query: str) -> None:
    """What a pipe is given differs from what a terminal is given by the title's matches alone."""
    passages = list(archive.search(query))
    assert list(archive.search(query, shown="plain")) == [
        replace(hit, title_matches=()) for hit in passages
    ]
    assert passages
