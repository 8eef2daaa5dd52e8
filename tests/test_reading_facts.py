"""Facts above a talk, and what a script says is seen: nobody says them."""

import pytest

from talks import read, said

TALK = "- **A**: Who keeps the lock?\n- **B**: I do, and my sister.\n\n- **A**: At night?\n- **B**: Ring.\n"
FACTS = {
    "en": "**Level of it:** B1\n**Kind of room:** quiet\n**Place:** The mill. You may sit down.\n",
    "eo": "**Nivelo unua:** B1\n**Speco de ĉambro:** kvieta\n**Celo:** paroli\n",
    "el": "**Βαθμός γνώσης:** B1\n**Είδος χώρου:** ήσυχος\n**Σκοπός:** ομιλία\n",
}


@pytest.mark.parametrize("lang", sorted(FACTS))
def test_facts_above_a_talk_are_said_by_nobody(lang: str) -> None:
    document = read(f"#### lock_1\n{FACTS[lang]}\n{TALK}", path="x.md")
    assert [who for who, _ in said(document)] == ["A", "B", "A", "B"]


@pytest.mark.parametrize(
    "greetings",
    [
        "**Dov:** here\n**Eva:** ready\n**Fay:** coming\n",
        "**דב:** כאן\n**חוה:** מוכנה\n**רון:** בא\n",
        "**Dov:** I am here.\n**The keeper:** I am ready.\n**Fay:** And me.\n",
        "**First miller:** Hail!\n**Second miller:** Hail!\n**Old man:** ready\n**Young man:** coming\n",
        "**Νέος μυλωνάς:** Γεια!\n**Άλλος μυλωνάς:** Γεια!\n**Πρώτη γυναίκα:** ναι\n",
    ],
)
def test_people_who_greet_each_other_state_no_facts(greetings: str) -> None:
    document = read(f"{greetings}\n{TALK}", path="x.md")
    assert len(said(document)) == 4 + greetings.count("\n")


SCRIPTS = [
    (
        ("VIDEO", "AUDIO"),
        ("A mill by the river", "The miller at the door", "Sacks on a cart", "The wheel, which stands"),
        ("Who was here first?", "We asked the miller.", "How old are you?", "I am as old as the wheel."),
    ),
    (
        ("映像", "音声"),
        ("川辺の水車。", "戸口に立つ粉屋。", "荷車の上の袋。", "止まっている水車。"),
        ("誰が最初に来ましたか？", "粉屋に聞きました。", "おいくつですか？", "水車と同じ年です。"),
    ),
    (
        ("صورة", "الراوي"),
        ("طاحونة عند النهر", "الطحان عند الباب", "أكياس على عربة", "العجلة الواقفة"),
        ("من جاء أولا؟", "سألنا الطحان.", "كم عمرك؟", "أنا في عمر هذه العجلة."),
    ),
]


@pytest.mark.parametrize(("labels", "views", "words"), SCRIPTS)
def test_what_a_script_says_is_seen_is_said_by_nobody(
    labels: tuple[str, str], views: tuple[str, ...], words: tuple[str, ...]
) -> None:
    seen, heard = labels
    parts = (f"**{seen}:** {view}\n**{heard}:** {own}" for view, own in zip(views, words, strict=True))
    document = read(*parts, path="x.md")
    assert [own for _, own in said(document)] == [*words]
    told = [p.text for p in document.paragraphs() if p.kind == "narration"]
    assert len(told) == len(views)
    assert all(text.endswith(view) for text, view in zip(told, views, strict=True))


def test_somebody_who_is_called_as_a_picture_is_speaks() -> None:
    document = read(*["Fig: Who was here first?\nOtto: The miller was, I think."] * 3)
    assert {who for who, _ in said(document)} == {"Fig", "Otto"}
