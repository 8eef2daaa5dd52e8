"""Which words translate which: IBM model 1 in both directions at once.

Learnt from the pair of texts itself by expectation and maximisation (Brown et al. 1993; their t(f | e) is
p(m | g) here, g the word given and m the word made). Where two words stand in one bead, each direction has
its own belief that the one made the other. Their geometric mean is what is counted (alignment by agreement,
after Liang, Taskar and Klein 2006): a word that takes for itself whatever stands beside it in one direction
has no support from the other.

All probabilities are kept as ratios to the frequency of the word that is made: R(g, m) = p(m | g) / p(m).
Expected counts c are mixed with k counts of a prior (`bounds.PRIOR_STRENGTH`; a Dirichlet prior whose mean
is the frequency of the word in general, or a known translation q):

    R(g, m) = (c(g, m) / p(m) + k q(g, m) / p(m) + k (1 - q(g))) / (c(g) + k)

where q(g) is the sum of q(g, m) over all m. So R = 1 for a word that is seen for the first time: a rare word
neither asks for its neighbour of one chance meeting nor forbids any other, and two stretches without a known
word in common score near 0, the score of leaving both untranslated. What does not depend on m is the ground
of g, what does is the extra of the pair: R(g, m) = ground(g) + extra(g, m).

Both directions are learnt from the same rows of words that met, and kept side by side, as in `vocabulary`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Groups, Ints, found, numbered, running, runs, steps
from toolkit.aligning.vocabulary import AHEAD, BEHIND, Seeds, Words

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sample:
    """Beads to learn from: spans of units and a weight each, in order."""

    source: Ints
    """Shape (beads, 2): first unit, and one past the last."""
    target: Ints
    weight: Floats


@dataclass(slots=True)
class WordTable:
    """Translation ratios in both directions."""

    texts: tuple[Words, Words]
    seeds: Seeds
    share: tuple[Floats, Floats] = field(init=False)
    """p of each word of either text."""
    often: tuple[Bools, Bools] = field(init=False)
    """Words of either text that are in several units."""
    begin: Ints = field(init=False)
    """Where the pairs of each source word begin; one more at the end."""
    other: Ints = field(init=False)
    """The target word of each pair, ascending for each source word."""
    extra: tuple[Floats, Floats] = field(init=False)
    """For each pair what its ratio has above the ground of the word given, in both directions."""
    ground: tuple[Floats, Floats] = field(init=False)
    """Ratio of a word given to any word without evidence: of source words AHEAD, of target words BEHIND."""
    total: tuple[Floats, Floats] = field(init=False)
    """Expected count of each word given."""
    rare: Bools = field(init=False)
    """Pairs that were met so seldom that one bead makes a difference."""
    taught: Taught | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        # Within a unit words are different.
        units = [np.bincount(side.words, minlength=side.size) for side in self.texts]
        self.often = (units[0] > 1, units[1] > 1)
        seen = [many + 0.5 for many in units]
        self.share = (seen[0] / seen[0].sum(), seen[1] / seen[1].sum())
        self.train(None)

    def train(self, sample: Sample | None) -> None:
        """Estimate anew from a sample of beads, or from the seeds alone."""
        source, target = self.texts
        # A word in one unit only has no say beyond its own bead, which is left out of the count anyway. While
        # learning it would take for itself what the words beside it are there for (Moore 2004; 0113).
        often = self.often
        heard = (often[0].copy(), often[1].copy())
        heard[0][self.seeds.source] = True
        heard[1][self.seeds.target] = True
        # Rows of both directions are the same, so they are made once.
        rows = Rows.of(self.texts, sample, heard)
        words, entry, at_seed = self._pairs(rows, heard)
        # Pairs ascend by their source words.
        many = np.bincount(words[0], minlength=source.size)
        given = Groups(words[0], source.size, many), Groups(words[1], target.size)
        of_seed = self.seeds.source, self.seeds.target
        both = tuple(
            Direction.of(given[d], self.share[1 - d].take(words[1 - d]), of_seed[d], self.seeds.trust)
            for d in (AHEAD, BEHIND)
        )
        count, gamma = learn((both[0], both[1]), rows, entry, self.seeds, at_seed)
        # Pairs of seeds stay, however seldom they were met: they were known before.
        several = given[0].each(often[0]) & given[1].each(often[1])
        keep = several & (count >= bounds.LEAST_COUNT)
        keep[at_seed] = True
        keep &= np.maximum(both[AHEAD].extra, both[BEHIND].extra) >= bounds.NEGLIGIBLE
        # What the dropped pairs had is believed of any word: without seeds probabilities still sum to 1.
        lost = found(~keep & several)
        for side in both:
            what = side.extra.take(lost) / side.worth.take(lost)
            side.ground += np.bincount(side.given.of.take(lost), what, len(side.ground))
        self.total = (both[AHEAD].total, both[BEHIND].total)
        self.ground = (both[AHEAD].ground, both[BEHIND].ground)
        kept = found(keep)
        self.extra = (both[AHEAD].extra.take(kept), both[BEHIND].extra.take(kept))
        self.other = words[1].take(kept)
        self.begin = np.searchsorted(words[0].take(kept), np.arange(source.size + 1))
        # Only of these must a bead's own part be taken out later, which is slow.
        self.rare = count.take(kept) < bounds.OFTEN
        self.taught = None
        if len(entry):
            # New numbers of what was kept; -1 for what one bead makes no difference to.
            number = np.full(len(keep), -1)
            number[kept] = np.where(self.rare, np.arange(len(kept)), -1)
            worth = (both[AHEAD].worth.take(kept), both[BEHIND].worth.take(kept))
            self.taught = Taught.of(self.texts, rows, number.take(entry), gamma, worth)

    def _pairs(self, rows: Rows, heard: tuple[Bools, Bools]) -> tuple[tuple[Ints, Ints], Ints, Ints]:
        """The pairs of words, and of rows and seeds.

        Both words of each different pair, ascending; the number of the pair of each row, and of each seed.

        heard: which words of each text are in rows or seeds.
        """
        # A pair of words as one number, small enough for a radix sort.
        rank, width = [np.add.accumulate(words) - 1 for words in heard], max(1, int(heard[1].sum()))
        ours, theirs = (own.take(side.words) for own, side in zip(rank, self.texts, strict=True))
        met = rows.tokens[0].each(ours * width)
        met += rows.tokens[1].each(theirs)
        known = rank[0][self.seeds.source] * width + rank[1][self.seeds.target]
        codes, number = numbered(np.concatenate((met, known)))
        ours = codes // width
        codes -= ours * width
        words = found(heard[0]).take(ours), found(heard[1]).take(codes)
        return words, number[: len(met)], number[len(met) :]


@dataclass(frozen=True, slots=True)
class Rows:
    """Every two words that stand in a bead: a row a pair of tokens, in order of the sample's beads."""

    tokens: tuple[Groups, Groups]
    """Place of the source word, and of the target word, in their texts; rows follow the first."""
    weight: Floats
    """Of each bead."""
    unheard: tuple[Floats, Floats]
    """For each token of a text how many of the other text's tokens in its bead have no rows; 0 outside."""
    bead: tuple[Ints, Ints]
    """Number of the bead of each token, -1 outside of the sample."""
    several: Bools
    """Which beads have several units of a text, so that a word may be in them more than once."""

    @classmethod
    def of(
        cls,
        texts: tuple[Words, Words],
        sample: Sample | None,
        heard: tuple[Bools, Bools],
    ) -> Rows:
        """The rows of a sample, of the words of each text that are `heard`; none without a sample."""
        if sample is None:
            none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
            ours, theirs = (Groups(none, len(side.words)) for side in texts)
            return cls((ours, theirs), nothing, (nothing, nothing), (none, none), nothing.astype(bool))
        # Words that were never heard of have no rows: they are counted as silent.
        kept = [words.take(side.words) for side, words in zip(texts, heard, strict=True)]
        place = [found(tokens) for tokens in kept]
        whole = [side.starts[span] for side, span in zip(texts, (sample.source, sample.target), strict=True)]
        spans = [running(k)[span] for k, span in zip(kept, whole, strict=True)]
        many = [span[:, 1] - span[:, 0] for span in spans]
        silent = [steps(span.T)[0] - size for span, size in zip(whole, many, strict=True)]
        inside = [runs(span[:, 0], size) for span, size in zip(spans, many, strict=True)]
        beads, unheard = [], []
        for d, (owner, tokens) in enumerate(inside):
            bead = np.full(len(texts[d].words), -1, dtype=np.int64)
            bead[place[d][tokens]] = owner
            beads.append(bead)
            unheard.append(np.append(silent[1 - d], 0).astype(np.float64)[bead])
        owner, tokens = inside[0]
        group, target = runs(spans[1][owner, 0], many[1][owner])
        # Within a unit words are different, but two units of a bead may share one.
        several = np.maximum(steps(sample.source.T)[0], steps(sample.target.T)[0]) > 1
        tokens, beside = place[0].take(tokens), np.zeros(len(texts[0].words), dtype=np.int64)
        beside[tokens] = many[1].take(owner)
        ours = Groups(tokens.take(group), len(beside), beside)
        theirs = Groups(place[1].take(target), len(texts[1].words))
        return cls((ours, theirs), sample.weight, (unheard[0], unheard[1]), (beads[0], beads[1]), several)


