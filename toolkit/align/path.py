"""A path through the grid of two texts: beads as moves, each with its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.align.beads import MOVES, Ints
from toolkit.model import Bead

_ONE = MOVES.index((1, 1))
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Path:
    """Moves from the start to the end of both texts."""

    moves: tuple[int, ...]
    """Numbers in `beads.MOVES`."""
    sure: tuple[float, ...] = ()
    """Probability of each bead; empty while nobody has computed it."""

    def corners(self) -> Ints:
        """Positions (i, j) before the first and after each bead, shape (beads + 1, 2)."""
        steps = np.array([MOVES[move] for move in self.moves], dtype=np.int64).reshape(-1, 2)
        return np.concatenate((np.zeros((1, 2), dtype=np.int64), np.cumsum(steps, axis=0)))

    def columns(self) -> tuple[Ints, Ints]:
        """First and last column of the path in each row; rows inside of a bead take its corners."""
        corners = self.corners()
        rows = np.arange(int(corners[-1, 0]) + 1)
        low = np.searchsorted(corners[:, 0], rows, side="left")
        high = np.searchsorted(corners[:, 0], rows, side="right") - 1
        return corners[np.minimum(low, high), 1], corners[np.maximum(low, high), 1]

    def beads(self) -> tuple[Bead, ...]:
        """The beads with -ln of their probability as cost."""
        corners = self.corners().tolist()
        costs = -np.log(np.clip(self.sure, 1e-12, 1.0)) + 0.0
        return tuple(
            Bead(tuple(range(a, c)), tuple(range(b, d)), cost)
            for (a, b), (c, d), cost in zip(corners[:-1], corners[1:], costs.tolist(), strict=True)
        )

    def cuts(self, size: int) -> list[int]:
        """Numbers of beads, 0 first and their count last, that cut the text into pieces of about `size` rows.

        Each cut is made where the beads on both sides are surest; as long as that is not known, in the middle
        of beads 1:1.
        """
        corners = self.corners()
        n = int(corners[-1, 0])
        if len(self.sure):
            sure = np.ones(len(corners))
            sure[1:-1] = np.minimum(self.sure[:-1], self.sure[1:])
        else:
            plain = np.append(0, np.cumsum(np.array(self.moves) == _ONE))
            at = np.arange(len(corners))
            sure = plain[np.minimum(at + _AROUND, at[-1])] - plain[np.maximum(at - _AROUND, 0)]
        cuts = [0]
        while n - corners[cuts[-1], 0] > size * 3 // 2:
            start = int(corners[cuts[-1], 0])
            a, b = np.searchsorted(corners[:, 0], (start + size // 2, start + size))
            # Where no bead ends in the range, the next end is taken.
            cuts.append(max(int(a + np.argmax(sure[a : b + 1])), cuts[-1] + 1))
        return [*cuts, len(self.moves)] if cuts[-1] < len(self.moves) else cuts

    def part(self, first: int, last: int) -> Path:
        """Beads first ... last - 1."""
        return Path(self.moves[first:last], self.sure[first:last])

    def spliced(self, runs: Sequence[tuple[int, int]], found: Sequence[Sequence[tuple[int, float]]]) -> Path:
        """With other beads, moves and their probabilities, in place of each run (first, one past the last)."""
        moves: list[int] = []
        sure: list[float] = []
        at = 0
        for (a, b), beads in zip(runs, found, strict=True):
            moves += [*self.moves[at:a], *(move for move, _ in beads)]
            sure += [*self.sure[at:a], *(probability for _, probability in beads)]
            at = b
        return Path((*moves, *self.moves[at:]), (*sure, *self.sure[at:]))

    def __add__(self, other: Path) -> Path:
        return Path(self.moves + other.moves, self.sure + other.sure)
