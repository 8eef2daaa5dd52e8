"""What the reader is not sure of, by cause.

A paragraph is doubtful where its reading has no clear margin. Nobody wants to be asked about each: what is in
doubt for one reason is one finding, with all its places, and the lines for the sidecar that decide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from toolkit import late
from toolkit.config.sidecar_file import toml
from toolkit.findings import Finding, ranges, report
from toolkit.model import Location
from toolkit.reading.lattice import OPENERS, SPEECH, WRAPS, Mask, are, chance
from toolkit.reading.lines import Content
from toolkit.reading.shape import Flags, Indices, flags
from toolkit.text.hygiene import DROPPED
from toolkit.transcript import names_in_doubt, questions
from toolkit.transcript.decisions import SaidKind, TextAsRead
from toolkit.transcript.questions import Bound, about, worth
from toolkit.transcript.standing import Standing

DOUBTFUL = 0.02
"""Where all of a text is in doubt, each place is named whose other reading is so likely."""
_KNOWN, _UNSURE = 3, 150
"""Turns of somebody who is known by them, and how often the square of their number has to hold the turns of
them that are likely none."""
_NAME = 1e-4
"""How likely a label is a speaker's, at least, to be proposed where a text shows too little of itself."""
_POINTS, _ASK = 4, 0.25
"""Labels that may be those of a list, at least; and the share of them behind which somebody asks: fewer."""
_LITTLE = 5
"""Lines of a text that shows too little of itself, if nobody speaks twice."""
_MUCH = 0.15
"""Share of the paragraphs that are likely read wrongly, from which on all of a text is asked about."""
_TEXT = ("speech", "narration")
_BESIDE = frozenset({"caption", "note", "kicker", "byline", "dateline", "narration", "heading"})
"""Kinds that are printed, whichever a paragraph is of: only how it is set differs."""
_HEADLINES = frozenset({"title", "kicker", "byline", "dateline"})
"""Kinds of lines above a text: by them a book is called, and somebody is named."""
_WORDLESS = late.regex(r"(?>\W*?(?:<[^<>\s][^<>]*>|(?:https?://|www\.)[^\s<]+))+\W*")
"""Nobody reads a tag or an address to say what it is for."""
_RUNS = 25
"""Runs of lines that the words of a finding name: more aren't read. The finding knows all its lines."""


def find(now: TextAsRead, content: Content) -> Iterator[Finding]:
    """All findings, in the order of their lines.

    Nothing is looked for before the first is asked for.
    """
    doubts = _Doubts(now)
    by_cause = [
        *doubts.labels(), *doubts.between(), *doubts.speech(), *doubts.kinds(), *doubts.wraps()
    ]  # fmt: skip
    findings = [
        # What all of a text is comes before what parts of it are: it is asked alone.
        *([*doubts.whole(len(by_cause))] or by_cause),
        *questions.of_people(now, frozenset(doubts.first[doubts.asked].tolist())),
        *dropped(content, now.undecided.path),
    ]
    yield from sorted(
        findings, key=lambda finding: (finding.where.line if finding.where else 0, finding.code)
    )


