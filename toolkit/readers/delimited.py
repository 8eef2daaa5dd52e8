"""Tables in plain text (.csv, .tsv): a row for what somebody says, its cells parted by a sign.

ELAN, Premiere, Descript, Whisper and labels of Audacity come so, and what people copy out of a workbook. The
first row names the columns, in any order; where it doesn't, the cells have to tell what each column is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise, zip_longest
from typing import Literal, NamedTuple, cast

from toolkit import limits
from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers import Reader, cues, forms, plain
from toolkit.reading.lines import Content, Line, seen
from toolkit.reading.times import cue, interval
from toolkit.text import markup
from toolkit.text.hygiene import fold, shortened, tidy
from toolkit.text.markup import Span

_Column = Literal["text", "name", "start", "end", "number", "other"]
_UNIT = re.compile(
    r"\s*(?:\((?:m?s|m?sec|seconds|milliseconds)\)|\[(?:m?s|m?sec)\]|-\s*(?:hh:mm:ss\S*|ss\.\w+|m?sec))\s*$"
)
"""What may stand behind the name of a time: ELAN writes `Begin Time - ss.msec`."""
_PARAGRAPHS = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_QUOTED = re.compile(r'(?:^|\t)"(?:[^"\n\t]*(?:""|[\n\t]))(?:[^"]|"")*"(?=\t|\r?$)', re.MULTILINE)
"""A cell that must be quoted in a table with tabs: it has quotation marks, a tab or a line end."""
_FIGURES = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_ONCE: tuple[_Column, ...] = ("text", "name", "start", "end")
_TIME_CELL = re.compile(r"\d[:.]\d\d\S{0,12}\t")
_LETTER = re.compile(r"[^\W\d_]")
_RULE = re.compile(r"[^\n|]*+\|[^\n]*+\n[ \t]*+\|?[ \t]*+:?-[-:| \t]*+(?:\r?\n|$)")
"""A first row, and below it the row of dashes that a table of Markdown has."""
_DELIMITERS = "\t;,|"
_LOOKED_AT = 200
"""Rows that tell what a column is, and what parts the cells."""
_MOST = 0.9
"""How much of a column must be what it is taken for, and how many rows must be as wide as the first."""
_LONGEST = 60
"""Characters of a name in a cell."""
_SLOWEST = 0.5
"""Characters that are said in a unit of time: where there are fewer, the unit is no second but a thousandth.
People say some 15 a second; this is halfway between 15 and a thousandth of it, as ratios go."""


@cache
def _names() -> Mapping[str, _Column]:
    """What a column is that is called so, in any language: `languages/columns.tsv`.

    A number or a length is told by the rest, and not missed.
    """
    table = files("toolkit.languages").joinpath("columns.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {fold(name): cast(_Column, kind) for kind, names in rows for name in names.split(" | ")}


class CellSigns(NamedTuple):
    """What parts the cells, and whether some are in quotation marks."""

    delimiter: str
    quoted: bool


class DelimitedRow(NamedTuple):
    """A row, and the line of the file that it begins in."""

    number: int
    cells: Sequence[str]


def content(text: str, *, path: str) -> Content:
    """What the rows say, in the order of their times.

    Raises SourceError for a table of which no column is known to have the words.
    """
    layout = _layout(text)
    try:
        rows = list(_rows(text, layout, strict=True))
    except csv.Error as error:
        what, number = error.args
        hint = "Does every cell that begins with a quotation mark end with one?"
        where = Location(path, number)
        raise SourceError(f"this table can't be taken apart: {what}.", where, hint) from error
    limits.check(len(rows), limits.TABLE, path)
    columns, head = _columns(rows)
    if "text" not in columns or len(rows) == head:
        raise SourceError(
            "this is a table of which no column is known to have what is said.",
            Location(path, rows[0].number if rows else 1),
            "Name the columns in its first row, such as: start, end, speaker, text.",
        )
    cells = list(_below_names([_cells(row, columns, layout, path) for row in rows[head:]]))
    time = _clock(cells)
    timed = [(time(cell.get("start", "")), row, cell) for row, cell in zip(rows[head:], cells, strict=True)]
    # Some programs write all that one says, then all that the next does. Else a time that is before the one
    # above begins another recording, or is as somebody has put it.
    tiers = [name for name, _ in groupby(cells, key=lambda cell: cell.get("name", ""))]
    if 1 < len(tiers) == len({*tiers}) and all(start is not None for start, _, _ in timed):
        timed.sort(key=lambda row: row[0] or 0)
    lines: list[Line] = []
    for start, row, cell in timed:
        end = time(cell.get("end", ""))
        lines += _lines(row, cell, start, end if start is not None and (end or 0) >= start else None)
    # Rows with a beginning and an end are cut to fit a screen, or at each breath.
    if "end" in columns:
        lines = cues.paragraphs(lines)
    findings = _left_out(rows[0], columns, path) if head else ()
    return Content(lines, text, findings=(*findings, *_untimed(rows[head:], cells, time, path)))


def _cells(
    row: DelimitedRow, columns: Sequence[_Column], layout: CellSigns, path: str
) -> Mapping[_Column, str]:
    """The cells of a row by what they are. Raises SourceError for more of them than there are columns."""
    cells = list(row.cells)
    if any(map(seen, cells[len(columns) :])):
        if columns[-1] != "text":
            raise SourceError(
                f"this row has more cells than the first one: {len(cells)} for {len(columns)}.",
                Location(path, row.number),
                "Put a cell that has the sign between cells in quotation marks.",
            )
        # What is said has the sign that parts the cells, and nobody has quoted it.
        cells[len(columns) - 1 :] = [layout.delimiter.join(cells[len(columns) - 1 :])]
    if len(cells) <= columns.index("text"):
        # A line between the rows, as at the end of a recording, names nobody.
        return {"text": layout.delimiter.join(cells)}
    return dict(zip(columns, cells, strict=False))


def _below_names(rows: Sequence[Mapping[_Column, str]]) -> Iterator[Mapping[_Column, str]]:
    """The cells of all rows, where a name may stand in a row of its own above what is said."""
    above: Mapping[_Column, str] = {}
    for row in rows:
        words, name = (seen(row.get(kind, "")) for kind in ("text", "name"))
        yield (
            row
            if name or not words
            else {**above, **{kind: cell for kind, cell in row.items() if seen(cell)}}
        )
        above = {} if words else row


def _lines(
    row: DelimitedRow, cell: Mapping[_Column, str], start: int | None, end: int | None
) -> Iterator[Line]:
    """The lines of a row; blank lines in its text part paragraphs."""
    speaker = tidy(cell.get("name", "")).strip().rstrip(":：")
    for number, paragraph in enumerate(_PARAGRAPHS.split(cell.get("text", ""))):
        for k, words in enumerate(filter(seen, paragraph.splitlines())):
            text = markup.compose((Span("text", tidy(words).strip()),))
            line = Line(text, row.number, speaker=speaker, joined=k > 0)
            # The first paragraph has the times.
            yield line if number else line.replace(start=start, end=end)


def _clock(cells: Sequence[Mapping[_Column, str]]) -> Callable[[str], int | None]:
    """How the times of a table are counted: as codes, in seconds, or in milliseconds."""
    times = [cell.get("start", "").strip() for cell in cells]
    counted = [_figures(time) for time in times if _FIGURES.fullmatch(time)]
    if 2 * len(counted) < sum(map(bool, times)):
        return lambda time: interval(time.strip())[0]
    spoken = sum(len(cell.get("text", "")) for cell in cells)
    span = max(counted, default=0) - min(counted, default=0)
    # A fraction is one of a second.
    seconds = any("." in time or "," in time for time in times) or spoken >= _SLOWEST * span
    return lambda time: (
        round((1000 if seconds else 1) * _figures(time)) if _FIGURES.fullmatch(time.strip()) else None
    )


def _untimed(
    rows: Sequence[DelimitedRow],
    cells: Sequence[Mapping[_Column, str]],
    time: Callable[[str], int | None],
    path: str,
) -> Iterator[Finding]:
    """What is said of times that can't be read (D165)."""
    found = [
        (row.number, cell[kind].strip())
        for row, cell in zip(rows, cells, strict=True)
        for kind in _ONCE[2:]
        if kind in cell and cell[kind].strip() and time(cell[kind]) is None
    ]
    if found:
        shown = ", ".join(shortened(words, 30) for _, words in found[:3])
        yield report("D165", Location(path, found[0][0]), what=f"{len(found)} times of the table ({shown})")


