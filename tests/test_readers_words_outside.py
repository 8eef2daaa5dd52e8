"""Times of words that are none of their cue: left out, and told."""

import json
from collections.abc import Callable

import pytest

from talks import read_and_asked
from toolkit.findings import Finding
from toolkit.model import Document

WORDS = {
    "en": ("We", "row", "across", "the", "lake."),
    "ar": ("نحن", "نجدف", "في", "البحيرة", "ليلا."),
    "ru": ("Мы", "плывём", "через", "озеро", "ночью."),
    "ko": ("우리는", "밤에", "호수를", "건너", "간다."),
}
START, END = 3_738_000, 3_741_000

Form = Callable[[str, list[int]], tuple[Document, list[Finding]]]


def _clock(time: int) -> str:
    return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02}.{time % 1000:03}"


def _vtt(lang: str, times: list[int]) -> tuple[Document, list[Finding]]:
    first, *others = WORDS[lang]
    more = "".join(f"<{_clock(at)}><c> {word}</c>" for at, word in zip(times, others, strict=True))
    cue = f"{_clock(START)} --> {_clock(END)}\n{first}{more}\n"
    return read_and_asked(f"WEBVTT\n\n{cue}", path="x.vtt", lang=lang)


def _json(lang: str, times: list[int]) -> tuple[Document, list[Finding]]:
    words = [
        {"word": f" {word}", "start": at / 1000, "end": at / 1000 + 0.2}
        for word, at in zip(WORDS[lang], [START, *times], strict=True)
    ]
    text = " ".join(WORDS[lang])
    segment = {"start": START / 1000, "end": END / 1000, "text": text, "words": words}
    later = {"start": 3800, "end": 3801, "text": text, "words": []}
    return read_and_asked(json.dumps({"segments": [segment, later]}), path="x.json", lang=lang)


def _starts(document: Document) -> list[int]:
    return [word.start for part in document.paragraphs() for word in part.times.words]


@pytest.mark.parametrize("form", [_vtt, _json])
@pytest.mark.parametrize("lang", WORDS)
def test_a_time_of_another_hour_is_left_out_and_told(lang: str, form: Form) -> None:
    document, found = form(lang, [START + 500, 1_038_000, START + 1500, 7_000_000])
    assert _starts(document) == [START, START + 500, START + 1500]
    told = [finding for finding in found if finding.code == "D165"]
    assert ["2 times of words outside of their cues" in finding.message for finding in told] == [True]
    assert all(word.end <= END for part in document.paragraphs() for word in part.times.words)


@pytest.mark.parametrize("form", [_vtt, _json])
@pytest.mark.parametrize("lang", WORDS)
def test_a_word_may_begin_beside_its_cue(lang: str, form: Form) -> None:
    """By tenths of a second: programs find words and cues by different means."""
    times = [START - 200, START + 500, START + 1500, END + 300]
    document, found = form(lang, times)
    assert {*times} <= {*_starts(document)}
    assert "D165" not in [finding.code for finding in found]
