"""Cues and pieces with times: nothing that is said is lost, and times are those of the file."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pace import examples
from talks import texts_of
from timed_shapes import TALKS, google_again
from toolkit import registry
from toolkit.config import Sidecar, parse_sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Finding
from toolkit.model import Document, Times
from toolkit.model.values import clock
from toolkit.readers import forms
from toolkit.readers.forms import recognise
from toolkit.text.hygiene import normalized
from toolkit.text.xml import escape_text
from toolkit.workflow import transcripts

WORDS = [
    *("When do you ring them?", "at six, and", "when a boat is late.", "你几点敲钟？", "六点，还有"),
    *("船晚到的时候。", "متى تقرعونها؟", "في السادسة،", "وإذا تأخرت السفينة.", "Yes.", "42", "12:30", "No!"),
    *("R&D", "a < b", "5*3", "{x|y}", "[laughs]", "e\u0301", "well --", "♪"),
]
TIMES = st.integers(0, 40_000_000)
CUES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), TIMES, TIMES), max_size=12
)
LABELLED = st.lists(
    st.tuples(st.lists(st.sampled_from([*WORDS, "O'Neill: said so"]), min_size=1), TIMES, TIMES), max_size=12
)
Cues = list[tuple[list[str], int, int]]
VOICES = ("", "Rosa Blum", "أمل", "李明")
WHOSE = st.lists(st.sampled_from(VOICES), min_size=12, max_size=12)


def read(data: bytes, path: str) -> tuple[Document, list[str]]:
    """A file, as every command reads it; the codes of what is found."""
    reader = registry.load("reader", recognise(data, path))
    document, found = reader.read(data, name="talk", path=path, lang="und", sidecar=Sidecar())
    if reader.write is not None:
        assert reader.write(document) == data
    return document, [one.name for one in found]


def refused(data: bytes, path: str) -> DiglotError | None:
    """What a file is refused with, with a place and a cure; None where it is read."""
    try:
        read(data, path)
    except DiglotError as error:
        told = error
    else:
        return None
    assert told.hint and path in str(told)
    return told


def words(text: str) -> str:
    """All letters and digits of a text, in order: some scripts have nothing between words."""
    return "".join(re.findall(r"\w+", normalized(text, "NFC")))


def said(document: Document, *, labels: bool = True) -> str:
    """All words of a document."""
    pieces = []
    for turn in document.turns:
        pieces += [turn.label] * labels + [paragraph.text for paragraph in turn.paragraphs]
    return words(" ".join(pieces))


def all_times(document: Document) -> list[Times]:
    return [paragraph.times for turn in document.turns for paragraph in turn.paragraphs]


def as_srt(cues: Cues) -> str:
    blocks = [
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n" + "\n".join(rows)
        for number, (rows, start, end) in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def starts(document: Document) -> list[int | None]:
    """When what is shown begins, in order; a cue that is parted is there once."""
    found: list[int | None] = []
    for times in all_times(document):
        found += [cue.start for cue in times.cues] or [times.start]
    return unrepeated(found)


def unrepeated(values: list[int | None]) -> list[int | None]:
    return [one for one, before in zip(values, ["", *values], strict=False) if one != before]


def unlabelled(text: str, document: Document) -> str:
    """All words but labels: cues of one speaker are one turn, which has it once."""
    made = words(text)
    for label in sorted({words(turn.label) for turn in document.turns}, key=len, reverse=True):
        made = made.replace(label, "")
    return made


@examples(60)
@given(LABELLED)
@example([(["42"], 0, 1), (["43"], 1, 2)])
@example([(["O'Neill: said so"], 0, 1), (["O'Neill: said so"], 2, 3)])
@example([(["R&D", "When do you ring them?"], 0, 1)] * 2)
@example([])
def test_no_word_of_a_cue_is_lost_and_no_start(cues: Cues) -> None:
    # Cues that roll show again what the one before said, and mean it once.
    assume(
        not any(
            first[-1] == then[0] and (first != then or before == start < end < start + 40)
            for (first, _, before), (then, start, end) in pairwise(cues)
        )
    )
    document, _ = read(as_srt(cues).encode(), "talk.srt")
    assert unlabelled(said(document), document) == unlabelled(
        " ".join(" ".join(rows) for rows, _, _ in cues), document
    )
    assert starts(document) == unrepeated([start for _, start, _ in cues])


@examples(40)
@given(LABELLED)
@example([(["At six."], 0, 1), (["42"], 2, 3), (["And late."], 4, 5)])
@example([(["When?"] * (1 + number % 2), 0, 0) for number in range(4)])
def test_a_first_cue_without_a_number_is_read_once(cues: Cues) -> None:
    whole, part = (read(data.encode(), "talk.srt")[0] for data in (as_srt(cues), as_srt(cues)[2:]))
    if len(cues) > 2:
        assert said(part) == said(whole)


@pytest.mark.parametrize("arrow", ["->", "–>", "→"])
@pytest.mark.parametrize("suffix", ["srt", "vtt"])
def test_times_with_another_arrow_are_no_words(arrow: str, suffix: str) -> None:
    head = "WEBVTT\n\n" if suffix == "vtt" else ""
    cue = "00:00:01.000 --> 00:00:02.000\nAnn speaks here.\n\n"
    told = refused(f"{head}{cue}00:00:03.000 {arrow} 00:00:04.000\nAnd goes on.\n".encode(), f"talk.{suffix}")
    assert told is not None and f"talk.{suffix}:{4 + 2 * (suffix == 'vtt')}" in str(told)


def test_a_voice_without_letters_speaks() -> None:
    rows = ["<v ...>Who is there?", "<v Rosa Blum>Nobody.", "<v ...>I heard you.", "<v 😀>So did I."]
    blocks = [f"{clock(k * 1000)} --> {clock(k * 1000 + 900)}\n{row}" for k, row in enumerate(rows)]
    document, _ = read("\n\n".join(["WEBVTT", *blocks, ""]).encode(), "talk.vtt")
    assert [turn.label for turn in document.turns] == ["...", "Rosa Blum", "...", "😀"]


@pytest.mark.parametrize(
    ("talk", "who"),
    [
        ("ANN: When?|BO: At six.|ANN: And then?|[BO SIGHS] At six, too.|ANN: Why?|BO: So it is.", "BO"),
        ("سامي: متى؟|ليلى: في السادسة.|سامي: ثم؟|[ليلى تضحك] في السادسة.|سامي: لماذا؟|ليلى: هكذا.", "ليلى"),
        # Labels may stand in brackets themselves, and a role is somebody.
        ("[Ann]: When?|[Bo]: At six.|[Ann] Then?|[Bo laughs] At six.|[Ann] Why?|[Bo] It is.", "Bo"),
        ("Ann: When?|Bo: At six.|Ann: Who is it?|[Man laughs] Me.|Ann: You?|[Man laughs] I.", "Man"),
        ("Eva: Wann?|Bo: Um sechs.|Eva: Wer ist da?|[Frau lacht] Ich.|Eva: Ja?|Bo: Ja.", "Frau"),
        # Of a crowd and a sound whoever has spoken goes on.
        ("ANN: When?|BO: At six.|BO: I rise.|[AUDIENCE LAUGHS] I do.|ANN: Why?|BO: So it is.", "BO"),
        ("ANN: When?|BO: At six.|BO: I rise.|[SOFT MUSIC] I do.|ANN: Why?|BO: So it is.", "BO"),
        # Ann does so meanwhile: Bo's sentence goes on.
        ("ANN: When?|BO: At six.|BO: Then I rise,|[ANN LAUGHS] and ring.|ANN: Why?|BO: So it is.", "BO"),
    ],
)
@pytest.mark.parametrize("more", [0, 20])
def test_who_does_something_in_brackets_says_what_follows(talk: str, who: str, more: int) -> None:
    first, second = (cue.partition(":")[0].strip("[]") for cue in talk.split("|")[:2])
    rows = [*talk.split("|"), *(f"{name}: Bell {k} rings." for k in range(more) for name in (first, second))]
    blocks = [f"{clock(k * 3000)} --> {clock(k * 3000 + 900)}\n{row}" for k, row in enumerate(rows)]
    document, _ = read("\n\n".join(["WEBVTT", *blocks, ""]).encode(), "talk.vtt")
    event = rows[3]
    told = [turn.label for turn in document.turns for part in turn.paragraphs if event in part.text]
    assert told == [who]


FILM = [
    ("[Keeper] The lamp is out.", "Who is down there?", "- Nobody.\n- I heard a voice."),
    ("[სტუმარი] ნავი დაიხრჩო.", "ვინ არის იქ?", "- არავინ.\n- ხმა გავიგე."),
    ("[الحارس] انطفأ المصباح.", "من هناك؟", "- لا أحد.\n- سمعت صوتا."),
]


@pytest.mark.parametrize("rows", FILM)
@pytest.mark.parametrize("shared", [True, False])
def test_a_name_in_a_film_is_of_its_caption(rows: tuple[str, str, str], *, shared: bool) -> None:
    """Where dashes part those who share a caption, nobody is named for what stands below one with a name."""
    named, below, dashes = rows
    talk = [named, below] * 4 + [dashes if shared else "Sea."] * 4
    document, _ = read(srt(talk), "talk.srt")
    who = named.partition("]")[0][1:]
    told = {p.text: turn.label for turn in document.turns for p in turn.paragraphs if turn.label}
    assert all((below in text) != shared for text in told) and {*told.values()} == {who}
    assert said(document, labels=False).count(words(below)) == 4


def test_a_sentence_that_goes_on_is_of_who_has_begun_it() -> None:
    talk = ["KEEPER: The lamp is out, and", "nobody comes.", "Who is there?", "- Me.\n- And me."] * 4
    document, _ = read(srt(talk), "talk.srt")
    told = [p.text for turn in document.turns for p in turn.paragraphs if turn.label]
    assert told == ["The lamp is out, and nobody comes."] * 4


@pytest.mark.parametrize("names", [("ANN", "BO"), ("سامي", "ليلى")])
def test_who_does_something_in_brackets_is_asked_about(names: tuple[str, str]) -> None:
    ann, bo = names
    does = "تضحك" if ann != "ANN" else "SIGHS"
    talk = [f"{ann}: When?", f"{bo}: At six.", f"{ann}: And then?", f"[{bo} {does}] At six, too."]
    talk += [f"{ann}: Why?", f"{bo}: So it is."]
    reader = registry.load("reader", "srt")

    def asked(sidecar: Sidecar) -> tuple[str, list[Finding]]:
        document, found = reader.read(srt(talk), name="talk", path="talk.srt", lang="und", sidecar=sidecar)
        (who,) = [turn.speakers[0] for turn in document.turns if does in turn.paragraphs[0].text]
        name = {speaker.key: speaker.name for speaker in document.speakers}[who]
        return name, [finding for finding in found if finding.code == "D122"]

    who, (finding,) = asked(Sidecar())
    assert who == bo and finding.wording == "acting" and finding.every_line == (15,)
    assert asked(parse_sidecar(finding.hint, "talk.toml")) == (ann, [])


@examples(40)
@given(
    CUES, st.lists(st.sampled_from(VOICES), min_size=12, max_size=12), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_voices_are_speakers(cues: Cues, voices: list[str], end: str) -> None:
    blocks = ["WEBVTT", "NOTE nobody says this", "STYLE\n::cue { color: red }"]
    for (rows, start, stop), voice in zip(cues, voices, strict=False):
        text = escape_text("\n".join(rows))
        name = f"<v.loud {voice}>" if voice else ""
        blocks.append(f"{clock(start)} --> {clock(stop)} align:start\n{name}{text}")
    data = "\n\n".join(blocks).replace("\n", end).encode()
    document, _ = read(data, "talk.txt")
    assert said(document, labels=False) == words(" ".join(" ".join(rows) for rows, _, _ in cues))
    named = [turn.label for turn in document.turns if turn.label]
    events = ["[laughs]"], ["♪"]
    assert {*named} == {who for who, cue in zip(voices, cues, strict=False) if cue[0] not in events} - {""}


def segments(cues: Cues, voices: list[str]) -> list[dict[str, Any]]:
    """The cues as WhisperX has them."""
    return [
        {
            "start": start / 1000,
            "end": None if stop < start else stop / 1000,
            "text": " " + " ".join(rows),
            "words": [
                {"word": word, "start": start / 1000, "end": start / 1000, "speaker": voice}
                for row in rows
                for word in row.split()
            ],
            "speaker": voice or None,
        }
        for (rows, start, stop), voice in zip(cues, voices, strict=False)
    ]


@examples(40)
@given(CUES, WHOSE)
def test_pieces_of_json_keep_words_and_times(cues: Cues, voices: list[str]) -> None:
    data = json.dumps({"segments": segments(cues, voices), "language": "en"}).encode()
    if not cues:
        with pytest.raises(DiglotError, match="no form that is known"):
            read(data, "talk.json")
        return
    document, _ = read(data, "talk.json")
    assert said(document, labels=False) == words(" ".join(" ".join(rows) for rows, _, _ in cues))
    assert starts(document) == unrepeated([start for _, start, _ in cues])


@examples(60)
@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(VOICES), st.booleans()), min_size=1),
    st.sampled_from(VOICES[1:]),
)
@example([("Bid", "Rosa Blum", True), ("Dole", "أمل", True), ("42", "", False)], "李明")
def test_no_word_without_a_time_is_lost_where_several_share_a_piece(
    heard: list[tuple[str, str, bool]], whose: str
) -> None:
    timed = [
        {"word": word} | ({"start": at, "end": at + 0.5, "speaker": who} if known else {})
        for at, (word, who, known) in enumerate(heard)
    ]
    text = " ".join(word for word, _, _ in heard)
    piece = {"start": 0, "end": len(heard), "text": text, "words": timed, "speaker": whose}
    document, _ = read(json.dumps({"segments": [piece]}).encode(), "talk.json")
    assert said(document, labels=False) == words(text)


KEYS = (
    "segments start end text words word speaker chunks timestamp events segs transcription offsets from to "
    "tokens monologues elements value ts utf8 tStartMs dDurationMs utterances language media"
).split()
value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(WORDS), st.just(10**400)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)


@examples(150)
@given(st.lists(value, max_size=3), st.sampled_from(["", *KEYS]), st.sampled_from([".json", ".otr", ".txt"]))
@example([[{"id": 7}], [{"id": 8}]], "", ".json")
def test_any_json_is_read_or_refused_with_a_cure(pieces: list[Any], key: str, suffix: str) -> None:
    """An object, or where no key is given a list: of objects, of lists, of anything."""
    refused(json.dumps({key: pieces, "text": "x"} if key else pieces).encode(), f"talk{suffix}")


MARKS = [
    *("<v Ann>", "</v>", "<v ", "<i>", "</i>", "<00:00:01.000>", "<c>", "<ruby>", "<rt>", "&lt;", "&#0;"),
    *(
        "-->",
        "00:00:01.000 --> 00:00:02.000",
        "1:00:00,5 --> 0:01",
        "99:99:99 --> x",
        "\n",
        "\n\n",
        "NOTE",
        ">>",
    ),
    *("WEBVTT", "1", "Ann:", "word", "- ", "\0", "\u2028", "[", "]", "*", "\r", "\ufeff", "{\\an8}"),
]


@examples(150)
@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join), st.sampled_from([".srt", ".vtt", ".txt"]))
@example("<i>" * 3000 + "x", ".srt")
def test_any_cues_are_read_or_refused_with_a_cure(text: str, suffix: str) -> None:
    refused(text.encode(), f"talk{suffix}")


MARKED = [
    *("Ann Hall  0:01", "Bo Stone  1:04", "Ann Hall (00:01:02):", "[00:01:05] Bo Stone", "00:02:00"),
    *("#00:00:01-2# I: So?", "B: At six. #00:00:04-2#", "00:03:40.5Ann: So?", "ليلى  0:09", "نعم."),
    *("Ann: #00:01:02.0# So? #00:01:03.0#", "00:00:12\tAnn Hall:\tSo?", "Ann Hall [00:00:12] So?"),
    *("SPEAKERS", "Ann Hall, Bo Stone", "李明  0:12", "六点。", "At six,", "and late.", "", "[laughs]"),
    *("[0:03:01]", "99:99", "SUMMARY KEYWORDS"),
]
PHRASES = ("Atsix", "andlate", "六点", "نعم", "So", "laughs")


@examples(100)
@given(st.lists(st.sampled_from(MARKED), max_size=16), st.sampled_from(["\n", "\r\n", "\n\n"]))
@example(["Ann Hall  0:01", "At six,", "Bo Stone  1:04", "and late.", "Ann Hall  2:01"], "\n")
def test_no_word_between_marks_of_time_is_lost(lines: list[str], end: str) -> None:
    text = end.join([*lines, "At six."])
    there = said(read(text.encode(), "talk.txt")[0])
    assert [there.count(phrase) for phrase in PHRASES] == [words(text).count(phrase) for phrase in PHRASES]


def test_whisper_cpp_tells_that_somebody_else_speaks() -> None:
    pieces = [
        {"offsets": {"from": 0, "to": 900}, "text": " When?", "speaker_turn_next": True},
        {"offsets": {"from": 900, "to": 1800}, "text": " At six,", "speaker_turn_next": False},
        {"offsets": {"from": 1800, "to": 2700}, "text": " and late.", "speaker_turn_next": True},
    ]
    document, _ = read(json.dumps({"transcription": pieces}).encode(), "talk.json")
    assert [[p.text for p in turn.paragraphs] for turn in document.turns] == [
        ["When?"],
        ["At six, and late."],
    ]


def test_an_end_before_its_start_is_told() -> None:
    document, codes = read(b"1\n00:00:03,000 --> 00:00:01,000\nYes.\n", "talk.srt")
    assert codes == ["D160"]
    assert all_times(document) == [Times(3000)]


def test_what_are_no_times_is_refused() -> None:
    told = refused(b"1\n00:00:61,000 --> 00:00:62,000\nYes.\n", "talk.srt")
    assert told is not None and str(told).startswith("talk.srt:2:")
    broken = b"WEBVTT\n\n00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:1d.000\nNo.\n"
    told = refused(broken, "talk.vtt")
    assert told is not None and str(told).startswith("talk.vtt:6:")
    assert refused(b"Yes, indeed.\n", "talk.srt") is not None
    assert refused(b"", "talk.vtt") is None


@pytest.mark.parametrize("times", [
    "NaN:NaN:NaN --> NaN:NaN:NaN line:-1 align:start", "-00:00:02,000 --> 00:00:04,000",
    "undefined:00.000 --> undefined:02.000", "00:aN:03.000 --> 00:00:04.000",
])  # fmt: skip
@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_times_that_a_program_could_not_count_are_refused_and_not_said(times: str, suffix: str) -> None:
    head = "WEBVTT\n\n" if suffix == "vtt" else ""
    cue = "00:00:00.500 --> 00:00:01.500\nنعم.\n\n"
    told = refused(f"{head}{cue}{times}\nنعم.\n".encode(), f"talk.{suffix}")
    assert told is not None and str(told).startswith(f"talk.{suffix}:{6 if head else 4}:")


@pytest.mark.parametrize("said", ["a --> b", "and x:y --> why", "من أ --> ب", "x.y --> z.w"])
def test_an_arrow_between_words_is_said(said: str) -> None:
    data = f"WEBVTT\n\n00:00:00.500 --> 00:00:01.500\nWrite\n{said}\n".encode()
    assert said in " ".join(paragraph.text for paragraph in read(data, "talk.vtt")[0].paragraphs())


@pytest.mark.parametrize("head", ["WEBVTT", "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000"])
@pytest.mark.parametrize(
    "said", [("Why?", "Nobody came."), ("لماذا؟", "لأن أحدا لم يأت."), ("なぜ？", "誰も来ない。")]
)
def test_the_head_of_a_file_behind_another_is_said_by_nobody(head: str, said: tuple[str, ...]) -> None:
    """Pieces of a broadcast are put together as they come, and some programs write the head twice."""
    times = ["00:00:00.500 --> 00:00:01.500", "00:00:02.500 --> 00:00:03.500"]
    pieces = [f"{time}\n{words}\n" for time, words in zip(times, said, strict=True)]
    text = f"WEBVTT\n\n{head}\n\n{pieces[0]}\n{head}\n\n{pieces[1]}"
    document = read(text.encode(), "talk.vtt")[0]
    spoken = texts_of(document, "speech")
    assert " ".join(spoken).replace(" ", "") == "".join(said).replace(" ", "")
    assert not document.speakers


def test_slanted_cues_stress_nothing() -> None:
    rows = ("<i>All of it.</i>", "[Ann] <i>All but the name.</i>", "Some <i>of</i> it.")
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{row}" for n, row in enumerate(rows, 1)]
    document, _ = read("\n\n".join(cues).encode(), "talk.srt")
    text = " ".join(paragraph.text for paragraph in document.paragraphs())
    assert text.count("*") == 2 and "*of*" in text


def test_half_a_character_of_an_escape_is_told_in_its_place() -> None:
    said = [
        {"speaker": speaker, "start": k, "end": k + 1, "text": text}
        for k, (speaker, text) in enumerate(
            [("\ud800", "Who rings?"), ("Ada \udfff", "I do \ud83d and \U0001f600."), ("\ud800", "Why?")]
        )
    ]
    data = json.dumps({"segments": said}).encode()
    assert b"ud800" in data
    document, _ = transcripts.read_data(data, Sidecar(), name="talk", path="source/talk.json", lang="en")
    texts = [paragraph.text for turn in document.turns for paragraph in turn.paragraphs]
    assert texts == ["Who rings?", "I do \ufffd and \U0001f600.", "Why?"]
    assert [turn.label for turn in document.turns] == ["\ufffd", "Ada \ufffd", "\ufffd"]
    str([document.turns, document.speakers]).encode()


def test_the_suffix_goes_before_a_guess_at_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is found by its suffix alone gets its files, though they look like text with times."""
    text = b"[00:12.34]Ann: Who rings the bell?\n[00:15.00]Bo: I do.\n[00:17.20]Ann: And at night?\n"
    readers = {**registry.claims(), "lrc": registry.Claim((".lrc",), (), asks=False)}
    monkeypatch.setattr(registry, "claims", lambda: readers)
    monkeypatch.setattr(registry, "reader_suffixes", lambda: {".txt": "plain", ".lrc": "lrc"})
    assert recognise(text, "talk.lrc") == "lrc"
    assert recognise(text, "talk.txt") == "time_marks"


