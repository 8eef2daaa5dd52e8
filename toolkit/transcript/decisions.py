"""What an editor decides about paragraphs, and what more can be decided.

Decisions name paragraphs by how they begin, as they are read before anybody decides. They are certain: the
rest is inferred around them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, Protocol

import numpy as np

from toolkit.config import Decision, SeamTable, Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, Findings, report
from toolkit.giving_way import pause
from toolkit.languages.lexicon import key
from toolkit.late import WorkedOut
from toolkit.model import Document, Kind, Location, Turn
from toolkit.reading.candidates import candidates
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import AT, OPENERS, STATES, WRAPS, Mask, chance, only
from toolkit.text.hygiene import fold
from toolkit.text.lines import joined
from toolkit.transcript.cast import Cast, by_name
from toolkit.transcript.said import ParagraphWords
from toolkit.transcript.seams import Beginnings, FirstWords, Seams, ends
from toolkit.transcript.turns import (
    LineBlock,
    Sureness,
    TurnBuilder,
    Verdict,
    blocks,
    readings,
)

SureBlock = tuple[LineBlock, Sureness]
"""A paragraph, and how sure it is."""
SaidKind = Kind | Literal[""]
"""A kind as decisions say it; "" where they say none."""


@dataclass(frozen=True)
class Undecided:
    """A transcript as it is read before anybody decides about its paragraphs.

    What is decided about them changes nothing of it.
    """

    told: Mapping[str, bool]
    """Labels that are certainly a speaker's, or nobody's, by key."""
    read: Inferred
    parts: Sequence[SureBlock]
    """The paragraphs."""
    made: Cast
    """Some cast of it: it decides no words."""
    path: str
    seams: tuple[Sequence[SeamTable], Sequence[SeamTable]]
    """Where a sidecar has parted its paragraphs, and where it has put them together."""
    known: Beginnings | None = field(default=None, compare=False)
    """How the paragraphs begin, where that is known."""
    words: ParagraphWords = field(default_factory=dict, compare=False)
    """What paragraphs of its lines say, as far as it was asked for."""

    def with_labels(self, told: Mapping[str, bool], read: Inferred, made: Cast) -> Undecided:
        """The same text with other labels that are certain; what these change nothing of isn't made again."""
        parts = self.parts if read is self.read else paragraphs_of(read)
        then, now = ((of.text.lines, of.states, of.best.candidates) for of in (self.read, read))
        known = self.beginnings if then == now else None
        words = self.words if then[0] == now[0] else {}
        return replace(self, told=told, read=read, parts=parts, made=made, known=known, words=words)

    @WorkedOut
    def places(self) -> Mapping[int, int]:
        """Index of a line with which a paragraph, or its words, begin -> the paragraph's number, from 0."""
        return {i: k for k, (block, _) in enumerate(self.parts) for i in (block.first, block.words)}

    @WorkedOut
    def turns(self) -> tuple[Turn, ...]:
        """What is said by whom, as long as nobody decides."""
        return tuple(TurnBuilder(self.read, self.made, {}, self).turns_of(self.parts))

    @WorkedOut
    def beginnings(self) -> Beginnings:
        """How the paragraphs begin: as findings quote them, and as people do who look at the file."""
        if self.known is not None:
            return self.known
        return Beginnings(ways(self.read, self.parts, self.turns))

    def line(self, number: int) -> int:
        """The line of a paragraph in its file, 1-based."""
        return self.read.text.lines[self.parts[number][0].first].number

    def decisions(self, kind: SaidKind, stretch: Sequence[int]) -> Iterator[tuple[range, Decision]]:
        """Decisions that say what kind paragraphs are: one, where one can say it of all from first to last.

        Each comes with the paragraphs that it is about. There is none about a paragraph without words.

        stretch  numbers of paragraphs, without others between them
        """
        first, last = (self.beginnings.of(k) for k in (stretch[0], stretch[-1]))
        if len(stretch) == 1:
            if first is not None:
                yield range(stretch[0], stretch[0] + 1), Decision(first.begins, kind, which=first.which)
        elif first and last and not last.which:
            decision = Decision(first.begins, kind, which=first.which, until=last.begins)
            yield range(stretch[0], stretch[-1] + 1), decision
        else:
            # Where several paragraphs begin as the last does, each has a decision of its own.
            for k in stretch:
                yield from self.decisions(kind, [k])

    @WorkedOut
    def labels(self) -> Container[str]:
        """Keys of all labels that lines may have."""
        return {candidate.key for of in self.read.text.found for candidate in of}


