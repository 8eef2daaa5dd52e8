"""How far translations are, and how much work they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from toolkit import catalog
from toolkit.catalog import edits, memory
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.memory import TranslationMemory
from toolkit.catalog.template import MessageIds
from toolkit.catalog.workload import Workload, stages_of, workload
from toolkit.errors import DiglotError
from toolkit.model import Catalog, Counts, Document, Entry
from toolkit.text.difference import CHANGES, ChangeKind
from toolkit.workflow.memory import ProjectMemory
from toolkit.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CatalogState:
    """How far a catalog is."""

    document: str
    lang: str
    counts: Counts
    """Of all messages of the transcript as it is now."""
    edits: Mapping[ChangeKind, int]
    """Drafts whose source was edited, by kind."""
    edited: tuple[tuple[ChangeKind, Entry], ...]
    """These drafts."""
    behind: int = 0
    """Messages of the transcript that the catalog hasn't got yet: they count as empty."""


def status(
    workspace: Workspace, names: Sequence[str], langs: Sequence[str], *, words: bool = True
) -> Iterator[CatalogState | DiglotError]:
    """How far each catalog is.

    words  whether words are counted too
    """
    for name in names:
        try:
            document = workspace.document(name)
        except DiglotError as error:
            yield error
            continue
        # The transcript as it is now, which the catalog may be behind of.
        template = workspace.held(name).outline(document)
        # Of a long document the template is enough from here on.
        workspace.forget([name])
        for lang in workspace.project.targets(document.lang, langs):
            try:
                existing = workspace.catalog(name, lang)
                yield _state(document, lang, template, existing, words=words)
            except DiglotError as error:
                yield error


def _state(
    document: Document, lang: str, template: MessageIds, existing: Catalog | None, *, words: bool
) -> CatalogState:
    stages = stages_of(existing)
    counts = catalog.counts(template, stages, words=words)
    edited: list[tuple[ChangeKind, Entry]] = []
    drafts = [entry for entry in existing.entries if entry.state == "fuzzy"] if existing else ()
    for entry in drafts:
        edit = edits.edit_of(entry, document.lang)
        if edit is not None:
            edited.append((edit.kind, entry))
    # In the order of the work that they are.
    counted = Counter(kind for kind, _ in edited)
    by_kind = {kind: counted[kind] for kind in CHANGES if counted[kind]}
    missing = behind(template, stages) if existing else 0
    return CatalogState(document.name, lang, counts, by_kind, tuple(edited), missing)


def behind(template: MessageIds, catalog: Container[MessageKey]) -> int:
    """Messages of a transcript as it is now that a catalog hasn't got."""
    return sum(unit not in catalog for unit in template)


def workloads(
    workspace: Workspace, names: Sequence[str], langs: Sequence[str]
) -> Iterator[tuple[str, str, Workload] | DiglotError]:
    """How much work each translation is: document, language, and the work.

    What is repeated in another document counts where it is first, in the order of the documents.
    """
    remembered = ProjectMemory(workspace)
    seen: dict[str, set[str]] = {}
    for name in names:
        try:
            document = workspace.document(name)
            template = catalog.extract(document)
            workspace.forget([name])
            for lang in workspace.project.targets(document.lang, langs):
                existing = workspace.catalog(name, lang)
                about = existing or Catalog(name, document.lang, lang, ())
                count = partial(_workload, template, existing, seen.setdefault(lang, set()))
                with workspace.changing():
                    work, wrong = remembered.ask(about, count)
                yield from wrong
                yield name, lang, work or count(None)
        except DiglotError as error:
            yield error


def _workload(
    template: Catalog, existing: Catalog | None, seen: set[str], index: TranslationMemory | None
) -> Workload:
    def alike(entry: Entry) -> float:
        return memory.nearest(entry, index) if index is not None else 0.0

    return workload(template, existing, alike, seen)
