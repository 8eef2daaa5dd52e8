"""Made-up pairs of texts whose alignment is known."""

import random

from toolkit.model import Bead


def _cipher(word: str) -> str:
    """The same word in the other language: other letters, and a little longer."""
    return "".join(chr(97 + (ord(c) - 97) * 7 % 26) for c in word) + "e"


def bitext(seed: int, size: int = 120, vocabulary: int = 300) -> tuple[list[str], list[str], list[Bead]]:
    """Sentences, their translations and the beads: some split in two, some joined, some left out."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("bcdfgklmnprst", k=chance.randint(3, 8))) for _ in range(vocabulary)]
    weights = [1 / (rank + 2) for rank in range(vocabulary)]
    source: list[str] = []
    target: list[str] = []
    beads: list[Bead] = []

    def sentence() -> tuple[str, str]:
        chosen = chance.choices(words, weights, k=chance.randint(3, 14))
        mark = chance.choice("....?")
        return " ".join(chosen).capitalize() + mark, " ".join(map(_cipher, chosen)).capitalize() + mark

    while len(source) < size:
        i, j = len(source), len(target)
        kind = chance.random()
        pairs = [sentence(), sentence()] if kind < 0.16 else [sentence()]
        ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
        if kind < 0.08:
            ours = [" ".join(ours)]
        elif kind < 0.16:
            theirs = [" ".join(theirs)]
        elif kind < 0.18:
            ours = []
        elif kind < 0.20:
            theirs = []
        source += ours
        target += theirs
        beads.append(Bead(tuple(range(i, len(source))), tuple(range(j, len(target)))))
    return source, target, beads
