"""Many versions of one text: units that all share."""

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.aligning.versions import units
from toolkit.model import Bead

MOVES = st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1), (3, 1)])


def beads(moves: list[tuple[int, int]], size: int) -> tuple[Bead, ...]:
    """Beads of these moves, as far as there are `size` sentences; the rest one by one."""
    i = j = 0
    made = []
    for n, m in moves:
        if i + n <= size:
            made.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 0.1 * (n + m)))
            i, j = i + n, j + m
    made += [Bead((k,), (j + k - i,), 0.5) for k in range(i, size)]
    return tuple(made)


@examples(200)
@given(st.integers(0, 8), st.lists(st.lists(MOVES, max_size=9), min_size=1, max_size=4))
def test_each_sentence_of_each_version_is_in_one_unit_in_order(
    size: int, versions: list[list[tuple[int, int]]]
) -> None:
    alignments = [beads(moves, size) for moves in versions]
    made = units(alignments)
    wanted = [range(size), *(range(sum(len(bead.target) for bead in one)) for one in alignments)]
    assert [[k for unit in made for k in unit.sides[side]] for side in range(len(wanted))] == list(
        map(list, wanted)
    )
    # No bead is in two units.
    for side, alignment in enumerate(alignments, 1):
        where = [{k: n for n, unit in enumerate(made) for k in unit.sides[s]} for s in (0, side)]
        for bead in alignment:
            places = {where[0][k] for k in bead.source} | {where[1][k] for k in bead.target}
            assert len(places) == 1
    assert all(any(unit.sides) and 0 < unit.probability <= 1 for unit in made)


@given(st.integers(0, 8), st.lists(MOVES, max_size=9))
def test_of_one_version_the_units_are_its_beads(size: int, moves: list[tuple[int, int]]) -> None:
    alone = beads(moves, size)
    assert [(unit.sides, unit.cost) for unit in units([alone])] == [
        ((bead.source, bead.target), bead.cost) for bead in alone
    ]


def test_borders_that_all_share_stay() -> None:
    one, two = beads([(1, 1), (1, 1), (2, 1)], 4), beads([(2, 2), (1, 1), (1, 1)], 4)
    assert [unit.sides for unit in units([one, two])] == [
        ((0, 1), (0, 1), (0, 1)),
        ((2, 3), (2,), (2, 3)),
    ]
