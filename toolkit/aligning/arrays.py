"""Arrays of numbers: running sums, order, numbering.

Most of a sparse table's work is to put whole numbers in order and to number them anew. The smallest of these
do what functions of numpy do that look at their arguments for longer than at a short array.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
RowNumbers = Ints | slice
"""Which rows of a table are taken."""

# Memory that an array gives back is kept for the next one, and not returned to the system to be asked for
# again, page by page: the C library of Linux does so with blocks no larger than one that was taken and given
# back before. Pages that nobody has written to cost nothing.
np.empty(31 << 20, dtype=np.int8)


def running(values: npt.ArrayLike) -> npt.NDArray[Any]:
    """Sums of all values before each place, and of all at the end.

    The sum of any stretch is a difference of two of them. The first axis counts.
    """
    sums = np.add.accumulate(np.asarray(values))
    out = np.empty((len(sums) + 1, *sums.shape[1:]), dtype=sums.dtype)
    out[0], out[1:] = 0, sums
    return out


def begins(many: Ints) -> Ints:
    """Where each of runs of so many begins: `running` without the last."""
    result: Ints = np.add.accumulate(many)
    result -= many
    return result


def steps(sums: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The differences of running sums along the first axis: the values that `running` was made of."""
    result: npt.NDArray[Any] = sums[1:] - sums[:-1]
    return result


def found(there: npt.NDArray[Any]) -> Ints:
    """Where values aren't 0, or are true, in a row of them."""
    result: Ints = there.nonzero()[0]
    return result


def within(values: Ints, least: int, most: int) -> Ints:
    """Whole numbers between bounds: what is beyond one is the bound. For others `numpy.clip` is faster."""
    result: Ints = np.minimum(np.maximum(values, least), most)
    return result


def runs(first: Ints, many: Ints) -> tuple[Ints, Ints]:
    """Runs of numbers with their owners.

    For each k the numbers first[k] ... first[k] + many[k] - 1: their k, and themselves.
    """
    owner = np.arange(len(first)).repeat(many)
    numbers = (first - begins(many)).repeat(many)
    numbers += np.arange(len(owner))
    return owner, numbers


@dataclass(frozen=True, slots=True)
class Groups:
    """Values in groups: what is added up for each group, and handed out to each of its values."""

    of: Ints
    """Number of the group of each value."""
    count: int
    """How many groups there are."""
    many: Ints | None = None
    """How many values each group has, where these stand group by group: that takes a third of the time."""

    def sums(self, values: Floats) -> Floats:
        """The sum of each group's values, 0 where it has none."""
        if self.many is None:
            return np.bincount(self.of, values, self.count).astype(np.float64, copy=False)
        out = np.zeros(self.count)
        # A group of none would get the value that stands there.
        there = found(self.many)
        if len(there):
            out[there] = np.add.reduceat(values, begins(self.many.take(there)))
        return out

    def each(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """For each value what its group has."""
        return values.take(self.of) if self.many is None else values.repeat(self.many)


def windows(table: npt.NDArray[Any], width: int) -> npt.NDArray[Any]:
    """The `width` values from each place of a table on, taken as one row: a view, (places, width)."""
    step = table.itemsize
    return np.ndarray((table.size - width + 1, width), table.dtype, table, strides=(step, step))


def median(values: Floats) -> float:
    """The value in the middle, or the mean of the two that are there.

    numpy's own loads what is for missing values, which takes longer than all that is asked of it.

    >>> median(np.array([3.0, 1.0, 2.0, 9.0]))
    2.5
    """
    ordered, many = np.sort(values), len(values)
    return float(ordered[(many - 1) // 2] + ordered[many // 2]) / 2


def order(values: Ints) -> Ints:
    """Places of values, none below 0, from least to greatest; equal ones stay in order.

    numpy's stable sort is a radix sort for 16 bits alone, and many times as fast for them: longer numbers are
    sorted by 16 bits at a time, the last ones first.
    """
    # The low digits first, so that the stable sorts of the higher ones keep their order.
    ordered = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(16, int(values.max(initial=0)).bit_length(), 16):
        digits = (values >> shift).astype(np.uint16)
        ordered = ordered[np.argsort(digits[ordered], kind="stable")]
    return ordered


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """Different values, none below 0, ascending, and each value's number.

    It gives what `numpy.unique` gives with `return_inverse`.
    """
    count, most = len(values), int(values.max(initial=0))
    # A table of marks needs no sort, where it isn't much larger than the values.
    if most <= bounds.DENSE_CELLS * count:
        there = np.zeros(most + 1, dtype=bool)
        there[values] = True
        different = found(there)
        table = np.empty(most + 1, dtype=np.int64)
        table[different] = np.arange(len(different))
        return different, table.take(values)
    ordered = order(values)
    values = values.take(ordered)
    first = np.ones(count, dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    number = np.empty(count, dtype=np.int64)
    number[ordered] = np.add.accumulate(first) - 1
    return values[first], number
