"""An alignment at which people work: what they decide becomes pins, and the catalog is filled anew.

It is held between one decision and the next, as to align both texts anew would take seconds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from toolkit import adopting, disk, languages, project
from toolkit.adopting import Adopted, CatalogUpdate, Draft, rows
from toolkit.adopting.adoption import Adoption, JudgedBead
from toolkit.adopting.decisions import ContraryPin, ContraryPinsError, Decisions
from toolkit.adopting.remembering import Making, Remembering
from toolkit.adopting.repairs import Repair
from toolkit.adopting.revising import PinRevision, revised
from toolkit.adopting.rows import AlignedRow
from toolkit.catalog.glossary import Glossary
from toolkit.config import PinTable, sidecar_file
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError, for_shell
from toolkit.giving_way import pause
from toolkit.late import WorkedOut
from toolkit.latest import Latest
from toolkit.model import Catalog, Document
from toolkit.workflow import documents
from toolkit.workflow.align import FilesBefore, resources_of
from toolkit.workflow.aligned_base import AlignedBase, ReadTexts, UpToDate, alike
from toolkit.workflow.catalogs import about_of
from toolkit.workflow.documents import Outcome
from toolkit.workflow.kept_alignments import AlignmentRecord
from toolkit.workflow.terms import glossary
from toolkit.workflow.workspace import Workspace

_TRANSLATION = slice(2)
"""Where the checksums of what a translation is read from stand in `OpenAlignment.made_of`."""
_TAKEN_BACK = 8
"""Acts that set paragraphs apart, and are taken back without reading the text again."""
MANY = 500
"""Pins: what becomes of so many is made behind what others wait for."""
RepairAct = Callable[[Sequence[JudgedBead]], Repair]
"""What a person decides, seeing these beads."""


def translation_files(workspace: Workspace, name: str, language: str) -> tuple[Path, ...]:
    """The files of a translation that are in the project; the one that was aligned last comes last.

    Raises DiglotError where there is none; pages name a language where a message has a place for it.
    """
    here = workspace.project
    tables = [
        table
        for tag, translation in workspace.sidecar(name).translations.items()
        if languages.get(tag).tag == language
        for table in translation.files
    ]
    paths = [here.root / table.file for table in tables if table.file]
    found = tuple(path for path in paths if path.is_file())
    for path in found:
        project.inside(here.root, path, here.show(path))
    if not found:
        named = next((table.file or table.name for table in tables), "")
        raise DiglotError(
            f"{named} isn't in the project." if named else f"no translation into {language} was aligned.",
            here.show(here.sources[name]),
            "Put its file into the project, and align it: "
            f"`diglot align {for_shell(name)} translations/FILE -l {languages.get(language).tag}`",
        )
    return found


@dataclass
class _Now:
    """What is decided now, and what comes of it."""

    decisions: Decisions
    draft: Draft
    adoption: Adoption
    tables: tuple[PinTable, ...] | None
    """The pins of the sidecar that decide it; None where they were not looked at since."""

    @WorkedOut
    def rows(self) -> list[AlignedRow]:
        """The alignment as rows."""
        return rows.rows(self.adoption, self.draft)


class OpenAlignment:
    """A document and its translation, aligned, and held. Not for several threads at once."""

    def __init__(self, name: str, lang: str, file: Path, making: Callable[[], Making] = Remembering) -> None:
        """file: the translation, in the project; making: by what paragraphs are made."""
        self.name, self.lang, self.file = name, lang, file
        self._base: AlignedBase | None = None
        self._now: _Now | None = None
        self._new_making = making
        self._making = making()
        self._up_to_date = UpToDate()
        self._others_apart: Latest[tuple[str, ...], AlignedBase] = Latest(_TAKEN_BACK)
        """The same texts with other paragraphs set apart: whoever takes that back goes back to them."""
        self.much = False
        """Whether the last act decides so much that others go before it."""
        self._others: tuple[str, ...] = ()
        """Texts that are not as those that are aligned: to find that out takes long."""

    @property
    def share(self) -> float:
        """How much of an act that is under way is done, 0 to 1."""
        return self._making.share

    @property
    def aligned(self) -> bool:
        """Whether both texts are aligned, as they were once."""
        return self._base is not None

    @property
    def texts(self) -> str:
        """What tells both texts from all others, as they are aligned; "" where they aren't."""
        return "" if self._base is None else self._base.texts

    def older(self, workspace: Workspace) -> bool:
        """Whether both texts are aligned as they were in older files, and are others by now."""
        return self._base is not None and not self.has(workspace, self.made_of(workspace))

    def look(self, workspace: Workspace, *, older: bool = False) -> Adoption:
        """What goes with what, as the files are now.

        Only where a text has changed both are aligned anew.

        older  as they were when both were aligned last, whatever the files say now
        """
        return self._looked(workspace, older=older).adoption

    def much_changed(self, workspace: Workspace) -> bool:
        """Whether so much was decided since, or taken back, that to look takes as long as to decide it."""
        tables = self._now.tables if self._now is not None else None
        return tables is not None and abs(len(tables) - len(workspace.sidecar(self.name).pins)) > MANY

    def _looked(self, workspace: Workspace, *, older: bool = False) -> _Now:
        base = self._base if older and self._base is not None else self._texts(workspace)
        tables = workspace.sidecar(self.name).pins
        # Nearly always nothing was decided since.
        if self._now is not None and self._now.tables == tables:
            return self._now
        before = FilesBefore.of(workspace, self.name, self.lang)
        pins = before.change(base.places, lambda _: PinRevision((), ()))
        return self._decided(base, Decisions.of(pins.holding, base.places), tables)

    def rows(self, workspace: Workspace, *, older: bool = False) -> list[AlignedRow]:
        """The same as rows for a page."""
        return self._looked(workspace, older=older).rows

    def repair(self, workspace: Workspace, act: RepairAct, moment: datetime) -> tuple[Outcome, ...]:
        """Do what a person has decided: pins come into the sidecar, and what follows into the catalog.

        The project is held by whoever calls. Raises DiglotError for what can't be decided so.
        """
        self._making.begin()
        repair = act(self.look(workspace).links)
        self.much = len(repair.decided) > MANY
        if self.much:
            self._step_aside()
        base = self._texts(workspace)
        before = FilesBefore.of(workspace, self.name, self.lang, self._up_to_date.last)
        pause()
        pins = before.change(
            base.places, partial(revised, decided=repair.decided, freed=repair.freed, places=base.places)
        )
        pause()
        now = self._decided(base, Decisions.of(pins.holding, base.places), None)
        made = self._filled(workspace, base, before, now, moment)
        outcomes = tuple(before.write(workspace, made, pins, None, template=base.template))
        pause()
        made_of = self.made_of(workspace)
        if made.apart:
            # Its sentences are the same.
            self._go_on(base.beside(made_of, made.document, made.template))
        # The sidecar says just that now: nobody needs to look for its sentences again.
        now.tables = workspace.sidecar(self.name).pins
        self._wrote(workspace, base.made_of if base.made_of == made_of else made_of, made.catalog)
        if len(pins.new) > MANY:
            # Whoever acts next would wait for all of them to be found.
            self.ready(workspace, moment)
        return outcomes

    def _step_aside(self) -> None:
        """Others may act meanwhile: what is remembered of what there is now stays as it is."""
        self._making = self._making.beside()
        if self._base is not None:
            memory = copy(self._base.places), self._base.realigner.beside()
            self._base = self._base.with_memory(*memory)
            # Whoever goes back to one of these would hold what was remembered before, too.
            others = {made_of: base.with_memory(*memory) for made_of, base in self._others_apart.items()}
            self._others_apart = Latest(_TAKEN_BACK, others)

    def go_on_from(self, other: OpenAlignment) -> None:
        """Remember what another has made of the same texts, whose act was given up."""
        ours, theirs = self._base, other._base
        if ours is not None and theirs is not None and ours.places.sides is theirs.places.sides:
            self._making = other._making
            self._base = ours.with_memory(theirs.places, theirs.realigner)

    def take_out(self, workspace: Workspace, which: int, moment: datetime) -> ContraryPin:
        """Take one of two pins that contradict each other out of the sidecar: the first (0) or the second.

        Where no others do, what follows comes into the catalog, as with any decision.

        The project is held by whoever calls. Raises DiglotError where nothing contradicts anything.
        """
        try:
            self.look(workspace)
        except ContraryPinsError as error:
            out = error.pins[which]
            before, places = FilesBefore.of(workspace, self.name, self.lang), self._texts(workspace).places
            # By its number, since several may stand in one line.
            gone = before.change(places, lambda pins: PinRevision((pins.index(out.pin),), ())).gone
            tables = [TableChange("pins", {}, number) for number in gone]
            text = sidecar_file.edit(before.text, before.shown, tables=tables)
            before.check_savable(workspace)
            workspace.save(before.sidecar, text.encode())
            with contextlib.suppress(ContraryPinsError):
                self.repair(workspace, lambda _: Repair(), moment)
            return out
        raise DiglotError("what was decided there contradicts nothing any more.", hint="Look again.")

    def ready(self, workspace: Workspace, moment: datetime) -> None:
        """Make what the first decision needs beside what it decides: it takes longer than all others else."""
        now, base = self._looked(workspace), self._texts(workspace)
        before = FilesBefore.of(workspace, self.name, self.lang, self._up_to_date.last)
        made = self._filled(workspace, base, before, now, moment)
        # What nothing would be changed in is as good as written.
        if (made.template, made.catalog) == (base.template, before.catalog):
            self._wrote(workspace, base.made_of, made.catalog)
        base.places.ready()
        # What was written is found in both texts as anybody else would find it.
        Decisions.of(before.change(base.places, lambda _: PinRevision((), ())).holding, base.places)

    def _wrote(self, workspace: Workspace, made_of: tuple[str, ...], made: Catalog) -> None:
        """The catalog is up to date with what it was made of."""
        self._up_to_date.add(made_of, self._checksum(workspace), made)

    def _checksum(self, workspace: Workspace) -> str:
        return workspace.checksum(workspace.project.catalog_path(self.name, self.lang))

    def _filled(
        self, workspace: Workspace, base: AlignedBase, before: FilesBefore, now: _Now, moment: datetime
    ) -> Adopted:
        """The catalog with what is decided now."""
        update = self._update(workspace, base.template, before.catalog, base.draft.document, moment)
        known = self._up_to_date.has(base.made_of, self._checksum(workspace))
        if known and base.template and before.catalog:
            catalogs = base.template, before.catalog
        else:
            catalogs = update.of(base.draft.document)
        return adopting.put_in(now.draft, update, catalogs, known=now.adoption)

    def made_of(self, workspace: Workspace) -> tuple[str, ...]:
        """Checksums of all that both texts and their alignment hang on."""
        here = workspace.project
        # Nothing else of a sidecar changes how its text is read.
        sidecar = workspace.sidecar(self.name).replace(pins=(), translations={})
        files = (
            self.file,
            project.sidecar_of(self.file),
            here.sources[self.name],
            here.template_path(self.name),
            here.frozen_ids_path(self.name),
        )
        told = (sidecar, here.settings)
        texts = (*map(workspace.checksum, files), *(disk.mark(repr(one).encode()) for one in told))
        return *texts, *self._given(workspace)

    def _given(self, workspace: Workspace) -> tuple[str, ...]:
        """Likewise, of what the aligner is given beside the texts."""
        here = workspace.project
        named = [here.root / name.rpartition("=")[2] for name in here.settings.align.dictionaries]
        for path in named:
            project.inside(here.root, path, here.show(path))
        marks = map(workspace.checksum, (here.glossary_path(self.lang), *named))
        return disk.mark(repr(here.settings.align).encode()), *marks

    def has(self, workspace: Workspace, made_of: tuple[str, ...]) -> bool:
        """Whether both texts are aligned as they are there, or as good as that."""
        if self._base is None or self._base.made_of == made_of:
            return self._base is not None
        if (before := self._others_apart.used(made_of)) is not None:
            self._go_on(before)
            return True
        given = self._given(workspace)
        if self._base.made_of[-len(given) :] != given or made_of == self._others:
            return False
        old = self._base.draft
        known = self._base.made_of[_TRANSLATION] == made_of[_TRANSLATION]
        read = ReadTexts.of(workspace, self.name, self.lang, self.file, old if known else None)
        if not alike(old.evidence, read.evidence):
            self._others = made_of
            return False
        if read.evidence is old.evidence:
            self._go_on(self._base.beside(made_of, read.document, read.template))
            return True
        # Other ids, or other typography: what goes together is the same.
        evidence = replace(old.evidence, source=read.evidence.source, target=read.evidence.target)
        draft = replace(old, document=read.document, translation=read.translation, evidence=evidence)
        self.take(AlignedBase.of(made_of, self._base.texts, draft, read.template))
        return True

    def take(self, base: AlignedBase) -> None:
        """Go on from both texts as they were aligned elsewhere."""
        # What was made of other texts is no longer asked for, and to see that these are equal takes long.
        self._base, self._now, self._making, self._others = base, None, self._new_making(), ()
        # A catalog is up to date with the texts that it was written for.
        self._up_to_date = UpToDate()
        self._others_apart.clear()

    def _go_on(self, base: AlignedBase) -> None:
        """Go on from the same sentences, of which others are set apart."""
        if self._base is not None:
            self._others_apart[self._base.made_of] = self._base
            # What is remembered of the same sentences is what was decided last.
            base = base.with_memory(self._base.places, self._base.realigner)
        self._base = base
        if self._now is not None:
            self._now = replace(self._now, draft=replace(self._now.draft, document=base.draft.document))

    def _texts(self, workspace: Workspace) -> AlignedBase:
        """Both texts as they are now, aligned."""
        made_of = self.made_of(workspace)
        if self._base is None or not self.has(workspace, made_of):
            self.take(base := self.align(workspace, made_of))
            return base
        return self._base

    def align(self, workspace: Workspace, made_of: tuple[str, ...]) -> AlignedBase:
        """Both texts, aligned anew; or as they were aligned, where a record has that.

        What is decided has no say in it: so the same files give the same rows, whatever was decided when.
        """
        read = ReadTexts.of(workspace, self.name, self.lang, self.file)
        resources, _ = resources_of(workspace, (read.document.lang, self.lang), (), None, None)
        texts = read.document, read.translation
        draft = Draft(*texts, replace(read.evidence, resources=resources))
        here = workspace.project
        shown = (here.show(here.sources[self.name]), here.show(self.file))
        mark = read.mark
        record = AlignmentRecord(here, self.name, self.lang, (*shown, mark, *self._given(workspace)))
        if (found := record.found(draft)) is not None:
            return AlignedBase.of(made_of, mark, found, read.template)
        try:
            before = FilesBefore.of(workspace, self.name, self.lang)
            update = self._update(workspace, read.template, before.catalog, read.document, documents.now())
            given = draft.evidence.beside(update.of(read.document)[1])
        except DiglotError:
            # Whoever looks is told what is wrong, until it is mended; to align both texts takes longer.
            draft = adopting.draft_of(*texts, draft.evidence)
            return AlignedBase.of(made_of, mark, draft, read.template)
        draft = adopting.draft_of(*texts, given)
        record.keep(draft)
        return AlignedBase.of(made_of, mark, draft, read.template)

    def _update(
        self,
        workspace: Workspace,
        template: Catalog | None,
        old: Catalog | None,
        document: Document,
        moment: datetime,
    ) -> CatalogUpdate:
        terms = self._terms(workspace, document)
        return CatalogUpdate(template, old, self.lang, about_of(workspace.project), moment, terms)

    def _terms(self, workspace: Workspace, document: Document) -> Glossary | None:
        return glossary(workspace, document.lang, self.lang)

    def _decided(self, base: AlignedBase, decisions: Decisions, tables: tuple[PinTable, ...] | None) -> _Now:
        """What comes of what is decided.

        tables  what the sidecar says of it, where that is known
        """
        if self._now is None or self._now.decisions != decisions:
            draft = adopting.decided(base.draft, decisions, base.realigner, self._making)
            self._now = _Now(decisions, draft, adopting.adoption_of(draft), tables)
        self._now.tables = tables
        return self._now


def aligned(
    root: Path, outside: bool, read_only: bool, name: str, lang: str, file: Path
) -> tuple[tuple[str, ...], AlignedBase]:
    """Both texts of a project, aligned in a process of its own; and what they were made of."""
    here = project.find(root, outside=outside, read_only=read_only)
    workspace, opened = Workspace(here), OpenAlignment(name, lang, file)
    base = opened.align(workspace, opened.made_of(workspace))
    return base.made_of, base
