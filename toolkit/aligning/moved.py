"""Blocks that stand in another order, such as a chapter that was moved in one of the texts.

A path can't cross itself, so that what was moved is left over on both sides, or, where two neighbours
changed places, badly aligned in one stretch. Both are tried: pairs of stretches without sure beads, and the
rotations of a weak one, which has some, too few for a translation. What holds together is told by an
alignment of its own, with beads from beside it that teach the words: it is the run of beads that is far
surer than beads of chance are. Where no stretch is in doubt, nothing is tried, and the work is bounded by the
length of the texts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby

from toolkit.aligning import bounds
from toolkit.aligning.related import sure, weaker
from toolkit.model import Bead

Align = Callable[[Sequence[str], Sequence[str]], Sequence[Bead]]


@dataclass(frozen=True, slots=True)
class MovedBlock:
    """Sentences that translate each other in another order; 0-based, one past the last."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the path that is tried."""

    beads: tuple[int, int]
    """The number of its first bead, and one past the last."""
    source: tuple[int, int]
    target: tuple[int, int]


def moved(
    source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], align: Align
) -> tuple[MovedBlock, ...]:
    """The blocks that a path in order has missed.

    beads: an alignment of the two texts; align: how they were aligned.
    """
    full = [bead for bead in beads if bead.paired]
    passed = [0, *accumulate(bead.paired for bead in beads)]
    left = bounds.BLOCK_WORK + int(bounds.BLOCK_WORK_SHARE * (len(source) + len(target)))
    trial = _Trial(source, target, align, left, full, passed)
    ours = [0, *accumulate(len(bead.source) for bead in beads)]
    theirs = [0, *accumulate(len(bead.target) for bead in beads)]

    def stretches(spans: Iterable[tuple[int, int]]) -> list[_Stretch]:
        return [_Stretch((a, b), (ours[a], ours[b]), (theirs[a], theirs[b])) for a, b in spans]

    blocks = list(_crossed(stretches(_doubts(beads)), trial))
    for stretch in stretches(weaker(beads)):
        blocks += _rotated(stretch, trial, beads[slice(*stretch.beads)])
    return tuple(sorted(blocks, key=lambda block: block.source))


def in_order(beads: Sequence[Bead], blocks: Sequence[MovedBlock]) -> list[int]:
    """The target sentences in the order of the source: those of blocks where their counterparts are.

    beads: the alignment that the blocks were missed by.
    """
    places: dict[int, float] = {}
    begun = 0
    for bead in beads:
        begun = bead.source[0] if bead.source else begun
        places |= dict.fromkeys(bead.target, float(begun))
    for block in blocks:
        (first, last), (begin, end) = block.source, block.target
        # In it sentences are as far along as in its counterpart.
        places |= {j: first + (j - begin) * (last - first) / (end - begin) for j in range(begin, end)}
    return sorted(places, key=lambda j: (places[j], j))


def _doubts(beads: Sequence[Bead]) -> Iterator[tuple[int, int]]:
    """Stretches without sure beads: first, and one past the last."""
    steady = [False] * len(beads)
    at = 0
    for value, group in groupby(map(sure, beads)):
        size = len(list(group))
        # A few sure beads by chance don't end a stretch of doubt.
        steady[at : at + size] = [value and size >= bounds.BLOCK_END] * size
        at += size
    at = 0
    for value, items in groupby(zip(steady, beads, strict=True), key=lambda item: item[0]):
        part = [bead for _, bead in items]
        n, m = sum(len(bead.source) for bead in part), sum(len(bead.target) for bead in part)
        rest = sum(len(bead.source) + len(bead.target) for bead in part if sure(bead))
        if not value and max(n, m) >= bounds.BLOCK and rest <= bounds.BLOCK_DOUBT * (n + m):
            yield at, at + len(part)
        at += len(part)


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]


