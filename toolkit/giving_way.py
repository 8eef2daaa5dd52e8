"""Long work that nobody waits for gives way to work that somebody waits for.

Threads of one process take turns every few milliseconds, so what a person waits for takes twice as long while
another thread reckons. Who reckons for long calls `pause` now and then. That does nothing, unless it is done
`behind` others, and one of them is at work: then it goes on once none is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class NotWantedError(Exception):
    """Nobody wants any more what was being made."""


_PAUSE: ContextVar[Callable[[], None] | None] = ContextVar("pause", default=None)


def pause() -> None:
    """Let others go first, where this is done behind them; no lock may be held that they could wait for.

    Raises NotWantedError where it has become useless by then.
    """
    wait = _PAUSE.get()
    if wait is not None:
        wait()


class Precedence:
    """Work of which some goes before the other."""

    def __init__(self) -> None:
        self._before = 0
        self.hurried = 0
        """How many wait for what is done behind others, too."""
        self._changed = threading.Condition()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Somebody waits for this: it gives way to nobody, not to itself either."""
        with self._changed:
            self._before += 1
        token = _PAUSE.set(None)
        try:
            yield
        finally:
            _PAUSE.reset(token)
            with self._changed:
                self._before -= 1
                self._changed.notify_all()

    @contextmanager
    def hurry(self) -> Iterator[None]:
        """Somebody waits for what is done behind others, too: it asks again whether it is wanted."""
        with self._changed:
            self.hurried += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self.hurried -= 1

    @contextmanager
    def behind(self, wanted: Callable[[], bool], turn: float = 0.0) -> Iterator[None]:
        """Nobody waits for this: it goes on while nothing is `first`, and as long as it is wanted.

        turn  seconds of the processor that it works between two waits all the same: so it is done some day
        """
        since = time.thread_time()

        def wait() -> None:
            nonlocal since
            if self._before and time.thread_time() - since >= turn:
                with self._changed:
                    self._changed.wait_for(lambda: not (self._before and wanted()))
                since = time.thread_time()
            if not wanted():
                raise NotWantedError

        token = _PAUSE.set(wait)
        try:
            yield
        finally:
            _PAUSE.reset(token)
