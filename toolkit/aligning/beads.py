"""The dynamic programme over beads.

All ways to pair two texts in order are added up in a band.

A path is a sequence of moves (n, m): the next n source units and the next m target units are one bead
(Gale and Church 1993, with more moves). The score of a bead is a log-likelihood ratio plus the log of
its move's prior, so that the sum over all paths (the forward-backward algorithm) gives the probability
of each single bead: what the aligner reports as confidence, and what the training rounds weigh by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints

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


@dataclass(frozen=True, slots=True)
class Band:
    """The cells that are looked at.

    Columns lo[i] ... lo[i] + width - 1 of row i, for i = 0 ... n.
    """

    lo: Ints
    width: int
    columns: int
    """m, the number of target units; a column beyond it doesn't exist."""

    @property
    def rows(self) -> int:
        """n, the number of source units."""
        return len(self.lo) - 1

    def cells(self) -> Ints:
        """The column of each cell.

        Shape (n + 1, width); may exceed m.
        """
        return self.lo[:, None] + np.arange(self.width)


def band_along(
    first: Ints,
    last: Ints,
    columns: int,
    half: int,
    limits: tuple[Ints, Ints] | None = None,
    needed: tuple[Ints, Ints] | None = None,
) -> Band:
    """A band along a path.

    It has `half` cells on both sides of the path, which is in row i at columns first[i] ... last[i].

    limits: first and last column that each row can have at all; needed: those that it must have.

    One width serves all rows, so that a long insertion makes the band wide: cut the text into pieces first.
    """
    # Off the text there is nothing to look at, so the band never leaves it.
    lo = np.clip(first - half, 0, columns)
    hi = np.clip(last + half, 0, columns)
    if limits is not None:
        lo, hi = np.maximum(lo, limits[0]), np.minimum(hi, limits[1])
    if needed is not None:
        lo, hi = np.minimum(lo, needed[0]), np.maximum(hi, needed[1])
    # Every path begins and ends in a corner, wherever the band would be.
    lo[0] = 0
    hi[-1] = columns
    width = int((hi - lo).max()) + 1
    return Band(np.clip(lo, 0, columns + 1 - width), width, columns)


GRAIN = 2.0**20
"""Steps of a gain."""

_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class _Grid:
    """Bands side by side.

    One loop over rows serves them all; each begins in row 0.

    Rows of cells have room before and behind them that stays impossible.
    """

    cells: Floats
    """Shape (bands, rows, REACH + 2 * width)."""
    came: Ints
    """For each cell of a row the place in `cells`, flattened, that each move comes from, shape (rows,
    moves - 1, bands, width). The first move, the insertion, comes from the left neighbour."""
    first: Ints
    """For each band the cell of row 0 that has nothing behind it."""
    width: int

    @classmethod
    def of(cls, bands: Sequence[Band], chosen: Sequence[int] = ALL) -> _Grid:
        """Impossible cells everywhere; `chosen` are the moves, the insertion first."""
        width = max(band.width for band in bands)
        size = max(band.rows for band in bands) + 1
        # Room before a row is for moves that come from beyond it, room behind for cells that don't exist.
        length = REACH + 2 * width
        came = np.full((size, len(chosen) - 1, len(bands)), REACH + width, dtype=np.int64)
        moves = np.array([MOVES[k] for k in chosen[1:]])
        for number, band in enumerate(bands):
            # The places are worked out once, so that each row is one `take` later.
            before = np.arange(band.rows + 1)[:, None] - moves[:, 0]
            above = np.maximum(before, 0)
            shift = band.lo[:, None] - band.lo[above] - moves[:, 1] + REACH
            # Out of the band, or above the first row: the last `width` places of a row are never written.
            shift = np.where((before < 0) | (shift > REACH + width) | (shift < 0), REACH + width, shift)
            came[: band.rows + 1, :, number] = (number * size + above) * length + shift
        cells = np.full((len(bands), size, length), _NEVER)
        first = np.array([-int(band.lo[0]) for band in bands])
        return cls(cells, came[..., None] + np.arange(width), first, width)

    def row(self, i: int) -> Floats:
        """Row i of all bands, to be written to.

        Shape (bands, width).
        """
        return self.cells[:, i, REACH : REACH + self.width]

    def before(self, i: int) -> Floats:
        """What each move into a row comes from.

        Shape (moves - 1, bands, width).
        """
        came: Floats = self.cells.reshape(-1).take(self.came[i])
        return came

    def start(self) -> Floats:
        """Row 0 before any insertion, shape (bands, width)."""
        into = np.full((len(self.cells), self.width), _NEVER)
        into[np.arange(len(self.cells)), self.first] = 0.0
        return into

    def stack(self, tables: Sequence[Floats]) -> Floats:
        """The scores of bands as one array.

        Each of them is (n + 1, moves, width); the array has shape (rows, moves, bands, width).
        """
        out = np.full((len(self.came), tables[0].shape[1], len(self.cells), self.width), _NEVER)
        for number, table in enumerate(tables):
            out[: len(table), :, number, : table.shape[2]] = table
        return out


