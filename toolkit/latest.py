"""The values that were used last, of many."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Latest(dict[K, V]):
    """So many values at most: where one more comes, that goes which was put in or used first.

    Several threads may use and put in.

    >>> held = Latest(2, {"a": 1, "b": 2})
    >>> held.used("a")
    1
    >>> held["c"] = 3
    >>> sorted(held)
    ['a', 'c']
    """

    def __init__(self, most: int, values: Iterable[tuple[K, V]] | dict[K, V] = ()) -> None:
        super().__init__()
        self.most = most
        self._lock = threading.RLock()
        for key, value in dict(values).items():
            self[key] = value

    def __reduce__(self) -> tuple[type[Latest[K, V]], tuple[int, dict[K, V]]]:
        # Another process has a lock of its own.
        return type(self), (self.most, dict(self))

    def __setitem__(self, key: K, value: V) -> None:
        with self._lock:
            self.pop(key, None)
            super().__setitem__(key, value)
            while len(self) > self.most:
                del self[next(iter(self))]

    def used(self, key: K) -> V | None:
        """A value that is used now; None where it isn't held."""
        with self._lock:
            if key in self:
                self[key] = self[key]
            return self.get(key)
