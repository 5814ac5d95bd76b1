"""Sums of money and percentages as words of the index.

`$5 billion`, `US$5bn` and `50억 달러` become `usd5000000000` and, for a query without a currency,
`n5000000000`; `13.9 percent` becomes `p13900`, in thousandths so that it is one word.
"""

from sma_cli.archive.words import may_hold_figures, narrowed
from sma_cli.money import Sum, find_amounts, find_percents


def terms_of(text: str) -> str:
    """Every sum and percentage of a text as index words, in order."""
    terms: list[str] = []
    for paragraph in narrowed(text).split("\n\n"):
        if not may_hold_figures(paragraph):
            continue
        for one in find_amounts(paragraph, bare=True):
            terms += [_term(one)] if one.currency is None else [_term(one), f"n{one.value}"]
        terms += [_percent(one.value) for one in find_percents(paragraph)]
    return " ".join(terms)


def figures(text: str) -> list[tuple[int, int, str]]:
    """Start, end and index word of every sum and percentage, in order and apart."""
    found = [(one.start, one.end, _term(one)) for one in find_amounts(text, bare=True)]
    found += [(one.start, one.end, _percent(one.value)) for one in find_percents(text)]
    apart: list[tuple[int, int, str]] = []
    for one in sorted(found):
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return apart


def _term(one: Sum) -> str:
    return f"{(one.currency or 'n').lower()}{one.value}"


def _percent(value: float) -> str:
    return f"p{round(value * 1000)}"
