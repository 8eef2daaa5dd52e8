"""A review gives memory back that was taken for a moment, when nobody waits for it."""

from __future__ import annotations

import ctypes
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reviews import sample
from toolkit import project
from toolkit.giving_way import Precedence
from toolkit.review import giving_back
from toolkit.review.background import Background
from toolkit.review.desk import Desk
from waiting import until


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What glibc was told."""
    told: list[str] = []
    monkeypatch.setattr(giving_back, "_after", {"resident": 0})
    monkeypatch.setattr(giving_back, "_tell", lambda what, *_: told.append(what))
    return told


def test_it_is_given_back_when_work_in_the_background_has_ended(given: list[str]) -> None:
    background = Background(Precedence())
    background.here(("1",), lambda _: given.append("made"), "something")
    until(lambda: len(given) > 1)
    assert given == ["made", "malloc_trim"]


def test_it_is_given_back_once_it_is_quiet(tmp_path: Path, given: list[str]) -> None:
    with closing(Desk(project.find(sample(tmp_path)))) as desk:
        for _ in range(4):
            desk.watch()
        assert given == []
        desk.watch()
        until(lambda: given)
        desk.watch()
    assert given == ["malloc_trim"]


def test_of_little_the_next_act_would_have_to_ask_for_it_again(
    monkeypatch: pytest.MonkeyPatch, given: list[str]
) -> None:
    taken = [100 << 20]
    monkeypatch.setattr(giving_back, "resident", lambda: taken[0])
    giving_back.where_much()
    assert given == ["malloc_trim"]
    taken.append(taken.pop() + (60 << 20))
    giving_back.where_much()
    assert given == ["malloc_trim"]
    taken.append(taken.pop() + (10 << 20))
    giving_back.where_much()
    assert given == ["malloc_trim"] * 2


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="it can't be told")
def test_where_it_can_be_told_it_gives_back() -> None:
    status = Path("/proc/self/statm")

    def held() -> int:
        return int(status.read_text().split()[1]) * 4096

    # Of the heap, and none beside the next: between them something stays.
    size = 16_000
    texts = [bytes(size) for _ in range(4000)]
    kept = texts[::20]
    texts.clear()
    before = held()
    giving_back.now()
    assert kept and before - held() > 2000 * size


def test_other_systems_are_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    giving_back.always()
    giving_back.now()
