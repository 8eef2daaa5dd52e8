"""How a turn begins: with a portrait or a name beside its words, or set in."""

from __future__ import annotations

from toolkit.writers.pdf.cells import Data

_BESIDE = 1500
"""Letters beside a portrait, of all languages, where they are not divided between pages."""
_BETWEEN = 0.35
"""Room between paragraphs that are set in."""


def portrayed(rows: list[Data], *, column: bool, whole: bool) -> list[Data]:
    """A turn whose portrait stands beside its first words; in a column of its own, beside all of them.

    rows    the picture, then what is kept with it, up to the first that isn't
    column  whether names have a column of their own, in which it stands then
    whole   whether what stands beside it is not divided between pages: then no more than one holds
    """
    count = next((number for number, row in enumerate(rows, 1) if not row["keep"]), 0)
    picture, *said = rows[:count] or [{}]
    beside = named if column else list
    if picture.get("k") != "picture" or any("cells" not in row for row in said):
        return [*rows[:1], *beside(rows[1:])]
    if whole and sum(len(str(cell["c"])) for row in said for cell in row["cells"]) > _BESIDE:
        return [picture, *beside(rows[1:])]
    # Pictures go to the head of a page, which nothing in a column does.
    while column and count < len(rows) and "blocks" not in rows[count]:
        said.append(rows[count])
        count += 1
    if not whole:
        said = [row | {"whole": False} for row in said]
    above, below = picture["above"], max(picture["below"], said[-1]["below"])
    made = {"k": "portrayed", "blocks": [picture, *said], "above": above, "below": below, "keep": False}
    return [made | {"column": column}, *beside(rows[count:])]


def presented(rows: list[Data]) -> list[Data]:
    """A turn in columns, whose portrait stands above it, with the names at its foot."""
    if len(rows) < 2 or rows[0]["k"] != "picture" or rows[1]["k"] != "label":
        return rows
    picture, label, *said = rows
    made = {"k": "presented", "blocks": [picture, label], "keep": label["keep"]}
    return [made | {"above": picture["above"], "below": label["below"]}, *said]


def indented(rows: list[Data]) -> list[Data]:
    """A turn whose paragraphs are told by their first line, which is set in, and not by room between them."""
    # Beside a portrait the first words begin where all lines do.
    first = next((number for number, row in enumerate(rows) if "cells" in row), 0)
    return [
        _indented(row, number > first or number == 0)
        if row["k"] == "speech" and row["form"] == "prose"
        else row
        for number, row in enumerate(rows)
    ]


def _indented(row: Data, indent: bool) -> Data:
    cells = [cell | {"indent": indent} for cell in row["cells"]]
    return row | {"cells": cells, "above": _BETWEEN, "below": _BETWEEN}


def named(rows: list[Data]) -> list[Data]:
    """A turn whose label stands in a column of its own, beside the first paragraph; if it has one."""
    if not rows or rows[0]["k"] != "label":
        return [row | {"beside": True} for row in rows]
    label, first, *others = rows
    made = {"k": "named", "blocks": [label, first], "keep": first["keep"]}
    made |= {"above": label["above"], "below": first["below"]}
    return [made, *(row | {"beside": True} for row in others)]
