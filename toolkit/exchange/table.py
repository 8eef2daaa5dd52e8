"""A parcel as a table, for CSV, TSV and spreadsheets.

One row a message. Columns are found by their names in the first row, so a translator may move, add or delete
some. Which document and language a row is for stands in the row itself: sorting and pasting do no harm.
"""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from toolkit import late
from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, MessageUnit, Parcel, checksum, checksum_of, stated
from toolkit.findings import refused
from toolkit.model import Location

COLUMNS = (
    "id", "context", "note", "previous", "source", "target", "state", "comment",
    "document", "languages", "token",
)  # fmt: skip
_READ = ("id", "context", "source", "target", "state", "comment", "document", "languages", "token")
_NEEDED = ("source", "target", "document", "languages")


@dataclass(frozen=True, slots=True)
class NoText:
    """A cell that a spreadsheet has made no text of."""

    what: str
    """What it holds now, and what that is."""


def rows(parcel: Parcel) -> Iterator[tuple[str, ...]]:
    """The rows of a parcel below the names of columns."""
    languages = f"{parcel.source_lang} > {parcel.lang}"
    for unit in parcel.units:
        yield (
            unit.id,
            unit.context,
            "\n".join(unit.notes),
            unit.previous,
            unit.source,
            unit.target,
            unit.state,
            "\n".join(unit.comments),
            parcel.document,
            languages,
            unit.base,
        )


def parcels(table: Iterable[tuple[int, Sequence[str | NoText]]], path: str) -> list[Parcel]:
    """The parcels in a table that came back.

    Rows that can't be read are findings of the first.

    table  line or row, 1-based, and cells; the first has the names of columns. Rows may be short; those
           without any text are passed over

    Raises DiglotError for a column that is missing or there twice, and where no row can be read.
    """
    # Rows are put together by what they say they are of, whatever order or file they came in.
    lines = iter(table)
    number, head = next(lines, (1, ()))
    at = _columns(head, Location(path, number))
    rows_of: dict[tuple[str, str], list[tuple[dict[str, str | NoText], int]]] = {}
    last = width = 0
    for line, cells in lines:
        if any(cells):
            last, width = line, len(cells)
            row = {name: cells[k] if k < len(cells) else "" for name, k in at.items()}
            # "en>fr", as a hand may write it, is no other parcel than "en > fr".
            languages = " > ".join(map(str.strip, _named(row, "languages").split(">")))
            rows_of.setdefault((_named(row, "document"), languages), []).append((row, line))
    if not rows_of:
        raise DiglotError(
            "there is no row below the names of the columns.",
            Location(path, number),
            "Get the whole file back from the translator, or export it again.",
        )
    whole = [(document, languages) for document, languages in rows_of if document and _pair(languages)]
    ends = max(at["document"], at["languages"])
    # The last cell of a file that was cut off may be half the name of a language, which no other row has.
    if ends + 1 == width < len(head) and len(whole) > 1 and rows_of[whole[-1]][0][1] == last:
        whole.pop()
    units: dict[tuple[str, str], list[MessageUnit]] = {key: [] for key in whole}
    homes = _homes(whole)
    faults: list[DiglotError] = []
    # What a file that was cut off has of its last row may be half a translation.
    cut = last if width <= ends else 0
    for (document, languages), rows_ in rows_of.items():
        near = homes.get((document, languages), ())
        for row, line in rows_:
            try:
                if line == cut:
                    raise _cut_off(Location(path, line))
                if len(near) != 1:
                    raise _homeless(document, languages, Location(path, line))
                units[near[0]].append(_unit(_texts(row, Location(path, line)), Location(path, line)))
            except DiglotError as error:
                faults.append(error)
    # Some rows may be wrong; where all are, it is the file.
    if faults and not any(units.values()):
        raise faults[0]
    made = []
    findings = tuple(refused("D270", error, path) for error in faults)
    for (document, languages), own in units.items():
        source, _, target = languages.partition(">")
        own.sort(key=lambda unit: unit.line)
        made.append(Parcel(document, source.strip(), target.strip(), own, findings, unread=len(findings)))
        findings = ()  # they are told once
    return made


