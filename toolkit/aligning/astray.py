"""Stretches of a path in which the words of both sides are no translations of each other.

A lexicon is learnt from the path that it scores. Where two paragraphs have changed places, the beads between
them pair sentences that fit in their lengths alone, and then these teach each other: what a bead has taught
is left out where it is scored (`lexical`), but not what its neighbours have. So they look as sure as others.

Here each block of beads is scored by what other blocks have taught. How far that tells a bead from false
pairs, which are sides of beads that stand a few beads apart, is learnt for each pair of texts by logistic
regression (Berkson 1944). A single bead says little. Runs are found by a hidden Markov model with two states,
whose posterior (Baum et al. 1970) is the probability that a bead is in no such stretch.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np

from toolkit.aligning import bounds, lexical
from toolkit.aligning.arrays import Floats, Ints, found
from toolkit.aligning.beads import MOVES, Band, band_along
from toolkit.aligning.model1 import Sample, WordTable
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.score import Features, Model
from toolkit.aligning.vocabulary import Words


def doubted(model: Model, sides: tuple[Features, Features], path: AlignmentPath) -> AlignmentPath:
    """The path; beads with both sides are no surer than that their words translate each other."""
    full = found(np.array(MOVES)[[*path.moves]].min(axis=1) > 0)
    if len(full) < bounds.ASTRAY_BEADS:
        return path
    said = np.zeros(len(path.moves))
    said[full] = _said(model, sides, path, full)
    sure = np.array(path.sure)
    # Only what speaks against a bead counts: that it is as usual was known before.
    usual = bounds.ASTRAY_ENDS / (bounds.ASTRAY_BEGINS + bounds.ASTRAY_ENDS)
    sure[full] = np.minimum(sure, _kept(said) / usual)[full]
    return replace(path, sure=tuple(sure.tolist()))


def _said(model: Model, sides: tuple[Features, Features], path: AlignmentPath, full: Ints) -> Floats:
    """How much likelier true beads have what the words of each of these say: ln of the ratio."""
    corners, sure = path.corners(), np.array(path.sure)[full]
    begin, end = corners[full], corners[full + 1]
    source, target = (side.text.joined(begin[:, d], end[:, d]) for d, side in enumerate(sides))
    # Row i + 1 has bead i of the source, and of the target those around it.
    many, at = len(full), np.arange(len(full) + 1)
    band = band_along(at, at, many, bounds.ASTRAY_AROUND)
    block = np.arange(many) // bounds.ASTRAY_BLOCK % 2
    lexicon, score = copy(model.lexicon), np.zeros((many, band.width))
    for own in (0, 1):
        good, asked = found((sure >= bounds.TEACHES) & (block != own)), found(block == own)
        ours, theirs = (np.stack((begin[good, d], end[good, d]), axis=1) for d in (0, 1))
        lexicon.train(Sample(ours, theirs, sure[good]))
        # What is scored has taught nothing, so nothing has to be left out.
        lexicon.taught = None
        for begins in range(0, len(asked), bounds.ROWS):
            rows = asked[begins : begins + bounds.ROWS]
            score[rows] = _scored(lexicon, source, target, band, rows)
    # The sum over a bead's words grows with them, and its deviation with their root.
    score /= (np.maximum(np.diff(source.starts), 1) * np.maximum(np.diff(target.starts), 1))[:, None] ** 0.25
    return _ratio(score, band, sure)


def _scored(lexicon: WordTable, source: Words, target: Words, band: Band, rows: Ints) -> Floats:
    """The scores of some rows of a band, ascending: only what they reach of the target is looked at."""
    low = band.lo[rows + 1]
    # The units before the first column, and those before the end of the last.
    first, last = max(0, int(low[0]) - 1), min(band.columns, int(low[-1]) + band.width - 1)
    own = Band(np.append(0, low - first), band.width, last - first)
    scores = lexical.scores(lexicon, source.at(rows), target.at(slice(first, last)), own, [(1, 1)])
    result: Floats = scores[0, 1:].astype(np.float64)
    return result


def _ratio(score: Floats, band: Band, sure: Floats) -> Floats:
    """ln of the likelihood ratio of the score of each bead, by what true and false ones of these texts have.

    score: shape (beads, width of the band); sure: of each bead.
    """
    own = np.arange(1, len(score) + 1)
    column = band.cells()[1:]
    apart = np.abs(column - own[:, None])
    # Beside a bead stands what may belong to it.
    false = score[(apart > 1) & (column >= 1) & (column <= band.columns)]
    true = score[own - 1, own - band.lo[1:]]
    values = np.concatenate((true, false))
    right = np.arange(len(values)) < len(true)
    # Both weigh the same, so that log odds are a log ratio.
    weight = np.concatenate((sure, np.full(len(false), sure.sum() / max(1, len(false)))))
    mean = weight @ values / weight.sum()
    spread = np.sqrt(weight @ (values - mean) ** 2 / weight.sum()) + 1e-6
    seen = np.stack((np.ones_like(values), (values - mean) / spread), axis=1)
    line = np.zeros(2)
    for _ in range(bounds.ASTRAY_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(seen @ line, -30, 30)))
        # Newton's method; a prior of one bead on the slope, since some texts have no false pair that fits.
        slope = seen.T @ (weight * (right - odds)) - line * (0.0, 1.0)
        bend = (seen * (weight * odds * (1 - odds))[:, None]).T @ seen + np.diag((1e-6, 1.0))
        line += np.linalg.solve(bend, slope)
    ratio: Floats = np.clip(seen[: len(true)] @ line, -bounds.ASTRAY_SAYS, bounds.ASTRAY_SAYS)
    return ratio


def _kept(said: Floats) -> Floats:
    """The probability that each bead of a path is in no stretch that is astray.

    said: ln of how much likelier a bead is if it is in none; 0 for what says nothing.
    """
    begins, ends = bounds.ASTRAY_BEGINS, bounds.ASTRAY_ENDS
    change = np.array(((1 - begins, begins), (ends, 1 - ends)))
    likely = np.stack((np.exp(said), np.ones_like(said)), axis=1)
    # Forward and backward, each row scaled to 1, so that nothing runs out of numbers.
    rows, ahead = likely.tolist(), []
    state = [ends / (begins + ends), begins / (begins + ends)]
    (stay, leave), (back, remain) = change.tolist()
    for kept, lost in rows:
        a, b = state[0] * kept, state[1] * lost
        ahead.append(a / (a + b))
        state = [(a * stay + b * back) / (a + b), (a * leave + b * remain) / (a + b)]
    behind, out = [1.0, 1.0], np.empty(len(rows))
    for k in range(len(rows) - 1, -1, -1):
        a, b = ahead[k] * behind[0], (1 - ahead[k]) * behind[1]
        out[k] = a / (a + b)
        a, b = rows[k][0] * behind[0], rows[k][1] * behind[1]
        behind = [(stay * a + leave * b) / (a + b), (back * a + remain * b) / (a + b)]
    return out
