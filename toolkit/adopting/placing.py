"""Sentences go to paragraphs.

What each source paragraph gets, and what is left over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np

from toolkit.adopting import aligned_text, bounds, dealing, stretches
from toolkit.adopting.adoption import AlignedText, Fate, Filled, JudgedBead, Leftover
from toolkit.adopting.dealing import Dealt, Share, deal, rounded, to_deal
from toolkit.adopting.evidence import Draft
from toolkit.adopting.head import differs
from toolkit.adopting.stretches import within
from toolkit.aligning.related import MeasuredBeads
from toolkit.catalog.doubts import Doubt
from toolkit.catalog.provenance import TRUSTED
from toolkit.grouped import grouped
from toolkit.model import KINDS, Bead
from toolkit.text.similarity import disordered, rising


def place_sentences(draft: Draft) -> Draft:
    """Give each source paragraph its sentences."""
    evidence = draft.evidence
    # Beads of moved turns are in order of the source, and out of order in the translation.
    # Where a person has put it in another place it is no news.
    known = evidence.decisions.whole[1]
    measured, source = dealing.measured(draft), evidence.source
    crossing = tuple(out_of_order(measured))
    passages: dict[int, int] = {}
    for bead in [draft.beads[number] for number in crossing]:
        passages.setdefault(source.owners[bead.source[0]], bead.target[0])
    draft = replace(
        draft,
        crossing=crossing,
        elsewhere=tuple((k, j) for k, j in passages.items() if j not in known),
        stretches=stretches.cut(
            source, measured, draft.making.made((stretches.borders,), stretches.borders, source)
        ),
    )
    links, filled, leftovers = _placed(draft)
    return replace(draft, links=links, filled=filled, leftovers=leftovers)


def _placed(draft: Draft) -> tuple[tuple[JudgedBead, ...], tuple[Filled, ...], tuple[Leftover, ...]]:
    """Judge beads, fill paragraphs, find left-overs."""
    source, target = draft.texts
    made, decisions = draft.making.made, draft.evidence.decisions
    dealt = [made((deal, number), deal, *given) for number, given in enumerate(to_deal(draft))]
    leftovers = tuple(chain.from_iterable([one.leftovers for one in dealt]))
    # What nobody gets is judged once all have got theirs.
    beside = grouped((k, j) for k, j in _beside(target, dealt, leftovers))
    elsewhere = dict(draft.elsewhere)
    filled, doubted = [], (sorted(elsewhere), sorted(beside))
    alone, whole = sorted(decisions.alone[0]), decisions.in_order
    aside = decisions.aside
    for number, (stretch, one) in enumerate(zip(draft.stretches, dealt, strict=True)):
        own = stretch.sentences(source)
        before = dealt[number - 1].shares[-1:] if number else ()
        behind = dealt[number + 1].shares[:1] if number + 1 < len(dealt) else ()
        given = (
            stretch.begin,
            (before, one.shares, behind),
            one.edges,
            {k: elsewhere[k] for k in within(doubted[0], range(stretch.begin, stretch.end))},
            {k: beside[k] for k in within(doubted[1], range(stretch.begin, stretch.end))},
            (frozenset(within(alone, own)), frozenset(within(whole, own))),
            (*decisions.among(own), *[bead for bead in aside if bead.source[0] in own]),
        )
        filled.append(made((_all_filled, number), _all_filled, *given, source, target))
    links = tuple(chain.from_iterable([one.links for one in dealt]))
    return links, tuple(chain.from_iterable(filled)), leftovers


def _all_filled(
    begin: int,
    shares: tuple[tuple[Share, ...], tuple[Share, ...], tuple[Share, ...]],
    edges: Sequence[tuple[float, float]],
    elsewhere: Mapping[int, int],
    beside: Mapping[int, Sequence[int]],
    said: tuple[frozenset[int], frozenset[int]],
    beads: tuple[Bead, ...],
    source: AlignedText,
    target: AlignedText,
) -> tuple[Filled, ...]:
    """What the passages of a stretch got.

    begin   the number of the first
    shares  of the passage before it, of its own, of the one behind it
    elsewhere, beside  passages whose translation is out of order, with its first sentence; those with
                       left-over text beside them, and this
    said    its sentences that nothing translates, as a person said; all that are decided
    beads   those that are decided
    """
    own = {begin + n: share.copy() for n, share in enumerate(shares[1])}
    ends = {begin + n: edge for n, edge in enumerate(edges)}
    # Doubts are told in the order in which they mislead: place first, then what is beside it.
    for k, j in elsewhere.items():
        passage, words = target.passages[target.owners[j]], aligned_text.opening(target.sentences[j])
        own[k].doubts.append(Doubt("elsewhere", (passage.n, words)))
    for k, (j, *more) in beside.items():
        first = aligned_text.named_place(target, j), aligned_text.opening(target.sentences[j])
        own[k].doubts.append(Doubt("left-over", (len(more) + 1, *first)))
    for k, near in _short(source, list(chain(*shares)), begin - len(shares[0])):
        if k in own:
            own[k].doubts.append(Doubt("neighbour", (source.passages[near].n,)))
    for k in _twice(source, target, own):
        # Nothing is left for the second, which shares the entry of the first.
        own[k].sentences += own[k + 1].sentences
        own[k].beads += own[k + 1].beads
        own[k + 1] = Share()
        ends[k] = ends[k][0], ends[k + 1][1]
    filled = []
    pinned = grouped((source.owners[bead.source[0]], bead) for bead in beads)
    for k, share in own.items():
        passage = source.passages[k]
        sentences = passage.numbers
        left_out, decided = (numbers.issuperset(sentences) for numbers in said)
        one = _filled(k, share, ends[k], left_out, decided, source, target)
        known = [bead for bead in pinned.get(k, ()) if bead.source[-1] < passage.last]
        known += [Bead((i,), ()) for i in sentences if i in said[0]]
        filled.append(one.replace(beads=(*known,)) if known else one)
    return tuple(filled)


def _twice(source: AlignedText, target: AlignedText, shares: Mapping[int, Share]) -> Iterator[int]:
    """Passages whose words stand there twice.

    The next one has the same words, and both have got parts of one paragraph.

    A caption, say, that is printed twice in the source and once in the translation.
    """
    for k, other in pairwise(shares):
        passage, following = source.passages[k], source.passages[other]
        if passage.text != following.text:
            continue
        given = shares[k].sentences, shares[other].sentences
        # One entry holds both, so nothing is lost if the first gets all.
        same = (passage.kind, passage.label) == (following.kind, following.label)
        if same and all(given) and len({target.owners[j] for j in chain.from_iterable(given)}) == 1:
            yield k


def _short(source: AlignedText, shares: Sequence[Share], begin: int) -> Iterator[tuple[int, int]]:
    """Passages whose neighbour lacks sentences.

    At their common border, of the same speaker; and that neighbour.

    A translator may have joined them to a sentence of the neighbour, at whose end or beginning they are then.

    begin  the number of the first passage
    """
    for k, (share, following) in enumerate(pairwise(shares), begin):
        alike = source.passages[k].label == source.passages[k + 1].label
        if alike and share.sentences and following.sentences:
            if 1 in following.missing:
                yield k, k + 1
            if source.passages[k].last - source.passages[k].first in share.missing:
                yield k + 1, k


def _beside(
    target: AlignedText, dealt: Sequence[Dealt], leftovers: Sequence[Leftover]
) -> Iterator[tuple[int, int]]:
    """Passages with left-over text beside them.

    In their midst or at an end of their paragraph there; and that text.

    A paragraph that was added stands by itself. Of one that is translated, nobody should print a part unseen.
    """
    given: dict[int, int] = {}
    for one in dealt:
        given |= one.given
    taken = sorted(given)
    for j in chain.from_iterable([run.sentences for run in leftovers if not run.decided]):
        paragraph = target.passages[target.owners[j]]
        # Only the next sentences that were given away, before and behind, can be of its paragraph.
        at = bisect_left(taken, j)
        around = {given[i] for i in taken[max(0, at - 1) : at + 1] if paragraph.first <= i < paragraph.last}
        if len(around) == 1:
            yield around.pop(), j


def out_of_order(beads: MeasuredBeads) -> list[int]:
    """The numbers of beads that are out of order.

    It is what stands behind its neighbours on one side and before them on the other: what isn't in the
    longest chain of beads that rises in both texts. Null beads are in order.
    """
    full = np.flatnonzero(beads.paired)
    starts: list[int] = beads.ends[full, 2].tolist()
    out: list[int] = []
    for first, last in disordered(starts):
        out += np.delete(full[first:last], rising(starts[first:last])).tolist()
    return out


def _filled(
    k: int,
    share: Share,
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
    confidence = rounded(min(*edges, max(share.beads)))
    sentences = tuple(sorted(share.sentences))
    text = aligned_text.join(target, sentences)
    # Who prints questions in bold wants them so in each language; what has emphasis of its own keeps it.
    if not target.emphasised:
        text = aligned_text.dressed(passage.text, text)
    elif passage.label:
        # Where nobody has a label bold tells who asks; beside one an edition tells it by itself.
        text = aligned_text.undressed(passage.text, text)
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
    theirs = (target.passages[target.owners[j]] for j in share.sentences)
    # Two lines that are read as one kind are of one, however sure that is.
    others = (one.told for one in theirs if one.told != passage.told and KINDS[one.kind].publication != line)
    if other := next(others, ""):
        doubts.append(Doubt("kind", (passage.told, other)))
    elif line and differs(passage.text, text):
        doubts.append(Doubt("own-line", (passage.kind,)))
    # Another doubt says more than that the borders are unsure.
    if confidence < TRUSTED and not share.doubts:
        doubts.append(Doubt("borders"))
    fate = "doubtful" if doubts else "placed"
    return Filled(k, text, sentences, confidence, fate, tuple(doubts))
