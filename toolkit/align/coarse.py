"""The coarse path: where in the target each part of the source is, before anything is learnt.

The first path is found by length, marks and layout alone, in a band around the diagonal that widens as long
as the path comes near its edge; the second by the words known beforehand as well, in a narrow band around the
first.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from toolkit.align import fixed
from toolkit.align.band import MOVES, REACH, Band, Floats, Ints
from toolkit.align.beads import trace, viterbi
from toolkit.align.path import Path
from toolkit.align.score import Model, Scorer, Side, band_between

FEW = tuple(MOVES.index(move) for move in ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1)))
"""The moves of a coarse path."""
_HALF = 25
"""Cells on both sides of the first path, which a block that was moved puts off by as many units as it has."""
_CELLS = 4_000_000
"""Half of the cells that a band has at most: what is farther off is looked for by other means (`locate`)."""
_SURE = 0.7
"""How far a bead of the first path is trusted by those who learn from it."""
_PIECE = 200


def first_path(model: Model, source: Side, target: Side, points: fixed.Points) -> Path:
    """The best path by length, marks and layout."""
    share = np.concatenate(([0.0], np.cumsum(source.lengths + 1)))
    other = np.concatenate(([0.0], np.cumsum(target.lengths + 1)))
    scale, scale_other = fixed.spread(points, share, other)
    diagonal = np.searchsorted(scale_other, scale).astype(np.int64)
    scorer = Scorer.of(model, FEW, words=False)
    moves: list[int] = []
    for (i0, j0), (i1, j1) in pairwise(fixed.chunks(points, len(source), len(target), _PIECE)):
        if i0 == i1 or j0 == j1:
            moves += across(i1 - i0, j1 - j0)
            continue
        along = np.clip(diagonal[i0 : i1 + 1] - j0, 0, j1 - j0)
        moves += widening(scorer, source.slice(i0, i1), target.slice(j0, j1), along).moves
    return Path(tuple(moves))


def second_path(
    model: Model, source: Side, target: Side, points: fixed.Points, path: Path
) -> tuple[Path, Model]:
    """The best path near the first, by words known beforehand too, and what the first told of the layout."""
    corners = path.corners()
    if model.structure and source.frame and target.frame:
        weight = np.full(len(corners) - 1, _SURE)
        learnt = model.structure.learn(source.frame, target.frame, corners, weight)
        model = replace(model, structure=learnt)
    scorer = Scorer.of(model, FEW, words=True)
    first, last = path.columns()
    moves: list[int] = []
    # Units beside a gap would scatter over it: the inside of a long one stays as it is.
    gaps = corners[[bead for gap in path.gaps() for bead in gap]].tolist()
    chunks = fixed.chunks(points, len(source), len(target), _PIECE)
    for (i0, j0), (i1, j1) in pairwise(sorted({*chunks, *map(tuple, gaps)})):
        if i0 == i1 or j0 == j1:
            moves += across(i1 - i0, j1 - j0)
            continue
        sides = source.slice(i0, i1), target.slice(j0, j1)
        low, high = (np.clip(side[i0 : i1 + 1] - j0, 0, j1 - j0) for side in (first, last))
        moves += _best(scorer, *sides, band_between(*sides, low, high, _HALF)).moves
    return Path(tuple(moves)), model


def across(rows: int, columns: int) -> list[int]:
    """Moves of any path across a rectangle: straight on, and what is over at the end."""
    one = min(rows, columns)
    over = [MOVES.index((1, 0))] * (rows - one) + [MOVES.index((0, 1))] * (columns - one)
    return [MOVES.index((1, 1))] * one + over


def widening(scorer: Scorer, source: Side, target: Side, diagonal: Ints) -> Path:
    """The best path in a band around the diagonal that widens until the path fits in well."""
    m = len(target)
    half = min(500, 30 + int(1.2 * np.sqrt(m)))
    most = max(half, _CELLS // max(1, len(source)))
    # Where the diagonal leaps, the rows before and after it must still have a column in common.
    leap = np.maximum(diagonal, np.append(diagonal[1:], m) - half)
    while True:
        path = _best(scorer, source, target, band_between(source, target, diagonal, leap, half))
        corners = path.corners()
        off = np.abs(corners[:, 1] - diagonal[corners[:, 0]]).max()
        if off < 0.8 * half or half >= min(m, most):
            return path
        half = min(2 * half, most)


def _best(scorer: Scorer, source: Side, target: Side, band: Band) -> Path:
    """The best path in a band, block by block, so that the scores of few rows are in memory at a time."""
    n, m = band.rows, band.columns
    size = int(np.clip(200_000 // band.width, 64, _PIECE))
    back = np.zeros((n + 1, band.width), dtype=np.int8)
    row: Floats | None = None
    for first in range(0, max(n, 1), size):
        last = min(n, first + size)
        # A bead that ends in the block may begin before it.
        begin = max(0, first - REACH)
        j0 = max(0, int(band.lo[begin]) - REACH)
        j1 = min(m, int(band.lo[last]) + band.width)
        piece = Band(band.lo[begin : last + 1] - j0, band.width, j1 - j0)
        cells = scorer.score(source.slice(begin, last), target.slice(j0, j1), piece)
        row, moved = viterbi([piece], cells[:, :, None], scorer.moves, first - begin, row)
        back[first + (first > 0) : last + 1] = moved[first > 0 :, 0]
    return Path(tuple(trace(band, back)), ())
