"""The sums that articles write about: when, how often, as what, and how they are shown."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Sma
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from small_archive import document, filled

from sma_cli.answers import AgreedSum, Saying, WrittenSum
from sma_cli.archive import Archive, Filters
from sma_cli.archive.amounts import Naming, Tellers, agreed_sums, written_sums
from sma_cli.document import ClaimRole, Evidence, Tags
from sma_cli.errors import QueryError
from sma_cli.record import Record
from sma_cli.tag import tag
from sma_cli.view.amounts import KEYS, sayings, sum_record, sum_row, sum_table


class Place(NamedTuple):
    """One place where an article names a sum, and what there is to know of the article."""

    value: int
    currency: str
    text: str
    article: int
    copy_of: int | None
    published: str | None
    source: str | None
    claim: tuple[ClaimRole | None, str | None]
    sentence: str
    sma: int = 11


NOTHING = (None, None)
DEMAND: tuple[ClaimRole, str] = ("demanded", "United States")
NAMING = Place(
    5_000_000_000, "USD", "$5 billion", 1, None, "2019-11-20", "Yonhap", DEMAND, "They want it."
)


def naming(article: int, **changes: Any) -> Place:
    """An article that names the sum, but for the changes."""
    return NAMING._replace(article=article, **changes)


def tellers(places: Iterable[Place]) -> Tellers:
    """The articles of these places, as the archive gives them."""
    known = {one.article: one for one in places}
    ordered = sorted(known.values(), key=lambda one: (*moment(one), one.article))
    moments = sorted({moment(one) for one in ordered})
    return Tellers(
        places={one.article: n for n, one in enumerate(ordered)},
        ids=[one.article for one in ordered],
        days=[one.published and one.published[:10] for one in ordered],
        outlets=[one.source for one in ordered],
        moments=[moments.index(moment(one)) for one in ordered],
        copy_of={n: one.copy_of for n, one in enumerate(ordered) if one.copy_of},
        agreements=[one.sma for one in ordered],
    )


def moment(one: Place) -> tuple[str, str]:
    """When and by whom an article was published."""
    return one.published or "~", one.source or ""


def namings(places: Iterable[Place]) -> list[Naming]:
    """Each place on its own, as what SQLite has not put together."""
    return [Naming(*one[:3], *one.claim, 1, [one.article]) for one in places]


def sums(places: Iterable[Place], *, copies: bool = False) -> list[WrittenSum]:
    """What the archive makes of some places."""
    every = list(places)
    sentences: dict[object, str] = {}
    for one in every:
        sentences.setdefault((one.article, *one[:2], *one.claim), one.sentence)
    return written_sums(namings(every), tellers(every), sentences.__getitem__, copies=copies)


def only(*places: Place, copies: bool = False) -> WrittenSum:
    """The one sum that is named."""
    (found,) = sums(places, copies=copies)
    return found


def test_one_article_is_one_sum() -> None:
    """With all that it says."""
    assert only(NAMING) == WrittenSum(
        5_000_000_000, "USD", "$5 billion", (1,), 1, "2019-11-20", "2019-11-20", {"2019-11": 1},
        (Saying("demanded", "United States", (1,), 1, "They want it."),),
    )  # fmt: skip


def test_an_article_counts_once() -> None:
    """However often it names the sum; what it says elsewhere speaks for it."""
    found = only(NAMING, naming(1, claim=NOTHING, sentence="So much."), naming(1))
    assert (found.articles, found.months, len(found.said)) == ((1,), {"2019-11": 1}, 1)


def test_sayings_are_told_apart() -> None:
    """What most say first, what says nothing last, each with the earliest sentence."""
    found = only(
        naming(1, claim=NOTHING, sentence="Nothing."),
        naming(2, claim=("agreed", None), sentence="Agreed."),
        naming(3, sentence="Later."),
        naming(4, published="2019-07-01", sentence="First."),
        naming(5, claim=("demanded", None), sentence="Somebody."),
    )
    assert [(one.role, one.by, one.articles, one.text) for one in found.said] == [
        ("demanded", "United States", (4, 3), "First."),
        ("agreed", None, (2,), "Agreed."),
        ("demanded", None, (5,), "Somebody."),
        (None, None, (1,), "Nothing."),
    ]
    assert (found.first, found.last) == ("2019-07-01", "2019-11-20")
    assert found.months == {"2019-07": 1, "2019-11": 4}


def test_copies_count_once() -> None:
    """The story by its first article, or the earliest copy where that names no such sum."""
    told = [naming(1), naming(2, copy_of=1, source="KBS"), naming(4, copy_of=3), naming(5)]
    assert (only(*told).articles, only(*told).copies, only(*told).outlets) == ((1, 4, 5), 1, 1)
    whole = only(*told, copies=True)
    assert (whole.articles, whole.copies, whole.outlets) == ((2, 1, 4, 5), 0, 2)


def test_articles_that_are_not_asked_for_are_left_out() -> None:
    """SQLite gives what all say; a sum that only others name is none."""
    asked = tellers([naming(1)])
    other = [naming(1), naming(2, claim=("agreed", None)), naming(3, value=7)]
    (found,) = written_sums(namings(other), asked, lambda _: "So.")
    assert (found.articles, [one.role for one in found.said]) == ((1,), ["demanded"])


def test_what_articles_about_an_agreement_call_agreed() -> None:
    """The sums of most stories first, three at most; a demand is none of them."""
    agreed = ("agreed", None)
    told = [
        *(naming(n, claim=agreed, value=n, sma=12) for n in (1, 2, 3, 4)),
        *(naming(n, claim=agreed, value=2, copy_of=m) for n, m in ((5, 6), (6, None), (7, None))),
        naming(8, claim=agreed, value=4, sma=12),
        naming(9),
    ]
    assert agreed_sums(namings(told), tellers(told)) == {
        11: [AgreedSum(2, "USD", (6, 7))],
        12: [AgreedSum(4, "USD", (4, 8)), AgreedSum(3, "USD", (3,)), AgreedSum(2, "USD", (2,))],
    }


def test_most_written_about_come_first() -> None:
    """Of equals the largest; the printed form is that of most articles."""
    found = sums(
        [
            naming(1, value=1),
            naming(1, value=2),
            naming(1, value=3, currency="KRW"),
            naming(1),
            naming(2, text="50억 달러"),
            naming(3, text="50억 달러"),
        ]
    )
    assert [(one.value, one.text) for one in found] == [
        (5_000_000_000, "50억 달러"), (3, "$5 billion"), (2, "$5 billion"), (1, "$5 billion"),
    ]  # fmt: skip


NAMINGS = st.builds(
    Place,
    value=st.sampled_from([5, 7]),
    currency=st.sampled_from(["USD", "KRW"]),
    text=st.sampled_from(["a", "b"]),
    article=st.just(0),
    copy_of=st.none(),
    published=st.sampled_from([None, "2019-11-20", "2024-10-04T09:00:00+09:00"]),
    source=st.sampled_from([None, "Yonhap", "KBS"]),
    claim=st.sampled_from([NOTHING, DEMAND, ("paid", None)]),
    sentence=st.sampled_from(["A.", "B."]),
)


@given(st.lists(NAMINGS, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_storing_does_not_matter(given: list[Place], chance: random.Random) -> None:
    """Other ids, the same sums; every naming is in one."""
    shuffled = chance.sample(given, len(given))
    first = sums(one._replace(article=n) for n, one in enumerate(given))
    again = sums(one._replace(article=n) for n, one in enumerate(shuffled))
    assert [told(one, given) for one in first] == [told(one, shuffled) for one in again]
    assert sorted(n for one in first for n in one.articles) == list(range(len(given)))


def told(one: WrittenSum, places: list[Place]) -> tuple[object, ...]:
    """A sum with its ids replaced by what they stand for."""

    def stand_for(ids: tuple[int, ...]) -> list[str]:
        return sorted(str(places[one]) for one in ids)

    said = [(one.role, one.by, one.text, stand_for(one.articles)) for one in one.said]
    return (*sum_row(replace(one, articles=(), said=one.said))[:6], stand_for(one.articles), said)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Three articles tagged by the tagger; two are about the talks."""
    texts = [
        ("Washington wants $5 billion", "The 11th Special Measures Agreement is being negotiated. "
         "Washington demands $5 billion from Seoul, which pays 1.0389 trillion won (some $880 "
         "million) under the 10th SMA.", "2019-11-20", "en"),
        ("방위비 협상", "한미가 제11차 방위비분담특별협정을 협상한다. 미국은 50억 달러를 요구했다. "
         "한국이 내는 분담금은 1조389억원이다.", "2019-12-05", "ko"),
        ("Maker of inverters", "Orders rose to 5 billion dollars.", "2020-01-01", "en"),
    ]  # fmt: skip
    documents = [
        document(title, body, published=day, lang=lang) for title, body, day, lang in texts
    ]
    tagged = tuple((one, tag(one, record=Record())) for one in documents)
    with filled(tmp_path / "sma.db", tagged) as archive:
        yield archive


