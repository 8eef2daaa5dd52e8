"""An alignment in stretches that know nothing of each other.

Whoever repairs an alignment changes a few beads. What follows from them is made stretch by stretch, so that
what was made of all other stretches is remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText
from toolkit.aligning.arrays import Ints
from toolkit.aligning.related import MeasuredBeads


class BeadStretch(NamedTuple):
    """Beads that follow each other, and the source paragraphs that have all their sentences there."""

    first: int
    """Number of its first bead."""
    last: int
    """One past the last."""
    begin: int
    """Number of its first paragraph."""
    end: int
    """One past the last."""

    @property
    def beads(self) -> slice:
        """Its beads, or what was made of each, among all."""
        return slice(self.first, self.last)

    @property
    def passages(self) -> slice:
        """Its paragraphs, or what was made of each, among all."""
        return slice(self.begin, self.end)

    def sentences(self, source: AlignedText) -> range:
        """Its sentences of the source."""
        own = source.passages[self.passages]
        return range(own[0].first, own[-1].last) if own else range(0)


def within(numbers: Sequence[int], span: range) -> Sequence[int]:
    """The part of ascending numbers that lies in a range."""
    return numbers[bisect_left(numbers, span.start) : bisect_left(numbers, span.stop)]


def borders(source: AlignedText) -> Ints:
    """For each sentence its paragraph, where a stretch could begin with it; else -1.

    It could where a paragraph begins whose words are others than those of the one before.
    """
    found = np.full(len(source.sentences), -1, dtype=np.int64)
    for number, passage in enumerate(source.passages):
        if passage.first < passage.last and number and passage.text != source.passages[number - 1].text:
            found[passage.first] = number
    return found


def cut(source: AlignedText, beads: MeasuredBeads, begun: Ints) -> tuple[BeadStretch, ...]:
    """The stretches of an alignment: where nothing is left over, and paragraphs of other words meet.

    beads  in order of the source
    begun  as `borders` gives it
    """
    count = len(beads.costs)
    starts = [(0, 0)]
    if begun.size and count:
        has = beads.ours > 0
        first = beads.ends[:, 0]
        # All that is before a stretch is before it in the source, and what comes later is not.
        reached = np.maximum.accumulate(beads.ends[:, 1])
        later = np.minimum.accumulate(np.where(has, first, begun.size)[::-1])[::-1]
        own = np.where(has, begun[first], -1)
        whole = beads.paired[:-1] & (own[1:] >= 0) & (first[1:] > reached[:-1]) & (later[1:] >= first[1:])
        places = np.flatnonzero(whole) + 1
        owners = own[places]
        border = bounds.STRETCH
        while (at := int(np.searchsorted(owners, border))) < len(places):
            starts.append((int(places[at]), int(owners[at])))
            border = (starts[-1][1] // bounds.STRETCH + 1) * bounds.STRETCH
    ends = [*starts[1:], (count, len(source.passages))]
    return tuple(
        BeadStretch(first, last, begin, end) for (first, begin), (last, end) in zip(starts, ends, strict=True)
    )
