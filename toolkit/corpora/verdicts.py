"""What the sentences of two documents say about whether they translate each other.

How sure an alignment is means something else in each heap: where all texts are of the same few words, those
that have nothing to do with each other share sentences. So it is learnt, of pairs that are sure by their
words, and of the same documents beside others (Fisher's linear discriminant, with general values for where
little is known).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from toolkit.aligning.arrays import Floats, Ints
from toolkit.corpora import bounds
from toolkit.corpora.matching import Candidates

HeapPair = tuple[int, int]
"""Two documents, by their places in their heaps."""
Judge = Callable[[Sequence[HeapPair], Sequence[HeapPair]], Sequence[float]]
"""Pairs that are sure, which teach their words, and pairs in doubt -> how sure an alignment of each of the
latter is, in any measure."""
Proposals = Mapping[int, Ints]
"""For documents of the source those of the target that they may translate."""


class VerdictLaw(NamedTuple):
    """How sure alignments are of documents that translate each other, and of others."""

    right: float = bounds.VERDICT_RIGHT
    wrong: float = bounds.VERDICT_WRONG
    variance: float = bounds.VERDICT_SPREAD**2

    @classmethod
    def of(cls, right: Sequence[float], wrong: Sequence[float]) -> VerdictLaw:
        """From alignments of either."""
        general = cls()
        one = _moments(right, general.right, general.variance)
        other = _moments(wrong, general.wrong, general.variance)
        return cls(one[0], other[0], (one[1] + other[1]) / 2)

    def says(self, value: float) -> float:
        """The logarithm of how much likelier a pair an alignment makes two documents."""
        slope = max(0.0, self.right - self.wrong) / self.variance
        said = slope * (value - (self.right + self.wrong) / 2)
        return min(bounds.VERDICT_MOST, max(-bounds.VERDICT_MOST, said))


def _moments(values: Sequence[float], guess: float, variance: float) -> tuple[float, float]:
    """Mean and variance, with general values that count as much as some documents."""
    weight = len(values) + bounds.VERDICT_PRIOR
    mean = (sum(values) + bounds.VERDICT_PRIOR * guess) / weight
    squares = sum((value - mean) ** 2 for value in values) + bounds.VERDICT_PRIOR * variance
    return mean, squares / weight


@dataclass(slots=True)
class Verdicts:
    """Looks at the sentences of documents, where their words leave a doubt."""

    judge: Judge
    seen: dict[HeapPair, float] = field(default_factory=dict)
    law: VerdictLaw = field(default_factory=VerdictLaw)
    teachers: int = 0
    """How many sure pairs there were when all that was seen was looked at."""

    def look(self, candidates: Candidates, sure: Mapping[int, int], proposed: Proposals) -> bool:
        """Look at what is in doubt, and at what was proposed; whether there was anything new.

        sure  the counterparts of documents of the source that have one
        """
        asked = self._in_doubt(candidates, sure, proposed)
        # What few could teach is looked at again when there are twice as many.
        again = 2 * self.teachers < len(sure) and self.teachers < bounds.TEACHERS
        if again and (asked or self.seen):
            self._learn(candidates, sure)
        self._see([*sure.items()], asked)
        return bool(asked) or again

    def _in_doubt(
        self, candidates: Candidates, sure: Mapping[int, int], proposed: Proposals
    ) -> list[HeapPair]:
        settled = set(sure.values())
        many: Counter[int] = Counter()
        asked: dict[int, HeapPair] = {}
        for k in np.lexsort((-candidates.odds, candidates.source)).tolist():
            a, b = int(candidates.source[k]), int(candidates.target[k])
            if a in sure or b in settled:
                continue
            # What no sentences could make likely needs no look at them.
            likely = candidates.odds[k] >= -bounds.VERDICT_MOST and many[a] < bounds.JUDGED
            many[a] += likely
            # The likeliest first: where that is it, no other of the document is worth a look.
            if (likely or b in proposed.get(a, ())) and (a, b) not in self.seen:
                asked.setdefault(a, (a, b))
        return [*asked.values()]

    def _learn(self, candidates: Candidates, sure: Mapping[int, int]) -> None:
        """Look again at what was seen, and at some pairs that are sure by their words."""
        self.teachers = len(sure)
        pairs = [*sure.items()]
        some = _spread(pairs, bounds.VERDICT_PAIRS)
        right = [pair for pair in pairs if pair in self.seen or pair in some]
        wrong = _others(candidates, dict(some))
        # Nothing teaches its own words.
        for own in (right[::2], right[1::2]):
            beside = set(own)
            self._see([pair for pair in pairs if pair not in beside], own)
        # What is settled otherwise needs no other look.
        theirs = {*sure.values()}
        left = [(a, b) for a, b in self.seen if a not in sure and b not in theirs]
        self._see(pairs, sorted({*left, *wrong}))
        self.law = VerdictLaw.of([self.seen[pair] for pair in right], [self.seen[pair] for pair in wrong])

    def _see(self, teachers: Sequence[HeapPair], pairs: Sequence[HeapPair]) -> None:
        if pairs:
            values = self.judge(_spread(teachers, bounds.TEACHERS), pairs)
            self.seen.update(zip(pairs, values, strict=True))

    def said(self, candidates: Candidates) -> Floats:
        """What was seen of each pair; 0 for what nobody has looked at."""
        says = {pair: self.law.says(value) for pair, value in self.seen.items()}
        pairs = zip(candidates.source.tolist(), candidates.target.tolist(), strict=True)
        return np.array([says.get(pair, 0.0) for pair in pairs])


def _spread(pairs: Sequence[HeapPair], most: int) -> Sequence[HeapPair]:
    """So many of them at most, from all over the heap: its order may be that of its subjects."""
    return pairs[:: max(1, -(-len(pairs) // most))]


def _others(candidates: Candidates, sure: Mapping[int, int]) -> list[HeapPair]:
    """For each of some documents the likeliest that isn't its counterpart."""
    found: dict[int, int] = {}
    for k in np.argsort(-candidates.odds, kind="stable").tolist():
        a, b = int(candidates.source[k]), int(candidates.target[k])
        if a in sure and sure[a] != b:
            found.setdefault(a, b)
    return [(a, found[a]) for a in sure if a in found]