def test_the_sums_of_an_archive(archive: Archive) -> None:
    """In both languages one sum; articles about other things are left out."""
    found = [(one.value, one.currency, one.articles, sayings(one)) for one in archive.amounts()]
    assert found == [
        (1_038_900_000_000, "KRW", (1, 2), "paid 2"),
        (5_000_000_000, "USD", (1, 2), "demanded by United States 2"),
        (880_000_000, "USD", (1,), "paid 1"),
    ]


def test_sums_of_some_articles(archive: Archive) -> None:
    """Filters and queries narrow them as in a search."""
    assert [one.articles for one in archive.amounts(filters=Filters(lang="ko"))] == [(2,), (2,)]
    assert [one.value for one in archive.amounts("some")] == [
        1_038_900_000_000,
        5 * 10**9,
        88 * 10**7,
    ]
    assert archive.amounts("zzzz") == []
    with pytest.raises(QueryError):
        archive.amounts("sma:x")


def test_a_sum_whose_place_is_not_known_still_counts(tmp_path: Path) -> None:
    """An article that was brought in without evidence has no sentence to show."""
    one = document(body="Washington demands $5 billion.")
    tags = replace(tag(one, record=Record()), sma=11, evidence=(), claims=())
    other = Tags(sma=11, evidence=(Evidence("amount", "x", "W", 0, 1),))
    with filled(tmp_path / "sma.db", ((one, tags), (document("B", "Other."), other))) as archive:
        (found,) = archive.amounts()
    assert found.said == (Saying(None, None, (1,), 1, ""),)
    assert sum_row(found)[-1] == ""


