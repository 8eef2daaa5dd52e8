"""Turns that the translation has in another place: what was left out there and left over here go together.

An alignment keeps the order, so a turn that was moved is left over on both sides. Each stretch of the source
without counterpart is tried with stretches that are left over in the translation: they are put behind both
texts, whose beads are held fixed, so that what these teach about words speaks for or against each pair.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from toolkit.adopting.adoption import AlignedText
from toolkit.aligning.length import before
from toolkit.aligning.moved import moved as exchanged
from toolkit.aligning.related import SURE
from toolkit.model import Bead

_LEAST = 40.0
"""Units of length from which words can tell two stretches from others; shorter ones are anybody's "Yes."."""
_RATIO = 2.0
"""How far the lengths of two stretches may differ from those of the texts, as a factor."""
_PARTNERS = 4
"""Stretches that each stretch of the source is tried with: those of the likeliest length."""
_EACH, _TOGETHER = 5.0, 12.0
"""ln of the odds that a bead is right, on average and summed up, from which on two stretches count as moved.
Beside each other, any two sentences are more likely a pair than two omissions: that alone makes odds of up to
4 for texts that have nothing to do with each other, and more for a single bead."""

Align = Callable[[Sequence[int], Sequence[int], Sequence[tuple[int, int]]], Sequence[Bead]]
"""Aligns sentences of both texts, given by their numbers, with fixed points; beads number what was given."""


Plain = Callable[[Sequence[str], Sequence[str]], Sequence[Bead]]
"""Aligns any sentences."""


class MovedPart(NamedTuple):
    """Stretches of sentences that are tried with each other."""

    source: range
    target: range


def blocks(
    source: AlignedText, target: AlignedText, beads: Sequence[Bead], align: Plain
) -> Iterator[MovedPart]:
    """Stretches of whole paragraphs that have another place in the translation: a path in order missed it.

    Of two that changed places it is the smaller one.
    """
    found = [
        MovedPart(_whole(source, block.source), _whole(target, block.target))
        for block in exchanged(source.sentences, target.sentences, beads, align)
    ]
    # What was sure of a block's sentences was wrong.
    ours, theirs = ({number for pair in found for number in pair[side]} for side in (0, 1))
    sure = [
        MovedPart(range(bead.source[0], bead.source[-1] + 1), range(bead.target[0], bead.target[-1] + 1))
        for bead in beads
        if bead.source and bead.target and bead.cost <= SURE
        if ours.isdisjoint(bead.source) and theirs.isdisjoint(bead.target)
    ]
    kept: list[MovedPart] = []
    for pair in sorted(found, key=lambda pair: (-len(pair.source), pair.source.start)):
        if not pair.source or not pair.target:
            continue
        if any(_crossed(pair, other) for other in [*kept, *sure]):
            yield pair
        else:
            kept.append(pair)


def said(
    source: AlignedText,
    target: AlignedText,
    beads: Sequence[Bead],
    elsewhere: Sequence[tuple[int, int]],
    found: Sequence[MovedPart],
) -> Iterator[str]:
    """Which parts stand in another place, as sentences for a person, the largest first.

    elsewhere  source passages whose translation is out of order, and its first sentence there; ascending
    found      what `blocks` found; of what the beads have put somewhere, `elsewhere` tells
    """
    given = {i for bead in beads if bead.target for i in bead.source}
    runs: list[list[tuple[int, int]]] = []
    for k, j in elsewhere:
        if runs and k == runs[-1][-1][0] + 1 and j > runs[-1][-1][1]:
            runs[-1].append((k, j))
        else:
            runs.append([(k, j)])
    for pair in found:
        if given.isdisjoint(pair.source):
            first, last = source.owners[pair.source[0]], source.owners[pair.source[-1]]
            runs.append([(first, pair.target[0]), (last, pair.target[-1])])
    for run in sorted(runs, key=lambda run: (run[0][0] - run[-1][0], run[0][0])):
        ours = _places(source, run[0][0], run[-1][0])
        theirs = _places(target, target.owners[run[0][1]], target.owners[run[-1][1]])
        several = run[0][0] != run[-1][0]
        yield f"{ours} {'seem' if several else 'seems'} to be {theirs}."


def _places(side: AlignedText, first: int, last: int) -> str:
    places = side.passages[first].n, side.passages[last].n
    return f"{' to '.join(places) if first != last else places[0]} of {side.path}"


def _crossed(one: MovedPart, other: MovedPart) -> bool:
    """Whether one is before the other in the source and behind it in the target, or the other way round."""
    (a, b), (c, d) = one, other
    return (a.stop <= c.start and d.stop <= b.start) or (c.stop <= a.start and b.stop <= d.start)


def _whole(side: AlignedText, span: tuple[int, int]) -> range:
    """The paragraphs of which a stretch of sentences has most, as sentences."""
    first, last = (
        passage.first if 2 * (number - passage.first) <= passage.last - passage.first else passage.last
        for number in span
        for passage in (side.passages[side.owners[min(number, len(side.owners) - 1)]],)
    )
    return range(first, last)


