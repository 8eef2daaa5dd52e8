"""What a person does to an alignment, bead by bead.

Each act is a function of the beads as they are and of a number among them. It gives the beads that hold from
now on, and the sentences about which nothing is decided any more: what becomes of those is found anew.

    >>> beads = [Bead((0, 1), (0,)), Bead((2,), (1,))]
    >>> [(bead.source, bead.target) for bead in move(beads, 0, SOURCE, down=True).decided]
    [((0,), (0,)), ((1, 2), (1,))]
    >>> [(bead.source, bead.target) for bead in detach(beads, 1).decided]
    [((2,), ()), ((), (1,))]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.adopting.adoption import JudgedBead
from toolkit.adopting.bounds import SHOWN_SURE
from toolkit.adopting.decisions import sentences_of
from toolkit.errors import DiglotError
from toolkit.giving_way import unhurried
from toolkit.model import Bead

SOURCE, TARGET = 0, 1
_SIDES = ("source", "translation")


class Repair(NamedTuple):
    """What a person has decided about an alignment."""

    decided: tuple[Bead, ...] = ()
    """Beads that hold from now on; of what has no counterpart a null bead for each sentence."""
    freed: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """Sentences of both texts about which nothing else is decided any more."""


def move(beads: Sequence[Bead], at: int, side: int, *, down: bool) -> Repair:
    """The last sentence of a bead goes to the next one, or the first to the one before.

    Where nothing goes with what is left on the other side, that is found anew. Beside a sentence that nothing
    goes with, nothing goes with this one either.

    side  SOURCE or TARGET
    """
    other = at + 1 if down else at - 1
    units = _side(beads[at], side)
    if not units:
        raise DiglotError(
            f"there is no sentence of the {_SIDES[side]} here.",
            hint="Go to the row that it stands in, and move it from there.",
        )
    if not 0 <= other < len(beads):
        raise DiglotError(
            f"there is no row {'below' if down else 'above'} this one.", hint="Move it elsewhere."
        )
    theirs = _side(beads[other], side)
    mine, moved, theirs = (
        (units[:-1], units[-1], (units[-1], *theirs)) if down else (units[1:], units[0], (*theirs, units[0]))
    )
    after = _with(beads[at], side, mine), _with(beads[other], side, theirs)
    made = _changed((beads[at], beads[other]), after)
    return made if after[1].paired else made._replace(decided=(*made.decided, *_nulls(side, (moved,))))


def merge(beads: Sequence[Bead], at: int) -> Repair:
    """A bead and the next one become one."""
    if at + 1 >= len(beads):
        raise DiglotError("there is no row below this one.", hint="Go to the row above and merge there.")
    first, second = beads[at : at + 2]
    whole = Bead(tuple(sorted(first.source + second.source)), tuple(sorted(first.target + second.target)))
    return _changed((first, second), (whole,))


def split(beads: Sequence[Bead], at: int, source: int, target: int) -> Repair:
    """A bead becomes two, after so many sentences of each side."""
    bead = beads[at]
    if max(len(bead.source), len(bead.target)) < 2:
        hint = "To part a sentence, change the text: sentences are as it has them."
        raise DiglotError("no side of this row has two sentences.", hint=hint)
    parts = (
        Bead(bead.source[:source], bead.target[:target]),
        Bead(bead.source[source:], bead.target[target:]),
    )
    if not all(part.source or part.target for part in parts):
        raise DiglotError("nothing stands before this place.", hint="Split behind the first sentence.")
    return _changed((bead,), parts)


def swap(beads: Sequence[Bead], at: int) -> Repair:
    """A bead and the next one change their sentences of the translation."""
    if at + 1 >= len(beads):
        raise DiglotError("there is no row below this one.", hint="Go to the row above and swap there.")
    first, second = beads[at : at + 2]
    return _changed(
        (first, second), (_with(first, TARGET, second.target), _with(second, TARGET, first.target))
    )


def pair(beads: Sequence[Bead], at: int, other: int) -> Repair:
    """The source of a bead goes with the translation of another."""
    first, second = beads[at], beads[other]
    return _changed((first, second), (Bead(first.source, second.target),))


def pair_across(links: Sequence[JudgedBead], at: int, other: int) -> Repair:
    """The source of a bead goes with the translation of another, wherever that is; or the other way round.

    What is sure between them holds, too: the path can't cross itself, and would leave it for the pair.
    """
    beads = [link.bead for link in links]
    if beads[at].source and beads[other].target:
        paired = pair(beads, at, other)
    elif beads[other].source and beads[at].target:
        paired = pair(beads, other, at)
    else:
        hint = "Pair a row that has a sentence of the source with one that has a translation."
        raise DiglotError("both rows have sentences of the same text alone.", hint=hint)
    between = links[min(at, other) + 1 : max(at, other)]
    held = confirm(one.bead for one in between if one.bead.paired and one.confidence >= SHOWN_SURE)
    return paired._replace(decided=(*paired.decided, *held.decided))


def detach(beads: Sequence[Bead], at: int) -> Repair:
    """Nothing of a bead goes with anything: the one side is left out, the other was added."""
    bead = beads[at]
    return Repair((*_nulls(SOURCE, bead.source), *_nulls(TARGET, bead.target)))


def leave_out(beads: Sequence[Bead], at: int) -> Repair:
    """Nothing translates the source of a bead; what goes with its translation is found anew."""
    bead = beads[at]
    if not bead.source:
        raise DiglotError("there is no sentence of the source here.", hint="Mark it as an addition.")
    return Repair(_nulls(SOURCE, bead.source), sentences_of((bead,)))


def add(beads: Sequence[Bead], at: int) -> Repair:
    """The translation of a bead translates nothing; what goes with its source is found anew."""
    bead = beads[at]
    if not bead.target:
        raise DiglotError("there is no sentence of the translation here.", hint="Mark it as an omission.")
    return Repair(_nulls(TARGET, bead.target), sentences_of((bead,)))


def confirm(beads: Iterable[Bead]) -> Repair:
    """These beads are right."""
    decided: list[Bead] = []
    for bead in unhurried(beads):
        one = (Bead(bead.source, bead.target),) if bead.paired else ()
        decided += one or (*_nulls(SOURCE, bead.source), *_nulls(TARGET, bead.target))
    return Repair(tuple(decided))


def free(beads: Sequence[Bead], at: int) -> Repair:
    """What goes with the sentences of a bead is found anew."""
    return Repair(freed=sentences_of((beads[at],)))


def _side(bead: Bead, side: int) -> tuple[int, ...]:
    return bead.target if side else bead.source


def _with(bead: Bead, side: int, units: tuple[int, ...]) -> Bead:
    return Bead(bead.source, units) if side else Bead(units, bead.target)


def _changed(before: Iterable[Bead], after: Iterable[Bead]) -> Repair:
    # Of what is left alone for now nobody has said that it stays so.
    return Repair(tuple(bead for bead in after if bead.paired), sentences_of(before))


def _nulls(side: int, units: tuple[int, ...]) -> tuple[Bead, ...]:
    return tuple(Bead((), (unit,)) if side else Bead((unit,), ()) for unit in units)
