"""What the columns of a table are: who speaks, when, and what is said.

A table is rows of cells, whether somebody has drawn it, has typed a sign between its cells, or has filled in
a sheet. A row at its top may name the columns, in any order; where none does, the cells have to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from toolkit import late
from toolkit.text import tables
from toolkit.text.hygiene import fold
from toolkit.text.signs import ends_sentence
from toolkit.text.times import cue, interval

TableColumn = Literal["text", "name", "start", "end", "number", "other"]
ONCE: tuple[TableColumn, ...] = ("text", "name", "start", "end")
"""What no two columns of a table are."""
_UNIT = late.regex(
    r"(?<!\s)\s*(?:\((?:m?s|m?sec|seconds|milliseconds)\)|\[(?:m?s|m?sec)\]|-\s*(?:hh:mm:ss\S*|ss\.\w+|m?sec)"
    r"|(?<!\w)in (?:milli)?seconds)\s*$|(?<=\S) (?:m?secs?|ms|(?:milli)?seconds|millis)$"
)
"""What may stand behind the name of a time: ELAN writes `Begin Time - ss.msec`, and others `start_ms`."""
_HUMP = late.regex(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins in a name that has no blanks: `startSeconds`."""
FIGURES = late.regex(r"\d{1,9}(?:[.,]\d{1,12})?")
"""A time that is counted in seconds, or in thousandths of them."""
_NUMBER = late.regex(r"\d{1,6}[.):]?")
_LETTER = late.regex(r"[^\W\d_]")
ABOVE = 10
"""Rows that may stand above the one that names the columns: a title, a date, who took part."""
_LOOKED_AT = 200
"""Rows that tell what a column is."""
_MOST = 0.9
"""How much of a column must be what it is taken for."""
_LONGEST = 60
"""Characters of a name in a cell."""
_FEW = 4
"""Words of a cell that names a column."""


class ColumnsFound(NamedTuple):
    """What the columns of a table are."""

    columns: Sequence[TableColumn] = ()
    """Empty for a table that is no talk."""
    heads: int = 0
    """How many rows stand above what is said."""
    named: bool = False
    """Whether the last of those names the columns by words that are known."""

    def __contains__(self, kind: object) -> bool:
        return kind in self.columns


class SheetRow(NamedTuple):
    """A row, and where it begins: its number, or that of a line of the file."""

    number: int
    cells: Sequence[str]


@cache
def _names() -> Mapping[str, TableColumn]:
    """What a column is that is called so, in any language: `languages/columns.tsv`.

    A number or a length is told by the rest, and not missed.
    """
    rows = tables.rows("toolkit.languages", "columns.tsv")
    return {fold(name): cast(TableColumn, kind) for kind, names in rows for name in names.split(" | ")}


def called(name: str) -> TableColumn:
    """What a column is that is called so."""
    # Programs write "start_time", too.
    plain = name.replace("_", " ")
    ways = (_UNIT.sub("", fold(plain)), _UNIT.sub("", fold(_HUMP.sub(" ", plain))))
    return next((_names()[way] for way in ways if way in _names()), "other")


def told(rows: Sequence[Sequence[str]], heads: int = 0) -> ColumnsFound:
    """What the columns of a table are.

    rows   those with something in a cell
    heads  how many of the first are known to stand above what is said
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    at, names = _naming(cells)
    kinds = _named(names, _columns(cells[at + 1 :], len(names)))
    if "text" in kinds:
        return ColumnsFound(kinds, max(at + 1, heads), named=True)
    above = max(at + 1, heads) if kinds else heads or _titles(cells)
    said = cells[above : above + _LOOKED_AT]
    columns = _guessed(said)
    # A row that nobody has marked may name the columns by other words. Asked anew without it: a head such as
    # "Who | What" may have hidden that the column is one of names.
    unheaded = said and not kinds and (not columns or _heads(said, columns))
    if unheaded and (below := _guessed(said[1:])):
        columns, above = below, above + 1
    # What is called otherwise than its cells tell leaves a doubt.
    agreed = all(kind in ("other", own) for kind, own in zip(kinds, columns, strict=False))
    return ColumnsFound(columns, above) if columns and agreed else ColumnsFound()


def recur(cells: Sequence[str]) -> bool:
    """Whether any comes again, as whoever speaks does: a glossary has each word once."""
    known = [cell for cell in cells if cell]
    return len({*known}) < len(known)


def column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The cells of a column, where rows may be short."""
    return [row[at].strip() if at < len(row) else "" for row in rows]


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return [column(rows, k) for k in range(width)]


