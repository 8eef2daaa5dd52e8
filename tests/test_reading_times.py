"""Times in transcripts: found, taken apart, and counted."""

from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from talks import read
from toolkit.config import Sidecar
from toolkit.model import Cue, Paragraph, Times
from toolkit.readers import plain
from toolkit.reading.lines import Line, LinePart, timed
from toolkit.text.hygiene import tidy
from toolkit.text.lines import joined
from toolkit.text.signs import ends_sentence
from toolkit.text.times import cue, dated, interval, split_time

PARTS = st.tuples(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))


TAILS = {"": 0, ".5": 500, ",120": 120, ".07": 70, ":12": 0, ";24": 0}
"""What may stand behind the seconds, in milliseconds; of frames nobody knows how long one is."""


@given(
    PARTS,
    st.sampled_from(sorted(TAILS)),
    st.sampled_from(["{}", "[{}]", "({})", "<{}>", " [ {} ] ", "（{}）"]),
)
def test_a_printed_time_is_a_number_of_milliseconds(
    parts: tuple[int, int, int], tail: str, shape: str
) -> None:
    hours, minutes, rest = parts
    whole = 1000 * (3600 * hours + 60 * minutes + rest)
    assert interval(shape.format(f"{hours:02}:{minutes:02}:{rest:02}{tail}")) == (whole + TAILS[tail], None)
    assert interval(shape.format(f"{minutes}:{rest:02}")) == (1000 * (60 * minutes + rest), None)
    assert interval(f"#{hours:02}:{minutes:02}:{rest:02}-7#") == (whole + 700, None)


@given(PARTS, PARTS, st.sampled_from([" --> ", " - ", "–", " to ", "~", " -> "]), st.booleans())
def test_a_range_has_both_its_ends(
    one: tuple[int, int, int], other: tuple[int, int, int], between: str, numbered: bool
) -> None:
    first, last = sorted([one, other])
    line = "{:02}:{:02}:{:02}.250".format(*first) + between + "{:02}:{:02}:{:02},5".format(*last)
    start, end = (1000 * (3600 * h + 60 * m + s) for h, m, s in (first, last))
    printed = f"12 {line} align:start position:10%" if numbered else f"[{line}]"
    assert interval(printed) == (start + 250, end + 500)
    # Nobody knows which of them is wrong: the second is left out.
    swapped = "{:02}:{:02}:{:02}".format(*last) + between + "{:02}:{:02}:{:02}".format(*first)
    assert interval(swapped) == (end, None if start < end else start)


@pytest.mark.parametrize(
    "printed",
    ["2026-03-14 10:12", "[14/03/2026, 10:12]", "10:12 pm", "10:12 a.m.", "1:75", "3:16:2", "twelve", ""],
)
def test_what_is_no_place_in_a_recording_is_no_time(printed: str) -> None:
    assert interval(printed) == (None, None)


def test_digits_of_all_scripts_are_read() -> None:
    assert interval("٠٠:٠١:٠٢") == interval("００：０１：０２") == (62000, None)


WORDS = st.sampled_from(
    ["Ufer", "e\u0301te\u0301", "好的", "и снова", "שלום", "-", "auf-", "x\u200by", "a  b"]
)
LINES = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=5), st.integers(0, 9)), min_size=1, max_size=6
)


@given(LINES, st.sampled_from(["", "Mara: ", "- "]))
@examples(60)
def test_cues_begin_where_their_words_do(drawn: list[tuple[list[str], int]], label: str) -> None:
    pieces, clock = [], 0
    for number, (said, pause) in enumerate(drawn):
        start = clock + pause
        clock = start + 100 * len(said)
        before = "" if number else label
        words, line = [], before
        for place, word in enumerate(said):
            line += " " if place else ""
            words.append(Cue(len(line), start + 100 * place, start + 100 * place + 100))
            line += word
        pieces.append(
            LinePart(Line(line, number + 1, start=start, end=clock, words=tuple(words)), len(before))
        )
    text = joined([piece.text for piece in pieces])
    found = timed(pieces, text)
    assert (found.start, found.end) == (drawn[0][1], clock)
    cues = found.cues or (Cue(0, drawn[0][1], clock),)
    parts = [text[a.at : b.at if b else None].strip() for a, b in zip_longest(cues, cues[1:])]
    assert parts == [tidy(piece.text) for piece in pieces]
    assert [(cue.start, cue.end) for cue in cues] == [(p.line.start, p.line.end) for p in pieces]
    spoken = [word for said, _ in drawn for word in said]
    assert len(found.words) == len(spoken)
    assert all(text.startswith(tidy(said), at) for said, (at, _, _) in zip(spoken, found.words, strict=True))
    assert [word[1:] for word in found.words] == [word[1:] for one in pieces for word in one.line.words]


