"""An alignment at which people work: what they decide becomes pins, and the catalog is filled anew.

It is held between one decision and the next, as to align both texts anew would take seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from toolkit import adopting, disk, languages, project
from toolkit.adopting import Adopted, CatalogUpdate, Draft, aligned_text, rows
from toolkit.adopting.adoption import Adoption, JudgedBead
from toolkit.adopting.decisions import ContraryPin, ContraryPinsError, Decisions
from toolkit.adopting.evidence import Evidence
from toolkit.adopting.nearby import Realigner, shared
from toolkit.adopting.pins import PinPlaces
from toolkit.adopting.remembering import Making, Remembering
from toolkit.adopting.repairs import Repair
from toolkit.adopting.revising import PinRevision, revised
from toolkit.adopting.rows import AlignedRow
from toolkit.aligning.structure import Outline
from toolkit.catalog.glossary import Glossary
from toolkit.config import PinTable, sidecar_file
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError, for_shell
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Document
from toolkit.workflow import documents
from toolkit.workflow.align import FilesBefore, resources_of, translation_of
from toolkit.workflow.catalogs import about_of
from toolkit.workflow.documents import Outcome
from toolkit.workflow.kept_alignments import AlignmentRecord
from toolkit.workflow.terms import glossary
from toolkit.workflow.workspace import Workspace

_TRANSLATION = slice(2)
"""Where the checksums of what a translation is read from stand in `OpenAlignment.made_of`."""
MANY = 500
"""Pins: what becomes of so many is made behind what others wait for."""
RepairAct = Callable[[Sequence[JudgedBead]], Repair]
"""What a person decides, seeing these beads."""


def translation_files(workspace: Workspace, name: str, lang: str) -> tuple[Path, ...]:
    """The files of a translation that are in the project; the one that was aligned last comes last.

    Raises DiglotError where there is none.
    """
    here = workspace.project
    tables = [
        table
        for tag, translation in workspace.sidecar(name).translations.items()
        if languages.get(tag).tag == lang
        for table in translation.files
    ]
    paths = [here.root / table.file for table in tables if table.file]
    found = tuple(path for path in paths if path.is_file())
    for path in found:
        project.inside(here.root, path, here.show(path))
    if not found:
        named = next((table.file or table.name for table in tables), "")
        what = f"{named} isn't in the project" if named else f"no translation into {lang} was aligned"
        raise DiglotError(
            f"{name}: {what}.",
            here.show(here.sources[name]),
            "Put its file into the project, and align it: "
            f"`diglot align {for_shell(name)} translations/FILE -l {lang}`",
        )
    return found


@dataclass(frozen=True, slots=True)
class AlignedBase:
    """Both texts, as they were aligned once."""

    made_of: tuple[str, ...]
    draft: Draft
    template: Catalog | None
    """Of the document."""
    places: PinPlaces
    realigner: Realigner

    @classmethod
    def of(cls, made_of: tuple[str, ...], draft: Draft, template: Catalog | None) -> AlignedBase:
        """What is made of a draft."""
        draft = shared(draft)
        realigner = Realigner(draft.evidence, draft.beads)
        # What becomes of beads and paragraphs is made anew of what is decided.
        draft = replace(draft, stretches=(), links=(), filled=(), leftovers=())
        return cls(made_of, draft, template, PinPlaces(*draft.texts), realigner)


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


class _LastWritten(NamedTuple):
    """A catalog as it was written last, and is up to date."""

    mark: str = ""
    """Checksum of its file: as bytes it would be held as long as nothing else is written."""
    catalog: Catalog | None = None
    """What is in it."""
    terms: Glossary | None = None
    """With which it was made."""


class OpenAlignment:
    """A document and its translation, aligned, and held. Not for several threads at once."""

    def __init__(self, name: str, lang: str, file: Path, making: Callable[[], Making] = Remembering) -> None:
        """file: the translation, in the project; making: by what paragraphs are made."""
        self.name, self.lang, self.file = name, lang, file
        self._base: AlignedBase | None = None
        self._now: _Now | None = None
        self._new_making = making
        self._making = making()
        self._written = _LastWritten()
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

    def look(self, workspace: Workspace) -> Adoption:
        """What goes with what, as the files are now.

        Only where a text has changed both are aligned anew.
        """
        return self._looked(workspace).adoption

    def much_changed(self, workspace: Workspace) -> bool:
        """Whether so much was decided since, or taken back, that to look takes as long as to decide it."""
        tables = self._now.tables if self._now is not None else None
        return tables is not None and abs(len(tables) - len(workspace.sidecar(self.name).pins)) > MANY

    def _looked(self, workspace: Workspace) -> _Now:
        base, tables = self._texts(workspace), workspace.sidecar(self.name).pins
        # Nearly always nothing was decided since.
        if self._now is not None and self._now.tables == tables:
            return self._now
        before = FilesBefore.of(workspace, self.name, self.lang)
        pins = before.change(base.places, lambda _: PinRevision((), ()))
        return self._decided(base, Decisions.of(pins.holding, base.places), tables)

    def rows(self, workspace: Workspace) -> list[AlignedRow]:
        """The same as rows for a page."""
        return self._looked(workspace).rows

    def repair(self, workspace: Workspace, act: RepairAct, moment: datetime) -> tuple[Outcome, ...]:
        """Do what a person has decided: pins come into the sidecar, and what follows into the catalog.

        The project is held by whoever calls. Raises DiglotError for what can't be decided so.
        """
        self._making.begin()
        repair = act(self.look(workspace).links)
        base = self._texts(workspace)
        before = FilesBefore.of(workspace, self.name, self.lang, self._written[:2])
        pins = before.change(
            base.places, partial(revised, decided=repair.decided, freed=repair.freed, places=base.places)
        )
        now = self._decided(base, Decisions.of(pins.holding, base.places), None)
        made = self._filled(workspace, base, before, now, moment)
        outcomes = tuple(before.write(workspace, made, pins, None, template=base.template))
        # The sidecar says just that now: nobody needs to look for its sentences again.
        now.tables = workspace.sidecar(self.name).pins
        self._wrote(workspace, base, made.catalog)
        return outcomes

    def take_out(self, workspace: Workspace, which: int) -> ContraryPin:
        """Take one of two pins that contradict each other out of the sidecar: the first (0) or the second.

        The project is held by whoever calls. Raises DiglotError where nothing contradicts anything.
        """
        try:
            self.look(workspace)
        except ContraryPinsError as error:
            out = error.pins[which]
            before, places = FilesBefore.of(workspace, self.name, self.lang), self._texts(workspace).places
            # By its number, since several may stand in one line.
            change = before.change(places, lambda pins: PinRevision((pins.index(out.pin),), ()))
            gone = [TableChange("pins", {}, number) for number in change.gone]
            workspace.save(before.sidecar, sidecar_file.edit(before.text, before.shown, tables=gone).encode())
            return out
        raise DiglotError("what was decided there contradicts nothing any more.", hint="Look again.")

    def ready(self, workspace: Workspace, moment: datetime) -> None:
        """Make what the first decision needs beside what it decides: it takes longer than all others else."""
        now, base = self._looked(workspace), self._texts(workspace)
        before = FilesBefore.of(workspace, self.name, self.lang, self._written[:2])
        made = self._filled(workspace, base, before, now, moment)
        # What nothing would be changed in is as good as written.
        if (made.template, made.catalog) == (base.template, before.catalog):
            # And the very same comes again: it is compared in no time.
            self._wrote(workspace, base, made.catalog)
        base.places.ready()
        # What was written is found in both texts as anybody else would find it.
        Decisions.of(before.change(base.places, lambda _: PinRevision((), ())).holding, base.places)

    def _wrote(self, workspace: Workspace, base: AlignedBase, catalog: Catalog) -> None:
        """The file of the catalog is up to date, and this is in it."""
        mark = workspace.checksum(workspace.project.catalog_path(self.name, self.lang))
        self._written = _LastWritten(mark, catalog, self._terms(workspace, base.draft.document))

    def _filled(
        self, workspace: Workspace, base: AlignedBase, before: FilesBefore, now: _Now, moment: datetime
    ) -> Adopted:
        """The catalog with what is decided now."""
        update = self._update(workspace, base.template, before.catalog, base.draft.document, moment)
        # What was written last is up to date.
        written = self._written.catalog
        if base.template and written and before.catalog is written and update.glossary is self._written.terms:
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
        given = self._given(workspace)
        if self._base.made_of[-len(given) :] != given or made_of == self._others:
            return False
        old = self._base.draft
        known = self._base.made_of[_TRANSLATION] == made_of[_TRANSLATION]
        read = _ReadTexts.of(workspace, self, old if known else None)
        if not _alike(old.evidence, read.evidence):
            self._others = made_of
            return False
        # Other ids, or other typography: what goes together is the same.
        evidence = replace(old.evidence, source=read.evidence.source, target=read.evidence.target)
        draft = replace(old, document=read.document, translation=read.translation, evidence=evidence)
        self.take(AlignedBase.of(made_of, draft, read.template))
        return True

    def take(self, base: AlignedBase) -> None:
        """Go on from both texts as they were aligned elsewhere."""
        # What was made of other texts is no longer asked for, and to see that these are equal takes long.
        self._base, self._now, self._making, self._others = base, None, self._new_making(), ()
        # A catalog is up to date with the texts that it was written for.
        self._written = _LastWritten()

    def _texts(self, workspace: Workspace) -> AlignedBase:
        """Both texts as they are now, aligned."""
        made_of = self.made_of(workspace)
        if self._base is None or not self.has(workspace, made_of):
            base = self.align(workspace, made_of)
            self.take(base)
            return base
        return self._base

    def align(
        self, workspace: Workspace, made_of: tuple[str, ...], record: AlignmentRecord | None = None
    ) -> AlignedBase:
        """Both texts, aligned anew; or as they were aligned, where a record has that."""
        read = _ReadTexts.of(workspace, self)
        resources, _ = resources_of(workspace, (read.document.lang, self.lang), (), None, None)
        if record is not None:
            evidence = replace(read.evidence, resources=resources)
            found = record.found(Draft(read.document, read.translation, evidence))
            if found is not None:
                return AlignedBase.of(made_of, found, read.template)
        texts, catalog = (read.document, read.translation), None
        try:
            before = FilesBefore.of(workspace, self.name, self.lang)
            places = PinPlaces(read.evidence.source, read.evidence.target)
            pins = before.change(places, lambda _: PinRevision((), ())).holding
            update = self._update(workspace, read.template, before.catalog, read.document, documents.now())
            catalog = update.of(read.document)[1]
            given = Evidence.of(*texts, catalog, pins, resources)
        except DiglotError:
            # Whoever looks is told what is wrong, until it is mended; to align both texts takes longer.
            given, record = Evidence.of(*texts, catalog, resources=resources), None
        draft = adopting.draft_of(*texts, given)
        if record is not None:
            record.keep(draft)
        return AlignedBase.of(made_of, draft, read.template)

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
            draft = adopting.renewed(base.draft, decisions, base.realigner.beads(decisions), self._making)
            self._now = _Now(decisions, draft, adopting.adoption_of(draft), tables)
        self._now.tables = tables
        return self._now


class _ReadTexts(NamedTuple):
    """Both texts, as they are read."""

    document: Document
    template: Catalog | None
    translation: Document
    evidence: Evidence
    """Of both; nobody asks what is decided about them."""

    @classmethod
    def of(cls, workspace: Workspace, opened: OpenAlignment, known: Draft | None = None) -> _ReadTexts:
        """As they are now.

        known  a draft of the same translation
        """
        template = workspace.template(opened.name)
        document = workspace.read_beside(opened.name, template, doubts=False).document
        if known is not None and document.lang != opened.lang:
            source = aligned_text.read(document)
            outline = Outline(aligned_text.layout(document, source), known.evidence.outline.target)
            evidence = replace(known.evidence, source=source, outline=outline)
            return cls(document, template, known.translation, evidence)
        translation = translation_of(workspace.project, document, opened.file, opened.lang, "")
        return cls(document, template, translation, Evidence.of(document, translation))


def aligned(
    root: Path, outside: bool, read_only: bool, name: str, lang: str, file: Path
) -> tuple[tuple[str, ...], AlignedBase]:
    """Both texts of a project, aligned in a process of its own; and what they were made of.

    What was found is kept for the next process, unless nothing may be written.
    """
    here = project.find(root, outside=outside, read_only=read_only)
    workspace, opened = Workspace(here), OpenAlignment(name, lang, file)
    made_of = opened.made_of(workspace)
    record = AlignmentRecord(here, name, lang, (*made_of, here.show(file)))
    base = opened.align(workspace, made_of, record)
    return base.made_of, base


def _alike(old: Evidence, new: Evidence) -> bool:
    """Whether two texts are the same to the aligner."""
    ours = old.source.sentences, old.target.sentences, old.outline
    return ours == (new.source.sentences, new.target.sentences, new.outline)
