"""Numbers in order and numbered anew: as numpy's own sorting, which is slower, says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.aligning.arrays import numbered, order

# Of one, two and four digits of 16 bits; many values for their size have a table, few are sorted.
VALUES = st.integers(0, 60).flatmap(lambda bits: st.lists(st.integers(0, 2**bits - 1), max_size=300))


@given(VALUES)
def test_equal_values_stay_in_order(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)
    assert np.array_equal(order(array), np.argsort(array, kind="stable"))


@given(VALUES)
def test_values_are_numbered_in_order(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)
    different, number = numbered(array)
    assert different.tolist() == sorted(set(values))
    assert np.array_equal(different[number], array)
