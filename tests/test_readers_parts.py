"""JSON of a talk in parts: each part of a list has its own turns, and a turn the blocks of its text."""

import json

import pytest

from talks import read, said

PEOPLE = [("Mara Lind", "Bo Hale"), ("مها", "سامي"), ("李明", "王芳")]
WORDS = [
    ("Who rings the bell?", "The baker does.", "He does it on Mondays.", "And at night?", "Nobody does."),
    ("من يقرع الجرس؟", "الخباز يقرعه.", "يقرعه يوم الاثنين.", "وفي الليل؟", "لا أحد."),
    ("谁敲钟？", "面包师敲。", "他星期一敲。", "夜里呢？", "没有人敲。"),
]


def turn(who: str, start: float, *blocks: str) -> dict[str, object]:
    texts = [{"start": start + k, "stop": start + k + 1, "text": text} for k, text in enumerate(blocks)]
    return {"start": start, "stop": start + len(blocks), "speaker": {"name": who}, "text_blocks": texts}


@pytest.mark.parametrize(("people", "words"), list(zip(PEOPLE, WORDS, strict=True)))
@pytest.mark.parametrize("around", ["sections", "parts"])
def test_all_parts_of_a_talk_are_read(people: tuple[str, str], words: tuple[str, ...], around: str) -> None:
    (asks, answers), (why, because, more, then, nobody) = people, words
    first = [turn(asks, 0, why), turn(answers, 4, because, more)]
    second = [turn(asks, 20, then), turn(answers, 24, nobody)]
    talk = {"title": "Bells", "transcript": {around: [{"turns": first}, {"turns": second}]}}
    document = read(json.dumps(talk, ensure_ascii=False), path="x.json")
    told = [(who, piece) for who, text in said(document) for piece in words if piece in text]
    assert told == [(asks, why), (answers, because), (answers, more), (asks, then), (answers, nobody)]


def test_words_of_pieces_are_no_parts_of_a_talk() -> None:
    words = [[{"word": "Wind", "start": 1}, {"word": "rose.", "start": 2}], [{"word": "Yes.", "start": 9}]]
    pieces = [
        {"text": "Wind rose.", "speaker": "Ann", "words": words[0]},
        {"text": "Yes.", "speaker": "Bo", "words": words[1]},
    ]
    document = read(json.dumps({"segments": pieces}), path="x.json")
    assert said(document) == [("Ann", "Wind rose."), ("Bo", "Yes.")]
