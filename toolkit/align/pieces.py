"""Runs of beads that are aligned anew, each between its corners, with all moves in a narrow band.

What is asked for may be the whole text, cut at its surest beads, or the places of doubt alone. Runs are
scored together, one behind the other, and go through the dynamic programme side by side: the work is the
rows' and not the runs'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from toolkit.align.band import ALL, Band, Floats, Ints
from toolkit.align.beads import Step, likeliest, posteriors
from toolkit.align.path import Path
from toolkit.align.score import TEMPER, Model, Scorer, Side, band_between

HALF = 8
ROWS = 200
"""Rows that are scored at once: what their words meet should fit into a processor's cache."""
WAITING = 4000
"""Rows whose scores are held at a time."""
BATCH = 24
"""Pieces that go through the dynamic programme side by side."""
CUT = 100
"""Longer runs are cut."""

KEPT = 0.99
"""What is said of beads inside of long gaps: nobody looks at them again."""

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


def everything(path: Path, size: int = CUT) -> list[Run]:
    """The whole path, in runs of no more than `size` beads."""
    return _cut(path, [(0, len(path.moves))], size)


def doubtful(path: Path, limit: float, margin: int, size: int = CUT) -> list[Run]:
    """Runs of beads less sure than `limit`, with `margin` beads around; those longer than `size` are cut."""
    runs: list[Run] = []
    for k in np.flatnonzero(np.array(path.sure) < limit).tolist():
        first, last = max(0, k - margin), min(len(path.sure), k + margin + 1)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return _cut(path, runs, size)


def _cut(path: Path, runs: Iterable[Run], size: int = CUT) -> list[Run]:
    """The runs in pieces, without the inside of long gaps."""
    corners = path.corners()
    out: list[Run] = []
    for first, last in runs:
        part = path.part(first, last)
        for begin, end in pairwise([0, *(bead for gap in part.gaps() for bead in gap), len(part.moves)]):
            cuts = (first + begin + cut for cut in part.part(begin, end).cuts(size))
            out += [(a, b) for a, b in pairwise(cuts) if (corners[b] > corners[a]).all()]
    return out


def align(model: Model, sides: tuple[Side, Side], path: Path, runs: Sequence[Run]) -> Path:
    """The path with these runs aligned anew."""
    found: list[list[Step]] = []
    waiting: list[Piece] = []
    for group in prepare(model, sides, path, runs):
        waiting += group
        if sum(piece.band.rows for piece in waiting) >= WAITING:
            found += solve(waiting, model.stake)
            waiting = []
    # Of a coarse path nothing is known but that the inside of its gaps stays.
    kept = (
        path if path.sure else Path(path.moves, (KEPT,) * len(path.moves), ((KEPT, KEPT),) * len(path.moves))
    )
    return kept.spliced(runs, found + solve(waiting, model.stake))


def solve(pieces: Sequence[Piece], stake: float) -> list[list[Step]]:
    """For each piece its beads; stake: see `beads.likeliest`."""
    found: dict[int, list[Step]] = {}
    # Side by side all pieces take as long as the longest.
    order = sorted(range(len(pieces)), key=lambda k: pieces[k].band.rows)
    for first in range(0, len(order), BATCH):
        batch = order[first : first + BATCH]
        bands = [pieces[k].band for k in batch]
        beads = likeliest(bands, posteriors(bands, [pieces[k].scores for k in batch]), stake)
        found.update(zip(batch, beads, strict=True))
    return [found[k] for k in range(len(pieces))]


def prepare(model: Model, sides: tuple[Side, Side], path: Path, runs: Sequence[Run]) -> Iterator[list[Piece]]:
    """The runs' pieces, as many at a time as make `ROWS` rows."""
    scorer = Scorer.of(model, ALL, words=True)
    corners, (low, high) = path.corners(), path.columns()
    group: list[tuple[Run, list[int]]] = []
    rows = 0
    for k, run in enumerate(runs):
        group.append((run, [*corners[run[0]].tolist(), *corners[run[1]].tolist()]))
        rows += group[-1][1][2] - group[-1][1][0]
        if rows >= ROWS or k + 1 == len(runs):
            yield _pieces(scorer, sides, (low, high), group)
            group, rows = [], 0


def _pieces(
    scorer: Scorer,
    sides: tuple[Side, Side],
    columns: tuple[Ints, Ints],
    group: Sequence[tuple[Run, list[int]]],
) -> list[Piece]:
    """The pieces of some runs, scored in one go.

    columns: lowest and highest target unit of the path at each source unit
    group:   each run with its box: source and target unit of its first and of its last corner
    """
    source = sides[0].take([(box[0], box[2]) for _, box in group])
    target = sides[1].take([(box[1], box[3]) for _, box in group])
    bands = []
    for _, (i0, j0, i1, j1) in group:
        low, high = (np.clip(side[i0 : i1 + 1] - j0, 0, j1 - j0) for side in columns)
        bands.append(band_between(sides[0].slice(i0, i1), sides[1].slice(j0, j1), low, high, HALF))
    # Behind each other the pieces are one band; between two of them stands a unit that is neither's.
    width = max(band.width for band in bands)
    shifts = np.cumsum([0, *(band.columns + 1 for band in bands)])
    low = np.concatenate([band.lo + shift for band, shift in zip(bands, shifts[:-1].tolist(), strict=True)])
    scores = TEMPER * scorer.score(source, target, Band(low, width, len(target)))
    out = []
    begin = 0
    for (run, (i0, j0, _, _)), band in zip(group, bands, strict=True):
        end = begin + band.rows + 1
        out.append(Piece(run, Band(band.lo, width, band.columns), scores[begin:end], (i0, j0)))
        begin = end
    return out
