"""What is put in order comes out as a plain sort has it, whatever the values."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.order_kernel import hash_order, weight_order

CLOSE = [(7 << 60) + n * 7919 % 4001 for n in range(4001)]  # all in one bucket, as hashes never are


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9)))
def test_hashes_come_out_sorted(values: list[int]) -> None:
    assert hash_order(np.array(values, np.uint64)).tolist() == sorted(range(len(values)), key=values.__getitem__)


def test_values_that_are_no_hashes_come_out_sorted() -> None:
    assert hash_order(np.array(CLOSE, np.uint64)).tolist() == sorted(range(len(CLOSE)), key=CLOSE.__getitem__)


@given(st.lists(st.floats(0.0, 1e6) | st.sampled_from((0.1, 0.30000000000000004, 0.3, 5.0))))
def test_the_heaviest_comes_first_and_equal_ones_as_they_stand(weights: list[float]) -> None:
    assert weight_order(np.array(weights)).tolist() == sorted(range(len(weights)), key=lambda n: -weights[n])