_CLOCKS = ("[00:0{}:12]", "0:0:{0}.90 --> 0:0:{0}.980", "00;0{};01;12", "#00:00:0{}-2#", "(0{}:15)")


def test_files_have_the_mark_of_their_reader() -> None:
    """Who is asked only of files with a mark is sure of no other."""
    begun = ["@UTF8\n@Begin\n", "\ufeffWEBVTT - Harbour\n", "1\n00:00:01,000 --> 00:00:02,500\nSo?\n"]
    begun.append("; by hand\n[Script Info]\nTitle: Harbour\n")
    for name in ("Ann Lee ", "李明 ", ""):
        begun += ["".join(f"{name}{time.format(k)}\nSo it was.\n" for k in range(1, 9)) for time in _CLOCKS]
    files = [text.encode(encoding) for text in begun for encoding in ("utf-8", "utf-16")]
    for name, claim in registry.claimed().items():
        if claim.mark:
            sure = registry.load("reader", name).sure or bool
            own = [data for data in files if sure(data)]
            assert own and all(re.search(claim.mark, forms.start(data)) for data in own), name


def srt(texts: list[str]) -> bytes:
    """Cues of two seconds, one after the other."""
    times = [f"00:00:{2 * k:02},000 --> 00:00:{2 * k + 2:02},000" for k in range(len(texts))]
    cues = [f"{k}\n{time}\n{text}\n" for k, (time, text) in enumerate(zip(times, texts, strict=True), 1)]
    return "\n".join(cues).encode()