def _figures(time: str) -> float:
    return float(time.strip().replace(",", "."))


def _left_out(head: DelimitedRow, columns: Sequence[_Column], path: str) -> tuple[Finding, ...]:
    """What is said of columns that are not read (D165)."""
    others = [
        shortened(name.strip(), 30)
        for name, column in zip_longest(head.cells, columns, fillvalue="")
        if column == "other" and name.strip()
    ]
    if not others:
        return ()
    return (report("D165", Location(path, head.number), what=f"columns of the table ({', '.join(others)})"),)


def _columns(rows: Sequence[DelimitedRow]) -> tuple[Sequence[_Column], int]:
    """What the columns are, and how many rows name them; no column for what is no transcript."""
    if not rows:
        return (), 0
    named = [_names().get(_UNIT.sub("", fold(name)), "other") for name in rows[0].cells]
    below = [list(column) for column in zip_longest(*(row.cells for row in rows[1:]), fillvalue="")]
    below = (below + [[] for _ in named])[: len(named)]
    if {"name", "start"}.intersection(named) and below:
        named = [_held(kind, column) for kind, column in zip(named, below, strict=True)]
        # A name of a column may come twice; the one that is filled says more.
        for kind in _ONCE:
            alike = [k for k, column in enumerate(named) if column == kind]
            again: _Column = "number" if kind in ("start", "end") else "other"
            for k in sorted(alike, key=lambda k: -_filled(below[k], kind))[1:]:
                named[k] = again
        others = [k for k, column in enumerate(named) if column == "other"]
        if "text" not in named and (text := _wordiest(below, others)) is not None:
            named[text] = "text"
        return named, 1
    return _guessed(rows[:_LOOKED_AT]), 0


