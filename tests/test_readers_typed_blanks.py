"""Names that several blanks part from what is said, in documents that show blanks as they were typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from office import docx, odt, paragraph, run
from talks import said
from toolkit.config import Sidecar
from toolkit.workflow.transcripts import read_data

TALKS = {
    "en": [
        ("Ann", "Where is the lamp?"),
        ("Bo Dahl", "In the shed by the water."),
        ("Ann", "Who lights it?"),
    ],
    "ru": [("Анна", "Где стоит лампа?"), ("Пётр Лось", "В сарае у воды."), ("Анна", "Кто её зажигает?")],
    "he": [("דנה", "איפה המנורה?"), ("יוסי לוי", "במחסן ליד המים."), ("דנה", "מי מדליק אותה?")],
}
SPACES = ' <text:s text:c="3"/>'
FORMS: dict[str, Callable[[list[str]], bytes]] = {
    "x.docx": lambda rows: docx("".join(paragraph(run(row)) for row in rows)),
    "x.odt": lambda rows: odt("".join(f"<text:p>{row.replace('    ', SPACES)}</text:p>" for row in rows)),
    "x.md": lambda rows: ("# -\n\n" + "\n".join(rows)).encode(),
}


@pytest.mark.parametrize("path", [*FORMS])
@pytest.mark.parametrize("lang", [*TALKS])
def test_blanks_part_names_from_what_is_said_as_a_tab_does(lang: str, path: str) -> None:
    talk = [*TALKS[lang], TALKS[lang][1]]
    data = FORMS[path]([f"{who}    {text}" for who, text in talk])
    document, _ = read_data(data, Sidecar(), path=path, name="x", lang=lang)
    assert [row for row in said(document) if row[0]] == talk


@pytest.mark.parametrize("path", [*FORMS])
def test_blanks_between_words_are_one(path: str) -> None:
    rows = [
        "Ann: Where is    the lamp?",
        "Bo: In the    shed.",
        "Ann: Who    lights it?",
        "Bo: My    sister.",
    ]
    document, _ = read_data(FORMS[path](rows), Sidecar(), path=path, name="x", lang="en")
    assert [text for _, text in said(document)][-4:] == [
        "Where is the lamp?",
        "In the shed.",
        "Who lights it?",
        "My sister.",
    ]
