"""Memory that a long text took for a moment, given back to the system.

glibc is told to do it. Other C libraries do it, or can't be told.
"""

from __future__ import annotations

import ctypes
import sys

_HEAPS, _ALONE, _KEPT = (-8, 1), (-3, 1 << 16), (-1, 1 << 16)
"""What glibc is told by `mallopt`: one heap for all threads; bytes from which on a text has its own memory;
bytes that stay at the end of the heap."""


def always() -> None:
    """From now on, give back what ends the heap. Before threads are begun."""
    for option in (_HEAPS, _ALONE, _KEPT):
        _tell("mallopt", *option)


def now() -> None:
    """Give back what is free in the midst of the heap: milliseconds, for when nobody waits."""
    _tell("malloc_trim", 0)


def _tell(what: str, *given: int) -> None:
    tell = getattr(ctypes.CDLL(None), what, None) if sys.platform == "linux" else None
    if tell is not None:
        tell(*given)
