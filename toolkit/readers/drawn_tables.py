"""Tables that somebody has drawn in a document or on a page.

They may be of anything. One that names speakers who come again is of turns. One of brief cells is of facts,
and read row by row. All others lay a page out, and are read cell by cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from toolkit.readers import columns, sheets
from toolkit.readers.columns import ColumnsFound, TableColumn
from toolkit.reading.candidates import labelled
from toolkit.reading.lines import Line
from toolkit.text.markup import plain
from toolkit.text.signs import ends_sentence, is_question
from toolkit.text.times import cue

_PAIR = 2
"""Columns that may be who speaks and what they say, or a question and its answer."""
_ASKED = 0.2
"""Share of the rows with a question, from which on a table may be of a talk."""
_BRIEF = 80
"""Characters that a cell of facts has, at most: a line of print."""
_SHEET, _UNSAID = 3, 1 / 3
"""Rows that a sheet of facts has, at least, and the share of what they tell that is no sentence."""
_EMPHASIS = "*_ "
"""Signs around what is called in bold, where Markdown in a tag isn't read as such."""


class TableRow(NamedTuple):
    """A row, each cell with its lines."""

    cells: Sequence[Sequence[Line]]
    head: bool = False
    """Whether the container says that it names the columns."""


def lines(rows: Sequence[TableRow], left_out: Counter[str]) -> list[Line]:
    """The lines of a table, with the speakers and times that its columns tell.

    left_out  counts what isn't read
    """
    # Rows that only lay the table out say nothing of its columns.
    filled = [row for row in rows if any(row.cells)]
    marked = [row for row in filled if row.head]
    ordered = [*marked, *(row for row in filled if not row.head)]
    cells = [[_words(cell) for cell in row.cells] for row in ordered]
    form = columns.told(cells, len(marked))
    if not _talk(cells[form.heads :], form):
        asked = sum(any(map(is_question, row)) for row in cells[len(marked) :])
        few = asked < _ASKED * len(cells)
        wide = max(map(len, cells), default=0) > _PAIR
        if _sheet(filled):
            return [*map(_fact, filled)]
        if few and _brief(filled):
            return [*(_columned(filled) if marked or wide else map(_fact, filled))]
        # Nobody says what has a head, and more columns than who and what.
        facts = few and wide and bool(marked) and not form.columns
        every = (line for row in filled for line in chain.from_iterable(row.cells))
        return [line.replace(kind="narration") if facts and not line.kind else line for line in every]
    head = cells[form.heads - 1] if form.heads else ()
    left_out["column of a table"] += sum(
        kind == "other" and bool(words) for kind, words in zip(form.columns, head, strict=False)
    )
    heads = set(map(id, ordered[: form.heads]))
    said = [row for row in filled if id(row) not in heads]
    time = sheets.clock([_of_kinds(row, form) for row in said])
    table_lines: list[Line] = []
    speaker = ""
    for row in filled:
        if id(row) in heads:
            table_lines += _head(row)
            continue
        own = dict(zip(form.columns, row.cells, strict=False))
        named = _words(own.get("name", ())).rstrip(":： ")
        start, end = sheets.times(_of_kinds(row, form), time)
        # An empty cell below a name means the same person, as people write tables.
        speaker = named or speaker
        texts = own.get("text", ())
        if not texts and named:
            # Nothing is said: the name is all that the row has.
            texts = [own["name"][0].replace(kind="meta", strong=0)]
            speaker = ""
        for k, line in enumerate(texts):
            # Of several lines in a cell the first has its time.
            table_lines.append(
                line.replace(speaker=speaker, start=None if k else start, end=None if k else end)
            )
    return table_lines


def _of_kinds(row: TableRow, form: ColumnsFound) -> Mapping[TableColumn, str]:
    return {kind: _words(cell) for kind, cell in zip(form.columns, row.cells, strict=False)}


def _talk(cells: Sequence[Sequence[str]], form: ColumnsFound) -> bool:
    """Whether a table tells who says what: a name comes again, and more is said than names are long."""
    if not {"name", "text"} <= {*form.columns}:
        return False
    names, said = (columns.column(cells, form.columns.index(kind)) for kind in ("name", "text"))
    return columns.recur(names) and sum(map(len, said)) > sum(map(len, {*names}))


def _head(row: TableRow) -> Iterator[Line]:
    """A row above what is said, kept as a line about the text: nothing is lost without a word."""
    everything = [*chain.from_iterable(row.cells)]
    words = " | ".join(line.text for line in everything)
    yield everything[0].replace(text=words, kind="meta", strong=0)


def _brief(rows: Sequence[TableRow]) -> bool:
    """Whether a table has facts: several rows of several cells, a short line in each.

    Times in many, or sentences, are of a talk.
    """
    several = sum(sum(map(bool, row.cells)) > 1 for row in rows)
    every = [line for row in rows for cell in row.cells for line in cell]
    return (
        several > max(1, len(rows) // 2)
        and all(len(cell) <= 1 for row in rows for cell in row.cells)
        and not any(line.kind or line.speaker or len(line.text) > _BRIEF for line in every)
        and sum(cue(line.text) or ends_sentence(line.text) for line in every) < several // 2 + 1
        and not labelled([line.text for line in every])
    )


def _sheet(rows: Sequence[TableRow]) -> bool:
    """Whether a table tells of one thing or person, however long: each row has something else, and a colon.

    People who speak once each say sentences; an address, a year or a name is none.
    """
    pairs = [[plain(line.text).strip(_EMPHASIS) for line in chain.from_iterable(row.cells)] for row in rows]
    told = [pair for pair in pairs if len(pair) == _PAIR]
    return (
        len(told) >= _SHEET
        and all(len(pair) <= 1 or pair in told for pair in pairs)
        and all(first.endswith((":", "：")) and len(first) <= _BRIEF for first, _ in told)
        and len({first for first, _ in told}) == len(told)
        and sum(not ends_sentence(second) for _, second in told) >= _UNSAID * len(told)
        and 2 * sum(is_question(second) for _, second in told) < len(told)
        and not any(line.kind or line.speaker for row in rows for cell in row.cells for line in cell)
    )


def _fact(row: TableRow) -> Line:
    """A row as a line that nobody says: what it is of, and what it tells."""
    first, *others = chain.from_iterable(row.cells)
    own = first.text.replace("\\*", "*").strip(_EMPHASIS).rstrip(":： *_") if others else first.text
    return first.replace(text=": ".join([own, *(line.text for line in others)]), kind="meta", strong=0)


def _columned(rows: Sequence[TableRow]) -> Iterator[Line]:
    """Each row as a line that nobody says, with a sign between columns; what is empty has its place."""
    used = [k for k, column in enumerate(zip_longest(*(row.cells for row in rows))) if any(column)]
    for row in rows:
        cells = [row.cells[k] if k < len(row.cells) else () for k in used]
        while not cells[-1]:
            cells.pop()
        # Nothing need stand in the corner, above the names of rows.
        while row is rows[0] and not cells[0]:
            cells.pop(0)
        text = "".join(f" | {cell[0].text}" if cell else " |" for cell in cells).removeprefix(" |").strip()
        yield next(chain.from_iterable(cells)).replace(text=text, kind="narration", strong=0)


def _words(cell: Sequence[Line]) -> str:
    return plain(" ".join(line.text for line in cell))
