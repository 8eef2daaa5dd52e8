"""When a doubt is worth a question.

Nobody wants to read a hundred paragraphs of which three are wrong, and nobody knows which.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from toolkit.reading.lattice import Mask
from toolkit.reading.shape import Indices


class Bound(NamedTuple):
    """When a cause is asked about."""

    share: float
    """Of the places that it names, how many are likely read wrongly: so many at least."""
    wrong: float
    """Paragraphs that these places make wrong, by what is likely: fewer aren't worth a question ..."""
    close: float = 1.0
    """... unless the other reading of one is likelier than this."""


# Measured on real transcripts that people read: with these two thirds of what is wrong is named.
LABEL = Bound(0.03, 0.3)
"""Of labels that are printed in one way: a speaker's, or text."""
SAID = Bound(0.1, 1.0, 0.2)
"""Of paragraphs of speech that may be told."""
TOLD = Bound(0.05, 0.2)
"""Of those that are told, and may be speech, with a label or without: what somebody said is dearer."""
KIND = Bound(0.2, 1.2, 0.65)
"""Of what a paragraph outside of speech is."""
HEAD = KIND._replace(close=0.43)
"""The same, where it may be the title, or say who wrote the text and when."""
SET = Bound(0.4, 3.0, 0.6)
"""The same, where it is printed all the same, and only set otherwise."""
JOINED = Bound(0.1, 0.2)
"""Of lines that go on with the one before, and may be paragraphs of their own."""
APART = Bound(0.3, 0.3)
"""The other way round."""
FURTHER = 0.005
"""A question names all places of its cause whose other reading is at least so likely."""

HARDLY = 0.2
"""Of the share: what is less likely wrong than this part of it goes with no others, doubtful as they are."""


def worth(places: Indices, other: Mask, bound: Bound, hang: float = 0.0) -> tuple[list[int], list[int]]:
    """The places that a question is about, and further ones of its cause.

    The most doubtful places come first, as many as keep the share of likely mistakes among them. So a long
    text is asked about no more than a short one that is as sure: places that are hardly ever wrong aren't
    worth reading, however many they are.

    places  of one cause, in order
    other   how likely the other reading of each is
    hang    how many other paragraphs it likely makes wrong
    """
    floor = max(FURTHER, HARDLY * bound.share)
    falling = np.sort(other[other > floor])[::-1]
    # With each less doubtful place the mean falls. Places that are as doubtful stay together.
    short = np.flatnonzero(np.cumsum(falling) < bound.share * np.arange(1, len(falling) + 1))
    least = falling[short[0]] if len(short) else floor
    asked = other > least
    if not asked.any() or (other[asked].sum() + hang < bound.wrong and falling[0] <= bound.close):
        return [], []
    return places[asked].tolist(), places[(other > FURTHER) & ~asked].tolist()
