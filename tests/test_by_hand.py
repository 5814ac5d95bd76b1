"""What a user types as a tag becomes a checked value, or an error that teaches."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values import ARTICLE

from sma_cli.article import EVENTS
from sma_cli.by_hand import OPTIONS, values_in, values_of, venue_meant
from sma_cli.errors import UsageError


@pytest.mark.parametrize(
    ("name", "typed", "values"),
    [
        ("sma", "12", {"sma": 12}),
        ("sma", "none", {"sma": None}),
        ("sma", " NONE ", {"sma": None}),
        ("round", "3", {"round": 3}),
        ("event", "round", {"event": "round"}),
        ("event", "Signed", {"event": "signed"}),
        ("event", "in force", {"event": "in_force"}),
        ("event", "in-force", {"event": "in_force"}),
        ("dates", "2024-06-10", {"event_start": "2024-06-10", "event_end": "2024-06-10"}),
        ("dates", "2024-06-10..2024-06-12", {"event_start": "2024-06-10",
                                             "event_end": "2024-06-12"}),
        ("dates", "2024-06-10..2024-06-10", {"event_start": "2024-06-10",
                                             "event_end": "2024-06-10"}),
        ("dates", "2024-06-10..", {"event_start": "2024-06-10", "event_end": None}),
        ("dates", "none", {"event_start": None, "event_end": None}),
        ("venue", "Washington", {"venue": "Washington"}),
        ("venue", "washington, d.c.", {"venue": "Washington"}),
        ("venue", "서울", {"venue": "Seoul"}),
        ("venue", "los angeles", {"venue": "Los Angeles"}),
        ("venue", "ONLINE", {"venue": "online"}),
        ("venue", "Busan", {"venue": "Busan"}),
        ("venue", " New  York ", {"venue": "New York"}),
        ("published", "2024-06-12", {"published": "2024-06-12"}),
        ("published", "2024-06-12T11:52+09:00", {"published": "2024-06-12T11:52:00+09:00"}),
        ("published", "2024-06-12 11:52:30+0900", {"published": "2024-06-12T11:52:30+09:00"}),
        ("published", "2024-06-12t02:52z", {"published": "2024-06-12T02:52:00+00:00"}),
        ("source", "연합뉴스", {"source": "Yonhap"}),
        ("source", "yonhap news agency", {"source": "Yonhap"}),
        ("source", "The Village Gazette", {"source": "The Village Gazette"}),
        ("title", "Talks\n end ", {"title": "Talks end"}),
        ("title", "none", {"title": None}),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_value(name: str, typed: str, values: dict[str, Any]) -> None:
    """Cities and outlets become canonical, days are whole, `none` is nothing."""
    assert values_of({name: typed}) == values


@pytest.mark.parametrize(
    ("name", "typed", "said", "hint"),
    [
        ("sma", "0", "number of an agreement", "such as 12"),
        ("sma", "-3", "number of an agreement", "none"),
        ("sma", "twelve", "'twelve'", "such as 12"),
        ("sma", "١٢", "number of an agreement", ""),
        ("round", "1000", "number of a round", ""),
        ("round", "9" * 5000, "number of a round", ""),
        ("round", "", "''", ""),
        ("event", "sign", "no event", "did you mean 'signed'?"),
        ("event", "party", "no event", "round, agreed, initialled"),
        ("dates", "2024-06", "no whole days", "2024-06-10..2024-06-12"),
        ("dates", "2024", "no whole days", ""),
        ("dates", "..2024-06-12", "no whole days", ""),
        ("dates", "2024-06-10..2024-06", "no whole days", ""),
        ("dates", "2024-02-30", "no whole days", ""),
        ("dates", "2024-6-1", "no whole days", ""),
        ("dates", "2024-06-10...2024-06-12", "no whole days", ""),
        ("dates", "0024-06-10", "no whole days", ""),
        ("dates", "", "no whole days", ""),
        ("dates", "Tuesday", "no whole days", ""),
        ("dates", "2024-06-12..2024-06-10", "ends before it begins", "2024-06-10..2024-06-12"),
        ("venue", "  ", "--venue is empty", "none"),
        ("published", "2024-06", "no day", "2024-06-12"),
        ("published", "2024-06-12T11:52", "its zone", "+09:00"),
        ("published", "2024-06-12T25:52+09:00", "its zone", ""),
        ("published", "2024-W24-3", "no day", ""),
        ("published", "2999-01-01", "no day", ""),
        ("source", "", "--source is empty", ""),
        ("title", "\t", "--title is empty", "takes it away"),
    ],
)
def test_what_has_no_meaning_is_an_error(name: str, typed: str, said: str, hint: str) -> None:
    """It names the option and what was typed, and shows the right form."""
    with pytest.raises(UsageError) as error:
        values_of({name: typed})
    assert f"--{name}" in error.value.message
    assert said in error.value.message
    assert hint in error.value.hint


def test_what_is_not_typed_is_left_alone() -> None:
    """Options without a value give none."""
    assert values_of(dict.fromkeys(OPTIONS)) == {}
    assert values_of({"sma": "12", "round": None}) == {"sma": 12}


@given(st.dictionaries(st.sampled_from(OPTIONS), st.text()))
def test_any_text_is_a_value_or_an_error(typed: Mapping[str, str]) -> None:
    """Nothing else can happen, and no value has a broken form."""
    try:
        values = values_of(typed)
    except UsageError:
        return
    assert values.get("event") in (None, *EVENTS)
    assert all(value is None or str(value).strip() for value in values.values())


@given(st.dates(date(1900, 1, 1), date(2199, 12, 1)), st.integers(0, 9))
def test_days_come_back_as_they_were_typed(day: date, more: int) -> None:
    """A span of whole days keeps both."""
    end = day + timedelta(more)
    values = values_of({"dates": f"{day}..{end}"})
    assert values == {"event_start": str(day), "event_end": str(end)}


@pytest.mark.parametrize(
    ("venue", "meant"),
    [("Washingtn", "Washington"), ("seol", "Seoul"), ("Washington", None), ("Busan", None)],
)
def test_a_city_with_nearly_a_known_name_is_asked_about(venue: str, meant: str | None) -> None:
    """A misspelt city is told from another one."""
    assert venue_meant(venue) == meant


def test_what_is_set_by_hand_is_known_from_the_basis() -> None:
    """Values, also none, of the tags that are manual; an encoding is no value of an article."""
    article = replace(
        ARTICLE,
        venue=None,
        basis={
            "sma": "stated",
            "venue": "manual",
            "dates": "manual",
            "title": "manual",
            "encoding": "manual",
        },
    )
    assert values_in(article) == {
        "title": ARTICLE.title,
        "event_start": "2024-05-21",
        "event_end": "2024-05-23",
        "venue": None,
    }
