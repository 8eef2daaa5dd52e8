"""What services and programs write of a talk: who says what, and when, whichever of them it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from talks import read_file
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Document
from toolkit.model.values import clock
from toolkit.workflow.transcripts import read_data

Row = tuple[str, int, str]
TALKS: tuple[tuple[Row, ...], ...] = (
    (
        ("Mara Lind", 500, "When do you ring the bells?"),
        ("Tobi Kern", 2500, "At six, when a boat is late."),
        ("Mara Lind", 6000, "And in winter?"),
        ("Tobi Kern", 8500, "In winter nobody comes."),
    ),
    (
        ("ليلى منصور", 500, "متى تقرعون الأجراس؟"),
        ("سامي نجار", 2500, "في السادسة إذا تأخرت السفينة."),
        ("ليلى منصور", 6000, "وفي الشتاء؟"),
        ("سامي نجار", 8500, "في الشتاء لا يأتي أحد."),
    ),
    (
        ("山川千歳", 500, "鐘はいつ鳴らしますか。"),
        ("森田光", 2500, "船が遅れた日の六時です。"),
        ("山川千歳", 6000, "冬はどうですか。"),
        ("森田光", 8500, "冬は誰も来ません。"),
    ),
)


def turns(document: Document) -> list[Row]:
    """Who says what, and when each turn begins."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (
            names[turn.speakers[0]] if turn.speakers else "",
            turn.paragraphs[0].times.start or 0,
            "".join(paragraph.text for paragraph in turn.paragraphs),
        )
        for turn in document.turns
        if turn.kind == "speech"
    ]


def lasts(text: str) -> int:
    return 60 * len(text)


