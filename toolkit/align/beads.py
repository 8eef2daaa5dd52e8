"""The dynamic programme: all ways to pair two texts in order, added up in a band.

A path is a sequence of moves (n, m): the next n source units and the next m target units are one bead
(Gale and Church 1993, with more moves). The score of a bead is a log-likelihood ratio plus the log of
its move's prior, so that the sum over all paths (the forward-backward algorithm) gives the probability
of each single bead: what the aligner reports as confidence, and what the training rounds weigh by.

Positions are between units: row i has i source units behind it, column j has j target units. The band
keeps `width` columns from `lo[i]` in each row, so that time and memory grow with the length of the text
and not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOVES: tuple[tuple[int, int], ...] = (
    (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1),
    (1, 5), (5, 1),
)  # fmt: skip
"""(source units, target units); a move's number is its index here. The insertion comes first: it is the
only one that stays in its row."""

ALL = tuple(range(len(MOVES)))

REACH = 5
"""The most units that one side of a move has."""

_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Band:
    """The cells that are looked at: columns lo[i] ... lo[i] + width - 1 of row i, for i = 0 ... n."""

    lo: Ints
    width: int
    columns: int
    """m, the number of target units; a column beyond it doesn't exist."""

    @property
    def rows(self) -> int:
        """n, the number of source units."""
        return len(self.lo) - 1

    def cells(self) -> Ints:
        """Column of each cell, shape (n + 1, width); may exceed m."""
        return self.lo[:, None] + np.arange(self.width)


def band_along(
    first: Ints, last: Ints, columns: int, half: int, limits: tuple[Ints, Ints] | None = None
) -> Band:
    """A band of `half` cells on both sides of a path that is in row i at columns first[i] ... last[i].

    limits: first and last column that each row can have at all.

    One width serves all rows, so that a long insertion makes the band wide: cut the text into pieces first.
    """
    lo = np.clip(first - half, 0, columns)
    hi = np.clip(last + half, 0, columns)
    if limits is not None:
        lo, hi = np.maximum(lo, limits[0]), np.minimum(hi, limits[1])
    lo[0] = 0
    hi[-1] = columns
    width = int((hi - lo).max()) + 1
    return Band(np.clip(lo, 0, columns + 1 - width), width, columns)


def forward(band: Band, scores: Floats) -> Floats:
    """Log of the summed likelihood of all paths from the start to each cell, shape (n + 1, width).

    scores: (n + 1, moves, width); the score of the bead that ends in the cell.
    """
    n, width = band.rows, band.width
    rows, starts = _padded(band)
    flat = rows.reshape(-1)
    steps = np.arange(width)
    for i in range(n + 1):
        if i:
            used = starts[i]
            came = flat[used[:, None] + steps]
            came += scores[i, 1:]
            top = came.max(axis=0)
            np.subtract(came, top, out=came)
            into = np.log(np.exp(came, out=came).sum(axis=0)) + top
        else:
            into = np.full(width, _NEVER)
            into[0] = 0.0
        # An insertion comes from the left neighbour: with the running sum of their scores taken out,
        # the recursion along the row is a plain accumulation.
        run = np.cumsum(np.maximum(scores[i, 0], -1e3))
        rows[i, REACH : REACH + width] = np.logaddexp.accumulate(into - run) + run
    return rows[:, REACH : REACH + width].copy()


def viterbi(
    band: Band,
    scores: Floats,
    moves: Sequence[int] = ALL,
    skip: int = 0,
    before: Floats | None = None,
) -> tuple[Floats, npt.NDArray[np.int8]]:
    """Last rows of the best scores, and for each cell the move by which the best path comes in.

    scores: (n + 1, len(moves), width). A text can be worked off in blocks: then the first `skip` rows only
    lead up to the block, and `before` has the best scores of the rows up to `skip`, as the call for the
    block before returned them. Moves are returned for the rows from `skip` on.
    """
    n, width = band.rows, band.width
    rows, starts = _padded(band, moves)
    back = np.zeros((n + 1 - skip, width), dtype=np.int8)
    names = np.array(moves, dtype=np.int8)
    flat = rows.reshape(-1)
    steps = np.arange(width)
    if before is not None:
        rows[: skip + 1, REACH : REACH + width] = before[-skip - 1 :]
    for i in range(n + 1):
        if before is not None and i <= skip:
            continue
        if i:
            came = flat[starts[i][:, None] + steps]
            came += scores[i, 1:]
            best = came.argmax(axis=0)
            into = came[best, steps]
            back[i - skip] = names[best + 1]
        else:
            into = np.full(width, _NEVER)
            into[0] = 0.0
        run = np.cumsum(np.maximum(scores[i, 0], -1e3))
        relative = into - run
        most = np.maximum.accumulate(relative)
        back[i - skip, 1:][most[1:] > relative[1:]] = 0
        rows[i, REACH : REACH + width] = most + run
    return rows[-REACH - 1 :, REACH : REACH + width], back


