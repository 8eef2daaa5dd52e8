"""Probabilities that mean what they say.

The scorers see the same words, and a lexicon is learnt from the beads that it scores: so beads are less
often right than the dynamic programme believes, and how much less depends on the texts. A logistic map on
the log odds of each bead (Platt 1999) takes that back. Its weights depend on what was measured of the pair
of texts: how much is left over, how much is rearranged, how sure is the whole, how long are sentences, how
much do lengths vary, and what was given?

The weights stand in `calibration.tsv`: a row for each feature of a bead, a column for each measure of its
texts. `benchmarks/align/calibrate.py` learns them, and writes there what they were learnt on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds, length
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.beads import MOVES, NULLS
from toolkit.model import Bead

FEATURES = ("any", "odds", "three units", "more units", "null", "odds of a null")
"""Of a bead: 1; the log odds of its probability; whether it has three units, or more, with units of both
texts; whether it has none of one text, and then its log odds once more."""
MEASURES = (
    "always", "left over", "rearranged", "mean odds", "long", "uneven", "dictionary", "encoder"
)  # fmt: skip
"""Of a pair of texts: 1; the root of the share of null beads; that of the share that beads with two or more
units of both texts have of the units in all others; the log odds of the mean probability of these; the log
length of a unit, mean of both texts; the deviation of the log ratio of lengths of these beads; whether there
was a dictionary, and an encoder."""
RANGE = ("least", "most")
"""Of each measure among the texts that were learnt from: nothing is known of texts beyond."""
_UNITS = np.array(MOVES).sum(axis=1)
_BOTH = np.array(MOVES).min(axis=1) > 1
"""Moves with several units of both texts: a sentence that was cut makes a bead 1:2, and one of which half
went over to its neighbour 2:2."""


def odds(probability: npt.ArrayLike) -> Floats:
    """Log odds, as far as they can be trusted."""
    safe = np.clip(probability, bounds.LEAST_SURE, bounds.MOST_SURE)
    result: Floats = np.log(safe / (1 - safe))
    return result


def seen(beads: Sequence[Bead]) -> tuple[Ints, Floats]:
    """The moves of beads, and their probabilities; a bead that is no move counts as the last."""
    numbers = {move: number for number, move in enumerate(MOVES)}
    sizes = [(len(bead.source), len(bead.target)) for bead in beads]
    moves = np.array([numbers.get(size, len(MOVES) - 1) for size in sizes], dtype=np.int64)
    return moves, np.exp([-bead.cost for bead in beads])


def features(moves: npt.ArrayLike, sure: npt.ArrayLike) -> Floats:
    """The features of beads, on a last axis of their own.

    moves: numbers in `beads.MOVES`; sure: the probability of each, likewise.
    """
    move, own = np.asarray(moves, dtype=np.int64), odds(sure)
    null = move < NULLS
    units = np.where(null, 0, _UNITS[move])
    return np.stack((np.ones_like(own), own, units == 3, units > 3, null, null * own), axis=-1)


def measures(
    beads: Sequence[Bead],
    source: Sequence[str],
    target: Sequence[str],
    *,
    dictionary: bool = False,
    encoder: bool = False,
) -> Floats:
    """The measures of a pair of texts that is aligned, and of what was given for it."""
    paired = [bead for bead in beads if bead.paired]
    moves, sure = seen(paired)
    left = 1 - len(paired) / len(beads) if beads else 0.0
    rearranged = mean = 0.0
    if paired:
        units = _UNITS[moves]
        rearranged = units[_BOTH[moves]].sum() / units.sum()
        mean = float(odds(sure.mean()))
    # One look at both texts: most are short.
    sums, cut = length.before([*source, *target]), len(source)
    # Words of a long sentence depend on each other, and count as if they did not.
    means = sums[cut] / max(1, cut), (sums[-1] - sums[cut]) / max(1, len(target))
    long = float(length.logs(np.array(means)).sum()) / 2
    uneven = _uneven(paired, sure, sums, cut)
    # From none to a few tells more than from a few to many.
    return np.array([1.0, left**0.5, rearranged**0.5, mean, long, uneven, dictionary, encoder])


def _uneven(paired: Sequence[Bead], sure: Floats, sums: Floats, cut: int) -> float:
    """The deviation of the log ratio of lengths; of few beads a general one.

    sums, cut: running sums of both texts, one behind the other, and where the second begins
    """
    ends = np.array(
        [(b.source[0], b.source[-1] + 1, cut + b.target[0], cut + b.target[-1] + 1) for b in paired],
        dtype=np.int64,
    ).reshape(-1, 4)
    at = sums[ends]
    logs = length.logs(at[:, 1::2] - at[:, ::2])
    total, gap = float(sure.sum()), logs[:, 1] - logs[:, 0]
    ratio = float(sure @ gap) / max(total, 1e-6)
    # A wrong bead is far off, and says little of the others.
    square = float(sure @ np.minimum((gap - ratio) ** 2, bounds.LENGTH_OFF))
    few = bounds.UNEVEN_PRIOR
    return math.sqrt((square + few * bounds.UNEVEN) / (total + few))


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
        weights: Floats = rows @ np.clip(measured, least, most)
        # Measures that never came together may not turn the order of beads round.
        own, null = FEATURES.index("odds"), FEATURES.index("odds of a null")
        weights[own] = max(weights[own], bounds.LEAST_SLOPE)
        weights[null] = max(weights[null], bounds.LEAST_SLOPE - weights[own])
        return cls(weights)

    def apply(self, moves: npt.ArrayLike, sure: npt.ArrayLike) -> Floats:
        """The probabilities of beads; likelier ones of a kind stay likelier."""
        result: Floats = 1 / (1 + np.exp(-(features(moves, sure) @ self.weights)))
        return result

    def along(self, moves: npt.ArrayLike, sure: npt.ArrayLike) -> Floats:
        """The probabilities of the beads of a path; what a long gap says of itself stays."""
        own = np.asarray(sure, dtype=np.float64)
        gap = (np.asarray(moves) < NULLS) & (np.abs(own - bounds.GAP_SURE) < 1e-9)
        return np.where(gap, own, self.apply(moves, own))


@cache
def table() -> Floats:
    """The range of the measures, and the weights, shape (2 + features, measures)."""
    text = (files("toolkit.aligning") / "calibration.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    if tuple(rows[0][1:]) != MEASURES or tuple(row[0] for row in rows[1:]) != (*RANGE, *FEATURES):
        raise ValueError("calibration.tsv is not of this version: run benchmarks/align/calibrate.py")
    return np.array([row[1:] for row in rows[1:]], dtype=np.float64)


def calibrated(
    beads: Sequence[Bead],
    source: Sequence[str],
    target: Sequence[str],
    *,
    dictionary: bool = False,
    encoder: bool = False,
) -> tuple[Bead, ...]:
    """The beads of a list of sentences with probabilities that mean what they say.

    dictionary, encoder   whether the aligner had any
    """
    measured = measures(beads, source, target, dictionary=dictionary, encoder=encoder)
    costs = -np.log(Calibration.of(measured).along(*seen(beads)))
    return tuple(bead.replace(cost=cost) for bead, cost in zip(beads, costs.tolist(), strict=True))
