"""Glossaries as CSV: a term a row, written by persons.

    source,target,note,forms,avoid
    ferry,bac; traversier,The one on the rope,bacs,bateau

Columns are found by their names in the first row; a person may add others. Several in a cell are parted by
semicolons. What is added is put below: the rows of a person stay as they are, to the byte.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from toolkit import late, limits
from toolkit.catalog.glossary import Term, folded
from toolkit.errors import DiglotError, nearest
from toolkit.exchange import table
from toolkit.model import Location
from toolkit.model.indexes import INDEXED_AS
from toolkit.text.hygiene import tidy

COLUMNS = ("source", "target", "note", "forms", "avoid")
FURTHER = ("indexed", "definition", "file-as")
"""Columns for what is printed at the back of a book, where somebody wants them."""
_KNOWN = (*COLUMNS, *FURTHER)
_NEEDED = ("source", "target")
_BETWEEN = late.regex("[;；؛]")


def read(data: bytes, path: str) -> list[Term]:
    """The terms of a glossary, in order, as its rows have them.

    Raises DiglotError with the line for what can't be read.
    """
    return _read(data, path).terms


def added(data: bytes, terms: Iterable[Term], path: str) -> tuple[bytes, list[Term]]:
    """A glossary with further terms below, and those that were added.

    data  the glossary as it is; nothing for a new one

    A term whose source is there stays as the person has it. What is no term, or can't stand in a cell, is
    none of those that were added. DiglotError where they say what the glossary has no column for.
    """
    there = _read(data, path) if data else _GlossaryFile([], ",", _KNOWN)
    known = {folded(form) for term in there.terms for form in (term.source, *term.spellings)}
    fresh: dict[str, Term] = {}
    for term in terms:
        if folded(term.source) not in known and _BETWEEN.search(term.source) is None and _readable(term):
            fresh.setdefault(folded(term.source), term)
    if not fresh:
        return data, []
    needed = _columns_of(map(_all_cells, fresh.values()))
    columns = there.columns if data else needed
    if lacking := next((name for name in needed if name in FURTHER and name not in columns), ""):
        what = f"there is no column “{lacking}”, for which some of the terms have something."
        raise DiglotError(what, path, f"Write {lacking} into its first row.")
    # In the encoding, with the delimiter and the line ends of the file.
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16") if utf16 else data.decode("utf-8-sig")
    end = "\n" if "\n" in text and "\r\n" not in text else "\r\n"
    rows = [[*columns]] if not data else []
    rows += ([_all_cells(term).get(name, "") for name in columns] for term in fresh.values())
    written = _written(rows, there.delimiter, end)
    text += (end if text and not text.endswith(("\n", "\r")) else "") + written
    mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    return text.encode("utf-16") if utf16 else (mark + text).encode(), list(fresh.values())


def write(terms: Iterable[Term], further: Sequence[Mapping[str, str]] = ()) -> str:
    """Terms as a glossary.

    further  for each term the cells of further columns; all have the same
    """
    terms, more = list(terms), [*further[0]] if further else []
    made = [_all_cells(term) for term in terms]
    columns = _columns_of(made)
    rows = [[*columns, *more]]
    for number, row in enumerate(made):
        rows.append([*(row[name] for name in columns), *(further[number].values() if further else ())])
    return _written(rows, ",", "\r\n")


def _written(rows: Iterable[Sequence[str]], delimiter: str, end: str) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, lineterminator=end).writerows(
        map(table.guarded, row) for row in rows
    )
    return made.getvalue()


def cells(term: Term) -> dict[str, str]:
    """The cells of a term, by the names of their columns."""
    return {
        "source": "; ".join((term.source, *term.spellings)),
        "target": "; ".join(term.targets),
        "note": term.note,
        "forms": "; ".join(term.forms),
        "avoid": "; ".join(term.avoid),
    }


def _columns_of(made: Iterable[Mapping[str, str]]) -> list[str]:
    """The columns of a new glossary: those that nothing stands in would only be asked about."""
    made = list(made)
    return [*COLUMNS, *(name for name in FURTHER if any(row[name] for row in made))]


def _all_cells(term: Term) -> dict[str, str]:
    return cells(term) | {"indexed": term.indexed, "definition": term.definition, "file-as": term.file_as}


class _GlossaryFile(NamedTuple):
    terms: list[Term]
    delimiter: str
    columns: Sequence[str]
    """The names of all columns, in order, as far as they are known; "" for others."""


def _read(data: bytes, path: str) -> _GlossaryFile:
    limits.check(len(data), limits.GLOSSARY, path)
    delimiter, rows = table.cells(data, path)
    line, head = next(rows, (1, []))
    columns = _columns(head, Location(path, line))
    terms: list[Term] = []
    for line, row in rows:
        limits.check(len(terms), limits.TERMS, path)
        named = dict(zip(columns, row, strict=False))
        if any(map(str.strip, named.values())):
            terms.append(_term(named, Location(path, line)))
    return _GlossaryFile(terms, delimiter, columns)


def _columns(head: Sequence[str], where: Location) -> list[str]:
    names = [tidy(cell).lower() for cell in head]
    hint = f"The first row has the names of the columns: {', '.join(_KNOWN)}."
    for name in _KNOWN:
        if names.count(name) > 1:
            what = f"two columns are called “{name}”."
            raise DiglotError(what, where, "Call the one that isn't to be read by another name.")
    for name in _NEEDED:
        if name not in names:
            raise DiglotError(f"there is no column “{name}” in the first row.", where, hint)
    missing = [name for name in _KNOWN if name not in names]
    for name in names:
        # Whoever writes “avoided” means a column that would be passed over.
        if name not in _KNOWN and (meant := nearest(name, missing)):
            raise DiglotError(f"there is no column “{name}” in a glossary.", where, f"{meant} {hint}")
    return [name if name in _KNOWN else "" for name in names]


def _term(row: Mapping[str, str], where: Location) -> Term:
    parts = {name: _several(row.get(name, "")) for name in COLUMNS}
    if not parts["source"]:
        raise DiglotError("a term has no source.", where, "Write the word of the source, or delete the row.")
    if not (parts["target"] or parts["avoid"]):
        raise DiglotError(
            f"“{parts['source'][0]}” has no target.",
            where,
            "Write how it is translated, or in “avoid” how it isn't, or delete the row.",
        )
    for name in COLUMNS:
        for words in parts[name] if name != "note" else ():
            if not any(map(str.isalnum, words)):
                raise DiglotError(
                    f"“{words}” in the column “{name}” is no word.", where, "Write a word there."
                )
    if twice := [words for words in parts["target"] if words in parts["avoid"]]:
        what = f"“{twice[0]}” is a target and to be avoided."
        raise DiglotError(what, where, "Decide which, and delete it from the other column.")
    source, *spellings = parts["source"]
    note, named, definition, file_as = (
        " ".join(tidy(row.get(name, "")).split()) for name in ("note", *FURTHER)
    )
    indexed = next((one for one in INDEXED_AS if one == named.lower()), None)
    if indexed is None:
        legal = ", ".join(filter(None, INDEXED_AS))
        what = f"“{named}” in the column “indexed” says of no name what it is."
        raise DiglotError(what, where, f"Legal values: {legal}; nothing for a term that is no name.")
    return Term(
        source,
        parts["target"],
        note,
        parts["forms"],
        parts["avoid"],
        tuple(spellings),
        indexed,
        definition,
        file_as,
    )


def _readable(term: Term) -> bool:
    """Whether the cells of a term are a term."""
    try:
        _term(_all_cells(term), Location("", 0))
    except DiglotError:
        return False
    return True


def _several(cell: str) -> tuple[str, ...]:
    words = (" ".join(tidy(part).split()) for part in _BETWEEN.split(cell))
    return tuple(dict.fromkeys(filter(None, words)))
