"""What a third text tells of two: where their beads end."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from pace import examples
from toolkit.aligning import align, pieces
from toolkit.aligning.rounds import parts
from toolkit.aligning.witness import Witness
from toolkit.model import Bead


def identity(size: int, probability: float = 1.0) -> list[Bead]:
    """A text beside its copy."""
    return [Bead((k,), (k,), 0.0, probability, probability) for k in range(size)]


def aligned(source: Sequence[str], target: Sequence[str], witness: Witness | None) -> list[Bead]:
    made = align(source, target, source_lang="und", target_lang="und", calibrated=False, witness=witness)
    return list(made)


@examples(5)
@given(st.integers(0, 50))
def test_a_witness_that_believes_nothing_changes_nothing(seed: int) -> None:
    source, target, gold = bitext(seed, size=20)
    doubting = Witness.of(
        [Bead(bead.source, bead.target, 0.0, 0.0, 0.0) for bead in gold], identity(len(target), 0.0)
    )
    assert aligned(source, target, doubting) == aligned(source, target, None)


def test_a_witness_speaks_for_its_corners_and_against_those_beside_them() -> None:
    source, target, gold = bitext(3, size=20)
    [part] = parts(source, target)
    [group] = pieces.prepare(part.model, part.sides, part.path, [(0, len(part.path.moves))])
    witness = Witness.of(gold, identity(len(target)))
    [before], [after] = group, witness.weighed(group)
    best = [piece.scores.max(axis=1) for piece in (before, after)]
    corners = {(0, 0)}
    for bead in gold:
        i, j = max(corners)
        corners.add((i + len(bead.source), j + len(bead.target)))
    rows, columns = ({corner[side] for corner in corners if any(corner)} for side in (0, 1))
    for (row, place), column in np.ndenumerate(before.band.cells()):
        # Where no bead can end nothing can be told.
        if best[0][row, place] < -1e20 or not (row or column):
            continue
        told = best[1][row, place] - best[0][row, place]
        if (row, int(column)) in corners:
            assert told > 0.5
        else:
            assert told < -0.5 if row in rows or column in columns else told == 0


def test_what_is_unclear_between_two_texts_a_third_one_decides() -> None:
    """Three sentences beside two, all of one kind: which two are one sentence, only the witness knows."""
    source = ["Aba.", "Aba.", "Aba."]
    target = ["Oro oro.", "Oro oro."]
    for beads in (
        [Bead((0, 1), (0,)), Bead((2,), (1,))],
        [Bead((0,), (0,)), Bead((1, 2), (1,))],
    ):
        made = aligned(source, target, Witness.of(beads, identity(2)))
        assert [(bead.source, bead.target) for bead in made] == [(bead.source, bead.target) for bead in beads]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
@examples(30)
def test_a_part_of_a_text_hears_what_is_told_of_it(before: int, size: int, left: int) -> None:
    """Sentences that two texts lack are skipped, and do not shift what is told."""
    first = [*identity(before), *(Bead((), (before + k,)) for k in range(left))]
    first += [Bead((before + k,), (before + left + k,)) for k in range(size)]
    witness = Witness.of(first, identity(before + left + size))
    behind = [i for i, _ in witness.corners.tolist() if i > before]
    assert behind == list(range(before + 1, before + size + 1))
    assert [len(most) for most in witness.likeliest] == [before + size + 1, before + left + size + 1]
