"""What archives print above an oral history: who is asked by whom, whose the rights are, how to cite it."""

import pytest

from talks import read, read_and_asked
from toolkit.config import parse_sidecar
from toolkit.reading.lines import Line
from toolkit.reading.phrases import phrases
from toolkit.reading.roster import labelled
from toolkit.reading.view import view

HEAD = {
    "en": (
        "{0}: An interview by {1} for the archive of the harbour, 3 May 2011",
        "This text is open to all who study the coast. All rights in it stay with the archive.",
        "It is asked that whoever writes about this talk names it in the words that follow:",
        "{0}, an oral history, recorded in 2011 by {1}.",
    ),
    "he": (
        "{0}: ריאיון מאת {1} עבור ארכיון הנמל, 3 במאי 2011",
        "הטקסט פתוח לכל מי שחוקר את החוף. כל הזכויות בו שמורות לארכיון הנמל ולמי שדיברה בו.",
        "מי שכותב על השיחה הזאת מתבקש לציין אותה במילים הבאות כאן:",
        "{0}, היסטוריה שבעל פה, הוקלטה בשנת 2011 בידי {1}.",
    ),
    "ko": (
        "{0}: {1}이 항구 기록관을 위해 진행한 인터뷰, 2011년 5월 3일",
        "이 글은 바닷가를 연구하는 모든 사람에게 열려 있습니다. 모든 권리는 항구 기록관에 있습니다.",
        "이 대화에 대해 쓰는 사람은 다음과 같은 말로 밝혀 주시기를 바랍니다:",
        "{0}, 구술사, 2011년 {1} 녹음.",
    ),
}
PEOPLE = {"en": ("MARA LIND", "Bo Hale"), "he": ("מרה לינד", "בן תור"), "ko": ("한미라", "고보영")}
SAID = {
    "en": ("When did you come to the harbour?", "In spring. I was ten, and the boats were still in the ice."),
    "he": ("מתי הגעת אל הנמל?", "באביב. הייתי בת עשר, והסירות עמדו עדיין בקרח."),
    "ko": ("언제 항구에 오셨어요?", "봄이었어요. 저는 열 살이었고 배들은 아직 얼음 속에 있었어요."),
}


TOLD = parse_sidecar('[[decide]]\nbegins = "MARA LIND: An"\nkind = "narration"\n', "x.toml")
BORN = "Mara Lind was born on an island in the north. She built boats, and later she taught others to do so."


def oral_history(lang: str, sign: str) -> str:
    """An oral history, whose head is above `## 2` and whose turns have a label and this sign before words."""
    who, by = PEOPLE[lang]
    first, *above = (line.format(who, by) for line in HEAD[lang])
    label = "Mara Lind" if who.isascii() else who
    asks, answers = SAID[lang]
    turns = [f"{own}{sign}{words}" for own, words in ((by, asks), (label, answers)) * 5]
    return "\n\n".join(["## 1", first, *above, "## 2", *turns])


@pytest.mark.parametrize("lang", HEAD)
def test_what_stands_above_labels_alone_is_said_by_nobody(lang: str) -> None:
    document = read(oral_history(lang, ":\n\n"))
    said = [turn for turn in document.turns if turn.kind == "speech"]
    assert len(said) == 10
    assert {part.text for turn in said for part in turn.paragraphs} == {*SAID[lang]}
    assert len(document.speakers) == 2


@pytest.mark.parametrize("lang", HEAD)
def test_whoever_speaks_above_others_in_the_same_way_speaks(lang: str) -> None:
    """Where labels have words behind them, the first that has is one."""
    (who, by), (asks, answers) = PEOPLE[lang], SAID[lang]
    turns = "\n\n".join(f"{own}: {words}" for own, words in ((by, asks), (who, answers)) * 5)
    document = read(f"{who}: {answers}\n\n{turns}")
    assert [turn.kind for turn in document.turns] == ["speech"] * 11


@pytest.mark.parametrize("lang", ["he", "ko"])
def test_a_sentence_alone_above_other_words_is_nobody(lang: str) -> None:
    """It has no small letters where its script has none; its length and its end tell."""
    _, _, sentence, below = HEAD[lang]
    turns = "\n".join(f"{own}: {words}" for own, words in zip(PEOPLE[lang], SAID[lang], strict=True))
    text = f"{sentence}\n{below}\n{turns}\n{turns}"
    known = labelled(view([Line(line, n) for n, line in enumerate(text.split("\n"), 1) if line]))
    assert known.names.index(sentence.rstrip(":")) in set(phrases(known))


@pytest.mark.parametrize(
    "head",
    [
        "MARA LIND: An interview conducted by Bo Hale, Harbour Archive Centre, 3 May 2011",
        "MARA LIND: An interview conducted by Bo Hale for the Harbour Archive Centre, 9 July 2002.",
    ],
)
def test_what_an_archive_is_called_is_nobodys_name_in_full(head: str) -> None:
    asks, answers = SAID["en"]
    turns = "\n\n".join(f"{own}:\n\n{words}" for own, words in (("Q", asks), ("Lind", answers)) * 5)
    _, found = read_and_asked(f"## 1\n\n{BORN}\n\n{head}\n\n## 2\n\n{turns}", path="x.md", sidecar=TOLD)
    assert not [one.message for one in found if one.code == "D123"]
