"""The last passes: the places of doubt anew, with sentence vectors.

The cheap scorers are sure of most beads. Only where they are not, the sentences are encoded, both sides of
the whole place with a bead or two around it; what was sure stays. What the vectors have settled teaches the
cheap scorers once more, and what is then still in doubt is aligned with both again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toolkit.align import estimate, vectors
from toolkit.align.band import MOVES, Floats
from toolkit.align.beads import Step
from toolkit.align.path import Path
from toolkit.align.pieces import Piece, Run, doubtful, everything, prepared, solve
from toolkit.align.score import TEMPER, Model, Side

LIMIT = 0.87
"""A bead of less probability is in doubt."""
MARGIN = 2
MOSTLY = 0.7
"""Where this share of the sentences would be encoded, all are: cheap scorers that know so little are wrong
where they are sure, too."""
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
    scored: Sequence[Piece] = (),
) -> Settled:
    """The path with its doubtful places aligned anew; scored: the pieces of the model that it came from."""
    known = vectors.Known(encoder, texts, (sides[0].lengths, sides[1].lengths))
    law: vectors.Likeness | None = None
    for number in range(_PASSES):
        runs = doubtful(path, LIMIT, MARGIN, CUT)
        if not runs:
            break
        corners = path.corners()
        if not number and sum(np.ptp(corners[[*run]], 0).sum() for run in runs) > MOSTLY * corners[-1].sum():
            runs = everything(path, CUT)
        known.learn([corners[[a, b]] for a, b in runs])
        if number:
            model = estimate.learn(model, sides, path)
            scored = ()
        places = [
            _Place(piece, known.cosines(piece.corner, piece.band))
            for piece in prepared(model, sides, path, runs, scored)
        ]
        if law is None:
            law = _fit(places, {run: path.steps(*run) for run in runs})
            # The first guess was made without vectors.
            law = _fit(places, _solve(places, law, model.stake))
        path = path.spliced(_solve(places, law, model.stake))
    return Settled(path, model, law, known)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of doubt: its scores without vectors, and the cosine of each bead."""

    piece: Piece
    cosine: Floats


def _solve(places: Sequence[_Place], law: vectors.Likeness, stake: float) -> dict[Run, list[Step]]:
    """For the run of each place its beads."""
    weight = vectors.OTHERS / TEMPER
    scores = [weight * place.piece.scores + law.score(place.cosine) for place in places]
    return solve([replace(place.piece, scores=own) for place, own in zip(places, scores, strict=True)], stake)


def _fit(places: Sequence[_Place], beads: Mapping[Run, Sequence[Step]]) -> vectors.Likeness:
    """Distributions of the cosines from the present beads and all other cells."""
    true: list[float] = []
    weight: list[float] = []
    false: list[Floats] = []
    one = MOVES.index((1, 1))
    for place in places:
        band, cosine = place.piece.band, place.cosine
        mask = (place.piece.scores[:, one] > -1e20) & (band.cells() <= band.columns)
        i = j = 0
        for move, probability, *_ in beads[place.piece.run]:
            i, j = i + MOVES[move][0], j + MOVES[move][1]
            if min(MOVES[move]):
                column = j - int(band.lo[i])
                true.append(float(cosine[i, move, column]))
                weight.append(probability)
                mask[i, column] = False
        false.append(cosine[:, one][mask])
    return vectors.fit(np.array(true), np.array(weight), np.concatenate(false))