@dataclass(frozen=True, slots=True)
class Taught:
    """What each bead has taught, so that it can be left out where that bead is scored (`lexical`).

    A pair of words that was met in just the bead that is being scored proves nothing about that bead: a model
    prefers its own training pairs, right or wrong. Kept is what the bead added to the counts, of pairs that
    were met seldom: of others it makes no difference.
    """

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
        cls, texts: tuple[Words, Words], rows: Rows, entry: Ints, gamma: Floats, worth: tuple[Floats, Floats]
    ) -> Taught:
        """What the rows of a sample taught; those with entry -1 are not kept.

        worth: for each entry 1 over the share of the word made, in both directions.
        """
        less = []
        for d, side in enumerate(texts):
            less.append(_same(rows.tokens[d].sums(gamma), rows.bead[d], side.words, rows.several))
        kept = found(entry >= 0)
        entry = entry.take(kept)
        tokens = (rows.tokens[0].of.take(kept), rows.tokens[1].of.take(kept))
        bead = rows.bead[0].take(tokens[0])
        part = _same(gamma.take(kept), bead, entry, rows.several)
        begin = np.searchsorted(bead, np.arange(len(rows.several) + 1))
        return cls(
            tokens,
            entry,
            (part * worth[0].take(entry), part * worth[1].take(entry)),
            (less[0], less[1]),
            rows.bead,
            begin,
        )

    def rows(self, bead: Ints) -> slice:
        """The rows of some beads, which ascend but for -1, and of the beads between."""
        last = int(bead.max(initial=-1))
        if last < 0:
            return slice(0, 0)
        return slice(int(self.begin[bead[bead >= 0].min()]), int(self.begin[last + 1]))


