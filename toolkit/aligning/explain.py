"""Why a bead and not another: each scorer's share of it, and of what was possible in its place.

Shares are natural logarithms of likelihood ratios: above 0 they speak for the bead. They add up to its score,
from which, tempered, the probabilities of all beads are made. Two beads of different sizes are compared by
their probabilities, since what the one leaves to its neighbours is not in its score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from toolkit.aligning import bounds, elsewhere, everyday
from toolkit.aligning.arrays import Floats
from toolkit.aligning.beads import ALL, MOVES, Band
from toolkit.aligning.calibration import Calibration, MeasuredPath
from toolkit.aligning.dictionary import Dictionary
from toolkit.aligning.encoders import Encoder
from toolkit.aligning.grid import posteriors
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.rounds import AlignedPart, Settled, parts
from toolkit.aligning.score import Features, Model, Scorer, band_between
from toolkit.aligning.structure import Outline
from toolkit.model import Bead

SCORERS = ("length", "marks", "words", "structure", "vectors", "prior")
"""`prior` is how frequent beads of such a size are; `structure` and `vectors` only where they were given."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A bead with the share of each scorer that had a say, in the order of SCORERS."""

    bead: Bead
    """Its cost is -ln of its probability."""
    shares: Mapping[str, float]
    """In nats."""

    @property
    def score(self) -> float:
        """The sum of all shares."""
        return math.fsum(self.shares.values())


@dataclass(frozen=True, slots=True)
class Explained:
    """A bead and what was possible in its place."""

    chosen: Weighed
    others: tuple[Weighed, ...]
    """At most three beads with a unit of the chosen one, the likeliest first."""


def explain(
    source: Sequence[str],
    target: Sequence[str],
    asked: tuple[AbstractSet[int], AbstractSet[int]],
    *,
    dictionary: Dictionary | None = None,
    encoder: Encoder | None = None,
    outline: Outline | None = None,
    points: Sequence[tuple[int, int]] = (),
    langs: everyday.Languages = everyday.UNKNOWN,
) -> Iterator[Explained]:
    """Explain the beads of `align` that have one of these source or target units, in order.

    The texts are aligned again for it. Neither text is empty; what is given is what `align` takes.
    """
    found: list[tuple[AlignedPart, Settled | None]] = []
    whole = AlignmentPath((), ())
    for part in parts(source, target, dictionary, outline, points, langs=langs, keep=encoder is not None):
        settled = None if encoder is None else part.settled(source, target, encoder)
        found.append((part, settled))
        last = settled or part
        whole += elsewhere.doubted(last.path, last.model.lexicon, part.sides)
    if outline is None and not points:
        measured = MeasuredPath.of(whole.beads(), source, target)
        told = Calibration.of(measured.measures).along(whole.moves, whole.sure, measured.opposed)
        whole = replace(whole, sure=tuple(told.tolist()))
    done = 0
    for part, settled in found:
        path, model = (settled or part).path, (settled or part).model
        path = replace(path, sure=whole.sure[done : done + len(path.moves)])
        done += len(path.moves)
        corners = path.corners() + [span.start for span in part.spans]
        for k, ((i0, j0), (i1, j1)) in enumerate(pairwise(corners.tolist())):
            if not asked[0].isdisjoint(range(i0, i1)) or not asked[1].isdisjoint(range(j0, j1)):
                # Shares are computed for some beads around alone: the whole band would be much work for a
                # few lines.
                window = (
                    max(0, k - bounds.EXPLAINED_AROUND),
                    min(len(path.moves), k + bounds.EXPLAINED_AROUND + 1),
                )
                begin, end = path.corners()[[k, k + 1]].tolist()
                # Of what was sure without vectors nothing is encoded.
                heard = settled if settled and settled.known.covers(begin, end) else None
                around = replace(part, model=model, path=path)
                yield _Window.of(around, window, heard).explained(k)


