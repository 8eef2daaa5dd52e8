"""What a catalog said when diglot last saw it, so that what another program took out is noticed.

A small compressed file in `.diglot/` for each catalog. Whoever deletes it only goes without the warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from toolkit import languages
from toolkit.catalog import changes, review
from toolkit.catalog.contexts import MessageKey
from toolkit.findings import Finding, report
from toolkit.giving_way import unhurried
from toolkit.late import WorkedOut
from toolkit.model import Catalog, Entry
from toolkit.project import PRIVATE, Project
from toolkit.text.hygiene import shortened, tidy
from toolkit.workflow import private_files

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

    def __init__(self, here: Project, name: str, lang: str, checksum: str, catalog: Catalog | None) -> None:
        """checksum, catalog: of the catalog's file as it is now, and what is in it; None for no file."""
        self.here, self.name, self.lang = here, name, lang
        self._file = private_files.kept(self._path, msgspec.msgpack.Decoder(_StateFile).decode)
        self._now = checksum, catalog
        self._lost: tuple[Entry, ...] | None = None

    @property
    def lost(self) -> tuple[Entry, ...]:
        """Translations of the last time that are nowhere in the catalog now."""
        if self._lost is None:
            self._lost = self._missing(*self._now)
            self._now = "", None
        return self._lost

    @lost.setter
    def lost(self, entries: tuple[Entry, ...]) -> None:
        self._lost = entries
        self._now = "", None

    def _missing(self, checksum: str, catalog: Catalog | None) -> tuple[Entry, ...]:
        if self._file is None:
            return ()
        missed = self._file.lost
        # Nearly always nobody has written the file since we did.
        if self._file.catalog == checksum:
            return missed
        # Compared with all that was there, and with what was missed before and hasn't come back.
        return changes.lost((*_unpacked(self._file.kept), *missed), catalog)

    @property
    def _path(self) -> Path:
        folder = languages.get(self.lang).gettext
        return self.here.own(self.here.root / PRIVATE / "catalogs" / folder / f"{self.name}.z")

    def finding(self, shown: str, catalog: Catalog | None) -> Finding | None:
        """The warning about what is lost, if anything is.

        shown  the catalog's path
        """
        if not self.lost:
            return None
        live = catalog.entries if catalog is not None else ()
        there, ids = {entry.key for entry in live}, {name for entry in live for name in entry.ids}
        done = sum(entry.state == "done" for entry in self.lost)
        # The message is there, and has no translation any more.
        emptied = sum(entry.key in there for entry in self.lost)
        # Its paragraph is there, and says something else than when it was translated.
        edited = sum(entry.key not in there and not ids.isdisjoint(entry.ids) for entry in self.lost)
        return report(
            "D231",
            catalog=shown,
            number=len(self.lost),
            done=done,
            drafts=len(self.lost) - done,
            emptied=emptied,
            edited=edited,
            deleted=len(self.lost) - emptied - edited,
            example=shortened(tidy(self.lost[0].target), 40),
            document=self.name,
            lang=self.lang,
        )

    @WorkedOut
    def _last(self) -> Mapping[MessageKey, Entry]:
        """The translations of the last time."""
        return {entry.key: entry for entry in _unpacked(self._file.kept)} if self._file else {}

    def doubted(self, catalog: Catalog) -> tuple[Catalog, tuple[Entry, ...]]:
        """The catalog, where reviews that may be of other words are in question; and the entries of these."""
        made = tuple(map(self._doubted, catalog.entries))
        asked = tuple(now for now, was in zip(made, catalog.entries, strict=True) if now is not was)
        return replace(catalog, entries=made) if asked else catalog, asked

    def _doubted(self, entry: Entry) -> Entry:
        # What the catalog had is asked where it is needed, which is nearly never.
        known = entry.comments and review.unsigned(entry)
        return review.doubted(entry, self._last.get(entry.key)) if known else entry

    def give_up(self, gone: AbstractSet[tuple[MessageKey, str]]) -> None:
        """Miss these translations no more, whatever the catalog says: messages, and what they said.

        It is for a catalog that can't be read. What one has that can, `keep` remembers.
        """
        if self._file is None:
            return
        known = _unpacked(self._file.kept), self._file.lost
        kept, lost = (tuple(one for one in some if (one.key, one.target) not in gone) for some in known)
        if (kept, lost) != known:
            data = msgspec.msgpack.encode(_StateFile(self._file.catalog, lost, private_files.pack(kept)))
            private_files.keep(self.here, self._path, data)

    def keep(self, updated: Catalog, checksum: str) -> None:
        """Remember a catalog as it was written, by the checksum of its file.

        What of the last time is still lost is remembered, too.
        """
        self.write(self.told(updated, checksum))

    def told(self, updated: Catalog, checksum: str) -> bytes:
        """What is to be written to remember that; b"" where all is as it was."""
        lost = changes.still(self.lost, updated)
        # Nothing has changed: a run without changes writes nothing.
        if self._file is not None and (self._file.catalog, self._file.lost) == (checksum, lost):
            return b""
        # Beside a review in doubt the words of the last time stay known, so that `extract` will doubt it.
        seen = (
            entry if self._doubted(entry) is entry else self._last.get(entry.key)
            for entry in unhurried(changes.translations(updated))
        )
        kept = private_files.pack(tuple(filter(None, seen)))
        return msgspec.msgpack.encode(_StateFile(checksum, lost, kept))

    def write(self, told: bytes) -> None:
        """Write it; where nothing can be kept, nothing is noticed."""
        if told:
            private_files.keep(self.here, self._path, told)


def _unpacked(kept: bytes) -> tuple[Entry, ...]:
    return private_files.unpacked(kept, _LimitedEntries) or ()
