"""Screenplays in plain text: names in capitals, alone above what is said."""

from __future__ import annotations

import pytest

from toolkit.config import Sidecar
from toolkit.readers import plain, screenplays
from toolkit.readers.file_lines import scan
from toolkit.reading.lines import Line
from toolkit.workflow.reading_rows import rows

SET_IN = """{scene}

Rain on the window. {a} (60) peels potatoes, and
does not look up.

                    {a}
          {x}
          {x}

                    {b}
               (quietly)
          {x}

          {x}

A knock. They look at each other.

                    {b} (CONT'D)
          {x}

                                        CUT TO:

                    {a}
               (whispering)
          {x}
"""
WORDS = [
    ("INT. LAMP ROOM - NIGHT", "ADA", "BO HOLM", "The lamp burnt for nobody."),
    ("ИНТ. МАЯК - НОЧЬ", "АННА", "ИВАН", "Лампа горела всю ночь."),
    ("ΕΣΩΤ. ΦΑΡΟΣ - ΝΥΧΤΑ", "ΑΝΝΑ", "ΝΙΚΟΣ", "Το φως έμεινε αναμμένο."),
    ("İÇ. FENER - GECE", "AYŞE", "CAN", "Lamba bütün gece yandı."),
    ("1 INNEN. LEUCHTTURM - NACHT", "ÖMER", "GRETA", "Die Lampe hat gebrannt."),
]


def read(text: str) -> list[tuple[str, str, str]]:
    """Kind, speaker and text of each paragraph."""
    document, _ = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=Sidecar())
    return [(row["kind"], "".join(row["speaker"] or ""), row["text"]) for row in rows(document)]


def wanted(scene: str, a: str, b: str, x: str, second: str) -> list[tuple[str, str, str]]:
    return [
        ("heading", "", scene),
        ("narration", "", f"Rain on the window. {a} (60) peels potatoes, and does not look up."),
        ("speech", a, f"{x} {x}"),
        ("event", "", "(quietly)"),
        ("speech", b, x),
        ("speech" if second else "narration", second, x),
        ("narration", "", "A knock. They look at each other."),
        ("speech", b, x),
        ("heading", "", "CUT TO:"),
        ("event", "", "(whispering)"),
        ("speech", a, x),
    ]


@pytest.mark.parametrize(("scene", "a", "b", "x"), WORDS)
def test_names_stand_further_in_than_what_is_said(scene: str, a: str, b: str, x: str) -> None:
    text = SET_IN.format(scene=scene, a=a, b=b, x=x)
    assert read(text) == wanted(scene, a, b, x, second=b)


@pytest.mark.parametrize(("scene", "a", "b", "x"), WORDS)
def test_where_nothing_is_set_in_scenes_are_headed(scene: str, a: str, b: str, x: str) -> None:
    text = "\n".join(line.strip() for line in SET_IN.format(scene=scene, a=a, b=b, x=x).split("\n"))
    # A blank line ends what is said: nothing shows that the next paragraph is said, too.
    assert read(text) == wanted(scene, a, b, x, second="")


def lines(text: str) -> list[Line]:
    """The lines of a text, as they are before anything is told of them."""
    found = scan(text)
    return [
        Line(words, n, at, int(gap), indent)
        for words, n, at, gap, indent in zip(
            found.text, found.number, found.at, found.gap, found.indent, strict=True
        )
    ]


@pytest.mark.parametrize("sign", [": ", " — "])
def test_part_of_a_film_is_quoted_in_a_talk(sign: str) -> None:
    talk = "".join(f"{('Noa', 'דן')[k % 2]}{sign}It was so {k}, and then it was not.\n\n" for k in range(28))
    film = "INT. A LAMP ROOM\n\nADA\nYes.\n\nBO\nNo.\n\nADA\nWhy?\n\n"
    heads = "     PART ONE\n   Of it.\n\n     PART TWO\n   More.\n\n     PART ONE\n   Again.\n\n"
    for text in (film + talk, heads + talk[: len(talk) // 2]):
        assert screenplays.read(lines(text)) == lines(text)


@pytest.mark.parametrize(
    "text",
    [
        # Headings are set in, and few.
        "Once.\n\n     SEA\n   It is wide.\n\n     MILL\n   It is old.\n\n     SEA\n   It is grey.\n",
        # Nothing is set in, and no scene is headed.
        "ADA\nYes.\n\nBO\nNo.\n\nADA\nWhy?\n",
        # All are set in alike.
        "Once.\n\n     ADA\n     Yes.\n\n     BO\n     No.\n\n     ADA\n     Why?\n",
        # Nobody speaks again.
        "INT. A LAMP ROOM\n\nADA\nYes.\n\nBO\nNo.\n\nCY\nWhy?\n",
        # One person alone: a list with heads.
        "Once.\n\n     TOOLS\n   A saw.\n\n     TOOLS\n   An axe.\n\n     TOOLS\n   A rope.\n",
        # No letters in capitals: here no name can be told by them.
        "רגע\n\n     רות\n   כן.\n\n     דן\n   לא.\n\n     רות\n   למה?\n",
        # What a letter is called in a lesson.
        "INT. is short for interior.\n\nWHY\nWe save ink.\n\nHOW\nWith a stop.\n",
    ],
)
def test_what_is_no_screenplay_stays(text: str) -> None:
    assert screenplays.read(lines(text)) == lines(text)
