"""Who speaks in a discussion: most lines have a label that comes again, and nobody knows which is next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from toolkit.reading.exchange import NOBODY
from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import CATEGORIES, FLAGS, View, bits, lists

_OFTEN = 3
"""How often a label comes at least, to be one of those that tell it."""
_VOICES = 5
"""Labels that come often, at least: two who take turns are told by weights."""
_MOST = 0.5
"""Share of the paragraphs that have a label which comes again, at least."""
_NEXT = 0.6
"""Share of the labels before the one that most often follows, from which on they are fields of a record."""

_UNSURE = [*NOBODY, *(CATEGORIES.index(name) for name in ("role", "starts"))]
"""Lists of words by which a label is left to weights."""


def discussion(view: View, known: Labels) -> Iterator[int]:
    """The keys of those who speak, where a text is a discussion; else none.

    Fields of a record come again as names do, but always in the same order.
    """
    line, at = np.unique(known.line[known.form == AT_FORM["colon"]], return_index=True)
    of = known.of[np.flatnonzero(known.form == AT_FORM["colon"])[at]]
    often = np.bincount(of, minlength=len(known.keys))
    again = often[of] > 1
    if (often >= _OFTEN).sum() < _VOICES or not again.any():
        return
    within = np.arange(line[again][0], line[again][-1] + 1)
    paragraphs = view.opens[within].astype(bool) & (view.flags[within, FLAGS.index("heading")] == 0)
    if again.sum() < _MOST * paragraphs.sum():
        return
    said = bits(map(lists, known.keys))
    # "Presenter:" may name whose turn a part is: weights tell.
    numbered = [any(sign.isdigit() for sign in key) for key in known.keys]
    names = ~(said[:, _UNSURE].any(axis=1) | np.array(numbered, dtype=np.bool_))
    # What heads a part as well, such as "Issue: ...", is no name.
    names[of[view.flags[line, FLAGS.index("heading")] > 0]] = False
    voices = np.flatnonzero((often >= _OFTEN) & names).tolist()
    if len(voices) >= _VOICES and _foreseen(of[again].tolist()) < _NEXT:
        yield from voices


def _foreseen(turns: Sequence[int]) -> float:
    """Share of the labels that are followed by what follows them most often."""
    after: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for label, follows in pairwise(turns):
        after[label][follows] += 1
    return sum(max(of.values()) for of in after.values()) / max(1, len(turns) - 1)