@dataclass(frozen=True, slots=True)
class FoundDecisions:
    """What decisions say of a transcript."""

    verdicts: Mapping[int, Verdict]
    """By the index of the paragraph's first line."""
    about: Mapping[int, range]
    """Number of a decision in the sidecar, from 0 -> the paragraphs that it is about, by number."""
    problems: tuple[Finding, ...]
    """Decisions that fit nothing, or several paragraphs."""


def decide(sidecar: Sidecar, undecided: Undecided, made: Cast) -> FoundDecisions:
    """What the editor says of each paragraph.

    made  the cast with that sidecar
    """
    speakers = by_name(made, sidecar)
    verdicts: dict[int, Verdict] = {}
    about: dict[int, range] = {}
    problems: list[Finding] = []
    path = undecided.path
    where = Location(sidecar_shown(path) or path, 1)
    for number, decision in enumerate(sidecar.decide):
        found = _about(decision, undecided, speakers, where)
        if isinstance(found, Finding):
            problems.append(found)
        # Whose a label is, the cast knows.
        elif not decision.label:
            kind = decision.kind or "speech"
            who = tuple(dict.fromkeys(speakers[key(name)] for name in decision.who))
            verdict = Verdict(kind, who if kind == "speech" else ())
            about[number] = found
            verdicts |= {undecided.parts[k][0].first: verdict for k in found}
    return FoundDecisions(verdicts, about, tuple(problems))


def _about(
    decision: Decision, undecided: Undecided, speakers: Container[str], where: Location
) -> range | Finding:
    """The paragraphs that a decision is about, none for one about a label; or why it fits none."""
    if decision.label:
        if key(decision.label) not in undecided.labels:
            return report("D104.label", where, label=decision.label)
        return range(0)
    unknown = [name for name in decision.who if key(name) not in speakers]
    if unknown:
        return report("D104.nobody", where, speaker=unknown[0], begins=decision.begins)
    if not fold(decision.begins):
        return report("D104.empty", where, begins=decision.begins, kind=decision.kind)
    ends = [(decision.begins, decision.which)] + [(decision.until, "")] * bool(decision.until)
    places = []
    for begins, which in ends:
        at, number = undecided.beginnings.named(begins, which)
        if at < 0 and which and number:
            return report("D105.which", where, begins=begins, which=which, number=number, kind=decision.kind)
        if at < 0:
            return report("D105.several" if number else "D104.none", where, begins=begins, kind=decision.kind)
        places.append(at)
    if places[-1] < places[0]:
        return report("D104.order", where, begins=decision.begins, until=decision.until, kind=decision.kind)
    return range(places[0], places[-1] + 1)


def surely(told: Mapping[str, bool]) -> frozenset[str]:
    """The labels that are certainly a speaker's."""
    return frozenset(label for label, speaks in told.items() if speaks)


def begun(parts: Sequence[SureBlock], line: int) -> int:
    """How many paragraphs begin above a line, by its index."""
    return bisect_left(parts, line, key=lambda part: part[0].first)


def paragraphs_of(read: Inferred, first: int = 0, end: int | None = None) -> list[SureBlock]:
    """The paragraphs that lines become, or some lines of which the first begins one."""
    found = blocks(read.states[first:end])
    found = [block.moved(first) for block in found] if first else found
    return list(zip(found, readings(read, found), strict=True)) if found else []