def _homes(whole: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """Document and languages, as a row may say them -> those that it may mean.

    A cell that somebody has emptied is told by all others, where they agree.
    """
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for document, languages in whole:
        for said in ((document, languages), (document, ""), ("", languages), ("", "")):
            found[said].append((document, languages))
    return found


_COPY = "Copy it from another row, or delete the row."


def _named(row: dict[str, str | NoText], column: str) -> str:
    cell = row.get(column, "")
    return cell.strip() if isinstance(cell, str) else str(cell)


def _pair(languages: str) -> bool:
    source, arrow, target = (part.strip() for part in languages.partition(">"))
    return bool(source and arrow and target)


def _homeless(document: str, languages: str, where: Location) -> DiglotError:
    """The error of a row that nothing tells the parcel of."""
    empty = "document" if not document else "" if languages else "languages"
    if empty:
        return DiglotError(f"the cell in the column “{empty}” is empty.", where, _COPY)
    return DiglotError(
        f"“{languages}” in the column “languages” is no pair of languages.",
        where,
        "It should look like en > fr, as `diglot export` wrote it.",
    )


def _cut_off(where: Location) -> DiglotError:
    return DiglotError(
        "the file ends in it, before the columns that say what it is of.",
        where,
        "Get the whole file back from the translator.",
    )


def _texts(row: dict[str, str | NoText], where: Location) -> dict[str, str]:
    """The cells that are read, as texts."""
    texts = {}
    for name in _READ:
        cell = row.get(name, "")
        if isinstance(cell, NoText):
            raise DiglotError(
                f"the cell in the column “{name}” holds no text, but {cell.what}.",
                where,
                "Make it a text: type it again with an apostrophe before it.",
            )
        # Such a text may be a translation all the same: then it went out so.
        if name == "target" and cell in ERRORS and checksum_of(_named(row, "token")) != checksum(cell):
            raise DiglotError(
                f"the cell in the column “target” holds {cell}, the error of a formula.",
                where,
                "Write the text again, with an apostrophe before its first character.",
            )
        texts[name] = cell
    return texts


ERRORS = frozenset({"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows for what it takes for a formula, and can't reckon out."""


def _columns(head: Sequence[str | NoText], where: Location) -> dict[str, int]:
    names = [cell.strip().lower() if isinstance(cell, str) else "" for cell in head]
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise DiglotError(
            f"two columns are called “{twice[0]}”.",
            where,
            "Call the one that isn't to be read by another name.",
        )
    at = {name: names.index(name) for name in COLUMNS if name in names}
    missing = [name for name in _NEEDED if name not in at]
    # With neither, nothing tells apart two messages of the same words.
    if not {"id", "context"} & at.keys():
        missing.append("id")
    if missing:
        raise DiglotError(
            f"there is no column “{missing[0]}” in the first row.",
            where,
            "The first row has the names of the columns, as `diglot export` wrote them.",
        )
    return at


def _unit(row: dict[str, str], where: Location) -> MessageUnit:
    return MessageUnit(
        id=row.get("id", "").strip(),
        context=row.get("context", ""),
        source=row["source"],
        target=row["target"],
        state=stated(row.get("state", ""), where),
        comments=tuple(row.get("comment", "").split("\n")),
        base=row.get("token", "").strip(),
        line=where.line,
    )


# What CSV and TSV have in common.
#
# Written as RFC 4180 has it: CR LF between rows, quotes around what needs them. A text that a spreadsheet
# would take for a formula gets an apostrophe before it, which comes off again when the file is read.


# OWASP's list for "CSV injection", with the full-width forms of East Asian keyboards. An apostrophe that
# stands there already gets one more, so that taking one off gives back what was there.
_FORMULA = late.regex("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = late.regex("'+[=+\\-@\t\r\n＝＋－＠]")


def write(parcel: Parcel, options: ExportOptions, sink: BinaryIO, *, delimiter: str) -> None:
    """Write a parcel in UTF-8."""
    text = io.TextIOWrapper(sink, "utf-8-sig" if options.bom else "utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(COLUMNS)
        for row in rows(parcel):
            writer.writerow(map(guarded, row))
        text.flush()
    finally:
        # The sink isn't ours to close.
        text.detach()


def of_rows(rows: Iterable[Sequence[str | int]]) -> bytes:
    """A table of words and numbers as CSV in UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return made.getvalue().encode()


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels in a file; DiglotError with the line where it can't be read."""
    return parcels(cells(data, path)[1], path)


def cells(data: bytes, path: str) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """The delimiter of a table, and its rows with the line of each.

    A spreadsheet may have written it anew with another delimiter. UTF-8, or UTF-16 with a byte order mark.
    DiglotError with the line where it can't be read.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
        if "\0" in text[:2]:
            # UTF-16 without its mark passes for UTF-8, if its first row is of ASCII.
            raise UnicodeDecodeError("utf-8", data, 0, 2, "no text")
    except UnicodeDecodeError as error:
        raise DiglotError(
            f"this is not {'UTF-16' if utf16 else 'UTF-8'}.",
            Location(path, data.count(b"\n", 0, error.start) + 1),
            "Save it as “CSV UTF-8”: in another encoding, characters are lost.",
        ) from error
    # Where the comma is the decimal sign, Excel writes semicolons.
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    return delimiter, _rows(text, path, delimiter)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _rows(text: str, path: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    # A paragraph may be longer than what the module takes for a mistake.
    csv.field_size_limit(sys.maxsize)
    # Strict: a lost quotation mark would swallow the rows up to the next one.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [cell[1:] if _GUARDED.match(cell) else cell for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise DiglotError(
            f"this can't be read as a table: {error}.",
            Location(path, line),
            "A quotation mark inside of a cell is written twice, and the cell stands between two.",
        ) from error
