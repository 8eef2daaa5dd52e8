"""The files of a project, watched: whoever changes one, open pages are told."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit import disk
from toolkit.review.work import ReviewWorkspace

_QUIET = 5
"""Looks at the files in which nothing has changed: then it is quiet."""
_NEWS = 1000
"""Changes that are remembered, to be told to open pages."""


class WatchedFiles:
    """The files as they were when somebody looked last, and what has changed since a page was opened."""

    def __init__(self, workspace: ReviewWorkspace, when_quiet: Callable[[], object]) -> None:
        """workspace: what people work at; it tells in which folders files are asked for."""
        self._workspace, self._when_quiet = workspace, when_quiet
        # What is there when it opens is no news.
        self._seen: dict[Path, tuple[int, int]] = self._looked()
        self._since = 0.0
        self._quiet = 0
        self.version = 0
        """Grows with each change of a file, whoever made it."""
        self._news: deque[tuple[int, str]] = deque(maxlen=_NEWS)

    @property
    def age(self) -> float:
        """Seconds since somebody looked at them."""
        return time.monotonic() - self._since

    def changed(self) -> bool:
        """Look at them: whether one has changed since the last look. Then open pages are told.

        Once it is quiet, that is told to whoever waits for it.
        """
        self._since = time.monotonic()
        now = self._looked()
        changed = now != self._seen
        self._seen = now
        self._quiet = 0 if changed else self._quiet + 1
        if changed:
            self.tell("")
        elif self._quiet == _QUIET:
            self._when_quiet()
        return changed

    def tell_saved(self, page: str, paths: Iterable[Path]) -> None:
        """Tell the other pages of what was saved here, and be surprised by none of it."""
        now = self._looked()
        # What another program saves in the same moment is still news.
        for path in paths:
            self._seen.pop(path, None)
            if path in now:
                self._seen[path] = now[path]
        self._quiet = 0
        self.tell(page)

    def tell(self, page: str) -> None:
        """Tell open pages that something is another.

        page  the one that it came from; "" for none
        """
        self.version += 1
        self._news.append((self.version, page))

    def news(self, since: int) -> list[tuple[int, str]]:
        """The changes since a version: the version that each made, and the page that it came from."""
        return [change for change in tuple(self._news) if change[0] > since]

    def _looked(self) -> dict[Path, tuple[int, int]]:
        root = self._workspace.project.root
        deep = disk.snapshot((root / "source", root / "locales"))
        # And beside all that somebody has asked for: a translation that was brought in lies anywhere.
        others = self._workspace.folders - {path.parent for path in deep}
        return deep | disk.snapshot({root, *others}, deep=False)
