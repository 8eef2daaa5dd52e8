"""Files with times through the command: what is one is read wherever a text is, what is none is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from timed_shapes import SHAPES, TALKS
from toolkit.errors import SourceError
from toolkit.readers.forms import recognise
from toolkit.text.files import is_binary

ENGLISH = TALKS[0]
NAMES = ("SubRip", "YouTube", "WhisperX", "Otter", "oTranscribe", "ELAN", "CHAT")


@pytest.mark.parametrize("name", NAMES)
def test_a_project_is_made_of_a_file_with_times(name: str, fresh: Run, tmp_path: Path) -> None:
    shape = SHAPES[name]
    data = shape.render(ENGLISH)
    file = tmp_path / f"bell{shape.suffix}"
    file.write_bytes(data)
    stated = name in {"YouTube", "WhisperX", "CHAT"}
    assert fresh("init", "bells", "--from", file.name, *(() if stated else ("--lang", "en"))).exit_code == 0
    kept = tmp_path / "bells" / "source" / file.name
    assert kept.read_bytes() == data, "a source is never rewritten"
    assert fresh("-C", "bells", "extract", "-l", "fr").exit_code == 0
    shown = fresh("-C", "bells", "show", f"source/{file.name}", "--as", "jsonl").stdout
    rows = [json.loads(line) for line in shown.splitlines()]
    said = [row for row in rows if row["kind"] == "speech"]
    assert said and {row["speaker"] for row in said} == ({*ENGLISH.names} if shape.speakers else {None})


def test_a_file_with_a_suffix_of_nobodys_is_recognised(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "bell.captions").write_bytes(SHAPES["WebVTT"].render(ENGLISH))
    assert "Bo Stone" in fresh("show", "bell.captions").output
    assert fresh("init", "bells", "--from", "bell.captions", "--lang", "en").exit_code == 0
    assert (tmp_path / "bells/source/bell.vtt").exists()


def test_subtitles_are_aligned_with_subtitles(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "source/bells.txt").unlink()
    (tmp_path / "source/bell.vtt").write_bytes(SHAPES["WebVTT"].render(ENGLISH))
    (tmp_path / "bell.ar.srt").write_bytes(SHAPES["SubRip"].render(TALKS[1]))
    done = fresh("align", "bell", "bell.ar.srt", "-l", "ar")
    assert done.exit_code == 0, done.output
    catalog = (tmp_path / "locales/ar/LC_MESSAGES/bell.po").read_text("utf-8")
    assert TALKS[1].turns[2][1][0].text in catalog


def test_nothing_in_source_is_passed_over_in_silence(fresh: Run, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "part").mkdir()
    (source / "bell.captions").write_bytes(SHAPES["WebVTT"].render(ENGLISH))
    (source / "bell.mp3").write_bytes(b"ID3\x04\0 and so on")
    (source / "pictures.png").write_bytes(b"\x89PNG")
    (source / ".hidden").write_bytes(b"x")
    (source / "other.txt").write_bytes(b"Ann: So?\n\nBo: So.\n")
    for command in ("extract", "check"):
        done = fresh(command)
        said = done.output
        # An error, and no hindrance: what can be read is read.
        assert done.exit_code == 1 and said.count("[D162]") == 3
        assert "end in .vtt" in said and "a recording" in said and "part: it is a folder" in said
    assert (tmp_path / "locales/other.pot").exists()
    # Of one document that was asked for, nothing else is told.
    assert "D162" not in fresh("check", "bells").output
    # A recording that a sidecar names has its use.
    (source / "other.toml").write_text('[recording]\nfile = "bell.mp3"\n', encoding="utf-8")
    said = fresh("check").output
    assert "bell.mp3" not in said and said.count("[D162]") == 2


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("pack.zip", b"PK\x03\x04 PK\x05\x06", "this is a zip archive"),
        ("old.rtf", b"{\\rtf1 So.}", "this is an RTF file"),
        ("page.pdf", b"%PDF-1.7", "this is a PDF"),
    ],
)
def test_a_project_of_nothing_that_is_read_says_what_is_there(
    fresh: Run, tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    (tmp_path / "source/bells.txt").unlink()
    (tmp_path / "source" / name).write_bytes(data)
    for command in ("extract", "check", "build"):
        done = fresh(command)
        assert done.exit_code == 1 and f"source/{name} is there: {what}" in done.output


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xfb", None),
        (b"\xff\xfb\x90\x64", "a recording"),
        (b"ID3\x04\0\0", "a recording"),
        (b"ID3 is a mark in files of music.", None),
        (b"RIFF: So?", None),
        (b"\0\0\0\x18ftypmp42", "a recording"),
        (b"\0\0\0\x18ftypheic", "a picture"),
        (b"RIFF\0\0\0\0WAVEfmt ", "a recording"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"FORM\0\0\0\0AIFF", "a recording"),
        (b"\0\0\x01\xba\x44", "a recording"),
        (b"II*\0\x08", "a picture"),
        (b"talk.txt".ljust(257, b"\0") + b"ustar", "a tar archive"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\n%PDF-1.7", "a PDF"),
        (b'File type = "ooTextFile"\nxmin = 0\n', "Praat"),
        (b"Scenarist_SCC V1.0\n", "captions of broadcasts"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"\\documentclass{article}\n", "LaTeX"),
        (b'# French\nmsgid ""\nmsgstr ""\n', "a catalog of translations"),
        (b'<?xml version="1.0"?>\n<xliff version="2.1"></xliff>', "a file for translators"),
        (b"<p>Ann: So?</p>\n<p>Bo: So.</p>", "looks like HTML"),
        (b'{"a": 1, "b": 2}', "an object with a, b"),
        (b'[{"a": 1}]', "a list of objects with a"),
        (b'<?xml version="1.0"?>\n<song><verse/></song>', "its root is <song>"),
        (b"<song>\n<verse/></song>\n", "its root is <song>"),
        (b"[laughs] {sic} <i>So.</i>", None),
        (b"<!-- a -->" * 40 + b"Ann: So.", None),
    ],
)
def test_what_no_reader_takes_is_named(data: bytes, what: str | None) -> None:
    if what is None:
        assert recognise(data, "talk.txt") == recognise(data, "talk") == "plain"
        return
    for path in ("talk.txt", "talk", "talk.transcript"):
        with pytest.raises(SourceError, match=what) as caught:
            recognise(data, path)
        assert caught.value.hint and path in str(caught.value)


@pytest.mark.parametrize(
    "suffix", ["", ".bin", ".txt", ".md", ".srt", ".vtt", ".json", ".cha", ".otr", ".html"]
)
def test_what_is_no_text_is_told_to_be_none(fresh: Run, tmp_path: Path, suffix: str) -> None:
    name = f"blob{suffix}"
    # Bytes of all values, as what is packed has them.
    (tmp_path / name).write_bytes(bytes(range(253, -1, -1)) * 8)
    done = fresh("show", name)
    assert done.exit_code == 1 and f"error: {name}: this is no text" in done.output
    assert "right file" in done.output and "UTF-8" not in done.output
    done = fresh("init", "elsewhere", "--from", name, "--lang", "en")
    assert done.exit_code == 1 and f"{name}: this is no text" in done.output
    assert not (tmp_path / "elsewhere").exists()


def test_utf_16_without_a_mark_needs_its_name(fresh: Run, tmp_path: Path) -> None:
    talk = "Ann: So?\nBo: So.\nAnn: And then?\nBo: Olé!\n"
    (tmp_path / "talk.txt").write_bytes(talk.encode("utf-16-le"))
    done = fresh("show", "talk.txt")
    assert done.exit_code == 1 and 'encoding = "utf-16-le"' in done.output
    assert "Bo" in fresh("show", "talk.txt", "--encoding", "utf-16-le").output


@pytest.mark.parametrize(
    "encoding", ["shift_jis", "gb18030", "euc-kr", "big5", "iso2022_jp", "koi8-r", "cp037"]
)
def test_a_text_of_another_encoding_is_no_blob(encoding: str) -> None:
    talk = "\u0430\u0431\u0432 Ann: So?\n" if encoding == "koi8-r" else "Ann: So?\n"
    if encoding not in {"koi8-r", "cp037"}:
        talk += {"euc-kr": "\ub098: \ub124.\n", "big5": "\u6c34: \u597d\n"}.get(encoding, "\u6c34: \u65e5\n")
    assert not is_binary((talk * 40).encode(encoding))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('{"segments": [\n{"start": 0, "end": 1, "text": "So', 2, "not well-formed JSON"),
        ('{"start": 0, "text": "So?"}\n{"start": 1, "te\n', 2, "not well-formed JSON"),
        ("[" * 5000, 1, "no JSON of a transcript"),
        ('["So?"]', 1, "no JSON of a transcript"),
    ],
)
def test_json_that_is_broken_says_where(fresh: Run, tmp_path: Path, text: str, line: int, what: str) -> None:
    (tmp_path / "talk.json").write_text(text)
    done = fresh("show", "talk.json")
    assert done.exit_code == 1 and f"error: talk.json:{line}: this is" in done.output and what in done.output
