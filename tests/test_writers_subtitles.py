"""Subtitles: a file a language, of the times that the source has."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from browser import Visit, browse, evaluate
from catalogs import ABOUT, MOMENT
from conftest import Run
from pace import examples
from test_text_line_breaks import TEXTS
from toolkit import catalog, registry
from toolkit.catalog import ids
from toolkit.config import BuildOptions, Sidecar
from toolkit.edition import cues, merge
from toolkit.edition.cues import limits
from toolkit.findings import Finding
from toolkit.model import Catalog, Document, Edition
from toolkit.model.values import clock
from toolkit.readers import vtt
from toolkit.text.line_breaks import measure
from toolkit.writers.subtitles import directed

PEOPLE = ("Mara Lind", "Ilyas Okoro", "")
WORDS = ("ferry", "ice,", "lamp.", "and", "the", "river", "of", "March", "que", "<b>", "Tom & I", "7")
Drawn = tuple[int, int, int, list[str]]
"""Pause, length, number of the speaker, words."""
CUES = st.lists(
    st.tuples(
        st.integers(0, 4000),
        st.integers(1, 9000),
        st.integers(0, 2),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=12,
)


def track(drawn: list[Drawn]) -> str:
    """A WebVTT file: each cue has a word of its own, so that none is a repetition of another."""
    parts, now = ["WEBVTT"], 0
    for number, (pause, length, who, words) in enumerate(drawn):
        start, now = now + pause, now + pause + length
        said = " ".join([f"n{number}", *words]).replace("&", "&amp;").replace("<", "&lt;")
        voice = f"<v {PEOPLE[who]}>" if PEOPLE[who] else ""
        parts.append(f"{clock(start)} --> {clock(now)}\n{voice}{said}")
    return "\n\n".join(parts) + "\n"


def read(data: bytes | str, form: str = "vtt", lang: str = "en") -> Document:
    data = data if isinstance(data, bytes) else data.encode()
    found, _ = registry.load("reader", form).read(
        data, name="talk", path=f"talk.{form}", lang=lang, sidecar=Sidecar()
    )
    return ids.assign(found, None)


def translated(document: Document, lang: str, length: int) -> Catalog:
    """A catalog whose translations are sentences of the language, of no particular length."""
    made, _ = catalog.update(None, catalog.extract(document), lang, ABOUT, MOMENT)
    sign = "" if lang in {"zh-Hans", "ja"} else " "
    entries = []
    for number, entry in enumerate(made.entries):
        text = sign.join([TEXTS[lang]] * 3)[: length + number].strip()
        named = entry.context.startswith("speaker|")
        entries.append(entry.replace(target=entry.source if named else text, state="done"))
    return replace(made, entries=tuple(entries))


def edition(document: Document, *translations: Catalog) -> Edition:
    found = {one.lang: one for one in translations}
    return merge.edition(document, found, (document.lang, *found))


def written(made: Edition, form: str = "vtt") -> tuple[dict[str, str], dict[str, list[Finding]]]:
    """The files by language, and what is found in each."""
    files: dict[str, str] = {}
    findings: dict[str, list[Finding]] = {}
    make = registry.load("writer", form).files
    assert make is not None
    for name, write in make(made, BuildOptions()).items():
        sink = BytesIO()
        seen = write(sink)
        findings[name[1:]] = list(seen.findings) if seen else []
        files[name[1:]] = sink.getvalue().decode()
    return files, findings


def parsed(text: str) -> list[tuple[int, int, str]]:
    """Times and words of a WebVTT file, in the simplest way."""
    found = []
    for block in text.split("\n\n")[1:]:
        times, *lines = block.strip("\n").split("\n")
        start, end = (
            sum(
                int(part) * unit
                for part, unit in zip(re.split("[:.]", one), (3600000, 60000, 1000, 1), strict=True)
            )
            for one in times.split(" --> ")
        )
        said = re.sub("</?v[^>]*>", "", " ".join(lines)).replace("&lt;", "<").replace("&gt;", ">")
        found.append((start, end, said.replace("&amp;", "&")))
    return found


def times(drawn: list[Drawn]) -> list[tuple[int, int]]:
    return [one[:2] for one in parsed(track(drawn))]


def bare(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f]", "", text)


@given(CUES)
@examples(25)
def test_times_come_out_as_they_went_in(drawn: list[Drawn]) -> None:
    files, _ = written(edition(read(track(drawn))))
    assert [one[:2] for one in parsed(files["en"])] == times(drawn)
    assert [one[2] for one in parsed(files["en"])] == [one[2] for one in parsed(track(drawn))]
    # What was written is read as the same transcript.
    assert written(edition(read(files["en"])))[0] == files


@given(CUES)
@examples(12)
def test_subrip_comes_out_as_it_went_in(drawn: list[Drawn]) -> None:
    blocks = [
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{said.replace('<b>', 'b')}\n"
        for number, (start, end, said) in enumerate(parsed(track(drawn)), 1)
    ]
    text = "\n".join(blocks)
    assert written(edition(read(text, "srt")), "srt")[0]["en"] == text


@given(CUES, st.sampled_from(sorted(set(TEXTS) - {"en"})), st.integers(20, 90))
@examples(20)
def test_a_translation_has_the_times_of_its_source_and_all_of_its_words(
    drawn: list[Drawn], lang: str, length: int
) -> None:
    document = read(track(drawn))
    done = translated(document, lang, length)
    made = edition(document, done)
    files, findings = written(made)
    out = parsed(files[lang])
    assert all(a[1] <= b[0] for a, b in pairwise(out)) and all(a[0] < a[1] for a in out)
    starts, ends = ({one[k] for one in times(drawn)} for k in (0, 1))
    paragraphs = [paragraph for turn in document.turns for paragraph in turn.paragraphs]
    begins = {paragraph.times.start for paragraph in paragraphs}
    assert begins <= {one[0] for one in out} <= starts | {one[1] for one in out} and out[-1][1] == max(ends)
    by_text = {(entry.context, entry.source): entry.target for entry in done.entries}
    wanted = [by_text[unit] for _, _, unit in ids.units(document)]
    assert bare("".join(one[2] for one in out)) == bare("".join(wanted))
    # The limits hold, or a finding counts what is over them.
    limit = limits(lang)
    heard = cues.timeline(made).heard
    found = cues.subtitles(made, heard, lang)
    assert [(one.start, one.end) for one in found] == [one[:2] for one in out]
    sizes = [[measure(line, limit.room) for line in one.lines] for one in found]
    over = {
        "fast": sum(
            1000 * sum(size) > limit.speed * (one.end - one.start)
            for one, size in zip(found, sizes, strict=True)
        ),
        "room": sum(len(size) > 2 or max(size) > limit.room.line for size in sizes),
    }
    assert not [finding for finding in findings["en"] if finding.wording in {"cut", "without"}]
    told = {finding.wording: dict(finding.args)["cues"] for finding in findings[lang]}
    assert told == {wording: number for wording, number in over.items() if number}


@given(CUES, st.sampled_from(sorted(set(TEXTS) - {"en"})))
@examples(10)
def test_each_file_is_read_again_with_its_times(drawn: list[Drawn], lang: str) -> None:
    document = read(track(drawn))
    files, _ = written(edition(document, translated(document, lang, 60)))
    out = parsed(files[lang])
    lines = vtt.content(files[lang], path="talk.vtt").lines
    assert list(dict.fromkeys((line.start, line.end) for line in lines)) == [one[:2] for one in out]
    assert bare("".join(line.text for line in lines)) == bare("".join(one[2] for one in out))


TALK = """\
[00:00:05] Mara Lind: When did you first cross the river at night? I have heard of a winter without a stop.

