"""The rows of a table that is a file of its own: a row for what somebody says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from toolkit import late
from toolkit.errors import SourceError
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.readers import bounds, columns, cue_text, cues
from toolkit.readers.columns import FIGURES, ColumnsFound, SheetRow, TableColumn
from toolkit.reading.lines import Content, Line
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.lines import seen
from toolkit.text.times import interval

_PARAGRAPHS = late.regex(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_BEFORE = late.regex(r"\s*\[\[([^\[\]]{1,60})\]\]\s*(?=\S)")
"""Who speaks, before what is said in a label of Audacity."""
_WORDS = late.regex(r"[^\W\d_]{3,}\W+[^\W\d_]{2,}")
"""What is no unit of a time."""
_DAY = 86_400_000

CellTimes = tuple[int | None, int | None]
"""When it begins and ends, in milliseconds, as a cell says."""


def content(
    rows: Sequence[SheetRow], form: ColumnsFound, path: str, *, text: str = "", sign: str = ""
) -> Content:
    """What the rows say, in the order of their times.

    rows  those that have something in a cell
    form  of the columns
    text  all characters of a file that is text
    sign  what parts the cells in it

    Raises SourceError for a table of which no column is known to have the words.
    """
    heads, said = rows[: form.heads], rows[form.heads :]
    if "text" not in form or not said:
        raise SourceError(
            "this is a table of which no column is known to have what is said.",
            Location(path, rows[0].number if rows else 1),
            "Name the columns in its first row, such as: start, end, speaker, text.",
        )
    cells = list(_below_names([_cells(row, form.columns, sign, path) for row in said]))
    time = clock(cells)
    timed = [(times(cell, time), row, cell) for row, cell in zip(said, cells, strict=True)]
    # Some programs write all that one says, then all that the next does. Else a time that is before the one
    # above begins another recording, or is as somebody has put it.
    tiers = [name for name, _ in groupby(cells, key=lambda cell: cell.get("name", ""))]
    if 1 < len(tiers) == len({*tiers}) and all(start is not None for (start, _), _, _ in timed):
        timed.sort(key=lambda row: row[0][0] or 0)
    lines: list[Line] = []
    for when, row, cell in timed:
        lines += _lines(row, cell, when)
    # Rows with a beginning and an end are cut to fit a screen, or at each breath.
    if "end" in form:
        lines = cues.paragraphs(lines)
    # What stands above the row that names the columns is about the text, or its title.
    above = [line for row in (heads[:-1] if form.named else heads) for line in _above(row)]
    findings = (*_left_out(rows, form, path), *_untimed(said, cells, time, path))
    return Content([*above, *lines], text, findings=findings)


def _above(row: SheetRow) -> Iterator[Line]:
    """A row above what is said: a title, where it is one cell."""
    words = [_written(cell) for cell in row.cells if seen(cell)]
    yield Line(" | ".join(words), row.number, kind="meta" if len(words) > 1 else None)


def _written(words: str) -> str:
    # Sites keep their transcripts in tables, with the tags and entities of pages.
    return cue_text.untagged(words.strip())[1].strip()


def _cells(row: SheetRow, kinds: Sequence[TableColumn], sign: str, path: str) -> Mapping[TableColumn, str]:
    """The cells of a row by what they are. Raises SourceError for more of them than there are columns."""
    cells = list(row.cells)
    if any(map(seen, cells[len(kinds) :])):
        if kinds[-1] != "text":
            raise SourceError(
                f"this row has more cells than the first one: {len(cells)} for {len(kinds)}.",
                Location(path, row.number),
                "Put a cell that has the sign between cells in quotation marks.",
            )
        # What is said has the sign that parts the cells, and nobody has quoted it.
        cells[len(kinds) - 1 :] = [sign.join(cells[len(kinds) - 1 :])]
    if len(cells) <= kinds.index("text") and not (len(cells) > 1 and "name" in kinds[: len(cells)]):
        # A line between the rows, as at the end of a recording, names nobody.
        return {"text": sign.join(cells)}
    return {kind: cell for kind, cell in zip(kinds, cells, strict=False) if kind in columns.ONCE}


def _below_names(rows: Sequence[Mapping[TableColumn, str]]) -> Iterator[Mapping[TableColumn, str]]:
    """The cells of all rows, where a name may stand in a row of its own above what is said.

    One above no such row is about the text.
    """
    has = [(seen(row.get("name", "")), seen(row.get("text", ""))) for row in rows]
    above: Mapping[TableColumn, str] = {}
    for row, own, below in zip(rows, has, [*has[1:], (False, False)], strict=True):
        if own == (False, True):
            yield {**above, **{kind: cell for kind, cell in row.items() if seen(cell)}}
        elif own == (True, False) and below != (False, True):
            yield {"other": row["name"]}
        else:
            yield row
        above = {} if own[1] else row


def _lines(row: SheetRow, cell: Mapping[TableColumn, str], when: CellTimes) -> Iterator[Line]:
    """The lines of a row; blank lines in its text part paragraphs."""
    if "other" in cell:
        yield Line(_written(cell["other"]), row.number, kind="meta")
    speaker, said = tidy(cell.get("name", "")).strip().rstrip(":："), cell.get("text", "")
    if not speaker and (who := _BEFORE.match(said)):
        speaker, said = tidy(who[1]).strip(), said[who.end() :]
    for number, paragraph in enumerate(_PARAGRAPHS.split(said)):
        for k, words in enumerate(filter(seen, paragraph.splitlines())):
            line = Line(_written(words), row.number, speaker=speaker, joined=k > 0)
            # The first paragraph has the times.
            yield line if number else line.replace(start=when[0], end=when[1])


def times(cell: Mapping[TableColumn, str], time: Callable[[str], CellTimes]) -> CellTimes:
    """When a row begins and ends; the end may be in the cell of the beginning."""
    start, end = time(cell.get("start", ""))
    end = time(cell["end"])[0] if "end" in cell else end
    return start, end if start is not None and end is not None and end >= start else None


def clock(cells: Sequence[Mapping[TableColumn, str]]) -> Callable[[str], CellTimes]:
    """How the times of a table are counted: as codes, in seconds, or in milliseconds."""
    starts = [cell.get("start", "").strip() for cell in cells]
    counted = [_figures(time) for time in starts if FIGURES.fullmatch(time)]
    if 2 * len(counted) < sum(map(bool, starts)):
        return lambda time: interval(time.strip())
    spoken = [len(cell.get("text", "")) for cell in cells]
    span = max(counted, default=0) - min(counted, default=0)
    # A fraction is one of a second.
    fraction = any("." in time or "," in time for time in starts)
    # What the last row says may be long, and has no end here.
    if sum(spoken[:-1]) >= bounds.FASTEST * span > 0:
        unit = _DAY
    else:
        unit = 1000 if fraction or sum(spoken) >= bounds.SLOWEST * span else 1
    return lambda time: (
        round(unit * _figures(time)) if FIGURES.fullmatch(time.strip()) else None,
        None,
    )


def _untimed(
    rows: Sequence[SheetRow],
    cells: Sequence[Mapping[TableColumn, str]],
    time: Callable[[str], CellTimes],
    path: str,
) -> Iterator[Finding]:
    """What is said of times that can't be read, and of words beside one (D165)."""
    found = [
        (row.number, cell[kind].strip())
        for row, cell in zip(rows, cells, strict=True)
        for kind in columns.ONCE[2:]
        if kind in cell and cell[kind].strip() and (time(cell[kind])[0] is None or _WORDS.search(cell[kind]))
    ]
    if found:
        shown = ", ".join(shortened(words, 30) for _, words in found[:3])
        yield report(
            "D165", Location(path, found[0][0]), "words", what=f"{len(found)} times of the table ({shown})"
        )


def _figures(time: str) -> float:
    return float(time.strip().replace(",", "."))


def _left_out(rows: Sequence[SheetRow], form: ColumnsFound, path: str) -> Iterator[Finding]:
    """What is said of columns that are not read (D165)."""
    head = rows[form.heads - 1] if form.heads else rows[0]
    others = [
        shortened(named, 30) if (named := "".join(head.cells[k : k + 1]).strip()) else f"{k + 1}"
        for k, kind in enumerate(form.columns)
        if kind == "other" and any(map(seen, columns.column([row.cells for row in rows], k)))
    ]
    if others:
        yield report(
            "D165", Location(path, head.number), "words", what=f"columns of the table ({', '.join(others)})"
        )