def find(
    source: AlignedText,
    target: AlignedText,
    beads: Sequence[Bead],
    decided: tuple[frozenset[int], frozenset[int]],
    align: Align,
) -> list[Bead]:
    """The beads with those of moved turns in the place of the null beads they had; in order of the source.

    decided  sentences of both sides about which a person has decided
    """
    lone = (
        {i for bead in beads if not bead.target for i in bead.source} - decided[0],
        {j for bead in beads if not bead.source for j in bead.target} - decided[1],
    )
    pairs = _pairs(source, target, *lone)
    if not pairs:
        return list(beads)
    held = [bead for bead in beads if bead.source and bead.target]
    left, right = ([number for bead in held for number in side(bead)] for side in (_source, _target))
    fixed, i, j = [], 0, 0
    for bead in held:
        i, j = i + len(bead.source), j + len(bead.target)
        fixed.append((i, j))
    for pair in pairs:
        left += pair.source
        right += pair.target
        fixed.append((len(left), len(right)))
    found = list(align(left, right, fixed))
    starts = [fixed[len(held) - 1] if held else (0, 0), *fixed[len(held) :]]
    judged = []
    for pair, start, end in zip(pairs, starts, starts[1:], strict=False):
        mine = [bead for bead in found if _inside(bead, start, end)]
        odds = [_odds(bead) for bead in mine]
        if sum(odds) >= max(_TOGETHER, _EACH * len(odds)) and sum(map(_full, mine)) > 1:
            judged.append((sum(odds), pair, [renumbered(bead, left, right) for bead in mine]))
    return _placed(beads, judged)


def _pairs(source: AlignedText, target: AlignedText, ours: set[int], theirs: set[int]) -> list[MovedPart]:
    """What to try with what, of the sentences without counterpart."""
    gaps = list(_gaps(source, ours))
    spare = list(_runs(sorted(theirs)))
    sums = [before(side.sentences) for side in (source, target)]
    whole = math.log(max(sums[1][-1], 1.0) / max(sums[0][-1], 1.0))

    def sized(side: int, stretches: Sequence[range]) -> list[tuple[float, range]]:
        """Stretches that are long enough, with ln of their length, the shortest first."""
        sizes = [(float(sums[side][one.stop] - sums[side][one.start]), one) for one in stretches]
        long = ((math.log(size), one) for size, one in sizes if size >= _LEAST)
        return sorted(long, key=lambda one: (one[0], one[1].start))

    runs = sized(1, spare)
    pairs = []
    for size, gap in sorted(sized(0, gaps), key=lambda one: one[1].start):
        wanted = size + whole
        first = bisect_left(runs, wanted - math.log(_RATIO), key=_size)
        last = bisect_right(runs, wanted + math.log(_RATIO), key=_size)
        middle = bisect_left(runs, wanted, key=_size)
        near = runs[max(first, middle - _PARTNERS) : min(last, middle + _PARTNERS)]
        near.sort(key=lambda one: (abs(one[0] - wanted), one[1].start))
        pairs += [MovedPart(gap, run) for _, run in near[:_PARTNERS]]
    return pairs


def _size(one: tuple[float, range]) -> float:
    return one[0]


def _gaps(source: AlignedText, lone: set[int]) -> Iterator[range]:
    """Runs of whole passages without counterpart."""
    empty = [
        passage for passage in source.passages if all(i in lone for i in range(passage.first, passage.last))
    ]
    return _runs([i for passage in empty for i in range(passage.first, passage.last)])


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Ascending numbers as ranges without a hole."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in group]
        yield range(found[0], found[-1] + 1)


def _source(bead: Bead) -> tuple[int, ...]:
    return bead.source


def _target(bead: Bead) -> tuple[int, ...]:
    return bead.target


def _full(bead: Bead) -> bool:
    return bool(bead.source and bead.target)


def _odds(bead: Bead) -> float:
    """ln of the odds that a bead of both sides is right; 0 for what has no counterpart."""
    probability = math.exp(-bead.cost)
    return math.log(max(probability, 1e-9) / max(1 - probability, 1e-9)) if _full(bead) else 0.0


def _inside(bead: Bead, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a bead lies between two corners."""
    if bead.source:
        return start[0] <= bead.source[0] < end[0]
    return start[1] <= bead.target[0] < end[1]


def renumbered(bead: Bead, left: Sequence[int], right: Sequence[int]) -> Bead:
    """A bead of some sentences of both texts, given by their numbers, with the numbers in the texts."""
    ours, theirs = tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target)
    return bead.replace(source=ours, target=theirs)


def _placed(beads: Sequence[Bead], judged: Sequence[tuple[float, MovedPart, list[Bead]]]) -> list[Bead]:
    """The likeliest pairs, each stretch once, put in."""
    taken: tuple[set[int], set[int]] = set(), set()
    put: dict[int, list[Bead]] = {}
    for _, pair, mine in sorted(judged, key=lambda one: (-one[0], one[1].source[0], one[1].target[0])):
        if taken[0] & {*pair.source} or taken[1] & {*pair.target}:
            continue
        taken[0].update(pair.source)
        taken[1].update(pair.target)
        put[pair.source.start] = mine
    out: list[Bead] = []
    for bead in beads:
        if bead.source and bead.source[0] in put:
            out += put[bead.source[0]]
        elif not (taken[0] & {*bead.source} or (not bead.source and taken[1] & {*bead.target})):
            out.append(bead)
    return out
