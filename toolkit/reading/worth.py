"""When a doubt is worth a question.

Nobody wants to read a hundred paragraphs of which three are wrong, and nobody knows which.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple


class Bound(NamedTuple):
    """When a cause is asked about."""

    share: float
    """Of the places that it names, how many are likely read wrongly: so many at least."""
    wrong: float
    """Paragraphs that these places make wrong, by what is likely: fewer aren't worth a question ..."""
    close: float = 1.0
    """... unless the other reading of one is likelier than this."""


# Measured on real transcripts that people read: with these two thirds of what is wrong is named.
LABEL = Bound(0.03, 0.2)
"""Of labels that are printed in one way: a speaker's, or text."""
SAID = Bound(0.1, 1.0, 0.2)
"""Of paragraphs of speech that may be told."""
TOLD = Bound(0.02, 0.1)
"""Of those that are told, and may be speech, with a label or without: what somebody said is dearer."""
KIND = Bound(0.2, 1.5, 0.43)
"""Of what a paragraph outside of speech is."""
JOINED = Bound(0.1, 0.2)
"""Of lines that go on with the one before, and may be paragraphs of their own."""
APART = Bound(0.3, 0.3)
"""The other way round."""
FURTHER = 0.005
"""A question names all places of its cause whose other reading is at least so likely."""

HARDLY = 0.2
"""Of the share: what is less likely wrong than this part of it goes with no others, doubtful as they are."""


def worth(
    doubtful: Sequence[tuple[int, float]], bound: Bound, hang: float = 0.0
) -> tuple[list[int], list[int]]:
    """The places that a question is about, and further ones of its cause.

    The most doubtful places come first, as many as keep the share of likely mistakes among them. So a long
    text is asked about no more than a short one that is as sure: places that are hardly ever wrong aren't
    worth reading, however many they are.

    doubtful  places of one cause, and how likely the other reading of each is
    hang      how many other paragraphs it likely makes wrong
    """
    named = [(place, other) for place, other in doubtful if other > FURTHER]
    floor = max(FURTHER, HARDLY * bound.share)
    falling = sorted((other for _, other in named if other > floor), reverse=True)
    # With each less doubtful place the mean falls. Places that are as doubtful stay together.
    sums = enumerate(accumulate(falling), 1)
    kept = sum(1 for _ in takewhile(lambda sum_: sum_[1] >= bound.share * sum_[0], sums))
    least = falling[kept] if kept < len(falling) else floor
    asked = [(place, other) for place, other in named if other > least]
    if not asked or (sum(other for _, other in asked) + hang < bound.wrong and falling[0] <= bound.close):
        return [], []
    return [place for place, _ in asked], [place for place, other in named if other <= least]
