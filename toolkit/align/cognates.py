"""Words that look like each other's translation: same spelling, same sound in another script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain, product

import numpy as np

from toolkit.align.lexical import Seeds
from toolkit.align.words import skeletons, stem

SAME, KNOWN, SOUND = range(3)
TRUST = np.array([0.7, 0.5, 0.4])
"""First guesses, by class: the same word; one that a dictionary has; the same consonants."""

_FEWEST = 3
"""A skeleton of fewer consonants fits too many words."""
_MOST = 100
"""A skeleton of more pairs than this tells nothing about any of them."""


def seeds(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    source_ids: Mapping[str, int],
    target_ids: Mapping[str, int],
    known: Iterable[tuple[str, str]] = (),
) -> Seeds:
    """Pairs of stems with their best class of evidence.

    source, target: the full words of each unit; known: pairs of stems from a dictionary.
    """
    same = [(number, target_ids[word]) for word, number in source_ids.items() if word in target_ids]
    listed = [(source_ids[a], target_ids[b]) for a, b in known if a in source_ids and b in target_ids]
    return _best([same, listed, _sounding(source, target, source_ids, target_ids)], len(target_ids))


def _sounding(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    source_ids: Mapping[str, int],
    target_ids: Mapping[str, int],
) -> list[tuple[int, int]]:
    """Pairs of stems of words with the same skeleton."""
    words = [list(dict.fromkeys(chain.from_iterable(lines))) for lines in (source, target)]
    sounds = [skeletons(side) for side in words]
    both = {sound for sound in set(sounds[0]).intersection(sounds[1]) if len(sound) >= _FEWEST}
    ours, theirs = (
        _by_sound(side, own, both, ids)
        for side, own, ids in zip(words, sounds, (source_ids, target_ids), strict=True)
    )
    return [
        pair
        for sound in both
        if len(ours[sound]) * len(theirs[sound]) <= _MOST
        for pair in product(ours[sound], theirs[sound])
    ]


def _by_sound(
    words: Sequence[str], sounds: Sequence[str], wanted: Set[str], ids: Mapping[str, int]
) -> dict[str, dict[int, None]]:
    """Numbers of the stems of the words with each of these skeletons."""
    out: dict[str, dict[int, None]] = {sound: {} for sound in wanted}
    for word, sound in zip(words, sounds, strict=True):
        if sound in wanted:
            out[sound][ids[stem(word)]] = None
    return out


def _best(found: Sequence[Sequence[tuple[int, int]]], size: int) -> Seeds:
    """Only the strongest class of each word: a name that is spelt alike needs no look-alikes.

    found: the pairs of each class, the strongest first; size: of the target vocabulary.
    """
    pairs = np.array([pair for pairs in found for pair in pairs], dtype=np.int64).reshape(-1, 2)
    kind = np.repeat(np.arange(len(found)), [len(pairs) for pairs in found])
    # Of each pair the first one counts, which is of the strongest class.
    _, first = np.unique(pairs[:, 0] * size + pairs[:, 1], return_index=True)
    pairs, kind = pairs[first], kind[first]
    strongest = np.ones(len(pairs), dtype=bool)
    for words in pairs.T:
        best = np.full(int(words.max(initial=-1)) + 1, len(found))
        np.minimum.at(best, words, kind)
        strongest &= kind == best[words]
    return Seeds(pairs[strongest, 0], pairs[strongest, 1], kind[strongest], TRUST)
