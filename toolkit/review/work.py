"""The files of a project while people work at it: what is saved is written down before it is.

An act that takes long is made on a draft of them, while others go on. It is saved where nothing that it has
read is another by then.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit import disk, limits, po, project
from toolkit.catalog import frozen_ids
from toolkit.config import Sidecar
from toolkit.errors import ChangedMeanwhileError, DiglotError
from toolkit.giving_way import pause
from toolkit.latest import Latest
from toolkit.limits import Limit
from toolkit.project import Project
from toolkit.review.background import Background
from toolkit.review.journal import Intent, Journal
from toolkit.review.meanwhile import Meanwhile
from toolkit.review.patches import Patch, compare, packed
from toolkit.workflow.held import LaidTranslation, PromisedIds
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.workflow.repairing import OpenAlignment


_ALIGNMENTS = 4
"""Those that are held at once, at most: each takes as much room as both texts several times."""
_TOLD = 5
"""What is told of the ids of a document, at most."""


class FileVersion(NamedTuple):
    """A file, as it was or is."""

    data: bytes | None
    mark: str
    """As `disk.mark` has it."""


def _patch(here: Project, path: Path, before: FileVersion, after: FileVersion) -> Patch:
    """What becomes of a file."""
    marks = before.mark, after.mark
    return compare(path.relative_to(here.root).as_posix(), before.data, after.data, marks)


def changes(patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Those after which a file is another."""
    return tuple(patch for patch in patches if patch.before != patch.after)


class ReviewWorkspace(Workspace):
    """A workspace of the review."""

    def __init__(self, here: Project, background: Background) -> None:
        """background: where is done what takes seconds."""
        super().__init__(here, held_open=True)
        self.readings = HeldReadings(here, near=True)
        self.background, self.meanwhile = background, Meanwhile()
        self.turned: tuple[Patch, ...] = ()
        """What an act that is turned changes, bare, where its files have had no other changes."""
        self.alignments: Latest[tuple[str, str], OpenAlignment] = Latest(_ALIGNMENTS)
        """By document and language."""

    def version(self, path: Path) -> FileVersion:
        """A file as it is now."""
        return FileVersion(self.read(path, limits.CATALOG), self.checksum(path))

    def save(self, path: Path, data: bytes | None) -> bool:
        """As `Workspace.save`; where a sidecar has other pins alone, what was read stays right."""
        held = {name: one for name, one in self._documents.items() if path in one.made_of}
        here = self.project.sources
        sidecars = {project.sidecar_of(here[name]) for name in held if name in here}
        before = self._unpinned(path) if path in sidecars else None
        written = super().save(path, data)
        if before is not None and before == self._unpinned(path):
            for name, one in held.items():
                one.made_of = one.made_of | self._now([path])
                self._documents[name] = one
        return written

    def _unpinned(self, path: Path) -> Sidecar | None:
        """What a sidecar says beside its pins; None where it can't be read."""
        # What is wrong with it, whoever asks for it is told.
        with contextlib.suppress(DiglotError):
            return self.parsed_sidecar(path).replace(pins=())
        return None

    def remember(self, path: Path, was: FileVersion, data: bytes) -> None:
        """Note that a catalog was turned: what it has no longer isn't lost, but for what was lost before."""
        name, lang = self._catalog_at(path)
        if not lang:
            return
        shown = self.project.show(path)
        before, now = self.catalogs.find(path, was.mark), self.checksum(path)
        catalog, sizes = self.catalogs.find(path, now), self.catalogs.sizes(path, now)
        try:
            if before is None and was.data is not None:
                before = po.load(was.data, shown, lang)
            if catalog is None and before and was.data:
                known = self.catalogs.sizes(path, was.mark)
                catalog, sizes = po.reloaded(data, shown, was.data, before, known) or (None, None)
            catalog = po.load(data, shown, lang) if catalog is None else catalog
        except DiglotError:
            return  # somebody has broken it elsewhere: `give_up` tells what was taken back
        state = self.state(name, lang, before, was.mark)
        if was.data == data:
            # It was turned by somebody who was ended before this was noted.
            state.forget()
        self.hold(path, catalog, sizes)
        self.catalogs.remember(path, state, catalog, now)

    def broken(self, path: Path) -> bool:
        """Whether this is a catalog that was turned, and can't be read, as where a merge has left marks."""
        lang = self._catalog_at(path)[1]
        return bool(lang) and self.catalogs.find(path, self.checksum(path)) is None

    def give_up(self, path: Path, patch: Patch) -> None:
        """Note what was taken out of a catalog that can't be read, by the patch: nobody misses it."""
        gone, there = (
            {(entry.key, entry.target) for hunk in patch.hunks for entry in po.messages_in(side(hunk))}
            for side in (attrgetter("before"), attrgetter("after"))
        )
        self.state(*self._catalog_at(path), None).give_up(gone - there)

    def _catalog_at(self, path: Path) -> tuple[str, str]:
        """The document and the language of a catalog; "" for both where the file is none."""
        names = [name for name in self.project.sources if path.name == f"{name}.po"]
        places = ((name, lang) for name in names for lang in self.targets(name))
        return next((place for place in places if self.project.catalog_path(*place) == path), ("", ""))

    def promised(self, name: str) -> PromisedIds:
        """What became of the frozen ids of a document; held as long as it and they are the same."""
        document = self.document(name)
        held = self.held(name)
        if held.promised is None:
            kept, version = self.frozen(name), self.project.settings.text_version
            found = frozen_ids.promised(document, kept, version)
            # What is gone is told as lost.
            told = tuple(islice((one for one in found if one.wording != "gone"), _TOLD)) if kept else ()
            held.promised = PromisedIds(sum(not line.gone for line in kept), told)
        return held.promised

    def near(self) -> list[str]:
        """The documents of which only what is near decisions was read, or would be when asked for."""
        read = {name: one.reading.near for name, one in self._documents.items() if one.reading is not None}
        again = [name for name in self.readings.held() if name in self.project.sources and name not in read]
        return [*(name for name, near in read.items() if near), *filter(self._would_be_near, again)]

    def _would_be_near(self, name: str) -> bool:
        # What is wrong with a text, whoever asks for it is told.
        with contextlib.suppress(DiglotError):
            return self.opening(name, self.readings.near)()
        return False

    def complete_all(self) -> list[str]:
        """Read all of what was read near decisions alone: these documents."""
        near = self.near()
        for name in near:
            self.complete(name)
        return near

    def draft(self) -> ActDraft:
        """A draft of all that there is now. It isn't worked at yet."""
        made = ActDraft(replace(self.project, _memories=[], _known=set()), self.background)
        made.readings, made.catalogs = self.readings, self.catalogs.copy()
        made.meanwhile = self.meanwhile
        opened = {place: copy(alignment) for place, alignment in self.alignments.items()}
        for alignment in opened.values():
            alignment.much = False  # what was decided before is done
        made.began, made.alignments = dict(self.alignments), Latest(_ALIGNMENTS, opened)
        made._stamped, made.told = dict(self._stamped), self.told
        made._documents = {name: held.copy() for name, held in self._documents.items()}
        return made


