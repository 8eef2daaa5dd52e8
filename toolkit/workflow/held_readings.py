"""Readings that are held in memory, as long as somebody decides about them.

What was read once is read again with other decisions, and not anew.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from toolkit.catalog.id_record import Messages, Register
from toolkit.catalog.ids import units
from toolkit.catalog.remembered_ids import RememberedIds
from toolkit.config import Sidecar
from toolkit.corpora import workers
from toolkit.latest import Latest
from toolkit.model import Document
from toolkit.project import Project
from toolkit.workflow.private_files import KeptReadings, of_reading
from toolkit.workflow.transcripts import Reading, again, taken

if TYPE_CHECKING:
    from toolkit.transcript.decisions import OpenReading

_LAST = 2
"""Readings of each document that are held: this one, and the one before it, to which somebody may go back."""

_LONG = 1 << 18
"""Bytes of a transcript: to read them takes longer than to begin a process."""


class _HeldReading(NamedTuple):
    """A reading, and all that it was made of."""

    data: bytes
    sidecar: Sidecar
    path: str
    lang: str
    reading: Reading
    open: OpenReading | None
    """None also where nobody has asked for it."""

    def like(self, data: bytes, sidecar: Sidecar, path: str, lang: str) -> bool:
        """Whether another reading differs in what is decided alone."""
        own = self.sidecar
        return (
            (self.path, self.lang, own.encoding, own.lang) == (path, lang, sidecar.encoding, sidecar.lang)
        ) and self.data == data


class HeldReadings(KeptReadings):
    """The last readings of a project's documents."""

    def __init__(self, here: Project, *, near: bool = False) -> None:
        """near: whether it will do to read what is near other decisions, until `complete` is asked for."""
        super().__init__(here)
        self._near = near
        self._lock = threading.Lock()
        self._held: defaultdict[str, deque[_HeldReading]] = defaultdict(lambda: deque(maxlen=_LAST))
        self._registers: dict[str, tuple[str, Register]] = {}
        """By document, with the mark of the template."""
        self._ids: defaultdict[str, Latest[str, RememberedIds]] = defaultdict(lambda: Latest(_LAST))
        """By document and by the mark of template and frozen ids: a draft has others than the project."""

    def taken(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool = True
    ) -> Reading:
        """As `KeptReadings.taken`; what is held is not looked for on the disk."""
        sidecar = of_reading(sidecar)
        found = self._found(data, sidecar, name, path, lang, doubts=doubts)
        if found is None:
            made = super().taken(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
            found = self._hold(name, _HeldReading(data, sidecar, path, lang, made, None))
        return found.reading if doubts else found.reading._replace(findings=None)

    def _read(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool
    ) -> Reading:
        """A long text is read in a process that ends then: what reads it would stay as long as this one."""
        if len(data) < _LONG:
            return super()._read(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
        return workers.apart(partial(taken, data, sidecar, name=name, path=path, lang=lang, doubts=doubts))

    def opened(
        self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str
    ) -> tuple[Reading, OpenReading | None]:
        """As `KeptReadings.opened`."""
        sidecar = of_reading(sidecar)
        found = self._found(data, sidecar, name, path, lang, doubts=True)
        if found is None or found.open is None:
            made = super().opened(data, sidecar, name=name, path=path, lang=lang)
            found = self._hold(name, _HeldReading(data, sidecar, path, lang, *made))
        return found.reading, found.open

    def complete(self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str) -> None:
        """Read all of what was read near decisions alone."""
        sidecar = of_reading(sidecar)
        found = self._found(data, sidecar, name, path, lang, doubts=True)
        if found is None or found.open is None or not found.reading.near:
            return
        reading, open_ = again(found.open, sidecar)
        # Of whatever is decided next.
        open_.make_ready()
        whole = found._replace(reading=reading, open=open_)
        with self._lock:
            held = self._held[name]
            held.extend([whole if one is found else one for one in [held.popleft() for _ in [*held]]])

    def near(self, data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str) -> bool:
        """As `KeptReadings.near`; whichever was held last, others may ask for other decisions meanwhile."""
        alike, same = self._alike(data, of_reading(sidecar), name, path, lang)
        return same[0].reading.near if same else any(held.open is not None for held in alike)

    def held(self) -> list[str]:
        """As `KeptReadings.held`."""
        if not self._near:
            return []
        # Of all others `near` is known without a look at their texts: each act asks several times.
        with self._lock:
            return [
                name
                for name, held in self._held.items()
                if any(one.open is not None or one.reading.near for one in held)
            ]

    def register(self, name: str, mark: str, messages: Messages) -> Register:
        """As `KeptReadings.register`: no act of a reading changes the template."""
        known = self._registers.get(name)
        if known is None or known[0] != mark:
            # What a text says is held once.
            texts = [unit for held in [*self._held[name]][:1] for _, _, unit in units(held.reading.document)]
            known = self._registers[name] = mark, Register(messages, texts)
        return known[1]

    def ids(self, name: str, mark: str) -> RememberedIds:
        """As `KeptReadings.ids`."""
        known = self._ids[name].used(mark)
        if known is None:
            known = self._ids[name][mark] = RememberedIds()
        return known

    def go_on(self, document: Document, before: str, after: str) -> None:
        """As `KeptReadings.go_on`."""
        known = self._ids[document.name].get(before)
        # Others may have asked for what it is with other decisions meanwhile.
        if known is not None and known.named is document:
            self._ids[document.name][after] = known.renewed()

    def _found(
        self, data: bytes, sidecar: Sidecar, name: str, path: str, lang: str, *, doubts: bool
    ) -> _HeldReading | None:
        """What is held, or what becomes of it with other decisions."""
        alike, same = self._alike(data, sidecar, name, path, lang)
        for held in same:
            if held.reading.findings is not None or not doubts:
                return held
        for held in alike:
            if held.open is not None:
                reading, open_ = again(held.open, sidecar, near=self._near)
                return self._hold(name, _HeldReading(data, sidecar, path, lang, reading, open_))
        return None

    def _alike(
        self, data: bytes, sidecar: Sidecar, name: str, path: str, lang: str
    ) -> tuple[list[_HeldReading], list[_HeldReading]]:
        """What is held of the same text, and of the same decisions as well: those first that are open."""
        # Others may hold one more meanwhile.
        with self._lock:
            alike = [held for held in self._held[name] if held.like(data, sidecar, path, lang)]
        same = [held for held in alike if held.sidecar == sidecar]
        return alike, sorted(same, key=lambda held: held.open is None)

    def _hold(self, name: str, held: _HeldReading) -> _HeldReading:
        with self._lock:
            self._held[name].appendleft(held)
        return held