@pytest.mark.parametrize(
    "said",
    [
        [
            "Haben Sie die Winde gehört?",
            "Die ganze Nacht, und am Morgen auch.",
            "Und dann?",
            "Dann war Ruhe.",
        ],
        ["هل سمعت الريح؟", "طوال الليل، وفي الصباح أيضا.", "وبعد ذلك؟", "ثم سكت كل شيء."],
        ["風の音は聞こえましたか。", "一晩中、朝までずっとです。", "それから？", "静かになりました。"],
    ],
)
def test_a_dash_before_each_answer_parts_speakers(said: list[str]) -> None:
    halves = [(text[: len(text) // 2].strip(), text[len(text) // 2 :].strip()) for text in said]
    cues = [piece for first, rest in halves for piece in (f"- {first}", rest)]
    document, _ = read(srt(cues), "talk.srt")
    bare = [re.sub(r"\s", "", text) for text in said]
    assert [re.sub(r"\s", "", p.text) for p in document.paragraphs()] == bare
    assert [turn.paragraphs[0].times.start for turn in document.turns] == [0, 4000, 8000, 12000]


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("- Did the bell ring? - Twice. - I heard it, too.", 3),
        ("-Hat es geläutet? -Zweimal.", 2),
        ("– Звонил колокол? – «Дважды».", 2),
        ("- هل رن الجرس؟ - مرتين.", 2),
        ("-鐘は鳴りましたか？-二度。", 2),
        ('- "Ring it," he said. – And did they? - Yes.', 2),
        ("- Twice. - she said - Then no more.", 1),
    ],
)
def test_dashes_part_those_who_share_a_line(cue: str, said: int) -> None:
    document, _ = read(srt(["- Who is there?\n- Nobody.", cue]), "talk.srt")
    bare = [re.sub(r"[\s–-]", "", p.text) for p in document.paragraphs()]
    assert len(bare) == said + 2
    assert "".join(bare[2:]) == re.sub(r"[\s–-]", "", cue)
    assert {p.times.start for p in list(document.paragraphs())[2:]} == {2000}


@pytest.mark.parametrize(
    ("two", "after", "own"),
    [
        ("- Who is there?\n- Nobody.", "Then come in, both of you.", True),
        ("- Wer ist da? - Niemand.", "Dann kommt herein.", True),
        ("- من هناك؟\n- لا أحد.", "إذن ادخلا كلاكما.", True),
        ("-誰ですか？\n-私です。", "入ってください。", True),
        ("－誰ですか？\n－私です。", "入ってください。", True),
        ("−Who is there?\n−Nobody.", "Then come in.", True),
        ("- Who is there?\n- Nobody that", "you have ever seen.", False),
    ],
)
def test_below_two_who_share_a_cue_either_may_go_on(two: str, after: str, own: bool) -> None:
    document, _ = read(srt([two, after]), "talk.srt")
    assert len([*document.paragraphs()]) == 2 + own


@pytest.mark.parametrize(("one", "other"), [("BO", "ANN"), ("佐藤", "鈴木"), ("بو", "آن")])
def test_a_name_alone_in_a_cue_says_the_next_one(one: str, other: str) -> None:
    cues = [
        f"{one}: Nobody came.",
        f"{other}: What did you do?",
        f"{one}: I wrote it down.",
        f"{other}: And then?",
    ]
    document, _ = read(srt([*cues, f"{one}:", "We went home.", *cues[1:]]), "talk.srt")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    found = [(names[turn.speakers[0]], turn.paragraphs[0].text) for turn in document.turns if turn.speakers]
    assert (one, "We went home.") in found
    assert {name for name, _ in found} == {one, other}


def test_a_dash_that_a_line_of_a_cue_goes_on_with_is_of_its_sentence() -> None:
    said = ["Somebody - somebody I'd never seen\n- gave me the key.", "- Who was it?\n- My aunt."]
    document, _ = read(srt(said), "talk.srt")
    spoken = [p.text for turn in document.turns for p in turn.paragraphs]
    assert spoken == ["Somebody - somebody I'd never seen - gave me the key.", "Who was it?", "My aunt."]
    # Where two share a cue, the first of them may go on.
    document, _ = read(
        srt(["- Is there no way to cross\n- No.", "- She could not wait", "- until the ice came?\n- No."]),
        "talk.srt",
    )
    spoken = [p.text for turn in document.turns for p in turn.paragraphs]
    assert spoken == ["Is there no way to cross", "No.", "She could not wait until the ice came?", "No."]


def test_a_dash_in_the_midst_of_a_sentence_is_its_own() -> None:
    cues = [
        "The rope was old",
        "- older than the boat",
        "and we cut it",
        "- with a bread knife",
        "- at night.",
    ]
    document, _ = read(srt(cues), "talk.srt")
    assert [p.text for p in document.paragraphs()] == [" ".join(cues)]


def test_a_cue_that_goes_on_with_a_sentence_begins_with_no_label() -> None:
    cues = [
        "JANA ORT: Durften Sie denn fahren?", "OLE VELD: Putzen war erlaubt. Im Herbst",
        "kam dann ein Brief aus der Stadt: Fahren Sie.", "JANA ORT: Und wie war das?",
        "OLE VELD: Ich habe auf die Bremse geschaut.", "JANA ORT: Nur auf die Bremse?",
    ]  # fmt: skip
    document, _ = read(srt(cues), "talk.srt")
    assert [speaker.name for speaker in document.speakers] == ["JANA ORT", "OLE VELD"]
    answer = document.turns[1].paragraphs
    assert [p.text for p in answer] == [
        "Putzen war erlaubt. Im Herbst kam dann ein Brief aus der Stadt: Fahren Sie."
    ]
    # Whoever writes names small, and no full stops, has them back: they recur.
    small = [re.sub(r"[?.]$", "", cue.lower()) for cue in cues if not cue.startswith("kam")]
    document, _ = read(srt(small), "talk.srt")
    assert [turn.label for turn in document.turns] == [
        "jana ort",
        "ole veld",
        "jana ort",
        "ole veld",
        "jana ort",
    ]


@pytest.mark.parametrize(
    "cues",
    [
        ["Back in May.", "The old man then told us this:", "\u201cNo boat at night.\u201d", "We stayed."],
        ["عادوا في أيار.", "وهذا ما قاله لنا الملاح العجوز:", "«لا مركب في الليل.»", "فبقينا."],
        ["У травні.", "Важливо те, що він потім сказав:", "«Уночі човна нема.»", "Ми лишилися."],
    ],
)  # fmt: skip
def test_a_caption_that_leads_to_the_next_one_is_said(cues: list[str]) -> None:
    document, _ = read(srt(cues), "talk.srt")
    assert not document.speakers
    assert starts(document) == [2000 * k for k in range(len(cues))]


@pytest.mark.parametrize("last", ["DR. WARREN", "Old Ferryman Joe Smith"])
def test_a_name_alone_in_a_caption_speaks_in_the_next_one(last: str) -> None:
    cues = ["ANNA LEE:", "When do you ring them?", "TOM BECK:", "At six.", f"{last}:", "And at noon."]
    document, _ = read(srt(cues), "talk.srt")
    assert [turn.label for turn in document.turns] == ["ANNA LEE", "TOM BECK", last]


def test_what_is_marked_in_a_text_of_json_is_not_all_that_is_said() -> None:
    pieces = [
        {"start": 0, "end": 1, "speaker": "Mara", "text": "Ring at six.", "spans": [{"value": "six"}]},
        {"start": 1, "end": 2, "speaker": "Otto", "text": "At seven.", "spans": []},
    ]
    document, _ = read(json.dumps({"segments": pieces}).encode(), "talk.json")
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Ring at six.", "At seven."]


@pytest.mark.parametrize("timed", [False, True])
@pytest.mark.parametrize(
    ("typed", "plain", "marked"),
    [
        ("How <i>did</i> it <b>begin</b>?", "How did it begin?", "How *did* it **begin**?"),
        ("Соль &amp; хлеб,<br/>и <em>лодка</em>.", "Соль & хлеб, и лодка.", "Соль & хлеб, и *лодка*."),
        ("<p>خبز &quot;وملح&quot;.</p>", 'خبز "وملح".', 'خبز "وملح".'),
        ("<i>六点</i>的钟。", "六点的钟。", "*六点*的钟。"),
        ("<i>All of it.</i>", "All of it.", "All of it."),
        ("If a < b, <laughs> R&D.", "If a < b, <laughs> R&D.", "If a < b, <laughs> R&D."),
    ],
)
def test_tags_and_entities_in_json_are_those_of_captions(
    typed: str, plain: str, marked: str, timed: bool
) -> None:
    piece: dict[str, Any] = {"start": 0, "end": 2, "speaker": "Mara", "text": typed}
    if timed:
        piece["words"] = [
            {"word": word, "start": k / 10, "end": k / 10 + 0.1} for k, word in enumerate(plain.split())
        ]
    other = {"start": 3, "end": 4, "speaker": "Otto", "text": "6"}
    document, _ = read(json.dumps({"segments": [piece, other]}).encode(), "talk.json")
    first = next(document.paragraphs())
    # Words with times stand in a text without marks.
    assert first.text == (plain if timed else marked)
    assert len(first.times.words) == (len(plain.split()) if timed else 0)


@pytest.mark.parametrize(
    ("ask", "answer", "cues"),
    [
        ("Q", "A", ["When do you ring?", "At six, and when", "And at night?", "Never."]),
        ("P", "R", ["¿Cuándo la tocan?", "A las seis, y cuando", "¿Y de noche?", "Nunca."]),
        ("س", "ج", ["متى تقرعونها؟", "في السادسة، وإذا", "وفي الليل؟", "أبدا."]),
    ],
)
def test_letters_of_questions_and_answers_in_captions_speak(ask: str, answer: str, cues: list[str]) -> None:
    lettered = [f"{who}. {cue}" for who, cue in zip([ask, answer] * 2, cues, strict=True)]
    document, _ = read(srt([*lettered[:2], "42 44.", *lettered[2:]]), "talk.srt")
    assert [turn.label for turn in document.turns] == [ask, answer, ask, answer]
    assert [paragraph.text for paragraph in document.paragraphs()] == [
        cues[0], f"{cues[1]} 42 44.", cues[2], cues[3],
    ]  # fmt: skip
    assert starts(document) == [0, 2000, 4000, 6000, 8000]


def test_letters_of_a_list_in_captions_ask_nothing() -> None:
    cues = ["A. Bells ring at six.", "B. Lamps are lit.", "C. Boats go out.", "A. Brandt said so."]
    document, _ = read(srt(cues), "talk.srt")
    assert not document.speakers
    assert said(document) == words(" ".join(cues))


@pytest.mark.parametrize(
    ("names", "act"),
    [
        (("ANNA LEE", "TOM BECK"), "Anna laughs"),
        (("MARTA", "ОЛЕГ"), "Олег сміється"),
        (("دانا", "أمل"), "أمل تضحك"),
    ],
)
def test_what_a_speaker_does_is_no_name(names: tuple[str, str], act: str) -> None:
    first, second = names
    cues = [
        f"{first}: So you rang it?", f"{second}: Twice. It was late.", f"[{act}] Nobody came.",
        f"{first}: And then?", f"{second}: I went home.", f"[{act}] In the end.",
    ]  # fmt: skip
    document, _ = read(srt(cues), "talk.srt")
    assert [speaker.name for speaker in document.speakers] == [first, second]
    assert [turn.label for turn in document.turns] == [first, second, first, second]


def test_who_speaks_at_once_with_another_has_one_name() -> None:
    cues = ["<v S01>When do you ring?", "<v S02>At six.", "<v //S01>Each day?//", "<v S02>Each day."]
    document, _ = read(b"WEBVTT\n\n" + srt(cues).replace(b",000", b".000"), "talk.vtt")
    assert [speaker.name for speaker in document.speakers] == ["S01", "S02"]


def test_what_a_program_says_of_itself_below_a_text_is_nobodys() -> None:
    turns = ["Mira Sato  0:05", "And the eels?", "", "Tomas Beck  0:09", "They come back each May.", ""]
    text = "\n".join([*turns, "Mira Sato  0:20", "All of them?", "", "Transcribed by https://otter.ai", ""])
    document, _ = read(text.encode(), "talk.txt")
    assert [(turn.kind, turn.paragraphs[0].text) for turn in document.turns[-2:]] == [
        ("speech", "All of them?"), ("meta", "Transcribed by https://otter.ai"),
    ]  # fmt: skip


def test_two_people_in_a_cue_have_a_line_each() -> None:
    said = [
        ["Мара: Слышите колокол?", "Пётр: Слышу."],
        ["Мара: А теперь?", "Пётр: Теперь тихо,", "и это к туману: сами увидите."],
        ["Мара: Подождём."],
    ]
    document, _ = read(srt(["\n".join(cue) for cue in said]), "talk.srt")
    spoken = [(turn.label, " ".join(p.text for p in turn.paragraphs)) for turn in document.turns]
    assert spoken == [
        ("Мара", "Слышите колокол?"), ("Пётр", "Слышу."), ("Мара", "А теперь?"),
        ("Пётр", "Теперь тихо, и это к туману: сами увидите."), ("Мара", "Подождём."),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["{}", "({})", "[{}]", "<b>{}</b>", "{}:"])
def test_a_name_above_what_is_said_goes_on_to_its_next_one(label: str) -> None:
    said = [
        ("Mira Sato", "When do they ring the bell?"), ("Tomas Beck", "At six, and at night when"),
        ("", "a boat is late."),
        ("Mira Sato", "Who hears it then?"), ("", "[bell rings]"), ("Tomas Beck", "Whoever is awake."),
        ("", "Subtitles by Mara Lind"),
    ]  # fmt: skip
    cues = [f"{label.format(name)}\n{text}" if name else text for name, text in said]
    document, found = read(srt(cues), "talk.srt")
    spoken = [(turn.label, *(p.text for p in turn.paragraphs)) for turn in document.turns]
    assert spoken == [
        ("Mira Sato", "When do they ring the bell?"),
        ("Tomas Beck", "At six, and at night when a boat is late."),
        ("Mira Sato", "Who hears it then?", "[bell rings]"),
        ("Tomas Beck", "Whoever is awake."),
        ("", "Subtitles by Mara Lind"),
    ]
    assert not found
    # A cue without a name begins with its words, and one with a name on the line of it.
    assert [p.where.line for turn in document.turns for p in turn.paragraphs] == [3, 8, 17, 22, 26, 31]
    assert "Mira Sato" not in document.head


def test_what_stands_above_in_other_captions_is_nobodys_name() -> None:
    refrain = [f"Boats on the water\nRing, ring the bell {n}" for n in range(3)]
    sounds = [f"[Laughter]\nNot in {season}." for season in ("spring", "summer", "winter")]
    broken = ["The harbour\nwas frozen then.", "Mira Sato\nkept the key.", "Tomas Beck\nnever did."]
    same = [f"{name}\nRing it!" for name in ("Hey", "Ho") for _ in range(3)]
    for cues in (refrain + sounds, broken + sounds, [*same, "And so the boats came home.", *broken]):
        document, _ = read(srt(cues), "talk.srt")
        assert not document.speakers


@pytest.mark.parametrize("region", ["REGION\nid:a\nwidth:40%", "region\nid:a", "Region: id=a width=40%"])
def test_regions_are_no_words(region: str) -> None:
    document, _ = read(
        f"WEBVTT\n\n{region}\n\n00:01.000 --> 00:02.000\nRegion by region.\n".encode(), "a.vtt"
    )
    assert said(document) == words("Region by region.")


def test_captions_that_come_again_are_said_again() -> None:
    times = [f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\nRing it!" for n in range(5)]
    document, _ = read("\n\n".join(times).encode(), "talk.srt")
    assert said(document) == words("Ring it!" * 5)


def test_music_in_brackets_between_notes_is_an_event() -> None:
    document, _ = read(srt(["♪ (موسيقى) ♪", "مساء الخير."]), "talk.srt")
    assert [(p.kind, p.text) for p in document.paragraphs()] == [
        ("event", "♪ (موسيقى) ♪"), ("speech", "مساء الخير."),
    ]  # fmt: skip


def test_who_sings_is_nobody_who_speaks_before_or_behind_it() -> None:
    said = ["MARA: So wait.", "♪ the river is long ♪", "♪ and the ferry is late ♪", "That was the old song."]
    document, _ = read(
        srt([*said, "MARA: My father sang it.", "ILYAS: Mine, too.", "MARA: I know."]), "talk.srt"
    )
    assert [(turn.label, " ".join(p.text for p in turn.paragraphs)) for turn in document.turns][:3] == [
        ("MARA", "So wait."),
        ("", "♪ the river is long ♪ ♪ and the ferry is late ♪"),
        ("", "That was the old song."),
    ]


def test_a_form_that_counts_otherwise_is_another() -> None:
    """Utterances in seconds were read as thousandths; where speakers are told again, words are not."""
    seconds = {
        "utterances": [{"start": 0.5, "end": 2, "text": "So?"}, {"start": 2.5, "end": 4, "text": "نعم."}]
    }
    assert starts(read(json.dumps(seconds).encode(), "talk.json")[0]) == [500, 2500]
    document, _ = read(json.dumps(google_again(TALKS[1])).encode(), "talk.json")
    spoken = "".join(words(" ".join(paragraph.text for paragraph in document.paragraphs())))
    assert spoken == words(" ".join(cue.text for _, cue in TALKS[1].cues))
    assert {speaker.name for speaker in document.speakers} == {"Speaker 1", "Speaker 2"}


@pytest.mark.parametrize(
    "value",
    [
        {"results": [{"alternatives": [{"transcript": "So?", "timestamps": [["So", 0]]}], "final": True}]},
        # When it is said is called by no name that is known.
        {"speech": [{"speaker": "Ann", "text": "So?", "offset": 16000}]},
        {"results": {"items": [{"type": "pronunciation", "alternatives": []}]}},
        {"format": "2.9", "results": [{"type": "word", "alternatives": []}]},
        {"recognizedPhrases": [{"recognitionStatus": "Success", "nBest": [{"display": "So?"}]}]},
        {"words": [{"type": "word", "text": 3}]},
        {"segments": [{"words": [{"text": None}]}], "speakers": []},
        # What names something may be of any type, and so may a time.
        {"segments": [{"speaker": {}, "words": [{"text": "So?"}]}], "speakers": [{"spkid": ["a"]}]},
        {"phrases": [{"offsetMilliseconds": 5, "durationMilliseconds": 9, "text": "So?", "channel": [1]}]},
        {"results": [{"alternatives": [{"words": [{"word": "So?", "startTime": {"seconds": "x"}}]}]}]},
        {"results": {"items": [{"type": [], "start_time": {}, "alternatives": [{"content": "So?"}]}]}},
    ],
)
def test_a_form_of_which_a_part_is_unknown_is_no_form(value: object) -> None:
    with pytest.raises(SourceError) as caught:
        read(json.dumps(value).encode(), "talk.json")
    assert caught.value.hint


def test_a_word_may_say_how_long_it_lasts() -> None:
    heard = ["So", "it", "rang.", "Then", "it", "stopped."]
    pieces = [{"word": word, "time": n / 2, "duration": "0.250"} for n, word in enumerate(heard)]
    document, _ = read(json.dumps({"words": pieces}).encode(), "talk.json")
    times = [(cue.start, cue.end) for times in all_times(document) for cue in times.cues]
    assert said(document) == words(" ".join(heard))
    assert times == [(0, 1250), (1500, 2750)]


def test_what_names_a_speaker_and_no_time_is_read_without_times() -> None:
    said = [{"speaker": who, "text": TALKS[1].text(cues)} for who, cues in TALKS[1].turns]
    document, _ = read(json.dumps(said).encode(), "talk.json")
    assert [turn.label for turn in document.turns] == [who for who, _ in TALKS[1].turns]
    assert {*starts(document)} == {None}


@pytest.mark.parametrize("said", ["\u200b", "<i></i>", "♪", "-", ">>", "\ufeff♪"])
def test_a_cue_with_hardly_anything_is_read_beside_what_is_sung(said: str) -> None:
    for order in ((said, "♪ the river is long ♪", "So wait."), ("So wait.", "♪ the river is long ♪", said)):
        document, _ = read(srt(list(order)), "talk.srt")
        assert "So wait." in " ".join(p.text for p in document.paragraphs())


TIMED_TEXT = """<?xml version="1.0"?>
<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
  xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
  ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" xml:lang="fr">
<tt:head><ttm:agent xml:id="a"><ttm:name>Rosa</ttm:name></ttm:agent></tt:head>
<tt:body><tt:div>{}</tt:div></tt:body></tt:tt>"""


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ('<tt:p begin="00:00:01:15" end="3s">Why?</tt:p>', ("Why?", 1501, 3000)),
        ('<tt:p begin="1.5s" dur="50%">Why?</tt:p>', None),
        (
            '<tt:p>\n<tt:span begin="1s" end="2s">R&amp;D\n &lt;b&gt;</tt:span>\n</tt:p>',
            ("R&D <b>", 1000, 2000),
        ),
        (
            '<tt:p end="9s">نعم، <tt:span begin="2s">قال<tt:br/>لها</tt:span>.</tt:p>',
            ("نعم، قال لها.", 2000, 9000),
        ),
        (
            '<tt:p begin="1s" end="2s">So <tt:span tts:fontStyle="italic">he</tt:span> said.</tt:p>',
            ("So *he* said.", 1000, 2000),
        ),
        (
            (
                '<tt:p begin="1s"><tt:span tts:ruby="container">漢字'
                '<tt:span tts:ruby="text">かんじ</tt:span></tt:span>。</tt:p>'
            ),
            ("{漢字|かんじ}。", 1000, None),
        ),
    ],
)
def test_what_timed_text_can_say(cue: str, said: tuple[str, int, int] | None) -> None:
    data = TIMED_TEXT.format(cue).encode()
    if said is None:
        told = refused(data, "talk.ttml")
        assert told is not None and str(told.where) == "talk.ttml:6"
        return
    document, _ = read(data, "talk.xml")
    (paragraph,) = (p for turn in document.turns for p in turn.paragraphs)
    assert (paragraph.text, paragraph.times.start, paragraph.times.end) == said
    reader = registry.load("reader", "ttml")
    assert reader.stated is not None and reader.stated(data, "talk.xml") == "fr"


