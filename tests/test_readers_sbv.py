"""YouTube's subtitles: a line with two times, and words below it."""

from __future__ import annotations

import pytest

from toolkit.config import Sidecar
from toolkit.readers.forms import recognise
from toolkit.readers.srt import READER

TALKS = [
    ("Ida Holm", "Why salt?", "Bo Lund", "It keeps, 1,5 kilos a day.", "And in winter?", "Less."),
    ("ليلى نصر", "لماذا الملح؟", "سامي عمر", "لأنه يبقى.", "وفي الشتاء؟", "أقل."),
    ("森葵", "なぜ塩ですか。", "林翔", "腐らないからです。", "冬は。", "少ないです。"),
]


@pytest.mark.parametrize("talk", TALKS, ids=["en", "ar", "ja"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["talk.sbv", "talk.txt"])
def test_words_names_and_times_are_read(talk: tuple[str, ...], line_end: str, name: str) -> None:
    one, asks, other, says, again, ends = talk
    said = [(one, asks), (other, says), (one, again), (other, ends)]
    rows = [f"0:00:0{k}.250,0:00:0{k}.900\n{who}: {words}\n" for k, (who, words) in enumerate(said)]
    data = "\n".join(rows).replace("\n", line_end).encode()
    assert recognise(data, name) == "srt"
    document, _ = READER.read(data, name="talk", path=name, lang="und", sidecar=Sidecar())
    found = [(turn.label, turn.paragraphs[0].text) for turn in document.turns]
    assert found == said
    times = [turn.paragraphs[0].times for turn in document.turns]
    assert [(time.start, time.end) for time in times] == [(1000 * k + 250, 1000 * k + 900) for k in range(4)]
    assert READER.write is not None and READER.write(document) == data


def test_pairs_in_subrip_are_words() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\n0:00:01.000,0:00:03.000\n"
    document, _ = READER.read(data, name="talk", path="talk.srt", lang="und", sidecar=Sidecar())
    assert document.turns[0].paragraphs[0].text == "0:00:01.000,0:00:03.000"


def test_words_above_the_first_times_are_kept() -> None:
    data = b"Harbour talks\n\n0:00:01.200,0:00:03.000\nIda: Why salt?\n"
    document, _ = READER.read(data, name="talk", path="talk.sbv", lang="en", sidecar=Sidecar())
    found = [(paragraph.text, paragraph.times.start) for paragraph in document.paragraphs()]
    assert found == [("Harbour talks", None), ("Why salt?", 1200)]
