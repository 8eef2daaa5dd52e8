"""Words of greeting above all labels, which are asked about, and entries of a diary."""

import pytest

from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.workflow.transcripts import taken

TALKS = {
    "en": ("Mara Lind: Who mended the lamp?", "Bo Hale: My aunt did, with a spoon.", "Mara Lind: And when?",
           "Bo Hale: I think it was in spring."),
    "ru": ("Мара Линд: Кто починил фонарь?", "Бо Холм: Моя тётя, ложкой.", "Мара Линд: А когда?",
           "Бо Холм: Я думаю, весной."),
    "ar": ("مارا ليند: من أصلح المصباح؟", "بو هولم: عمتي، بملعقة.", "مارا ليند: ومتى؟",
           "بو هولم: أظن في الربيع."),
    "ja": ("森田: 誰が灯りを直しましたか？", "小川: 叔母がスプーンで。", "森田: いつですか？",
           "小川: 春だったと思います。"),
}  # fmt: skip
TURNS = {lang: "\n\n".join(turns) + "\n" for lang, turns in TALKS.items()}
GREETED = {
    "en": "Good afternoon, everyone. The talk is about the lamp on the pier.",
    "ru": "Добрый день. Сегодня речь пойдёт о фонаре на молу.",
    "ar": "مساء الخير جميعا. حديثنا اليوم عن مصباح الرصيف.",
    "ja": "皆さん、こんにちは。本日は埠頭の灯りについてのお話です。",
}


def read(text: str) -> tuple[Document, dict[str, set[int]]]:
    """A text as it is read, and the lines that each code names."""
    made = taken(text.encode(), Sidecar(), name="x", path="x.txt", lang="und")
    found: dict[str, set[int]] = {}
    for one in made.findings or ():
        found.setdefault(one.code, set()).update(one.lines)
    return made.document, found


@pytest.mark.parametrize("lang", TURNS)
def test_who_greets_above_all_labels_may_be_somebody(lang: str) -> None:
    _, found = read(f"{GREETED[lang]}\n\n{TURNS[lang]}")
    assert 1 in found.get("D109", set())


def test_what_follows_a_greeting_is_asked_about_with_it() -> None:
    text = f"{GREETED['en']}\n\nThe chairs are new, and the roof is not.\n\n{TURNS['en']}"
    assert read(text)[1]["D109"] == {1, 3}


def test_an_introduction_that_greets_nobody_is_not_asked_about() -> None:
    text = f"The talk on the pier was about its lamp.\n\n{TURNS['en']}"
    assert "D109" not in read(text)[1]


ENTRIES = {
    "weekdays": ("Mon: Left at six, rain.", "Tue: I slept until noon.", "Wed: Bread.", "Thu: Wrote home."),
    "weeks": (
        "Mon: Rain.",
        "Tue: I slept.",
        "Wed: Bread.",
        "Mon: We left.",
        "Tue: I wrote home.",
        "Wed: Figs.",
    ),
    "dates": (
        "3 May: Left at six, rain.",
        "4 May: I slept until noon.",
        "5 May: Bread.",
        "6 May: Wrote home.",
    ),
    "times": (
        "9:00 Morning: The ice is here.",
        "12:15 Noon: I slept.",
        "18:30 Evening: Bread and an apple.",
        "23:00 Late night: The ice is gone.",
    ),
    "Hindi": ("सोमवार: हम छह बजे निकले।", "मंगलवार: मैं दोपहर तक सोया।", "बुधवार: रोटी और सेब।", "गुरुवार: घर लिखा।"),
    "Hebrew": ("בוקר 9:00: הקרח כאן.", "צהריים 12:15: ישנתי.", "ערב 18:30: לחם ותפוח."),
    "Thai": ("เช้า 9:00: น้ำแข็งมาแล้ว", "เที่ยง 12:15: ฉันหลับ", "เย็น 18:30: ขนมปังกับแอปเปิล"),
    "Russian": ("Пн: Вышли в шесть.", "Вт: Я спал до полудня.", "Ср: Хлеб и яблоко.", "Чт: Написал домой."),
    "Arabic": (
        "الاثنين: خرجت في السادسة.",
        "الثلاثاء: نمت حتى الظهر.",
        "الأربعاء: خبز.",
        "الخميس: كتبت رسالة.",
    ),
    "Japanese": (
        "月：六時に出発した。",
        "火：私は昼まで眠った。",
        "水：パンとりんご。",
        "木：手紙を書いた。",
    ),
}


@pytest.mark.parametrize("form", ENTRIES)
def test_days_of_a_diary_say_nothing(form: str) -> None:
    document, _ = read("\n\n".join(["A walk along the coast", *ENTRIES[form]]))
    assert not any(turn.kind == "speech" for turn in document.turns)


def test_people_may_be_called_as_days_and_months_are() -> None:
    document, _ = read(TURNS["en"].replace("Mara Lind", "May").replace("Bo Hale", "Sam"))
    assert {speaker.name for speaker in document.speakers} == {"May", "Sam"}
