"""What programs for chats export: who has written what, in the order in which it was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from talks import read_and_asked, read_file, said, texts_of
from test_readers_services import TALKS, Row, turns

Message = dict[str, Any]
DAY = 1_772_532_000
"""Seconds from 1970 to the first message."""


def _telegram(who: str, at: int, text: str) -> Message:
    """A message of Telegram, whose text is runs where a part of it is bold."""
    moment = {"date": f"2026-03-03T10:00:{at // 1000:02}", "date_unixtime": str(DAY + at // 1000)}
    half = len(text) // 2
    runs = [text[:half], {"type": "bold", "text": text[half:]}]
    return {"id": at, "type": "message", **moment, "from": who, "from_id": f"user{len(who)}", "text": runs}


def _slack(who: str, at: int, text: str) -> Message:
    """A message of Slack, which has a code for a person, and beside it what is known of them."""
    about = {"image_72": "x.png", "real_name": who, "display_name": "", "is_restricted": False}
    stamp = f"{DAY + at // 1000}.000200"
    return {"type": "message", "text": text, "user": f"U{len(who)}X", "ts": stamp, "user_profile": about}


def _messenger(who: str, at: int, text: str) -> Message:
    """A message of Messenger."""
    return {"sender_name": who, "timestamp_ms": DAY * 1000 + at, "content": text, "is_unsent": False}


def _matrix(who: str, at: int, text: str) -> Message:
    """A message of Element."""
    body = {"msgtype": "m.text", "body": text}
    return {"type": "m.room.message", "sender": who, "content": body, "origin_server_ts": DAY * 1000 + at}


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("message", [_telegram, _slack, _messenger, _matrix])
@pytest.mark.parametrize("last_first", [False, True])
def test_messages_are_read_in_the_order_of_their_days(
    rows: tuple[Row, ...], message: Callable[[str, int, str], Message], *, last_first: bool
) -> None:
    messages = [message(*row) for row in rows][:: -1 if last_first else 1]
    people = [{"name": who} for who in dict.fromkeys(who for who, _, _ in rows)]
    data = json.dumps({"participants": people, "name": "Bells", "messages": messages}).encode()
    findings = read_file(data, "chat.json")
    told = [(who, 0, "".join(text.split("**"))) for who, _, text in turns(findings)]
    assert told == [(who, 0, text) for who, _, text in rows]


def test_people_who_are_listed_say_nothing() -> None:
    people = [{"name": who} for who in ("Ann Lee", "Bo Lind", "Mara Kern")]
    messages = [
        {"name": "Ann Lee", "text": "When?"}, {"name": "Bo Lind", "text": "At six."},
        {"name": "Ann Lee", "text": "Why?"}, {"name": "Bo Lind", "text": "It is late."},
    ]  # fmt: skip
    data = json.dumps({"people": people, "messages": messages}).encode()
    assert {who for who, _, _ in turns(read_file(data, "chat.json"))} == {"Ann Lee", "Bo Lind"}


@pytest.mark.parametrize("head", ["", "{}\t"])
def test_a_tab_parts_a_name_that_has_a_blank(head: str) -> None:
    """A single blank parts names and words of Japanese where nothing else does, as here a tab does."""
    rows = (
        ("佐藤 明", "鐘はいつ鳴らしますか。"),
        ("森田 光", "船が遅れた日の六時です。"),
        ("佐藤 明", "冬はどうですか。"),
        ("森田 光", "冬は誰も来ません。"),
    )
    lines = [f"{head.format(f'10:{n:02}')}{who}\t{text}" for n, (who, text) in enumerate(rows)]
    document = read_file("\n".join(lines).encode(), "chat.txt")
    assert [(who, text) for who, _, text in turns(document)] == list(rows)


MESSENGER = (
    ("[3/{day}/26, 6:02:11\u202fPM] {who}: {text}\n", "\u200eimage omitted"),
    ("[{day}\u200f/3\u200f/2026، 6:02:11 م] {who}: {text}\n", "\u200eتم استبعاد الصورة"),
    ("{day}.03.26, 18:02 - {who}: {text}\n", "<Medien ausgeschlossen>"),
    ("{day}\u200f/3\u200f/2026، 6:02 م - {who}: {text}\n", "<تم استبعاد الوسائط>"),
    ("2026/3/{day} 午後6:02 - {who}: {text}\n", "<メディアなし>"),
)


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize(("line", "picture"), MESSENGER)
def test_what_a_program_says_in_a_log_is_said_by_nobody(
    rows: tuple[Row, ...], line: str, picture: str
) -> None:
    """A picture that is left out, after the second message; and that somebody came, which names nobody."""
    entries = [line.format(day=10 + n, who=who, text=text) for n, (who, _, text) in enumerate(rows)]
    who = rows[1][0]
    came = line.partition("{who}")[0].format(day=10) + f"{who} +1\n"
    entries = [came, *entries[:2], line.format(day=11, who=who, text=picture), *entries[2:]]
    document = read_file("".join(entries).encode(), "chat.txt")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    said = [
        (names[turn.speakers[0]], paragraph.text)
        for turn in document.turns
        for paragraph in turn.paragraphs
        if paragraph.kind == "speech"
    ]
    assert said == [(who, text) for who, _, text in rows]
    events = [one.text for one in document.paragraphs() if one.kind == "event"]
    assert events == [f"{who} +1", f"{who}: {picture.removeprefix(chr(0x200E))}"]


def test_who_has_no_usual_name_in_a_log_writes() -> None:
    """`~ ann`, or a number of a telephone: what has a colon may be anybody's."""
    names = ("Mara Lind", "+49 151 2345678", "Mara Lind", "~ ann.k", "Mara Lind", "~ ann.k")
    text = "".join(f"03.03.26, 18:0{n} - {who}: It is late.\n" for n, who in enumerate(names))
    assert not [one for one in read_file(text.encode(), "chat.txt").paragraphs() if one.kind == "event"]


@pytest.mark.parametrize(
    "talk",
    [
        [
            ("מרה", "שלום"),
            ("יוסי", "היי"),
            ("מרה", "מי בא?"),
            ("יוסי", "אף אחד"),
            ("מרה", "אתה?"),
            ("יוסי", "אני"),
        ],
        [
            ("رنا", "مرحبا"),
            ("سليم", "أهلا"),
            ("رنا", "من جاء؟"),
            ("سليم", "لا أحد"),
            ("رنا", "أنت؟"),
            ("سليم", "أنا"),
        ],
    ],
)
def test_a_mark_of_direction_before_most_words_is_none_of_the_program(talk: list[tuple[str, str]]) -> None:
    rows = [f"03/05/2026, 10:0{n} - {who}: \u200e{text}" for n, (who, text) in enumerate(talk)]
    rows += [f"03/05/2026, 10:1{n} - {talk[0][0]}: \u200eimage omitted" for n in range(2)]
    document, _ = read_and_asked("\n".join(rows))
    assert [(who, text.strip("\u200e")) for who, text in said(document)] == talk
    assert len(texts_of(document, "event")) == 2
