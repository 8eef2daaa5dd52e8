"""Quantities that are the same in another unit. Offsets count from 0."""

from __future__ import annotations

from collections.abc import Container, Sequence

from toolkit.checks.quantities import units
from toolkit.checks.quantities.reading import Quantity

NEARLY = 0.125
"""How much a converted value may be off: a mile is 1.5 km."""
_WEEKS = 0.16
"""And a time: eight days are a week."""
ABOUT = 0.34
"""And a round number: sixty miles are a hundred kilometres."""
_DEGREES = 2
_SAID_TWICE = frozenset(["length", "area", "weight", "volume", "temperature", "speed"])
"""What is told in two units for readers of two countries."""


def as_measured(some: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Quantities whose unit has two meanings, with the one that the other side measures: キロ, for stones."""
    there = {other.unit.measures for other in others if other.unit}

    def meant(one: Quantity) -> Quantity:
        if one.unit is None or any(fits(one, other) for other in others):
            return one
        ways = [one._replace(unit=units.of_name(name)) for name in sorted(one.unit.also)]
        known = [way for way in ways if way.unit and way.unit.measures in there and way.unit.size]
        return next((way for way in known if any(fits(way, other) for other in others)), one)

    return [meant(one) for one in some]


def said_once(left: Sequence[Quantity], side: Sequence[Quantity]) -> list[Quantity]:
    """What is left without what its side says in another unit as well: 5 metres (16 feet)."""
    return [
        one
        for one in left
        if not (
            one.unit
            and one.unit.measures in _SAID_TWICE
            and any(_alike(other, one) for other in side if other not in left)
        )
    ]


def alike_by_chance(
    left: Sequence[Quantity], added: Sequence[Quantity], ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left where a number has the unit of another: thirty miles or fifty, fifty kilometres or eighty.

    What looks alike, fifty and fifty, is then no counterpart.
    """
    gone: set[int] = set()
    for some, others, here, there in ((left, added, ours, theirs), (added, left, theirs, ours)):
        for one in some:
            for other in there:
                bare = next((like for like in here if like.unit is None and like.keys & other.keys), None)
                if bare is None or not _alike(one, other):
                    continue
                meant = bare._replace(unit=one.unit)
                rest = next((two for two in others if fits(meant, two._replace(unit=other.unit))), None)
                if rest is not None and rest.unit in (None, other.unit):
                    gone |= {id(one), id(rest)}
    return without(left, gone), without(added, gone)


def without(some: Sequence[Quantity], gone: Container[int]) -> list[Quantity]:
    """Quantities without those that are told by their ids: equal ones stand in other places."""
    return [one for one in some if id(one) not in gone]


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same, and one is the other in another unit."""
    same = one.unit and other.unit and one.unit.measures == other.unit.measures
    return bool(same) and fits(one, other)


def fits(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other in another unit."""
    if not (one.unit and other.unit):
        return False
    if one.unit.measures == "temperature":
        return any(
            abs(as_other - wanted) <= _DEGREES
            for value in values(one)
            for as_other in units.degrees(value, one.unit, other.unit)
            for wanted in values(other)
        )
    if not one.unit.differs(other.unit):
        return False
    if one.unit.size is None:
        # Nobody knows what money was worth; but it was not as many of the others.
        return one.keys.isdisjoint(other.keys)
    if one.about or other.about:
        tolerance = ABOUT
    else:
        tolerance = _WEEKS if one.unit.measures == "time" else NEARLY
    for value in values(one):
        as_other = units.converted(value, one.unit, other.unit)
        if as_other is not None and any(near(as_other, wanted, tolerance) for wanted in values(other)):
            return True
    return False


def measured(quantity: Quantity, text: str, lang: str) -> bool:
    """Whether a text names one of another unit that comes to the same: a mile is 1.6 km."""
    unit = quantity.unit
    if unit is None or unit.size is None or unit.measures in ("share", "temperature"):
        return False
    for other in units.mentioned(text, lang) - {unit}:
        for value in values(quantity):
            as_other = units.converted(value, unit, other)
            # One of it, or half of one.
            if as_other is not None and any(near(as_other, one, NEARLY) for one in (1, 0.5)):
                return True
    return False


def values(quantity: Quantity) -> list[float]:
    """The numbers that a quantity may be."""
    return [float(value) for kind, value in quantity.keys if kind == "number"]


def near(one: float, other: float, tolerance: float) -> bool:
    """Whether two numbers are as good as the same."""
    return one != 0 and abs(one - other) <= tolerance * max(abs(one), abs(other))
