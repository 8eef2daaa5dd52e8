"""Dashes in captions: where somebody else begins to speak, in a line, below a name and below a line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from talks import read, said

TALKS = (
    ("BO", "MARA", "Why?", "No idea.", "We came at six.", "Nobody knew."),
    ("Ана", "Бојан", "Зашто?", "Не знам.", "Дошли смо у шест.", "Нико није знао."),
    ("دانة", "يوسف", "لماذا؟", "لا أعرف.", "وصلنا في السادسة.", "لم يعرف أحد."),
    ("דנה", "יוסי", "למה?", "לא יודעת.", "הגענו בשש.", "איש לא ידע."),
    ("田中", "佐藤", "なぜ？", "わかりません。", "六時に着きました。", "誰も知りません。"),
)


def captions(cues: Sequence[str]) -> str:
    """Captions, each of which takes a second."""
    return "\n\n".join(
        f"{k + 1}\n00:00:{k:02},000 --> 00:00:{k:02},900\n{text}" for k, text in enumerate(cues)
    )


def voices(cues: Sequence[str]) -> str:
    """Likewise with voices."""
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{k:02}.000 --> 00:00:{k:02}.900\n{text}" for k, text in enumerate(cues)
    )


@pytest.mark.parametrize("dash", ["—", "― ", "－", "–", "- ", "-"])
@pytest.mark.parametrize("talk", TALKS)
def test_two_share_a_line_without_a_blank_between_them(talk: tuple[str, ...], dash: str) -> None:
    _, _, asked, answer, one, other = talk
    cues = [f"{dash}{asked}{dash}{answer}", one, f"{dash}{asked}{dash}{answer}", other]
    told = [("", text) for text in (asked, answer, one, asked, answer, other)]
    assert said(read(captions(cues), path="x.srt")) == told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("—¡Ven!—gritó Ana.", "¡Ven!—gritó Ana."),
        ("—Vamos —dijo Ana—. Hoy no.", "Vamos —dijo Ana—. Hoy no."),
        ("-We crossed the U.S.-Mexico line.", "We crossed the U.S.-Mexico line."),
    ],
)
def test_a_dash_within_words_parts_nobody(line: str, words: str) -> None:
    cues = ["- Why?\n- No idea.", line, "- Why?\n- No idea."]
    assert ("", words) in said(read(captions(cues), path="x.srt"))


@pytest.mark.parametrize("form", ["{}: {}{}\n{}{}", "{}: {}{} {}{}"])
@pytest.mark.parametrize("dash", ["- ", "–", "— "])
@pytest.mark.parametrize("some", [1, 4])
@pytest.mark.parametrize("talk", TALKS)
def test_a_name_is_of_the_first_of_two_in_a_caption(
    talk: tuple[str, ...], some: int, dash: str, form: str
) -> None:
    first, second, asked, answer, one, other = talk
    # Nearly all captions have a name, or few.
    plain, nobody = ([one], [("", one)]) if some == 1 else ([], [])
    shared = [form.format(first, dash, asked, dash, answer), *plain, f"{second}: {other}"]
    cues = [*shared, *shared, *(f"{(first, second)[k % 2]}: {one}" for k in range(some))]
    told = [(first, asked), ("", answer), *nobody, (second, other)] * 2
    told += [((first, second)[k % 2], one) for k in range(some)]
    assert said(read(captions(cues), path="x.srt")) == told


@pytest.mark.parametrize("talk", TALKS)
def test_a_dash_before_what_a_voice_says_is_none_of_its_words(talk: tuple[str, ...]) -> None:
    first, second, asked, answer, one, other = talk
    cues = [
        f"<v {first}>- {asked}",
        f"<v {second}>- {answer}",
        f"<v {first}>- {asked}\n<v {second}>- {answer}",
        f"<v {first}>{one}",
        f"<v {second}>- {asked}\n- {answer}",
        f"<v {first}>{other}",
    ]
    told = [(first, asked), (second, answer), (first, asked), (second, answer), (first, one)]
    told += [(second, asked), ("", answer), (first, other)]
    assert said(read(voices(cues), path="x.vtt")) == told


def test_a_voice_takes_itself_up_again_behind_a_dash() -> None:
    cues = ["<v Bo>I was", "<v Bo>- I mean, we were late.", "<v Mara>We need:\n- salt\n- rope", "<v Bo>Yes."]
    assert said(read(voices(cues), path="x.vtt")) == [
        ("Bo", "I was - I mean, we were late."),
        ("Mara", "We need: - salt - rope"),
        ("Bo", "Yes."),
    ]


@pytest.mark.parametrize("talk", TALKS)
def test_below_an_answer_behind_a_dash_either_may_speak(talk: tuple[str, ...]) -> None:
    _, _, asked, answer, one, other = talk
    cues = [f"{asked}\n- {answer}", one, f"{asked}\n- {answer}", other]
    told = [("", text) for text in (asked, answer)]
    found = said(read(captions(cues), path="x.srt"))
    assert found[:2] == told
    assert [text for _, text in found].count(answer) == 2
