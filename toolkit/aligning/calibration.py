"""Probabilities that mean what they say.

The scorers see the same words, and a lexicon is learnt from the beads that it scores: so beads are less
often right than the dynamic programme believes, and how much less depends on the texts. A logistic map on
the log odds of each bead (Platt 1999) takes that back. Its weights depend on what was measured of the pair
of texts: how much is left over, how much is rearranged, how sure is the whole, how long are sentences, and
how much do lengths vary? And where a bead is too long and its neighbour too short, something may have gone
over from one to the other.

The weights stand in `calibration.tsv`: a row for each feature of a bead, a column for each measure of its
texts. `benchmarks/align/calibrate.py` learns them, and writes there what they were learnt on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds, length
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.beads import MOVES, NULLS
from toolkit.model import Bead
from toolkit.text import tables

FEATURES = (
    "any",
    "odds",
    "three units",
    "more units",
    "odds of more on one side",
    "null",
    "odds of a null",
    "opposed",
)
"""Of a bead: 1; the log odds of its probability; whether it has three units, or more, with units of both
texts; the log odds once more where it has more units of one text than of the other; whether it has none of
one text, and its log odds once more; how far its length and that of a neighbour are off in opposite
directions."""
MEASURES = ("always", "left over", "rearranged", "mean odds", "long", "uneven")
"""Of a pair of texts: 1; the root of the share of null beads; that of the share that beads with two or more
units of both texts have of the units in all others; the log odds of the mean probability of these; the log
length of a unit, mean of both texts; the deviation of the log ratio of lengths of these beads."""
RANGE = ("least", "most")
"""Of each measure among the texts that were learnt from: nothing is known of texts beyond."""
_UNITS = np.array(MOVES).sum(axis=1)
_ONE_SIDE = np.ptp(np.array(MOVES), axis=1) > 0
_BOTH = np.array(MOVES).min(axis=1) > 1
"""Moves with several units of both texts: a sentence that was cut makes a bead 1:2, and one of which half
went over to its neighbour 2:2."""


def odds(probability: npt.ArrayLike) -> Floats:
    """Log odds, as far as they can be trusted."""
    safe = np.minimum(np.maximum(probability, bounds.LEAST_SURE), bounds.MOST_SURE)
    result: Floats = np.log(safe / (1 - safe))
    return result


def seen(beads: Sequence[Bead]) -> tuple[Ints, Floats]:
    """The moves of beads, and their probabilities; a bead that is no move counts as the last."""
    numbers = {move: number for number, move in enumerate(MOVES)}
    sizes = [(len(bead.source), len(bead.target)) for bead in beads]
    moves = np.array([numbers.get(size, len(MOVES) - 1) for size in sizes], dtype=np.int64)
    return moves, np.exp([-bead.cost for bead in beads])


def features(moves: npt.ArrayLike, sure: npt.ArrayLike, opposed: Floats | float = 0.0) -> Floats:
    """The features of beads, on a last axis of their own.

    moves: numbers in `beads.MOVES`; sure: the probability of each, likewise; opposed: as in `MeasuredPath`.
    """
    move, own = np.asarray(moves, dtype=np.int64), odds(sure)
    null = move < NULLS
    units = np.where(null, 0, _UNITS[move])
    more, ones = _ONE_SIDE[move] & ~null, np.ones_like(own)
    columns = (ones, own, units == 3, units > 3, more * own, null, null * own, ones * opposed)
    return np.stack(columns, axis=-1)


@dataclass(frozen=True, slots=True)
class MeasuredPath:
    """What the map asks of a pair of texts that is aligned."""

    moves: Ints
    sure: Floats
    """The probability of each bead, as the scorers believe."""
    opposed: Floats
    """How far the lengths of each bead and of a neighbour are off in opposite directions, in deviations: the
    geometric mean of both."""
    measures: Floats
    """Those of the texts (`MEASURES`)."""

    @classmethod
    def of(cls, beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> MeasuredPath:
        """Measure the beads of two texts."""
        moves, sure = seen(beads)
        paired = np.array([bead.paired for bead in beads], dtype=bool)
        full, weight = moves[paired], sure[paired]
        lengths = _Lengths.of([bead for bead in beads if bead.paired], weight, source, target)
        left = 1 - len(full) / len(beads) if beads else 0.0
        rearranged = mean = 0.0
        if len(full):
            units = _UNITS[full]
            rearranged = units[_BOTH[full]].sum() / units.sum()
            mean = float(odds(weight.mean()))
        # From none to a few tells more than from a few to many.
        measures = np.array([1.0, left**0.5, rearranged**0.5, mean, lengths.long, lengths.uneven])
        # What is left over is neither too long nor too short.
        off = np.zeros(len(beads))
        off[paired] = lengths.off
        apart = np.sqrt(np.minimum(np.maximum(-off[1:] * off[:-1], 0.0), bounds.OPPOSED**2))
        opposed = np.zeros(len(beads))
        opposed[:-1] = apart
        opposed[1:] = np.maximum(opposed[1:], apart)
        return cls(moves, sure, opposed, measures)


@dataclass(frozen=True, slots=True)
class _Lengths:
    """What lengths tell of an alignment."""

    long: float
    """The log length of a unit, mean of both texts."""
    uneven: float
    """The deviation of the log ratio of lengths; of few beads a general one."""
    off: Floats
    """How far the log ratio of each bead is from their mean, in deviations of such lengths."""

    @classmethod
    def of(
        cls, beads: Sequence[Bead], sure: Floats, source: Sequence[str], target: Sequence[str]
    ) -> _Lengths:
        """Those of beads with units of both texts, and of all units."""
        # One look at both texts: most are short.
        sums, cut = length.before([*source, *target]), len(source)
        # Words of a long sentence depend on each other, and count as if they did not.
        means = sums[cut] / max(1, cut), (sums[-1] - sums[cut]) / max(1, len(target))
        long = float(length.logs(np.array(means)).sum()) / 2
        ends = np.array(
            [(b.source[0], b.source[-1] + 1, cut + b.target[0], cut + b.target[-1] + 1) for b in beads],
            dtype=np.int64,
        ).reshape(-1, 4)
        at = sums[ends]
        logs = length.logs(at[:, 1::2] - at[:, ::2])
        total, gap = float(sure.sum()), logs[:, 1] - logs[:, 0]
        gap -= float(sure @ gap) / max(total, 1e-6)
        # A wrong bead is far off, and says little of the others.
        square = float(sure @ np.minimum(gap**2, bounds.LENGTH_OFF))
        few = bounds.UNEVEN_PRIOR
        uneven = math.sqrt((square + few * bounds.UNEVEN) / (total + few))
        spread = np.sqrt(bounds.LENGTH_FLOOR + bounds.LENGTH_SHORT * np.exp(-logs.mean(axis=1)))
        return cls(long, uneven, gap / spread)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The map for one pair of texts."""

    weights: Floats
    """For each feature of a bead."""

    @classmethod
    def of(cls, measured: Floats, learnt: Floats | None = None) -> Calibration:
        """The map for texts of these `measures`; learnt: another table than diglot's."""
        known = table() if learnt is None else learnt
        (least, most), rows = known[: len(RANGE)], known[len(RANGE) :]
        weights: Floats = rows @ np.minimum(np.maximum(measured, least), most)
        # Measures that never came together may not turn the order of beads round.
        own = FEATURES.index("odds")
        weights[own] = max(weights[own], bounds.LEAST_SLOPE)
        for name in ("odds of more on one side", "odds of a null"):
            further = FEATURES.index(name)
            weights[further] = max(weights[further], bounds.LEAST_SLOPE - weights[own])
        return cls(weights)

    def apply(self, moves: npt.ArrayLike, sure: npt.ArrayLike, opposed: Floats | float = 0.0) -> Floats:
        """The probabilities of beads; likelier ones of a kind stay likelier."""
        result: Floats = 1 / (1 + np.exp(-(features(moves, sure, opposed) @ self.weights)))
        return result

    def along(self, moves: npt.ArrayLike, sure: npt.ArrayLike, opposed: Floats | float = 0.0) -> Floats:
        """The probabilities of the beads of a path; what a long gap says of itself stays."""
        own = np.asarray(sure, dtype=np.float64)
        gap = (np.asarray(moves) < NULLS) & (np.abs(own - bounds.GAP_SURE) < 1e-9)
        return np.where(gap, own, self.apply(moves, own, opposed))


@cache
def table() -> Floats:
    """The range of the measures, and the weights, shape (2 + features, measures)."""
    rows = tables.rows("toolkit.aligning", "calibration.tsv")
    if tuple(rows[0][1:]) != MEASURES or tuple(row[0] for row in rows[1:]) != (*RANGE, *FEATURES):
        raise ValueError("calibration.tsv is not of this version: run benchmarks/align/calibrate.py")
    return np.array([row[1:] for row in rows[1:]], dtype=np.float64)


def calibrated(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> tuple[Bead, ...]:
    """The beads of a list of sentences with probabilities that mean what they say."""
    path = MeasuredPath.of(beads, source, target)
    costs = -np.log(Calibration.of(path.measures).along(path.moves, path.sure, path.opposed))
    return tuple(bead.replace(cost=cost) for bead, cost in zip(beads, costs.tolist(), strict=True))
