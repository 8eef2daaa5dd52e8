"""Where words say that a stretch has its counterpart elsewhere.

A path keeps the order. Where two stretches changed places it pairs sentences that have nothing to do with
each other, and these teach each other's words until they are sure. But words that are rare, and that other
places of the path know to translate each other, meet where the counterpart is: many in one place off the
path, and few on it. So what they say in both places is compared for each unit. A bead is believed less by as
much as the other place has more.

It is no score of beads: no path could follow it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, found, median, order, running, runs, steps, windows
from toolkit.aligning.beads import NULLS
from toolkit.aligning.calibration import odds
from toolkit.aligning.model1 import WordTable
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.score import Features


class PairMeetings(NamedTuple):
    """Where two words that translate each other stand, a row for every two places."""

    ours: Ints
    """The source unit."""
    theirs: Floats
    """The target unit, as if both texts had as many."""
    pair: Ints
    """Number of the pair of words, ascending."""
    worth: Floats
    """What is known of the pair, in nats, shared by all its rows."""

    def some(self, rows: Ints) -> PairMeetings:
        """These rows."""
        return PairMeetings(
            self.ours.take(rows), self.theirs.take(rows), self.pair.take(rows), self.worth.take(rows)
        )


def doubted(path: AlignmentPath, lexicon: WordTable, sides: tuple[Features, Features]) -> AlignmentPath:
    """The path, whose beads are believed less where words say that their counterpart is elsewhere.

    With an outline or fixed points it stays: an order that is known is other evidence.
    """
    source = sides[0]
    # In a short text a topic is everywhere.
    if min(map(len, sides)) < bounds.ELSEWHERE_UNITS or source.frame or source.gates:
        return path
    more = elsewhere(path, lexicon)
    # What is said of other places everywhere is no news of any: such words tell little.
    away = np.maximum(more - max(median(more), 0.0) - bounds.ELSEWHERE_MORE, 0.0)
    corners = path.corners()
    middle = np.minimum(corners[:-1, 0] + np.diff(corners[:, 0]) // 2, len(source) - 1)
    lower = bounds.ELSEWHERE_WEIGHT * away[middle] * (np.array(path.moves) >= NULLS)
    sure = np.array(path.sure)
    told = np.where(lower > 0, 1 / (1 + np.exp(lower - odds(sure))), sure)
    return replace(path, sure=tuple(told.tolist()))


def elsewhere(path: AlignmentPath, lexicon: WordTable) -> Floats:
    """For each source unit ln of how many times as much words say of one other place as of the path."""
    met = _meetings(lexicon)
    corners, units = path.corners(), lexicon.texts[0].units
    # Corners above each other are told apart.
    ahead = corners[:, 0] + np.arange(len(corners)) * 1e-9
    apart = met.theirs - np.interp(met.ours + 0.5, ahead, corners[:, 1] * units / corners[-1, 1])
    near = np.abs(apart) < bounds.ELSEWHERE_PLACE
    known = _known(met, near)
    met, near, apart = met.some(known), near.take(known), apart.take(known)
    at = np.arange(units)
    begin = np.maximum(at - bounds.ELSEWHERE_AROUND, 0)
    end = np.minimum(at + bounds.ELSEWHERE_AROUND + 1, units)
    on = met.some(found(near))
    here = running(np.bincount(on.ours, on.worth, units))
    there = _best(met.some(found(np.abs(apart) >= 2 * bounds.ELSEWHERE_PLACE)), units)
    few = bounds.ELSEWHERE_FEW
    result: Floats = np.log((there + few) / (here[end] - here[begin] + few))
    return result


def _meetings(lexicon: WordTable) -> PairMeetings:
    """Of the pairs of the lexicon those that are rare, but in several units of either text."""
    source, target = lexicon.texts
    ours, theirs = (np.bincount(text.words, minlength=text.size) for text in (source, target))
    pairs = np.arange(source.size).repeat(steps(lexicon.begin)), lexicon.other
    first, second = ours.take(pairs[0]), theirs.take(pairs[1])
    many = first * second
    kept = found((first > 1) & (second > 1) & (many <= bounds.ELSEWHERE_PAIRS))
    first, second, many = first.take(kept), second.take(kept), many.take(kept)
    told = np.log1p(np.sqrt(lexicon.extra[0].take(kept) * lexicon.extra[1].take(kept))) / many
    # The places of each word are a run of the places of all, in the order of words.
    pair, place = runs(running(ours).take(pairs[0].take(kept)), first)
    row, other = runs(running(theirs).take(pairs[1].take(kept)).take(pair), second.take(pair))
    number = pair.take(row)
    scale = source.units / target.units
    scaled = (target.owner.take(order(target.words)).take(other) * scale).astype(np.float64)
    return PairMeetings(
        source.owner.take(order(source.words)).take(place).take(row),
        scaled,
        number,
        told.take(number),
    )


def _known(met: PairMeetings, near: npt.NDArray[np.bool_]) -> Ints:
    """Rows whose pair is on the path in another place, too: what a stretch taught itself proves nothing."""
    on = found(near)
    size = int(met.pair.max(initial=-1)) + 1
    first, last = np.full((2, size), -1)
    # The rows of a pair ascend by their source units; of several that are told the last one stays.
    last[met.pair.take(on)] = met.ours.take(on)
    first[met.pair.take(on[::-1])] = met.ours.take(on[::-1])
    first, last = first.take(met.pair), last.take(met.pair)
    far = np.maximum(np.abs(met.ours - first), np.abs(met.ours - last)) >= bounds.ELSEWHERE_AROUND
    return found((first >= 0) & far)


def _best(off: PairMeetings, units: int) -> Floats:
    """For each source unit the most that is said around it of one place off the path."""
    around, place = bounds.ELSEWHERE_AROUND, bounds.ELSEWHERE_PLACE
    # Stretches that were moved as a whole keep their distance from the source.
    width = units + 2 * around + 1
    code = ((off.theirs - off.ours + units) / place).astype(np.int64) * width + off.ours
    by_code = order(code)
    code, sums = code.take(by_code), running(off.worth.take(by_code))
    said = np.zeros(len(code))
    for beside in (-width, 0, width):
        begin = np.searchsorted(code, code + (beside - around))
        end = np.searchsorted(code, code + (beside + around), side="right")
        said += sums[end] - sums[begin]
    best = np.zeros(units + 2 * place)
    np.maximum.at(best, off.ours.take(by_code) + place, said)
    result: Floats = windows(best, 2 * place + 1).max(axis=1)
    return result
