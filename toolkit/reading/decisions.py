"""What an editor decides about paragraphs.

Decisions name paragraphs by how they begin, as they are read before anybody decides. They are certain: the
rest is inferred around them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from toolkit.config import Decision, SeamTable, Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.giving_way import pause
from toolkit.languages.lexicon import key
from toolkit.late import WorkedOut
from toolkit.model import Kind, Location, Turn
from toolkit.reading.beginnings import Beginnings
from toolkit.reading.cast import Cast, by_name
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import STATES, WRAPS, Mask, only
from toolkit.reading.turns import LineBlock, ParagraphWords, Sureness, Verdict, blocks, build, readings
from toolkit.text.hygiene import fold
from toolkit.text.lines import joined

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
    made: Cast
    """Some cast of it: it decides no words."""
    path: str
    seams: tuple[Sequence[SeamTable], Sequence[SeamTable]]
    """Where a sidecar has parted its paragraphs, and where it has put them together."""
    said: ParagraphWords = field(default_factory=dict, compare=False)
    """What paragraphs say: where it is read again, most are made of the same lines."""
    known: Beginnings | None = field(default=None, compare=False)
    """How the paragraphs begin, where that is known."""
    parted: Sequence[SureBlock] | None = field(default=None, compare=False)
    """The paragraphs, where they are known."""

    def with_labels(self, told: Mapping[str, bool], read: Inferred, made: Cast) -> Undecided:
        """The same text with other labels that are certain; what these change nothing of isn't made again."""
        before = self.read
        if before.view.lines != read.view.lines:
            return Undecided(told, read, made, self.path, self.seams)
        same = (before.states, before.best.candidates) == (read.states, read.best.candidates)
        known = self.beginnings if same else None
        parts = self.parts if read is before else None
        return replace(self, told=told, read=read, made=made, known=known, parted=parts)

    @WorkedOut
    def parts(self) -> Sequence[SureBlock]:
        """The paragraphs."""
        return paragraphs_of(self.read) if self.parted is None else self.parted

    @WorkedOut
    def places(self) -> Mapping[int, int]:
        """Index of a line with which a paragraph, or its words, begin -> the paragraph's number, from 0."""
        return {i: k for k, (block, _) in enumerate(self.parts) for i in (block.first, block.words)}

    @WorkedOut
    def turns(self) -> tuple[Turn, ...]:
        """What is said by whom, as long as nobody decides."""
        return build(self.read, self.parts, self.made, {}, self.path, self.said)

    @WorkedOut
    def beginnings(self) -> Beginnings:
        """How the paragraphs begin: as findings quote them, and as people do who look at the file."""
        if self.known is not None:
            return self.known
        printed = (paragraph.text for turn in self.turns for paragraph in turn.paragraphs)
        return Beginnings(
            [[text, *quoted(self.read, block)] for text, (block, _) in zip(printed, self.parts, strict=True)]
        )

    def line(self, number: int) -> int:
        """The line of a paragraph in its file, 1-based."""
        return self.read.view.lines[self.parts[number][0].first].number

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
        return {candidate.key for of in self.read.view.found for candidate in of}


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
        return report("D104.empty", where, kind=decision.kind)
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


def stretches(kinds: Sequence[tuple[int, SaidKind]]) -> Iterator[tuple[SaidKind, list[int]]]:
    """Paragraphs of one kind without others between them.

    kinds  numbers of paragraphs, ascending, and what each is
    """
    stretch: list[int] = []
    for k, (number, kind) in enumerate(kinds):
        stretch.append(number)
        if k + 1 == len(kinds) or kinds[k + 1] != (number + 1, kind):
            yield kind, stretch
            stretch = []


def begun(parts: Sequence[SureBlock], line: int) -> int:
    """How many paragraphs begin above a line, by its index."""
    return bisect_left(parts, line, key=lambda part: part[0].first)


def paragraphs_of(read: Inferred) -> list[SureBlock]:
    """The paragraphs that lines become."""
    blocks_ = blocks(read.states)
    return list(zip(blocks_, readings(read, blocks_), strict=True))


def quoted(read: Inferred, block: LineBlock) -> list[str]:
    """How a paragraph may be quoted: without its label, and with it."""
    pause()
    lines = read.view.lines
    whole = joined([lines[i].text for i in dict.fromkeys((block.first, *block.body))])
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
    gap = undecided.read.view.gap > 0
    for block, _ in undecided.parts:
        verdict = verdicts.get(block.first)
        if verdict is None:
            continue
        first, *rest = dict.fromkeys((block.first, *block.body))
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
