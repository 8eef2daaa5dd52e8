"""A parcel as a table, one row a message: what CSV, TSV and spreadsheets have in common.

Columns are found by their names in the first row, so a translator may move, add or delete some. Which
document and language a row is for stands in the row itself: sorting and pasting do no harm.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from toolkit.errors import DiglotError
from toolkit.exchange import STATES, Parcel, Unit
from toolkit.model import Location

COLUMNS = (
    "id", "context", "note", "previous", "source", "target", "state", "comment",
    "document", "languages", "token",
)  # fmt: skip
_NEEDED = ("source", "target", "document", "languages")


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


def parcels(table: Iterable[tuple[int, Sequence[str]]], path: str) -> list[Parcel]:
    """The parcels in a table that came back.

    table  line or row, 1-based, and cells; the first has the names of columns. Rows may be short; those
           without any text are passed over

    Raises DiglotError for a column or a cell that is missing, and for a state that there is none of.
    """
    lines = iter(table)
    number, head = next(lines, (1, ()))
    at = _columns(head, Location(path, number))
    found: dict[tuple[str, str], list[Unit]] = {}
    for line, cells in lines:
        if not any(cells):
            continue
        row = {name: cells[k] if k < len(cells) else "" for name, k in at.items()}
        where = Location(path, line)
        for name in ("document", "languages"):
            if not row[name]:
                raise DiglotError(f"the cell in the column “{name}” is empty.", where, _COPY)
        found.setdefault((row["document"], row["languages"]), []).append(_unit(row, where))
    return [_parcel(*key, units, path) for key, units in found.items()]


_COPY = "Copy it from another row, or delete the row."


def _columns(head: Sequence[str], where: Location) -> dict[str, int]:
    names = [cell.strip().lower() for cell in head]
    at = {name: names.index(name) for name in COLUMNS if name in names}
    missing = [name for name in _NEEDED if name not in at]
    if not {"id", "context"} & at.keys():
        missing.append("id")
    if missing:
        raise DiglotError(
            f"there is no column “{missing[0]}” in the first row.",
            where,
            "The first row has the names of the columns, as `diglot export` wrote them.",
        )
    return at


def _unit(row: dict[str, str], where: Location) -> Unit:
    said = row.get("state", "").strip().lower()
    if said and said not in STATES:
        near = difflib.get_close_matches(said, STATES, 1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise DiglotError(f"there is no state “{said}”.", where, f"{meant}There are: {', '.join(STATES)}.")
    return Unit(
        id=row.get("id", "").strip(),
        context=row.get("context", ""),
        source=row["source"],
        target=row["target"],
        state=STATES.get(said, ""),
        comments=tuple(row.get("comment", "").split("\n")),
        base=row.get("token", "").strip(),
        line=where.line,
    )


def _parcel(document: str, languages: str, units: list[Unit], path: str) -> Parcel:
    source, arrow, target = (part.strip() for part in languages.partition(">"))
    if not (source and arrow and target):
        raise DiglotError(
            f"“{languages}” in the column “languages” is no pair of languages.",
            Location(path, units[0].line),
            "It should look like en > fr, as `diglot export` wrote it.",
        )
    return Parcel(document, source, target, units)
