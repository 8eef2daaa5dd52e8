"""The dynamic programme against a count of all paths."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats
from toolkit.aligning.beads import ALL, MOVES, REACH, Band, band_along
from toolkit.aligning.grid import (
    BandRows,
    Probabilities,
    backward,
    forward,
    likeliest,
    posteriors,
    trace,
    viterbi,
)
from toolkit.aligning.paths import AlignmentPath


def full(n: int, m: int) -> Band:
    return Band(np.zeros(n + 1, dtype=np.int64), m + 1, m)


def scores(n: int, m: int, seed: int) -> Floats:
    values = np.random.default_rng(seed).normal(-2, 2, (n + 1, len(MOVES), m + 1))
    for k, (p, q) in enumerate(MOVES):
        values[:p, k] = -1e30
        values[:, k, :q] = -1e30
    return values


def paths(n: int, m: int) -> Iterator[list[int]]:
    if n == m == 0:
        yield []
    for k, (p, q) in enumerate(MOVES):
        if p <= n and q <= m:
            for rest in paths(n - p, m - q):
                yield [*rest, k]


def value(path: list[int], table: Floats) -> float:
    i = j = 0
    total = 0.0
    for k in path:
        i, j = i + MOVES[k][0], j + MOVES[k][1]
        total += table[i, k, j]
    return total


small = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))


@given(small)
@examples(40)
def test_the_sum_over_all_paths(case: tuple[int, int, int]) -> None:
    n, m, seed = case
    table = scores(n, m, seed)
    wanted = math.log(math.fsum(math.exp(value(path, table)) for path in paths(n, m)))
    assert forward(full(n, m), table)[n, m] == pytest.approx(wanted)
    assert backward(full(n, m), table)[0, 0] == pytest.approx(wanted)


@given(small)
@examples(40)
def test_the_best_path(case: tuple[int, int, int]) -> None:
    n, m, seed = case
    table = scores(n, m, seed)
    last, back = viterbi(BandRows.of([full(n, m)]), table.swapaxes(0, 1))
    best = max(paths(n, m), key=lambda path: value(path, table))
    assert trace(full(n, m), back) == best
    assert last[-1, m] == pytest.approx(value(best, table))


@given(small)
@examples(25)
def test_the_probability_of_a_bead(case: tuple[int, int, int]) -> None:
    n, m, seed = case
    table = scores(n, m, seed)
    wanted = np.zeros_like(table)
    for path in paths(n, m):
        weight = math.exp(value(path, table))
        i = j = 0
        for k in path:
            i, j = i + MOVES[k][0], j + MOVES[k][1]
            wanted[i, k, j] += weight
    wanted /= math.fsum(math.exp(value(path, table)) for path in paths(n, m))
    assert np.allclose(posteriors([full(n, m)], [table]).of_band(0), wanted)


@given(small)
@examples(25)
def test_the_probability_of_an_edge(case: tuple[int, int, int]) -> None:
    n, m, seed = case
    table = scores(n, m, seed)
    begins, ends = np.zeros((n + 1, m + 1)), np.zeros((n + 1, m + 1))
    for path in paths(n, m):
        weight = math.exp(value(path, table))
        i = j = 0
        for k in path:
            if MOVES[k][0]:
                begins[i, j] += weight
            i, j = i + MOVES[k][0], j + MOVES[k][1]
            if MOVES[k][0]:
                ends[i, j] += weight
    total = math.fsum(math.exp(value(path, table)) for path in paths(n, m))
    i = j = 0
    for step in likeliest(posteriors([full(n, m)], [table]))[0]:
        assert step.begins == pytest.approx(begins[i, j] / total)
        i, j = i + MOVES[step.move][0], j + MOVES[step.move][1]
        assert step.ends == pytest.approx(ends[i, j] / total)
        # A bead with source units is one of the ways to begin and to end there.
        assert step.sure <= min(step.begins, step.ends) + 1e-9 or not MOVES[step.move][0]


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10_000))
@examples(30)
def test_each_unit_is_in_exactly_one_bead(n: int, m: int, seed: int) -> None:
    probable = posteriors([full(n, m)], [scores(n, m, seed)])
    probability = probable.of_band(0)
    share = np.zeros(n)
    for i in range(1, n + 1):
        for k, (p, _) in enumerate(MOVES):
            share[i - p : i] += probability[i, k].sum()
    assert np.allclose(share, 1)
    moves = [k for k, *_ in likeliest(probable)[0]]
    assert sum(MOVES[k][0] for k in moves) == n
    assert sum(MOVES[k][1] for k in moves) == m


def probable(band: Band, values: Floats) -> Probabilities:
    """Probabilities of one band, from its own table."""
    return Probabilities(BandRows.of([band]), values.swapaxes(0, 1))


def test_one_bead_before_two_where_it_is_a_toss() -> None:
    # Two source units, one target unit: 2:1 of .5, or 1:1 of .42 with the other unit left out.
    probability = np.zeros((3, len(MOVES), 2))
    probability[2, MOVES.index((2, 1)), 1] = 0.5
    probability[1, MOVES.index((1, 1)), 1] = 0.42
    probability[2, MOVES.index((1, 0)), 1] = 0.42
    assert [MOVES[k] for k, *_ in likeliest(probable(full(2, 1), probability))[0]] == [(2, 1)]


@given(small)
@example((2, 2, 28))
@example((1, 3, 38))
@example((2, 3, 20))
@examples(40)
def test_the_path_of_the_most_expected_hits(case: tuple[int, int, int]) -> None:
    n, m, seed = case
    found = posteriors([full(n, m)], [scores(n, m, seed)])
    own = found.of_band(0)
    units = np.array(MOVES).sum(axis=1)[:, None]
    null = np.array(MOVES).min(axis=1)[:, None] == 0
    # What each bead is worth, be it left over in the source or in the target.
    worth = np.where(null, own / 2, own) - bounds.STAKE
    worth -= np.where(own < bounds.HARDLY, bounds.STAKE * (units - 1), 0.0)
    chosen = [k for k, *_ in likeliest(found)[0]]
    best = max(value(path, worth) for path in paths(n, m))
    assert value(chosen, worth) == pytest.approx(best, abs=1e-5)


def test_what_is_hardly_possible_is_left_out() -> None:
    probability = np.zeros((2, len(MOVES), 2))
    probability[1, MOVES.index((1, 1)), 1] = 0.04
    probability[1, MOVES.index((1, 0)), 0] = probability[1, MOVES.index((0, 1)), 1] = 0.48
    probability[0, MOVES.index((0, 1)), 1] = probability[1, MOVES.index((1, 0)), 1] = 0.48
    assert sorted(MOVES[k] for k, *_ in likeliest(probable(full(1, 1), probability))[0]) == [(0, 1), (1, 0)]


@pytest.mark.parametrize("bit", [-1e-13, 0.0, 1e-13])
def test_the_last_bit_of_a_probability_decides_nothing(bit: float) -> None:
    # Which of two source units is the translation is a toss: logarithms of other machines toss another way.
    probability = np.zeros((3, len(MOVES), 2))
    first, second = 0.45 + bit, 0.45
    probability[1, MOVES.index((1, 1)), 1] = probability[2, MOVES.index((1, 0)), 1] = first
    probability[1, MOVES.index((1, 0)), 0] = probability[2, MOVES.index((1, 1)), 1] = second
    found = [MOVES[k] for k, *_ in likeliest(probable(full(2, 1), probability))[0]]
    assert found == [(1, 1), (1, 0)]


@given(st.integers(2, 40), st.integers(2, 40), st.integers(0, 10_000), st.integers(1, 12))
@examples(30)
def test_block_by_block_is_the_same(n: int, m: int, seed: int, size: int) -> None:
    table = scores(n, m, seed)
    _, whole = viterbi(BandRows.of([full(n, m)]), table.swapaxes(0, 1))
    back = np.zeros_like(whole)
    row = None
    for first in range(0, n, size):
        last, begin = min(n, first + size), max(0, first - REACH)
        piece = Band(np.zeros(last + 1 - begin, dtype=np.int64), m + 1, m)
        cells = table[begin : last + 1].swapaxes(0, 1)
        row, moved = viterbi(BandRows.of([piece]), cells, ALL, first - begin, row)
        back[first + (first > 0) : last + 1] = moved[first > 0 :]
    assert trace(full(n, m), back) == trace(full(n, m), whole)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=2, max_size=5), st.integers(0, 99)
)
@examples(30)
def test_side_by_side_is_the_same_as_alone(sizes: list[tuple[int, int]], seed: int) -> None:
    bands = [full(n, m) for n, m in sizes]
    tables = [scores(n, m, seed) for n, m in sizes]
    together = posteriors(bands, tables)
    paths_together = likeliest(together)
    for number, (band, table, (n, m)) in enumerate(zip(bands, tables, sizes, strict=True)):
        alone = posteriors([band], [table])
        own = together.of_band(number)
        assert len(own) == n + 1 and not own[..., m + 1 :].any()
        assert np.allclose(own[..., : m + 1], alone.of_band(0))
        assert np.allclose(together.through()[number][:, : m + 1], alone.through()[0])
        assert [k for k, *_ in paths_together[number]] == [k for k, *_ in likeliest(alone)[0]]


@given(st.lists(st.sampled_from(range(len(MOVES))), min_size=1, max_size=40), st.integers(1, 6))
def test_a_band_holds_its_path(moves: list[int], half: int) -> None:
    path = AlignmentPath(tuple(moves), (1.0,) * len(moves))
    corners = path.corners()
    n, m = corners[-1].tolist()
    band = band_along(*path.columns(), m, half)
    assert band.rows == n
    for i, j in corners.tolist():
        assert band.lo[i] <= j < band.lo[i] + band.width
    assert band.lo[0] == 0
    assert (np.diff(band.lo) >= 0).all()
    assert band.lo[n] + band.width >= m + 1


def test_a_band_costs_what_it_is_wide() -> None:
    line = np.arange(1001)
    assert band_along(line, line, 1000, 10).width == 21


@given(
    st.lists(st.tuples(st.sampled_from(range(len(MOVES))), st.floats(0, 1)), min_size=1, max_size=60),
    st.integers(1, 20),
)
def test_cuts_keep_all_beads_in_order(beads: list[tuple[int, float]], size: int) -> None:
    sure = tuple(p for _, p in beads)
    path = AlignmentPath(tuple(k for k, _ in beads), sure, tuple(zip(sure, sure, strict=True)))
    cuts = path.cuts(size)
    assert cuts[0] == 0
    assert cuts[-1] == len(beads)
    assert cuts == sorted(set(cuts))
    joined = AlignmentPath(())
    for a, b in pairwise(cuts):
        joined += path.part(a, b)
    assert joined == path
    assert [unit for bead in path.beads() for unit in bead.source] == list(range(path.corners()[-1, 0]))
