"""No test waits for others by a number of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from threading import Event, Thread

import pytest

import waiting
from sources import TOOLKIT

TESTS = TOOLKIT.parent / "tests"
_WAITS = {"wait", "join", "acquire", "sleep", "settimeout", "communicate", "create_connection", "run", "ask"}
_MAY_WAIT = re.compile(r"sleep\(|\.(wait|join|acquire)\([0-9]|(timeout|wait)=[0-9]")
"""To parse all tests takes seconds."""
_SHORT = 1
"""Seconds, below which it is no patience: in them something must not happen."""


def impatient(code: str) -> Iterator[int]:
    """The lines of those that give up after some seconds, or some looks."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WAITS:
            given = [named.value for named in node.keywords if named.arg in {"timeout", "wait"}]
            given += node.args[:1] if node.func.attr in {"wait", "join", "acquire"} else ()
            if any(isinstance(one, ast.Constant) and _patience(one.value) for one in given):
                yield node.lineno
        elif isinstance(node, ast.For) and any(
            isinstance(inner, ast.Call) and ast.unparse(inner.func).endswith("sleep")
            for inner in ast.walk(node)
        ):
            match node.iter:
                case ast.Call(func=ast.Name(id="range"), args=[ast.Constant()]):
                    yield node.lineno


def _patience(value: object) -> bool:
    return isinstance(value, int | float) and value >= _SHORT


def test_who_waits_has_no_number_of_their_own() -> None:
    found = [
        f"{path.name}:{line}: wait with tests/waiting.py"
        for path in sorted(TESTS.glob("*.py"))
        if _MAY_WAIT.search(code := path.read_text("utf-8"))
        for line in impatient(code)
    ]
    assert not found


@pytest.mark.parametrize(
    "code",
    [
        "event.wait(20)",
        "thread.join(timeout=5.0)",
        "program.communicate(timeout=60)",
        "for _ in range(100):\n    time.sleep(0.1)",
    ],
)
def test_a_number_of_its_own_is_found(code: str) -> None:
    assert [*impatient(code)] == [1]
    for number in ("20", "5.0", "60", "100"):
        code = code.replace(f"({number})", "(PATIENCE)").replace(f"={number})", "=PATIENCE)")
    assert not [*impatient(code)] and not [*impatient("assert not event.wait(0.3), ', '.join('ab')")]


def test_what_comes_to_be_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(waiting, "sleep", slept.append)
    assert waiting.until(lambda: len(slept) > 2 and "three") == "three"
    assert len(slept) == 3


def test_what_never_comes_to_be_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.02)
    with pytest.raises(AssertionError, match="in vain"):
        waiting.until(lambda: None)
    with pytest.raises(AssertionError, match="in vain"):
        waiting.happened(Event())
    goes_on = Event()
    thread = Thread(target=goes_on.wait)
    thread.start()
    with pytest.raises(AssertionError, match="in vain"):
        waiting.ended(thread)
    goes_on.set()
    thread.join()
