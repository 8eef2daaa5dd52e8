"""IBM model 1 (Brown et al. 1993) in both directions at once, by expectation and maximisation.

Where two words stand in one bead, each direction has its own belief that the one made the other. Their
geometric mean is what is counted (alignment by agreement, after Liang, Taskar and Klein 2006): a word that
takes for itself whatever stands beside it in one direction has no support from the other.

Ratios, priors and what the first and second of two things stand for: see `lexical`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.align.band import Floats, Ints
from toolkit.align.leaveout import Rows

if TYPE_CHECKING:
    from toolkit.align.lexical import Seeds

STRENGTH = 1.0
"""Counts that the prior of a word given is worth."""
ITERATIONS = 3
TRUSTED = 5.0
"""Counts that the first guess about a class of seeds is worth."""


@dataclass(slots=True)
class Direction:
    """What is believed in one direction."""

    given: Ints
    """The word given of each pair."""
    worth: Floats
    """1 over the share of the word made of each pair."""
    of_seed: Ints
    """The word given of each seed."""
    total: Floats
    """Expected count of each word given."""
    trust: Floats
    """Of each class of seeds: how probable it is that such a word is translated by one of its partners."""
    extra: Floats
    """For each pair what its ratio has above the ground of the word given."""
    ground: Floats
    """Ratio of each word given to any word without evidence."""

    @classmethod
    def of(cls, given: Ints, made: Ints, share: Floats, of_seed: Ints, trust: Floats, size: int) -> Direction:
        """Nothing is known yet; given, made: words of each pair; share: p of each word of the text made."""
        none = np.zeros(0)
        return cls(given, 1.0 / share[made], of_seed, np.zeros(size), trust, none, none)

    def maximise(self, count: Floats, seeds: Seeds, at_seed: Ints) -> None:
        """The ratios from the expected count of each pair."""
        believed = np.zeros(len(self.total))
        believed[self.of_seed] = self.trust[seeds.kind]
        partners = np.bincount(self.of_seed, minlength=len(self.total))
        prior = STRENGTH * believed / np.maximum(partners, 1)
        weight = 1.0 / (self.total + STRENGTH)
        self.ground = STRENGTH * (1 - believed) * weight
        self.extra = count * self.worth
        self.extra[at_seed] += prior[self.of_seed] * self.worth[at_seed]
        self.extra *= weight[self.given]

    def expect(self, entry: Ints, made: Ints, others: Floats) -> Floats:
        """How probably each row's word given made its other word.

        made: that token; others: for each token of its text how many words beside it have no rows.
        """
        gamma: Floats = (self.extra + self.ground[self.given]).take(entry)
        # The empty word makes any word as often as it is in the text; so do words of which nothing is known.
        gamma *= (1.0 / (1.0 + others + np.bincount(made, gamma, len(others)))).take(made)
        return gamma

    def count(self, count: Floats, seeds: Seeds, at_seed: Ints) -> None:
        """Totals, and how far each class of seeds was right, from the expected count of each pair."""
        self.total = np.bincount(self.given, count, len(self.total)).astype(np.float64)
        kinds = len(self.trust)
        words, first = np.unique(self.of_seed, return_index=True)
        tried = np.bincount(seeds.kind[first], self.total[words], kinds)
        hits = np.bincount(seeds.kind, count[at_seed], kinds)
        self.trust = (hits + TRUSTED * self.trust) / (tried + TRUSTED)


def learn(
    both: tuple[Direction, Direction], rows: Rows, entry: Ints, seeds: Seeds, at_seed: Ints
) -> tuple[Floats, Floats]:
    """Expected count of each pair, and each row's part in it; the directions are changed in place.

    entry: number of the pair of each row; at_seed: number of the pair of each seed.
    """
    count: Floats = np.zeros(len(both[0].given))
    gamma: Floats = np.zeros(len(entry))
    weight = rows.weight[rows.bead[0][rows.tokens[0]]]
    for step in range(ITERATIONS + 1):
        for direction in both:
            direction.maximise(count, seeds, at_seed)
        if not len(entry) or step == ITERATIONS:
            break
        ahead, behind = (
            direction.expect(entry, rows.tokens[1 - d], rows.unheard[1 - d])
            for d, direction in enumerate(both)
        )
        gamma = np.sqrt(np.multiply(ahead, behind, out=ahead), out=ahead)
        gamma *= weight
        count = np.bincount(entry, gamma, len(count)).astype(np.float64, copy=False)
        for direction in both:
            direction.count(count, seeds, at_seed)
    return count, gamma
