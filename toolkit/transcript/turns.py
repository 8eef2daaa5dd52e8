"""Lines become paragraphs, and these turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from toolkit import late
from toolkit.giving_way import pause
from toolkit.model import Certainty, Form, Kind, Location, Paragraph, Speaker, Turn
from toolkit.model.values import Value
from toolkit.reading.candidates import Candidate
from toolkit.reading.features import otherwise, remarks, unnamed
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import OPENERS, WRAPS, LineState, are, chance
from toolkit.reading.lines import Line
from toolkit.reading.roster import AT_FORM
from toolkit.reading.shape import Flags, Indices, distinct
from toolkit.reading.unsure import doubted, unknown
from toolkit.text.times import split_time
from toolkit.transcript.cast import Cast
from toolkit.transcript.said import before, said, without_act

if TYPE_CHECKING:
    from toolkit.transcript.decisions import Undecided

_SURE, _LOW = 0.8, 0.5
"""Of the probability that somebody begins a turn: below it, theirs with medium or low certainty."""
_ASKERS = 0.9
"""Share of labelled turns that are interviewers' or the audience's, where nobody else has a label."""
_APART, _ALL = 3, 0.9
"""How often somebody is printed in bold who always is, and the least share of their turns."""
_TIMED = 2
"""Labels with times, from which on lines without a label may begin with one."""
_LOGGED = late.regex(r"\[?[\d:. -]{4,20}\]?\s*<\s?[^<>\s]")
"""A time, and who writes in the log of a chat: `18:02 <mara>`."""


class TurnBuilder:
    """Makes the turns of a document, paragraph by paragraph."""

    def __init__(
        self, read: Inferred, made: Cast, verdicts: Mapping[int, Verdict], undecided: Undecided
    ) -> None:
        """Of a reading.

        verdicts   index of the first line of a paragraph -> what the editor says that it is
        undecided  the same lines; what their paragraphs are found to say is added to it
        """
        self.read, self.cast, self.verdicts = read, made, verdicts
        self.path, self.words = undecided.path, undecided.words
        self.turns: list[Turn] = []
        self.paragraphs: list[Paragraph] = []
        self.head: tuple[Kind, tuple[str, ...], str] | None = None
        self.speakers: tuple[str, ...] = ()
        self.sure = 1.0
        """How likely the label of this turn is whose it is read as."""
        self.asked = False
        """Whether the paragraph before is set as questions without a label are."""
        labelled = _LabelledTurns(read, made)
        self.asks = _only_ask(labelled) or _answered(read, labelled)
        self.unnamed = unnamed(read.text, labelled.opens)
        if len(labelled.each()) == 1:
            self.unnamed |= remarks(read.states, labelled.lines, self.unnamed)
        self.otherwise = otherwise(read.text)
        self.apart = _asks_apart(self.otherwise, labelled)
        self.timed = bool(labelled.timed.sum() >= _TIMED)
        logged = sum(_LOGGED.match(line.text) is not None for line in read.text.lines)
        self.of_day = 2 * logged > len(read.text.lines)
        """Whether it is the log of a chat, whose times are of the day, and no places in a recording."""

    def like(self, other: TurnBuilder) -> bool:
        """Whether it takes the same for questions without a label, and for times."""
        return (self.asks, self.apart, self.timed) == (other.asks, other.apart, other.timed)

    def turns_of(self, parts: Iterable[tuple[LineBlock, Sureness]]) -> list[Turn]:
        """The turns of some paragraphs; those of the next ones are none of theirs."""
        for block, reading in parts:
            self.add(block, reading)
        self.close()
        turns, self.turns, self.speakers = self.turns, [], ()
        return turns

    def add(self, block: LineBlock, reading: Sureness) -> None:
        """Adds a paragraph."""
        pause()
        self.reading = reading
        verdict = self.verdicts.get(block.first)
        label = self.read.best.candidates[block.first] if block.labelled else None
        if verdict is not None and verdict.kind != "speech":
            self._single(verdict.kind, block)
        elif label is not None and not block.body:
            # A label with nothing to say: a message without words would be none.
            self._single("meta", block)
        elif label is not None:
            self._labelled(block, label, verdict)
        elif block.kind == "speech":
            self._unlabelled(block, verdict)
        else:
            first = self.read.text.lines[block.first]
            kind = block.kind if first.kind in {None, "speech", "title"} else first.kind
            time, cut = self._time(first)
            if kind == "event" and self.head is not None and self.head[0] == "speech":
                self._paragraph("event", block, cut, time)
            else:
                self._single(kind, block, cut, time)

    def _labelled(self, block: LineBlock, label: Candidate, verdict: Verdict | None) -> None:
        """Adds speech that begins with a label."""
        self.asked = False
        who = self.cast.who[label.key] if verdict is None or not verdict.speakers else verdict.speakers
        self.speakers = tuple(speaker.key for speaker in who)
        self.sure = self.cast.sure.get(label.key, 1.0)
        called, act = without_act(label)
        head: tuple[Kind, tuple[str, ...], str] = ("speech", self.speakers, called)
        # A container that states a speaker for each line begins no turn with each.
        if label.form != "stated" or self.head != head:
            self._open(*head)
        event = self.read.states[block.body[0]] == "event"
        cut = label.start if block.state == "turn" else 0
        self._paragraph("event" if event else "speech", block, cut, label.time, act)

    def _unlabelled(self, block: LineBlock, verdict: Verdict | None) -> None:
        """Adds speech without a label: of whoever spoke last, unless that can't be."""
        first = self.read.text.lines[block.first]
        asks, apart = bool(self.unnamed[block.first]), bool(self.otherwise[block.first])
        # Who answers a question is somebody else; two set apart, one below the other, are one person's.
        fresh = first.changes or asks != self.asked or (asks and not apart)
        self.asked = asks
        if fresh:
            self.speakers = ()
        if verdict is not None and verdict.speakers:
            # Who speaks already goes on.
            self.speakers, self.sure = tuple(speaker.key for speaker in verdict.speakers), 1.0
        others = self.speakers in self.asks or (self.speakers in self.apart and not apart)
        who = self.speakers if verdict is not None or not others else ()
        time, cut = self._time(first)
        if self.head is None or self.head[:2] != ("speech", who) or fresh or time:
            self._open("speech", who, "")
        self._paragraph("speech", block, cut, time)

    def _time(self, line: Line) -> tuple[str, int]:
        """The time that a line without a label begins with, and where its words begin.

        "" and 0 where there is none, or where the labels of the document have no times.
        """
        if not self.timed or line.start is not None:
            return "", 0
        time, rest = split_time(line.text)
        return time, len(line.text) - len(rest)

    def _single(self, kind: Kind, block: LineBlock, cut: int = 0, time: str = "") -> None:
        self._open(kind, (), "")
        self._paragraph(kind, block, cut, time)

    def _open(self, kind: Kind, speakers: tuple[str, ...], label: str) -> None:
        self.close()
        self.head = kind, speakers, label

    def _paragraph(self, kind: Kind, block: LineBlock, cut: int, time: str = "", act: str = "") -> None:
        """Adds the words of a paragraph.

        cut   where they begin in its first line
        time  as printed
        act   what stands between the name of who says it and the colon, and is done there
        """
        lines = self.read.text.lines
        body = block.body or (block.first,)
        place = block.first, body, kind in ("heading", "title"), cut, "" if self.of_day else time
        if (known := self.words.get(place)) is None:
            known = self.words[place] = said(lines, *place)
        text, times = before(act, *known) if act else known
        form: Form = lines[body[0]].form
        # What an editor decided is certain.
        sure = Sureness(1.0, "") if block.first in self.verdicts else self.reading
        p = sure.p * self.sure if self.head is not None and self.head[1] and sure.other else sure.p
        where = Location(self.path, lines[block.first].number)
        self.paragraphs.append(Paragraph("", kind, text, where, False, times, form, p, sure.other))

    def close(self) -> None:
        """Ends the turn."""
        if self.head is not None:
            spoken_ = self.head[1] and self.paragraphs[0].p < _SURE
            cert: Certainty = ("low" if self.paragraphs[0].p < _LOW else "medium") if spoken_ else ""
            self.turns.append(Turn(*self.head, tuple(self.paragraphs), cert))
            self.paragraphs.clear()
            self.head = None