def word_rows(row: Row) -> list[tuple[str, int]]:
    """The words of a row, with their times."""
    words = row[2].split()
    return [(word, row[1] + k * lasts(row[2]) // len(words)) for k, word in enumerate(words)]


def otter(rows: tuple[Row, ...]) -> Any:
    return {
        "speech_segments": [
            {"speaker_name": who, "start_ts": at / 1000, "end_ts": at / 1000 + 1, "transcript": text}
            for who, at, text in rows
        ]
    }


def fathom(rows: tuple[Row, ...]) -> Any:
    return {
        "transcript": [
            {
                "speaker": {"display_name": who, "email": None},
                "text": text,
                "timestamp": f"00:00:0{at / 1000}",
            }
            for who, at, text in rows
        ]
    }


def call_analytics(rows: tuple[Row, ...]) -> Any:
    return {
        "Transcript": [
            {
                "Content": text,
                "BeginOffsetMillis": at,
                "EndOffsetMillis": at + lasts(text),
                "ParticipantRole": who,
                "Sentiment": "NEUTRAL",
            }
            for who, at, text in rows
        ]
    }


def gladia(rows: tuple[Row, ...]) -> Any:
    return {
        "prediction": [
            {"time_begin": at / 1000, "time_end": at / 1000 + 1, "transcription": text, "speaker": who}
            for who, at, text in rows
        ]
    }


def azure(rows: tuple[Row, ...]) -> Any:
    """A list of what Azure's programs hand over, in ticks of a ten-millionth of a second."""
    return [
        {
            "Offset": at * 10_000,
            "Duration": lasts(text) * 10_000,
            "DisplayText": text,
            "SpeakerId": who,
            "RecognitionStatus": "Success",
        }
        for who, at, text in rows
    ]


def channels(rows: tuple[Row, ...]) -> Any:
    """Channels of ElevenLabs, which stand one after the other, each with all of its text."""
    return {
        "transcripts": [
            {
                "channel_index": number,
                "text": " ".join(text for who, _, text in rows if who == own),
                "words": [
                    {"text": word, "start": at / 1000, "end": at / 1000, "type": "word", "speaker_id": own}
                    for row in rows
                    if row[0] == own
                    for word, at in word_rows(row)
                ],
            }
            for number, own in enumerate(dict.fromkeys(who for who, _, _ in rows))
        ]
    }


def quoted(rows: tuple[Row, ...]) -> Any:
    """Thousandths of a second in quotation marks."""
    return [
        {"start_time": str(at), "end_time": str(at + lasts(text)), "speaker": {"name": who}, "words": text}
        for who, at, text in rows
    ]


def symbl(rows: tuple[Row, ...]) -> Any:
    return {
        "messages": [
            {
                "from": {"id": str(len(who)), "name": who},
                "text": text,
                "startTime": "2026-07-10T11:16:21.024Z",
                "timeOffset": at / 1000,
                "duration": 1.5,
            }
            for who, at, text in rows
        ]
    }


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize(
    "written",
    [otter, fathom, call_analytics, gladia, azure, channels, quoted, symbl],
    ids=lambda f: f.__name__,
)
def test_what_a_service_writes_is_read_whole(
    written: Callable[[tuple[Row, ...]], Any], rows: tuple[Row, ...]
) -> None:
    data = json.dumps(written(rows), ensure_ascii=False).encode()
    assert turns(read_file(data, "talk.json")) == list(rows)


def test_fields_are_known_in_any_case() -> None:
    """Snake, camel and Pascal case are one name."""
    for start, end in (("start_time", "end_time"), ("startTime", "endTime"), ("StartTime", "EndTime")):
        pieces = [{start: at, end: at + 900, "SpeakerName": who, "Text": text} for who, at, text in TALKS[1]]
        assert turns(read_file(json.dumps(pieces).encode(), "talk.json")) == list(TALKS[1])


def chat(rows: tuple[Row, ...], line: str) -> bytes:
    return "".join(
        line.format(time=f"00:00:{at // 1000:02}", who=who, text=text) for who, at, text in rows
    ).encode()


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize(
    "line",
    [
        "{time} From {who} To Everyone:\n\t{text}\n",
        "{time} From {who} to Everyone:\n\t{text}\n",
        "{time}\t From  {who}  to  Everyone : {text}\n",
        "{time}\t From  {who} : {text}\n",
    ],
)
def test_who_writes_in_a_chat_is_called_without_the_words_around(line: str, rows: tuple[Row, ...]) -> None:
    told = [(who, at // 1000 * 1000, text) for who, at, text in rows]
    assert turns(read_file(chat(rows, line), "chat.txt")) == told


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("word", ["SPEAKER", "Sprecher", "話者", "المتحدث"])
def test_a_word_for_who_speaks_is_no_name(word: str, rows: tuple[Row, ...]) -> None:
    """`SPEAKER: S1`, and what S1 says on the line below, as Speechmatics writes it."""
    short = {who: f"S{number}" for number, who in enumerate(dict.fromkeys(who for who, _, _ in rows))}
    text = "\n\n".join(f"{word}: {short[who]}\n{said}" for who, _, said in rows)
    assert turns(read_file(text.encode(), "talk.txt")) == [(short[who], 0, said) for who, _, said in rows]


@pytest.mark.parametrize(
    ("word", "names", "below"),
    [
        ("Author", ("Ada Berg", "Bo Lind"), ("The River", "Songs of the North", "The Hill", "Tales")),
        ("Speaker", ("Ada Berg", "Bo Lind"), ("The River", "Songs of the North", "The Hill", "Tales")),
        (
            "Role",
            ("Cook", "Guard"),
            ("Makes soup.", "Opens the gate.", "Bakes on Fridays.", "Feeds the dog."),
        ),
        ("Имя", ("Анна", "Борис"), ("Печёт хлеб.", "Живёт на мельнице.", "Поёт в хоре.", "Чинит лодки.")),
        ("المتحدث", ("سلمى", "كريم"), ("النهر والطاحونة", "أغاني الشمال", "التل", "حكايات")),
    ],
)
def test_what_is_told_of_people_below_their_names_is_said_by_nobody(
    word: str, names: tuple[str, str], below: tuple[str, ...]
) -> None:
    text = "\n".join(f"{word}: {who}\n{what}" for who, what in zip(names * 2, below, strict=True))
    assert not {who for who, _, _ in turns(read_file(text.encode(), "list.txt"))} & {*names}


def test_a_list_of_who_speaks_says_nothing() -> None:
    text = "Speaker: Mara Lind\nSpeaker: Tobi Kern\nSpeaker: Ida Holm\n\nMara Lind: Why?\nTobi Kern: So.\n"
    assert [who for who, _, _ in turns(read_file(text.encode(), "talk.txt"))][-2:] == [
        "Mara Lind",
        "Tobi Kern",
    ]


MOMENTS = (
    "10:{:02} AM", "03.11.2026 10:{:02}", "3. November 2026 um 10:{:02}", "3 de marzo de 2026, 10:{:02}",
    "3 ноября 2026 г. в 10:{:02}", "2026年11月3日 10:{:02}", "March 3, 2026 at 10:{:02} PM",
)  # fmt: skip


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_when_it_was_written_is_no_name_and_no_place_in_a_recording(
    moment: str, rows: tuple[Row, ...]
) -> None:
    """As pages of chats are copied: a name, the moment below it or behind it, and what was written."""
    told = [(who, 0, text) for who, _, text in rows]
    for between in (" ", ", ", "\n"):
        entries = [
            f"{who}{between}{moment.format(number)}\n{text}\n" for number, (who, _, text) in enumerate(rows)
        ]
        assert turns(read_file("\n".join(entries).encode(), "chat.txt")) == told


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("moment", ["· {}h", "• {} hr. ago", "· Nov {}", "· {} د", "· {} 小时前"])
def test_how_long_ago_it_was_written_is_no_name(moment: str, rows: tuple[Row, ...]) -> None:
    entries = [f"{who} {moment.format(number + 1)}\n{text}\n" for number, (who, _, text) in enumerate(rows)]
    told = [(who, 0, text) for who, _, text in rows]
    assert turns(read_file("\n".join(entries).encode(), "page.txt")) == told


def test_a_programme_of_a_day_names_nobody() -> None:
    parts = ("Registration", "Lecture", "Registration", "Lecture")
    text = "\n\n".join(
        f"{part}\n1{hour}:30 AM\nIn the hall by the harbour." for hour, part in enumerate(parts)
    )
    assert not turns(read_file(text.encode(), "programme.txt"))


@pytest.mark.parametrize("rows", TALKS)
def test_the_log_of_a_chat_has_times_of_day(rows: tuple[Row, ...]) -> None:
    """Some programs set a blank where others have the rank of who writes."""
    for sign in ("<", "< "):
        text = "".join(f"18:{n:02} {sign}{who.split()[0]}> {said}\n" for n, (who, _, said) in enumerate(rows))
        assert [row[1:] for row in turns(read_file(text.encode(), "log.txt"))] == [
            (0, row[2]) for row in rows
        ]


@pytest.mark.parametrize("rows", TALKS)
def test_who_is_numbered_in_small_letters_speaks(rows: tuple[Row, ...]) -> None:
    """`[speaker 0]` above the first caption of each turn, as Deepgram writes it."""
    number = {who: k for k, who in enumerate(dict.fromkeys(who for who, _, _ in rows))}
    times = [f"{clock(at)} --> {clock(at + 1000)}" for _, at, _ in rows]
    cues = [
        f"{time}\n[speaker {number[who]}]\n{text}" for time, (who, _, text) in zip(times, rows, strict=True)
    ]
    document = read_file(("WEBVTT\n\n" + "\n\n".join(cues)).encode(), "talk.vtt")
    assert turns(document) == [(f"speaker {number[who]}", at, text) for who, at, text in rows]


@pytest.mark.parametrize(
    "cues",
    [
        (
            *("جئت في الربيع.", "ثم قال لنا الرجل يومها:", "بيعت الطاحونة.", "وقفنا جميعا."),
            *("وسألته أمي بصوت خافت:", "لمن؟", "لم يكن يعرف."),
        ),
        (
            *("באתי באביב.", "ואז אמר לנו האיש ההוא:", "הטחנה נמכרה.", "עמדנו שם כולנו."),
            *("ואמא שאלה בקול חלש מאוד:", "למי?", "הוא לא ידע."),
        ),
    ],
)
def test_a_caption_that_leads_to_the_next_one_names_nobody(cues: tuple[str, ...]) -> None:
    times = [f"{clock(at)} --> {clock(at + 2500)}" for at in range(0, 3000 * len(cues), 3000)]
    text = "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True))
    document = read_file(f"WEBVTT\n\n{text}\n".encode(), "talk.vtt")
    assert {who for who, _, _ in turns(document)} <= {""}


def test_a_name_behind_a_time_keeps_its_first_letter() -> None:
    """On a page a time and a name may touch: `00:03Zeynep` is no time of Greenwich."""
    rows = [("Zeynep Şahin", "Neden?"), ("Zoltán Nagy", "Mert nem jött senki."), ("Zeynep Şahin", "Kışın?")]
    page = "".join(
        f"<div><span>00:0{k + 1}</span><span>{who}</span><p>{text}</p></div>"
        for k, (who, text) in enumerate(rows)
    )
    found = turns(read_file(f"<html><body>{page}</body></html>".encode(), "talk.html"))
    assert [(who, text) for who, _, text in found] == rows


def test_when_a_meeting_was_over_speaks_to_nobody() -> None:
    """A wave of the hand behind a time makes no name of the words before it."""
    text = "Ida Holm: Warum?\nJan Ek: Weil niemand kam.\nIda Holm: Und im Winter?\nJan Ek: Auch da.\n"
    text += "\nMeeting ended after 00:30:12 👋\n\nThis text was made by a computer, and may have errors.\n"
    assert {who for who, _, _ in turns(read_file(text.encode(), "talk.txt"))} == {"Ida Holm", "Jan Ek"}


@pytest.mark.parametrize("info", ["", "text", "plaintext"])
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_a_fence_that_is_called_text_has_no_program(info: str, suffix: str) -> None:
    said = "Mara Lind: Why?\nTobi Kern: Nobody came.\nMara Lind: And now?\nTobi Kern: Now they do.\n"
    found = turns(read_file(f"```{info}\n{said}```\n".encode(), f"talk.{suffix}"))
    assert [who for who, _, _ in found] == ["Mara Lind", "Tobi Kern"] * 2


@pytest.mark.parametrize("rows", TALKS)
def test_columns_of_subtitle_edit_are_known(rows: tuple[Row, ...]) -> None:
    table = "Number,Start time in milliseconds,End time in milliseconds,Text,Actor\n"
    table += "".join(
        f'{k},{at},{at + lasts(text)},"{text}",{who}\n' for k, (who, at, text) in enumerate(rows)
    )
    assert turns(read_file(table.encode(), "talk.csv")) == list(rows)


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize(("opens", "read"), [(1, True), (3, True), (12, False)])
def test_music_before_a_talk_without_times_is_nobodys(rows: tuple[Row, ...], opens: int, read: bool) -> None:
    """Where few pieces have no speaker, a list is a talk; where many have none, it may be of anything."""
    music: list[dict[str, str]] = [{"text": "(Music: the bells of the coast)"}] * opens
    said = [{"speaker": who, "text": text} for who, _, text in rows * 8]
    data = json.dumps({"show": "Bells", "episode": "1", "transcript": music + said}).encode()
    if not read:
        with pytest.raises(DiglotError, match="JSON of no form"):
            read_file(data, "talk.json")
        return
    assert {who for who, _, _ in turns(read_file(data, "talk.json"))} == {who for who, _, _ in rows}


def test_words_beside_pieces_have_times_in_the_unit_of_the_pieces() -> None:
    talk = [
        ("A", "その冬はいつ灯りをともしましたか。", 500),
        ("B", "いつも通り六時です。", 4_100),
        ("A", "島ではお一人でしたか。", 3_700_000),
    ]
    pieces = [{"speaker": who, "text": text, "start": at, "end": at + 2_700} for who, text, at in talk]
    words = [{"text": text, "start": at, "end": at + 90, "speaker": who} for who, text, at in talk]
    data = json.dumps({"text": " ".join(text for _, text, _ in talk), "words": words, "utterances": pieces})
    document, _ = read_data(data.encode(), Sidecar(), path="x.json", name="x", lang="ja")
    read = [(one.times.start, [word.start for word in one.times.words]) for one in document.paragraphs()]
    assert read == [(at, [at]) for *_, at in talk]
