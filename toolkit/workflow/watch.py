"""Waiting until somebody changes a file of a project."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit import config, project
from toolkit.errors import DiglotError

PAUSE = 0.5
"""Seconds between two looks at the files."""
_CALM = 0.1
"""Seconds without a change after which an editor is taken to have saved all that it saves."""


def changes(root: Path) -> Iterator[tuple[Path, ...]]:
    """The files that have changed since the last time, whenever some have; at first none.

    It goes on for ever, and looks at the project and at the folders of what its books take beside it.
    """
    folders = _beside(root, ())
    before = _look(root, folders)
    yield ()
    while True:
        time.sleep(PAUSE)
        now = _look(root, folders)
        if now == before:
            continue
        # Editors save in several steps.
        while (later := _after(root, folders, _CALM)) != now:
            now = later
        changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        folders = _beside(root, folders)
        before = now | _look(root, folders)
        yield tuple(changed)


def _after(root: Path, folders: Iterable[Path], seconds: float) -> dict[Path, tuple[int, int]]:
    time.sleep(seconds)
    return _look(root, folders)


def _beside(root: Path, before: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of covers, and of front and back matter; as before where `diglot.toml` is wrong."""
    try:
        here = project.find(root, outside=True)  # It is only looked at; the build says what it may not read.
    except DiglotError:
        return before
    found: list[Path] = []
    for table in here.settings.editions:
        paths = [
            *config.listed(table.front_matter),
            *config.listed(table.back_matter),
            config.picture_of(table),
        ]
        found += [(root / path).parent for path in paths if path]
    return tuple(dict.fromkeys(found))


def _look(root: Path, beside: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Time and size of each file that may matter; the results of a build don't."""
    deep = project.snapshot((root / "source", root / "locales"))
    return deep | project.snapshot(dict.fromkeys((root, *beside)), deep=False)
