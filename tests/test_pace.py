"""A law has the same examples in each run, but at the long pace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DRAW = """
import sys
number, *folders = sys.argv[1:]
sys.path[:0] = folders
import pace
if folders[1:]:
    import constants

from hypothesis import given, strategies as st

def test_draw(numbers: list[int], text: str) -> None:
    print(numbers, ascii(text))

pace.examples(int(number))(given(st.lists(st.integers()), st.text())(test_draw))()
"""


def draws(pace: str, number: int, *folders: Path) -> str:
    """What a law is given in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", DRAW, str(number), Path(__file__).parent, *folders],
        env={"DIGLOT_PACE": pace, "PATH": ""},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


@pytest.mark.slow
def test_a_law_has_the_same_examples_in_each_run(tmp_path: Path) -> None:
    # The constants of a module that is loaded would be drawn too.
    (tmp_path / "constants.py").write_text(f"NUMBERS = {list(range(70_000, 70_200))}\n", "utf-8")
    usual = draws("usual", 100)
    assert len(usual.splitlines()) == 100
    assert draws("usual", 100, tmp_path) == usual
    assert draws("long", 5) != draws("long", 5)
