"""The rows of a table in a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.readers.containers import name, whole

if TYPE_CHECKING:
    from lxml.etree import _Element


def rows(table: _Element) -> Iterator[list[_Element]]:
    """The cells of each row; a caption is one.

    A cell that goes on in the rows below is empty there, so that theirs keep their columns.
    """
    below: dict[int, int] = {}
    for part in _parts(table):
        if name(part) == "caption":
            yield [part]
            continue
        cells: list[_Element] = []
        for cell in part:
            if name(cell) in {"td", "th"}:
                cells += _covered(part, below, len(cells))
                if (rows_ := whole(cell.get("rowspan"), 5) or 1) > 1:
                    below[len(cells)] = rows_ - 1
                cells.append(cell)
        yield cells + _covered(part, below, len(cells))


def _parts(table: _Element) -> Iterator[_Element]:
    """The rows of a table and its caption, in order."""
    for part in table:
        if name(part) in {"tr", "caption"}:
            yield part
        elif name(part) in {"thead", "tbody", "tfoot"}:
            yield from _parts(part)


def _covered(row: _Element, below: dict[int, int], column: int) -> list[_Element]:
    """Empty cells from a column on, as far as those of rows above reach; they are counted down."""
    empty: list[_Element] = []
    while below.get(column, 0):
        below[column] -= 1
        empty.append(row.makeelement("td"))
        column += 1
    return empty
