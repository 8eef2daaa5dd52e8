"""The last pass: the places of doubt anew, with sentence vectors.

The cheap scorers are sure of most beads. Only where they are not, the sentences are encoded, both sides of
the whole place with a bead or two around it; what was sure stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from toolkit.align import vectors
from toolkit.align.beads import ALL, MOVES, Band, Floats, band_along, likeliest, posteriors
from toolkit.align.path import Path
from toolkit.align.score import Model, Scorer, Side

LIMIT = 0.9
"""A bead of less probability is in doubt."""
MARGIN = 2
HALF = 12
BATCH = 32
_PASSES = 2


def settle(
    model: Model,
    sides: tuple[Side, Side],
    texts: tuple[Sequence[str], Sequence[str]],
    path: Path,
    encoder: vectors.Encoder,
) -> tuple[Path, vectors.Likeness | None]:
    """The path with its doubtful places aligned anew, and how cosines were judged; None where none was."""
    runs = vectors.doubtful(path.sure, LIMIT, MARGIN)
    if not runs:
        return path, None
    corners = path.corners()
    wanted = [
        np.concatenate([np.arange(corners[a, side], corners[b, side]) for a, b in runs]) for side in (0, 1)
    ]
    # Both sides at once: the encoder works best on many texts.
    count = len(texts[0])
    both = vectors.encode(encoder, [*texts[0], *texts[1]], np.concatenate((wanted[0], wanted[1] + count)))
    both = vectors.weighted(both, np.concatenate((sides[0].lengths, sides[1].lengths)))
    ours, theirs = both[:count], both[count:]
    scorer = Scorer.of(model, ALL, words=True)
    pieces = [_piece(scorer, sides, (ours, theirs), path, run) for run in runs]
    beads = [list(zip(path.moves[a:b], path.sure[a:b], strict=True)) for a, b in runs]
    law = vectors.Likeness()
    for _ in range(_PASSES):
        law = _fit(pieces, beads)
        beads = []
        for first in range(0, len(pieces), BATCH):
            bands, tables = [], []
            for band, cells, cosine in pieces[first : first + BATCH]:
                scores = cells + law.score(cosine)
                # Null beads have no vectors to compare.
                scores[:, :2] = cells[:, :2]
                bands.append(band)
                tables.append(scores)
            beads += likeliest(bands, posteriors(bands, tables))
    return _spliced(path, runs, beads), law


_Piece = tuple[Band, Floats, Floats]


def _piece(
    scorer: Scorer,
    sides: tuple[Side, Side],
    encoded: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
    path: Path,
    run: tuple[int, int],
) -> _Piece:
    """Band, scores without vectors and cosines of one place."""
    a, b = run
    (i0, j0), (i1, j1) = path.corners()[[a, b]].tolist()
    first, last = Path(path.moves[a:b], path.sure[a:b]).columns()
    band = band_along(first, last, j1 - j0, HALF)
    cells = scorer.score(sides[0].slice(i0, i1), sides[1].slice(j0, j1), band)
    return band, cells, vectors.cosines(encoded[0][i0:i1], encoded[1][j0:j1], band)


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


def _spliced(path: Path, runs: Sequence[tuple[int, int]], beads: Sequence[list[tuple[int, float]]]) -> Path:
    moves: list[int] = []
    sure: list[float] = []
    at = 0
    for (a, b), found in zip(runs, beads, strict=True):
        moves += [*path.moves[at:a], *(move for move, _ in found)]
        sure += [*path.sure[at:a], *(probability for _, probability in found)]
        at = b
    return Path((*moves, *path.moves[at:]), (*sure, *path.sure[at:]))
