"""Probabilities of pairs where each document is in one at most, held against a count of all that may be."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.corpora.matching import Candidates, probabilities, trusted

Edge = tuple[int, int]
ODDS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(-15, 15), max_size=9)


def candidates(odds: dict[Edge, float], said: float = 0.0) -> Candidates:
    edges = sorted(odds)
    source, target = (np.array([edge[side] for edge in edges], dtype=np.int64) for side in (0, 1))
    values = np.array([odds[edge] for edge in edges], dtype=np.float64)
    return Candidates(source, target, values, np.full(len(edges), said))


def asked(odds: dict[Edge, float]) -> dict[Edge, float]:
    return dict(zip(sorted(odds), probabilities(candidates(odds)).tolist(), strict=True))


def sets(edges: list[Edge]) -> Iterator[list[Edge]]:
    """All sets of pairs in which nobody is twice."""
    if not edges:
        yield []
        return
    (a, b), *rest = edges
    yield from sets(rest)
    for chosen in sets([edge for edge in rest if edge[0] != a and edge[1] != b]):
        yield [(a, b), *chosen]


def counted(odds: dict[Edge, float]) -> dict[Edge, float]:
    weights = [(math.exp(sum(odds[edge] for edge in some)), some) for some in sets(sorted(odds))]
    total = sum(weight for weight, _ in weights)
    return {edge: sum(weight for weight, some in weights if edge in some) / total for edge in odds}


@examples(100)
@given(ODDS)
def test_probabilities_are_nearly_those_of_a_count(odds: dict[Edge, float]) -> None:
    found, wanted = asked(odds), counted(odds)
    assert found.keys() == wanted.keys()
    # Messages come back to who sent them in rings: of 3,000 at random all but one were within .07.
    assert all(abs(found[edge] - wanted[edge]) < 0.34 for edge in odds)
    for side in (0, 1):
        for one in {edge[side] for edge in odds}:
            assert sum(p for edge, p in found.items() if edge[side] == one) < 1.001


@examples(60)
@given(st.lists(st.floats(-700, 700), min_size=1, max_size=6))
def test_without_rings_they_are_exact(values: list[float]) -> None:
    # A chain: 0-0, 1-0, 1-1, 2-1 ...
    chain = {((k + 1) // 2, k // 2): value for k, value in enumerate(values)}
    if max(map(abs, values)) < 15:
        wanted = counted(chain)
        assert all(found == pytest.approx(wanted[edge], abs=0.01) for edge, found in asked(chain).items())
    assert all(0 <= found <= 1 for found in asked(chain).values())


def test_a_rival_that_belongs_to_another_is_none() -> None:
    found = asked({(0, 0): 2.0, (0, 1): 3.0, (1, 1): 20.0})
    assert found[0, 0] == pytest.approx(1 / (1 + math.exp(-2)), abs=0.01) and found[0, 1] < 0.001


def test_two_that_are_alike_share() -> None:
    found = asked({(a, b): 20.0 for a in (0, 1) for b in (0, 1)})
    assert all(value == pytest.approx(0.5, abs=0.01) for value in found.values())


@pytest.mark.parametrize("side", [0, 1])
def test_words_alone_make_no_second_choice_sure(side: int) -> None:
    # A copy of the first document, and another copy: the first document's own is likelier, and taken.
    odds = {(0, 0): 40.0, (1, 0): 20.0, (1, 1): 10.0}
    if side:
        odds = {(b, a): value for (a, b), value in odds.items()}
    alone, told, refuted = (trusted(candidates(odds, said)) for said in (0.0, 9.0, -9.0))
    assert alone[0] > 0.999 and told[0] > 0.999
    assert probabilities(candidates(odds))[2] > 0.999
    assert alone[2] < 0.1 and told[2] > 0.99 and refuted[2] < 0.001
    # Of two that are as likely, neither is the second.
    assert trusted(candidates({(0, 0): 5.0, (0, 1): 5.0}))[0] == pytest.approx(0.5, abs=0.01)
