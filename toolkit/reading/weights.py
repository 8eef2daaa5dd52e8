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
_SIZES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "above": (ABOVE, BLOCK),
    "below": (BLOCK, BLOCK),
}
"""Of each table of title blocks: its rows and its columns."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    roster: tuple[Numbers, ...]
    """Of `roster.FEATURES`: of the first look, which sees nothing read, and of each round."""
    lines: tuple[Numbers, ...]
    """`features.FEATURES` x `STATES`, of each round."""
    block: BlockWeights


def load(text: str) -> Weights:
    """The weights of a table."""
    keys: dict[int, Numbers] = {}
    tables = {
        what: np.zeros((len(names), len(states)), np.float32) for what, (names, states) in _SIZES.items()
    }
    of_key = {name: i for i, name in enumerate(roster.FEATURES)}
    places = {
        axis: {name: i for i, name in enumerate(axis)} for axis in (features.FEATURES, STATES, ABOVE, BLOCK)
    }
    for row in text.split("\n"):
        if not row or row.startswith("#"):
            continue
        what, name, cells = row.split("\t")
        if what.startswith("key "):
            known = keys.setdefault(int(what[4:]), np.zeros(len(roster.FEATURES), dtype=np.float32))
            known[of_key[name]] = float(cells)
            continue
        names, states = _SIZES.get(what, (features.FEATURES, STATES))
        if what not in tables:
            tables[what] = np.zeros((len(names), len(states)), dtype=np.float32)
        line = tables[what][places[names][name]]
        of_state = places[states]
        for cell in cells.split():
            state, _, value = cell.partition("=")
            line[of_state[state]] = float(value)
    fixed = len(roster.FEATURES) - roster.AGAIN
    return Weights(
        (keys[0][:fixed], *(keys[number] for number in sorted(keys) if number)),
        tuple(tables[what] for what in sorted(tables) if what.startswith("line ")),
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
    """Tell why a line is read as it is.

    number  of the line in its file, from 1; nothing is told of a line without text
    """
    for i, line in enumerate(read.view.lines):
        if line.number == number:
            yield from _line(read, weights, i)


def _line(read: Inferred, weights: Weights, i: int) -> Iterator[str]:
    """What speaks for the reading of a line, and for the next best."""
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
