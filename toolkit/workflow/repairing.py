"""An alignment at which people work: what they decide becomes pins, and the catalog is filled anew.

It is held between one decision and the next, as to align both texts anew would take seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from toolkit import adopting, languages, limits, project
from toolkit.adopting import CatalogUpdate, Draft, rows
from toolkit.adopting.adoption import Adoption, JudgedBead
from toolkit.adopting.decisions import Decisions, PinRevision, revised
from toolkit.adopting.evidence import Evidence
from toolkit.adopting.nearby import Realigner
from toolkit.adopting.pins import PinPlaces
from toolkit.adopting.repairs import Repair
from toolkit.adopting.rows import AlignedRow
from toolkit.config import PinTable
from toolkit.errors import DiglotError
from toolkit.model import Catalog, Document
from toolkit.workflow import documents
from toolkit.workflow.align import FilesBefore, resources_of, translation_of
from toolkit.workflow.catalogs import about_of
from toolkit.workflow.documents import Outcome
from toolkit.workflow.terms import glossary
from toolkit.workflow.workspace import Workspace

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
            f"Put its file into the project, and align it: diglot align {name} translations/FILE -l {lang}",
        )
    return found


@dataclass(frozen=True, slots=True)
class _Base:
    """Both texts, as they were aligned once."""

    made_of: tuple[object, ...]
    draft: Draft
    template: Catalog | None
    """Of the document."""
    places: PinPlaces
    realigner: Realigner

    @classmethod
    def of(cls, made_of: tuple[object, ...], draft: Draft, template: Catalog | None) -> _Base:
        """What is made of a draft."""
        realigner = Realigner(draft.evidence, draft.beads)
        return cls(made_of, draft, template, PinPlaces(*draft.texts), realigner)


@dataclass
class _Now:
    """What is decided now, and what comes of it."""

    decisions: Decisions
    draft: Draft
    adoption: Adoption
    tables: tuple[PinTable, ...] | None
    """The pins of the sidecar that decide it; None where they were not looked at since."""

    @cached_property
    def rows(self) -> list[AlignedRow]:
        """The alignment as rows."""
        return rows.rows(self.adoption, self.decisions)


class OpenAlignment:
    """A document and its translation, aligned, and held. Not for several threads at once."""

    def __init__(self, name: str, lang: str, file: Path) -> None:
        """file: the translation, in the project."""
        self.name, self.lang, self.file = name, lang, file
        self._base: _Base | None = None
        self._now: _Now | None = None
        self._written: tuple[bytes | None, Catalog | None] = (None, None)
        """The catalog that was written last, and what is in it."""

    def look(self, workspace: Workspace) -> Adoption:
        """What goes with what, as the files are now.

        Only where a text has changed both are aligned anew.
        """
        return self._looked(workspace).adoption

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
        repair = act(self.look(workspace).links)
        base, before = self._texts(workspace), FilesBefore.of(workspace, self.name, self.lang, self._written)
        pins = before.change(
            base.places, partial(revised, decided=repair.decided, freed=repair.freed, places=base.places)
        )
        now = self._decided(base, Decisions.of(pins.holding, base.places), None)
        update = self._update(workspace, base.template, before.catalog, base.draft.document, moment)
        # What was written last is up to date.
        if base.template and before.catalog and before.catalog is self._written[1]:
            catalogs = base.template, before.catalog
        else:
            catalogs = update.of(base.draft.document)
        made = adopting.put_in(now.draft, update, catalogs)
        outcomes = tuple(before.write(workspace, made, pins, None, template=base.template))
        # The sidecar says just that now: nobody needs to look for its sentences again.
        now.tables = workspace.sidecar(self.name).pins
        path = workspace.project.catalog_path(self.name, self.lang)
        self._written = workspace.read(path, limits.CATALOG), made.catalog
        return outcomes

    def prepared(self, workspace: Workspace) -> Callable[[], object] | None:
        """What aligns both texts, which may take seconds and needs nothing of the project.

        None where they are as they were.
        """
        work = self._work(workspace)
        return None if isinstance(work, _Base) else work

    def _work(self, workspace: Workspace) -> _Base | Callable[[], _Base]:
        """Both texts aligned, or what aligns them."""
        here = workspace.project
        made_of = (
            workspace.checksum(here.sources[self.name]),
            # Nothing else of a sidecar changes how its text is read.
            workspace.sidecar(self.name).replace(pins=(), translations={}),
            workspace.read(here.template_path(self.name), limits.CATALOG),
            workspace.frozen(self.name),
            workspace.checksum(self.file),
            workspace.read(project.sidecar_of(self.file), limits.SETTINGS),
            here.settings,
        )
        if self._base is not None and self._base.made_of == made_of:
            return self._base
        align = self._read(workspace, made_of)

        def work() -> _Base:
            self._base, self._now = align(), None
            return self._base

        return work

    def _texts(self, workspace: Workspace) -> _Base:
        """Both texts as they are now, aligned."""
        work = self._work(workspace)
        return work if isinstance(work, _Base) else work()

    def _read(self, workspace: Workspace, made_of: tuple[object, ...]) -> Callable[[], _Base]:
        here = workspace.project
        template = workspace.template(self.name)
        document = workspace.read_beside(self.name, template, doubts=False).document
        translation = translation_of(here, document, self.file, self.lang, "")
        evidence = Evidence.of(document, translation)
        if self._base is not None and _alike(self._base.draft.evidence, evidence):
            # Other ids, or other typography: what goes together is the same.
            old = self._base.draft
            evidence = replace(old.evidence, source=evidence.source, target=evidence.target)
            draft = replace(old, document=document, translation=translation, evidence=evidence)
            return partial(_Base.of, made_of, draft, template)
        before = FilesBefore.of(workspace, self.name, self.lang)
        places = PinPlaces(evidence.source, evidence.target)
        pins = before.change(places, lambda _: PinRevision((), ())).holding
        resources, _ = resources_of(workspace, (document.lang, self.lang), (), None, None)
        update = self._update(workspace, template, before.catalog, document, documents.now())
        given = Evidence.of(document, translation, update.of(document)[1], pins, resources)
        return lambda: _Base.of(made_of, adopting.draft_of(document, translation, given), template)

    def _update(
        self,
        workspace: Workspace,
        template: Catalog | None,
        old: Catalog | None,
        document: Document,
        moment: datetime,
    ) -> CatalogUpdate:
        terms = glossary(workspace, document.lang, self.lang)
        return CatalogUpdate(template, old, self.lang, about_of(workspace.project), moment, terms)

    def _decided(self, base: _Base, decisions: Decisions, tables: tuple[PinTable, ...] | None) -> _Now:
        """What comes of what is decided.

        tables  what the sidecar says of it, where that is known
        """
        if self._now is None or self._now.decisions != decisions:
            draft = adopting.renewed(base.draft, decisions, base.realigner.beads(decisions))
            self._now = _Now(decisions, draft, adopting.adoption_of(draft), tables)
        self._now.tables = tables
        return self._now


def _alike(old: Evidence, new: Evidence) -> bool:
    """Whether two texts are the same to the aligner."""
    ours = old.source.sentences, old.target.sentences, old.outline
    return ours == (new.source.sentences, new.target.sentences, new.outline)
