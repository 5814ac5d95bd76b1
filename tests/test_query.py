"""The query language: what a text means, and what is said of a text that means nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sma_cli.archive.dates import Interval, interval, span
from sma_cli.archive.field_values import Based, Copied, Dated, Kind, Named, Number, Quantity
from sma_cli.archive.hints import lost_dollar
from sma_cli.archive.parse import DEEPEST, LONGEST, parse
from sma_cli.archive.query import (
    EVERYTHING,
    NOTHING,
    All,
    Any,
    Figure,
    Filters,
    Near,
    Not,
    Query,
    Words,
    both,
    filtered,
)
from sma_cli.errors import QueryError

TRUMP = Words(("trump",))
BIDEN = Words(("biden",))
MAY = Interval("2024-05-01", "2024-06-01")
FIVE_BILLION = Figure("usd5000000000")

QUERIES: list[tuple[str, Query]] = [
    # words
    ("trump", TRUMP),
    ("TRUMP", TRUMP),
    ("  trump\t", TRUMP),
    ("trump biden", All((TRUMP, BIDEN))),
    ("trump AND biden", All((TRUMP, BIDEN))),
    ("and", Words(("and",))),
    ("cost-sharing", Words(("cost", "sharing"))),
    ("U.S.", Words(("us",))),
    ("U.S.-ROK", Words(("us", "rok"))),
    ("it's", Words(("it",))),
    ("Trump’s", TRUMP),
    ("O'Brien", Words(("obrien",))),
    ("C++", Words(("c",))),
    ("café", Words(("cafe",))),
    ("28,500-strong", Words(("28500", "strong"))),
    ("1989년", Words(("1989", "년"), prefix=True)),
    ("http://a.kr/x?y=1", Words(("http", "a", "kr", "x", "y", "1"))),
    ("ｔｒｕｍｐ", TRUMP),
    ("ﬁne", Words(("fine",))),
    # Korean
    ("분담금", Words(("분담", "담금"))),
    ("방위", Words(("방위",))),
    ("핵", Words(("핵",), prefix=True)),
    ("한·미", Words(("한미",))),
    ("한･미", Words(("한미",))),
    ("한ㆍ미", Words(("한미",))),
    ("한-미", Words(("한미",))),
    ("\u1112\u1161\u11ab\u1106\u1175", Words(("한미",))),
    ("SMA협정", Words(("sma", "협정"))),
    ("제12차", Words(("제", "12", "차"), prefix=True)),
    # prefixes
    ("trump*", Words(("trump",), prefix=True)),
    ("cost-shar*", Words(("cost", "shar"), prefix=True)),
    ("방위비*", Words(("방위", "위비"))),
    ("방*", Words(("방",), prefix=True)),
    ("*", NOTHING),
    ("*trump", TRUMP),
    ("trump**", Words(("trump",), prefix=True)),
    # phrases
    ('"trump deal"', Words(("trump", "deal"))),
    ("“trump deal”", Words(("trump", "deal"))),
    ('"trump OR biden"', Words(("trump", "or", "biden"))),
    ('"sma:12"', Words(("sma", "12"))),
    ('"trump', TRUMP),
    ('trump"', TRUMP),
    ('a"trump"b', All((Words(("a",)), TRUMP, Words(("b",))))),
    ('"trump dea"*', Words(("trump", "dea"), prefix=True)),
    ('"(SMA)"', Words(("sma",))),
    ('"$5 billion"', Words(("5", "billion"))),
    ('"', NOTHING),
    ('""', NOTHING),
    # negation
    ("-trump", Not(TRUMP)),
    ("NOT trump", Not(TRUMP)),
    ("--trump", Not(TRUMP)),
    ("NOT -trump", TRUMP),
    ("trump -biden", All((TRUMP, Not(BIDEN)))),
    ("trump - biden", All((TRUMP, BIDEN))),
    ("-(trump biden)", Not(All((TRUMP, BIDEN)))),
    ('-"trump deal"', Not(Words(("trump", "deal")))),
    ("-sma:12", Not(Number("sma", 12, 12))),
    ("trump NOT", TRUMP),
    ("-", NOTHING),
    ("trump -", TRUMP),
    # OR and brackets
    ("trump OR biden", Any((TRUMP, BIDEN))),
    ("trump or biden", All((TRUMP, Words(("or",)), BIDEN))),
    ("trump deal OR biden", Any((All((TRUMP, Words(("deal",)))), BIDEN))),
    ("(trump OR biden) deal", All((Any((TRUMP, BIDEN)), Words(("deal",))))),
    ("((trump))", TRUMP),
    ("trump(biden)", All((TRUMP, BIDEN))),
    ("（trump OR biden）", Any((TRUMP, BIDEN))),
    ("OR", NOTHING),
    ("OR trump OR", TRUMP),
    ("trump OR OR biden", Any((TRUMP, BIDEN))),
    ("()", NOTHING),
    ("trump ()", TRUMP),
    ("-() trump", TRUMP),
    # figures
    ("Trump $5 billion", All((TRUMP, FIVE_BILLION))),
    ("US$5bn", FIVE_BILLION),
    ("5 billion dollars", FIVE_BILLION),
    ("five billion dollars", FIVE_BILLION),
    ("50억 달러", FIVE_BILLION),
    ("50억달러", FIVE_BILLION),
    ("５０억 달러", FIVE_BILLION),
    ("50억 달러를 요구", All((FIVE_BILLION, Words(("요구",))))),
    ("약50억달러", FIVE_BILLION),
    ("5 billion", Figure("n5000000000")),
    ("50억", Figure("n5000000000")),
    ("1조389억원", Figure("krw1038900000000")),
    ("-$5 billion", Not(FIVE_BILLION)),
    ("($5 billion OR trump)", Any((FIVE_BILLION, TRUMP))),
    ("$5 billion sma:12", All((FIVE_BILLION, Number("sma", 12, 12)))),
    ("13.9%", Figure("p13900")),
    ("13.9 percent", Figure("p13900")),
    ("Trump  billion", All((TRUMP, Words(("billion",))))),
    ("$", NOTHING),
    # fields
    ("sma:12", Number("sma", 12, 12)),
    ("SMA:12th", Number("sma", 12, 12)),
    ("sma:제12차", Number("sma", 12, 12)),
    ("sma：１２", Number("sma", 12, 12)),
    ("sma:11..12", Number("sma", 11, 12)),
    ("sma:12..11", Number("sma", 11, 12)),
    ("sma:11..", Number("sma", 11, 999)),
    ("sma:none", Number("sma", None, None)),
    ("sma:12 round:2", All((Number("sma", 12, 12), Number("round", 2, 2)))),
    ("event:signed", Kind("event", "signed")),
    ("event:in-force", Kind("event", "in_force")),
    ("event:initialed", Kind("event", "initialled")),
    ("event:none", Kind("event", None)),
    ("lang:KO", Kind("lang", "ko")),
    ("venue:seoul", Named("venue", "seoul")),
    ('source:"korea herald"', Named("source", "korea herald")),
    ("source:연합뉴스", Named("source", "연합뉴스")),
    ("date:2024-05", Dated("date", MAY)),
    ("date:2024.5", Dated("date", MAY)),
    ("date:2024년5월", Dated("date", MAY)),
    ("published:2024", Dated("published", Interval("2024-01-01", "2025-01-01"))),
    ("date:2024-05..2024-10", Dated("date", Interval("2024-05-01", "2024-11-01"))),
    ("date:2024-10..2024-05", Dated("date", Interval("2024-05-01", "2024-11-01"))),
    ("date:2024…2025", Dated("date", Interval("2024-01-01", "2026-01-01"))),
    ("date:..2024", Dated("date", Interval(None, "2025-01-01"))),
    ("date:2024-05-21..", Dated("date", Interval("2024-05-21", None))),
    ("foo:bar", Words(("foo", "bar"))),
    ("agency:yonhap", Named("agency", "yonhap")),
    # sums and percentages as fields
    ("amount:$5bn", FIVE_BILLION),
    ("amount:50억달러", FIVE_BILLION),
    ("amount:50억 달러", FIVE_BILLION),
    ("amount:5 billion dollars trump", All((FIVE_BILLION, TRUMP))),
    ("amount:usd5000000000", FIVE_BILLION),
    ("amount:5bn", Figure("n5000000000")),
    ("amount:5,000,000,000", Figure("n5000000000")),
    ("amount:>1bn", Quantity("amount", 1_000_000_001, None)),
    ("amount:>=$1bn", Quantity("amount", 10**9, None, "USD")),
    ("amount:> 1 billion", Quantity("amount", 1_000_000_001, None)),
    ("amount:<1조", Quantity("amount", None, 10**12 - 1)),
    ('amount:"<= 1 trillion won"', Quantity("amount", None, 10**12, "KRW")),
    ("amount:≥1조원", Quantity("amount", 10**12, None, "KRW")),
    ("amount:900억..1조", Quantity("amount", 9 * 10**10, 10**12)),
    ("amount:1조..900억", Quantity("amount", 9 * 10**10, 10**12)),
    ("amount:900..950억", Quantity("amount", 9 * 10**10, 95 * 10**9)),
    ("amount:$1..2bn", Quantity("amount", 10**9, 2 * 10**9, "USD")),
    ("amount:$1bn~$2bn", Quantity("amount", 10**9, 2 * 10**9, "USD")),
    ("amount:1bn..2bn dollars", Quantity("amount", 10**9, 2 * 10**9, "USD")),
    ("amount:..$1bn", Quantity("amount", None, 10**9, "USD")),
    ("amount:1조..", Quantity("amount", 10**12, None)),
    ("percent:13.9", Figure("p13900")),
    ("percent:13.9%", Figure("p13900")),
    ("percent:13.9 percent", Figure("p13900")),
    ("percent:>8", Quantity("percent", 8001, None)),
    ("percent:8..14", Quantity("percent", 8000, 14000)),
    ("percent:8~14%", Quantity("percent", 8000, 14000)),
    ("percent:8 amount:$5bn percent:9", All((Figure("p8000"), FIVE_BILLION, Figure("p9000")))),
    ("amount:$5 billion percent:9", All((FIVE_BILLION, Figure("p9000")))),
    ("-percent:<=5", Not(Quantity("percent", None, 5000))),
    # words of titles
    ("title:burden", Words(("burden",), title=True)),
    ('title:"cost sharing"', Words(("cost", "sharing"), title=True)),
    ("title:negotiat*", Words(("negotiat",), prefix=True, title=True)),
    ('title:"cost shar"*', Words(("cost", "shar"), prefix=True, title=True)),
    ("title:분담금", Words(("분담", "담금"), title=True)),
    ("title:핵", Words(("핵",), prefix=True, title=True)),
    # how tags are known, and copies
    ("basis:inferred", Based("inferred")),
    ("basis:round=inferred", Based("inferred", "round")),
    ("basis:Dates=Resolved", Based("resolved", "dates")),
    ("-basis:manual", Not(Based("manual"))),
    ("copy:yes", Copied()),
    ("copy:no", Not(Copied())),
    ("copy:none", Not(Copied())),
    ("-copy:no", Copied()),
    ("copy:12", Copied(12)),
    # near
    ("trump NEAR/5 biden", Near((TRUMP, BIDEN), 5)),
    ('trump NEAR/3 "cost sharing"', Near((TRUMP, Words(("cost", "sharing"))), 3)),
    ("방위비 NEAR/9 트럼프*", Near((Words(("방위", "위비")), Words(("트럼", "럼프"))), 9)),
    ("trump NEAR/5 biden NEAR/9 trump", Near((TRUMP, BIDEN, TRUMP), 9)),
    ("trump NEAR/5 biden sma:12", All((Near((TRUMP, BIDEN), 5), Number("sma", 12, 12)))),
    ("trump NEAR/5 $5 billion", Near((TRUMP, Figure("usd5000000000")), 5)),
    ("13.9% NEAR/5 trump", Near((Figure("p13900"), TRUMP), 5)),
    ("title:trump NEAR/5 13.9%", All((replace(TRUMP, title=True), Figure("p13900")))),
    ("trump NEAR/5 amount:>1bn", All((TRUMP, Quantity("amount", 1_000_000_001, None)))),
    ("-trump NEAR/5 biden", Not(Near((TRUMP, BIDEN), 5))),
    ("trump NEAR/5 -biden", All((TRUMP, Not(BIDEN)))),
    ("trump NEAR/5 sma:12", All((TRUMP, Number("sma", 12, 12)))),
    ("trump NEAR/5 (biden)", Near((TRUMP, BIDEN), 5)),
    ("trump NEAR/5 (biden trump)", All((TRUMP, BIDEN, TRUMP))),
    ("trump NEAR/5 OR biden", Any((TRUMP, BIDEN))),
    ("NEAR/5 trump", TRUMP),
    ("trump NEAR/5", TRUMP),
    ("title:trump NEAR/5 biden", All((replace(TRUMP, title=True), BIDEN))),
    ("trump NEAR biden", All((TRUMP, Words(("near",)), BIDEN))),
    ("trump near/5 biden", All((TRUMP, Words(("near", "5")), BIDEN))),
    # spans of days as seen from today
    ("date:today", Dated("date", interval("today") or MAY)),
    ("date:last-month", Dated("date", interval("last-month") or MAY)),
    ("date:last month trump", All((Dated("date", interval("last-month") or MAY), TRUMP))),
    ('published:"this week"', Dated("published", interval("this-week") or MAY)),
    ("published:지난달", Dated("published", interval("last-month") or MAY)),
    ("date:2024-05..today", Dated("date", span(MAY, interval("today")))),
    ("xsma:12", Words(("xsma", "12"))),
    ("", EVERYTHING),
    (" \n", EVERYTHING),
]  # fmt: skip


@pytest.mark.parametrize(("text", "query"), QUERIES)
def test_a_text_means_a_query(text: str, query: Query) -> None:
    """Each form of the language means what its help says."""
    assert parse(text) == query


ERRORS = [
    ("sma:", 0, "missing"),
    ("trump sma:twelve", 6, "'twelve'"),
    ("trump SMA: a history", 6, "missing"),
    ("sma:1..x", 0, "'1..x'"),
    ("sma:..", 0, "'..'"),
    ("round:-1", 0, "'-1'"),
    ("event:party", 0, "event:signed"),
    ("lang:korean1", 0, "lang:ko"),
    ("venue:", 0, "venue:seoul"),
    ("source:(yonhap)", 0, "missing"),
    ("date:tomorrow", 0, "last-month"),
    ("date:last", 0, "last-month"),
    ("amount:lots", 0, "amount:>1bn"),
    ("amount:>", 0, "'>'"),
    ("amount:..", 0, "'..'"),
    ("amount:1..2..3", 0, "'1..2..3'"),
    ("amount:1bn..x", 0, "900억..1조"),
    ("trump amount:", 6, "missing"),
    ("percent:high", 0, "percent:8..14"),
    ("percent:8..x", 0, "'8..x'"),
    ("title:", 0, "missing"),
    ("title:*", 0, "'*'"),
    ("title:+", 0, "'+'"),
    ("basis:known", 0, "basis:stated"),
    ("basis:weather=stated", 0, "basis:round=inferred"),
    ("copy:maybe", 0, "copy:no"),
    ("agency:", 0, "agency:yonhap"),
    ("date:2024-13", 0, "'2024-13'"),
    ("date:2024-02-30", 0, "2024-02-30"),
    ("date:..", 0, "2024-05..2024-10"),
    ("published:24", 0, "'24'"),
    ("date:1024", 0, "'1024'"),
    ("-date:x", 1, "'x'"),
    ("한미 sma:x", 3, "'x'"),
    ("\u1112\u1161\u11ab sma:x", 4, "'x'"),
    ("(trump", 0, "not closed"),
    ("a (b (c) d", 2, "not closed"),
    ("trump)", 5, "not opened"),
    ("a ) b (", 2, "not opened"),
    ("(" * 100, DEEPEST, "inside each other"),
    ("a" * (LONGEST + 1), LONGEST, "characters"),
]


@pytest.mark.parametrize(("text", "place", "said"), ERRORS)
def test_a_broken_value_or_bracket_is_named_with_its_place(
    text: str, place: int, said: str
) -> None:
    """The error says what is wrong, where in the text as typed, and the right form."""
    with pytest.raises(QueryError) as error:
        parse(text)
    assert said in f"{error.value.message} {error.value.hint}"
    assert error.value.place == place


@settings(max_examples=500)
@given(st.text())
@example("sma:12 OR (a -b")
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    """Nothing else is raised, and an error's place is in the text."""
    try:
        assert parse(text) == parse(text)
    except QueryError as error:
        place = error.place
    else:
        place = 0
    assert 0 <= place <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024", Interval("2024-01-01", "2025-01-01")),
        ("2024-12", Interval("2024-12-01", "2025-01-01")),
        ("2024-02-29", Interval("2024-02-29", "2024-03-01")),
        ("20240229", Interval("2024-02-29", "2024-03-01")),
        ("2024. 5.", None),
        ("2024.5.24.", Interval("2024-05-24", "2024-05-25")),
        ("2024/5/4", Interval("2024-05-04", "2024-05-05")),
        ("2199-12-31", Interval("2199-12-31", "2200-01-01")),
        ("2200", None),
        ("2023-02-29", None),
        ("2024-00", None),
        ("2024-5-0", None),
        ("2023..2024", Interval("2023-01-01", "2025-01-01")),
        ("2024-06..2024-05-01", Interval("2024-05-01", "2024-07-01")),
        ("2024..x", None),
        ("", None),
        ("..", None),
    ],
)
def test_a_date_keeps_its_precision(text: str, found: Interval | None) -> None:
    """A year, month or day is the right-open interval of its days."""
    assert interval(text) == found


TODAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("today", Interval("2024-03-06", "2024-03-07")),
        ("Yesterday", Interval("2024-03-05", "2024-03-06")),
        ("this week", Interval("2024-03-04", "2024-03-11")),
        ("last-week", Interval("2024-02-26", "2024-03-04")),
        ("this_month", Interval("2024-03-01", "2024-04-01")),
        ("last month", Interval("2024-02-01", "2024-03-01")),
        ("this-year", Interval("2024-01-01", "2025-01-01")),
        ("last-year", Interval("2023-01-01", "2024-01-01")),
        ("last-30-days", Interval("2024-02-06", "2024-03-07")),
        ("last 2 weeks", Interval("2024-02-22", "2024-03-07")),
        ("last-1-day", Interval("2024-03-06", "2024-03-07")),
        ("오늘", Interval("2024-03-06", "2024-03-07")),
        ("지난 달", Interval("2024-02-01", "2024-03-01")),
        ("작년", Interval("2023-01-01", "2024-01-01")),
        ("last-month..today", Interval("2024-02-01", "2024-03-07")),
        ("today..", Interval("2024-03-06", None)),
        ("today..last-month", Interval("2024-02-01", "2024-03-07")),
        ("last-0-days", None),
        ("next-week", None),
        ("last", None),
    ],
)
def test_words_for_days_count_from_today(text: str, found: Interval | None) -> None:
    """Calendar weeks begin on Monday; blank, hyphen or underscore."""
    assert interval(text, today=TODAY) == found


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "year"]))
def test_spans_of_the_calendar_touch(today: date, unit: str) -> None:
    """The last one ends where this one begins, and today is in this one."""
    last = interval(f"last-{unit}", today=today)
    this = interval(f"this-{unit}", today=today)
    assert last is not None
    assert this is not None
    assert last.high == this.low
    assert (this.low or "") <= today.isoformat() < (this.high or "")


