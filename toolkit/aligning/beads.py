"""Beads as moves through the grid of two texts, and the band of the grid that is looked at.

A path is a sequence of moves (n, m): the next n source units and the next m target units are one bead
(Gale and Church 1993, with more moves).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.aligning.arrays import Ints, windows, within

# The grid of two texts: the moves of a path through it, and the cells that are looked at.
#
# Positions are between units: row i has i source units behind it, column j has j target units. The band
# keeps `width` columns from `lo[i]` in each row, so that time and memory grow with the length of the text
# and not with its square.


MOVES: tuple[tuple[int, int], ...] = (
    (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1),
    (1, 5), (5, 1),
)  # fmt: skip
"""(source units, target units); a move's number is its index here. The insertion comes first: it is the
only one that stays in its row."""

NULLS = 2
"""The first moves have nothing on one side."""

ALL = tuple(range(len(MOVES)))

REACH = 5
"""The most units that one side of a move has."""

IMPOSSIBLE = -1e30
"""The score of a bead that can't be."""


Rectangle = tuple[int, int, int, int]
"""Source and target units before some beads, and before their end."""


@dataclass(frozen=True, slots=True)
class Band:
    """The cells that are looked at: columns lo[i] ... lo[i] + width - 1 of each row i = 0 ... n."""

    lo: Ints
    width: int
    columns: int
    """m, the number of target units; a column beyond it doesn't exist."""

    @property
    def rows(self) -> int:
        """n, the number of source units."""
        return len(self.lo) - 1

    def cells(self) -> Ints:
        """The column of each cell, shape (n + 1, width); may exceed m."""
        return self.lo[:, None] + np.arange(self.width)

    def looker(self, rows: Ints) -> Callable[[npt.NDArray[Any]], npt.NDArray[Any]]:
        """What looks up the cells in tables of the target's positions, shape (k, m + 1).

        rows: that of the table for each row of the band, shape (..., n + 1) or (..., 1). It gives
        (..., n + 1, width), and for columns beyond m what is at m.
        """
        known, size = self.columns + 1, max(self.columns + 1, int(self.lo.max()) + self.width)
        # Cells of a row are neighbours in the table: they are copied as one.
        places = rows * size + self.lo

        def look(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
            if size > known:
                narrow, table = table, np.empty((len(table), size), table.dtype)
                table[:, :known], table[:, known:] = narrow, narrow[:, -1:]
            looked_up: npt.NDArray[Any] = windows(np.ascontiguousarray(table), self.width)[places]
            return looked_up

        return look


def band_along(
    first: Ints,
    last: Ints,
    columns: int,
    half: int,
    limits: tuple[Ints, Ints] | None = None,
    needed: tuple[Ints, Ints] | None = None,
) -> Band:
    """A band of `half` cells on both sides of a path, in row i at columns first[i] ... last[i].

    limits: first and last column that each row can have at all; needed: those that it must have.

    One width serves all rows, so that a long insertion makes the band wide: cut the text into pieces first.
    """
    # Off the text there is nothing to look at, so the band never leaves it.
    lo = within(first - half, 0, columns)
    hi = within(last + half, 0, columns)
    if limits is not None:
        lo, hi = np.maximum(lo, limits[0]), np.minimum(hi, limits[1])
    if needed is not None:
        lo, hi = np.minimum(lo, needed[0]), np.maximum(hi, needed[1])
    # Every path begins and ends in a corner, wherever the band would be.
    lo[0] = 0
    hi[-1] = columns
    width = int((hi - lo).max()) + 1
    return Band(within(lo, 0, columns + 1 - width), width, columns)


def mirror(band: Band) -> Band:
    """The same cells read from the end, so that backward is forward."""
    return replace(band, lo=band.columns - (band.lo[::-1] + band.width - 1))


class Step(NamedTuple):
    """A bead of a path with its probabilities."""

    move: int
    sure: float
    """That this is a bead."""
    begins: float
    """That the translation of the source unit behind its first corner begins there: that the path goes
    through this corner, and leaves it with a source unit."""
    ends: float
    """That the translation of the source unit before its last corner ends there, likewise."""
