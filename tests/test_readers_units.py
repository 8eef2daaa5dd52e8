"""Fields of pieces of JSON, and columns, whose names tell the unit of a time."""

import json

import pytest

from talks import read
from toolkit.readers.columns import called

NAMES = (
    "startSeconds",
    "start_seconds",
    "startTimeMs",
    "beginSeconds",
    "begin_ms",
    "startTimeSeconds",
    "timeSec",
)
WORDS = ("The lamp is lit.", "Лампа горит.", "المصباح مضاء.", "灯がともる。", "ნათურა ანთია.")


@pytest.mark.parametrize("start", NAMES)
def test_the_unit_of_a_time_may_stand_behind_its_name(start: str) -> None:
    thousand = 1000 if start.lower().endswith("ms") else 1
    end = start.replace("start", "end").replace("begin", "end").replace("timeSec", "stopSec")
    pieces = [
        {start: thousand * 2 * k, end: thousand * (2 * k + 2), "text": text} for k, text in enumerate(WORDS)
    ]
    document = read(json.dumps({"made": "by hand", "pieces": pieces}), path="x.json")
    cues = [
        (cue.start, cue.end)
        for paragraph in document.paragraphs()
        for cue in paragraph.times.cues or [paragraph.times]
    ]
    assert cues == [(2000 * k, 2000 * k + 2000) for k in range(len(WORDS))]


@pytest.mark.parametrize("name", ["milliseconds", "Seconds", "beginners", "inSeconds", "startSomewhere"])
def test_other_names_tell_no_time(name: str) -> None:
    assert called(name) not in ("start", "end")


def test_a_word_in_a_name_without_blanks_begins_with_a_capital() -> None:
    assert called("speakerName") == called("speaker_name") == "name"
