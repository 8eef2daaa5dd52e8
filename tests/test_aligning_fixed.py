"""Fixed points: no bead crosses one, however many there are."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from pace import examples
from toolkit.aligning import align
from toolkit.aligning.beads import ALL, MOVES, Band
from toolkit.aligning.paths import chunks, forbid, gates, limits, spread
from toolkit.corpora.scores import tally
from toolkit.errors import DiglotError
from toolkit.model import Bead

Points = list[tuple[int, int]]
sizes = st.tuples(st.integers(1, 12), st.integers(1, 12))


def ascending(n: int, m: int) -> st.SearchStrategy[Points]:
    column = st.lists(st.tuples(st.integers(0, n), st.integers(0, m)), max_size=8)
    return column.map(
        lambda found: list(zip(*(sorted(side) for side in zip(*found, strict=True)), strict=True))
    )


def run(source: list[str], target: list[str], fixed: Points) -> tuple[Bead, ...]:
    return align(source, target, source_lang="en", target_lang="de", fixed=fixed)


def corners(beads: tuple[Bead, ...]) -> list[tuple[int, int]]:
    steps = ((len(bead.source), len(bead.target)) for bead in beads)
    return list(itertools.accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1]), initial=(0, 0)))


def crosses(start: tuple[int, int], end: tuple[int, int], point: tuple[int, int]) -> bool:
    before = end[0] <= point[0] and end[1] <= point[1]
    after = start[0] >= point[0] and start[1] >= point[1]
    return not before and not after


@given(st.data())
@examples(25)
def test_the_path_goes_through_each_point(data: st.DataObject) -> None:
    line = st.text(max_size=12) | st.sampled_from(["Yes.", "No?", "今天很冷。", "5", ""])
    source, target = (data.draw(st.lists(line, max_size=20)) for _ in range(2))
    fixed = data.draw(ascending(len(source), len(target)))
    beads = run(source, target, fixed)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    if source and target:
        assert set(fixed) <= set(corners(beads))
    assert run(source, target, fixed) == beads


@given(sizes, st.data())
@examples(60)
def test_just_the_beads_that_cross_are_forbidden(size: tuple[int, int], data: st.DataObject) -> None:
    n, m = size
    fixed = data.draw(ascending(n, m))
    scores = np.zeros((n + 1, len(MOVES), m + 1))
    forbid(scores, ALL, *gates(fixed, n, m), Band(np.zeros(n + 1, dtype=np.int64), m + 1, m))
    for i, j in itertools.product(range(n + 1), range(m + 1)):
        for k, (p, q) in enumerate(MOVES):
            if i >= p and j >= q:
                wanted = any(crosses((i - p, j - q), (i, j), point) for point in fixed)
                assert (scores[i, k, j] < 0) == wanted


@given(sizes, st.data())
@examples(60)
def test_limits_are_those_of_the_boxes(size: tuple[int, int], data: st.DataObject) -> None:
    n, m = size
    fixed = data.draw(ascending(n, m))
    low, high = limits(*gates(fixed, n, m))
    boxes = list(itertools.pairwise([(0, 0), *fixed, (n, m)]))
    for i in range(n + 1):
        mine = [(a[1], b[1]) for a, b in boxes if a[0] <= i <= b[0]]
        assert (low[i], high[i]) == (min(mine)[0], max(end for _, end in mine))


@given(sizes, st.data(), st.integers(1, 6))
def test_chunks_lie_between_points(size: tuple[int, int], data: st.DataObject, rows: int) -> None:
    n, m = size
    fixed = data.draw(ascending(n, m))
    cuts = chunks(fixed, n, m, rows)
    assert (cuts[0], cuts[-1]) == ((0, 0), (n, m))
    assert set(cuts[1:-1]) <= set(fixed)
    pieces = list(itertools.pairwise(cuts))
    longest = [max(c - a, d - b) for (a, b), (c, d) in pieces]
    # One that is short stands before a gap, which has no point inside.
    assert all(one >= rows or after >= rows for one, after in itertools.pairwise(longest))
    for first, last in pieces:
        inside = [point for point in fixed if first < point < last]
        steps = itertools.pairwise([first, *inside])
        assert all(max(c - a, d - b) < rows for (a, b), (c, d) in steps)


@pytest.mark.parametrize(
    ("n", "m", "points"),
    [
        (1, 300, [(1, 61), (1, 244)]),
        (1, 120, [(0, 25), (1, 37), (1, 97)]),
        (2, 900, [(1, 27), (1, 500), (1, 860)]),
        (300, 1, [(61, 1), (244, 1)]),
        (500, 500, [(200, 100), (200, 390), (210, 400)]),
    ],
)
def test_points_that_only_one_text_parts_are_kept(n: int, m: int, points: list[tuple[int, int]]) -> None:
    beads = align(["Yes."] * n, ["Nein."] * m, source_lang="en", target_lang="de", fixed=points)
    i = j = 0
    through = {(0, 0)}
    for bead in beads:
        i, j = i + len(bead.source), j + len(bead.target)
        through.add((i, j))
    assert (i, j) == (n, m) and through.issuperset(points)


def test_positions_meet_at_fixed_points() -> None:
    share, other = np.arange(7.0), np.array([0.0, 8.0, 9.0, 10.0])
    ours, theirs = spread([(2, 1), (2, 2), (4, 2)], share, other)
    assert ours.tolist() == [0, 0.5, 2, 2.5, 3, 3.5, 4]
    assert theirs.tolist() == [0, 1, 3, 4]


@pytest.mark.parametrize(
    "fixed", [[(4, 1)], [(1, 4)], [(-1, 0)], [(2, 2), (1, 3)], [(2, 2), (3, 1)]], ids=str
)
def test_what_no_path_goes_through_is_an_error(fixed: Points) -> None:
    with pytest.raises(DiglotError, match="fixed point"):
        run(["A.", "B.", "C."], ["A.", "B.", "C."], fixed)


def test_a_pin_overrules_the_texts() -> None:
    source, _, _ = bitext(2, size=40)
    assert (20, 20) in corners(run(source, source, []))
    assert (20, 23) in corners(run(source, source, [(20, 23)]))


@pytest.mark.parametrize("seed", range(3))
def test_known_paragraphs_help(seed: int) -> None:
    source, target, gold = bitext(seed, size=200)
    borders = corners(tuple(gold))[3::3]
    free, held = run(source, target, []), run(source, target, borders)
    assert set(borders) <= set(corners(held))
    assert tally(held, gold).strict[2] >= tally(free, gold).strict[2] > 0.9


def test_a_very_unequal_box_is_no_matter() -> None:
    source, target, _ = bitext(4, size=60)
    more, _, _ = bitext(5, size=400)
    held = 30 + len(more)
    beads = run([*source[:30], *more, *source[30:]], target, [(30, 30), (held, 30)])
    assert all(not bead.target for bead in beads if bead.source and 30 <= bead.source[0] < held)