def ways(read: Inferred, parts: Sequence[SureBlock], turns: Sequence[Turn]) -> list[list[str]]:
    """How each paragraph may be quoted: as turns have it, and as it stands in the file."""
    printed = (paragraph.text for turn in turns for paragraph in turn.paragraphs)
    return [[text, *quoted(read, block)] for text, (block, _) in zip(printed, parts, strict=True)]


def quoted(read: Inferred, block: LineBlock) -> list[str]:
    """How a paragraph may be quoted: without its label, and with it."""
    pause()
    lines = read.text.lines
    whole = joined([lines[i].text for i in block.lines])
    label = read.best.candidates[block.first]
    if not block.labelled or label is None:
        bare = joined([lines[i].text[lines[i].sign :] for i in block.body])
        return [whole] if bare == whole else [bare, whole]
    texts = [lines[i].text for i in block.body]
    if texts and block.state == "turn":
        texts[0] = texts[0][label.start :]
    return [joined(texts), whole] if texts else [whole]


def around(undecided: Undecided, verdicts: Mapping[int, Verdict]) -> Mask:
    """The states of lines that the editor's verdicts leave."""
    mask = np.ones((len(undecided.read.states), len(STATES)))
    gap = undecided.read.text.gap > 0
    for block, _ in undecided.parts:
        verdict = verdicts.get(block.first)
        if verdict is None:
            continue
        first, *rest = block.lines
        said = verdict.kind == "speech"
        # A kind that the weights don't know stands in the place of a note.
        state = "continuation" if said else next((one for one in STATES if one == verdict.kind), "note")
        # Nothing goes on with a separator: each line is one.
        wrap = next((one for one, before in WRAPS.items() if state in before), state)
        # A label with nothing below is said itself.
        mask[first] = only(block.state if said and block.labelled and block.body else state)
        for i in rest:
            below = block.state == "label" and i == block.body[0] and said
            # Behind a blank line nothing goes on: what stands so below a label is the same once more.
            mask[i] = only("continuation" if below else state if gap[i] else wrap)
    return mask


# A reading about which more can be decided, and what is surely so of it once all of the text is read again:
# only what is near decisions is read with them at once.

_SURELY = 0.98
"""How likely lines begin a paragraph as they are read to, where other labels will change nothing of that."""
_LIKELY = 0.75
"""The same where it begins and ends is of matter alone."""
_WAYS = np.array([[*OPENERS].index(state) if state in OPENERS else 2 + (state in WRAPS) for state in STATES])
"""Of each state: whether a line begins with a label, begins without one, or goes on with the line before."""


class TextAsRead(NamedTuple):
    """A reading with some decisions, and what it was made of."""

    undecided: Undecided
    read: Inferred
    parts: Sequence[SureBlock]
    made: Cast
    turns: tuple[Turn, ...]
    decided: FoundDecisions


