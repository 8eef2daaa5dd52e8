"""Lists with a label at each point, under headings: nobody may talk there; and people who do."""

import pytest

from talks import read_and_asked, said
from toolkit.findings import Finding
from toolkit.model import Document

Parts = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

NEWS: dict[str, Parts] = {
    "en": (
        ("Spring", (("Map", "Paths can be shared."), ("Search", "Do you search in notes? You can now."))),
        ("Winter", (("Map", "The colours are lighter."), ("Search", "Twice as fast."))),
    ),
    "ru": (
        ("Весна", (("Карта", "Пути стали общими."), ("Поиск", "Теперь вы найдёте и заметки."))),
        ("Зима", (("Карта", "Цвета светлее."), ("Поиск", "Стал вдвое быстрее."))),
    ),
    "ar": (
        ("الربيع", (("الخريطة", "صارت الطرق مشتركة."), ("البحث", "يمكنك الآن البحث في الملاحظات."))),
        ("الشتاء", (("الخريطة", "الألوان أفتح."), ("البحث", "أسرع من قبل."))),
    ),
    "zh": (
        ("春天", (("地图", "路线可以分享。"), ("搜索", "现在你可以搜索笔记了。"))),
        ("冬天", (("地图", "颜色更浅。"), ("搜索", "速度快了一倍。"))),
    ),
}
ROUNDS: dict[str, Parts] = {
    "en": (
        ("Why do you write?", (("Ada Berg", "Because I can't sing."), ("Bo Lind", "I was told to."))),
        ("When do you write?", (("Ada Berg", "At night, when I am alone."), ("Bo Lind", "I wish I knew."))),
    ),
    "ru": (
        ("Зачем вы пишете?", (("Ада Берг", "Я не умею петь."), ("Лев Гай", "Мне велели."))),
        ("Когда вы пишете?", (("Ада Берг", "Я пишу ночью."), ("Лев Гай", "Я бы сам хотел знать."))),
    ),
    "he": (
        ("למה אתם כותבים?", (("עדה ברג", "אני לא יודעת לשיר."), ("תום לוי", "אמרו לי לכתוב."))),
        ("מתי אתם כותבים?", (("עדה ברג", "אני כותבת בלילה."), ("תום לוי", "הלוואי שאני אדע."))),
    ),
}
FORMS = ("- **{}:** {}", "- **{}**: {}", "1. **{}**: {}", "- {}: {}", "- [ ] **{}:** {}", "- *{}:* {}")


def read(parts: Parts, form: str) -> tuple[Document, list[Finding]]:
    lines = ["# 2024", ""]
    for heading, points in parts:
        lines += [f"## {heading}", "", *(form.format(*point) for point in points), ""]
    document, found = read_and_asked("\n".join(lines), path="x.md")
    return document, [one for one in found if one.code.startswith("D1")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", NEWS)
def test_points_that_are_told_anew_below_each_heading_are_asked_about(language: str, form: str) -> None:
    document, found = read(NEWS[language], form)
    asked = {line for one in found for line in one.lines}
    assert len(said(document)) == 4
    assert asked.issuperset((5, 6, 10, 11))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ROUNDS)
def test_who_is_asked_the_same_says_i_and_who_speaks_again_talks(language: str, form: str) -> None:
    rounds = ROUNDS[language]
    talk = tuple((heading, (*points, *points)) for heading, points in NEWS["en"])
    for parts in (rounds, talk):
        document, found = read(parts, form)
        assert [words for _, words in said(document)] == [words for _, of in parts for _, words in of]
        assert {one.code for one in found} <= {"D115"}


SCENES = {
    "en": (
        ("Place", "Seen", "Heard"),
        ("The pier at night.", "Two lamps, and one is dark.", "So I asked them who had lit it."),
    ),
    "ja": (
        ("場所", "映像", "音声"),
        ("夜の埠頭。", "灯りが二つ、一つは消えている。", "それで私は誰が点けたのか聞きました。"),
    ),
    "ar": (
        ("المكان", "الصورة", "الصوت"),
        ("الرصيف ليلا.", "مصباحان، أحدهما مطفأ.", "فسألتهم أنا من أشعله."),
    ),
}


@pytest.mark.parametrize("language", SCENES)
@pytest.mark.parametrize("form", ["*   **{}:** {}", "**{}:** {}\n"])
def test_labels_of_which_three_come_round_and_round_are_asked_about(language: str, form: str) -> None:
    names, words = SCENES[language]
    parts = tuple((f"{n}", tuple(zip(names, words, strict=True))) for n in range(1, 5))
    document, found = read(parts, form)
    heard = {part.where.line for turn in document.turns for part in turn.paragraphs if part.kind == "speech"}
    assert heard <= {line for one in found for line in one.every_line}
    # Who is asked the same in one order says I or you.
    people = ("Ada Berg", "Bo Lind", "Cy Roe")
    answers = ("I can't sing.", "I was told to.", "I wish I knew why you do.")
    asked = tuple((f"Why {n}?", tuple(zip(people, answers, strict=True))) for n in range(1, 5))
    document, found = read(asked, form)
    assert len(said(document)) == 12
    assert {one.code for one in found} <= {"D115"}
