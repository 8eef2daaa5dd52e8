"""Texts that have for another reason what elsewhere tells who speaks: bullets, paths, lists, times."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talks import read
from toolkit.config import Sidecar
from toolkit.workflow.transcripts import taken


def codes(text: str) -> set[str]:
    """The codes of what is told of a text."""
    told = taken(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="und").findings
    return {one.code for one in told or ()}


def names(text: str) -> list[str]:
    """Who speaks."""
    return [speaker.name for speaker in read(text).speakers]


def paragraphs(text: str) -> list[tuple[str, str, str]]:
    """Who says each paragraph, what kind it is of, and its words."""
    document = read(text)
    called = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (" ".join(called[key] for key in turn.speakers), one.kind, one.text)
        for turn in document.turns
        for one in turn.paragraphs
    ]


LISTS = {
    "en": ("The market", ["Do we need flour?", "Two lemons.", "Is there butter left?", "Salt.", "Candles?"]),
    "de": (
        "Protokoll",
        ["Wer bringt die Stühle?", "Anna holt den Schlüssel.", "Wann beginnt es?", "Um acht."],
    ),
    "ar": ("قائمة الرحلة", ["هل نأخذ الخيمة؟", "الماء والخبز.", "هل نسينا المصباح؟", "حبل طويل."]),
    "he": ("שאלות לוועד הבית", ["מי יתקן את המעלית?", "מתי יבוא הגנן?", "כמה עולה הצבע?"]),
    "ja": ("買い物", ["卵はまだある？", "塩。", "ろうそくは要る？", "パン。"]),
}


@pytest.mark.parametrize("bullet", ["*", "+"])
@pytest.mark.parametrize("lang", LISTS)
def test_a_list_that_asks_is_nobodys(lang: str, bullet: str) -> None:
    title, items = LISTS[lang]
    assert bullet not in names("\n".join([title, "", *(f"{bullet} {item}" for item in items)]) + "\n")


ITEMS = st.lists(
    st.sampled_from([item for _, items in LISTS.values() for item in items]), min_size=3, max_size=9
)


@settings(max_examples=25, deadline=None)
@given(ITEMS, st.sampled_from("*+"), st.booleans())
def test_no_list_of_items_right_below_each_other_is_a_talk(
    items: list[str], bullet: str, apart: bool
) -> None:
    between = "\n\n" if apart else "\n"
    assert bullet not in names("The list\n\n" + between.join(f"{bullet} {item}" for item in items) + "\n")


PROS = {
    "en": ["+ Close to the station.", "- No lift.", "+ Big windows.", "- Who pays for heating?", "+ Cheap."],
    "ru": ["+ Рядом школа.", "- Нет лифта.", "+ Тихий двор.", "- Кто чинит крышу?", "+ Дёшево."],
}


@pytest.mark.parametrize("lang", PROS)
def test_what_is_for_and_against_something_is_nobodys(lang: str) -> None:
    assert "+" not in names("\n".join(PROS[lang]) + "\n")


def test_footnotes_behind_stars_are_nobodys() -> None:
    talk = "Mara: The ship* was old.\n\nBo: How old?\n\nMara: Built in 1902.\n\nBo: And who had it?\n\n"
    assert names(talk + "Mara: My uncle.\n\n* The Adelaide, sold in 1911.\n* So her papers say.\n") == [
        "Mara",
        "Bo",
    ]


def test_a_star_asks_and_a_cross_answers() -> None:
    asked = [("How did it start?", "With a goat."), ("And then?", "Without it."), ("Who pays?", "The goat.")]
    talk = "".join(f"* {asks}\n+ {answers}\n" for asks, answers in asked)
    assert [(who, words) for who, _, words in paragraphs(talk)] == [
        one for asks, answers in asked for one in (("*", asks), ("+", answers))
    ]


ROUNDS = {
    "en": (
        "Host: Everybody says a sentence.",
        ["- Ann: I came by boat.", "- Bo: I came on foot.", "- Cy: I did not want to come."],
        "Host: Thank you. Who starts?\n\nZoe: I do.\n\nHost: Please.\n\nZoe: Then listen.",
    ),
    "de": (
        "Leitung: Jeder sagt einen Satz.",
        ["- Anna: Ich bin müde.", "- Bernd: Ich habe Hunger.", "- Clara: Mir ist kalt."],
        "Leitung: Danke. Wer kocht?\n\nZoe: Ich koche.\n\nLeitung: Gut.",
    ),
    "he": (
        "מנחה: כל אחד אומר משפט.",
        ["- דנה: אני עייפה.", "- יוסי: אני רעב.", "- רות: אני כאן."],
        "מנחה: תודה. מי מבשל?\n\nזהר: אני.\n\nמנחה: יפה.",
    ),
}


@pytest.mark.parametrize("lang", ROUNDS)
def test_in_a_list_in_which_each_says_i_people_speak(lang: str) -> None:
    above, items, below = ROUNDS[lang]
    said = paragraphs("\n\n".join([above, "\n".join(items), below]) + "\n")
    assert said[1:4] == [(who, "speech", words) for who, words in (item[2:].split(": ") for item in items)]


GREETINGS = {
    "en": ("Mara Lind", "Good evening, I am your host.", "Bo Berg", "It rains.", "For how long?"),
    "ru": ("Анна Белова", "Добрый вечер, я ваша ведущая.", "Иван Лось", "Идёт дождь.", "Надолго?"),
    "he": ("דנה", "אני כאן.", "יוסי", "איפה?", "מאחוריך."),
}


@pytest.mark.parametrize("lang", GREETINGS)
def test_a_first_turn_behind_a_full_stop_that_says_i_is_said(lang: str) -> None:
    one, hello, other, words, more = GREETINGS[lang]
    talk = f"{one}. {hello}\n\n{other}: {words}\n\n{one}: {more}\n\n{other}: {words}\n\n{one}: {more}\n"
    assert paragraphs(talk)[0] == (one, "speech", hello)


TITLES = {
    "ja": (
        "―{}",
        "「{}」",
        [("初日の声", "人が多い"), ("二日目の声", "雨でも楽しい"), ("最終日の声", "来年も来たい")],
    ),
    "en": (
        "- {}",
        '"{}"',
        [
            ("The Harbour", "A slow and lovely film."),
            ("Two Boats", "Loud, and wet."),
            ("The Gull", "For all."),
        ],
    ),
}


@pytest.mark.parametrize("lang", TITLES)
def test_titles_above_quotations_are_not_surely_questions(lang: str) -> None:
    head, quotation, pairs = TITLES[lang]
    text = "\n\n".join(f"{head.format(title)}\n{quotation.format(words)}" for title, words in pairs) + "\n"
    assert codes(text) & {"D101", "D103", "D118"} or not read(text).speakers


KOREAN = ["언제 왔습니까?", "어제.", "누구와요?", "혼자.", "왜요?", "바다요."]
ENGLISH = ["Where were you born?", "Here.", "And when?", "In May.", "Why?", "So."]
OWN = {
    "ko": ("- {}", '"{}"', "저는 어릴 때부터 바다를 좋아했습니다.", KOREAN),
    "en": ("{}", '"{}"', "I had an uncle there.", ENGLISH),
}


@pytest.mark.parametrize("lang", OWN)
def test_who_says_i_beside_quotations_is_not_told_of(lang: str) -> None:
    asks, answers, own, words = OWN[lang]
    rows = [(answers if k % 2 else asks).format(one) for k, one in enumerate(words)]
    text = "\n\n".join([*rows[:4], own, *rows[4:]]) + "\n"
    assert [kind for _, kind, words in paragraphs(text) if words == own] == ["speech"]


def test_a_comparison_among_turns_is_no_path_of_a_page() -> None:
    rows = [
        "Ann: So which is larger?",
        "a > b > c",
        "Bo: Always?",
        "Ann: In this case.",
        "Bo: And d?",
        "Ann: No.",
    ]
    assert [kind for _, kind, _ in paragraphs("\n\n".join(rows) + "\n")] == ["speech"] * 6


@pytest.mark.parametrize("way", ["Port Ellery > London > Home", "Москва → Омск → Чита", "חיפה > עכו > צפת"])
def test_a_path_alone_above_a_talk_is_its_title(way: str) -> None:
    talk = "Ann: It was a long way.\n\nBo: By boat?\n\nAnn: By boat, and on foot.\n"
    assert read(f"{way}\n\n{talk}").turns[0].kind == "title"


def test_a_time_that_begins_the_rest_of_a_sentence_is_words() -> None:
    talk = "Mara Lind [0:03]\nAt sea.\n\nBo Berg [0:10]\nWhen?\n\nMara Lind [0:15]\nIn the night.\n"
    talk += "(0:40) was the length of the tape.\n\nBo Berg [0:50]\nWho found it?\n"
    assert ("Mara Lind", "speech", "(0:40) was the length of the tape.") in paragraphs(talk)


def test_a_time_later_than_that_of_the_next_turn_is_words() -> None:
    talk = (
        "Ann (0:20):\nWhere is it?\n\nBo (0:24):\nWait.\n\n(9:03) The gull leaves.\n\nAnn (0:31):\nIt did.\n"
    )
    assert "(9:03) The gull leaves." in [words for _, _, words in paragraphs(talk)]


def test_a_time_before_a_full_name_makes_no_chat_of_a_talk() -> None:
    turns = [
        ("0:00", "Mara Lind", "We begin."),
        ("0:05", "Bo Berg", "Please."),
        ("0:10", "Mara Lind", "It left."),
    ]
    more = [("0:20", "Bo Berg", "By whom was it seen?"), ("0:25", "Mara Lind", "By nobody who lives.")]
    rows = [f"[{time}] {who}: {words}" for time, who, words in turns + more]
    rows.insert(3, "[12:30] is when it was seen again, they say.")
    assert "meta" not in [kind for _, kind, _ in paragraphs("\n".join(rows) + "\n")]


@pytest.mark.parametrize("asks", ["is the config valid?", "retry?"])
def test_a_program_that_asks_once_is_no_chat(asks: str) -> None:
    log = [
        "nginx: started",
        "cron: backup started",
        "nginx: worker 12 exited",
        "kernel: link up",
        f"nginx: {asks}",
    ]
    log += ["cron: backup done", "kernel: link down"]
    text = "".join(f"10:00:0{k} {row}\n" for k, row in enumerate(log))
    assert codes(text) & {"D103", "D118"}


@pytest.mark.parametrize(
    "small", ["is a letter that few words have, isn't it?", "and the rest, are they rare?"]
)
def test_a_sentence_that_begins_with_q_is_nobodys(small: str) -> None:
    assert "Q" not in names(f"Q {small}\n\nX is rare.\n\nQ and X met, and who was there?\n\nZ was.\n")
