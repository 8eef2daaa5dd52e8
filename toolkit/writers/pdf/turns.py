"""What stands beside the first words of a turn: a portrait, or the name."""

from __future__ import annotations

from toolkit.writers.pdf.cells import Data

_BESIDE = 1500
"""Letters beside a portrait, of all languages: what is not divided between pages."""


def portrayed(rows: list[Data]) -> list[Data]:
    """A turn whose portrait stands beside its first words, if these are few enough for one page.

    rows  the picture, then what is kept with it, up to the first that isn't
    """
    count = next((number for number, row in enumerate(rows, 1) if not row["keep"]), 0)
    picture, *said = rows[:count] or [{}]
    if picture.get("k") != "picture" or any("cells" not in row for row in said):
        return rows
    letters = sum(len(str(cell["c"])) for row in said for cell in row["cells"])
    if letters > _BESIDE:
        return rows
    above, below = picture["above"], said[-1]["below"]
    made = {"k": "portrayed", "blocks": [picture, *said], "above": above, "below": below, "keep": False}
    return [made, *rows[count:]]


def named(rows: list[Data]) -> list[Data]:
    """A turn whose label stands in a column of its own, beside the first paragraph."""
    label, first, *others = rows
    made = {"k": "named", "blocks": [label, first], "keep": first["keep"]}
    made |= {"above": label["above"], "below": first["below"]}
    return [made, *(row | {"beside": True} for row in others)]