def test_a_word_that_comes_again_above_others_names_nobody_alone() -> None:
    cues = ["Maria\nCome home.", "We sailed.", "Maria\nSit down.", "It was cold."]
    rows = (f"{n + 1}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n" for n, cue in enumerate(cues))
    document, _ = read("\n".join(rows).encode(), "talk.srt")
    assert not document.speakers and "Maria" in document.turns[0].paragraphs[0].text


def test_a_piece_that_ends_behind_its_paragraph_changes_no_other_times() -> None:
    pieces = '<tt:span begin="0s" end="1s">Ring.</tt:span><tt:span begin="1s" end="{}">Now.</tt:span>'

    def starts(end: str) -> list[int]:
        cues = (
            f'<tt:p begin="1s" end="3s">{pieces.format(end)}</tt:p><tt:p begin="5s" end="8s">{pieces}</tt:p>'
        )
        document, _ = read(TIMED_TEXT.format(cues.format("2s")).encode(), "talk.ttml")
        (turn,) = document.turns
        return [cue.start for paragraph in turn.paragraphs for cue in paragraph.times.cues]

    assert starts("2.5s") == starts("2s") == [1000, 2000, 5000, 6000]


@pytest.mark.parametrize("text", ["When do the bells ring", "متى تقرع الأجراس في المساء", "კარი ღია არის"])
def test_words_with_times_in_timed_text_are_one_cue(text: str) -> None:
    said = text.split()
    spans = " ".join(
        f'<tt:span begin="{2 + k}s" end="{3 + k}s">{word}</tt:span>' for k, word in enumerate(said)
    )
    document, _ = read(TIMED_TEXT.format(f'<tt:p begin="2s" end="20s">{spans}</tt:p>').encode(), "talk.ttml")
    (turn,) = document.turns
    (paragraph,) = turn.paragraphs
    times = paragraph.times
    assert (paragraph.text, times.start, times.end, times.cues) == (text, 2000, 20_000, ())
    # They count from the beginning of the recording, or from that of the paragraph.
    assert [word.start - times.words[0].start for word in times.words] == [1000 * k for k in range(len(said))]


