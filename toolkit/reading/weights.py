"""The learnt weights: a table that people can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from toolkit.reading import features, roster
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
