"""Balance pages that face each other.

Both texts of a book get the same depth, by the size of their letters and by the distance of their lines.
How many lines each language has is measured. Then the longer text is set smaller and the shorter one larger,
until both have as many lines, which stand beside each other on the two pages. Where that would take letters
or lines beyond what is usual in books, each has a distance of lines of its own: the longer text a closer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from math import isclose
from statistics import fmean
from typing import Any, NamedTuple

from toolkit.writers.pdf.cells import Data

_SIZES = (0.87, 1.05)
"""The smallest letters and the largest, in parts of the usual ones: 9.5 and 11.5 points."""
_MOST = 300
"""Pairs that are measured: of more, so many in equal distances."""
_STEPS = 20
"""How often the middle is taken."""
_EVEN = 0.03
"""How far from each other two pages may be that are called even: a line of thirty."""
_LEFT, _RIGHT = slice(1), slice(1, None)
"""The languages of a page."""


class Spacing(NamedTuple):
    """The distances of lines of a script, in sizes of its letters."""

    closest: float
    usual: float
    widest: float


Counting = Callable[[Mapping[str, float], Sequence[Data]], Sequence[float]]
"""How many lines some pairs have in each language, by the size of its letters."""
_Depth = Callable[[slice, float], float]
"""How deep a page is, by how far it gives way."""


def balanced(data: Data, spacings: Mapping[str, Spacing], lines: Counting) -> Data:
    """The data of a book, with styles in which both pages are filled alike.

    spacings  by the languages of the book, in the order of a pair: the first has the left pages
    """
    pairs = measured(data["sections"], len(spacings))
    if not pairs:
        return data
    # Between both sizes their number grows evenly: what is wider has fewer letters a line.
    smallest, largest = (lines(dict.fromkeys(spacings, size), pairs) for size in _SIZES)
    looks = list(spacings.values())

    def deep(side: slice, change: float) -> tuple[float, float]:
        """How many lines the text of a page has, and how deep it is in distances of its own."""
        count = depth = 0.0
        for spacing, few, many in zip(looks[side], smallest[side], largest[side], strict=True):
            size, pitch = _set(spacing, change)
            part = (size - _SIZES[0]) / (_SIZES[1] - _SIZES[0])
            number = few * (1 - part) + many * part
            count, depth = count + number, depth + number * size * pitch
        return count, depth

    found = _on_one_grid(looks, lambda side, change: deep(side, change)[0])
    found = found or _evened(looks, lambda side, change: deep(side, change)[1])
    styles = dict(data["styles"])
    for lang, (size, pitch) in zip(spacings, found, strict=True):
        styles[lang] = styles[lang] | {"scale": round(size, 4), "pitch": round(pitch, 4)}
    return data | {"styles": styles}


def _on_one_grid(looks: Sequence[Spacing], deep: _Depth) -> list[tuple[float, float]]:
    """Sizes and distances in which the lines of both pages stand beside each other; none where they can't."""
    most = _change(deep)
    # A little less may do, where letters of these sizes have no distance in common.
    for part in range(10, 5, -1):
        change = most * part / 10
        sizes = [size for size, _ in _looks(looks, change)]
        closest = max(size * look.closest for size, look in zip(sizes, looks, strict=True))
        widest = min(size * look.widest for size, look in zip(sizes, looks, strict=True))
        if closest <= widest and isclose(deep(_LEFT, change), deep(_RIGHT, -change), rel_tol=_EVEN):
            distance = min(max(fmean(look.usual for look in looks), closest), widest)
            return [(size, distance / size) for size in sizes]
    return []


def _evened(looks: Sequence[Spacing], deep: _Depth) -> list[tuple[float, float]]:
    """Sizes and distances in which both pages are as equally deep as they may be."""
    return _looks(looks, _change(deep))


def _change(deep: _Depth) -> float:
    """How far both pages give way until they agree.

    That of the left page; the right one goes the other way.
    """
    way = -1 if deep(_LEFT, 0) > deep(_RIGHT, 0) else 1
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if (deep(_RIGHT, -way * middle) - deep(_LEFT, way * middle)) * way > 0:
            low = middle
        else:
            high = middle
    return way * high


def _looks(looks: Sequence[Spacing], change: float) -> list[tuple[float, float]]:
    return [_set(spacing, -change if number else change) for number, spacing in enumerate(looks)]


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
