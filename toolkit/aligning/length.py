"""How long two texts are that translate each other.

Length is in units of information: a Han character says as much as several letters. On a logarithmic
scale the difference of the lengths of a true pair is close to normal (Brown et al. 1991; Gale and Church
1993 for the idea); it varies more for short texts. The score is a likelihood ratio: how much likelier is
this target length beside that source length than among all stretches of as many units?
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from toolkit import late
from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, found, running, steps
from toolkit.aligning.beads import REACH
from toolkit.text import scripts

Singles = npt.NDArray[np.float32]

_LETTER = late.regex(r"\w")


def units(texts: Sequence[str]) -> Floats:
    """Length of each text in units of about one Latin letter.

    >>> units(["Mara", "瑪拉", "マラ", "마라"]).tolist()
    [4.0, 8.0, 4.0, 6.0]
    """
    # A character needs many bytes while it is counted: long texts are counted in parts.
    starts = running(list(map(len, texts)))
    if texts and starts[-1] <= bounds.LENGTH_CHARACTERS:
        return _units(texts)
    places = np.searchsorted(starts, np.arange(0, starts[-1], bounds.LENGTH_CHARACTERS))
    cuts = sorted({0, *places.tolist(), len(texts)})
    return np.concatenate([np.zeros(0), *(_units(texts[a:b]) for a, b in pairwise(cuts))])


def logs(lengths: Floats) -> Floats:
    """ln of lengths, by which all of them are compared."""
    # With something more the shortest texts have no lengths like -inf.
    result: Floats = np.log(lengths + bounds.LENGTH_MORE)
    return result


def before(texts: Sequence[str]) -> Floats:
    """Running sums of lengths: before each text, and before the end of the last."""
    return running(units(texts))


def _units(texts: Sequence[str]) -> Floats:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # There are few different characters: each is looked at once.
    worth = np.zeros(int(codes.max(initial=0)) + 1)
    worth[codes] = 1.0
    there = found(worth)
    worth[there] = [_worth(chr(code)) for code in there.tolist()]
    result: Floats = steps(running(worth[codes])[running(list(map(len, texts)))])
    return result


@lru_cache(maxsize=1 << 16)
def _worth(character: str) -> float:
    """What a character counts."""
    for script, units in zip(scripts.DENSE, bounds.LENGTH_OF, strict=True):
        if script.match(character):
            return units
    return float(_LETTER.match(character) is not None)


def stretches(lengths: Floats) -> Floats:
    """Log lengths of the w units before each position, shape (6, n + 1); 0 where there are fewer."""
    n = len(lengths)
    sums = running(lengths)
    out = np.zeros((REACH + 1, n + 1))
    for w in range(1, min(REACH, n) + 1):
        out[w, w:] = logs(sums[w:] - sums[:-w])
    return out


def chance(logs: Floats) -> Singles:
    """-ln of how frequent such a length is among all stretches of as many units.

    logs: `stretches` of a whole text; constants that cancel are left out.
    """
    mean, spread = np.zeros((len(logs), 1)), np.ones((len(logs), 1))
    for w in range(1, min(logs.shape)):
        mean[w] = logs[w, w:].mean()
        # A text of lines of one length would make any other length impossible.
        spread[w] = max(bounds.LENGTH_SPREAD, float(logs[w, w:].std()))
    # Float32 is enough here, and half the memory of what is in a band.
    far = (logs.astype(np.float32) - np.float32(mean)) / np.float32(spread)
    result: Singles = np.float32(np.log(spread)) + np.float32(0.5) * far * far
    return result


@dataclass(frozen=True, slots=True)
class Length:
    """Parameters, estimated for each pair of texts.

    The log ratio of a true pair is normal with mean `ratio` and variance `floor + short / length`.
    """

    ratio: float = 0.0
    floor: float = bounds.LENGTH_FLOOR
    short: float = bounds.LENGTH_SHORT
    outlier: float = bounds.LENGTH_OUTLIER
    """Share of true pairs whose lengths have nothing to do with each other."""

    def variance(self, logs: Singles) -> Singles:
        """The variance of the log ratio beside these log lengths, of source or target."""
        result: Singles = np.float32(self.floor) + np.float32(self.short) * np.exp(-logs)
        return result


@dataclass(frozen=True, slots=True)
class StretchLengths:
    """What a pair's score takes from one side."""

    logs: Singles
    chance: Singles
    precision: Singles
    """-1/2 over the variance of the other side's length beside it."""
    peak: Singles
    """ln of the density of the most likely length beside it; constants that cancel are left out."""

    @classmethod
    def of(cls, law: Length, logs: Singles, chance: Singles) -> StretchLengths:
        """The lengths of stretches of a text, from their logarithms and the `chance` of each."""
        variance = law.variance(logs)
        return cls(logs, chance, np.float32(-0.5) / variance, np.float32(-0.5) * np.log(variance))

    def mapped(self, of: Callable[[Singles], Singles]) -> StretchLengths:
        """What `of` makes of each table."""
        return StretchLengths(of(self.logs), of(self.chance), of(self.precision), of(self.peak))


def score(law: Length, source: StretchLengths, target: StretchLengths) -> Singles:
    """ln of p(pair, translation) over p(pair, chance), mean of both directions; sides broadcast."""
    # Both directions are added up in place: these arrays are as large as a band.
    gap = target.logs - (source.logs + np.float32(law.ratio))
    gap *= gap
    ahead = gap * source.precision
    ahead += source.peak
    ahead += target.chance
    gap *= target.precision
    gap += target.peak
    gap += source.chance
    # A share of true pairs has lengths that say nothing: the score has a floor.
    least = np.float32(np.log(law.outlier))
    np.maximum(gap, least, out=gap)
    gap += np.maximum(ahead, least, out=ahead)
    gap *= np.float32(0.5)
    return gap


def fit(x: Floats, y: Floats, weight: Floats) -> Length:
    """The law of lengths, from log lengths of pairs; of few pairs near the general values."""
    gap = y - x
    total = float(weight.sum())
    if total < 1:
        return Length()
    ratio = float((weight * gap).sum() / (total + 1.0))
    # Wrong pairs among those that are learnt from must not widen the law.
    square = np.minimum((gap - ratio) ** 2, bounds.LENGTH_OFF)
    # Two moments: the variance of the longer and of the shorter half tell floor and slope apart.
    inverse = np.exp(-x)
    prior = bounds.LENGTH_PRIOR
    start = Length()
    a = np.array([[total, (weight * inverse).sum()], [(weight * inverse).sum(), (weight * inverse**2).sum()]])
    b = np.array([(weight * square).sum(), (weight * square * inverse).sum()])
    for k, value in enumerate((1.0, bounds.LENGTH_TYPICAL)):
        a[k, k] += prior * value**2
        b[k] += prior * value**2 * (start.floor, start.short)[k]
    floor, short = np.linalg.solve(a, b)
    floor, short = (
        float(min(max(value, least), most))
        for value, (least, most) in ((floor, bounds.LENGTH_FLOORS), (short, bounds.LENGTH_SHORTS))
    )
    return Length(ratio, floor, short, start.outlier)


def ratio(source: Ints | Floats, target: npt.NDArray[np.float64]) -> float:
    """A first guess of the log ratio: all of the target over all of the source."""
    return float(np.log((target.sum() + 1) / (source.sum() + 1)))
