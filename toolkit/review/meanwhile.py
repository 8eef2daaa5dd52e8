"""What was decided since a page looked: nobody decides over what somebody else has just decided.

A page sends the version of what it shows. What it has done itself since is no surprise to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit import project
from toolkit.errors import DiglotError
from toolkit.review.patches import Patch

if TYPE_CHECKING:
    from toolkit.review.work import ReviewWorkspace

_NAMES = 100_000
"""Names of what was decided about that are remembered, with each act as one more.

A page looks again once all that it has sent is done: a key that is held down sends hundreds of acts before.
"""
HINT = "Look at it again, and decide then."


class _FileAct(NamedTuple):
    """What an act has made of a file."""

    patch: Patch
    """Bare."""
    page: str
    """The page that it came from."""
    about: frozenset[str] | None
    """What was decided about; None for all, as where an act was taken back."""

    @property
    def size(self) -> int:
        """How much it is to remember."""
        return 1 + len(self.about or ())


class Meanwhile:
    """The last changes of files by acts, as long as the review runs."""

    def __init__(self) -> None:
        self._acts: deque[_FileAct] = deque()
        self._names = 0

    def note(self, page: str, patches: Iterable[Patch], about: frozenset[str] | None) -> None:
        """Remember what an act has changed, which came from a page."""
        for patch in patches:
            self._acts.append(act := _FileAct(patch.bare(), page, about))
            self._names += act.size
        while self._names > _NAMES and len(self._acts) > 1:
            self._names -= self._acts.popleft().size

    def require(self, path: str, seen: str, now: str, page: str, about: Collection[str], words: str) -> None:
        """DiglotError where somebody else has decided about something since a page looked at a file.

        path   of the file, from the folder of the project, with slashes
        seen   its `disk.mark` when the page looked; now: the same now
        page   the page that decides
        about  what it decides about
        words  the same in words: by then the page may be elsewhere
        """
        for others in self._others(path, seen, now, page):
            if others is None or not others.isdisjoint(about):
                raise DiglotError(f"somebody else has just decided about “{words}”.", hint=HINT)

    def decided(self, path: str, seen: str, now: str, page: str) -> frozenset[str]:
        """What others have decided about since a page looked at a file. For the rest as `require`."""
        return frozenset().union(*filter(None, self._others(path, seen, now, page)))

    def _others(self, path: str, seen: str, now: str, page: str) -> Iterator[frozenset[str] | None]:
        """What acts of other pages were about that made the present version of the one that was seen."""
        at = now
        for act in reversed(tuple(self._acts)):
            if at == seen:
                return
            if act.patch.path != path:
                continue
            if act.patch.after != at:
                break
            at = act.patch.before
            if act.page != page:
                yield act.about
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
    if seen:
        workspace.meanwhile.require(*_chain(workspace, name, seen), page, about, words)


def decided(workspace: ReviewWorkspace, name: str, seen: str, page: str) -> frozenset[str]:
    """What others have decided about since a page looked at a document. For the rest as `require`."""
    return workspace.meanwhile.decided(*_chain(workspace, name, seen), page) if seen else frozenset()


def _chain(workspace: ReviewWorkspace, name: str, seen: str) -> tuple[str, str, str]:
    """The path of a sidecar, its checksum when a page looked, and the same now."""
    (then, _, text), (now, _, same) = (one.partition(" ") for one in (seen, version(workspace, name)))
    if text != same:
        raise _by_another_program()
    path = project.sidecar_of(workspace.project.sources[name]).relative_to(workspace.project.root)
    return path.as_posix(), then, now