def test_a_line_without_times_belongs_to_the_cue_above() -> None:
    above = Line("Nobody rows", 3, start=1000, end=2500)
    pieces = [
        LinePart(above, 0),
        LinePart(Line("in March.", 4, start=1000, end=2500), 0),
        LinePart(Line("Why?", 5), 0),
    ]
    text = "Nobody rows in March. Why?"
    assert timed(pieces, text) == Times(1000, 2500)
    after = LinePart(Line("The ice.", 8, start=2500, end=4000), 0)
    found = timed([*pieces, after], f"{text} The ice.")
    assert found == Times(1000, 4000, (Cue(0, 1000, 2500), Cue(27, 2500, 4000)))


def test_a_mark_holds_until_the_next_one() -> None:
    pieces = [LinePart(Line("Nobody rows.", 1, start=1000), 0), LinePart(Line("Why?", 2, start=3000), 0)]
    cues = (Cue(0, 1000, 3000), Cue(13, 3000, 3000))
    assert timed(pieces, "Nobody rows. Why?") == Times(1000, None, cues)
    assert timed(pieces[:1], "Nobody rows.") == Times(1000)


@given(PARTS, st.sampled_from(["[{}] {}", "({}) {}", "<{}> {}", "{} {}", "{} - {}"]))
def test_a_time_and_what_it_stands_before_are_parted(parts: tuple[int, int, int], shape: str) -> None:
    time = "{:02}:{:02}:{:02}".format(*parts)
    assert split_time(shape.format(time, "And the owl.")) == (time, "And the owl.")


@given(PARTS, PARTS, st.sampled_from([" --> ", " - ", "–", " to ", " -> "]))
def test_a_range_alone_is_a_cue_and_with_words_none(
    first: tuple[int, int, int], last: tuple[int, int, int], between: str
) -> None:
    line = "{:02}:{:02}:{:02}".format(*first) + between + "{:02}:{:02}:{:02}".format(*last)
    assert cue(line) and cue(f"12 {line}") and cue(f"{line} align:start position:0%")
    assert not cue(f"{line} And the owl.")


@pytest.mark.parametrize(
    "line", ["It was 10:30.", "10:30 pm, in the rain", "Nobody came.", "12 of them: ten"]
)
def test_a_time_of_day_is_part_of_what_is_said(line: str) -> None:
    assert split_time(line) == ("", line) and not cue(line)


@pytest.mark.parametrize(
    ("time", "known"),
    [("2026-03-14 10:12", True), ("14/03/2026, 10:12", True), ("10:12", False), ("", False)],
)
def test_the_log_of_a_chat_has_dates(time: str, known: bool) -> None:
    assert dated(time) is known


@pytest.mark.parametrize(
    "time", ["[Tue 10:01]", "[mar. 10:01]", "[2031-04-01T15:57:12.391Z]", "2026-03-14T10:12:00+01:00"]
)
def test_a_time_with_its_day_is_no_place_in_a_recording(time: str) -> None:
    assert interval(time) == (None, None)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("We rang.", True),
        ("“We rang.”", True),
        ("So...", True),
        ("Anu Hale, J.P.", False),
        ("丁文 G.B.S.", False),
        ("Ирина К.", True),
        ("We rang", False),
        (".", True),
    ],
)
def test_the_stop_of_letters_with_stops_ends_no_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) == ends


STAMPS = {
    "German": "3.3.26, 18:0{} - ",
    "Greek": "3/3/2026, 6:0{} μ.μ. - ",
    "Spanish": "3/3/2026, 6:0{} p.\u00a0m. - ",
    "Finnish": "3.3.2026 klo 18.0{} - ",
    "Czech": "3. 3. 2026 18:0{} - ",
    "Bulgarian": "3.03.26 г., 18:0{} ч. - ",
    "Indonesian": "03/03/26 18.0{} - ",
    "Vietnamese": "18:0{}, 3/3/2026 - ",
    "Chinese": "2026/3/3 下午6:0{} - ",
    "Japanese": "[2026/3/3 午後6:0{}:11] ",
    "Korean": "2026. 3. 3. 오후 6:0{}, ",
    "Arabic": "\u200f[٣/٣/٢٠٢٦، ٦:٠{}:١١ م] ",
    "Persian": "۲۰۲۶/۳/۳،\u200f ۱۸:۰{} - ",
    "with a mark that isn't seen": "\u200e[3/3/26, 18:0{}:11] ",
}


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
@pytest.mark.parametrize("names", [("Mara", "Bo Lind"), ("מרה", "נור"), ("小林", "阿宁")])
def test_a_chat_has_its_date_and_time_in_any_language(stamp: str, names: tuple[str, str]) -> None:
    said = ("Are you there?", "On the bridge", "Where?", "Is the door open?")
    lines = [f"{stamp.format(n)}{names[n % 2]}: {words}" for n, words in enumerate(said)]
    document, _ = plain.read(
        "\n".join(lines).encode(), name="chat", path="chat.txt", lang="und", sidecar=Sidecar()
    )
    assert [speaker.name for speaker in document.speakers] == [*names]
    assert [turn.paragraphs[0].text for turn in document.turns] == [*said]
    # A time of day is no place in a recording.
    assert {interval(stamp.format(n)) for n in range(4)} == {(None, None)}


