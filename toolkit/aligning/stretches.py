"""What stretches of a text look like, found once for a text.

A stretch is the w units before a position, w = 0 ... 5: what one side of a bead may have. The length and the
marks of each bead are looked up here, in whatever piece of the text it is scored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.aligning import anchors, length
from toolkit.aligning.arrays import Floats, RowNumbers


@dataclass(frozen=True, slots=True)
class UnitStretches:
    """Tables of the stretches of a text, or of a piece of one."""

    logs: length.Singles
    """ln of the length, shape (6, n + 1)."""
    chance: length.Singles
    """-ln of how frequent such a length is in the whole text, likewise."""
    codes: anchors.MarkCounts
    """`anchors.codes`, shape (groups, 6, n + 1)."""
    shares: Floats
    """`anchors.shares` of the whole text."""

    @classmethod
    def of(cls, lengths: Floats, marks: anchors.UnitMarks) -> UnitStretches:
        """Those of a text, from the lengths of its units and their marks."""
        logs, seen = length.stretches(lengths), anchors.stretches(marks)
        return cls(logs.astype(np.float32), length.chance(logs), anchors.codes(seen), anchors.shares(seen))

    def at(self, places: RowNumbers) -> UnitStretches:
        """Those before some positions; what begins before the first of them is no stretch of the piece."""
        return UnitStretches(
            self.logs[:, places], self.chance[:, places], self.codes[:, :, places], self.shares
        )
