"""Tables of transcripts: a column says who speaks, the last one what.

Others are read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Literal, NamedTuple

from toolkit.reading.lines import Line
from toolkit.reading.times import cue, ends_sentence, interval
from toolkit.text.markup import plain

_NUMBER = re.compile(r"\d{1,6}[.):]?")
_LONGEST = 60
"""Characters of a name in a cell."""
_MOST = 0.9
"""How much of a column must be what it is taken for."""
_FEW = 4
"""Columns that a transcript may have: number, time, speaker, text."""

_Column = Literal["text", "name", "time", "number"]


class TableRow(NamedTuple):
    """A row, each cell with its lines."""

    cells: Sequence[Sequence[Line]]
    head: bool = False
    """Whether the container says that it names the columns."""


def lines(rows: Sequence[TableRow]) -> list[Line]:
    """The lines of a table, with the speakers and times that its columns tell."""
    # Rows that only lay the table out say nothing of its columns.
    filled = [row for row in rows if any(row.cells)]
    said = [row for row in filled if not row.head]
    columns = _columns(said)
    if said and (not columns or _heads(said, columns)):
        # A first row that nobody has marked may name the columns.
        # Asked anew without it: a head "Speaker | Text" may have hidden that the column is one of
        # names.
        below = _columns(said[1:])
        columns, said = (below, said[1:]) if below else (columns, said)
    if not columns:
        return [line for row in filled for line in chain.from_iterable(row.cells)]
    table_lines: list[Line] = []
    speaker = ""
    speaking = set(map(id, said))
    for row in filled:
        # A head is kept as a line about the text: nothing that was read is lost without a word.
        if id(row) not in speaking:
            everything = [*chain.from_iterable(row.cells)]
            words = " | ".join(line.text for line in everything)
            table_lines.append(everything[0].replace(text=words, kind="meta", strong=0))
            continue
        cells = dict(zip(columns, row.cells, strict=False))
        named = _words(cells["name"]).rstrip(":： ")
        start, end = interval(_words(cells.get("time", ())))
        # An empty cell below a name means the same person, as people write tables.
        speaker = named or speaker
        texts = cells.get("text", ())
        if not texts and named:
            # Nothing is said: the name is all that the row has.
            texts = [cells["name"][0].replace(kind="meta", strong=0)]
            speaker = ""
        for k, line in enumerate(texts):
            # Of several lines in a cell the first has its time.
            table_lines.append(
                line.replace(speaker=speaker, start=None if k else start, end=None if k else end)
            )
    return table_lines


def _heads(rows: Sequence[TableRow], columns: Sequence[_Column]) -> bool:
    """Whether the first row names the columns: its words are few, and its name is nobody's below."""
    name = columns.index("name")
    first, *others = (_words(row.cells[name]) if name < len(row.cells) else "" for row in rows)
    below = _words(rows[0].cells[-1])
    # "Speaker" above nobody who speaks, "Text" above what is no sentence.
    return first not in others and len(below.split()) <= _FEW and not ends_sentence(below)


def _columns(rows: Sequence[TableRow]) -> tuple[_Column, ...]:
    """What the columns are; () for a table that is no transcript."""
    width = max((len(row.cells) for row in rows), default=0)
    # Wider tables hold figures or a layout, and one row could be anything.
    if not 2 <= width <= _FEW or len(rows) < 2:
        return ()
    # Rows may be short: what is missing at their ends is empty.
    cells = [list(column) for column in zip_longest(*(row.cells for row in rows), fillvalue=())]
    kinds: list[_Column] = [_column(column) for column in cells[:-1]]
    if sorted(kinds) not in (["name"], ["name", "time"], ["name", "number"], ["name", "number", "time"]):
        return ()
    names = [_words(cell) for cell in cells[kinds.index("name")] if cell]
    said = sum(len(_words(cell)) for cell in cells[-1])
    # A glossary has each word once; and what is said is longer than a name.
    if len(set(names)) == len(names) or said <= sum(map(len, names)):
        return ()
    return (*kinds, "text")


def _column(cells: Sequence[Sequence[Line]]) -> _Column:
    words = [_words(cell) for cell in cells if cell]
    tests: tuple[tuple[_Column, int], ...] = (
        ("time", sum(map(cue, words))),
        ("number", sum(map(_numbered, words))),
        ("name", sum(len(word) <= _LONGEST and not (ends_sentence(word) and " " in word) for word in words)),
    )
    return next((kind for kind, count in tests if words and count >= _MOST * len(words)), "text")


def _numbered(words: str) -> bool:
    return _NUMBER.fullmatch(words) is not None


def _words(cell: Sequence[Line]) -> str:
    return plain(" ".join(line.text for line in cell))