class SavingWorkspace(ReviewWorkspace):
    """A workspace that writes down what is saved, before it is."""

    def __init__(self, here: Project, background: Background, journal: Journal) -> None:
        super().__init__(here, background)
        self._journal = journal
        self._intent = Intent("", "", 0, undone=False)
        self._first: dict[Path, FileVersion] = {}
        self._patches: dict[Path, Patch] = {}
        self._saving = FileVersion(None, "")
        """What is saved just now."""

    def begin(self, intent: Intent) -> None:
        """What is saved from now on belongs to this."""
        self._intent = intent
        self._first.clear()
        self._patches.clear()

    def refresh(self) -> None:
        """As `Workspace.refresh`; what an act has saved, of which there may be much, nobody asks any more."""
        self.begin(Intent("", "", 0, undone=False))
        super().refresh()

    @property
    def patches(self) -> tuple[Patch, ...]:
        """What was saved since: of each file one, where it is another than before."""
        return changes(self._patches.values())

    def written_down(self) -> None:
        """What was saved is in the log: nobody asks any more what it was, only in which files."""
        self._patches = {path: patch.bare() for path, patch in self._patches.items()}

    def save(self, path: Path, data: bytes | None) -> bool:
        """As `Workspace.save`."""
        return self._save(path, FileVersion(data, disk.mark(data)))

    def _save(self, path: Path, made: FileVersion) -> bool:
        now = self.version(path)
        patch = _patch(self.project, path, self._first.setdefault(path, now), made)
        if patch.after != now.mark:
            others = [other for known, other in self._patches.items() if known != path]
            self._journal.intend(self._intent._replace(patches=(*others, patch)))
        self._saving = made
        written = super().save(path, made.data)
        self._saving = FileVersion(None, "")
        self._patches[path] = patch
        return written

    def _write(self, path: Path, data: bytes | None) -> bool:
        # What was summed up when it was made isn't summed up again.
        return self.project.save(path, data, self._saving.mark if self._saving.data is data else None)

    def take(self, draft: ActDraft) -> None:
        """Save what a draft has, and go on from there.

        Raises ChangedMeanwhileError where what it was made of is another by now: nothing is saved then.
        """
        seen = draft.seen.items()
        others = [*draft.mixed]
        others += [path for path, mark in seen if path not in draft.saved and self.checksum(path) != mark]
        if others or self.project.settings != draft.project.settings:
            where = self.project.show(next(iter(others), self.project.root))
            raise ChangedMeanwhileError("this was changed meanwhile.", where, "Do it again.")
        # What is written over is known from then on: it is compared, and not read once more.
        for path, was in draft.first.items():
            self.project.expect(path, was.data, was.mark)
        self.project.check_savable(draft.saved)
        if draft.changes:
            self._journal.intend(self._intent._replace(patches=draft.changes), draft.packed)
        for path, version in draft.saved.items():
            self._saving = version
            # What stays right is what the draft holds, and that is taken over.
            Workspace.save(self, path, version.data)
            self._saving = FileVersion(None, "")
            self._patches[path] = draft.patches[path]
            self.catalogs.adopt(path, draft.catalogs)
        for place, alignment in draft.alignments.items():
            known = self.alignments.get(place)
            # What was made ready meanwhile is not made again.
            if known is None or known is draft.began.get(place) or not known.aligned:
                self.alignments[place] = alignment
        # What was made of it needn't be made again.
        for name, held in draft._documents.items():
            if draft.saved.keys() & held.made_of.keys():
                self._documents[name] = held

    def adopt(self, draft: ActDraft, name: str) -> bool:
        """Take over how a draft has read a document; whether its files are still the same."""
        same = all(self.checksum(path) == mark for path, mark in draft.seen.items())
        if same and name in draft._documents:
            self._documents[name] = draft._documents[name]
        return same


