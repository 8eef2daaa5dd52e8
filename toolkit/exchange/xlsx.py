"""XLSX: a sheet for translators without a PO editor.

One row a message. Only the target, its state and the comment can be typed into; the sheet is protected
without a password, so that this is no more than a guard against slips. All cells are text: nothing becomes a
number, a date or a formula. XlsxWriter writes, python-calamine reads (the extra `xlsx`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any, BinaryIO
from xml.parsers import expat

from toolkit import languages, late, limits
from toolkit.archive.container import DAMAGED
from toolkit.errors import DiglotError, extra
from toolkit.exchange import STATES, ExportOptions, Parcel, RoundTrip, table
from toolkit.text.hygiene import number as in_digits

_LONGEST = 32_767
"""UTF-16 units in a cell (Microsoft's "Excel specifications and limits")."""
_PLACE = late.regex("([A-Z]{1,3})([1-9][0-9]{0,6})")
_WIDTHS = {
    "id": 13,
    "context": 16,
    "note": 28,
    "previous": 30,
    "source": 60,
    "target": 60,
    "state": 11,
    "comment": 28,
}
"""Of the columns that are shown, in characters."""
_TEXT = 49
"""The number format "@": what is typed stays as it is."""
_FREE = ("target", "state", "comment")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every file says it was made: the same input gives the same bytes."""
# The format has a way to write what XML can't carry (_x0007_), and texts that look like it; the libraries
# don't agree on it in every case. So such a character is written as a noncharacter, which XML can carry, and
# one more; what looks like the format's way gets a pair that stands for nothing.
_MARK = "\ufdd0"
_CODES = {chr(k): _MARK + chr(k + 64) for k in range(32) if chr(k) not in "\t\n"}
_CODES |= {_MARK: _MARK + "0", "\ufffe": _MARK + "1", "\uffff": _MARK + "2"}
_TO_CODES = str.maketrans(_CODES)
_FROM_CODES = {code: character for character, code in _CODES.items()} | {_MARK + "3": ""}
_LOOKS_CODED = late.regex("_(?=x[0-9A-Fa-f]{4}_)")
_COUNTLESS = 10**18
"""For a number of more digits than are read."""
_CODED = late.regex(_MARK + "[0-3@-_]")


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write a workbook with one sheet.

    DiglotError for a text that no cell can hold.
    """
    with extra("xlsx", "XLSX"):
        import xlsxwriter
    # In memory: a text that no cell can hold must leave no half of a file behind.
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True, "in_memory": True})
    book.set_properties({"title": parcel.document, "created": _EPOCH})
    sheet = book.add_worksheet(parcel.lang[:31])
    formats = _columns(book, sheet, parcel)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    last = max(len(parcel.units), 1)
    sheet.data_validation(
        1, table.COLUMNS.index("state"), last, table.COLUMNS.index("state"),
        {"validate": "list", "source": list(STATES)},
    )  # fmt: skip
    sheet.autofilter(0, 0, last, len(table.COLUMNS) - 1)
    sheet.protect(
        "", dict.fromkeys(("autofilter", "format_cells", "format_columns", "format_rows", "sort"), True)
    )
    head = book.add_format({"bold": True, "num_format": _TEXT, "bottom": 1})
    for column, name in enumerate(table.COLUMNS):
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(table.rows(parcel), 1):
        for column, text in enumerate(map(_coded, row)):
            if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * _LONGEST:
                raise _too_long(parcel, row[0], table.COLUMNS[column])
            # A blank cell has to be written too: it is a place to type into.
            put = sheet.write_string if text else sheet.write_blank
            put(number, column, text, formats[column])
    book.close()
    sink.write(made.getvalue())


def of_rows(rows: Sequence[Sequence[str | int]], title: str) -> bytes:
    """A table of words and numbers as a workbook; its first row is the head."""
    with extra("xlsx", "XLSX"):
        import xlsxwriter
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": title, "created": _EPOCH})
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bottom": 1})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            # A number can be reckoned with; a text never becomes a formula.
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, _coded(cell), bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return made.getvalue()


def _columns(book: Any, sheet: Any, parcel: Parcel) -> list[Any]:
    """Lay out the columns, and give the format of each."""
    some_previous = any(unit.previous for unit in parcel.units)
    formats = []
    for column, name in enumerate(table.COLUMNS):
        look = {"num_format": _TEXT, "text_wrap": True, "valign": "top", "locked": name not in _FREE}
        lang = {"source": parcel.source_lang, "previous": parcel.source_lang, "target": parcel.lang}.get(name)
        if lang:
            right_to_left = languages.get(lang).dir == "rtl"
            look |= {"reading_order": 2 if right_to_left else 1}
            # Excel aligns text by the direction of the sheet, not of the text.
            look |= {"align": "right"} if right_to_left else {}
        if name not in _FREE:
            look |= {"font_color": "#595959"} if name != "source" else {}
        formats.append(book.add_format(look))
        hidden = name not in _WIDTHS or (name == "previous" and not some_previous)
        sheet.set_column(column, column, _WIDTHS.get(name, 12), formats[column], {"hidden": hidden})
    return formats


