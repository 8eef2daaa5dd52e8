"""What the reader is not sure of, by cause.

A paragraph is doubtful where its reading has no clear margin. Nobody wants to be asked about each: what is in
doubt for one reason is one finding, with all its places, and the lines for the sidecar that decide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, ranges, report
from toolkit.model import Location, Speaker, Turn
from toolkit.reading import hints
from toolkit.reading.asking import asked
from toolkit.reading.cast import Cast
from toolkit.reading.decisions import SaidKind, Undecided
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import AT, OPENERS, SPEECH, WRAPS
from toolkit.reading.lines import Content
from toolkit.reading.turns import KINDS, LineBlock, Sureness, Verdict
from toolkit.reading.worth import APART, FURTHER, JOINED, KIND, LABEL, SAID, TOLD, Bound, worth
from toolkit.text.hygiene import DROPPED

DOUBTFUL = 0.02
"""Where all of a text is in doubt, each place is named whose other reading is so likely. Of somebody whose
turns are surer on average, it is known that they speak."""
_LONG, _LEAST = 100, 0.1
"""Paragraphs of a text for which a bound holds; in shorter ones it is lower, and this at least."""
_KNOWN = 3
"""Turns of somebody who is known by them, where hardly any is in doubt."""
_LITTLE = 4
"""Lines of a text that shows too little of itself, if nobody speaks twice."""
_MUCH = 0.15
"""Share of the paragraphs that are likely read wrongly, from which on all of a text is asked about."""
_TEXT = ("speech", "narration")
_RUNS = 25
"""Runs of lines that the words of a finding name: more aren't read. The finding knows all its lines."""


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
    by_cause = [*doubts.labels(), *doubts.speech(), *doubts.kinds(), *doubts.wraps()]
    findings = [
        # What all of a text is comes before what parts of it are: it is asked alone.
        *([*doubts.whole(turns, len(by_cause))] or by_cause),
        *_unclear(made, read, path),
        *_together(made, read, path),
        *dropped(content, path),
        *asked(people, turns),
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
        self.lone: dict[int, float] = {}
        """Those with the label of somebody who surely speaks elsewhere; and how likely each is no turn."""
        self.hanging: set[int] = set()
        """Those that hang on a label that is asked about: one question is enough."""
        self.openers = read.p[:, [AT[state] for state in OPENERS]].sum(axis=1)
        """How likely each line begins with a speaker's label."""
        spoken = read.p[:, [AT[state] for state in SPEECH]].sum(axis=1).tolist()
        self.spoken: list[float] = [spoken[block.words] for block in self.blocks]
        """How likely each paragraph is speech."""

    def _number(self, k: int) -> int:
        return self.read.view.lines[self.blocks[k].first].number

    def _scaled(self, bound: Bound) -> Bound:
        """In a short text less is worth a question: it has fewer that could be wrong."""
        return bound._replace(wrong=max(_LEAST, bound.wrong * min(1.0, len(self.blocks) / _LONG)))

    def _lines(self, places: Iterable[int]) -> list[int]:
        return sorted({self._number(k) for k in places})

    def _hint(self, places: Sequence[tuple[int, SaidKind]]) -> str:
        """Lines for the sidecar that say what paragraphs are."""
        return hints.decided(self.undecided, [(self.blocks[k].words, kind) for k, kind in places])

    def _open(self, k: int) -> bool:
        """Whether nobody decided about a paragraph."""
        return k not in self.asked and self.blocks[k].first not in self.verdicts

    def whole(self, turns: Sequence[Turn], causes: int) -> Iterator[Finding]:
        """D118: a text of which too much is in doubt, or that shows too little; one finding.

        causes  how many questions it would take instead
        """
        # What somebody has said of it is a beginning: what is left is asked by cause.
        if self.undecided.told or self.verdicts:
            return
        doubtful = [(k, 1 - reading.p) for k, reading in enumerate(self.readings)]
        much = causes > 1 and sum(other for _, other in doubtful) > _MUCH * len(doubtful)
        little = self._little(turns)
        if not much and not little:
            return
        lines = [k for k, other in doubtful if little or other > DOUBTFUL]
        lines = sorted({*lines, *self._below([k for k in lines if self.blocks[k].labelled])})
        joined = [i for i, other in self._wrapping(True) if other > DOUBTFUL]
        numbers = sorted({*self._lines(lines), *(self.read.view.lines[i].number for i in joined)})
        said = any(KINDS.get(block.state) == "speech" for block in self.blocks)
        # A headline stays one, but where there is nothing else.
        begin = next((k for k in lines if KINDS.get(self.blocks[k].state) in _TEXT), lines[0])
        first = [block.first for block in self.blocks if little or self.openers[block.first] > DOUBTFUL]
        keys = [key for key in self.read.best.key[first].tolist() if key >= 0]
        yield report(
            ("D118.little" if said else "D118.silent") if little else "D118.much",
            Location(self.path, numbers[0]),
            doubtful=len(lines),
            paragraphs=len(self.blocks),
            lines=ranges(numbers),
            decide=self._hint([(k, "narration") for k in range(begin, lines[-1] + 1)]),
            speakers=hints.speakers(dict.fromkeys(self.read.labels.names[key] for key in keys)),
        ).on(numbers)

    def _little(self, turns: Sequence[Turn]) -> bool:
        """Whether nobody speaks twice in so short a text, and its container doesn't say what it is."""
        labelled = [turn.speakers for turn in turns if turn.label]
        if len(self.read.view.lines) > _LITTLE or len({*labelled}) < len(labelled):
            return False
        return any(reading.p < 1 for reading in self.readings)

    def labels(self) -> Iterator[Finding]:
        """D103: labels that may be a speaker's or text, one finding for all that are printed in one way."""
        read = self.read
        at_line = {block.first: k for k, block in enumerate(self.blocks)}
        of_keys: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for i, state in enumerate(read.states):
            key, k = int(read.best.key[i]), at_line.get(i)
            if key >= 0 and k is not None and self._open(k):
                other = 1 - self.openers[i] if state in OPENERS else self.openers[i]
                of_keys[key].append((k, float(other)))
        places: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for each in of_keys.values():
            said = [other for k, other in each if self.blocks[k].labelled]
            known = len(said) >= _KNOWN and sum(said) < DOUBTFUL * len(said)
            for k, other in each:
                # Of somebody who surely speaks elsewhere it is asked what a line is, and not who they are.
                if known and self.blocks[k].labelled:
                    self.lone[k] = other
                else:
                    places[int(read.labels.form[read.best.place[self.blocks[k].first]])].append((k, other))
        for doubtful in map(sorted, places.values()):
            lines, further = worth(doubtful, self._scaled(LABEL), self._hanging(doubtful))
            if not lines:
                text = [(k, other) for k, other in doubtful if not self.blocks[k].labelled]
                lines, further = worth(text, TOLD)
            if lines:
                yield self._of_labels(lines, further)

    def _of_labels(self, lines: Sequence[int], further: Sequence[int]) -> Finding:
        """The finding about some labels; what hangs on them is in doubt as they are."""
        names = [self.read.labels.names[self.read.best.key[self.blocks[k].first]] for k in lines]
        labels = [*dict.fromkeys(names)]
        read_as = {True: [k for k in lines if self.blocks[k].labelled]}
        read_as[False] = [k for k in lines if not self.blocks[k].labelled]
        self.asked.update(lines, further)
        below = [*self._below(lines)]
        self.hanging.update(below)
        at = {self._number(k): name for k, name in zip(lines, names, strict=True)}
        numbers = self._lines([*lines, *below])
        return report(
            "D103.both" if all(read_as.values()) else ("D103.label" if read_as[True] else "D103.text"),
            Location(self.path, self._number(lines[0])),
            number=len(labels),
            labels=tuple(map(toml, labels[: hints.NAMED])),
            more=max(0, len(labels) - hints.NAMED),
            nobodys=hints.nobodys(labels),
            speakers=hints.speakers(labels),
            each=tuple(at.get(number, "") for number in numbers),
            spoken=ranges(self._lines(read_as[True]), _RUNS),
            text=ranges(self._lines(read_as[False]), _RUNS),
            further=ranges(self._lines(further)),
            below=ranges(self._lines(below), _RUNS),
        ).on(numbers)

    def _hanging(self, labels: Sequence[tuple[int, float]]) -> float:
        """How many paragraphs below some labels are likely somebody else's."""
        below, count = [0] * len(self.blocks), 0
        for k in reversed(range(len(self.blocks))):
            below[k] = count
            count = 0 if self.blocks[k].labelled else count + self._hangs(k)
        return sum(other * below[k] for k, other in labels if other > FURTHER)

    def _hangs(self, k: int) -> bool:
        """Whether a paragraph without a label is speech, and nobody is asked about it."""
        return KINDS.get(self.blocks[k].state) == "speech" and k not in self.asked

    def _below(self, labels: Sequence[int]) -> Iterator[int]:
        """The paragraphs that are somebody else's where labels are read otherwise: up to the next label."""
        below = 0
        for k in labels:
            # Nothing is gone through twice, however many labels stand in a row.
            below = max(below, k + 1)
            while below < len(self.blocks) and not self.blocks[below].labelled:
                if self._hangs(below):
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
            if k in self.lone:
                midst.append((k, self.lone[k]))
            if block.labelled or k in self.hanging or not self._open(k):
                continue
            spoken = self.spoken[k]
            if KINDS.get(block.state) == "speech":
                (closing if k > last >= 0 else midst).append((k, 1 - spoken))
            else:
                silent.append((k, spoken))
        said = self._scaled(SAID)
        causes = (("D101", midst, said), ("D102", closing, said), ("D109", silent, TOLD))
        for code, doubtful, bound in causes:
            lines, further = worth(doubtful, bound)
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
            decide=self._hint(places),
            **self._places(lines, further),
        ).on(self._lines(lines))

    def _places(self, lines: Sequence[int], further: Sequence[int]) -> dict[str, str]:
        """All lines of a question, in words."""
        return {
            "lines": ranges(self._lines(lines), _RUNS),
            "further": ranges(self._lines(further)),
        }

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
                own=kind_read,
                other=other,
                decide=self._hint([(k, other) for k in lines]),
                **self._places(lines, further),
            ).on(self._lines(lines))

    def _wrapping(self, joined: bool) -> list[tuple[int, float]]:
        """Lines that go on with the one before, or those that don't; and how likely the other is of each."""
        likely = self.read.p[:, [AT[state] for state in WRAPS]].sum(axis=1).tolist()
        lines = [i for i, state in enumerate(self.read.states) if (state in WRAPS) == joined]
        return [(i, 1 - likely[i] if joined else likely[i]) for i in lines]

    def wraps(self) -> Iterator[Finding]:
        """D112: lines that may go on with the line before, or not; a finding each."""
        at_line = {block.first: k for k, block in enumerate(self.blocks)}
        apart = [
            (i, other) for i, other in self._wrapping(False) if i not in at_line or self._open(at_line[i])
        ]
        causes = (("D112.joined", self._wrapping(True), JOINED), ("D112.apart", apart, APART))
        for wording, doubtful, bound in causes:
            lines, _ = worth(doubtful, bound)
            if lines:
                numbers = [self.read.view.lines[i].number for i in lines]
                yield report(
                    wording,
                    Location(self.path, numbers[0]),
                    places=len(lines),
                    lines=ranges(numbers, _RUNS),
                    split=hints.seams("split", self.read.view.lines, lines),
                    join=hints.seams("join", self.read.view.lines, lines),
                ).on(numbers)


def dropped(content: Content, path: str) -> Iterator[Finding]:
    """D106: characters that no edition can carry, one finding a line."""
    for line in content.lines:
        if not line.text.isprintable() and (lost := DROPPED.search(line.text)):
            yield report("D106", Location(path, line.number), character=f"U+{ord(lost[0]):04X}")


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