def _naming(rows: Sequence[Sequence[str]]) -> tuple[int, list[TableColumn]]:
    """Where the row is that names the columns, and what it says that they are; nothing for none."""
    named = [[called(cell) for cell in row] for row in rows[: ABOVE + 1]]
    telling = [{"text", "name", "start"}.intersection(kinds) for kinds in named]
    at = max(range(len(named)), key=lambda k: len(telling[k]), default=0)
    # One word that is known may stand in any row, and names nothing but in the first.
    if at + 1 < len(rows) and telling[at] - {"text"} and (at == 0 or len(telling[at]) > 1):
        return at, named[at]
    return 0, []


def _named(names: Sequence[TableColumn], below: Sequence[Sequence[str]]) -> Sequence[TableColumn]:
    """What columns are that are called so."""
    named = [_held(kind, cells) for kind, cells in zip(names, below, strict=True)]
    # A name of a column may come twice; the one that is filled says more.
    for kind in ONCE:
        alike = [k for k, own in enumerate(named) if own == kind]
        again: TableColumn = "number" if kind in ("start", "end") else "other"
        for k in sorted(alike, key=lambda k: -_filled(below[k], kind))[1:]:
            named[k] = again
    # Times that go on say what they are, by whatever name.
    times = [k for k, kind in enumerate(named) if kind == "other" and _goes_on(below[k])]
    if times and "start" not in named:
        named[times[0]] = "start"
    # A table of names that never come again, or of one time a row, may be of anything.
    talk = any(kind == "name" and recur(below[k]) for k, kind in enumerate(named))
    if "text" not in named and (talk or {"start", "end"} <= {*named}):
        others = [k for k, kind in enumerate(named) if kind == "other"]
        if (text := _wordiest(below, others)) is not None:
            named[text] = "text"
    return named


