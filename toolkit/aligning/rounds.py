"""Rounds of learning and aligning: what a coarse path teaches gives a better one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from toolkit.aligning import (
    anchors,
    bounds,
    clauses,
    elsewhere,
    everyday,
    length,
    locate,
    paths,
    pieces,
    structure,
    vectors,
    vocabulary,
    words,
)
from toolkit.aligning.arrays import Floats, Ints, running
from toolkit.aligning.beads import IMPOSSIBLE, MOVES, Rectangle, Step
from toolkit.aligning.dictionary import Dictionary, listed
from toolkit.aligning.encoders import Encoder
from toolkit.aligning.grid import posteriors
from toolkit.aligning.model1 import Sample, WordTable
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.pieces import Piece, Run
from toolkit.aligning.score import Features, Model
from toolkit.aligning.stretches import UnitStretches
from toolkit.aligning.structure import Outline
from toolkit.aligning.witness import Witness
from toolkit.findings import Finding
from toolkit.model import Bead

START: Floats = np.log(np.array([bounds.MOVE_PRIOR[move] for move in MOVES]))
"""ln p of each move before anything is known."""


def learn(model: Model, texts: tuple[Features, Features], path: AlignmentPath) -> Model:
    """The model with all that a path teaches; its lexicon is trained in place."""
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
    logs = []
    for side, first, last in sides:
        sums = running(side.lengths)
        logs.append(length.logs(sums[last] - sums[first]))
    x, y = logs
    agree = _agree(model, sides, steps, sure)
    # Words learn only from beads that are more likely right than not.
    good = sure >= bounds.TEACHES
    sample = Sample(
        np.stack((begin[good, 0], end[good, 0]), axis=1),
        np.stack((begin[good, 1], end[good, 1]), axis=1),
        sure[good],
    )
    model.lexicon.train(sample)
    if model.structure and source.frame and target.frame:
        model = replace(model, structure=model.structure.learn(source.frame, target.frame, corners, weight))
    return replace(model, prior=prior, length=length.fit(x, y, sure), agree=agree)


def _prior(moves: Ints, weight: Floats, gaps: list[tuple[int, int]]) -> Floats:
    # The caller's weights are needed for all else.
    weight = weight.copy()
    for first, last in gaps:
        # That a chapter was left out says nothing about single sentences.
        weight[first:last] = 0.0
    seen = np.bincount(moves, weight, len(MOVES))
    general = np.array([bounds.MOVE_PRIOR[move] for move in MOVES])
    share = (seen + bounds.MOVE_PRIOR_WEIGHT * general) / (seen.sum() + bounds.MOVE_PRIOR_WEIGHT)
    result: Floats = np.log(share)
    return result


def _agree(model: Model, sides: Sequence[tuple[Features, Ints, Ints]], steps: Ints, sure: Floats) -> Floats:
    total = float(sure.sum())
    if total < 1:
        return model.agree
    # How often true pairs agree, and how often they would by chance.
    a, b = (anchors.spans(side.marks, first, last) for side, first, last in sides)
    same = (sure[:, None] * (a == b)).sum(axis=0) / total
    classes = np.arange(a.shape[1])
    ours = model.marks[0][steps[:, :1], classes, b]
    theirs = model.marks[1][steps[:, 1:], classes, a]
    chance = (sure[:, None] * (ours + theirs) / 2).sum(axis=0) / total
    return anchors.fit(same, chance, total, anchors.START)


# The last passes: the places of doubt anew, with sentence vectors.
#
# The cheap scorers are sure of most beads. Only where they are not, the sentences are encoded, both sides
# of the whole place with a bead or two around it; what was sure stays. What the vectors have settled
# teaches the cheap scorers once more, and what is then still in doubt is aligned with both again.


@dataclass(frozen=True, slots=True)
class Settled:
    """What comes of it."""

    path: AlignmentPath
    model: Model
    law: vectors.CosineLaw | None
    """How cosines were judged; None where nothing was in doubt."""
    known: vectors.KnownVectors


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of doubt: its scores without vectors, and the cosine of each bead."""

    piece: Piece
    cosine: Floats


def _worth_encoding(ready: Sequence[Piece]) -> Iterator[Rectangle]:
    """The beads of several units that may well be right, by what the other scorers say."""
    several = np.array([p > 0 < q and p + q > 2 for p, q in MOVES])[:, None]
    for batch in pieces.batches(ready):
        probable = posteriors([piece.band for piece in batch], [piece.scores for piece in batch])
        for number, piece in enumerate(batch):
            likely = (probable.of_band(number) >= bounds.WORTH_ENCODING) & several
            for row, move, cell in np.argwhere(likely).tolist():
                i, j = piece.corner[0] + row, piece.corner[1] + int(piece.band.lo[row]) + cell
                yield i - MOVES[move][0], j - MOVES[move][1], i, j


def _solve(places: Sequence[_Place], law: vectors.CosineLaw, stake: float) -> dict[Run, list[Step]]:
    """For the run of each place its beads."""
    weighed = (
        replace(place.piece, scores=law.beside(place.piece.scores / bounds.TEMPER, place.cosine))
        for place in places
    )
    return pieces.solve(list(weighed), stake)


