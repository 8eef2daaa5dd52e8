"""What each bead has taught the lexicon, so that it can be left out where that bead is scored.

A pair of words that was met in just the bead that is being scored proves nothing about that bead: a model
prefers its own training pairs, right or wrong. Whoever puts unit i beside unit j denies that either goes with
anything else: so what i's present bead taught must not speak for that, and neither what j's taught.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.align.band import Floats, Ints
from toolkit.align.numbers import numbered

if TYPE_CHECKING:
    from toolkit.align.lexical import Sample, Text


@dataclass(frozen=True, slots=True)
class Rows:
    """Every two words that stand in a bead of the sample: one row a pair of tokens, in order of the beads."""

    tokens: tuple[Ints, Ints]
    """Place of the source word, and of the target word, in their texts."""
    weight: Floats
    """Of each bead."""
    unheard: tuple[Floats, Floats]
    """For each token of a text how many of the other text's tokens in its bead have no rows; 0 outside."""
    bead: tuple[Ints, Ints]
    """Number of the bead of each token, -1 outside of the sample."""
    several: npt.NDArray[np.bool_]
    """Which beads have several units of a text, so that a word may be in them more than once."""

    @classmethod
    def of(
        cls,
        texts: tuple[Text, Text],
        sample: Sample | None,
        heard: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    ) -> Rows:
        """The rows of a sample, and none without one; heard: which words of each text have rows."""
        if sample is None:
            none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
            return cls((none, none), nothing, (nothing, nothing), (none, none), nothing.astype(bool))
        kept = [words[side.words] for side, words in zip(texts, heard, strict=True)]
        place = [np.flatnonzero(tokens) for tokens in kept]
        whole = [side.starts[span] for side, span in zip(texts, (sample.source, sample.target), strict=True)]
        spans = [np.append(0, np.cumsum(k))[span] for k, span in zip(kept, whole, strict=True)]
        many = [span[:, 1] - span[:, 0] for span in spans]
        silent = [np.diff(span)[:, 0] - size for span, size in zip(whole, many, strict=True)]
        inside = [runs(span[:, 0], size) for span, size in zip(spans, many, strict=True)]
        beads, unheard = [], []
        for d, (owner, tokens) in enumerate(inside):
            bead = np.full(len(texts[d].words), -1, dtype=np.int64)
            bead[place[d][tokens]] = owner
            beads.append(bead)
            unheard.append(np.append(silent[1 - d], 0).astype(np.float64)[bead])
        owner, tokens = inside[0]
        group, target = runs(spans[1][owner, 0], many[1][owner])
        several = np.maximum(np.diff(sample.source)[:, 0], np.diff(sample.target)[:, 0]) > 1
        tokens, target = place[0][tokens[group]], place[1][target]
        return cls((tokens, target), sample.weight, (unheard[0], unheard[1]), (beads[0], beads[1]), several)


def runs(first: Ints, many: Ints) -> tuple[Ints, Ints]:
    """For each k the numbers first[k] ... first[k] + many[k] - 1: their k, and themselves."""
    owner = np.repeat(np.arange(len(first)), many)
    return owner, np.arange(len(owner)) + np.repeat(first - (np.cumsum(many) - many), many)


@dataclass(frozen=True, slots=True)
class Taught:
    """What each bead added to the counts of the pairs of words that were met seldom."""

    tokens: tuple[Ints, Ints]
    """Rows as in `Rows`, source tokens in the order of their beads."""
    entry: Ints
    """Number of the pair in the lexicon."""
    ratio: tuple[Floats, Floats]
    """What the row's bead added to its pair's counts over the share of the word made, in both directions."""
    less: tuple[Floats, Floats]
    """For each token what its bead added to the count of its word as one given."""
    bead: tuple[Ints, Ints]
    """Number of the bead of each token, -1 for none."""
    begin: Ints
    """First row of each bead; one more at the end."""

    @classmethod
    def of(
        cls,
        texts: tuple[Text, Text],
        rows: Rows,
        entry: Ints,
        gamma: Floats,
        worth: tuple[Floats, Floats],
    ) -> Taught:
        """From the rows of the sample with their counts; those with entry -1 are not kept.

        worth: for each entry 1 over the share of the word made, in both directions.
        """
        less = []
        for d, side in enumerate(texts):
            counts: Floats = np.bincount(rows.tokens[d], gamma, len(side.words)).astype(np.float64)
            less.append(_same(counts, rows.bead[d], side.words, rows.several))
        kept = np.flatnonzero(entry >= 0)
        entry = entry[kept]
        tokens = (rows.tokens[0][kept], rows.tokens[1][kept])
        bead = rows.bead[0][tokens[0]]
        part = _same(gamma[kept], bead, entry, rows.several)
        begin = np.searchsorted(bead, np.arange(len(rows.several) + 1))
        return cls(
            tokens,
            entry,
            (part * worth[0][entry], part * worth[1][entry]),
            (less[0], less[1]),
            rows.bead,
            begin,
        )

    def rows(self, bead: Ints) -> slice:
        """The rows of these beads, ascending but for -1, and of those between them."""
        last = int(bead.max(initial=-1))
        if last < 0:
            return slice(0, 0)
        return slice(int(self.begin[bead[bead >= 0].min()]), int(self.begin[last + 1]))


def _same(values: Floats, bead: Ints, what: Ints, several: npt.NDArray[np.bool_]) -> Floats:
    """The sum of the values of all that is the same in one bead, at each of them."""
    twice = np.flatnonzero(several[bead] & (bead >= 0)) if len(several) else np.zeros(0, dtype=np.int64)
    if len(twice):
        key = bead[twice] * (int(what.max()) + 1) + what[twice]
        _, number = numbered(key)
        values[twice] = np.bincount(number, values[twice])[number]
    return values
