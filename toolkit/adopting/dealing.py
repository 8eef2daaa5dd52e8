"""Beads are dealt out to the paragraphs that they are of, stretch by stretch."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Borders, JudgedBead, Leftover
from toolkit.adopting.evidence import Draft
from toolkit.adopting.stretches import within
from toolkit.aligning.related import MeasuredBeads, measures
from toolkit.catalog.doubts import Doubt
from toolkit.catalog.provenance import TRUSTED
from toolkit.model import Bead


@dataclass(slots=True)
class Share:
    """What a source passage is given."""

    sentences: list[int] = field(default_factory=list)
    beads: list[float] = field(default_factory=list)
    """Probabilities of the beads with both sides."""
    doubts: list[Doubt] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    """Sentences of the passage that nothing translates, counted from 1."""
    without: list[float] = field(default_factory=list)
    """Probabilities of the beads that have them."""

    def copy(self) -> Share:
        """One that may become another."""
        return Share([*self.sentences], [*self.beads], [*self.doubts], [*self.missing], [*self.without])


class Dealt(NamedTuple):
    """What the beads of a stretch give to its paragraphs."""

    links: tuple[JudgedBead, ...]
    shares: tuple[Share, ...]
    """Nobody changes them."""
    edges: list[tuple[float, float]]
    leftovers: list[Leftover]
    given: dict[int, int]
    """Sentences of the translation, each with the passage that has it."""


def to_deal(draft: Draft) -> Iterator[tuple[Any, ...]]:
    """What each stretch is dealt from: all that `deal` asks for."""
    source, evidence = draft.texts[0], draft.evidence
    decisions, borders = evidence.decisions, evidence.borders
    begins, ends, whole = sorted(borders.begins), sorted(borders.ends), decisions.in_order
    for number, stretch in enumerate(draft.stretches):
        own = stretch.sentences(source)
        beads = draft.beads[stretch.beads]
        last = draft.beads[stretch.first - 1] if stretch.first else None
        yield (
            beads,
            range(stretch.begin, stretch.end),
            (source.owners[last.source[-1]], last.target[-1] + 1) if last else (-1, 0),
            frozenset(within(whole, own)),
            decisions.alone[1] & draft.making.made((_lone, number), _lone, beads),
            Borders(
                frozenset(begins[bisect_left(begins, (own.start, 0)) : bisect_left(begins, (own.stop, 0))]),
                frozenset(ends[bisect_left(ends, (own.start + 1, 0)) : bisect_left(ends, (own.stop + 1, 0))]),
            ),
            evidence.spare,
            *draft.texts,
        )


def _lone(beads: Sequence[Bead]) -> frozenset[int]:
    """The sentences of the translation that translate nothing, of some beads."""
    return frozenset(chain.from_iterable([bead.target for bead in beads if not bead.source]))


def deal(
    beads: Sequence[Bead],
    own: range,
    behind: tuple[int, int],
    decided: frozenset[int],
    alone: frozenset[int],
    borders: Borders,
    spare: Mapping[int, int],
    source: AlignedText,
    target: AlignedText,
) -> Dealt:
    """Deal out the beads of a stretch.

    own     the numbers of its passages
    behind  the passage before it, and how many sentences of the translation the path has behind it
    decided  its sentences of the source about which a person has decided
    alone    its sentences of the translation that translate nothing, as a person said
    """
    shares = {k: Share() for k in own}
    links = [_link(bead, source, target, shares, decided) for bead in beads]
    given: dict[int, int] = {}
    for k, share in shares.items():
        given.update(dict.fromkeys(share.sentences, k))
    return Dealt(
        tuple(links),
        tuple(shares.values()),
        _edges(source, beads, borders, own, behind[1]),
        list(_leftovers(source, beads, alone, spare, behind[0])),
        given,
    )


def _link(
    bead: Bead,
    source: AlignedText,
    target: AlignedText,
    shares: Mapping[int, Share],
    decided: frozenset[int],
) -> JudgedBead:
    confidence = rounded(math.exp(-bead.cost))
    if not bead.source:
        return JudgedBead(bead, confidence, _unsure(confidence))
    known = decided.issuperset(bead.source)
    own = source.owners[bead.source[0]]
    # A catalog has entries for paragraphs: a bead over two belongs to neither.
    if source.owners[bead.source[-1]] != own:
        owners = sorted({source.owners[i] for i in bead.source})
        doubt = _divide(bead, owners, source, shares)
        return JudgedBead(bead, confidence, (doubt,))
    share = shares[own]
    if bead.target:
        share.sentences += bead.target
        share.beads.append(confidence)
        # Of what a person has put together nobody needs to be told.
        if known:
            return JudgedBead(bead, confidence)
        if len(bead.target) > len(bead.source) and len({target.owners[j] for j in bead.target}) > 1:
            # Translators divide sentences, and paragraphs, but hardly both in one place.
            share.doubts.append(Doubt("two-paragraphs"))
        if abs(len(bead.source) - len(bead.target)) >= bounds.UNLIKE_SENTENCES:
            # Seldom true; what was added or left out hides in such beads.
            share.doubts.append(Doubt("unequal", (len(bead.source), len(bead.target))))
    else:
        share.without.append(confidence)
        if known:
            return JudgedBead(bead, confidence)
        share.missing += [i - source.passages[own].first + 1 for i in bead.source]
    return JudgedBead(bead, confidence, _unsure(confidence))


def _unsure(confidence: float) -> tuple[Doubt, ...]:
    return () if confidence >= TRUSTED else (Doubt("unsure"),)


def _divide(bead: Bead, owners: Sequence[int], source: AlignedText, shares: Mapping[int, Share]) -> Doubt:
    """Deal a bead's target sentences out.

    To the passages that it is over; gives the doubt that each of them has.
    """
    # Each target goes where its share of the source sentences lies: nobody knows where the one ends in the
    # other.
    total = len(bead.source)
    doubt = Doubt("together", (tuple(source.passages[owner].n for owner in owners),))
    for position, j in enumerate(bead.target):
        i = bead.source[min(total - 1, position * total // len(bead.target))]
        shares[source.owners[i]].sentences.append(j)
    for owner in owners:
        shares[owner].doubts.append(doubt)
        shares[owner].beads.append(math.exp(-bead.cost))
    return doubt


def _edges(
    source: AlignedText, beads: Sequence[Bead], borders: Borders, own: range, j: int
) -> list[tuple[float, float]]:
    """How sure each translation's borders are.

    It is told of each of some passages, where it begins and where it ends.

    j  the position in the translation that the path has reached before them
    """
    # Only beads at the borders of passages matter.
    starts = {source.passages[k].first: n for n, k in enumerate(own)}
    ends = {source.passages[k].last: n for n, k in enumerate(own)}
    first = [0.0] * len(own)
    last = [0.0] * len(own)
    for bead in beads:
        # Counted by the bead's own numbers: a moved turn is out of the order of the translation.
        j = bead.target[0] if bead.target else j
        end = bead.target[-1] + 1 if bead.target else j
        if bead.source and bead.source[0] in starts:
            sure = (bead.source[0], j) in borders.begins
            first[starts[bead.source[0]]] = 1.0 if sure else bead.begins
        if bead.source and bead.source[-1] + 1 in ends:
            sure = (bead.source[-1] + 1, end) in borders.ends
            last[ends[bead.source[-1] + 1]] = 1.0 if sure else bead.ends
        j = end
    return list(zip(first, last, strict=True))


def _leftovers(
    source: AlignedText, beads: Sequence[Bead], alone: frozenset[int], spare: Mapping[int, int], passed: int
) -> Iterator[Leftover]:
    """Runs of target sentences that translate nothing.

    passed  the passage before all of them
    """
    run: list[int] = []
    # The passage that a run follows on.
    after = passed
    for bead in beads:
        if not bead.source and alone.issuperset(bead.target):
            yield Leftover(bead.target, passed, decided=True)
            continue
        if not bead.source and bead.target[0] in spare:
            # Where the path has it says nothing: it stays with the entry that it was left out of.
            yield Leftover(bead.target, spare[bead.target[0]])
            continue
        if not bead.source:
            after = after if run else passed
            run += bead.target
            continue
        passed = source.owners[bead.source[-1]]
        if run and bead.target:
            yield Leftover(tuple(run), after)
            run = []
    if run:
        yield Leftover(tuple(run), after)


def rounded(probability: float) -> float:
    """Four digits, rounded down.

    1 is what a person has decided, or what can't be otherwise.
    """
    return math.floor(probability * 10_000) / 10_000


def measured(draft: Draft) -> MeasuredBeads:
    """The beads of a draft as arrays."""
    return MeasuredBeads.read(draft.making.along((measures,), measures, draft.beads))
