"""Which quantities of a text are those of its translation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.checks.quantities import relative
from toolkit.checks.quantities.reading import Quantity


class Matched(NamedTuple):
    """What became of the quantities of two texts."""

    left: list[Quantity]
    """Of the source."""
    added: list[Quantity]
    """Of the translation."""
    unlike: list[tuple[Quantity, Quantity]]
    """Pairs whose units don't fit, or one of which is below nought."""


def matched(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Matched:
    """What surely counts and is left of both sides when each has been given its like."""
    unlike: list[tuple[Quantity, Quantity]] = []
    left, free = _without_twins(ours, theirs)
    if not any(quantity.sure for quantity in (*left, *free)):
        return Matched([], [], unlike)
    # Sure ones first, and of those the ones with the same unit: "5 km in 5 hours"; last what may mean more.
    for fits in (_same, _alike, _any_alike):
        for quantity in sorted(left, key=lambda quantity: len(quantity.keys)):
            other = next((other for other in free if fits(quantity, other)), None)
            if other is not None:
                left.remove(quantity)
                free.remove(other)
                if (quantity.unit and other.unit and quantity.unit.differs(other.unit)) or _over(
                    quantity, other, ours, theirs
                ):
                    unlike.append((quantity, other))
    left = [quantity for quantity in left if quantity.sure]
    free = [quantity for quantity in free if quantity.sure]
    if left and free:
        return Matched(
            [one for one in left if not _again(one, theirs)],
            [one for one in free if not _again(one, ours)],
            unlike,
        )
    # What is said twice on one side need not be on the other.
    return Matched(
        [quantity for quantity in left if not any(_any_alike(quantity, other) for other in theirs)],
        [other for other in free if not any(_any_alike(quantity, other) for quantity in ours)],
        unlike,
    )


def _without_twins(
    ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left of both sides without what is told alike on both, which is nearly all."""
    left, free = [], list(theirs)
    for one in ours:
        for place, other in enumerate(free):
            if one.keys == other.keys and _is_twin(one, other):
                del free[place]
                break
        else:
            left.append(one)
    return left, free


def _is_twin(one: Quantity, other: Quantity) -> bool:
    """Whether two that are of the same numbers are surely the same in all else."""
    both = one.sure and other.sure and one.kind == other.kind
    return both and one.unit is other.unit and one.side == other.side


def _again(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether it is a season, or the like, which is said at another time on the other side."""
    return one.kind in relative.KINDS.values() and any(_any_alike(one, other) for other in others)


def _over(one: Quantity, other: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether one is above nought and the other below."""
    if one.side == other.side:
        return False
    degrees = any(quantity.unit and quantity.unit.measures == "temperature" for quantity in (one, other))
    below = any(quantity.side < 0 for quantity in (ours if other.side else theirs))
    return one.side * other.side < 0 or (degrees and min(one.side, other.side) < 0 and not below)


def _same(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and _alike(one, other)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.sure and other.sure and _any_alike(one, other)


def _any_alike(one: Quantity, other: Quantity) -> bool:
    common = one.keys & other.keys
    if not common:
        return False
    # What can be converted is compared by what it comes to.
    if one.unit and other.unit and one.unit.differs(other.unit) and one.unit.measures == other.unit.measures:
        return False
    times = (one.kind == "time") + (other.kind == "time")
    # Noon and midnight are both twelve, in figures; and "once" tells no hour.
    return times == 0 or (
        one.sure and other.sure if times == 1 else any(kind == "time" for kind, _ in common)
    )
