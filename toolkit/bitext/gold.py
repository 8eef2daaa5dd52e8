"""Gold standards: ladders that somebody made by hand, held against the texts that they are for."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.align import evaluate
from toolkit.errors import DiglotError
from toolkit.model import Bead
from toolkit.text import counted

_SIDES = ("source", "target")
_FORM = "A bead is written [0, 1]:[0], with 0-based numbers of sentences."


def read(data: bytes, shown: str, sizes: tuple[int, int]) -> tuple[Bead, ...]:
    """The beads of a ladder for texts of so many sentences. It may leave sentences out.

    Raises DiglotError with the line for what is no bead, for numbers that no sentence has, and for a sentence
    in two beads: scores by such a ladder would mean nothing.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"Is it the right file? {_FORM}"
        raise DiglotError("this is no ladder: it is not UTF-8.", f"{shown}:{line}", hint) from error
    rows = list(evaluate.rows(text, shown))
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
                first = min(unit for _, units in rows for unit in units)
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
