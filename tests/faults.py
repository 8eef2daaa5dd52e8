"""A talk and its translation, at which an aligner goes wrong in ten known places.

Its words are made up, so that nothing but what is built in leads astray: in the places that are wrong no word
occurs anywhere else, and lengths, order or layout speak for what isn't so.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise

from bitexts import cipher
from transcripts import LABELS, NAMES

GoldBead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Faults:
    """Two transcripts, and what goes with what in truth."""

    source: list[list[str]] = field(default_factory=list)
    """Paragraphs of sentences; a turn each."""
    target: list[list[str]] = field(default_factory=list)
    beads: list[GoldBead] = field(default_factory=list)
    """Of sentences by number, in order of the source; each null bead has one."""
    _known: int = 0
    seed: int = 2

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def _counts(self) -> tuple[int, int]:
        return sum(map(len, self.source)), sum(map(len, self.target))

    def word(self) -> str:
        """One that is nowhere else."""
        self._known += 1
        letters = self._chance.choices("bcdfgklmnprstvwz", k=5)
        return "".join(letters) + "aeiou"[self._known % 5] + "bdgklm"[self._known % 6]

    def strange(self, letters: int, mark: str = ".") -> str:
        """A sentence of about so many letters, whose words say nothing."""
        words: list[str] = []
        while sum(map(len, words)) < letters:
            words.append(self.word())
        return " ".join(words).capitalize() + mark

    def plain(self, turns: int) -> None:
        """Turns that any aligner puts together."""
        words = ["".join(random.Random(k).choices("bcdfgklmnprst", k=4 + k % 5)) + "a" for k in range(60)]
        for _ in range(turns):
            i, j = self._counts()
            said = [self._chance.choices(words, k=self._chance.randint(5, 12)) for _ in range(2)]
            self.source.append([" ".join(line).capitalize() + "." for line in said])
            self.target.append([" ".join(map(cipher, line)).capitalize() + "." for line in said])
            self.beads += [((i,), (j,)), ((i + 1,), (j + 1,))]

    def add(
        self, source: list[list[str]], target: list[list[str]], beads: list[tuple[list[int], list[int]]]
    ) -> None:
        """Turns, and what goes together in them, numbered from their first sentences."""
        i, j = self._counts()
        self.source += source
        self.target += target
        self.beads += [(tuple(i + k for k in ours), tuple(j + k for k in theirs)) for ours, theirs in beads]

    def translations(self) -> list[str]:
        """Of each turn; "" where it was left out."""
        said = list(chain.from_iterable(self.target))
        ends = list(accumulate(map(len, self.source)))
        found = []
        for first, end in pairwise([0, *ends]):
            own = sorted(
                chain.from_iterable(theirs for ours, theirs in self.beads if ours and first <= ours[0] < end)
            )
            found.append(" ".join(said[j] for j in own))
        return found


def texts(turns: list[list[str]], names: tuple[str, ...]) -> str:
    return "".join(f"{names[k % 2]}: {' '.join(turn)}\n\n" for k, turn in enumerate(turns))


def ten_faults(seed: int = 1) -> Faults:
    """In this order: a merge, a split, two shifts, two drops, two swaps, two false pairs."""
    made = Faults(seed=seed)
    say = made.strange
    apart = [([0], [0]), ([1], [1])]
    crossed = [([0], [1]), ([1], [0])]
    alone: list[tuple[list[int], list[int]]] = [([0], []), ([], [0])]
    for source, target, beads in (
        # Merge: long and short, and short and long.
        ([[say(120), say(18)]], [[say(18), say(120)]], apart),
        # Split: one translates two, and is as long as the first of them.
        ([[say(60), say(60)]], [[say(60)]], [([0, 1], [0])]),
        # Shifts: the paragraphs of the translation end elsewhere.
        ([[say(60)], [say(60)]], [[say(60), say(30)], [say(60)]], [([0], [0]), ([1], [1, 2])]),
        ([[say(60)], [say(60)]], [[say(60)], [say(30), say(60)]], [([0], [0, 1]), ([1], [2])]),
        # Drops: a short sentence beside another was added, and one was left out.
        ([[say(60)]], [[say(60), say(30)]], [([0], [0]), ([], [1])]),
        ([[say(60), say(15)]], [[say(60)]], [([0], [0]), ([1], [])]),
        # Swaps: two turns stand the other way round.
        ([[say(66)], [say(30)]], [[say(30)], [say(66)]], crossed),
        ([[say(75)], [say(34)]], [[say(34)], [say(75)]], crossed),
        # False pairs: a turn was left out, and another added in its place.
        ([[say(60, "?")]], [[say(40)]], alone),
        ([[say(60, "!")]], [[say(30)]], alone),
    ):
        made.plain(4)
        made.add(source, target, beads)
    made.plain(4)
    return made


SOURCE_NAMES, TARGET_NAMES = NAMES[:2], LABELS[:2]
