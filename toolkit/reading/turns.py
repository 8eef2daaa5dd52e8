"""Lines that were read become turns of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.model import Certainty, Form, Kind, Location, Paragraph, Times, Turn
from toolkit.reading.blocks import KINDS, LineBlock, Sureness
from toolkit.reading.candidates import Candidate
from toolkit.reading.cast import Cast, spoken
from toolkit.reading.content import Line
from toolkit.reading.decisions import Verdict
from toolkit.reading.inference import Inferred
from toolkit.reading.lines import joined
from toolkit.reading.signs import unopened
from toolkit.reading.times import LinePart, interval, split_time, timed

_SURE, _LOW = 0.8, 0.5
"""Of the probability that somebody begins a turn: below it, theirs with medium or low certainty."""
_ASKERS = 0.9
"""Share of labelled turns that are interviewers' or the audience's, where nobody else has a label."""
_HASHES = re.compile(r"#{1,6}\s+")


def build(
    read: Inferred,
    parts: Sequence[tuple[LineBlock, Sureness]],
    made: Cast,
    verdicts: Mapping[int, Verdict],
    path: str,
) -> tuple[Turn, ...]:
    """The turns of a document.

    parts     its paragraphs; each becomes one of the turns', in order
    verdicts  index of the first line of a paragraph -> what the editor says that it is
    """
    builder = _Builder(read, made, verdicts, path)
    for block, reading in parts:
        builder.add(block, reading)
    builder.close()
    return tuple(builder.turns)


class _Builder:
    """Goes through the paragraphs once."""

    def __init__(self, read: Inferred, made: Cast, verdicts: Mapping[int, Verdict], path: str) -> None:
        self.read, self.cast, self.verdicts, self.path = read, made, verdicts, path
        self.turns: list[Turn] = []
        self.paragraphs: list[Paragraph] = []
        self.head: tuple[Kind, tuple[str, ...], str] | None = None
        self.speakers: tuple[str, ...] = ()
        labelled = spoken(read)
        self.asks = _only_ask(labelled, made)
        self.timed = sum(bool(label.time) for _, label in labelled) >= 2

    def add(self, block: LineBlock, reading: Sureness) -> None:
        """Adds a paragraph."""
        self.reading = reading
        first = self.read.view.lines[block.first]
        verdict = self.verdicts.get(block.first)
        label = self.read.best.candidates[block.first] if block.labelled else None
        if verdict is not None and verdict.kind != "speech":
            self._single(verdict.kind, block, 0)
        elif label is not None and not block.body:
            # A label with nothing to say: a message without words would be none.
            self._single("meta", block, 0)
        elif label is not None:
            who = self.cast.who[label.key] if verdict is None or not verdict.speakers else verdict.speakers
            self.speakers = tuple(one.key for one in who)
            # A container that states a speaker for each line begins no turn with each.
            goes_on = label.form == "stated" and self.head == ("speech", self.speakers, label.printed)
            if not goes_on:
                self._open("speech", self.speakers, label.printed)
            event = self.read.states[block.body[0]] == "event"
            self._paragraph(
                "event" if event else "speech", block, label.start if block.state == "turn" else 0, label.time
            )
        elif KINDS.get(block.state, "narration") == "speech":
            if first.changes:
                self.speakers = ()
            fresh = first.changes
            if verdict is not None and verdict.speakers:
                self.speakers, fresh = tuple(one.key for one in verdict.speakers), True
            who_ = () if self.speakers in self.asks and verdict is None else self.speakers
            start, cut = self._time(first)
            if self.head is None or self.head[:2] != ("speech", who_) or fresh or start:
                self._open("speech", who_, "")
            self._paragraph("speech", block, cut, start)
        else:
            kind = KINDS.get(block.state, "narration")
            if first.kind is not None and first.kind != "speech":
                kind = first.kind
            start, cut = self._time(first)
            if kind == "event" and self.head is not None and self.head[0] == "speech":
                self._paragraph("event", block, cut, start)
            else:
                self._single(kind, block, cut, start)

    def _time(self, line: Line) -> tuple[str, int]:
        """The time that a line without a label begins with, and where its words begin.

        "" and 0 where there is none, or where the labels of the document have no times.
        """
        if not self.timed or line.start is not None:
            return "", 0
        time, rest = split_time(line.text)
        return time, len(line.text) - len(rest)

    def _single(self, kind: Kind, block: LineBlock, cut: int, time: str = "") -> None:
        self._open(kind, (), "")
        self._paragraph(kind, block, cut, time)

    def _open(self, kind: Kind, speakers: tuple[str, ...], label: str) -> None:
        self.close()
        self.head = kind, speakers, label

    def _paragraph(self, kind: Kind, block: LineBlock, cut: int, time: str = "") -> None:
        """Adds the words of a paragraph.

        cut   where they begin in its first line
        time  as printed
        """
        lines = self.read.view.lines
        first = lines[block.first]
        body = block.body or (block.first,)
        form: Form = lines[body[0]].form
        # A label or a time that is cut off stands before the words; else the sign of a form does.
        starts = [cut if i == block.first and cut else lines[i].sign for i in body]
        pieces = [LinePart(lines[i], start) for i, start in zip(body, starts, strict=True)]
        texts = [piece.line.marked(piece.at).strip() for piece in pieces]
        if kind in ("heading", "title"):
            texts = [_unmarked(text) for text in texts]
        text = joined(texts)
        if cut:
            text = unopened(text, first.text[:cut]).strip()
        times = timed(pieces, text)
        if times.start is None and time:
            times = Times(*interval(time))
        # What an editor decided is certain.
        sure = Sureness(1.0, "") if block.first in self.verdicts else self.reading
        where = Location(self.path, first.number)
        self.paragraphs.append(Paragraph("", kind, text, where, False, times, form, sure.p, sure.other))

    def close(self) -> None:
        """Ends the turn."""
        if self.head is not None:
            spoken_ = self.head[1] and self.paragraphs[0].p < _SURE
            cert: Certainty = ("low" if self.paragraphs[0].p < _LOW else "medium") if spoken_ else ""
            self.turns.append(Turn(*self.head, tuple(self.paragraphs), cert))
            self.paragraphs.clear()
            self.head = None


def _unmarked(text: str) -> str:
    """A heading without the marks that Markdown has before and behind it."""
    if (marks := _HASHES.match(text)) is not None:
        text = text[marks.end() :]
    bare = text.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() else text


def _only_ask(labelled: Sequence[tuple[int, Candidate]], made: Cast) -> set[tuple[str, ...]]:
    """Who only asks.

    Where answers have no label, they belong to somebody whom the text doesn't name: behind dashes that mark
    questions, and where only interviewers and the audience have labels.
    """
    forms_of: dict[tuple[str, ...], set[str]] = {}
    asking: set[tuple[str, ...]] = set()
    turns = 0
    for _, label in labelled:
        who = made.who[label.key]
        speakers = tuple(one.key for one in who)
        forms_of.setdefault(speakers, set()).add(label.form)
        if {one.role for one in who} <= {"interviewer", "audience"}:
            asking.add(speakers)
            turns += 1
    # A label that was taken for one by mistake is no answer.
    if asking and turns >= _ASKERS * len(labelled):
        return asking
    return {who for who, of in forms_of.items() if of == {"dash"}}
