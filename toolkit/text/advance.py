"""How wide a text is, in whatever font.

Widths are those of wide book faces: where a font is narrower, lines are a little shorter than they could be,
and nothing ever stands over the edge.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_THIN = frozenset("iljtfrI.,:;'’‘|!()[]-·/ ")
_WIDE = frozenset("mwMW@%—…")
_SAFE = 1.06
"""Bold letters are wider."""


@lru_cache(maxsize=4096)
def advance(text: str) -> float:
    """How wide a text is.

    In sizes of its letters.
    """
    return sum(map(_advance, text)) * _SAFE


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    category = unicodedata.category(character)
    # Marks that stand on other letters, and what nobody sees.
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1
    if character in _THIN:
        return 0.34
    if character in _WIDE:
        return 0.98
    if category == "Lu":
        return 0.76
    # Letters beyond extended Latin are wider in most faces.
    return 0.62 if ord(character) > 0x24F else 0.56
