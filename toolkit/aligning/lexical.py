"""Which words translate which.

Learnt from the pair of texts itself by IBM model 1 (`model1`).

All probabilities are kept as ratios to the frequency of the word that is made: R(g, m) = p(m | g) / p(m).
Expected counts are mixed with a count of a prior (`bounds.PRIOR_STRENGTH`; a Dirichlet prior whose mean is
the frequency of the word in general, or a known translation): R = 1 for a word that is seen for the first
time. So a rare word neither asks for its neighbour of one chance meeting nor forbids any other, and two
stretches without a known word in common score near 0, the score of leaving both untranslated.

Both directions are learnt from the same rows of words that met, and kept side by side. Wherever two things
stand for the two directions or the two texts, the first is the source: AHEAD is the target given the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, product

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, numbered
from toolkit.aligning.model1 import Direction, Rows, Taught, learn
from toolkit.aligning.words import skeletons, stem

# Words that look like each other's translation: same spelling, same sound in another script.


SAME, KNOWN, SOUND = range(3)
TRUST = np.array(bounds.SEED_TRUST)
"""First guesses, by class: the same word; one that a dictionary has; the same consonants."""


def seeds(
    texts: Sequence[Sequence[Sequence[str]]],
    ids: tuple[Mapping[str, int], Mapping[str, int]],
    known: Iterable[tuple[str, str]] = (),
) -> Seeds:
    """Pairs of stems with their best class of evidence.

    texts: the full words of each unit of both; ids: the number of each stem; known: pairs of stems from a
    dictionary.
    """
    ours, theirs = ids
    # Numbers and names are spelt alike in many pairs of languages.
    same = [(number, theirs[word]) for word, number in ours.items() if word in theirs]
    listed = [(ours[a], theirs[b]) for a, b in known if a in ours and b in theirs]
    return _best([same, listed, _sounding(texts, ids)], len(theirs))


def _sounding(
    texts: Sequence[Sequence[Sequence[str]]], ids: tuple[Mapping[str, int], Mapping[str, int]]
) -> list[tuple[int, int]]:
    """Pairs of stems of words with the same skeleton."""
    words = [list(dict.fromkeys(chain.from_iterable(lines))) for lines in texts]
    sounds = [skeletons(side) for side in words]
    # Only sounds that both texts have are worth a list of words.
    both = {
        sound for sound in set(sounds[0]).intersection(sounds[1]) if len(sound) >= bounds.SKELETON_LETTERS
    }
    ours, theirs = (
        _by_sound(side, own, both, numbers) for side, own, numbers in zip(words, sounds, ids, strict=True)
    )
    few = [sound for sound in both if len(ours[sound]) * len(theirs[sound]) <= bounds.SKELETON_PAIRS]
    return list(chain.from_iterable(product(ours[sound], theirs[sound]) for sound in few))


def _by_sound(
    words: Sequence[str], sounds: Sequence[str], wanted: Set[str], ids: Mapping[str, int]
) -> dict[str, dict[int, None]]:
    """Stems of words by their skeleton."""
    out: dict[str, dict[int, None]] = {sound: {} for sound in wanted}
    for word, sound in zip(words, sounds, strict=True):
        if sound in wanted:
            out[sound][ids[stem(word)]] = None
    return out


def _best(classes: Sequence[Sequence[tuple[int, int]]], size: int) -> Seeds:
    """The strongest class of each word.

    A name that is spelt alike needs no look-alikes.

    classes: the pairs of each class, the strongest first; size: of the target vocabulary.
    """
    # As arrays, since a dictionary may know tens of thousands of pairs.
    pairs = np.array(list(chain.from_iterable(classes)), dtype=np.int64).reshape(-1, 2)
    kind = np.repeat(np.arange(len(classes)), [len(pairs) for pairs in classes])
    # Of each pair the first one counts, which is of the strongest class.
    _, first = np.unique(pairs[:, 0] * size + pairs[:, 1], return_index=True)
    pairs, kind = pairs[first], kind[first]
    strongest = np.ones(len(pairs), dtype=bool)
    for words in pairs.T:
        best = np.full(int(words.max(initial=-1)) + 1, len(classes))
        np.minimum.at(best, words, kind)
        strongest &= kind == best[words]
    return Seeds(pairs[strongest, 0], pairs[strongest, 1], kind[strongest], TRUST)


AHEAD, BEHIND = 0, 1


@dataclass(frozen=True, slots=True)
class Words:
    """Word numbers of a text, unit by unit."""

    words: Ints
    """All units' words, one after the other."""
    starts: Ints
    """Where each unit begins in `words`; one more at the end."""
    size: int
    """Number of different words in the whole text."""
    place: Ints
    """Where each of the words is in the whole text."""

    def slice(self, first: int, last: int) -> Words:
        """Units first ... last - 1."""
        starts = self.starts[first : last + 1]
        inside = slice(int(starts[0]), int(starts[-1]))
        return Words(self.words[inside], starts - starts[0], self.size, self.place[inside])

    def take(self, spans: Sequence[tuple[int, int]]) -> Words:
        """Spans of units, one behind the other.

        The units first ... last - 1 of each.
        """
        parts = [self.slice(first, last) for first, last in spans]
        starts = np.concatenate([[0], *(np.diff(part.starts) for part in parts)])
        words = np.concatenate([part.words for part in parts])
        places = np.concatenate([part.place for part in parts])
        return Words(words, np.cumsum(starts), self.size, places)

    def alone(self) -> tuple[Words, Ints]:
        """The piece as a text of its own.

        It comes with the old numbers of its words.
        """
        old, words = numbered(self.words)
        return Words(words, self.starts, len(old), np.arange(len(words))), old

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.starts) - 1

    def owner(self) -> Ints:
        """For each word the unit that it is in."""
        return np.repeat(np.arange(self.units), np.diff(self.starts))


