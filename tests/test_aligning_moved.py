"""Blocks that changed their place are found, and none where all is in order."""

import math
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext, varied
from pace import examples
from toolkit.aligning import align
from toolkit.aligning.moved import MovedBlock, in_order, moved
from toolkit.aligning.related import weak, weaker
from toolkit.model import Bead

ALIGN = partial(align, source_lang="und", target_lang="und")


Moves = Sequence[tuple[int, int, float]]
"""Source units, target units and cost of each bead."""
MOVES = st.tuples(st.integers(0, 2), st.integers(0, 2), st.floats(0, 3))


def path(moves: Moves) -> tuple[list[Bead], int, int]:
    """The beads, and how many units both texts have."""
    beads: list[Bead] = []
    i = j = 0
    for n, m, cost in moves:
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), cost))
        i, j = i + n, j + m
    return beads, i, j


def blocks(source: Sequence[str], target: Sequence[str]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found = moved(source, target, ALIGN(source, target), ALIGN)
    return [(block.source, block.target) for block in found]


@pytest.mark.parametrize("seed", range(3))
def test_texts_in_order_have_none(seed: int) -> None:
    assert blocks(*varied(seed, 100)) == []
    source, target, _ = bitext(seed)
    assert blocks(source, target) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 9, 20])
def test_unrelated_texts_have_none(seed: int) -> None:
    assert blocks(varied(seed, 120)[0], varied(seed + 50, 120)[1]) == []


def test_a_block_that_was_moved_far_is_found() -> None:
    source, target = varied(3, 130)
    order = [*range(20), *range(50, 110), *range(20, 50), *range(110, 130)]
    [(ours, theirs)] = blocks(source, [target[k] for k in order])
    assert ours == (20, 50) and theirs == (80, 110)


@pytest.mark.slow
def test_two_neighbours_that_changed_places_are_found() -> None:
    source, target = varied(7, 160)
    found = blocks(source, [*target[:40], *target[80:120], *target[40:80], *target[120:]])
    assert found
    for (a, b), (c, d) in found:
        # Most of what is said to belong together does.
        order = [*range(40), *range(80, 120), *range(40, 80), *range(120, 160)]
        assert len(set(range(a, b)) & set(order[c:d])) >= 0.8 * max(b - a, d - c)


@pytest.mark.parametrize("seed", range(4))
def test_texts_in_order_have_no_weak_stretch(seed: int) -> None:
    source, target = varied(seed, 150)
    assert weak(ALIGN(source, target)) == []


@pytest.mark.parametrize("many", [10, 100])
def test_what_was_left_out_of_one_text_is_no_weakness(many: int) -> None:
    around = [Bead((k,), (k,), 0.02) for k in range(30)]
    assert weak([*around, *(Bead((30 + k,), ()) for k in range(many)), *around]) == []
    # Nor where a little of the other text is left over as well.
    assert weak([*around, Bead((), (30,)), *(Bead((30 + k,), ()) for k in range(many)), *around]) == []
    both = [bead for k in range(many) for bead in (Bead((30 + k,), ()), Bead((), (30 + k,)))]
    assert weak([*around, *both, *around]) == [(30, 30 + len(both))]


@pytest.mark.parametrize("seed", range(4))
def test_where_two_parts_changed_places_the_path_is_weak(seed: int) -> None:
    source, target = varied(seed, 160)
    beads = ALIGN(source, [*target[:40], *target[80:120], *target[40:80], *target[120:]])
    inside = [i for first, last in weak(beads) for bead in beads[first:last] for i in bead.source]
    assert len(set(inside) & set(range(40, 120))) > 60 and len(set(inside) - set(range(35, 125))) == 0


def believed(*stretches: tuple[int, float]) -> list[Bead]:
    """Beads 1:1 in order: so many of each probability."""
    costs = [-math.log(p) for many, p in stretches for _ in range(many)]
    return [Bead((k,), (k,), cost) for k, cost in enumerate(costs)]


