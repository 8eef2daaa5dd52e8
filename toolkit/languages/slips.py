"""What a word becomes by one slip of the hand: letters that change places, one twice, lost, or another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

ENDS = 2
"""Letters at either end of a word that a slip leaves alone."""
LONG_END = 3
"""Letters at its end that a slip of another letter leaves alone, since they inflect."""
_LONG = "aeou"
"""Vowels that are long where they stand twice: bestand and bestaand in Dutch."""
_VOWELS = frozenset("aeiouyäöüаеиоуыэюяіїєαεηιουω")
"""Of two that change places languages make words of their own: blieben, bleiben."""


def with_a_letter_once(word: str) -> Iterator[str]:
    """A word without one of two like letters, but for the last, which inflect, and for long vowels."""
    for at in range(1, len(word) - 3):
        if word[at] == word[at + 1] and word[at] not in _LONG:
            yield word[:at] + word[at + 1 :]


def with_a_syllable_once(word: str) -> Iterator[str]:
    """A word without one of two like pairs of letters, but for its end, which inflects: violelence."""
    for at in range(1, len(word) - 2 * ENDS):
        if word[at : at + 2] == word[at + 2 : at + 4] and word[at] != word[at + 1]:
            yield word[:at] + word[at + 2 :]


def with_a_letter_less(word: str) -> Iterator[str]:
    """A word without each of its letters, but for those at its ends."""
    for at in range(ENDS, len(word) - ENDS):
        yield word[:at] + word[at + 1 :]


def with_two_swapped(word: str) -> Iterator[tuple[str, bool]]:
    """A word with two neighbours that changed places, and whether both are vowels; not at its ends."""
    for at in range(ENDS - 1, len(word) - ENDS):
        one, other = word[at], word[at + 1]
        if one != other:
            yield word[:at] + other + one + word[at + 2 :], _VOWELS.issuperset((one, other))


def with_a_letter_more(word: str, letters: Iterable[str]) -> Iterator[str]:
    """A word with a letter more at each place, but for its ends."""
    for at in range(1, len(word)):
        for letter in letters:
            yield word[:at] + letter + word[at:]


def with_another_letter(word: str, letters: Iterable[str]) -> Iterator[str]:
    """A word with another letter at each place, but for its ends."""
    for at in range(1, len(word) - LONG_END):
        for letter in letters:
            yield word[:at] + letter + word[at + 1 :]


def with_letters_moved(word: str) -> Iterator[str]:
    """A word with two letters that changed places, and with one that stood twice."""
    return chain((swapped for swapped, _ in with_two_swapped(word)), with_a_letter_once(word))


def groups(word: str) -> set[str]:
    """The three letters that stand beside each other in a word, and at its ends."""
    around = f"^{word}$"
    return {around[at : at + 3] for at in range(len(around) - 2)}
