"""How likely each of many possible pairs is, where each document is in one pair at most.

A set of pairs is as likely as the product of their odds, and nobody has to be in one (the monomer-dimer
model: Heilmann and Lieb 1972). What a pair then comes to is told by messages between documents, of which each
says how likely it is free but for the one that it speaks to: exactly where candidates form no ring, and
nearly so else. A rival that surely belongs to somebody else is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from toolkit.aligning.arrays import Floats, Ints
from toolkit.corpora import bounds


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may be, in the order of the source."""

    source: Ints
    target: Ints
    odds: Floats
    """Logarithms, as if each pair were alone."""
    said: Floats
    """What of that their sentences have said."""

    def plus(self, said: Floats) -> Candidates:
        """With what sentences say for each, or against it."""
        return replace(self, odds=self.odds + said, said=self.said + said)


def probabilities(candidates: Candidates) -> Floats:
    """The probability of each pair."""
    odds = candidates.odds
    source, target = _Owners(candidates.source), _Owners(candidates.target)
    # Of each document, to the other of the pair: the logarithm of the probability that it is free.
    ours, theirs = np.zeros(len(odds)), np.zeros(len(odds))
    for _ in range(bounds.MESSAGES):
        before = ours, theirs
        # Half of the way: two that are alike would take turns for ever.
        ours = (ours - np.logaddexp(0.0, source.others(odds + theirs))) / 2
        theirs = (theirs - np.logaddexp(0.0, target.others(odds + ours))) / 2
        moved = np.abs(ours - before[0]) + np.abs(theirs - before[1])
        if moved.max(initial=0.0) < bounds.MESSAGES_SETTLED:
            break
    return _shares(odds + ours + theirs)


def trusted(candidates: Candidates) -> Floats:
    """The probability of each pair, where words alone make nobody's second choice a sure one.

    A revised copy is like the counterpart of what it was made from, and a little like other copies of that.
    Where the likelier one belongs to somebody else, its words have erred about the document once. So they are
    only taken to have brought it among those that are weighed; the rest is for sentences to say.
    """
    odds = candidates.odds
    most = [_Owners(owners).most(odds) for owners in (candidates.source, candidates.target)]
    second = np.maximum(*most) > odds
    most_for_second = _shares(math.log(bounds.PAIRED / bounds.CANDIDATES) + candidates.said)
    return np.minimum(probabilities(candidates), np.where(second, most_for_second, 1.0))


def _shares(odds: Floats) -> Floats:
    """Probabilities, from logarithms of odds."""
    result: Floats = np.exp(-np.logaddexp(0.0, -odds))
    return result


class _Owners:
    """Values that belong to documents, several to each."""

    def __init__(self, owners: Ints) -> None:
        self.order = np.argsort(owners, kind="stable")
        self.begins = np.flatnonzero(np.diff(owners[self.order], prepend=-1))
        self.many = np.diff(np.append(self.begins, len(owners)))

    def most(self, values: Floats) -> Floats:
        """For each value the greatest of its owner."""
        result = np.empty(len(values))
        if len(values):
            greatest = np.maximum.reduceat(values[self.order], self.begins)
            result[self.order] = np.repeat(greatest, self.many)
        return result

    def others(self, values: Floats) -> Floats:
        """For each value the logarithm of the sum of the exponentials of its owner's others."""
        if not len(values):
            return values
        own, most = values[self.order], self.most(values)[self.order]
        parts = np.exp(own - most)
        # Without the greatest, from which nothing as small could be told when it is taken away again.
        first = np.zeros(len(own), dtype=bool)
        greatest = np.flatnonzero(own == most)
        first[greatest[np.diff(np.searchsorted(self.begins, greatest, side="right"), prepend=0) > 0]] = True
        parts[first] = 0.0
        rest = np.repeat(np.add.reduceat(parts, self.begins), self.many)
        left = np.where(first, rest, 1.0 + np.maximum(rest - parts, 0.0))
        result = np.empty(len(own))
        with np.errstate(divide="ignore"):
            result[self.order] = most + np.log(left)
        return result