@given(st.dates(), st.dates())
def test_a_range_is_the_same_from_either_end(first: object, last: object) -> None:
    """`a..b` and `b..a` are one span."""
    assert interval(f"{first}..{last}") == interval(f"{last}..{first}")


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (Filters(), EVERYTHING),
        (Filters(sma=12), Number("sma", 12, 12)),
        (Filters(sma=12, round=2), All((Number("sma", 12, 12), Number("round", 2, 2)))),
        (Filters(event="signed"), Kind("event", "signed")),
        (Filters(since="2024-05"), Dated("date", Interval("2024-05-01", None))),
        (Filters(until="2024-05"), Dated("date", Interval(None, "2024-06-01"))),
        (Filters(since="2024-05", until="2024-05"), Dated("date", MAY)),
        (Filters(since="2025", until="2024"), Dated("date", Interval("2024-01-01", "2026-01-01"))),
        (Filters(source="Korea (Herald)"), Named("source", "Korea (Herald)")),
        (Filters(amount=">1bn"), Quantity("amount", 1_000_000_001, None)),
        (Filters(percent="13.9"), Figure("p13900")),
        (Filters(title="trump"), replace(TRUMP, title=True)),
        (
            Filters(basis="round=inferred", copy="no"),
            All((Based("inferred", "round"), Not(Copied()))),
        ),
    ],
)
def test_filters_are_fields_of_a_query(filters: Filters, query: Query) -> None:
    """An option means what the field of its name means; since and until include their days."""
    assert filtered(filters) == query


