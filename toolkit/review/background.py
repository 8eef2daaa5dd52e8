"""What takes seconds, while people go on: in a process of its own.

A thread would not do: while it reckons, no other does. What came of it is held until it is made anew.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable, Generator, Hashable, Iterator
from typing import Any, NamedTuple, TypeVar, cast

from toolkit.corpora import workers
from toolkit.giving_way import NotWantedError, Precedence
from toolkit.latest import Latest
from toolkit.review import giving_back

T = TypeVar("T")
R = TypeVar("R")
Version = tuple[str, ...]
"""Checksums of what something was made of."""
_HELD = 8
"""Pieces of which is held what came of them."""
_MODESTY = 10
"""How much others come before it, as `nice` counts it."""
_GRACE = 1.0
"""Seconds that a piece has to end when nobody wants it any more."""


class _Made(NamedTuple):
    """What came of a piece of work."""

    version: Version
    """What it was made of."""
    value: object
    failed: Version = ()
    """What it was begun for when nothing came of it last; () where something did."""
    wrong: Exception | None = None
    """Why nothing came of it then."""


_HERE = "here"
"""In the place of the work of what is made in this process alone."""
_NOTHING = _Made((), None)
"""What has come of a piece that was never made."""


class Background:
    """Pieces of work that are done one after the other."""

    def __init__(self, precedence: Precedence | None = None) -> None:
        """precedence: of what is done in this process, which gives way to what somebody waits for."""
        self._precedence = precedence or Precedence()
        self.done = 0
        """Grows with each piece that is done: then whoever shows what it is about asks again."""
        self._made: Latest[Hashable, _Made] = Latest(_HELD)
        self._begun: set[Hashable] = set()
        self._waiting: dict[tuple[Any, ...], tuple[Version, Callable[[Any], Any] | None]] = {}
        """What waits for its turn, with what it was begun for and what is made of it then."""
        self._lock = threading.Lock()
        self._turns = {True: threading.Lock(), False: threading.Lock()}
        """One after the other, whether it is made in this process alone: a page waits for that."""
        self._closed = False

    def known(
        self, wanted: Version, work: Callable[..., tuple[Version, T]], *arguments: Hashable
    ) -> tuple[T | None, bool]:
        """What came of some work last, and whether that is of the version that is wanted.

        Where it isn't, the work is begun; None where nothing has come of it yet.

        work  a function of a module; it gives what it was made of besides
        Raises what went wrong where that version can't be made: DiglotError, if nothing is wrong with diglot.
        """
        last = self._asked(wanted, (work, *arguments), None)
        return cast("T | None", last.value), last.version == wanted

    def handed(
        self,
        wanted: Version,
        work: Callable[..., tuple[Version, T]],
        then: Callable[[T], R],
        *arguments: Hashable,
    ) -> R | None:
        """What was made of what came of some work, once it is there; whoever gets it holds it from then on.

        It tells of which version it is: who changes files without a pause would never get the one that is
        wanted.

        then  is done in this process, and gives way to what somebody waits for
        None as long as nothing is there. Raises as `known`.
        """
        about = (work, *arguments)
        with self._lock:
            made = self._made.pop(about, _NOTHING) if self._made.get(about, _NOTHING).value else _NOTHING
        if made is _NOTHING:
            self._asked(wanted, about, then)
        return cast("R | None", made.value)

    def here(self, wanted: Version, then: Callable[[object], R], *about: Hashable) -> R | None:
        """What is made in this process alone, behind whatever somebody waits for.

        then  is given nothing
        None as long as it isn't there; whoever gets it holds it from then on. Raises as `known`.
        """
        last = self._asked(wanted, (_HERE, *about), then)
        if last.version != wanted:
            return None
        with self._lock:
            self._made.pop((_HERE, *about), None)
        return cast("R", last.value)

    def behind(self, work: Callable[[], object], wanted: Callable[[], bool] = lambda: True) -> None:
        """Do something in this process behind others; nobody asks what came of it.

        wanted  whether it still is: it is given up where it isn't
        """
        behind = self._precedence.behind(lambda: not self._closed and wanted())
        with contextlib.suppress(NotWantedError), behind:
            work()

    def later(self, work: Callable[[], object], after: float = 0.0) -> threading.Timer:
        """The same in a thread of its own, after so many seconds, unless it is cancelled by then."""
        timer = threading.Timer(after, self.behind, (work,))
        timer.daemon = True
        timer.start()
        return timer

    def _asked(self, wanted: Version, about: tuple[Any, ...], then: Callable[[Any], Any] | None) -> _Made:
        """What came of it last; it is begun where that is another version."""
        with self._lock:
            last = self._made.get(about, _NOTHING)
            # What can't be made is not tried again until something is another. What was made of other files
            # than those that it was begun for is: they may be as they were again.
            known = wanted in (last.version, last.failed)
            if not (known or self._closed or about in self._begun):
                self._begun.add(about)
                self._waiting[about] = wanted, then
                threading.Thread(target=self._make, args=(about[0],), daemon=True).start()
        if last.wrong is not None and last.failed == wanted:
            raise last.wrong
        return last

    def _make(self, work: Any) -> None:
        """Make whatever waits for the same work: to begin a process takes as long as many a piece."""
        with self._turns[work is _HERE], contextlib.ExitStack() as stack:
            with self._lock:
                pieces = [about for about in self._waiting if about[0] is work]
                taken = {about: self._waiting.pop(about) for about in pieces}
            outcomes: Generator[workers.TaskResult[Any], None, None]
            if work is _HERE:
                outcomes = (workers.TaskResult[Any](True, (wanted, None)) for wanted, _ in taken.values())
            else:
                outcomes = workers.each_apart(work, [about[1:] for about in pieces], modesty=_MODESTY)
            stack.callback(outcomes.close)
            for about, (wanted, then) in taken.items():
                self._settle(about, wanted, then, outcomes)

    def _settle(
        self,
        about: tuple[Any, ...],
        wanted: Version,
        then: Callable[[Any], Any] | None,
        outcomes: Iterator[workers.TaskResult[Any]],
    ) -> None:
        """Hold the next outcome, which is that of this piece."""
        made = self._made.get(about, _NOTHING)
        try:
            if not self._closed:
                version, value = next(outcomes).result()
                if then is not None:
                    with self._precedence.behind(lambda: not self._closed):
                        value = then(value)
                made = _Made(version, value)
        except Exception as error:  # noqa: BLE001 (raised where it is asked for)
            # What was known is better than nothing, and than half of what is made of it.
            made = made._replace(failed=wanted, wrong=error)
        with self._lock:
            self._made[about] = made
            self._begun.discard(about)
            self.done += 1
        giving_back.now()

    def close(self) -> None:
        """End what is under way."""
        self._closed = True
        if self._begun:
            # What it keeps is put in its place whole; it takes away what it is making aside. One that is only
            # starting hears nothing yet, and has nothing either.
            children = multiprocessing.active_children()
            for child in children:
                child.terminate()
            for child in children:
                child.join(_GRACE)
                child.kill()
