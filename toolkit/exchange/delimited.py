"""What CSV and TSV have in common.

Written as RFC 4180 has it: CR LF between rows, quotes around what needs them. A text that a spreadsheet would
take for a formula gets an apostrophe before it, which comes off again when the file is read.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterator
from typing import BinaryIO

from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, Parcel, table
from toolkit.model import Location

# OWASP's list for "CSV injection", with the full-width forms of East Asian keyboards. An apostrophe that
# stands there already gets one more, so that taking one off gives back what was there.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def write(parcel: Parcel, options: ExportOptions, sink: BinaryIO, *, delimiter: str) -> None:
    """Write a parcel in UTF-8."""
    text = io.TextIOWrapper(sink, "utf-8-sig" if options.bom else "utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(table.COLUMNS)
        writer.writerows([_guarded(cell) for cell in row] for row in table.rows(parcel))
        text.flush()
    finally:
        # The sink isn't ours to close.
        text.detach()


def _guarded(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels in a file.

    A spreadsheet may have written it anew with another delimiter. UTF-8, or UTF-16 with a byte order mark.
    DiglotError with the line where it can't be read.
    """
    text = _decoded(data, path)
    return table.parcels(_rows(text, path), path)


def _decoded(data: bytes, path: str) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiglotError(
            f"this is not {'UTF-16' if utf16 else 'UTF-8'}.",
            Location(path, data.count(b"\n", 0, error.start) + 1),
            "Save it as “CSV UTF-8”: in another encoding, characters are lost.",
        ) from error


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    # A paragraph may be longer than what the module takes for a mistake.
    csv.field_size_limit(sys.maxsize)
    head = text.partition("\n")[0]
    # Where the comma is the decimal sign, Excel writes semicolons.
    delimiter = max(",;\t", key=head.count)
    # Strict: a lost quotation mark would swallow the rows up to the next one.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [_bare(cell) for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise DiglotError(
            f"this can't be read as a table: {error}.",
            Location(path, line),
            "A quotation mark inside of a cell is written twice, and the cell stands between two.",
        ) from error
