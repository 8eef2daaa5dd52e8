"""What a third text tells of two: where their beads end.

Where beads of the first text and a third one end together, and beads of the third and the second do at the
same place, beads of the first and the second probably end there too. So each corner (i, j) of both texts
through which both alignments go is given log odds; corners beside it, in its row and its column, have them
against them. Rows and columns without such a corner are told nothing: who joins sentences in one version says
nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.clauses import log_odds
from toolkit.aligning.pieces import Piece
from toolkit.model import Bead

_Ended = tuple[int, float]
"""Units before a place where beads end, and how probable it is that they do."""


@dataclass(frozen=True, slots=True)
class Witness:
    """The corners of two texts that a third one knows of."""

    corners: Ints
    """Shape (corners, 2), ascending by rows: units of both texts before each."""
    probability: Floats
    """Of each corner."""
    likeliest: tuple[Floats, Floats]
    """The probability of the likeliest corner in each row, and in each column; 0 where there is none."""
    origin: tuple[int, int] = (0, 0)
    """Units of both texts before the part that is aligned."""

    @classmethod
    def of(cls, first: Sequence[Bead], second: Sequence[Bead]) -> Witness:
        """What two alignments tell of the source of the first and the target of the second.

        The target of the first is the source of the second: the third text.
        """
        size = (
            sum(len(bead.source) for bead in first) + 1,
            sum(len(bead.target) for bead in second) + 1,
        )
        ours = _by_place((j, (i, bead.ends)) for i, j, bead in _ends(first))
        theirs = _by_place((j, (k, bead.ends)) for j, k, bead in _ends(second))
        found: dict[tuple[int, int], float] = {}
        for j in ours.keys() & theirs.keys():
            for i, p in ours[j]:
                for k, q in theirs[j]:
                    found[i, k] = max(found.get((i, k), 0.0), p * q)
        corners = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        probability = np.array([found[i, k] for i, k in corners.tolist()])
        likeliest = np.zeros(size[0]), np.zeros(size[1])
        for side, most in enumerate(likeliest):
            np.maximum.at(most, corners[:, side], probability)
        return cls(corners, probability, likeliest)

    def beside(self, origin: tuple[int, int]) -> Witness:
        """The same, for the part of both texts that begins here."""
        return replace(self, origin=origin)

    def weighed(self, waiting: Iterable[Piece]) -> list[Piece]:
        """Pieces of this part whose scores know what is told of each corner."""
        return [
            replace(piece, scores=piece.scores + bounds.WITNESS_WEIGHT * self._odds(piece)[:, None])
            for piece in waiting
        ]

    def _odds(self, piece: Piece) -> Floats:
        """Log odds of each cell of a piece's band, shape (n + 1, width)."""
        i, j = (own + before for own, before in zip(piece.corner, self.origin, strict=True))
        band = piece.band
        rows, columns = self.likeliest
        beside = columns[np.minimum(band.cells() + j, len(columns) - 1)]
        seen = 0.5 * (1 - np.maximum(rows[i : i + band.rows + 1, None], beside))
        first, last = np.searchsorted(self.corners[:, 0], [i, i + band.rows + 1])
        row, column = (self.corners[first:last] - (i, j)).T
        place = column - band.lo[row]
        inside = (place >= 0) & (place < band.width)
        seen[row[inside], place[inside]] = 0.5 * (1 + self.probability[first:last][inside])
        return log_odds(seen)


def _ends(beads: Sequence[Bead]) -> Iterable[tuple[int, int, Bead]]:
    """Units of both texts before the end of each bead."""
    i = j = 0
    for bead in beads:
        i, j = i + len(bead.source), j + len(bead.target)
        yield i, j, bead


def _by_place(corners: Iterable[tuple[int, _Ended]]) -> dict[int, list[_Ended]]:
    """The first and the last corner at each place of the third text: between them much may be left out."""
    found: dict[int, list[_Ended]] = {}
    for place, corner in corners:
        found[place] = [*found.get(place, ())[:1], corner]
    return found
