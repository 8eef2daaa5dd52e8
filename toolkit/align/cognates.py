"""Words that look like each other's translation: same spelling, same sound in another script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

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
    found: dict[tuple[int, int], int] = {}
    for word, number in source_ids.items():
        other = target_ids.get(word)
        if other is not None:
            found[number, other] = SAME
    for a, b in known:
        if a in source_ids and b in target_ids:
            found.setdefault((source_ids[a], target_ids[b]), KNOWN)
    ours, theirs = _skeletons(source), _skeletons(target)
    for sound, words in ours.items():
        others = theirs.get(sound, ())
        if len(words) * len(others) > _MOST:
            continue
        for a in words:
            for b in others:
                found.setdefault((source_ids[a], target_ids[b]), SOUND)
    return _best(found)


def _skeletons(lines: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    out: dict[str, dict[str, None]] = {}
    words = list(dict.fromkeys(chain.from_iterable(lines)))
    for word, sound in zip(words, skeletons(words), strict=True):
        if len(sound) >= _FEWEST:
            out.setdefault(sound, {})[stem(word)] = None
    return {sound: list(words) for sound, words in out.items()}


def _best(found: Mapping[tuple[int, int], int]) -> Seeds:
    """Only the strongest class of each word: a name that is spelt alike needs no look-alikes."""
    best: dict[int, int] = {}
    best_other: dict[int, int] = {}
    for (a, b), kind in found.items():
        best[a] = min(best.get(a, kind), kind)
        best_other[b] = min(best_other.get(b, kind), kind)
    rows = [
        (a, b, kind) for (a, b), kind in sorted(found.items()) if best[a] == kind and best_other[b] == kind
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Seeds(table[:, 0], table[:, 1], table[:, 2], TRUST)
