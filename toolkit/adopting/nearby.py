"""An alignment found anew where a person has decided something, and nowhere else.

To align two long texts takes seconds, and a person wants to see at once what comes of a decision. So only
the stretch around it is aligned, between beads that are sure; some more around that teaches the aligner
words. What comes of it depends on the alignment as it was found first and on what is decided now, and not on
what was decided in between: so decisions can be made, and taken back, in any order.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from toolkit.adopting import bounds
from toolkit.adopting.decisions import Decisions, FactKey, sentences_of
from toolkit.adopting.evidence import Draft, Evidence
from toolkit.adopting.facts import Sentences
from toolkit.aligning.decided import set_in
from toolkit.aligning.related import sure
from toolkit.latest import Latest
from toolkit.model import Bead
from toolkit.text.similarity import rising

BeadSpan = tuple[int, int]
"""Number of a bead of the line, and one past the last."""


def shared(draft: Draft) -> Draft:
    """The same, with the very same numbers where beads have equal ones: nearly all have by words alone."""
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    once = known.setdefault
    beads, by_words = (
        tuple(
            bead.replace(source=once(bead.source, bead.source), target=once(bead.target, bead.target))
            for bead in path
        )
        for path in (draft.beads, draft.by_words)
    )
    return replace(draft, beads=beads, by_words=by_words)


class _Confirmed(NamedTuple):
    """What was decided, and which of it was found so before."""

    facts: frozenset[FactKey]
    others: frozenset[FactKey]
    """Those that were found otherwise."""
    sentences: Sentences
    """All that the rest is about."""
    beads: Sequence[Bead]
    """The line, with these as a person has decided them."""


class Realigner:
    """An alignment that was found once, and what decisions make of it."""

    def __init__(self, evidence: Evidence, beads: Sequence[Bead]) -> None:
        """Of the beads of all sentences, in order of the source, as they were found by this evidence.

        Nothing was decided then.
        """
        self._evidence, self._beads = evidence, beads
        self._line = _BeadLine.of(beads, evidence)
        self._known: Latest[object, list[Bead]] = Latest(1 + len(beads))
        """What was found of a stretch, by all that it depends on; there are fewer at once than beads."""
        self._last = _Confirmed(frozenset(), frozenset(), (frozenset(), frozenset()), self._line.beads)
        """As `_confirmed` gave it last."""
        self._sure: dict[Bead, Bead] = {}
        """Beads of the line as they are where a person has decided them."""

    def __reduce__(self) -> tuple[type[Realigner], tuple[Evidence, Sequence[Bead]]]:
        """Another process makes it of what it was made of: that is quicker than to read all of it."""
        return Realigner, (self._evidence, self._beads)

    def beside(self) -> Realigner:
        """One that remembers apart from this what was decided last."""
        return copy(self)

    def beads(self, decisions: Decisions) -> list[Bead]:
        """The beads where this is decided of the same texts."""
        line = self._line
        right = self._confirmed(decisions.facts)
        confirmed = right.sentences
        touched = sentences_of([Bead(ours, theirs) for _, ours, theirs in right.others])
        known = touched[0] | decisions.whole[0], touched[1] | decisions.whole[1]
        elsewhere = [bead for bead in line.elsewhere if not _has(bead, known)]
        aside = sentences_of([*elsewhere, *decisions.aside])
        placed: list[Bead] = []
        at = 0
        for window in line.windows(right.others, confirmed):
            placed += right.beads[at : window[0]]
            box = line.box(*window)
            out = aside[0].intersection(box[0]), aside[1].intersection(box[1])
            key = window, frozenset(decisions.about(*box)), out
            found = self._known.used(key)
            if found is None:
                found = self._known[key] = self._found(window, decisions, out)
            placed += [self._decided(bead) if _has(bead, confirmed) else bead for bead in found]
            at = window[1]
        placed += right.beads[at:]
        return set_in(placed, [*elsewhere, *decisions.aside])

    def _confirmed(self, facts: frozenset[FactKey]) -> _Confirmed:
        """What is decided: where it was right already, nothing is found anew."""
        # Once, since a draft asks for what it decides at the same time.
        line, last = self._line, self._last
        # Of thousands an act decides a few.
        come, gone = facts - last.facts, last.facts - facts
        if come or gone:
            fresh, back = {fact for fact in come if line.has(fact)}, gone - last.others
            new, out = (
                sentences_of([Bead(ours, theirs) for _, ours, theirs in some]) for some in (fresh, back)
            )
            ours, theirs = ((last.sentences[side] - out[side]) | new[side] for side in (0, 1))
            beads = [*last.beads]
            for at in map(line.at, back):
                beads[at] = line.beads[at]
            for at in map(line.at, fresh):
                beads[at] = self._decided(line.beads[at])
            others = (last.others - gone) | (come - fresh)
            last = self._last = _Confirmed(facts, others, (ours, theirs), beads)
        return last

    def _decided(self, bead: Bead) -> Bead:
        """A bead that a person has decided: it costs nothing, and is the very same each time."""
        return self._sure.get(bead) or self._sure.setdefault(bead, Bead(bead.source, bead.target))

    def _found(self, window: BeadSpan, decisions: Decisions, out: Sentences) -> list[Bead]:
        """A stretch of the line, aligned anew.

        out  its sentences that go elsewhere
        """
        line = self._line
        ours, theirs = line.box(*window)
        before, behind = line.around(window)
        # Around it all is as it was: it only teaches.
        places = [*range(before, window[0] + 1), *range(window[1], behind + 1)]
        corners = [line.corner(k) for k in places if line.clean[k]]

        def within(bead: Bead) -> bool:
            return bead.source[0] in ours if bead.source else bead.target[0] in theirs

        begins = [begin for begin in decisions.begins if begin[0] in ours]
        alone = decisions.alone[0].intersection(ours), decisions.alone[1].intersection(theirs)
        evidence = self._evidence.redeciding(Decisions(decisions.among(ours), (), tuple(begins), alone))
        others = sentences_of(line.elsewhere)
        found = evidence.beads_of(
            *line.box(before, behind),
            corners,
            ((others[0] - {*ours}) | out[0], (others[1] - {*theirs}) | out[1]),
        )
        return [bead for bead in found if within(bead)]


def _has(bead: Bead, sentences: Sentences) -> bool:
    return not (sentences[0].isdisjoint(bead.source) and sentences[1].isdisjoint(bead.target))


@dataclass(frozen=True, slots=True)
class _BeadLine:
    """The beads that are in order, and the places between them."""

    beads: list[Bead]
    elsewhere: list[Bead]
    """Those of another order."""
    behind: tuple[array[int], array[int]]
    """Before each bead, and behind the last: how many sentences of both texts are behind."""
    clean: bytes
    """Whether what is before such a place is before all that is behind it, in both texts."""
    owners: tuple[array[int], array[int]]
    """For each sentence the number of its bead; -1 for none."""
    firsts: tuple[array[int], array[int]]
    """First sentences of beads with both sides, ascending."""

    @classmethod
    def of(cls, beads: Sequence[Bead], evidence: Evidence) -> _BeadLine:
        """Of the beads of all sentences, in order of the source."""
        size = len(evidence.source.sentences), len(evidence.target.sentences)
        full = [k for k, bead in enumerate(beads) if bead.paired]
        order = {full[k] for k in rising([beads[k].target[0] for k in full])}
        line = [bead for k, bead in enumerate(beads) if k in order or not bead.paired]
        behind = [(max(bead.source, default=-1) + 1, max(bead.target, default=-1) + 1) for bead in line]
        ends = [*accumulate(behind[:-1], _greater, initial=(0, 0)), size] if line else [size]
        begins = [(min(bead.source, default=size[0]), min(bead.target, default=size[1])) for bead in line]
        starts = list(accumulate(reversed(begins), _lesser, initial=size))[::-1]
        clean = bytearray(a <= c and b <= d for (a, b), (c, d) in zip(ends, starts, strict=True))
        clean[0] = clean[-1] = True
        owners = [array("i", [-1]) * count for count in size]
        for at, bead in enumerate(line):
            for own, units in zip(owners, (bead.source, bead.target), strict=True):
                for unit in units:
                    own[unit] = at
        paired = [bead for bead in line if bead.paired]
        elsewhere = [bead for k, bead in enumerate(beads) if bead.paired and k not in order]
        return cls(
            line,
            elsewhere,
            (array("i", [i for i, _ in ends]), array("i", [j for _, j in ends])),
            bytes(clean),
            (owners[0], owners[1]),
            (
                array("i", sorted(bead.source[0] for bead in paired)),
                array("i", sorted(bead.target[0] for bead in paired)),
            ),
        )

    def has(self, fact: FactKey) -> bool:
        """Whether a fact is one of its beads."""
        kind, source, target = fact
        at = self.at(fact)
        if kind not in ("bead", "alone") or at < 0:
            return False
        return (self.beads[at].source, self.beads[at].target) == (source, target)

    def at(self, fact: FactKey) -> int:
        """The number of the bead that has the first sentence of a fact; -1 for none."""
        _, source, target = fact
        return self.owners[0][source[0]] if source else self.owners[1][target[0]]

    def box(self, first: int, last: int) -> tuple[range, range]:
        """The sentences between two places, those that go elsewhere too."""
        (i0, j0), (i1, j1) = self.corner(first), self.corner(last)
        return range(i0, i1), range(j0, j1)

    def corner(self, place: int) -> tuple[int, int]:
        """How many sentences of both texts are behind at a place."""
        return self.behind[0][place], self.behind[1][place]

    def windows(self, facts: Iterable[FactKey], held: Sentences) -> list[BeadSpan]:
        """The stretches to align anew, ascending, none beside the next.

        facts  what was decided otherwise, or is now
        held   sentences that are decided as they were found
        """
        spans: list[BeadSpan] = []
        for kind, *units in facts:
            found = [[self._place(side, at) for at in own] for side, own in enumerate(units)]
            # What stands aside has two places; what is in order has all between.
            groups = found if kind == "aside" else [[*found[0], *found[1]]]
            spans += ((min(group), max(group) + 1) for group in groups if group)
        merged: list[BeadSpan] = []
        for first, last in sorted({self._widened(span, held) for span in spans}):
            if merged and first <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(last, merged[-1][1])
            else:
                merged.append((first, last))
        return merged

    def _place(self, side: int, sentence: int) -> int:
        """The bead of a sentence; of one that stood elsewhere the bead behind its place."""
        at = self.owners[side][sentence]
        if at < 0:
            firsts = self.firsts[side]
            behind = bisect_left(firsts, sentence)
            at = self.owners[side][firsts[behind]] if behind < len(firsts) else len(self.beads) - 1
        return max(at, 0)

    def _widened(self, span: BeadSpan, held: Sentences) -> BeadSpan:
        """A stretch with the beads around it that are not sure, up to a clean place."""
        first, last = span[0], min(span[1], len(self.beads))
        steps = 0
        while first > 0 and not (self.clean[first] and steps >= bounds.REALIGNED_SURE):
            first -= 1
            steps = _sure_ones(self.beads[first], steps, held)
        steps = 0
        while last < len(self.beads) and not (self.clean[last] and steps >= bounds.REALIGNED_SURE):
            steps = _sure_ones(self.beads[last], steps, held)
            last += 1
        return first, last

    def around(self, window: BeadSpan) -> BeadSpan:
        """A stretch with more beads around it, from a clean place to another."""
        before = max(0, window[0] - bounds.REALIGNED_AROUND)
        behind = min(len(self.beads), window[1] + bounds.REALIGNED_AROUND)
        while not self.clean[before]:
            before -= 1
        while not self.clean[behind]:
            behind += 1
        return before, behind


def _sure_ones(bead: Bead, steps: int, held: Sentences) -> int:
    """How many sure beads follow each other with this one; one that was decided is enough."""
    if bead.paired and held[0] >= {*bead.source}:
        return bounds.REALIGNED_SURE
    return steps + 1 if sure(bead) else 0


def _greater(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return max(a[0], b[0]), max(a[1], b[1])


def _lesser(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return min(a[0], b[0]), min(a[1], b[1])