class Again(Protocol):
    """Reads the same text with another sidecar, from which the text itself takes nothing else than before."""

    def __call__(self, sidecar: Sidecar, *, near: bool = False) -> tuple[Document, Findings]:
        """near: only near what is decided otherwise; all else stays as it was."""


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A reading about which more can be decided."""

    now: TextAsRead
    sure: Undecided
    """All of the text as it was read last, before anybody decided."""
    seams: Seams
    """The places at which paragraphs may begin, before anybody decides."""
    whole: bool
    """Whether all of it was read with what is decided."""
    again: Again

    @property
    def undecided(self) -> Undecided:
        """The same before anybody decides about its paragraphs."""
        return self.now.undecided

    @property
    def decided(self) -> FoundDecisions:
        """What is decided about them."""
        return self.now.decided

    def make_ready(self) -> None:
        """Make what names paragraphs, which the first decision would wait for."""
        self.undecided.beginnings.fitting("a", 1)
        self.seams.once("a")

    def number(self, paragraph: int) -> int:
        """The number by which decisions know a paragraph of the document; -1 for one that they can't name.

        Both are from 0.
        """
        return self.undecided.places.get(self.now.parts[paragraph][0].words, -1)

    def quoted(self, paragraph: int) -> str:
        """How a paragraph of the document begins in its file, with its label."""
        return self.undecided.read.text.lines[self.now.parts[paragraph][0].first].text

    def place(self, block: LineBlock) -> tuple[int, int]:
        """Where the words of a paragraph begin, whatever others become: line of the file, and offset."""
        line = self.undecided.read.text.lines[block.words]
        return line.number, line.at

    def holding(self, number: int) -> int:
        """The paragraph of the document that has the words of one that decisions know; both from 0."""
        words = self.undecided.parts[number][0].words
        return begun(self.now.parts, words + 1) - 1

    def named(self, number: int, given: bool = True) -> bool:
        """Whether a paragraph is surely named as it is once all is read with the labels that are certain now.

        So it is where these change nothing of it, where its lines are what they are without much doubt, and
        where the words that name it stand nowhere else in the text.

        given  whether somebody says what it is; only all of the text tells what it is read as
        """
        if self.undecided is self.sure or not given:
            return self.undecided is self.sure
        words = self.undecided.beginnings.quoted(number)
        begins = words[: next(ends(words), 0)]
        if self.undecided.beginnings.of(number) != FirstWords(begins) or not self.seams.once(begins):
            return False
        read = self.undecided.read
        return self._as_read(read, self.undecided.parts[number][0].lines, _SURELY)

    def settled(self, sidecar: Sidecar) -> bool:
        """Whether each decision is surely about the paragraphs that it is about, and about none beside them.

        So it is where what it quotes stands in one place alone. Between its ends stands whatever is there.
        """
        if self.undecided is self.sure:
            return True
        people = {fold(name) for who in sidecar.speakers for name in (who.key, *who.labels)}
        for number, decision in enumerate(sidecar.decide):
            if decision.label:
                continue
            quoted = [decision.begins, *filter(None, [decision.until])]
            # Who is no speaker of the sidecar may be none of the text.
            if (
                decision.which
                or not all(map(self.seams.once, quoted))
                or any(fold(name) not in people for name in decision.who)
            ):
                return False
            if decision.until:
                about = self.decided.about.get(number, range(0))
                if not about or not all(map(self.named, (about[0], about[-1]))):
                    return False
        return True

    def stands(self, paragraph: int) -> bool:
        """Whether a paragraph of the document surely begins and ends where it does once all is read."""
        block, read = self.now.parts[paragraph][0], self.now.read
        behind = [part[0].first for part in self.now.parts[paragraph + 1 : paragraph + 2]]
        goes_on = chance(read.told[behind], *WRAPS).sum()
        return self._as_read(read, block.lines, _LIKELY) and bool(goes_on <= 1 - _LIKELY)

    def _as_read(self, read: Inferred, own: Sequence[int], least: float) -> bool:
        """Whether lines surely begin a paragraph or go on with one as they are read to, in all of the text.

        least  how likely they do at least
        """
        told = self.undecided.told
        known = surely(told)
        for i in range(max(0, own[0] - 1), min(own[-1] + 2, len(read.states))):
            if candidates(read.text.lines[i], known) != read.text.found[i]:
                return False
            for candidate in read.text.found[i]:
                speaks = told.get(candidate.key)
                mine = read.states[i] in OPENERS and candidate == read.best.candidates[i]
                if speaks != self.sure.told.get(candidate.key) and speaks != mine:
                    return False
        ways = _WAYS[[AT[read.states[i]] for i in own]]
        shares = (read.told[own] * (ways[:, None] == _WAYS)).sum(axis=1)
        return bool((shares >= least).all())
