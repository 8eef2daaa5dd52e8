"""The sums and the path of the reader, beside those of all paths one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from talks import read_and_asked
from toolkit.reading import features, weights
from toolkit.reading.lattice import (
    AT,
    SPEECH,
    STATES,
    Mask,
    allowed_next,
    begins,
    decode,
    forward_backward,
    only,
    passable,
)
from toolkit.reading.shape import Flags

PATHS = np.array(list(product(range(len(STATES)), repeat=3)))
"""All paths of three lines."""
OPENERS = [AT["turn"], AT["label"]]


def drawn(seed: int, lines: int = 3) -> tuple[Mask, Mask, Flags]:
    """Scores, what is allowed, and blank lines."""
    random = np.random.default_rng(seed)
    allowed = (random.random((lines, len(STATES))) < 0.8).astype(np.float64)
    # There is always a path.
    allowed[:, AT["narration"]] = 1
    return random.normal(0, 3, (lines, len(STATES))), allowed, random.random(lines) < 0.5


def weighed(scores: Mask, allowed: Mask, gap: Flags) -> Mask:
    """The weight of each path: 0 for those that can't be."""
    close, apart = allowed_next()
    weight: Mask = begins()[PATHS[:, 0]] * np.exp(scores[0][PATHS[:, 0]]) * allowed[0][PATHS[:, 0]]
    for i in (1, 2):
        may = (apart if gap[i] else close)[PATHS[:, i - 1], PATHS[:, i]]
        weight = weight * may * np.exp(scores[i][PATHS[:, i]]) * allowed[i][PATHS[:, i]]
    return weight


@pytest.mark.parametrize("seed", range(30))
def test_probabilities_are_those_of_all_paths(seed: int) -> None:
    scores, allowed, gap = drawn(seed)
    weight = weighed(scores, allowed, gap)
    lattice = forward_backward(scores, allowed, gap)
    for i in range(3):
        of_states = np.bincount(PATHS[:, i], weight, len(STATES)) / weight.sum()
        assert np.allclose(lattice.p[i], of_states, rtol=1e-9, atol=1e-12)
    assert lattice.total == pytest.approx(np.log(weight.sum()))


@pytest.mark.parametrize("seed", range(30))
def test_a_turn_goes_on_without_another_label(seed: int) -> None:
    scores, allowed, gap = drawn(seed)
    weight = weighed(scores, allowed, gap)
    shares = forward_backward(scores, allowed, gap).undisturbed(np.array([0]), np.array([2]))
    kept = np.isin(PATHS[:, 0], OPENERS)
    assert shares[0] == pytest.approx(weight[kept].sum() / weight.sum())
    for i in (1, 2):
        kept = kept & ~np.isin(PATHS[:, i], OPENERS)
        spoken = kept & np.isin(PATHS[:, i], [AT[state] for state in SPEECH])
        assert shares[i] == pytest.approx(weight[spoken].sum() / weight.sum(), rel=1e-9, abs=1e-12)


def test_turns_are_followed_all_at_once_as_one_by_one() -> None:
    lattice = forward_backward(*drawn(5, lines=40))
    first, last = np.array([2, 9, 10, 31]), np.array([8, 9, 30, 39])
    together = lattice.undisturbed(first, last)
    apart = sum(lattice.undisturbed(first[k : k + 1], last[k : k + 1]) for k in range(4))
    assert np.allclose(together, apart)
    assert not together[:2].any()


SAID = {"turn", "label", "continuation", "wrap.speech"}


@pytest.mark.parametrize("seed", range(30))
def test_the_path_is_right_most_often(seed: int) -> None:
    scores, allowed, gap = drawn(seed)
    p = forward_backward(scores, allowed, gap).p
    weight = weighed(scores, allowed, gap)
    # A state is worth its probability, and half of that the line is said at all, or told.
    same = np.array([[(a in SAID) == (b in SAID) for b in STATES] for a in STATES])
    value = p + p @ same / 2
    right = np.where(weight > 0, sum(value[i][PATHS[:, i]] for i in range(3)), -1)
    path = [AT[state] for state in decode(p, allowed, gap)]
    assert sum(value[i][state] for i, state in enumerate(path)) == pytest.approx(right.max())
    assert weight[np.all(path == PATHS, axis=1)] > 0


