"""Runs of beads that are aligned anew between their corners, with all moves in a narrow band.

What is asked for may be the whole text, cut at its surest beads, or the places of doubt alone. Runs are
scored together, one behind the other, and go through the dynamic programme side by side: the work is the
rows' and not the runs'.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

import numpy as np

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, found, running
from toolkit.aligning.beads import ALL, IMPOSSIBLE, MOVES, Band, Rectangle, Step
from toolkit.aligning.grid import likeliest, posteriors
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.score import Features, Model, Scorer, band_between

Run = tuple[int, int]
"""Number of the first bead, and one past the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run made ready."""

    run: Run
    band: Band
    scores: Floats
    """Of each bead, tempered, shape (n + 1, moves, width); neighbours' beads may be in the last cells."""
    corner: tuple[int, int]
    """Units of both texts before it."""
    half: int
    """Of the cells of its band."""

    @property
    def end(self) -> tuple[int, int]:
        """Units of both texts before its end."""
        return self.corner[0] + self.band.rows, self.corner[1] + self.band.columns

    def between(self, run: Run, first: Ints, last: Ints) -> Piece:
        """The piece of this run: the part between two corners."""
        (i0, j0), (i1, j1) = ((corner - self.corner).tolist() for corner in (first, last))
        band = Band(self.band.lo[i0 : i1 + 1] - j0, self.band.width, j1 - j0)
        p, q = np.array(MOVES).T[..., None]
        columns = band.cells()[:, None]
        # A bead that would begin before the piece belongs to its neighbours.
        out = (np.arange(band.rows + 1)[:, None, None] < p) | (columns < q) | (columns > band.columns)
        scores = np.where(out, IMPOSSIBLE, self.scores[i0 : i1 + 1])
        return Piece(run, band, scores, (int(first[0]), int(first[1])), self.half)


def everything(path: AlignmentPath, size: int = bounds.RUN_CUT) -> list[Run]:
    """The whole path, in runs of no more than `size` beads."""
    return _cut(path, [(0, len(path.moves))], size)


def doubtful(path: AlignmentPath, limit: float, margin: int, size: int = bounds.RUN_CUT) -> list[Run]:
    """Runs of beads less sure than `limit`, with `margin` beads around; those longer than `size` are cut."""
    runs: list[Run] = []
    for k in found(np.array(path.sure) < limit).tolist():
        first, last = max(0, k - margin), min(len(path.sure), k + margin + 1)
        # Doubts whose margins touch are one place.
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return _cut(path, runs, size)


def _cut(path: AlignmentPath, runs: Iterable[Run], size: int = bounds.RUN_CUT) -> list[Run]:
    """The runs in pieces, without the inside of long gaps."""
    corners = path.corners()
    cut_runs: list[Run] = []
    for first, last in runs:
        part = path.part(first, last)
        for begin, end in pairwise([0, *chain.from_iterable(part.gaps()), len(part.moves)]):
            cuts = (first + begin + cut for cut in part.part(begin, end).cuts(size))
            # Where one side is empty there is nothing to choose.
            cut_runs += [(a, b) for a, b in pairwise(cuts) if (corners[b] > corners[a]).all()]
    return cut_runs


def align(
    model: Model,
    sides: tuple[Features, Features],
    path: AlignmentPath,
    runs: Sequence[Run],
    kept: list[Piece] | None = None,
    weighed: Callable[[Sequence[Piece]], list[Piece]] = list,
) -> AlignmentPath:
    """The path with these runs aligned anew.

    kept: gets their pieces; weighed: what makes of their pieces those that are solved.
    """
    steps: dict[Run, list[Step]] = {}
    waiting: list[Piece] = []
    for group in prepare(model, sides, path, runs):
        waiting += group
        if sum(piece.band.rows for piece in waiting) >= bounds.WAITING_ROWS:
            steps.update(_solved(weighed(waiting), model.stake, kept))
            waiting = []
    steps.update(_solved(weighed(waiting), model.stake, kept))
    # Of a coarse path nothing is known but that the inside of its gaps stays.
    if not path.sure:
        path = AlignmentPath(
            path.moves,
            (bounds.GAP_SURE,) * len(path.moves),
            ((bounds.GAP_SURE, bounds.GAP_SURE),) * len(path.moves),
        )
    return path.spliced(steps)


def _solved(waiting: list[Piece], stake: float, kept: list[Piece] | None) -> dict[Run, list[Step]]:
    if kept is not None:
        kept += waiting
    return solve(waiting, stake)


