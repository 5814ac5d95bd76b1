"""Questions in whole sentences: any of their words may match, but those that only ask.

`한미 협상은 언제 열렸나` asks for `한미`, `협상` and `열렸`: what clings to Korean words is taken
off, which only widens what they find. The words are in `record/questions.toml`.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from sma_cli.archive.crossing import crossed
from sma_cli.archive.parse import parse
from sma_cli.archive.query import All, Any, Not, Query, Words, both
from sma_cli.archive.sql import match_expression
from sma_cli.archive.words import is_cjk
from sma_cli.archive.written import readable
from sma_cli.errors import QueryError
from sma_cli.record import load_table

# So many syllables must be left of a word that stands alone.
_LEFT = 2


def any_of(query: Query, *, exact: bool = False) -> Query:
    """Articles with any of the words that a query wants; fields and what it excludes stay as said.

    Names find all of their spellings unless it is `exact`.
    """
    wanted, others = parted(query)
    told = told_by(wanted)
    if not told:
        return query
    crossing = told if exact else parts_of(crossed(both(*told)))
    found = tuple(dict.fromkeys((*_all_of(crossing), *beginnings(told))))
    return both(found[0] if len(found) == 1 else Any(found), *others)


def _all_of(parts: Sequence[Query]) -> Iterator[Query]:
    for part in parts:
        yield from _each(part)


def beginnings(told: Sequence[Query]) -> Iterator[Words]:
    """Korean words without what may cling to their ends, in every length: `활자` of `활자본`.

    No list of endings is whole, and compounds have others in other texts. What has the whole word
    has each of them, too, and so stands higher.
    """
    for part in told:
        if isinstance(part, Words) and not part.title and all(map(is_cjk, part.words)):
            yield from (Words(part.words[:size]) for size in range(1, len(part.words)))


def _each(part: Query) -> Iterator[Query]:
    """Every spelling, and the words of a name each for itself."""
    if isinstance(part, All | Any) and not any(isinstance(one, Not) for one in part.parts):
        for one in part.parts:
            yield from _each(one)
    else:
        yield part


def meant_by(question: str, *, exact: bool = False) -> Query:
    """The same of a text, in which brackets that are not closed are no brackets.

    Raises QueryError for a broken field.
    """
    return any_of(_read(question), exact=exact)


def asked_by(question: str) -> list[Query]:
    """All that a question asks for, none of which an article must have."""
    wanted, _ = parted(_read(question))
    return told_by(wanted)


def _read(question: str) -> Query:
    try:
        return parse(question)
    except QueryError:
        return parse(question.translate(_NO_BRACKETS))


_NO_BRACKETS = dict.fromkeys(map(ord, "()（）"), " ")


def parts_of(query: Query) -> tuple[Query, ...]:
    """What must be met, each."""
    return query.parts if isinstance(query, All) else (query,)


def parted(query: Query) -> tuple[list[Query], list[Query]]:
    """The parts that ask for words or sums, and the others: fields, and what is excluded."""
    parts = parts_of(query)
    wanted: list[Query] = [
        part for part in parts if not isinstance(part, Not) and match_expression(part) is not None
    ]
    return wanted, [part for part in parts if part not in wanted]


def told_by(wanted: Sequence[Query]) -> list[Query]:
    """The parts without words that only ask, and Korean words without what clings to them."""
    told = [one for part in wanted for one in _told(part)]
    return list(dict.fromkeys(told)) or list(wanted)


def _told(part: Query) -> Iterator[Query]:
    if not isinstance(part, Words) or part.title:
        yield part
        return
    bare = stripped(part)
    if not {readable(part.words), readable(bare.words)} & _asking():
        yield bare


def stripped(words: Words) -> Words:
    """Korean words without the particle or ending of the last of them."""
    *before, run = readable(words.words).split()
    if not is_cjk(run):
        return words
    left = _bare(run, _LEFT if not before else 0)
    pairs = _pairs(left)
    # `1989 년` are two words, of which the second is no pair.
    first = _words_before(words.words, len(run))
    kept = (*first, *pairs)
    return Words(kept, prefix=bool(pairs) and len(pairs[-1]) == 1) if kept else words


def _words_before(words: tuple[str, ...], syllables: int) -> tuple[str, ...]:
    return words[: len(words) - max(1, syllables - 1)]


def _pairs(run: str) -> tuple[str, ...]:
    if len(run) < 2:
        return (run,) if run else ()
    return tuple(run[place : place + 2] for place in range(len(run) - 1))


@cache
def _bare(run: str, least: int) -> str:
    """The run without endings, one after another, as long as enough is left."""
    for ending in _endings():
        if run.endswith(ending) and len(run) - len(ending) >= least:
            return _bare(run[: -len(ending)], max(least, 1))
    return run


@cache
def _endings() -> tuple[str, ...]:
    korean = load_table("questions")["ko"]
    return tuple(sorted({*korean["particles"], *korean["endings"]}, key=len, reverse=True))


@cache
def _asking() -> frozenset[str]:
    table = load_table("questions")
    return frozenset((*table["en"]["words"], *table["ko"]["words"], *table["ko"]["particles"]))
