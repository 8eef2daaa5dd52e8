"""Rows of a sheet that have something in a cell: a file may say to have any number of empty ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit import limits
from toolkit.model import Location
from toolkit.readers.columns import SheetRow
from toolkit.readers.paragraphs import TextBudget
from toolkit.text.lines import seen


class BookSheet(NamedTuple):
    """A sheet that is shown."""

    name: str
    rows: Sequence[SheetRow]


class FilledRows:
    """Takes the cells of a sheet, row by row."""

    def __init__(self, path: str, budget: TextBudget) -> None:
        """budget: of all sheets; a text may stand once in the file, and in many cells."""
        self.rows: list[SheetRow] = []
        self._path, self._budget = path, budget

    def add(self, number: int, cells: Mapping[int, str], times: int = 1) -> None:
        """Add a row, which may stand for several.

        number  of the first
        cells   by their columns, from 0
        """
        filled = {at: words for at, words in cells.items() if seen(words)}
        if not filled:
            return
        limits.check(len(self.rows) + times, limits.TABLE, self._path)
        limits.check(max(filled) + 1, limits.CELLS_OF_ROW, Location(self._path, number))
        self._budget.take(times * sum(map(len, filled.values())))
        row = [filled.get(at, "") for at in range(max(filled) + 1)]
        self.rows += (SheetRow(number + k, row) for k in range(times))
