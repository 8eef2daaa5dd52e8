"""Whether two texts translate each other, as their alignment tells it.

An aligner pairs anything with anything. But it is seldom sure of sentences that have met by chance, so that
the probabilities of the beads tell related from unrelated texts: the sum of two shares of the sentences,
those that are expected to stand in a right bead and those that stand in a bead of probability .9 or more.
It is asked of the text that has more of it. `bounds.RELATED` says how well that tells them apart. What an
aligner believes grows with what it was forced to pair, so that mapped probabilities tell more, where there
are such (`calibration`). And texts that have one run of beads in common are no strangers, whatever the rest.

A single bead may be sure by chance, and the beads around it are not: a stretch may be weak as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints
from toolkit.findings import Finding, report
from toolkit.model import Bead
from toolkit.text.hygiene import percent


def sure(bead: Bead) -> bool:
    """Whether two sides surely belong together."""
    return bead.paired and bead.cost <= bounds.SURE


class MeasuredBeads(NamedTuple):
    """Beads, as arrays."""

    ours: Ints
    """How many sentences of the source each has."""
    theirs: Ints
    """How many of the translation."""
    costs: Floats
    ends: Ints
    """The first and last sentence of either side, in four columns; -1 for none."""

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> MeasuredBeads:
        """Of beads in any order."""
        return cls.read(measures(beads))

    @classmethod
    def read(cls, rows: Floats) -> MeasuredBeads:
        """Beads, from the rows that `measures` gives."""
        counts = rows[:, :6].astype(np.int64)
        return cls(counts[:, 0], counts[:, 1], rows[:, 6], counts[:, 2:])

    @property
    def paired(self) -> npt.NDArray[np.bool_]:
        """Those with both sides."""
        return (self.ours > 0) & (self.theirs > 0)

    @property
    def sizes(self) -> tuple[int, int]:
        """Sentences of both texts."""
        return int(self.ours.sum()), int(self.theirs.sum())

    def between(self, first: int, last: int) -> MeasuredBeads:
        """Some of them."""
        some = slice(first, last)
        return MeasuredBeads(self.ours[some], self.theirs[some], self.costs[some], self.ends[some])


def measures(beads: Sequence[Bead]) -> Floats:
    """A row for each bead: how many sentences of either text it has, its ends, its cost."""
    sides = [(bead.source or (-1,), bead.target or (-1,), bead) for bead in beads]
    rows = [
        (len(bead.source), len(bead.target), ours[0], ours[-1], theirs[0], theirs[-1], bead.cost)
        for ours, theirs, bead in sides
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 7)


Beads = Sequence[Bead] | MeasuredBeads


def _measured(beads: Beads) -> MeasuredBeads:
    return beads if isinstance(beads, MeasuredBeads) else MeasuredBeads.of(beads)


def confidence(beads: Beads) -> tuple[float, float]:
    """The expected share of both texts' sentences in right beads, and that in beads of .9 and more.

    Only beads with both sides count. Where one text is much longer, the sentences of the other are asked
    alone. 0 for no sentences.
    """
    measured = _measured(beads)
    sizes = measured.sizes
    # Sentences of a much longer text can't all have a counterpart.
    asked = [
        (size, sums)
        for size, other, sums in zip(sizes, sizes[::-1], _sums(measured), strict=True)
        if size <= bounds.RELATED_UNEQUAL * other
    ]
    total = sum(size for size, _ in asked)
    if not total:
        return 0.0, 0.0
    right, certain = (sum(values) / total for values in zip(*(sums for _, sums in asked), strict=True))
    return right, certain


def surer(beads: Beads) -> float:
    """Both shares together, of the text that has more of them.

    What a translator left out, or a file lacks, is missing in one text alone: it makes no strangers.
    """
    measured = _measured(beads)
    return max(sum(sums) / size for size, sums in zip(measured.sizes, _sums(measured), strict=True) if size)


def _sums(measured: MeasuredBeads) -> list[tuple[float, float]]:
    """For each text how many sentences are expected in right beads, and how many are in sure ones."""
    certain = measured.costs <= bounds.SURE
    weights = [np.where(measured.paired, side, 0) for side in (measured.ours, measured.theirs)]
    return [(float(side @ np.exp(-measured.costs)), float(side[certain].sum())) for side in weights]


def weak(beads: Beads, least: float = bounds.WEAK) -> list[tuple[int, int]]:
    """Stretches (first bead, one past the last) too doubtful for texts that translate each other.

    Sentences that are left over count as far as the other text has left-over ones too: those that are missing
    in one text alone were left out.

    least: the probability that the sentences of a stretch must have.
    """
    stretches: list[tuple[int, int]] = []
    measured = _measured(beads)
    missing = _missing(measured, least)
    total = most = 0.0
    first = last = 0
    for k, worth in enumerate([*missing, -math.inf]):
        total += worth
        if total > most:
            most, last = total, k + 1
        # The stretch is over where as much certainty is there as makes one weak.
        elif total <= 0 or total < most - bounds.WEAK_MISSING:
            # In its own measure: what is left over elsewhere says nothing here.
            if (
                most >= bounds.WEAK_MISSING
                and math.fsum(_missing(measured.between(first, last), least)) >= bounds.WEAK_MISSING
            ):
                stretches.append((first, last))
            total = most = 0.0
            first = k + 1
    return stretches


def weaker(beads: Beads) -> list[tuple[int, int]]:
    """Stretches that are weak, or clearly less sure than the text that they are in.

    What an alignment has forced together teaches its own words: it is believed more than a bead of chance,
    but less than its neighbours.
    """
    measured = _measured(beads)
    units = np.where(measured.paired, measured.ours + measured.theirs, 0)
    usual = float(units @ np.exp(-measured.costs)) / max(1, int(units.sum()))
    return weak(measured, min(max(usual - bounds.WEAK_BELOW, bounds.WEAK), bounds.WEAK_MOST))


def _missing(measured: MeasuredBeads, least: float) -> list[float]:
    """How much certainty each bead lacks, in sentences."""
    ours, theirs, costs, _ = measured
    lone = int(ours[theirs == 0].sum()), int(theirs[ours == 0].sum())
    # What one text alone has left over was left out: no sign of another order.
    worth = min(1.0, lone[1] / max(1, lone[0])), min(1.0, lone[0] / max(1, lone[1]))
    asked = (ours + theirs) * (least - np.exp(-costs))
    missing: list[float] = np.where(
        measured.paired, asked, least * (ours * worth[0] + theirs * worth[1])
    ).tolist()
    return missing


def _run(measured: MeasuredBeads) -> float:
    """The most that the sentences of a run of beads have above what speaks for one, in sum.

    Texts with such a run translate each other there, whatever the rest of them is.
    """
    above, _ = bounds.RELATED_RUN
    right = np.where(measured.paired, np.exp(-measured.costs), 0.0)
    sums = np.cumsum((measured.ours + measured.theirs) * (right - above))
    # The greatest sum of a run ends where it is farthest above the least before it.
    before = np.minimum.accumulate(np.concatenate(([0.0], sums)))[:-1]
    return float((sums - before).max(initial=0.0))


def unrelated(
    beads: Beads,
    names: tuple[str, str] = ("the source", "the translation"),
    mapped: Beads | None = None,
) -> Finding | None:
    """Find that two texts seem unrelated.

    Of two texts of a few sentences each nothing is said.

    beads: a whole alignment, with costs as the scorers believe. names: what to call the texts. mapped: the
    same beads with the costs that a person is told, where these were mapped: then they are asked.
    """
    measured = _measured(beads if mapped is None else mapped)
    sizes = measured.sizes
    even = max(sizes) <= bounds.RELATED_UNEQUAL * min(sizes)
    short = min(sizes) < bounds.RELATED_UNITS and (even or max(sizes) - min(sizes) < bounds.RELATED_UNITS)
    if short or not min(sizes):
        return None
    if mapped is None:
        related = surer(measured) >= bounds.RELATED
    else:
        # Of few sentences many are less sure than those of their whole text.
        few, asked = bounds.RELATED_FEW
        least = asked if min(sizes) < few else bounds.RELATED_MAPPED
        related = surer(measured) >= least or _run(measured) >= bounds.RELATED_RUN[1]
    if related:
        return None
    about = {"source": names[0], "target": names[1], "sure": percent(confidence(measured)[1])}
    if even:
        return report("D311.even", **about)
    longer, shorter = names if sizes[0] > sizes[1] else names[::-1]
    return report("D311.longer", longer=longer, shorter=shorter, most=max(sizes), least=min(sizes), **about)


def excerpt(
    beads: Beads,
    names: tuple[str, str] = ("the source", "the translation"),
    mapped: Beads | None = None,
) -> Finding | None:
    """Find that one text seems to translate only a part of the other.

    beads: in any order. mapped: as for `unrelated`. It tells which sentences of the longer text, counted
    from 1, have a counterpart.
    """
    measured = _measured(beads)
    sizes = measured.sizes
    certain = measured.paired & (measured.costs <= bounds.SURE)
    if not certain.any():
        return None
    # Only sure beads tell where the excerpt begins and ends.
    first, last = measured.ends[certain].min(axis=0), measured.ends[certain].max(axis=0)
    spans = [(int(first[0]), int(last[1])), (int(first[2]), int(last[3]))]
    over = [size - (end + 1 - begin) for size, (begin, end) in zip(sizes, spans, strict=True)]
    side = int(over[1] > over[0])
    rest = over[side] - over[1 - side]
    # Where little of the shorter text is sure, the places of that say nothing about the rest.
    if (
        rest < max(bounds.RELATED_UNITS, bounds.EXCERPT * sizes[side])
        or 2 * int(measured[1 - side][certain].sum()) < sizes[1 - side]
        or unrelated(measured, names, mapped)
    ):
        return None
    ends = {"first": spans[side][0] + 1, "last": spans[side][1] + 1, "sentences": sizes[side]}
    return report("D312", part=names[1 - side], whole=names[side], **ends)
