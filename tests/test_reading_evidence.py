"""What the reader takes as evidence, by small texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers import plain
from toolkit.reading import doubts, lines, roster
from toolkit.reading.view import FLAGS, View, view


def seen(text: str) -> View:
    return view(plain.content(text, path="x.txt").lines)


def told(text: str, feature: str) -> dict[str, float]:
    """One feature of each label."""
    known = roster.labels(seen(text))
    column = roster.FEATURES.index(feature)
    return {key: round(float(known.fixed[k, column]), 2) for k, key in enumerate(known.keys)}


NOTES = """Q: Who rings the bell?

- crowd: whoever is awake
- crowd: the baker did, once
- Mina Farouk: nobody, since May
"""


def test_a_hyphen_before_labels_that_recur_is_a_bullet() -> None:
    of = told(NOTES, "sign before a label")
    assert of["-"] == pytest.approx(2 / 3, abs=0.01)
    assert of["crowd"] == 0


def test_a_hyphen_before_what_is_said_is_none() -> None:
    talk = "- Who rings the bell?\n\n- Whoever is awake.\n\n- And at night?\n\n- The baker.\n"
    assert told(talk, "sign before a label")["-"] == 0


@pytest.mark.parametrize(
    ("joint", "first", "second"),
    [
        ("Ann Smith and Bob Brown", "Ann Smith", "Bob Brown"),
        ("李明、王芳", "李明", "王芳"),
        ("سلمى وكريم", "سلمى", "كريم"),
    ],
)
def test_a_label_made_of_two_that_recur_joins_them(joint: str, first: str, second: str) -> None:
    lines = [f"{first}: 1.", f"{second}: 2.", f"{joint}: 3.", f"{first}: 4.", f"{second}: 5."]
    of = told("\n\n".join(lines) + "\n", "joins labels")
    assert of[joint.casefold()] == 1
    assert of[first.casefold()] == of[second.casefold()] == 0


def test_a_label_with_and_of_nobody_who_speaks_joins_nothing() -> None:
    assert (
        told("Bread and Butter: 3 pounds.\n\nAnn: Yes.\n\nAnn: No.\n", "joins labels")["bread and butter"]
        == 0
    )


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_lines_between_fences_are_known(fence: str) -> None:
    column = FLAGS.index("fenced")
    text = f"Ann: See here.\n\n{fence}\n[A] [B] SWAP\n{fence}\n\nBob: I do.\n\n{fence}\nnever closed\n"
    assert seen(text).flags[:, column].tolist() == [0, 1, 1, 1, 0, 0, 0]


def test_a_part_of_a_line_without_words_leaves_no_trace() -> None:
    assert lines.joined(["", "At six.", "", "And late."]) == "At six. And late."


likelihoods = st.floats(0, 1, exclude_max=True)


@given(st.lists(likelihoods, max_size=12), likelihoods)
def test_a_question_names_all_places_of_its_cause_or_none(others: list[float], bound: float) -> None:
    asked, further = doubts.worth(list(enumerate(others)), bound)
    assert asked == [k for k, other in enumerate(others) if other > bound]
    assert further == [k for k, other in enumerate(others) if asked and doubts.FURTHER < other <= bound]
