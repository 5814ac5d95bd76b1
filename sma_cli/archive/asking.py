"""What a question says of its answer besides words: agreement, round, step, when and where.

`When was the second round of the 12th SMA talks?` is answered by the articles that are tagged so,
whatever words they have for it. Each is a field as the query language has them. Articles need not
meet them; those that do stand higher. The patterns are in `record/questions.toml`.
"""

import re
from collections.abc import Iterator
from functools import cache

from sma_cli.archive.dates import interval
from sma_cli.archive.field_values import Dated, Kind, Named, Number
from sma_cli.archive.names import venues_named
from sma_cli.archive.query import All, Query
from sma_cli.record import load_table

# No negotiation has reached an eleventh round: a higher number on `talks` is an agreement's.
_MOST_ROUNDS = 10
_LANGUAGES = ("en", "ko")
# Whatever may be a city: words with a capital, or with a Korean particle.
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)?|[가-힣]{2,6}?(?=에서|의|에|으로|로|$|\s)")


def told(question: str) -> tuple[Query, ...]:
    """The fields that a question says, each once, and those of one round together."""
    numbers = tuple(dict.fromkeys(_numbers(question)))
    found = (*numbers, *_steps(question), *_days(question), *_venues(question))
    # The second round of the twelfth is rarer than second rounds are, and what belongs to it.
    together = (All(numbers),) if len({one.field for one in numbers}) == len(numbers) > 1 else ()
    return tuple(dict.fromkeys((*found, *together)))


def _numbers(question: str) -> Iterator[Number]:
    for name in ("sma", "round"):
        for match in _matches(name, question):
            value = _value(match["number"])
            is_round = name == "round" and value <= _MOST_ROUNDS
            yield Number("round" if is_round else "sma", value, value)


def _steps(question: str) -> Iterator[Kind]:
    for event in _asked("en")["event"]:
        if any(_matches_of(lang, event, question) for lang in _LANGUAGES):
            yield Kind("event", event)


def _matches_of(lang: str, event: str, question: str) -> bool:
    pattern = _asked(lang)["event"].get(event)
    return pattern is not None and re.search(pattern, question, re.IGNORECASE) is not None


def _days(question: str) -> Iterator[Dated]:
    for match in _matches("year", question):
        span = interval(match["number"])
        if span is not None:
            yield Dated("date", span)


def _venues(question: str) -> Iterator[Named]:
    for match in _NAME.finditer(question):
        yield from (Named("venue", city) for city in venues_named(match[0]))


def _matches(name: str, question: str) -> Iterator[re.Match[str]]:
    for lang in _LANGUAGES:
        for pattern in _asked(lang)[name]:
            yield from _pattern(pattern).finditer(question)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    ordinals = "|".join(load_table("questions")["en"]["asked"]["numbers"])
    number = rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{ordinals})"
    return re.compile(text.replace("<ordinal>", number), re.IGNORECASE)


def _asked(lang: str) -> dict[str, dict[str, str]]:
    asked: dict[str, dict[str, str]] = load_table("questions")[lang]["asked"]
    return asked


def _value(number: str) -> int:
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else int(_asked("en")["numbers"][number.casefold()])
