"""Beads are believed less where words say that their counterpart is elsewhere, and nowhere else."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import talk, varied
from pace import examples
from toolkit.aligning import align, bounds, elsewhere
from toolkit.aligning.beads import NULLS
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.rounds import AlignedPart, parts
from toolkit.aligning.structure import Outline

HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןף")
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувжызю")


def part(source: Sequence[str], target: Sequence[str], outline: Outline | None = None) -> AlignedPart:
    [found] = parts(source, target, outline=outline)
    return found


def doubted(found: AlignedPart) -> AlignmentPath:
    return elsewhere.doubted(found.path, found.model.lexicon, found.sides)


def astray(path: AlignmentPath, order: Sequence[int]) -> list[int]:
    """Beads of which nothing belongs together; order: for each target unit the number of its source unit."""
    corners = path.corners().tolist()
    spans = zip(path.moves, corners[:-1], corners[1:], strict=True)
    return [
        k
        for k, (move, (i, j), (n, m)) in enumerate(spans)
        if move >= NULLS and set(range(i, n)).isdisjoint(order[j:m])
    ]


@pytest.mark.parametrize("script", [{}, HEBREW, CYRILLIC])
@pytest.mark.parametrize("seed", [1, 4])
def test_what_the_path_forced_is_believed_less(seed: int, script: dict[int, int]) -> None:
    source, target = varied(seed, 150)
    order = [*range(40), *range(70, 100), *range(40, 70), *range(100, 150)]
    found = part(source, [target[k].translate(script) for k in order])
    told, wrong = doubted(found), astray(found.path, order)
    assert wrong
    before, after = (np.array(path.sure)[wrong] for path in (found.path, told))
    assert (after <= before).all() and after.mean() < 0.8 * before.mean()
    # What is in order stays, but for what is beside it.
    far = [k for k, (i, _) in enumerate(told.corners()[:-1].tolist()) if i < 20 or i >= 120]
    assert [told.sure[k] for k in far] == [found.path.sure[k] for k in far]


@pytest.mark.parametrize("script", [{}, HEBREW])
@pytest.mark.parametrize("seed", range(3))
def test_texts_in_order_are_as_sure_as_before(seed: int, script: dict[int, int]) -> None:
    source, target = varied(seed, 120)
    found = part(source, [line.translate(script) for line in target])
    assert doubted(found) == found.path


@examples(3)
@given(st.integers(0, 50), st.lists(st.integers(0, 70), min_size=2, max_size=4, unique=True).map(sorted))
def test_no_bead_is_moved_nor_believed_more(seed: int, cuts: list[int]) -> None:
    source, target = varied(seed, 70)
    ends = [0, *cuts, 70]
    blocks = [target[a:b] for a, b in pairwise(ends)]
    found = part(source, [line for block in reversed(blocks) for line in block])
    told = doubted(found)
    assert told.moves == found.path.moves and told.edges == found.path.edges
    for move, before, after in zip(told.moves, found.path.sure, told.sure, strict=True):
        assert after == before if move < NULLS else 0 < after <= max(before, bounds.LEAST_SURE)


def test_an_order_that_is_known_is_other_evidence() -> None:
    made = talk(2, 70)
    found = part(made.source, made.target, made.outline)
    assert doubted(found) is found.path


def test_texts_without_words_in_common_and_short_ones_have_no_other_place() -> None:
    for source, target in ((["瑪"] * 70, ["?"] * 70), (["..."] * 80, ["!"] * 61), (["a"] * 5, ["b"] * 3)):
        found = part(source, target)
        assert doubted(found) == found.path
    assert len(align(["One."] * 90, ["Eins."] * 90, source_lang="en", target_lang="de")) == 90
