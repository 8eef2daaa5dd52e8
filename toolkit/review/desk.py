"""The project while people work at it.

Whatever a page shows is looked up here, and whatever a person decides is done here: one at a time, under the
project's lock, on the files as they are then. What an act saved is written down, and can be taken back.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from toolkit import registry
from toolkit.corpora.workers import no_garbage
from toolkit.errors import ChangedMeanwhileError, DiglotError
from toolkit.giving_way import NotWantedError, Precedence, Turns
from toolkit.project import Project
from toolkit.review import giving_back
from toolkit.review.background import Background
from toolkit.review.journal import Act, Intent, Journal, TouchedActError, unfinished
from toolkit.review.people import Who
from toolkit.review.turning import Turning, path_of
from toolkit.review.views import VIEWS
from toolkit.review.views.view import Acted
from toolkit.review.watching import WatchedFiles
from toolkit.review.work import ReviewWorkspace, SavingWorkspace

if TYPE_CHECKING:
    from toolkit.workflow.repairing import OpenAlignment

T = TypeVar("T")
_Doing = Callable[[ReviewWorkspace], T]

_TIMES = 10
"""How often an act is tried again where another program saves the same file at the same moment."""
_DRAFTS = _TIMES // 2
"""How often it is made on a draft: where others save all the time, they wait at last."""
_OVERTAKEN = 5
"""How often an act of thousands is begun again for others that are quicker: then they wait, so it ends."""
_PAUSE = 1.0
"""Seconds in which nobody decides about a reading: then all of it is read."""
_LATELY = 0.5
"""Seconds: a look at the files that is no older will do."""


class _OvertakenError(Exception):
    """Somebody goes before an act of thousands, which is begun again after that."""


@dataclass
class _Last:
    """The last draft of an act, which came to nothing."""

    overtaken: int = 0
    """How often others went before it."""
    alignments: Mapping[tuple[str, str], OpenAlignment] = field(default_factory=dict)
    """Those that it had, with what they remember."""


class Desk:
    """A project that is looked at and worked at, by one or several people."""

    def __init__(self, here: Project) -> None:
        self._lock = threading.RLock()
        self._journal = Journal(here)
        self._precedence = Precedence()
        self.background = Background(self._precedence)
        self._workspace = SavingWorkspace(here, self.background, self._journal)
        self._drafting = Turns()
        self._turning = threading.Lock()
        """One act is turned after the other: who asks for two in a row means two."""
        self._completing = threading.Lock()
        self._timer: threading.Timer | None = None
        self._acts = Turning(self._workspace, self._journal, self._lock)
        if self._journal.intended():
            with self._workspace.changing():
                self._acts.finish()
        # The first page waits for none of them.
        registry.plug_ins("reader")
        self.watched = WatchedFiles(self._workspace, self._settle)
        self._stale = True

    @property
    def project(self) -> Project:
        """The project, with the settings as they were when somebody looked last."""
        return self._workspace.project

    def close(self) -> None:
        """Let go of what is held open."""
        self.background.close()
        self._not_yet()
        with self._lock:
            self._workspace.catalogs.settle()
            self._journal.close()

    def look(self, view: Callable[[ReviewWorkspace], T], *, even_broken: bool = False) -> T:
        """What a view shows of the project as it is now.

        even_broken  with the settings as they were, where they can't be read any more
        """
        with self._held():
            # An open page asks for this all the time; a script that asks for data alone does not.
            if self.watched.age > _LATELY:
                self.watch()
            if self._stale:
                with contextlib.suppress(*(DiglotError,) if even_broken else ()):
                    self._workspace.refresh()
                    self._stale = False
            shown = view(self._workspace)
            self._later()
            return shown

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """The project is held, as briefly as it can be: others wait for it."""
        with self._precedence.first(), self._lock:
            yield

    def complete(self) -> None:
        """Read all of what was read near decisions alone, and tell the pages."""
        # What is wrong with a text, whoever asks for it is told.
        with self._completing, contextlib.suppress(DiglotError):
            self._timer = None
            for name in self._workspace.near():
                draft = self.look(lambda _: self._workspace.draft())
                draft.begin()
                if name not in draft.near():
                    continue
                draft.complete(name)
                draft.reading(name, doubts=True)
                with self._lock:
                    if self._workspace.adopt(draft, name):
                        self.watched.tell("")

    def complete_behind(self) -> None:
        """The same behind whatever somebody waits for; what is saved meanwhile is to be read instead."""
        then = self.watched.version
        self.background.behind(
            self.complete, lambda: self.watched.version == then and not self._precedence.hurried
        )

    def _later(self) -> None:
        """Complete it once nobody decides for a moment."""
        if self._timer is None and self._workspace.near():
            self._timer = self.background.later(self.complete_behind, _PAUSE)

    def _not_yet(self) -> None:
        """Somebody decides."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def act(self, who: Who, view: str, change: _Doing[Acted]) -> Acted:
        """Do something that a person has decided.

        change  reads and saves through the workspace that it is given; whatever it saves is one act
        Raises DiglotError where it can't be done.
        """
        self._may_write()
        long, near = next(((one.long_acts, one.near) for one in VIEWS if one.name == view), (False, False))
        if not near:
            # What is read behind others waits for them, and would let this wait, too.
            with self._precedence.hurry():
                self.complete()
        with self._lock:
            self._not_yet()
        last = _Last()
        while True:
            # One after the other: each is made of what the last has saved.
            turn = self._drafting.turn(much=bool(last.overtaken)) if long else contextlib.nullcontext()
            with turn, contextlib.suppress(_OvertakenError):
                return self._attempted(who, view, change, last, long=long, near=near)
            last.overtaken += 1

    def _attempted(
        self, who: Who, view: str, change: _Doing[Acted], last: _Last, *, long: bool, near: bool
    ) -> Acted:
        """Act, again and again where others save meanwhile."""
        for attempt in itertools.count(1):
            drafted = long and attempt <= _DRAFTS
            made = self._drafted(change, last, near=near) if drafted else change
            with self._held():
                try:
                    return self._act(who, view, made, near=near or drafted)
                except ChangedMeanwhileError as error:
                    self._try_again(error, attempt)
        raise AssertionError

    def _try_again(self, error: ChangedMeanwhileError, attempt: int) -> None:
        """Another program has saved a file between our look at it and our own save.

        With what it says now, the same may still be wanted. Raises the error where something of it is saved.
        """
        if self._workspace.patches or attempt > _TIMES:
            raise ChangedMeanwhileError(error.what, error.where, "Do it again.") from error

    def _drafted(self, change: _Doing[T], last: _Last, *, near: bool) -> _Doing[T]:
        """A change, made on a draft while others go on; what is left to do is to save it.

        last  of the same act
        Raises _OvertakenError where it is so much that somebody else goes before it.
        """
        draft = self.look(lambda _: self._workspace.draft())
        draft.go_on_from(last.alignments)
        last.alignments = draft.alignments

        def wanted() -> bool:
            return not (draft.much and self._drafting.hurried and last.overtaken < _OVERTAKEN)

        try:
            with self._precedence.long(wanted):
                draft.begin()
                with no_garbage():
                    if not near:
                        draft.complete_all()
                    made = change(draft)
                draft.let_go()
        except NotWantedError:
            raise _OvertakenError from None

        def saved(_: ReviewWorkspace) -> T:
            self._workspace.take(draft)
            return made

        return saved

    def _act(self, who: Who, view: str, change: _Doing[Acted], *, near: bool) -> Acted:
        """near: whether it may be made of what was read near decisions alone."""
        acted, saved = None, False
        with self._changing(Intent(who.name, view, 0, undone=False)):
            # Somebody may have decided since all was read.
            if not near and self._workspace.complete_all():
                self.watched.tell("")
            try:
                acted = change(self._workspace)
            finally:
                # What was saved before something went wrong can be taken back, too.
                if patches := self._workspace.patches:
                    saved = True
                    _, place, words, about, _ = acted or Acted({}, "", unfinished(patches))
                    self._journal.add(who.name, view, place, words, patches)
                    self._workspace.written_down()
                    self._tell(who.page, about if acted else None)
                self._later()
        return acted._replace(saved=saved)

    def undo(self, who: Who) -> Act | None:
        """Take back the last act of a person; None where there is none.

        Raises DiglotError where something later has changed the same place: next, the one before is meant.
        """
        return self._next(who, self._journal.last, undone=True)

    def redo(self, who: Who) -> Act | None:
        """Do again what a person took back last, as `undo` takes it back."""
        return self._next(who, self._journal.taken_back, undone=False)

    def _next(self, who: Who, find: Callable[[str], Act | None], *, undone: bool) -> Act | None:
        with self._turning:
            with self._held():
                if (act := find(who.name)) is None:
                    return None
            try:
                return self._turn(who, act, undone=undone)
            except TouchedActError as error:
                with self._held():
                    self._journal.pass_over(act)
                hint = "Once more goes on with the next. This one can be changed by hand."
                raise DiglotError(error.what, error.where, hint) from error

    def revert(self, who: Who, number: int) -> Act | None:
        """Take back one act, whatever was done after it; None where it doesn't hold.

        Raises DiglotError where something later has changed the same place.
        """
        return self._alone(who, number, undone=True)

    def restore(self, who: Who, number: int) -> Act | None:
        """Do one act again that was taken back, as `revert` takes it back; None where it holds."""
        return self._alone(who, number, undone=False)

    def _alone(self, who: Who, number: int, *, undone: bool) -> Act | None:
        with self._turning:
            with self._held():
                act = self._journal.find(number)
            return self._turn(who, act, undone=undone) if act and bool(act.undone) != undone else None

    def history(self, limit: int = 100, before: int = 0) -> list[Act]:
        """The last acts, newest first."""
        with self._lock:
            return self._journal.listed(limit, before)

    def _turn(self, who: Who, act: Act, *, undone: bool) -> Act:
        """Take an act back, or do it again."""
        self._may_write()
        turn = partial(self._acts.turn_files, act, undone=undone)
        for attempt in itertools.count(1):
            made = self._drafted(turn, _Last(), near=True) if attempt <= _DRAFTS else turn
            with self._held():
                try:
                    with self._changing(Intent(who.name, act.view, act.number, undone)):
                        # Who holds the lock first finishes what was left halfway: this may be done by now.
                        now = self._journal.find(act.number)
                        if now is not None and bool(now.undone) != undone:
                            self._acts.mark(act, made(self._workspace), undone=undone)
                        self._tell(who.page)
                    return act
                except ChangedMeanwhileError as error:
                    self._try_again(error, attempt)
        raise AssertionError

    def _may_write(self) -> None:
        if self.project.read_only:
            what = "this review is for showing: nothing is changed in it."
            raise DiglotError(what, hint="Start it without `--read-only` to work in it.")

    @contextlib.contextmanager
    def _changing(self, intent: Intent) -> Iterator[None]:
        """The project's lock, and a fresh look at its files."""
        with self._workspace.changing():
            self._acts.finish()
            self._workspace.begin(intent)
            try:
                yield
            finally:
                self._stale = True

    # Other programs.

    def watch(self) -> bool:
        """Whether a file of the project has changed since the last look at them, whoever did it."""
        with self._lock:
            changed = self.watched.changed()
            self._stale = self._stale or changed
            return changed

    def _settle(self) -> None:
        """It is quiet: write down what catalogs said, behind others, and give memory back."""
        self.background.later(self._settled)

    def _settled(self) -> None:
        self._workspace.catalogs.settle(self._held)
        giving_back.where_much()

    def _tell(self, page: str, about: frozenset[str] | None = None) -> None:
        """Tell the other pages of what was saved here; about: what of it was decided, None for all."""
        here = self.project
        self._workspace.meanwhile.note(page, self._workspace.patches, about)
        self.watched.tell_saved(page, [path_of(here, patch) for patch in self._workspace.patches])
