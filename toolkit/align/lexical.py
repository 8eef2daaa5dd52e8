"""Which words translate which: IBM model 1 (Brown et al. 1993), learnt from the pair of texts itself.

All probabilities are kept as ratios to the frequency of the word that is made: R(g, m) = p(m | g) / p(m).
Expected counts are mixed with `STRENGTH` counts of a prior (a Dirichlet prior whose mean is the frequency
of the word in general, or a known translation): R = 1 for a word that is seen for the first time. So a
rare word neither asks for its neighbour of one chance meeting nor forbids any other, and two stretches
without a known word in common score near 0, the score of leaving both untranslated.

A pair of words that was met in just the bead that is being scored proves nothing about that bead: a model
prefers its own training pairs, right or wrong. So each bead's own counts are taken out when its cell is
scored (leave-one-out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from toolkit.align.beads import Floats, Ints

STRENGTH = 1.0
ITERATIONS = 4
TRUSTED = 5.0
"""Counts that the first guess about a class of seeds is worth."""
FEWEST = 0.1
"""Pairs with fewer expected counts are not kept one by one."""
OFTEN = 5.0
"""Where a pair was met so often, a single bead's part in it is within the error of the estimate."""
NEGLIGIBLE = 1.0
"""Ratios below this are not looked up: they change a score by less than the prior's own uncertainty."""


@dataclass(frozen=True, slots=True)
class Text:
    """Word numbers of a text, unit by unit."""

    words: Ints
    """All units' words, one after the other."""
    starts: Ints
    """Where each unit begins in `words`; one more at the end."""
    size: int
    """Number of different words in the whole text."""

    def slice(self, first: int, last: int) -> Text:
        """Units first ... last - 1."""
        starts = self.starts[first : last + 1]
        return Text(self.words[starts[0] : starts[-1]], starts - starts[0], self.size)

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.starts) - 1

    def owner(self) -> Ints:
        """For each word the unit that it is in."""
        return np.repeat(np.arange(self.units), np.diff(self.starts))


