"""Made-up pairs of texts whose alignment is known."""

import random
from dataclasses import dataclass
from itertools import accumulate

from toolkit.aligning.structure import PARAGRAPH, SECTION, SENTENCE, TURN, Outline, TextLayout
from toolkit.model import Bead


def cipher(word: str) -> str:
    """The same word in the other language."""
    return "".join(chr(97 + (ord(c) - 97) * 7 % 26) for c in word) + "e"


def bitext(seed: int, size: int = 120, vocabulary: int = 300) -> tuple[list[str], list[str], list[Bead]]:
    """Sentences, their translations and the beads.

    Some are split in two, some joined, some left out.
    """
    chance = random.Random(seed)
    words = ["".join(chance.choices("bcdfgklmnprst", k=chance.randint(3, 8))) for _ in range(vocabulary)]
    weights = [1 / (rank + 2) for rank in range(vocabulary)]
    source: list[str] = []
    target: list[str] = []
    beads: list[Bead] = []

    def sentence() -> tuple[str, str]:
        chosen = chance.choices(words, weights, k=chance.randint(3, 14))
        mark = chance.choice("....?")
        return " ".join(chosen).capitalize() + mark, " ".join(map(cipher, chosen)).capitalize() + mark

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


HEADING = -1


@dataclass(frozen=True)
class Talk:
    """A transcript, its translation, and the beads."""

    source: list[str]
    target: list[str]
    beads: list[Bead]
    outline: Outline
    voices: dict[int, int]
    """Whose voice each source voice is on the other side."""


class _Side:
    """One text as it grows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.levels: list[int] = []
        self.voices: list[int] = []

    def say(self, lines: list[str], voice: int) -> tuple[int, ...]:
        first = len(self.lines)
        self.lines += lines
        self.levels += [SENTENCE] * len(lines)
        self.voices += [voice] * len(lines)
        return tuple(range(first, len(self.lines)))

    def end(self, level: int) -> None:
        if self.levels:
            self.levels[-1] = max(self.levels[-1], level)


class _Talk:
    """A conversation in the making."""

    def __init__(self, seed: int, speakers: int, free: float, reshaped: float, lost: float) -> None:
        self.chance = random.Random(seed)
        choose = self.chance.choices
        self.words = ["".join(choose("bcdfgklmnprst", k=self.chance.randint(3, 8))) for _ in range(1500)]
        self.weights = [*accumulate(1 / (rank + 2) for rank in range(len(self.words)))]
        self.order = self.chance.sample(range(speakers), speakers)
        self.free, self.reshaped, self.lost = free, reshaped, lost
        self.source, self.target = _Side(), _Side()
        self.beads: list[Bead] = []

    def sentence(self) -> tuple[str, str]:
        def draw(many: int) -> list[str]:
            return self.chance.choices(self.words, cum_weights=self.weights, k=many)

        ours = draw(self.chance.choice((2, 3, 4, 5, 6, 8, 10, 14)))
        theirs = [draw(1)[0] if self.chance.random() < self.free else word for word in ours]
        self.chance.shuffle(theirs)
        mark = self.chance.choice(".....?")
        return " ".join(ours).capitalize() + mark, " ".join(map(cipher, theirs)).capitalize() + mark

    def add(self, pairs: list[tuple[str, str]], voice: int, shape: str) -> None:
        ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
        if shape == "joined":
            theirs = [" ".join(theirs)]
        elif shape == "split":
            ours = [" ".join(ours)]
        other = self.order[voice] if voice >= 0 else voice
        at = self.source.say([] if shape == "added" else ours, voice)
        there = self.target.say([] if shape == "left out" else theirs, other)
        self.beads.append(Bead(at, there))

    def paragraph(self, voice: int, whole: str) -> None:
        for _ in range(self.chance.randint(1, 4)):
            share = (1, 0.06, 0.06, self.lost / 4, self.lost / 4)
            shape = whole or self.chance.choices(("", "joined", "split", "left out", "added"), share)[0]
            pairs = [self.sentence() for _ in range(1 + (shape in ("joined", "split")))]
            self.add(pairs, voice, shape)
            if not whole and self.chance.random() < self.reshaped / 2:
                self.target.end(PARAGRAPH)
        self.source.end(PARAGRAPH)
        if self.chance.random() >= self.reshaped:
            self.target.end(PARAGRAPH)

    def turn(self, voice: int, whole: str) -> None:
        if self.chance.random() < 0.2:
            self.add([self.chance.choice((("Yes.", "Da."), ("No.", "Ne.")))], voice, whole)
        else:
            for _ in range(self.chance.randint(1, 3)):
                self.paragraph(voice, whole)
        self.end(TURN)

    def end(self, level: int) -> None:
        self.source.end(level)
        self.target.end(level)


def talk(
    seed: int,
    turns: int = 60,
    *,
    speakers: int = 2,
    free: float = 0.5,
    reshaped: float = 0.15,
    lost: float = 0.06,
) -> Talk:
    """A conversation with headings.

    free: share of words that are translated by any other word; reshaped: of paragraph borders inside of turns
    that the translation drops, and half as many that it makes; lost: of turns that only one side has, and
    half as many of its sentences.
    """
    made = _Talk(seed, speakers, free, reshaped, lost)
    speaker = 0
    for number in range(turns):
        whole = made.chance.choices(("", "left out", "added"), (1 - lost, lost / 2, lost / 2))[0]
        if number % 15 == 0:
            made.end(SECTION)
            made.add([made.sentence()], HEADING, whole)
            made.end(TURN)
        else:
            made.turn(speaker, whole)
            speaker = (speaker + made.chance.randint(1, speakers - 1)) % speakers
    outline = Outline(*(TextLayout(side.levels, side.voices) for side in (made.source, made.target)))
    return Talk(made.source.lines, made.target.lines, made.beads, outline, dict(enumerate(made.order)))


def varied(seed: int, size: int) -> tuple[list[str], list[str]]:
    """Sentences of very different lengths, and their translations.

    One to one, with a word in ten left out.
    """
    chance = random.Random(seed)
    words = ["".join(chance.choices("bcdfgklmnprst", k=chance.randint(2, 9))) for _ in range(3000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    source: list[str] = []
    target: list[str] = []
    for _ in range(size):
        chosen = chance.choices(words, weights, k=max(1, min(60, int(chance.lognormvariate(2.2, 0.8)))))
        mark = chance.choice("......?!")
        source.append(" ".join(chosen).capitalize() + mark)
        kept = [word for word in chosen if chance.random() < 0.9] or chosen
        target.append(" ".join(map(cipher, kept)).capitalize() + mark)
    return source, target
