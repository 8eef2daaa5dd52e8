"""Stretches of a path whose words are no translations of each other."""

import math
import random
from itertools import chain, pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import cipher
from pace import examples
from toolkit.aligning import align, astray, bounds, vocabulary
from toolkit.aligning.related import sure

SEEDS = range(8)


def told(seed: int, size: int = 100) -> tuple[list[str], list[str]]:
    """A text of seldom words between some common ones, and its translation, sentence by sentence."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices("bcdfgklmnprst", k=chance.randint(4, 8)))

    common, seldom = [word() for _ in range(60)], [word() for _ in range(900)]
    source, target = [], []
    for _ in range(size):
        words = [
            chance.choice(common if chance.random() < 0.35 else seldom) for _ in range(chance.randint(7, 15))
        ]
        # Three in ten are translated by any other word.
        other = [cipher(own) if chance.random() < 0.7 else word() + "e" for own in words]
        source.append(" ".join(words).capitalize() + ".")
        target.append(" ".join(other).capitalize() + ".")
    return source, target


def crossed(seed: int) -> tuple[list[bool], list[bool]]:
    """Whether beads are sure, right and wrong ones, where twelve sentences changed places with others."""
    source, target = told(seed)
    order = [*range(38), *range(50, 62), *range(38, 50), *range(62, 100)]
    right: list[bool] = []
    wrong: list[bool] = []
    for bead in align(source, [target[j] for j in order], source_lang="a", target_lang="b"):
        if bead.paired:
            true = [order[j] for j in bead.target] == list(bead.source)
            (right if true else wrong).append(sure(bead))
    return right, wrong


def test_what_changed_places_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [crossed(seed) for seed in SEEDS]
    right, wrong = (list(chain(*side)) for side in zip(*found, strict=True))
    assert sum(wrong) <= 1 and sum(right) > 0.98 * len(right)
    # They have taught each other, and are sure where nobody looks for that.
    monkeypatch.setattr(astray, "doubted", lambda *given: given[-1])
    assert sum(sum(crossed(seed)[1]) for seed in SEEDS) > 60


def test_a_text_in_order_stays_sure() -> None:
    for seed in range(3):
        source, target = told(seed)
        found = align(source, target, source_lang="a", target_lang="b")
        assert [bead.target for bead in found] == [(i,) for i in range(100)]
        assert sum(map(sure, found)) >= 99


def test_fixed_points_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = told(0, 40)
    monkeypatch.setattr(astray, "doubted", None)
    found = align(source, target, source_lang="a", target_lang="b", fixed=[(20, 20)])
    assert all(map(sure, found))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=7))
@examples(60)
def test_the_posterior_is_that_of_all_ways(said: list[float]) -> None:
    begins, ends = bounds.ASTRAY_BEGINS, bounds.ASTRAY_ENDS
    change = {(0, 0): 1 - begins, (0, 1): begins, (1, 0): ends, (1, 1): 1 - ends}
    kept, total = np.zeros(len(said)), 0.0
    for way in product((0, 1), repeat=len(said)):
        worth = (begins if way[0] else ends) / (begins + ends)
        worth *= math.prod(change[step] for step in pairwise(way))
        worth *= math.exp(sum(value for value, state in zip(said, way, strict=True) if not state))
        total += worth
        kept += worth * (np.array(way) == 0)
    assert np.allclose(astray._kept(np.array(said)), kept / total)


@given(
    st.lists(st.lists(st.sampled_from("abcde"), unique=True, max_size=4), min_size=2, max_size=8), st.data()
)
def test_joined_units_have_each_word_once(units: list[list[str]], data: st.DataObject) -> None:
    text = vocabulary.text(units, {})
    ends = sorted(data.draw(st.sets(st.integers(0, len(units)), min_size=2)))
    first, last = np.array(ends[:-1]), np.array(ends[1:])
    joined = text.joined(first, last)
    numbers = list(dict.fromkeys(word for unit in units for word in unit))
    for k, (a, b) in enumerate(zip(first, last, strict=True)):
        own = slice(joined.starts[k], joined.starts[k + 1])
        words = list(dict.fromkeys(word for unit in units[a:b] for word in unit))
        assert [numbers[n] for n in joined.words[own]] == words
        assert (np.diff(joined.place[own]) > 0).all() and (
            text.words[joined.place[own]] == joined.words[own]
        ).all()
