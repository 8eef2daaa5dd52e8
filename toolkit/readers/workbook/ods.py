"""Sheets of OpenDocument (.ods, .fods)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.model import Location
from toolkit.readers import odt
from toolkit.readers.containers import child, children, name, value
from toolkit.readers.paragraphs import TextBudget
from toolkit.readers.workbook.filled import BookSheet, FilledRows
from toolkit.text.hygiene import number
from toolkit.text.lines import seen

if TYPE_CHECKING:
    from lxml.etree import _Element


_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = frozenset({"collapse", "filter"})
_GROUPS = ("rows", "row-group", "header-rows", "columns", "column-group", "header-columns")
_BLANKS = {"tab": "\t", "line-break": "\n", "s": " "}
_UNREAD = {"annotation": "comment", "frame": "picture", "shapes": "picture"}


def sure(data: bytes) -> bool:
    """Whether a file is such a workbook, by its type, which stands at its beginning."""
    return _KIND in data[: 1000 if data.startswith(b"PK") else odt.HEAD]


def sheets(data: bytes, path: str, left_out: Counter[str]) -> Iterator[BookSheet]:
    """The sheets that are shown.

    left_out  counts what isn't read
    Raises SourceError for what is no workbook.
    """
    root, _, _ = odt.parts(data, path, "ODS")
    unseen = {
        value(style, "name")
        for style in children(child(root, "automatic-styles"))
        if value(child(style, "table-properties"), "display") == "false"
    }
    budget = TextBudget(path)
    for table in children(child(child(root, "body"), "spreadsheet")):
        if name(table) != "table":
            continue
        if value(table, "style-name") in unseen:
            left_out["hidden sheet"] += 1
            continue
        filled = FilledRows(path, budget)
        hidden = _hidden(table)
        at = 1
        for row in _parts(table, "table-row"):
            times = number(value(row, "number-rows-repeated")) or 1
            cells = _cells(row, Location(path, at), left_out)
            if value(row, "visibility") in _HIDDEN:
                left_out["hidden row"] += any(map(seen, cells.values()))
            else:
                left_out["hidden cell"] += sum(seen(cells.pop(k)) for k in hidden & cells.keys())
                filled.add(at, cells, times)
            at += times
        yield BookSheet(value(table, "name"), filled.rows)


def _parts(node: _Element, wanted: str) -> Iterator[_Element]:
    """The rows or the columns of a table, in groups or not."""
    for part in node:
        if name(part) == wanted:
            yield part
        elif name(part).removeprefix("table-") in _GROUPS:
            yield from _parts(part, wanted)


def _hidden(table: _Element) -> frozenset[int]:
    """The columns that are hidden, from 0."""
    hidden: set[int] = set()
    at = 0
    for column in _parts(table, "table-column"):
        times = number(value(column, "number-columns-repeated")) or 1
        if value(column, "visibility") in _HIDDEN:
            hidden.update(range(at, min(at + times, limits.CELLS_OF_ROW.most)))
        at += times
    return frozenset(hidden)


def _cells(row: _Element, where: Location, left_out: Counter[str]) -> dict[int, str]:
    cells: dict[int, str] = {}
    at = 0
    for cell in children(row):
        times = number(value(cell, "number-columns-repeated")) or 1
        if words := _words(cell, left_out):
            limits.check(at + times, limits.CELLS_OF_ROW, where)
            cells |= dict.fromkeys(range(at, at + times), words)
        at += times
    return cells


def _words(cell: _Element, left_out: Counter[str]) -> str:
    """What a cell shows: its paragraphs."""
    lines: list[str] = []
    for part in cell:
        if name(part) in _UNREAD:
            left_out[_UNREAD[name(part)]] += 1
        elif name(part) == "p":
            lines.append("".join(_pieces(part)))
    return "\n".join(lines)


def _pieces(node: _Element) -> Iterator[str]:
    yield (node.text or "").replace("\t", " ")
    for part in node:
        kind = name(part)
        yield from (
            [_BLANKS[kind]]
            if kind in _BLANKS
            else ()
            if kind in {"annotation", "ruby-text"}
            else _pieces(part)
        )
        yield (part.tail or "").replace("\t", " ")