@pytest.mark.parametrize("agent", ['<ttm:agent xml:id="SPEAKER_1" type="character"/>', ""])
def test_who_has_no_name_in_timed_text_is_called_as_the_file_calls_them(agent: str) -> None:
    # Apple's podcasts say who speaks, and need not say in their head who that is.
    data = TIMED_TEXT.format('<tt:p begin="1:02.5" end="63" ttm:agent="SPEAKER_1">Why?</tt:p>')
    data = f"{data[: data.index('<tt:head>')]}<tt:head>{agent}</tt:head>{data[data.index('<tt:body>') :]}"
    document, _ = read(data.encode(), "talk.ttml")
    (turn,) = document.turns
    assert (turn.label, turn.paragraphs[0].times.start, turn.paragraphs[0].times.end) == (
        "SPEAKER_1",
        62_500,
        63_000,
    )


@pytest.mark.parametrize("title", ["Vozes do cais", "أصوات الرصيف", "波止場の声", "Sea &amp; salt"])
def test_the_title_of_timed_text_is_that_of_its_head(title: str) -> None:
    cue = '<tt:p begin="1s"><tt:metadata><ttm:title>A cue</ttm:title></tt:metadata>Why?</tt:p>'
    data = TIMED_TEXT.format(cue)
    assert read(data.encode(), "talk.ttml")[0].meta.title == ""
    head = f"<tt:head><tt:metadata><ttm:title>\n {title}\n</ttm:title></tt:metadata>"
    document, _ = read(data.replace("<tt:head>", head).encode(), "talk.ttml")
    assert document.meta.title == title.replace("&amp;", "&")


