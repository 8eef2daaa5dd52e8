"""What nobody waits for gives way to what somebody waits for."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from toolkit.giving_way import NotWantedError, Precedence, Turns, pause, unhurried
from toolkit.late import WorkedOut
from waiting import ended, happened

A_WHILE = 0.05
"""Seconds: what must not go on in them could have gone on for long."""


class Work:
    """Two steps in a thread of its own, with a pause between them."""

    def __init__(self, precedence: Precedence, wanted: Callable[[], bool] = lambda: True) -> None:
        self.done: list[str] = []
        self.begun, self._precedence, self._wanted = threading.Event(), precedence, wanted
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        happened(self.begun)

    def _run(self) -> None:
        try:
            with self._precedence.behind(self._wanted):
                self.done.append("one")
                self.begun.set()
                pause()
                self.done.append("two")
        except NotWantedError:
            self.done.append("given up")

    def after(self, seconds: float | None = None) -> list[str]:
        """What is done after a while, or in the end."""
        if seconds is None:
            ended(self._thread)
        self._thread.join(seconds)
        return [*self.done]


@pytest.fixture
def precedence() -> Precedence:
    return Precedence(patience=60.0)


def test_it_goes_on_once_nobody_waits(precedence: Precedence) -> None:
    with precedence.first():
        with precedence.first():
            work = Work(precedence)
            assert work.after(A_WHILE) == ["one"]
        # Of two that go first one is left.
        assert work.after(A_WHILE) == ["one"]
    assert work.after() == ["one", "two"]


def test_it_is_given_up_where_nobody_wants_it_by_then(precedence: Precedence) -> None:
    wanted = True
    with precedence.first():
        work = Work(precedence, lambda: wanted)
        wanted = False
    assert work.after() == ["one", "given up"]


def test_whoever_isnt_behind_goes_on(precedence: Precedence) -> None:
    with precedence.first():
        pause()
    with precedence.behind(lambda: True):
        pause()
    with precedence.first():
        pause()


def test_what_fails_first_is_behind_nobody(precedence: Precedence) -> None:
    with pytest.raises(ValueError, match="no"), precedence.first():
        raise ValueError("no")
    assert Work(precedence).after() == ["one", "two"]


def test_long_work_goes_before_what_is_behind_and_after_what_is_brief(precedence: Precedence) -> None:
    begun, goes_on, told = threading.Event(), threading.Event(), list[str]()

    def work() -> None:
        with precedence.long():
            begun.set()
            pause()
            told.append("long")
            happened(goes_on)

    thread = threading.Thread(target=work, daemon=True)
    with precedence.first():
        thread.start()
        happened(begun)
        behind = Work(precedence)
        thread.join(A_WHILE)
        assert not told
    # It is done with its pause, and still at work.
    assert behind.after(A_WHILE) == ["one"]
    assert told == ["long"]
    goes_on.set()
    assert behind.after() == ["one", "two"]
    thread.join()


def test_who_comes_later_holds_up_nobody_who_waits(precedence: Precedence) -> None:
    """Where many ask for something brief, there may never be a moment in which nobody does."""
    with ExitStack() as later:
        with precedence.first():
            work = Work(precedence)
            assert work.after(A_WHILE) == ["one"]
            later.enter_context(precedence.first())
        assert work.after() == ["one", "two"]


def test_nothing_is_held_up_for_good() -> None:
    precedence = Precedence(patience=0.01)
    with precedence.first():
        assert Work(precedence).after() == ["one", "two"]


def test_who_goes_through_thousands_pauses_now_and_then(precedence: Precedence) -> None:
    told = list[int]()

    def work() -> None:
        with precedence.long():
            for value in unhurried(range(1000)):
                told.append(value)
                since = time.thread_time()
                while time.thread_time() - since < 0.0001:
                    pass

    with precedence.first():
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(A_WHILE)
        assert len(told) < 1000
    thread.join()
    assert told == [*range(1000)]


class Text:
    """Something that is worked out in steps."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    @WorkedOut
    def length(self) -> int:
        """Worked out with a pause."""
        self.begun.set()
        pause()
        return 1


def test_what_is_worked_out_behind_holds_up_nobody_who_asks_for_that_of_another(
    precedence: Precedence,
) -> None:
    text, told = Text(), list[int]()

    def behind() -> None:
        with precedence.behind(lambda: True):
            told.append(text.length)

    def first() -> None:
        told.append(Text().length)

    threads = [threading.Thread(target=work, daemon=True) for work in (behind, first)]
    with precedence.first():
        threads[0].start()
        happened(text.begun)
        threads[1].start()
        ended(threads[1])
        assert told == [1]
    threads[0].join()
    assert told == [1, 1]


def test_who_goes_first_gives_way_to_nobody(precedence: Precedence) -> None:
    told: list[str] = []

    def work() -> None:
        with precedence.behind(lambda: True), precedence.first():
            pause()
            told.append("done")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    ended(thread)
    assert told == ["done"]


def test_who_comes_first_has_the_first_turn() -> None:
    turns, told, threads = Turns(), list[int](), list[threading.Thread]()

    def work(number: int) -> None:
        with turns.turn(much=number == 0):
            told.append(number)

    with turns.turn():
        assert not turns.hurried
        for number in range(3):
            threads.append(threading.Thread(target=work, args=(number,), daemon=True))
            threads[-1].start()
            while len(turns._tickets) < number + 2:
                pass
            # Who is known to have much to do hurries nobody.
            assert turns.hurried == bool(number)
        assert not told
    ended(*threads)
    assert told == [0, 1, 2]


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="no"), turns.turn():
        raise ValueError("no")
    with turns.turn():
        assert not turns.hurried


def test_long_work_is_given_up_where_nobody_wants_it(precedence: Precedence) -> None:
    with pytest.raises(NotWantedError), precedence.long(lambda: False):
        pause()
