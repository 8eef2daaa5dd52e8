"""Workbooks (.xlsx, .ods) in which a sheet has a row for what somebody says.

Cells are read as they are shown: a time is no number of days. Of several sheets only one may be a talk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers import Reader, columns, of_content, sheets
from toolkit.readers.columns import ColumnsFound, SheetRow
from toolkit.readers.left_out import not_read
from toolkit.reading.lines import Content
from toolkit.text.hygiene import shortened

if TYPE_CHECKING:
    from toolkit.readers.workbook.filled import BookSheet

_NAMED = 20
"""Sheets that are named in a message."""
_HEAD = 1000
"""Bytes at the beginning of a flat file, in which its root stands."""


def content(data: bytes, *, path: str) -> Content:
    """What the rows say of the one sheet that is a talk.

    Raises SourceError where none is, or several are.
    """
    from toolkit.readers.workbook import ods, xlsx

    left_out = Counter[str]()
    book = xlsx.sheets(data, path, left_out) if xlsx.sure(data) else ods.sheets(data, path, left_out)
    filled = [sheet for sheet in book if sheet.rows]
    if not filled:
        raise SourceError("there is nothing in the sheets of this workbook.", path, "Is it the right file?")
    found = [(sheet, columns.told(_even(sheet.rows))) for sheet in filled]
    talks = [(sheet, form) for sheet, form in found if "text" in form]
    if len(talks) > 1:
        raise SourceError(
            f"several sheets have what is said: {_listed([sheet for sheet, _ in talks])}.",
            path,
            "Save each as a file of its own, or put their rows into one sheet.",
        )
    sheet, form = talks[0] if talks else (filled[0], ColumnsFound())
    read = sheets.content(sheet.rows, form, path)
    others = _unread([other for other in filled if other is not sheet], path)
    return Content(read.lines, findings=(*read.findings, *others, *not_read(left_out, path)))


def _even(rows: Sequence[SheetRow]) -> Sequence[Sequence[str]]:
    """The cells of all rows, each to the last column: what nobody has named has a column, too."""
    width = max(len(row.cells) for row in rows)
    return [[*row.cells, *[""] * (width - len(row.cells))] for row in rows]


def _listed(some: Sequence[BookSheet]) -> str:
    names = [shortened(sheet.name, 30) for sheet in some[:_NAMED]]
    return ", ".join(names + ["…"] * (len(some) > _NAMED))


def _unread(others: Sequence[BookSheet], path: str) -> Iterator[Finding]:
    """What is said of sheets that are no talk (D165)."""
    if others:
        yield report("D165", Location(path, 0), what=f"sheets of the workbook ({_listed(others)})")


def _sure(data: bytes) -> bool:
    # Most files are a text, and need to know no more of workbooks.
    if not data.startswith(b"PK") and b"<office:document" not in data[:_HEAD]:
        return False
    from toolkit.readers.workbook import ods, xlsx

    return xlsx.sure(data) or ods.sure(data)


READER = Reader(
    suffixes=(".xlsx", ".xlsm", ".xltx", ".ods", ".fods"),
    read=of_content(content),
    sure=_sure,
    syntax=("zip", "markup"),
)
