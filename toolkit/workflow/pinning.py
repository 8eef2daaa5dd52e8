"""Pins of a document's sidecar: read, and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from toolkit import languages
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.adopting.revising import PinRevision
from toolkit.config import PinTable, table_lines
from toolkit.config.sidecar_file import NewPin
from toolkit.findings import Finding
from toolkit.giving_way import unhurried
from toolkit.model import Location


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
        tags = {tag: languages.get(tag).tag for tag in {table.lang for table in tables}}
        # A sidecar has the pins of all translations.
        ours = places.target.lang
        own = [number for number, table in enumerate(tables) if tags[table.lang] == ours]
        where = partial(_where, text, shown, own)
        found = places.find_all([tables[number] for number in own], where)
        pins = [pin for pin in found if isinstance(pin, Pin)]
        if len(pins) == len(found):
            return cls(tuple(own), tuple(pins), ())
        stale = [
            (own[k], tables[own[k]], replace(pin, where=where(k)))
            for k, pin in enumerate(found)
            if isinstance(pin, Finding)
        ]
        gone = {number for number, _, _ in stale}
        return cls(tuple([number for number in own if number not in gone]), tuple(pins), tuple(stale))


def _where(text: str, shown: str, own: Sequence[int], number: int) -> Location:
    """Where one of some pins stands, which are told by their numbers among all."""
    return Location(shown, table_lines(text, "pins")[own[number]])


@dataclass(frozen=True, slots=True)
class PinChange:
    """What becomes of the pins of a translation."""

    holding: tuple[Pin, ...]
    """All that hold from now on, in the order of the sidecar."""
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
        tables = [places.table(pin) for pin in unhurried(revision.new)]
        gone = [noted.numbers[number] for number in revision.gone]
        # The first that goes gives its place to the first that comes.
        holding = [*noted.pins, *revision.new[len(revision.gone) :]]
        for number, pin in zip(revision.gone, revision.new, strict=False):
            holding[number] = pin
        for number in reversed(revision.gone[len(revision.new) :]):
            del holding[number]
        stale = []
        for number, old, finding in noted.stale:
            # It has no place in the texts any more: what was written of it is compared.
            if any(new.source == old.source if old.source else new.begins == old.begins for new in tables):
                gone.append(number)
            else:
                stale.append(finding)
        instead = [[number] for number in gone[: len(tables)]]
        instead += [[]] * (len(tables) - len(instead))
        return cls(
            tuple(holding),
            tuple(map(NewPin, tables, instead)),
            tuple(gone[len(tables) :]),
            tuple(stale),
        )
