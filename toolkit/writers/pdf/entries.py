"""The blocks of a page as data, each with its room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.writers.pdf.cells import Data

ROOM: Mapping[str, tuple[float, float]] = {
    "kicker": (0, 0.6),
    "title": (0.4, 1.2),
    "standfirst": (0.4, 0.9),
    "byline": (0.3, 0.5),
    "dateline": (0.3, 0.5),
    "heading": (2.4, 1.1),
    "label": (1.5, 0.5),
    "narration": (1.9, 1.9),
    "caption": (1.2, 1.2),
    "picture": (1.2, 0.8),
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