def _insertions(scores: Floats) -> Floats:
    """Running sums of the scores of insertions.

    With these taken out of a row, what comes from the left neighbour is a plain accumulation.
    """
    # Impossible insertions would swamp the sums of all behind them.
    result: Floats = np.cumsum(np.maximum(scores[:, 0], -1e3), axis=2)
    return result


def _summed(grid: _Grid, scores: Floats, kept: Floats) -> None:
    """Add up all paths to each cell.

    The grid gets the log of their summed likelihood.

    kept: shape (rows, moves, bands, width), for as many bands as one likes; gets what each move comes from.
    """
    count = kept.shape[2]
    runs = _insertions(scores)
    for i in range(len(scores)):
        if i:
            came = grid.before(i)
            kept[i, 1:] = came[:, :count]
            came += scores[i, 1:]
            # The greatest is taken out before `exp`, as usual: sums of likelihoods underflow.
            top = came.max(axis=0)
            came -= top
            into = np.log(np.exp(came, out=came).sum(axis=0))
            into += top
        else:
            into = grid.start()
        # Without the running insertions a row is one accumulation, and no loop over its cells.
        into -= runs[i]
        np.add(np.logaddexp.accumulate(into, axis=1), runs[i], out=grid.row(i))
        # The insertion comes from the left neighbour, which is known only now.
        kept[i, 0] = grid.cells[:count, i, REACH - 1 : REACH - 1 + grid.width]


def forward(band: Band, scores: Floats) -> Floats:
    """The log likelihood of all paths to each cell.

    Summed, from the start; shape (n + 1, width).

    scores: (n + 1, moves, width); the score of the bead that ends in the cell.
    """
    grid = _Grid.of([band])
    table = grid.stack([scores])
    _summed(grid, table, np.empty_like(table))
    return grid.cells[0, :, REACH : REACH + band.width]


def viterbi(
    bands: Sequence[Band],
    scores: Floats,
    moves: Sequence[int] = ALL,
    skip: int = 0,
    before: Floats | None = None,
) -> tuple[Floats, npt.NDArray[np.int8]]:
    """The best path's scores and moves.

    Last rows of the scores, and for each cell the move by which the best path comes in.

    scores: (n + 1, len(moves), bands, width). A text can be worked off in blocks: then the first `skip` rows
    only lead up to the block, and `before` has the best scores of the rows up to `skip`, as the call for the
    block before returned them. Moves are returned for the rows from `skip` on, (n + 1 - skip, bands, width).
    """
    grid = _Grid.of(bands, moves)
    size, width = len(scores), grid.width
    best = np.full((size, len(bands), width), -1)
    into, most = np.zeros((2, size, len(bands), width))
    runs = _insertions(scores)
    if before is not None:
        # The block before has left its last rows, from which moves lead into this one.
        grid.cells[:, : skip + 1, REACH : REACH + width] = before[:, -skip - 1 :]
    for i in range(0 if before is None else skip + 1, size):
        if i:
            came = grid.before(i)
            came += scores[i, 1:]
            came.argmax(axis=0, out=best[i])
            np.subtract(came.max(axis=0), runs[i], out=into[i])
        else:
            np.subtract(grid.start(), runs[i], out=into[i])
        np.maximum.accumulate(into[i], axis=1, out=most[i])
        np.add(most[i], runs[i], out=grid.row(i))
    # Where an insertion is better than any other move, it wins; equal ones keep the other move.
    back = np.array([0, *moves[1:]], dtype=np.int8)[best[skip:] + 1]
    back[most[skip:] > into[skip:]] = 0
    return grid.cells[:, -REACH - 1 :, REACH : REACH + width], back


def trace(band: Band, back: npt.NDArray[np.int8]) -> list[int]:
    """The moves of the best path, first to last."""
    # From the last corner back, since only the best way into each cell is known.
    i, j = band.rows, band.columns
    moves: list[int] = []
    while i or j:
        move = int(back[i, j - int(band.lo[i])])
        moves.append(move)
        i -= MOVES[move][0]
        j -= MOVES[move][1]
    return moves[::-1]


