"""The last passes: the places of doubt anew, with sentence vectors.

The cheap scorers are sure of most beads. Only where they are not, the sentences are encoded, both sides of
the whole place with a bead or two around it; what was sure stays. What the vectors have settled teaches the
cheap scorers once more, and what is then still in doubt is aligned with both again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.align import estimate, vectors
from toolkit.align.beads import ALL, MOVES, Band, Floats, band_along, likeliest, posteriors
from toolkit.align.path import Path
from toolkit.align.pieces import Run, doubtful
from toolkit.align.score import Model, Scorer, Side

LIMIT = 0.9
"""A bead of less probability is in doubt."""
MARGIN = 2
HALF = 12
BATCH = 32
CUT = 400
"""Longer runs are cut: a cut in the middle of a doubt is a bead that can't be mended."""
_PASSES = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """What comes of it."""

    path: Path
    model: Model
    law: vectors.Likeness | None
    """How cosines were judged; None where nothing was in doubt."""
    known: vectors.Known

    def law_of(self, first: tuple[int, int], last: tuple[int, int]) -> vectors.Likeness | None:
        """How cosines were judged between these corners; None if they had no say there."""
        return self.law if self.known.covers(first, last) else None


def settle(
    model: Model,
    sides: tuple[Side, Side],
    texts: tuple[Sequence[str], Sequence[str]],
    path: Path,
    encoder: vectors.Encoder,
) -> Settled:
    """The path with its doubtful places aligned anew."""
    known = vectors.Known(encoder, texts, (sides[0].lengths, sides[1].lengths))
    law: vectors.Likeness | None = None
    for number in range(_PASSES):
        runs = doubtful(path, LIMIT, MARGIN, CUT)
        if not runs:
            break
        corners = path.corners()
        known.learn([corners[[a, b]] for a, b in runs])
        if number:
            model = estimate.learn(model, sides, path)
        scorer = Scorer.of(model, ALL, words=True)
        pieces = [_piece(scorer, sides, known, path, run) for run in runs]
        beads = [list(zip(path.moves[a:b], path.sure[a:b], strict=True)) for a, b in runs]
        if law is None:
            law = _fit(pieces, beads)
            # The first guess was made without vectors.
            law = _fit(pieces, _solve(pieces, law))
        beads = _solve(pieces, law)
        path = path.spliced(runs, beads)
    return Settled(path, model, law, known)


_Piece = tuple[Band, Floats, Floats]


def _piece(scorer: Scorer, sides: tuple[Side, Side], known: vectors.Known, path: Path, run: Run) -> _Piece:
    """Band, scores without vectors and cosines of one place."""
    a, b = run
    (i0, j0), (i1, j1) = path.corners()[[a, b]].tolist()
    first, last = path.part(a, b).columns()
    band = band_along(first, last, j1 - j0, HALF)
    cells = scorer.score(sides[0].slice(i0, i1), sides[1].slice(j0, j1), band)
    return band, cells, vectors.cosines(known.source[i0:i1], known.target[j0:j1], band)


def _solve(pieces: Sequence[_Piece], law: vectors.Likeness) -> list[list[tuple[int, float]]]:
    """For each piece its beads: moves with their probabilities."""
    beads = []
    for first in range(0, len(pieces), BATCH):
        bands, tables = [], []
        for band, cells, cosine in pieces[first : first + BATCH]:
            bands.append(band)
            tables.append(vectors.OTHERS * cells + law.score(cosine))
        beads += likeliest(bands, posteriors(bands, tables))
    return beads


def _fit(pieces: Sequence[_Piece], beads: Sequence[Sequence[tuple[int, float]]]) -> vectors.Likeness:
    """Distributions of the cosines from the present beads and all other cells."""
    true: list[float] = []
    weight: list[float] = []
    false: list[Floats] = []
    one = MOVES.index((1, 1))
    for (band, cells, cosine), found in zip(pieces, beads, strict=True):
        mask = cells[:, one] > -1e20
        i = j = 0
        for move, probability in found:
            i, j = i + MOVES[move][0], j + MOVES[move][1]
            if min(MOVES[move]):
                column = j - int(band.lo[i])
                true.append(float(cosine[i, move, column]))
                weight.append(probability)
                mask[i, column] = False
        false.append(cosine[:, one][mask])
    return vectors.fit(np.array(true), np.array(weight), np.concatenate(false))
