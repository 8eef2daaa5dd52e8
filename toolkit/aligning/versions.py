"""Many versions of one text: the units that all of them share.

Each version is aligned with the pivot, which is the text that all translate. A unit is the least run of the
pivot's sentences whose borders no bead of any version crosses, with what stands beside them in each version.

    >>> one = (Bead((0,), (0,)), Bead((1,), (1, 2)))
    >>> two = (Bead((0, 1), (0,)), Bead((), (1,)))
    >>> [unit.sides for unit in units([one, two])]
    [((0, 1), (0, 1, 2), (0,)), ((), (), (1,))]
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.model import Bead


class VersionUnit(NamedTuple):
    """Sentences that belong together, of the pivot and of each version."""

    sides: tuple[tuple[int, ...], ...]
    """0-based numbers, the pivot's first; () where a version has nothing."""
    cost: float
    """That of its least sure bead: -ln of its probability."""

    @property
    def probability(self) -> float:
        """That its least sure bead is right, in thousandths."""
        return round(math.exp(-self.cost), 3)


def units(alignments: Sequence[Sequence[Bead]]) -> list[VersionUnit]:
    """The units of a pivot and its versions.

    alignments  for each version its beads with the pivot, in order of that: each covers the pivot and its
                version
    Each sentence of each text is in one unit, and the units are in the order of the pivot.
    """
    if len(alignments) == 1:
        # No other version joins any of them.
        return [VersionUnit((bead.source, bead.target), bead.cost) for bead in alignments[0]]
    borders = set.intersection(*map(_borders, alignments))
    runs = [_runs(beads, borders) for beads in alignments]
    made: list[VersionUnit] = []
    # Between two borders every version has what stands beside the pivot, and what stands beside nothing.
    for parts in zip(*runs, strict=True):
        made += _parted(parts)
    return made


def _ends(beads: Sequence[Bead]) -> Iterator[int]:
    """Of each bead how many sentences of the pivot are behind it; -1 where one before these comes later.

    A person may have joined sentences around others.
    """
    count = last = 0
    for bead in beads:
        count, last = count + len(bead.source), max(last, *[k + 1 for k in bead.source], 0)
        yield last if count == last else -1


def _borders(beads: Sequence[Bead]) -> set[int]:
    """How many sentences of the pivot are behind each end of a bead."""
    return {0, *_ends(beads)} - {-1}


def _runs(beads: Sequence[Bead], borders: set[int]) -> Iterator[list[Bead]]:
    """The beads between borders; what is behind the last bead of the pivot comes last."""
    run: list[Bead] = []
    end = 0
    for bead, behind in zip(beads, _ends(beads), strict=True):
        # What the version alone has belongs to what follows, until that is over.
        if run and run[-1].source and end in borders:
            yield run
            run = []
        run.append(bead)
        end = behind
    if run and run[-1].source:
        yield run
        run = []
    yield run


def _parted(parts: Sequence[Sequence[Bead]]) -> Iterator[VersionUnit]:
    """One unit, and those of sentences before it that a version alone has."""
    size = len(parts) + 1
    whole: list[list[int]] = [[] for _ in range(size)]
    cost = 0.0
    for number, beads in enumerate(parts, 1):
        begun = False
        for bead in beads:
            begun = begun or bool(bead.source)
            if not begun:
                alone = [()] * size
                yield VersionUnit((*alone[:number], bead.target, *alone[number + 1 :]), bead.cost)
                continue
            if number == 1:
                whole[0] += bead.source
            whole[number] += bead.target
            cost = max(cost, bead.cost)
    if any(whole):
        yield VersionUnit(tuple([(*sorted(side),) for side in whole]), cost)