def test_a_stretch_is_weaker_than_its_text() -> None:
    forced = believed((80, 0.98), (50, 0.76), (80, 0.98))
    assert weak(forced) == [] and weaker(forced) == [(80, 130)]
    # A text that is free everywhere has no such stretch, nor has a few doubtful sentences.
    assert weaker(believed((210, 0.76))) == [] and weaker(believed((80, 0.98), (5, 0.76), (80, 0.98))) == []


@given(st.lists(MOVES, max_size=200))
def test_what_is_weak_is_weaker_than_its_text(moves: list[tuple[int, int, float]]) -> None:
    beads, _, _ = path(moves)
    inside = {k for span in weaker(beads) for k in range(*span)}
    assert all(not inside.isdisjoint(range(*span)) for span in weak(beads))


@pytest.mark.parametrize("lang", ["ar", "ru", "ja"])
def test_what_a_path_has_forced_is_told_with_both_places(lang: str) -> None:
    source, target = varied(11, 150)
    order = [*range(50), *range(75, 100), *range(50, 75), *range(100, 150)]
    beads = believed((50, 0.98), (50, 0.76), (50, 0.98))
    found = moved(source, [target[k] for k in order], beads, partial(ALIGN, source_lang=lang))
    places = [(*block.source, *block.target) for block in found]
    assert places == [(50, 75, 75, 100), (75, 100, 50, 75)]


@given(st.lists(MOVES, max_size=200))
def test_weak_stretches_are_apart_and_in_order(moves: list[tuple[int, int, float]]) -> None:
    beads, _, _ = path(moves)
    found = weak(beads)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges) and all(0 <= first < last <= len(beads) for first, last in found)
    assert weak([bead.replace(cost=0.0) for bead in beads if bead.source and bead.target]) == []


def test_sentences_are_put_in_the_order_of_their_counterparts() -> None:
    beads, _, _ = path([*[(1, 1, 0.0)] * 4, (2, 0, 0.0), (0, 2, 0.0), *[(1, 1, 0.0)] * 2])
    assert in_order(beads, ()) == [*range(8)]
    # The last two stand where the second and third are, and these at the end.
    blocks = [MovedBlock((1, 3), (6, 8)), MovedBlock((6, 8), (1, 3))]
    assert in_order(beads, blocks) == [0, 6, 7, 3, 4, 5, 1, 2]


@examples(30)
@pytest.mark.parametrize("many", [1, 2, 3])
@given(moves=st.lists(MOVES, max_size=60))
def test_blocks_lie_in_the_texts_and_the_work_is_bounded(
    many: int, moves: list[tuple[int, int, float]]
) -> None:
    beads, i, j = path(moves)
    work = 0

    def pairs(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        nonlocal work
        work += len(source) + len(target)
        size = min(len(source), len(target) // many)
        rest = [Bead((k,), ()) for k in range(size, len(source))]
        rest += [Bead((), (k,)) for k in range(size * many, len(target))]
        return [Bead((k,), tuple(range(k * many, (k + 1) * many)), 0.0) for k in range(size)] + rest

    found = moved(["x"] * i, ["y"] * j, beads, pairs)
    assert work <= 4 * (i + j)
    for block in found:
        assert 0 <= block.source[0] < block.source[1] <= i and 0 <= block.target[0] < block.target[1] <= j


SURE, DOUBTFUL, LEFT_OUT, ADDED = (1, 1, 0.0), (1, 1, 3.0), (1, 0, 0.0), (0, 1, 0.0)


@pytest.mark.parametrize(
    "part", [[SURE] * 6 + [DOUBTFUL] * 30, [SURE] * 6 + [LEFT_OUT] * 13 + [SURE] * 6 + [ADDED] * 13]
)
def test_many_doubts_are_no_more_work_than_the_texts_are_long(part: list[tuple[int, int, float]]) -> None:
    beads, i, j = path(part * 50)
    work = 0

    def nothing(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        nonlocal work
        work += len(source) + len(target)
        return [*(Bead((k,), ()) for k in range(len(source))), *(Bead((), (k,)) for k in range(len(target)))]

    assert moved(["x"] * i, ["y"] * j, beads, nothing) == ()
    # A start, half of both texts, and the trial during which that was spent: 100 beads and two stretches.
    assert 1500 < work <= 1500 + (i + j) / 2 + 2 * (30 + 100)
