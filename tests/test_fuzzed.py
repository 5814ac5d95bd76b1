"""The promises of any bytes, kept for what the fuzzing begins with and for what it has found."""

import random
from itertools import islice

import pytest
from fuzzed import PROMISES
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("name", PROMISES)
def test_seeds_keep_the_promise(name: str) -> None:
    """What the fuzzing begins with is no find."""
    for data in islice(PROMISES[name].seeds(), 12):
        PROMISES[name].check(data)


@pytest.mark.parametrize("name", PROMISES)
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), cuts=st.lists(st.integers(0, 2**16), max_size=6))
def test_spliced_seeds_keep_the_promise(name: str, seed: int, cuts: list[int]) -> None:
    """Seeds that are cut, joined and sprinkled with words of their kind."""
    promise, chance = PROMISES[name], random.Random(seed)  # noqa: S311
    seeds = list(islice(promise.seeds(), 12))
    data = chance.choice(seeds)[:6000]
    for cut in cuts:
        place = cut % (len(data) + 1)
        piece = chance.choice(
            (chance.choice(promise.words).encode(), chance.choice(seeds)[cut % 500 :][:40])
        )
        data = data[:place] + piece + data[place + chance.choice((0, 1, len(piece))) :]
    promise.check(data)
