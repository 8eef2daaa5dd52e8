"""What takes seconds, while people go on: each piece of it in a process of its own.

A thread would not do: while it reckons, no other does. What came of it is held until it is made anew.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar, cast

from toolkit.corpora import workers
from toolkit.errors import DiglotError

T = TypeVar("T")
Version = tuple[str, ...]
"""Checksums of what something was made of."""
_HELD = 8
"""Pieces of which is held what came of them."""
_MODESTY = 10
"""How much others come before it, as `nice` counts it."""


class _Made(NamedTuple):
    """What came of a piece of work."""

    wanted: Version
    """What it was begun for."""
    version: Version
    """What it was made of."""
    value: object
    wrong: DiglotError | None = None
    """Why nothing came of it."""


class Background:
    """Pieces of work that are done one after the other."""

    def __init__(self) -> None:
        self.done = 0
        """Grows with each piece that is done: then whoever shows what it is about asks again."""
        self._made: dict[Hashable, _Made] = {}
        self._begun: set[Hashable] = set()
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._closed = False

    def known(
        self, wanted: Version, work: Callable[..., tuple[Version, T]], *arguments: Hashable
    ) -> tuple[T | None, bool]:
        """What came of some work last, and whether that is of the version that is wanted.

        Where it isn't, the work is begun; None where nothing has come of it yet.

        work  a function of a module; it gives what it was made of besides
        Raises DiglotError where that version can't be made.
        """
        about = (work, *arguments)
        with self._lock:
            last = self._made.get(about)
            # What can't be made is not tried again until something is another.
            known = last is not None and wanted in (last.wanted, last.version)
            if not (known or self._closed or about in self._begun):
                self._begun.add(about)
                threading.Thread(target=self._make, args=(wanted, about), daemon=True).start()
        if last is None:
            return None, False
        if last.wrong is not None and last.wanted == wanted:
            raise last.wrong
        return cast("T", last.value), last.version == wanted

    def _make(self, wanted: Version, about: tuple[Any, ...]) -> None:
        version: Version = ()
        value: object = None
        wrong = None
        try:
            with self._turn:
                if self._closed:
                    return
                version, value = workers.apart(_modestly, *about)
        except DiglotError as error:
            wrong = error
        finally:
            with self._lock:
                last = self._made.get(about)
                # What was known is better than nothing.
                made = _Made(wanted, version, value)
                made = (last or made) if wrong else made
                self._made.pop(about, None)
                self._made[about] = made._replace(wanted=wanted, wrong=wrong)
                while len(self._made) > _HELD:
                    del self._made[next(iter(self._made))]
                self._begun.discard(about)
            self.done += 1

    def close(self) -> None:
        """End what is under way."""
        self._closed = True
        if self._begun:
            for child in multiprocessing.active_children():
                child.terminate()


def _modestly(work: Callable[..., T], *arguments: Hashable) -> T:
    if hasattr(os, "nice"):
        os.nice(_MODESTY)
    return work(*arguments)