@dataclass(frozen=True, slots=True)
class _Window:
    """Some beads and what was possible beside them."""

    first: int
    """Number of the first bead."""
    path: AlignmentPath
    """Of the beads of the window."""
    corner: tuple[int, int]
    """Units of the whole texts before the window."""
    band: Band
    shares: Mapping[str, Floats]
    """Of each bead that ends in a cell, shape (n + 1, moves, width)."""
    probability: Floats
    """Shape (n + 1, moves, width)."""

    @classmethod
    def of(cls, part: AlignedPart, window: tuple[int, int], settled: Settled | None) -> _Window:
        """The window around some beads of a part.

        Beads window[0] ... window[1] - 1 of its path; settled: with how cosines count, None if they don't.
        """
        (i0, j0), (i1, j1) = part.path.corners()[[*window]].tolist()
        sides = part.sides[0].slice(i0, i1), part.sides[1].slice(j0, j1)
        own = part.path.part(*window)
        band = band_between(part.sides, (i0, j0, i1, j1), part.path.columns(), bounds.FAR)
        shares = dict(_shares(part.model, *sides, band))
        scores = Scorer.of(part.model, ALL, words=True).score(*sides, band)
        if settled is not None and settled.law is not None:
            # Sentences around that were sure are encoded now.
            settled.known.learn([part.path.corners()[[*window]]])
            cosine = settled.known.cosines((i0, j0), band)
            shares = {name: bounds.VECTORS_BESIDE * share for name, share in shares.items()}
            shares["vectors"] = settled.law.score(cosine)
            scores = settled.law.beside(scores, cosine)
        else:
            scores *= bounds.TEMPER
        likely = posteriors([band], [scores]).of_band(0)
        corner = i0 + part.spans[0].start, j0 + part.spans[1].start
        return cls(window[0], own, corner, band, shares, likely)

    def explained(self, number: int) -> Explained:
        """The bead of this number in the path of the part."""
        k = number - self.first
        chosen = self.path.moves[k]
        i, j = self.path.corners()[k + 1].tolist()
        p, q = MOVES[chosen]
        meeting = [
            likely
            for likely in self._likely()
            if likely != (i, chosen, j)
            and _meet(likely, (i - p, i) if p else None, (j - q, j) if not p else None)
        ]
        meeting.sort(key=lambda likely: (-self._chance(*likely), likely))
        # What `align` tells of the bead leaves so much to the others, which share it as the scorers believe.
        left = (1 - self.path.sure[k]) / max(1 - self._chance(i, chosen, j), 1e-12)
        return Explained(
            self._weighed(i, chosen, j, self.path.sure[k]),
            tuple(
                self._weighed(*likely, left * self._chance(*likely)) for likely in meeting[: bounds.EXPLAINED]
            ),
        )

    def _likely(self) -> Iterator[tuple[int, int, int]]:
        """Beads worth telling: row and move, and column of their end."""
        # As numbers of units, since cells mean nothing outside of the window.
        for i, move, cell in zip(*np.nonzero(self.probability >= bounds.EXPLAINED_LEAST), strict=True):
            yield int(i), int(move), int(cell + self.band.lo[i])

    def _chance(self, i: int, move: int, j: int) -> float:
        return float(self.probability[i, move, j - int(self.band.lo[i])])

    def _weighed(self, i: int, move: int, j: int, probability: float) -> Weighed:
        p, q = MOVES[move]
        bead = Bead(
            tuple(self.corner[0] + k for k in range(i - p, i)),
            tuple(self.corner[1] + k for k in range(j - q, j)),
            -math.log(max(probability, 1e-300)),
        )
        cell = j - int(self.band.lo[i])
        shares = {name: float(self.shares[name][i, move, cell]) for name in SCORERS if name in self.shares}
        return Weighed(bead, shares)


def _meet(bead: tuple[int, int, int], ours: tuple[int, int] | None, theirs: tuple[int, int] | None) -> bool:
    """Whether a bead meets a range of units of the source, or of the target."""
    i, move, j = bead
    p, q = MOVES[move]
    near = ours is not None and max(ours[0], i - p) < min(ours[1], i)
    return near or (theirs is not None and max(theirs[0], j - q) < min(theirs[1], j))


def _shares(model: Model, source: Features, target: Features, band: Band) -> Iterator[tuple[str, Floats]]:
    """What the sum of all scorers has more with each scorer than without it."""
    # Scorers are switched off one by one, so that each share is what it adds to the sum.
    none = np.zeros_like(model.prior)
    scorer = Scorer.of(replace(model, prior=none, structure=None), ALL, words=False)
    deaf = replace(scorer, tables=np.zeros_like(scorer.tables))
    length = deaf.score(source, target, band)
    yield "length", length
    marks = scorer.score(source, target, band)
    yield "marks", marks - length
    yield "words", replace(scorer, words=True).score(source, target, band) - marks
    if model.structure is not None:
        framed = Scorer.of(replace(model, prior=none), ALL, words=False)
        yield "structure", framed.score(source, target, band) - marks
    yield "prior", np.broadcast_to(model.prior[:, None], length.shape)
