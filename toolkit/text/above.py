"""Figures above the line and below it, as Unicode has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from toolkit import late
from toolkit.text.hygiene import european

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
_FIGURE = r"[\d+−{more}-]+"
_FIGURES = {
    place: late.regex(rf"\s*{figure}(?:[,./–]\s?{figure})*\s*")
    for place, figure in (("above", _FIGURE.format(more="n")), ("below", _FIGURE.format(more="")))
}
"""Figures, perhaps several: of two notes, or parts of a fraction. What parts them stays on the line."""


def placed(text: str, place: TextPlace) -> str:
    """A text that is set above the line or below it, with Unicode's figures where it is nothing but figures.

    On the line figures say something else. Letters don't, and stay. Unicode has raised figures of one script.

    >>> placed("3", "above"), placed("2", "below"), placed("er", "above"), placed("٢, ٣", "above")
    ('³', '₂', 'er', '², ³')
    """
    if not place or not _FIGURES[place].fullmatch(text):
        return text
    return european(text).translate(_OF[place])