def text(lines: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Words:
    """Number the words of each line.

    New words get the next numbers in `vocabulary`.
    """
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    for word in dict.fromkeys(chain.from_iterable(lines)):
        vocabulary.setdefault(word, len(vocabulary))
    numbers = map(vocabulary.__getitem__, chain.from_iterable(lines))
    words = np.fromiter(numbers, dtype=np.int64, count=int(starts[-1]))
    return Words(words, starts, len(vocabulary), np.arange(len(words)))


@dataclass(frozen=True, slots=True)
class Seeds:
    """Pairs of words that look like translations.

    Known ones too, by class of evidence.
    """

    source: Ints
    target: Ints
    kind: Ints
    trust: Floats
    """First guess for each class: probability that such a word is translated by one of its partners."""

    def flipped(self) -> Seeds:
        """From target to source."""
        return replace(self, source=self.target, target=self.source)

    def among(self, source: Ints, target: Ints) -> Seeds:
        """The pairs of some words, numbered anew.

        They are those with these old numbers (ascending).
        """
        at, to = np.searchsorted(source, self.source), np.searchsorted(target, self.target)
        here = (at < len(source)) & (to < len(target))
        here[here] = (source[at[here]] == self.source[here]) & (target[to[here]] == self.target[here])
        return Seeds(at[here], to[here], self.kind[here], self.trust)


@dataclass(frozen=True, slots=True)
class Sample:
    """Beads to learn from.

    Spans of units and a weight each, in order.
    """

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
    rare: npt.NDArray[np.bool_] = field(init=False)
    """Pairs that were met so seldom that one bead makes a difference."""
    taught: Taught | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        seen = tuple(np.bincount(side.words, minlength=side.size) + 0.5 for side in self.texts)
        self.share = (seen[0] / seen[0].sum(), seen[1] / seen[1].sum())
        self.train(None)

    def train(self, sample: Sample | None) -> None:
        """Estimate anew from a sample of beads.

        From the seeds alone without one.
        """
        source, target = self.texts
        # A word in one unit only has no say beyond its own bead, which is left out of the count anyway. While
        # learning it would take for itself what the words beside it are there for (Moore 2004).
        # See decision 0113: words in one unit only don't learn.
        often = (_units_with(source) > 1, _units_with(target) > 1)
        heard = (often[0].copy(), often[1].copy())
        heard[0][self.seeds.source] = True
        heard[1][self.seeds.target] = True
        # Rows of both directions are the same, so they are made once.
        rows = Rows.of(self.texts, sample, heard)
        words, entry, at_seed = self._pairs(rows, heard)
        of_seed, sizes = (self.seeds.source, self.seeds.target), (source.size, target.size)
        both = tuple(
            Direction.of(words[d], words[1 - d], self.share[1 - d], of_seed[d], self.seeds.trust, sizes[d])
            for d in (AHEAD, BEHIND)
        )
        count, gamma = learn((both[0], both[1]), rows, entry, self.seeds, at_seed)
        # Pairs of seeds stay, however seldom they were met: they were known before.
        several = often[0][words[0]] & often[1][words[1]]
        keep = several & (count >= bounds.LEAST_COUNT)
        keep[at_seed] = True
        keep &= np.maximum(both[AHEAD].extra, both[BEHIND].extra) >= bounds.NEGLIGIBLE
        # What the dropped pairs had is believed of any word: without seeds probabilities still sum to 1.
        lost = np.flatnonzero(~keep & several)
        for side in both:
            side.ground += np.bincount(
                side.given[lost], side.extra[lost] / side.worth[lost], len(side.ground)
            )
        self.total = (both[AHEAD].total, both[BEHIND].total)
        self.ground = (both[AHEAD].ground, both[BEHIND].ground)
        self.extra = (both[AHEAD].extra[keep], both[BEHIND].extra[keep])
        self.other = words[1][keep]
        self.begin = np.searchsorted(words[0][keep], np.arange(source.size + 1))
        # Only of these must a bead's own part be taken out later, which is slow.
        self.rare = count[keep] < bounds.OFTEN
        self.taught = None
        if len(entry):
            # New numbers of what was kept; -1 for what one bead makes no difference to.
            number = np.cumsum(keep) - 1
            number[~keep | (count >= bounds.OFTEN)] = -1
            worth = (both[AHEAD].worth[keep], both[BEHIND].worth[keep])
            self.taught = Taught.of(self.texts, rows, number[entry], gamma, worth)

    def _pairs(
        self, rows: Rows, heard: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]
    ) -> tuple[tuple[Ints, Ints], Ints, Ints]:
        """The pairs of words, and of rows and seeds.

        Both words of each different pair, ascending; the number of the pair of each row, and of each seed.

        heard: which words of each text are in rows or seeds.
        """
        # A pair of words as one number, small enough for a radix sort.
        rank, width = [np.cumsum(words) - 1 for words in heard], max(1, int(heard[1].sum()))
        ahead = (rank[0] * width)[self.texts[0].words][rows.tokens[0]]
        met = ahead + rank[1][self.texts[1].words][rows.tokens[1]]
        known = rank[0][self.seeds.source] * width + rank[1][self.seeds.target]
        codes, number = numbered(np.concatenate((met, known)))
        listed = [np.flatnonzero(words) for words in heard]
        words = listed[0][codes // width], listed[1][codes % width]
        return words, number[: len(met)], number[len(met) :]


def _units_with(side: Words) -> Ints:
    """In how many units each word is."""
    return np.bincount(side.words, minlength=side.size)
