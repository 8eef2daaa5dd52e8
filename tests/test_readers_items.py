"""Items in plain text whose signs other lines have, too: letters, dashes, bullets without a blank."""

import pytest

from talks import read, said
from toolkit.readers.text_lines import content

WORDS = {
    "en": (
        "Reporter",
        "Mara",
        "What was in the boat?",
        "It is all in the log.",
        ("nets", "a lamp", "two eels"),
    ),
    "ru": ("Журналист", "Мара", "Что было в лодке?", "Всё есть в журнале.", ("сети", "фонарь", "два угря")),
    "ar": ("الصحفي", "هالة", "ماذا كان في القارب؟", "كل شيء في السجل.", ("شباك", "مصباح", "سمكتان")),
    "he": ("כתב", "נועה", "מה היה בסירה?", "הכול כתוב ביומן.", ("רשתות", "פנס", "שני צלופחים")),
    "ja": ("記者", "須藤", "舟に何がありましたか。", "日誌に書いてあります。", ("網", "ランプ", "鰻二匹")),
    "hi": ("पत्रकार", "मीरा", "नाव में क्या था?", "सब कुछ बही में लिखा है।", ("जाल", "एक दीया", "दो मछलियाँ")),
    "de": (
        "Reporterin",
        "Mara",
        "Was war im Boot?",
        "Alles steht im Heft.",
        ("Netze", "Eine Lampe", "Zwei Aale"),
    ),
}
COUNTED = {
    "en": ("a) ", "b) ", "c) "),
    "ru": ("а) ", "б) ", "в) "),
    "ar": ("أ- ", "ب- ", "ت- "),
    "he": ("א. ", "ב. ", "ג. "),
    "ja": ("ア）", "イ）", "ウ）"),
    "hi": ("क) ", "ख) ", "ग) "),
    "de": ("(i) ", "(ii) ", "(iii) "),
}
NUMBERS = {
    "en": ("1 - ", "2 - ", "3 - "),
    "ru": ("1– ", "2– ", "3– "),
    "ar": ("١- ", "٢- ", "٣- "),
    "he": ("1- ", "2- ", "3- "),
    "ja": ("１、", "２、", "３、"),
    "hi": ("१- ", "२- ", "३- "),
    "de": ("① ", "② ", "③ "),
}


def _talk(lang: str, signs: tuple[str, ...]) -> str:
    one, two, asked, answer, things = WORDS[lang]
    items = "\n".join(sign + thing for sign, thing in zip(signs, things, strict=True))
    turns = f"{one}: {asked}\n\n{two}: {answer}\n\n{items}\n\n"
    return turns + "".join(f"{who}: {words}\n\n" for who, words in ((one, asked), (two, answer)) * 2)


def _forms(text: str, lang: str) -> list[tuple[str, str]]:
    return [(part.form, part.text) for part in read(text, lang=lang).paragraphs()]


@pytest.mark.parametrize("lang", WORDS)
def test_what_is_counted_is_a_list_and_said(lang: str) -> None:
    things = WORDS[lang][-1]
    for signs in (COUNTED[lang], NUMBERS[lang]):
        text = _talk(lang, signs)
        items = [sign + thing for sign, thing in zip(signs, things, strict=True)]
        assert [own for form, own in _forms(text, lang) if form == "item"] == items
        assert [(who, own) for who, own in said(read(text, lang=lang)) if own in items] == [
            (WORDS[lang][1], own) for own in items
        ]


@pytest.mark.parametrize("sign", ["– ", "— ", "•", "・", "·"])
@pytest.mark.parametrize("lang", WORDS)
def test_a_bullet_is_no_word(lang: str, sign: str) -> None:
    text, things = _talk(lang, (sign,) * 3), WORDS[lang][-1]
    assert [own for form, own in _forms(text, lang) if form == "item"] == [*things]
    assert {(WORDS[lang][1], thing) for thing in things} <= {*said(read(text, lang=lang))}


@pytest.mark.parametrize(
    "rows",
    [
        ("— Who is there", "— Me", "— You again."),
        ("— Кто там?", "— Я", "— Опять ты"),
        ("– Oui", "– Non"),
        ("— ใครอยู่ตรงนั้น", "— ฉันเอง", "— เธออีกแล้ว"),
        ("א. מי שם", "ב. אני.", "ג. שוב אתה"),
        ("Q) Who is there", "A) Me", "Q) You again"),
        ("A. Lind", "B. Hale", "C. Moore"),
        ("1 - 0", "2 - 0", "3 - 0"),
        ("10 - 12 eels", "11 - 14 nets"),
        ("ア・ラ・モード", "ジョン・スミス"),
        ("أ- من هناك؟", "ب- أنا", "ت- أنت"),
        ("b) a lamp", "a) nets", "c) eels"),
        ("b、 网", "z、 灯"),
    ],
)
def test_what_is_said_and_names_are_no_items(rows: tuple[str, ...]) -> None:
    found = content("\n".join(rows), "x.txt").lines
    assert not [line for line in found if line.form == "item"]


def test_a_dash_is_no_bullet_where_others_speak_behind_one() -> None:
    text = "— Who is there?\n\n— Me.\n\n— nets\n— a lamp\n— two eels\n"
    assert not [line for line in content(text, "x.txt").lines if line.form == "item"]


def test_a_line_that_is_set_in_goes_on_with_its_item() -> None:
    lines = content("In the boat:\na) nets\n   and ropes\nb) a lamp\n\nAnd home.", "x.txt").lines
    assert [(line.form, line.joined) for line in lines] == [
        ("prose", False), ("item", False), ("item", True), ("item", False), ("prose", False)
    ]  # fmt: skip