def posteriors(bands: Sequence[Band], scores: Sequence[Floats]) -> Floats:
    """The probability of each bead.

    It is given for each band over all its paths, shape (rows, moves, bands, width).

    scores: of each band, (n + 1, moves, width). Rows and cells that a band doesn't have are 0.
    """
    count = len(bands)
    width = max(band.width for band in bands)
    # All bands in one loop have one width; what is too wide stays impossible.
    wide = [replace(band, width=width) for band in bands]
    grid = _Grid.of([*wide, *(mirror(band) for band in wide)])
    table = grid.stack(scores)
    for number, band in enumerate(wide):
        table[: band.rows + 1, :, count + number] = turned(band, table[: band.rows + 1, :, number])
    probability = np.full((len(table), len(MOVES), count, width), _NEVER)
    _summed(grid, table, probability)
    probability += table[:, :, :count]
    for number, band in enumerate(wide):
        n = band.rows
        # What is behind a bead is before it on the mirrored band; over the total it is a probability.
        tail = grid.cells[count + number, n::-1, REACH + width - 1 : REACH - 1 : -1]
        total = grid.cells[number, n, REACH + band.columns - int(band.lo[n])]
        probability[: n + 1, :, number] += (tail - total)[:, None]
    # What is possible stays above 0, however unlikely; what is not is 0 exactly.
    np.clip(probability, -700.0, 0.0, out=probability)
    np.exp(probability, out=probability)
    probability[table[:, :, :count] < _NEVER / 2] = 0.0
    return probability


def mirror(band: Band) -> Band:
    """The same cells read from the end.

    Backward is forward on it.
    """
    return replace(band, lo=band.columns - (band.lo[::-1] + band.width - 1))


def turned(band: Band, scores: Floats) -> Floats:
    """Scores for the mirrored band.

    A bead begins here where it ends there.
    """
    n, width = band.rows, band.width
    moves = np.array(MOVES)
    # A bead that ends in a cell of the one band begins in a cell of the other.
    rows = np.arange(n + 1)[:, None] + moves[:, 0]
    safe = np.minimum(rows, n)
    shift = np.where(rows <= n, band.lo[:, None] - band.lo[safe] + moves[:, 1], width)
    places = shift[..., None] + np.arange(width)
    first = (safe * len(MOVES) + np.arange(len(MOVES))) * width
    shifted = np.append(scores, _NEVER).take(
        np.where((places >= 0) & (places < width), first[..., None] + places, scores.size)
    )
    result: Floats = shifted[::-1, :, ::-1]
    return result


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


def likeliest(bands: Sequence[Band], probability: Floats, stake: float = bounds.STAKE) -> list[list[Step]]:
    """The best path of each band.

    Best by its expected F1.

    Minimum Bayes risk instead of the single best path: a bead counts by its own probability, a null bead for
    half of it, since it can be right, but is not what recall asks for. Every bead, right or wrong, costs
    `stake`: F1 is a sum of hits over a sum of beads, which is greatest where hits minus a share of the beads
    are (Dinkelbach 1967). So where it is a toss whether a unit is left out or belongs to its neighbour, one
    bead is chosen and not two.
    """
    # A hit counts 1, any bead costs the stake: expected F1 is greatest where the sum of these is.
    gain = probability - stake
    gain[:, :NULLS] -= 0.5 * probability[:, :NULLS]
    # A bead that is hardly possible is no better than leaving all its units out one by one.
    units = np.array([p + q - 1 for p, q in MOVES])
    gain -= np.where(probability < bounds.HARDLY, stake * units[:, None, None], 0.0)
    # What has next to no probability gains nothing, but a path around it does.
    gain[probability <= 1e-12] = -2.0
    # Whole numbers: equal paths are equal on any machine, whatever the last bit of a logarithm is there.
    np.rint(gain * GRAIN, out=gain)
    gain[probability == 0.0] = _NEVER
    _, back = viterbi(bands, gain)
    through, inserted = probability.sum(axis=1), probability[:, 0]
    # The start of a text has no bead before it.
    through[0, np.arange(len(bands)), [-int(band.lo[0]) for band in bands]] = 1.0
    ends, begins = through - inserted, through.copy()
    begins[..., :-1] -= inserted[..., 1:]
    for edges in (begins, ends):
        np.clip(edges, 0.0, 1.0, out=edges)
    paths = []
    for number, band in enumerate(bands):
        i = j = 0
        steps: list[Step] = []
        for move in trace(band, back[:, number]):
            first = float(begins[i, number, j - int(band.lo[i])])
            i += MOVES[move][0]
            j += MOVES[move][1]
            at = j - int(band.lo[i])
            steps.append(
                Step(move, float(probability[i, move, number, at]), first, float(ends[i, number, at]))
            )
        paths.append(steps)
    return paths
