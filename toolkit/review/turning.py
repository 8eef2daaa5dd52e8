"""Acts that are taken back, or done again: their files, and what the log of acts has of that."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.project import Project
from toolkit.review.journal import Act, Journal, TouchedActError, unfinished
from toolkit.review.patches import Patch, TouchedError, apply, holds
from toolkit.review.work import FileVersion, ReviewWorkspace, SavingWorkspace


class Turning:
    """What turns acts around in the files of a project."""

    def __init__(self, workspace: SavingWorkspace, journal: Journal, lock: threading.RLock) -> None:
        """lock: whoever holds it may ask the log."""
        self._workspace, self._journal, self._lock = workspace, journal, lock

    def turn_files(
        self, act: Act, workspace: ReviewWorkspace, *, undone: bool, done: Collection[str] = ()
    ) -> list[Patch]:
        """Turn the files of an act: all are made before one is saved. Its patches, that may be long, bare.

        workspace  where they are saved: it may be a draft
        undone     whether it is taken back; else it is done again
        done       files that seem to be turned already: they are, where they can't be turned any more
        """
        with self._lock:
            patches = self._journal.patches(act)
        made = [
            (*self._made(act, patch, workspace, undone=undone, done=patch.path in done), patch.bare())
            for patch in patches
        ]
        workspace.turned = tuple(patch.turned() if undone else patch for *_, patch in made)
        workspace.project.check_savable(path for path, *_ in made)
        for path, _, data, _ in made:
            workspace.save(path, data)
        for path, was, data, _ in made:
            if data is not None:
                workspace.remember(path, was, data)
        return [patch for *_, patch in made]

    def _made(
        self, act: Act, patch: Patch, workspace: ReviewWorkspace, *, undone: bool, done: bool
    ) -> tuple[Path, FileVersion, bytes | None]:
        path = path_of(workspace.project, patch)
        was = workspace.version(path)
        try:
            return path, was, apply(patch.turned() if undone else patch, was.data, was.mark)
        except TouchedError:
            if done:
                return path, was, was.data
            raise TouchedActError(
                f"“{act.words}” can't be {'taken back' if undone else 'done again'}: "
                "the same place was changed since.",
                patch.path,
                "Take back what was done later first, or change it by hand.",
            ) from None

    def mark(self, act: Act, turned: Sequence[Patch], *, undone: bool) -> None:
        """Write down that an act was turned, of which these are the patches, bare."""
        now, patches = self._workspace.patches, None
        # Nearly always its files have had no other changes, and what is kept turns them around.
        if any((patch.bare().turned() if undone else patch.bare()) not in turned for patch in now):
            # What was turned before, by somebody who was ended in the midst, was not saved now.
            kept = self._journal.patches(act) if len(now) < len(turned) else ()
            saved = {patch.path: patch for patch in kept}
            saved |= {patch.path: patch.turned() if undone else patch for patch in now}
            patches = [saved[patch.path] for patch in turned]
        self._give_up(act, turned, undone=undone)
        self._journal.mark(act, patches, undone=undone)
        self._workspace.written_down()

    def _give_up(self, act: Act, turned: Sequence[Patch], *, undone: bool) -> None:
        """What was taken out of catalogs that can't be read is missed by nobody."""
        here = self._workspace
        broken = [patch.path for patch in turned if here.broken(path_of(here.project, patch))]
        for patch in self._journal.patches(act) if broken else ():
            if patch.path in broken:
                here.give_up(path_of(here.project, patch), patch.turned() if undone else patch)

    def finish(self) -> None:
        """Finish what a process was ended in, here or elsewhere: what it saved can be taken back.

        The project's lock is held, so nobody is at it.
        """
        left = self._journal.intended()
        if left is None:
            return
        here = self._workspace.project
        saved = [p for p in left.patches if holds(p, here.fetch(path_of(here, p), limits.CATALOG))]
        act = self._journal.find(left.act) if left.act else None
        self._workspace.begin(left._replace(patches=()))
        if saved and act:
            try:
                done = [patch.path for patch in saved]
                turned = self.turn_files(act, self._workspace, undone=left.undone, done=done)
                self.mark(act, turned, undone=left.undone)
            except DiglotError:
                self._journal.give_up()  # it is told when somebody turns it again
        elif saved and not left.act:
            self._journal.add(left.who, left.view, "", unfinished(saved), saved)
        else:
            self._journal.give_up()


def path_of(here: Project, patch: Patch) -> Path:
    """The file of a patch; DiglotError where it isn't in the project."""
    return here.own(here.root / patch.path)
