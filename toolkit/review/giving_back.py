"""Memory that a long text took for a moment, given back to the system.

glibc is told to do it. Other C libraries do it, or can't be told.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from toolkit import disk

_HEAPS = -8, 1
"""What glibc is told by `mallopt`: one heap for all threads."""
_MUCH = 64 << 20
"""Bytes that were taken since: of less, the next act would only have to ask for it again."""
_after = {"resident": 0}
"""Bytes that this process had when it gave back last."""


def always() -> None:
    """From now on, what one thread gives back all can have. Before threads are begun."""
    _tell("mallopt", *_HEAPS)


def now() -> None:
    """Give back what is free in the midst of the heap: milliseconds, for when nobody waits."""
    _tell("malloc_trim", 0)
    _after["resident"] = resident()


def where_much() -> None:
    """The same where much was taken since; what an act needs again takes a fifth of an act in a long text."""
    if resident() - _after["resident"] >= _MUCH:
        now()


def resident() -> int:
    """Bytes of memory that this process has; 0 where the system doesn't tell."""
    told = disk.read_if_there(Path("/proc/self/statm"))
    return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE") if told else 0


def _tell(what: str, *given: int) -> None:
    tell = getattr(ctypes.CDLL(None), what, None) if sys.platform == "linux" else None
    if tell is not None:
        tell(*given)
