"""What reading a transcript gave, kept for the next command.

To infer what each line is takes most of the time of most commands, and the transcript is nearly always as it
was. A file in `.diglot/readings/` for each document holds what was read, with a checksum of all that it was
read from; whoever deletes it only makes diglot read once more. It is written where a command changes the
project, and by no other.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from toolkit import limits
from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.model.values import Value
from toolkit.project import PRIVATE, Project
from toolkit.workflow import private_files
from toolkit.workflow.documents import Reading, taken

_SHORT = 4000
"""Bytes of a transcript that is read as fast as it is looked up."""


class _KeptReading(Value, frozen=True, gc=False):
    made_of: str
    document: Document
    certain: tuple[Finding, ...]
    findings: tuple[Finding, ...] | None


def _file(made_of: str, made: Reading) -> _KeptReading:
    document = replace(made.document, raw=tuple(made.document.raw))
    return _KeptReading(made_of, document, made.certain, made.findings)


class KeptReadings:
    """The readings of a project's documents."""

    def __init__(self, here: Project) -> None:
        self.here = here

    def taken(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool = True
    ) -> Reading:
        """As `documents.taken`; nothing is read anew that was read already."""
        if len(data) < _SHORT:
            return taken(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
        told = repr((private_files.version(), sidecar, name, path, lang))
        made_of = blake2b(told.encode() + b"\0" + data, digest_size=16).hexdigest()
        file = self.here.own(self.here.root / PRIVATE / "readings" / f"{name}.z")
        held = private_files.kept(file, lambda packed: private_files.unpacked(packed, _KeptReading))
        if held is not None and held.made_of == made_of and (held.findings is not None or not doubts):
            return Reading(held.document, held.certain, held.findings if doubts else None)
        made = taken(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
        if self.here.is_changing:
            self._keep(file, made_of, made)
        return made

    def _keep(self, file: Path, made_of: str, made: Reading) -> None:
        packed = private_files.packed(_file(made_of, made))
        if len(packed) <= limits.RECORD.most:
            private_files.keep(self.here, file, packed)
