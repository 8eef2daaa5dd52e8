"""All parameters of the scorers from the beads of a path, weighted by their probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toolkit.align import anchors, length, lexical
from toolkit.align.band import MOVES, Floats, Ints
from toolkit.align.path import Path
from toolkit.align.score import Model, Side

_PRIOR = {
    (0, 1): 0.03, (1, 0): 0.03, (1, 1): 0.77, (1, 2): 0.07, (2, 1): 0.07, (2, 2): 0.006, (1, 3): 0.008,
    (3, 1): 0.008, (2, 3): 0.002, (3, 2): 0.002, (1, 4): 0.0015, (4, 1): 0.0015, (1, 5): 0.0005,
    (5, 1): 0.0005,
}  # fmt: skip
_PRIOR_WEIGHT = 30.0
START: Floats = np.log(np.array([_PRIOR[move] for move in MOVES]))
"""ln p of each move before anything is known."""


def learn(model: Model, texts: tuple[Side, Side], path: Path) -> Model:
    """The model with all that this path teaches; its lexicon is trained in place."""
    source, target = texts
    corners = path.corners()
    moves = np.array(path.moves)
    weight = np.array(path.sure)
    prior = _prior(moves, weight, path.gaps())
    steps = np.array(MOVES)[moves]
    full = (steps > 0).all(axis=1)
    begin, end = corners[:-1][full], corners[1:][full]
    sure, steps = weight[full], steps[full]
    sides = ((source, begin[:, 0], end[:, 0]), (target, begin[:, 1], end[:, 1]))
    x, y = (
        np.log(sums[last] - sums[first] + 2.0)
        for side, first, last in sides
        for sums in (np.concatenate(([0.0], np.cumsum(side.lengths))),)
    )
    agree = _agree(model, sides, steps, sure)
    good = sure >= 0.5
    sample = lexical.Sample(
        np.stack((begin[good, 0], end[good, 0]), axis=1),
        np.stack((begin[good, 1], end[good, 1]), axis=1),
        sure[good],
    )
    model.lexicon.train(sample)
    if model.structure and source.frame and target.frame:
        model = replace(model, structure=model.structure.learn(source.frame, target.frame, corners, weight))
    return replace(model, prior=prior, length=length.fit(x, y, sure), agree=agree)


def _prior(moves: Ints, weight: Floats, gaps: list[tuple[int, int]]) -> Floats:
    weight = weight.copy()
    for first, last in gaps:
        # That a chapter was left out says nothing about single sentences.
        weight[first:last] = 0.0
    seen = np.bincount(moves, weight, len(MOVES))
    general = np.array([_PRIOR[move] for move in MOVES])
    share = (seen + _PRIOR_WEIGHT * general) / (seen.sum() + _PRIOR_WEIGHT)
    result: Floats = np.log(share)
    return result


def _agree(model: Model, sides: Sequence[tuple[Side, Ints, Ints]], steps: Ints, sure: Floats) -> Floats:
    total = float(sure.sum())
    if total < 1:
        return model.agree
    a, b = (anchors.spans(side.marks, first, last) for side, first, last in sides)
    same = (sure[:, None] * (a == b)).sum(axis=0) / total
    classes = range(a.shape[1])
    ours = np.stack([model.source_marks[steps[:, 0], c, b[:, c]] for c in classes], axis=1)
    theirs = np.stack([model.target_marks[steps[:, 1], c, a[:, c]] for c in classes], axis=1)
    chance = (sure[:, None] * (ours + theirs) / 2).sum(axis=0) / total
    return anchors.fit(same, chance, total, anchors.START)
