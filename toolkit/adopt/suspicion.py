"""What was placed and is still doubtful: what only its place speaks for, what is far too long or short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from toolkit.adopt.adoption import Filled, Link, Side
from toolkit.align.length import units
from toolkit.model import Bead

_OVER = 4
"""Sentences left over on both sides from which on a part of the text may have been moved."""
_FACTOR, _MORE = 2.5, 15.0
"""A translation is odd that is longer than the source by this factor and these units of length, or shorter,
beside what is usual in these texts."""


def over(links: Sequence[Link]) -> bool:
    """Whether so much is left over on both sides that a part may have been moved."""
    lone = [link.bead for link in links if not (link.bead.source and link.bead.target)]
    return min(sum(len(bead.source) for bead in lone), sum(len(bead.target) for bead in lone)) >= _OVER


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


def measured(filled: Sequence[Filled], source: Side) -> Iterator[Filled]:
    """With translations in doubt that are far longer or shorter than their sources.

    Sentences that were added or left out may hide in the bead of a short one beside them.
    """
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
