"""How good an alignment is: strict and lax precision, recall and F1.

The definition is that of vecalign's scorer (Thompson and Koehn 2019), so that figures compare:
precision counts every bead of the test, null beads too; recall counts the beads of the gold standard that
have units on both sides. A bead is strictly right if the very same bead is in the gold standard, laxly
right if it shares at least one source and one target unit with one bead of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import DiglotError
from toolkit.model import Bead

_NUMBER = re.compile("[0-9]+")
_UNITS = re.compile(r"\[\s*(?:[0-9]{1,9}\s*(?:,\s*[0-9]{1,9}\s*)*)?\]")
Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over one document or many; add them with `+`."""

    test: int = 0
    """Beads of the test, null beads included."""
    gold: int = 0
    """Beads of the gold standard with both sides."""
    strict_precision_hits: int = 0
    strict_recall_hits: int = 0
    lax_precision_hits: int = 0
    lax_recall_hits: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.test + other.test,
            self.gold + other.gold,
            self.strict_precision_hits + other.strict_precision_hits,
            self.strict_recall_hits + other.strict_recall_hits,
            self.lax_precision_hits + other.lax_precision_hits,
            self.lax_recall_hits + other.lax_recall_hits,
        )

    @property
    def strict(self) -> tuple[float, float, float]:
        """Precision, recall, F1: each 0 where nothing was counted."""
        return _scores(self.strict_precision_hits, self.test, self.strict_recall_hits, self.gold)

    @property
    def lax(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        return _scores(self.lax_precision_hits, self.test, self.lax_recall_hits, self.gold)


def _scores(right: int, test: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = right / test if test else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def tally(test: Iterable[Bead], gold: Iterable[Bead]) -> Tally:
    """Compare two alignments of the same document."""
    tested = _pairs(test)
    wanted = _pairs(gold)
    wanted_full = {bead for bead in wanted if bead[0] and bead[1]}
    tested_full = {bead for bead in tested if bead[0] and bead[1]}
    return Tally(
        len(tested),
        len(wanted_full),
        len(tested & wanted),
        len(wanted_full & tested_full),
        _lax(tested, wanted),
        _lax(wanted_full, tested_full),
    )


def _pairs(beads: Iterable[Bead]) -> set[Pair]:
    return {(bead.source, bead.target) for bead in beads if bead.source or bead.target}


def _lax(beads: set[Pair], others: set[Pair]) -> int:
    """How many beads share a source and a target unit with one bead of the others."""
    links: dict[int, set[int]] = {}
    for source, target in others:
        for i in source:
            links.setdefault(i, set()).update(target)
    hits = 0
    for source, target in beads:
        if (source, target) in others:
            hits += 1
            continue
        reached: set[int] = set().union(*(links.get(i, ()) for i in source))
        hits += not reached.isdisjoint(target)
    return hits


def parse(text: str, path: str = "") -> tuple[Bead, ...]:
    """Beads of a ladder: a line `[0, 1]:[0]` each, 0-based, `[]` for an empty side.

    A third field after a second colon (a score) is ignored. DiglotError with the line for anything else.
    """
    return tuple(bead for _, bead in rows(text, path))


def rows(text: str, path: str = "") -> Iterator[tuple[int, Bead]]:
    """As `parse`, each with the number of its line."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        sides = [_UNITS.fullmatch(field.strip()) for field in line.split(":")[:2]]
        if len(sides) != 2 or not all(sides):
            raise DiglotError(
                f"not a bead: {line.strip()!r}",
                f"{path}:{number}" if path else f"line {number}",
                "a bead is written [0, 1]:[0], with 0-based numbers of lines",
            )
        source, target = (tuple(map(int, _NUMBER.findall(side[0]))) for side in sides if side)
        yield number, Bead(source, target)


def ladder(beads: Sequence[Bead]) -> str:
    """The opposite of `parse`: one line a bead."""
    return "".join(f"{list(bead.source)}:{list(bead.target)}\n" for bead in beads)
