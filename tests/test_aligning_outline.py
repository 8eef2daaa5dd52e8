"""The outline of transcripts: what layout and voices add, and that they can be unlearnt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import HEADING, Talk, bitext, talk
from pace import examples
from toolkit.aligning import align
from toolkit.aligning.bounds import VOICES
from toolkit.aligning.structure import (
    APART,
    PARAGRAPH,
    SECTION,
    SENTENCE,
    TURN,
    Outline,
    TextLayout,
    begin,
    frame,
    numbers,
    places,
    voices,
)
from toolkit.corpora.scores import Tally, tally
from toolkit.errors import DiglotError
from toolkit.model import Bead


def run(source: list[str], target: list[str], outline: Outline | None) -> tuple[Bead, ...]:
    return align(source, target, source_lang="en", target_lang="de", outline=outline)


def gain(talks: list[Talk]) -> tuple[float, float]:
    """Strict F1 without and with the outline."""
    without, told = Tally(), Tally()
    for one in talks:
        without += tally(run(one.source, one.target, None), one.beads)
        told += tally(run(one.source, one.target, one.outline), one.beads)
    return without.strict[2], told.strict[2]


def layouts(units: int) -> st.SearchStrategy[TextLayout]:
    levels = st.lists(st.integers(SENTENCE, SECTION), min_size=units, max_size=units)
    speakers = st.lists(st.integers(-3, 4), min_size=units, max_size=units)
    return st.builds(TextLayout, levels, speakers)


@given(st.data())
@examples(20)
def test_any_outline_gives_beads_in_order(data: st.DataObject) -> None:
    line = st.text(max_size=12) | st.sampled_from(["Yes.", "No?", "今天很冷。", "5", ""])
    source, target = (data.draw(st.lists(line, max_size=18)) for _ in range(2))
    outline = Outline(data.draw(layouts(len(source))), data.draw(layouts(len(target))))
    beads = run(source, target, outline)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert run(source, target, outline) == beads


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "least"),
    [
        ({}, 0.0),
        ({"lost": 0.3, "free": 0.8}, 0.05),
        ({"speakers": 4, "free": 0.85}, 0.005),
        ({"turns": 12}, 0.005),
    ],
    ids=str,
)
def test_an_outline_helps(options: dict[str, float], least: float) -> None:
    without, told = gain([talk(seed, **options) for seed in range(4)])  # type: ignore[arg-type]
    assert told > max(without + least, 0.9)


@pytest.mark.parametrize("seed", range(3))
def test_a_layout_that_says_nothing_is_unlearnt(seed: int) -> None:
    source, target, gold = bitext(seed, size=200)
    chance = np.random.default_rng(seed)
    noise = [
        TextLayout(chance.choice((SENTENCE, PARAGRAPH), len(side)).tolist(), [0] * len(side))
        for side in (source, target)
    ]
    plain, misled = (tally(run(source, target, each), gold).strict[2] for each in (None, Outline(*noise)))
    # Beads over two source paragraphs are not wanted, so that those are lost.
    assert misled > plain - 0.12


@pytest.mark.slow
def test_voices_are_matched() -> None:
    for seed in range(4):
        made = talk(seed, speakers=4)
        counted = voices(run(made.source, made.target, made.outline), made.outline)
        best: dict[int, int] = {}
        for ours, theirs in counted:
            best.setdefault(ours, theirs)
        assert best == {**made.voices, HEADING: HEADING}


def test_only_confident_beads_with_one_voice_are_counted() -> None:
    outline = Outline(TextLayout([0] * 4, [0, 0, 1, 1]), TextLayout([0] * 4, [5, 5, 6, 6]))
    beads = [Bead((0,), (0,)), Bead((1,), (1,), 0.9), Bead((2,), (2,)), Bead((3,), ()), Bead((), (3,))]
    assert voices(beads, outline) == {(0, 5): 1, (1, 6): 1}
    assert voices([Bead((1, 2), (1,))], outline) == {}


def test_no_bead_is_over_two_source_paragraphs() -> None:
    made = talk(3, reshaped=0.8)
    levels = made.outline.source.levels
    for bead in run(made.source, made.target, made.outline):
        assert all(levels[i] == SENTENCE for i in bead.source[:-1])


def test_repeated_answers_go_to_their_turns() -> None:
    source = [
        "Did Mara come to the bridge?",
        "Yes.",
        "And Tomas, was he there?",
        "Yes.",
        "Did they talk?",
        "Yes.",
    ]
    target = ["Kam Mara an die Brücke?", "Ja.", "Haben sie geredet?", "Ja."]
    ours = TextLayout([TURN] * 6, [0, 1] * 3)
    theirs = TextLayout([TURN] * 4, [7, 2] * 2)
    beads = run(source, target, Outline(ours, theirs))
    assert all(i % 2 == j % 2 for bead in beads for i in bead.source for j in bead.target)


def test_frames_know_places_and_turns() -> None:
    layout = TextLayout([0, 1, 0, 2, 1], [4, 4, 4, 4, -1])
    made = frame(layout, numbers(layout))
    assert made.border.tolist() == [2, 0, 1, 0, 2, 2]
    assert made.voice.tolist() == [0, 0, 0, 0, 1]
    assert made.turn.tolist() == [0, 0, 0, 0, 1]
    assert places(made).tolist() == [2, 1, 2, 1, 3]
    assert made.at(slice(1, 3), slice(1, 4)).border.tolist() == [0, 1, 0]


def test_rare_voices_share_a_number() -> None:
    layout = TextLayout([0] * 200, list(range(200)))
    assert max(numbers(layout).values()) == VOICES


def test_first_guesses() -> None:
    levels = [0, 1, 0, 1, 2] * 8
    outline = Outline(TextLayout(levels, [0] * 40), TextLayout(levels, [0] * 39 + [-2]))
    ours, theirs, first = begin(outline)
    assert first.ends[2, 2] > first.ends[1, 1] > 0 > first.ends[0, 2]
    assert (first.inside[0] <= APART).all()
    assert first.inside[1][1] > first.inside[0][1]
    whole, middle = first.omitted[0][3], first.omitted[0][0]
    assert whole[1] > middle[0] > whole[0]
    # Of a voice that was never met nothing is known.
    assert np.allclose(first.ahead, 0, atol=1e-6)
    again = first.learn(ours, theirs, np.array([[0, 0], *([k, k] for k in range(1, 41))]), np.ones(40))
    assert again.ends[2, 2] > first.ends[2, 2]
    assert again.ends[0, 2] < first.ends[0, 2]


def test_a_turn_is_no_witness_for_itself() -> None:
    layout = TextLayout([0, 0, 2, 0, 0, 2], [0, 0, 0, 1, 1, 1])
    ours, theirs, first = begin(Outline(layout, layout))
    line = np.array([[k, k] for k in range(7)])
    assert np.allclose(first.learn(ours, theirs, line, np.ones(6)).ahead, first.ahead)


def test_a_structure_can_be_turned() -> None:
    made = talk(1)
    ours, theirs, first = begin(made.outline)
    corners = np.array([[0, 0], [1, 1], [2, 2], [4, 3], [5, 3]])
    once = first.learn(ours, theirs, corners, np.ones(4))
    assert (once.flipped().ends == once.ends.T).all()
    assert (once.flipped().behind == once.ahead).all()
    assert (once.flipped().omitted[0] == once.omitted[1]).all()


@pytest.mark.parametrize(
    "source",
    [
        TextLayout([0], [0, 0]),
        TextLayout([0, 0], [0]),
        TextLayout([0, 4], [0, 0]),
        TextLayout([0, -1], [0, 0]),
    ],
    ids=str,
)
def test_an_outline_that_does_not_fit_is_an_error(source: TextLayout) -> None:
    with pytest.raises(DiglotError, match="outline of the source"):
        run(["A.", "B."], ["A.", "B."], Outline(source, TextLayout([0, 0], [0, 0])))