class _LabelledTurns:
    """The turns that begin with labels, and whose they are."""

    def __init__(self, read: Inferred, made: Cast) -> None:
        self.opens = are(read.states, *OPENERS)
        """Of each line whether a turn begins with it."""
        self.lines: Indices = np.flatnonzero(self.opens & (read.best.place >= 0))
        place = read.best.place[self.lines]
        self.dash: Flags = read.text.form[place] == AT_FORM["dash"]
        self.bare: Flags = read.text.bare[place]
        self.timed: Flags = read.text.clocked[place]
        self._of: Indices = read.best.key[self.lines]
        who = {k: made.who[read.text.keys[k]] for k in distinct(self._of).tolist()}
        asks = [k for k, of in who.items() if {speaker.role for speaker in of} <= {"interviewer", "audience"}]
        self.asking: Flags = np.isin(self._of, asks)
        """Whether it is an interviewer's or the audience's."""
        self.whose = {k: tuple(speaker.key for speaker in of) for k, of in who.items()}

    def each(self, which: Flags | None = None) -> Counter[tuple[str, ...]]:
        """How many turns each has, or several together; of some of them."""
        found: Counter[tuple[str, ...]] = Counter()
        for k, turns in enumerate(np.bincount(self._of if which is None else self._of[which]).tolist()):
            if turns:
                found[self.whose[k]] += turns
        return found


