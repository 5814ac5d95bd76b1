"""Any query against a real archive: SQLite never raises, and finds what the query says."""

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from small_archive import ARTICLES, EXACT, document, filled, ids, source_of

from sma_cli.archive import Archive, ranking, sql
from sma_cli.archive.field_values import Based, Copied, Dated, Kind, Named, Number, Quantity
from sma_cli.archive.figures import terms_of
from sma_cli.archive.notations import notations
from sma_cli.archive.parse import parse
from sma_cli.archive.query import EVERYTHING, All, Any, Figure, Near, Not, Query, Words
from sma_cli.archive.ranking import Order
from sma_cli.archive.stem import stem, words_with_prefix
from sma_cli.archive.words import is_cjk, prepared
from sma_cli.archive.written import explained, to_text
from sma_cli.document import Document, Tags
from sma_cli.errors import QueryError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The small archive, open for reading."""
    with filled(tmp_path_factory.mktemp("small") / "sma.db") as archive:
        yield archive


# What the queries mean, said once more, without SQL.


def finds(query: Query, document: Document, tags: Tags) -> bool:
    """Whether a query finds an article."""
    match query:
        case All(parts):
            return all(finds(part, document, tags) for part in parts)
        case Any(parts):
            return any(finds(part, document, tags) for part in parts)
        case Not(part):
            return not finds(part, document, tags)
        case Words():
            texts = (document.title or "", *([] if query.title else [document.body]))
            return any(True for text in texts for _ in places(query, prepared(text).split()))
        case Near(parts):
            is_of_title = isinstance(parts[0], Words) and parts[0].title
            texts = (document.title or "", *([] if is_of_title else [document.body]))
            figures = [one for one in parts if isinstance(one, Figure)]
            return all(finds(one, document, tags) for one in figures) and any(
                stand_near(query, prepared(text).split()) for text in texts
            )
        case Figure(term):
            return term in terms_of(f"{document.title or ''}\n{document.body}").split()
    return fits(query, document, tags)


def places(query: Words, words: list[str]) -> Iterator[int]:
    """Where the words of a query stand side by side."""
    size = len(query.words)
    for at in range(len(words) - size + 1):
        if all(map(is_same, query.words[:-1], words[at:])) and is_last(
            query.words[-1], words[at + size - 1], is_prefix=query.prefix
        ):
            yield at


def stand_near(query: Near, words: list[str]) -> bool:
    """Whether so few words stand between the end of each part and the beginning of the last."""
    spelt = [notations(part) if isinstance(part, Figure) else (part,) for part in query.parts]
    found = product(
        *([(at, len(one.words)) for one in part for at in places(one, words)] for part in spelt)
    )
    return any(
        all(max(start for start, _ in one) - start - size <= query.distance for start, size in one)
        for one in found
    )


def is_same(wanted: str, word: str) -> bool:
    """Whether two words share their stem."""
    return stem(wanted) == stem(word)


def is_last(wanted: str, word: str, *, is_prefix: bool) -> bool:
    """Whether the last word fits, whole or as a beginning."""
    if not is_prefix:
        return is_same(wanted, word)
    if is_cjk(wanted):
        return word.startswith(wanted)
    whole, others = words_with_prefix(wanted)
    return stem(word).startswith(stem(whole)) or any(is_same(one, word) for one in others)


def fits(query: Query, document: Document, tags: Tags) -> bool:
    """Whether a field fits."""
    match query:
        case Number(name, low, high):
            value = getattr(tags, name)
            if low is None or high is None or value is None:
                return low is None and value is None
            return bool(low <= value <= high)
        case Quantity("amount", low, high, currency):
            sums = [one for one in tags.amounts if currency in (None, one.currency)]
            return any((low or 0) <= one.value <= (high or one.value) for one in sums)
        case Quantity(_, low, high):
            values = [round(one * 1000) for one in tags.percents]
            return any((low or 0) <= one <= (high or one) for one in values)
        case Based(basis, tag):
            return any(one == basis for name, one in tags.basis.items() if tag in (None, name))
        case Copied(of):
            return of is not None and ARTICLES[of - 1 : of] == ((document, tags),)
        case Kind("event", value):
            return tags.event == value
        case Kind(_, value):
            return document.lang == value
        case Named("source", text):
            return text.lower() in (document.source or "").lower()
        case Named("agency", text):
            return text.lower() in (document.agency or "").lower()
        case Named(_, text):
            return text.lower() in (tags.venue or "").lower()
        case Dated(name, span):
            days = [document.published] if document.published else []
            event = (tags.event_start, tags.event_end or tags.event_start)
            touches = name == "date" and touched(span.low, span.high, *event)
            return touches or any(touched(span.low, span.high, day, day) for day in days)
    raise AssertionError(query)


def touched(low: str | None, high: str | None, start: str | None, end: str | None) -> bool:
    """Whether days touch a span."""
    return bool(start and end and (low is None or end >= low) and (high is None or start < high))


PIECES = st.sampled_from(
    [
        *["trump", "Trump's", "SMA", "specht", "cost-sharing", "U.S.", "it's", "C++", "zzz", "the"],
        *["방위비", "분담금", "한·미", "협정", "핵", "제12차", "1989년", "2차", "스펙트"],
        *["$5 billion", "50억 달러", "5 billion", "13.9%", "US$1.13bn", "1조1천833억원", "$5"],
        *["negot*", "방*", "a*", "*", '"second round"', '"', '"sma', "“free riders”", "()"],
        *["sma:12", "sma:none", "round:1..2", "event:signed", "event:none", "lang:ko", "sma:11.."],
        *["date:2024-05", "published:..2021", "date:2024-05-23..", "source:korea", "venue:seoul"],
        *["venue:o", "source:yon_ap", "source:%", "agency:afp", "title:round", "title:방위비"],
        *["amount:>1bn", "amount:..$2bn", "amount:900억..5조", "amount:$5bn", "percent:8..14"],
        *["percent:<9", "basis:stated", "basis:sma=resolved", "basis:manual", "copy:no", "copy:3"],
        *["trump NEAR/9 demanded", "서울 NEAR/3 12*", "second NEAR/0 round NEAR/5 allies"],
        *["trump NEAR/5 $5 billion", "50억 달러 NEAR/9 트럼프", "pact NEAR/9 13.9%"],
        *["title:u* NEAR/4 title:talks", "date:last-month", "amount:5 billion dollars"],
    ]
)
OPERATORS = st.sampled_from(
    [" ", " OR ", " AND ", " NOT ", " -", " (", ") ", "  ", " -(", "OR", " NEAR/2 ", " NEAR/40 "]
)
# So many random queries each; `SMA_EXAMPLES=10000 pytest tests/test_query_properties.py` for more.
EXAMPLES = int(os.environ.get("SMA_EXAMPLES", "1000"))


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Pieces of queries and operators in any order, with some noise."""
    parts = draw(st.lists(st.tuples(OPERATORS, PIECES | st.text(max_size=4)), max_size=6))
    text = "".join(f"{operator}{piece}" for operator, piece in parts)
    opened = text.count("(") - text.count(")")
    return text + ")" * opened if opened > 0 else text


