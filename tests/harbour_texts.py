"""Harbour talks as plain text with times, as services, chats and programs for research write it."""

from __future__ import annotations

from collections.abc import Callable

from harbour_talks import Shape, Talk
from toolkit.model.values import clock


def short(time: int) -> str:
    """`0:01` and `1:02:03`: no more than is needed."""
    text = clock(time, "").removeprefix("00:")
    return text.removeprefix("0")


def _minutes(time: int) -> str:
    """`00:01` and `01:02:03`."""
    return clock(time, "").removeprefix("00:")


def _text(talk: Talk, one: str, time: Callable[[int], str], *, end: bool = False) -> str:
    """A paragraph of the file for each of the talk, each with its speaker and its time."""
    return "".join(
        one.format(
            who=turn.who,
            time=time(paragraph[-1].end if end else paragraph[0].start),
            text=talk.text(paragraph),
        )
        for turn in talk.turns
        for paragraph in turn.paragraphs
    )


def _otter(talk: Talk) -> bytes:
    head = (
        f"{talk.title}\nSat, Mar 14, 2026 10:00AM • 2:34\n\nSUMMARY KEYWORDS\npier, ice, lamp, fog\n\n"
        f"SPEAKERS\n{', '.join(talk.names)}\n\n"
    )
    return (
        head + _text(talk, "{who}  {time}  \n{text}\n\n", short) + "Transcribed by https://otter.ai\n"
    ).encode()


def _rev(talk: Talk) -> bytes:
    """A further paragraph of a turn has its time alone above it."""
    blocks = []
    for turn in talk.turns:
        for k, paragraph in enumerate(turn.paragraphs):
            time = f"({_minutes(paragraph[0].start)}):"
            blocks.append(f"{time if k else f'{turn.who} {time}'}\n{talk.text(paragraph)}\n")
    return "\n".join(blocks).encode()


def _trint(talk: Talk) -> bytes:
    return _text(talk, "{who} [{time}] {text}\n\n", lambda at: clock(at, "")).encode()


def _sonix(talk: Talk) -> bytes:
    """A head, and a line with time and name above what is said."""
    head = f"{talk.title}.mp3\n\n"
    return (head + _text(talk, "[{time}] {who}\n{text}\n\n", lambda at: clock(at, ""))).encode()


def _chat(talk: Talk) -> bytes:
    """Messages: what somebody writes in several lines has a tab before each further one."""
    rows = []
    for turn in talk.turns:
        said = [talk.text(one) for one in turn.paragraphs if not one[0].happens]
        rows.append(f"{clock(turn.pieces[0].start, '')}\t From  {turn.who} : " + "\r\n\t".join(said))
    return ("\r\n".join(rows) + "\r\n").encode("utf-8-sig")


def _tenths(time: int) -> str:
    return clock(time)[:-2]


def _f4(talk: Talk) -> bytes:
    """A name where somebody begins, and the mark at the end of each paragraph."""
    rows = [
        f"{'' if k else f'{turn.who}: '}{talk.text(paragraph)} "
        f"#{_tenths(paragraph[-1].end).replace('.', '-')}#\r\n"
        for turn in talk.turns
        for k, paragraph in enumerate(turn.paragraphs)
    ]
    return "\r\n".join(rows).encode()


def _maxqda(talk: Talk) -> bytes:
    """The mark stands before the name."""
    rows = []
    for turn in talk.turns:
        said = "\r\n".join(talk.text(paragraph) for paragraph in turn.paragraphs)
        rows.append(f"#{_tenths(turn.pieces[0].start).replace('.', '-')}# {turn.who}: {said}\r\n")
    return "\r\n".join(rows).encode("utf-8-sig")


SHAPES = {
    "Otter": Shape(".txt", _otter, times="paragraph", grain=1000, ends=False, laughs="said"),
    "Rev": Shape(".txt", _rev, times="paragraph", grain=1000, ends=False),
    "Trint": Shape(".txt", _trint, times="paragraph", grain=1000, ends=False, laughs="said"),
    "Sonix": Shape(".txt", _sonix, times="paragraph", grain=1000, ends=False, laughs="said"),
    "Zoom's chat": Shape(".txt", _chat, times="turn", grain=1000, ends=False, laughs=""),
    "f4": Shape(".txt", _f4, times="paragraph", grain=100, marks="end"),
    "MAXQDA": Shape(".txt", _maxqda, times="turn", grain=100, ends=False),
}
