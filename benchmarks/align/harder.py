"""Make sets that are harder than most: what translators and files do, done to beads that nobody doubts.

    python benchmarks/align/harder.py OUT --game LOCALE zh_CN-en... [--book HTML de-DE:fr-FR...]
                                      [--tales FOLDER WORK:NAME:SOURCE-TARGET...] [--other]

LOCALE, HTML and FOLDER are those of `stories.py`, `handbook.py` and `paragraphs.py`; with --other the game's
other campaigns are read. Each set has documents of one kind, and how much is done to each document is drawn:

    hard      many sentences are joined, mostly with a comma, and some are left out
    free      clauses are left out, and words
    shift     the first clause of a sentence stands in the one before
    notes     one text has sentences of its own
    chapters  stretches are missing in one text
    swap      two stretches changed places
    plain     nothing
    mixed     some of hard, free and shift

OUT/de-fr.game-hard.made is one of them. The same texts give the same sets.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import handbook
import paragraphs
import stories

from toolkit.corpora import scores
from toolkit.model import Bead

KINDS = ("hard", "free", "shift", "notes", "chapters", "swap", "plain", "mixed")
SIZES = (70, 150, 220, 300)
"""Sentences of a document."""
LEAST = 200
"""Beads that a set is made from at least."""
OTHER = ("httt", "ei", "low", "nr", "trow", "utbs", "dm", "sota")
"""Campaigns that are read with --other."""
_CLAUSE = re.compile(r"(?<=[,;:，；：、،؛—])\s*")

Sides = tuple[float, float]


@dataclass(slots=True)
class Done:
    """What is done to a document: how often, to its source and its target."""

    out: Sides = (0.0, 0.0)
    free: Sides = (0.0, 0.0)
    shift: Sides = (0.0, 0.0)
    join: Sides = (0.0, 0.0)
    notes: Sides = (0.0, 0.0)
    comma: float = 0.5

    @classmethod
    def drawn(cls, kind: str, random: Random) -> Done:
        """What is done to a document of this kind."""

        def both(low: float, high: float) -> Sides:
            return random.uniform(low, high), random.uniform(low, high)

        if kind == "hard":
            return cls(out=both(0, 0.1), join=both(0.08, 0.4), comma=random.uniform(0.2, 1))
        if kind == "notes":
            many = random.uniform(0.03, 0.2)
            return cls(notes=(many, 0.0) if random.random() < 0.5 else (0.0, many), join=both(0, 0.15))
        if kind == "plain":
            return cls()
        done = cls(out=both(0, 0.03), join=both(0, 0.2), comma=random.uniform(0.2, 1))
        if kind in ("free", "mixed"):
            done.free = random.uniform(0, 0.3), random.uniform(0.2, 0.7)
        if kind in ("shift", "mixed"):
            done.shift = both(0, 0.3 if kind == "shift" else 0.12)
        return done


def main(arguments: list[str]) -> None:
    """Write the sets."""
    made = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    made.add_argument("out", type=Path)
    for source in ("game", "book", "tales"):
        made.add_argument(f"--{source}", nargs="+", default=[], metavar=("FOLDER", "PAIR"))
    made.add_argument("--other", action="store_true", help="other campaigns of the game")
    made.add_argument("--documents", type=int, default=2)
    options = made.parse_args(arguments)
    for name, beads in _origins(options):
        if len(beads) < LEAST:
            continue
        at = 0
        for number in range(options.documents):
            for kind in KINDS:
                random = Random(f"{name}.{kind}.{number}")
                size, part = random.choice(SIZES), []
                while sum(len(ours) for ours, _ in part) < size:
                    part.append(beads[at % len(beads)])
                    at += 1
                folder = options.out / f"{name}-{kind}.made"
                folder.mkdir(parents=True, exist_ok=True)
                _write(folder / f"{number:02}", kind, part, beads[-LEAST:], random)


def _origins(options) -> Iterator[tuple[str, list[stories.Pair]]]:
    """Names of sets without their kind, and beads that nobody doubts."""
    if options.other:
        stories.CAMPAIGNS = OTHER
    for pair in options.game[1:]:
        found = stories.messages(Path(options.game[0]), *pair.split("-"))
        langs = "-".join(tag.partition("_")[0] for tag in pair.split("-"))
        yield f"{langs}.{'other' if options.other else 'game'}", _exact(found)
    for pair in options.book[1:]:
        found = handbook.messages(Path(options.book[0]), *pair.split(":"))
        yield "-".join(tag.partition("-")[0] for tag in pair.split(":")) + ".book", _exact(found)
    for wanted in options.tales[1:]:
        work, name, langs = wanted.split(":")
        yield (
            f"{langs}.{name}",
            _exact(paragraphs.messages(Path(options.tales[0]) / work, langs.split("-"))),
        )


def _exact(found: Iterator[stories.Pair]) -> list[stories.Pair]:
    return [bead for message in found for bead in stories.exact(message)]


def _write(
    path: Path, kind: str, beads: list[stories.Pair], strange: Sequence[stories.Pair], random: Random
) -> None:
    """Write a document to which things were done; strange: beads whose sentences notes are made of."""
    done = Done.drawn(kind, random)
    sides = [[list(pair[side]) for pair in beads] for side in (0, 1)]
    if kind == "chapters":
        for _ in range(random.choice((1, 2, 3))):
            first, lost = random.randrange(len(beads)), random.choice(sides)
            for k in range(first, min(first + random.randrange(5, 35), len(beads))):
                lost[k] = []
    notes = [[sentence for pair in strange for sentence in pair[side]] for side in (0, 1)]
    texts = [_Text(done, side, notes[side], random) for side in (0, 1)]
    for text, own in zip(texts, sides, strict=True):
        for sentences in own:
            text.add(sentences)
    gold = list(_gold([text.owned for text in texts], [len(text.lines) for text in texts]))
    lines = [text.lines for text in texts]
    if kind == "swap":
        order = _swapped(len(lines[1]), {bead.target[-1] + 1 for bead in gold if bead.target} | {0}, random)
        place = {old: new for new, old in enumerate(order)}
        lines[1] = [lines[1][old] for old in order]
        gold = [bead.replace(target=tuple(sorted(place[j] for j in bead.target))) for bead in gold]
    for suffix, own in zip((".src", ".tgt"), lines, strict=True):
        path.with_suffix(suffix).write_text("\n".join(own) + "\n", encoding="utf-8")
    path.with_suffix(".gold").write_text(scores.ladder(gold), encoding="utf-8")


@dataclass(slots=True)
class _Text:
    """One side of a document while it is made."""

    done: Done
    side: int
    notes: Sequence[str]
    random: Random
    lines: list[str]
    owned: list[set[int]]
    """The lines of each bead."""
    open: bool

    def __init__(self, done: Done, side: int, notes: Sequence[str], random: Random) -> None:
        self.done, self.side, self.notes, self.random = done, side, notes, random
        self.lines, self.owned, self.open = [], [], False

    def add(self, sentences: Sequence[str]) -> None:
        """Add the sentences of a bead."""
        own: set[int] = set()
        for sentence in sentences:
            if not self._happens(self.done.out):
                self._line(self._freer(sentence), own)
        self.owned.append(own)
        if not self.open and self._happens(self.done.notes):
            self.lines += self.random.choices(self.notes, k=self.random.choice((1, 1, 2, 3)))

    def _line(self, sentence: str, own: set[int]) -> None:
        if self.open:
            self._join(sentence)
        else:
            clauses = _CLAUSE.split(sentence, 1)
            if len(clauses) > 1 and clauses[1] and self.lines and self._happens(self.done.shift):
                self._join(clauses[0])
                own.add(len(self.lines) - 1)
                sentence = clauses[1]
            self.lines.append(sentence)
        own.add(len(self.lines) - 1)
        self.open = self._happens(self.done.join)
        if self.open and self.random.random() < self.done.comma:
            self.lines[-1] = stories.STOP.sub("", self.lines[-1]) + ("，" if _wide(sentence) else ",")

    def _join(self, text: str) -> None:
        self.lines[-1] += ("" if _wide(self.lines[-1]) else " ") + text

    def _freer(self, sentence: str) -> str:
        """The sentence, or what is left of it without a clause, or without a third of its words."""
        if not self._happens(self.done.free):
            return sentence
        between = "" if _wide(sentence) else " "
        parts = _CLAUSE.split(sentence)
        if len(parts) > 1 and self.random.random() < 0.6:
            del parts[self.random.randrange(len(parts))]
        else:
            words = sentence.split() if between else list(sentence)
            parts = [word for word in words if self.random.random() > 0.3]
        return between.join(parts).strip() or sentence

    def _happens(self, shares: Sides) -> bool:
        return self.random.random() < shares[self.side]


def _wide(text: str) -> bool:
    return text[-1:] > "\u2e80"


def _gold(owned: Sequence[Sequence[set[int]]], sizes: Sequence[int]) -> Iterator[Bead]:
    """The beads of lines, and those of lines that belong to none."""
    groups: list[tuple[set[int], set[int]]] = []
    for own in zip(*owned, strict=True):
        # Two beads that share a line are one.
        if groups and any(a & b for a, b in zip(groups[-1], own, strict=True)):
            groups[-1] = (groups[-1][0] | own[0], groups[-1][1] | own[1])
        elif any(own):
            groups.append(own)
    for ours, theirs in groups:
        yield Bead(tuple(sorted(ours)), tuple(sorted(theirs)))
    used = [{line for group in groups for line in group[side]} for side in (0, 1)]
    yield from (Bead((i,), ()) for i in range(sizes[0]) if i not in used[0])
    yield from (Bead((), (j,)) for j in range(sizes[1]) if j not in used[1])


def _swapped(size: int, ends: set[int], random: Random) -> list[int]:
    """The lines in an order in which two stretches changed places; ends: where beads end."""
    long = max(11, size // 4)
    first, second = random.randrange(10, long), random.randrange(10, long)
    begin = random.randrange(max(1, size - 2 * first - 20))
    a, b, c = (min(ends, key=lambda end, at=at: abs(end - at)) for at in _sums(begin, first, second))
    return [*range(a), *range(b, c), *range(a, b), *range(c, size)]


def _sums(begin: int, first: int, second: int) -> tuple[int, int, int]:
    return begin, begin + first, begin + first + second


if __name__ == "__main__":
    main(sys.argv[1:])