def _fit(places: Sequence[_Place], beads: Mapping[Run, Sequence[Step]]) -> vectors.CosineLaw:
    """How cosines are distributed, from the present beads and all other cells."""
    true: list[float] = []
    weight: list[float] = []
    false: list[Floats] = []
    plain = MOVES.index((1, 1))
    for place in places:
        band, cosine = place.piece.band, place.cosine
        # False pairs are all cells 1:1 of the band but those on the path.
        mask = (place.piece.scores[:, plain] > IMPOSSIBLE / 2) & (band.cells() <= band.columns)
        i = j = 0
        for move, probability, *_ in beads[place.piece.run]:
            i, j = i + MOVES[move][0], j + MOVES[move][1]
            if min(MOVES[move]):
                column = j - int(band.lo[i])
                true.append(float(cosine[i, move, column]))
                weight.append(probability)
                mask[i, column] = False
        false.append(cosine[:, plain][mask])
    return vectors.fit(np.array(true), np.array(weight), np.concatenate(false))


@dataclass(frozen=True, slots=True)
class AlignedPart:
    """A part that was aligned by itself, with what it has taught."""

    model: Model
    sides: tuple[Features, Features]
    path: AlignmentPath
    spans: tuple[slice, slice]
    """Its units in the whole texts."""
    scored: Sequence[Piece]
    """The pieces of the last pass, where they were asked for."""
    witness: Witness | None = None

    def settled(self, source: Sequence[str], target: Sequence[str], encoder: Encoder) -> Settled:
        """The part, its doubts settled by sentence vectors, from which the lexicon of `model` learns."""
        texts = source[self.spans[0]], target[self.spans[1]]
        path, model, scored = self.path, self.model, self.scored
        known = vectors.KnownVectors(encoder, texts, (self.sides[0].lengths, self.sides[1].lengths))
        law: vectors.CosineLaw | None = None
        for number in range(bounds.VECTOR_PASSES):
            runs = pieces.doubtful(path, bounds.DOUBT, bounds.MARGIN, bounds.DOUBT_CUT)
            if not runs:
                break
            corners = path.corners()
            if (
                not number
                and sum(np.ptp(corners[[*run]], 0).sum() for run in runs)
                > bounds.MOSTLY_DOUBT * corners[-1].sum()
            ):
                # Cheap scorers that know so little are wrong where they are sure, too.
                runs = pieces.everything(path, bounds.DOUBT_CUT)
            known.learn([corners[[a, b]] for a, b in runs])
            if number:
                model = learn(model, self.sides, path)
                scored = ()
            told = partial(_told, model, self.sides, path, self.witness)
            ready = pieces.prepared(model, self.sides, path, runs, scored, told)
            known.join(list(_worth_encoding(ready)))
            places = [_Place(piece, known.cosines(piece.corner, piece.band)) for piece in ready]
            if law is None:
                # Twice, since the path of the first guess was found without vectors.
                law = _fit(places, {run: path.steps(*run) for run in runs})
                law = _fit(places, _solve(places, law, model.stake))
            path = path.spliced(_solve(places, law, model.stake))
        return Settled(path, model, law, known)


def align_units(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    encoder: Encoder | None = None,
    outline: Outline | None = None,
    points: paths.Points = (),
    on_finding: Callable[[Finding], None] | None = None,
    witness: Witness | None = None,
    langs: everyday.Languages = everyday.UNKNOWN,
) -> tuple[Bead, ...]:
    """Beads that cover both texts in order; neither text is empty."""
    whole = AlignmentPath((), ())
    keep = encoder is not None
    for part in parts(source, target, dictionary, outline, points, witness, langs, keep=keep):
        if encoder is None:
            whole += elsewhere.doubted(part.path, part.model.lexicon, part.sides)
            continue
        settled = part.settled(source, target, encoder)
        whole += elsewhere.doubted(settled.path, settled.model.lexicon, part.sides)
        if on_finding and settled.law and not settled.law.tells:
            on_finding(settled.law.finding())
            # Once is enough, however many parts there are.
            on_finding = None
    return whole.beads()