@pytest.mark.parametrize(
    "line", ["3.3.26 boats came, 18.02 metres long", "3/4 of 18:02 - a song", "1.2.34.5 - no"]
)
def test_what_only_has_figures_is_no_date_and_time(line: str) -> None:
    assert split_time(line) == ("", line)


@pytest.mark.parametrize(
    "event", ["[inaudible 0:15]", "[Laughs 0:15]", "[popping 00:00:15]", "[צוחק 0:15]", "[笑い 0:15]"]
)
def test_what_happens_before_somebody_begins_to_speak_keeps_its_words(event: str) -> None:
    text = f"Ann Lee: Who is there?\n\nBo Berg: {event} I am.\n\nAnn Lee: Why?\n\nBo Berg: It rained.\n"
    assert [paragraph.text for paragraph in spoken(text)][1] == f"{event} I am."


@pytest.mark.parametrize("day", ["[0:15]", "[Mon 10:12]", "[3 March 10:12]"])
def test_a_time_before_what_somebody_says_has_its_day(day: str) -> None:
    text = f"Ann Lee: Who is there?\n\nBo Berg: {day} I am.\n\nAnn Lee: Why?\n\nBo Berg: It rained.\n"
    assert [paragraph.text for paragraph in spoken(text)][1] == "I am."


def test_a_day_of_the_week_stands_before_names() -> None:
    text = "".join(f"[lun 10:1{i}] {who}: hola, ¿qué tal?\n" for i, who in enumerate(["mira", "bo"] * 3))
    assert [paragraph.text for paragraph in spoken(text)] == ["hola, ¿qué tal?"] * 6


def spoken(text: str) -> list[Paragraph]:
    """What is said in a text."""
    document = read(text)
    return [paragraph for turn in document.turns if turn.speakers for paragraph in turn.paragraphs]


@pytest.mark.parametrize("between", ["(pause)", "(मौन)", "[静默]", "The second hour"])
def test_what_stands_alone_between_labels_behind_times_is_nobody(between: str) -> None:
    turns = [f"[00:{10 + i}] {name}: Where is it?\n\n" for i, name in enumerate(["Ann Lee", "Bo Berg"] * 4)]
    text = "".join(turn + (f"{between}\n\n" if i % 3 == 1 else "") for i, turn in enumerate(turns))
    document = read(text)
    assert [speaker.name for speaker in document.speakers] == ["Ann Lee", "Bo Berg"]


CHATS = {
    "a date behind the name": (
        "Rosa — 12/03/2021 18:02",
        "who has it?",
        "Милан — 12/03/2021 18:03",
        "не я",
        "Rosa — 12/03/2021 18:13",
        "found!",
    ),
    "a name in angle brackets": (
        "18:02 <rosa> who has it?",
        "18:03 <milan> not me",
        "18:03 * milan shrugs",
        "18:11 <dad> the stone",
        "18:13 <rosa> found!",
    ),
}


@pytest.mark.parametrize("chat", CHATS)
def test_a_time_of_day_is_no_place_in_a_recording(chat: str) -> None:
    text = "\n".join(CHATS[chat]) + "\n"
    document = read(text)
    assert {speaker.name for speaker in document.speakers} <= {"Rosa", "Милан", "rosa", "milan", "dad"}
    assert [words.times.start for words in document.paragraphs() if words.times.start is not None] == []


PEOPLE = {
    "en": ("Ada Berg", "Bo Lind", "Where were the boats?", "By the lock, as ever."),
    "he": ("עדה ברג", "רון לביא", "איפה היו הסירות?", "ליד הסכר, כמו תמיד."),
    "ru": ("Анна Белова", "Пётр Ильин", "Где были лодки?", "У шлюза, как всегда."),
    "zh": ("林小鸥", "周望海", "船在哪里？", "在闸边，和平时一样。"),
}


@pytest.mark.parametrize("language", PEOPLE)
@pytest.mark.parametrize("form", ["0:00:{}.2 **{}** {}", "[00:{}] **{}** {}"])
def test_a_name_in_bold_behind_a_time_speaks(language: str, form: str) -> None:
    one, other, asks, answers = PEOPLE[language]
    turns = [(one, asks), (other, answers)] * 3
    lines = [form.format(10 + 7 * i, *turn) for i, turn in enumerate(turns)]
    document = read(*lines)
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [
        (names[turn.speakers[0]], part.text) for turn in document.turns for part in turn.paragraphs
    ] == turns
