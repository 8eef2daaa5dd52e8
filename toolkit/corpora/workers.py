"""Tasks, done here or in processes.

Processes are spawned, so that nothing of the parent leaks into them. They end with their parent, and at once
where somebody interrupts it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Generic, NamedTuple, NoReturn, TypeVar, cast

from toolkit.corpora import bounds
from toolkit.errors import DiglotError

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """Who does tasks: this process."""

    def submit(self, function: Callable[..., R], /, *arguments: object) -> Future[R]:
        """A function and its arguments -> its result, some day."""
        future: Future[R] = Future()
        future.set_result(function(*arguments))
        return future

    def ahead(self) -> int:
        """How many tasks may be under way when one more is asked for."""
        return 0

    def share(self, value: T) -> T:
        """A large value that many tasks get -> what to give them instead."""
        return value


class _Processes(Crew):
    """So many processes."""

    def __init__(self, pool: ProcessPoolExecutor, ahead: int) -> None:
        self._pool, self._ahead = pool, ahead

    def submit(self, function: Callable[..., R], /, *arguments: object) -> Future[R]:
        # Ctrl-C in the midst of it would print a traceback of a process that just begins.
        with unheard():
            return self._pool.submit(function, *arguments)

    def ahead(self) -> int:
        return self._ahead


@contextmanager
def processes(jobs: int, ahead: int = bounds.AHEAD) -> Iterator[Crew]:
    """So many processes; this one for a single one.

    ahead  tasks for each process that are under way at most
    Raises DiglotError where a process ends before its time.
    """
    if jobs <= 1:
        yield Crew()
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
    try:
        yield _Processes(pool, ahead * jobs)
        pool.shutdown()
    except BrokenProcessPool as error:
        raise DiglotError(
            "a process ended before its time.", hint="Was the memory short? Run it again with fewer --jobs."
        ) from error
    finally:
        # Who gives up (Ctrl-C) doesn't wait for what is under way.
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


class TaskResult(NamedTuple, Generic[R]):
    """What came of a task: its result, or why there is none."""

    done: bool
    made: object

    def result(self) -> R:
        """The result; raises what went wrong."""
        if isinstance(self.made, BaseException) and not self.done:
            raise self.made
        return cast("R", self.made)


def apart(function: Callable[..., R], /, *arguments: object) -> R:
    """The result of a function, worked out in a process that ends then.

    Raises DiglotError where it ends before its time or never, and what the function raises.
    """
    (outcome,) = each_apart(function, [arguments])
    return outcome.result()


def each_apart(
    function: Callable[..., R], tasks: Iterable[tuple[object, ...]], *, modesty: int = 0
) -> Generator[TaskResult[R], None, None]:
    """What comes of a function with each of some arguments, one after the other, in a process of their own.

    To begin a process takes as long as many a task. One that ends before its time, or never, takes down what
    it was at; another goes on.

    tasks    the arguments of each
    modesty  how much others come before it, as `nice` counts it
    """
    left = deque(tasks)
    while left:
        # A pool would hold semaphores, which are told of where this process is ended meanwhile.
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(sender, function, tuple(left), modesty), daemon=True)
        try:
            with unheard():
                process.start()
        except Exception as error:  # noqa: BLE001 (raised where it was asked for)
            # No other can be begun either.
            yield from (TaskResult[R](False, error) for _ in left)
            return
        sender.close()
        try:
            lost = False
            while left and not lost:
                left.popleft()
                try:
                    told = _received(receiver)
                except DiglotError as error:
                    told, lost = (False, error), True
                    process.kill()
                yield TaskResult(*told)
        finally:
            receiver.close()
            if left:
                process.terminate()
            process.join()


def _received(receiver: Connection) -> tuple[bool, object]:
    """What a process tells next; raises DiglotError where it tells nothing."""
    if not receiver.poll(bounds.PATIENCE):
        what = f"a process took longer than {bounds.PATIENCE / 60:.0f} minutes, and was ended."
        raise DiglotError(what, hint="Is the machine short of memory, or the text very long?")
    try:
        with no_garbage():
            told: tuple[bool, object] = receiver.recv()
    except EOFError as error:
        raise DiglotError("a process ended before its time.", hint="Was the memory short?") from error
    return told


@contextmanager
def no_garbage() -> Iterator[None]:
    """What is read in one piece, or made at once, is held: to look for garbage meanwhile takes as long.

    Nor is it looked through once it is there: it is old at once. What others have left is found before.
    """
    looked = gc.isenabled()
    gc.disable()
    if looked:
        gc.collect(bounds.YOUNG)
    try:
        yield
    finally:
        if looked:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _tell(
    sender: Connection,
    function: Callable[..., object],
    tasks: Sequence[tuple[object, ...]],
    modesty: int,
) -> None:
    """What `each_apart` does in its process: tell each result, or what went wrong."""
    _begin()
    if modesty and hasattr(os, "nice"):
        os.nice(modesty)
    # Whoever ends it lets it take away what it is making aside, as the system wouldn't.
    for ending in _ENDING:
        signal.signal(ending, _leave)
    for arguments in tasks:
        try:
            told: tuple[bool, object] = (True, function(*arguments))
        except Exception as error:  # noqa: BLE001 (raised where it was asked for)
            told = (False, error)
        sender.send(told)


def _leave(number: int, _: object) -> NoReturn:
    """End this process, as a signal says, through all that tidies up; another can't end that."""
    for ending in _ENDING:
        signal.signal(ending, lambda *_: None)
    sys.exit(-number)


def in_order(crew: Crew, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results of tasks, in their order."""
    waiting: deque[Future[R]] = deque()
    for task in tasks:
        waiting.append(crew.submit(function, task))
        # One slow task would let all others pile up.
        if len(waiting) > crew.ahead():
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def first(waiting: dict[Future[R], T]) -> Iterator[tuple[T, R]]:
    """Wait until something is done, and take it out: what it is for, and its result."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()


_ENDING = {signal.SIGINT, signal.SIGTERM}
"""Signals after which a process tidies up."""


@contextmanager
def unheard() -> Iterator[None]:
    """Hold Ctrl-C, and whoever else ends the process, back for a while.

    For the parent till the end of this, for processes begun in it till `_begin`.

    One that is still starting would tell of it with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # With the first process that is begun there is one more, and then both signals are let through.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    # Processes that are begun inherit the mask.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Make a process ready.

    Ctrl-C and its parent's end end it at once, and it leaves other cores to siblings.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # It hears no signals: one that came to it would not wake the thread that has to end.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    reckon_alone()


def reckon_alone() -> None:
    """Let matrices be multiplied in one thread: each has a buffer of megabytes. Before numpy is imported."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))


def _end_with_parent() -> None:
    """End with the parent process.

    A parent that is killed can't end its children, who would wait for work for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
