"""What is done between a name and its colon is said of the turn, and is no part of the name."""

from __future__ import annotations

import pytest

from talks import read, said
from toolkit.model import Cue, Times
from toolkit.transcript.said import before

TALKS = {
    "en": (
        "Ada (she nods): I think so.",
        "BO [laughing]: Do you?",
        "Ada: I do.",
        "Bo: Why is that?",
        "Ada: They left.",
    ),
    "ru": (
        "Мария (смеётся): Конечно.",
        "Иван: Вы уверены?",
        "Мария (кивает): Уверена.",
        "Иван: А потом?",
        "Мария: Уехали.",
    ),
    "ja": (
        "林（笑）：そうですね。",
        "佐藤：本当ですか？",
        "林（うなずく）：本当です。",
        "佐藤：いつですか？",
        "林：昨日です。",
    ),
    "ar": (
        "مريم (تضحك): نعم، أتذكر.",
        "سامي: أين كنتم؟",
        "مريم: في البيت.",
        "سامي: وماذا بعد؟",
        "مريم: ذهبنا.",
    ),
}
ACTS = {
    "en": ["(she nods) I think so.", "[laughing] Do you?"],
    "ru": ["(смеётся) Конечно.", "(кивает) Уверена."],
    "ja": ["（笑）そうですね。", "（うなずく）本当です。"],
    "ar": ["(تضحك) نعم، أتذكر."],
}


@pytest.mark.parametrize("lang", TALKS)
def test_an_act_between_a_name_and_its_colon_begins_the_turn(lang: str) -> None:
    document = read(*TALKS[lang])
    texts = [text for _, text in said(document)]
    assert [text for text in texts if text[0] in "([（"] == ACTS[lang]
    assert len(document.speakers) == 2
    assert not any(sign in turn.label for turn in document.turns for sign in "([（")


def test_an_act_behind_a_name_alone_on_its_line_is_of_what_is_said_below() -> None:
    parts = ("Ada (laughs):\nYes, it is.", "Bo:\nWhere is it?", "Ada:\nAt home.", "Bo:\nAre you sure?")
    assert said(read(*parts))[0] == ("Ada", "(laughs) Yes, it is.")


@pytest.mark.parametrize("about", ["(host)", "(Acme)", "(music)", "(Labour)", "(HH)", "[Vell]"])
def test_who_somebody_is_stays_in_the_label(about: str) -> None:
    document = read(f"Ada {about}: We left early.", "Bo: Why did you?", "Ada: It was late.", "Bo: Was it?")
    turn = document.turns[0]
    assert (turn.label, turn.paragraphs[0].text) == (f"Ada {about}", "We left early.")


def test_a_word_in_capitals_before_brackets_and_a_colon_has_no_colon_in_what_it_says() -> None:
    parts = (
        "NORA (softly): Who is there?",
        "HELM (from the hall): It is I.",
        "NORA [to the maid]: Go, please.",
        "HELM (enters, shaking off the snow): What a night!",
        "NORA: Yes.",
        "HELM (laughing): You will see.",
        "NORA (crosses to the window): Where is he?",
    )
    assert [text for _, text in said(read(*parts))] == [
        "Who is there?",
        "It is I.",
        "Go, please.",
        "What a night!",
        "Yes.",
        "(laughing) You will see.",
        "Where is he?",
    ]


def test_the_times_of_words_move_behind_what_is_done_before_them() -> None:
    times = Times(0, 20, (Cue(0, 0, 10), Cue(4, 10, 20)), (Cue(0, 0, 10), Cue(4, 10, 20)))
    text, moved = before("(nods)", "Yes it is.", times)
    assert text == "(nods) Yes it is."
    assert [cue.at for cue in moved.cues] == [0, 11]
    assert [text[word.at :] for word in moved.words] == ["Yes it is.", "it is."]