def _held(kind: _Column, cells: Sequence[str]) -> _Column:
    """What a column is that is called as one of a kind: a message is `from` somebody, and no time."""
    known = [cell.strip() for cell in cells if cell.strip()]
    if kind in ("start", "end"):
        times = sum(bool(_FIGURES.fullmatch(cell)) or interval(cell)[0] is not None for cell in known)
        if 2 * times < len(known):
            return "name" if kind == "start" and _recurring(known) else "other"
    # Numbers and lengths are not missed, and words are.
    return "other" if kind == "number" and any(map(_LETTER.search, known)) else kind


def _filled(cells: Sequence[str], kind: _Column) -> int:
    return sum(map(len, cells)) if kind == "text" else sum(map(bool, cells))


def _guessed(rows: Sequence[DelimitedRow]) -> Sequence[_Column]:
    """What columns that nobody names are, by their cells: () where they tell no transcript."""
    cells = [list(column) for column in zip_longest(*(row.cells for row in rows), fillvalue="")]
    times = [k for k, column in enumerate(cells) if _timed(column)]
    others = [k for k in range(len(cells)) if k not in times]
    if not others:
        return ()
    columns: list[_Column] = ["number" if k in times else "other" for k in range(len(cells))]
    for k, kind in zip(times, _ONCE[2:], strict=False):
        columns[k] = kind
    # Whoever speaks comes again; of all other columns, one has far more than the rest.
    names = [k for k in others if _recurring(cells[k])]
    text = _wordiest(cells, [k for k in others if k not in names])
    if text is None:
        return ()
    columns[text] = "text"
    if names:
        columns[names[0]] = "name"
    return columns if names or times else ()


