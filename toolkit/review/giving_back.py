"""Memory that a long text took for a moment, given back to the system.

glibc is told to do it. Other C libraries do it, or can't be told.
"""

from __future__ import annotations

import ctypes
import sys

_HEAPS = -8, 1
"""What glibc is told by `mallopt`: one heap for all threads."""


def always() -> None:
    """From now on, what one thread gives back all can have. Before threads are begun."""
    _tell("mallopt", *_HEAPS)


def now() -> None:
    """Give back what is free in the midst of the heap: milliseconds, for when nobody waits."""
    _tell("malloc_trim", 0)


def _tell(what: str, *given: int) -> None:
    tell = getattr(ctypes.CDLL(None), what, None) if sys.platform == "linux" else None
    if tell is not None:
        tell(*given)