def test_an_unlikely_beginning_is_not_lost_on_a_long_way() -> None:
    """Whatever stands first goes on for hundreds of lines, against all that they look like."""
    lines = 900
    scores = np.zeros((lines, len(STATES)))
    scores[:, AT["wrap.speech"]] = 12
    allowed = np.zeros_like(scores)
    allowed[0, AT["narration"]] = 1
    allowed[1:, [AT["wrap.speech"], AT["wrap.narration"]]] = 1
    gap = np.zeros(lines, dtype=np.bool_)
    lattice = forward_backward(scores, allowed, gap)
    assert np.allclose(lattice.p[1:, AT["wrap.narration"]], 1)
    assert set(decode(lattice.p, allowed, gap)[1:]) == {"wrap.narration"}


def test_features_are_steady_or_moving() -> None:
    assert features.FEATURES[: len(features.STEADY)] == features.STEADY
    assert len(set(features.FEATURES)) == len(features.FEATURES)
    assert all(len(table) == len(features.FEATURES) for table in weights.weights().lines)


def test_what_a_line_may_not_be_outweighs_nothing() -> None:
    """As where a container is certain of what nothing in a text speaks for."""
    lines = 40
    allowed = np.zeros((lines, len(STATES)))
    allowed[:, AT["narration"]] = 1
    scores = np.full((lines, len(STATES)), 2000.0)
    scores[:, AT["narration"]] = 0
    lattice = forward_backward(scores, allowed, np.zeros(lines, dtype=np.bool_))
    assert np.allclose(lattice.p, allowed)


@pytest.mark.parametrize("above", [1, 2, 3])
def test_a_label_above_what_stands_below_none_is_none(above: int) -> None:
    """Else no path is left, and all of a text is in doubt."""
    allowed = np.array([only("label")] * above + [only("turn", "label"), only("turn")])
    left = passable(allowed)
    assert left[above].tolist() == only("turn").tolist()
    assert not left[above - 1, OPENERS].any()
    lattice = forward_backward(np.zeros_like(left), left, np.zeros(len(left), dtype=np.bool_))
    assert np.allclose(lattice.p.sum(axis=1), 1)


@pytest.mark.parametrize("seed", range(30))
def test_nothing_else_is_taken_from_what_lines_may_be(seed: int) -> None:
    _, allowed, _ = drawn(seed, lines=20)
    allowed[:, AT["event"]] = 1
    assert (passable(allowed) == allowed).all()


MILL = {
    "ar": """طاحونتنا
★نورا★
حديث مع الجد أمين:
نورا: "ماذا طحنت أولا؟ هل كان القمح؟"
أمين: "القمح، ثم الشعير. كان الدولاب جديدا."
نورا: "من أصلح الدولاب في الشتاء؟"
أمين: "أصلحه أخي بلوحين."
نورا: "متى بيعت الطاحونة؟"
أمين: "بعد الفيضان بسنة."
""",
    "hi": """हमारी चक्की
★नोरा★
दादा अमीन से बातचीत:
नोरा: "आपने पहले क्या पीसा? गेहूँ था क्या?"
अमीन: "गेहूँ, फिर जौ। पहिया नया था।"
नोरा: "जाड़े में पहिया कौन ठीक करता था?"
अमीन: "मेरा भाई, दो तख्तों से।"
नोरा: "चक्की कब बिकी?"
अमीन: "बाढ़ के एक साल बाद।"
""",
}
"""A line above the first turn that ends as a label does."""


@pytest.mark.parametrize("lang", MILL)
def test_a_line_with_a_colon_above_the_first_turn_puts_nothing_in_doubt(lang: str) -> None:
    document, findings = read_and_asked(MILL[lang])
    spoken = [turn for turn in document.turns if turn.kind == "speech"]
    assert len(spoken) == 6
    assert len({turn.speakers for turn in spoken}) == 2
    assert not {"D103", "D118"} & {finding.code for finding in findings}
