"""Paths through the grid of two texts; and fixed points, through which a path must go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, RowNumbers, running
from toolkit.aligning.beads import IMPOSSIBLE, MOVES, NULLS, Band, Step
from toolkit.errors import DiglotError
from toolkit.model import Bead
from toolkit.text.hygiene import counted

_ONE = MOVES.index((1, 1))
_STEPS: Ints = np.array(MOVES)


@dataclass(frozen=True, slots=True)
class AlignmentPath:
    """Moves from the start to the end of both texts."""

    moves: tuple[int, ...]
    """Numbers in `beads.MOVES`."""
    sure: tuple[float, ...] = ()
    """Probability of each bead; empty while nobody has computed it."""
    edges: tuple[tuple[float, float], ...] = ()
    """Of each bead the probability that it begins, and that it ends where it does; see `beads.Step`."""

    def corners(self) -> Ints:
        """Positions (i, j) before the first and after each bead, shape (beads + 1, 2)."""
        return running(_STEPS[np.array(self.moves, dtype=np.int64)])

    def columns(self) -> tuple[Ints, Ints]:
        """The first and last column of the path in each row; rows inside of a bead take its corners."""
        corners = self.corners()
        rows = np.arange(int(corners[-1, 0]) + 1)
        low = np.searchsorted(corners[:, 0], rows, side="left")
        high = np.searchsorted(corners[:, 0], rows, side="right") - 1
        return corners[np.minimum(low, high), 1], corners[np.maximum(low, high), 1]

    def beads(self) -> tuple[Bead, ...]:
        """The beads with -ln of their probability as cost."""
        corners = self.corners().tolist()
        # `+ 0.0` makes 0.0 of -0.0, which would be printed.
        costs = -np.log(np.clip(self.sure, 1e-12, 1.0)) + 0.0
        return tuple(
            Bead(tuple(range(a, c)), tuple(range(b, d)), cost, *edges)
            for (a, b), (c, d), cost, edges in zip(
                corners[:-1], corners[1:], costs.tolist(), self.edges, strict=True
            )
        )

    def right(self) -> float:
        """How many beads with units of both texts are expected to be right."""
        full = np.array(self.moves) >= NULLS
        return float(np.array(self.sure)[full].sum())

    def steps(self, first: int, last: int) -> list[Step]:
        """Beads first ... last - 1."""
        span = slice(first, last)
        return [
            Step(move, sure, *edges)
            for move, sure, edges in zip(self.moves[span], self.sure[span], self.edges[span], strict=True)
        ]

    def cuts(self, size: int) -> list[int]:
        """Cuts into pieces of about `size` units: numbers of beads, 0 first and their count last.

        Units are counted on both sides and halved, so that long insertions are cut too. Each cut is made
        where the beads on both sides are surest; as long as that is not known, in the middle of beads 1:1.
        """
        along = self.corners().sum(axis=1) // 2
        # The last piece may be half as long again, but never tiny.
        most = size * 3 // 2
        if along[-1] <= most:
            return [0, len(self.moves)] if self.moves else [0]
        if len(self.sure):
            sure = np.ones(len(along))
            sure[1:-1] = np.minimum(self.sure[:-1], self.sure[1:])
        else:
            plain = running(np.array(self.moves) == _ONE)
            at = np.arange(len(along))
            sure = (
                plain[np.minimum(at + bounds.CUT_AROUND, at[-1])]
                - plain[np.maximum(at - bounds.CUT_AROUND, 0)]
            )
        cuts = [0]
        while along[-1] - along[cuts[-1]] > most:
            start = int(along[cuts[-1]])
            a, b = np.searchsorted(along, (start + size // 2, start + size))
            # Where no bead ends in the range, the next end is taken.
            cuts.append(max(int(a + np.argmax(sure[a : b + 1])), cuts[-1] + 1))
        return [*cuts, len(self.moves)] if cuts[-1] < len(self.moves) else cuts

    def gaps(self) -> list[tuple[int, int]]:
        """The insides of long gaps of null beads of one side: (first, one past the last).

        Where a chapter is missing, each of its units is left out, wherever the path is; a few at both ends
        are not counted, since they may yet be found to have a counterpart.
        """
        if len(self.moves) < bounds.GAP:
            return []
        moves = np.array(self.moves)
        # Runs of equal moves, by where the move changes.
        begin = np.flatnonzero(np.diff(moves, prepend=-1))
        end = np.append(begin[1:], len(moves))
        long = (moves[begin] < MOVES.index((1, 1))) & (end - begin >= bounds.GAP)
        return list(
            zip((begin[long] + bounds.GAP_EDGE).tolist(), (end[long] - bounds.GAP_EDGE).tolist(), strict=True)
        )

    def part(self, first: int, last: int) -> AlignmentPath:
        """Beads first ... last - 1."""
        return AlignmentPath(self.moves[first:last], self.sure[first:last], self.edges[first:last])

    def spliced(self, steps_of: Mapping[tuple[int, int], Sequence[Step]]) -> AlignmentPath:
        """The path with other beads in place of runs, each (first bead, one past the last)."""
        moves: list[int] = []
        sure: list[float] = []
        edges: list[tuple[float, float]] = []
        at = 0
        for (a, b), steps in sorted(steps_of.items()):
            moves += [*self.moves[at:a], *(step.move for step in steps)]
            sure += [*self.sure[at:a], *(step.sure for step in steps)]
            edges += [*self.edges[at:a], *(step[2:] for step in steps)]
            at = b
        return AlignmentPath((*moves, *self.moves[at:]), (*sure, *self.sure[at:]), (*edges, *self.edges[at:]))

    def __add__(self, other: AlignmentPath) -> AlignmentPath:
        return AlignmentPath(self.moves + other.moves, self.sure + other.sure, self.edges + other.edges)


# Fixed points are positions between units. An editor's pin is one, and so is each border between paragraphs
# that are known to translate each other. Fixed points cut the grid into boxes, corner to corner. A bead is
# allowed if one box holds both its start and its end, which two numbers for each position decide. So the
# dynamic programme stays as it is, with forbidden beads in its band, be there one point or one for each
# paragraph.


Points = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gates:
    """One side's fixed points, seen from each of its positions."""

    reached: Ints
    """How many fixed points lie at or before the position, shape (units + 1,)."""
    passed: Ints
    """How many lie before it."""

    def at(self, places: RowNumbers) -> Gates:
        """Those of some positions, with the numbers of the whole text."""
        return Gates(self.reached[places], self.passed[places])


