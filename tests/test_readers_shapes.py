"""Each form with times, in three languages: every word, every speaker and every time is read."""

from __future__ import annotations

import pytest

from test_readers_timed import read, starts, words
from timed_shapes import SHAPES, TALKS, Talk


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
@pytest.mark.parametrize("name", SHAPES)
def test_words_speakers_and_times_are_whole(name: str, talk: Talk) -> None:
    shape = SHAPES[name]
    document, codes = read(shape.render(talk), f"talk{shape.suffix}")
    assert not [code for code in codes if code not in {"D161", "D111"} and not code.startswith("D103")]
    speech = [turn for turn in document.turns if turn.kind == "speech"]
    spoken = "".join(words(" ".join(p.text for turn in speech for p in turn.paragraphs)))
    assert spoken == words(" ".join(cue.text for _, cue in talk.cues))
    if shape.speakers:
        names = {speaker.key: speaker.name for speaker in document.speakers}
        found = [
            (names[turn.speakers[0]], [paragraph.text for paragraph in turn.paragraphs]) for turn in speech
        ]
        assert found == [(who, [talk.text(cues)]) for who, cues in talk.turns]
    wanted = [cue.start for _, cue in talk.cues] if shape.cues else [cues[0].start for _, cues in talk.turns]
    if name == "f4":
        # A mark is where the one before is over.
        wanted = [0, *(cues[-1].end for _, cues in talk.turns[:-1])]
    known = [one for one in starts(document) if one is not None]
    assert known == [one // shape.grain * shape.grain for one in wanted]
