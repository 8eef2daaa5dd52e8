"""Three talks in thirty shapes that tools write: who says what, every word, and every time.

The files are written by the rules of their forms, and not as diglot writes any. With `python
tests/test_timed_and_office_shapes.py` the figures of each are printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pytest

import harbour_captions
import harbour_documents
import harbour_json
import harbour_texts
from harbour_talks import TALKS, Shape, Talk, score
from talks import read
from talks import said as said_by

SHAPES: dict[str, Shape] = {
    **harbour_captions.SHAPES,
    **harbour_json.SHAPES,
    **harbour_texts.SHAPES,
    **harbour_documents.SHAPES,
}
LEAST = 0.99
"""F1 of speakers with their turns."""


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
@pytest.mark.parametrize("name", SHAPES)
def test_turns_words_and_times_of_what_a_tool_writes_are_whole(name: str, talk: Talk) -> None:
    read = score(SHAPES[name], talk)
    assert read.turns >= LEAST
    assert read.words == 1
    assert read.times in {None, 1}
    assert read.events == 1
    assert read.cut == 0


LED = {
    "he": ("דנה כהן", "אחי כתב:", "אל תבואו לפני מאי.", "הים עוד קפוא מאוד היום."),
    "zh-Hans": ("陈明", "他说：", "冰还没化。", "我们在港口等了很久。"),
    "fr": ("Claire Roy", "Une règle :", "ne le prêter à personne.", "On attend au port depuis hier."),
}
"""Somebody, what leads to the next caption, that one, and another."""


def captions(said: Iterable[str]) -> str:
    """Captions, each of which takes a second."""
    return "\n\n".join(
        f"{k + 1}\n00:00:{k:02},000 --> 00:00:{k:02},900\n{text}" for k, text in enumerate(said)
    )


@pytest.mark.parametrize("lang", LED)
@pytest.mark.parametrize("named", [False, True])
def test_a_brief_caption_leads_to_the_next_one(lang: str, *, named: bool) -> None:
    who, leads, then, other = LED[lang]
    label = f"{who}: " if named else ""
    others = [f"{label}{other}"] * 9
    document = read(captions([*others, leads, then, *others]), path="x.srt", lang=lang)
    assert [speaker.name for speaker in document.speakers] == [who] * named
    whole = [one.text for one in document.paragraphs() if leads in one.text]
    assert whole and whole[0].count(then) == 1


@pytest.mark.parametrize("lang", LED)
def test_names_alone_in_captions_that_come_again_are_no_words(lang: str) -> None:
    who, _, then, other = LED[lang]
    pair = [f"{who}:", then, "Bo Lind:", other]
    document = read(captions(pair * 5), path="x.srt", lang=lang)
    assert [speaker.name for speaker in document.speakers] == [who, "Bo Lind"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("阿依古丽·买买提", "钟六点敲。"),
        ("Núria Gal·la", "Toquem a les sis."),
        ("リー・アン", "鐘は六時です。"),
        ("עמוס לוי", "מצלצלים בשש."),
    ],
)
def test_laughter_below_a_time_is_an_event_and_dots_are_part_of_names(who: str, said: str) -> None:
    text = (
        f"{who} (00:01):\n{said}\n\n(00:03):\n[laughs]\n\n(00:05):\n{said}\n\n"
        f"Bo Lind (00:07):\n{said}\n\n{who} (00:09):\n{said}\n\nBo Lind (00:11):\n{said}\n"
    )
    document = read(text)
    assert said_by(document) == [(who, said), (who, said), ("Bo Lind", said), (who, said), ("Bo Lind", said)]
    assert [(one.text, one.times.start) for one in document.paragraphs() if one.kind == "event"] == [
        ("[laughs]", 3000)
    ]


@pytest.mark.parametrize("head", ["リー・アン, 森田", "森田, リー・アン"])
def test_a_name_that_is_announced_as_it_is_printed_is_one_persons(head: str) -> None:
    talk = "".join(
        f"{who}  0:0{k}  \n鐘は六時です。\n\n" for k, who in enumerate(["リー・アン", "森田"] * 3, 1)
    )
    document = read(f"鐘\n\nSUMMARY KEYWORDS\n鐘\n\nSPEAKERS\n{head}\n\n{talk}", lang="ja")
    assert {who for who, _ in said_by(document)} == {"リー・アン", "森田"}


def figures() -> str:
    """A row for each shape: the worst of its three files."""
    rows = ["| shape | F1 of turns | words | times |", "|---|---|---|---|"]
    for name, shape in SHAPES.items():
        read = [score(shape, talk) for talk in TALKS]
        times = min((one.times for one in read if one.times is not None), default=None)
        rows.append(
            f"| {name} | {min(one.turns for one in read):.3f} | {100 * min(one.words for one in read):.1f} % "
            f"| {'–' if times is None else f'{100 * times:.1f} %'} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{figures()}\n")
