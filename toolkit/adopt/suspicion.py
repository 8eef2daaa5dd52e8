"""What was placed and is still doubtful.

It stands where the texts seem to part, or only its place speaks for it; it has but a part of its paragraph,
or perhaps a label; it is far too long or short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

import numpy as np

from toolkit.adopt.adoption import Filled, Link, Side
from toolkit.align.length import units
from toolkit.align.moved import weak
from toolkit.model import Bead

_OVER = 4
"""Sentences left over on both sides from which on a part of the text may have been moved."""
_LABEL = re.compile(r"[^:：.!?。！？]{1,40}[:：]")
_FACTOR, _MORE = 2.5, 15.0
"""A translation is odd that is longer than the source by this factor and these units of length, or shorter,
beside what is usual in these texts."""


def over(links: Sequence[Link]) -> bool:
    """Whether so much is left over on both sides that a part may have been moved."""
    lone = [link.bead for link in links if not (link.bead.source and link.bead.target)]
    return min(sum(len(bead.source) for bead in lone), sum(len(bead.target) for bead in lone)) >= _OVER


def parting(beads: Sequence[Bead], alone: tuple[frozenset[int], frozenset[int]]) -> frozenset[int]:
    """Source sentences of stretches that are weak, as of texts in another order, or of another version.

    alone  sentences of both sides that were kept out of the alignment
    """
    asked = [
        bead for bead in beads if not (alone[0].issuperset(bead.source) and alone[1].issuperset(bead.target))
    ]
    return frozenset(i for span in weak(asked) for bead in asked[slice(*span)] for i in bead.source)


def looked_through(
    filled: Sequence[Filled], source: Side, target: Side, parting: AbstractSet[int]
) -> tuple[Filled, ...]:
    """With all doubts that can be told from what was placed; parting: see the function of that name."""
    found = divided(astray(filled, source, parting), source, target)
    return tuple(measured(labelled(found, source, target), source))


def astray(filled: Iterable[Filled], source: Side, parting: AbstractSet[int]) -> Iterator[Filled]:
    """With what stands where the texts part in doubt: even what is sure of itself is often wrong there."""
    for one in filled:
        passage = source.passages[one.passage]
        if parting and not parting.isdisjoint(range(passage.first, passage.last)):
            yield _in_doubt(one, "around it the texts seem to differ, in their order perhaps")
        else:
            yield one


def divided(filled: Iterable[Filled], source: Side, target: Side) -> list[Filled]:
    """With parts of one paragraph in doubt that went to places apart from each other, or of other kinds."""
    out = list(filled)
    given = sorted((j, number) for number, one in enumerate(out) for j in one.sentences)
    for (j, k), (i, m) in pairwise(given):
        here, there = out[k].passage, out[m].passage
        if k == m or target.owners[j] != target.owners[i]:
            continue
        ours, theirs = source.passages[here], source.passages[there]
        if abs(m - k) > 1 or ours.kind != theirs.kind:
            out[k] = _in_doubt(out[k], f"its paragraph there goes on at {theirs.n}")
            out[m] = _in_doubt(out[m], f"its paragraph there begins at {ours.n}")
    return out


def labelled(filled: Iterable[Filled], source: Side, target: Side) -> Iterator[Filled]:
    """With speech in doubt that begins as if with a label, in a paragraph that was not read as speech."""
    for one in filled:
        speech = source.passages[one.passage].kind == "speech"
        kinds = {target.passages[target.owners[j]].kind for j in one.sentences}
        found = _LABEL.match(one.target) if speech and "speech" not in kinds else None
        if found and not _LABEL.match(source.passages[one.passage].text):
            yield _in_doubt(one, f"perhaps with a speaker's label, {found[0].strip()}")
        else:
            yield one


def compared(
    filled: Sequence[Filled], source: Side, loose: Sequence[Bead], asked: AbstractSet[int]
) -> Iterator[Filled]:
    """With what stands there for its place alone in doubt.

    loose  beads that were found by the words alone
    asked  source sentences for which the order of the text has found a translation

    Who asks and answers in turn, in paragraphs of like length, does so everywhere: where a part of the text
    was moved or left out, layout and voices are as sure of what is wrong there.
    """
    partners = {i: bead.target for bead in loose for i in bead.source if i in asked}
    for one in filled:
        passage = source.passages[one.passage]
        mine = [partners[i] for i in range(passage.first, passage.last) if i in partners]
        if mine and not any({*one.sentences}.intersection(others) for others in mine):
            yield _in_doubt(one, "only its place speaks for it")
        else:
            yield one


def measured(filled: Iterable[Filled], source: Side) -> Iterator[Filled]:
    """With translations in doubt that are far longer or shorter than their sources.

    Sentences that were added or left out may hide in the bead of a short one beside them.
    """
    filled = list(filled)
    ours = units([source.passages[one.passage].text if one.target else "" for one in filled])
    theirs = units([one.target for one in filled])
    usual = (ours > 0) & (theirs > 0)
    ours = ours * (float(np.median(theirs[usual] / ours[usual])) if usual.any() else 1.0)
    for one, expected, found in zip(filled, ours.tolist(), theirs.tolist(), strict=True):
        if one.target and found > _FACTOR * expected + _MORE:
            yield _in_doubt(one, "far longer than its source")
        elif one.target and expected > _FACTOR * found + _MORE:
            yield _in_doubt(one, "far shorter than its source")
        else:
            yield one


def _in_doubt(one: Filled, why: str) -> Filled:
    """In doubt, unless a person has decided or it is already."""
    return one.doubted(why) if one.fate == "placed" and one.confidence < 1.0 else one
