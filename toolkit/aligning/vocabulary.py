"""Words as numbers, and which of them look like translations.

What is known before anything is learnt: words that are spelt alike, that a dictionary has, that everybody
knows, or that sound alike in another script. `model1` learns from there.

Wherever two things stand for the two directions or the two texts, the first is the source: AHEAD is the
target given the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count, product

import numpy as np

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, RowNumbers, numbered, running, runs, steps
from toolkit.aligning.words import skeletons, stem
from toolkit.late import WorkedOut

AHEAD, BEHIND = 0, 1

SAME, KNOWN, EVERYDAY, SOUND = range(4)
TRUST = np.array(bounds.SEED_TRUST)
"""First guesses, by class: the same word; one that a dictionary has; an everyday one; the same consonants."""


def seeds(
    texts: Sequence[Sequence[str]],
    ids: tuple[Mapping[str, int], Mapping[str, int]],
    known: Iterable[tuple[str, str]] = (),
    common: Iterable[tuple[str, str]] = (),
) -> Seeds:
    """Pairs of stems with their best class of evidence.

    texts: each different full word of both; ids: the number of each stem; known: pairs of stems from a
    dictionary; common: everyday ones.
    """
    ours, theirs = ids
    # Numbers and names are spelt alike in many pairs of languages.
    same = [(number, theirs[word]) for word, number in ours.items() if word in theirs]
    listed, usual = (
        [(ours[a], theirs[b]) for a, b in pairs if a in ours and b in theirs] for pairs in (known, common)
    )
    return _best([same, listed, usual, _sounding(texts, ids)], len(theirs))


def _sounding(
    texts: Sequence[Sequence[str]], ids: tuple[Mapping[str, int], Mapping[str, int]]
) -> list[tuple[int, int]]:
    """Pairs of stems of words with the same skeleton."""
    sounds = [skeletons(side) for side in texts]
    # Only sounds that both texts have are worth a list of words.
    both = {
        sound for sound in set(sounds[0]).intersection(sounds[1]) if len(sound) >= bounds.SKELETON_LETTERS
    }
    ours, theirs = (
        _by_sound(side, own, both, numbers) for side, own, numbers in zip(texts, sounds, ids, strict=True)
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
    """The strongest class of each word: a name that is spelt alike needs no look-alikes.

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


@dataclass(frozen=True)
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

    def at(self, units: RowNumbers) -> Words:
        """Some units, one behind the other."""
        # Of a long text thousands of pieces are taken out: nothing of all of it is worked out for each.
        first = self.starts[:-1][units]
        many = self.starts[1:][units] - first
        _, words = runs(first, many)
        return Words(self.words[words], running(many), self.size, self.place[words])

    def alone(self) -> tuple[Words, Ints]:
        """The piece as a text of its own, with the old numbers of its words."""
        old, words = numbered(self.words)
        return Words(words, self.starts, len(old), np.arange(len(words))), old

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.starts) - 1

    @WorkedOut
    def owner(self) -> Ints:
        """For each word the unit that it is in."""
        return np.arange(self.units).repeat(steps(self.starts))


def text(lines: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Words:
    """The words of each line as numbers; new words get the next ones in `vocabulary`."""
    starts = running(np.array(list(map(len, lines)), dtype=np.int64))
    new = [word for word in dict.fromkeys(chain.from_iterable(lines)) if word not in vocabulary]
    vocabulary.update(zip(new, count(len(vocabulary)), strict=False))
    numbers = map(vocabulary.__getitem__, chain.from_iterable(lines))
    words = np.fromiter(numbers, dtype=np.int64, count=int(starts[-1]))
    return Words(words, starts, len(vocabulary), np.arange(len(words)))


@dataclass(frozen=True, slots=True)
class Seeds:
    """Pairs of words that look like translations, or are known as such, by class of evidence."""

    source: Ints
    target: Ints
    kind: Ints
    trust: Floats
    """First guess for each class: probability that such a word is translated by one of its partners."""

    def flipped(self) -> Seeds:
        """From target to source."""
        return replace(self, source=self.target, target=self.source)

    def among(self, source: Ints, target: Ints) -> Seeds:
        """The pairs of the words with these old numbers (ascending), numbered anew."""
        at, to = np.searchsorted(source, self.source), np.searchsorted(target, self.target)
        here = (at < len(source)) & (to < len(target))
        here[here] = (source[at[here]] == self.source[here]) & (target[to[here]] == self.target[here])
        return Seeds(at[here], to[here], self.kind[here], self.trust)