def check(points: Points, n: int, m: int) -> None:
    """Raise DiglotError unless points (i, j) ascend in both texts of n and m units, and lie in them."""
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
    """The first and last column that each row must have, of its points; first > last for none."""
    # A row with a point must have the point's column, however far the path is.
    have = source.reached > source.passed
    most = len(target.reached) - 1
    first, last = (
        np.minimum(np.searchsorted(target.reached, number, side="left"), most)
        for number in (source.passed + 1, source.reached)
    )
    return np.where(have, first, most), np.where(have, last, 0)


def forbid(scores: Floats, moves: Sequence[int], source: Gates, target: Gates, band: Band) -> None:
    """Forbid beads that cross a fixed point, in scores of shape (n + 1, moves, width), in place."""
    rows = np.arange(band.rows + 1)
    columns = np.minimum(band.cells(), band.columns)
    # A bead is in one box if no point lies between its start and its end on either side.
    end = np.maximum(source.passed[:, None], target.passed[columns])
    for at, k in enumerate(moves):
        p, q = MOVES[k]
        start = np.minimum(
            source.reached[np.maximum(rows - p, 0)][:, None], target.reached[np.maximum(columns - q, 0)]
        )
        scores[:, at][end > start] = IMPOSSIBLE


def spread(points: Points, share: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Both texts' positions on one scale, on which fixed points meet.

    share, other: amount of text before each position. The k-th point is at k, the ends are at 0 and at one
    more than there are points; between points positions are spread by their amount of text.
    """
    table = np.array([(0, 0), *points, (len(share) - 1, len(other) - 1)], dtype=np.int64)
    scale = np.arange(len(table), dtype=np.float64)
    ours, theirs = (
        np.interp(amount, amount[column], scale)
        for amount, column in ((share, table[:, 0]), (other, table[:, 1]))
    )
    return ours, theirs


def chunks(points: Points, n: int, m: int, size: int) -> list[tuple[int, int]]:
    """Start, end and some points, so that pieces between them have `size` rows or columns.

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
