"""The ids that a document was given, kept for the next command.

They hang on its template, which is the longest file that a build of many interviews would have to go through
otherwise. As what was read ([260]), they are written where a command changes the project, and by no other.
"""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import disk, languages, limits, po
from toolkit.catalog import id_record
from toolkit.catalog.id_record import Messages, Register
from toolkit.catalog.remembered_ids import KnownIds
from toolkit.errors import DiglotError
from toolkit.model.values import Value
from toolkit.project import PRIVATE
from toolkit.workflow.private_files import keep, kept, pack, unpacked, version
from toolkit.workflow.transcripts import Reading, promised

if TYPE_CHECKING:
    from toolkit.workflow.workspace import Workspace


class _KeptIds(Value, frozen=True, gc=False):
    made_of: str
    lang: str
    """Of the document, which takes a look at its whole text to tell."""
    known: KnownIds


def read(workspace: Workspace, name: str, *, doubts: bool) -> Reading:
    """A transcript with the ids that its template gives it, or is known to give."""
    path = workspace.project.template_path(name)
    if not workspace.checksum(path):
        return workspace.read_beside(name, None, doubts=doubts)
    messages = _messages(workspace, name)
    held = kept(_path(workspace, name), lambda packed: unpacked(packed, _KeptIds))
    known = None
    if held is not None and _is_tag(held.lang) and held.made_of == _made_of(workspace, name):
        known = held.known
        workspace.told_language(name, held.lang)
    said = partial(workspace.readings.register, name, workspace.checksum(path), messages)
    remembered = workspace.readings.ids(name, mark(workspace, name))
    made = workspace.read_beside(name, said, doubts=doubts, known=known, remembered=remembered)
    if known is None and not made.near:
        keep_of(workspace, name, KnownIds.of(made.document))
    return made


def make_ready(workspace: Workspace, name: str) -> None:
    """Make what tells the ids of paragraphs that are others, which the first act would wait for."""
    path = workspace.project.template_path(name)
    # Its checksum is that of what is read here.
    if workspace.read(path, limits.CATALOG) is not None:
        register = workspace.readings.register(name, workspace.checksum(path), _messages(workspace, name))
        remembered = workspace.readings.ids(name, mark(workspace, name))
        if remembered and remembered.document and isinstance(register, Register):
            kept = partial(promised, remembered.document, partial(workspace.frozen, name))
            # What is wrong with the frozen ids, the act tells that needs them.
            with contextlib.suppress(DiglotError):
                remembered.waits(register, kept)


def mark(workspace: Workspace, name: str) -> str:
    """What the template and the frozen ids are told by."""
    here = workspace.project
    return " ".join(map(workspace.checksum, (here.template_path(name), here.frozen_ids_path(name))))


def _is_tag(lang: str) -> bool:
    """Whether it is a tag as it is printed: anybody may have written the file."""
    try:
        return languages.get(lang).tag == lang
    except DiglotError:
        return False


def _messages(workspace: Workspace, name: str) -> Messages:
    """The messages of a template, which is opened when the first is asked for: known ids need none."""
    path = workspace.project.template_path(name)
    # Where all is held open, it is needed whole when the template is brought up to date.
    held = workspace.template(name) if workspace.held_open else None
    template = None if held else workspace.pieces(path)
    if held is not None:
        yield from id_record.messages(held)
    elif template is not None:
        yield from po.stream(template, workspace.project.show(path), "")[1]


def keep_of(workspace: Workspace, name: str, known: KnownIds) -> None:
    """Keep what ids the template of a document gives, as it stands now."""
    if workspace.project.is_changing:
        held = _KeptIds(_made_of(workspace, name), workspace.language(name), known)
        keep(workspace.project, _path(workspace, name), pack(held))


def _made_of(workspace: Workspace, name: str) -> str:
    """A checksum of all that decides what language a document is in, and what ids it is given."""
    files = [workspace.checksum(path) for path in workspace.inputs(name, ())]
    return disk.mark(repr((version(), name, workspace.project.source_lang, files)).encode())


def _path(workspace: Workspace, name: str) -> Path:
    return workspace.project.own(workspace.project.root / PRIVATE / "ids" / f"{name}.z")
