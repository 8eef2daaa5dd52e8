"""Pins of a document's sidecar: read, and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.adopting.revising import PinRevision
from toolkit.config import PinTable, table_lines
from toolkit.config.sidecar_file import NewPin
from toolkit.findings import Finding


@dataclass(frozen=True, slots=True)
class NotedPins:
    """The pins of a translation, as the sidecar has them."""

    numbers: tuple[int, ...]
    """0-based, among the pins of all translations."""
    pins: tuple[Pin, ...]
    """Those that mean something."""
    stale: tuple[tuple[int, PinTable, Finding], ...]
    """Those that mean nothing now, and why."""

    @classmethod
    def of(cls, tables: Sequence[PinTable], text: str, shown: str, places: PinPlaces) -> NotedPins:
        """Those of the translation's language.

        text, shown  of the sidecar, for the lines
        """
        numbers, pins, stale = [], [], []
        lines = table_lines(text, "pins") if tables else []
        tags = {tag: languages.get(tag).tag for tag in {table.lang for table in tables}}
        # A sidecar has the pins of all translations.
        own = [number for number, table in enumerate(tables) if tags[table.lang] == places.target.lang]
        there = [lines[number] for number in own]
        found = places.find_all([tables[number] for number in own], there, shown)
        for number, pin in zip(own, found, strict=True):
            if isinstance(pin, Finding):
                stale.append((number, tables[number], pin))
            else:
                numbers.append(number)
                pins.append(pin)
        return cls(tuple(numbers), tuple(pins), tuple(stale))


@dataclass(frozen=True, slots=True)
class PinChange:
    """What becomes of the pins of a translation."""

    holding: tuple[Pin, ...]
    """All that hold from now on, the new ones first."""
    new: tuple[NewPin, ...]
    """For the sidecar."""
    gone: tuple[int, ...]
    """0-based numbers of those that are taken out of it."""
    stale: tuple[Finding, ...]
    """Why others mean nothing now."""

    @classmethod
    def of(
        cls, noted: NotedPins, revise: Callable[[Sequence[Pin]], PinRevision], places: PinPlaces
    ) -> PinChange:
        """revise: what becomes of the pins that mean something."""
        revision = revise(noted.pins)
        tables = [places.table(pin) for pin in revision.new]
        gone = [noted.numbers[number] for number in revision.gone]
        out = set(revision.gone)
        stale = []
        for number, old, finding in noted.stale:
            # It has no place in the texts any more: what was written of it is compared.
            if any(new.source == old.source if old.source else new.begins == old.begins for new in tables):
                gone.append(number)
            else:
                stale.append(finding)
        # The first that goes gives its place to the first that comes.
        instead = [[number] for number in gone[: len(tables)]]
        instead += [[]] * (len(tables) - len(instead))
        return cls(
            (*revision.new, *(pin for k, pin in enumerate(noted.pins) if k not in out)),
            tuple(map(NewPin, tables, instead)),
            tuple(gone[len(tables) :]),
            tuple(stale),
        )
