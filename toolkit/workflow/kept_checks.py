"""What the messages of a catalog told by themselves when it was checked last.

A small compressed file in `.diglot/` for each catalog: after an edit only what it has changed is looked at
anew. Whoever deletes it only waits once more.
"""

from __future__ import annotations

from pathlib import Path

from toolkit import languages
from toolkit.checks.alone import TextMemory, TextsAlone
from toolkit.limits import RECORD
from toolkit.model import Catalog, Document
from toolkit.model.values import Value
from toolkit.project import PRIVATE, Project
from toolkit.workflow.private_files import keep, kept, pack, unpacked, version

_SHORT = 200
"""Messages that are looked at as fast as they are looked up."""


class _KeptTexts(Value, frozen=True, gc=False):
    made_of: str
    """diglot, and the two languages."""
    texts: dict[bytes, TextsAlone]
    """As `TextMemory` has them."""


class KeptChecks:
    """What is kept of the texts of one catalog."""

    def __init__(self, here: Project, document: Document, catalog: Catalog) -> None:
        """Take what is kept."""
        folder = here.root / PRIVATE / "checks" / languages.get(catalog.lang).gettext
        self._here = here
        self._path: Path = here.own(folder / f"{document.name}.z")
        self._short = len(catalog.entries) < _SHORT
        langs = catalog.source_lang or document.lang, catalog.lang
        self._made_of = "" if self._short else " ".join((version(), *langs))
        self.memory = TextMemory(None if self._short else self._texts())

    def _texts(self) -> dict[bytes, TextsAlone] | None:
        held: _KeptTexts | None = kept(self._path, lambda packed: unpacked(packed, _KeptTexts))
        return held.texts if held is not None and held.made_of == self._made_of else None

    def keep(self) -> None:
        """Keep what they told now, where it is another."""
        if self._short or self.memory.now.keys() == self.memory.then.keys():
            return
        packed = pack(_KeptTexts(self._made_of, self.memory.now))
        if len(packed) <= RECORD.most:
            keep(self._here, self._path, packed)