[00:00:16] Ilyas Okoro: In the winter that they called "the long one".

And the ice, you know, it *sings*^[So does glass.]. We waited for it to decide.

(He laughs.)

[00:01:02] Mara Lind: And then?

[00:01:03] Ilyas Okoro: Then it was March.
"""


def test_ends_that_nobody_says_are_worked_out() -> None:
    made = edition(read(TALK, "plain"))
    found = cues.subtitles(made, cues.timeline(made).heard, "en")
    assert [(one.start, one.said[0].voice) for one in found if one.start % 1000 == 0] == [
        (5000, "Mara Lind"),
        (16000, "Ilyas Okoro"),
        (62000, "Mara Lind"),
        (63000, "Ilyas Okoro"),
    ]
    # Two paragraphs without a time follow the answer, and share its time; the laughter is nobody's words.
    assert [" ".join(one.lines) for one in found if 16000 <= one.start < 62000] == [
        'In the winter that they called "the long one".',
        "And the ice, you know, it sings. We waited for it to decide.",
        "(He laughs.)",
    ]
    assert [one.said[0].voice for one in found if "(He laughs.)" in one.lines] == [""]
    # Nobody speaks for half a minute: the words don't stay.
    assert max(one.end for one in found if one.start < 62000) < 40000
    assert found[-2].end == 63000 and all(a.end <= b.start for a, b in pairwise(found))


def test_a_name_stands_before_a_turn_where_the_form_has_no_place_for_it() -> None:
    files, _ = written(edition(read(TALK, "plain")), "srt")
    assert files["en"].startswith("1\n00:00:05,000 --> ")
    assert files["en"].count("Mara Lind: ") == 2 and files["en"].count("Ilyas Okoro: ") == 2
    assert "\n\n2\n" in files["en"] and "<v" not in files["en"]


def test_people_who_speak_at_once_are_in_one_subtitle() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>Why?\n<v Bo Roth>Why not?\n"
    files, _ = written(edition(read(text)))
    said = "<v Ann Lee>Why?</v>\n<v Bo Roth>Why not?</v>\n"
    assert files["en"] == f"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n{said}"
    assert written(edition(read(files["en"])))[0] == files


def test_speech_before_the_first_time_is_counted() -> None:
    text = "Mara Lind: Is it on?\n\nIlyas Okoro: It is.\n\n" + TALK
    files, findings = written(edition(read(text, "plain")))
    assert [finding.message for finding in findings["en"] if finding.wording == "without"] == [
        "2 paragraphs of speech have no time in the transcript, and so no subtitle."
    ]
    assert "Is it on?" not in files["en"]


def test_words_with_times_tell_where_a_long_cue_is_divided() -> None:
    words = "The ferry ran all winter, although nobody believed that it would, and then the ice came to stay."
    spoken = [f"<00:00:{2 + 2 * k:02}.500>{word}" for k, word in enumerate(words.split())]
    text = "WEBVTT\n\n00:00:02.500 --> 00:01:00.000\n" + " ".join(spoken) + "\n"
    document = read(text)
    (paragraph,) = (paragraph for turn in document.turns for paragraph in turn.paragraphs)
    assert len(paragraph.times.words) == len(spoken)
    files, _ = written(edition(document))
    out = parsed(files["en"])
    assert len(out) > 1 and out[-1][1] == 60000
    begins = {paragraph.text[word.at :].split()[0]: word.start for word in paragraph.times.words}
    assert all(start == begins[said.split()[0]] for start, _, said in out)


def test_what_cannot_be_read_in_time_is_named() -> None:
    long = "n0 " + "ferry " * 11 + "ashore."
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{long}\n\n00:05.000 --> 00:09.000\nn1 {'x' * 60}\n"
    _, findings = written(edition(read(text)))
    assert {finding.code for finding in findings["en"]} == {"D409"}
    said = {finding.wording: finding.message for finding in findings["en"]}
    assert said["fast"].endswith("more than 17 characters a second: 00:00:01.000.")
    assert said["room"] == "1 subtitle has more than 2 lines of 42 characters: 00:00:05.000."


@pytest.mark.parametrize(
    ("line", "lang", "closed", "marked"),
    [
        ("مرحبا.", "ar", False, "مرحبا."),
        ("مرحبا.", "ar", True, "مرحبا.\u200f"),
        ("BBC: مرحبا", "ar", False, "\u200fBBC: مرحبا"),
        ("(ضحك)", "ar", True, "\u200f(ضحك)\u200f"),
        ("(ضحك)", "ar", False, "(ضحك)"),
        ("שלום is a word.", "en", False, "\u200eשלום is a word."),
        ("Hello.", "en", True, "Hello."),
        ("1984", "he", False, "1984"),
    ],
)
def test_marks_keep_a_line_in_the_direction_of_its_language(
    line: str, lang: str, closed: bool, marked: str
) -> None:
    assert directed(line, lang, closed=closed) == marked


At = tuple[int, int, int, list[str]]
"""Start, length, number of the speaker, words."""
SCRIPTS = ("ferry", "ice,", "lamp.", "нам", "نهر", "الجليد.", "גשר", "川。", "渡し船", "강", "नदी", "Tom & I")
OVERLAPS = st.lists(
    st.tuples(
        st.integers(0, 20).map(lambda step: 500 * step),
        st.integers(1, 12).map(lambda step: 500 * step),
        st.integers(0, 2),
        st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one[:2],
).map(sorted)


def overlapping(drawn: list[At]) -> str:
    """A WebVTT file whose cues may overlap, of one voice or of several."""
    parts = ["WEBVTT"]
    for number, (start, length, who, words) in enumerate(drawn):
        voice = f"<v {PEOPLE[who]}>" if PEOPLE[who] else ""
        said = " ".join([f"n{number}", *words]).replace("&", "&amp;")
        parts.append(f"{clock(start)} --> {clock(start + length)}\n{voice}{said}")
    return "\n\n".join(parts) + "\n"


@given(OVERLAPS)
@examples(40)
def test_overlaps_of_the_source_are_kept(drawn: list[At]) -> None:
    source = overlapping(drawn)
    made = edition(read(source))
    files, findings = written(made)
    for (start, end, said), wanted in zip(parsed(files["en"]), parsed(source), strict=True):
        assert (start, end, bare(said)) == (*wanted[:2], bare(wanted[2]))
    assert not [finding for finding in findings["en"] if finding.wording == "cut"]
    subrip = re.findall(r"(\S+) --> (\S+)", written(made, "srt")[0]["en"].replace(",", "."))
    assert subrip == re.findall(r"(\S+) --> (\S+)", source)


def at_once(spans: list[tuple[int, int]], moment: int) -> int:
    return sum(start <= moment < end for start, end in spans)


@given(OVERLAPS, st.sampled_from(sorted(set(TEXTS) - {"en"})), st.integers(20, 200))
@examples(30)
def test_no_overlap_is_of_our_making(drawn: list[At], lang: str, length: int) -> None:
    document = read(overlapping(drawn))
    files, _ = written(edition(document, translated(document, lang, length)))
    spans = [one[:2] for one in parsed(files[lang])]
    source = [(start, start + length) for start, length, _, _ in drawn]
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    # There can only be more from a moment on at which one of ours begins, or one of the source ends.
    moments = {start for start, _ in spans} | {end for _, end in source}
    assert all(at_once(spans, moment) <= at_once(source, moment) for moment in moments)


def test_who_has_no_end_ends_what_is_shown() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ann Lee>n0 one\n\n00:03.000 --> 00:03.000\n<v Bo Roth>n1 two\n"
    )
    files, findings = written(edition(read(text)))
    assert [one[:2] for one in parsed(files["en"])] == [(1000, 3000), (3000, 5000)]
    told = [finding for finding in findings["en"] if finding.wording == "cut"]
    assert [finding.message for finding in told] == [
        "1 subtitle ends before the transcript says, since another begins: 00:00:01.000."
    ]


def test_an_end_that_nobody_says_is_not_told_as_cut() -> None:
    text = "[00:00:10] Mara Lind: When?\n\n[00:00:05] Ilyas Okoro: At six, when the lamp of it is lit.\n"
    files, findings = written(edition(read(text, "plain")))
    out = parsed(files["en"])
    assert [one[0] for one in out] == [5000, 10000] and all(a[1] <= b[0] for a, b in pairwise(out))
    assert "cut" not in {finding.wording for finding in findings["en"]}


def test_a_pause_that_a_short_translation_bridges_overlaps_nothing() -> None:
    rest = "00:05.000 --> 00:06.000\n<v Ann Lee>n1 two\n\n00:02.000 --> 00:03.000\n<v Bo Roth>n2 three\n"
    document = read(f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann Lee>n0 one and\n\n{rest}")
    files, _ = written(edition(document, translated(document, "fr", -1)))
    assert [one[:2] for one in parsed(files["fr"])] == [(0, 2000), (2000, 3000)]


def test_voices_of_one_cue_that_is_divided_overlap_nothing_of_it() -> None:
    long = "n0 " + "ferry " * 20 + "ashore."
    text = f"WEBVTT\n\n00:00.000 --> 00:20.000\n<v Ann Lee>{long}</v>\n<v Bo Roth>Why not?</v>\n"
    out = parsed(written(edition(read(text)))[0]["en"])
    assert len(out) > 1 and (out[0][0], out[-1][1]) == (0, 20000)
    assert all(a[1] <= b[0] for a, b in pairwise(out))


def test_what_has_no_length_ends_where_anything_begins() -> None:
    first = "00:03.000 --> 00:03.000\n<v Ann Lee>n0 and nobody had told the ferryman of it, nor of the ice."
    rest = "00:03.000 --> 00:04.000\n<v Bo Roth>n1 two\n\n00:04.000 --> 00:09.000\nn2 three\n"
    text = f"WEBVTT\n\n{first}\n\n{rest}"
    files, findings = written(edition(read(text)))
    assert [one[:2] for one in parsed(files["en"])] == [(3000, 4000), (4000, 9000)]
    assert "cut" not in {finding.wording for finding in findings["en"]}


@pytest.mark.parametrize("end", ["00:01.000", "00:03.000"])
def test_a_cue_without_a_length_can_be_read(end: str) -> None:
    said = "n1 and nobody had told the ferryman"
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000\nn0 one and\n\n00:03.000 --> {end}\n{said}\n"
    files, findings = written(edition(read(text)))
    assert [one[0] for one in parsed(files["en"])] == [1000, 3000]
    assert not findings["en"]
    # In the midst of a paragraph it holds until the next one.
    text = f"WEBVTT\n\n00:03.000 --> {end}\n{said}\n\n00:07.000 --> 00:09.000\nn2 of it.\n"
    files, _ = written(edition(read(text)))
    assert [one[:2] for one in parsed(files["en"])] == [(3000, 7000), (7000, 9000)]


def test_the_command_writes_a_file_a_language(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "source/talk.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>Why?\n\n00:03.500 --> 00:05.250\n<v Bo Roth>Why not?\n"
    )
    fresh("extract", "talk")
    po = tmp_path / "locales/fr/LC_MESSAGES/talk.po"
    text = po.read_text("utf-8")
    assert "#. 00:00:01\n" in text
    for source, target in (("Why?", "Pourquoi ?"), ("Why not?", "Pourquoi pas ?")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    po.write_text(text, "utf-8")
    done = fresh("build", "talk", "-f", "vtt", "-f", "srt")
    assert done.exit_code == 0
    assert (tmp_path / "build/talk.fr.vtt").read_text("utf-8") == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann Lee>Pourquoi ?\n\n"
        "00:00:03.500 --> 00:00:05.250\n<v Bo Roth>Pourquoi pas ?\n"
    )
    assert (tmp_path / "build/talk.en.srt").read_text("utf-8") == (
        "1\n00:00:01,000 --> 00:00:03,000\nAnn Lee: Why?\n\n"
        "2\n00:00:03,500 --> 00:00:05,250\nBo Roth: Why not?\n"
    )


_TWO_CUES = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>Why?\n\n00:03.500 --> 00:05.250\n<v Bo Roth>Why not?\n"
)


def test_subtitles_of_one_language_are_made_alone_and_need_no_title(fresh: Run, tmp_path: Path) -> None:
    config = tmp_path / "diglot.toml"
    config.write_text(config.read_text("utf-8").replace('["fr"]', '["fr", "he"]'), "utf-8")
    (tmp_path / "source/talk.vtt").write_text(_TWO_CUES, "utf-8")
    fresh("extract", "talk")
    for lang in ("fr", "he"):
        po = tmp_path / f"locales/{lang}/LC_MESSAGES/talk.po"
        text = po.read_text("utf-8")
        po.write_text(text.replace('msgid "Why?"\nmsgstr ""', 'msgid "Why?"\nmsgstr "?"'), "utf-8")
    done = fresh("build", "talk", "-f", "vtt", "-l", "he")
    assert {path.name for path in (tmp_path / "build").glob("*.vtt")} == {"talk.en.vtt", "talk.he.vtt"}
    assert "D407" not in done.stderr and "fr/LC_MESSAGES" not in done.stderr
    assert "D407" in fresh("build", "talk", "-f", "epub").stderr


def test_subtitles_in_a_language_that_nobody_has_begun_are_not_made(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "source/talk.vtt").write_text(_TWO_CUES, "utf-8")
    fresh("extract", "talk")
    done = fresh("build", "talk", "-f", "vtt", "-f", "srt")
    assert {path.name for path in (tmp_path / "build").iterdir()} == {"talk.en.vtt", "talk.en.srt"}
    assert "D405" in done.stderr and done.exit_code == 0


def test_subtitles_alone_are_those_of_the_translation(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "source/talk.vtt").write_text(_TWO_CUES, "utf-8")
    fresh("extract", "talk")
    po = tmp_path / "locales/fr/LC_MESSAGES/talk.po"
    text = po.read_text("utf-8")
    po.write_text(text.replace('msgid "Why?"\nmsgstr ""', 'msgid "Why?"\nmsgstr "Pourquoi ?"'), "utf-8")
    for more in ((), ("-l", "fr")):
        fresh("build", "talk", "-f", "vtt", "--mono", *more)
        assert [path.name for path in (tmp_path / "build").iterdir()] == ["talk.fr.vtt"]
    assert "00:00:01.000 --> 00:00:03.000" in (tmp_path / "build/talk.fr.vtt").read_text("utf-8")


def test_a_transcript_without_times_keeps_no_other_from_its_subtitles(fresh: Run, tmp_path: Path) -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann Lee>Why?\n"
    for name in ("a", "z"):
        (tmp_path / f"source/{name}.vtt").write_text(cues)
    (tmp_path / "source/m.txt").write_text("Ann Lee: Why?\n\nBo Roth: Why not?\n\nAnn Lee: Oh.\n")
    done = fresh("build", "-f", "vtt", "-f", "epub")
    assert done.exit_code == 1
    assert "it has no times" in done.stderr
    made = {path.name for path in (tmp_path / "build").iterdir()}
    assert {"a.en.vtt", "z.en.vtt"} <= made
    assert {f"{name}.en-fr.epub" for name in "amz"} <= made


def test_times_are_those_of_the_file_whatever_is_corrected_in_it(fresh: Run, tmp_path: Path) -> None:
    source = tmp_path / "source/talk.vtt"
    first = track(
        [(100, 2500, 0, ["the", "ferry"]), (0, 1750, 0, ["and", "ice,"]), (500, 3000, 1, ["river"])]
    )
    source.write_text(first, "utf-8")
    fresh("extract", "talk")
    po = tmp_path / "locales/fr/LC_MESSAGES/talk.po"
    text = po.read_text("utf-8")
    for number, (said, target) in enumerate(re.findall(r'msgid "(n\d[^"]*)"\nmsgstr ("")', text)):
        text = text.replace(f'msgid "{said}"\nmsgstr {target}', f'msgid "{said}"\nmsgstr "Phrase {number}."')
    po.write_text(text, "utf-8")
    # A correction of words, another kind, and one time that was wrong.
    second = first.replace("the ferry", "the old ferry").replace("00:00:04.850", "00:00:04.900")
    source.write_text(second, "utf-8")
    beside = '[[decide]]\nbegins = "n2"\nkind = "narration"\n'
    (tmp_path / "source/talk.toml").write_text(beside, "utf-8")
    fresh("extract", "talk")
    fresh("build", "talk", "-f", "vtt")
    wanted = [one[:2] for one in parsed(second)]
    built = (tmp_path / "build/talk.en.vtt").read_text("utf-8")
    assert [one[:2] for one in parsed(built)] == wanted != [one[:2] for one in parsed(first)]
    assert "the old ferry" in built
    # The corrected paragraph waits for its translator; the other keeps its translation, and has the new time.
    french = parsed((tmp_path / "build/talk.fr.vtt").read_text("utf-8"))
    assert french == [(*wanted[2], "Phrase 1.")]


def test_the_library_writes_the_language_of_the_readers(tmp_path: Path) -> None:
    document = read(track([(0, 3000, 0, ["river"])]))
    toolkit.write(edition(document, translated(document, "fr", 30)), tmp_path / "talk.vtt")
    assert "Le bac" in (tmp_path / "talk.vtt").read_text("utf-8")
    toolkit.write(merge.edition(document, {}, ("en",)), tmp_path / "talk.srt")
    assert "n0 river" in (tmp_path / "talk.srt").read_text("utf-8")


def test_a_transcript_without_times_has_no_subtitles(fresh: Run) -> None:
    fresh("extract")
    done = fresh("build", "bells", "-f", "vtt")
    assert done.exit_code == 1 and "it has no times" in done.stderr and "Traceback" not in done.stderr


def test_a_browser_shows_them(tmp_path: Path) -> None:
    document = read(track([(500, 1500, 0, ["Tom & I", "<b>", "ice,"]), (0, 2000, 1, ["river"])]))
    files, _ = written(edition(document, translated(document, "ar", 50)))
    page = tmp_path / "page.html"
    tracks = "".join(
        f'<track kind="subtitles" srclang="{lang}" src="data:text/vtt;charset=utf-8,{quote(text)}">'
        for lang, text in files.items()
    )
    page.write_text(f"<!DOCTYPE html><html lang=en><title>x</title><video>{tracks}</video></html>", "utf-8")
    shown = """Promise.all([...document.querySelectorAll("track")].map(one => new Promise((done, fail) => {
        one.addEventListener("load", () => done([one.srclang, [...one.track.cues].map(cue =>
            [Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.getCueAsHTML().textContent,
             cue.getCueAsHTML().querySelector("span[title]")?.title])]));
        one.addEventListener("error", () => fail("a file can't be loaded"));
        one.track.mode = "showing";
    })))"""
    ((seen,), complaints) = browse(Visit(page, steps=(evaluate(shown),)))[0]
    assert all(one.startswith("asks for data:text/vtt") for one in complaints)
    for lang, found in seen:
        wanted = [(start, end, bare(said)) for start, end, said in parsed(files[lang])]
        assert [(start, end, bare(said)) for start, end, said, _ in found] == wanted
        assert [voice for _, _, _, voice in found] == ["Mara Lind", "Ilyas Okoro"]
