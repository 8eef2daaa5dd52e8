"""What of an edition is published in a language, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.model import Cell, Edition, Origin, Scene

ORIGINS: Mapping[Origin, str] = {
    "human": "origin.human",
    "aligned": "origin.aligned",
    "machine": "origin.mt",
    "revised": "origin.revised",
    "": "origin.entry",
}
"""Where a translated paragraph comes from -> the category that says so."""

_PUBLISHED = frozenset({"original", "translated"})


def published(cell: Cell) -> bool:
    """Whether the words of the cell are in its language."""
    return cell.state in _PUBLISHED


def spoken(scene: Scene, lang: str) -> bool:
    """Whether there is a `u` for this scene in this language."""
    if scene.kind == "speech":
        for row in scene.rows:  # written out: this is asked of each scene in each language
            if row.cells[lang].state in _PUBLISHED:
                return True
    return False


def pivot(edition: Edition) -> str:
    """The language that the others correspond to; "" where the source text is no part of the edition."""
    return edition.source_lang if edition.source_lang in edition.langs else ""
