"""An alignment in stretches that know nothing of each other.

Whoever repairs an alignment changes a few beads. What follows from them is made stretch by stretch, so that
what was made of all other stretches is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText
from toolkit.model import Bead


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


def cut(source: AlignedText, beads: Sequence[Bead]) -> tuple[BeadStretch, ...]:
    """The stretches of an alignment: where nothing is left over, and paragraphs of other words meet.

    beads  in order of the source
    """
    passages, owners = source.passages, source.owners
    starts = [(0, 0)]
    # The first sentence of each stretch but the first, and the last sentence so far.
    firsts, reached = [-1], -1
    border = bounds.STRETCH
    before = None
    for number, bead in enumerate(beads):
        if bead.source:
            first = bead.source[0]
            # What comes later, and belongs here, parts nothing.
            while first < firsts[-1]:
                firsts.pop()
                starts.pop()
            own = owners[first]
            if own >= border:
                whole = before is not None and before.paired and first == passages[own].first > reached
                if whole and passages[own].text != passages[own - 1].text:
                    starts.append((number, own))
                    firsts.append(first)
                    border = (own // bounds.STRETCH + 1) * bounds.STRETCH
            reached = max(reached, bead.source[-1])
        before = bead
    ends = [*starts[1:], (len(beads), len(passages))]
    return tuple(
        BeadStretch(first, last, begin, end) for (first, begin), (last, end) in zip(starts, ends, strict=True)
    )
