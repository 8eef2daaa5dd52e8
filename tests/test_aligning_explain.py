"""Why a bead and not another: the shares add up, and the alternatives are what was possible."""

import math

import numpy as np
import pytest

from bitexts import bitext, talk
from test_aligning_vectors import Oracle
from toolkit.aligning import align
from toolkit.aligning.beads import MOVES, Band
from toolkit.aligning.dictionary import tsv
from toolkit.aligning.explain import SCORERS, Explained, explain
from toolkit.aligning.rounds import parts
from toolkit.aligning.score import Scorer
from toolkit.model import Bead


def shape(beads: list[Bead] | tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def chosen(found: list[Explained]) -> list[Bead]:
    return [one.chosen.bead for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_beads_are_those_of_the_alignment(seed: int) -> None:
    source, target, _ = bitext(seed, size=60)
    beads = align(source, target, source_lang="a", target_lang="b")
    everything = list(explain(source, target, (set(range(len(source))), set(range(len(target))))))
    assert shape(chosen(everything)) == shape(beads)
    assert [one.chosen.bead.cost for one in everything] == pytest.approx([bead.cost for bead in beads])
    some = list(explain(source, target, ({7, 8}, {30})))
    asked = [bead for bead in beads if {7, 8} & {*bead.source} or 30 in bead.target]
    assert shape(chosen(some)) == shape(asked)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_others_are_of_the_same_units_and_less_or_as_likely_together(seed: int) -> None:
    source, target, _ = bitext(seed, size=60, vocabulary=4000)
    for one in explain(source, target, (set(range(len(source))), set())):
        assert set(one.chosen.shares) == set(SCORERS) - {"structure", "vectors"}
        costs = [other.bead.cost for other in one.others]
        assert costs == sorted(costs)
        for other in one.others:
            assert {*other.bead.source} & {*one.chosen.bead.source}
            assert (other.bead.source, other.bead.target) != (one.chosen.bead.source, one.chosen.bead.target)
        # Of the beads with one and the same unit only one can be right.
        first = one.chosen.bead.source[0]
        likely = [math.exp(-each.bead.cost) for each in one.others if first in each.bead.source]
        assert sum(likely) + math.exp(-one.chosen.bead.cost) <= 1 + 1e-6


@pytest.mark.slow
def test_shares_add_up_to_the_score_of_the_aligner() -> None:
    made = talk(4, 30)
    (part,) = parts(made.source, made.target, outline=made.outline)
    for one in explain(made.source, made.target, (set(range(20)), set()), outline=made.outline):
        bead = one.chosen.bead
        (p, q), (i, j) = (
            (len(bead.source), len(bead.target)),
            (max(bead.source, default=-1) + 1, max(bead.target, default=-1) + 1),
        )
        if not (p and q):
            continue
        # All of the text in one band, and there the cell in which this bead ends.
        band = Band(np.zeros(len(made.source) + 1, dtype=np.int64), len(made.target) + 1, len(made.target))
        table = Scorer.of(part.model, range(len(MOVES)), words=True).score(*part.sides, band)
        assert one.chosen.score == pytest.approx(float(table[i, MOVES.index((p, q)), j]), abs=1e-3)
        assert "structure" in one.chosen.shares


@pytest.mark.slow
def test_a_dictionary_speaks_through_the_words() -> None:
    source, target, gold = bitext(3, size=30, vocabulary=5000)
    lines = "".join(
        f"{a.strip('.?').lower()}\t{b.strip('.?').lower()}\n"
        for bead in gold
        if len(bead.source) == len(bead.target) == 1
        for a, b in zip(source[bead.source[0]].split(), target[bead.target[0]].split(), strict=True)
    )
    plain, helped = (
        sum(
            one.chosen.shares["words"]
            for one in explain(source, target, (set(range(len(source))), set()), dictionary=given)
        )
        for given in (None, tsv(lines))
    )
    assert helped > plain + 10


@pytest.mark.slow
def test_vectors_have_a_share_where_they_were_asked() -> None:
    source, target, gold = bitext(2, size=60, vocabulary=20_000)
    encoder = Oracle(source, target, gold, 0.5)
    everything = set(range(len(source)))
    beads = align(source, target, source_lang="a", target_lang="b", encoder=encoder)
    found = list(explain(source, target, (everything, set(range(len(target)))), encoder=encoder))
    assert shape(chosen(found)) == shape(beads)
    with_vectors = [one for one in found if "vectors" in one.chosen.shares]
    assert len(with_vectors) > 0
    # The bead of a doubtful place is the likeliest of all that were possible there, mostly.
    best = [
        one for one in with_vectors if not one.others or one.chosen.bead.cost <= one.others[0].bead.cost + 0.7
    ]
    assert len(best) > 0.9 * len(with_vectors)


def test_fixed_points_leave_no_alternative_across_them() -> None:
    source, target, gold = bitext(5, size=40)
    corners = []
    i = j = 0
    for bead in gold:
        i, j = i + len(bead.source), j + len(bead.target)
        corners.append((i, j))
    for one in explain(source, target, ({10, 11, 12}, set()), points=corners):
        assert not one.others or all(math.exp(-other.bead.cost) < 1 for other in one.others)
        assert one.chosen.bead.source or one.chosen.bead.target
        for weighed in (one.chosen, *one.others):
            ends = (max(weighed.bead.source, default=0), max(weighed.bead.target, default=0))
            assert not any(
                min(weighed.bead.source, default=0) < a <= ends[0]
                or min(weighed.bead.target, default=0) < b <= ends[1]
                for a, b in corners
            )