def _asks_apart(apart: Flags, labelled: _LabelledTurns) -> set[tuple[str, ...]]:
    """Who is printed in bold or italics, with all that they say: what isn't, is somebody else's."""
    all_, mine = labelled.each(~labelled.bare), labelled.each(~labelled.bare & apart[labelled.lines])
    return {who for who, turns in mine.items() if turns >= max(_APART, _ALL * all_[who])}


def _only_ask(labelled: _LabelledTurns) -> set[tuple[str, ...]]:
    """Who only asks.

    Where answers have no label, they belong to somebody whom the text doesn't name: behind dashes that mark
    questions, and where only interviewers and the audience have labels.
    """
    # A label that was taken for one by mistake is no answer.
    if labelled.asking.any() and labelled.asking.sum() >= _ASKERS * len(labelled.lines):
        return {*labelled.each(labelled.asking)}
    other = labelled.each(~labelled.dash)
    return {who for who in labelled.each(labelled.dash) if who not in other}


def _answered(read: Inferred, labelled: _LabelledTurns) -> set[tuple[str, ...]]:
    """Whose questions behind a label an interview answers without one.

    Or who alone has a label, and asks with nearly each turn, above a paragraph without one, but for the last.
    """
    talk, keys = read.text.interview, read.text.keys
    if talk.answers.any() and (talk.asks & talk.turns).any():
        return {of for k, of in labelled.whose.items() if keys[k] in talk.people}
    # The line behind each paragraph that begins with a label.
    ends = np.append(np.flatnonzero(~are(read.states, *WRAPS)), len(read.states))
    behind = ends[np.searchsorted(ends, (labelled.lines + labelled.bare)[:-1], side="right")]
    behind = behind[behind < len(read.states)]
    answered = (read.text.has("asks")[behind - 1] & are(read.states, "continuation")[behind]).sum()
    for speakers, turns in labelled.each().most_common(1):
        most = turns >= max(_APART, _ALL * len(labelled.lines))
        return {speakers} if most and answered >= _ALL * (len(labelled.lines) - 1) else set()
    return set()


# Paragraphs: lines that belong together, and how sure their reading is.


KINDS: dict[LineState, Kind] = {
    "meta": "meta", "kicker": "kicker", "title": "title", "byline": "byline", "dateline": "dateline",
    "caption": "caption", "note": "note", "narration": "narration", "event": "event", "heading": "heading",
    "separator": "separator", "turn": "speech", "continuation": "speech", "label": "speech",
}  # fmt: skip
"""What a paragraph is whose first line is in a state."""


