"""Short parts that changed places, such as a question with its answer.

A path in order pairs them with each other. If they are as long, and end with the same marks, these pairs look
right, and nobody is told: three sentences teach no words, and no other order was asked. But numbers, names,
everyday words and what the rest has taught say which of both orders is right. So every exchange of a few
neighbouring pairs with a few others is weighed: how much likelier are both texts, if these changed places?

Each two pairs near each other are scored once, and all exchanges are differences of running sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from toolkit.aligning import bounds, everyday
from toolkit.aligning.arrays import Floats, found, running
from toolkit.aligning.beads import MOVES, band_along
from toolkit.aligning.dictionary import Dictionary
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.rounds import learn, prepare
from toolkit.aligning.score import Scorer

_PLAIN = MOVES.index((1, 1))


class Exchange(NamedTuple):
    """Two runs of pairs that changed places in the translation."""

    first: range
    second: range
    gain: float
    """ln of how many times likelier the texts are so."""

    def parts(self) -> Iterator[tuple[range, range]]:
        """The pairs whose source sides belong with the target sides of others: both runs."""
        # Between runs of different lengths nothing stands: they are neighbours.
        end = self.second.stop
        yield self.first, range(end - len(self.first), end)
        yield self.second, range(self.first.start, self.first.start + len(self.second))


def exchanges(
    source: Sequence[str],
    target: Sequence[str],
    langs: everyday.Languages = everyday.UNKNOWN,
    dictionary: Dictionary | None = None,
) -> list[Exchange]:
    """The exchanges that make two texts far likelier, in order; source[k] stands beside target[k].

    No pair is in two of them: the likeliest is taken first.
    """
    if len(source) < bounds.EXCHANGE_PAIRS:
        return []
    taken: set[int] = set()
    kept = []
    for own in sorted(_weighed(_near(source, target, langs, dictionary)), key=lambda own: -own.gain):
        if taken.isdisjoint([*own.first, *own.second]):
            taken.update(own.first, own.second)
            kept.append(own)
    return sorted(kept, key=lambda own: own.first.start)


def _near(
    source: Sequence[str],
    target: Sequence[str],
    langs: everyday.Languages,
    dictionary: Dictionary | None,
) -> Floats:
    """The score of each source side with the target side of its own pair and of others.

    Shape (pairs, 2 reach + 1): those of pairs before it, its own, those behind it.
    """
    ours, theirs, model = prepare(source, target, langs, dictionary, by_clause=False)
    many = len(source)
    sure = (bounds.FIRST_TRUST,) * many
    # What a pair itself has taught is left out where it is scored.
    model = learn(
        model, (ours, theirs), AlignmentPath((_PLAIN,) * many, sure, tuple(zip(sure, sure, strict=True)))
    )
    reach = min(bounds.EXCHANGE_REACH, many - 1)
    ends = np.arange(many + 1)
    band = band_along(ends, ends, many, reach)
    # What stands in another's place by chance may look like it, but hardly says the same.
    looks, whole = (
        Scorer.of(model, [_PLAIN], words=words).score(ours, theirs, band)[1:, 0] for words in (False, True)
    )
    scores = whole - (1 - bounds.EXCHANGE_LOOKS) * looks
    beside = np.arange(1, many + 1)[:, None] + np.arange(-reach, reach + 1)
    # Off the texts nothing is asked.
    inside = (beside >= 1) & (beside <= many)
    near = np.take_along_axis(scores, np.where(inside, beside - band.lo[1:, None], 0), axis=1)
    result: Floats = np.where(inside, near, 0.0).astype(np.float64)
    return result


def _weighed(near: Floats) -> Iterator[Exchange]:
    """All exchanges that make texts likelier, tempered, by more than there are exchanges of two pairs."""
    many, reach = len(near), near.shape[1] // 2
    sums = running(near)

    def told(first: int, size: int, shift: int) -> Floats:
        """Of runs of a size, the score with what is `shift` behind less that in place; from `first` on."""
        column = reach + shift
        by_shift = sums[size:, column] - sums[: many + 1 - size, column]
        in_place = sums[size:, reach] - sums[: many + 1 - size, reach]
        gain: Floats = (by_shift - in_place)[first:]
        return gain

    most = bounds.EXCHANGE_MOST
    # The more exchanges there are, the likelier one of them gains by chance.
    least = math.log(many * reach / 2) / bounds.TEMPER
    for size in range(1, min(most, many // 2) + 1):
        for shift in range(size, min(reach, many - size) + 1):
            # Runs of one size, with pairs between them or none.
            gain = told(0, size, shift)[: many - size - shift + 1] + told(shift, size, -shift)
            yield from _enough(gain, least, size, shift, size)
    for size in range(1, most + 1):
        for other in range(size + 1, min(reach, many - size) + 1):
            # Neighbours of different sizes: the shorter one was moved.
            for p, q in ((size, other), (other, size)):
                gain = told(0, p, q)[: many - p - q + 1] + told(p, q, -p)
                yield from _enough(gain, least, p, p, q)


def _enough(gain: Floats, least: float, first: int, shift: int, second: int) -> Iterator[Exchange]:
    """Those of one shape: the sizes of both runs, and how far the second one begins behind the first."""
    for k in found(gain > least).tolist():
        yield Exchange(range(k, k + first), range(k + shift, k + shift + second), float(gain[k]))
