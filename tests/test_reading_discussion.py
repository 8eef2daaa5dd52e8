"""Notes of a discussion: many speak in no order, in haste; fields of records come in theirs."""

from __future__ import annotations

import pytest

from talks import read, said

NAMES = [
    ["mara", "tom", "bo", "mina", "olsen"],
    ["мара", "том", "бо", "мина", "олсен"],
    ["מרה", "תום", "בו", "מינה", "אולסן"],
]
ORDER = [0, 1, 0, 2, 3, 1, 4, 0, 2, 4, 3, 0, 1, 3, 2, 4, 1, 2, 0, 4, 3, 2, 1, 0]


def noted(names: list[str], order: list[int]) -> str:
    return "\n".join(
        f"{names[k]}: the lamp was out at {place}, who has the key" for place, k in enumerate(order)
    )


@pytest.mark.parametrize("names", NAMES)
def test_many_who_speak_in_no_order_are_in_a_discussion(names: list[str]) -> None:
    assert [name for name, _ in said(read(noted(names, ORDER)))] == [names[k] for k in ORDER]


def test_what_heads_a_part_as_well_leaves_names_as_they_are() -> None:
    text = noted([*NAMES[0], "lamps"], [*ORDER, 5, 2, 5, 1, 5])
    assert {name for name, _ in said(read(f"{text}\n# lamps: what they need"))} >= {*NAMES[0]}
