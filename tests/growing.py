"""How work grows with its input, on any machine.

No test asks for a time: a slower machine, or a busy one, would fail it. It asks how much more is done for
four times the input: four times as much where work is linear, sixteen times where it is quadratic.

    assert not growing.by_steps(make, 100)

`make` gives for a size what is to be measured; making the input isn't.
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

Work = Callable[[], object]
Make = Callable[[int], Work]

TIMES = 4
"""As large as the small input the large one is."""
BOUND = 7.0
"""Times as much that it may take: between 4 (linear) and 16 (quadratic). Caches that no longer fit and memory
that is asked of the system make large inputs somewhat slower than linear."""
LONG_ENOUGH = 0.02
"""CPU seconds of the smallest size, below which the clock says too little: the size is doubled until then."""
LEAST = 0.01
"""The same for who measures again where it is too much."""
ENOUGH = 60_000
"""Size from which on it needn't be larger: what takes no time then is quick enough."""
ENDLESS = 60
"""CPU seconds after which work is taken for endless: at least thirty times what a guarded test takes."""


def by_steps(make: Make, size: int) -> str:
    """What to say of work in Python that grows too fast; "" of other work.

    It is counted, so it is the same on each machine. What C does (a pattern, `in`, a copy) is no step.
    """
    few, many = (steps(make(size * factor)) for factor in (1, TIMES))
    return "" if many <= BOUND * few else f"{TIMES} times as much takes {many / few:.1f} times as many steps"


def by_clock(make: Make, size: int) -> str:
    """What to say of any work that grows too fast; "" of other work."""
    # Another process may have had the machine: only what is slow each time is slow.
    for least in (LEAST, LONG_ENOUGH, LONG_ENOUGH, LONG_ENOUGH):
        first, last = times(make, size, least, (TIMES,))[1]
        if not too_fast((first, last), least):
            return ""
        if last > ENDLESS:
            break
    return f"{TIMES} times as much takes {last / first:.1f} times as long"


def steps(work: Work) -> int:
    """How many lines of Python run, turns of loops as well. What a first run keeps is there."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    work()
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def seconds(work: Work, runs: int = 3) -> float:
    """CPU seconds of the shortest run."""
    best = float("inf")
    collecting = gc.isenabled()
    gc.disable()  # What else lives in this process is no part of the work.
    try:
        for _ in range(runs):
            begun = time.process_time()
            work()
            best = min(best, time.process_time() - begun)
            if best > 2:
                break
    finally:
        if collecting:
            gc.enable()
    return best


def times(
    make: Make, size: int, least: float, factors: Sequence[int], runs: int = 1, most: float = 60
) -> tuple[int, list[float]]:
    """The smallest size, and the CPU seconds of it and of so many times as much.

    least  seconds that the smallest size takes at least
    most   seconds after which nothing larger is tried: that takes endless time
    """
    first = seconds(make(size), runs)
    while first < least and size < ENOUGH:
        size *= 2
        first = seconds(make(size), runs)
    found = [first]
    for factor in factors:
        found.append(seconds(make(size * factor), runs) if found[-1] <= most else float("inf"))
    return size, found


def too_fast(found: Sequence[float], least: float = LONG_ENOUGH) -> bool:
    """Whether time grows faster than the size.

    Shorter times than the clock sees count as that long.
    """
    return found[-1] > BOUND * max(found[0], least)


@contextmanager
def ending() -> Iterator[None]:
    """Work that ends: what takes as long as none does on any machine is broken off, and fails."""

    def late(*_: object) -> None:
        raise AssertionError(f"it hasn't ended after {ENDLESS} CPU seconds")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
