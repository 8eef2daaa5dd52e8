"""Each harness, for a short while."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from robust import growth

pytestmark = pytest.mark.robust


@pytest.mark.parametrize("kind", growth.KINDS, ids=lambda kind: kind.name)
def test_time_grows_with_the_size(kind: growth.Kind) -> None:
    assert not growth.complaint(kind)


def run(harness: str, *arguments: str) -> None:
    """A harness in a process of its own: its memory is bounded, it forks, or it sends signals."""
    tests = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests.parent), str(tests)])}
    command = [sys.executable, "-m", f"robust.{harness}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_altered_inputs_are_read_or_refused(tmp_path: Path) -> None:
    run("fuzz", "--count", "6000", "--keep", str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_killed_command_tears_nothing() -> None:
    run("kill", "--count", "14")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_no_save_is_lost() -> None:
    run("race", "--count", "24")
