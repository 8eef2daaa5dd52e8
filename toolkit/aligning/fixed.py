"""Fixed points: positions between units through which the path must go.

An editor's pin is one, and so is each border between paragraphs that are known to translate each other.
Fixed points cut the grid into boxes, corner to corner. A bead is allowed if one box holds both its start and
its end, which two numbers for each position decide. So the dynamic programme stays as it is, with forbidden
beads in its band, be there one point or one for each paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.aligning.beads import MOVES, Band, Floats, Ints
from toolkit.errors import DiglotError
from toolkit.text.hygiene import counted

Points = Sequence[tuple[int, int]]

FORBIDDEN = -1e30


@dataclass(frozen=True, slots=True)
class Gates:
    """One side's fixed points, seen from each of its positions."""

    reached: Ints
    """How many fixed points lie at or before the position, shape (units + 1,)."""
    passed: Ints
    """How many lie before it."""

    def slice(self, first: int, last: int) -> Gates:
        """Some units, with the numbers of the whole text.

        Units first ... last - 1.
        """
        return Gates(self.reached[first : last + 1], self.passed[first : last + 1])

    def take(self, spans: Sequence[tuple[int, int]]) -> Gates:
        """Spans of units, one behind the other."""
        parts = [self.slice(first, last) for first, last in spans]
        return Gates(
            np.concatenate([part.reached for part in parts]), np.concatenate([part.passed for part in parts])
        )


def check(points: Points, n: int, m: int) -> None:
    """Refuse points that don't ascend.

    DiglotError unless the points (i, j) ascend in both texts of n and m units and lie in them.
    """
    before = (0, 0)
    for number, (i, j) in enumerate(points, 1):
        place = f"fixed point {number}, ({i}, {j})"
        if not (0 <= i <= n and 0 <= j <= m):
            raise DiglotError(
                f"{place}: outside of the texts.",
                hint=f"They have {n} and {counted(m, 'unit')}: 0 <= i <= {n}, 0 <= j <= {m}.",
            )
        if i < before[0] or j < before[1]:
            raise DiglotError(
                f"{place}: behind the one before it, {before}.", hint="Fixed points ascend on both sides."
            )
        before = (i, j)


def gates(points: Points, n: int, m: int) -> tuple[Gates, Gates]:
    """Of texts of n and m units."""
    # By counts of points no bead has to be compared with each point.
    table = np.array(points, dtype=np.int64).reshape(-1, 2)
    ours, theirs = (
        Gates(np.searchsorted(column, at, side="right"), np.searchsorted(column, at, side="left"))
        for column, at in ((table[:, 0], np.arange(n + 1)), (table[:, 1], np.arange(m + 1)))
    )
    return ours, theirs


def limits(source: Gates, target: Gates) -> tuple[Ints, Ints]:
    """The columns that each row can have."""
    return (
        np.searchsorted(target.reached, source.passed, side="left"),
        np.searchsorted(target.passed, source.reached, side="right") - 1,
    )


def needed(source: Gates, target: Gates) -> tuple[Ints, Ints]:
    """The columns that each row must have.

    First and last: those of its points; first > last where it has none.
    """
    # A row with a point must have the point's column, however far the path is.
    have = source.reached > source.passed
    most = len(target.reached) - 1
    first, last = (
        np.minimum(np.searchsorted(target.reached, number, side="left"), most)
        for number in (source.passed + 1, source.reached)
    )
    return np.where(have, first, most), np.where(have, last, 0)


def forbid(scores: Floats, moves: Sequence[int], source: Gates, target: Gates, band: Band) -> None:
    """Forbid beads that cross a fixed point.

    scores: (n + 1, moves, width), changed in place.
    """
    rows = np.arange(band.rows + 1)
    columns = np.minimum(band.cells(), band.columns)
    # A bead is in one box if no point lies between its start and its end on either side.
    end = np.maximum(source.passed[:, None], target.passed[columns])
    for at, k in enumerate(moves):
        p, q = MOVES[k]
        start = np.minimum(
            source.reached[np.maximum(rows - p, 0)][:, None], target.reached[np.maximum(columns - q, 0)]
        )
        scores[:, at][end > start] = FORBIDDEN


def spread(points: Points, share: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Both texts' positions on one scale, on which fixed points meet.

    share, other: amount of text before each position. The k-th point is at k, the ends are at 0 and at one
    more than there are points; between points positions are spread by their amount of text.
    """
    table = np.array([(0, 0), *points, (len(share) - 1, len(other) - 1)], dtype=np.int64)
    # Points meet on the scale, so the diagonal goes through them.
    scale = np.arange(len(table), dtype=np.float64)
    ours, theirs = (
        np.interp(amount, amount[column], scale)
        for amount, column in ((share, table[:, 0]), (other, table[:, 1]))
    )
    return ours, theirs


def chunks(points: Points, n: int, m: int, size: int) -> list[tuple[int, int]]:
    """Points that cut a text into chunks.

    The start, some of the points and the end, so that pieces between them have `size` rows or columns.

    Where two points are so far apart, nothing else is in the piece between them.
    """
    cuts = [(0, 0)]
    before = (0, 0)
    for i, j in [*points, (n, m)]:
        # A long box stands alone: with others it would make their bands wide, too.
        if max(i - before[0], j - before[1]) >= size and before != cuts[-1]:
            cuts.append(before)
        if max(i - cuts[-1][0], j - cuts[-1][1]) >= size:
            cuts.append((i, j))
        before = (i, j)
    if cuts[-1] != (n, m):
        cuts.append((n, m))
    return cuts
