"""The learnt weights, and what they say.

They are a table that people can read; `explain` tells what speaks for the reading of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from toolkit.reading import features, roster, title_block
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import STATES
from toolkit.reading.shape import Numbers
from toolkit.reading.title_block import BLOCK, OWN, BlockWeights

ABOVE = (*features.FEATURES, *OWN)
"""What is known of a line of a title block."""
_AXES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "key": (roster.FEATURES, ("",)),
    "line": (features.FEATURES, STATES),
    "above": (ABOVE, BLOCK),
    "below": (BLOCK, BLOCK),
}
"""Of each kind of table its rows and its columns; tables of one kind are numbered."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    roster: tuple[Numbers, ...]
    """Of `roster.FEATURES`: of the first look, which sees nothing read, and of each round."""
    lines: tuple[Numbers, ...]
    """`features.FEATURES` x `STATES`, of each round."""
    block: BlockWeights


def _blank(what: str) -> Numbers:
    names, states = _AXES[what.partition(" ")[0]]
    return np.zeros((len(names), len(states)), dtype=np.float32)


def load(text: str) -> Weights:
    """The weights of a table."""
    places = {axis: {name: i for i, name in enumerate(axis)} for axes in _AXES.values() for axis in axes}
    # What lines above a text are may be learnt when the rest is.
    tables = {what: _blank(what) for what in ("above", "below")}
    for row in text.split("\n"):
        if not row or row.startswith("#"):
            continue
        what, name, cells = row.split("\t")
        names, states = _AXES[what.partition(" ")[0]]
        if what not in tables:
            tables[what] = _blank(what)
        line, of_state = tables[what][places[names][name]], places[states]
        for cell in cells.split():
            state, _, value = cell.rpartition("=")
            line[of_state[state]] = float(value)
    keys = [tables[what][:, 0] for what in sorted(tables) if what.startswith("key")]
    return Weights(
        (keys[0][: -roster.AGAIN], *keys[1:]),
        tuple(tables[what] for what in sorted(tables) if what.startswith("line")),
        BlockWeights(tables["above"], tables["below"]),
    )


@cache
def weights() -> Weights:
    """Those that come with diglot."""
    return load((files("toolkit.reading") / "weights.tsv").read_text(encoding="utf-8"))


# Why a line is read as it is: what speaks for its reading, and for the next best.


_MOST = 8
"""Reasons that are told for each side."""
_LEAST = 0.05
"""Weights below it are no reason."""


def explain(read: Inferred, weights: Weights, number: int) -> Iterator[str]:
    """Tell what speaks for the reading of a line, and for the next best.

    number  of the line in its file, from 1; nothing is told of a line without text
    """
    for i, line in enumerate(read.view.lines):
        if line.number == number:
            yield from _line(read, weights, i)


def _line(read: Inferred, weights: Weights, i: int) -> Iterator[str]:
    state = read.states[i]
    order = [STATES[k] for k in np.argsort(-read.p[i], kind="stable")]
    other = next(name for name in order if name != state)
    yield f"Line {read.view.lines[i].number}: {_share(read, i, state)}; {_share(read, i, other)}"
    rows = features.features(read.view, read.labels, read.likely, read.best)
    if i < read.above and state in BLOCK and other in BLOCK:
        names, states, table = ABOVE, BLOCK, weights.block.lines
        before = read.lattice.p[: read.above]
        rows = title_block.rows(read.view, rows[: read.above], before)
    else:
        names, states, table = features.FEATURES, STATES, weights.lines[-1]
    lead = table[:, states.index(state)] - table[:, states.index(other)]
    yield from _reasons(rows[i] * lead, names, state, other)
    k = int(read.best.key[i])
    if k >= 0:
        yield f"Its label {read.labels.names[k]!r} is a speaker's: {read.likely[k]:.2f}"
        yield from _reasons(read.of_keys[k] * weights.roster[-1], roster.FEATURES, "a speaker", "no speaker")


def _share(read: Inferred, i: int, state: str) -> str:
    return f"{state} {read.p[i, STATES.index(state)]:.2f}"


def _reasons(values: Numbers, names: Sequence[str], side: str, against: str) -> Iterator[str]:
    """The weightiest features of either side, with what they add to the log of the odds."""
    for sign, of in ((1, side), (-1, against)):
        order = np.argsort(-sign * values, kind="stable")[:_MOST]
        told = [f"{names[n]} {sign * values[n]:.1f}" for n in order if sign * values[n] > _LEAST]
        if told:
            yield f"  for {of}: {', '.join(told)}"
