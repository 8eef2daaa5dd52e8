"""How good alignments are.

Gold standards tell: a line for one, a table for many, or data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import chain
from operator import add
from statistics import fmean

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.model import Bead
from toolkit.text.data import json_text
from toolkit.text.hygiene import counted

# How good an alignment is: strict and lax precision, recall and F1.
#
# The definition is that of vecalign's scorer (Thompson and Koehn 2019), so that figures compare: precision
# counts every bead of the test, null beads too; recall counts the beads of the gold standard that have
# units on both sides. A bead is strictly right if the very same bead is in the gold standard, laxly right
# if it shares at least one source and one target unit with one bead of it.


_NUMBER = late.regex("[0-9]+")
_UNITS = late.regex(r"\[\s*(?:[0-9]{1,9}\s*(?:,\s*[0-9]{1,9}\s*)*)?\]")
Units = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of hits; add them with `+`."""

    test: int = 0
    """Beads of the test, null beads included."""
    gold: int = 0
    """Beads of the gold standard with both sides."""
    strict_precision_hits: int = 0
    strict_recall_hits: int = 0
    lax_precision_hits: int = 0
    lax_recall_hits: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(add, astuple(self), astuple(other)))

    @property
    def strict(self) -> tuple[float, float, float]:
        """Precision, recall, F1: each 0 where nothing was counted."""
        return _scores(self.strict_precision_hits, self.test, self.strict_recall_hits, self.gold)

    @property
    def lax(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        return _scores(self.lax_precision_hits, self.test, self.lax_recall_hits, self.gold)


def _scores(right: int, test: int, recalled: int, gold: int) -> tuple[float, float, float]:
    precision = right / test if test else 0.0
    recall = recalled / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def tally(test: Iterable[Bead], gold: Iterable[Bead]) -> Tally:
    """Compare two alignments of the same document."""
    tested = _pairs(test)
    wanted = _pairs(gold)
    # Null beads count in precision alone: the definition is vecalign's.
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


def _pairs(beads: Iterable[Bead]) -> set[Units]:
    return {(bead.source, bead.target) for bead in beads if bead.source or bead.target}


def _lax(beads: set[Units], others: set[Units]) -> int:
    """How many beads are laxly right.

    They share a source and a target unit with one bead of the others.
    """
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
    """Read the beads of a ladder.

    A line `[0, 1]:[0]` each, 0-based, `[]` for an empty side.

    A third field after a second colon (a score) is ignored. DiglotError with the line for anything else.
    """
    return tuple(bead for _, bead in ladder_rows(text, path))


def ladder_rows(text: str, path: str = "") -> Iterator[tuple[int, Bead]]:
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


# Gold standards: ladders that somebody made by hand, held against the texts that they are for.


_SIDES = ("source", "target")
_FORM = "A bead is written [0, 1]:[0], with 0-based numbers of sentences."


def read_gold(data: bytes, shown: str, sizes: tuple[int, int]) -> tuple[Bead, ...]:
    """Read a gold standard.

    It is a ladder for texts of so many sentences, and may leave sentences out.

    Raises DiglotError with the line for what is no bead, for numbers that no sentence has, and for a sentence
    in two beads: scores by such a ladder would mean nothing.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"Is it the right file? {_FORM}"
        raise DiglotError("this is no ladder: it is not UTF-8.", f"{shown}:{line}", hint) from error
    rows = list(ladder_rows(text, shown))
    if not rows and any(sizes):
        raise DiglotError("there is no bead in this gold standard.", shown, _FORM)
    for side in (0, 1):
        _check([(line, (bead.source, bead.target)[side]) for line, bead in rows], side, shown, sizes[side])
    return tuple(bead for _, bead in rows)


def _check(rows: Sequence[tuple[int, tuple[int, ...]]], side: int, shown: str, size: int) -> None:
    lines: dict[int, int] = {}
    for line, units in rows:
        for unit in units:
            if unit >= size:
                # Who counts from 1 never has a 0, and is one beyond the end.
                first = min(chain.from_iterable(units for _, units in rows))
                raise DiglotError(
                    f"there is no sentence {unit} in the {_SIDES[side]}: it has {counted(size, 'sentence')}"
                    + (f", 0 to {size - 1}." if size else "."),
                    f"{shown}:{line}",
                    "The ladder seems to count from 1: take 1 from each number."
                    if first == 1 and unit == size
                    else "Is it the gold standard of these texts? Were they segmented in the same way "
                    "(--segmented)?",
                )
            if unit in lines:
                raise DiglotError(
                    f"sentence {unit} of the {_SIDES[side]} is in two beads.",
                    f"{shown}:{line}",
                    f"It stands in line {lines[unit]} too. What goes together is one bead: [0]:[0, 1].",
                )
            lines[unit] = line


Scores = tuple[float, float, float]
"""Precision, recall, F1."""
_NAMES, _SHORT = ("precision", "recall", "f1"), ("P", "R", "F1")


def by_gold(beads: Sequence[Bead], data: bytes, shown: str) -> Tally:
    """Score beads by a gold standard.

    Beads of all sentences of two texts, and a ladder that was made by hand.

    Raises DiglotError with the line that can't be right.
    """
    # Beads cover both texts, so they know their lengths.
    sizes = sum(len(bead.source) for bead in beads), sum(len(bead.target) for bead in beads)
    return tally(beads, read_gold(data, shown, sizes))


def line(tally: Tally) -> str:
    """Strict and lax scores of one pair."""
    strict = " ".join(f"{name} {value:.3f}" for name, value in zip(_SHORT, tally.strict, strict=True))
    lax = " ".join(f"{name} {value:.3f}" for name, value in zip(_SHORT, tally.lax, strict=True))
    return f"strict {strict}   lax {lax}"


def table(tallies: Mapping[str, Tally]) -> str:
    """Scores of many pairs as a table.

    A line each, the mean of the pairs (macro), and the scores of all beads together (micro).
    """
    rows = _rows(tallies)
    width = max(len(name) for name, _, _ in rows)
    head = f"{'':{width}}  strict P       R      F1     lax P       R      F1"
    return "\n".join([head, *(f"{name:{width}}  {_figures(a)}  {_figures(b)}" for name, a, b in rows)])


def _figures(scores: Scores) -> str:
    return " ".join(f"{value:{width}.3f}" for value, width in zip(scores, (8, 7, 7), strict=True))


def data(tallies: Mapping[str, Tally]) -> str:
    """The same as JSON."""
    rows = [
        (name, {"strict": _rounded(strict), "lax": _rounded(lax)}) for name, strict, lax in _rows(tallies)
    ]
    return json_text({"pairs": [{"name": name, **scores} for name, scores in rows[:-2]], **dict(rows[-2:])})


def _rounded(scores: Scores) -> dict[str, float]:
    return {name: round(value, 6) for name, value in zip(_NAMES, scores, strict=True)}


def _rows(tallies: Mapping[str, Tally]) -> list[tuple[str, Scores, Scores]]:
    """Strict and lax scores of each pair; behind them `macro` and `micro`."""
    rows = [(name, tally.strict, tally.lax) for name, tally in tallies.items()]
    # Macro means don't let one long pair speak for all.
    macro = _mean([strict for _, strict, _ in rows]), _mean([lax for _, _, lax in rows])
    total = sum(tallies.values(), Tally())
    return [*rows, ("macro", *macro), ("micro", total.strict, total.lax)]


def _mean(scores: Sequence[Scores]) -> Scores:
    precision, recall, both = (fmean(column) for column in zip(*scores, strict=True))
    return precision, recall, both