def solve(pieces: Sequence[Piece], stake: float) -> dict[Run, list[Step]]:
    """For each piece's run its beads; stake: see `grid.likeliest`."""
    steps: dict[Run, list[Step]] = {}
    for batch in batches(pieces):
        bands = [piece.band for piece in batch]
        beads = likeliest(posteriors(bands, [piece.scores for piece in batch]), stake)
        steps.update(zip((piece.run for piece in batch), beads, strict=True))
    return steps


def batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that go through the dynamic programme side by side."""
    # They take as many steps as the longest has rows, and as much room as the widest: those of like size go
    # together.
    order = sorted(pieces, key=lambda piece: (piece.half, piece.band.rows))
    for _, alike in groupby(order, key=lambda piece: piece.half):
        own = list(alike)
        for first in range(0, len(own), bounds.BATCH):
            yield own[first : first + bounds.BATCH]


def _halves(path: AlignmentPath, runs: Sequence[Run]) -> list[int]:
    """Cells of half of the band for each run: few where the path is believed."""
    if not path.sure:
        return [bounds.COARSE] * len(runs)
    # Running sums give the mean of every stretch of beads.
    total = running(path.sure)
    first = np.maximum(np.arange(len(path.sure)) - bounds.BELIEVED_BEADS // 2, 0)
    last = np.minimum(first + bounds.BELIEVED_BEADS, len(path.sure))
    mean = (total[last] - total[first]) / (last - first)
    return [bounds.FAR if mean[a:b].min() < bounds.BELIEVED else bounds.NEAR for a, b in runs]


def prepare(
    model: Model, sides: tuple[Features, Features], path: AlignmentPath, runs: Sequence[Run]
) -> Iterator[list[Piece]]:
    """Pieces of runs made ready, as many at a time as make `bounds.ROWS` rows."""
    scorer = Scorer.of(model, ALL, words=True)
    corners = path.corners()
    boxes = [(run, (*corners[run[0]].tolist(), *corners[run[1]].tolist())) for run in runs]
    return scored(scorer, sides, path.columns(), boxes, _halves(path, runs))


def scored(
    scorer: Scorer,
    sides: tuple[Features, Features],
    columns: tuple[Ints, Ints],
    boxes: Sequence[tuple[Run, Rectangle]],
    halves: Sequence[int],
) -> Iterator[list[Piece]]:
    """The pieces of boxes, as many at a time as make `bounds.ROWS` rows.

    columns: first and last target unit of a path at each source unit; halves: of each box, half of its band.
    """
    # Pieces of one width are scored together.
    for half in sorted(set(halves)):
        group: list[tuple[Run, Rectangle]] = []
        rows = 0
        for box, own in zip(boxes, halves, strict=True):
            if own != half:
                continue
            group.append(box)
            rows += box[1][2] - box[1][0]
            if rows >= bounds.ROWS:
                yield _pieces(scorer, sides, columns, group, half)
                group, rows = [], 0
        if group:
            yield _pieces(scorer, sides, columns, group, half)


def prepared(
    model: Model,
    sides: tuple[Features, Features],
    path: AlignmentPath,
    runs: Sequence[Run],
    scored: Sequence[Piece],
    weighed: Callable[[Sequence[Piece]], list[Piece]] = list,
) -> list[Piece]:
    """Make runs ready, some of them again.

    Those inside of `scored` come from there: it has pieces of this model and this path. Others go through
    `weighed`.
    """
    corners = path.corners()
    scored = sorted(scored, key=lambda piece: piece.corner)
    begins = [piece.corner for piece in scored]
    pieces: list[Piece] = []
    others: list[Run] = []
    for run in runs:
        first, last = corners[[*run]]
        # A doubt lies within one piece of the pass before, mostly.
        at = bisect_right(begins, (int(first[0]), int(first[1]))) - 1
        if at >= 0 and (first >= begins[at]).all() and (last <= scored[at].end).all():
            pieces.append(scored[at].between(run, first, last))
        else:
            others.append(run)
    return pieces + weighed(list(chain.from_iterable(prepare(model, sides, path, others))))


def _pieces(
    scorer: Scorer,
    sides: tuple[Features, Features],
    columns: tuple[Ints, Ints],
    group: Sequence[tuple[Run, Rectangle]],
    half: int,
) -> list[Piece]:
    """The pieces of some runs, scored in one go.

    columns: lowest and highest target unit of the path at each source unit
    group:   each run with its box: source and target unit of its first and of its last corner
    """
    boxes = [box for _, box in group]
    bands = [band_between(sides, box, columns, half) for box in boxes]
    width = max(band.width for band in bands)
    return [
        Piece(run, replace(band, width=width), bounds.TEMPER * scores, box[:2], half)
        for (run, box), band, scores in zip(group, bands, scorer.each(sides, boxes, bands), strict=True)
    ]
