"""Who says what has no label between two turns with the same one (D122)."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.workflow.transcripts import read_data

TALKS = {
    "en": (("Ann Roe", "Ben Hale"), ("How did it begin?", "With a spruce that I heard in winter.")),
    "ru": (("Н. С.", "А. В."), ("С чего начинается лодка?", "С ели, которую я ищу зимой.")),
    "ar": (("ليلى", "سيف"), ("كيف تعرف نصيب كل بيت؟", "بالظل في النهار وأنا أعدّه بالنجوم في الليل.")),
    "zh": (("周牧", "陈川"), ("您为什么不把它们调准？", "调准了，我就听不出哪一只病了。")),
    "hi": (("मीरा", "सलीम"), ("आपने यह काम कब शुरू किया?", "मैं आठ साल का था और पानी भरता था।")),
}
"""Two people of each language, and what they say in turn."""


def talk(lang: str, turns: int) -> list[str]:
    """So many turns; the first asks."""
    people, words = TALKS[lang]
    return [f"{people[i % 2]}: {words[i % 2]}" for i in range(turns)]


def unnamed(turn: str) -> str:
    return turn.partition(": ")[2]


def read(text: Sequence[str], sidecar: Sidecar | None = None) -> tuple[Document, list[Finding]]:
    data = "\n\n".join(text).encode()
    document, found = read_data(data, sidecar or Sidecar(), name="x", path="x.txt", lang="und")
    return document, [finding for finding in found if finding.code == "D122"]


@given(st.sampled_from([*TALKS]), st.integers(12, 30), st.data())
@examples(20)
def test_a_turn_without_its_label_is_told_and_its_hint_gives_it_back(
    lang: str, turns: int, data: st.DataObject
) -> None:
    text = talk(lang, turns)
    assert not read(text)[1]
    lost = data.draw(st.integers(2, turns - 3))
    text[lost] = unnamed(text[lost])
    (asked,) = read(text)[1]
    assert asked.every_line == (2 * lost + 1,)
    document, left = read(text, parse_sidecar(asked.hint, "x.toml"))
    assert not left
    names = {speaker.key: speaker.name for speaker in document.speakers}
    said = [names[turn.speakers[0]] for turn in document.turns]
    assert said == [TALKS[lang][0][i % 2] for i in range(turns)]


def test_each_of_several_paragraphs_has_a_table_of_its_own() -> None:
    text = talk("ru", 12)
    text[6:7] = ["Он встаёт, подбрасывает в печь.", "— И вернулись?"]
    (asked,) = read(text)[1]
    assert asked.every_line == (13, 15)
    assert asked.hint.count('speakers = ["Н. С."]') == asked.hint.count("begins = ") == 2


@pytest.mark.parametrize("told", ["(Laughter.)", "# The flood", "***"])
def test_what_is_told_between_has_interrupted_the_speaker(told: str) -> None:
    text = talk("en", 14)
    text[6:7] = ["So it went on, year by year, and I never asked.", told]
    assert not read(text)[1]


def test_a_text_that_names_people_at_will_is_not_asked_about() -> None:
    people, words = TALKS["en"]
    text = [f"{people[i // 3 % 2]}: {i}. {words[i // 3 % 2]}" for i in range(24)]
    text[10] = unnamed(text[10])
    assert not read(text)[1]


def test_whoever_speaks_alone_is_not_asked_about() -> None:
    text = [f"Ann Roe: {i}. I went on." if i % 3 == 0 else f"{i}. And I asked nobody." for i in range(24)]
    assert not read(text)[1]


@pytest.mark.parametrize("lang", [*TALKS])
def test_what_stands_between_two_questions_of_one_is_asked_about_in_a_brief_text_too(lang: str) -> None:
    text = talk(lang, 5)
    text[3] = unnamed(text[3])
    (asked,) = read(text)[1]
    assert asked.every_line == (7,)
    # Whoever asks twice, and goes on to ask, has not been answered there.
    text[3] = unnamed(text[2])
    assert not read(text)[1]
