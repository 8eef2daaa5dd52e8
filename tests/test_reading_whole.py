"""How labels and lines are seen beside the others of their document."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers import plain
from toolkit.reading import features, roster
from toolkit.reading.view import view
from toolkit.reading.whole import ALIKE, ASKED, alike

TALK = """Ann: Who has the key?

Bob: The baker.

Old harbour office: closed since May.

Ann: Then we ask the baker.
"""


def of_labels(text: str, feature: str) -> dict[str, float]:
    known = roster.labelled(view(plain.content(text, path="x.txt").lines))
    column = roster.FEATURES.index(feature)
    return {key: round(float(roster.fixed(known)[k, column]), 2) for k, key in enumerate(known.keys)}


def of_lines(text: str, feature: str, speakers: set[str]) -> list[float]:
    """One feature of each line, where these and no others are speakers."""
    known = roster.labelled(view(plain.content(text, path="x.txt").lines))
    likely = np.array([float(key in speakers) for key in known.keys], dtype=np.float32)
    rows = features.features(known, likely, features.best(known, likely))
    return [round(float(value), 2) for value in rows[:, features.FEATURES.index(feature)]]


def test_a_label_is_told_what_the_others_of_its_style_are_like() -> None:
    of = of_labels(TALK, "alike: one word")
    # Of the other two one has one word; of Ann and Bob both have.
    assert of["ann"] == of["bob"] == 0.5
    assert of["old harbour office"] == 1
    assert of_labels(TALK, "alone in its style") == dict.fromkeys(of, 0)


def test_a_label_that_nobody_is_printed_like_is_alone() -> None:
    of = of_labels("Ann: Who?\n\n[Bob] The baker.\n\nAnn: Why?\n", "alone in its style")
    assert of["bob"] == 1
    assert of_labels("Ann: Who?\n\n[Bob] The baker.\n", "alike: one word")["bob"] == 0


@given(st.data())
def test_means_are_of_the_others_alone(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    rows = np.array(
        data.draw(st.lists(st.tuples(*[st.integers(0, 1)] * len(ASKED)), min_size=count, max_size=count))
    )
    style = np.array(data.draw(st.lists(st.integers(0, 2), min_size=count, max_size=count)))
    made = alike(rows.astype(np.float32), ASKED, np.ones(count, np.float32), np.arange(count), style)
    assert made.shape == (count, len(ALIKE))
    for k in range(count):
        others = [j for j in range(count) if style[j] == style[k] and j != k]
        expected = rows[others].mean(axis=0) if others else np.zeros(len(ASKED))
        assert made[k, 2:] == pytest.approx(expected, abs=1e-5)
        assert made[k, 0] == (not others)


def test_where_nobody_has_a_label_for_long_it_is_told() -> None:
    text = "Ann: Who?\n\nBob: Me.\n\nAnn: Why?\n\nOne.\n\nTwo.\n\n## The quay\n\nThree.\n"
    speakers = {"ann", "bob"}
    assert of_lines(text, "heading since label", speakers) == [0, 0, 0, 0, 0, 1, 1]
    beyond = of_lines(text, "since label, beyond usual", speakers)
    assert beyond[:3] == [0, 0, 0]
    assert beyond[3] < beyond[4] < beyond[6]
    assert of_lines(text, "since label", set()) == [0] * 7


def test_items_are_seen_beside_those_of_their_list() -> None:
    text = "Points\n\n- Ann: It rained.\n- Bob: It did.\n- the roof\n\nLater\n\n- the roof\n- the door\n"
    speakers = {"ann", "bob"}
    assert of_lines(text, "item beside labels", speakers) == [0, 0.67, 0.67, 0, 0, 0, 0]
    assert of_lines(text, "items beside have labels", speakers) == [0, 0, 0, 0.67, 0, 0, 0]


def test_a_full_line_that_ends_no_sentence_goes_on() -> None:
    lines = ["The ferry left at six and the", "lamps along the quay came on.", "Nobody waved to it, I think."]
    assert view(plain.content("\n".join(lines) + "\n", path="x.txt").lines).opens.tolist() == [
        True,
        False,
        True,
    ]


def test_a_blank_line_where_few_are_parts_a_text() -> None:
    text = "The quay\nBy Ann\n\nAnn: Who?\nBob: Me.\nAnn: Why?\nBob: I was awake.\n\nNext week: the mill\n"
    speakers = {"ann", "bob"}
    assert of_lines(text, "head block", speakers) == [1, 1, 0, 0, 0, 0, 0]
    assert of_lines(text, "tail block", speakers) == [0, 0, 0, 0, 0, 0, 1]
    assert of_lines(text, "tail block", set()) == [0] * 7
    assert of_lines(text.replace("\n", "\n\n"), "tail block", speakers) == [0] * 7


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Κάτω Όρμος, 9 Ιουνίου 2022", "Συνέντευξη", "Ο άνθρωπος που μετρά τις πέτρες", "Και άλλοι"], 2),
        (["The woman who counts waves", "A second line"], 0),
        (["https://example.org/1", "By Ada Roth", "Waves and wind"], 2),
        (["She has counted them for years.", "It was late."], None),
    ],
)
def test_the_first_line_that_may_be_a_title_is_known(lines: list[str], title: int | None) -> None:
    found = of_lines("\n".join(lines) + "\n", "may head", set())
    assert [k for k, value in enumerate(found) if value] == ([] if title is None else [title])
