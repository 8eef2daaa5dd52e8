"""Texts of which one is a part of the other, or has much that the other lacks."""

import gc
import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from bitexts import bitext, talk, varied
from toolkit.aligning import align, bounds, locate
from toolkit.aligning.beads import MOVES, Band
from toolkit.aligning.bounds import GAP, GAP_EDGE
from toolkit.aligning.grid import BandRows, viterbi
from toolkit.aligning.locate import FEW, _best, _Grid, lost, second_path, widening
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.rounds import parts
from toolkit.aligning.score import Features, Model, Scorer, band_between
from toolkit.model import Bead

ONE, LEFT_OUT, ADDED = (MOVES.index(move) for move in ((1, 1), (1, 0), (0, 1)))


def found(beads: tuple[Bead, ...], gold: list[Bead], ours: int, theirs: int) -> float:
    """Share of the gold beads, moved by so many units, that are among the beads."""
    known = {
        (tuple(i + ours for i in bead.source), tuple(j + theirs for j in bead.target))
        for bead in gold
        if bead.source and bead.target
    }
    return len(known & {(bead.source, bead.target) for bead in beads}) / len(known)


def run(source: list[str], target: list[str], fixed: list[tuple[int, int]] | None = None) -> tuple[Bead, ...]:
    beads = align(source, target, source_lang="en", target_lang="de", fixed=fixed or [])
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    return beads


def part(gold: list[Bead], first: int, last: int) -> tuple[list[Bead], int, int, int, int]:
    """The beads from one share of the text to another, and where their units begin and end."""
    kept = [bead for bead in gold if bead.source and bead.target][first:last]
    return kept, kept[0].source[0], kept[-1].source[-1] + 1, kept[0].target[0], kept[-1].target[-1] + 1


@pytest.mark.slow
@pytest.mark.parametrize("size", [400, 1500])
def test_an_excerpt_of_a_tenth_is_found(size: int) -> None:
    source, target, gold = bitext(7, size=size, vocabulary=3 * size)
    kept, i0, i1, j0, j1 = part(gold, int(size * 0.4), int(size * 0.49))
    assert found(run(source, target[j0:j1]), kept, 0, -j0) > 0.9
    assert found(run(source[i0:i1], target), kept, -i0, 0) > 0.9


@pytest.mark.slow
def test_a_translation_that_ends_early_is_found() -> None:
    # The diagonal is not far enough off to be lost, and yet wrong.
    good = 0.0
    for seed in range(4):
        source, target, gold = bitext(seed, size=600)
        kept, _, _, _, last = part(gold, 0, int(0.7 * len(gold)))
        good += found(run(source, target[:last]), kept, 0, 0) / 4
    assert good > 0.95


def test_nothing_stays_when_an_excerpt_was_found() -> None:
    """A long run looks for no cycles: what is in one would stay in memory."""
    source, target, _ = bitext(3, 200)
    part = target[150:]
    gc.collect()
    for sides in ((source, part), (part, source)):
        align(*sides, source_lang="en", target_lang="de")
        assert gc.collect() == 0


def test_an_excerpt_with_a_pin_is_found() -> None:
    source, target, gold = bitext(8, size=400, vocabulary=1200)
    kept, _, _, j0, j1 = part(gold, 150, 200)
    pin = kept[20]
    beads = run(source, target[j0:j1], [(pin.source[0], pin.target[0] - j0)])
    assert found(beads, kept, 0, -j0) > 0.9


@pytest.mark.parametrize("where", ["head", "tail"])
def test_a_hundred_sentences_more_at_one_end(where: str) -> None:
    source, target, gold = bitext(9, size=120, vocabulary=400)
    _, more, _ = bitext(10, size=100, vocabulary=400)
    head = where == "head"
    beads = run(source, [*more, *target] if head else [*target, *more])
    assert found(beads, gold, 0, len(more) if head else 0) > 0.9


def test_other_heads_on_both_sides() -> None:
    source, target, gold = bitext(11, size=300, vocabulary=900)
    ours, _, _ = bitext(12, size=100, vocabulary=900)
    _, theirs, _ = bitext(13, size=40, vocabulary=900)
    beads = run([*ours, *source], [*theirs, *target])
    assert found(beads, gold, len(ours), len(theirs)) > 0.9


@pytest.mark.slow
def test_an_excerpt_of_a_transcript_is_found_with_its_outline() -> None:
    made = talk(5, turns=150)
    kept, i0, i1, j0, j1 = part(made.beads, 200, 260)
    assert found(run(made.source[i0:i1], made.target), kept, -i0, 0) > 0.8
    assert found(run(made.source, made.target[j0:j1]), kept, 0, -j0) > 0.8


def test_texts_that_have_nothing_in_common_stay_doubtful() -> None:
    source, _, _ = bitext(14, size=200)
    _, target, _ = bitext(15, size=60)
    beads = run(source, target)
    sure = [math.exp(-bead.cost) for bead in beads if bead.source and bead.target]
    assert sum(sure) < 0.5 * len(sure)