def text(lines: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Text:
    """Number the words of each line; new words get the next numbers in `vocabulary`."""
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    numbers = (vocabulary.setdefault(word, len(vocabulary)) for line in lines for word in line)
    words = np.fromiter(numbers, dtype=np.int64, count=int(starts[-1]))
    return Text(words, starts, len(vocabulary))


@dataclass(frozen=True, slots=True)
class Seeds:
    """Pairs of words that are known or look like translations, by class of evidence."""

    given: Ints
    made: Ints
    kind: Ints
    trust: Floats
    """First guess for each class: probability that such a word is translated by one of its partners."""

    def flipped(self) -> Seeds:
        """From target to source."""
        return Seeds(self.made, self.given, self.kind, self.trust)


@dataclass(frozen=True, slots=True)
class Sample:
    """Beads to learn from: spans of units and a weight each."""

    given: Ints
    """Shape (beads, 2): first unit, and one past the last."""
    made: Ints
    weight: Floats

    def flipped(self) -> Sample:
        """From target to source."""
        return Sample(self.made, self.given, self.weight)


@dataclass(slots=True)
class Table:
    """Translation ratios in one direction."""

    given: Text
    made: Text
    seeds: Seeds
    share: Floats = field(init=False)
    """p(m) of each word that is made."""
    keys: Ints = field(init=False)
    """Pairs as m * given.size + g, ascending."""
    extra: Floats = field(init=False)
    """For each pair what its ratio has above `ground[g]`."""
    ground: Floats = field(init=False)
    """Ratio of g to any word without evidence."""
    speaks: npt.NDArray[np.bool_] = field(init=False)
    """Which words g are in any pair."""
    own: Own | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        seen = np.bincount(self.made.words, minlength=self.made.size) + 0.5
        self.share = seen / seen.sum()
        self.train(None)

    def train(self, sample: Sample | None) -> None:
        """Estimate anew from a sample of beads; from the seeds alone without one."""
        seeds, size = self.seeds, self.given.size
        rows = _rows(self.given, self.made, sample) if sample is not None else _NO_ROWS
        found = rows.made * size + rows.given
        self.keys, entry = np.unique(
            np.concatenate((found, seeds.made * size + seeds.given)), return_inverse=True
        )
        entry, at_seed = entry[: len(found)], entry[len(found) :]
        g, m = self.keys % size, self.keys // size
        count: Floats = np.zeros(len(self.keys))
        total: Floats = np.zeros(size)
        gamma: Floats = np.zeros(len(entry))
        trust = seeds.trust
        for step in range(ITERATIONS + 1):
            believed, each = self._believed(trust)
            prior = np.zeros(len(self.keys))
            prior[at_seed] = each
            self.ground = STRENGTH * (1 - believed) / (total + STRENGTH)
            self.extra = (count + STRENGTH * prior) / self.share[m] / (total + STRENGTH)[g]
            if not len(entry) or step == ITERATIONS:
                break
            ratio = self.extra[entry] + self.ground[rows.given]
            # The 1 is the empty word, which makes any word as often as it is in the text.
            made = 1.0 + np.add.reduceat(ratio, rows.groups)
            gamma = rows.weight * ratio / np.repeat(made, rows.sizes)
            count = np.bincount(entry, gamma, len(self.keys)).astype(np.float64)
            total = np.bincount(rows.given, gamma, size).astype(np.float64)
            trust = self._trust(count[at_seed], total)
        self.own = Own.of(rows, entry, gamma, size, count, total) if len(entry) else None
        self._drop(g, m, count, prior > 0)

    def _believed(self, trust: Floats) -> tuple[Floats, Floats]:
        """For each word g the belief that a partner translates it, and for each seed its share of that."""
        seeds, size = self.seeds, self.given.size
        believed = np.zeros(size)
        believed[seeds.given] = trust[seeds.kind]
        partners = np.bincount(seeds.given, minlength=size)
        return believed, believed[seeds.given] / partners[seeds.given]

    def _trust(self, right: Floats, total: Floats) -> Floats:
        """How far each class of seeds was right, from the counts of the seeds and of all words g."""
        seeds, kinds = self.seeds, len(self.seeds.trust)
        words, first = np.unique(seeds.given, return_index=True)
        asked = np.bincount(seeds.kind[first], total[words], kinds)
        hits = np.bincount(seeds.kind, right, kinds)
        result: Floats = (hits + TRUSTED * seeds.trust) / (asked + TRUSTED)
        return result

    def _drop(self, g: Ints, m: Ints, count: Floats, seed: npt.NDArray[np.bool_]) -> None:
        """Forget the pairs that would not change a score."""
        # A word in one unit only has no say beyond its own bead, which is left out of the count anyway.
        often = (self._units_with(self.given) > 1)[g] & (self._units_with(self.made) > 1)[m]
        keep = (self.extra >= NEGLIGIBLE) & ((often & (count >= FEWEST)) | seed)
        # What the dropped pairs had is believed of any word: probabilities still sum to 1.
        lost = ~keep & often
        self.ground += np.bincount(g[lost], (self.extra * self.share[m])[lost], self.given.size)
        if self.own is not None:
            self.own.renumber(keep)
        self.keys, self.extra = self.keys[keep], self.extra[keep]
        self.speaks = np.bincount(g[keep], minlength=self.given.size) > 0

    @staticmethod
    def _units_with(side: Text) -> Ints:
        """In how many units each word is."""
        return np.bincount(side.words, minlength=side.size)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Every pair of words in the sample: one row a pair, grouped by bead and word made."""

    given: Ints
    made: Ints
    bead: Ints
    weight: Floats
    groups: Ints
    sizes: Ints


_NONE = np.zeros(0, dtype=np.int64)
_NO_ROWS = _Rows(_NONE, _NONE, _NONE, np.zeros(0), _NONE, _NONE)


def _rows(given: Text, made: Text, sample: Sample) -> _Rows:
    first_g, last_g = given.starts[sample.given[:, 0]], given.starts[sample.given[:, 1]]
    first_m, last_m = made.starts[sample.made[:, 0]], made.starts[sample.made[:, 1]]
    many_g, many_m = last_g - first_g, last_m - first_m
    good = (many_g > 0) & (many_m > 0)
    beads = np.flatnonzero(good)
    # One group for each word made: as many rows as its bead has words given.
    bead_of_group = np.repeat(beads, many_m[beads])
    within = np.arange(len(bead_of_group)) - np.repeat(
        np.cumsum(many_m[beads]) - many_m[beads], many_m[beads]
    )
    word_made = made.words[first_m[bead_of_group] + within] if len(within) else within
    sizes = many_g[bead_of_group]
    groups = np.cumsum(sizes) - sizes
    row_group = np.repeat(np.arange(len(sizes)), sizes)
    position = np.arange(len(row_group)) - groups[row_group] if len(sizes) else row_group
    bead = bead_of_group[row_group] if len(sizes) else row_group
    word_given = given.words[first_g[bead] + position] if len(sizes) else row_group
    return _Rows(word_given, word_made[row_group], bead, sample.weight[bead], groups, sizes)


@dataclass(slots=True)
class Own:
    """What each bead of the sample added to the counts, to be taken out where that bead is scored."""

    pair_keys: Ints
    """bead * entries + entry, ascending."""
    pair_gamma: Floats
    word_keys: Ints
    """bead * size + g, ascending."""
    word_gamma: Floats
    total: Floats
    entries: int
    size: int
    number: Ints
    """Number of a kept entry before the others were dropped."""
    rare: npt.NDArray[np.bool_]
    """Kept entries that were met so seldom that one bead makes a difference."""

    @classmethod
    def of(cls, rows: _Rows, entry: Ints, gamma: Floats, size: int, count: Floats, total: Floats) -> Own:
        """From the counts of the last iteration."""
        entries = len(count)
        pairs = _sums(rows.bead * entries + entry, gamma)
        words = _sums(rows.bead * size + rows.given, gamma)
        return cls(*pairs, *words, total, entries, size, np.arange(entries), count < OFTEN)

    def renumber(self, keep: npt.NDArray[np.bool_]) -> None:
        """Forget the pairs that the table dropped."""
        mine = keep[self.pair_keys % self.entries]
        self.pair_keys, self.pair_gamma = self.pair_keys[mine], self.pair_gamma[mine]
        self.number = np.flatnonzero(keep)
        self.rare = self.rare[keep]

    def without(self, bead: Ints, other: Ints, entry: Ints, g: Ints, extra: Floats, share: Floats) -> Floats:
        """`extra` of pairs as it would be had neither the bead of g nor that of the word made been learnt.

        Whoever puts unit i beside unit j denies that i goes with anything else: so what i's present bead
        taught must not speak for that, and neither what j's taught.
        """
        number = self.number[entry]
        pair = find(self.pair_keys, self.pair_gamma, bead * self.entries + number)
        word = find(self.word_keys, self.word_gamma, bead * self.size + g)
        differ = np.flatnonzero(bead != other)
        pair[differ] += find(self.pair_keys, self.pair_gamma, other[differ] * self.entries + number[differ])
        word[differ] += find(self.word_keys, self.word_gamma, other[differ] * self.size + g[differ])
        weight = self.total[g] + STRENGTH
        # The prior's part of the numerator stays; the counted part loses the beads' share.
        result: Floats = np.maximum(extra * weight - pair / share, 0.0) / np.maximum(weight - word, STRENGTH)
        return result


def _sums(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Values summed by key, keys ascending."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    first = (
        np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        if len(keys)
        else np.zeros(0, np.int64)
    )
    return keys[first], np.add.reduceat(values, first) if len(first) else values


def find(keys: Ints, values: Floats, wanted: Ints) -> Floats:
    """The value of each wanted key, 0 where there is none."""
    if not len(keys):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)