def test_an_object_in_a_cue_that_says_nothing_is_text() -> None:
    document, _ = read(b'WEBVTT\n\n00:01.000 --> 00:02.000\n{"a": 1}\n', "talk.vtt")
    assert [p.text for turn in document.turns for p in turn.paragraphs] == ['{"a": 1}']


def test_words_of_an_aligner_have_the_signs_and_paragraphs_of_its_text() -> None:
    """Gentle writes the text, and the words that it has found: one that it hasn't has no time."""
    text = "Колокол звонит. Почему?\r\nТуман идёт."
    found = []
    for k, match in enumerate(re.finditer(r"\w+", text)):
        word = {"word": match[0], "startOffset": match.start(), "endOffset": match.end()}
        heard = {"case": "success", "start": k, "end": k + 0.5}
        found.append(word | (heard if k != 2 else {"case": "not-found-in-audio"}))
    data = json.dumps({"transcript": text, "words": found}, ensure_ascii=False).encode()
    document, _ = read(data, "talk.json")
    paragraphs = list(document.paragraphs())
    assert [paragraph.text for paragraph in paragraphs] == text.split("\r\n")
    assert [(p.times.start, p.times.end) for p in paragraphs] == [(0, 1500), (3000, 4500)]


def test_words_in_lists_of_breaths_are_one_list() -> None:
    breaths = [["on", "the", "island"], ["they", "ring", "the", "bell"]]
    count = iter(range(9))
    value = [[{"text": word, "start": (k := next(count)), "end": k + 1} for word in of] for of in breaths]
    document, _ = read(json.dumps(value).encode(), "talk.json")
    assert said(document) == words(" ".join(word for of in breaths for word in of))
    assert max(times.end or 0 for times in all_times(document)) == 7000


