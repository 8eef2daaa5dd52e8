"""What of an edition is published where.

It is asked language by language: where it comes from, and why the rest isn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.model import KINDS, Absence, Cell, Edition, Scene
from toolkit.schema import REASONS

LISTED: Mapping[Absence, str] = {**REASONS, "omitted": "omission"}
"""Why a unit isn't here -> how it is listed among what is not aligned."""


def spoken(scene: Scene, lang: str) -> bool:
    """Whether a scene is spoken in a language.

    Then it has a `u`.
    """
    if KINDS[scene.kind].spoken:
        for row in scene.rows:  # written out: this is asked of each scene in each language
            if row.cells[lang].published:
                return True
    return False


def absent(cells: Iterable[Cell]) -> Absence:
    """Why none of these cells is here.

    It is a draft where one cell is, and left out only where all are.
    """
    why = {cell.absence for cell in cells}
    return "draft" if "draft" in why else "omitted" if why == {"omitted"} else ""


def least(cells: Iterable[Cell]) -> float | None:
    """The lowest certainty of these.

    It is None where none has one.
    """
    return min((cell.confidence for cell in cells if cell.confidence is not None), default=None)


def pivot(edition: Edition) -> str:
    """The language that others correspond to.

    It is "" where the source text is no part of the edition.
    """
    return edition.source_lang if edition.source_lang in edition.langs else ""
