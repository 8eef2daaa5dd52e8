"""What sentences say about two documents: by the law of their heap, and beside others that teach."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from bitexts import cipher
from toolkit.aligning.resources import Resources
from toolkit.corpora import bounds, heaps
from toolkit.corpora.matching import Candidates
from toolkit.corpora.output import Texts
from toolkit.corpora.single import SegmentedText
from toolkit.corpora.verdicts import HeapPair, VerdictLaw, Verdicts


def test_what_an_alignment_says_depends_on_its_heap() -> None:
    general = VerdictLaw()
    assert general.says(general.right) > 0 > general.says(general.wrong)
    # Where others have two thirds of their sentences in common, that says nothing for a pair.
    closed = VerdictLaw.of([1.9, 1.8, 1.95] * 9, [1.3, 1.2, 1.4] * 9)
    assert general.says(1.4) > 0 > closed.says(1.4) and closed.says(1.9) > 3
    assert abs(closed.says(9.0)) == bounds.VERDICT_MOST
    # Nothing speaks for a pair because it is less sure.
    assert VerdictLaw.of([0.2] * 50, [1.0] * 50).says(0.0) == 0


def candidates(size: int) -> Candidates:
    """Each document of one heap with each of another."""
    sides = (np.repeat(np.arange(size), size), np.tile(np.arange(size), size))
    return Candidates(*sides, np.zeros(size * size), np.zeros(size * size))


def test_what_few_have_taught_is_looked_at_again() -> None:
    asked: list[tuple[int, HeapPair]] = []

    def judge(teachers: Sequence[HeapPair], pairs: Sequence[HeapPair]) -> list[float]:
        assert not {*teachers} & {*pairs}
        asked.extend((len(teachers), pair) for pair in pairs)
        return [2.0 if a == b else 0.5 for a, b in pairs]

    verdicts = Verdicts(judge)
    # The likeliest of each document first, and as many of it as may be judged.
    for number in range(bounds.JUDGED):
        assert verdicts.look(candidates(6), {}, {})
        assert [a for _, (a, _) in asked[6 * number :]] == [*range(6)]
    assert not verdicts.look(candidates(6), {}, {})
    assert {many for many, _ in asked} == {0}
    first = {*verdicts.seen}
    asked.clear()
    assert verdicts.look(candidates(6), {k: k for k in range(4)}, {})
    # Each that was seen and is in doubt still is looked at beside the four; one of these beside two of them.
    again = {pair for _, pair in asked}
    assert {(a, b) for a, b in first if min(a, b) > 3 or a == b} <= again and {many for many, _ in asked} == {
        2,
        4,
    }
    # What a sure pair settles otherwise isn't, but for the likeliest other of each.
    assert len({(a, b) for a, b in first & again if a != b and min(a, b) < 4}) <= 4 < len(first - again)
    assert verdicts.law.right > VerdictLaw().right
    asked.clear()
    assert not verdicts.look(candidates(6), {k: k for k in range(6)}, {}) and not asked


def formulas(seed: int) -> tuple[list[str], list[str]]:
    """A text of few words and its translation: of each five, all others are made of the same."""
    chance = random.Random(seed)
    kinds = [[f"{kind}{letter}o" for letter in "bdfgklmr"] for kind in ("sa", "ne", "ti", "vu")]
    lines = [" ".join(chance.choice(kind) for kind in kinds) for _ in range(24)]
    return lines, [" ".join(cipher(word) for word in line.split()[::-1]) for line in lines]


@pytest.mark.slow
def test_sure_pairs_teach_words_to_those_in_doubt() -> None:
    made = [formulas(seed) for seed in range(26)]

    def texts(pair: HeapPair) -> Texts:
        return SegmentedText("", "und", made[pair[0]][0]), SegmentedText("", "und", made[pair[1]][1])

    right = [(k, k) for k in range(20, 26)]
    wrong = [(k, k - 1) for k in range(21, 26)]
    teachers = [(k, k) for k in range(20)]
    values = heaps._judged(texts, Resources(), teachers, [*right, *wrong])
    assert min(values[:6]) > 1.5 and max(values[6:]) < 1.4
    # Excerpts are looked for alone, wherever they stand among the others.
    made.append((made[0][0], made[0][1][:5]))
    mixed = heaps._judged(texts, Resources(), teachers, [right[0], (0, 26), right[1]])
    assert len(mixed) == 3 and mixed[1] == heaps._judged(texts, Resources(), [], [(0, 26)])[0]


def test_so_many_sentences_are_held_of_those_asked_for_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "HELD", 5)
    asked: list[tuple[int, int]] = []

    def read(side: int, number: int) -> list[str]:
        asked.append((side, number))
        return ["Один.", "Two."]

    held = heaps._Held(read)
    for number in (0, 1, 0, 2):
        assert held.sentences(0, number) == ["Один.", "Two."]
    assert asked == [(0, 0), (0, 1), (0, 2)]
    # The second was asked for least lately, and had to go.
    held.sentences(0, 0)
    held.sentences(0, 1)
    assert asked == [(0, 0), (0, 1), (0, 2), (0, 1)]
