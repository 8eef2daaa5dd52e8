"""Names with a question mark beside them: whoever wrote the transcript guessed who speaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from talks import read_and_asked, said
from toolkit.config import Decision, Sidecar
from toolkit.findings import Finding

TALKS = (
    ("Ada", "Bo", "Where is it?", "Over there, by the mill.", "I see it.", "So do I."),
    ("Анна", "Пётр", "Где это?", "Там, у мельницы.", "Вижу.", "Я тоже."),
    ("دانة", "يوسف", "أين هو؟", "هناك عند الطاحونة.", "أراه.", "وأنا أيضا."),
    ("דנה", "אורי", "איפה זה?", "שם, ליד הטחנה.", "אני רואה.", "גם אני."),
    ("田中", "佐藤", "どこですか。", "あそこ、水車のそばです。", "見えます。", "私もです。"),
)
TURNS = Sequence[tuple[str, str]]


def talk(of: tuple[str, ...]) -> tuple[str, str, TURNS]:
    """Both who speak in a talk, and what they say."""
    first, second, *words = of
    return first, second, [*zip((first, second, first, second), words, strict=True)] * 2


def guesses(findings: Sequence[Finding]) -> list[int]:
    """The lines about which is asked whether the guess was right."""
    return [line for finding in findings if finding.name == "D122.guessed" for line in finding.every_line]


@pytest.mark.parametrize("form", ["{}?: ", "{}？：", "{}؟: ", "{} ? : ", "{} (?): ", "{}[?]: ", "?{}: "])
@pytest.mark.parametrize("of", TALKS)
def test_a_question_mark_beside_a_name_is_a_guess(of: tuple[str, ...], form: str) -> None:
    _, _, turns = talk(of)
    texts = [(form if k == 5 else "{}: ").format(who) + words for k, (who, words) in enumerate(turns)]
    document, findings = read_and_asked(*texts)
    assert said(document) == turns
    assert guesses(findings) == [11]


@pytest.mark.parametrize("form", ["[{}]: ", "({}): ", "**{}:** ", "{}:\n"])
@pytest.mark.parametrize("of", TALKS)
def test_a_guess_stands_in_the_form_of_the_labels(of: tuple[str, ...], form: str) -> None:
    _, _, turns = talk(of)
    texts = [form.format(f"{who}?" if k == 6 else who) + words for k, (who, words) in enumerate(turns)]
    document, findings = read_and_asked(*texts, path="x.md")
    assert said(document) == turns
    assert len(guesses(findings)) == 1


@pytest.mark.parametrize("of", TALKS)
def test_a_guess_in_the_midst_of_a_line_begins_a_turn(of: tuple[str, ...]) -> None:
    first, second, turns = talk(of)
    texts = [f"{who}: {words}" for who, words in turns]
    texts[4:6] = [f"{first}: {turns[4][1]} {second}?: {turns[5][1]}"]
    document, findings = read_and_asked(*texts)
    assert said(document) == turns
    assert guesses(findings) == [9]


@pytest.mark.parametrize("of", TALKS)
def test_a_guess_in_captions(of: tuple[str, ...]) -> None:
    _, _, turns = talk(of)
    cues = [
        f"{k + 1}\n00:00:{k:02},000 --> 00:00:{k:02},900\n{who}{'?' * (k == 5)}: {words}"
        for k, (who, words) in enumerate(turns)
    ]
    document, findings = read_and_asked(*cues, path="x.srt")
    assert said(document) == turns
    assert guesses(findings) == [23]


def test_a_voice_may_be_a_guess() -> None:
    voices = ("Ada", "Bo", "Bo?", "Cy?", "Ada")
    cues = [f"00:00:{k:02}.000 --> 00:00:{k:02}.900\n<v {who}>Wind {k}." for k, who in enumerate(voices)]
    document, findings = read_and_asked("WEBVTT", *cues, path="x.vtt")
    assert [who for who, _ in said(document)] == ["Ada", "Bo", "Bo", "Cy", "Ada"]
    assert guesses(findings) == [10, 13]


@pytest.mark.parametrize(
    ("names", "once"),
    [
        (("Speaker 1", "Speaker 2"), "Speaker 3"),
        (("ADA", "BO"), "MARA BERG"),
        (("[Ada]", "[Bo]"), "[Cy]"),
        (("Ada Lind", "Bo Hale"), "Cy Marsh"),
    ],
)
def test_a_guess_that_comes_once_is_like_the_other_labels(names: tuple[str, str], once: str) -> None:
    guess = f"{once[:-1]}?]" if once.endswith("]") else f"{once}?"
    texts = [f"{names[k % 2]}: We rowed for {k} days." for k in range(6)]
    document, findings = read_and_asked(*texts[:3], f"{guess}: Here it is.", *texts[3:])
    assert len(said(document)) == 7
    assert "?" not in "".join(text for _, text in said(document))
    assert guesses(findings) == [7]


@pytest.mark.parametrize("words", ["Really?: that was all.", "Why?: because it was cold.", "¿Sí?: eso dijo."])
def test_words_that_ask_before_a_colon_are_said(words: str) -> None:
    texts = [f"{who}: We rowed for {k} days." for k, who in enumerate(("Ada", "Bo") * 3)]
    document, findings = read_and_asked(*texts[:3], words, *texts[3:])
    assert said(document)[3] == ("Ada", words)
    assert not findings


def test_what_may_be_a_guess_and_is_read_as_said_is_asked() -> None:
    texts = [f"{who}: We rowed for {k} days." for k, who in enumerate(("Ada", "Bo") * 3)]
    _, findings = read_and_asked(*texts[:3], "Cy?: He was a good man.", *texts[3:])
    assert [(finding.name, [*finding.every_line]) for finding in findings] == [("D122.signed", [7])]


def test_who_decides_about_a_guess_is_asked_no_more() -> None:
    texts = [f"{who}: We rowed for {k} days." for k, who in enumerate(("Ada", "Bo") * 3)]
    texts[3] = "Bo?: Here it is."
    sidecar = Sidecar(decide=(Decision("Here it is.", speakers=("Ada",)),))
    document, findings = read_and_asked(*texts, sidecar=sidecar)
    assert said(document)[3] == ("Ada", "Here it is.")
    assert not guesses(findings)
