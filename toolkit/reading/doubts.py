"""What the reader is not sure of, by cause.

A paragraph is doubtful where its reading has no clear margin. Nobody wants to be asked about each: what is in
doubt for one reason is one finding, with all its places, and the lines for the sidecar that decide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.config import Decision
from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, ranges, report
from toolkit.model import Location, Speaker, Turn
from toolkit.reading.asking import taken
from toolkit.reading.cast import Cast
from toolkit.reading.decisions import SaidKind, Undecided, stretches
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import AT, SPEECH, WRAPS
from toolkit.reading.lines import Content
from toolkit.reading.turns import KINDS, LineBlock, Sureness, Verdict
from toolkit.text.hygiene import DROPPED


class Bound(NamedTuple):
    """When a cause is asked about."""

    place: float
    """A place is asked about where its other reading is so likely."""
    wrong: float
    """Paragraphs that the cause makes wrong, by what is likely: fewer aren't worth a question."""


SPEAKER = Bound(0.1, 0.13)
"""Of labels that are read as a speaker's."""
NO_LABEL = Bound(0.05, 0.08)
"""Of those that are read as text: a speaker who is lost takes the words of a turn along."""
SPEECH_OR_NOT = Bound(0.05, 0.1)
"""Of paragraphs of speech that may be narration, and the other way round."""
KIND = Bound(0.3, 0.7)
"""Of what a paragraph outside of speech is."""
WRAPPED = 0.5
"""How likely the other reading of a line must be to ask whether it goes on with the one before."""
FURTHER = 0.005
"""A question names all places of its cause whose other reading is at least so likely."""
_TABLES = 5
"""Decisions that a finding words: an editor who has more of them has better ways."""
_ALL = 100
"""Runs of lines that a finding names: all of them, but in a text that is none."""


def find(
    read: Inferred,
    made: Cast,
    parts: Sequence[tuple[LineBlock, Sureness]],
    turns: Sequence[Turn],
    people: Sequence[Speaker],
    verdicts: Mapping[int, Verdict],
    undecided: Undecided,
    content: Content,
) -> Iterator[Finding]:
    """All findings, in the order of their lines.

    Nothing is looked for before the first is asked for.
    """
    path = undecided.path
    doubts = _Doubts(read, parts, verdicts, undecided)
    findings = [
        *doubts.labels(),
        *doubts.speech(),
        *doubts.kinds(),
        *doubts.wraps(),
        *_unclear(made, read, path),
        *_together(made, read, path),
        *dropped(content, path),
        *_asking(people, turns),
    ]
    yield from sorted(
        findings, key=lambda finding: (finding.where.line if finding.where else 0, finding.code)
    )


