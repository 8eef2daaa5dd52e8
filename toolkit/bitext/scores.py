"""How good alignments are by gold standards: a line for one, a table for many, or data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from toolkit.align import evaluate
from toolkit.align.evaluate import Tally
from toolkit.bitext import gold
from toolkit.model import Bead

Scores = tuple[float, float, float]
"""Precision, recall, F1."""
_NAMES = ("precision", "recall", "f1")


def tally(beads: Sequence[Bead], data: bytes, shown: str) -> Tally:
    """Beads of all sentences of two texts against a ladder that was made by hand.

    Raises DiglotError with the line that can't be right.
    """
    sizes = sum(len(bead.source) for bead in beads), sum(len(bead.target) for bead in beads)
    return evaluate.tally(beads, gold.read(data, shown, sizes))


def line(tally: Tally) -> str:
    """Strict and lax scores of one pair."""
    strict, lax = (
        " ".join(f"{name} {value:.3f}" for name, value in zip(("P", "R", "F1"), side, strict=True))
        for side in (tally.strict, tally.lax)
    )
    return f"strict {strict}   lax {lax}"


def table(tallies: Mapping[str, Tally]) -> str:
    """A line for each pair, the mean of the pairs (macro), and the scores of all beads together (micro)."""
    rows = [(name, tally.strict, tally.lax) for name, tally in tallies.items()]
    rows += [("macro", *_macro(tallies.values())), ("micro", *_micro(tallies.values()))]
    width = max(len(name) for name, _, _ in rows)
    head = f"{'':{width}}  strict P       R      F1     lax P       R      F1"
    return "\n".join([head, *(f"{name:{width}}  {_figures(a)}  {_figures(b)}" for name, a, b in rows)])


def _figures(scores: Scores) -> str:
    return " ".join(f"{value:{width}.3f}" for value, width in zip(scores, (8, 7, 7), strict=True))


def data(tallies: Mapping[str, Tally]) -> str:
    """The same as JSON."""
    pairs = [{"name": name, **_named(tally.strict, tally.lax)} for name, tally in tallies.items()]
    both = {
        "macro": _named(*_macro(tallies.values())),
        "micro": _named(*_micro(tallies.values())),
    }
    return json.dumps({"pairs": pairs, **both}, ensure_ascii=False, indent=1)


def _named(strict: Scores, lax: Scores) -> dict[str, dict[str, float]]:
    return {
        name: {key: round(value, 6) for key, value in zip(_NAMES, side, strict=True)}
        for name, side in (("strict", strict), ("lax", lax))
    }


def _macro(tallies: Iterable[Tally]) -> tuple[Scores, Scores]:
    sides = [(tally.strict, tally.lax) for tally in tallies]
    return _mean([strict for strict, _ in sides]), _mean([lax for _, lax in sides])


def _mean(scores: Sequence[Scores]) -> Scores:
    precision, recall, both = (fmean(column) for column in zip(*scores, strict=True))
    return precision, recall, both


def _micro(tallies: Iterable[Tally]) -> tuple[Scores, Scores]:
    total = sum(tallies, Tally())
    return total.strict, total.lax