def _too_long(parcel: Parcel, name: str, column: str) -> DiglotError:
    return DiglotError(
        f"the {column} of message {name} has more than {_LONGEST:,} characters, which no cell can hold.",
        parcel.document,
        "Export this document as xliff or csv.",
    )


def _coded(text: str) -> str:
    text = text.translate(_TO_CODES)
    return _LOOKS_CODED.sub(f"_{_MARK}3", text) if "_x" in text else text


def _decoded(text: str) -> str:
    return _CODED.sub(lambda match: _FROM_CODES.get(match[0], match[0]), text) if _MARK in text else text


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels of a workbook.

    All sheets with our columns are read, of .xlsx or of .ods as LibreOffice saves it.
    """
    with extra("xlsx", "XLSX"):
        from python_calamine import CalamineError, CalamineWorkbook
    # The library has no limits of its own.
    _check_size(data, path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except CalamineError as error:
        raise _no_workbook(path) from error
    # Sheets of somebody's own are passed over; where none is ours, the first tells what is wrong.
    ours = [sheet for sheet in sheets if sheet and "languages" in sheet[0]] or sheets[:1]
    return list(chain.from_iterable(table.parcels(_rows(sheet), path) for sheet in ours))


def _rows(sheet: Sequence[Sequence[object]]) -> Iterator[tuple[int, list[str | table.NoText]]]:
    for number, row in enumerate(sheet, 1):
        yield number, list(map(_cell, row))


def _cell(cell: object) -> str | table.NoText:
    if isinstance(cell, str):
        return _decoded(cell)
    # "1971" was typed, and became a number: nothing of it is lost.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    kind = _KINDS.get(type(cell).__name__, "something else")
    return table.NoText(f"{cell}: a spreadsheet has turned it into {kind}")


_KINDS = {
    "float": "a number",
    "int": "a number",
    "bool": "a truth value",
    "date": "a date",
    "datetime": "a date",
    "time": "a time of day",
    "timedelta": "a duration",
}


def _check_size(data: bytes, path: str) -> None:
    """Refuse a workbook that takes too much memory.

    Unpacked, or laid out: more than any table of a transcript.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            limits.check(sum(part.file_size for part in parts), limits.WORKBOOK, path)
            for part in parts:
                if part.filename.lower().endswith(".xml"):
                    extent = _CellRange(path)
                    extent.parser.Parse(archive.read(part), True)
                    # The library lays out all cells between the first and the last that has something in it.
                    limits.check(extent.rows * extent.columns, limits.CELLS, path)
    except (*DAMAGED, LookupError, expat.ExpatError) as error:
        raise _no_workbook(path) from error


class _CellRange:
    """How far the filled cells of a sheet reach.

    In a part of .xlsx or .ods.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.depth = 0
        self.rows = self.columns = 0
        self.row = self.column = 0
        """The last of those that the cell has, which may stand for several in a row."""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.depth += 1
        limits.check(self.depth, limits.XML_DEPTH, self.path)
        for key, value in attributes.items():
            # The library makes room for what a part says to have, and ends the process where there is none.
            if key.lower().endswith("count") and value.isdecimal():
                number = in_digits(value)
                limits.check(_COUNTLESS if number is None else number, limits.CELLS, self.path)
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = in_digits(attributes.get("r", "")) or self.row + 1, 0
        elif name == "table-row":
            self.row, self.column = self.row + self._repeated(attributes, "rows"), 0
        elif name == "c":
            self.column += 1
            if "r" in attributes:
                if not (place := _PLACE.fullmatch(attributes["r"].upper())):
                    raise zipfile.BadZipFile  # The library would take it for another place, however far.
                self.row, self.column = int(place[2]), _column(place[1])
        elif name in {"table-cell", "covered-table-cell"}:
            self.column += self._repeated(attributes, "columns")
        elif name not in {"v", "is", "f", "p"}:
            return
        if name in {"v", "is", "f", "p"} or any(key.endswith(":value") for key in attributes):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)

    def end(self, _: str) -> None:
        """End an element."""
        self.depth -= 1

    def _repeated(self, attributes: dict[str, str], what: str) -> int:
        return in_digits(attributes.get(f"table:number-{what}-repeated", "")) or 1

    def doctype(self, *_: object) -> None:
        """Refuse entities, which no workbook declares."""
        raise zipfile.BadZipFile


def _column(letters: str) -> int:
    """The 1-based number of a column.

    >>> _column("A"), _column("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _no_workbook(path: str) -> DiglotError:
    return DiglotError("this is no workbook, or it is damaged.", path, "Open it and save it as .xlsx again.")


FORMAT = RoundTrip(suffix=".xlsx", write=write, read=read, suffixes=(".xlsx", ".ods"))