def parts(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    outline: Outline | None = None,
    points: paths.Points = (),
    witness: Witness | None = None,
    langs: everyday.Languages = everyday.UNKNOWN,
    *,
    keep: bool = False,
) -> Iterator[AlignedPart]:
    """Both texts aligned part by part, in order, without vectors; keep: with the last pass's pieces."""
    ours, theirs, model = prepare(source, target, langs, dictionary, by_clause=outline is None)
    if points:
        gates = paths.gates(points, len(source), len(target))
        ours, theirs = (replace(side, gates=own) for side, own in zip((ours, theirs), gates, strict=True))
    if outline is not None:
        *frames, first = structure.begin(outline)
        ours, theirs = (replace(side, frame=own) for side, own in zip((ours, theirs), frames, strict=True))
        model = replace(model, structure=first)
    path, model = _start(model, ours, theirs, points)
    corners = path.corners()
    # Words of both sides meet each other: the work is their product.
    each = len(ours.text.words) / len(ours) * len(theirs.text.words) / len(theirs)
    size = max(bounds.LEAST_PART, min(bounds.PART, int(bounds.PART_MEETINGS / max(each, 1.0))))
    for a, b in pairwise(cuts := path.cuts(size)):
        (i0, j0), (i1, j1) = corners[[a, b]].tolist()
        learnt, both = model, (ours, theirs)
        if len(cuts) > 2:
            # A lexicon of its own: names and topics are local.
            learnt, *sides = model.beside(ours.slice(i0, i1), theirs.slice(j0, j1))
            both = sides[0], sides[1]
        own = witness.beside((i0, j0)) if witness else None
        rounds = _rounds(i1 - i0, len(source))
        part, learnt, scored = _refine(learnt, both, path.part(a, b), own, rounds, keep=keep)
        yield AlignedPart(learnt, both, part, (slice(i0, i1), slice(j0, j1)), scored, own)


def _start(
    model: Model, source: Features, target: Features, points: paths.Points
) -> tuple[AlignmentPath, Model]:
    """A path to learn from: along the diagonal or, where more is found so, through anchors."""
    sides = source, target
    first = locate.first_path(model, source, target, points)
    path, near = locate.second_path(model, source, target, points, first)
    path = pieces.align(near, sides, path, pieces.everything(path))
    # The diagonal says nothing where one text is an excerpt.
    located = locate.relocated(model, source, target, points, path)
    if located is None:
        return path, near
    other, nearer = locate.second_path(located[1], source, target, points, located[0])
    other = pieces.align(nearer, sides, other, pieces.everything(other))
    # Both ways were tried, and the surer one is taken.
    return (other, nearer) if other.right() > path.right() else (path, near)


def _rounds(units: int, whole: int) -> int:
    """The rounds of a part of so many source units, of a text of so many."""
    if units <= bounds.SHORT_TEXT:
        return bounds.ROUNDS_OF_SHORT
    return bounds.ROUNDS if whole <= bounds.LONG_TEXT else bounds.ROUNDS_OF_LONG


def _refine(
    model: Model,
    sides: tuple[Features, Features],
    path: AlignmentPath,
    witness: Witness | None,
    rounds: int,
    *,
    keep: bool,
) -> tuple[AlignmentPath, Model, Sequence[Piece]]:
    """Learn from a path and align, in rounds; with `keep` it gives the last pieces too."""
    scored: list[Piece] = []
    for number in range(rounds):
        # After the first round most beads are sure, and nobody looks at them again.
        runs = pieces.doubtful(path, bounds.LEFT_ALONE, bounds.MARGIN) if number else pieces.everything(path)
        if not runs:
            # Nothing will move any more.
            break
        model = learn(model, sides, path)
        last = number + 1 == rounds
        # The lexicon of a coarse path knows too little of single clauses.
        asked = number > 0 and number >= rounds - bounds.CLAUSES_ROUNDS
        told = partial(_told, model, sides, path, witness) if asked else list
        path = pieces.align(model, sides, path, runs, scored if keep and last else None, told)
    return path, model, scored


def _told(
    model: Model,
    sides: tuple[Features, Features],
    path: AlignmentPath,
    witness: Witness | None,
    waiting: Sequence[Piece],
) -> list[Piece]:
    """Pieces whose scores know what clauses and a witness tell of each corner."""
    told = clauses.weighed(model, sides, path, waiting)
    return witness.weighed(told) if witness else told


def prepare(
    source: Sequence[str],
    target: Sequence[str],
    langs: everyday.Languages,
    dictionary: Dictionary | None,
    *,
    by_clause: bool,
) -> tuple[Features, Features, Model]:
    """What the scorers see of two texts, and a model that has learnt nothing yet.

    by_clause: whether clauses are read as well
    """
    ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
    full, sides = [], []
    alone = everyday.characters(langs)
    for texts, known, numbers, heads in zip((source, target), alone, ids, (False, True), strict=True):
        # Only the side of the heads is cut into words by them.
        own = dictionary is not None and dictionary.flipped == heads
        cut_by = dictionary.lexicon if dictionary is not None and own else None
        lines, stems, marks, inside = (
            clauses.read(texts, cut_by, known)
            if by_clause
            else (*words.types(texts, cut_by, known), anchors.counts(texts), None)
        )
        full.append(lines)
        text = vocabulary.text(stems, numbers)
        lengths = inside.of_units() if inside else length.units(texts)
        sides.append(Features(lengths, marks, UnitStretches.of(lengths, marks), text, clauses=inside))
    ours, theirs = sides
    pairs = listed(dictionary, *full) if dictionary is not None else ()
    different = [words.different(lines) for lines in full]
    seeds = vocabulary.seeds(different, ids, pairs, everyday.pairs(langs, *different))
    model = Model(
        START,
        length.Length(ratio=length.ratio(ours.lengths, theirs.lengths)),
        anchors.START,
        (ours.stretches.shares, theirs.stretches.shares),
        WordTable((ours.text, theirs.text), seeds),
    )
    return ours, theirs, model
