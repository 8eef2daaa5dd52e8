"""The dynamic programme over beads: all ways to pair two texts in order, added up in a band.

The score of a bead is a log-likelihood ratio plus the log of its move's prior, so that the sum over all paths
(the forward-backward algorithm) gives the probability of each single bead: what the aligner reports as
confidence, and what the training rounds weigh by.

Bands go through one loop side by side, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, found, running, windows, within
from toolkit.aligning.beads import ALL, IMPOSSIBLE, MOVES, NULLS, REACH, Band, Step, mirror

GRAIN = 2.0**20
"""Steps of a gain."""

_MOVES: Ints = np.array(MOVES)


@dataclass(frozen=True, slots=True)
class BandRows:
    """The rows of bands in the order in which they are worked off.

    First row 0 of each band, then row 1 of each that has one, and so on; the longest band comes first. So
    each step is one block, and no step works on rows that aren't there.
    """

    bands: Sequence[Band]
    """All of one width: what a band doesn't have of it isn't possible."""
    places: Sequence[Ints]
    """For each band where its rows are."""
    begin: Ints
    """Where the rows of each number begin; one more at the end."""
    number: Ints
    """Of each row in its band."""
    rank: Ints
    """Of each row's band, the longest first."""

    @classmethod
    def of(cls, bands: Sequence[Band]) -> BandRows:
        """The rows of some bands."""
        width = max(band.width for band in bands)
        sizes = np.array([len(band.lo) for band in bands])
        order = np.argsort(-sizes, kind="stable")
        rank = np.empty(len(bands), dtype=np.int64)
        rank[order] = np.arange(len(bands))
        steps = np.arange(int(sizes.max()))
        many = np.searchsorted(-sizes[order], -steps, side="left")
        begin = running(many)
        number = np.repeat(steps, many)
        places = [begin[:size] + own for size, own in zip(sizes.tolist(), rank.tolist(), strict=True)]
        wide = [replace(band, width=width) for band in bands]
        return cls(wide, places, begin, number, np.arange(len(number)) - begin[number])

    def __len__(self) -> int:
        return len(self.number)

    @property
    def width(self) -> int:
        """Cells of a row."""
        return self.bands[0].width

    def of_bands(self, values: Sequence[Ints]) -> Ints:
        """A value for each row, from those of each band's rows."""
        out = np.empty(len(self), dtype=np.int64)
        out[np.concatenate(self.places)] = np.concatenate(values)
        return out

    def tables(self, given: Sequence[Floats], room: int = 0) -> Floats:
        """Tables of the bands, each (n + 1, moves, width), as one: shape (moves, rows, width).

        room: cells before and behind each row, which stay impossible.
        """
        out = np.full((given[0].shape[1], len(self), self.width + 2 * room), IMPOSSIBLE)
        for place, table in zip(self.places, given, strict=True):
            out[:, place, room : room + table.shape[2]] = table.swapaxes(0, 1)
        return out


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of rows, each of which comes from those before it.

    Rows have one lane or several side by side. There is room before and behind the cells of a row that stays
    impossible.

    Insertions stay in their row. With their running sums taken out of all cells, what comes from the left
    neighbour is a plain accumulation.
    """

    lo: Ints
    """First column of each row in each lane, shape (rows, lanes)."""
    inserted: Floats
    """Running sums of the scores of insertions, shape (rows, lanes, width)."""
    gains: Floats
    """Of each other move its score, and what these sums differ by; shape (moves - 1, rows, lanes, width)."""
    body: Floats
    """The cells without the room around them, to be written to; shape (rows, lanes, width)."""
    left: Floats
    """The left neighbours of all cells, likewise."""
    windows: Floats
    """The `width` cells from each place on, over all rows: a view."""
    came: Ints
    """For each row the window that each move comes from, shape (moves - 1, rows, lanes). The first move, the
    insertion, comes from the left neighbour."""
    begin: list[int]
    """Where the rows of each number begin; one more at the end."""

    @classmethod
    def of(cls, rows: BandRows, lo: Ints, scores: Floats, chosen: Sequence[int] = ALL) -> _Grid:
        """Impossible cells everywhere; `chosen` are the moves, the insertion first.

        scores: shape (moves, rows, lanes, width).
        """
        width, lanes = rows.width, lo.shape[1]
        # Room before a row is for moves that come from beyond it, room behind for cells that don't exist.
        length = REACH + 2 * width
        p, q = _MOVES[[*chosen[1:]]].T[..., None]
        before = rows.number - p
        source = rows.begin[np.maximum(before, 0)] + rows.rank
        shift = lo - lo[source] - q[..., None] + REACH
        # Out of the band, or above the first row: the last `width` places of a row are never written.
        shift[(before < 0)[..., None] | (shift > REACH + width) | (shift < 0)] = REACH + width
        came = (source[..., None] * lanes + np.arange(lanes)) * length + shift
        cells, sums = np.full((len(rows), lanes, length), IMPOSSIBLE), np.zeros((len(rows), lanes, length))
        inside = slice(REACH, REACH + width)
        # Impossible insertions would swamp the sums of all behind them.
        np.add.accumulate(np.maximum(scores[0], -1e3), axis=-1, out=sums[..., inside])
        gains = windows(sums, width)[came]
        gains += scores[1:]
        gains -= sums[..., inside]
        left = cells[..., REACH - 1 : REACH - 1 + width]
        over = windows(cells, width)
        return cls(lo, sums[..., inside], gains, cells[..., inside], left, over, came, rows.begin.tolist())

    def start(self) -> Floats:
        """The rows of number 0 before any insertion."""
        first = self.lo[: self.begin[1]]
        into = np.full((first.size, self.windows.shape[1]), IMPOSSIBLE)
        into[np.arange(first.size), -first.reshape(-1)] = 0.0
        return into.reshape(*first.shape, -1) - self.inserted[: len(first)]


@dataclass(frozen=True, slots=True)
class _Sums:
    """The log likelihoods of all paths through bands, added up."""

    rows: BandRows
    scores: Floats
    """Of each bead, shape (moves, rows, width)."""
    ended: Floats
    """Of all paths from the start that end with each bead, likewise."""
    ahead: Floats
    """Of all paths from the start to each cell, shape (rows, width)."""
    behind: Floats
    """Of all paths from each cell to the end."""

    @classmethod
    def of(cls, bands: Sequence[Band], given: Sequence[Floats]) -> _Sums:
        """From the scores of each band, (n + 1, moves, width): those of the beads that end in each cell."""
        rows = BandRows.of(bands)
        width = rows.width
        padded = rows.tables(given, room=width)
        scores = padded[..., width:-width]
        # Backward is forward on the same cells read from the end: both go side by side.
        turned, back = _turned(rows, padded)
        both = np.empty((*scores.shape[:2], 2, width))
        both[:, :, 0], both[:, :, 1] = scores, turned
        lo = np.empty((len(rows), 2), dtype=np.int64)
        lo[:, 0] = rows.of_bands([band.lo for band in rows.bands])
        lo[:, 1] = rows.of_bands([mirror(band).lo for band in rows.bands])
        grid = _Grid.of(rows, lo, both)
        ended = _summed(grid)
        ahead, behind = (grid.body + grid.inserted).swapaxes(0, 1)
        return cls(rows, scores, ended, ahead, behind[back, ::-1])


def _turned(rows: BandRows, padded: Floats) -> tuple[Floats, Ints]:
    """Scores for the mirrored bands, and where each row is on them.

    A bead begins there where it ends here. padded: the scores, with a band's width of room on both sides.
    """
    width = rows.width
    lo = rows.of_bands([band.lo for band in rows.bands])
    last = rows.of_bands([np.full(len(band.lo), band.rows) for band in rows.bands])
    back = rows.begin[last - rows.number] + rows.rank
    p, q = _MOVES.T[..., None]
    end = rows.number[back] + p
    source = rows.begin[np.minimum(end, last)] + rows.rank
    # What lies beyond the band, or behind its last row, is impossible.
    shift = np.where(end <= last, within(lo[back] - lo[source] + q, -width, width), -width)
    first = (np.arange(len(MOVES))[:, None] * len(rows) + source) * padded.shape[2] + width + shift
    return windows(padded, width)[first][..., ::-1], back


def _summed(grid: _Grid) -> Floats:
    """Add up all paths to each cell of a grid.

    It gives what they are that end with each move, of the first lane; shape (moves, rows, width).
    """
    for first, last in pairwise(grid.begin):
        block = slice(first, last)
        if first:
            came = grid.windows[grid.came[:, block]]
            came += grid.gains[:, block]
            # The greatest is taken out before `exp`, as usual: sums of likelihoods underflow.
            top = np.maximum.reduce(came, axis=0)
            came -= top
            into = np.add.reduce(np.exp(came, out=came), axis=0)
            np.log(into, out=into)
            into += top
        else:
            into = grid.start()
        np.logaddexp.accumulate(into, axis=2, out=grid.body[block])
    ended = np.empty((len(grid.gains) + 1, *grid.body[:, 0].shape))
    ended[0] = grid.left[:, 0]
    np.add(grid.windows[grid.came[..., 0]], grid.gains[:, :, 0], out=ended[1:])
    ended += grid.inserted[:, 0]
    return ended


def forward(band: Band, scores: Floats) -> Floats:
    """The log likelihood of all paths from the start to each cell, shape (n + 1, width).

    scores: (n + 1, moves, width); of the bead that ends in each cell.
    """
    return _Sums.of([band], [scores]).ahead


def backward(band: Band, scores: Floats) -> Floats:
    """The log likelihood of all paths from each cell to the end, likewise."""
    return _Sums.of([band], [scores]).behind


@dataclass(frozen=True, slots=True)
class Probabilities:
    """The probability of each bead of some bands."""

    rows: BandRows
    values: Floats
    """Shape (moves, rows, width)."""

    def of_band(self, number: int) -> Floats:
        """Those of one band, shape (n + 1, moves, width)."""
        return self.values[:, self.rows.places[number]].swapaxes(0, 1)

    def through(self) -> list[Floats]:
        """How probable it is that the path of each band goes through each cell, shape (n + 1, width)."""
        ended = self.values.sum(axis=0)
        return [ended[place] for place in self.rows.places]


def posteriors(bands: Sequence[Band], scores: Sequence[Floats]) -> Probabilities:
    """The probability of each bead, over all paths through its band.

    scores: of each band, (n + 1, moves, width).
    """
    sums = _Sums.of(bands, scores)
    rows = sums.rows
    values = sums.ended
    # What is before a bead, the bead and what is behind it are a probability over all paths.
    total = np.empty(len(rows.bands))
    for place, band in zip(rows.places, rows.bands, strict=True):
        total[rows.rank[place[0]]] = sums.ahead[place[-1], band.columns - band.lo[-1]]
    values += sums.behind - total[rows.rank, None]
    # What is possible stays above 0, however unlikely; what is not is 0 exactly.
    np.clip(values, -700.0, 0.0, out=values)
    np.exp(values, out=values)
    values[sums.scores < IMPOSSIBLE / 2] = 0.0
    return Probabilities(rows, values)


def viterbi(
    rows: BandRows,
    scores: Floats,
    moves: Sequence[int] = ALL,
    skip: int = 0,
    before: Floats | None = None,
) -> tuple[Floats, npt.NDArray[np.int8]]:
    """Best scores of the last rows, and the move by which the best path comes into each cell.

    scores: (len(moves), rows, width). One text can be worked off in blocks: then the first `skip` rows only
    lead up to the block, and `before` has the best scores of the rows up to `skip`, as the call for the block
    before returned them. Moves are returned for the rows from `skip` on.
    """
    grid = _Grid.of(rows, rows.of_bands([band.lo for band in rows.bands])[:, None], scores[:, :, None], moves)
    body, inserted = grid.body[:, 0], grid.inserted[:, 0]
    came = grid.gains[:, :, 0]
    top = np.zeros(body.shape)
    if before is not None:
        # The block before has left its last rows, from which moves lead into this one.
        body[: skip + 1] = before[-skip - 1 :] - inserted[: skip + 1]
    for first, last in pairwise(grid.begin if before is None else grid.begin[skip + 1 :]):
        block = slice(first, last)
        own = top[block]
        if first:
            here = came[:, block]
            here += grid.windows[grid.came[:, block, 0]]
            np.maximum.reduce(here, axis=0, out=own)
        else:
            own[:] = grid.start()[:, 0]
        np.maximum.accumulate(own, axis=1, out=body[block])
    # Where an insertion is better than any other move, it wins; equal ones keep the other move.
    back = np.array(moves[1:], dtype=np.int8).take(_first_of(came[:, skip:], top[skip:]))
    back[body[skip:] > top[skip:]] = 0
    return body[-REACH - 1 :] + inserted[-REACH - 1 :], back


def _first_of(values: Floats, most: Floats) -> npt.NDArray[np.int8]:
    """Where the greatest value is along the first axis, the first of equal ones; `most` are these values.

    `argmax` turns the array round, so that this axis is the last, which takes ten times as long.
    """
    other = values[0] != most
    at: npt.NDArray[np.int8] = other.astype(np.int8)
    for row in values[1:-1]:
        other &= row != most
        at += other.view(np.int8)
    return at


def trace(band: Band, back: npt.NDArray[np.int8]) -> list[int]:
    """The moves of the best path, first to last."""
    # From the last corner back, since only the best way into each cell is known.
    i, j = band.rows, band.columns
    lo = band.lo.tolist()
    moves: list[int] = []
    while i or j:
        move = int(back[i, j - lo[i]])
        moves.append(move)
        i -= MOVES[move][0]
        j -= MOVES[move][1]
    return moves[::-1]


def likeliest(probable: Probabilities, stake: float = bounds.STAKE) -> list[list[Step]]:
    """The best path of each band.

    Best by its expected F1.

    Minimum Bayes risk instead of the single best path: a bead counts by its own probability, a null bead for
    half of it, since it can be right, but is not what recall asks for. Every bead, right or wrong, costs
    `stake`: F1 is a sum of hits over a sum of beads, which is greatest where hits minus a share of the beads
    are (Dinkelbach 1967). So where it is a toss whether a unit is left out or belongs to its neighbour, one
    bead is chosen and not two.
    """
    rows, probability = probable.rows, probable.values
    # What has next to no probability gains nothing, but a path around it does.
    # All cells in one row: their numbers are found faster than places in a table.
    values = probability.reshape(-1)
    gain = np.where(values > 0.0, -2.0, IMPOSSIBLE)
    likely = found(values > 1e-12)
    own, move = values.take(likely), likely // probability[0].size
    worth = np.where(move < NULLS, 0.5 * own, own) - stake
    # A bead that is hardly possible is no better than leaving all its units out one by one.
    worth -= np.where(own < bounds.HARDLY, (stake * (_MOVES.sum(axis=1) - 1)).take(move), 0.0)
    # Whole numbers: equal paths are equal on any machine, whatever the last bit of a logarithm is there.
    gain[likely] = np.rint(worth * GRAIN) / GRAIN
    _, back = viterbi(rows, gain.reshape(probability.shape))
    through, inserted = probability.sum(axis=0), probability[0]
    for place, band in zip(rows.places, rows.bands, strict=True):
        # The start of a text has no bead before it.
        through[place[0], -band.lo[0]] = 1.0
    ends, begins = through - inserted, through
    begins[:, :-1] -= inserted[:, 1:]
    for edges in (begins, ends):
        np.clip(edges, 0.0, 1.0, out=edges)
    paths = []
    for place, band in zip(rows.places, rows.bands, strict=True):
        moves = trace(band, back[place])
        row, column = running(_MOVES[moves]).T
        # The number of each corner's cell among all of them.
        cell = place.take(row) * rows.width + column - band.lo.take(row)
        sure = values.take(cell[1:] + np.array(moves, dtype=np.int64) * begins.size)
        told = sure, begins.take(cell[:-1]), ends.take(cell[1:])
        paths.append(list(map(Step, moves, *(side.tolist() for side in told))))
    return paths
