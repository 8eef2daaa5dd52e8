"""Which document a file is of that came back: by what it says, and by its messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from toolkit import catalog, po
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, Parcel
from toolkit.model import Catalog, Entry
from toolkit.text.files import folded
from toolkit.text.hygiene import tidy
from toolkit.workflow.workspace import Workspace


def document_of(workspace: Workspace, parcel: Parcel) -> str:
    """The document that a file is of.

    Where only its own name tells, and tells of none that is there, its messages do.
    """
    sources = workspace.project.sources
    said = named_document(sources, parcel.document)
    if said in sources or parcel.names_document:
        return said
    units = _told_apart(parcel)
    counts = _counts(workspace, units, sources)
    best = max(counts, key=counts.__getitem__, default=said)
    # Two that have as many may both be meant.
    alone = list(counts.values()).count(counts.get(best, 0)) == 1
    return best if alone and 2 * counts[best] >= max(len(units), 1) else said


def _told_apart(parcel: Parcel) -> list[MessageUnit]:
    """The messages that tell documents apart: every catalog has those who translated it."""
    return [unit for unit in parcel.units if (unit.context, unit.source) != catalog.CREDITS]


def _counts(workspace: Workspace, units: Iterable[MessageUnit], names: Iterable[str]) -> dict[str, int]:
    """How many messages that came the template of each document has."""
    here, asked = workspace.project, list(units)
    found: dict[str, int] = {}
    for name in names:
        path = here.template_path(name)
        data = workspace.pieces(path)
        if data is not None:
            found[name] = _known(asked, (entry for entry, _ in po.stream(data, here.show(path), "")[1]))
    return found


def check_is_of(workspace: Workspace, existing: Catalog, parcel: Parcel, shown: str) -> None:
    """Refuse a file of something else: what it has and the catalog hasn't would be kept as obsolete."""
    here, said = workspace.project, parcel.document
    units = _told_apart(parcel)
    known = _known(units, existing.entries, existing.obsolete)
    # A text that was much revised since knows its messages still, by their ids.
    if 2 * known >= len(units):
        return
    others = _counts(workspace, units, [name for name in here.sources if name != said])
    other = max(others, key=others.__getitem__, default=said)
    if others.get(other, 0) > known:
        hint = f"Let it name {other} as its document, where it names {said}."
        raise DiglotError(f"this file is of document {other}, and names {said}.", shown, hint)
    if not known:
        what = f"none of its messages is in the catalog of {said} in {existing.lang}."
        hint = "Is it of another document? The file that its references name, or its name, tells of which."
        raise DiglotError(what, shown, hint)


def _known(units: Iterable[MessageUnit], entries: Iterable[Entry], obsolete: Iterable[Entry] = ()) -> int:
    """How many messages that came are among these."""
    keys = {entry.key for entry in obsolete}
    ids: set[str] = set()
    for entry in entries:
        keys.add(entry.key)
        ids.update(entry.ids)
    return sum((unit.context, unit.source) in keys or unit.id in ids for unit in units)


def named_document(names: Collection[str], said: str) -> str:
    """The document that a file names.

    A program may have taken blanks from the ends of its name, a disk may write its accents in another way.
    """
    near = [name for name in names if _plain(name) == _plain(said)]
    return near[0] if said not in names and len(near) == 1 else said


def _plain(name: str) -> str:
    return folded(tidy(name).strip())
