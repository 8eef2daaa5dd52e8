"""Each form with times, in three languages: every word, every speaker and every time is read."""

from __future__ import annotations

import pytest

from test_readers_timed import all_times, read, starts, words
from timed_shapes import SHAPES, TALKS, Talk


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
@pytest.mark.parametrize("name", SHAPES)
def test_words_speakers_and_times_are_whole(name: str, talk: Talk) -> None:
    shape = SHAPES[name]
    document, codes = read(shape.render(talk), f"talk{shape.suffix}")
    assert not [
        code for code in codes if code not in {"D161", "D111", "D115"} and not code.startswith("D103")
    ]
    speech = [turn for turn in document.turns if turn.kind == "speech"]
    spoken = "".join(words(" ".join(p.text for turn in speech for p in turn.paragraphs)))
    assert spoken == words(" ".join(cue.text for _, cue in talk.cues))
    if shape.speakers:
        names = {speaker.key: speaker.name for speaker in document.speakers}
        found = [
            (names[turn.speakers[0]], [paragraph.text for paragraph in turn.paragraphs]) for turn in speech
        ]
        called = {who: who if shape.named else f"Speaker {talk.names.index(who)}" for who in talk.names}
        assert found == [(called[who], [talk.text(cues)]) for who, cues in talk.turns]
    wanted = [cue.start for _, cue in talk.cues] if shape.cues else [cues[0].start for _, cues in talk.turns]
    if name == "f4":
        # A mark is where the one before is over.
        wanted = [0, *(cues[-1].end for _, cues in talk.turns[:-1])]
    known = starts(document)
    if name.endswith(", words"):
        # Sentences are their pieces, which no cue was cut into: all words are looked at below.
        known = [turn.paragraphs[0].times.start for turn in speech]
    known = [one for one in known if one is not None]
    assert known == [one // shape.grain * shape.grain for one in wanted]
    # Whole seconds are what a text prints of where a piece begins, and no more.
    if shape.cues and shape.grain == 1 and name != "transformers":
        ends = [cue.end for times in all_times(document) for cue in times.cues or [times]]
        assert ends == [cue.end for _, cue in talk.cues]


def test_the_last_piece_of_transformers_has_no_end() -> None:
    document, _ = read(SHAPES["transformers"].render(TALKS[0]), "talk.json")
    assert all_times(document)[-1].end is None


@pytest.mark.parametrize(
    "name",
    [
        "WhisperX",
        "verbose JSON",
        "Deepgram",
        "Google",
        *(name for name in SHAPES if name.endswith(", words")),
    ],
)
@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
def test_words_stand_where_they_are_heard(name: str, talk: Talk) -> None:
    document, _ = read(SHAPES[name].render(talk), "talk.json")
    found = []
    for paragraph in document.paragraphs():
        places = [word.at for word in paragraph.times.words]
        ends = [*places[1:], len(paragraph.text)]
        found += [paragraph.text[at:end].strip() for at, end in zip(places, ends, strict=True)]
    assert found == [word for _, cue in talk.cues for word in (cue.text.split() if talk.joint else cue.text)]
