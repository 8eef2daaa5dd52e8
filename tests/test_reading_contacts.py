"""Where those who speak are to be found, listed above a talk or below it: nobody says it."""

import pytest

from talks import read, said

TALKS = {
    "en": ("Mara", "Bo", "Is the water cold today?", "Always. I am used to it by now."),
    "ru": ("Мара", "Олег", "Вода сегодня холодная?", "Всегда. Я уже привык."),
    "ar": ("مريم", "سعيد", "هل الماء بارد اليوم؟", "دائما. لقد تعودت عليه."),
    "zh": ("林", "森", "今天水冷吗？", "总是冷的。我习惯了。"),
}
LISTS = (
    ("- {}: [Web](https://x.example/m) | [Mail](mailto:m@x.example)\n- {}: [Web](https://x.example/b)",),
    ("{}: <https://x.example/m>", "{}: b@x.example, https://x.example/b"),
)
FORMS = ("{}: {}", "**{}:** {}", "**{}**\n\n{}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("listed", LISTS, ids=["items", "lines"])
@pytest.mark.parametrize("lang", TALKS)
def test_links_behind_the_names_of_those_who_speak_are_said_by_nobody(
    lang: str, listed: tuple[str, ...], form: str
) -> None:
    one, other, *words = TALKS[lang]
    turns = list(zip((one, other) * 4, words * 4, strict=True))
    names = iter((one, other))
    head = [part.format(*(next(names) for _ in range(part.count("{}")))) for part in listed]
    body = [form.format(who, text) for who, text in turns]
    for text in ((*head, *body), (*body, *head)):
        assert said(read(*text, path="x.md", lang=lang)) == turns


def test_amid_a_talk_a_link_is_shown() -> None:
    turns = [
        ("Mara", "Where is it?"),
        ("Bo", "https://x.example/b"),
        ("Mara", "Thank you."),
        ("Bo", "I like it."),
    ] * 2
    assert said(read(*(f"{who}: {words}" for who, words in turns), path="x.md", lang="en")) == turns


def test_fields_of_others_stay_what_weights_tell() -> None:
    """A field of nobody who speaks is no matter of this law: what it is may be asked about."""
    turns = [("Mara", "Where is it?"), ("Bo", "At the harbour.")] * 3
    text = [f"{who}: {words}" for who, words in turns]
    assert said(read("Source: https://x.example/s", *text, path="x.md", lang="en")) == turns
