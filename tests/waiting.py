"""What another thread or process does is waited for, on the slowest machine as well.

    until(lambda: path.exists())
    answer = until(lambda: asked() or None)

A test that asked at once, or only for a while, would fail where the machine has other things to do. One that
waits in vain fails late, which is no matter: it fails.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import sleep
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 300.0
"""Seconds: whoever waits has no number of their own."""
_PAUSE = 0.01


def until(true: Callable[[], T | None]) -> T:
    """What is true at last."""
    # Looks are counted, and no clock is read: a machine that sleeps meanwhile has as many.
    for _ in range(round(PATIENCE / _PAUSE)):
        if value := true():
            return value
        sleep(_PAUSE)
    raise AssertionError("it was waited for in vain")


def happened(event: Event) -> None:
    """Wait until something has happened."""
    assert event.wait(PATIENCE), "it was waited for in vain"


def ended(*threads: Thread) -> None:
    """Wait until all threads have ended."""
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "it was waited for in vain"