def _same(values: Floats, bead: Ints, what: Ints, several: Bools) -> Floats:
    """At each of the values the sum of all that is the same in one bead."""
    # In most beads nothing is twice, and nothing has to be added up.
    twice = found(several[bead] & (bead >= 0)) if len(several) else np.zeros(0, dtype=np.int64)
    if len(twice):
        key = bead[twice] * (int(what.max()) + 1) + what[twice]
        _, number = numbered(key)
        values[twice] = np.bincount(number, values[twice])[number]
    return values


@dataclass(slots=True)
class Direction:
    """What is believed in one direction."""

    given: Groups
    """The word given of each pair."""
    worth: Floats
    """1 over the share of the word made of each pair."""
    of_seed: Ints
    """The word given of each seed."""
    once: Ints
    """One seed of each such word."""
    partners: Ints
    """How many seeds each word has."""
    total: Floats
    """Expected count of each word given."""
    trust: Floats
    """Of each class of seeds: how probable it is that such a word is translated by one of its partners."""
    extra: Floats
    """For each pair what its ratio has above the ground of the word given."""
    ground: Floats
    """Ratio of each word given to any word without evidence."""

    @classmethod
    def of(cls, given: Groups, share: Floats, of_seed: Ints, trust: Floats) -> Direction:
        """A direction of which nothing is known.

        given: the word given of each pair; share: p of the word made of each.
        """
        none, size = np.zeros(0), given.count
        partners = np.bincount(of_seed, minlength=size)
        # All seeds of a word are of one class: any of them will do.
        one = np.zeros(size, dtype=np.int64)
        one[of_seed] = np.arange(len(of_seed))
        once = one.take(found(partners))
        return cls(given, 1.0 / share, of_seed, once, partners, np.zeros(size), trust, none, none)

    def maximise(self, count: Floats, seeds: Seeds, at_seed: Ints) -> None:
        """The ratios from the expected count of each pair."""
        # How much of a word's prior goes to its known partners; the rest goes to any word.
        believed = np.zeros(len(self.total))
        believed[self.of_seed] = self.trust[seeds.kind]
        prior = bounds.PRIOR_STRENGTH * believed / np.maximum(self.partners, 1)
        # The mean of a Dirichlet prior and of the counts.
        weight = 1.0 / (self.total + bounds.PRIOR_STRENGTH)
        self.ground = bounds.PRIOR_STRENGTH * (1 - believed) * weight
        self.extra = count * self.worth
        self.extra[at_seed] += prior[self.of_seed] * self.worth[at_seed]
        self.extra *= self.given.each(weight)

    def expect(self, entry: Ints, made: Groups, others: Floats) -> Floats:
        """How probably each row's word given made its other word.

        made: that token; others: for each token of its text how many words beside it have no rows.
        """
        gamma: Floats = (self.extra + self.given.each(self.ground)).take(entry)
        # The empty word makes any word as often as it is in the text; so do words of which nothing is known.
        gamma *= made.each(1.0 / (1.0 + others + made.sums(gamma)))
        return gamma

    def count(self, count: Floats, seeds: Seeds, at_seed: Ints) -> None:
        """Maximise totals, and trust in seeds: how far each class was right, by the count of each pair."""
        self.total = self.given.sums(count)
        kinds = len(self.trust)
        # Each word given counts once, however many partners it has.
        tried = np.bincount(seeds.kind[self.once], self.total[self.of_seed[self.once]], kinds)
        hits = np.bincount(seeds.kind, count[at_seed], kinds)
        self.trust = (hits + bounds.SEED_TRUST_WEIGHT * self.trust) / (tried + bounds.SEED_TRUST_WEIGHT)


