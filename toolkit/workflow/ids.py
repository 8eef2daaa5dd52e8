"""List the ids of documents, and freeze them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit import catalog
from toolkit.catalog import contexts, frozen_ids, ids
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.model import KINDS, Catalog, Document
from toolkit.workflow.documents import Outcome
from toolkit.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedId:
    """An id, and what it stands for."""

    document: str
    id: str
    state: Literal["live", "new", "retired"]
    """new: not on record before the next `diglot extract`; retired: of a text that isn't there any more."""
    kind: str
    speaker: str
    """Key; of several, with a plus sign between them; "" for what nobody says."""
    frozen: str
    """The version in which it was frozen first; "" where it wasn't."""
    n: str
    """Position, such as 3.2; "" for a retired one."""
    line: int
    """1-based; 0 for a retired one."""
    text: str
    """For one that was frozen and is gone, as its file has it: the first words."""


def listed(workspace: Workspace, name: str) -> tuple[tuple[ListedId, ...], tuple[Finding, ...]]:
    """The ids of a document, and findings.

    In its order, then those that are retired. The findings tell frozen ids that it lost.
    """
    template = workspace.template(name)
    document = workspace.read_beside(name, template, doubts=False).document
    kept = {one.id: one for one in workspace.frozen(name)}
    known = _on_record(template)
    rows = []
    for t, turn in enumerate(document.turns, 1):
        for p, paragraph in enumerate(turn.paragraphs, 1):
            if KINDS[paragraph.kind].translated:
                rows.append(
                    ListedId(
                        name,
                        paragraph.id,
                        "live" if paragraph.id in known else "new",
                        paragraph.kind,
                        contexts.together(turn.speakers) if KINDS[paragraph.kind].spoken else "",
                        kept[paragraph.id].since if paragraph.id in kept else "",
                        f"{t}.{p}",
                        paragraph.where.line,
                        paragraph.text,
                    )
                )
    there = {row.id for row in rows}
    gone = [(one, unit) for unit, names in _retired(template) for one in names if one not in there]
    there.update(one for one, _ in gone)
    gone += [(one.id, (one.context, one.words)) for one in kept.values() if one.id not in there]
    for one, (where, text) in gone:
        kind, speaker = contexts.kind(where), contexts.together(contexts.speakers(where))
        since = kept[one].since if one in kept else ""
        rows.append(ListedId(name, one, "retired", kind, speaker, since, "", 0, text))
    return tuple(rows), tuple(frozen_ids.lost(document, kept.values()))


def _retired(template: Catalog | None) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    if template is not None:
        yield from ids.retired(template).items()


def _on_record(template: Catalog | None) -> set[str]:
    return {name for entry in template.entries for name in entry.ids} if template is not None else set()


def freeze(workspace: Workspace, names: Sequence[str]) -> Iterator[Outcome]:
    """Freeze the ids of each document.

    Where its template knows all of them.
    """
    with workspace.changing():
        for name in names:
            try:
                yield _freeze(workspace, name)
            except DiglotError as error:
                here = workspace.project
                yield Outcome(here.show(here.frozen_ids_path(name)), error=error)


def _freeze(workspace: Workspace, name: str) -> Outcome:
    here = workspace.project
    path = here.frozen_ids_path(name)
    template = workspace.template(name)
    document = workspace.read_beside(name, template, doubts=False).document
    if not _up_to_date(document, template):
        raise DiglotError(
            "its template isn't up to date, so the next edit could change an id.",
            here.show(here.sources[name]),
            f"Run `diglot extract {name}` first.",
        )
    before = workspace.frozen(name)
    after = frozen_ids.freeze(document, before, here.settings.version or "1.0")
    return Outcome(here.show(path), workspace.save(path, frozen_ids.dump(after).encode()))


def _up_to_date(document: Document, template: Catalog | None) -> bool:
    if template is None:
        return False
    now = {(entry.context, entry.source, entry.ids) for entry in catalog.extract(document).entries}
    return now == {(entry.context, entry.source, entry.ids) for entry in template.entries}
