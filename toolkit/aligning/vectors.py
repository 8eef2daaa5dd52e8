"""Sentence vectors of a cross-lingual encoder, where the cheap scorers are in doubt.

A stretch's vector is the sum of its sentences' vectors: one vector is needed for each sentence, not one for
each stretch. Stretches of beads that may well be right are encoded as one text, which says more: sentences
explain each other. What all sentences of a text have in common is taken out first (all but the top, after Mu
and Viswanath 2018): it says nothing about any of them, and in sums of several it grows until long beads look
alike. So it doesn't matter where an encoder has its origin, nor how long its vectors are, nor how its axes
lie. The cosine of both sides is judged by a likelihood ratio: how do true beads look, and how do
neighbours that are no beads? Both are estimated from the pair of texts (after the margin idea of Artetxe and
Schwenk 2019, who compare a pair with the neighbours of either side).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, running
from toolkit.aligning.beads import MOVES, NULLS, REACH, Band, Rectangle
from toolkit.aligning.encoders import Encoder, Joined, encode
from toolkit.findings import Finding, report

_PLAIN = MOVES.index((1, 1))
_EXTRA = np.array([max(0, p + q - 2) for p, q in MOVES], dtype=np.float64)


class SeenCosines(NamedTuple):
    """What was seen of cosines in a pair of texts, with nothing that is known in general."""

    true: float
    """The mean of beads, by their probabilities."""
    false: float
    """That of neighbours."""
    spread: float
    """Deviation of both."""
    beads: float
    """Expected number of right beads."""

    @classmethod
    def of(cls, true: Floats, weight: Floats, false: Floats) -> SeenCosines:
        """From cosines of beads with their probabilities, and of neighbours."""
        beads = float(weight.sum())
        mean, other = float(weight @ true) / max(beads, 1e-9), float(false.mean()) if len(false) else 0.0
        inside = float(weight @ (true - mean) ** 2) / max(beads, 1e-9)
        outside = float(false.var()) if len(false) else 0.0
        return cls(mean, other, float(np.sqrt((inside + outside) / 2)), beads)

    @property
    def tell(self) -> bool:
        """Whether true pairs may be far enough from false ones to be told from them.

        Of few beads nobody knows: their mean may be off by chance.
        """
        if not self.beads:
            return True
        least = bounds.VECTORS_TELL - bounds.VECTORS_ERRORS / np.sqrt(self.beads)
        return bool(self.true - self.false > least * self.spread)


@dataclass(frozen=True, slots=True)
class CosineLaw:
    """How cosines are distributed among true beads and among neighbours."""

    true: float = bounds.COSINE_TRUE
    false: float = bounds.COSINE_FALSE
    spread: float = bounds.COSINE_SPREAD
    """Deviation of both: with one for both the ratio is linear, and a better cosine is always better."""
    seen: SeenCosines | None = None
    """What was seen of them, if anything was."""

    def score(self, cosine: Floats) -> Floats:
        """What cosines speak for each bead, shape (n + 1, moves, width); 0 for null beads."""
        apart = self.true - self.false
        # A cosine far beyond the usual says no more than a usual one.
        near = np.clip((cosine - self.false) / apart, *bounds.COSINE_BEYOND)
        factor = bounds.VECTORS_SLOPE + bounds.VECTORS_LARGER * _EXTRA[:, None]
        result: Floats = (apart / self.spread) ** 2 * (factor * near - bounds.VECTORS_PRICE)
        result[:, :NULLS] = 0.0
        return result

    def beside(self, scores: Floats, cosine: Floats) -> Floats:
        """What the other scorers and the cosines say together, ready for probabilities."""
        return bounds.VECTORS_TEMPER * (bounds.VECTORS_BESIDE * scores + self.score(cosine))

    @property
    def tells(self) -> bool:
        """Whether true pairs are far enough from false ones to be told from them, as far as was seen."""
        return self.seen is None or self.seen.tell

    def finding(self) -> Finding:
        """Find that they are not."""
        true, false, spread, _ = self.seen or (self.true, self.false, self.spread, 0.0)
        return report("D317", true=f"{true:.2f}", false=f"{false:.2f}", spread=f"{spread:.2f}")


def fit(true: Floats, weight: Floats, false: Floats) -> CosineLaw:
    """The law, from cosines of beads with their probabilities and of neighbours; of few near the general."""
    start, seen = CosineLaw(), SeenCosines.of(true, weight, false)
    if len(false) and not true.any() and not false.any():
        # Each sentence has what all have in common, and nothing else: that says nothing, be they ever so few.
        return CosineLaw(bounds.COSINE_APART, 0.0, seen=seen)
    ones = np.ones(len(false))
    mean = (float(weight @ true) + bounds.VECTORS_PRIOR * start.true) / (
        float(weight.sum()) + bounds.VECTORS_PRIOR
    )
    other = (float(false.sum()) + bounds.VECTORS_PRIOR * start.false) / (len(false) + bounds.VECTORS_PRIOR)
    inside = _variance(true - mean, weight, start.spread)
    outside = _variance(false - other, ones, start.spread)
    spread = float(np.sqrt((inside + outside) / 2))
    return CosineLaw(max(mean, other + bounds.COSINE_APART), other, spread, seen)


def _variance(gap: Floats, weight: Floats, spread: float) -> float:
    return (float(weight @ gap**2) + bounds.VECTORS_PRIOR * spread**2) / (
        float(weight.sum()) + bounds.VECTORS_PRIOR
    )


def cosines(source: npt.NDArray[np.float32], target: npt.NDArray[np.float32], band: Band) -> Floats:
    """The cosine of both sides of each bead, shape (n + 1, moves, width); 0 for null beads.

    source, target: unit vectors of the sentences of a short piece: all pairs are multiplied.
    """
    n, m = len(source), len(target)
    pairs = (source @ target.T).astype(np.float64)
    columns = np.clip(band.cells(), 0, m)
    rows = np.arange(n + 1)[:, None]
    dots = np.zeros((n + 1, m + 1))
    # The product of two sums is a sum of products: any bead's is four look-ups.
    dots[1:, 1:] = np.cumsum(np.cumsum(pairs, axis=0), axis=1)
    out = np.zeros((n + 1, len(MOVES), band.width))
    ours, theirs = _norms(source), _norms(target)
    for k, (p, q) in enumerate(MOVES):
        if not (p and q):
            continue
        a, b = np.maximum(rows - p, 0), np.maximum(columns - q, 0)
        dot = dots[rows, columns] - dots[a, columns] - dots[rows, b] + dots[a, b]
        out[:, k] = dot / np.maximum(ours[p][:, None] * theirs[q][columns], 1e-6)
    return out


def _norms(vectors: npt.NDArray[np.float32]) -> Floats:
    """The length of the sum of the w vectors before each position, shape (6, n + 1)."""
    sums = running(vectors).astype(np.float64)
    at = np.arange(len(sums))
    return np.stack([np.linalg.norm(sums - sums[np.maximum(at - w, 0)], axis=1) for w in range(REACH + 1)])


class KnownVectors:
    """The vectors of the sentences that were asked for so far."""

    def __init__(
        self, encoder: Encoder, texts: tuple[Sequence[str], Sequence[str]], lengths: tuple[Floats, Floats]
    ) -> None:
        self._encoders = encoder.encoders if isinstance(encoder, Joined) else (encoder,)
        self._texts = [*texts[0], *texts[1]]
        # In the sum of a bead a "Yes." should not weigh as much as the sentence after it.
        self._weights = np.sqrt(np.concatenate(lengths) + bounds.LENGTH_MORE)
        self._seen = np.zeros(len(self._texts), dtype=bool)
        self._vectors = np.zeros((len(self._texts), 1), dtype=np.float32)
        # Stretches that were encoded as one text, by how many units they have and where they end.
        self._whole = np.full((REACH + 1, len(self._texts) + 1), -1)
        self._wholes = self._vectors[:0]
        self._centres: list[npt.NDArray[np.float64]] = []
        self._count = len(texts[0])

    @property
    def source(self) -> npt.NDArray[np.float32]:
        """Vectors of source units, (units, dimensions), weighted by length; 0 for those nobody asked for."""
        return self._vectors[: self._count]

    @property
    def target(self) -> npt.NDArray[np.float32]:
        """Vectors of target units, likewise."""
        return self._vectors[self._count :]

    def learn(self, boxes: Sequence[Ints]) -> None:
        """Encode the new sentences of boxes.

        Each box is [[i0, j0], [i1, j1]]. What they have in common is learnt from the first that come.

        Both sides at once: an encoder works best on many texts.
        """
        # Boxes overlap, and each sentence is encoded once.
        wanted = np.zeros(len(self._texts), dtype=bool)
        for (i0, j0), (i1, j1) in boxes:
            wanted[i0:i1] = True
            wanted[self._count + j0 : self._count + j1] = True
        new = np.flatnonzero(wanted & ~self._seen)
        if not len(new):
            return
        vectors = self._encoded([self._texts[k] for k in new.tolist()], new >= self._count)
        # How many dimensions there are is known with the first vectors.
        if self._vectors.shape[1] != vectors.shape[1]:
            self._vectors = np.zeros((len(self._texts), vectors.shape[1]), dtype=np.float32)
        self._vectors[new] = vectors * self._weights[new, None]
        self._seen[new] = True

    def join(self, beads: Sequence[Rectangle]) -> None:
        """Encode both sides of these beads as one text each; their sentences were learnt before."""
        wanted: dict[tuple[int, int], None] = {}
        for i0, j0, i1, j1 in beads:
            wanted |= dict.fromkeys(((i0, i1), (self._count + j0, self._count + j1)))
        new = [(a, b) for a, b in wanted if self._whole[b - a, b] < 0]
        if not new:
            return
        first, last = np.array(new).T
        vectors = self._wholes_of(first, last)
        self._whole[last - first, last] = len(self._wholes) + np.arange(len(new))
        self._wholes = np.concatenate((self._wholes.reshape(-1, vectors.shape[1]), vectors))

    def _wholes_of(self, first: Ints, last: Ints) -> npt.NDArray[np.float32]:
        """Unit vectors of stretches as one text each; a sentence alone has one already."""
        out = (self._vectors[first] / self._weights[first, None]).astype(np.float32)
        several = np.flatnonzero(last - first > 1)
        if len(several):
            spans = zip(first[several].tolist(), last[several].tolist(), strict=True)
            texts = [" ".join(self._texts[a:b]) for a, b in spans]
            out[several] = self._encoded(texts, first[several] >= self._count)
        result: npt.NDArray[np.float32] = out
        return result

    def _encoded(self, texts: Sequence[str], side: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
        """Unit vectors of texts, those of all encoders side by side; side: which are of the target."""
        own = side.astype(np.int64)
        given = [encode(encoder, texts) for encoder in self._encoders]
        if not self._centres:
            self._centres = [_centres(vectors, own) for vectors in given]
        parts = [_unit(vectors, centres[own]) for vectors, centres in zip(given, self._centres, strict=True)]
        side_by_side = np.concatenate(parts, axis=1) / np.sqrt(len(parts))
        result: npt.NDArray[np.float32] = side_by_side.astype(np.float32)
        return result

    def cosines(self, corner: tuple[int, int], band: Band) -> Floats:
        """`cosines` of a piece that begins at this corner (i, j), of whole texts where they are known."""
        (i, j), n, m = corner, band.rows, band.columns
        out = cosines(self.source[i : i + n], self.target[j : j + m], band)
        cells = band.cells()
        columns, inside = np.clip(cells, 0, m), (cells >= 0) & (cells <= m)
        for k, (p, q) in enumerate(MOVES):
            # A stretch that begins before the piece belongs to its neighbours.
            ours, theirs = (
                np.where(np.arange(size + 1) < units, -1, self._whole[units, at : at + size + 1])
                for units, at, size in ((p, i, n), (q, self._count + j, m))
            )
            there = np.nonzero((ours[:, None] >= 0) & (theirs[columns] >= 0) & inside)
            if k >= NULLS and k != _PLAIN and len(there[0]):
                a, b = self._wholes[ours[there[0]]], self._wholes[theirs[columns[there]]]
                out[there[0], k, there[1]] = np.einsum("nd,nd->n", a, b)
        return out

    def covers(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Whether all units from one corner (i, j) to another, one at least, were encoded."""
        (i0, j0), (i1, j1) = first, last
        return bool(
            np.concatenate((self._seen[i0:i1], self._seen[self._count + j0 : self._count + j1])).all()
        )


def _centres(vectors: Floats, side: Ints) -> Floats:
    """What sentences of each text have in common, shape (2, dimensions).

    Of few sentences the mean of both texts' is nearer to it.
    """
    both = vectors.mean(axis=0)
    prior = bounds.VECTORS_CENTRE
    return np.stack(
        [(vectors[side == k].sum(axis=0) + prior * both) / ((side == k).sum() + prior) for k in (0, 1)]
    )


def _unit(vectors: Floats, centres: Floats) -> Floats:
    """Vectors of length 1, from a centre; what lies nowhere else but there, as numbers go, is 0."""
    least = 1e-6 * max(float(np.linalg.norm(vectors, axis=1).max(initial=0.0)), 1e-300)
    apart = vectors - centres
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    result: Floats = apart / np.where(lengths > least, lengths, np.inf)
    return result