@dataclass(slots=True)
class _Trial:
    """Alignments of blocks, as long as work is left."""

    source: Sequence[str]
    target: Sequence[str]
    align: Align
    left: int
    full: Sequence[Bead]
    """The beads of both texts."""
    passed: Sequence[int]
    """How many of these are before each bead of the path, and before its end."""

    def beads(self, stretch: _Stretch, order: Sequence[int]) -> Sequence[Bead]:
        """The beads of a stretch in another order.

        They are those of its source and these target sentences; () where there is no work left.

        Their numbers are those within the block: 0 is the first sentence of the source, and `order[0]`.
        """
        if self.left < 0:
            return ()
        # A block alone teaches few words: beads from around it help.
        near = self._near(stretch)
        before = [self.source[i] for i in chain.from_iterable(bead.source for bead in near)]
        behind = [self.target[j] for j in chain.from_iterable(bead.target for bead in near)]
        ours = [*before, *self.source[slice(*stretch.source)]]
        theirs = [*behind, *(self.target[j] for j in order)]
        # Work is paid before it is done, so that it is bounded.
        self.left -= len(ours) + len(theirs)
        shifted = []
        for bead in self.align(ours, theirs):
            inside = tuple(i - len(before) for i in bead.source if i >= len(before))
            there = tuple(j - len(behind) for j in bead.target if j >= len(behind))
            shifted.append(Bead(inside, there, bead.cost))
        return [bead for bead in shifted if bead.source or bead.target]

    def _near(self, stretch: _Stretch) -> Sequence[Bead]:
        """Beads around a stretch, as many before as behind it, if the text has them.

        None that is of one text only: what is left over may be the very sentences that are tried.
        """
        first, last = (self.passed[k] for k in stretch.beads)
        # Near the end of a text more comes from before it.
        many = min(first, max(bounds.BLOCK_CONTEXT // 2, bounds.BLOCK_CONTEXT - (len(self.full) - last)))
        return [*self.full[first - many : first], *self.full[last : last + bounds.BLOCK_CONTEXT - many]]


def _surest(beads: Sequence[Bead], least: float) -> Sequence[Bead]:
    """The run of beads whose sum above chance is greatest; () if that isn't above `least`."""
    best, span = least, (0, 0)
    total, first = 0.0, 0
    for k, bead in enumerate(beads):
        # The greatest sum of a run (Kadane): what lowers it is left behind.
        if total <= 0:
            total, first = 0.0, k
        right = math.exp(-bead.cost) if bead.paired else 0.0
        total += (len(bead.source) + len(bead.target)) * (right - bounds.BLOCK_CHANCE)
        if total > best:
            best, span = total, (first, k + 1)
    return beads[slice(*span)]


def _crossed(stretches: Sequence[_Stretch], trial: _Trial) -> Iterator[MovedBlock]:
    """What is left over in one place of the source and in another of the target."""
    free = [other for other in stretches if _size(other.target) >= bounds.BLOCK]
    for stretch in stretches:
        size = _size(stretch.source)
        for other in free if size >= bounds.BLOCK else ():
            if other is stretch or not _alike(size, _size(other.target)):
                continue
            if trial.left < 0:
                return
            run = _surest(trial.beads(stretch, range(*other.target)), bounds.BLOCK_HOLDS)
            if run:
                yield _block(run, stretch.source[0], other.target[0])
                # A stretch has one counterpart.
                free.remove(other)
                break


def _rotated(stretch: _Stretch, trial: _Trial, present: Sequence[Bead]) -> Iterator[MovedBlock]:
    """What changed places inside of a stretch, whose target is tried with another beginning.

    present: its beads on the path, which another order must be better than.
    """
    first, last = stretch.target
    size = _size(stretch.source)
    if min(size, last - first) < 2 * bounds.BLOCK or not _alike(size, last - first):
        return
    # The present order is kept unless another is clearly better.
    least = _expected(present) + bounds.ROTATED_BETTER * (size + last - first)
    for share in bounds.BLOCK_CUTS:
        cut = first + int((last - first) * share)
        beads = trial.beads(stretch, [*range(cut, last), *range(first, cut)])
        if _expected(beads) < least:
            continue
        # A bead across the seam stands nowhere in the text as it is.
        ahead = [bead for bead in beads if not bead.target or bead.target[-1] < last - cut]
        behind = [bead for bead in beads if not bead.target or bead.target[0] >= last - cut]
        # Both parts must hold together: one alone may be a run of chance.
        parts = [
            (_surest(part, bounds.ROTATED_HOLDS), begin)
            for part, begin in ((ahead, cut), (behind, first - (last - cut)))
        ]
        if all(part for part, _ in parts):
            for part, begin in parts:
                yield _block(part, stretch.source[0], begin)
            return


def _expected(beads: Iterable[Bead]) -> float:
    """How many sentences of both texts are expected to be right, in beads of both."""
    return math.fsum(
        (len(bead.source) + len(bead.target)) * math.exp(-bead.cost) for bead in beads if bead.paired
    )


def _alike(size: int, other: int) -> bool:
    return size <= bounds.BLOCK_UNEQUAL * other and other <= bounds.BLOCK_UNEQUAL * size


def _block(beads: Sequence[Bead], source: int, target: int) -> MovedBlock:
    """The block from first to last sure bead; source, target: where the numbers of the beads begin."""
    # Edges of a run are often chance, so the block ends at sure beads.
    held = [bead for bead in beads if sure(bead)] or [bead for bead in beads if bead.paired]
    first, last = held[0], held[-1]
    return MovedBlock(
        (source + first.source[0], source + last.source[-1] + 1),
        (target + first.target[0], target + last.target[-1] + 1),
    )
