"""Clauses: how texts are cut, and what they tell of the borders of beads."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bitexts import bitext, cipher
from pace import examples
from toolkit.aligning import anchors, bounds, clauses, length, pieces, words
from toolkit.aligning.beads import IMPOSSIBLE, MOVES
from toolkit.aligning.rounds import parts

ONE = MOVES.index((1, 1))

SAID = [
    ("She came late, as she always did, and left.", 2),
    ("He paid 1,250,000 marks for it.", 1),
    ("“Stay where you are!” he called out to them.", 2),
    ("雨停了，我们就走出去；谁也没有说话。", 3),
    ("雨が止むと、みんな外へ出た。", 2),
    ("لما توقف المطر، خرجنا جميعا؛ ولم يتكلم أحد.", 3),
    ("כשפסק הגשם, יצאנו כולנו החוצה.", 2),
    ("비가 그치자, 우리는 모두 밖으로 나갔다.", 2),
    ("कल शाम को बारिश रुक गई थी, इसलिए हम सब लोग बाहर निकल आए। तब किसी ने कुछ नहीं कहा था।", 3),
    ("", 1),
]


@pytest.mark.parametrize(("text", "many"), SAID)
def test_clauses_of_any_script_are_cut(text: str, many: int) -> None:
    parts_of, _, first = clauses.cut([text])
    assert (len(parts_of), first.tolist()) == (many, [0, many])


@given(st.lists(st.text(st.sampled_from("ab ,;.!?，。；」)’—7"), max_size=40), max_size=4))
@examples(50)
def test_nothing_is_lost_between_clauses(texts: list[str]) -> None:
    parts_of, lengths, first = clauses.cut(texts)
    assert lengths.tolist() == length.units(parts_of).tolist()
    assert len(first) == len(texts) + 1 and first[-1] == len(parts_of)
    for text, (a, b) in zip(texts, pairwise(first.tolist()), strict=True):
        assert b > a and "".join("".join(parts_of[a:b]).split()) == "".join(text.split())


def test_a_text_read_by_clauses_has_the_same_words() -> None:
    texts = [text for text, _ in SAID] + ["The one, the other; the one and the other, he said, the one."]
    lines, stems, marks, inside = clauses.read(texts)
    assert np.array_equal(marks, anchors.counts(texts))
    assert (lines, stems) == words.types(texts)
    assert inside.of_units().tolist() == length.units(texts).tolist()
    assert inside.words[inside.first].tolist() == np.cumsum([0, *map(len, stems)]).tolist()


@given(st.integers(0, 50), st.integers(0, 20), st.integers(1, 20))
@examples(10)
def test_clauses_can_be_sliced(seed: int, first: int, many: int) -> None:
    source, _, _ = bitext(seed, size=45)
    whole, part = (clauses.read(texts)[-1] for texts in (source, source[first : first + many]))
    cut = whole.slice(first, first + many)
    for name in ("lengths", "marks", "words", "first"):
        assert np.array_equal(getattr(cut, name), getattr(part, name))


@given(st.integers(0, 50))
@examples(5)
def test_all_moves_into_a_corner_are_told_the_same(seed: int) -> None:
    source, target, _ = bitext(seed, size=24)
    [part] = parts(source, target)
    [[piece]] = pieces.prepare(part.model, part.sides, part.path, [(0, len(part.path.moves))])
    [told] = clauses.weighed(part.model, part.sides, part.path, [piece])
    # Where each sentence is one clause, clauses say nothing.
    assume(told is not piece)
    possible = piece.scores > IMPOSSIBLE / 2
    assert np.array_equal(possible, told.scores > IMPOSSIBLE / 2)
    said = np.where(possible, told.scores - piece.scores, np.nan)
    here = possible.any(axis=1)
    most, least = np.nanmax(said.swapaxes(1, 2)[here], axis=1), np.nanmin(said.swapaxes(1, 2)[here], axis=1)
    assert most == pytest.approx(least, abs=1e-4)
    assert np.abs(most).max() <= bounds.CLAUSES_WEIGHT * bounds.CLAUSES_SAY + 1e-4
    # Every path ends in the last corner.
    assert said[-1, :, piece.band.columns - int(piece.band.lo[-1])][
        possible[-1, :, piece.band.columns - int(piece.band.lo[-1])]
    ] == pytest.approx(bounds.CLAUSES_WEIGHT * bounds.CLAUSES_SAY, abs=1e-3)


def across_borders(seed: int) -> tuple[list[str], list[str], list[int]]:
    """Sentences of two clauses each; of every sixth the second one stands in the next sentence.

    The numbers of these sentences come with them.
    """
    chance = random.Random(seed)
    known = ["".join(chance.choices("bcdfgklmnprst", k=chance.randint(4, 8))) for _ in range(200)]
    said = [[[chance.choice(known) for _ in range(5)] for _ in range(2)] for _ in range(60)]
    there = [[[cipher(word) for word in clause] for clause in pair] for pair in said]
    moved = list(range(3, 57, 6))
    for k in moved:
        there[k + 1].insert(0, there[k].pop())
    source, target = (
        [", ".join(" ".join(clause) for clause in pair).capitalize() + "." for pair in side]
        for side in (said, there)
    )
    return source, target, moved


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_half_a_sentence_that_crosses_a_border_speaks_against_it(seed: int) -> None:
    source, target, moved = across_borders(seed)
    [part] = parts(source, target)
    [[piece]] = pieces.prepare(part.model, part.sides, part.path, [(0, len(part.path.moves))])
    [told] = clauses.weighed(part.model, part.sides, part.path, [piece])
    said = told.scores[:, ONE] - piece.scores[:, ONE]
    corner = {k: said[k + 1, k + 1 - int(piece.band.lo[k + 1])] for k in range(len(source) - 1)}
    assert max(corner[k] for k in moved) < 0
    assert np.mean([odds > 0 for k, odds in corner.items() if k not in moved]) > 0.9
