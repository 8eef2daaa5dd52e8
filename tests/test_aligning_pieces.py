"""Runs of a path that are aligned anew, in a band as wide as the path is unsure."""

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from pace import examples
from toolkit.aligning import align, bounds, paths, pieces, rounds
from toolkit.aligning.beads import MOVES
from toolkit.aligning.grid import posteriors
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.rounds import parts
from toolkit.aligning.score import Features, Model
from toolkit.aligning.structure import SENTENCE, Outline, TextLayout, begin
from toolkit.corpora.scores import tally
from toolkit.model import Bead

ONE = MOVES.index((1, 1))


def path(sure: list[float]) -> AlignmentPath:
    return AlignmentPath((ONE,) * len(sure), tuple(sure), ((1.0, 1.0),) * len(sure))


def test_a_band_is_as_wide_as_the_path_is_unsure() -> None:
    sure = [0.99] * 60
    assert pieces._halves(path(sure), [(0, 30), (30, 60)]) == [bounds.NEAR] * 2
    # One bead in doubt is no stretch of doubt.
    sure[40] = 0.1
    assert pieces._halves(path(sure), [(0, 30), (30, 60)]) == [bounds.NEAR] * 2
    sure[38:50] = [0.2] * 12
    assert pieces._halves(path(sure), [(0, 30), (30, 60)]) == [bounds.NEAR, bounds.FAR]
    assert pieces._halves(AlignmentPath((ONE,) * 60), [(0, 30), (30, 60)]) == [bounds.COARSE] * 2


def cells(piece: pieces.Piece) -> set[tuple[int, int]]:
    """The cells of its band that are in the texts."""
    band = piece.band
    return {
        (row, column)
        for row, columns in enumerate(band.cells().tolist())
        for column in columns
        if 0 <= column <= band.columns
    }


@given(st.integers(0, 50), st.data())
@examples(25)
def test_a_part_of_a_piece_is_scored_as_by_itself(seed: int, data: st.DataObject) -> None:
    source, target, _ = bitext(seed, size=24)
    [part] = parts(source, target)
    whole = (0, len(part.path.moves))
    [[piece]] = pieces.prepare(part.model, part.sides, part.path, [whole])
    corners = part.path.corners()
    first = data.draw(st.integers(0, whole[1] - 1))
    last = data.draw(st.integers(first + 1, whole[1]))
    if (corners[last] == corners[first]).any():
        return
    run = (first, last)
    cut = piece.between(run, corners[first], corners[last])
    [[alone]] = pieces.prepare(part.model, part.sides, part.path, [run])
    assert (cut.run, cut.corner, cut.end) == (run, alone.corner, alone.end)
    inside = [cells(one) for one in (cut, alone)]
    for row, column in inside[0] & inside[1]:
        mine, other = (one.scores[row, :, column - int(one.band.lo[row])] for one in (cut, alone))
        for k, (p, q) in enumerate(MOVES):
            before = row - p, column - q
            # At the edge of a band not all of a bead is seen.
            seen = {(i, j) for i in range(row - p + 1, row + 1) for j in range(column - q + 1, column + 1)}
            if {before, *seen} <= inside[0] & inside[1]:
                assert mine[k] == pytest.approx(other[k], abs=1e-3)
            elif min(before) < 0:
                assert mine[k] < -1e20 and other[k] < -1e20
    # What lies outside has no probability, and what lies inside has all of it.
    likely = posteriors([cut.band], [cut.scores]).of_band(0)
    units = np.array([p for p, _ in MOVES])
    assert (likely.sum(axis=2) @ units).sum() == pytest.approx(cut.band.rows, abs=1e-6)
    assert likely[cut.scores < -1e20].sum() == 0


def test_runs_inside_of_scored_pieces_are_not_scored_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, _ = bitext(4, size=60)
    [part] = parts(source, target)
    runs = [(0, len(part.path.moves))]
    scored = [piece for group in pieces.prepare(part.model, part.sides, part.path, runs) for piece in group]
    asked: list[Sequence[pieces.Run]] = []
    real = pieces.prepare

    def prepare(
        model: Model, sides: tuple[Features, Features], path: AlignmentPath, runs: Sequence[pieces.Run]
    ) -> Iterator[list[pieces.Piece]]:
        asked.append(runs)
        return real(model, sides, path, runs)

    monkeypatch.setattr(pieces, "prepare", prepare)
    inside = [(3, 9), (20, 31)]
    made = pieces.prepared(part.model, part.sides, part.path, inside, scored)
    assert [piece.run for piece in made] == inside and asked == [[]]
    # One that reaches out of a piece is scored by itself.
    short = [replace(scored[0].between((0, 25), *part.path.corners()[[0, 25]]), run=(0, 25))]
    made = pieces.prepared(part.model, part.sides, part.path, inside, short)
    assert sorted(piece.run for piece in made) == inside and asked[-1] == [(20, 31)]


def without(seed: int, left_out: range) -> tuple[list[str], list[str], list[Bead]]:
    """A text whose translation lacks these units."""
    source, target, gold = bitext(seed, size=200, vocabulary=500)
    kept = [j for j in range(len(target)) if j not in left_out]
    number = {j: k for k, j in enumerate(kept)}
    beads = [
        Bead(bead.source, tuple(number[j] for j in bead.target if j in number))
        for bead in gold
        if bead.source and any(j in number for j in bead.target)
    ]
    return source, [target[j] for j in kept], beads


@pytest.mark.slow
def test_beside_what_was_left_out_the_path_is_found_again() -> None:
    good = 0.0
    for seed in range(4):
        first = 60 + 10 * seed
        source, target, gold = without(seed, range(first, first + 14))
        beads = [bead for bead in align(source, target, source_lang="a", target_lang="b") if bead.target]
        good += tally([bead for bead in beads if bead.source], gold).strict[2] / 4
    assert good > 0.9


def laid_out(times: int) -> Features:
    """A text of so many hundred sentences, with clauses, a layout and fixed points."""
    source, target, _ = bitext(1, size=100)
    source, target = source * times, target * times
    ours, _, _ = rounds.prepare(source, target, ("a", "b"), None, by_clause=True)
    points = [(at, at) for at in range(0, min(len(source), len(target)), 10)]
    layouts = [TextLayout((SENTENCE,) * len(text), (1,) * len(text)) for text in (source, target)]
    gates, _ = paths.gates(points, len(source), len(target))
    frame, _, _ = begin(Outline(*layouts))
    return replace(ours, gates=gates, frame=frame)


@pytest.mark.parametrize(
    "taken",
    [lambda text: text.take([(40, 60), (70, 75)]), lambda text: text.slice(40, 60)],
    ids=["some runs", "one run"],
)
def test_a_piece_costs_the_same_whatever_is_around_it(taken: Callable[[Features], Features]) -> None:
    # Thousands of pieces are taken out of a long text: what looked at all of it would be quadratic.
    most = []
    for times in (2, 32):
        text = laid_out(times)
        taken(text)
        tracemalloc.start()
        piece = taken(text)
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(piece) in (20, 26)
    # One number for each sentence of the long text takes more than all of the piece.
    assert most[1] < 1.2 * most[0]