def test_tags_between_words_are_events_and_speakers_stand_beside_words() -> None:
    elements = [
        {"type": "text", "value": "Nobody", "timestamp": "00:00:01,000", "end_timestamp": "00:00:01,500"},
        {"type": "tag", "name": "laugh", "timestamp": "00:00:02,000"},
        {"type": "text", "value": "came.", "timestamp": "00:00:03,000", "end_timestamp": "00:00:03,500"},
    ]
    rev = {"speakers": [{"id": 1, "name": "Rosa"}], "monologues": [{"speaker": 1, "elements": elements}] * 2}
    document, _ = read(json.dumps(rev).encode(), "talk.json")
    (turn,) = document.turns
    assert turn.label == "Rosa" and turn.paragraphs[0].text.startswith("Nobody [laugh] came.")
    assert turn.paragraphs[0].times.start == 1000
    heard = [
        {"start": k, "end": k + 0.5, "word": word} for k, word in enumerate("why do they ring so".split())
    ]
    segments = [{"@type": "Segment", "start": k, "duration": 2, "speaker": {"@id": f"S{k}"}} for k in (0, 3)]
    kaldi = {"retval": {"words": heard, "segmentation": {"segments": segments}}}
    document, _ = read(json.dumps(kaldi).encode(), "talk.json")
    assert [(turn.label, turn.paragraphs[0].text) for turn in document.turns] == [
        ("S0", "why do they"),
        ("S3", "ring so"),
    ]


def test_who_only_does_something_says_nothing_in_chat() -> None:
    head = "@UTF8\n@Begin\n@Languages:\tkat\n@Participants:\tNIN ნინო Mother\n"
    document, _ = read(
        f"{head}*NIN:\tმოდი .\n*NIN:\t0 .\n%act:\tელის\n*NIN:\tარა ?\n@End\n".encode(), "talk.cha"
    )
    assert [p.text for p in document.paragraphs()] == ["მოდი. არა?"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("⌊2 na⌋2 jezeře , ⌈3 ano ⌉3 .", "na jezeře, ano."),
        ("&{l=SMÍCH hned &{n=RÁNA ráno &}n=RÁNA &}l=SMÍCH .", "hned ráno."),
        ("es war goed@s:nld+deu und bel@s:fra&nld und eins@n$num .", "es war goed und bel und eins."),
        ("<yyy so> [>] at ⌈2 xxx⌉2 www .", "[unintelligible] so at [unintelligible] [untranscribed]."),
        ("ב#גשר אחד .", "בגשר אחד."),
        ("un#tied in F#m .", "untied in F#m."),
        ("הוא &=צוחק{בקול} הלך &=points:at^it .", "הוא [צוחק בקול] הלך [points at it]."),
        ("<so &=laughs> [>] &=reads:aloud_twice, home .", "so [laughs] [reads aloud twice], home."),
    ],
)
def test_codes_of_chat_leave_nothing_but_the_words(said: str, words: str) -> None:
    """Numbers of overlaps, what holds of a stretch, several languages of a word, marks behind prefixes."""
    head = "@UTF8\n@Begin\n@Participants:\tEVA Eva Participant\n"
    document, _ = read(f"{head}*EVA:\t{said}\n@End\n".encode(), "talk.cha")
    assert [p.text for p in document.paragraphs() if p.kind != "meta"] == [words]


def test_a_number_is_the_name_that_stands_beside_it_elsewhere() -> None:
    """Podlove's pieces have the number of a speaker, and most of them the name."""
    pieces = [("1", "", "متى؟"), ("1", "ليلى", "في السادسة."), ("2", "Bo", "Why?"), ("1", "", "هكذا.")]
    value = [
        {"start": f"00:00:0{k}.000", "end": f"00:00:0{k}.900", "speaker": number, "text": text}
        | ({"voice": voice} if voice else {})
        for k, (number, voice, text) in enumerate(pieces)
    ]
    document, _ = read(json.dumps(value).encode(), "talk.json")
    assert [turn.label for turn in document.turns] == ["ليلى", "Bo", "ليلى"]


SPOKEN = [
    ("Ann Hall", "When do you ring it?"),
    ("Bo Stone", "At six."),
    ("Ann Hall", "And who hears it?"),
    ("Bo Stone", "Whoever is awake."),
]


def who_says(value: Any) -> list[tuple[str, str]]:
    """Speakers and words of a value that is written as JSON."""
    document, _ = read(json.dumps(value, ensure_ascii=False).encode(), "talk.json")
    names = {one.key: one.name for one in document.speakers}
    return [(names.get("".join(turn.speakers), ""), turn.paragraphs[0].text) for turn in document.turns]


@pytest.mark.parametrize("spoken", [SPOKEN, [(VOICES[k % 2 + 1], f"{WORDS[6]} {k}") for k in range(4)]])
def test_a_talk_in_json_without_times_is_read(spoken: list[tuple[str, str]]) -> None:
    assert who_says({"transcript": [{who: text} for who, text in spoken]}) == spoken
    assert who_says({"data": {"transcript": [list(pair) for pair in spoken]}}) == spoken
    assert who_says([{"author": who, "message": text} for who, text in spoken]) == spoken
    for name, words in (
        ("von", "nachricht"),
        ("From", "body"),
        ("المرسل", "رسالة"),
        ("送信者", "メッセージ"),
    ):
        assert who_says([{name: who, words: text} for who, text in spoken]) == spoken
    written = "\n\n".join(f"{who}: {text}" for who, text in spoken)
    assert who_says({"title": "The bell", "transcript": written}) == spoken


