"""Why a line is read as it is: what speaks for its reading, and for the next best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.reading import features, roster, title_block
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import STATES
from toolkit.reading.shape import Numbers
from toolkit.reading.title_block import BLOCK
from toolkit.reading.weights import ABOVE, Weights

_MOST = 8
"""Reasons that are told for each side."""
_LEAST = 0.05
"""Weights below it are no reason."""


def explain(read: Inferred, weights: Weights, number: int) -> Iterator[str]:
    """Tell what speaks for the reading of a line, and for the next best.

    number  of the line in its file, from 1; nothing is told of a line without text
    """
    for i, line in enumerate(read.text.lines):
        if line.number == number:
            yield from _line(read, weights, i)


def _line(read: Inferred, weights: Weights, i: int) -> Iterator[str]:
    state = read.states[i]
    order = [STATES[k] for k in np.argsort(-read.p[i], kind="stable")]
    other = next(name for name in order if name != state)
    yield f"Line {read.text.lines[i].number}: {_share(read, i, state)}; {_share(read, i, other)}"
    rows = features.features(read.text, read.likely, read.best)
    if i < read.above and state in BLOCK and other in BLOCK:
        names, states, table = ABOVE, BLOCK, weights.block.lines
        before = read.lattice.p[: read.above]
        rows = title_block.rows(read.text, rows[: read.above], before)
    else:
        names, states, table = features.FEATURES, STATES, weights.lines[-1]
    lead = table[:, states.index(state)] - table[:, states.index(other)]
    yield from _reasons(rows[i] * lead, names, state, other)
    k = int(read.best.key[i])
    if k >= 0:
        yield f"Its label {read.text.names[k]!r} is a speaker's: {read.likely[k]:.2f}"
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
