"""Figures above the line and below it, as Unicode has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

TextPlace = Literal["", "above", "below"]
"""Where text is set: "" on the line."""
PLACES: Mapping[str, TextPlace] = {
    "sup": "above",
    "super": "above",
    "superscript": "above",
    "sub": "below",
    "subscript": "below",
}
"""By what HTML and word processors call it."""
_OF = {
    "above": str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ"),
    "below": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
}


def placed(text: str, place: TextPlace) -> str:
    """A text that is set above the line or below it, with Unicode's figures where all of it has such.

    On the line figures say something else. Letters don't, and stay.

    >>> placed("3", "above"), placed("2", "below"), placed("er", "above")
    ('³', '₂', 'er')
    """
    table = _OF.get(place, {})
    return text.translate(table) if table.keys() >= {*map(ord, text)} else text
