"""The learnt weights, as a table that people can read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from toolkit.reading import features, roster
from toolkit.reading.inference import STATES, Weights
from toolkit.reading.shape import Numbers


def dump(weights: Weights, least: float, told: str) -> str:
    """The table: a row for each feature, with its weights.

    least  weights below it are left out
    told   what they were learnt on
    """
    lines = [f"# Weights of the reader, learnt on {told}. {len(weights.lines)} rounds."]
    for number, column in enumerate(weights.roster):
        names = roster.FEATURES[: len(column)]
        for name, value in zip(names, column, strict=True):
            if abs(value) >= least:
                lines.append(f"key {number}\t{name}\t{value:.3f}")
    for number, matrix in enumerate(weights.lines, 1):
        for name, row in zip(features.FEATURES, matrix, strict=True):
            cells = [
                f"{state}={value:.2f}"
                for state, value in zip(STATES, row, strict=True)
                if abs(value) >= least
            ]
            if cells:
                lines.append(f"line {number}\t{name}\t{' '.join(cells)}")
    return "\n".join(lines) + "\n"


def load(text: str) -> Weights:
    """The weights of a table."""
    keys: dict[int, Numbers] = {}
    lines: dict[int, Numbers] = {}
    of_key = {name: i for i, name in enumerate(roster.FEATURES)}
    of_line = {name: i for i, name in enumerate(features.FEATURES)}
    of_state: dict[str, int] = {state: i for i, state in enumerate(STATES)}
    for row in text.split("\n"):
        if not row or row.startswith("#"):
            continue
        what, name, cells = row.split("\t")
        kind, number = what.split()
        if kind == "key":
            known = keys.setdefault(int(number), np.zeros(len(roster.FEATURES), dtype=np.float32))
            known[of_key[name]] = float(cells)
        else:
            table = lines.setdefault(
                int(number), np.zeros((len(features.FEATURES), len(STATES)), dtype=np.float32)
            )
            for cell in cells.split():
                state, _, value = cell.partition("=")
                table[of_line[name], of_state[state]] = float(value)
    fixed = len(roster.FEATURES) - roster.AGAIN
    return Weights(
        (keys[0][:fixed], *(keys[number] for number in sorted(keys) if number)),
        tuple(lines[number] for number in sorted(lines)),
    )


@cache
def weights() -> Weights:
    """Those that come with diglot."""
    return load((files("toolkit.reading") / "weights.tsv").read_text(encoding="utf-8"))
