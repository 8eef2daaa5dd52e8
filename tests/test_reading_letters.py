"""Letters that a text gives somebody: their turns begin with them."""

from __future__ import annotations

import pytest

from toolkit.config import Sidecar
from toolkit.readers import plain
from toolkit.reading.inference import infer
from toolkit.reading.lines import Line
from toolkit.reading.roster import Labels, labels
from toolkit.reading.shape import View, view
from toolkit.reading.speaking import attending
from toolkit.reading.weights import weights

MINUTES = """\
# Harbour council, 4 March

{0}

MSO: the lamp goes out at four, and the fog bell is not rung before six

- it was out for two hours on Monday

TOS: that's the third time this year

MSO: who has the key of the store?

TOS: nobody knows since Mina left

MSO: let's ask her, then
"""


def seen(text: str) -> tuple[View, Labels]:
    looked = view([Line(line, number) for number, line in enumerate(text.split("\n"), 1) if line])
    return looked, labels(looked)


def letters(text: str) -> set[str]:
    looked, known = seen(text)
    return {known.names[k] for k in attending(looked.lines, known)}


@pytest.mark.parametrize(
    "roll",
    [
        "Mara Sorel (MSO), Tom Olsen (TOS), Bo Lind (BL)",
        "Present: Dr. Mara Sorel (MSO) and Tom van Olsen (TOS)",
        "Mara Sorel, keeper (MSO); Mara Sorel（MSO）；Tom Olsen（TOS）",
        "I spoke to Mara Sorel (MSO), and to Tom Olsen (TOS).",
    ],
)
def test_letters_behind_a_name_are_whose_turns_they_begin(roll: str) -> None:
    text = MINUTES.format(roll)
    assert letters(text) == {"MSO", "TOS"}
    looked, known = seen(text)
    read = infer(looked, weights())
    assert {known.names[k]: read.likely[k] for k in attending(looked.lines, known)} == {"MSO": 1, "TOS": 1}


def test_letters_are_of_any_script_that_has_capitals() -> None:
    text = MINUTES.replace("MSO", "МСО").replace("TOS", "ТОЛ")
    assert letters(text.format("Мара Соренко (МСО), Том Ольсен (ТОЛ)")) == {"МСО", "ТОЛ"}


@pytest.mark.parametrize(
    "roll",
    [
        "Mara Sorel, Tom Olsen",
        "Mara Sorel (MSO), Tom Olsen",  # one alone may be short for a thing
        "the master's office (MSO), the terms of storage (TOS)",
        "Sorel (MSO), Olsen (TOS)",
        "Mara Sorel (TOS), Tom Olsen (MSO)",
    ],
)
def test_other_letters_in_parentheses_are_nobodys(roll: str) -> None:
    assert letters(MINUTES.format(roll)) == set()


def test_what_comes_once_is_no_letters_of_somebody() -> None:
    text = "Mara Sorel (MSO), Tom Olsen (TOS)\n\nMSO: the lamp is out.\n\nTOS: it was out for two hours."
    assert letters(text) == set()


def test_an_editor_outweighs_letters() -> None:
    looked, known = seen(MINUTES.format("Mara Sorel (MSO), Tom Olsen (TOS)"))
    read = infer(looked, weights(), pinned={"mso": False})
    of = dict(zip(known.keys, read.likely.tolist(), strict=True))
    assert (of["mso"], of["tos"]) == (0, 1)


def test_minutes_by_letters_are_read() -> None:
    text = MINUTES.format("Mara Sorel (MSO), Tom Olsen (TOS)")
    document, _ = plain.read(text.encode(), name="m", path="m.txt", lang="en", sidecar=Sidecar())
    assert [speaker.name for speaker in document.speakers] == ["MSO", "TOS"]
    assert plain.write(document).decode() == text
