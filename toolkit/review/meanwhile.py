"""What was decided since a page looked: nobody decides over what somebody else has just decided.

A page sends the version of what it shows. What it has done itself since is no surprise to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from toolkit import project
from toolkit.errors import DiglotError
from toolkit.review.patches import Patch

if TYPE_CHECKING:
    from toolkit.review.work import ReviewWorkspace

_ACTS = 200
"""Acts that are remembered: a page looks again within a second."""
HINT = "Look at it again, and decide then."


class _FileAct(NamedTuple):
    """What an act has made of a file."""

    patch: Patch
    """Bare."""
    page: str
    """The page that it came from."""
    about: frozenset[str] | None
    """What was decided about; None for all, as where an act was taken back."""


class Meanwhile:
    """The last changes of files by acts, as long as the review runs."""

    def __init__(self) -> None:
        self._acts: deque[_FileAct] = deque(maxlen=_ACTS)

    def note(self, page: str, patches: Iterable[Patch], about: frozenset[str] | None) -> None:
        """Remember what an act has changed, which came from a page."""
        self._acts.extend(_FileAct(patch.bare(), page, about) for patch in patches)

    def require(self, path: str, seen: str, now: str, page: str, about: Collection[str], words: str) -> None:
        """DiglotError where somebody else has decided about something since a page looked at a file.

        path   of the file, from the folder of the project, with slashes
        seen   its `disk.mark` when the page looked; now: the same now
        page   the page that decides
        about  what it decides about
        words  the same in words: by then the page may be elsewhere
        """
        at = now
        for act in reversed([one for one in tuple(self._acts) if one.patch.path == path]):
            if at == seen or act.patch.after != at:
                break
            at = act.patch.before
            if act.page != page and (act.about is None or not act.about.isdisjoint(about)):
                raise DiglotError(f"somebody else has just decided about “{words}”.", hint=HINT)
        if at != seen:
            raise _by_another_program()


def _by_another_program() -> DiglotError:
    return DiglotError("another program has just changed the transcript or its sidecar.", hint=HINT)


def version(workspace: ReviewWorkspace, name: str) -> str:
    """What is decided about a document, and what it says: a page sends it back with what it decides."""
    source = workspace.project.sources[name]
    return " ".join(map(workspace.checksum, (project.sidecar_of(source), source)))


def require(
    workspace: ReviewWorkspace,
    name: str,
    seen: str,
    page: str,
    about: Collection[str],
    words: str,
) -> None:
    """DiglotError where somebody else has decided about something since a page looked at a document.

    seen   the `version` that it shows; "" for a program that looks at none
    about  what the page decides about
    words  the same in words
    """
    if not seen:
        return
    (then, _, text), (now, _, same) = (one.partition(" ") for one in (seen, version(workspace, name)))
    if text != same:
        raise _by_another_program()
    path = project.sidecar_of(workspace.project.sources[name]).relative_to(workspace.project.root)
    workspace.meanwhile.require(path.as_posix(), then, now, page, about, words)
