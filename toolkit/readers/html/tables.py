"""The rows of a table in a page, and the terms of a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.readers.containers import name, whole
from toolkit.readers.html.places import LinesOfWords
from toolkit.readers.html.texts import put
from toolkit.readers.html.unread import unseen

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELLS = frozenset({"td", "th"})
_AROUND_ROWS = frozenset({"thead", "tbody", "tfoot", "tr", "form"})
"""What rows and cells stand in; a form around them has no part in a table, as browsers read it."""
_COLUMNS = frozenset({"col", "colgroup"})


def rows(table: _Element, places: LinesOfWords) -> Iterator[list[_Element]]:
    """The cells of each row; a caption is one.

    A cell that goes on in the rows below is empty there, so that theirs keep their columns. What stands
    between cells is above them, and the foot of a table below, as a browser shows both.
    """
    found = _FoundRows(table, places)
    found.take(table)
    yield from found.strays
    below: dict[int, int] = {}
    for parts in [*found.rows, *found.feet]:
        if [name(part) for part in parts] == ["caption"]:
            yield parts
            continue
        cells: list[_Element] = []
        for cell in parts:
            cells += _covered(table, below, len(cells))
            if (rows_ := whole(cell.get("rowspan"), 5) or 1) > 1:
                below[len(cells)] = rows_ - 1
            cells.append(cell)
        yield cells + _covered(table, below, len(cells))


class _FoundRows:
    """What stands in a table."""

    def __init__(self, table: _Element, places: LinesOfWords) -> None:
        self.table, self.places = table, places
        self.rows: list[list[_Element]] = []
        self.feet: list[list[_Element]] = []
        self.strays: list[list[_Element]] = []

    def take(self, node: _Element, *, foot: bool = False) -> None:
        """Take the rows in an element, of which cells alone are one."""
        rows_ = self.feet if foot else self.rows
        self._stray(node, tail=False)
        cells: list[_Element] = []
        for part in list(node):
            tag = name(part)
            self._stray(part, tail=True)
            if not tag or tag in _COLUMNS:
                continue
            if tag in _CELLS:
                cells.append(part)
                continue
            if tag == "form" and name(node) == "tr":
                cells += [cell for cell in part if name(cell) in _CELLS]
                continue
            if cells:
                rows_.append(cells)
                cells = []
            if tag == "caption":
                rows_.append([part])
            elif tag in _AROUND_ROWS and not unseen(part):
                self.take(part, foot=foot or tag == "tfoot")
            else:
                part.tail = None
                self.strays.append([_around(part)])
        if cells:
            rows_.append(cells)

    def _stray(self, node: _Element, *, tail: bool) -> None:
        if (found := _of_text(node, self.places, tail=tail)) is not None:
            self.strays.append([found])


def terms(node: _Element, places: LinesOfWords) -> Iterator[list[_Element]]:
    """Terms with what is said of each, as rows of a table; all else in a list of them is a row."""
    waiting: list[_Element] = []
    if (stray := _of_text(node, places, tail=False)) is not None:
        yield [stray]
    for part in list(node):
        tag, stray = name(part), _of_text(part, places, tail=True)
        if tag == "dt":
            waiting.append(part)
        elif tag == "dd":
            # Of several terms with one description the last stands beside it.
            yield from ([term] for term in waiting[:-1])
            yield [*waiting[-1:], part]
            waiting = []
        elif tag:
            yield from ([term] for term in waiting)
            waiting = []
            if tag == "div":
                yield from terms(part, places)
            else:
                part.tail = None
                yield [_around(part)]
        if stray is not None:
            yield from ([term] for term in waiting)
            waiting = []
            yield [stray]
    yield from ([term] for term in waiting)


def _of_text(node: _Element, places: LinesOfWords, *, tail: bool) -> _Element | None:
    """An element with words that stand in one where none should, or behind it; None for no words."""
    text = (node.tail if tail else node.text) or ""
    if not text.strip():
        return None
    made = node.makeelement("div")
    put(made, text)
    places.move(node, made, tail=tail)
    return made


def _around(part: _Element) -> _Element:
    """An element around another, so that this is read as any other is."""
    made = part.makeelement("div")
    made.append(part)
    return made


def _covered(table: _Element, below: dict[int, int], column: int) -> list[_Element]:
    """Empty cells from a column on, as far as those of rows above reach; they are counted down."""
    empty: list[_Element] = []
    while below.get(column, 0):
        below[column] -= 1
        empty.append(table.makeelement("td"))
        column += 1
    return empty