class LineBlock(Value, frozen=True, gc=False):
    """Lines that are one paragraph, or a label alone and what is below it."""

    first: int
    """Index of its first line."""
    body: tuple[int, ...]
    """Its lines with text; () for a label with nothing below."""
    state: LineState
    labelled: bool

    @property
    def kind(self) -> Kind:
        """What it is; narration is what wraps without a paragraph to go on with."""
        return KINDS.get(self.state, "narration")

    @property
    def lines(self) -> list[int]:
        """Indices of all its lines, with that of its label."""
        return [*self.body] if self.first in self.body else [self.first, *self.body]

    def moved(self, by: int) -> LineBlock:
        """The same so many lines further below."""
        return self.replace(first=self.first + by, body=tuple([i + by for i in self.body]))

    @property
    def words(self) -> int:
        """Index of the line with which its words begin; of a label with nothing below, that of the label."""
        return (self.body or (self.first,))[0]


def blocks(states: Sequence[LineState]) -> list[LineBlock]:
    """The paragraphs of lines."""
    blocks_: list[LineBlock] = []
    i, count = 0, len(states)
    while i < count:
        state, first = states[i], i
        if state == "label" and i + 1 < count and states[i + 1] in ("continuation", "event"):
            i += 1
        body = [i] if state != "label" or i > first else []
        i += 1
        while body and i < count and states[i] in WRAPS:
            body.append(i)
            i += 1
        blocks_.append(LineBlock(first, tuple(body), state, state in ("turn", "label")))
    return blocks_


class Sureness(Value, frozen=True, gc=False):
    """How sure a paragraph's reading is."""

    p: float
    """The probability of its kind and its speaker."""
    other: Kind | Literal[""]
    """The kind that is next likely; speech also where another speaker is; "" where it is certain."""


def readings(read: Inferred, blocks: Sequence[LineBlock]) -> list[Sureness]:
    """How sure each paragraph is read."""
    pause()
    kinds = [*dict.fromkeys(KINDS.values())]
    places = [block.words for block in blocks]
    share = unknown(read)
    sure = doubted(read, share)[places]
    mass = np.stack([chance(sure, *(s for s, of in KINDS.items() if of == kind)) for kind in kinds], axis=1)
    # A label with nothing to say is metadata; right below one something may happen.
    told = [KINDS.get(read.states[place], "narration") for place in places]
    own = [kinds.index(kind if block.body else "meta") for kind, block in zip(told, blocks, strict=True)]
    order = np.argsort(-mass, axis=1, kind="stable")
    other = np.where(order[:, 0] == own, order[:, 1], order[:, 0]).tolist()
    p = mass[np.arange(len(own)), own]
    for k, likely in _undisturbed(read, blocks):
        # What is doubtful of all speech is of that of a turn.
        p[k] = min(p[k], likely * (1 - share[places[k]]))
    return [Sureness(min(1.0, max(0.0, share)), kinds[k]) for share, k in zip(p.tolist(), other, strict=True)]


def _undisturbed(read: Inferred, blocks: Sequence[LineBlock]) -> Iterator[tuple[int, float]]:
    """Index of each block of speech, and the probability that it is of the turn that it was read in."""
    mine: list[tuple[int, int]] = []
    turns: list[list[int]] = []
    for k, block in enumerate(blocks):
        if block.labelled:
            turns.append([block.first, block.first])
        if turns and block.body and KINDS.get(read.states[block.body[0]]) == "speech":
            turns[-1][1] = block.body[0]
            mine.append((k, block.body[0]))
    if turns:
        shares = read.lattice.undisturbed(*np.array(turns).T)
        yield from ((k, float(shares[place])) for k, place in mine)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one paragraph is, by the editor."""

    kind: Kind
    speakers: tuple[Speaker, ...]
    """Of speech: whose; () where the speaker before goes on."""
