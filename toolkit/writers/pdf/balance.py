"""Balance pages that face each other.

Both texts of a book get the same depth, by the size of their letters and by the distance of their lines.
How many lines each language has is measured. Then the longer text is set smaller and closer, the shorter one
larger and wider: both as little as is needed, and neither beyond what is usual in books.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from toolkit.writers.pdf.cells import Data

_SIZES = (0.87, 1.05)
"""The smallest letters and the largest, in parts of the usual ones: 9.5 and 11.5 points."""
_MOST = 300
"""Pairs that are measured: of more, so many in equal distances."""
_STEPS = 20
"""How often the middle is taken."""


class Spacing(NamedTuple):
    """The distances of lines of a script, in sizes of its letters."""

    closest: float
    usual: float
    widest: float


Counting = Callable[[Mapping[str, float], Sequence[Data]], Sequence[float]]
"""How many lines some pairs have in each language, by the size of its letters."""


def balanced(data: Data, spacings: Mapping[str, Spacing], lines: Counting) -> Data:
    """The data of a book, with styles in which both pages are filled alike.

    spacings  by the languages of the book, in the order of a pair: the first has the left pages
    """
    pairs = measured(data["sections"], len(spacings))
    if not pairs:
        return data
    # Between both sizes their number grows evenly: what is wider has fewer letters a line.
    smallest, largest = (lines(dict.fromkeys(spacings, size), pairs) for size in _SIZES)

    def depth(numbers: Sequence[int], change: float) -> float:
        """Of the text of a page; `change` from -1, where it is closest, to 1."""
        total = 0.0
        for number, spacing in list(enumerate(spacings.values()))[slice(*numbers)]:
            size, pitch = _set(spacing, change)
            part = (size - _SIZES[0]) / (_SIZES[1] - _SIZES[0])
            total += (smallest[number] * (1 - part) + largest[number] * part) * size * pitch
        return total

    left, right = (0, 1), (1, len(spacings))
    longer, shorter = (left, right) if depth(left, 0) > depth(right, 0) else (right, left)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if depth(longer, -middle) > depth(shorter, middle):
            low = middle
        else:
            high = middle
    styles = dict(data["styles"])
    for number, (lang, spacing) in enumerate(spacings.items()):
        size, pitch = _set(spacing, -high if longer[0] <= number < longer[1] else high)
        styles[lang] = styles[lang] | {"scale": round(size, 3), "pitch": round(pitch, 3)}
    return data | {"styles": styles}


def _set(spacing: Spacing, change: float) -> tuple[float, float]:
    """Size of the letters and distance of the lines."""
    size, pitch = (_SIZES[1], spacing.widest) if change > 0 else (_SIZES[0], spacing.closest)
    return 1 + (size - 1) * abs(change), spacing.usual + (pitch - spacing.usual) * abs(change)


def measured(sections: Sequence[Data], count: int) -> list[Data]:
    """Paragraphs in so many languages, from all over a book."""
    blocks: Any = chain.from_iterable(one["blocks"] for one in sections if one["k"] == "document")
    pairs = [
        it for it in blocks if len(it.get("cells", ())) == count and not (it["level"] or it.get("front"))
    ]
    return [pairs[k * len(pairs) // _MOST] for k in range(_MOST)] if len(pairs) > _MOST else pairs
