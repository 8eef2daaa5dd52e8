"""Notes of a discussion: many speak in no order, in haste; fields of records come in theirs."""

from __future__ import annotations

import pytest

from toolkit.reading.inference import infer
from toolkit.reading.lines import Line
from toolkit.reading.roster import Labels, labels
from toolkit.reading.speaking import discussion
from toolkit.reading.view import View, view
from toolkit.reading.weights import weights

NAMES = [
    ["mara", "tom", "bo", "mina", "olsen"],
    ["мара", "том", "бо", "мина", "олсен"],
    ["מרה", "תום", "בו", "מינה", "אולסן"],
]
ORDER = [0, 1, 0, 2, 3, 1, 4, 0, 2, 4, 3, 0, 1, 3, 2, 4, 1, 2, 0, 4, 3, 2, 1, 0]


def seen(text: str) -> tuple[View, Labels]:
    looked = view([Line(line, number) for number, line in enumerate(text.split("\n"), 1) if line])
    return looked, labels(looked)


def noted(names: list[str], order: list[int]) -> str:
    return "\n".join(
        f"{names[k]}: the lamp was out at {place}, who has the key" for place, k in enumerate(order)
    )


def voices(text: str) -> set[str]:
    looked, known = seen(text)
    return {known.keys[k] for k in discussion(looked, known)}


@pytest.mark.parametrize("names", NAMES)
def test_many_who_speak_in_no_order_are_in_a_discussion(names: list[str]) -> None:
    text = noted(names, ORDER)
    assert voices(text) == set(names)
    looked, known = seen(text)
    read = infer(looked, weights())
    assert [read.likely[known.keys.index(name)] for name in names] == [1] * len(names)


@pytest.mark.parametrize("names", NAMES)
def test_fields_of_records_come_in_their_order(names: list[str]) -> None:
    assert voices(noted(names, [0, 1, 2, 3, 4] * 5)) == set()


def test_few_are_left_to_weights() -> None:
    assert voices(noted(NAMES[0], [k for k in ORDER if k < 4])) == set()


def test_what_is_told_for_the_most_part_is_no_discussion() -> None:
    told = "\n".join("The lamp of the harbour was lit again, and all went home." for _ in ORDER * 2)
    first, *rest = noted(NAMES[0], ORDER).split("\n")
    assert voices("\n".join([first, told, *rest])) == set()


@pytest.mark.parametrize(
    "name", ["presenter", "date", "when", "issue 3"]
)  # a role, a field, a question, a number
def test_words_for_something_else_are_left_to_weights(name: str) -> None:
    names = [name, *NAMES[0][1:], "ruth"]
    assert voices(noted(names, [*ORDER, 5, 1, 5, 3, 5])) == {*NAMES[0][1:], "ruth"}


def test_what_heads_a_part_is_no_name() -> None:
    text = noted([*NAMES[0], "lamps"], [*ORDER, 5, 2, 5, 1, 5])
    assert "lamps" in voices(text)
    assert voices(f"{text}\n# lamps: what they need") == set(NAMES[0])
