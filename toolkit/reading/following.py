"""How likely two labels are one person's, by how their turns follow each other.

Who has just spoken seldom begins anew. So labels that again and again stand right behind each other are those
of two people, however alike they are: a coach, and "Coach Berg".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

_ALIKE = 10
"""Odds that a label is short for a name that it is like, or a slip for it, for each of its turns."""
_ITSELF, _TURNS = 0.1, 50
"""How often a turn follows another with the same label, and how many turns of a text outweigh that. By
thought: between two of one person somebody may have no label."""

_LIKELIER = 0.5
"""How likely a label is of the same person, below which it is somebody else's."""


class Following:
    """The labels of all turns, as they follow each other."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._count = Counter(labels)
        pairs = Counter(pairwise(labels))
        itself = sum(times for (one, other), times in pairs.items() if one == other)
        self._itself = (itself + _ITSELF * _TURNS) / (pairs.total() + _TURNS)
        # Some are only named together with others, and have no turn.
        self._beside = defaultdict[str, Counter[str]](Counter)
        for (one, other), times in pairs.items():
            if one != other:
                self._beside[one][other] += times
                self._beside[other][one] += times

    def sure(self, label: str, others: Collection[str]) -> float:
        """How likely a label is of the person who has some others that it is like."""
        turns = self._count[label]
        theirs = sum(self._count[other] for other in others)
        if not turns or not theirs:
            return 1.0
        met = sum(self._beside[label][other] for other in others)
        # Those who say less tell: their turns stand beside the other's, or beside those of somebody else.
        rarer, more = ([label], theirs) if turns <= theirs else (others, turns)
        edges = sum(self._beside[one].total() for one in rarer)
        # Two people stand beside each other as often as the other one speaks.
        share = more / (self._count.total() - min(turns, theirs))
        odds = math.log(_ALIKE * turns) + met * math.log(self._itself / share)
        if share < 1:
            odds += (edges - met) * math.log((1 - self._itself) / (1 - share))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def apart(self, label: str, others: Collection[str]) -> bool:
        """Whether it is likelier somebody else's."""
        return self.sure(label, others) < _LIKELIER
