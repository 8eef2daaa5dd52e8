"""Tables in plain text (.csv, .tsv): a row for what somebody says, its cells parted by a sign.

ELAN, Premiere, Descript, Whisper and labels of Audacity come so, and what people copy out of a workbook. The
first row names the columns, in any order; where it doesn't, the cells have to tell what each column is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import NamedTuple

from toolkit import late, limits
from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers import Reader, columns, forms, plain
from toolkit.readers.columns import SheetRow
from toolkit.readers.file_lines import line_ends
from toolkit.reading.lines import Content
from toolkit.text.hygiene import trimmed
from toolkit.text.lines import seen

_QUOTED = late.regex(r'(?:^|\t)"(?:[^"\n\t]*(?:""|[\n\t]))(?:[^"]|"")*"(?=\t|\r?$)', re.MULTILINE)
"""A cell that must be quoted in a table with tabs: it has quotation marks, a tab or a line end."""
_CELL = r'(?:"[^"\t]*+"|[^"\t\w]*+(?:\d[^"\t\w]*+)*+)'
_QUOTED_ROW = late.regex(rf"{_CELL}(?:\t{_CELL})++")
"""A row of which each cell with a letter is quoted, as some programs write them all."""
_TIME_CELL = late.regex(r"\d[:.]\d\d\S{0,12}\t")
_RULE = late.regex(r"[^\n|]*+\|[^\n]*+\n[ \t]*+\|?[ \t]*+:?-[-:| \t]*+(?:\r?\n|$)")
"""A first row, and below it the row of dashes that a table of Markdown has."""
_RULE_CELL = late.regex(r"\s*(?:[-:]{2,}\s*)?")
"""A cell of that row, or an empty one: below a title such a table may be one of plain text."""
_SIGN = late.regex(r'"?sep=(.)"?\W*', re.IGNORECASE)
"""A first line that says what parts the cells, as Excel wants to be told."""
_SIGN_LINE = 80
"""Characters of such a line."""
_DELIMITERS = "\t;,|"
_AS_WIDE = 0.9
"""How many rows must be as wide as the first."""


_LONGEST = 131_072
"""Characters of a cell: a longer one is most often a quotation mark that was never closed."""


class CellSigns(NamedTuple):
    """What parts the cells, and whether some are in quotation marks."""

    delimiter: str
    quoted: bool


def content(text: str, *, path: str) -> Content:
    """What the rows say, in the order of their times.

    Raises SourceError for a table of which no column is known to have the words.
    """
    try:
        with _bounded():
            layout = _layout(text)
            rows = list(_rows(text, layout, strict=True))
    except csv.Error as error:
        what, number = error.args
        where = Location(path, number)
        if "larger" in what:
            raise SourceError(
                f"this table has a cell of more than {_LONGEST:,} characters.",
                where,
                "Close a quotation mark that a cell begins with; or put each paragraph into its own row.",
            ) from error
        hint = "Does every cell that begins with a quotation mark end with one?"
        raise SourceError(f"this table can't be taken apart: {what}.", where, hint) from error
    limits.check(len(rows), limits.TABLE, path)
    for row in rows:
        limits.check(len(row.cells), limits.CELLS_OF_ROW, Location(path, row.number))
    # Nearly all texts are asked whether they are tables, and few are.
    from toolkit.readers import sheets

    form = columns.told([row.cells for row in rows])
    taken = sheets.content(rows, form, path, text=text, sign=layout.delimiter)
    return replace(taken, findings=(*taken.findings, *_cut_off(rows, path)))


def _cut_off(rows: Sequence[SheetRow], path: str) -> Iterator[Finding]:
    """D169, where only the last row has fewer cells: of 1,402 tables that others wrote, none did."""
    *others, last = rows
    if len({len(row.cells) for row in others}) == 1 and len(last.cells) < len(others[0].cells):
        yield report("D169.row", Location(path, last.number))


@contextmanager
def _bounded() -> Iterator[None]:
    """Within it no cell may be longer: the bound is the module's, and others set it for their own tables."""
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _layout(text: str) -> CellSigns:
    """How the cells are set: the way that makes rows as wide as the first, and of the most cells."""
    said = _SIGN.fullmatch(_first_line(text))
    ways = [
        CellSigns(sign, quoted) for sign in (said[1] if said else _DELIMITERS) for quoted in (True, False)
    ]
    # Where nothing has to be quoted, a quotation mark beside a tab is what somebody says.
    # The first row may name the columns.
    quoted = _QUOTED.search(text) or all(map(_QUOTED_ROW.fullmatch, filter(None, text.splitlines()[1:])))
    ways = [way for way in ways if way != CellSigns("\t", True) or quoted]
    widths = {way: _width(text, way) for way in ways}
    best = [way for way in ways if widths[way] == max(widths.values())]
    # A question in Greek ends in what parts cells elsewhere.
    several = len({way.delimiter for way in best}) > 1
    return next((way for way in best if several and way.quoted and _whole(text, way)), best[0])


