"""What a sentence says of a sum of money: that it was demanded, offered, agreed, or is the share.

The words that say so are a table, `record/claims.toml`. A claim is what the sentence says, whether
or not it is true; where it says nothing, or that a sum is something else than Korea's share, there
is none. A sum in brackets is the one before it in other money, and the same is said of it.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from sma_cli.article import Amount
from sma_cli.document import CLAIM_ROLES, Claim, ClaimRole, Evidence
from sma_cli.record import load_table
from sma_cli.sentences import sentence_at

Place = tuple[int, int]

# How far from a sum, in characters, words still speak of it.
_BEFORE, _AFTER = 110, 70
# How near to a demand Seoul stands where it makes it.
_NEAR = 16
_NEVER = r"(?!)"


class Said(NamedTuple):
    """What a sum is said to be; `by` is whose demand or offer, where the text names it."""

    role: ClaimRole
    by: str | None = None


def claims_of(
    body: str, amounts: Sequence[Amount], evidence: Iterable[Evidence], *, lang: str
) -> tuple[Claim, ...]:
    """What an article says of each of its sums, in their order, where evidence gives its place."""
    placed = sorted(_placed(amounts, evidence))
    found: list[Claim] = []
    for (begin, finish), group in groupby(placed, key=lambda one: sentence_at(body, one[0])):
        own = list(group)
        sums = [(start - begin, end - begin) for start, end, _ in own]
        for (_, _, number), one in zip(
            own, claims(body[begin:finish], sums, lang=lang), strict=True
        ):
            role, by = one or (None, None)
            found.append(Claim(number, role, by, begin, finish))
    return tuple(sorted(found, key=lambda one: one.amount))


def _placed(
    amounts: Sequence[Amount], evidence: Iterable[Evidence]
) -> Iterator[tuple[int, int, int]]:
    """Start and end of each sum, and which of the amounts it is."""
    places: defaultdict[tuple[str, str], deque[Place]] = defaultdict(deque)
    for one in evidence:
        if one.tag == "amount":
            places[one.value, one.text].append((one.start, one.end))
    for number, amount in enumerate(amounts):
        own = places.get((f"{amount.value} {amount.currency}", amount.text))
        if own:
            yield *own.popleft(), number


def claims(sentence: str, sums: Sequence[Place], *, lang: str) -> list[Said | None]:
    """The claim about each sum of a sentence; `sums` are all of them, in order and apart.

    A language without a table of its own is read as English.
    """
    lang = lang if lang in load_table("claims")["languages"] else "en"
    said: list[Said | None] = []
    series = 0
    for first, last in _same(sentence, sums, lang):
        start, end = sums[first][0], sums[last][1]
        before = sentence[sums[first - 1][1] if first else 0 : start]
        after = sentence[end : sums[last + 1][0] if last + 1 < len(sums) else None]
        claim = None
        goes_on = bool(said) and _goes_on(before, after, lang)
        series = series if goes_on else len(said)
        if not _is_else(sentence[:start], sentence[end:], lang):
            claim = _claim(sentence, start, before[-_BEFORE:], after[:_AFTER], lang)
            if goes_on:
                claim = claim or said[-1]
                said[series:] = [one or claim for one in said[series:]]
            elif said and said[-1] is None and claim and claim.by and _is_pair(before, lang):
                said[-1] = _claimed("offered", sentence[: sums[first - 1][0]], lang)
        said += [claim] * (last - first + 1)
    return said


def _same(sentence: str, sums: Sequence[Place], lang: str) -> Iterator[Place]:
    """The first and the last of sums that are one sum in several currencies."""
    first = 0
    for place, (start, _) in enumerate(sums):
        if place and not _pattern(lang, "same").search(sentence[sums[place - 1][1] : start]):
            yield first, place - 1
            first = place
    if sums:
        yield first, len(sums) - 1


def _is_else(before: str, after: str, lang: str) -> bool:
    """Whether the words beside a sum make it something else than what is paid."""
    return bool(
        _pattern(lang, "else_before").search(before[-_BEFORE:])
        or _pattern(lang, "else_after").search(after[:_AFTER].lstrip(")）"))
    )


def _goes_on(between: str, after: str, lang: str) -> bool:
    """Whether one thing is said of a sum and the one before: a list, or a sum that was mended."""
    return bool(
        _pattern(lang, "joined").search(between)
        or _pattern(lang, "revised_before").search(between)
        or _pattern(lang, "revised_after").search(after)
    )


def _is_pair(between: str, lang: str) -> bool:
    return _pattern(lang, "paired").search(between) is not None


def _claim(sentence: str, start: int, before: str, after: str, lang: str) -> Said | None:
    """What is said behind the sum, where the nearest words count, or else before it."""
    bound = _pattern(lang, "bound").search(after)
    behind = (after[: bound.start()] if bound else after).lstrip(")）")
    found = [
        (cue.start(), cue, role)
        for role in CLAIM_ROLES
        if (cue := _pattern(lang, "after", role).search(behind))
    ]
    if found:
        _, cue, role = min(found, key=lambda one: one[0])
        return _claimed(role, _actor(sentence[:start], behind, cue, lang), lang)
    bounds = [one.end() for one in _pattern(lang, "bound").finditer(before)]
    own = before[max(bounds, default=0) :]
    for role in CLAIM_ROLES:
        *_, last = None, *_pattern(lang, "before", role).finditer(own)
        if last is not None:
            begins = start - len(own) + last.start()
            return _claimed(role, sentence[: start if _is_verb_last(lang) else begins], lang)
    return Said("paid") if _pattern(lang, "beside", "paid").search(behind) else None


def _actor(before: str, behind: str, cue: re.Match[str], lang: str) -> str:
    """The words that name whose claim it is, where its verb stands behind the sum.

    Where the verb is last, that is before the sum; or, if nobody is named there, before the verb.
    """
    if not _is_verb_last(lang):
        return before + cue[0]
    is_named = max(_last(before, party, lang) for party in ("us", "korea")) >= 0
    return before if is_named else before + behind[: cue.start()]


def _claimed(role: ClaimRole, actor: str, lang: str) -> Said:
    """The claim with its party, the one that `actor`, the words up to the verb, name last.

    What Washington offers is what it asks for, and what Seoul asks for is its offer. Seoul is
    named in many a demand without making it, so it makes one only where it stands by the verb.
    """
    if role in ("agreed", "paid"):
        return Said(role)
    us, korea = _last(actor, "us", lang), _last(actor, "korea", lang)
    is_beside = len(actor) - korea < _NEAR and not _is_verb_last(lang)
    if korea > us and (role == "offered" or is_beside):
        return Said("offered", _name("korea"))
    return Said("demanded" if us >= 0 else role, _name("us") if us >= 0 else None)


def _last(text: str, party: str, lang: str) -> int:
    """Where the party is named last as doing something; -1 where it is not."""
    return max((one.start() for one in _pattern(lang, "parties", party).finditer(text)), default=-1)


def _is_verb_last(lang: str) -> bool:
    """Whether the verb stands behind all else, so that its place does not tell who acts."""
    return bool(load_table("claims")[lang]["verb_last"])


def _name(party: str) -> str:
    return str(load_table("claims")["names"][party])


@cache
def _pattern(lang: str, section: str, name: str | None = None) -> re.Pattern[str]:
    """The rows of a table as one pattern; nothing matches where there are none."""
    table: Mapping[str, Any] = load_table("claims")[lang]
    rows = table.get(section, []) if name is None else table.get(section, {}).get(name, [])
    listed = [rows] if isinstance(rows, str) else rows
    return re.compile("|".join(_expanded(row, table) for row in listed) or _NEVER, re.IGNORECASE)


def _expanded(row: str, table: Mapping[str, Any]) -> str:
    """`<us>` and `<korea>` as the names of the party."""
    for key, names in table["named"].items():
        row = row.replace(f"<{key}>", f"(?:{'|'.join(names)})")
    return f"(?:{row})"