def learn(
    both: tuple[Direction, Direction], rows: Rows, entry: Ints, seeds: Seeds, at_seed: Ints
) -> tuple[Floats, Floats]:
    """Train both directions: the expected count of each pair, and each row's part in it.

    entry: number of the pair of each row; at_seed: number of the pair of each seed.
    """
    count: Floats = np.zeros(len(both[0].worth))
    gamma: Floats = np.zeros(len(entry))
    weight = rows.tokens[0].each(np.append(rows.weight, 0.0).take(rows.bead[0])) if len(entry) else gamma
    for step in range(bounds.MODEL_STEPS + 1):
        for direction in both:
            direction.maximise(count, seeds, at_seed)
        # After the last step the ratios are final, and no counts are needed.
        if not len(entry) or step == bounds.MODEL_STEPS:
            break
        ahead, behind = (
            direction.expect(entry, rows.tokens[1 - d], rows.unheard[1 - d])
            for d, direction in enumerate(both)
        )
        # Agreement: a pair is counted as far as both directions believe in it.
        gamma = np.sqrt(np.multiply(ahead, behind, out=ahead), out=ahead)
        gamma *= weight
        count = np.bincount(entry, gamma, len(count)).astype(np.float64, copy=False)
        for direction in both:
            direction.count(count, seeds, at_seed)
    return count, gamma
