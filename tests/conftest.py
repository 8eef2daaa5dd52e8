"""The pace of the tests, and the command."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from pace import PACE, examples

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is for whoever is started in the background of a shell, and then for all commands that are tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("diglot", examples(100))
settings.load_profile("diglot")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow, at the quick pace."""
    if PACE != "quick":
        return
    slow = [item for item in items if any(item.iter_markers("slow")) or any(item.iter_markers("robust"))]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: no garbage collection looks at it again."""
    gc.freeze()


Run = Callable[..., Result]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a new project.

    The time is given.
    """
    from toolkit.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774000000")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    invoke("init")
    return invoke
