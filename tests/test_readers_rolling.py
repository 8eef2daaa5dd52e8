"""Captions that roll: what a cue shows again is said once, however short the file is."""

import pytest

from talks import read, said

WORDS = {
    "en": ("the lake froze over in january", "and nobody could cross it", "until may came"),
    "ar": ("تجمدت البحيرة في يناير", "ولم يعبرها أحد", "حتى جاء مايو"),
    "ru": ("озеро замёрзло в январе", "и никто не мог перейти", "пока не настал май"),
    "fa": ("دریاچه در دی یخ زد", "و کسی نگذشت از آن", "تا بهار آمد"),
}


def _clock(time: int, point: str) -> str:
    return f"00:00:{time // 1000:02}{point}{time % 1000:03}"


def _timed(words: str, start: int) -> str:
    first, *more = words.split()
    return first + "".join(
        f"<{_clock(start + 200 * k, '.')}><c> {word}</c>" for k, word in enumerate(more, 1)
    )


def _rolling(lines: tuple[str, ...], *, tags: bool, point: str = ".", still: int = 10) -> str:
    """Two rows, the upper one said before; a cue between them moves a line up."""
    cues, before = [], ""
    for k, line in enumerate(lines):
        start, end = 3000 * k, 3000 * (k + 1) - still
        now = _timed(line, start) if tags else line
        cues.append((start, end, f"{before}\n{now}".strip()))
        cues.append((end, end + still, line))
        before = line
    return "WEBVTT\n\n" * (point == ".") + "\n".join(
        f"{k}\n{_clock(start, point)} --> {_clock(end, point)}\n{text}\n"
        for k, (start, end, text) in enumerate(cues, 1)
    )


@pytest.mark.parametrize("rolls", [1, 2, 3])
@pytest.mark.parametrize("lang", WORDS)
def test_what_is_shown_again_is_said_once(lang: str, rolls: int) -> None:
    lines = WORDS[lang][:rolls]
    once = [("", " ".join(lines))]
    assert said(read(_rolling(lines, tags=True), path="x.vtt", lang=lang)) == once
    assert said(read(_rolling(lines, tags=True, still=400), path="x.vtt", lang=lang)) == once
    assert said(read(_rolling(lines, tags=False), path="x.vtt", lang=lang)) == once
    assert said(read(_rolling(lines, tags=False, point=","), path="x.srt", lang=lang)) == once


@pytest.mark.parametrize("lang", WORDS)
def test_what_is_said_twice_stays(lang: str) -> None:
    """A cue that stands long enough, and whose words have no times anywhere, may say the same again."""
    first, *_ = WORDS[lang]
    text = _rolling((f"{first}.",), tags=False, still=900)
    assert said(read(text, path="x.vtt", lang=lang)) == [("", f"{first}. {first}.")]


def test_a_chorus_with_times_is_sung_twice() -> None:
    line = _timed("row the boat.", 0)
    text = f"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n{line}\n\n00:00:02.000 --> 00:00:04.000\n"
    document = read(text + _timed("row the boat.", 2000), path="x.vtt", lang="en")
    assert said(document) == [("", "row the boat. row the boat.")]