@pytest.mark.parametrize(
    "filters",
    [Filters(sma=-1), Filters(event="x"), Filters(lang="?"), Filters(date="x"), Filters(since="x")],
)
def test_a_filter_without_meaning_is_a_query_error(filters: Filters) -> None:
    """Also a value that no parser has seen before says the right form."""
    with pytest.raises(QueryError) as error:
        filtered(filters)
    assert error.value.hint


def test_queries_go_together() -> None:
    """Putting queries together is flat, and everything is the neutral one."""
    assert both(TRUMP) == TRUMP
    assert both(EVERYTHING, TRUMP) == TRUMP
    assert both() == EVERYTHING
    assert both(All((TRUMP, BIDEN)), Kind("lang", "ko")) == All((TRUMP, BIDEN, Kind("lang", "ko")))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Trump  billion", True),
        (" billion", True),
        ("Trump billion", True),
        ("demanded .03 billion", True),
        ("USbn", True),
        ("Trump ,389 won", True),
        ("억 달러", True),
        ("Trump $5 billion", False),
        ("Trump 5 billion", False),
        ("five billion", False),
        ("several billion", False),
        ("50억 달러", False),
        ("trump biden", False),
        ("", False),
    ],
)
def test_a_query_the_shell_ate_from_is_noticed(text: str, lost: bool) -> None:  # noqa: FBT001
    """`"Trump $5 billion"` in bash arrives without its `$5`."""
    assert lost_dollar(text) is lost
