"""Regular expressions give up in time: what none takes is told within steps that grow as the text does."""

from __future__ import annotations

import re
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


@pytest.mark.slow
def test_all_give_up_in_time() -> None:
    known = expressions.compiled()
    assert len(known) > 700
    slow = {p: text for p, flags, whole in known if (text := expressions.slow(p, flags, whole=whole))}
    assert slow == {}