class _Doubts:
    """The doubtful paragraphs of one document."""

    def __init__(self, now: TextAsRead) -> None:
        self.now, self.read, self.undecided = now, now.read, now.undecided
        self.blocks = [block for block, _ in now.parts]
        self.count = len(now.parts)
        self.readings = [reading for _, reading in now.parts]
        self.doubtful = 1 - np.array([reading.p for reading in self.readings])
        read = now.read
        # Of each paragraph one value: a long text has thousands.
        self.first: Indices = np.array([block.first for block in self.blocks], dtype=np.intp)
        self.numbers: Indices = np.array([line.number for line in read.text.lines], dtype=np.intp)[self.first]
        self.labelled: Flags = np.array([block.labelled for block in self.blocks], dtype=np.bool_)
        self.label = np.maximum.accumulate(np.where(self.labelled, np.arange(self.count), -1))
        """Of each paragraph the last with a label, up to itself; -1 for none."""
        self.said: Flags = np.array([block.kind == "speech" for block in self.blocks], dtype=np.bool_)
        self.decided: Flags = np.isin(self.first, [*now.decided.verdicts])
        self.asked = np.zeros(self.count, dtype=np.bool_)
        """Whether a finding is about it."""
        self.hanging = np.zeros(self.count, dtype=np.bool_)
        """Those that hang on a label that is asked about: one question is enough."""
        self.openers = chance(read.p, *OPENERS)
        """How likely each line begins with a speaker's label."""
        self.spoken = chance(read.p, *SPEECH)[[block.words for block in self.blocks]]
        """How likely each paragraph is speech."""
        self.wrapped = are(read.states, *WRAPS)
        """The lines that go on with the one before."""
        self.standing = Standing(now, np.flatnonzero(self.labelled))

    def _lines(self, places: Sequence[int]) -> list[int]:
        return sorted({*self.numbers[[*places]].tolist()})

    def _hint(self, places: Sequence[tuple[int, SaidKind]], most: int = 0) -> str:
        """Lines for the sidecar that say what paragraphs are, in so many tables at most."""
        return questions.decided(self.undecided, [(self.blocks[k].words, kind) for k, kind in places], most)

    def _open(self) -> Flags:
        """The paragraphs about which nobody decided, and nobody is asked."""
        open_: Flags = ~(self.asked | self.decided)
        return open_

    def whole(self, causes: int) -> Iterator[Finding]:
        """D118: a text of which too much is in doubt, or that shows too little; one finding.

        causes  how many questions it would take instead
        """
        # What somebody has said of it is a beginning: what is left is asked by cause.
        if self.undecided.told or self.now.decided.verdicts:
            return
        much = causes > 1 and self.doubtful.sum() > _MUCH * self.count
        little = self._little()
        if not much and not little:
            return
        # A footnote stays one in the briefest text, and nobody is called as its sign.
        notes = {k for k, block in enumerate(self.blocks) if little and block.kind == "note"}
        lines = [
            k
            for k, other in enumerate(self.doubtful.tolist())
            if k not in notes and (little or other > DOUBTFUL)
        ]
        if not lines:
            return
        lines = sorted({*lines, *self._below([k for k in lines if self.labelled[k]])})
        wraps, broken = self._wrapping(True)
        joined = wraps[broken > DOUBTFUL].tolist()
        numbers = sorted({*self._lines(lines), *(self.read.text.lines[i].number for i in joined)})
        # A headline stays one, but where there is nothing else, and so does a heading that is in no doubt.
        text = {k for k, block in enumerate(self.blocks) if block.kind in _TEXT}
        begin = min(text.intersection(lines), default=lines[0])
        stretch = [k for k in sorted(text.union(lines)) if begin <= k <= lines[-1]]
        # What can hardly be a name is proposed to nobody: `It is a question I hear` in brief prose.
        likely, least = (self.read.best.likely, _NAME) if little else (self.openers, DOUBTFUL)
        first = [
            block.first
            for k, block in enumerate(self.blocks)
            if k not in notes and likely[block.first] > least
        ]
        keys = [key for key in self.read.best.key[first].tolist() if key >= 0]
        yield about(
            ("D118.little" if self.said.any() else "D118.silent") if little else "D118.much",
            self.now,
            numbers,
            doubtful=len(lines),
            paragraphs=self.count,
            lines=ranges(numbers),
            decide=self._hint([(k, "narration") for k in stretch], questions.NAMES),
            speakers=questions.speakers(self._whose(keys)),
        )

    def _little(self) -> bool:
        """Whether nobody speaks twice in so short a text, and its container doesn't say what it is."""
        labelled = [turn.speakers for turn in self.now.turns if turn.label]
        if len(self.read.text.lines) > _LITTLE or len({*labelled}) < len(labelled):
            return False
        return any(reading.p < 1 for reading in self.readings)

    def labels(self) -> Iterator[Finding]:
        """D103: labels that may be a speaker's or text, one finding for all that are printed in one way."""
        labels, best = self.read.text, self.read.best
        keys = best.key[self.first]
        # Whose a label is that the editor has told is no question any more. No label is -1, the last row.
        decided = np.array([*(label in self.undecided.told for label in labels.keys), True])
        at = np.flatnonzero(~decided[keys] & self._open())
        of, labelled, openers = keys[at], self.labelled[at], self.openers[self.first[at]]
        other: Mask = np.where(labelled, 1 - openers, openers)
        turns = np.bincount(of[labelled], minlength=len(labels.keys))
        if self._lists(keys[self.labelled]):
            other = np.where(labelled, np.maximum(other, self.doubtful[at]), other)
        wrong = np.bincount(of[labelled], other[labelled], len(labels.keys))
        # The more turns somebody has, the more it takes to doubt that they speak.
        known = labelled & ((turns >= _KNOWN) & (_UNSURE * wrong < turns**2))[of]
        forms = labels.form[best.place[self.first[at]]]
        # Of who speaks once, nothing tells what stands below from what a list says of its points.
        below = np.bincount(self.label[self._hangs() & (self.label >= 0)], minlength=self.count)
        hanging = below[at] * (turns[of] == 1)
        for form in dict.fromkeys(forms[~known].tolist()):
            mine = (forms == form) & ~known
            places, likely = at[mine], other[mine]
            lines, further = worth(places, likely, questions.LABEL, self.count, hanging[mine])
            if not lines:
                text = ~labelled[mine]
                lines, further = worth(places[text], likely[text], questions.TOLD, self.count)
            if lines:
                yield self._of_labels(lines, further)
        yield from names_in_doubt.alone(self.now, frozenset(self.first[self.asked | self.decided].tolist()))

    def _lists(self, keys: Indices) -> bool:
        """Whether each label comes once, and hardly anybody asks or numbers count them.

        Only weights tell people from points of a list there.
        """
        view, first = self.read.text, self.first[self.labelled]
        once = len(keys) >= _POINTS and len({*keys.tolist()}) == len(keys)
        return once and bool(view.has("asks")[first].mean() < _ASK or view.counted[first].all())

    def _of_labels(self, lines: Sequence[int], further: Sequence[int]) -> Finding:
        """The finding about some labels; what hangs on them is in doubt as they are."""
        keys = self.read.best.key[self.first[[*lines]]].tolist()
        names, whose = [self.read.text.names[key] for key in keys], self._whose(keys)
        labels = [*whose]
        read_as = {so: [k for k in lines if self.labelled[k] == so] for so in (True, False)}
        self.asked[[*lines, *further]] = True
        below = self._below(lines)
        self.hanging[below] = True
        at = dict(zip(self.numbers[[*lines]].tolist(), names, strict=True))
        numbers = self._lines([*lines, *below])
        return about(
            "D103.both" if all(read_as.values()) else ("D103.label" if read_as[True] else "D103.text"),
            self.now,
            numbers,
            number=len(labels),
            labels=tuple(map(toml, labels[: questions.NAMED])),
            more=max(0, len(labels) - questions.NAMED),
            nobodys=questions.nobodys(labels),
            speakers=questions.speakers(whose),
            each=tuple(at.get(number, "") for number in numbers),
            spoken=ranges(self._lines(read_as[True]), _RUNS),
            text=ranges(self._lines(read_as[False]), _RUNS),
            further=ranges(self._lines(further)),
            below=ranges(self._lines(below), _RUNS),
        )

    def _whose(self, keys: Sequence[int]) -> dict[str, str]:
        """The labels of some keys, and the name of whom each is taken for; the label, where of several."""
        text, made = self.read.text, self.now.made.who
        who = {text.names[key]: made.get(text.keys[key], ()) for key in keys}
        return {label: of[0].name if len(of) == 1 else label for label, of in who.items()}

    def _hangs(self) -> Flags:
        """The paragraphs without a label that are speech, and about which nobody is asked."""
        hangs: Flags = self.said & ~self.labelled & ~self.asked
        return hangs

    def _below(self, labels: Sequence[int]) -> list[int]:
        """The paragraphs that are somebody else's where labels are read otherwise: up to the next label."""
        there = np.arange(self.count)
        # The last of them before each paragraph.
        before = np.append(-1, np.maximum.accumulate(np.where(np.isin(there, labels), there, -1))[:-1])
        return np.flatnonzero(self._hangs() & (before >= self.label) & (before >= 0)).tolist()

    def between(self) -> Iterator[Finding]:
        """D122: paragraphs that others may say: between two turns with one label, or behind their names."""
        for find in (
            names_in_doubt.guessed,
            names_in_doubt.left,
            questions.begun,
            questions.between,
            questions.acting,
        ):
            asked = frozenset(self.first[self.asked | self.hanging | self.decided].tolist())
            for finding in find(self.now, asked):
                self.asked |= np.isin(self.numbers, finding.every_line)
                yield finding
        for cause, law in (("D122.signed", self.standing.signed), ("D122.named", self.standing.named)):
            own = law(np.flatnonzero(~self.labelled & self._open()).tolist())
            for finding in questions.alike(cause, self.now, {self.blocks[k].words: own[k] for k in own}):
                self.asked[[*own]] = True
                yield finding

    def speech(self) -> Iterator[Finding]:
        """D101, D102, D109: speech that may be none, and the other way round; a finding each."""
        labels = np.flatnonzero(self.labelled)
        behind = np.arange(self.count) > (labels[-1] if len(labels) else self.count)
        left = ~self.labelled & ~self.hanging & self._open()
        # A number says nothing.
        words = flags(any(map(str.isalpha, self.read.text.printed[block.words])) for block in self.blocks)
        said, told = left & self.said, left & ~self.said & words
        # Whoever has a label goes on below it, and what stands above the first turn introduces it.
        unsaid = self.standing.unsaid()
        causes = (
            ("D101", said & ~behind, 1 - self.spoken, questions.SAID, self.count * len(labels), unsaid),
            ("D102", said & behind, 1 - self.spoken, questions.SAID, 0, unsaid),
            ("D109", told, self.spoken, questions.TOLD, int(np.argmax(self.said)), set[int]()),
        )
        for code, of, likely, bound, plain, standing in causes:
            lines, further = worth(np.flatnonzero(of), likely[of], bound, self.count)
            near = (likely >= questions.NEAR) | self.read.text.has("quotation")[self.first]
            if lines and not (lines[-1] >= plain or near[lines].any()):
                lines, further = [], []
            # A turn of its own may stand apart from the talk, too.
            may = of | (self.labelled & self._open() & (code == "D101"))
            by_place = standing & {*np.flatnonzero(may).tolist()}
            if lines := sorted(by_place.union(lines)):
                further = sorted({*further}.difference(lines))
                self.asked[[*lines, *further]] = True
                places = [(k, "narration" if k in by_place else self._instead(code, k)) for k in lines]
                kinds = tuple(dict.fromkeys(kind for _, kind in places))
                yield self._question(code, places, further, kind=kinds)

    def _instead(self, code: str, k: int) -> SaidKind:
        """What a paragraph may be instead."""
        other = self.readings[k].other
        return "speech" if code == "D109" else (other if other != "speech" else "narration")

    def _question(
        self,
        code: str,
        places: Sequence[tuple[int, SaidKind]],
        further: Sequence[int],
        **args: str | tuple[str, ...],
    ) -> Finding:
        """The finding about some paragraphs and what each may be instead."""
        numbers = self._lines([k for k, _ in places])
        return about(
            code,
            self.now,
            numbers,
            paragraphs=len(places),
            **args,
            decide=self._hint(places),
            lines=ranges(numbers, _RUNS),
            further=ranges(self._lines(further)),
        )

    def kinds(self) -> Iterator[Finding]:
        """D111: what paragraphs outside of speech are, as far as it isn't only how they are set."""
        doubtful: defaultdict[Bound, list[int]] = defaultdict(list)
        for k in np.flatnonzero(self._open() & ~self.said).tolist():
            either = {self.blocks[k].kind, self.readings[k].other}
            wordless = _WORDLESS.fullmatch(self.read.text.lines[self.blocks[k].first].text)
            if not (either <= _BESIDE or wordless or "speech" in either):
                doubtful[questions.HEAD if either & _HEADLINES else questions.KIND].append(k)
        lines, further = list[int](), list[int]()
        for bound, of in doubtful.items():
            # The lines above a text are as many in a long one.
            paragraphs = questions.SIZE if bound is questions.HEAD else self.count
            these, more = worth(np.array(of), self.doubtful[of], bound, paragraphs)
            lines, further = sorted([*lines, *these]), [*further, *more]
        if lines:
            self.asked[[*lines, *further]] = True
            places = [(k, self.readings[k].other) for k in lines]
            alike = groupby(places, lambda place: (self.blocks[place[0]].kind, place[1]))
            runs = [(kind, other, [k for k, _ in of]) for (kind, other), of in alike]
            each = [f"{ranges(self._lines(of), _RUNS)} ({kind}/{other})" for kind, other, of in runs[:_RUNS]]
            args = {"kind": runs[0][0], "other": runs[0][1], "each": (*each, *["..."] * (len(runs) > _RUNS))}
            name = "D111.one" if len({run[:2] for run in runs}) == 1 else "D111.several"
            yield self._question(name, places, further, **args)

    def _wrapping(self, joined: bool) -> tuple[Indices, Mask]:
        """Lines that go on with the one before, or those that don't; and how likely the other is of each."""
        wraps = chance(self.read.p, *WRAPS)
        lines = np.flatnonzero(self.wrapped == joined)
        return lines, 1 - wraps[lines] if joined else wraps[lines]

    def wraps(self) -> Iterator[Finding]:
        """D112: lines that may go on with the line before, or not; a finding each."""
        apart, other = self._wrapping(False)
        open_ = ~np.isin(apart, self.first[~self._open()])
        causes = (
            ("D112.joined", *self._wrapping(True), questions.JOINED),
            ("D112.apart", apart[open_], other[open_], questions.APART),
        )
        for wording, of, likely, bound in causes:
            lines, _ = worth(of, likely, bound, self.count)
            if lines:
                numbers = [self.read.text.lines[i].number for i in lines]
                yield about(
                    wording,
                    self.now,
                    numbers,
                    places=len(lines),
                    lines=ranges(numbers, _RUNS),
                    split=questions.seams("split", self.read.text.lines, lines),
                    join=questions.seams("join", self.read.text.lines, lines),
                )


def dropped(content: Content, path: str) -> Iterator[Finding]:
    """D106: characters that no edition can carry, one finding a line."""
    # Nearly always there is none: many lines are looked at at once.
    if "".join([line.text for line in content.lines]).isprintable():
        return
    for line in content.lines:
        if not line.text.isprintable() and (lost := DROPPED.search(line.text)):
            yield report("D106", Location(path, line.number), character=f"U+{ord(lost[0]):04X}")
