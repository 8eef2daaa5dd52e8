"""The files of a project while people work at it: what is saved is written down before it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit import disk, limits
from toolkit.project import Project
from toolkit.review.background import Background
from toolkit.review.journal import Intent, Journal
from toolkit.review.patches import Patch, compare
from toolkit.workflow.workspace import Workspace


class FileVersion(NamedTuple):
    """A file, as it was or is."""

    data: bytes | None
    mark: str
    """As `disk.mark` has it."""


class ReviewWorkspace(Workspace):
    """A workspace that writes down what is saved, before it is; what takes seconds is done beside it."""

    def __init__(self, here: Project, journal: Journal, background: Background) -> None:
        super().__init__(here, held_open=True)
        self.background = background
        self._journal = journal
        self._intent = Intent("", "", 0, undone=False)
        self._first: dict[Path, FileVersion] = {}
        self._patches: dict[Path, Patch] = {}

    def begin(self, intent: Intent) -> None:
        """What is saved from now on belongs to this."""
        self._intent = intent
        self._first.clear()
        self._patches.clear()

    @property
    def patches(self) -> tuple[Patch, ...]:
        """What was saved since: of each file one, where it is another than before."""
        return tuple(patch for patch in self._patches.values() if patch.before != patch.after)

    def version(self, path: Path) -> FileVersion:
        """A file as it is now."""
        return FileVersion(self.read(path, limits.CATALOG), self.checksum(path))

    def save(self, path: Path, data: bytes) -> bool:
        """As `Workspace.save`."""
        with self._noted(path, data):
            return super().save(path, data)

    def take_away(self, path: Path) -> None:
        """Delete a file that an act had made."""
        with self._noted(path, None):
            disk.remove(path)
            self.forget_file(path)

    @contextlib.contextmanager
    def _noted(self, path: Path, data: bytes | None) -> Iterator[None]:
        now = self.version(path)
        first = self._first.setdefault(path, now)
        marks = first.mark, disk.mark(data)
        patch = compare(path.relative_to(self.project.root).as_posix(), first.data, data, marks)
        if patch.after != now.mark:
            others = [other for known, other in self._patches.items() if known != path]
            self._journal.intend(self._intent._replace(patches=(*others, patch)))
        yield
        self._patches[path] = patch