def _padded(band: Band, chosen: Sequence[int] = ALL) -> tuple[Floats, Ints]:
    """Rows with room that stays impossible, and where each move's predecessors begin in them."""
    n, width = band.rows, band.width
    length = REACH + 2 * width
    rows = np.full((n + 1, length), _NEVER)
    moves = np.array([MOVES[k] for k in chosen[1:]])
    before = np.arange(n + 1)[:, None] - moves[:, 0]
    shift = band.lo[:, None] - band.lo[np.maximum(before, 0)] - moves[:, 1] + REACH
    # Out of the band, or above the first row: the last `width` places of a row are never written.
    shift = np.where((before < 0) | (shift > REACH + width) | (shift < 0), REACH + width, shift)
    return rows, np.maximum(before, 0) * length + shift


def trace(band: Band, back: npt.NDArray[np.int8]) -> list[int]:
    """The moves of the best path, first to last."""
    i, j = band.rows, band.columns
    moves: list[int] = []
    while i or j:
        move = int(back[i, j - int(band.lo[i])])
        moves.append(move)
        i -= MOVES[move][0]
        j -= MOVES[move][1]
    return moves[::-1]


def posteriors(band: Band, scores: Floats) -> Floats:
    """Probability of each bead given all paths, shape (n + 1, moves, width)."""
    ahead = forward(band, scores)
    mirrored, cells = _mirror(band, scores)
    behind = forward(mirrored, cells)
    n = band.rows
    columns = band.cells()
    total = ahead[n, band.columns - int(band.lo[n])]
    tail = _pick(behind, mirrored, n - np.arange(n + 1)[:, None], band.columns - columns)
    out = np.empty_like(scores)
    for k, (a, b) in enumerate(MOVES):
        out[:, k] = _pick(ahead, band, np.arange(n + 1)[:, None] - a, columns - b)
    out += scores
    out += (tail - total)[:, None, :]
    # What is possible stays above 0, however unlikely; what is not is 0 exactly.
    np.clip(out, -700.0, 0.0, out=out)
    np.exp(out, out=out)
    out[scores < _NEVER / 2] = 0.0
    return out


def _pick(values: Floats, band: Band, rows: Ints, columns: Ints) -> Floats:
    """values[rows, columns] in coordinates of the grid; impossible where the band has no such cell."""
    safe = np.clip(rows, 0, band.rows)
    k = columns - band.lo[safe]
    good = (rows >= 0) & (rows <= band.rows) & (k >= 0) & (k < band.width)
    return np.where(good, values[safe, np.clip(k, 0, band.width - 1)], _NEVER)


def _mirror(band: Band, scores: Floats) -> tuple[Band, Floats]:
    """The same problem read from the end: backward is forward on it."""
    n, m, width = band.rows, band.columns, band.width
    lo = m - (band.lo[::-1] + width - 1)
    mirrored = Band(lo, width, m)
    out = np.empty_like(scores)
    rows = n - np.arange(n + 1)[:, None]
    columns = m - mirrored.cells()
    for k, (a, b) in enumerate(MOVES):
        out[:, k] = _pick(scores[:, k], band, rows + a, columns + b)
    return mirrored, out


def likeliest(band: Band, probability: Floats) -> list[tuple[int, float]]:
    """Moves of the path with the most expected correct beads, each with its probability.

    Minimum Bayes risk instead of the single best path: a bead counts by its own probability. A null bead
    counts for half of its probability: it can be right, but it is not what recall asks for.
    """
    gain = probability.copy()
    gain[:, :2] *= 0.5
    # What has next to no probability gains nothing, but a path around it does.
    gain[probability <= 1e-12] = -1.0
    gain[probability == 0.0] = _NEVER
    _, back = viterbi(band, gain)
    moves = trace(band, back)
    i = j = 0
    out: list[tuple[int, float]] = []
    for move in moves:
        i += MOVES[move][0]
        j += MOVES[move][1]
        out.append((move, float(probability[i, move, j - int(band.lo[i])])))
    return out
