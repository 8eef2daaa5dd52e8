"""The blocks of a page as data, each with its room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.edition.page import Block, Slot
from toolkit.text.markup import Span
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


def entry(kind: str, keep: bool = False, **content: Any) -> Data:
    """A block with room around it."""
    above, below = ROOM.get(kind, _PLAIN)
    room = {"k": kind, "above": above, "below": below}
    return {**room, "keep": keep, "level": 0, "mark": "", "names": [], **content}


def credit(block: Block, lang: str, sides: int) -> Data:
    """Who made the photographs of a block, below them.

    lang   of the text
    sides  on how many pages it stands: on each of two that face each other
    """
    cell = cell_of(Slot(lang, lang, (Span("text", block.credit),)))
    return entry("credit", cells=[cell] * sides, keep=bool(block.slots))