class ActDraft(ReviewWorkspace):
    """Files as an act would leave them: nothing is written, and the project isn't held."""

    def __init__(self, here: Project, background: Background) -> None:
        super().__init__(here, background)
        self._files = disk.HeldFiles(disk.CHANGED)
        self.saved: dict[Path, FileVersion] = {}
        self.first: dict[Path, FileVersion] = {}
        """What was read of these files."""
        self.began: dict[tuple[str, str], OpenAlignment] = {}
        """The alignments that it has copies of."""
        self.seen: dict[Path, str] = {}
        """`disk.mark` of all that it was made of."""
        self.mixed: set[Path] = set()
        """Files that were others when they were read once more."""
        self.patches: dict[Path, Patch] = {}
        """What it changes in each file that it saves, once it is made."""
        self.packed = b""
        """All of them, as the log of acts takes them."""

    @property
    def much(self) -> bool:
        """Whether so much is decided that others go before it."""
        return any(alignment.much for alignment in self.alignments.values())

    def go_on_from(self, alignments: Mapping[tuple[str, str], OpenAlignment]) -> None:
        """Remember what was made for a draft that was given up, which had these."""
        for place, alignment in alignments.items():
            if place in self.alignments:
                self.alignments[place].go_on_from(alignment)

    @property
    def changes(self) -> tuple[Patch, ...]:
        """What it changes, of files that are others then."""
        return changes(self.patches.values())

    def begin(self) -> None:
        """Look at the files, before any of them is asked for."""
        self._forget_outdated()
        # It is made of what it asks for from now on: of most files somebody may save what they like.
        self.seen.clear()
        self.mixed.clear()

    def reading(self, name: str, *, doubts: bool = False) -> Reading:
        """As `Workspace.reading`; what it was made of earlier is as good as read."""
        made = super().reading(name, doubts=doubts)
        self._see(self._documents[name].made_of)
        return made

    def translation(self, name: str, lang: str) -> LaidTranslation:
        """As `Workspace.translation`, in the same way."""
        made = super().translation(name, lang)
        self._see(self._documents[name].catalogs[lang])
        return made

    def _see(self, made_of: Mapping[Path, str]) -> None:
        self.seen = {path: mark for path, mark in made_of.items() if path not in self.saved} | self.seen

    def let_go(self) -> None:
        """It is made, and asks for no file any more: what is saved is here, with what that changes."""
        self._files.clear()
        # What the log has of an act is not told once more, where that is what happens.
        known = {self.project.root / patch.path: patch for patch in self.turned}
        marks = {path: (self.first[path].mark, made.mark) for path, made in self.saved.items()}
        if known and marks == {path: (patch.before, patch.after) for path, patch in known.items()}:
            self.patches, self.packed = known, packed(())
            return
        for path, made in self.saved.items():
            self.patches[path] = _patch(self.project, path, self.first[path], made)
            pause()
        self.packed = packed(self.changes)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody waits for a draft."""
        yield

    def read(self, path: Path, limit: Limit = limits.OTHER) -> bytes | None:
        """As `Workspace.read`, after what is saved here."""
        if path in self.saved:
            return self.saved[path].data
        held = path in self._files
        data = super().read(path, limit)
        if path in self.seen:
            if not held and disk.mark(data) != self.seen[path]:
                self.mixed.add(path)
        else:
            if path not in self._checksums:
                self._checksums[path] = disk.mark(data)
            self.seen[path] = self._checksums[path]
        return data

    def checksum(self, path: Path) -> str:
        """As `Workspace.checksum`, after what is saved here."""
        if path in self.saved:
            return self.saved[path].mark
        if path not in self.seen:
            self.seen[path] = super().checksum(path)
        return self.seen[path]

    def save(self, path: Path, data: bytes | None) -> bool:
        """As `ReviewWorkspace.save`."""
        if path not in self.saved:
            self.first[path] = self.version(path)
        return super().save(path, data)

    def _write(self, path: Path, data: bytes | None) -> bool:
        before = self.checksum(path)
        self.saved[path] = FileVersion(data, disk.mark(data))
        return self.saved[path].mark != before
