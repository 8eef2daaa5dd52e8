"""Numbers in order, numbered anew, and in groups: as slower ways say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.aligning.arrays import Groups, numbered, order

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


@given(st.lists(st.lists(st.floats(-9, 9), max_size=5), max_size=12))
def test_groups_are_added_up_in_any_order(groups: list[list[float]]) -> None:
    of = np.array([number for number, group in enumerate(groups) for _ in group], dtype=np.int64)
    values = np.array([value for group in groups for value in group])
    many = np.array([len(group) for group in groups], dtype=np.int64)
    for known in (Groups(of, len(groups), many), Groups(of, len(groups))):
        sums = known.sums(values)
        assert np.allclose(sums, [sum(group) for group in groups])
        assert known.each(sums).tolist() == sums[of].tolist()
