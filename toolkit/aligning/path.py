"""A path through the grid of two texts.

Beads as moves, each with its probability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.aligning import bounds
from toolkit.aligning.beads import MOVES, NULLS, Ints, Step
from toolkit.model import Bead

_ONE = MOVES.index((1, 1))


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
        """The corners of a path.

        Positions (i, j) before the first and after each bead, shape (beads + 1, 2).
        """
        steps = np.array([MOVES[move] for move in self.moves], dtype=np.int64).reshape(-1, 2)
        return np.concatenate((np.zeros((1, 2), dtype=np.int64), np.cumsum(steps, axis=0)))

    def columns(self) -> tuple[Ints, Ints]:
        """The columns of the path in each row.

        First and last; rows inside of a bead take its corners.
        """
        corners = self.corners()
        # A row inside of a bead has no corner: it takes those around it.
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
        """How many beads are expected to be right.

        Only those with units of both texts count.
        """
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
        """Cuts into pieces of about `size` units.

        They are numbers of beads, 0 first and their count last.

        Units are counted on both sides and halved, so that long insertions are cut too. Each cut is made
        where the beads on both sides are surest; as long as that is not known, in the middle of beads 1:1.
        """
        # Half of the units of both sides: a long insertion counts, too.
        along = self.corners().sum(axis=1) // 2
        if len(self.sure):
            sure = np.ones(len(along))
            sure[1:-1] = np.minimum(self.sure[:-1], self.sure[1:])
        else:
            plain = np.append(0, np.cumsum(np.array(self.moves) == _ONE))
            at = np.arange(len(along))
            sure = (
                plain[np.minimum(at + bounds.CUT_AROUND, at[-1])]
                - plain[np.maximum(at - bounds.CUT_AROUND, 0)]
            )
        cuts = [0]
        # The last piece may be half as long again, but never tiny.
        while along[-1] - along[cuts[-1]] > size * 3 // 2:
            start = int(along[cuts[-1]])
            a, b = np.searchsorted(along, (start + size // 2, start + size))
            # Where no bead ends in the range, the next end is taken.
            cuts.append(max(int(a + np.argmax(sure[a : b + 1])), cuts[-1] + 1))
        return [*cuts, len(self.moves)] if cuts[-1] < len(self.moves) else cuts

    def gaps(self) -> list[tuple[int, int]]:
        """The insides of long gaps.

        Beads (first, one past the last): null beads of one side only.

        Where a chapter is missing, each of its units is left out, wherever the path is; a few at both ends
        are not counted, since they may yet be found to have a counterpart.
        """
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

    def spliced(self, found: Mapping[tuple[int, int], Sequence[Step]]) -> AlignmentPath:
        """With other beads in place of runs.

        Each run is (first bead, one past the last).
        """
        moves: list[int] = []
        sure: list[float] = []
        edges: list[tuple[float, float]] = []
        at = 0
        for (a, b), steps in sorted(found.items()):
            moves += [*self.moves[at:a], *(step.move for step in steps)]
            sure += [*self.sure[at:a], *(step.sure for step in steps)]
            edges += [*self.edges[at:a], *(step[2:] for step in steps)]
            at = b
        return AlignmentPath((*moves, *self.moves[at:]), (*sure, *self.sure[at:]), (*edges, *self.edges[at:]))

    def __add__(self, other: AlignmentPath) -> AlignmentPath:
        return AlignmentPath(self.moves + other.moves, self.sure + other.sure, self.edges + other.edges)
