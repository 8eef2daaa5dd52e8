"""What a catalog said when diglot last saw it, so that what another program took out is noticed.

A small compressed file in `.diglot/` for each catalog. Whoever deletes it only goes without the warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from toolkit import languages
from toolkit.catalog import changes, provenance, review
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
    revised: str = ""
    """When the catalog was revised, as its header says."""
    older: Annotated[tuple[changes.OlderText, ...], msgspec.Meta(max_length=500_000)] = ()
    """Translations over which an older copy was saved, and the texts that stand there."""
    uncommented: _LimitedEntries = ()
    """Messages with comments that were missed already."""


class KnownState:
    """What a catalog had, and what is lost now."""

    def __init__(self, here: Project, name: str, lang: str, checksum: str, catalog: Catalog | None) -> None:
        """checksum, catalog: of the catalog's file as it is now, and what is in it; None for no file."""
        self.here, self.name, self.lang = here, name, lang
        self._file = private_files.kept(self._path, msgspec.msgpack.Decoder(_StateFile).decode)
        self._now = checksum, catalog
        self._found: changes.Missed | None = None

    @property
    def missed(self) -> changes.Missed:
        """What of the last time is nowhere in the catalog now."""
        if self._found is None:
            self._found = self._missing(*self._now)
            self._now = "", None
        return self._found

    def forget(self) -> None:
        """Miss nothing of the last time any more."""
        self._found = changes.Missed()
        self._now = "", None

    def _missing(self, checksum: str, catalog: Catalog | None) -> changes.Missed:
        file = self._file
        if file is None:
            return changes.Missed()
        known = changes.Missed(file.lost, file.older, file.uncommented)
        # Nearly always nobody has written the file since we did.
        if file.catalog == checksum:
            return known
        last = _unpacked(file.kept)
        # Compared with all that was there, and with what was missed before and hasn't come back.
        lost = changes.lost((*last, *known.lost), catalog)
        if catalog is None:
            return known._replace(lost=lost)
        older = {was.key: (was, text) for was, text in changes.still_older(known.older, catalog)}
        bare = {was.key: was for was in changes.still_uncommented(known.uncommented, catalog)}
        return changes.Missed(
            lost,
            (
                *older.values(),
                *(one for one in changes.older(last, file.revised, catalog) if one[0].key not in older),
            ),
            (*bare.values(), *(one for one in changes.uncommented(last, catalog) if one.key not in bare)),
        )

    @property
    def _path(self) -> Path:
        folder = languages.get(self.lang).gettext
        return self.here.own(self.here.root / PRIVATE / "catalogs" / folder / f"{self.name}.z")

    def findings(self, shown: str, catalog: Catalog | None) -> Iterator[Finding]:
        """The warnings about what is lost, about an older copy, and about comments that are gone.

        shown  the catalog's path
        """
        lost, older, uncommented = self.missed
        where = {"catalog": shown, "document": self.name, "lang": self.lang}
        if lost:
            yield self._of_lost(lost, shown, catalog)
        if older:
            newer, text = older[0]
            old, new = (shortened(tidy(words), 40) for words in (text, newer.target))
            yield report("D290", number=len(older), text=old, newer=new, **where)
        if uncommented:
            # What a translator has written tells most.
            by_hand = (provenance.remarks(was.comments) for was in uncommented)
            said = next(filter(None, by_hand), uncommented[0].comments)[-1]
            yield report("D291", number=len(uncommented), said=shortened(tidy(said), 40), **where)

    def _of_lost(self, lost: tuple[Entry, ...], shown: str, catalog: Catalog | None) -> Finding:
        live = catalog.entries if catalog is not None else ()
        there, ids = {entry.key for entry in live}, {name for entry in live for name in entry.ids}
        done = sum(entry.state == "done" for entry in lost)
        # The message is there, and has no translation any more.
        emptied = sum(entry.key in there for entry in lost)
        # Its paragraph is there, and says something else than when it was translated.
        edited = sum(entry.key not in there and not ids.isdisjoint(entry.ids) for entry in lost)
        return report(
            "D231",
            catalog=shown,
            number=len(lost),
            done=done,
            drafts=len(lost) - done,
            emptied=emptied,
            edited=edited,
            deleted=len(lost) - emptied - edited,
            example=shortened(tidy(lost[0].target), 40),
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
            older = tuple(one for one in self._file.older if (one[0].key, one[0].target) not in gone)
            made = msgspec.structs.replace(self._file, lost=lost, kept=private_files.pack(kept), older=older)
            data = msgspec.msgpack.encode(made)
            private_files.keep(self.here, self._path, data)

    def keep(self, updated: Catalog, checksum: str) -> None:
        """Remember a catalog as it was written, by the checksum of its file.

        What of the last time is still lost is remembered, too.
        """
        self.write(self.told(updated, checksum))

    def told(self, updated: Catalog, checksum: str) -> bytes:
        """What is to be written to remember that; b"" where all is as it was."""
        missed = self.missed
        lost, older = changes.still(missed.lost, updated), changes.still_older(missed.older, updated)
        bare = changes.still_uncommented(missed.uncommented, updated)
        # Nothing has changed: a run without changes writes nothing.
        file = self._file
        if file is not None and (
            checksum,
            lost,
            older,
            bare,
        ) == (file.catalog, file.lost, file.older, file.uncommented):
            return b""
        # Beside a review in doubt the words of the last time stay known, so that `extract` will doubt it.
        seen = (
            entry if self._doubted(entry) is entry else self._last.get(entry.key)
            for entry in unhurried(changes.translations(updated))
        )
        kept = private_files.pack(tuple(filter(None, seen)))
        revised = changes.revision(updated)
        return msgspec.msgpack.encode(_StateFile(checksum, lost, kept, revised, older, bare))

    def write(self, told: bytes) -> None:
        """Write it; where nothing can be kept, nothing is noticed."""
        if told:
            private_files.keep(self.here, self._path, told)


def _unpacked(kept: bytes) -> tuple[Entry, ...]:
    return private_files.unpacked(kept, _LimitedEntries) or ()