@settings(max_examples=EXAMPLES, deadline=None)
@given(typed())
@example("-(trump OR -sma:12) (a* OR b*)")
@example("NOT NOT -trump")
@example("$5 billion NEAR/2 $5 billion")
@example("$5 billion NEAR/40 1조1천833억원")
def test_a_query_finds_what_it_says(archive: Archive, text: str) -> None:
    """Nothing raises but QueryError, and the answer is that of a plain reading of the query."""
    try:
        query = parse(text)
    except QueryError:
        return
    if query == EVERYTHING:
        return
    found = [n for n, one in enumerate(ARTICLES, 1) if finds(query, *one)]
    assert ids(archive, text) == found
    assert archive.count(text, filters=EXACT) == len(found)
    orders: tuple[Order, ...] = ("newest", "oldest")
    for sort in orders:
        assert len(list(archive.search(text, sort=sort, filters=EXACT))) == len(found)
    assert archive.timeline(text) is not None


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.characters(), max_size=60) | typed())
@example("NEAR/0 a NEAR/999 b* NEAR/5 방")
@example("amount:>" + "9" * 40)
@example("\ud800 OR \udfff* -\x00")
@example("source:\ud800")
@example('"\ud800"')
@example("NEAR(a b)")
@example("title:trump ^trump {title} : x")
@example("trump + biden")
@example("'; DROP TABLE articles; --")
def test_no_text_makes_sqlite_raise(archive: Archive, text: str) -> None:
    """Unicode of every kind, operators, quotes, control characters, lone surrogates."""
    try:
        assert len(list(archive.search(text, limit=None))) == archive.count(text)
    except QueryError as error:
        said = error.message
    else:
        said = "found"
    assert said


