"""Sheets of Office Open XML (.xlsx; ECMA-376, part 1, 18.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.readers.columns import SheetRow
from toolkit.readers.containers import AGAIN, Package, child, children, holds, inside, name, target, value
from toolkit.readers.paragraphs import TextBudget
from toolkit.readers.workbook.filled import BookSheet, FilledRows
from toolkit.readers.workbook.formats import shown
from toolkit.text.hygiene import number
from toolkit.text.lines import seen

if TYPE_CHECKING:
    from lxml.etree import _Element


_PLACE = late.regex("([A-Z]{1,3})[0-9]{1,7}")
_CODED = late.regex("_x([0-9A-Fa-f]{4})_")
"""A character that XML can't carry, or doesn't keep."""
_YES = frozenset({"1", "true", "on"})
_COLUMNS = 16_384
"""The most that a sheet has."""


def sure(data: bytes) -> bool:
    """Whether a file is such a workbook, by the names of its parts."""
    return holds(data, b"xl/workbook.xml")


def sheets(data: bytes, path: str, left_out: Counter[str]) -> Iterator[BookSheet]:
    """The sheets that are shown.

    left_out  counts what isn't read
    Raises SourceError for what is no workbook.
    """
    book = _Workbook(Package(data, path, "workbook"))
    for entry in children(child(book.root, "sheets")):
        if value(entry, "state") in {"hidden", "veryHidden"}:
            left_out["hidden sheet"] += 1
        # A sheet may be a diagram.
        elif part := book.parts.get(value(entry, "id"), ""):
            yield BookSheet(value(entry, "name"), book.rows(part, left_out))


class _Workbook:
    """What all sheets share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._budget = TextBudget(package.path)
        main = next(package.related("", "officeDocument"), "xl/workbook.xml")
        self.root = package.xml(main)
        self.parts = {
            value(relation, "Id"): target(relation, main)
            for relation in package.relations(main)
            if value(relation, "Type").endswith("/worksheet") and inside(relation)
        }
        self._texts = [_text(entry) for entry in children(package.part(main, "sharedStrings"))]
        styles = package.part(main, "styles")
        codes = {
            value(code, "numFmtId"): value(code, "formatCode") for code in children(child(styles, "numFmts"))
        }
        named = [value(style, "numFmtId") for style in children(child(styles, "cellXfs"))]
        self._formats = [codes.get(form, form) for form in named]
        self._since_1904 = value(child(self.root, "workbookPr"), "date1904") in _YES

    def rows(self, part: str, left_out: Counter[str]) -> list[SheetRow]:
        """The rows of a sheet that are shown and have something in a cell."""
        sheet = self._package.xml(part)
        filled = FilledRows(self._package.path, self._budget)
        hidden = _hidden(sheet)
        at = 0
        for row in children(child(sheet, "sheetData")):
            at = number(value(row, "r")) or at + 1
            cells = self._cells(row, at)
            if value(row, "hidden") in _YES:
                left_out["hidden row"] += any(map(seen, cells.values()))
                continue
            left_out["hidden cell"] += sum(seen(cells.pop(k)) for k in hidden & cells.keys())
            filled.add(at, cells)
        for kind, noun, shown_as in (("comments", "comment", "comment"), ("drawing", "picture", "pic")):
            beside = self._package.part(part, kind)
            left_out[noun] += (
                sum(name(node) == shown_as for node in beside.iter()) if beside is not None else 0
            )
        return filled.rows

    def _cells(self, row: _Element, at: int) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = -1
        for cell in children(row):
            place = _PLACE.fullmatch(value(cell, "r"))
            column = _column(place[1]) if place else column + 1
            cells[column] = self._words(cell, at)
        return cells

    def _words(self, cell: _Element, row: int) -> str:
        """What a cell shows. Raises SourceError for a formula whose result is not in the file."""
        kind, held = value(cell, "t") or "n", child(cell, "v")
        if kind == "inlineStr":
            return _text(child(cell, "is"))
        if held is None:
            if child(cell, "f") is not None:
                where = Location(self._package.path, row)
                raise SourceError("a cell has a formula whose result isn't in the file.", where, AGAIN)
            return ""
        words = held.text or ""
        if kind == "s":
            which = number(words)
            if which is None or which >= len(self._texts):
                raise self._package.damaged("sharedStrings")
            return self._texts[which]
        if kind != "n":
            return _decoded(words)
        style = number(value(cell, "s")) or 0
        return shown(words, self._formats[style] if style < len(self._formats) else "", self._since_1904)


def _hidden(sheet: _Element | None) -> frozenset[int]:
    """The columns that are hidden, from 0."""
    hidden: set[int] = set()
    for column in children(child(sheet, "cols")):
        if value(column, "hidden") in _YES:
            first, last = number(value(column, "min")) or 1, number(value(column, "max")) or 1
            hidden.update(range(first - 1, min(last, _COLUMNS)))
    return frozenset(hidden)


def _column(letters: str) -> int:
    """The number of a column, from 0.

    >>> _column("A"), _column("XFD")
    (0, 16383)
    """
    at = 0
    for letter in letters:
        at = 26 * at + ord(letter) - 64
    return at - 1


def _text(entry: _Element | None) -> str:
    """The words of a cell, in one piece or in runs; how Japanese is read stands beside them."""
    pieces: list[str] = []
    for part in children(entry):
        run = child(part, "t") if name(part) == "r" else part
        if run is not None and name(run) == "t":
            pieces.append(run.text or "")
    return _decoded("".join(pieces))


def _decoded(words: str) -> str:
    return _CODED.sub(lambda code: chr(int(code[1], 16)), words) if "_x" in words else words
