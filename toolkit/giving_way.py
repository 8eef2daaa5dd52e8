"""Long work gives way to brief work, and what nobody waits for to what somebody waits for.

Threads of one process take turns every few milliseconds, so what a person waits for takes twice as long while
another reckons. Who reckons for long calls `pause` now and then. That does nothing, unless something is
at work then that goes before it: it goes on once that is done. It is never held up for good.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeVar

T = TypeVar("T")
_Rank = Literal[0, 1, 2]
"""Brief work that somebody waits for; long work that somebody waits for; what nobody waits for."""
_TURN = 0.02
"""Seconds of the processor that long work takes between two waits, whatever goes before it."""
_PATIENCE = 0.25
"""Seconds that it waits at once, at most: so it is done some day."""


_SLICE = 256
"""Values of thousands that are gone through between two pauses."""


class NotWantedError(Exception):
    """Nobody wants any more what was being made."""


_PAUSE: ContextVar[Callable[[], None] | None] = ContextVar("pause", default=None)


def pause() -> None:
    """Let others go first, where this is done after them; no lock may be held that they could wait for.

    Raises NotWantedError where it has become useless by then.
    """
    wait = _PAUSE.get()
    if wait is not None:
        wait()


def unhurried(values: Iterable[T]) -> Iterator[T]:
    """Values one by one, with a pause now and then: for whoever goes through thousands."""
    for number, value in enumerate(values):
        if not number % _SLICE:
            pause()
        yield value


class Precedence:
    """Work of which some goes before the other."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        """patience: seconds that work waits for others at once, at most."""
        self._at_work: dict[int, _Rank] = {}
        """What is at work, by number; and of which rank it is."""
        self._numbers = itertools.count()
        self._patience = patience
        self.hurried = 0
        """How many wait for what is done behind others, too."""
        self._changed = threading.Condition()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Somebody waits for this, and it is brief: it gives way to nobody, not to itself either."""
        with self._working(0, None):
            yield

    @contextmanager
    def long(self, wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
        """Somebody waits for this, and it may take long: it goes on while nothing is `first`.

        wanted  whether it still is: it is given up where it isn't
        """
        with self._working(1, self._giving_way(1, wanted)):
            yield

    @contextmanager
    def behind(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Nobody waits for this: it goes on while nothing else does, and as long as it is wanted."""
        with self._working(2, self._giving_way(2, wanted)):
            yield

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
    def _working(self, rank: _Rank, wait: Callable[[], None] | None) -> Iterator[None]:
        with self._changed:
            number = next(self._numbers)
            self._at_work[number] = rank
        token = _PAUSE.set(wait)
        try:
            yield
        finally:
            _PAUSE.reset(token)
            with self._changed:
                del self._at_work[number]
                self._changed.notify_all()

    def _giving_way(self, rank: _Rank, wanted: Callable[[], bool]) -> Callable[[], None]:
        """What work of a rank does now and then."""
        since = -_TURN
        """How long its thread had worked at its last wait."""

        def wait() -> None:
            nonlocal since
            if time.thread_time() - since >= _TURN:
                with self._changed:
                    # Those that come meanwhile wait for a turn of this in their turn: where many are brief,
                    # there may never be a moment without any.
                    ahead = {number for number, other in self._at_work.items() if other < rank}
                    self._changed.wait_for(
                        lambda: ahead.isdisjoint(self._at_work) or not wanted(), self._patience
                    )
                since = time.thread_time()
            if not wanted():
                raise NotWantedError

        return wait


class Turns:
    """Whoever comes first is first, and one is at it at a time."""

    def __init__(self) -> None:
        self._tickets: list[tuple[object, bool]] = []
        """Of whoever is at it, and of those that wait; and whether that is much work."""
        self._changed = threading.Condition()

    @property
    def hurried(self) -> bool:
        """Whether somebody waits who isn't known to have much to do."""
        with self._changed:
            return not all(much for _, much in self._tickets[1:])

    @contextmanager
    def turn(self, *, much: bool = False) -> Iterator[None]:
        """Wait for a turn, and have it; much: whether it is known to be much work."""
        ticket = object(), much
        try:
            with self._changed:
                self._tickets.append(ticket)
                self._changed.wait_for(lambda: self._tickets[0] is ticket)
            yield
        finally:
            with self._changed:
                self._tickets.remove(ticket)
                self._changed.notify_all()
