"""A name that heads a talk, and labels its turns without a sign."""

import pytest

from talks import read, said

TALKS = {
    "en": ("Mara", "Bo", ("Is the water cold today?", "Always. I am used to it by now."),
           ("Do you come here often?", "Every day but Sunday, when I sleep.")),
    "nl": ("Ik", "Els", ("Is het water koud vandaag?", "Altijd. Ik ben er nu aan gewend."),
           ("Komt u hier vaak?", "Elke dag, maar zondag niet. Dan slaap ik.")),
    "ru": ("Мара", "Олег", ("Вода сегодня холодная?", "Всегда. Я уже привык."),
           ("Вы часто сюда приходите?", "Каждый день, кроме воскресенья.")),
    "ar": ("مريم", "سعيد", ("هل الماء بارد اليوم؟", "دائما. لقد تعودت عليه."),
           ("هل تأتي إلى هنا كثيرا؟", "كل يوم إلا الجمعة، فأنا أنام.")),
    "ka": ("ნინო", "გიორგი", ("დღეს წყალი ცივია?", "ყოველთვის. უკვე მივეჩვიე."),
           ("ხშირად მოდიხართ აქ?", "ყოველდღე, კვირის გარდა.")),
}  # fmt: skip


@pytest.mark.parametrize("mark", ["*{}*&nbsp; ", "**{}** ", "*{}* "])
@pytest.mark.parametrize("lang", TALKS)
def test_whoever_a_heading_names_speaks_below_it(lang: str, mark: str) -> None:
    asks, answers, *pairs = TALKS[lang]
    turns = [(who, words) for pair in pairs * 3 for who, words in zip((asks, answers), pair, strict=True)]
    document = read(
        f"#### {answers}", *(mark.format(who) + words for who, words in turns), path="x.md", lang=lang
    )
    assert said(document) == turns


def test_a_heading_whose_word_comes_once_below_is_nobody() -> None:
    text = (
        "# Talk",
        "Mara: Is it cold?",
        "Bo: Always.",
        "## Rope",
        "**Rope** is sold by the metre.",
        "Mara: Why?",
        "Bo: I like it so.",
    )
    document = read(*text, path="x.md", lang="en")
    assert {who for who, _ in said(document)} <= {"Mara", "Bo"}
