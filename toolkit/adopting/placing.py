"""Sentences go to paragraphs.

What each source paragraph gets, and what is left over.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from toolkit.adopting import aligned_text, bounds
from toolkit.adopting.adoption import AlignedText, Borders, Fate, Filled, JudgedBead, Leftover
from toolkit.adopting.evidence import Draft
from toolkit.adopting.head import differs
from toolkit.catalog.doubts import Doubt
from toolkit.catalog.provenance import TRUSTED
from toolkit.model import KINDS, Bead
from toolkit.text.similarity import rising


@dataclass(slots=True)
class _Share:
    """What a source passage is given."""

    sentences: list[int] = field(default_factory=list)
    beads: list[float] = field(default_factory=list)
    """Probabilities of the beads with both sides."""
    doubts: list[Doubt] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    """Sentences of the passage that nothing translates, counted from 1."""
    without: list[float] = field(default_factory=list)
    """Probabilities of the beads that have them."""


def place_sentences(draft: Draft) -> Draft:
    """Give each source paragraph its sentences."""
    evidence = draft.evidence
    # Beads of moved turns are in order of the source, and out of order in the translation.
    # Where a person has put it in another place it is no news.
    known = evidence.decisions.whole[1]
    elsewhere = tuple((k, j) for k, j in out_of_order(evidence.source, draft.beads) if j not in known)
    draft = replace(draft, elsewhere=elsewhere)
    links, filled, leftovers = _placed(draft)
    return replace(draft, links=links, filled=filled, leftovers=leftovers)


def _placed(draft: Draft) -> tuple[tuple[JudgedBead, ...], tuple[Filled, ...], tuple[Leftover, ...]]:
    """Judge beads, fill paragraphs, find left-overs."""
    source, target = draft.texts
    beads, evidence = draft.beads, draft.evidence
    shares = [_Share() for _ in source.passages]
    alone, decided = evidence.decisions.alone, evidence.decisions.whole[0]
    links = [_link(bead, source, target, shares, decided) for bead in beads]
    # Doubts are told in the order in which they mislead: place first, then what is beside it.
    for k, j in draft.elsewhere:
        passage = target.passages[target.owners[j]]
        words = aligned_text.opening(target.sentences[j])
        shares[k].doubts.append(Doubt("elsewhere", (passage.n, words)))
    # What nobody gets is judged once all have got theirs.
    leftovers = tuple(_leftovers(source, beads, alone[1], evidence.spare))
    over: dict[int, list[int]] = defaultdict(list)
    for k, j in _beside(target, shares, leftovers):
        over[k].append(j)
    for k, (j, *more) in over.items():
        first = aligned_text.named_place(target, j), aligned_text.opening(target.sentences[j])
        shares[k].doubts.append(Doubt("left-over", (len(more) + 1, *first)))
    edges = _edges(source, beads, evidence.borders)
    for k, near in _short(source, shares):
        shares[k].doubts.append(Doubt("neighbour", (source.passages[near].n,)))
    for k in _twice(source, target, shares):
        # Nothing is left for the second, which shares the entry of the first.
        shares[k].sentences += shares[k + 1].sentences
        shares[k].beads += shares[k + 1].beads
        shares[k + 1] = _Share()
        edges[k] = edges[k][0], edges[k + 1][1]
    filled = []
    for k, (share, passage) in enumerate(zip(shares, source.passages, strict=True)):
        own = range(passage.first, passage.last)
        given = k, share, edges[k], alone[0].issuperset(own), decided.issuperset(own), source, target
        filled.append(draft.making.made((_filled, k), _filled, *given))
    return tuple(links), tuple(filled), leftovers


def _twice(source: AlignedText, target: AlignedText, shares: Sequence[_Share]) -> Iterator[int]:
    """Passages whose words stand there twice.

    The next one has the same words, and both have got parts of one paragraph.

    A caption, say, that is printed twice in the source and once in the translation.
    """
    for k, (passage, following) in enumerate(pairwise(source.passages)):
        if passage.text != following.text:
            continue
        given = shares[k].sentences, shares[k + 1].sentences
        # One entry holds both, so nothing is lost if the first gets all.
        same = (passage.kind, passage.label) == (following.kind, following.label)
        if same and all(given) and len({target.owners[j] for j in chain.from_iterable(given)}) == 1:
            yield k


def _short(source: AlignedText, shares: Sequence[_Share]) -> Iterator[tuple[int, int]]:
    """Passages whose neighbour lacks sentences.

    At their common border, of the same speaker; and that neighbour.

    A translator may have joined them to a sentence of the neighbour, at whose end or beginning they are then.
    """
    for k, (share, following) in enumerate(pairwise(shares)):
        alike = source.passages[k].label == source.passages[k + 1].label
        if alike and share.sentences and following.sentences:
            if 1 in following.missing:
                yield k, k + 1
            if source.passages[k].last - source.passages[k].first in share.missing:
                yield k + 1, k


def _beside(
    target: AlignedText, shares: Sequence[_Share], leftovers: Sequence[Leftover]
) -> Iterator[tuple[int, int]]:
    """Passages with left-over text beside them.

    In their midst or at an end of their paragraph there; and that text.

    A paragraph that was added stands by itself. Of one that is translated, nobody should print a part unseen.
    """
    given: dict[int, int] = {}
    for k, share in enumerate(shares):
        given.update(dict.fromkeys(share.sentences, k))
    # Sentences that have a place, to find the nearest ones.
    places = sorted(given)
    for run in leftovers:
        for j in run.sentences if not run.decided else ():
            at = bisect_left(places, j)
            # Only the next sentences that were given away, before and behind, can be of its paragraph.
            near = (i for i in places[max(0, at - 1) : at + 1] if target.owners[i] == target.owners[j])
            around = {given[i] for i in near}
            if len(around) == 1:
                yield around.pop(), j


def out_of_order(source: AlignedText, beads: Sequence[Bead]) -> Iterator[tuple[int, int]]:
    """Passages whose translation is out of order.

    Each with the first sentence of it there.

    Out of order is what stands behind its neighbours on one side and before them on the other: what isn't in
    the longest chain of beads that rises in both texts.
    """
    full = [bead for bead in beads if bead.paired]
    # The longest chain is in order; what isn't in it has moved.
    chain = set(rising([bead.target[0] for bead in full]))
    passages: dict[int, int] = {}
    for number, bead in enumerate(full):
        if number not in chain:
            passages.setdefault(source.owners[bead.source[0]], bead.target[0])
    yield from passages.items()


def _link(
    bead: Bead,
    source: AlignedText,
    target: AlignedText,
    shares: Sequence[_Share],
    decided: frozenset[int],
) -> JudgedBead:
    confidence = _cut(math.exp(-bead.cost))
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


def _divide(bead: Bead, owners: Sequence[int], source: AlignedText, shares: Sequence[_Share]) -> Doubt:
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


def _edges(source: AlignedText, beads: Sequence[Bead], borders: Borders) -> list[tuple[float, float]]:
    """How sure each translation's borders are.

    It is told of each passage, where it begins and where it ends.
    """
    # Only beads at the borders of passages matter.
    starts = {passage.first: k for k, passage in enumerate(source.passages)}
    ends = {passage.last: k for k, passage in enumerate(source.passages)}
    first = [0.0] * len(source.passages)
    last = [0.0] * len(source.passages)
    # The position in the translation that the path has reached.
    j = 0
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


def _filled(
    k: int,
    share: _Share,
    edges: tuple[float, float],
    left_out: bool,
    decided: bool,
    source: AlignedText,
    target: AlignedText,
) -> Filled:
    """What a passage got.

    left_out, decided  what a person said of all its sentences: that nothing translates them; what does
    """
    passage = source.passages[k]
    size = passage.last - passage.first
    if not share.sentences:
        # A paragraph is left out as a whole, or not at all.
        omitted = min(share.without) if size and len(share.without) == size else 0.0
        omitted = 1.0 if size and left_out else min(omitted, bounds.NEARLY_CERTAIN)
        return Filled(k, "", (), 0.0, "empty", omitted=omitted)
    # What happens inside of the paragraph doesn't matter: its sentences stay together.
    confidence = _cut(min(*edges, max(share.beads)))
    sentences = tuple(sorted(share.sentences))
    text = aligned_text.join(target, sentences)
    # Two beads may give one reason.
    doubts = list(dict.fromkeys(share.doubts))
    if decided:
        # All is decided, but for where a sentence ends in one paragraph and begins in the next.
        doubts = [doubt for doubt in doubts if doubt.code == "together"]
        fate: Fate = "doubtful" if doubts else "placed"
        return Filled(k, text, sentences, confidence, fate, tuple(doubts))
    if share.missing:
        words = aligned_text.opening(source.sentences[passage.first + share.missing[0] - 1])
        doubts.append(Doubt("untranslated", (tuple(share.missing), size, words)))
    line = KINDS[passage.kind].publication
    kinds = (target.passages[target.owners[j]].kind for j in share.sentences)
    other = next((kind for kind in kinds if KINDS[kind].publication != line), "")
    if other:
        doubts.append(Doubt("kind", (passage.kind, other)))
    elif line and differs(passage.text, text):
        doubts.append(Doubt("own-line", (passage.kind,)))
    # Another doubt says more than that the borders are unsure.
    if confidence < TRUSTED and not share.doubts:
        doubts.append(Doubt("borders"))
    fate = "doubtful" if doubts else "placed"
    return Filled(k, text, sentences, confidence, fate, tuple(doubts))


def _cut(probability: float) -> float:
    """Four digits, rounded down.

    1 is what a person has decided, or what can't be otherwise.
    """
    return math.floor(probability * 10_000) / 10_000


def _leftovers(
    source: AlignedText, beads: Sequence[Bead], alone: frozenset[int], spare: Mapping[int, int]
) -> Iterator[Leftover]:
    """Runs of target sentences that translate nothing."""
    run: list[int] = []
    # The passage that a run follows on, and the one passed last.
    after = passed = -1
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
