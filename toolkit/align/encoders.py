"""Encoders by name, and what is asked of one that somebody else wrote: whatever goes wrong in it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.errors import DiglotError
from toolkit.text import counted

if TYPE_CHECKING:
    from toolkit.align.vectors import Encoder

T = TypeVar("T")
_WITHOUT = "`--encoder none` aligns without one."


def named(name: str) -> Encoder:
    """The encoder of this name. Raises DiglotError where there is none, or where it is no encoder."""
    if name == "default":
        from toolkit.align import vectors

        return vectors.default()
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
    found = getattr(package, attribute)
    if isinstance(found, type) or (callable(found) and not hasattr(found, "encode")):
        found = _tried(f"the encoder {name} can't be made", found)
    if not hasattr(found, "encode"):
        raise DiglotError(f"{name} is no encoder.", hint="It needs a method encode(texts).")
    return Own(name, found)


def _tried(what: str, call: Callable[[], T]) -> T:
    """What code of somebody else gives. Raises DiglotError for whatever it raises, but for ImportError."""
    try:
        return call()
    except ImportError:
        raise
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}".rstrip(".: ")
        raise DiglotError(f"{what}: {said}.", hint=f"Mend it, or leave it out: {_WITHOUT}") from error


class Own:
    """An encoder that isn't diglot's."""

    def __init__(self, name: str, encoder: Any) -> None:
        self.name = name
        self._encoder = encoder
        self._dimensions = 0

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of shape (texts, dimensions). Raises DiglotError where it gives none such."""
        try:
            given = _tried(f"the encoder {self.name} failed", lambda: self._encoder.encode(texts))
        except ImportError as error:
            raise DiglotError(
                f"the encoder {self.name} failed: {error}.", hint="Install what it needs where diglot is."
            ) from error
        found = checked(given, len(texts), self.name)
        if self._dimensions not in {0, found.shape[1]}:
            raise _odd(self.name, f"vectors of {self._dimensions} numbers, and then of {found.shape[1]}")
        self._dimensions = found.shape[1]
        return found


def checked(given: object, count: int, name: str) -> npt.NDArray[np.float32]:
    """What an encoder gave for so many texts, shape (texts, dimensions). DiglotError for anything else."""
    try:
        vectors = np.asarray(given, dtype=np.float32)
    except Exception as error:  # whatever stands in the way of numbers: arrays of others raise their own
        raise _odd(name, f"no vectors of one length for {counted(count, 'text')}") from error
    if vectors.ndim != 2 or len(vectors) != count or not vectors.shape[1]:
        raise _odd(name, f"an array of shape {vectors.shape} for {counted(count, 'text')}")
    wrong = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
    if len(wrong):
        raise _odd(name, f"a vector with NaN or infinite numbers, for text {wrong[0] + 1} of {count:,}")
    return vectors


def _odd(name: str, what: str) -> DiglotError:
    return DiglotError(
        f"the encoder {name} returned {what}.",
        hint=f"encode(texts) returns one vector for each text, all of one length. {_WITHOUT}",
    )
