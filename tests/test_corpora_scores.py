"""Scores by hand, and the laws they obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpora.scores import Tally, ladder, parse, tally
from toolkit.errors import DiglotError
from toolkit.model import Bead

GOLD = "[0]:[0]\n[1, 2]:[1]\n[]:[2]\n[3]:[3]\n"


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Bead, ...]:
    beads, i, j = [], 0, 0
    for p, q in draw(st.lists(st.sampled_from([(1, 1), (1, 2), (2, 1), (0, 1), (1, 0)]), min_size=1)):
        beads.append(Bead(tuple(range(i, i + p)), tuple(range(j, j + q))))
        i, j = i + p, j + q
    return tuple(beads)


def test_counts_by_hand() -> None:
    test = parse("[0]:[0]\n[1]:[1]\n[2]:[]\n[]:[2]\n[3]:[3]\n")
    result = tally(test, parse(GOLD))
    # Right: [0]:[0], the null bead []:[2], [3]:[3]; of the three full beads of the gold standard two.
    assert result == Tally(5, 3, 3, 2, 4, 3)
    assert result.strict == pytest.approx((3 / 5, 2 / 3, 2 * 0.6 * (2 / 3) / (0.6 + 2 / 3)))
    assert result.lax[:2] == pytest.approx((4 / 5, 1.0))


def test_null_beads_of_the_gold_standard_are_not_asked_for() -> None:
    result = tally(parse("[0]:[0]\n"), parse("[0]:[0]\n[]:[1]\n[1]:[]\n"))
    assert result.strict == (1.0, 1.0, 1.0)


def test_nothing_scores_nothing() -> None:
    assert tally((), parse(GOLD)).strict == (0.0, 0.0, 0.0)
    assert Tally().lax == (0.0, 0.0, 0.0)


@given(alignments())
def test_an_alignment_is_right_about_itself(beads: tuple[Bead, ...]) -> None:
    result = tally(beads, beads)
    assert result.strict_precision_hits == result.lax_precision_hits == len(beads)
    assert result.strict_recall_hits == result.gold


@given(alignments(), alignments())
def test_lax_is_never_stricter(test: tuple[Bead, ...], gold: tuple[Bead, ...]) -> None:
    result = tally(test, gold)
    assert result.strict_precision_hits <= result.lax_precision_hits <= result.test
    assert result.strict_recall_hits <= result.lax_recall_hits <= result.gold


@given(alignments(), alignments())
def test_counts_add_up(one: tuple[Bead, ...], other: tuple[Bead, ...]) -> None:
    both = tally(one, one) + tally(other, one)
    assert both.test == len(one) + len(other)


@given(alignments())
def test_a_ladder_reads_back(beads: tuple[Bead, ...]) -> None:
    assert parse(ladder(beads)) == beads


def test_a_third_field_is_a_score() -> None:
    assert parse("[0]:[1, 2]:0.25\n") == (Bead((0,), (1, 2)),)


@pytest.mark.parametrize("line", ["[0]", "[0]:1", "[a]:[0]", "0:0", "[0:[1]", "[-1]:[0]", "[0 1]:[0]"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(DiglotError) as caught:
        parse(f"[0]:[0]\n{line}\n", "x.gold")
    assert str(caught.value).startswith("x.gold:2: ")
    assert caught.value.hint
