"""The blocks of a page as data, each with its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from toolkit.edition.page import Slot
from toolkit.model import KINDS
from toolkit.writers.pdf.cells import Data, cell_of

ROOM: Mapping[str, tuple[float, float]] = {
    "kicker": (0, 0.6),
    "title": (0.4, 1.2),
    "standfirst": (0.4, 0.9),
    "byline": (0.3, 0.5),
    "dateline": (0.3, 0.5),
    "heading": (2.4, 1.1),
    "label": (1.5, 0.5),
    "narration": (1.9, 1.9),
    "caption": (0.7, 1.2),
    "picture": (1.2, 0.8),
    "credit": (0.3, 0.5),
    "separator": (1.6, 1.6),
    "meta": (1.6, 0.8),
    "subtitle": (0.3, 0.9),
    "maker": (0.5, 0.5),
    "item": (0.4, 0.4),
    "particulars": (0.9, 0.9),
    "aside": (1.4, 1.4),
    "endnote": (0.5, 0.5),
    "headnote": (0, 1.2),
    "entry": (0.35, 0.35),
    "pull": (2.4, 2.4),
}
"""Kind -> room above and below, in sizes of the text."""
_PLAIN = (1.0, 1.0)
_ABOUT = frozenset(info.pdf for info in KINDS.values() if info.publication)
"""What tells of the publication, and is no part of the text."""
INSIDE = 0.6
"""Room between the notes of one box."""


def entry(kind: str, keep: bool = False, **content: Any) -> Data:
    """A block with room around it."""
    above, below = ROOM.get(kind, _PLAIN)
    room = {"k": kind, "above": above, "below": below}
    return {**room, "keep": keep, "level": 0, "mark": "", "names": [], **content}


def under_pictures(rows: Iterable[Data]) -> Iterator[Data]:
    """Pictures with what stands below them, which says so."""
    above: Data = {}
    for row in rows:
        above = {"under": row["file"]} if row["k"] == "picture" else above
        yield row if row["k"] == "picture" else row | above


def credit(slots: Sequence[Slot], layout: str) -> Data:
    """Who made the photographs of a block, below what is said of them."""
    cells = [cell_of(slot) for slot in slots if layout in ("columns", "facing") or not slot.again]
    # Of two pages that face each other each has it; said once, it is read once.
    once = len(cells) == 1
    return entry("credit", cells=cells * 2 if once and layout == "facing" else cells, once=once)


def boxed(blocks: Iterable[Data]) -> Iterator[Data]:
    """Put notes that go on into one box, and room behind what is said of the text."""
    before: Data = {}
    for now in blocks:
        if before.get("k") in _ABOUT and now["k"] not in _ABOUT:
            before["below"] = max(before["below"], ROOM["label"][0])
        if before.get("open"):
            before["below"] = now["above"] = INSIDE
            # On pages that face each other the paragraphs are set by themselves.
            before["blocks"][-1]["below"] = now["blocks"][0]["above"] = INSIDE
            now["again"] = True
        if before:
            yield before
        before = now
    if before:
        yield before
