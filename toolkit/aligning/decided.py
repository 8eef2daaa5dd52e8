"""Beads that are decided, among those that are found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from toolkit.model import Bead


def parted(beads: Sequence[Bead]) -> tuple[list[Bead], list[Bead]]:
    """Those that a path through both texts can keep; and those that it goes by.

    It keeps those with sentences of both sides in one piece that cross no other such bead.

    beads  ascending in the source

    >>> swapped = [Bead((0,), (1,)), Bead((1,), (0,)), Bead((2,), (2,)), Bead((3,), ())]
    >>> [[bead.source for bead in part] for part in parted(swapped)]
    [[(2,)], [(0,), (1,), (3,)]]
    """
    whole = [bead for bead in beads if bead.paired and _in_one(bead.source) and _in_one(bead.target)]
    ends = [-1, *accumulate([bead.target[-1] for bead in whole], max)]
    starts = [*accumulate([bead.target[0] for bead in reversed(whole)], min)][::-1]
    kept = [
        bead
        for k, bead in enumerate(whole)
        if ends[k] < bead.target[0] and all(bead.target[-1] < start for start in starts[k + 1 : k + 2])
    ]
    return kept, [bead for bead in beads if bead not in kept]


def _in_one(units: Sequence[int]) -> bool:
    return units[-1] - units[0] + 1 == len(units)


def kept_whole(beads: Iterable[Bead], decided: Sequence[Bead]) -> list[Bead]:
    """Beads with decided ones in the place of whatever has their sentences.

    No bead crosses a border of a decided one.
    """
    owners: tuple[dict[int, Bead], dict[int, Bead]] = ({}, {})
    for bead in decided:
        owners[0].update(dict.fromkeys(bead.source, bead))
        owners[1].update(dict.fromkeys(bead.target, bead))
    whole: list[Bead] = []
    for bead in beads:
        own = owners[0].get(bead.source[0]) if bead.source else owners[1].get(bead.target[0])
        if own is None:
            whole.append(bead)
        elif not whole or whole[-1] is not own:
            whole.append(own)
    return whole


def set_in(beads: Sequence[Bead], aside: Iterable[Bead]) -> list[Bead]:
    """Beads with those of another order in their places of the source."""
    waiting = sorted(aside, key=lambda bead: bead.source)
    # Nearly always there are few of them, among thousands.
    starts = [bead.source[0] if bead.source else -1 for bead in beads] if waiting else []
    reached = [*accumulate(starts, max)]
    placed: list[Bead] = []
    at = 0
    for bead in waiting:
        place = bisect_right(reached, bead.source[0])
        placed += [*beads[at:place], bead]
        at = place
    return [*placed, *beads[at:]]
