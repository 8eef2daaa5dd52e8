"""Texts whose lines a program has wrapped, where what is in bold is read as one line."""

from __future__ import annotations

import textwrap

import pytest

from toolkit.config import Sidecar
from toolkit.workflow.transcripts import read_data

SAID = {
    "en": (
        "The first boat was too big for the lock, and so we all pulled it over the meadow with ropes",
        "It was a long summer and I remember the dust on the road and the bells in the evening",
        "Nobody had told us how deep the water was there, and I was the one who had to find it out",
        "What did the people of the village say when they saw the boat on the meadow, and did they help you",
    ),
    "ru": (
        "Первая лодка была слишком большой для шлюза, и мы все тянули её через луг на верёвках",
        "Это было долгое лето, и я помню пыль на дороге и колокола по вечерам",
        "Никто не сказал нам, насколько там глубоко, и выяснять это пришлось именно мне",
        "Что говорили жители деревни, когда увидели вас с лодкой на лугу, и помогал ли вам кто-нибудь из них",
    ),
    "el": (
        "Η πρώτη βάρκα ήταν πολύ μεγάλη για το κανάλι, και την τραβήξαμε όλοι μαζί με σχοινιά από το λιβάδι",
        "Ήταν ένα μεγάλο καλοκαίρι και θυμάμαι τη σκόνη στον δρόμο και τις καμπάνες το βράδυ",
        "Κανείς δεν μας είχε πει πόσο βαθύ ήταν εκεί το νερό, και έπρεπε να το βρω εγώ",
        "Τι είπαν οι άνθρωποι του χωριού όταν σας είδαν με τη βάρκα στο λιβάδι, και σας βοήθησε κανείς τους",
    ),
    "he": (
        "הסירה הראשונה הייתה גדולה מדי בשביל הסכר, ולכן משכנו אותה כולנו בחבלים דרך האחו",
        "זה היה קיץ ארוך, ואני זוכר את האבק על הדרך ואת הפעמונים בערב",
        "איש לא אמר לנו כמה עמוקים המים שם, ואני הייתי מי שנאלץ לגלות את זה",
        "מה אמרו אנשי הכפר כשראו אתכם עם הסירה באחו, והאם מישהו מהם עזר לכם באותו היום",
    ),
}
MARK = {"el": ";"}


@pytest.mark.parametrize("lang", SAID)
def test_questions_in_bold_that_a_program_wrapped_are_asked(lang: str) -> None:
    first, second, third, question = SAID[lang]
    mark = MARK.get(lang, "?")
    asks = f"{second}, {question[0].lower()}{question[1:]}{mark}"
    answers = (f"{first}. {second}. {third}. {first}.", f"{third}. {first}. {second}. {third}. {first}.")
    parts = [f"{first}. {third}."]
    for k in range(8):
        parts += [f"**{asks}**", answers[k % 2], answers[1 - k % 2]]
    text = "\n\n".join(textwrap.fill(part, 68) for part in parts)
    document, _ = read_data(f"{text}\n".encode(), Sidecar(), name="x", path="x.md", lang=lang)
    found = [p for turn in document.turns for p in turn.paragraphs]
    questions = [p.kind for p in found if p.text.startswith("**")]
    assert len(questions) == 8 and set(questions) == {"speech"}
    assert {p.kind for p in found[2:]} == {"speech"}
