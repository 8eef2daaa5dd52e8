"""What each catalog said when diglot last saw it.

So what another program took out of it is noticed.

A small compressed file in `.diglot/` for each catalog. Whoever deletes it only goes without the warning.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Annotated

import msgspec

from toolkit import languages, limits, project
from toolkit.catalog import losses
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Entry
from toolkit.project import PRIVATE, Project
from toolkit.text.hygiene import counted, shortened, tidy

_LimitedEntries = Annotated[tuple[Entry, ...], msgspec.Meta(max_length=500_000)]
"""Of more, nothing is noticed."""


class _StateFile(msgspec.Struct, frozen=True, gc=False):
    """A state as it is kept."""

    catalog: str
    """Checksum of the catalog's file."""
    lost: _LimitedEntries
    """What was missed already, and nobody has brought back or given up."""
    kept: bytes
    """The translations, compressed."""


class KnownState:
    """What a catalog had, and what is lost now."""

    def __init__(
        self, here: Project, name: str, lang: str, data: bytes | None, found: Catalog | None
    ) -> None:
        """data, found: the catalog's file as it is now, and what is in it; None where there is none."""
        self.here, self.name, self.lang = here, name, lang
        self._file = _read(self._path)
        self.lost: tuple[Entry, ...] = ()
        """Translations of the last time that are nowhere in the catalog now."""
        if self._file is not None:
            missed = self._file.lost
            # Nearly always nobody has written the file since we did.
            same = data is not None and self._file.catalog == _checksum(data)
            self.lost = missed if same else losses.lost((*_unpacked(self._file.kept), *missed), found)

    @property
    def _path(self) -> Path:
        folder = languages.get(self.lang).gettext
        return self.here.own(self.here.root / PRIVATE / "catalogs" / folder / f"{self.name}.z")

    def problem(self, shown: str, found: Catalog | None) -> Finding | None:
        """The warning about what is lost, if anything is.

        shown  the catalog's path
        """
        if not self.lost:
            return None
        there = {(entry.context, entry.source) for entry in found.entries} if found is not None else set()
        done = sum(entry.state == "done" for entry in self.lost)
        drafts = len(self.lost) - done
        emptied = sum((entry.context, entry.source) in there for entry in self.lost)
        what = [counted(done, "finished translation")] if done else []
        what += [counted(drafts, "draft")] if drafts else []
        how = [f"{emptied:,} emptied"] if emptied else []
        how += (
            [f"{len(self.lost) - emptied:,} deleted with their entries"] if emptied < len(self.lost) else []
        )
        example = shortened(tidy(self.lost[0].target), 40)
        return report(
            "D231",
            catalog=shown,
            lost=tuple(what),
            number=len(self.lost),
            how=tuple(how),
            example=example,
            document=self.name,
            lang=self.lang,
        )

    def keep(self, updated: Catalog, data: bytes) -> None:
        """Remember a catalog as it was written.

        What of the last time is still lost is remembered, too.
        """
        lost = losses.still(self.lost, updated)
        checksum = _checksum(data)
        if self._file is not None and (self._file.catalog, self._file.lost) == (checksum, lost):
            return
        kept = zlib.compress(msgspec.msgpack.encode(losses.translations(updated)), 1)
        # Where nothing can be kept, nothing is noticed.
        with suppress(DiglotError):
            self.here.private()
            project.write(self._path, msgspec.msgpack.encode(_StateFile(checksum, lost, kept)))


def _checksum(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _read(path: Path) -> _StateFile | None:
    """None for what somebody has damaged."""
    try:
        data = project.read_if_there(path, limits.RECORD)
        return None if data is None else msgspec.msgpack.decode(data, type=_StateFile)
    except (DiglotError, ValueError, RecursionError):
        return None


def _unpacked(kept: bytes) -> tuple[Entry, ...]:
    try:
        packed = zlib.decompressobj()
        rows = packed.decompress(kept, limits.RECORD.most)
        return () if packed.unconsumed_tail else msgspec.msgpack.decode(rows, type=_LimitedEntries)
    except (zlib.error, ValueError, RecursionError):
        return ()