def test_times_are_from_a_moment_and_never_somebody() -> None:
    timed = [{"from": f"0:0{k}", "to": f"0:0{k + 1}", "text": text} for k, (_, text) in enumerate(SPOKEN)]
    document, _ = read(json.dumps(timed).encode(), "talk.json")
    assert not document.speakers and next(iter(starts(document))) == 0
    days = [{"time": ("dusk", "dawn")[k % 2], "text": text} for k, (_, text) in enumerate(SPOKEN)]
    assert refused(json.dumps(days).encode(), "talk.json")


def test_what_several_speakers_have_is_no_name_of_theirs() -> None:
    pieces = [{"speaker": "AB"[k % 2], "start": k, "text": text} for k, (_, text) in enumerate(SPOKEN)]
    found = who_says({"speakers": {"A": "female", "B": "female"}, "segments": pieces})
    assert [who for who, _ in found] == ["A", "B", "A", "B"]


def test_a_name_that_never_returns_is_no_speakers() -> None:
    pieces = [{"name": f"part {k}", "start": k, "text": text} for k, (_, text) in enumerate(SPOKEN)]
    assert not any(who for who, _ in who_says(pieces))
    assert refused(
        json.dumps([{"name": "a", "text": "One."}, {"name": "b", "text": "Two."}]).encode(), "x.json"
    )


def test_a_time_of_day_is_no_time_of_a_recording() -> None:
    pieces = [
        {"speaker": who, "time": f"2026-03-14T10:0{k}:00Z", "text": text}
        for k, (who, text) in enumerate(SPOKEN)
    ]
    assert who_says(pieces) == SPOKEN
    pieces = [{"speaker": who, "time": f"0:0{k}", "text": text} for k, (who, text) in enumerate(SPOKEN)]
    assert starts(read(json.dumps(pieces).encode(), "talk.json")[0]) == [0, 1000, 2000, 3000]


ASKED = {
    "en": "Mara Lind|Otto von Brandt|When do you ring?|At six, if|a boat is late.|And then?|Nobody comes.",
    "he": "מרה לינד|אבנר בן־דוד|מתי מצלצלים?|בשש, וכאשר|סירה מאחרת.|ואז?|אף אחד לא בא.",
    "th": "มะลิ ศรีทอง|สมชาย บุญมา|คุณตีระฆังเมื่อไหร่|ตอนหกโมง และตอน|เรือมาสาย|แล้วอย่างไร|ไม่มีใครมา",
}
"""Two names, and pieces of what they say."""
WHO_ASKS = (0, 1, 1, 0, 1)


def captions(lang: str, label: str) -> Document:
    """Captions in which a label stands where somebody begins to speak."""
    first, other, *pieces = ASKED[lang].split("|")
    names = first, other
    rows = []
    for again in ("", "2 ", "3 "):
        for k, (piece, who) in enumerate(zip(pieces, WHO_ASKS, strict=True)):
            begins = not k or who != WHO_ASKS[k - 1]
            rows.append(f"{label.format(names[who]) if begins else ''}{again}{piece}")
    return read(
        as_srt([([row], 1000 * k, 1000 * k + 900) for k, row in enumerate(rows)]).encode(), "talk.srt"
    )[0]


@pytest.mark.parametrize("lang", ASKED)
@pytest.mark.parametrize("label", ["{} – ", "{} - ", "{}> ", "{}\n", "[{}]\n"])
def test_a_name_where_somebody_begins_to_speak_names_the_speaker(lang: str, label: str) -> None:
    names = ASKED[lang].split("|")[:2]
    document = captions(lang, label)
    called = {one.key: one.name for one in document.speakers}
    assert [called[turn.speakers[0]] for turn in document.turns] == [names[k] for k in (0, 1, 0, 1) * 3]


@pytest.mark.parametrize("lang", ASKED)
def test_dashes_part_speakers_in_scripts_without_full_stops(lang: str) -> None:
    assert len(captions(lang, "- ").turns) == 12


def test_words_before_a_dash_that_are_no_names_stay_words() -> None:
    rows = [
        "Once – it was",
        "late – the gate",
        "shut – and once",
        "late – nobody",
        "came. Why?",
        "Once – never.",
    ]
    document, _ = read(
        as_srt([([row], 1000 * k, 1000 * k + 900) for k, row in enumerate(rows)]).encode(), "talk.srt"
    )
    assert said(document) == words(" ".join(rows)) and not document.speakers


@pytest.mark.parametrize("lang", ASKED)
@pytest.mark.parametrize("cue", ["<v {0}>{0}: {1}</v>", '<v "{0}">{1}', "name {0}\n{1}"])
def test_a_voice_is_named_once(lang: str, cue: str) -> None:
    """Quotation marks are no part of it, nor is the label that says it again; a cue may be called so."""
    first, other, *pieces = ASKED[lang].split("|")
    names = first, other
    blocks = ["WEBVTT"]
    for k, (piece, who) in enumerate(zip(pieces, WHO_ASKS, strict=True)):
        payload = cue.format(names[who], piece)
        above, _, payload = payload.partition("\n") if payload.startswith("name ") else ("", "", payload)
        name = above.removeprefix("name ") + "\n" if above else ""
        blocks.append(f"{name}00:0{k}.000 --> 00:0{k}.900\n{payload}")
    document, _ = read("\n\n".join(blocks).encode(), "talk.vtt")
    assert [turn.label for turn in document.turns] == [names[k] for k in (0, 1, 0, 1)]
    assert said(document, labels=False) == words(" ".join(pieces))


@pytest.mark.parametrize(
    "happens",
    [
        *("- [music]", "[[music]]", "[music]\n[applause]", "(צחוק) (מחיאות כפיים)"),
        *("… [music]", "... (صفير)", "*laughs*", "**door slams**", "*смеётся*", "*صوت الباب*", "*笑*"),
    ],
)
def test_what_happens_in_a_caption_is_an_event_in_brackets_or_stars(happens: str) -> None:
    cues = [(["Ann: Why?"], 0, 900), (happens.split("\n"), 1000, 1900), (["Bo: At six."], 2000, 2900)]
    document, _ = read(as_srt([*cues, *cues]).encode(), "talk.srt")
    events = [p for p in document.paragraphs() if p.kind == "event"]
    assert len(events) == 2 and words(events[0].text) == words(happens)


@pytest.mark.parametrize(
    "words_", ["*Never again!*", "* The river is wide *", "*laughs* At six.", "*六点。*", "Ann: *yes*"]
)
def test_what_is_said_or_sung_in_stars_is_no_event(words_: str) -> None:
    cues = [(["Ann: Why?"], 0, 900), ([words_], 1000, 1900), (["Bo: At six."], 2000, 2900)]
    document, _ = read(as_srt(cues).encode(), "talk.srt")
    assert not [p for p in document.paragraphs() if p.kind == "event"]


def test_who_is_asked_in_a_quotation_speaks_in_no_caption() -> None:
    rows = [
        "文博: 家里人怎么看？",
        "伯均: 老实说，",
        "我问他：“你确定吗？”",
        "文博: 后来呢？",
        "伯均: 电话响了。",
    ] * 2
    document, _ = read(
        as_srt([([row], 1000 * k, 1000 * k + 900) for k, row in enumerate(rows)]).encode(), "talk.srt"
    )
    assert [speaker.name for speaker in document.speakers] == ["文博", "伯均"]


@pytest.mark.parametrize("name", ['Ann "Annie" Lee', "ליאת כהן", "李明"])
def test_a_name_in_the_name_of_a_cue_may_have_quotation_marks(name: str) -> None:
    cue = '{0} "{1}" (2537)\n00:00:0{0}.000 --> 00:00:0{0}.900\nAt six.\n'
    talk = "\n".join(["WEBVTT\n", cue.format(1, name), cue.format(2, "Bo Ray"), cue.format(3, name)])
    assert [turn.label for turn in read(talk.encode(), "talk.vtt")[0].turns] == [name, "Bo Ray", name]
