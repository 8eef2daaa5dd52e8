"""What laws ask of a text, in few words."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading import roster
from toolkit.reading.lines import Line
from toolkit.reading.shape import flags, recurring, share
from toolkit.reading.view import view
from toolkit.reading.vocabulary import addressed

TALK = ("Mara Lind: How deep is it?", "يوسف: عميق جدا.", "Mara Lind:", "A line of its own.")


@given(st.lists(st.booleans()))
def test_a_share_is_of_all_and_of_nothing_it_is_none(values: list[bool]) -> None:
    assert share(flags(values)) == pytest.approx(sum(values) / max(1, len(values)))


@given(st.lists(st.integers(0, 9)))
def test_what_recurs_comes_more_than_once(values: list[int]) -> None:
    often = Counter(values)
    assert recurring(np.array(values, dtype=np.intp)).tolist() == [often[value] > 1 for value in values]


@given(st.sets(st.integers(0, 3)))
def test_lines_are_named_by_their_numbers(lines: set[int]) -> None:
    seen = view([Line(text, number) for number, text in enumerate(TALK, 1)])
    assert np.flatnonzero(seen.are(lines)).tolist() == sorted(lines)
    firsts = np.array(sorted({0, *lines}), dtype=np.intp)
    assert seen.last(firsts).tolist() == [*(firsts[1:] - 1).tolist(), len(TALK) - 1]


def test_a_line_has_what_stands_around_its_label() -> None:
    text = roster.labelled(view([Line(text, number) for number, text in enumerate(TALK, 1)]))
    places = np.flatnonzero(text.inline).tolist()
    assert [text.behind(place) for place in places] == ["How deep is it?", "عميق جدا."]
    assert [text.before(place).strip() for place in places] == ["Mara Lind:", "يوسف:"]
    assert text.line[text.of_keys({"mara lind"})].tolist() == [0, 2]


@pytest.mark.parametrize(
    ("texts", "are"),
    [
        (("How so?", "I rowed."), True),
        (("Wind!", "Ich war da."), True),
        (("How so?",), False),
        (("I rowed.",), False),
    ],
)
def test_people_talk_who_ask_and_say_i(texts: tuple[str, ...], are: bool) -> None:
    assert addressed(texts) is are