class _Doubts:
    """The doubtful paragraphs of one document."""

    def __init__(
        self,
        read: Inferred,
        parts: Sequence[tuple[LineBlock, Sureness]],
        verdicts: Mapping[int, Verdict],
        undecided: Undecided,
    ) -> None:
        self.read, self.verdicts, self.undecided, self.path = read, verdicts, undecided, undecided.path
        self.blocks = [block for block, _ in parts]
        self.readings = [reading for _, reading in parts]
        self.asked: set[int] = set()
        """Indices of paragraphs that a finding is about."""
        self.hanging: set[int] = set()
        """Those that hang on a label that is asked about: one question is enough."""
        spoken = read.p[:, [AT[state] for state in SPEECH]].sum(axis=1).tolist()
        self.spoken: list[float] = [spoken[block.words] for block in self.blocks]
        """How likely each paragraph is speech."""

    def _number(self, k: int) -> int:
        return self.read.view.lines[self.blocks[k].first].number

    def _lines(self, places: Iterable[int]) -> list[int]:
        return sorted({self._number(k) for k in places})

    def _open(self, k: int) -> bool:
        """Whether nobody decided about a paragraph."""
        return k not in self.asked and self.blocks[k].first not in self.verdicts

    def labels(self) -> Iterator[Finding]:
        """D103: labels that may be a speaker's or text, one finding for each."""
        read = self.read
        at_line = {block.first: k for k, block in enumerate(self.blocks)}
        places: defaultdict[tuple[int, bool], list[tuple[int, float]]] = defaultdict(list)
        openers = read.p[:, AT["turn"]] + read.p[:, AT["label"]]
        for i, state in enumerate(read.states):
            key, k = int(read.best.key[i]), at_line.get(i)
            if key < 0 or k is None or not self._open(k):
                continue
            accepted = state in ("turn", "label")
            places[key, accepted].append((k, float(1 - openers[i] if accepted else openers[i])))
        for (key, accepted), doubtful in places.items():
            hang = self._hanging(doubtful) if accepted else 0.0
            lines, further = worth(doubtful, SPEAKER if accepted else NO_LABEL, hang)
            if not lines:
                continue
            label = read.labels.names[key]
            below = list(self._below(lines))
            self.asked.update(lines, further)
            self.hanging.update(below)
            yield report(
                "D103.label" if accepted else "D103.text",
                Location(self.path, self._number(lines[0])),
                label=label,
                quoted=toml(label),
                places=len(lines),
                **self._places(lines, further),
                below=ranges(self._lines(below), _ALL),
            ).on(self._lines(lines))

    def _hanging(self, labels: Sequence[tuple[int, float]]) -> float:
        """How many paragraphs below some labels are likely somebody else's."""
        return sum(other * len([*self._below([k])]) for k, other in labels if other > FURTHER)

    def _below(self, labels: Sequence[int]) -> Iterator[int]:
        """The paragraphs that are somebody else's where labels are read otherwise: up to the next label."""
        below = 0
        for k in labels:
            # Nothing is gone through twice, however many labels stand in a row.
            below = max(below, k + 1)
            while below < len(self.blocks) and not self.blocks[below].labelled:
                if KINDS.get(self.blocks[below].state) == "speech" and below not in self.asked:
                    yield below
                below += 1

    def speech(self) -> Iterator[Finding]:
        """D101, D102, D109: speech that may be none, and the other way round; a finding each."""
        last = max((k for k, block in enumerate(self.blocks) if block.labelled), default=-1)
        closing: list[tuple[int, float]] = []
        midst: list[tuple[int, float]] = []
        silent: list[tuple[int, float]] = []
        for k, block in enumerate(self.blocks):
            # Whether a turn with a label is one, is a question about the label.
            if block.labelled or k in self.hanging or not self._open(k):
                continue
            spoken = self.spoken[k]
            if KINDS.get(block.state) == "speech":
                (closing if k > last >= 0 else midst).append((k, 1 - spoken))
            else:
                silent.append((k, spoken))
        for code, doubtful in (("D101", midst), ("D102", closing), ("D109", silent)):
            lines, further = worth(doubtful, SPEECH_OR_NOT)
            if lines:
                self.asked.update(lines, further)
                yield self._question(code, [(k, self._instead(code, k)) for k in lines], further)

    def _instead(self, code: str, k: int) -> SaidKind:
        """What a paragraph may be instead."""
        other = self.readings[k].other
        return "speech" if code == "D109" else (other if other != "speech" else "narration")

    def _question(self, code: str, places: Sequence[tuple[int, SaidKind]], further: Sequence[int]) -> Finding:
        """The finding about some paragraphs and what each may be instead."""
        lines = [k for k, _ in places]
        return report(
            code,
            Location(self.path, self._number(lines[0])),
            paragraphs=len(lines),
            kind=" or ".join(dict.fromkeys(kind for _, kind in places)),
            decide=self._decided(places),
            **self._places(lines, further),
        ).on(self._lines(lines))

    def _places(self, lines: Sequence[int], further: Sequence[int]) -> dict[str, str]:
        """All lines of a question, in words."""
        return {
            "lines": ranges(self._lines(lines), _ALL),
            "further": ranges(self._lines(further), _ALL),
        }

    def _decided(self, places: Sequence[tuple[int, SaidKind]]) -> str:
        """Lines for the sidecar that decide it everywhere.

        A table decides of all paragraphs from one to another: each stretch without others in it has its own.
        """
        # What no decision can name is told in the words of the finding alone.
        numbers = [(self.undecided.places.get(self.blocks[k].words, -1), kind) for k, kind in places]
        tables: list[str] = []
        left: set[int] = set()
        for kind, stretch in stretches([(number, kind) for number, kind in numbers if number >= 0]):
            if len(tables) < _TABLES:
                tables += ["\n".join(_pasted(one)) for _, one in self.undecided.decisions(kind, stretch)]
            else:
                left.add(self.undecided.line(stretch[0]))
        if left:
            tables.append(f"# Likewise from line {ranges(sorted(left))} on.")
        return "\n".join(tables)

    def kinds(self) -> Iterator[Finding]:
        """D111: what a paragraph outside of speech is; a finding for each two kinds."""
        places: defaultdict[tuple[SaidKind, SaidKind], list[tuple[int, float]]] = defaultdict(list)
        for k, (block, reading) in enumerate(zip(self.blocks, self.readings, strict=True)):
            kind = KINDS.get(block.state, "narration")
            if self._open(k) and kind != "speech":
                places[kind, reading.other].append((k, 1 - reading.p))
        for (kind_read, other), doubtful in places.items():
            lines, further = worth(doubtful, KIND)
            if not lines:
                continue
            self.asked.update(lines, further)
            yield report(
                "D111",
                Location(self.path, self._number(lines[0])),
                paragraphs=len(lines),
                kind=kind_read,
                other=other,
                decide=self._decided([(k, other) for k in lines]),
                **self._places(lines, further),
            ).on(self._lines(lines))

    def wraps(self) -> Iterator[Finding]:
        """D112: lines that may go on with the line before, or not; one finding."""
        wraps = [AT[state] for state in WRAPS]
        likely = self.read.p[:, wraps].sum(axis=1)
        at_line = {block.first: k for k, block in enumerate(self.blocks)}
        apart, joined = [], []
        for i, state in enumerate(self.read.states):
            if state in WRAPS:
                if 1 - likely[i] > WRAPPED:
                    joined.append(i)
            elif likely[i] > WRAPPED and (i not in at_line or self._open(at_line[i])):
                apart.append(i)
        for wording, lines in (("D112.joined", joined), ("D112.apart", apart)):
            if lines:
                numbers = [self.read.view.lines[i].number for i in lines]
                yield report(
                    wording, Location(self.path, numbers[0]), places=len(lines), lines=ranges(numbers, _ALL)
                ).on(numbers)


