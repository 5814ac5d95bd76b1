"""How a sum or percentage stands in a text, as words: to find it near other words.

The index knows sums as terms without a place. `5 billion`, `5bn`, `five billion` and `50억` are
what may stand near a word; that an article has the sum in this currency, its term says.
"""

from collections.abc import Iterator

from sma_cli.archive.parse import words
from sma_cli.archive.query import Figure, Words
from sma_cli.record import load_table

_THOUSAND = 1000
_ENGLISH = (
    (10**12, ("trillion", "tn")),
    (10**9, ("billion", "bn")),
    (10**6, ("million", "mn", "m")),
    (10**3, ("thousand",)),
)
_KOREAN = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))
# Decimals of a number with a magnitude, and the numbers that are said with one: nobody writes
# `0.005 trillion` or `5,000,000 thousand`.
_DECIMALS = 4
_SAID = range(1, 100_000)


def notations(figure: Figure) -> tuple[Words, ...]:
    """The words that may be the figure, each once."""
    letters = figure.term.rstrip("0123456789")
    value = int(figure.term[len(letters) :])
    texts = [f"{value / _THOUSAND:g}"] if letters == "p" else [*_texts(value)]
    # `W830` is one word, other than `$830`.
    texts += [f"{mark}{text}" for mark in _letters(letters) for text in texts if text[0].isdigit()]
    found = (words(text) for text in dict.fromkeys(texts))
    return tuple(one for one in found if one is not None)


def _letters(currency: str) -> Iterator[str]:
    """The marks of a currency that end with a letter and cling to the number."""
    marks = load_table("money")["currency"].get(currency.upper(), {}).get("marks", ())
    yield from (mark for mark in marks if mark[-1].isascii() and mark[-1].isalpha())


def _texts(value: int) -> Iterator[str]:
    yield str(value)
    for size, names in _ENGLISH:
        number = _decimal(value, size)
        if number is not None:
            yield from (f"{number} {name}" for name in names)
            yield from (f"{number}{name}" for name in names)
            yield from (f"{word} {names[0]}" for word in _spoken(value, size))
    yield from _in_korean(value)


def _decimal(value: int, size: int) -> str | None:
    """The number of these that the value is; None where it takes too many decimals."""
    whole, rest = divmod(value, size)
    decimals = f"{rest / size:.12f}"[2:].rstrip("0")
    is_said = whole in _SAID or (not whole and decimals[:1] > "0")
    if not is_said or len(decimals) > _DECIMALS:
        return None
    return f"{whole}.{decimals}" if decimals else str(whole)


def _spoken(value: int, size: int) -> Iterator[str]:
    numbers = load_table("money")["number"]
    yield from (word for word, number in numbers.items() if number * size == value)


def _in_korean(value: int) -> Iterator[str]:
    """`1조389억`, with thousands in digits and as a word: `8000억`, `8천억`."""
    digits, syllables = "", ""
    for size, name in _KOREAN:
        number, value = divmod(value, size)
        if number:
            digits += f"{number}{name}"
            thousands, rest = divmod(number, _THOUSAND)
            many = f"{thousands}천{rest or ''}" if thousands else str(number)
            syllables += f"{many}{name}"
    yield from (digits, syllables)