@settings(max_examples=EXAMPLES, deadline=None)
@given(typed() | st.text(max_size=40))
@example("-(a NEAR/5 b) (c OR -d) title:x* ")
def test_a_query_can_be_written_down(text: str) -> None:
    """The text of a query means the query again, and each is told in words."""
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(to_text(query)) == query
    assert all(explained(query))


# What a statement is made of, before anything is typed: names, numbers of this package, operators.
STATEMENT = re.compile(r"[ \w\n().,+=<>*|?':\\-]*", re.ASCII)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text("xyzzy\"'\\;%_방※", min_size=1, max_size=12), typed())
def test_what_is_typed_is_a_parameter(marked: str, text: str) -> None:
    """No word of a query stands in a statement, and every one is of known letters."""
    try:
        query = parse(f"{text} zqx{marked} source:zqx{marked} title:zqx{marked}")
    except QueryError:
        return
    for statement in (ranking.select("a.id", query), ranking.count(query), sql.condition(query)):
        assert "zqx" not in statement.text
        assert STATEMENT.fullmatch(statement.text)
        assert statement.text.count("?") == len(statement.values)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1900,
        "a NEAR/5 " * 1000 + "b",
        "a* NEAR/5 " * 30 + "b",
        "w* " * 3000,
        "-x " * 3000,
        "a OR " * 1900 + "a",
        "sma:12 " * 1400,
        "sma:12 OR " * 990 + "x",
        "NOT " * 2400 + "x",
        "(" * 24 + "a OR (b c)" + ")" * 24,
        "".join("(a OR (b " for _ in range(12)) + "c" + "))" * 12,
        "".join("(sma:1 OR (-b " for _ in range(12)) + "c" + "))" * 12,
        "x" * 10_000,
        "방" * 10_000,
        '"' + "a " * 4_900 + '"',
        "$5 billion " * 900,
    ],
    ids=range(16),
)
def test_long_and_deep_queries_are_queries(archive: Archive, text: str) -> None:
    """The limits of SQLite and FTS5 are out of reach."""
    assert archive.count(text) == len(list(archive.search(text, limit=None)))


@settings(max_examples=300, deadline=None)
@given(typed())
def test_forms_of_unicode_find_the_same(archive: Archive, text: str) -> None:
    """NFC, NFD and fullwidth queries agree."""
    try:
        found = ids(archive, text)
    except QueryError:
        return
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    for form in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text), wide):
        assert ids(archive, form) == found


HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=9)
# The small letters of the two stand behind Hangul, and are taken for syllables.
LATIN = st.text(
    st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F, exclude_characters="ȺȾ"),
    min_size=1,
    max_size=9,
)
MARKS = st.sampled_from(
    [" ", ", ", ". ", "\n\n", " “", "” ", "(", ")", "·", "-", "’s ", "…", " 1,"]
)
SINGLE_WORD = re.compile(r"[^\W\d_]{2,}")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(HANGUL | LATIN, MARKS), min_size=1, max_size=8))
def test_every_word_finds_its_article(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, str]]
) -> None:
    """A word of Latin letters or of two and more syllables, as it is printed."""
    body = "".join(f"{word}{mark}" for word, mark in pieces)
    words = [one for one in SINGLE_WORD.findall(body) if one not in ("OR", "AND", "NOT")]
    assume(words)
    one = document("x", body)
    with Archive(tmp_path_factory.mktemp("words") / "sma.db") as archive:
        archive.add(one, Tags(), source_of(one))
        for word in words:
            assert ids(archive, word) == [1], word


def test_every_word_of_the_small_archive_finds_it(archive: Archive) -> None:
    """Also with the punctuation that clings to it in print."""
    for number, (one, _) in enumerate(ARTICLES, 1):
        for printed in f"{one.title} {one.body}".split():
            word = printed.strip("()[]“”\"'.,")
            if len(word) > 1 and not re.search(r"\d", word):
                assert number in ids(archive, word), word


def test_every_inside_of_a_compound_finds_it(archive: Archive) -> None:
    """Two syllables or more, from anywhere in the word."""
    compound = "방위비분담특별협정"
    ends = range(len(compound) + 1)
    for start, end in product(ends, ends):
        if end - start >= 2:
            assert 2 in ids(archive, compound[start:end])
