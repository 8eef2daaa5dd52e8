"""From two lists of sentences to beads: a coarse path first, then rounds of learning and aligning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from toolkit.align import anchors, coarse, cognates, fixed, length, lexical, pieces, structure, words
from toolkit.align.beads import MOVES, Floats, Ints
from toolkit.align.dictionary import Dictionary
from toolkit.align.dictionary import known as known_pairs
from toolkit.align.doubts import settle
from toolkit.align.locate import relocated
from toolkit.align.outline import Outline
from toolkit.align.path import Path
from toolkit.align.score import Model, Side
from toolkit.align.vectors import Encoder, Likeness
from toolkit.model import Bead

_PRIOR = {
    (0, 1): 0.03, (1, 0): 0.03, (1, 1): 0.77, (1, 2): 0.07, (2, 1): 0.07, (2, 2): 0.006, (1, 3): 0.008,
    (3, 1): 0.008, (2, 3): 0.002, (3, 2): 0.002, (1, 4): 0.0015, (4, 1): 0.0015, (1, 5): 0.0005,
    (5, 1): 0.0005,
}  # fmt: skip
_PRIOR_WEIGHT = 30.0
_ROUNDS = 4
_ROUNDS_LONG = 2
_SHORT = 600
"""A short text is cheap, and has so little to learn from that more rounds pay."""
_SETTLED = 0.99
"""A bead of this probability is left alone from the second round on."""
_MARGIN = 2
_PART = 5000
"""Longer texts are cut, and each part has its own lexicon: memory stays bounded, and names are local."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of both texts that was aligned by itself, with what it has taught."""

    model: Model
    sides: tuple[Side, Side]
    path: Path
    spans: tuple[slice, slice]
    """Its units in the whole texts."""

    def settled(
        self, source: Sequence[str], target: Sequence[str], encoder: Encoder
    ) -> tuple[Path, Likeness | None]:
        """The path with its doubts settled by sentence vectors; see `doubts.settle`."""
        texts = source[self.spans[0]], target[self.spans[1]]
        return settle(self.model, self.sides, texts, self.path, encoder)


def align_units(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    encoder: Encoder | None = None,
    outline: Outline | None = None,
    points: fixed.Points = (),
) -> tuple[Bead, ...]:
    """Beads that cover both texts in order; neither text is empty."""
    whole = Path((), ())
    for part in parts(source, target, dictionary, outline, points):
        whole += part.path if encoder is None else part.settled(source, target, encoder)[0]
    return whole.beads()


def parts(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    outline: Outline | None = None,
    points: fixed.Points = (),
) -> Iterator[Part]:
    """The parts of both texts in order, each aligned without vectors."""
    ours, theirs, model = _prepare(source, target, dictionary)
    if points:
        gates = fixed.gates(points, len(source), len(target))
        ours, theirs = (replace(side, gates=own) for side, own in zip((ours, theirs), gates, strict=True))
    if outline is not None:
        *frames, first = structure.begin(outline)
        ours, theirs = (replace(side, frame=own) for side, own in zip((ours, theirs), frames, strict=True))
        model = replace(model, structure=first)
    path, model = _start(model, ours, theirs, points)
    corners = path.corners()
    for a, b in pairwise(path.cuts(_PART)):
        (i0, j0), (i1, j1) = corners[[a, b]].tolist()
        learnt, *sides = model.beside(ours.slice(i0, i1), theirs.slice(j0, j1))
        part, learnt = _refine(learnt, (sides[0], sides[1]), path.part(a, b))
        yield Part(learnt, (sides[0], sides[1]), part, (slice(i0, i1), slice(j0, j1)))


def _start(model: Model, source: Side, target: Side, points: fixed.Points) -> tuple[Path, Model]:
    """A path to learn from: along the diagonal, or where that finds nothing, through anchors."""
    sides = source, target
    first = coarse.first_path(model, source, target, points)
    path, near = coarse.second_path(model, source, target, points, first)
    path = pieces.align(near, sides, path, pieces.everything(path))
    found = relocated(model, source, target, points, path)
    if found is None:
        return path, near
    path, near = coarse.second_path(found[1], source, target, points, found[0])
    return pieces.align(near, sides, path, pieces.everything(path)), near


def _refine(model: Model, sides: tuple[Side, Side], path: Path) -> tuple[Path, Model]:
    """Learn from the path, align anew, and again."""
    for number in range(_ROUNDS if len(sides[0]) <= _SHORT else _ROUNDS_LONG):
        model = _learn(model, sides, path)
        runs = pieces.doubtful(path, _SETTLED, _MARGIN) if number else pieces.everything(path)
        path = pieces.align(model, sides, path, runs)
    return path, model


def _prepare(
    source: Sequence[str], target: Sequence[str], dictionary: Dictionary | None
) -> tuple[Side, Side, Model]:
    ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
    full, sides = [], []
    for texts, vocabulary, heads in zip((source, target), ids, (False, True), strict=True):
        own = dictionary is not None and dictionary.flipped == heads
        lines, stems = words.types(texts, dictionary.lexicon if dictionary is not None and own else None)
        full.append(lines)
        sides.append(
            Side(
                np.array([length.units(text) for text in texts]),
                anchors.counts(texts),
                lexical.text(stems, vocabulary),
            )
        )
    ours, theirs = sides
    known = _known(dictionary, full[0], full[1]) if dictionary is not None else []
    seeds = cognates.seeds(full[0], full[1], ids[0], ids[1], known)
    prior = np.log(np.array([_PRIOR[move] for move in MOVES]))
    model = Model(
        prior,
        length.Length(ratio=length.ratio(ours.lengths, theirs.lengths)),
        length.windows(ours.lengths),
        length.windows(theirs.lengths),
        anchors.START,
        anchors.shares(ours.marks),
        anchors.shares(theirs.marks),
        lexical.Lexicon((ours.text, theirs.text), seeds),
    )
    return ours, theirs, model


def _known(
    dictionary: Dictionary, source: Sequence[Sequence[str]], target: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """Pairs (source stem, target stem) of a dictionary in either direction."""
    if dictionary.flipped:
        return [(a, b) for b, a in known_pairs(dictionary, target, source)]
    return known_pairs(dictionary, source, target)


def _learn(model: Model, texts: tuple[Side, Side], path: Path) -> Model:
    """All parameters anew from the beads of a path, weighted by their probability."""
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
    a, b = (
        np.minimum(sums[last] - sums[first], anchors.CAP)
        for side, first, last in sides
        for sums in (
            np.concatenate(
                (np.zeros((1, side.marks.shape[1]), dtype=np.int64), np.cumsum(side.marks, axis=0))
            ),
        )
    )
    same = (sure[:, None] * (a == b)).sum(axis=0) / total
    classes = range(a.shape[1])
    ours = np.stack([model.source_marks[steps[:, 0], c, b[:, c]] for c in classes], axis=1)
    theirs = np.stack([model.target_marks[steps[:, 1], c, a[:, c]] for c in classes], axis=1)
    chance = (sure[:, None] * (ours + theirs) / 2).sum(axis=0) / total
    return anchors.fit(same, chance, total, anchors.START)
