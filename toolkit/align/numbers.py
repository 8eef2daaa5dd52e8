"""Whole numbers put in order and numbered anew, which is most of a sparse table's work."""

from __future__ import annotations

import numpy as np

from toolkit.align.band import Ints

_DENSE = 16
"""Up to so many cells for each number a table is faster than sorting."""


def order(values: Ints) -> Ints:
    """Where the values are, none of them below 0, from the least to the greatest; equal ones stay in order.

    numpy's stable sort is a radix sort for 16 bits alone, and many times as fast for them: longer numbers are
    sorted by 16 bits at a time, the last ones first.
    """
    found = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(16, int(values.max(initial=0)).bit_length(), 16):
        digits = (values >> shift).astype(np.uint16)
        found = found[np.argsort(digits[found], kind="stable")]
    return found


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """The different values, none of them below 0, ascending, and for each value its number among them.

    As `numpy.unique` with `return_inverse`.
    """
    count, most = len(values), int(values.max(initial=0))
    if most <= _DENSE * count:
        there = np.zeros(most + 1, dtype=bool)
        there[values] = True
        different = np.flatnonzero(there)
        table = np.empty(most + 1, dtype=np.int64)
        table[different] = np.arange(len(different))
        return different, table[values]
    places = order(values)
    values = values[places]
    first = np.append(True, values[1:] != values[:-1])[:count]
    number = np.empty(count, dtype=np.int64)
    number[places] = np.cumsum(first) - 1
    return values[first], number