def _whole(text: str, layout: CellSigns) -> bool:
    """Whether all cells that begin with a quotation mark end with one."""
    try:
        return all(row.cells for row in _rows(text, layout, strict=True))
    except csv.Error:
        return False


def _width(text: str, layout: CellSigns) -> tuple[int, int]:
    """How many rows stand above the first that has several cells, as a number below 0, and how many it has.

    One cell where many others have fewer.
    """
    widths: list[int] = []
    # What is wrong is said where the rows are read.
    with suppress(csv.Error):
        widths += (len(row.cells) for row in _rows(text, layout))
    # A title may stand above the table.
    above = next((k for k, width in enumerate(widths[: columns.ABOVE + 1]) if width > 1), len(widths))
    as_wide = [width >= widths[above] for width in widths[above:]]
    # The file may end within its last row.
    if len(as_wide) > 2 and not as_wide[-1]:
        del as_wide[-1]
    wide = as_wide and sum(as_wide) >= _AS_WIDE * len(as_wide)
    return (-above, widths[above]) if wide else (-len(widths), 1)


def _rows(text: str, layout: CellSigns, *, strict: bool = False) -> Iterator[SheetRow]:
    """The rows that have anything in a cell."""
    lines = iter(line_ends(text).split(text)[::2])
    number = 1
    if _SIGN.fullmatch(_first_line(text)):
        next(lines)
        number = 2
    before = number - 1
    # Without a sign for quotation marks there are none.
    sign = '"' if layout.quoted else None
    source = (f"{line if line.isascii() else trimmed(line)}\n" for line in lines)
    reader = csv.reader(source, delimiter=layout.delimiter, quotechar=sign, strict=strict)
    try:
        for cells in reader:
            if any(map(seen, cells)) and not all(map(_RULE_CELL.fullmatch, cells)):
                yield SheetRow(number, cells)
            number = before + reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(str(error), number) from error


def _first_line(text: str) -> str:
    return text[:_SIGN_LINE].partition("\n")[0].rstrip("\r")


def _sure(data: bytes) -> bool:
    """Whether a row at the top names the columns, or rows begin with two times."""
    head = forms.start(data).lstrip()
    if _RULE.match(head):
        return False
    # A look at the first lines is enough for nearly all texts.
    first = [line for line in head.split("\n", columns.ABOVE + 1)[: columns.ABOVE + 1] if line.strip()]
    if not first or not (_TIME_CELL.search(first[0]) or any(map(_names_text, first))):
        return False
    layout = _layout(head)
    if _width(head, layout)[1] < 2:
        return False
    form = columns.told([row.cells for row in _rows(head, layout)])
    if form.named:
        return "text" in form
    return layout.delimiter == "\t" and not form.heads and {"start", "end", "text"} <= {*form.columns}


def _names_text(line: str) -> bool:
    """Whether a cell of a line is called as the column is that has the words."""
    signs = [sign for sign in _DELIMITERS if sign in line]
    return any(columns.called(cell.strip('" \r')) == "text" for sign in signs for cell in line.split(sign))


READER = Reader(suffixes=(".csv", ".tsv"), read=plain.of_text(content), write=plain.write, sure=_sure)