def _goes_on(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are times in their order."""
    known = [cell for cell in cells if cell]
    moments = [interval(cell)[0] or 0 for cell in known]
    return len(known) > 1 and all(map(cue, known)) and moments == sorted(moments) and moments[0] < moments[-1]


def _held(kind: TableColumn, cells: Sequence[str]) -> TableColumn:
    """What a column is that is called as one of a kind: a message is `from` somebody, and no time."""
    known = [cell for cell in cells if cell]
    if kind in ("start", "end"):
        times = sum(bool(FIGURES.fullmatch(cell)) or interval(cell)[0] is not None for cell in known)
        if 2 * times < len(known):
            return "name" if kind == "start" and recur(known) and named_so(known) else "other"
    lettered = any(map(_LETTER.search, known))
    # A line of a bus has a number.
    if kind == "text" and known and not lettered:
        return "other"
    # Numbers and lengths are not missed, and words are.
    return "other" if kind == "number" and lettered else kind


def _filled(cells: Sequence[str], kind: TableColumn) -> int:
    return sum(map(len, cells)) if kind == "text" else sum(map(bool, cells))


def _wordiest(cells: Sequence[Sequence[str]], some: Sequence[int]) -> int | None:
    """The one of some columns that has words, and twice as many characters as any other; None for none."""
    sizes = sorted((_filled(cells[k], "text"), k) for k in some)
    if not sizes or (len(sizes) > 1 and 2 * sizes[-2][0] > sizes[-1][0]):
        return None
    text = sizes[-1][1]
    return text if any(map(_LETTER.search, cells[text])) else None


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand above all others with one cell each, as a title does."""
    filled = [{k for k, cell in enumerate(row) if cell} for row in rows[: ABOVE + 1]]
    full = next((k for k, own in enumerate(filled) if len(own) > 1), 0)
    # A name in a row of its own stands where the row below has none.
    return full if all(own <= filled[full] for own in filled[:full]) else 0


def _guessed(rows: Sequence[Sequence[str]]) -> tuple[TableColumn, ...]:
    """What columns that nobody names are, by their cells: () where they leave a doubt."""
    if len(rows) < 2:
        return ()
    cells = _columns(rows, max(map(len, rows)))
    columns: list[TableColumn] = ["number"] * len(cells)
    times = [k for k, own in enumerate(cells) if _timed(own)]
    for k, kind in zip(times, ONCE[2:], strict=False):
        columns[k] = kind
    # A column that another one repeats says nothing more.
    others = [k for k, own in enumerate(cells) if k not in times and any(own) and own not in cells[:k]]
    worded = [k for k in others if any(map(_LETTER.search, cells[k]))]
    if not worded or len(worded) > 2 or (len(worded) == 1 and not times):
        return ()
    # Who speaks comes again, and what is said is another thing each time. The name stands before it.
    text = worded[-1]
    if max(worded, key=lambda k: sum(map(len, {*cells[k]}))) != text:
        return ()
    if len(worded) == 2:
        who = [cell for cell in cells[worded[0]] if cell]
        if not named_so(who) or 3 * len({*who}) > 2 * len(who):
            return ()
        columns[worded[0]] = "name"
    columns[text] = "text"
    # Figures that may be of anything are not passed over: rows are counted, and lengths stand beside times.
    for k in {*others} - {*worded}:
        if not (k < text and _counts(cells[k])) and not (times and _lengths(cells[k])):
            return ()
    return tuple(columns)


def _counts(cells: Sequence[str]) -> bool:
    known = [cell for cell in cells if cell]
    return not recur(known) and sum(map(bool, map(_NUMBER.fullmatch, known))) >= _MOST * len(known)


def _lengths(cells: Sequence[str]) -> bool:
    known = [cell for cell in cells if cell]
    return all(cue(cell) or (FIGURES.fullmatch(cell) and not cell.isdigit()) for cell in known)


def named_so(cells: Sequence[str]) -> bool:
    """Whether some cells are short, and no sentences, as names are."""
    names = sum(len(cell) <= _LONGEST and not (ends_sentence(cell) and " " in cell) for cell in cells)
    return names >= _MOST * len(cells)


def _timed(cells: Sequence[str]) -> bool:
    """Whether a column has times that don't go back, and isn't a count of the rows."""
    known = [cell for cell in cells if cell]
    if known and sum(map(cue, known)) >= _MOST * len(known):
        return True
    if not known or not all(map(FIGURES.fullmatch, known)):
        return False
    counted = [float(cell.replace(",", ".")) for cell in known]
    # Rows are counted by ones, or within a part: 4.1, 4.2, 4.3.
    steps = {round(b - a, 6) for a, b in pairwise(counted)}
    return counted == sorted(counted) and (len(steps) > 1 or max(steps, default=0) > 1)


def _heads(rows: Sequence[Sequence[str]], columns: Sequence[TableColumn]) -> bool:
    """Whether the first row names the columns: its words are few, and its name is nobody's below."""
    if "name" not in columns:
        return False
    first, *others = column(rows, columns.index("name"))
    said = column(rows[:1], columns.index("text"))[0]
    # "Speaker" above nobody who speaks, "Text" above what is no sentence.
    return first not in others and len(said.split()) <= _FEW and not ends_sentence(said)