WRITTEN = WrittenSum(
    5_000_000_000, "USD", "$5 billion", (3, 9), 2, "2019-07-01", "2024-05-24",
    {"2019-07": 1, "2024-05": 1},
    (
        Saying("demanded", "United States", (3, 9), 3, "미국은 50억 달러를 요구했다. [b]" * 4),
        Saying(None, None, (9,), 9, "So much."),
    ),
)  # fmt: skip


def shown(*sums: WrittenSum, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal of that width shows, without colours."""
    monkeypatch.setenv("COLUMNS", str(width))
    screen = StringIO()
    assert sum_table(sums, screen) == len(sums)
    return screen.getvalue()


@pytest.mark.parametrize("width", [50, 80, 100, 140])
def test_the_chart_fits(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with Korean sentences; markup in them is text."""
    other = replace(WRITTEN, value=1_519_200_000_000, currency="KRW", months={}, first=None)
    text = shown(WRITTEN, other, width=width, monkeypatch=monkeypatch)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "[b]" in "".join(text.split())
    assert "$5 billion" in text


def test_all_sums_share_an_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later sum stands further to the right; nothing is said by colour alone."""
    later = replace(WRITTEN, value=7, months={"2024-05": 2})
    text = shown(WRITTEN, later, width=120, monkeypatch=monkeypatch)
    head, *lines = [line for line in text.splitlines() if line.strip()]
    assert "2019                2024" in head
    charts = [line for line in lines if "·" in line]
    assert [line.rindex("█") for line in charts] == [charts[0].rindex("█")] * 2
    assert "demanded by United States 2" in text
    assert shown(width=80, monkeypatch=monkeypatch) == ""


def test_dates_that_nobody_knows_make_no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single year is named once, none not at all."""
    undated = replace(WRITTEN, months={})
    assert "$5 billion" in shown(undated, width=80, monkeypatch=monkeypatch)
    once = replace(WRITTEN, months={"2019-07": 2})
    assert " 2019 " in shown(once, width=80, monkeypatch=monkeypatch)


def test_the_record_of_a_sum() -> None:
    """Its keys are its fields."""
    assert tuple(sum_record(WRITTEN)) == KEYS
    assert sum_row(WRITTEN)[:8] == (
        5_000_000_000, "USD", 2, 2, "2019-07-01", "2024-05-24", "3,9",
        "demanded by United States 2",
    )  # fmt: skip


def test_the_command(archived: Sma) -> None:
    """In every format; a limit, a filter, nothing found."""
    found = json.loads(archived("amounts", "--json").out)
    lines = archived("amounts").out.splitlines()
    assert len(lines) == len(found) > 20
    assert lines[0].startswith("5000000000\tUSD\t")
    assert list(found[0]) == list(KEYS)
    assert [one["value"] for one in found[:2]] == [
        json.loads(line)["value"]
        for line in archived("amounts", "-n", "2", "--ndjson").out.splitlines()
    ]
    header = archived("amounts", "--sma", "9", "--csv").out.splitlines()[0]
    assert header == ",".join(KEYS)
    ids = {int(one) for one in archived("amounts", "--sma", "9", "--ids").out.split()}
    assert ids == {n for one in found for n in one["articles"]} & ids
    ran = archived("amounts", "zzzz", "--json")
    assert (ran.status, ran.out) == (1, "[]\n")
    assert "no sum is named by these articles" in ran.err
    assert archived("amounts", "sma:x").status == 2