def worth(
    doubtful: Sequence[tuple[int, float]], bound: Bound, hang: float = 0.0
) -> tuple[list[int], list[int]]:
    """The places that a question is about, and further ones of its cause.

    There are none of either where no place is doubtful enough, or hardly anything is wrong.

    doubtful  places of one cause, and how likely the other reading of each is
    hang      how many other paragraphs it likely makes wrong
    """
    named = [(place, other) for place, other in doubtful if other > FURTHER]
    asked = [place for place, other in named if other > bound.place]
    if not asked or sum(other for _, other in named) + hang < bound.wrong:
        return [], []
    return asked, [place for place, other in named if other <= bound.place]


def dropped(content: Content, path: str) -> Iterator[Finding]:
    """D106: characters that no edition can carry, one finding a line."""
    for line in content.lines:
        if not line.text.isprintable() and (lost := DROPPED.search(line.text)):
            yield report("D106", Location(path, line.number), character=f"U+{ord(lost[0]):04X}")


def _asking(people: Sequence[Speaker], turns: Sequence[Turn]) -> Iterator[Finding]:
    """D115: who is taken for the interviewer, at their first words."""
    names = {speaker.key: speaker.name for speaker in people}
    for asker in taken(people, turns).askers:
        first = next(turn.paragraphs[0].where for turn in turns if turn.speakers == (asker.key,))
        name = names[asker.key]
        yield report(
            "D115", first, name=name, quoted=toml(name), questions=asker.questions, turns=asker.turns
        )


def _unclear(made: Cast, read: Inferred, path: str) -> Iterator[Finding]:
    for places, short, others in made.unclear:
        numbers = [read.view.lines[place].number for place in places]
        yield report(
            "D107",
            Location(path, numbers[0]),
            label=short,
            speakers=tuple(others),
            name=toml(others[0]),
            alias=toml(short),
        ).on(numbers)


def _together(made: Cast, read: Inferred, path: str) -> Iterator[Finding]:
    """D140: labels of one person or of several."""
    for doubt in made.together:
        numbers = [read.view.lines[place].number for place in doubt.places]
        yield report(
            "D140.several" if doubt.several else "D140.one",
            Location(path, numbers[0]),
            label=doubt.label,
            quoted=toml(doubt.label),
            names=tuple(map(toml, doubt.parts)),
        ).on(numbers)


def _pasted(decision: Decision) -> Iterator[str]:
    """The lines of a decision."""
    told = decision.told()
    yield "[[decide]]"
    yield from (f"{key} = {toml(told[key])}" for key in ("begins", "which", "until", "kind") if key in told)