def test_a_doubtful_path_is_lost() -> None:
    assert lost(AlignmentPath((ONE, ONE, LEFT_OUT), (0.3, 0.5, 1.0)))
    assert not lost(AlignmentPath((ONE, ONE, LEFT_OUT), (0.9, 0.6, 0.1)))
    assert lost(AlignmentPath((LEFT_OUT, ADDED), (1.0, 1.0)))


def untaught(source: list[str], target: list[str]) -> tuple[Model, Features, Features]:
    """Two texts of one part, and a model that knows no word of them."""
    [one] = parts(source, target)
    return one.model.beside(*one.sides)


def test_a_path_far_from_the_diagonal_is_found() -> None:
    model, ours, theirs = untaught(*varied(3, 200))
    scorer = Scorer.of(model, FEW, words=False)
    whole = [(0, 0, 200, 200)]
    for off in (0, -100, 100):
        far = np.clip(np.arange(201) + off, 0, 200)
        assert widening(scorer, (ours, theirs), whole, far) == [[ONE] * 200]


@pytest.mark.parametrize("words", [False, True])
def test_boxes_side_by_side_have_the_paths_that_each_has_alone(*, words: bool) -> None:
    model, ours, theirs = untaught(*varied(3, 200))
    scorer, sides = Scorer.of(model, FEW, words=words), (ours, theirs)
    corners = [(0, 0), (3, 1), (40, 52), (41, 53), (120, 110), (150, 160), (200, 200)]
    boxes = [(*first, *last) for first, last in pairwise(corners)]
    # Of another width each, and straight across.
    along = np.array(corners).T
    columns = np.interp(np.arange(201), along[0], along[1]).astype(np.int64)
    bands = [band_between(sides, box, (columns, columns), 3 + k) for k, box in enumerate(boxes)]
    alone = [_best(scorer, sides, [box], [band])[0] for box, band in zip(boxes, bands, strict=True)]
    assert _best(scorer, sides, boxes, bands) == alone


def test_many_boxes_take_few_steps_and_few_rows_are_scored_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = varied(3, 400)
    steps, scored = [], []

    def counted(rows: BandRows, *given: Any) -> Any:
        steps.append(len(rows.begin) - 1)
        return viterbi(rows, *given)

    def seen(self: Scorer, source: Features, target: Features, band: Band) -> Any:
        scored.append(band.rows)
        return score(self, source, target, band)

    score = Scorer.score
    monkeypatch.setattr(locate, "viterbi", counted)
    monkeypatch.setattr(Scorer, "score", seen)
    run(*texts, fixed=[(n, n) for n in range(20, 400, 20)])
    # In both paths as many as the longest box has rows, and not as many as all have.
    assert sum(steps) <= 2 * 21
    assert max(scored) <= bounds.ROWS + 20


def test_what_is_beside_a_long_gap_may_find_its_counterpart() -> None:
    source, target = varied(3, 200)
    model, ours, theirs = untaught(source, [*target[:80], *target[120:]])
    right = (*[ONE] * 80, *[LEFT_OUT] * 40, *[ONE] * 80)
    begins = (*[ONE] * 76, *[ADDED] * 4, *[LEFT_OUT] * 44, *[ONE] * 80)
    ends = (*[ONE] * 80, *[LEFT_OUT] * 44, *[ADDED] * 4, *[ONE] * 76)
    for path in (right, begins, ends):
        assert second_path(model, ours, theirs, (), AlignmentPath(path))[0].moves == right


def test_a_probe_is_found_in_one_place_and_relied_on_inside() -> None:
    model, ours, theirs = untaught(*varied(3, 200))
    anchor = _Grid(model, ours, theirs)._probe(60, 100, 0, 200)
    assert anchor is not None and anchor.corners == [(i, i) for i in range(62, 99)]
    # A second place is as good as the first one.
    twice = theirs.take([(0, 100), (60, 100), (100, 200)])
    grid = _Grid(model, ours, twice)
    assert grid._probe(60, 100, 0, len(twice)) is None
    assert grid._probe(20, 60, 0, len(twice)) is not None


@pytest.mark.slow
def test_a_probe_is_found_wherever_blocks_of_columns_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "PROBE_BLOCK", 1)  # But four times the rows: blocks of 160 columns.
    grid = _Grid(*untaught(*varied(3, 200)))
    for first in range(0, 161, 8):
        anchor = grid._probe(first, first + 40, 0, 200)
        assert anchor is not None and anchor.corners == [(i, i) for i in range(first + 2, first + 39)]


def test_the_inside_of_a_long_gap() -> None:
    moves = (ONE, *[ADDED] * GAP, ONE, *[LEFT_OUT] * (GAP - 1), *[ADDED] * 2, ONE)
    assert AlignmentPath(moves).gaps() == [(1 + GAP_EDGE, 1 + GAP - GAP_EDGE)]
    assert AlignmentPath((ONE,)).gaps() == AlignmentPath(()).gaps() == []
