"""Files that diglot keeps for itself in `.diglot/`: read with care, since anybody may have damaged them.

All may be deleted at any time.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from toolkit import disk, limits, registry
from toolkit.catalog.id_record import Messages, Register
from toolkit.catalog.remembered_ids import RememberedIds
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.model.values import Value
from toolkit.project import PRIVATE, Project
from toolkit.workflow.transcripts import Reading, opened, taken

if TYPE_CHECKING:
    from toolkit.transcript.decisions import OpenReading

_T = TypeVar("_T")
_UNPACKED = 4 * limits.RECORD.most
"""Bytes. What is longer is not used, and made again. Transcripts of the tests are packed to a fifth."""


def kept(path: Path, decode: Callable[[bytes], _T]) -> _T | None:
    """What diglot kept for itself; None for what somebody has damaged."""
    try:
        data = disk.read_if_there(path, limits.RECORD)
        return None if data is None else decode(data)
    except (DiglotError, ValueError, RecursionError):
        return None


def keep(here: Project, path: Path, data: bytes) -> None:
    """Write a file, in the place of a link as well; where nothing can or may be kept, nothing is."""
    if here.read_only:
        return
    with suppress(DiglotError):
        here.private()
        # What a stranger's link leads to may be somebody's text.
        if path.is_symlink():
            disk.remove(path)
        disk.write(path, data)


def pack(value: object) -> bytes:
    """A value of structs, compressed."""
    # The quickest level: it is written at each change of a transcript.
    return zlib.compress(msgspec.msgpack.encode(value), 1)


def unpacked(data: bytes, form: Any) -> Any:
    """The value of this type; None for what is none."""
    try:
        # With a bound: a file of few bytes may unpack to more than there is memory.
        packed = zlib.decompressobj()
        rows = packed.decompress(data, _UNPACKED)
        # What is left over would be more than the bound.
        return None if packed.unconsumed_tail else msgspec.msgpack.decode(rows, type=form)
    except (zlib.error, ValueError, RecursionError):
        return None


@cache
def version() -> str:
    """A checksum of diglot and of what it reads and builds with.

    Another version may read a text otherwise, or build another file.
    """
    total = blake2b(digest_size=16)
    # All of its files, since nobody can say which of them decide how a text is read.
    for name, data in _own(files("toolkit"), ""):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    for point in (*registry.others("reader"), *metadata.entry_points(group="diglot.writers")):
        total.update(f"{point.name} {point.value} {point.dist and point.dist.version}".encode())
        # While somebody writes it, its version stays the same.
        total.update(_source(point.module))
    try:
        needed = metadata.requires("diglot") or []
    except metadata.PackageNotFoundError:
        needed = []
    # What is installed decides bytes, too: a library that writes EPUB may write it otherwise.
    for name in sorted({re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needed}):
        try:
            total.update(f"{name} {metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            continue  # an extra
    return total.hexdigest()


def _source(module: str) -> bytes:
    """The file of a plug-in's module; nothing where it can't be found or read."""
    try:
        spec = find_spec(module)
        return Path(spec.origin).read_bytes() if spec is not None and spec.origin else b""
    except (ImportError, OSError, ValueError):
        return b""


def _own(folder: Traversable, way: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from _own(path, f"{way}{path.name}/")
        elif path.is_file():
            yield way + path.name, path.read_bytes()


# What reading a transcript gave, kept for the next command.
#
# To infer what each line is takes most of the time of most commands, and the transcript is nearly always as
# it was. A file in `.diglot/readings/` for each document holds what was read, with a checksum of all that
# it was read from; whoever deletes it only makes diglot read once more. It is written where a command
# changes the project, and by no other.


_SHORT = 4000
"""Bytes of a transcript that is read as fast as it is looked up."""


class _KeptReading(Value, frozen=True, gc=False):
    made_of: str
    document: Document
    certain: tuple[Finding, ...]
    findings: tuple[Finding, ...] | None


def _file(made_of: str, made: Reading) -> _KeptReading:
    # Who gives ids drops the raw characters, which are as long as the text.
    document = replace(made.document, raw=())
    return _KeptReading(made_of, document, made.certain, made.findings)


def of_reading(sidecar: Sidecar) -> Sidecar:
    """What a transcript is read with.

    Pins are for its alignments, and there may be thousands. What is set apart is told once ids are given.
    """
    return sidecar.replace(pins=(), apart=()) if sidecar.pins or sidecar.apart else sidecar


class KeptReadings:
    """The readings of a project's documents."""

    def __init__(self, here: Project) -> None:
        self.here = here

    def taken(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool = True
    ) -> Reading:
        """As `transcripts.taken`; nothing is read anew that was read already."""
        sidecar = of_reading(sidecar)
        if len(data) < _SHORT:
            return taken(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
        # With all that decides the reading beside the bytes.
        told = repr((version(), sidecar, name, path, lang))
        made_of = blake2b(told.encode() + b"\0" + data, digest_size=16).hexdigest()
        file = self.here.own(self.here.root / PRIVATE / "readings" / f"{name}.z")
        held = kept(file, lambda packed: unpacked(packed, _KeptReading))
        # What was read without doubts is of no use to whoever asks for them.
        if held is not None and held.made_of == made_of and (held.findings is not None or not doubts):
            return Reading(held.document, held.certain, held.findings if doubts else None)
        made = self._read(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
        # Under the lock only: `build` and `check` write nothing beside what they are asked for.
        if self.here.is_changing:
            self._keep(file, made_of, made)
        return made

    def _read(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool
    ) -> Reading:
        """As `transcripts.taken`, of a text that is not short."""
        return taken(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)

    def opened(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str
    ) -> tuple[Reading, OpenReading | None]:
        """As `transcripts.opened`: what is kept can't be opened, and is read anew."""
        return opened(data, sidecar, name=name, path=path, lang=lang)

    def complete(self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str) -> None:
        """Read all of what was read near decisions alone: here nothing is."""

    def near(self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str) -> bool:
        """Whether only what is near decisions was read, or would be when asked for."""
        del data, sidecar, name, path, lang
        return False

    def held(self) -> list[str]:
        """The documents of which readings are held, to be read again near decisions alone."""
        return []

    def register(self, name: str, mark: str, messages: Messages) -> Messages | Register:
        """What the template of a document says of ids.

        mark  of its file
        """
        del name, mark
        return messages

    def ids(self, name: str, mark: str) -> RememberedIds | None:
        """The ids that a document was given last; None where nobody remembers.

        mark  of its template, and of its frozen ids
        """
        del name, mark
        return None

    def go_on(self, document: Document, before: str, after: str) -> None:
        """Take over that other files give a document the ids that it has.

        before, after  what the template and the frozen ids are told by, as in `ids`
        """

    def _keep(self, file: Path, made_of: str, made: Reading) -> None:
        packed = pack(_file(made_of, made))
        if len(packed) <= limits.RECORD.most:
            keep(self.here, file, packed)
