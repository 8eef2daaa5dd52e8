"""The recording in the review: it is played where its times are known, and no other file is given out."""

import json
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import AXE, Visit, evaluate, press, visited, wait
from conftest import Run
from reviews import Running, running

TALK = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Mara Lind>What hangs above the pier?

00:00:04.500 --> 00:00:06.000
<v Ivo Karras>A lamp that my father lit.

00:00:09.000 --> 00:00:11.500
<v Mara Lind>And who lights it now?
"""
SECONDS, RATE = 12, 8000
SILENCE = bytes([128]) * SECONDS * RATE


def sound(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(SILENCE)


@pytest.fixture
def folder(fresh: Run, tmp_path: Path) -> Path:
    """A project with a talk whose times are known, and its recording."""
    source = tmp_path / "source"
    for file in source.iterdir():
        file.unlink()
    (tmp_path / "diglot.toml").write_text(
        'name = "pier"\nsource-language = "en"\ntarget-languages = ["fr"]\n'
    )
    (source / "talk.vtt").write_text(TALK)
    (source / "talk.toml").write_text('[recording]\nfile = "../sound/talk.wav"\n')
    (tmp_path / "sound").mkdir()
    sound(tmp_path / "sound/talk.wav")
    assert fresh("extract").exit_code == 0
    return tmp_path


@pytest.fixture
def review(folder: Path) -> Iterator[Running]:
    with running(folder) as made:
        yield made


ADDRESS = "/file/book/recording?document=talk"


def test_a_part_of_the_recording_is_given(review: Running) -> None:
    status, headers, body = review.ask("GET", ADDRESS, review.inside | {"Range": "bytes=100-299"})
    whole = (review.folder / "sound/talk.wav").read_bytes()
    assert (status, headers["content-type"], body) == (206, "audio/wav", whole[100:300])
    assert headers["content-range"] == f"bytes 100-299/{len(whole)}"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert review.ask("GET", ADDRESS)[0] == 403


def test_times_are_told_by_paragraph(review: Running) -> None:
    told = json.loads(review.ask("GET", "/data/book/times?document=talk", review.inside)[2])["times"]
    assert [*told.values()] == [[1, 3], [4.5, 6], [9, 11.5]]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("../../outside.wav", "leads out"),
        ("/etc/passwd", "leads out"),
        ("link.wav", "leads out"),
        ("talk.vtt", "no browser plays"),
        ("nothing.mp3", "there is no recording"),
    ],
)
def test_no_other_file_is_given(review: Running, file: str, words: str) -> None:
    folder = review.folder
    sound(folder.parent / "outside.wav")
    if file == "link.wav":
        (folder / "source/link.wav").symlink_to(folder.parent / "outside.wav")
    (folder / "source/talk.toml").write_text(f'[recording]\nfile = "{file}"\n')
    for address in (ADDRESS, f"{ADDRESS}&file=../sound/talk.wav", "/data/book/times?document=talk"):
        status, _, body = review.ask("GET", address, review.inside)
        assert status == 400
        assert words in json.loads(body)["error"]


def test_without_a_recording_there_is_nothing(review: Running) -> None:
    (review.folder / "source/talk.toml").unlink()
    assert review.ask("GET", ADDRESS, review.inside)[0] == 400
    told = json.loads(review.ask("GET", "/data/book/times?document=talk", review.inside)[2])
    assert told == {"times": {}}


@pytest.mark.slow
@pytest.mark.parametrize("view", ["reading", "translation", "book"])
def test_what_is_said_at_a_place_is_played_by_a_key(review: Running, view: str) -> None:
    ready = wait("document.documentElement.dataset.ready && document.querySelector('audio')")
    at = "document.querySelector('audio').currentTime"
    leave = (press("Escape"),) if view == "translation" else ()
    on = press("Alt+ArrowDown" if view == "translation" else "j")
    # Messages of names come first, and are heard nowhere; in the book nothing is chosen at first.
    first_one = {"translation": (on, on), "book": (on,)}.get(view, ())
    steps = (
        ready,
        *first_one,
        *leave,
        press("Space"),
        wait("!document.querySelector('audio').paused"),
        evaluate(at),
        press("b"),
        # It stops where the paragraph ends.
        wait("document.querySelector('audio').paused"),
        evaluate(at),
        on,
        *leave,
        press("Space"),
        wait(f"{at} >= 4.5"),
        AXE,
    )
    (seen,) = visited(Visit(review.address(view, document="talk", lang="fr"), steps, around=review.root))
    first, ended, violations = seen
    assert violations == []
    assert first < 3 <= ended < 4.5