def _wordiest(cells: Sequence[Sequence[str]], some: Sequence[int]) -> int | None:
    """The one of some columns that has words, and twice as many characters as any other; None for none."""
    sizes = sorted((_filled(cells[k], "text"), k) for k in some)
    if not sizes or (len(sizes) > 1 and 2 * sizes[-2][0] > sizes[-1][0]):
        return None
    text = sizes[-1][1]
    return text if any(map(_LETTER.search, cells[text])) else None


def _timed(cells: Sequence[str]) -> bool:
    """Whether a column has times that don't go back, and isn't a count of the rows."""
    known = [cell.strip() for cell in cells if cell.strip()]
    if known and sum(map(cue, known)) >= _MOST * len(known):
        return True
    if not known or not all(map(_FIGURES.fullmatch, known)):
        return False
    counted = [_figures(cell) for cell in known]
    return counted == sorted(counted) and any(b - a != 1 for a, b in pairwise(counted))


def _recurring(cells: Sequence[str]) -> bool:
    known = [cell.strip() for cell in cells if cell.strip()]
    short = all(len(cell) <= _LONGEST for cell in known) and not all(map(_FIGURES.fullmatch, known))
    return short and 0 < 2 * len(set(known)) <= len(known)


def _layout(text: str) -> CellSigns:
    """How the cells are set: the way that makes rows as wide as the first, and of the most cells."""
    ways = [CellSigns(sign, quoted) for sign in _DELIMITERS for quoted in (True, False)]
    # Where nothing has to be quoted, a quotation mark beside a tab is what somebody says.
    ways = [way for way in ways if way != CellSigns("\t", True) or _QUOTED.search(text)]
    return max(ways, key=lambda way: _width(text, way))


def _width(text: str, layout: CellSigns) -> int:
    """How many cells the first row has; 1 where many others have fewer."""
    try:
        widths = [len(row.cells) for row in _rows(text, layout)]
    except csv.Error:
        return 1
    as_wide = sum(width >= widths[0] for width in widths)
    return widths[0] if widths and as_wide >= _MOST * len(widths) else 1


def _rows(text: str, layout: CellSigns, *, strict: bool = False) -> Iterator[DelimitedRow]:
    """The rows that have anything in a cell."""
    source = (f"{row.text}\n" for row in cues.file_lines(text))
    # Without a sign for quotation marks there are none.
    sign = '"' if layout.quoted else None
    reader = csv.reader(source, delimiter=layout.delimiter, quotechar=sign, strict=strict)
    number = 1
    try:
        for cells in reader:
            if any(map(seen, cells)):
                yield DelimitedRow(number, cells)
            number = reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(str(error), number) from error


def _sure(data: bytes) -> bool:
    """Whether a first row names the columns, or rows begin with two times."""
    head = forms.start(data)
    # A look at the first line is enough for nearly all texts.
    first = head.lstrip().partition("\n")[0]
    cells = [cell for sign in _DELIMITERS if sign in first for cell in first.split(sign)]
    if _RULE.match(head.lstrip()):
        return False
    if not _TIME_CELL.search(first) and "text" not in (
        _names().get(fold(cell.strip('" '))) for cell in cells
    ):
        return False
    layout = _layout(head)
    if _width(head, layout) < 2:
        return False
    rows = list(_rows(head, layout))
    columns, named = _columns(rows)
    if named:
        return "text" in [_names().get(fold(name)) for name in rows[0].cells]
    return layout.delimiter == "\t" and len(rows) > 1 and {"start", "end", "text"} <= {*columns}


READER = Reader(suffixes=(".csv", ".tsv"), read=plain.of_text(content), write=plain.write, sure=_sure)
