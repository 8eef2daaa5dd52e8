"""What is asked about by where it stands, however sure it is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading.lattice import LineState
from toolkit.transcript.standing import Standing
from toolkit.transcript.turns import LineBlock

TURNS = [
    "Ada Berg: When did the ferry begin to sail?",
    "Ilo Maas: I bought her in May, and she sailed in June.",
] * 4
APART = "CHAT: Evening talk with Ilo Maas."
TOLD = "Ada Berg met him in the harbour of Vell, where he has mended boats for thirty years."
SIGNED = [
    *["Ada Berg: Who is there?", "Ilo Maas: I am here, as you see."] * 3,
    "Room- We are here too, and we listen.",
    *["Ada Berg: And who keeps the boat?", "Room- The boys from the mill do."],
    *["Ilo Maas: I pay them for it.", "Room- He pays us well, so we stay."],
    *["Ada Berg: Thank you all.", "Ilo Maas: I thank you."],
]
HEBREW = [
    *["מיכל לוי: מתי הגעת אל הנמל?", "אורי כהן: הגעתי באביב, ומאז אני כאן."] * 3,
    "קהל- גם אנחנו כאן, ואנחנו מקשיבים.",
    *["מיכל לוי: ומי שומר על הסירה?", "קהל- הנערים מן הטחנה שומרים."],
    *["אורי כהן: אני משלם להם על כך.", "קהל- הוא משלם לנו היטב."],
    *["מיכל לוי: תודה לכולכם.", "אורי כהן: אני מודה לכם."],
]


def read(paragraphs: list[str], lang: str) -> tuple[Document, list[Finding]]:
    text = "\n\n".join(paragraphs) + "\n"
    document, found = plain.read(text.encode(), sidecar=Sidecar(), name="x", path="x.txt", lang=lang)
    return document, [*found]


def findings(paragraphs: list[str], lang: str) -> list[Finding]:
    return read(paragraphs, lang)[1]


def asked(found: list[Finding], line: int) -> set[str]:
    return {one.code for one in found if line in one.every_line}


def test_a_turn_apart_above_a_talk_is_asked_about() -> None:
    assert asked(findings(["The ferry", APART, TOLD, *TURNS], "en"), 3) & {"D101", "D103"}


def test_whoever_speaks_on_in_the_talk_is_not_asked_about() -> None:
    assert not asked(findings(["The ferry", TURNS[0], TOLD, *TURNS], "en"), 3) & {"D101", "D103"}


@pytest.mark.parametrize(("paragraphs", "label", "lang"), [(SIGNED, "Room-", "en"), (HEBREW, "קהל-", "he")])
def test_paragraphs_that_begin_alike_up_to_a_sign_have_labels_or_are_asked_about(
    paragraphs: list[str], label: str, lang: str
) -> None:
    document, found = read(paragraphs, lang)
    alike = {2 * i + 1 for i, one in enumerate(paragraphs) if one.startswith(label)}
    own = {part.where.line for turn in document.turns if turn.label == label[:-1] for part in turn.paragraphs}
    asked_about = {line for one in found if one.code in {"D122", "D103", "D118"} for line in one.every_line}
    assert alike <= own | asked_about


def test_an_address_or_two_alike_are_no_labels() -> None:
    amid = [
        *SIGNED[:6],
        "https://vell.example/a",
        "https://vell.example/b",
        "https://vell.example/c",
        *SIGNED[:4],
    ]
    assert "D122" not in {one.code for one in findings(amid, "en")}


NAMED = {
    "he": [
        *["שואלת מה שלומך הבוקר?", "דובי אני עייף מאוד.", "שואלת ולמה לא ישנת?"],
        *["דובי הרוח דפקה בחלון.", "שואלת איזו רוח?", "דובי זו שבאה מן הים.", "שואלת ומה תעשה עכשיו?"],
    ],
    "ru": [
        *["Прохожий Где здесь пристань?", "Лодочник За мельницей.", "Прохожий Далеко до неё?"],
        *["Лодочник Пешком полчаса.", "Прохожий А на лодке?", "Лодочник Она течёт.", "Прохожий Пойду."],
    ],
    "hi": [
        *["मल्लाह नाव किसकी है?", "दुकानदार मेरे भाई की।", "मल्लाह वह कहाँ गया?", "दुकानदार शहर गया है।"],
        *["मल्लाह कब लौटेगा?", "दुकानदार शायद कल।", "मल्लाह तब मैं रुकता हूँ।"],
    ],
    "tr": [
        *["Kaptan Rüzgâr nereden esiyor?", "Tayfa Poyraz, kaptanım.", "Kaptan Yelken hazır mı?"],
        *["Tayfa Hazır sayılır.", "Kaptan Sayılır ne demek?", "Tayfa Yırtık demek.", "Kaptan Dikin öyleyse."],
    ],
}


@pytest.mark.parametrize("lang", NAMED)
def test_names_without_a_sign_that_take_turns_are_asked_about(lang: str) -> None:
    document, found = read(NAMED[lang], lang)
    (named,) = [one for one in found if one.name == "D122.named"]
    assert len(named.every_line) == 7 and not any(turn.speakers for turn in document.turns)


@pytest.mark.parametrize("lang", NAMED)
def test_words_that_begin_sentences_alike_are_no_names(lang: str) -> None:
    first, second = (text.split()[0] for text in NAMED[lang][:2])
    # Who speaks twice at once begins two lines of a poem.
    behind = [text.split(" ", 1)[1] for text in NAMED[lang]]
    poem = [f"{first if n < 4 else second} {words}" for n, words in enumerate(behind)]
    # Nobody asks.
    tale = [text.replace("?", ".") for text in NAMED[lang]]
    # Nor is anybody called by a word of every text.
    common = {"he": ("אני", "לא"), "hi": ("मैं", "यह"), "ru": ("Он", "Не"), "tr": ("Bu", "Ve")}[lang]
    words = [f"{common[n % 2]} {words}" for n, words in enumerate(behind)]
    for text in (poem, tale, words):
        assert "D122.named" not in {one.name for one in findings(text, lang)}


HEADED = {
    "el": (
        ["◊ Πότε χτίστηκε ο μύλος;", "- Πριν από εκατό χρόνια, τον έχτισε ο παππούς μου με τα χέρια του."],
        "ΤΟ ΝΕΡΟ ΔΕΝ ΕΙΝΑΙ ΠΙΑ ΑΡΚΕΤΟ ΓΙΑ ΟΛΟΥΣ ΜΑΣ",
    ),
    "tr": (
        ["◊ Değirmen ne zaman kuruldu?", "- Yüz yıl önce, dedem kendi elleriyle kurdu ve hiç durmadı."],
        "ARTIK SU HERKESE YETMİYOR BUNU SÖYLEMEK ZOR",
    ),
    "ru": (
        ["◊ Когда построили мельницу?", "- Сто лет назад, её построил мой дед своими руками."],
        "ВОДЫ НА ВСЕХ УЖЕ НЕ ХВАТАЕТ ГОВОРИТЬ ТРУДНО",
    ),
}


@pytest.mark.parametrize("lang", HEADED)
def test_a_head_in_capitals_between_turns_is_one_or_asked_about(lang: str) -> None:
    turns, head = HEADED[lang]
    paragraphs = [*turns * 3, head, *turns * 2]
    document, found = read(paragraphs, lang)
    said = any(part.text == head for turn in document.turns for part in turn.paragraphs)
    assert not said or asked(found, 13) & {"D101", "D118"}


STATES: dict[str, LineState] = {"t": "turn", "s": "continuation", "n": "narration"}


def unsaid(states: str, speakers: str, loud: str = "") -> set[int]:
    """The places that are asked about: t for a turn, s for speech that goes on, n for what is told.

    loud  places of paragraphs in capitals that end no sentence
    """
    blocks = [LineBlock(k, (k,), STATES[state], state == "t") for k, state in enumerate(states)]
    labels = [k for k, state in enumerate(states) if state == "t"]
    keys = np.zeros(len(states), dtype=np.intp)
    keys[labels] = [ord(speaker) for speaker in speakers]
    read = SimpleNamespace(
        text=SimpleNamespace(printed=["So."] * len(states)), best=SimpleNamespace(key=keys)
    )
    for place in loud:
        read.text.printed[int(place)] = "THE MILL HAS STOPPED"
    now: Any = SimpleNamespace(parts=[(block, None) for block in blocks], read=read)
    return Standing(now, np.array(labels)).unsaid()


def test_speech_above_the_first_label_is_asked_about() -> None:
    assert unsaid("nsttttt", "ababa") == {1}


def test_speech_right_below_what_is_told_is_asked_about() -> None:
    assert unsaid("tttttnsst", "ababab") == {6}
    assert unsaid("tttttsnt", "ababab") == set()


def test_capitals_amid_what_is_said_are_heads_where_few_are_set_so() -> None:
    assert unsaid("tttsttstt", "abababa", "3") == {3}
    assert unsaid("sssssssss", "", "4") == {4}
    # Captions may be in capitals.
    assert unsaid("sssssssss", "", "01234568") == set()
