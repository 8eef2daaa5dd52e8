"""Regular expressions give up in time: what none takes is told within steps that grow as the text does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import expressions


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    """An expression is gone through by functions that call each other."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"x(?:[-_]\w+)*\w*!", r"\s*a?\s*b?\s*$", r"(?:a|ab|b)*;", r"\w+[^>]*>", r"(?:(?!b).)*?a*c"],
)
def test_slow_ones_are_found(pattern: str) -> None:
    assert expressions.slow(pattern, 0, whole=False)


@pytest.mark.parametrize(
    "pattern",
    [r"(?>a+)+b", r"\w++[^>]*>", r"\s*+(?::\s*+)?$", r"(?:[^:]{1,60})\s*:", r"[a-z]+\d", r"(a|b)*;"],
)
def test_quick_ones_are_not(pattern: str) -> None:
    assert expressions.slow(pattern, 0, whole=True) is None


PATTERNS = [
    r"(a|ab)*?c(?!b)", r"(?i:A+)(?-i:b)?$", r"^(?:a*+|b)(x)?", r"(a)?b(?(1)c|d)", r"(?<=a)b+|\Bc\b",
    r"(?>a|ab)+c",     r"([ab])\1+c?", r"(?s:.)(?m:^b$)?.*?c", r"[^\W\d_]+(?:\s|$)", r"(?:a?){2,3}b{0,2}",
]  # fmt: skip


@given(st.sampled_from(PATTERNS), st.text("abcdABx \n1", max_size=8), st.booleans())
def test_they_are_gone_through_as_python_does(pattern: str, text: str, whole: bool) -> None:
    expression = re.compile(pattern)
    steps = expressions.Steps(expression.pattern, expression.flags)
    match = expression.fullmatch(text) if whole else expression.match(text)
    assert steps.matches(text, whole=whole) is (match is not None)


def test_none_is_compiled_before_it_is_used() -> None:
    """A command loads many modules, and asks a part of their expressions."""
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert done.stdout == ""


_LOADED = """
import importlib, pkgutil, re, sys

def told(pattern, flags, how=re._compile):
    caller = sys._getframe(2).f_globals.get("__name__", "")
    # What is asked while modules load is compiled by what waits for that.
    asked = caller == "toolkit.late"
    if caller.startswith("toolkit.") and not asked and sys._getframe(1).f_code.co_name == "compile":
        print(caller, pattern)
    return how(pattern, flags)

re._compile = told
import toolkit
for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
    importlib.import_module(module.name)
"""


@pytest.mark.slow
def test_all_give_up_in_time() -> None:
    known = expressions.compiled()
    assert len(known) > 700
    slow = {p: text for p, flags, whole in known if (text := expressions.slow(p, flags, whole=whole))}
    assert slow == {}
